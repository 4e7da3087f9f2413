from __future__ import annotations

from collections import Counter
from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.analysis import change
from toptips.analysis.change import Change

EIGHT = [F(1, 2), F(1), F(1), F(0), F(3, 2), F(1, 2), F(2), F(-1, 2)]
some_differences = st.lists(st.integers(-4, 4).map(lambda half: F(half, 2)), min_size=1, max_size=7)


def named(*differences: F | int) -> dict[str, F]:
    return {f"o{number:02}": F(value) for number, value in enumerate(differences)}


def test_eight_organisations_worked_out_by_hand() -> None:
    found = change.changes({"tip": named(*EIGHT)})["tip"]
    assert found == Change(
        organisations=8,
        mean=F(3, 4),
        up=6,
        same=1,
        down=1,
        interval=(F(0), F(3, 2)),
        p=F(1, 16),
        claimed=False,
    )


def test_the_largest_of_all_items_is_what_each_is_held_against() -> None:
    found = change.adjusted_p_values({"A": named(1, 1, 1), "B": named(1, 0, -1)})
    assert found == {"A": F(1, 4), "B": F(1)}


def test_what_all_of_six_say_is_claimed() -> None:
    found = change.changes({"tip": named(1, 1, 1, 1, 1, 1)})["tip"]
    assert found.p == F(1, 32) and found.claimed
    assert found.interval == (1, 1)


def test_nothing_is_said_of_under_six_and_it_changes_nothing_elsewhere() -> None:
    six, five = named(1, 1, 1, 1, 1, 1), named(4, 4, 4, 4, 4)
    found = change.changes({"six": six, "five": five, "none": {}})
    assert found["five"] == found["none"] == Change(suppressed=True)
    assert found["six"] == change.changes({"six": six})["six"]
    assert change.changes({"five": five}) == {"five": Change(suppressed=True)}


def test_a_change_must_stand_out_from_all_items_together() -> None:
    # Alone 1/32, and beside an item that is as large whenever two of the signs differ, 1.
    alone = named(1, 1, 1, 1, 1, 1)
    beside = named(-6, 6, 0, 0, 0, 0)
    found = change.changes({"alone": alone, "beside": beside})
    assert found["alone"].p == F(1, 2) + F(1, 32)
    assert not found["alone"].claimed


def test_an_organisation_that_scored_one_item_only_counts_for_that() -> None:
    found = change.adjusted_p_values({"A": {"x": F(1), "y": F(1)}, "B": {"y": F(1), "z": F(3)}})
    # Means of A: 1 or 0; of B: 2 or 1, whatever x says.
    assert found == {"A": F(1), "B": F(1, 2)}


def test_items_are_compared_by_their_means_not_by_how_many_scored_them() -> None:
    found = change.adjusted_p_values({"A": {"x": F(3)}, "B": {"x": F(2), "y": F(2)}})
    assert found == {"A": F(1), "B": F(1)}, "3 either way is more than 2"


def by_hand(differences: dict[str, list[F]]) -> dict[str, F]:
    """What adjusted_p_values says, worked out one pattern of signs at a time."""
    n = len(next(iter(differences.values())))
    largest = [
        max(
            abs(sum((sign * d for sign, d in zip(signs, of_item, strict=True)), F(0)))
            for of_item in differences.values()
        )
        for signs in product((1, -1), repeat=n)
    ]
    return {
        item: F(sum(flipped >= abs(sum(of_item)) for flipped in largest), 2**n)
        for item, of_item in differences.items()
    }


@given(some_differences, st.data())
@settings(deadline=None, max_examples=50)
def test_it_is_what_every_pattern_of_signs_says_in_whatever_order_or_direction(
    first: list[F], data: st.DataObject
) -> None:
    second = data.draw(st.permutations(first))
    third = [difference / 3 for difference in first]
    items = {"A": first, "B": second, "C": third}
    found = change.adjusted_p_values({item: named(*of_item) for item, of_item in items.items()})
    assert found == by_hand(items)
    order = data.draw(st.permutations(range(len(first))))
    moved = {
        item: {f"x{order[place]}": -of_item[place] for place in reversed(range(len(first)))}
        for item, of_item in reversed(items.items())
    }
    assert change.adjusted_p_values(moved) == found


def test_thirteen_are_flipped_in_full_and_fourteen_by_draws() -> None:
    assert change.adjusted_p_values({"tip": named(*[1] * 13)}) == {"tip": F(2, 2**13)}
    found = change.adjusted_p_values({"tip": named(*[1] * 14)})
    assert 4097 % found["tip"].denominator == 0 and 0 < found["tip"] < F(1, 500)
    assert found == change.adjusted_p_values({"tip": named(*[-2] * 14)})
    assert change.adjusted_p_values({"tip": named(*[1, -1] * 7)}) == {"tip": 1}


def test_drawn_signs_are_even_and_differ() -> None:
    signs = change._signs(20)
    assert signs.shape == (4096, 20)
    assert set(Counter(signs.ravel().tolist())) == {1, -1}
    # A column's sum is 0 on average, with a standard deviation of 64.
    assert all(abs(column.sum()) < 5 * 64 for column in signs.T)
    assert len({tuple(row) for row in signs}) > 4000


def test_drawn_and_full_flips_agree() -> None:
    thirteen = [F(level, 4) for level in (3, -2, 4, 1, 0, 5, -1, 2, 2, -3, 4, 1, 2)]
    in_full = change.adjusted_p_values({"tip": named(*thirteen)})["tip"]
    # The fourteenth says nothing either way.
    drawn = change.adjusted_p_values({"tip": named(*thirteen, 0)})["tip"]
    assert float(drawn) == pytest.approx(float(in_full), abs=0.015)


@pytest.mark.parametrize(
    ("n", "depth"), [(1, 0), (5, 0), (6, 1), (7, 3), (8, 4), (9, 6), (10, 9), (20, 53), (25, 90)]
)
def test_how_deep_the_interval_reaches(n: int, depth: int) -> None:
    # One more than the critical values of printed tables of the signed-rank test, 5% two-sided.
    assert change.depth(n) == depth


def test_the_interval_holds_what_the_signed_rank_test_would_not_refuse() -> None:
    values = [F(31, 10), F(-7, 10), F(12, 10), F(5, 10), F(26, 10), F(9, 10), F(17, 10), F(4, 10)]
    low, high = change.signed_rank_interval(values) or (F(0), F(0))
    hair = F(1, 1000)
    assert not refused(values, low + hair) and not refused(values, high - hair)
    assert refused(values, low - hair) and refused(values, high + hair)


def refused(values: list[F], middle: F) -> bool:
    """Whether the exact signed-rank test, two-sided at 5%, refuses this middle."""
    apart = sorted((value - middle for value in values), key=abs)
    ranks = range(1, len(values) + 1)
    up = sum(rank for rank, value in zip(ranks, apart, strict=True) if value > 0)
    smaller = min(up, sum(ranks) - up)
    sums = (
        sum(rank for rank, taken in zip(ranks, pattern, strict=True) if taken)
        for pattern in product((0, 1), repeat=len(values))
    )
    return 2 * F(sum(total <= smaller for total in sums), 2 ** len(values)) <= F(1, 20)


@given(st.lists(st.integers(-8, 8).map(lambda q: F(q, 4)), min_size=6, max_size=12), st.data())
@settings(deadline=None, max_examples=50)
def test_the_interval_turns_round_with_its_differences(
    values: list[F], data: st.DataObject
) -> None:
    found = change.signed_rank_interval(values)
    assert found is not None and min(values) <= found[0] <= found[1] <= max(values)
    assert change.signed_rank_interval(data.draw(st.permutations(values))) == found
    turned = change.signed_rank_interval([-value for value in values])
    assert turned == (-found[1], -found[0])
