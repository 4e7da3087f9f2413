"""Small groups: what may be shown, so that nobody's answers can be worked out.

The rules are the same for every figure and everywhere it is printed (docs/figures.md):

* Of a sector, family or group: how many scored a tip, and their mean to one decimal. That takes
  `Smallest.mean` people of two organisations; one that agreed to be shown may stand alone from
  five people on. In a workshop of one organisation people alone count.
* Groups of one dimension add up to the whole, which is published. So where the hidden ones
  together number less than that, the next smallest group is hidden as well: what is left when
  the shown are taken from the whole always speaks of enough people.
* A mean near an end of the scale says that nearly everybody gave the same answer, so it is given
  as "under 1.5" or "over 4.5".
* Under twenty forms no sectors and no groups are shown, but two families, if there are any.

* Groups are never crossed. Where what one person answered would follow from all dimensions
  together, for someone who knows who belongs to which, a group more is hidden (see `otherwise`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from toptips.analysis import scores
from toptips.analysis.figures import Bound, Scores, Shares, Votes
from toptips.analysis.otherwise import Between, Kind, Labels, ShownMean, sure
from toptips.analysis.printing import rounded
from toptips.analysis.rules import Rules, Smallest
from toptips.analysis.tally import Scored, Tally
from toptips.analysis.weighed import by_organisation, sure_of

# A partner that agreed to be shown may stand alone from as many people on.
ALONE_FROM = 5
HALF = Fraction(1, 2)
# By as much is what lies beyond a bound at the least, among people of a few hundred.
BEYOND = Fraction(1, 1000)
A = TypeVar("A")
HIDDEN = "\0"
_Hiding = dict[str, NDArray[np.bool_]]
SECTOR, FAMILY = "sector", "family"


def hidden(
    people: NDArray[Any],
    smallest: int,
    already: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Say which groups of one dimension are hidden, by how many `people` are in each.

    Hidden is what is `already`, what has fewer than `smallest` people, and, where those number 1
    to smallest - 1 together, the next smallest group (the first of several).
    """
    hide = people < smallest
    if already is not None:
        hide |= already
    if 0 < people[hide].sum() < smallest and not hide.all():
        hide[np.where(hide, people.max() + 1, people).argmin()] = True
    return hide


def show_groups(
    by: Mapping[str, Mapping[str, Scored]],
    kinds: Mapping[Kind, int],
    rules: Rules,
    alone: Collection[str],
) -> dict[str, dict[str, Scores]]:
    """Return what may be shown of how each group scored one tip, by dimension.

    `kinds` counts people by organisation, groups and answer, the groups in the order of `by`.
    `alone` holds the organisations that agreed to be shown.
    """
    hide = {
        dimension: np.array([not _is_mixed(group, rules, alone) for group in groups.values()])
        for dimension, groups in by.items()
        if groups
    }
    found = list(kinds)
    while True:
        hide = {
            dimension: hidden(_people(by[dimension]), rules.smallest.mean, hides)
            for dimension, hides in hide.items()
        }
        # Less is shown each time, so whoever might have answered otherwise still might.
        if not (found := _sure(by, kinds, hide, rules, found)):
            break
        _hide_more(by, hide, found)
    return {
        dimension: {
            name: Scores(n=None, suppressed=True) if hides else _shown(group, rules, dimension)
            for (name, group), hides in zip(groups.items(), hide[dimension], strict=True)
        }
        for dimension, groups in by.items()
    }


def _people(groups: Mapping[str, Scored]) -> NDArray[Any]:
    return np.array([group.scores.n for group in groups.values()], dtype=np.int64)


def _sure(
    by: Mapping[str, Mapping[str, Scored]],
    kinds: Mapping[Kind, int],
    hide: _Hiding,
    rules: Rules,
    suspects: Collection[Kind],
) -> list[Kind]:
    """Return those suspects of whom something might follow; none where no group is shown."""
    shown = [
        {name for name, hides in zip(groups, hide[dimension], strict=True) if not hides}
        for dimension, groups in by.items()
    ]
    if not any(shown):
        return []

    def seen_as(kind: Kind) -> Labels:
        return tuple(
            name if name in names else HIDDEN
            for name, names in zip(kind.groups, shown, strict=True)
        )

    means = [
        ShownMean((at, name), *_limits(_shown(groups[name], rules, dimension), rules, dimension))
        for at, (dimension, groups) in enumerate(by.items())
        for name in sorted(shown[at])
    ]
    return sure(kinds, seen_as, means, suspects, once=rules.once, scale=rules.scale)


def seen_as(kind: Kind, shown: Mapping[str, Mapping[str, Scores]]) -> Labels:
    """Return the groups of people as a report shows them: the hidden under one name."""
    return tuple(
        HIDDEN if groups[name].n is None else name
        for name, groups in zip(kind.groups, shown.values(), strict=False)
    )


def follows_beside(
    shown: Mapping[str, Mapping[str, Scores]],
    kinds: Mapping[Kind, int],
    rules: Rules,
    of_organisations: Between,
) -> bool:
    """Say whether anybody's score follows from the report and the mean of organisations' means.

    `shown` is what the report gives of each group; `of_organisations` are the levels between
    which the mean lies as it is published.
    """

    means = [
        ShownMean((at, name), *_limits(group, rules, dimension))
        for at, (dimension, groups) in enumerate(shown.items())
        for name, group in groups.items()
        if group.n
    ]
    found = sure(
        kinds,
        lambda kind: seen_as(kind, shown),
        means,
        kinds,
        once=rules.once,
        scale=rules.scale,
        of_organisations=of_organisations,
    )
    return bool(found)


def _limits(group: Scores, rules: Rules, dimension: str) -> tuple[Fraction, Fraction]:
    """Return the levels from and below which a published mean says that the exact one lies."""
    low, high = Fraction(rules.scale[0]), Fraction(rules.scale[-1])
    if group.bound is not None and group.bound.under is not None:
        return low, group.bound.under
    if group.bound is not None and group.bound.over is not None:
        return group.bound.over + BEYOND, high + 1
    half = _step(dimension) / 2
    mean = group.mean or low
    return max(mean - half, low + HALF), min(mean + half, high - HALF + BEYOND)


def _hide_more(
    by: Mapping[str, Mapping[str, Scored]], hide: _Hiding, people: Collection[Kind]
) -> None:
    """Hide the smallest group that is shown, of those that hold any of these people if there are.

    Of people in hidden groups something may follow by what is left of the whole. Where
    organisations count once, little can be shown, and sectors are kept longest.
    """
    *_, dimension, place = min(
        (
            -at,
            all(kind.groups[at] != name for kind in people),
            group.scores.n,
            dimension,
            place,
        )
        for at, (dimension, groups) in enumerate(by.items())
        for place, (name, group) in enumerate(groups.items())
        if not hide[dimension][place]
    )
    hide[dimension][place] = True


def all_hidden(by: Mapping[str, Mapping[str, Scores]]) -> dict[str, dict[str, Scores]]:
    """Return the same groups, and nothing of what they scored."""
    nothing = Scores(n=None, suppressed=True)
    return {dimension: dict.fromkeys(groups, nothing) for dimension, groups in by.items()}


def _is_mixed(group: Scored, rules: Rules, alone: Collection[str]) -> bool:
    """Say whether a group's scores are of several organisations, or of one that may be shown."""
    organisations = [name for name, given in group.scores.by_organisation.items() if given.total()]
    if rules.internal or len(organisations) > 1:
        return True
    return group.scores.n >= ALONE_FROM and set(organisations) <= set(alone)


def _shown(group: Scored, rules: Rules, dimension: str) -> Scores:
    n, mean = group.scores.n, scores.mean(group.scores.weights(rules.once))
    if mean is None:
        return Scores(n=n)
    low, high = rules.scale[0] + HALF, rules.scale[-1] - HALF
    if mean < low:
        return Scores(n=n, bound=Bound(under=low))
    if mean > high:
        return Scores(n=n, bound=Bound(over=high))
    return Scores(n=n, mean=rounded(mean, _step(dimension)))


def _step(dimension: str) -> Fraction:
    """Return to which parts of a level the means of a dimension are rounded."""
    return HALF if dimension == FAMILY else Fraction(1, 10)


def show_choice(
    tally: Tally[str], answers: Sequence[str], rules: Rules, size: Mapping[str, int]
) -> Shares:
    """Return what may be shown of the answers to one choice, all respondents together.

    `size` counts the people of each organisation that answered anything.
    """
    n, once = tally.n, rules.once
    sure_of_some = once and sure_of(by_organisation(tally.by_organisation, size), answers)
    if 0 < n < rules.smallest.shares or sure_of_some:
        return Shares(n=None, suppressed=True)
    return Shares(n=n, shares=in_print(scores.shares(tally.weights(once), answers), once))


def show_votes(votes: Tally[bool], smallest: Smallest, once: bool) -> Votes:
    """Return what may be shown of the votes for one tip: of those who voted, who named it."""
    n = votes.n
    if 0 < n < smallest.shares:
        return Votes(n=None, suppressed=True)
    of_all = in_print(scores.shares(votes.weights(once), (True,)), once)
    return Votes(n=n, count=votes.people()[True], share=of_all[True] if of_all else None)


def in_print(shares: dict[A, Fraction] | None, once: bool) -> dict[A, Fraction] | None:
    """Return shares as they may be published.

    Where each organisation counts once, people weigh differently, and exact shares would tell
    who gave which answer: there they are whole per cent.
    """
    if shares is None or not once:
        return shares
    return {answer: rounded(share, Fraction(1, 100)) for answer, share in shares.items()}
