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

Nor does a hidden group follow from the groups of all dimensions together, even for someone who
knows exactly who belongs to which, nor what one person answered (see `otherwise`). Groups are
never crossed in print.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from toptips.analysis import scores
from toptips.analysis.figures import Bound, Scores, Shares, Votes
from toptips.analysis.otherwise import Kind, Labels, sure
from toptips.analysis.printing import rounded
from toptips.analysis.rules import Rules, Smallest
from toptips.analysis.tally import Scored, Tally

# A partner that agreed to be shown may stand alone from as many people on.
ALONE_FROM = 5
# Under as many forms neither sectors nor groups are shown.
FEWEST_FOR_SECTORS = 20
HALF = Fraction(1, 2)
A = TypeVar("A")
HIDDEN = "\0"
SECTOR, FAMILY = "sector", "family"
# How many hidden groups of one dimension are looked at together, in `_follows`.
MOST_TOGETHER = 4


def hidden(
    people: NDArray[Any],
    smallest: int,
    already: NDArray[np.bool_] | None = None,
    organisations: NDArray[Any] | None = None,
) -> NDArray[np.bool_]:
    """Say which groups are hidden. The last axis holds the groups of one dimension.

    Hidden is what is `already`, what has fewer than `smallest` people or, where `organisations`
    counts them, fewer than two organisations, and, where those number 1 to smallest - 1 together,
    the next smallest group (the first of several).
    """
    hide = people < smallest
    if organisations is not None:
        hide |= organisations < 2
    if already is not None:
        hide |= already
    together = np.where(hide, people, 0).sum(axis=-1)
    unsafe = (together > 0) & (together < smallest) & ~hide.all(axis=-1)
    beyond = people.max(initial=0) + 1
    following = np.where(hide, beyond, people).argmin(axis=-1)
    also = np.arange(people.shape[-1]) == following[..., None]
    result: NDArray[np.bool_] = hide | (also & unsafe[..., None])
    return result


_Hiding = dict[str, NDArray[np.bool_]]


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
    while True:
        hide = _hide(by, kinds, rules.smallest.mean, hide)
        if not (sure := _sure(by, kinds, hide, once=rules.once)):
            break
        _hide_smallest(by, hide, sure)
    return {
        dimension: {
            name: Scores(n=None, suppressed=True) if hides else _shown(group, rules, dimension)
            for (name, group), hides in zip(groups.items(), hide[dimension], strict=True)
        }
        for dimension, groups in by.items()
    }


def _sure(
    by: Mapping[str, Mapping[str, Scored]], kinds: Mapping[Kind, int], hide: _Hiding, *, once: bool
) -> list[Kind]:
    """Return the kinds of people of whom something might follow; none where no group is shown."""
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

    return sure(kinds, seen_as, once=once)


def _hide_smallest(
    by: Mapping[str, Mapping[str, Scored]], hide: _Hiding, people: Collection[Kind]
) -> None:
    """Hide the smallest group that is shown, of those that hold any of these people if there are.

    Of people in hidden groups something may follow by what is left of the whole.
    """
    *_, dimension, place = min(
        (all(kind.groups[at] != name for kind in people), group.scores.n, dimension, place)
        for at, (dimension, groups) in enumerate(by.items())
        for place, (name, group) in enumerate(groups.items())
        if not hide[dimension][place]
    )
    hide[dimension][place] = True


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
    step = HALF if dimension == FAMILY else Fraction(1, 10)
    return Scores(n=n, mean=rounded(mean, step))


def _hide(
    by: Mapping[str, Mapping[str, Scored]],
    kinds: Mapping[Kind, int],
    smallest: int,
    already: _Hiding,
) -> _Hiding:
    """Say for each dimension which groups are hidden, so that none follows from all the others.

    Where two dimensions together give a hidden group away, the smallest groups still shown are
    hidden too, until they no longer do.
    """
    sizes = {
        dimension: np.array([group.scores.n for group in by[dimension].values()], dtype=np.int64)
        for dimension in already
    }
    hide = {
        dimension: hidden(size, smallest, already[dimension]) for dimension, size in sizes.items()
    }
    if len(hide) < 2:
        return hide
    # For each dimension, which cells of the crossed groups lie in which of its groups.
    cells = list({kind.groups for kind in kinds if kind.is_score})
    within = {
        dimension: np.array(
            [[cell[at] == name for cell in cells] for name in by[dimension]], dtype=float
        )
        for at, dimension in enumerate(by)
        if dimension in hide
    }
    while _follows(sizes, within, hide, smallest):
        shown = [
            (sizes[dimension][position], dimension, position)
            for dimension, hides in hide.items()
            for position in np.flatnonzero(~hides)
        ]
        if not shown:
            break
        _, dimension, position = min(shown)
        hide[dimension][position] = True
    return hide


def _follows(
    sizes: Mapping[str, NDArray[Any]],
    within: Mapping[str, NDArray[np.float64]],
    hide: _Hiding,
    smallest: int,
) -> bool:
    """Say whether hidden groups of fewer than `smallest` people follow by linear equations.

    Each figure shown is one equation over the cells of the crossed groups. A set of hidden
    groups (up to four of one dimension) follows where it is a combination of those equations.
    """
    sets = [
        within[dimension][list(chosen)].sum(axis=0)
        for dimension, hides in hide.items()
        for many in range(1, MOST_TOGETHER + 1)
        for chosen in combinations(np.flatnonzero(hides & (sizes[dimension] > 0)), many)
        if sizes[dimension][list(chosen)].sum() < smallest
    ]
    if not sets:
        return False
    everybody = np.ones((1, len(sets[0])))
    equations = np.concatenate(
        [everybody, *(within[name][~hides] for name, hides in hide.items())]
    ).T
    wanted = np.array(sets).T
    solution = np.linalg.lstsq(equations, wanted, rcond=None)[0]
    return bool((np.abs(equations @ solution - wanted) < 1e-6).all(axis=0).any())


def show_choice(
    tally: Tally[str], answers: Sequence[str], smallest: Smallest, once: bool
) -> Shares:
    """Return what may be shown of the answers to one choice, all respondents together."""
    n = tally.n
    if 0 < n < smallest.shares:
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
