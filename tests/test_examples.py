"""The example workshops: what their people said arrives, and what is wrong is told.

Where a test fails because the words of the questions have changed, the returned files have to be
made again: python tools/make_example.py
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from toptips import workflow
from toptips.model.responses import Response, read_responses
from toptips.model.returned import ReturnRow, read_returns
from toptips.model.workshop import load_workshop
from toptips.places import shipped

ANSWERS = Path(__file__).parents[1] / "tools" / "examples"
OPEN = ("strengths", "barriers", "action")
NOT_ACCEPTED: dict[str, dict[str, str]] = {
    "arrowmere-2025": {},
    "arrowmere-2026": {},
    "essex-2018": {
        "Top tips FINAL v2.docx": "duplicate",
        "brokerage - sent from my phone.docx": "rejected",
        "hospital social worker.docx": "superseded",
        "scan of our form.docx": "rejected",
        "self assessment (3).docx": "unclaimed",
    },
    "hartmere-2026": {
        "Carers Centre top tips.docx": "duplicate",
        "Merewell tips form (signed).pdf": "rejected",
    },
}


@dataclass(frozen=True)
class Collected:
    """An example's answers as they were written down, and as `collect` read them."""

    folder: Path
    answers: Mapping[str, Any]
    rows: list[ReturnRow]
    responses: list[Response]


@pytest.fixture(scope="module", params=sorted(NOT_ACCEPTED))
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Collected:
    folder = tmp_path_factory.mktemp("example") / request.param
    shutil.copytree(shipped("examples") / request.param, folder)
    workflow.prepare(folder)
    workflow.collect(folder)
    return Collected(
        folder,
        yaml.safe_load((ANSWERS / f"{request.param}.yaml").read_text("utf-8")),
        read_returns(folder / "returns.csv"),
        read_responses(folder / "responses.csv"),
    )


def test_every_example_has_its_answers_and_is_tested() -> None:
    # A region of copies has no workshop of its own: test_region.py looks at it.
    ids = {path.parent.name for path in shipped("examples").glob("*/workshop.yaml")}
    assert ids == {path.stem for path in ANSWERS.glob("*.yaml")} == {*NOT_ACCEPTED}


def test_an_example_says_that_it_is_invented(example: Collected) -> None:
    top = (example.folder / "workshop.yaml").read_text("utf-8").partition("format:")[0]
    assert "EVERYTHING HERE IS INVENTED" in top


def test_each_return_becomes_what_it_was_made_for(example: Collected) -> None:
    found = {row.file: row.status for row in example.rows if row.status != "accepted"}
    assert found == NOT_ACCEPTED[example.folder.name]


def test_what_people_wrote_is_read(example: Collected) -> None:
    wrong = NOT_ACCEPTED[example.folder.name]
    compared = 0
    for file, partner, label, said in written(example.answers):
        # What was sent twice is counted under its other name.
        if wrong.get(file, "duplicate") != "duplicate":
            continue
        read = [
            response.answers
            for response in example.responses
            if (response.partner, response.respondent) == (partner, label)
        ]
        assert any(said <= {*answers.values()} for answers in read), f"{file}: {partner} {label}"
        compared += len(said)
    assert compared > 20


def written(answers: Mapping[str, Any]) -> Iterator[tuple[str, str, str, set[str]]]:
    """Yield the file, the partner, the label and the open answers of each respondent."""
    rows = [
        {**row, "file": workbook["file"]}
        for workbook in (*answers.get("typed", ()), *answers.get("exported", ()))
        for row in workbook["rows"]
    ]
    for form in (*answers["forms"], *rows):
        said = {
            str(text).strip()
            for tip in form["tips"].values()
            for key, text in tip.items()
            if key in OPEN
        }
        yield form["file"], form["partner"], form["once"].get("label", ""), said


def test_few_of_those_invited_are_silent(example: Collected) -> None:
    invited = {partner.id for partner in load_workshop(example.folder).partners}
    heard = {response.partner for response in example.responses if response.partner}
    assert heard < invited
    assert len(heard) >= 0.75 * len(invited)
