"""Figures in print: rounded, and still true."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.analysis import printing
from toptips.analysis.figures import Bound
from toptips.analysis.printing import (
    capital,
    count,
    level,
    listed,
    ordinal,
    percent,
    points,
    rank,
    rank_range,
    within_sentence,
)


@pytest.mark.parametrize(
    ("value", "cuts", "printed"),
    [
        (Fraction(3), (3, 4), "3.0"),
        (Fraction(10, 3), (3, 4), "3.3"),
        (Fraction(296, 100), (3, 4), "2.96"),  # not "3.0, a concern"
        (Fraction(2996, 1000), (3, 4), "2.996"),
        (Fraction(299996, 100000), (3, 4), "2.99996"),
        (Fraction(396, 100), (3.0, 4.0), "3.96"),
        (Fraction(304, 100), (3,), "3.04"),
        (Fraction(225, 100), (), "2.3"),  # halves go up, always
        (Fraction(235, 100), (), "2.4"),
        (Fraction(4, 3), (Fraction(4, 3),), "1.3"),  # on the cut: no thirds without end
        (Fraction(134, 100), (Fraction(13, 10),), "1.34"),
        (2, (), "2.0"),
        (0, (1,), "0.0"),
    ],
)
def test_levels_stay_on_their_side_of_a_cut(
    value: Fraction, cuts: tuple[Fraction, ...], printed: str
) -> None:
    assert level(value, *cuts) == printed


@given(st.fractions(0, 10, max_denominator=400), st.fractions(0, 10, max_denominator=4))
@settings(deadline=None, max_examples=200)
def test_no_level_is_printed_on_the_wrong_side(value: Fraction, cut: Fraction) -> None:
    printed = Fraction(level(value, cut))
    assert abs(printed - value) <= Fraction(1, 20)
    if value != cut:
        assert (printed > cut) == (value > cut)
        assert printed != cut


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (Fraction(0), "0%"),
        (Fraction(1, 1000), "under 1%"),
        (Fraction(1, 200), "1%"),
        (Fraction(1, 3), "33%"),
        (Fraction(125, 1000), "13%"),
        (0.5, "50%"),
        (Fraction(995, 1000), "over 99%"),
        (Fraction(994, 1000), "99%"),
        (Fraction(1), "100%"),
    ],
)
def test_percentages_say_none_and_all_only_where_it_is_so(share: Fraction, printed: str) -> None:
    assert percent(share) == printed


def test_priorities_have_two_decimals() -> None:
    assert [points(Fraction(value, 1000)) for value in (415, 0, 1, 1000)] == [
        "0.42", "0.00", "0.00", "1.00",
    ]  # fmt: skip


def test_ranks_are_written_as_ordinals_and_ranges() -> None:
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111, 113)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th",
        "113th",
    ]  # fmt: skip
    assert rank(3) == "3"
    assert rank(3, tied=True) == "3="
    assert rank_range(2, 5) == "2nd to 5th"
    assert rank_range(2, 2) == "2nd"


def test_lists_read_as_sentences() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(name for name in "abc") == "a, b and c"
    assert listed(["Health, care", "housing"]) == "Health, care; and housing"


def test_a_name_keeps_its_capitals_within_a_sentence() -> None:
    assert within_sentence("NHS 111 and ambulances") == "NHS 111 and ambulances"
    assert within_sentence("Housing and the ICB") == "housing and the ICB"


def test_a_capital_begins_a_text_and_other_capitals_stay() -> None:
    assert capital("nHS 111, and Äther") == "NHS 111, and Äther"
    assert capital("") == ""


def test_numbers_have_their_noun() -> None:
    assert count(1, "form", "forms") == "1 form"
    assert count(0, "form", "forms") == "0 forms"
    assert count(1200, "form", "forms") == "1,200 forms"


def test_parts_add_up_to_their_printed_sum() -> None:
    third = Fraction(1, 3)
    assert printing.points_that_add_up([third, third, third]) == ["0.34", "0.33", "0.33"]
    assert printing.points_that_add_up([Fraction(2, 9), Fraction(1, 6), Fraction(1, 10)]) == [
        "0.22", "0.17", "0.10",
    ]  # fmt: skip
    assert printing.points_that_add_up([]) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [(Bound(under=Fraction(3, 2)), "under 1.5"), (Bound(over=Fraction(9, 2)), "over 4.5")],
)
def test_a_bound_is_under_or_over_a_half_level(given: Bound, said: str) -> None:
    assert printing.bound(given) == said


def test_a_part_under_nought_has_a_minus_and_no_hyphen() -> None:
    assert printing.percents_that_add_up([Fraction(106, 100), Fraction(-6, 100)]) == ["106%", "−6%"]


def test_two_things_are_joined_by_and_where_commas_are_in_brackets() -> None:
    assert listed(["tip 2 (A)", "tip 5 (B, and C)"]) == "tip 2 (A) and tip 5 (B, and C)"
    assert listed(["tip 1", "tip 2", "tip 5 (B, and C)"]) == "tip 1; tip 2; and tip 5 (B, and C)"
