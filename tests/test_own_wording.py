"""A questions.yaml of a workshop's own: what it leaves out stays ours, and mistakes are named."""

from pathlib import Path

import pytest

from tests.support.making_forms import questionnaire, workshop
from tests.support.own_words import own
from tests.support.small_workshop import make_framework
from toptips.errors import TopTipsError
from toptips.model import questions
from toptips.model.questionnaire import make_questionnaire
from toptips.model.questions import PARTNERS, Topic
from toptips.model.wordings import load_wordings

# Of a copy that version 0.1.0 left: the choices of its time, and no word of what came later.
OF_0_1_0 = """\
placeholders: {choice: Choose an answer, line: Write, text: Write, date: Day month year}
once:
  top_1: {text: "Which tips matter most?", answer: One tip that matters most}
tip:
  ownership:
    text: Whose problem is it really?
    answer: Whose problem it is
    choices:
      ours: Ours to fix
      other: Another organisation's
      system: The whole system's
      unsure: Not sure
"""


def test_every_question_has_words() -> None:
    wordings = load_wordings([])
    for topic in questions.CATALOGUE:
        wording = wordings.of(topic)
        assert wording.text
        assert wording.answer
        assert set(wording.choices) == set(topic.values)
        assert set(wording.tables_choices) <= set(topic.values)
        assert set(wording.short) <= set(topic.values)
        assert topic.kind == "choice" or topic.kind in wordings.placeholders


def test_what_a_file_of_ones_own_leaves_out_stays_ours(tmp_path: Path) -> None:
    wordings, ours = (
        own(tmp_path, "tip: {strengths: {text: 'What goes well here?', answer: Praise}}"),
        load_wordings([]),
    )
    assert wordings.tip["strengths"].text == "What goes well here?"
    assert wordings.tip.keys() == ours.tip.keys()
    assert wordings.tip["barriers"] == ours.tip["barriers"]
    assert (wordings.once, wordings.people, wordings.group) == (ours.once, ours.people, ours.group)
    assert wordings.placeholders == ours.placeholders


def test_a_copy_made_with_version_0_1_0_is_accepted_as_it_is(tmp_path: Path) -> None:
    wordings = own(tmp_path, OF_0_1_0)
    made = make_questionnaire(make_framework(), workshop(), "conversation", wordings)
    asked = {question.field: question for question in made.questions}
    assert asked["1.ownership"].text == "Whose problem is it really?"
    assert [choice.label for choice in asked["1.ownership"].choices] == [
        "Ours to fix",
        "The whole system's",
        "Another organisation's",
        "National or regional bodies",
        "Not sure",
    ]
    assert asked["1.lead_here"].text == "Is that lead here, and do they agree?"
    assert "0.read_by_all" in asked
    # Nothing but boxes can be answered with a pen.
    assert asked["1.lead_here"].boxes == ("Yes", "Still to be asked")
    assert asked["1.lead_here"].placeholder.count("☐") == 2


def test_few_words_stand_behind_the_boxes_unless_the_choice_is_put_otherwise(
    tmp_path: Path,
) -> None:
    changed = "tip: {ownership: {text: Whose, answer: Whose, choices: {ours: Our team}}}"
    for wordings, ours in ((load_wordings([]), "Us alone"), (own(tmp_path, changed), "Our team")):
        made = make_questionnaire(make_framework(), workshop(), "self-assessment", wordings)
        asked = {question.field: question for question in made.questions}
        boxes = asked["1.ownership"].boxes
        assert boxes == (ours, "Us and others", "Others alone", "National", "Not sure")
        assert asked["1.score"].boxes == ("1", "2", "3", "4", "5", "Don't know", "Not my work")


def test_two_choices_of_the_same_few_words_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TopTipsError, match="two choices of 'score' have the same words"):
        own(tmp_path, "tip: {score: {text: T, answer: A, short: {not_for_us: Don't know}}}")


def test_of_two_folders_the_first_that_has_one_is_read(tmp_path: Path) -> None:
    for name in ("empty", "first", "second"):
        (tmp_path / name).mkdir()
    for name in ("first", "second"):
        own(tmp_path / name, f"once: {{role: {{text: The {name}, answer: Role}}}}")
    places = [tmp_path / name for name in ("empty", "first", "second")]
    assert load_wordings(places).once["role"].text == "The first"


def test_a_question_without_words_is_said_by_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = Topic("costs", "q", "text", forms=PARTNERS)
    monkeypatch.setattr(questions, "CATALOGUE", (*questions.CATALOGUE, costs))
    with pytest.raises(TopTipsError, match=r"the wording of 'costs' is missing under 'tip'\."):
        questionnaire(of=workshop(ask=["score", "costs"]))
