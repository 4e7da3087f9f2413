"""Which answer most chose: more than half, never half."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from tests.support.small_workshop import table
from toptips.analysis import chosen
from toptips.analysis.figures import Shares


def shares(**people: int) -> Shares:
    n = sum(people.values())
    return Shares(n=n, shares={value: F(count, n) for value, count in people.items()})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Shares(n=0), None),
        (Shares(n=None, suppressed=True), None),
        (shares(ours=5), "ours"),
        (shares(ours=3, system=3), None),
        (shares(ours=3, system=4), "system"),
        (shares(ours=2, system=2, unsure=1), None),
    ],
)
def test_most_is_more_than_half(given: Shares, expected: str | None) -> None:
    assert chosen.most(given) == expected


def test_how_many_are_people_unless_organisations_count_once() -> None:
    given = shares(keep=9, adapt=6, drop=8)
    assert chosen.how_many(given, ("drop",), once=False) == "8 of 23"
    assert chosen.how_many(given, ("adapt", "drop"), once=False) == "14 of 23"
    assert chosen.how_many(given, ("adapt", "drop"), once=True) == "61%"
    assert chosen.how_many(Shares(n=None, suppressed=True), ("drop",), once=False) == ""


def test_tables_are_counted_by_what_they_decided() -> None:
    sheets = [
        table("1", t1_ownership="system", t1_local_tip="drop", t1_score="3"),
        table("2", t1_ownership="system", t1_lead_here="yes"),
        table("3", t1_ownership="ours"),
        table("4", t1_ownership="nonsense", t2_ownership="ours"),
    ]
    assert chosen.by_tables(sheets, "t1") == {
        "ownership": {"ours": 1, "system": 2}, "local_tip": {"drop": 1}, "lead_here": {"yes": 1},
    }  # fmt: skip
    assert chosen.by_tables([], "t1") == {}


@pytest.mark.parametrize(
    ("given", "expected"),
    [({}, None), ({"system": 1}, "system"), ({"system": 2, "ours": 2}, None),
     ({"system": 3, "ours": 2}, "system")],
)  # fmt: skip
def test_what_most_tables_chose_is_nothing_where_two_are_even(
    given: dict[str, int], expected: str | None
) -> None:
    assert chosen.most_tables(given) == expected
