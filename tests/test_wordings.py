"""How questions are put: a workshop's own words over ours, and mistakes in a file of them."""

from pathlib import Path

import pytest

from tests.support.making_forms import questionnaire, workshop
from tests.support.small_workshop import make_framework
from toptips.errors import FileProblems, TopTipsError
from toptips.model import questions
from toptips.model.questionnaire import make_questionnaire
from toptips.model.questions import PARTNERS, Topic, topic_of
from toptips.model.wordings import Wordings, load_wordings, put

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


def own(folder: Path, text: str) -> Wordings:
    """Read a questions.yaml of a workshop's own, which has this in it."""
    (folder / "questions.yaml").write_text(f"format: 1\n{text}", encoding="utf-8")
    return load_wordings([folder])


def refused(folder: Path, text: str) -> str:
    with pytest.raises(FileProblems) as caught:
        own(folder, text)
    assert {problem.source for problem in caught.value.problems} == {"questions.yaml"}
    return "\n".join(problem.message for problem in caught.value.problems)


def test_every_question_has_words() -> None:
    wordings = load_wordings([])
    for topic in questions.CATALOGUE:
        wording = wordings.of(topic)
        assert wording.text
        assert wording.answer
        assert set(wording.choices) == set(topic.values)
        assert set(wording.tables_choices) <= set(topic.values)
        assert topic.kind in wordings.placeholders


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


def test_one_choice_may_be_put_in_other_words_alone(tmp_path: Path) -> None:
    text = "tip: {ownership: {text: Who, answer: Whose, choices: {unsure: We wonder}}}"
    ownership = own(tmp_path, text).tip["ownership"]
    assert ownership.choices["unsure"] == "We wonder"
    assert ownership.choices["national"] == "National or regional bodies"
    # Who says it otherwise in the choices says so on the tables' sheet, too.
    assert ownership.tables_choices["unsure"] == "We wonder"
    assert ownership.tables_choices["ours"] == "One organisation alone"


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


def test_of_two_folders_the_first_that_has_one_is_read(tmp_path: Path) -> None:
    for name in ("empty", "first", "second"):
        (tmp_path / name).mkdir()
    for name in ("first", "second"):
        own(tmp_path / name, f"once: {{role: {{text: The {name}, answer: Role}}}}")
    places = [tmp_path / name for name in ("empty", "first", "second")]
    assert load_wordings(places).once["role"].text == "The first"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tip: {strenghts: {text: a, answer: b}}", "Did you mean 'strengths'?"),
        ("once: {strengths: {text: a, answer: b}}", "is not a question under 'once'"),
        ("tip: {experience: {text: a, answer: b}}", "is not a question under 'tip'"),
        (
            "tip: {ownership: {text: a, answer: b, choices: {theirs: x}}}",
            "'theirs' is no choice of 'ownership'. Its choices: ours, system, other, national",
        ),
        (
            "tip: {ownership: {text: a, answer: b, tables_choices: {theirs: x}}}",
            "'theirs' is no choice of 'ownership'",
        ),
        ("tip: {barriers: {text: a, answer: b, choices: {ours: x}}}", "Its choices: none"),
        ("placeholders: {number: x}", "'number' is not a kind: choice, line, text, date"),
        (
            "tip: {ownership: {text: a, answer: b, choices: {unsure: 'others,  WITHOUT mine'}}}",
            "two choices of 'ownership' have the same words",
        ),
        ("tip: {strengths: {text: a}}", "'answer' is missing"),
    ],
)
def test_a_mistake_in_a_file_of_ones_own_is_named(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path, text)


def test_a_question_without_words_is_said_by_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = Topic("costs", "q", "text", forms=PARTNERS)
    monkeypatch.setattr(questions, "CATALOGUE", (*questions.CATALOGUE, costs))
    with pytest.raises(TopTipsError, match=r"the wording of 'costs' is missing under 'tip'\."):
        questionnaire(of=workshop(ask=["score", "costs"]))


def test_only_whole_words_in_capitals_stand_for_something() -> None:
    meant = {"ITEM": "change", "ITEMS": "changes", "PLACE": "Wexmoor & <more>"}
    assert put("One ITEM of ITEMS in PLACE.", meant) == "One change of changes in Wexmoor & <more>."
    assert put("ITEMISED, item, GROUP", meant) == "ITEMISED, item, GROUP"
    # What is put in is not read again.
    assert put("ITEM", {"ITEM": "PLACE", "PLACE": "x"}) == "PLACE"


OURS = load_wordings([])


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


def test_the_same_key_has_other_words_where_people_who_use_services_are_asked() -> None:
    topic = topic_of("quote")
    assert topic is not None
    assert OURS.of(topic) == OURS.once["quote"] != OURS.people["quote"]
