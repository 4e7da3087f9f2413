"""What page 1 of the report says: figures and never a verdict, whatever the numbers are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.small_workshop import figures, make_framework, make_workshop, respondent, table
from toptips.analysis.figures import Figures
from toptips.model.responses import Response
from toptips.report.board import board_told

PARTNERS = {name: ("NHS" if name in "ab" else "Council", 3) for name in "abcd"}
SCORES = {"t1": "2324", "t2": "1112", "t3": "4454"}


def forms(**more: str) -> list[Response]:
    """Twelve forms, three of each partner, that score tip 2 lowest."""
    return [
        respondent(
            f"{partner}{number}",
            **{f"{tip}_score": scores[place] for tip, scores in SCORES.items()},
            **more,
        )
        for place, partner in enumerate(PARTNERS)
        for number in range(3)
    ]


def found(answers: list[Response], tips: int = 3) -> Figures:
    return figures(make_workshop(PARTNERS), answers, make_framework(tips))


def test_the_finding_is_how_many_named_and_scored_the_first_priority() -> None:
    told = board_told(found(forms(top_1="t2")))
    assert told.finding == ("Tip 2 (Tip 2) comes first overall: 12 of 12 named it, mean 1.3.")
    assert told.priorities[0] == "t2" and len(told.priorities) == 3
    assert told.heading == "Three priorities that the answers point to"
    assert told.scale == "1 to 5"


def test_what_nobody_named_is_not_said_to_be_named() -> None:
    assert board_told(found(forms())).finding == ("Tip 2 (Tip 2) comes first: mean 1.3.")


def test_each_measure_that_is_added_up_is_said() -> None:
    """Tip 3 is named by all and scored high: which of the three puts tip 2 first has to be seen."""
    three = forms(top_1="t3", **{f"t{tip}_ownership": "system" for tip in (1, 2, 3)})
    assert board_told(found(three)).finding == (
        "Tip 2 (Tip 2) comes first overall: none of 12 named it,"
        " mean 1.3, 12 of 12 say it takes several partners."
    )


def test_where_ranges_of_ranks_overlap_none_is_said_to_come_first() -> None:
    """Tip 2 may share its place with tip 1 once the organisations are others."""
    firm = found(forms(top_1="t2"))
    loose = replace(firm, tips=tuple(
        replace(tip, priority=replace(tip.priority, rank_low=1, rank_high=2)) for tip in firm.tips
    ))  # fmt: skip
    assert board_told(loose).finding.startswith("Tip 2 (Tip 2) is among the first overall: ")


def test_the_large_numbers_count_what_may_be_shown() -> None:
    told = board_told(found([*forms(t1_ownership="system", local_support="yes"), table("1")]))
    assert [(figure.number, figure.counts) for figure in told.figures] == [
        ("4 of 4", "organisations answered"),
        ("12 of 12", "forms came back"),
        ("2 of 3", "tips under 3.0 (partners’ views)"),
        ("12 of 12", "would support a local version"),
    ]


def test_of_forms_that_nobody_expected_there_is_no_part() -> None:
    workshop = make_workshop({name: (sector, 1) for name, (sector, _) in PARTNERS.items()})
    numbers = board_told(figures(workshop, forms())).figures
    assert ("12", "forms came back; 4 were expected") in {
        (figure.number, figure.counts) for figure in numbers
    }


@pytest.mark.parametrize("answers", [[], forms()[:2]])
def test_too_few_forms_give_no_figure_of_what_they_said(answers: list[Response]) -> None:
    told = board_told(found([*answers, table("1", t1_ownership="system")]))
    assert (told.finding, told.priorities, told.no_order) == ("", (), "")
    assert {figure.counts for figure in told.figures} <= {
        "organisations answered", "forms came back", "table sent notes of the day",
    }  # fmt: skip


def test_where_all_share_a_place_none_stands_out() -> None:
    alike = [
        respondent(f"{partner}{number}", **{f"t{tip}_score": "3" for tip in range(1, 7)})
        for partner in PARTNERS
        for number in range(3)
    ]
    told = board_told(found(alike, 6))
    assert told.finding == "All share the first place among the priorities."
    assert told.priorities == ()
    assert told.no_order == "6 tips share the first places, so that none of them stands out."
