"""How far two coders agree, of whom each read the same comments without seeing the other's codes.

For one theme: how many comments both, one or neither gave it, and only where both gave it often
enough a coefficient that takes chance into account. For all themes together: Krippendorff's alpha
over the sets of themes, where a set that is partly the same counts as partly agreed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

FEWEST_POSITIVES = 10
RESAMPLES = 1000
SEED = 20180906
# The 95th percentile of chi-square with one degree of freedom.
CHI_SQUARE = 3.841458820694124
# Halving an interval of two so often leaves less than a float can tell apart.
_HALVINGS = 60

Themes = AbstractSet[str]
Codes = tuple[Themes, Themes]
"""The themes that the first and the second coder gave to one comment."""


@dataclass(frozen=True, slots=True)
class Fourfold:
    """How many comments got a theme from both coders (a), one of them (b, c) or neither (d)."""

    both: int
    first_only: int
    second_only: int
    neither: int

    @classmethod
    def of(cls, comments: Sequence[Codes], theme: str) -> Fourfold:
        """Count the comments that both coders read."""
        given = [(theme in first, theme in second) for first, second in comments]
        kinds = ((True, True), (True, False), (False, True), (False, False))
        return cls(*(given.count(kind) for kind in kinds))

    @property
    def comments(self) -> int:
        """How many comments both coders read."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def differing(self) -> int:
        """How many comments got the theme from one coder only."""
        return self.first_only + self.second_only

    @property
    def fewest_positives(self) -> int:
        """How often the coder who gave the theme less often gave it."""
        return self.both + min(self.first_only, self.second_only)


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """How far two coders agree on one theme.

    `positive` is `positive_agreement`. `kappa`, `alpha` and the `interval` (95%) are None where
    either coder gave the theme to fewer than 10 comments, and where both gave it to all.
    """

    counts: Fourfold
    positive: Fraction | None
    kappa: Fraction | None = None
    alpha: float | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class CodingAgreement:
    """How far two coders agree over all themes: alpha with MASI distance, its 95% interval."""

    comments: int
    alpha: float | None
    interval: tuple[float, float] | None


def of_theme(comments: Sequence[Codes], theme: str) -> ThemeAgreement:
    """Return what may be said of the coders' agreement on one theme."""
    counts = Fourfold.of(comments, theme)
    positive = positive_agreement(counts)
    if counts.fewest_positives < FEWEST_POSITIVES:
        return ThemeAgreement(counts, positive)
    only = [(first & {theme}, second & {theme}) for first, second in comments]
    return ThemeAgreement(counts, positive, kappa(counts), alpha(only), kappa_interval(counts))


def of_coding(comments: Sequence[Codes]) -> CodingAgreement:
    """Return how far the coders agree over all themes together.

    The interval is the 2.5th to 97.5th percentile, `sorted[ceil(p N) - 1]`, of alpha over 1,000
    times as many comments drawn with replacement. Draws in which all sets are the same have no
    alpha and are left out.
    """
    found = alpha(comments)
    if found is None:
        return CodingAgreement(len(comments), None, None)
    coded = _Coded.of(comments)
    resampled = (coded.alpha(drawn) for drawn in _draws(len(comments)))
    ordered = sorted(value for value in resampled if value is not None)
    outside = math.ceil(len(ordered) / 40)
    interval = (ordered[outside - 1], ordered[math.ceil(len(ordered) * 39 / 40) - 1])
    return CodingAgreement(len(comments), found, interval)


def positive_agreement(counts: Fourfold) -> Fraction | None:
    """Return 2a / (2a + b + c), from 0 to 1: how far who gave the theme agrees on where.

    None where nobody gave it.
    """
    given = 2 * counts.both + counts.differing
    return Fraction(2 * counts.both, given) if given else None


def kappa(counts: Fourfold) -> Fraction | None:
    """Return Cohen's kappa (1960): 1 as agreed as can be, 0 as chance would have it.

    2(ad - bc) / ((a + b)(b + d) + (a + c)(c + d)). None where both coders gave the theme to all
    comments, or to none: that is no agreement beyond chance.
    """
    a, b, c, d = counts.both, counts.first_only, counts.second_only, counts.neither
    chance = (a + b) * (b + d) + (a + c) * (c + d)
    return Fraction(2 * (a * d - b * c), chance) if chance else None


def kappa_interval(counts: Fourfold) -> tuple[float, float] | None:
    """Return the 95% interval of kappa, by goodness of fit; None where kappa is None.

    Donner and Eliasziw (1992), "A goodness-of-fit approach to inference procedures for the kappa
    statistic", Statistics in Medicine 11: all kappa at which the counts of comments with two, one
    and no positives fit at chi-square 3.84 or under, the share p of positives being as found.
    The statistic is 0 at the kappa that two interchangeable coders would have, and grows from
    there both ways, so that halving finds each end.
    """
    n = counts.comments
    positives = 2 * counts.both + counts.differing
    if not 0 < positives < 2 * n:
        return None
    p = positives / (2 * n)
    fitted = float(1 - Fraction(2 * n * counts.differing, positives * (2 * n - positives)))
    least = -min(p / (1 - p), (1 - p) / p)

    def fits(value: float) -> bool:
        return _misfit(counts, p, value) <= CHI_SQUARE

    return _end(fits, fitted, least), _end(fits, fitted, 1.0)


def _misfit(counts: Fourfold, p: float, value: float) -> float:
    """Return chi-square of the counts of two, one and no positives, were kappa this value."""
    shared = value * p * (1 - p)
    expected = (p * p + shared, 2 * p * (1 - p) - 2 * shared, (1 - p) ** 2 + shared)
    found = (counts.both, counts.differing, counts.neither)
    return sum(
        _term(seen, counts.comments * share) for seen, share in zip(found, expected, strict=True)
    )


def _term(seen: int, expected: float) -> float:
    """Return one term of chi-square; nothing can be seen where nothing is expected."""
    if expected <= 0:
        return math.inf if seen else 0.0
    return (seen - expected) ** 2 / expected


def _end(fits: Callable[[float], bool], inside: float, outside: float) -> float:
    """Return where between a value that fits and an outermost value the fit ends."""
    if fits(outside):
        return outside
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if fits(middle) else (inside, middle)
    return inside


def masi_distance(first: Themes, second: Themes) -> Fraction:
    """Return how far two sets of themes are apart: 0 the same, 1 nothing in common.

    1 minus Jaccard's share in common, times 1 for equal sets, 2/3 where one holds the other, 1/3
    where they overlap. Passonneau (2006), "Measuring agreement on set-valued items (MASI) for
    semantic and pragmatic annotation".
    """
    if first == second:
        return Fraction(0)
    thirds = 2 if first <= second or second <= first else 1
    return 1 - Fraction(len(first & second), len(first | second)) * Fraction(thirds, 3)


def alpha(comments: Sequence[Codes]) -> float | None:
    """Return Krippendorff's alpha over sets of themes, with MASI distance: 1 agreed, 0 chance.

    1 minus the mean distance of the coders' sets over the mean distance of any two sets that were
    given, whoever gave them to whatever comment. Of sets that hold a single theme or none, it is
    alpha for categories. None where all sets are the same, or no comment was read. Krippendorff
    (2019), "Content Analysis", fourth edition, chapter 12.
    """
    return _Coded.of(comments).alpha(np.arange(len(comments))) if comments else None


@dataclass(frozen=True, slots=True)
class _Coded:
    """The number of the set that each coder gave to each comment, and how far sets are apart."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    distances: NDArray[np.float64]

    @classmethod
    def of(cls, comments: Sequence[Codes]) -> _Coded:
        """Number the sets of themes that were given."""
        sets = sorted({frozenset(given) for codes in comments for given in codes}, key=sorted)
        number = {given: position for position, given in enumerate(sets)}
        first, second = (
            np.array([number[frozenset(codes[coder])] for codes in comments]) for coder in (0, 1)
        )
        distances = [[float(masi_distance(given, other)) for other in sets] for given in sets]
        return cls(first, second, np.array(distances))

    def alpha(self, drawn: NDArray[Any]) -> float | None:
        """Return alpha of the comments with these numbers, each as often as it is named."""
        first, second = self.first[drawn], self.second[drawn]
        given = np.bincount(np.concatenate((first, second)), minlength=len(self.distances))
        n = 2 * len(drawn)
        by_chance = float(given @ self.distances @ given) / (n * (n - 1))
        return 1 - float(self.distances[first, second].mean()) / by_chance if by_chance else None


def _draws(comments: int) -> Iterator[NDArray[Any]]:
    """Yield 1,000 times the numbers of as many comments, drawn with replacement.

    Only the raw stream of PCG64 is drawn on, which numpy promises never to change (NEP 19). Its
    upper 32 bits times the number of comments, over 2**32, choose a comment.
    """
    stream = np.random.PCG64(SEED)
    for _ in range(RESAMPLES):
        raw = stream.random_raw(comments) >> np.uint64(32)
        yield ((raw * np.uint64(comments)) >> np.uint64(32)).astype(np.int64)
