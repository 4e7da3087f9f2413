"""Workstreams: what is proposed, what stands behind it, and what of it may be printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction as F
from typing import Any

import pytest

from tests.support.small_workshop import asked, make_framework, make_workshop, respondent, table
from tests.support.word_files import open_word
from toptips.analysis import answers, comments
from toptips.analysis.assemble import analyse
from toptips.analysis.figures import Figures
from toptips.analysis.figures_data import to_json
from toptips.analysis.proposed import Quote, Step, Workstream
from toptips.analysis.rules import Rules
from toptips.analysis.themes import code
from toptips.documents.template import Templates
from toptips.model.answered import Answered
from toptips.model.codebook import Codebook, load_codebook
from toptips.model.responses import Response
from toptips.places import shipped
from toptips.report import write_report
from toptips.report.quoted import Quoted
from toptips.report.workstreams import WorkstreamsTold, WorkstreamTold, workstreams_told

PARTNERS = {
    "a": ("NHS", 4), "b": ("NHS", 2), "c": ("Council", 2), "d": ("Council", 1), "e": ("Care", 2),
}  # fmt: skip


def codebook(**keywords: list[str]) -> Codebook:
    themes: list[dict[str, Any]] = [
        {"id": name, "name": name.capitalize(), "description": "x", "keywords": words}
        for name, words in keywords.items()
    ]
    rest = {"id": "rest", "name": "Something else", "description": "x", "fallback": True}
    return Codebook.model_validate({"format": 1, "id": "small", "themes": [*themes, rest]})


BOOK = codebook(homes=["home*", "flat*"], notice=["notice", "told late"], pay=["money"])
ACROSS = Codebook.model_validate(
    {
        "format": 1,
        "id": "across-items",
        "themes": [
            {"id": "trusted", "name": "Trusted assessment", "description": "x",
             "keywords": ["trusted assess*"]},
        ],
    }
)  # fmt: skip
# Homes: three organisations, four people. Notice: two and three. Money: one.
PEOPLE = (
    respondent("a1", t1_barriers="No home", t2_barriers="We are told late",
               t1_ownership="system", other="No flats anywhere"),
    respondent("a2", "sector", t1_barriers="No flat", t1_action="Ten new flats a year, promised",
               t1_ownership="system"),
    respondent("b1", "anonymous", t1_barriers="Nobody finds a home", t2_barriers="no notice",
               t1_ownership="ours"),
    respondent("c1", "sector", t2_barriers="no notice, no home",
               t1_action="Promise ten new flats a year", t1_ownership="system"),
    respondent("d1", "sector", t2_barriers="All is well", t2_action="Money first of all",
               t1_ownership="unsure"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def sectors_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five forms are few enough to work out by hand; sectors are shown from twenty on."""
    monkeypatch.setattr(answers, "FEWEST_FOR_SECTORS", 0)


def found(
    *responses: Response,
    confirmed: Sequence[str] = (),
    across: Codebook | None = ACROSS,
    book: Codebook = BOOK,
    **changes: Any,
) -> Figures:
    """The figures where somebody confirmed these words as quotes."""
    workshop = make_workshop(changes.pop("partners", PARTNERS), **changes)
    answered = Answered.of(responses)
    chosen = {said.id: said.text for said in answered.comments if said.text in confirmed}
    framework = make_framework()
    framework.tips[2].__dict__["title"] = "Money for homes"
    put = asked(workshop, framework)
    rules = Rules.of(put, workshop)
    return analyse(put, replace(answered, confirmed=chosen), rules, book, across=across)


def stream(figures: Figures, name: str = "homes") -> Workstream:
    (wanted,) = [each for each in figures.workstreams if each.id == name]
    return wanted


def told(figures: Figures) -> WorkstreamsTold:
    part = workstreams_told(figures, Quoted(figures.internal))
    assert part is not None
    return part


def said(figures: Figures, place: int = 0) -> WorkstreamTold:
    return told(figures).each[place]


def test_themes_that_enough_people_mention_as_a_barrier_are_proposed() -> None:
    figures = found(*PEOPLE)
    assert [(each.id, each.rank, each.theme) for each in figures.workstreams] == [
        ("homes", 1, "homes"), ("notice", 2, "notice"),
    ]  # fmt: skip
    homes, notice = figures.workstreams
    assert (homes.organisations, homes.respondents) == (3, 4)
    assert (notice.organisations, notice.respondents) == (3, 3)


def test_where_it_was_not_prompted() -> None:
    """Nothing but tip 3 is about homes, so that all mention them unprompted; c1 under tip 3 not."""
    homes = stream(found(*PEOPLE))
    assert (homes.unprompted, homes.unprompted_respondents) == (3, 4)
    prompted = [
        respondent(name, t3_barriers="No home") for name in ("a1", "b1", "c1")
    ]  # fmt: skip
    homes = stream(found(*prompted, respondent("d1", t1_barriers="No home")))
    assert (homes.organisations, homes.unprompted, homes.unprompted_respondents) == (4, 1, 1)
    assert homes.tips == {"t3": 3} and homes.further_tips == 1


def test_the_items_behind_it_and_whose_they_are() -> None:
    """Three people of two organisations under tip 1; one under tip 2, and one under no tip."""
    homes = stream(found(*PEOPLE))
    assert (homes.tips, homes.further_tips) == ({"t1": 3}, 1)
    assert (homes.owners, homes.system) == (5, F(3, 5))
    fewer = [replace(PEOPLE[0], answers=without(PEOPLE[0], "ownership")), *PEOPLE[1:]]
    homes = stream(found(*fewer))
    assert (homes.owners, homes.system) == (0, None), "four answers are not shown"


def without(form: Response, question: str) -> dict[tuple[str, str], str]:
    return {place: text for place, text in form.answers.items() if place[1] != question}


def test_sectors_are_named_where_enough_of_two_organisations_mention_it() -> None:
    assert stream(found(*PEOPLE)).sectors == ("NHS",)
    assert stream(found(*PEOPLE), "notice").sectors == ()


def test_what_runs_across_items_is_proposed_where_enough_mention_it_at_all() -> None:
    action = "Agree a trusted assessor with care homes"
    people = [
        replace(person, answers=person.answers | {("t2", "action"): action})
        for person in PEOPLE[:3]
    ]
    late = respondent("d2", t2_barriers="The trusted assessor comes late")
    trusted = stream(found(*people, *PEOPLE[3:], late), "trusted")
    assert (trusted.across, trusted.theme, trusted.rank) == (True, "", 3)
    assert (trusted.organisations, trusted.respondents, trusted.tips) == (1, 1, {})
    assert trusted.proposed == 3
    part = told(found(*people, *PEOPLE[3:], late))
    assert (part.each[2].items, part.each[2].system) == ("none", "no tip")
    assert part.beside.startswith(
        "‘Trusted assessment’ is no theme of the codebook: it is looked for with keywords"
    )
    assert told(found(*PEOPLE)).beside == ""
    # Too few mention it; or nobody does as what gets in the way.
    for said in ((*people[:1], *PEOPLE[1:], late), (*people, *PEOPLE[3:])):
        assert "trusted" not in [each.id for each in found(*said).workstreams]


def test_what_has_neither_an_item_behind_it_nor_an_action_is_left_out() -> None:
    """Three of three organisations mention money, each under another tip; nobody proposes."""
    people = [
        respondent(name, **{f"{tip}_barriers": "No home, no money", "t1_barriers": "No home"})
        for name, tip in (("a1", "t2"), ("b1", "t3"), ("c1", "t1"))
    ]
    last = replace(people[2], answers=people[2].answers | {("t1", "barriers"): "No home or money"})
    figures = found(*people[:2], last)
    assert [(each.id, each.rank) for each in figures.workstreams] == [("homes", 1)]
    assert told(figures).chosen.startswith("One workstream is proposed")
    proposed = respondent("a2", t2_action="Money for all")
    assert [each.id for each in found(*people[:2], last, proposed).workstreams] == ["homes", "pay"]


def test_a_theme_of_the_codebook_takes_the_place_of_one_across() -> None:
    book = codebook(trusted=["assessor*"], homes=["home*"])
    people = [respondent(name, t1_barriers="no assessor") for name in ("a1", "b1", "c1")]
    trusted = stream(found(*people, book=book), "trusted")
    assert (trusted.name, trusted.theme, trusted.across) == ("Trusted", "trusted", True)


def test_such_a_theme_counts_those_alone_that_the_codebook_finds() -> None:
    """Else more would name it as what gets in the way than mention it in any answer."""
    book = codebook(trusted=["assessor*"], homes=["home*"])
    people = [respondent(name, t1_barriers="no assessor") for name in ("a1", "b1", "c1")]
    figures = found(*people, respondent("d1", t1_barriers="trusted assessment"), book=book)
    (theme,) = [theme for theme in figures.themes if theme.id == "trusted"]
    assert stream(figures, "trusted").respondents == theme.respondents == 3


def test_what_a_person_decided_counts() -> None:
    answered = Answered.of(PEOPLE)
    homeless = {said.id: frozenset({"pay"}) for said in answered.comments if "home" in said.text}
    workshop = make_workshop(PARTNERS)
    put = asked(workshop)
    decided = replace(answered, codings=homeless)
    figures = analyse(put, decided, Rules.of(put, workshop), BOOK)
    assert [(each.id, each.respondents) for each in figures.workstreams] == [("pay", 3)]


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
        "Proposed for it: 2 actions in self-assessments and 3 steps that tables decided. Those in"
        " self-assessments are not printed, but where a table decided nearly the same its words"
        " are."
    )


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


def test_the_order_of_the_forms_makes_no_difference() -> None:
    sheets = (table("table-1", t1_action="Ten new flats a year"),)
    everything = [*PEOPLE, *sheets]
    confirmed = ["Promise ten new flats a year", "Ten new flats a year, promised"]
    assert (
        found(*everything, confirmed=confirmed).workstreams
        == found(*everything[::-1], confirmed=confirmed).workstreams
    )


def test_quotes_are_confirmed_and_say_what_gets_in_the_way() -> None:
    assert stream(found(*PEOPLE)).quotes == ()
    quotes = stream(found(*PEOPLE, confirmed=["No flat", "Ten new flats a year, promised"])).quotes
    assert [quote.text for quote in quotes] == ["No flat"]
    assert "r-a2" not in json.dumps(to_json(found(*PEOPLE, confirmed=["No flat"])))


def test_with_too_few_nothing_is_proposed() -> None:
    figures = found(*PEOPLE[:2], table("table-1", t1_action="Ten new flats a year"))
    assert figures.too_few and figures.workstreams == ()
    assert workstreams_told(figures, Quoted()) is None


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


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Trusted assessor that homes & wards sign up to", {"trusted-assessment"}),
        ("People are assessed twice", {"trusted-assessment"}),
        ("Offer PHBs on the ward", {"personal-health-budgets"}),
        ("The landlord is never told", {"housing"}),
        ("A care home place", set()),
        ("housing benefit takes weeks", set()),
    ],
)
def test_what_ships_to_be_looked_for_across_items(text: str, themes: set[str]) -> None:
    assert code([text], load_codebook("across-items")) == [themes]
