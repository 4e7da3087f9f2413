from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.support.small_workshop import asked, make_workshop, respondent, table
from toptips.analysis import answers, comments
from toptips.analysis.assemble import analyse
from toptips.analysis.comments import Printable
from toptips.analysis.figures import Agreed, Figures
from toptips.analysis.figures_data import to_json
from toptips.analysis.proposed import Quote
from toptips.analysis.rules import Rules
from toptips.analysis.table_words import words_of_tables
from toptips.model.answered import Answered
from toptips.model.responses import Response

pytestmark = pytest.mark.usefixtures("sectors_of_few")

# A second table that said something of the first tip.
OTHER = table("5", t1_strengths="The huddle")
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


def published(*extra: Response, confirmed: Sequence[str] = ()) -> Figures:
    """The figures where somebody confirmed these words as quotes; all of them if none are named."""
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
    workshop = make_workshop(PARTNERS)
    answered = Answered.of(people)
    texts = {comment.id: comment.text for comment in answered.comments}
    chosen = {key: text for key, text in texts.items() if not confirmed or text in confirmed}
    put = asked(workshop)
    return analyse(put, replace(answered, confirmed=chosen), Rules.of(put, workshop))


def test_words_are_printed_with_consent_and_without_personal_data() -> None:
    found = published().tips[0].comments["strengths"]
    assert found.n == 7
    # Of the Council one organisation answered, so its sector may not be named. They stand by
    # their words: in the order of people those of one person could be joined.
    assert found.quotes == (
        Quote("Line one\nline two", "r-a2", "t1", "strengths", None),
        Quote("Ours is a small sector", "r-c1", "t1", "strengths", None),
        Quote("Ward rounds <work> & last", "r-a1", "t1", "strengths", "NHS"),
        Quote("We are pooled", "r-e1", "t1", "strengths", None),
    )


def test_nothing_is_quoted_that_nobody_confirmed() -> None:
    found = published(confirmed=["Ours is a small sector"]).tips[0].comments
    assert [quote.text for quote in found["strengths"].quotes] == ["Ours is a small sector"]
    assert found["strengths"].n == 7 and found["plans"].quotes == ()


def test_what_somebody_edited_is_printed_as_they_edited_it() -> None:
    answered = Answered.of([respondent("a1", "sector", t1_strengths="My ward, 7b, is great")])
    (said,) = answered.comments
    quote = Printable({said.id: "My ward is great"}, frozenset(), {})(said)
    assert quote is not None and quote.text == "My ward is great"


def test_a_sector_is_named_only_where_two_of_its_organisations_answered() -> None:
    more = [respondent("d1", "sector", t1_score="2", t1_barriers="Said of tip 1")]
    assert published(*more).tips[0].comments["barriers"].quotes[0].sector == "Council"
    alone = make_workshop({"c": ("Council", 2), "a": ("NHS", 4)})
    alone.partners[0].__dict__["may_be_shown"] = True
    put = asked(alone)
    words = [respondent("c1", "sector", t1_barriers="Ours"), *(respondent(f"a{n}") for n in "12")]
    answered = Answered.of(words)
    chosen = {comment.id: comment.text for comment in answered.comments}
    found = analyse(put, replace(answered, confirmed=chosen), Rules.of(put, alone))
    assert found.tips[0].comments["barriers"].quotes[0].sector is None, "leave for averages alone"


def test_under_twenty_forms_no_sector_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "FEWEST_FOR_SECTORS", 20)
    quotes = published().tips[0].comments["strengths"].quotes
    assert len(quotes) == 4 and {quote.sector for quote in quotes} == {None}


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
    said = [check for check in found.checks if "r-b2" in check]
    assert "1 text may hold personal data; it is not printed." in found.problems
    assert len(said) == 1
    assert said[0].startswith("Response r-b2: 1b may hold personal data (an e-mail address)")
    assert "jo@" not in repr(found)


def test_what_a_table_wrote_needs_no_consent_but_holds_no_personal_data() -> None:
    sheet = table(
        "1", t1_action="Write to jo@example.org", t1_lead="The council", t1_due="2018-10-01"
    )
    found = published(sheet)
    (agreed,) = found.tips[0].agreed
    assert agreed.decisions == {"lead": "The council", "due": "2018-10-01"}
    assert any("table-1: 1e" in check for check in found.checks)
    assert "jo@" not in repr(found)


def test_the_words_of_tables_and_of_people_who_use_services() -> None:
    (said,) = Answered.of([table("1", t1_action="Meet")]).comments
    assert Printable({said.id: "Meet"}, frozenset(), {})(said) is None, "a table gave no consent"
    person = Response("p1", "people", quote="sector", answers={("t1", "better"): "We waited"})
    (said,) = Answered.of([person]).comments
    printable = Printable({said.id: said.text}, frozenset(), {"": "NHS"})
    assert printable(said) == Quote("We waited", "p1", "t1", "better", None, "people")


def test_every_text_that_could_be_printed_is_looked_at() -> None:
    keys = ("strengths", "barriers", "action", "lead", "wording", "plans", "dissent", "invite")
    sheet = table("1", **{f"t1_{key}": "jo@example.org" for key in keys})
    form = respondent("a1", **{f"t1_{key}": "@" for key in keys[:-2]}, other="@")
    person = Response("p1", "people", answers={("t1", "helped"): "@", ("t1", "better"): "@"})
    places, problems = comments.find_personal_data(
        [sheet, form, person], asked(make_workshop(PARTNERS))
    )
    assert {question for who, _, question in places if who == "table-1"} == set(keys)
    assert {question for who, _, question in places if who == "r-a1"} == {*keys[:-2], "other"}
    assert {question for who, _, question in places if who == "p1"} == {"helped", "better"}
    assert len(problems) == len(places)


def test_a_quote_can_not_be_joined_to_others_of_its_writer() -> None:
    published_json = json.dumps(to_json(published()))
    assert "Ward rounds <work>" in published_json
    assert "r-a1" not in published_json


def test_what_a_table_wrote_in_place_of_a_score_and_a_date_is_said_and_left_out() -> None:
    sheet = table("1", t1_score="7.5", t1_due="next week", t1_lead="Matron, acute trust, ward 3")
    found = published(sheet)
    (agreed,) = found.tips[0].agreed
    assert agreed.decisions == {"lead": "Matron, acute trust, ward 3"}, "and that is kept whole"
    assert "Response table-1: its score for tip 1 can't be read." in found.checks
    assert "Response table-1: its date for tip 1 can't be read." in found.checks


def test_words_of_tables_are_printed_only_where_nobody_objected() -> None:
    sheets = [
        table("2", t1_barriers="Vans are late", t1_dissent="Not ours", _read_by_all="words"),
        table("7", t1_barriers="no beds", t1_plans="A pilot", _read_by_all="words"),
        table("8", t1_barriers="Print decisions only", _read_by_all="decisions", t1_action="Meet"),
        table(
            "9",
            t1_barriers="Left blank",
            t1_dissent="One of us",
            t1_strengths="The huddle",
            t1_score="3",
        ),
    ]
    item = published(*sheets).tips[0]
    # In alphabetical order, which says nothing of the tables' numbers; decisions stand elsewhere.
    assert item.table_words == {
        "barriers": ("no beds", "Vans are late"), "plans": ("A pilot",), "dissent": ("Not ours",),
    }  # fmt: skip
    assert item.dissenting == 2, "also where the words are not printed"
    assert item.agreed == (Agreed("8", {"action": "Meet"}), Agreed("9", {"score": "3"}))
    said = repr(to_json(published(*sheets)))
    assert "Left blank" not in said and "decisions only" not in said and "huddle" not in said


def test_a_patients_story_of_a_table_is_held_back() -> None:
    sheet = table("2", t1_barriers="One man waited eleven weeks", _read_by_all="words")
    assert published(sheet, OTHER).tips[0].table_words == {}


def test_words_of_tables_with_personal_data_are_not_printed() -> None:
    sheet = table("2", t1_barriers="Ring jo@example.org", t1_plans="A van", _read_by_all="words")
    assert published(sheet, OTHER).tips[0].table_words == {"plans": ("A van",)}


@pytest.mark.parametrize("said", ["No", "nobody", "No, we all agreed.", "Everyone agreed", "n/a"])
def test_a_table_that_says_that_nobody_saw_it_differently_does_not_dissent(said: str) -> None:
    sheet = table("2", t1_dissent=said, t1_barriers="None", _read_by_all="words")
    found = published(sheet, OTHER).tips[0]
    assert (found.table_words, found.dissenting) == ({}, 0)


def test_a_table_that_gives_a_reason_dissents() -> None:
    sheet = table("2", t1_dissent="No, two of us did not agree", _read_by_all="words")
    assert published(sheet, OTHER).tips[0].dissenting == 1


def test_sheets_of_0_1_0_said_that_all_notes_are_printed_but_not_who_dissented() -> None:
    put = asked(make_workshop(PARTNERS))
    promised_all = replace(put, promises=put.promises.model_copy(update={"words_of_tables": "all"}))
    sheet = table("2", t1_barriers="Vans", t1_dissent="One of us saw it differently")
    found = words_of_tables([sheet, OTHER], frozenset(), promised_all)
    assert (found.by_item["t1"], found.dissenting["t1"]) == (
        {"strengths": ("The huddle",), "barriers": ("Vans",)}, 1,
    )  # fmt: skip
    found = words_of_tables([sheet, OTHER], frozenset(), put)
    assert (found.by_item["t1"], found.dissenting["t1"]) == ({}, 1)
