"""Whether places differ: how often it is claimed where they don't, and where they do."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from toptips.analysis.combining import combine, summary
from toptips.analysis.places_differ import Precision, chance_of_spread
from toptips.analysis.standard_error import Estimate
from toptips.analysis.tally import Tally


def place(dice: random.Random, organisations: int, shift: int = 0) -> tuple[Estimate, Precision]:
    """Return what a place says of which three in four organisations answered."""
    asked = organisations * 4 // 3
    levels = [
        min(5, max(1, round(3 + (number - asked / 2) / 3) + shift)) for number in range(asked)
    ]
    tally: Tally[int] = Tally()
    for number in dice.sample(range(asked), organisations):
        tally.add(str(number), levels[number])
    found = summary(tally, asked)
    assert found is not None
    return found, Precision(float(found.variance), organisations)


def chance(*found: tuple[Estimate, Precision]) -> float:
    together = combine([estimate for estimate, _ in found])
    assert together is not None
    return chance_of_spread([place for _, place in found], float(together.heterogeneity))


def test_places_that_are_alike_are_seldom_said_to_differ() -> None:
    dice = random.Random(3)
    said = sum(chance(*(place(dice, 9) for _ in range(6))) <= 0.05 for _ in range(120))
    assert said <= 12, "at about 5 in 100"


def test_places_that_differ_by_a_level_are_told_apart() -> None:
    dice = random.Random(4)
    chances = [chance(*(place(dice, 9, number % 2) for number in range(6))) for _ in range(20)]
    assert sum(found <= 0.05 for found in chances) >= 18


def test_the_same_places_give_the_same_answer() -> None:
    places = [Precision(0.04, 8), Precision(0.1, 6), Precision(0.0, 12)]
    assert chance_of_spread(places, 7.5) == chance_of_spread(places, 7.5)
    assert chance_of_spread(places, 0) == 1
    assert chance_of_spread(places, 1e9) == pytest.approx(1 / 5001)


def test_more_spread_is_less_by_chance() -> None:
    places = [Precision(0.05, 8)] * 5
    chances = [chance_of_spread(places, spread) for spread in (1.0, 5.0, 10.0, 20.0)]
    assert chances == sorted(chances, reverse=True)


def test_few_organisations_need_more_spread_than_chi_square_says() -> None:
    # 11.07 is the 95th percentile of chi-square with five degrees of freedom.
    assert chance_of_spread([Precision(0.05, 6)] * 6, 11.07) > 0.1
    assert chance_of_spread([Precision(0.05, 400)] * 6, 11.07) == pytest.approx(0.05, abs=0.01)


def test_one_place_differs_from_nobody() -> None:
    with pytest.raises(ValueError, match="nobody"):
        chance_of_spread([Precision(0.05, 6)], float(Fraction(1)))
