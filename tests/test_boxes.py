"""Choices with their boxes: how they are printed, and which of them is ticked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toptips.model.boxes import in_boxes, words_in_boxes
from toptips.model.questionnaire import Choice, Question
from toptips.returns.form import written_in
from toptips.returns.marked_choices import between_two, sides_of_marks, ticked_among

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "Nd", "Po"]), min_size=1, max_size=30)
CHOICES = st.lists(WORDS.filter(lambda words: words.isalnum()), min_size=2, max_size=12)
# No choice is called X.
OTHER_CHOICES = CHOICES.filter(lambda choices: not {"x", "X", "v", "V"}.intersection(choices))


@given(CHOICES)
def test_what_is_put_in_boxes_comes_out_of_them(choices: list[str]) -> None:
    assert words_in_boxes(in_boxes(choices)) == tuple(choices)


@given(CHOICES, st.data())
def test_whichever_is_ticked_is_found(choices: list[str], data: st.DataObject) -> None:
    line = in_boxes(choices)
    assert ticked_among(choices, line) == []
    ticked = data.draw(st.sets(st.integers(0, len(choices) - 1)))
    pieces = line.split("☐")
    signs = ["☒" if place in ticked else "☐" for place in range(len(choices))]
    marked = "".join(sign + piece for sign, piece in zip(signs, pieces[1:], strict=True))
    assert ticked_among(choices, marked) == sorted(ticked)


def test_few_words_stay_on_a_line_with_their_box() -> None:
    long = "No: count my answers, print none of my words"
    assert in_boxes(["Not sure", long]) == f"☐\u00a0Not\u00a0sure  ☐\u00a0{long}"


def test_other_texts_are_no_boxes() -> None:
    assert words_in_boxes("Choose an answer") == ()
    assert words_in_boxes("Tick ☐ 1 ☐ 2") == ()


@pytest.mark.parametrize("written", ["3", "1 2 3", "☐ 1 ☐ 2", "☐ 1 ☐ 2 ☐ 3 and more", "☐ 1 2 ☐ 3"])
def test_what_is_not_the_whole_list_is_left_to_others(written: str) -> None:
    assert ticked_among(["1", "2", "3"], written) is None


@given(OTHER_CHOICES, st.data())
def test_a_mark_on_a_line_of_one_choice_is_its(choices: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(choices) - 1))
    lines = [f"☐ {words}" for words in choices]
    for marked, side in ((f"X {lines[place]}", "before"), (f"{lines[place]} X", "behind")):
        text = "\n".join([*lines[:place], marked, *lines[place + 1 :]])
        assert ticked_among(choices, text) == [place]
        assert sides_of_marks(choices, text) == {side}


@given(OTHER_CHOICES, st.data())
def test_a_mark_between_two_on_a_line_is_of_one_of_them(
    choices: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(1, len(choices) - 1))
    boxes = [f"☐ {words}" for words in choices]
    text = " ".join([*boxes[:place], "X", *boxes[place:]])
    assert between_two(choices, text) == (place - 1, place)
    assert ticked_among(choices, text) == [place - 1, place]
    assert ticked_among(choices, text, "before") == [place]
    assert ticked_among(choices, text, "behind") == [place - 1]
    assert sides_of_marks(choices, text) == set()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_tick_beside_its_box_is_no_word_beside_a_blank_list(place: int) -> None:
    line = in_boxes(["Yes", "No", "Not sure"])
    choices = tuple(Choice(value=value, label=value) for value in ("Yes", "No", "Not sure"))
    question = Question(
        field="0.local_support", code="0i", key="local_support", tip="", kind="choice", text="?",
        answer="Answer", placeholder=line, choices=choices,
    )  # fmt: skip
    pieces = line.split("☐")
    pieces[place] += "☒"
    ticked = "☐".join(pieces)
    assert ticked_among(question.boxes, written_in(question, ticked)) == [place]
    assert written_in(question, f"Yes {line}") == "Yes"
    for ticked in (f"X {line}", f"{line} X"):
        assert written_in(question, ticked) == ticked
