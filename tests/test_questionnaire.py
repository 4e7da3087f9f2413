"""The questions of a form: letters never move, and a questionnaire is known by its hash."""

import pytest

from tests.support.making_forms import questionnaire, workshop
from tests.support.small_workshop import make_framework
from toptips.model.questionnaire import Questionnaire, make_questionnaire, votes_asked
from toptips.model.questions import Form, askable
from toptips.model.wordings import load_wordings
from toptips.places import digest

LETTERS = {
    "score": "a", "strengths": "b", "barriers": "c", "ownership": "d", "action": "e", "lead": "f",
    "due": "g", "local_tip": "h", "wording": "i", "plans": "j",
}  # fmt: skip
OF_TABLES = {**LETTERS, "dissent": "k", "invite": "l", "lead_here": "m"}
OF_PEOPLE = {"experience": "n", "helped": "o", "better": "p"}
ONCE = ["label", "role", "speaks_for", "quote", "top_1", "top_2", "top_3", "other", "local_support"]


def made(form: Form, tips: int = 7, **changes: object) -> Questionnaire:
    return make_questionnaire(make_framework(tips), workshop(**changes), form, load_wordings([]))


def codes(form: Form, tips: int = 7, **changes: object) -> dict[str, str]:
    return {question.field: question.code for question in made(form, tips, **changes).questions}


def texts(form: Form, **changes: object) -> dict[str, str]:
    return {question.field: question.text for question in made(form, **changes).questions}


def test_what_can_be_asked_is_what_has_a_letter() -> None:
    assert askable("self-assessment") == tuple(LETTERS)
    assert askable("conversation") == tuple(OF_TABLES)
    assert askable("people") == tuple(OF_PEOPLE)


@pytest.mark.parametrize("ask", [["score"], ["local_tip", "score", "due"], list(LETTERS)])
def test_letters_never_move(ask: list[str]) -> None:
    found = codes("self-assessment", ask=ask)
    of_tip = {field: code for field, code in found.items() if field.startswith("3.")}
    assert of_tip == {f"3.{key}": f"3{LETTERS[key]}" for key in ask}
    assert [found[f"0.{key}"] for key in ONCE] == [f"0{letter}" for letter in "abcdefghi"]
    assert (found["0.pathway"], found["0.locality"]) == ("0j", "0k")


def test_a_conversation_sheet_asks_what_tables_decide_and_once_what_may_be_printed() -> None:
    found = codes("conversation", ask=["score"])
    of_tip = [code for field, code in found.items() if field.startswith("2.")]
    assert of_tip == [f"2{letter}" for letter in "acdefgjkm"]
    assert [field for field in found if field.startswith("0.")] == ["0.read_by_all"]
    assert found["0.read_by_all"] == "0d"


def test_a_conversation_sheet_may_be_asked_all_or_little() -> None:
    found = codes("conversation", ask_tables=list(OF_TABLES))
    assert [found[f"2.{key}"] for key in OF_TABLES] == [f"2{key}" for key in OF_TABLES.values()]
    few = codes("conversation", ask_tables=["score", "lead_here"])
    assert [code for field, code in few.items() if field.startswith("1.")] == ["1a", "1m"]


def test_people_are_asked_for_their_experience_and_for_no_label() -> None:
    found = codes("people", ask=["score"])
    assert [code for field, code in found.items() if field.startswith("2.")] == ["2n", "2o", "2p"]
    assert [field for field in found if field.startswith("0.")] == ["0.quote"]
    # Each is asked of what the framework says in plain words.
    assert texts("people")["2.experience"] == "I get home."


@pytest.mark.parametrize(
    ("tips", "votes"), [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (7, 3), (10, 3)]
)
def test_how_many_votes_are_asked(tips: int, votes: int) -> None:
    assert votes_asked(tips) == votes
    assert sum(field.startswith("0.top_") for field in codes("self-assessment", tips)) == votes


def test_a_question_is_put_in_the_workshops_own_words() -> None:
    of_partners = texts("self-assessment", place="Wexmoor", key_question="Whose is it?")
    assert of_partners["2.score"].startswith("How well does this work in the parts of Wexmoor")
    assert of_partners["2.ownership"] == "Whose is it? Who could change this?"
    assert of_partners["0.pathway"] == "Which pathway is your work mostly about?"
    of_tables = texts("conversation", place="Wexmoor")
    assert of_tables["2.score"].startswith("How well does this work across Wexmoor?")


def test_choices_are_put_to_tables_in_words_of_their_own_with_the_same_values() -> None:
    def choices(form: Form) -> dict[str, str]:
        (asked,) = [asked for asked in made(form).questions if asked.field == "2.ownership"]
        return {choice.value: choice.label for choice in asked.choices}

    partners, tables = choices("self-assessment"), choices("conversation")
    assert list(partners) == list(tables) == ["ours", "system", "other", "national", "unsure"]
    assert (partners["ours"], tables["ours"]) == ("My organisation alone", "One organisation alone")
    assert partners["national"] == tables["national"] == "National or regional bodies"


def test_a_hash_is_of_the_files_bytes() -> None:
    asked = questionnaire()
    assert asked.hash == digest(asked.to_json())
    # What an earlier version sent keeps its hash, however its file is laid out.
    as_sent = asked.to_json().replace(b'\n "', b'\n    "')
    assert as_sent != asked.to_json()
    read = Questionnaire.of_file(as_sent)
    assert read.questions == asked.questions
    assert read.hash == digest(as_sent) != asked.hash
    assert read.reference("council").hash == digest(as_sent)[:8]
