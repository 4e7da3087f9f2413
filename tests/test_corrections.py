"""Answers that a person puts right in decisions.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.folders import answered, collect_forms, make_folder
from tests.support.making_forms import put
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model.decisions import Decision, add_decisions, load_decisions
from toptips.model.responses import Response, read_responses
from toptips.model.returned import ReturnRow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_folder(tmp_path)
    given = answered("3", _1__strengths="secret words", _2__ownership="half of us, half of you")
    collect_forms(folder, [("council", given)])
    return folder


def corrected(folder: Path, *entries: str) -> tuple[ReturnRow, Response]:
    """Correct the only return, named R in the entries, and collect again."""
    (row,) = workflow.collect(folder).rows
    text = "format: 1\ndecisions:\n" + "".join(f"- {entry}\n" for entry in entries)
    put(folder, {"decisions.yaml": text.replace("R", row.return_id).encode()})
    (row,) = workflow.collect(folder).rows
    (response,) = read_responses(folder / "responses.csv")
    return row, response


def test_an_answer_is_put_right_and_said_by_its_code_alone(folder: Path) -> None:
    (before,) = workflow.collect(folder).rows
    assert "2d: 'half of us" in before.message
    row, response = corrected(
        folder,
        '{response: "R", answers: {"2d": system, "2a": 4, "3d": Not sure, "1B": ""}, why: Jo rang}',
    )
    assert response.get("share-records", "ownership") == "system"
    assert response.get("share-records", "score") == "4"
    assert response.get("beds-and-homes", "ownership") == "unsure"
    assert response.get("plan-early", "strengths") == ""
    assert response.get("plan-early", "score") == "3"
    assert row.message == (
        "Corrected by a person, as decisions.yaml says: 2a, 2d, 3d.\nTaken out by a person, as"
        " decisions.yaml says: 1b."
    )
    assert row.answered == len(response.answers)
    (folder / "decisions.yaml").write_text("format: 1\n", encoding="utf-8")
    (row,) = workflow.collect(folder).rows
    assert row == before


def test_corrections_stand_beside_whose_it_is_and_the_last_of_two_holds(folder: Path) -> None:
    row, response = corrected(
        folder,
        "{response: R, partner: charity}",
        '{response: R, answers: {"2a": 5, "3a": 1}}',
        '{response: R, answers: {"2a": dont_know}}',
    )
    assert row.partner == "charity"
    assert response.get("share-records", "score") == "dont_know"
    assert response.get("beds-and-homes", "score") == "1"


def test_who_it_is_can_be_put_right_too(folder: Path) -> None:
    row, response = corrected(folder, '{response: R, answers: {"0a": KL}}')
    assert row.respondent == response.respondent == "KL"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ('{"2a": 9}', "'9' is no answer to 2a: choose from .*1 Not started.*dont_know"),
        ('{"2d": nobody}', "'nobody' is no answer to 2d: choose from ours .*; system .*; unsure"),
        ('{"9a": 4}', "the form has no question '9a'"),
        ('{"score": 4}', "the form has no question 'score'"),
        ('{"0z": council}', "whose a form is stands under 'partner'"),
        ('{"2a": }', "'2a' must be text"),
        ('{"2a": [4]}', "'2a' must be text"),
        ('{"2a": true}', "'2a' must be text"),
    ],
)
def test_a_wrong_one_is_refused_with_its_line(folder: Path, answers: str, said: str) -> None:
    before = (folder / "responses.csv").read_bytes()
    with pytest.raises(TopTipsError, match=rf"decisions\.yaml, line 3: .*{said}"):
        corrected(folder, f"{{response: R, answers: {answers}}}")
    assert (folder / "responses.csv").read_bytes() == before


def test_the_line_is_the_answers_own(folder: Path) -> None:
    entry = 'response: R\n  answers:\n    "2a": 4\n    "3a": 44\n'
    with pytest.raises(TopTipsError, match=r"decisions\.yaml, line 6: '44' is no answer to 3a"):
        corrected(folder, entry)


def test_of_a_return_that_is_not_there_nothing_can_be_put_right(folder: Path) -> None:
    with pytest.raises(TopTipsError, match="line 3: there is no return 000000000000"):
        corrected(folder, '{response: "000000000000", answers: {"2a": 4}}')


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "\ufeff", "# only\n  # comments\n", "decisions:\n", "null\n", "---\n~\n...\n"],
)
def test_an_emptied_file_decides_nothing_and_can_be_added_to(folder: Path, text: str) -> None:
    put(folder, {"decisions.yaml": text.encode()})
    assert load_decisions(folder).decisions is None
    (row,) = workflow.collect(folder).rows
    assert row.status == "accepted"
    add_decisions(folder, [Decision(response="b", status="withdrawn")])
    assert load_decisions(folder).of("b") == Decision(response="b", status="withdrawn")
    after = (folder / "decisions.yaml").read_text("utf-8")
    assert all(line in after for line in text.splitlines() if "#" in line)
