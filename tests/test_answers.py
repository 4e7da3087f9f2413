from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.making_forms import questionnaire, workshop
from toptips.model.dates import written, written_with_day
from toptips.model.questions import askable
from toptips.model.returned import ReturnRow
from toptips.returns.answers import chosen, date_in, understood
from toptips.returns.marked_choices import without_invisible

# All that may be asked, of partners and of tables.
ALL = workshop(ask=list(askable("self-assessment")), ask_tables=list(askable("conversation")))
Q = questionnaire(tips=10, of=ALL)
SHEET = questionnaire("conversation", of=ALL)
BY_FIELD = {question.field: question for question in (*SHEET.questions, *Q.questions)}
OF_THE_TABLE = {question.field: question for question in SHEET.questions}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4 Working in most places", "4"),
        ("4", "4"),
        ("4.", "4"),
        ("4 - mostly", "4"),
        ("4 (just)", "4"),
        ("Level 4", "4"),
        ("working in MOST places", "4"),
        ("4 Working in most", "4"),
        ("Planned", "2"),
        ("planned - starts in May", "2"),
        ("Don’t know", "dont_know"),
        ("dont know (I cant judge)", "dont_know"),
        ("Don't know", "dont_know"),
        ("Not for us", "not_for_us"),
        ("N/A", "not_for_us"),
        ("dont_know", "dont_know"),
        ("Not started", "1"),
    ],
)
def test_scores_are_read_as_people_type_them(typed, value):
    assert chosen(BY_FIELD["3.score"], typed)[0] == value


@pytest.mark.parametrize(
    "typed",
    [
        "10",
        "0",
        "44",
        "3-4",
        "3 or 4",
        "4/5",
        "4.5",
        "maybe 6",
        "Working",
        "no",
        "?",
        "-",
        "4 Planned",
    ],
)
def test_a_score_that_could_be_two_or_none_is_left_out_and_said(typed):
    value, note = chosen(BY_FIELD["3.score"], typed)
    assert value == ""
    assert note == f"'{typed}' is not one of the choices, so it is left out."


@pytest.mark.parametrize("typed", ["No", "no.", "Not yet", "Still to be asked"])
def test_a_lead_who_has_not_agreed_is_still_to_be_asked(typed):
    assert chosen(OF_THE_TABLE["2.lead_here"], typed) == ("to_be_asked", "")


def test_a_leave_to_print_is_never_guessed_and_its_choices_are_named():
    assert chosen(OF_THE_TABLE["0.read_by_all"], "Yes") == (
        "",
        "'Yes' is not one of the choices ('Read aloud; nobody objects to printing our words' and"
        " 'Print decisions only'), so it is left out.",
    )


def test_words_written_beside_a_choice_are_said():
    value, note = chosen(BY_FIELD["3.score"], "4 - but not at weekends")
    assert value == "4"
    assert note == ("read as '4 Working in most places'; '4 - but not at weekends' was written.")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("3.ownership", "The whole system’s", "system"),
        ("3.ownership", "whole system", "system"),
        ("3.ownership", "another organisations", "other"),
        ("3.ownership", "ours", "ours"),
        ("3.ownership", "My organisation alone", "ours"),
        ("3.ownership", "my organisation, together with others!", "system"),
        ("3.ownership", "my organisation", ""),
        ("3.ownership", "together with others", "system"),
        ("3.ownership", "others", "other"),
        ("3.ownership", "others without mine", "other"),
        ("3.ownership", "National", "national"),
        ("3.ownership", "national or regional", "national"),
        ("3.ownership", "not sure", "unsure"),
        ("3.local_tip", "keep", "keep"),
        ("3.local_tip", "Drop it!", "drop"),
        ("0.quote", "Yes", ""),
        ("0.quote", "yes, without it", "anonymous"),
        ("0.quote", "No", "no"),
        ("0.quote", "Yes, naming our sector", "sector"),
        ("0.local_support", "Y", ""),
        ("0.local_support", "yes", "yes"),
        ("0.local_support", "not", "unsure"),
        ("0.speaks_for", "an agreed view", "several"),
        ("0.top_1", "3", "tip-3"),
        ("0.top_1", "10", "tip-10"),
        ("0.top_1", "Tip 1", "tip-1"),
        ("0.top_1", "11", ""),
        ("0.top_1", "1 Title of tip 1", "tip-1"),
        ("0.top_1", "title of tip 7", "tip-7"),
        ("0.top_1", "tip-7", "tip-7"),
        ("0.top_1", "Title of", ""),
        ("0.pathway", "older", "Older adults"),
        ("0.pathway", "Adults", "Adults"),
    ],
)
def test_choices_are_read_by_their_words(field, typed, value):
    assert chosen(BY_FIELD[field], typed)[0] == value


@pytest.mark.parametrize(
    ("asked", "typed", "value"),
    [
        ("Which changes matter most in the next twelve months?", "change 3", "tip-3"),
        ("Which changes matter most in the next twelve months?", "Changes: 3", "tip-3"),
        ("Which priorities matter most?", "Priority 3", "tip-3"),
        ("Which element matters most?", "elements 3", "tip-3"),
        ("Which changes matter most in the next twelve months?", "tip 3", "tip-3"),
        ("Which changes matter most in the next twelve months?", "element 3", ""),
        ("Which of them, not of others, matter most?", "not 3", ""),
    ],
)
def test_the_noun_before_a_number_is_the_questions_own(asked, typed, value):
    question = BY_FIELD["0.top_1"].model_copy(update={"text": asked, "answer": "First of three"})
    assert chosen(question, typed)[0] == value


def test_every_label_and_every_value_is_read_as_itself():
    for question in (*Q.questions, *SHEET.questions):
        for choice in question.choices:
            assert chosen(question, choice.label) == (choice.value, "")
            assert chosen(question, choice.value) == (choice.value, "")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("ours", "ours"),
        ("My organisation alone", "ours"),
        ("my organisation, together with others!", "system"),
        ("my organisation", ""),
        ("together with others", "system"),
        ("others", "other"),
        ("others without mine", "other"),
        ("National", "national"),
        ("national or regional", "national"),
    ],
)
def test_who_could_change_it_is_read_by_its_words(typed, value):
    assert chosen(BY_FIELD["3.ownership"], typed)[0] == value


@pytest.mark.parametrize(
    "typed",
    [
        "30/11/2018", "30.11.18", "30-11-2018", "30 / 11 / 2018", "30 Nov 2018", "30 nov. 2018",
        "30th November 2018", "Friday 30 November 2018", "Fri, 30 Nov 2018", "30 November, 2018",
        "November 30, 2018", "2018-11-30", "2018-11-30 00:00:00", "30-Nov-18",
        "30th of November 2018",
    ],
)  # fmt: skip
def test_full_dates_are_read_day_first(typed):
    assert date_in(typed) == date(2018, 11, 30)


@pytest.mark.parametrize(
    "typed",
    ["November 2018", "30 November", "asap", "11/30/2018", "31/02/2018", "2018", "30 Brumaire 2018",
     "1/2", "30/11/0018", "Ma 3 2018", "in 30 days"],
)  # fmt: skip
def test_what_is_no_full_date_is_none(typed):
    assert date_in(typed) is None


def test_september_is_often_shortened_with_a_t():
    assert date_in("3 Sept 2018") == date(2018, 9, 3)


@settings(deadline=None, max_examples=50)
@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_dates_as_we_write_them_are_read(day):
    assert date_in(written(day)) == day
    assert date_in(written_with_day(day)) == day
    assert date_in(day.isoformat()) == day


def test_texts_keep_their_line_breaks_and_lines_lose_them():
    values, notes = understood(
        Q, {"1.strengths": "  one\r\n\r\ntwo \n", "0.label": " J \n K ", "0.role": "   "}
    )
    assert values == {"0.label": "J K", "1.strengths": "one\n\ntwo"}
    assert notes == []


def test_what_is_not_understood_is_named_by_its_code():
    values, notes = understood(SHEET, {"2.score": "maybe 6", "2.due": "soon", "2.lead": "Jo"})
    assert values == {"2.lead": "Jo"}
    assert notes == [
        "2a: 'maybe 6' is not one of the choices, so it is left out.",
        "2g: 'soon' is not a full date. Until decisions.yaml has one, such as 30 November 2026, it"
        " is left out.",
    ]


@pytest.mark.parametrize(
    ("questionnaire", "field", "typed"),
    [
        (Q, "1.score", "6 (it is left out.)"),
        (Q, "1.ownership", "X ☐ Us alone X ☐ Us and others"),
        (Q, "1.ownership", "☐ Us alone X ☐ Us and others ☐ Others alone ☐ National ☐ Not sure"),
        (SHEET, "2.due", "soon"),
    ],
)
def test_an_answer_that_is_left_out_is_counted_by_the_end_of_its_note(questionnaire, field, typed):
    values, notes = understood(questionnaire, {field: typed})
    assert values == {}
    assert ReturnRow(file="a.docx", message="\n".join(notes)).left_out == 1


@pytest.mark.parametrize(
    ("text", "day", "written"),
    [
        ("March 2027", "2027-03-31", "31 March 2027"),
        ("by the end of Feb 2028", "2028-02-29", "29 February 2028"),
        ("06/2027", "2027-06-30", "30 June 2027"),
    ],
)
def test_a_month_is_taken_for_its_last_day_with_a_word(text: str, day: str, written: str) -> None:
    assert understood(SHEET, {"2.due": text}) == (
        {"2.due": day},
        [f"2g: '{text}' names no day; {written} is taken."],
    )


@pytest.mark.parametrize("text", ["before March 2027", "13/2027", "March", "Easter 2027", "2027"])
def test_what_names_no_month_is_no_date(text: str) -> None:
    assert understood(SHEET, {"2.due": text})[0] == {}


def test_a_text_of_a_book_is_cut_and_said():
    values, notes = understood(Q, {"1.strengths": "word " * 30_000})
    assert len(values["1.strengths"]) <= 60_000
    assert notes == ["1b: only the first 60,000 characters are kept."]


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([q for q in BY_FIELD.values() if q.kind != "text"]), st.text(max_size=40))
def test_any_text_is_a_value_or_a_note(question, text):
    asked = Q if question in Q.questions else SHEET
    values, notes = understood(asked, {question.field: text})
    if without_invisible(text).strip() and question.kind != "line":
        assert values or notes


OWNED = ("☐ Us alone ", "☐ Us and others ", "☐ Others alone ", "☐ National ", "☐ Not sure")
CONSENT = BY_FIELD["0.quote"]


def owned(*marked: tuple[int, str]) -> str:
    """The boxes of 1d with marks: before the box of a place, or at the end of all."""
    pieces = [*OWNED, ""]
    for place, mark in marked:
        pieces[place] = mark + pieces[place]
    return "".join(pieces)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (owned((0, "X ")), "ours"),
        (owned((0, "✓ ")), "ours"),
        (owned((5, " X")), "unsure"),
        (owned((5, " ✔")), "unsure"),
        (owned((2, "x")), "other"),
        ("☐ Us alone\nX ☐ Us and others\n☐ Others alone\n☐ National\n☐ Not sure", "system"),
        ("☐ Us alone ✗\n☐ Us and others\n☐ Others alone\n☐ National\n☐ Not sure", "ours"),
        ("X ☐ Us alone", "ours"),
        ("☐ National X", "national"),
        ("☐ Us aloneX ☐ Us and others ☐ Others alone ☐ National ☐ Not sure", "ours"),
    ],
)
def test_a_mark_beside_a_box_or_behind_its_words_is_of_that_choice(typed, value):
    assert chosen(BY_FIELD["1.ownership"], typed) == (value, "")


@pytest.mark.parametrize(("typed", "value"), [("☐ 3X", "3"), ("X ☐ 1", "1"), ("x ☐ 10", "")])
def test_a_mark_beside_the_only_box_that_was_kept_is_its(typed, value):
    assert chosen(BY_FIELD["3.score"], typed)[0] == value


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            owned((1, "X ")),
            "a mark stands between 'Us alone' and 'Us and others' and may be of either, so it is"
            " left out.",
        ),
        (owned((0, "X "), (5, " X")), "two choices are marked (Us alone and Not sure), so it is"),
        (owned((0, "X "), (1, "X ")), "two choices are marked (Us alone and Us and others), so"),
        (owned((0, "X"), (2, "X"), (3, "X")), "several choices are marked (Us alone, Others alone"),
    ],
)
def test_a_mark_that_may_be_of_either_of_two_is_left_out_and_both_are_named(typed, said):
    value, note = chosen(BY_FIELD["1.ownership"], typed)
    assert (value, note[: len(said)]) == ("", said)


BEFORE, BEHIND, BETWEEN = owned((0, "X ")), owned((5, " X")), owned((1, "X "))


@pytest.mark.parametrize(
    ("others", "value"),
    [
        ((BEFORE,), "system"),
        ((BEHIND,), "ours"),
        ((BEFORE, owned((3, "X"))), "system"),
        ((BEFORE, BEHIND), None),
        ((BEFORE, OWNED[0] + "X Us and others ☐ Others alone ☐ National ☐ Not sure"), None),
        ((owned(),), None),
        ((BETWEEN,), None),
    ],
)
def test_a_mark_between_two_is_as_every_other_mark_in_its_form(others, value):
    texts = {f"{number}.ownership": text for number, text in enumerate(others, 2)}
    values, notes = understood(Q, {"1.ownership": BETWEEN, **texts})
    assert values.get("1.ownership") == value
    if value:
        (note,) = notes
        meant = "second, as" if value == "system" else "first, as"
        assert note.startswith("1d: a mark between two choices is taken for the " + meant)


def test_a_consent_is_never_guessed():
    boxes = [f"☐ {words}" for words in CONSENT.boxes]
    between = " X ".join([boxes[0], " ".join(boxes[1:])])
    values, notes = understood(Q, {"0.quote": between, "1.ownership": BEFORE})
    assert values == {"1.ownership": "ours"}
    assert "0d: a mark stands between" in notes[0]
    plain = "\n".join([boxes[0], f"X {boxes[1]}", *boxes[2:]])
    assert chosen(CONSENT, plain) == (CONSENT.choices[1].value, "")
