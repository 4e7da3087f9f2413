"""Keep, adapt or drop, in people, for none, some and many."""

from __future__ import annotations

from tests.support.small_workshop import figures, make_workshop, respondent
from toptips.analysis.figures import Figures
from toptips.report.keeping import headline, kept_told

PARTNERS = {"a": ("NHS", 4), "b": ("NHS", 4), "c": ("Council", 4)}


def answered(*first: str, second: str = "", count: str = "respondents") -> Figures:
    """Figures in which so many people said of tip 1, and of tip 2, what to do with it."""
    people = [
        respondent(
            f"{'abc'[place % 3]}{place}", t1_score="3", t1_local_tip=choice, t2_local_tip=second
        )
        for place, choice in enumerate(first)
    ]
    return figures(make_workshop(PARTNERS, count=count), people)


def test_nothing_is_said_where_nobody_was_asked() -> None:
    assert kept_told(answered("", "", "")) is None


def test_most_would_adapt_or_drop_it() -> None:
    found = answered("keep", "adapt", "adapt", "drop", "keep", "drop", second="keep")
    told = kept_told(found)
    assert told is not None
    assert told.said == "Most of those who answered would adapt or drop tip 1 (Tip 1)."
    assert [*headline(found)] == [told.said]
    first, second, third = told.rows
    assert (first.keep, first.adapt, first.drop) == ("2 of 6", "2 of 6", "2 of 6")
    assert (second.keep, second.adapt, second.drop) == ("6 of 6", "0 of 6", "0 of 6")
    assert third.keep == "not asked"


def test_half_is_not_most() -> None:
    found = answered("keep", "keep", "keep", "adapt", "adapt", "drop", second="keep")
    assert [*headline(found)] == []
    told = kept_told(found)
    assert told is not None
    assert (
        told.said
        == "Half or more of those who answered would keep every tip that is shown as it is."
    )


def test_of_too_few_nothing_is_shown() -> None:
    told = kept_told(answered("drop", "drop", "drop", "", ""))
    assert told is not None
    assert told.said == "Too few people answered for the answers to be shown."
    assert told.rows[0].drop == "not shown"
