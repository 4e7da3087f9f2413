"""The register: what is under way, planned or agreed, and what of it may be printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.support.small_workshop import asked, make_workshop, respondent, table
from toptips.analysis import comments
from toptips.analysis.assemble import analyse
from toptips.analysis.figures import Figures
from toptips.analysis.figures_data import to_json
from toptips.analysis.proposed import Quote, Step
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.responses import Response
from toptips.report.quoted import Quoted
from toptips.report.register import register_told

pytestmark = pytest.mark.usefixtures("sectors_of_few")

PARTNERS = {"a": ("NHS", 4), "b": ("NHS", 2), "c": ("Council", 2)}
FUND = "The shared fund for repairs and deposits starts in May"
PEOPLE = (
    respondent("a1", "sector", t1_plans=FUND),
    respondent("b1", "anonymous", t1_plans="A crisis cafe opens in June in the north"),
    respondent("c1", "no", t1_plans="The council will review all its contracts"),
)
SHEETS = (
    table("table-1", t1_action="Start the shared fund for repairs and deposits",
          t1_lead="Head of housing", t1_due="2019-05-01", t1_lead_here="to_be_asked"),
    table("table-2", t1_action="A date, but nobody to lead it", t1_due="2019-05-01", t2_score="3"),
    table("table-3", t2_plans="Winter money pays for brokerage at weekends", t2_score="2"),
)  # fmt: skip
ALL = (
    FUND,
    "A crisis cafe opens in June in the north",
    "The council will review all its contracts",
)


def found(*responses: Response, confirmed: Sequence[str] = ()) -> Figures:
    workshop = make_workshop(PARTNERS, ask=["score", "plans"])
    answered = Answered.of(responses)
    chosen = {said.id: said.text for said in answered.comments if said.text in confirmed}
    put = asked(workshop)
    return analyse(put, replace(answered, confirmed=chosen), Rules.of(put, workshop))


def read_aloud(sheet: Response) -> Response:
    """The sheet of a table that let all its words be printed."""
    return replace(sheet, answers=sheet.answers | {("", "read_by_all"): "words"})


def said(figures: Figures) -> tuple[str, ...]:
    return register_told(figures, Quoted()).said


def test_what_tables_agreed_with_a_lead_and_a_day_is_in_it() -> None:
    (entry,) = found(*PEOPLE, *SHEETS).register
    assert entry.tip == "t1"
    assert entry.steps == (Step("table-1", "Head of housing", "2019-05-01", "to_be_asked"),)
    assert entry.wordings[0].text == "Start the shared fund for repairs and deposits"


def test_plans_are_in_it_with_consent_and_once_they_are_confirmed() -> None:
    figures = found(*PEOPLE, *SHEETS, confirmed=ALL)
    agreed, cafe = figures.register
    # The plan says nearly what the table agreed, and stands with it.
    assert {quote.text for quote in agreed.wordings} == {SHEETS[0].get("t1", "action"), FUND}
    assert Quote(FUND, "r-a1", "t1", "plans", "NHS") in agreed.wordings
    assert cafe.wordings == (Quote(ALL[1], "r-b1", "t1", "plans", None),) and cafe.steps == ()
    assert "contracts" not in json.dumps(to_json(figures))


def test_what_tables_wrote_stands_without_their_number_where_they_allow_it() -> None:
    sheets = [*SHEETS[:2], read_aloud(SHEETS[2])]
    *_, brokerage = found(*PEOPLE, *sheets).register
    assert (brokerage.tip, brokerage.steps) == ("t2", ())
    assert brokerage.wordings == (
        Quote(
            "Winter money pays for brokerage at weekends", "", "t2", "plans", form="conversation"
        ),
    )
    assert "table-3" not in json.dumps(to_json(found(*PEOPLE, *sheets))["register"])


@pytest.mark.parametrize("text", ["One man was moved after six weeks", "Ask jo@example.org"])
def test_no_story_and_no_personal_data(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comments, "findings", lambda text: ["an address"] if "@" in text else [])
    person = respondent("a2", "sector", t1_plans=text)
    assert found(*PEOPLE, person, confirmed=[text]).register == ()


def test_where_too_few_answered_it_holds_what_tables_agreed_alone() -> None:
    figures = found(*PEOPLE[:2], *SHEETS, confirmed=ALL)
    assert figures.too_few
    assert [entry.steps[0].table for entry in figures.register] == ["table-1"]


def test_the_order_of_the_forms_makes_no_difference() -> None:
    everything = [*PEOPLE, *SHEETS]
    assert (
        found(*everything, confirmed=ALL).register
        == found(*everything[::-1], confirmed=ALL).register
    )


def test_what_is_said_of_how_many() -> None:
    others = (respondent("a1"), respondent("b1"), respondent("c1"))
    assert said(found(*others)) == ("Nobody wrote down what is planned or under way.",)
    why = "since words need consent and somebody to confirm them."
    under_way = "Self-assessments say what is planned or under way in"
    assert said(found(*PEOPLE)) == (f"{under_way} 3 answers; none of them is printed, {why}",)
    assert said(found(PEOPLE[0], *others[1:])) == (
        f"{under_way} 1 answer; it is not printed, {why}",
    )
    assert said(found(*PEOPLE, confirmed=[FUND])) == (
        f"{under_way} 3 answers; 1 of them is printed, {why}",
    )
    assert said(found(*PEOPLE[:2], others[2], confirmed=ALL)) == (f"{under_way} 2 answers.",)
    assert said(found(*others, *SHEETS[:2], read_aloud(SHEETS[2]))) == (
        "Tables proposed 1 step with a lead and a date. Leads who were not there are marked, and so"
        " are those of whom the table did not say.",
        "Tables wrote what is planned or under way on 1 tip.",
    )


def test_a_line_of_it() -> None:
    figures = found(*PEOPLE, *SHEETS, confirmed=ALL)
    agreed, cafe = register_told(figures, Quoted()).entries
    assert (agreed.item, agreed.due, agreed.by) == ("1", "1 May 2019", "Table 1\nNHS")
    assert agreed.lead == "Head of housing (proposed, not yet asked)"
    assert "\nAlso: " in agreed.what
    assert (cafe.lead, cafe.due, cafe.by) == ("", "", "Sector not given")
