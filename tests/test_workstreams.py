"""Workstreams: what is proposed, in which order, and what stands behind it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from tests.support.small_workshop import asked, make_workshop, respondent, table
from tests.support.workstreams import BOOK, PARTNERS, PEOPLE, codebook, found, stream, told
from toptips.analysis.assemble import analyse
from toptips.analysis.rules import Rules
from toptips.analysis.themes import code
from toptips.model.answered import Answered
from toptips.model.codebook import load_codebook
from toptips.model.responses import Response
from toptips.report.quoted import Quoted
from toptips.report.workstreams import workstreams_told

pytestmark = pytest.mark.usefixtures("sectors_of_few")


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


def test_the_order_of_the_forms_makes_no_difference() -> None:
    sheets = (table("table-1", t1_action="Ten new flats a year"),)
    everything = [*PEOPLE, *sheets]
    confirmed = ["Promise ten new flats a year", "Ten new flats a year, promised"]
    assert (
        found(*everything, confirmed=confirmed).workstreams
        == found(*everything[::-1], confirmed=confirmed).workstreams
    )


def test_with_too_few_nothing_is_proposed() -> None:
    figures = found(*PEOPLE[:2], table("table-1", t1_action="Ten new flats a year"))
    assert figures.too_few and figures.workstreams == ()
    assert workstreams_told(figures, Quoted()) is None


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
