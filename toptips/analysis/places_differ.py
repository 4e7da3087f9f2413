"""Whether places differ by more than those who happened not to answer account for.

Each place's variance is itself worked out from a few organisations, so that the usual test of Q
would claim far too much. The spread is drawn again instead, with no difference between places:
Krishnamoorthy, Lu and Mathew (2007), "A parametric bootstrap approach for ANOVA with unequal
variances: fixed and random models", Computational Statistics and Data Analysis 51.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toptips.analysis.combining import LEAST_VARIANCE

DRAWS = 5_000
SEED = 20180907


@dataclass(frozen=True, slots=True)
class Precision:
    """How exact one place's mean is: its variance, worked out from so many organisations."""

    variance: float
    organisations: int


def chance_of_spread(places: Sequence[Precision], spread: float) -> float:
    """Return how often (0 to 1) chance alone would spread places as far as `spread`, which is Q.

    Seeded: the same places give the same answer. ValueError for fewer than two places.
    """
    if len(places) < 2:
        raise ValueError("one place differs from nobody")
    variances = np.array([max(place.variance, float(LEAST_VARIANCE)) for place in places])
    freedom = np.array([place.organisations - 1.0 for place in places])
    drawn = _normals(2 * DRAWS, len(places))
    means = drawn[:DRAWS] * np.sqrt(variances)
    weights = 1 / (variances * _chi_squares(drawn[DRAWS:], freedom) / freedom)
    centres = (weights * means).sum(axis=1) / weights.sum(axis=1)
    spreads = (weights * (means - centres[:, None]) ** 2).sum(axis=1)
    return float((1 + np.count_nonzero(spreads >= spread)) / (1 + DRAWS))


def _normals(rows: int, columns: int) -> NDArray[np.float64]:
    """Return standard normal numbers (rows, columns), the same on every computer.

    Box and Muller (1958), from raw numbers: numpy promises the order of no others.
    """
    raw = np.random.PCG64(SEED).random_raw(2 * rows * columns).reshape(2, rows, columns)
    first, second = (raw.astype(np.float64) + 0.5) / 2.0**64
    return np.asarray(np.sqrt(-2 * np.log(first)) * np.cos(2 * np.pi * second))


def _chi_squares(normals: NDArray[np.float64], freedom: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return chi-square numbers of so many degrees of freedom, five or more, out of normal ones.

    Wilson and Hilferty (1931), "The distribution of chi-square", PNAS 17: the cube root is nearly
    normal.
    """
    part = 2 / (9 * freedom)
    return np.asarray(freedom * np.maximum(1 - part + normals * np.sqrt(part), 0.05) ** 3)
