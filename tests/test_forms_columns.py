"""Columns of an export of Microsoft Forms that are not quite, or not at all, as they were made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.folders import framework, make_folder
from tests.support.forms_exports import collected, export
from tests.support.running import refusal
from toptips import workflow
from toptips.errors import FileProblems
from toptips.model.responses import read_responses
from toptips.model.returned import read_returns
from toptips.model.workshop import load_workshop


def test_choices_lose_the_semicolon_and_headers_may_be_odd(tmp_path: Path) -> None:
    headers = [
        "1. 0z\u00a0Which organisation?", "12. 1a\u00a0How well?\n", "3A Score", "2b Works; well",
    ]  # fmt: skip
    row = {
        "1. 0z\u00a0Which organisation?": "Lantern House;",
        "12. 1a\u00a0How well?\n": "3 Working in some places;",
        "3A Score": "5;",
        "2b Works; well": "calls; notes;",
    }
    (response,), _ = collected(tmp_path, export(headers, [row]))
    assert response.partner == "charity"
    assert response.answers == {
        ("plan-early", "score"): "3",
        ("share-records", "strengths"): "calls; notes;",
        ("beds-and-homes", "score"): "5",
    }


def test_tips_that_matter_most_may_be_asked_for_in_one_question(tmp_path: Path) -> None:
    tips = [
        {
            **framework()["tips"][0],
            "id": f"tip-{number}",
            "number": number,
            "title": f"Tip no. {number}",
        }
        for number in range(1, 8)
    ]
    folder = make_folder(tmp_path / "workshop", framework_changes={"tips": tips})
    workflow.prepare(folder)
    headers = ["0z Organisation", "0e Which matter most?", "1a How well?", "2a How well?"]
    rows = [
        {"0z": "council", "0e": "6 Tip no. 6;2 Tip no. 2;", "1a": "4"},
        {"0z": "charity", "0e": "1 Tip no. 1;2 Tip no. 2;3 Tip no. 3;4 Tip no. 4;", "1a": "3"},
    ]
    (tmp_path / "export.xlsx").write_bytes(export(headers, rows))
    workflow.collect(folder, [tmp_path / "export.xlsx"])
    council, charity = read_responses(folder / "responses.csv")
    assert [council.get("", f"top_{number}") for number in (1, 2, 3)] == ["tip-6", "tip-2", ""]
    # Four were not asked for, and which three count is not ours to say.
    assert [charity.get("", f"top_{number}") for number in (1, 2, 3)] == ["", "", ""]
    assert "0e: " in read_returns(folder / "returns.csv")[1].message


def test_columns_are_mapped_by_hand(tmp_path: Path) -> None:
    headers = [
        "Where do you work?",
        "Do we plan early?",
        "What  Hinders?",
        "Your shoe size",
        "2a x",
    ]
    row = {
        "Where do you work?": "district",
        "Do we plan early?": "2",
        "What  Hinders?": "Time",
        "Your shoe size": 44,
        "2a x": 1,
    }
    mapped = {"Where do you work?": "0z", "Do we plan early?": "1a", "what hinders?": "1c"}
    (response,), (returned,) = collected(tmp_path, export(headers, [row]), columns=mapped)
    assert response.partner == "district"
    assert response.answers == {
        ("plan-early", "score"): "2",
        ("plan-early", "barriers"): "Time",
        ("share-records", "score"): "1",
    }
    assert "'Your shoe size'" in returned.message
    assert "returns: columns:" in returned.message


def test_an_export_of_another_form_says_what_to_do(tmp_path: Path) -> None:
    _, (row,) = collected(tmp_path, export(["What is your name?"], [{"What is your name?": "Jo"}]))
    assert row.status == "rejected"
    assert "export of Microsoft Forms" in row.message


def test_a_column_mapped_to_no_question_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    text = (folder / "workshop.yaml").read_text("utf-8")
    text = text.replace(
        "  by: '2018-08-24'\n", '  by: 2018-08-24\n  columns:\n    "How well?": 3 A\n    Why: 3z\n'
    )
    (folder / "workshop.yaml").write_text(text, "utf-8")
    line = text.splitlines().index('    "How well?": 3 A') + 1
    with pytest.raises(FileProblems) as caught:
        load_workshop(folder)
    first, second = caught.value.problems
    assert (first.where, second.where) == (f"line {line}", f"line {line + 1}")
    assert "'3 A' is not a question's code, such as 3a. Did you mean '3a'?" in first.message
    assert "'3z' is not a question's code" in second.message
    assert "is not known here. Did you mean 'keep_names'" in refusal_of(
        folder, text, "columns:", "keep_name:"
    )


def refusal_of(folder: Path, text: str, old: str, new: str) -> str:
    (folder / "workshop.yaml").write_text(
        re.sub(rf"  {old}\n.*\n.*\n", f"  {new} true\n", text), "utf-8"
    )
    return refusal("prepare", "-w", folder)
