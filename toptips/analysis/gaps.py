"""Where sectors or groups see it differently: the largest gap between their means, and chance.

Groups of a few people differ by chance alone. So a gap is claimed only above what shuffling
brings about: labels are dealt anew 1,000 times, and the largest gap over all tips is taken each
time. Sectors' labels are dealt among organisations. Labels of groups are dealt within each
organisation, since people of one organisation choose theirs. A gap is measured in units of what
groups of these sizes differ by: the difference of two means over sqrt(1/w + 1/w'), with w the
people of each, or the weight where organisations count once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toptips.analysis.disclosure import ALONE_FROM, hidden
from toptips.analysis.figures import Gap, Scores
from toptips.analysis.pooling import NOT_SAID
from toptips.analysis.rules import Rules

SHUFFLES = 1000
PERCENT = 95
SEED = 20180903
_CELLS_AT_ONCE = 1_000_000
# Floats that should be the same differ by less.
_ALIKE = 1e-9

_Floats = NDArray[np.float64]


def percentile(ordered: Sequence[Any] | NDArray[Any], percent: float) -> Any:
    """Return `sorted[ceil(p * N) - 1]` of values that are sorted already: always one of them."""
    return ordered[ceil(Fraction(str(percent)) * len(ordered) / 100) - 1]


@dataclass(frozen=True, slots=True)
class People:
    """Who scored what: an organisation and the group of one dimension for each person.

    `scores` has a row a person and a column a tip, with 0 in `scored` where there is none.
    `alone` holds the organisations that agreed to be shown as a sector of their own.
    """

    organisations: Sequence[str]
    groups: Sequence[str]
    scores: _Floats
    scored: _Floats
    alone: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The gaps of a dimension, by tip, and the least gap in levels that could have been told."""

    gaps: tuple[Gap, ...]
    detectable: Fraction | None = None


def compare(
    people: People, shown: Sequence[Mapping[str, Scores]], rules: Rules, *, within: bool
) -> Compared:
    """Say on which tips two of the groups differ by more than shuffling usually brings about.

    `shown` holds for each tip what may be shown of its groups: only those are compared, and
    never those who did not say. `within`: labels are shuffled within organisations.
    """
    nothing = Compared(tuple(Gap() for _ in shown))
    names = sorted(set(people.groups))
    compared = [
        [name != NOT_SAID and of.get(name, Scores(None)).n is not None for name in names]
        for of in shown
    ]
    if not any(sum(row) > 1 for row in compared):
        return nothing
    units = _Units.of(people, names, rules, within=within)
    standing = units.gaps(units.labels[None], ~np.array(compared)[None])
    found = np.sort(
        np.concatenate([units.largest(rows) for rows in units.shuffles()]), kind="stable"
    )
    threshold = float(percentile(found, PERCENT))
    if threshold <= _ALIKE:
        return nothing
    return Compared(
        tuple(
            _gap(values[0], names, threshold) if sum(of) > 1 else Gap()
            for values, of in zip(standing.pairs, compared, strict=True)
        ),
        _in_levels(threshold * float(standing.units.max())),
    )


def _in_levels(value: float) -> Fraction:
    """Return the next tenth of a level: a gap that is told of must never look as large as this."""
    return Fraction(ceil(value * 10 - _ALIKE), 10)


def _gap(differences: _Floats, names: Sequence[str], threshold: float) -> Gap:
    """Return the gap of one tip: `differences` are those of every pair, in standard units."""
    pairs = list(combinations(range(len(names)), 2))
    place = int(np.nanargmax(np.abs(differences)))
    first, second = pairs[place]
    if abs(differences[place]) <= _ALIKE:
        return Gap(compared=True)
    if differences[place] < 0:
        first, second = second, first
    claimed = bool(abs(differences[place]) > threshold + _ALIKE)
    return Gap(compared=True, claimed=claimed, highest=names[first], lowest=names[second])


@dataclass(frozen=True, slots=True)
class _Standing:
    """The difference of each pair in standard units (tips, shuffles, pairs), and one unit."""

    pairs: _Floats
    units: _Floats


@dataclass(frozen=True)
class _Units:
    """What labels are dealt among: people, or organisations with all their people.

    Each has a label, a block within which it is shuffled, and, by tip, how many scored, their
    weight, and the weighted sum of their scores.
    """

    labels: NDArray[np.int64]
    blocks: NDArray[np.int64]
    people: _Floats
    weight: _Floats
    sums: _Floats
    groups: int
    not_compared: NDArray[np.bool_]
    rules: Rules
    within: bool
    alone: NDArray[np.bool_]

    @classmethod
    def of(cls, people: People, names: Sequence[str], rules: Rules, *, within: bool) -> _Units:
        organisations = sorted(set(people.organisations))
        index = {name: place for place, name in enumerate(organisations)}
        of = np.array([index[name] for name in people.organisations])
        order = np.argsort(of, kind="stable")
        of, scored = of[order], people.scored[order]
        label = {name: place for place, name in enumerate(names)}
        labels = np.array([label[people.groups[place]] for place in order])
        sums = people.scores[order] * scored
        per = np.zeros((len(organisations), scored.shape[1]))
        np.add.at(per, of, scored)
        weight = scored / np.maximum(per, 1)[of] if rules.once else scored
        sums = sums / np.maximum(per, 1)[of] if rules.once else sums
        blocks = of
        if not within:
            starts = np.flatnonzero(np.diff(of, prepend=-1))
            scored, weight, sums = (
                np.add.reduceat(values, starts) for values in (scored, weight, sums)
            )
            labels, blocks = labels[starts], np.zeros(len(starts), dtype=np.int64)
        never = np.array([name == NOT_SAID for name in names])
        alone = np.array([name in people.alone for name in organisations])
        return cls(labels, blocks, scored, weight, sums, len(names), never, rules, within, alone)

    def shuffles(self) -> Iterator[NDArray[np.int64]]:
        """Yield shuffled rows of labels, many at once: the same rows whenever it is called.

        Only the raw stream of PCG64 is drawn on, which numpy promises never to change (NEP 19);
        sorting by it makes the permutations.
        """
        stream = np.random.PCG64(SEED)
        many = len(self.labels)
        at_once = max(1, _CELLS_AT_ONCE // many)
        for start in range(0, SHUFFLES, at_once):
            rows = min(at_once, SHUFFLES - start)
            keys = stream.random_raw(rows * many).reshape(rows, many) / 2.0**64
            yield self.labels[np.argsort(self.blocks + keys, axis=1, kind="stable")]

    def largest(self, rows: NDArray[np.int64]) -> _Floats:
        """Return for each row of labels the largest gap over all tips, 0 where none is shown."""
        pairs = self.gaps(rows, None).pairs
        found: _Floats = np.nan_to_num(np.abs(pairs)).max(axis=(0, 2), initial=0)
        return found

    def gaps(self, rows: NDArray[np.int64], hide: NDArray[np.bool_] | None) -> _Standing:
        """Return the gaps under each row of labels; `hide` says by tip what is hidden (1, T, G).

        Without it, what is hidden follows from the numbers, as in print.
        """
        members = [(rows == group).astype(float) for group in range(self.groups)]
        people, weight, sums = (
            np.stack([chosen @ values for chosen in members], axis=-1)
            for values in (self.people, self.weight, self.sums)
        )
        if hide is None:
            several = None
            # Within organisations, each keeps its labels, and so their number.
            if not (self.within or self.rules.internal):
                several = self._organisations(members, people)
            hide = hidden(np.rint(people), self.rules.smallest.mean, None, several)
            hide |= self.not_compared
        means = np.divide(sums, weight, out=np.full_like(sums, np.nan), where=weight > 0)
        means = np.where(hide, np.nan, means)
        inverse = np.divide(1.0, weight, out=np.full_like(weight, np.nan), where=weight > 0)
        first, second = np.array(list(combinations(range(self.groups), 2))).T
        units = np.sqrt(inverse[..., first] + inverse[..., second])
        pairs = np.moveaxis((means[..., first] - means[..., second]) / units, 1, 0)
        shown = ~np.isnan(means[..., first] - means[..., second])
        return _Standing(pairs, units[shown] if shown.any() else np.array([np.inf]))

    def _organisations(self, members: Sequence[_Floats], people: _Floats) -> _Floats:
        """Return how many organisations scored, by group; one that may be shown alone is enough."""
        scored = self.people > 0
        several = np.stack([chosen @ scored for chosen in members], axis=-1)
        leave = scored & self.alone[:, None]
        agreed = np.stack([chosen @ leave for chosen in members], axis=-1)
        enough: _Floats = np.where((several == agreed) & (people >= ALONE_FROM), 2, several)
        return enough
