"""What changed between two rounds of a workshop, organisation by organisation.

The unit is an organisation that scored the item both times, perhaps through other people (see
`pairing`). Its difference d is the mean of its scores after, minus before. A change is claimed only
where giving whole organisations the opposite sign seldom brings about as much on any item. Nothing
is said under six such organisations, where not even agreement of all of them could be told from
chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations_with_replacement, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

FEWEST_PAIRED = 6
CLAIMED_UP_TO = Fraction(1, 20)
EACH_TAIL = Fraction(1, 40)
MOST_FLIPPED_IN_FULL = 13
FLIPS = 4096
SEED = 20180905

Differences = Mapping[str, Fraction]
"""For each paired organisation its mean after minus before, in levels."""


@dataclass(frozen=True, slots=True)
class Change:
    """How the paired organisations changed their score of one item; all None if `suppressed`.

    `up`, `same` and `down` count organisations and add up to `organisations`; `mean` is their
    mean difference in levels; `interval` is what `signed_rank_interval` says of it. `p` is
    adjusted for all items together, and the change is `claimed` where it is at most 1/20.
    """

    organisations: int | None = None
    suppressed: bool = False
    mean: Fraction | None = None
    up: int | None = None
    same: int | None = None
    down: int | None = None
    interval: tuple[Fraction, Fraction] | None = None
    p: Fraction | None = None
    claimed: bool = False


def changes(differences: Mapping[str, Differences]) -> dict[str, Change]:
    """Return the change of each item; one with under six paired organisations is suppressed.

    Such items take no part in the test of the others either.
    """
    compared = {
        item: paired for item, paired in differences.items() if len(paired) >= FEWEST_PAIRED
    }
    p_values = adjusted_p_values(compared)
    return {
        item: _change(list(paired.values()), p_values[item])
        if item in compared
        else Change(suppressed=True)
        for item, paired in differences.items()
    }


def _change(paired: Sequence[Fraction], p: Fraction) -> Change:
    return Change(
        organisations=len(paired),
        mean=sum(paired, Fraction(0)) / len(paired),
        up=sum(difference > 0 for difference in paired),
        same=sum(difference == 0 for difference in paired),
        down=sum(difference < 0 for difference in paired),
        interval=signed_rank_interval(paired),
        p=p,
        claimed=p <= CLAIMED_UP_TO,
    )


def adjusted_p_values(differences: Mapping[str, Differences]) -> dict[str, Fraction]:
    """Return for each item how often flipped signs bring about as large a mean on any item.

    All differences of an organisation are flipped together, and the largest |mean d| over all
    items is taken each time: Westfall and Young (1993), "Resampling-Based Multiple Testing". Up
    to 13 organisations all 2^n patterns of signs are gone through; from 14 on 4,096 are drawn,
    and what was found counts as one more. An item needs one difference at least.

    The means are whole numbers of a common unit, so that ties are exact.
    """
    organisations = sorted({name for paired in differences.values() for name in paired})
    if not organisations:
        return {}
    parts = [
        [paired.get(name, Fraction(0)) / len(paired) for name in organisations]
        for paired in differences.values()
    ]
    unit = math.lcm(*(part.denominator for column in parts for part in column))
    columns = np.array([[int(part * unit) for part in column] for column in parts], dtype=object).T
    in_full = len(organisations) <= MOST_FLIPPED_IN_FULL
    largest = np.abs(_signs(len(organisations)) @ columns).max(axis=1)
    found = np.abs(columns.sum(axis=0))
    drawn = 0 if in_full else 1
    return {
        item: Fraction(int((largest >= mean).sum()) + drawn, len(largest) + drawn)
        for item, mean in zip(differences, found, strict=True)
    }


def _signs(organisations: int) -> NDArray[Any]:
    """Return rows of 1 and -1: all patterns of few organisations, or 4,096 that are drawn.

    They are drawn from the raw stream of PCG64, which numpy promises never to change (NEP 19):
    the highest bit of each number is a sign.
    """
    if organisations <= MOST_FLIPPED_IN_FULL:
        return np.array(list(product((1, -1), repeat=organisations)), dtype=object)
    raw = np.random.PCG64(SEED).random_raw(FLIPS * organisations).reshape(FLIPS, organisations)
    return (1 - 2 * (raw >> np.uint64(63)).astype(np.int64)).astype(object)


def signed_rank_interval(differences: Sequence[Fraction]) -> tuple[Fraction, Fraction] | None:
    """Return the exact interval, 95% at least, of the middle of the differences, in levels.

    It is the one of Hodges and Lehmann that belongs to the signed-rank test: of the averages of
    all pairs of differences, each with itself too (Walsh), the k-th smallest to the k-th largest.
    With 8 differences k is 4, with 6 it is 1. None under 6, where no k reaches 95%. Hollander,
    Wolfe and Chicken (2014), "Nonparametric Statistical Methods", section 3.3. It holds the
    median of such averages, which need not be the mean.
    """
    k = depth(len(differences))
    if not k:
        return None
    averages = sorted((x + y) / 2 for x, y in combinations_with_replacement(differences, 2))
    return averages[k - 1], averages[-k]


def depth(n: int) -> int:
    """Return the largest k for which a rank sum of n under k has a chance of 1/40 at most."""
    ways = [1]
    for rank in range(1, n + 1):
        longer = [*ways, *[0] * rank]
        for total, count in enumerate(ways):
            longer[total + rank] += count
        ways = longer
    return sum(EACH_TAIL.denominator * below <= 2**n for below in accumulate(ways))
