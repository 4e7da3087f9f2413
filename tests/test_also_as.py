"""Answer once, report to many: set out by another framework, and counted once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.folders import framework as harbour
from tests.support.folders import make_folder
from tests.support.here import here
from tests.support.word_files import open_word
from toptips import workflow
from toptips.analysis.also_as import SetOut, set_out
from toptips.errors import FileProblems
from toptips.model.framework import Framework
from toptips.model.responses import Response, write_responses

pytestmark = pytest.mark.usefixtures("empty_pictures")

# The first item says something of two principles, the second of one of these; the third of none.
MAPS_TO = [["rules/early", "rules/safe"], ["rules/safe", "elsewhere/x"], []]
ORGANISATIONS = ("mh-trust", "acute-trust", "council", "district", "charity")


def rules(**changes: Any) -> dict[str, Any]:
    """A framework of three principles."""
    data = harbour(id="rules", title="Rules for going home", publisher="A regulator")
    names = (("early", "Plan early"), ("safe", "Leave safely"), ("paid", "Agree who pays"))
    data["tips"] = [
        {**tip, "id": name, "title": title}
        for tip, (name, title) in zip(data["tips"], names, strict=True)
    ]
    return {**data, "item": {"one": "principle", "many": "principles"}, **changes}


def asked(maps_to: list[list[str]] = MAPS_TO) -> dict[str, Any]:
    data = harbour()
    for tip, places in zip(data["tips"], maps_to, strict=True):
        tip["maps_to"] = places
    return data


def made(**changes: Any) -> SetOut:
    framework = Framework.model_validate(asked())
    maps_to = {tip.id: tip.maps_to for tip in framework.tips}
    return set_out(framework, maps_to, Framework.model_validate(rules(**changes)))


def folder_of(folder: Path, *names: str, maps_to: list[list[str]] = MAPS_TO) -> Path:
    """A workshop that was answered, and reports by these frameworks as well."""
    make_folder(folder, report={"also_as": list(names)}, framework_changes=asked(maps_to))
    path = folder / "frameworks" / "rules.yaml"
    path.write_text(yaml.safe_dump(rules()), encoding="utf-8")
    forms = [
        Response(
            id=f"{number:012x}", form="self-assessment", partner=ORGANISATIONS[number % 5],
            respondent=f"p{number}", source="form.docx",
            answers={(tip["id"], "score"): str(1 + (number + at) % 4)
                     for at, tip in enumerate(harbour()["tips"])},
        )
        for number in range(10)
    ]  # fmt: skip
    (folder / "responses.csv").write_bytes(write_responses(forms, []))
    return folder


def test_items_stand_under_each_that_they_map_to() -> None:
    found = made()
    assert {item.id: item.answered_by for item in found.each} == {
        "early": ("plan-early",),
        "safe": ("plan-early", "share-records"),
        "paid": (),
    }
    assert found.not_mapped == ("beds-and-homes",)
    assert found.same_scale and not made(scale=[
        {"value": 1, "label": "No"}, {"value": 2, "label": "Yes"}
    ]).same_scale  # fmt: skip


def test_the_appendix_counts_nothing_twice_and_makes_no_new_score(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "w", "rules")
    workflow.analyse(folder)
    report = open_word(folder / "report" / "report.docx")
    text = report.text[report.text.index("the same answers by another framework") :]
    for said in (
        "2 of the 3 tips that were asked say something about 2 of the 3 principles.",
        "Under several of them stands tip 1 (2 principles)."
        " The answers there are the same answers, given once.",
        "Where several tips stand under one principle, each keeps its own figures.",
        "Not here, as nothing in it is about the same: tip 3.",
        "no assessment by the publisher (A regulator) or by any regulator, and no rating",
        "No tip is about principle 3 (Agree who pays). Nobody was asked about it.",
    ):
        assert said in text, said
    data = json.loads((folder / "report" / "analysis.json").read_bytes())
    [other] = data["also_as"]
    assert other["each"][1]["answered_by"] == ["plan-early", "share-records"]
    [table] = [rows for rows in report.tables if rows[0][0] == "Principle"]
    means = {tip["id"]: f"{tip['mean']:.1f}" for tip in data["tips"]}
    assert [(row[0], row[1], row[2], row[3]) for row in table[1:]] == [
        ("1 Plan early", "1 Plan early together", "10", means["plan-early"]),
        ("2 Leave safely", "1 Plan early together", "10", means["plan-early"]),
        ("2 Leave safely", "2 Share records together", "10", means["share-records"]),
    ]


def test_without_the_wish_there_is_no_appendix(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "w")
    workflow.analyse(folder)
    assert "by another framework" not in open_word(folder / "report" / "report.docx").text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ruels", "There is no framework 'ruels'. Did you mean 'rules'?"),
        ("three-tips-example", "no tip of harbour-tips maps to 'three-tips-example'"),
        ("harbour-tips", "'harbour-tips' is the framework that was asked."),
        ("broken", "the framework 'broken' is broken. broken.yaml, line 1: 'about' is missing."),
    ],
)
def test_what_can_t_be_used_is_said_with_its_line(tmp_path: Path, name: str, said: str) -> None:
    folder = folder_of(tmp_path / "w", "rules", name)
    (folder / "frameworks" / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    text = (folder / "workshop.yaml").read_text("utf-8").splitlines()
    line = 1 + next(number for number, words in enumerate(text) if words.strip() == f"- {name}")
    with pytest.raises(FileProblems) as found:
        workflow.analyse(folder)
    [problem] = found.value.problems
    assert str(problem).startswith(f"workshop.yaml, line {line}: ")
    assert said in problem.message
    assert not (folder / "report").exists()


def test_a_framework_to_which_nothing_maps_names_those_to_which_something_does(
    tmp_path: Path,
) -> None:
    folder = folder_of(tmp_path / "w", "three-tips-example")
    done = here("analyse", "-w", folder)
    assert done.returncode == 2
    assert "its 'maps_to' name rules, elsewhere." in done.stderr


def test_what_maps_where_may_be_put_right_after_the_forms_went_out(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "w", "rules", maps_to=[[], [], []])
    workflow.prepare(folder)
    path = folder / "frameworks" / "harbour-tips.yaml"
    path.write_text(yaml.safe_dump(asked()), encoding="utf-8")
    assert len(workflow.analyse(folder).figures.also_as[0].not_mapped) == 1


def test_too_few_forms_show_no_figure(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "w", "rules")
    two = [
        Response(id=f"{number:012x}", form="self-assessment", partner="council",
                 answers={("plan-early", "score"): "3"}, source="form.docx")
        for number in range(2)
    ]  # fmt: skip
    (folder / "responses.csv").write_bytes(write_responses(two, []))
    workflow.analyse(folder)
    report = open_word(folder / "report" / "report.docx")
    assert "Too few answered for any figure to be shown." in report.text
    assert not [rows for rows in report.tables if rows[0][0] == "Principle"]
