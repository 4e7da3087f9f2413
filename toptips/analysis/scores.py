"""What scores say: mean, median, consensus, split, band. Each definition stands here once.

Scores come as weights: level of the scale -> weight of those who chose it. The weight of one
person is 1, or less where each organisation counts once. Results are exact fractions; only
consensus, which takes logarithms, is a float.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeVar

from toptips.analysis.tally import Tally

A = TypeVar("A", bound=Hashable)
Weight = int | Fraction
Band = Literal["strength", "discuss", "concern"]

BANDS: tuple[Band, ...] = ("concern", "discuss", "strength")
SMALLEST_FOR_CONSENSUS = 5
SMALLEST_FOR_THE_WORD_SPLIT = 8
SPLIT_AT_EACH_END = Fraction(3, 10)
MOST_BETWEEN = Fraction(1, 2)
STRENGTH_FROM, DISCUSS_FROM = Fraction(3, 4), Fraction(1, 2)


def shares(weights: Mapping[A, Weight], answers: Iterable[A]) -> dict[A, Fraction] | None:
    """Return each answer's share of the weight (0 to 1), in the order of `answers`.

    None where nobody answered.
    """
    total = sum(weights.values())
    if not total:
        return None
    return {answer: Fraction(weights.get(answer, 0)) / total for answer in answers}


def mean(weights: Mapping[int, Weight]) -> Fraction | None:
    """Return the weighted mean, in levels; None without scores."""
    total = sum(weights.values())
    if not total:
        return None
    return Fraction(sum(level * weight for level, weight in weights.items())) / total


def median(weights: Mapping[int, Weight]) -> Fraction | None:
    """Return the lowest level whose cumulative weight reaches half; None without scores.

    If it is exactly half, the median lies midway to the next level that anyone chose.
    """
    chosen = sorted(level for level, weight in weights.items() if weight)
    half = Fraction(sum(weights.values())) / 2
    reached = Fraction(0)
    for position, level in enumerate(chosen):
        reached += weights[level]
        if reached > half:
            return Fraction(level)
        if reached == half:
            return Fraction(level + chosen[position + 1], 2)
    return None


def within_one(people: Mapping[int, int], centre: Fraction, scale: Sequence[int]) -> int:
    """Count the people whose score is at most one level of the scale from the median.

    `scale` holds its levels, lowest first. Levels are counted as steps of the scale, so that on
    a scale of 0, 5 and 10 the neighbours of 5 are within one.
    """
    near = levels_near(people, centre, scale)
    return sum(count for level, count in people.items() if level in near)


def levels_near(people: Mapping[int, int], centre: Fraction, scale: Sequence[int]) -> set[int]:
    """Return the levels that are at most one from a median of these people's scores."""
    middle = _position(centre, people, scale)
    return {level for level in scale if abs(scale.index(level) - middle) <= 1}


def _position(centre: Fraction, people: Mapping[int, int], scale: Sequence[int]) -> Fraction:
    """Return where the median stands among the levels of the scale, counted from 0."""
    if centre in scale:
        return Fraction(scale.index(int(centre)))
    below = max(level for level, count in people.items() if count and level < centre)
    above = min(level for level, count in people.items() if count and level > centre)
    return Fraction(scale.index(below) + scale.index(above), 2)


def consensus(counts: Iterable[Weight | float]) -> float | None:
    """Return how far ordinal scores agree: 1 all on one level, 0 half at each end.

    `counts` is the weight on each level, the lowest level first, levels evenly apart; None
    without scores. Tastle and Wierman (2007), "Consensus and dissention: a measure of ordinal
    dispersion", International Journal of Approximate Reasoning 45(3), 531-545:
    Cns(X) = 1 + sum_i p_i * log2(1 - |X_i - mu| / d), with p_i the share of level X_i, mu the
    mean and d the width of the scale. An even spread over five levels has 0.43.
    """
    weights = [Fraction(count) for count in counts]
    total = sum(weights)
    if not total:
        return None
    width = len(weights) - 1
    middle = sum(level * weight for level, weight in enumerate(weights)) / total
    found = 1 + math.fsum(
        float(weight / total) * math.log2(1 - abs(level - middle) / width)
        for level, weight in enumerate(weights)
        if weight and level != middle
    )
    return min(1.0, max(0.0, found))


def on_every_level(weights: Mapping[int, Weight], scale: Sequence[int]) -> list[Weight]:
    """Return the weights on all whole numbers of the scale, as `consensus` takes them.

    Numbers that the scale leaves out have none.
    """
    return [weights.get(level, 0) for level in range(scale[0], scale[-1] + 1)]


def is_split(
    weights: Mapping[int, Weight], people: Mapping[int, int], scale: Sequence[int]
) -> bool:
    """Say whether views are split: 30% of the weight or more at each end, and little between.

    An end is as `levels_at_the_ends` has it (two of five levels). After the rule for
    disagreement of the RAND/UCLA appropriateness method (Fitch and others, 2001: 30% in each
    extreme third of nine levels), carried to other scales as docs/figures.md says. The levels
    between may hold at most half as much weight as the smaller end: without that, opinions with
    one peak about the middle are often called split. The word also takes three levels, eight
    people, and two at each end.
    """
    ends = levels_at_the_ends(scale)
    total = Fraction(sum(weights.values()))
    if len(scale) < 3 or sum(people.values()) < SMALLEST_FOR_THE_WORD_SPLIT:
        return False
    held = [Fraction(sum(weights.get(level, 0) for level in end)) for end in ends]
    return (
        min(held) >= SPLIT_AT_EACH_END * total
        and total - sum(held) <= MOST_BETWEEN * min(held)
        and all(sum(people.get(level, 0) for level in end) >= 2 for end in ends)
    )


def levels_at_the_ends(scale: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Return the (K - 1) // 4 + 1 lowest and highest of K levels."""
    width = (len(scale) - 1) // 4 + 1
    return scale[:width], scale[-width:]


def band(
    exact_mean: Fraction,
    scale: Sequence[int],
    strength_from: Fraction = STRENGTH_FROM,
    discuss_from: Fraction = DISCUSS_FROM,
) -> Band:
    """Return the band of an exact, unrounded mean: a convention of this project.

    A strength from three quarters of the scale's range, to discuss from half of it, else a
    concern, unless the framework says from where. On five levels that is 4.0 and 3.0, as in the
    Wilder Collaboration Factors Inventory.
    """
    reached = (exact_mean - scale[0]) / (scale[-1] - scale[0])
    if reached >= strength_from:
        return "strength"
    return "discuss" if reached >= discuss_from else "concern"


def bands_without_one(
    tally: Tally[int],
    once: bool,
    scale: Sequence[int],
    strength_from: Fraction = STRENGTH_FROM,
    discuss_from: Fraction = DISCUSS_FROM,
) -> set[Band]:
    """Return the bands of the exact means of every data set without one organisation."""
    found: set[Band] = set()
    for organisation, given in tally.by_organisation.items():
        if not given.total():
            continue
        left: Tally[int] = Tally()
        for other, counts in tally.by_organisation.items():
            if other != organisation:
                left.by_organisation[other] = counts
        without = mean(left.weights(once))
        if without is not None:
            found.add(band(without, scale, strength_from, discuss_from))
    return found


def bounds(
    exact_mean: Fraction, n: int, missing: int, scale: Sequence[int]
) -> tuple[Fraction, Fraction]:
    """Return between which means the whole would lie, had those missing answered as well.

    Manski (1995), *Identification Problems in the Social Sciences*: if all of them chose the
    lowest level, and if all chose the highest. `n` people have this mean.
    """
    total = n * exact_mean
    return (
        (total + missing * scale[0]) / (n + missing),
        (total + missing * scale[-1]) / (n + missing),
    )


def many_dont_know(dont_know: int, answered: int) -> bool:
    """Say whether a third or more of those who answered the question chose Don't know."""
    return answered > 0 and 3 * dont_know >= answered
