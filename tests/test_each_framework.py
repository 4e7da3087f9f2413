"""Each framework that ships goes from its check to a report, in the words that are its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.folders import form_of, make_folder
from tests.support.nouns import speaks_of_tips, texts_of_word
from tests.support.word_files import fill, open_word
from toptips import workflow
from toptips.model.codebook import check_files
from toptips.model.framework import Framework, load_framework
from toptips.places import shipped

FILES = sorted(shipped("frameworks").glob("*.yaml"))
# Each scores the first item by a level of its own, counted from the lowest.
RETURNED = {"mh-trust": 0, "council": 1, "charity": 2}


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def framework(request: pytest.FixtureRequest) -> Framework:
    file: Path = request.param
    assert check_files([file]) == []
    return load_framework(file)


@pytest.fixture(scope="module")
def folder(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop on this framework, of which three forms came back and were analysed."""
    folder = make_folder(
        tmp_path_factory.mktemp("each") / "own",
        framework=framework.id,
        ask=["score", "barriers", "ownership", "local_tip"],
        tables=1,
    )
    workflow.prepare(folder)
    came_back = folder / "came back"
    came_back.mkdir()
    for partner, level in RETURNED.items():
        form = fill(form_of(folder, partner), answers(framework, level))
        (came_back / f"{partner}.docx").write_bytes(form)
    workflow.collect(folder, [came_back])
    workflow.analyse(folder)
    return folder


def answers(framework: Framework, level: int) -> dict[str, str]:
    chosen = framework.scale[level]
    first, last = framework.tips[0], framework.tips[-1]
    given = {
        f"{first.number}.score": f"{chosen.value} {chosen.label}",
        f"{last.number}.score": "Don't know (I can't judge)",
        f"{first.number}.barriers": f"The care plan comes late, {level} days in seven.",
        "0.top_1": f"{first.number} {first.title}",
    }
    free = next((tip for tip in framework.tips if not tip.duty), None)
    return given | ({f"{free.number}.local_tip": "Adapt it"} if free else {})


def figures(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    return read


def test_what_was_answered_is_counted(framework: Framework, folder: Path) -> None:
    tips = {tip["id"]: tip for tip in figures(folder)["tips"]}
    assert list(tips) == [tip.id for tip in framework.tips]
    first, last = tips[framework.tips[0].id], tips[framework.tips[-1].id]
    assert (first["n"], last["n"], last["dont_know"]) == (3, 0, 3)
    assert first["mean"] == sum(level.value for level in framework.scale[:3]) / 3


def test_every_item_stands_in_form_and_report(framework: Framework, folder: Path) -> None:
    noun = framework.item.singular.capitalize()
    for document in (form_of(folder, "council"), folder / "report" / "report.docx"):
        text = open_word(document).text
        for tip in framework.tips:
            assert tip.title in text, document.name
        assert f"{noun} 1: {framework.tips[0].title}" in text
    asked = open_word(form_of(folder, "council")).text
    assert framework.question is None or framework.question in asked
    assert all(level.label in asked for level in framework.scale)


def test_of_a_duty_only_the_wording_is_asked(framework: Framework, folder: Path) -> None:
    tags = open_word(form_of(folder, "council")).tags
    for tip in framework.tips:
        assert (f"{tip.number}.local_tip" in tags) is not tip.duty


def test_whose_words_they_are_is_printed(framework: Framework, folder: Path) -> None:
    text = " ".join(open_word(form_of(folder, "council")).text.split())
    assert " ".join(framework.wording.split()) in text


def test_no_document_calls_an_item_a_tip_where_it_is_none(
    framework: Framework, folder: Path
) -> None:
    documents = [*(folder / "pack").rglob("*.docx"), folder / "paper.docx"]
    documents.append(folder / "report" / "report.docx")
    assert len(documents) > 10
    if framework.item.singular != "tip":
        said = {document.name: speaks_of_tips(texts_of_word(document)) for document in documents}
        assert {name: found for name, found in said.items() if found} == {}
