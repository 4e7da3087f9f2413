"""Where sectors see it differently: the largest gap between their means, and what chance does.

Sectors of a few people differ by chance alone: with six of four people and no real difference
the largest gap averaged 1.4 levels. So a gap is claimed only above what shuffling
brings about: the sectors' labels are dealt anew among the organisations 1,000 times, and the
largest gap over all tips is taken each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toptips.analysis import scores
from toptips.analysis.disclosure import hidden
from toptips.analysis.figures import Gap, Scores
from toptips.analysis.rules import Rules
from toptips.analysis.tally import Tally

SHUFFLES = 1000
PERCENT = 95
SEED = 20180903
_CELLS_AT_ONCE = 1_000_000


def percentile(ordered: Sequence[Any] | NDArray[Any], percent: int) -> Any:
    """Return `sorted[ceil(p * N) - 1]` of values that are sorted already: always one of them."""
    return ordered[-(-percent * len(ordered) // 100) - 1]


def gap(sectors: Mapping[str, Scores], threshold: Fraction | None) -> Gap:
    """Return highest minus lowest mean among the sectors shown, and whether it is claimed.

    Empty where fewer than two are shown. Of sectors with the same mean, the first is named.
    """
    means = {name: scored.mean for name, scored in sectors.items() if scored.mean is not None}
    if len(means) < 2 or threshold is None:
        return Gap()
    highest = max(means, key=means.__getitem__)
    lowest = min(means, key=means.__getitem__)
    value = means[highest] - means[lowest]
    return Gap(value, threshold, value > threshold, highest, lowest)


def threshold(
    tips: Sequence[Tally[int]], sector_of: Mapping[str, str], rules: Rules
) -> Fraction | None:
    """Return the gap that a difference must exceed to be claimed, the same for every tip.

    It is the 95th percentile, over 1,000 shuffles of the sectors' labels among organisations,
    of the largest gap over all tips; within each shuffle the groups under `smallest` people
    (and the next smallest, as in `disclosure.hidden`) are left out, just as they are in print,
    and a shuffle that shows no two sectors has a gap of 0. `sector_of` holds the label of each
    organisation. None under two sectors.

    Floats find the shuffle that lies at the percentile; its gap is then worked out exactly.
    """
    organisations = sorted(sector_of)
    names = sorted(set(sector_of.values()))
    if len(names) < 2 or not tips:
        return None
    labels = np.array([names.index(sector_of[organisation]) for organisation in organisations])
    columns = _columns(tips, organisations, rules.once)
    smallest = rules.smallest.mean
    found = np.concatenate(
        [_largest_gaps(rows, len(names), columns, smallest) for rows in _shuffles(labels)]
    )
    order = np.argsort(found, kind="stable")
    chosen = int(percentile(order, PERCENT))
    row = next(islice(chain.from_iterable(_shuffles(labels)), chosen, None))
    dealt = dict(zip(organisations, map(int, row), strict=True))
    return largest_gap(tips, dealt, smallest, rules.once)


def _shuffles(labels: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Yield shuffled rows of labels, many at once: the same rows whenever it is called.

    Only the raw stream of PCG64 is drawn on, which numpy promises never to change (NEP 19);
    sorting by it makes the permutations.
    """
    stream = np.random.PCG64(SEED)
    at_once = max(1, _CELLS_AT_ONCE // len(labels))
    for start in range(0, SHUFFLES, at_once):
        rows = min(at_once, SHUFFLES - start)
        keys = stream.random_raw(rows * len(labels)).reshape(rows, len(labels))
        yield labels[np.argsort(keys, axis=1, kind="stable")]


_Columns = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


def _columns(tips: Iterable[Tally[int]], organisations: Sequence[str], once: bool) -> _Columns:
    """Return people, weight and weighted sum of levels: organisations down, tips across.

    Whole numbers stay exact in these floats up to 2**53.
    """
    tallies = list(tips)
    people = np.array([tally.column(organisations) for tally in tallies], dtype=float).T
    sums = np.array([tally.column(organisations, int) for tally in tallies], dtype=float).T
    if not once:
        return people, people, sums
    weight = (people > 0).astype(float)
    return people, weight, np.divide(sums, people, out=np.zeros_like(sums), where=people > 0)


def _largest_gaps(
    labels: NDArray[Any], sectors: int, columns: _Columns, smallest: int
) -> NDArray[np.float64]:
    """Return for each row of labels the largest gap over all tips."""
    people, weight, sums = (
        np.stack([(labels == sector).astype(float) @ column for sector in range(sectors)], axis=-1)
        for column in columns
    )
    left_out = hidden(np.rint(people).astype(np.int64), smallest)
    means = np.divide(sums, weight, out=np.zeros_like(sums), where=weight > 0)
    highest = np.where(left_out, -np.inf, means).max(axis=-1)
    lowest = np.where(left_out, np.inf, means).min(axis=-1)
    gaps: NDArray[np.float64] = np.maximum(highest - lowest, 0).max(axis=-1)
    return gaps


def largest_gap(
    tips: Iterable[Tally[int]], label_of: Mapping[str, int], smallest: int, once: bool
) -> Fraction:
    """Return exactly the largest gap over all tips between the labels that may be shown."""
    largest = Fraction(0)
    for tip in tips:
        groups: dict[int, Tally[int]] = {label: Tally(tip) for label in set(label_of.values())}
        for organisation, counts in tip.by_organisation.items():
            groups[label_of[organisation]].by_organisation[organisation] = counts
        labels = sorted(groups)
        left_out = hidden(np.array([groups[label].n for label in labels], dtype=np.int64), smallest)
        means = [
            mean
            for label, out in zip(labels, left_out, strict=True)
            if not out and (mean := scores.mean(groups[label].weights(once))) is not None
        ]
        if len(means) > 1:
            largest = max(largest, max(means) - min(means))
    return largest
