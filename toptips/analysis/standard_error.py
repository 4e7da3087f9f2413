"""How exact a mean is, where organisations answer as wholes and nearly all were asked.

People of one organisation tend to agree, so that what varies by chance is which organisations
answered: organisations are clusters, and those that answered are m out of the M that were asked.
Where all of them did there is nothing left to chance, and the variance is 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis.tally import Tally


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean in levels, and its variance in levels squared."""

    mean: Fraction
    variance: Fraction

    @property
    def standard_error(self) -> float:
        """The square root of the variance, in levels."""
        return math.sqrt(self.variance)


def estimate(scores: Tally[int], asked: int, once: bool = False) -> Estimate | None:
    """Return the mean of one item's scores with its variance; None under two organisations.

    `asked` is how many organisations were asked (M). With `once` each organisation counts once,
    by the mean of its people. Raises ValueError where more organisations scored than were asked.
    """
    clusters = [
        (Fraction(sum(level * people for level, people in counts.items())), counts.total())
        for counts in scores.by_organisation.values()
        if counts.total()
    ]
    if once:
        clusters = [(total / people, 1) for total, people in clusters]
    return of_ratio(clusters, asked)


def of_ratio(clusters: Sequence[tuple[Fraction, int]], asked: int) -> Estimate | None:
    """Return r = sum y / sum n over clusters (y, n), with its variance; None under two.

    With e_i = y_i - r n_i: var = (1 - m/M) m/(m - 1) sum e_i^2 / (sum n)^2. Cochran (1977),
    "Sampling Techniques", third edition, section 6.3. Raises ValueError where m is above M.
    """
    m = len(clusters)
    if m > asked:
        raise ValueError(f"{m} organisations scored, and {asked} were asked")
    if m < 2:
        return None
    size = sum(people for _, people in clusters)
    mean = sum((total for total, _ in clusters), Fraction(0)) / size
    squares = sum((total - mean * people) ** 2 for total, people in clusters)
    return Estimate(mean, (1 - Fraction(m, asked)) * Fraction(m, m - 1) * squares / size**2)
