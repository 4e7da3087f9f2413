"""Many workshops side by side: what each can be told of one item, drawn towards what all say.

A workshop whose few organisations scored high is high partly by chance. Each mean is therefore
drawn towards the mean of all workshops, the more so the less exact it is. There is no best and no
worst: the bars are for reading two workshops beside each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis.standard_error import Estimate, estimate
from toptips.analysis.tally import Tally
from toptips.model.summary import FEWEST_ORGANISATIONS

BAR = 1.39
# A workshop in which everybody asked has answered has no variance, and no finite weight. A
# standard error of a thousandth of a level stands for none.
LEAST_VARIANCE = Fraction(1, 10**6)


@dataclass(frozen=True, slots=True)
class Shrunk:
    """What one workshop says of an item once it is drawn towards all: level and standard error."""

    mean: Fraction
    standard_error: float

    @property
    def bar(self) -> tuple[float, float]:
        """Return the mean less and plus 1.39 standard errors, in levels.

        Two workshops whose bars don't overlap differ at about 5%: Goldstein and Healy (1995),
        "The graphical presentation of a collection of means", Journal of the Royal Statistical
        Society A 158. This holds for two chosen beforehand, not for the furthest apart of many.
        """
        reach = BAR * self.standard_error
        return float(self.mean) - reach, float(self.mean) + reach


@dataclass(frozen=True, slots=True)
class Combined:
    """One item over many workshops, in levels.

    `mean` (mu) weighs workshops by how exact they are, and Q (`heterogeneity`) says how far they
    lie from it; `between` (tau^2) is the variance between workshops that chance doesn't account
    for. `centre` weighs with `between` too; the workshops, in the order given, are drawn
    towards it.
    """

    mean: Fraction
    heterogeneity: Fraction
    between: Fraction
    centre: Fraction
    workshops: tuple[Shrunk, ...]


def summary(scores: Tally[int], asked: int) -> Estimate | None:
    """Return the mean of organisation means of one item with its variance, to be combined.

    `asked` is how many organisations were. None where under six scored the item: of two, mean and
    variance together give both away.
    """
    scored = sum(counts.total() > 0 for counts in scores.by_organisation.values())
    return estimate(scores, asked, once=True) if scored >= FEWEST_ORGANISATIONS else None


def combine(workshops: Sequence[Estimate]) -> Combined | None:
    """Return what workshops of the same framework and scale say of one item; None under two.

    DerSimonian and Laird (1986), "Meta-analysis in clinical trials", Controlled Clinical Trials 7:
    with w = 1 / v, tau^2 = (Q - (k - 1)) / (sum w - sum w^2 / sum w), or 0 where that is below.
    """
    if len(workshops) < 2:
        return None
    means = [workshop.mean for workshop in workshops]
    variances = [max(workshop.variance, LEAST_VARIANCE) for workshop in workshops]
    weights = [1 / variance for variance in variances]
    total = sum(weights, Fraction(0))
    mean = _weighted(means, weights)
    heterogeneity = sum(
        (weight * (y - mean) ** 2 for y, weight in zip(means, weights, strict=True)), Fraction(0)
    )
    scale = total - sum(weight**2 for weight in weights) / total
    between = max(Fraction(0), (heterogeneity - (len(workshops) - 1)) / scale)
    weights = [1 / (between + variance) for variance in variances]
    centre = _weighted(means, weights)
    shrunk = (
        _shrunk(y, variance, between, Estimate(centre, 1 / sum(weights, Fraction(0))))
        for y, variance in zip(means, variances, strict=True)
    )
    return Combined(mean, heterogeneity, between, centre, tuple(shrunk))


def _weighted(means: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    total = sum(weights, Fraction(0))
    return sum((w * y for y, w in zip(means, weights, strict=True)), Fraction(0)) / total


def _shrunk(mean: Fraction, variance: Fraction, between: Fraction, centre: Estimate) -> Shrunk:
    """Draw a workshop's mean towards the centre: mu + (y - mu) tau^2 / (tau^2 + v).

    Its variance is tau^2 v / (tau^2 + v), and that of the centre by the square of the part that
    comes from there; tau^2 is taken as known.
    """
    kept = between / (between + variance)
    error = kept * variance + (1 - kept) ** 2 * centre.variance
    return Shrunk(centre.mean + (mean - centre.mean) * kept, math.sqrt(error))
