from __future__ import annotations

import pytest

from tests.support.small_workshop import figures, make_framework, make_workshop, respondent, table
from toptips.analysis import comments
from toptips.analysis.comments import Printable
from toptips.analysis.figures import Figures, Quote, to_json
from toptips.model.responses import Response

PARTNERS = {
    "a": ("NHS", 4), "b": ("NHS", 2), "c": ("Council", 2), "d": ("Council", 1),
    "e": ("Voluntary", 2), "f": ("Care", 3),
}  # fmt: skip


@pytest.fixture(autouse=True)
def mark_personal_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every text with an @ for one with an e-mail address."""
    monkeypatch.setattr(
        comments, "findings", lambda text: ["an e-mail address"] if "@" in text else []
    )


def published(*extra: Response) -> Figures:
    people = [
        respondent("a1", "sector", t1_score="4", t1_strengths="Ward rounds <work> & last"),
        respondent("a2", "anonymous", t1_score="4", t1_strengths="Line one\nline two"),
        respondent("a3", "no", t1_score="4", t1_strengths="Never print this"),
        respondent("b1", "", t1_score="4", t1_strengths="Nor this"),
        respondent("b2", "sector", t1_score="4", t1_strengths="Ring jo@example.org", other="More"),
        respondent("c1", "sector", t1_score="4", t1_strengths="Ours is a small sector"),
        respondent("e1", "sector", t1_score="4", t1_strengths="We are pooled", t1_barriers="  "),
        respondent("f1", "sector", t1_score="4", t1_plans="A plan"),
        *extra,
    ]
    return figures(make_workshop(PARTNERS), people)


def test_words_are_printed_with_consent_and_without_personal_data() -> None:
    found = published().tips[0].comments["strengths"]
    assert found.n == 7
    # Of the Council one person answered, so it is pooled like the others of one organisation.
    assert found.quotes == (
        Quote("Ward rounds <work> & last", "r-a1", "t1", "strengths", "NHS"),
        Quote("Line one\nline two", "r-a2", "t1", "strengths", None),
        Quote("Ours is a small sector", "r-c1", "t1", "strengths", None),
        Quote("We are pooled", "r-e1", "t1", "strengths", None),
    )


def test_a_sector_is_named_only_where_it_is_shown_for_that_tip() -> None:
    more = [
        respondent("c2", "sector", t1_score="2", t2_barriers="Said of tip 2"),
        respondent("d1", "sector", t1_score="2", t1_barriers="Said of tip 1"),
        respondent("e2", t1_score="3"),
    ]
    found = published(*more)
    # Three of the Council scored tip 1 (and three of the pool), and none of them tip 2.
    assert not found.tips[0].by["sector"]["Council"].suppressed
    assert found.tips[0].comments["barriers"].quotes[0].sector == "Council"
    assert found.tips[1].comments["barriers"].quotes[0].sector is None


def test_blank_words_are_not_counted_and_other_words_are() -> None:
    found = published()
    assert found.tips[0].comments["barriers"].n == 0
    assert found.tips[0].comments["plans"].n == 1
    assert (found.other.n, found.other.quotes[0].text) == (1, "More")
    assert found.other.quotes[0].sector == "NHS"


def test_a_long_quote_is_printed_whole() -> None:
    words = "word " * 3000
    extra = respondent("a4", "anonymous", t1_barriers=words)
    assert published(extra).tips[0].comments["barriers"].quotes[0].text == words.strip()


def test_personal_data_is_said_by_response_and_never_repeated() -> None:
    found = published()
    said = [one for one in found.problems if "r-b2" in one]
    assert len(said) == 1 and "1b may hold personal data (an e-mail address)" in said[0]
    assert "jo@" not in repr(found)


def test_what_a_table_wrote_needs_no_consent_but_holds_no_personal_data() -> None:
    sheet = table(
        "1", t1_action="Write to jo@example.org", t1_lead="The council", t1_due="2018-10-01"
    )
    found = published(sheet)
    (agreed,) = found.tips[0].agreed
    assert (agreed.action, agreed.lead, agreed.due) == ("", "The council", "2018-10-01")
    assert any("table-1: 1e" in one for one in found.problems)
    assert "jo@" not in repr(found)


def test_the_words_of_tables_and_of_people_who_use_services() -> None:
    printable = Printable(frozenset(), {"t1": {"NHS"}}, {"a": "NHS"})
    sheet = table("1", t1_action="Meet")
    assert printable(sheet, "t1", "action") is None, "a table gave no consent"
    person = Response("p1", "people", quote="sector", answers={("t1", "barriers"): "We waited"})
    assert printable(person, "t1", "barriers") == Quote(
        "We waited", "p1", "t1", "barriers", None, "people"
    )


def test_every_text_that_could_be_printed_is_looked_at() -> None:
    keys = ("strengths", "barriers", "action", "lead", "wording", "plans", "dissent")
    sheet = table("1", **{f"t1_{key}": "jo@example.org" for key in keys})
    form = respondent("a1", **{f"t1_{key}": "@" for key in keys[:-1]}, other="@")
    places, problems = comments.find_personal_data([sheet, form], make_framework())
    assert {question for who, _, question in places if who == "table-1"} == set(keys)
    assert {question for who, _, question in places if who == "r-a1"} == {*keys[:-1], "other"}
    assert len(problems) == len(places)


def test_a_quote_without_its_sector_can_not_be_joined_to_others_of_its_writer() -> None:
    tips = to_json(published())["tips"]
    quotes = tips[0]["comments"]["strengths"]["quotes"]
    assert [one.get("response") for one in quotes] == ["r-a1", None, None, None]


def test_what_a_table_wrote_in_place_of_a_score_and_a_date_is_said_and_left_out() -> None:
    sheet = table("1", t1_score="7.5", t1_due="next week", t1_lead="Matron, acute trust, ward 3")
    found = published(sheet)
    (agreed,) = found.tips[0].agreed
    assert (agreed.score, agreed.due) == ("", "")
    assert (agreed.lead, agreed.organisation) == (
        "Matron, acute trust, ward 3", "acute trust, ward 3",
    )  # fmt: skip
    assert "Response table-1: its score for tip 1 can't be read." in found.problems
    assert "Response table-1: its date for tip 1 can't be read." in found.problems
