"""Small groups: what may be shown, so that nobody's answers can be worked out.

Four rules, the same for every figure and everywhere it is printed (docs/figures.md):

* A mean or a median needs `Smallest.mean` people behind it, a share `Smallest.shares`. What has
  fewer is hidden, its number of people too.
* Groups of one dimension add up to the whole, which is published. So where the hidden ones
  together number less than that, the next smallest group is hidden as well: what is left when
  the shown are taken from the whole always speaks of enough people.
* Don't know and Not for us of a group are shares of those who answered, so they are shown where
  the group's shares are, and hidden further by the second rule over those who answered.
* A sector of one organisation is pooled with others of its kind, unless its partner agreed.

Nor does a hidden group follow from the groups of all dimensions together, even for someone who
knows exactly who belongs to which. Groups are never crossed in print; what such a person could
work out about the overlap of two groups that are both shown is not guarded against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toptips.analysis import scores
from toptips.analysis.figures import Scores, Shares, Votes
from toptips.analysis.rules import Rules, Smallest
from toptips.analysis.tally import Scored, Tally

NOT_SAID = "Not said"
OTHER_SECTORS = "Other sectors"
# How many hidden groups of one dimension are looked at together, in `_follows`.
MOST_TOGETHER = 4


def pool_sectors(
    sector_of: Mapping[str, str], people: Mapping[str, int], may_be_shown: Collection[str]
) -> dict[str, str]:
    """Return the sector under which each organisation that answered is counted.

    Sectors of which only one organisation answered become "Other sectors", unless that
    organisation is in `may_be_shown`: the report says who answered, so such a sector would be
    that organisation. A pool of one organisation would be no better, so the smallest further
    sector then joins it. `sector_of` and `people` are by organisation.
    """
    members: dict[str, list[str]] = {}
    for organisation in sorted(sector_of):
        members.setdefault(sector_of[organisation], []).append(organisation)
    pooled = {
        name
        for name, several in members.items()
        if len(several) == 1 and several[0] not in may_be_shown
    }
    if len(pooled) == 1 and (further := set(members) - pooled):
        pooled.add(min(further, key=lambda name: _last_to_join(members[name], people, name)))
    return {
        organisation: OTHER_SECTORS if name in pooled else name
        for organisation, name in sector_of.items()
    }


def _last_to_join(
    organisations: Sequence[str], people: Mapping[str, int], name: str
) -> tuple[bool, int, int, str]:
    """Order sectors by size; those of one organisation, which agreed to be shown, come last."""
    size = sum(people[organisation] for organisation in organisations)
    return (len(organisations) == 1, len(organisations), size, name)


def hidden(
    people: NDArray[Any], smallest: int, already: NDArray[np.bool_] | None = None
) -> NDArray[np.bool_]:
    """Say which groups are hidden. The last axis holds the groups of one dimension.

    Hidden is what is `already`, what has fewer than `smallest` people, and, where those number
    1 to smallest - 1 together, the next smallest group (the first of several).
    """
    hide = people < smallest
    if already is not None:
        hide |= already
    together = np.where(hide, people, 0).sum(axis=-1)
    unsafe = (together > 0) & (together < smallest) & ~hide.all(axis=-1)
    beyond = people.max(initial=0) + 1
    following = np.where(hide, beyond, people).argmin(axis=-1)
    also = np.arange(people.shape[-1]) == following[..., None]
    result: NDArray[np.bool_] = hide | (also & unsafe[..., None])
    return result


Crossed = Mapping[tuple[str, ...], int]
_Hiding = dict[str, NDArray[np.bool_]]


def show_groups(
    by: Mapping[str, Mapping[str, Scored]],
    scored: Crossed,
    answered: Crossed,
    rules: Rules,
) -> dict[str, dict[str, Scores]]:
    """Return what may be shown of how each group scored one tip, by dimension.

    `scored` and `answered` count those who gave a score, and those who answered at all, by
    their groups in all dimensions together, in the order of `by`.
    """
    smallest = rules.smallest
    scorers = {
        dimension: [group.scores.n for group in groups.values()] for dimension, groups in by.items()
    }
    answerers = {
        dimension: [group.answered for group in groups.values()] for dimension, groups in by.items()
    }
    no_mean = _hide(scorers, by, scored, smallest.mean, {})
    no_shares = _hide(scorers, by, scored, smallest.shares, no_mean)
    no_others = _hide(answerers, by, answered, smallest.shares, no_shares)
    shown: dict[str, dict[str, Scores]] = {}
    for dimension, groups in by.items():
        shown[dimension] = {}
        for position, (name, group) in enumerate(groups.items()):
            if no_mean[dimension][position]:
                shown[dimension][name] = Scores(n=None, suppressed=True)
                continue
            with_others = not no_others[dimension][position]
            weights = group.scores.weights(rules.once)
            shown[dimension][name] = Scores(
                n=group.scores.n,
                mean=scores.mean(weights),
                median=scores.median(weights),
                shares=None
                if no_shares[dimension][position]
                else scores.shares(weights, rules.scale),
                dont_know=group.dont_know if with_others else None,
                not_for_us=group.not_for_us if with_others else None,
            )
    return shown


def _hide(
    people: Mapping[str, Sequence[int]],
    names: Mapping[str, Iterable[str]],
    crossed: Crossed,
    smallest: int,
    already: _Hiding,
) -> _Hiding:
    """Say for each dimension which groups are hidden, so that none follows from all the others.

    Where two dimensions together give a hidden group away, the smallest groups still shown are
    hidden too, until they no longer do.
    """
    sizes = {dimension: np.array(counts, dtype=np.int64) for dimension, counts in people.items()}
    hide = {
        dimension: hidden(size, smallest, already.get(dimension))
        for dimension, size in sizes.items()
        if len(size)
    }
    if len(hide) < 2:
        return hide
    # For each dimension, which cells of the crossed groups lie in which of its groups.
    cells = [cell for cell, count in crossed.items() if count]
    within = {
        dimension: np.array(
            [[cell[at] == name for cell in cells] for name in names[dimension]], dtype=float
        )
        for at, dimension in enumerate(people)
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
    return Shares(n=n, shares=scores.shares(tally.weights(once), answers))


def show_votes(votes: Tally[bool], smallest: Smallest, once: bool) -> Votes:
    """Return what may be shown of the votes for one tip: of those who voted, who named it."""
    n = votes.n
    if 0 < n < smallest.shares:
        return Votes(n=None, suppressed=True)
    of_all = scores.shares(votes.weights(once), (True,))
    return Votes(n=n, count=votes.people()[True], share=of_all[True] if of_all else None)


def shown_sectors(
    sector_of: Mapping[str, str], people: Mapping[str, int], smallest: int
) -> set[str]:
    """Return the sectors large enough to count mentions in, by their self-assessments.

    `sector_of` and `people` are by organisation; the pool of other sectors may be among them.
    """
    size: Counter[str] = Counter()
    for organisation, sector in sector_of.items():
        size[sector] += people[organisation]
    names = sorted(size)
    if not names:
        return set()
    hide = hidden(np.array([size[name] for name in names], dtype=np.int64), smallest)
    return {name for name, hides in zip(names, hide, strict=True) if not hides}
