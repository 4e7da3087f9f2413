"""Workstreams: what of the words behind them may be printed, and what the report says."""

from __future__ import annotations

import json

import pytest

from tests.support.small_workshop import respondent, table
from tests.support.word_files import open_word
from tests.support.workstreams import PEOPLE, codebook, found, stream, told
from toptips.analysis import comments
from toptips.analysis.figures import Figures
from toptips.analysis.figures_data import to_json
from toptips.analysis.proposed import Quote, Step
from toptips.documents.template import Templates
from toptips.places import shipped
from toptips.report import write_report
from toptips.report.workstreams import WorkstreamTold

pytestmark = pytest.mark.usefixtures("sectors_of_few")


def said(figures: Figures, place: int = 0) -> WorkstreamTold:
    return told(figures).each[place]


def test_actions_of_forms_are_counted_until_somebody_confirms_them() -> None:
    homes = stream(found(*PEOPLE))
    assert (homes.proposed, homes.held_back, homes.actions) == (2, 2, ())
    figures = found(*PEOPLE, confirmed=["Promise ten new flats a year"])
    homes = stream(figures)
    assert (homes.proposed, homes.held_back) == (2, 1)
    (action,) = homes.actions
    # Both propose it, and the words of one may be printed. The Council has two organisations.
    assert (action.forms, action.steps) == (2, ())
    assert action.wordings == (
        Quote("Promise ten new flats a year", "r-c1", "t1", "action", "Council"),
    )
    assert "promised" not in json.dumps(to_json(figures)["workstreams"])


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("no", "Ten new flats a year"),
        ("", "Ten new flats a year"),
        ("sector", "One man was stuck for six weeks for want of flats"),
        ("sector", "Ring jo@example.org about the flats"),
    ],
)
def test_no_action_is_printed_without_consent_nor_a_story_nor_personal_data(
    quote: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comments, "findings", lambda text: ["an address"] if "@" in text else [])
    person = respondent("e1", quote, t1_action=text, t1_barriers="No flats")
    figures = found(*PEOPLE, person, confirmed=[text])
    assert stream(figures).actions == () and stream(figures).held_back == 3
    assert text not in json.dumps(to_json(figures)["workstreams"])


def test_tables_decisions_are_printed_with_their_leads() -> None:
    sheets = [
        table("table-1", t1_action="Ten new flats a year", t1_lead="Head of housing",
              t1_due="2018-11-30", t1_lead_here="to_be_asked"),
        table("table-2", t2_action="A list of what homes there are"),
        table("table-3", t2_action="None", t3_action="Meet again in March"),
    ]  # fmt: skip
    figures = found(*PEOPLE, *sheets)
    homes = stream(figures)
    first, second, third = homes.actions
    assert first.forms == 2 and first.tip == "t1"
    assert first.steps == (Step("table-1", "Head of housing", "2018-11-30", "to_be_asked"),)
    assert [quote.text for quote in first.wordings] == ["Ten new flats a year"]
    assert (second.tip, second.steps) == ("t2", (Step("table-2"),))
    # Its words mention nothing that is proposed, and its tip is about homes.
    assert (third.tip, third.wordings[0].text) == ("t3", "Meet again in March")
    rows = said(figures).actions
    assert rows[0].lead == "Head of housing (proposed, not yet asked)"
    assert (rows[0].due, rows[0].by) == ("30 November 2018", "2 self-assessments\nTable 1")
    assert (rows[1].lead, rows[1].by) == ("To be agreed", "Table 2")
    # What two forms proposed is printed in the words of table 1.
    assert said(figures).proposed == (
        "Proposed for it: 2 actions in self-assessments and 3 steps at tables. Those in"
        " self-assessments are not printed, but where a table proposed nearly the same its words"
        " are."
    )


def test_an_action_that_several_could_claim_stands_once() -> None:
    sheets = [
        table("table-1", t1_action="Give notice of every home that is free"),
        table("table-2", t1_action="A list of homes by ward"),
    ]
    figures = found(*PEOPLE, *sheets)
    texts = [
        (each.id, action.wordings[0].text)
        for each in figures.workstreams
        for action in each.actions
    ]
    # Fewer actions mention notice than homes.
    assert texts == [
        ("homes", "A list of homes by ward"),
        ("notice", "Give notice of every home that is free"),
    ]


def test_quotes_are_confirmed_and_say_what_gets_in_the_way() -> None:
    assert stream(found(*PEOPLE)).quotes == ()
    quotes = stream(found(*PEOPLE, confirmed=["No flat", "Ten new flats a year, promised"])).quotes
    assert [quote.text for quote in quotes] == ["No flat"]
    assert "r-a2" not in json.dumps(to_json(found(*PEOPLE, confirmed=["No flat"])))


def test_workstreams_stand_in_their_order_and_without_numbers() -> None:
    """Homes comes first and has no words of forms to print; notice has an action."""
    proposer = respondent("e1", "sector", t2_action="Give notice of it")
    figures = found(*PEOPLE, proposer, confirmed=["Give notice of it"])
    assert not said(figures).actions and told(figures).each[1].actions
    report = write_report(figures, [], Templates([shipped("templates")])).word
    headings = [
        text for text in open_word(report).text.splitlines() if text.startswith("Workstream:")
    ]
    assert headings == ["Workstream: Homes", "Workstream: Notice"]


def test_what_the_report_says_of_two() -> None:
    figures = found(*PEOPLE)
    assert told(figures).chosen.startswith("2 workstreams are proposed, for partners to agree")
    assert told(figures).enough == (
        "Enough people are at least 3 people, of two organisations or more."
    )
    homes, notice = told(figures).each
    assert (homes.place, homes.items, homes.system) == ("1", "1", "60%")
    assert homes.behind == (
        "3 of 4 organisations (4 people) mention it as what gets in the way; all of them"
        " without being asked about it.",
        "Enough people do in 1 sector: NHS.",
        "Enough people do under tip 1 (3 people), and fewer under 1 other tip.",
        "Of 5 answers on who could change this tip, 60% are ‘My organisation together with"
        " others’.",
        "It stands 1st of 2: as many organisations mention it as ‘Notice’, but more"
        " people (4, against 3).",
    )
    assert homes.proposed == (
        "Proposed for it: 2 actions in self-assessments. Those in self-assessments are not printed."
    )
    assert notice.behind[-1] == (
        "It stands 2nd of 2: as many organisations mention it as ‘Homes’, but fewer"
        " people (3, against 4)."
    )
    assert notice.proposed == "No action was proposed for it."


def test_what_the_report_says_of_none_and_of_one() -> None:
    none = told(found(*PEOPLE[:1], respondent("b1"), respondent("c1")))
    assert none.each == () and none.chosen == (
        "No workstream is proposed: there is no theme that at least 3 people, of two organisations"
        " or more, mention as what gets in the way."
    )
    alone = told(found(*PEOPLE, book=codebook(homes=["home*", "flat*"])))
    assert alone.chosen == (
        "One workstream is proposed, for partners to agree, to change or to leave."
    )
    assert alone.each[0].behind[-1] == "It is the only one."


def test_equals_share_a_place() -> None:
    people = [respondent(name, t1_barriers="No home, no notice") for name in ("a1", "b1", "c1")]
    first, second = told(found(*people)).each
    assert (first.place, second.place) == ("1=", "1=")
    assert first.behind[-1] == (
        "It shares the 1st place of 2 with ‘Notice’: as many organisations and as many people"
        " mention it."
    )


def test_within_one_organisation_people_are_counted() -> None:
    people = [
        respondent(f"a{n}", t1_barriers="No home" + ", no notice" * (n < 4)) for n in range(9)
    ]
    figures = found(*people, partners={"a": ("NHS", 9)})
    part = told(figures)
    words = " ".join([part.chosen, *part.each[0].behind, *part.each[1].behind])
    assert "organisation" not in words and "sector" not in words and "partner" not in words
    assert part.each[0].behind[0] == (
        "9 people mention it as what gets in the way; all of them without being asked about it."
    )
    assert part.each[1].behind[-1] == (
        "It stands 2nd of 2: fewer people (4, against 9) mention it than ‘Homes’."
    )
