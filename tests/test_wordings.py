"""How questions are put: ours, a workshop's own words over them, and mistakes in those."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.own_words import own
from toptips.errors import FileProblems
from toptips.model.questions import topic_of
from toptips.model.wordings import load_wordings, put

OURS = load_wordings([])


def test_own_words_stand_over_ours_and_what_they_leave_out_stays(tmp_path: Path) -> None:
    found = own(
        tmp_path, "tip:\n  ownership: {text: Who could, answer: Who, choices: {ours: We}}\n"
    )
    ours, theirs = OURS.tip["ownership"], found.tip["ownership"]
    assert (theirs.text, theirs.answer) == ("Who could", "Who")
    assert theirs.choices == {**ours.choices, "ours": "We"}
    assert found.tip["score"] == OURS.tip["score"]
    assert (found.once, found.group, found.placeholders) == (
        OURS.once, OURS.group, OURS.placeholders,
    )  # fmt: skip


def test_own_words_of_a_choice_are_on_the_sheets_too_unless_those_have_others(
    tmp_path: Path,
) -> None:
    found = own(
        tmp_path,
        "tip:\n  ownership: {text: Who could, answer: Who, choices: {ours: We, other: They},"
        " tables_choices: {other: Not we}}\n",
    ).tip["ownership"]
    assert found.tables_choices["ours"] == "We"
    assert found.tables_choices["other"] == "Not we"
    assert found.tables_choices["system"] == OURS.tip["ownership"].tables_choices["system"]


def test_words_in_capitals_stand_for_something_of_the_workshops_own() -> None:
    meant = {"ITEM": "tip", "ITEMS": "tips", "PLACE": "Harbour"}
    assert put("Which ITEMS of PLACE? ITEM. ITEMISE", meant) == (
        "Which tips of Harbour? tip. ITEMISE"
    )
    assert put("KEY_QUESTION GROUP", {}) == "KEY_QUESTION GROUP"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tip:\n  barrier: {text: x, answer: y}\n", "'barrier' is not a question under 'tip'."),
        ("once:\n  score: {text: x, answer: y}\n", "'score' is not a question under 'once'."),
        ("people:\n  read_by_all: {text: x, answer: y}\n", "is not a question under 'people'."),
        ("tip:\n  ownership: {text: x, answer: y, choices: {us: z}}\n", "'us' is no choice of"),
        ("tip:\n  barriers: {text: x, answer: y, choices: {us: z}}\n", "Its choices: none."),
        ("placeholders: {clock: x}\n", "'clock' is not a kind: choice, line, text, date, number."),
        ("tip:\n  local_tip: {text: x, answer: y, choices: {keep: Drop it}}\n",
         "two choices of 'local_tip' have the same words."),
    ],
)  # fmt: skip
def test_what_no_question_asks_for_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FileProblems) as refused:
        own(tmp_path, text)
    assert said in str(refused.value)


def test_the_same_key_has_other_words_where_people_who_use_services_are_asked() -> None:
    topic = topic_of("quote")
    assert topic is not None
    assert OURS.of(topic) == OURS.once["quote"] != OURS.people["quote"]
