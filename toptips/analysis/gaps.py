"""Where sectors or groups see it differently: the largest gap between their means, and chance.

Groups of a few people differ by chance alone. So a gap is claimed only above what shuffling
brings about: labels are dealt anew 1,000 times, and the largest gap over all tips is taken each
time. Sectors' labels are dealt among organisations. Labels of groups are dealt within each
organisation, since people of one organisation choose theirs. Compared is in every shuffle what is
compared in print, so that chance has as many pairs to show a gap in as the workshop had: were it
hidden anew by the sizes that come about, it had about half of them, and the limit was too low.
A gap is measured in units of what groups of these sizes differ by: the difference of two means
over sqrt(1/w + 1/w'), with w the people of each, or the weight where organisations count once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toptips.analysis.figures import Gap, Scores
from toptips.analysis.pooling import NOT_SAID
from toptips.analysis.rules import Rules

SHUFFLES = 1000
# The percentile that a gap must be above. Organisations of unequal size are not quite alike in what
# chance does to them, so that of shuffles among them a little more is asked: measured, see
# benchmarks/false_claims.py.
WITHIN, AMONG = 95, 96
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
    """

    organisations: Sequence[str]
    groups: Sequence[str]
    scores: _Floats
    scored: _Floats


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
    compared = np.array(
        [
            [name != NOT_SAID and of.get(name, Scores(None)).n is not None for name in names]
            for of in shown
        ]
    )
    if not (compared.sum(axis=-1) > 1).any():
        return nothing
    units = _Units.of(people, names, compared, once=rules.once, within=within)
    standing = units.gaps(units.labels[None])
    found = np.sort(
        np.concatenate([units.largest(rows) for rows in units.shuffles()]), kind="stable"
    )
    threshold = float(percentile(found, WITHIN if within else AMONG))
    if threshold <= _ALIKE:
        return nothing
    return Compared(
        tuple(
            _gap(values[0], names, threshold) if of.sum() > 1 else Gap()
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

    Each has a label, a block within which it is shuffled, and, by tip, the weight of its scores
    and their weighted sum. `compared` says which labels are on a tip (tips, labels).
    """

    labels: NDArray[np.int64]
    blocks: NDArray[np.int64]
    weight: _Floats
    sums: _Floats
    compared: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        people: People,
        names: Sequence[str],
        compared: NDArray[np.bool_],
        *,
        once: bool,
        within: bool,
    ) -> _Units:
        index = {name: place for place, name in enumerate(sorted(set(people.organisations)))}
        blocks = np.array([index[name] for name in people.organisations])
        order = np.argsort(blocks, kind="stable")
        blocks, weight = blocks[order], people.scored[order]
        label = {name: place for place, name in enumerate(names)}
        labels = np.array([label[people.groups[place]] for place in order])
        if once:
            per = np.zeros((len(index), weight.shape[1]))
            np.add.at(per, blocks, weight)
            weight = weight / np.maximum(per, 1)[blocks]
        sums = people.scores[order] * weight
        if not within:
            starts = np.flatnonzero(np.diff(blocks, prepend=-1))
            weight, sums = (np.add.reduceat(values, starts) for values in (weight, sums))
            labels, blocks = labels[starts], np.zeros(len(starts), dtype=np.int64)
        return cls(labels, blocks, weight, sums, compared)

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
        pairs = self.gaps(rows).pairs
        found: _Floats = np.nan_to_num(np.abs(pairs)).max(axis=(0, 2), initial=0)
        return found

    def gaps(self, rows: NDArray[np.int64]) -> _Standing:
        """Return the gaps under each row of labels, of those pairs that are compared."""
        groups = range(self.compared.shape[-1])
        members = [(rows == group).astype(float) for group in groups]
        weight, sums = (
            np.stack([chosen @ values for chosen in members], axis=-1)
            for values in (self.weight, self.sums)
        )
        # Of a group that nobody belongs to under these labels there is no mean either.
        weight = np.where(self.compared & (weight > 0), weight, np.nan)
        means = sums / weight
        first, second = np.array(list(combinations(groups, 2))).T
        units = np.sqrt(1 / weight[..., first] + 1 / weight[..., second])
        pairs = np.moveaxis((means[..., first] - means[..., second]) / units, 1, 0)
        return _Standing(pairs, units[~np.isnan(units)])
