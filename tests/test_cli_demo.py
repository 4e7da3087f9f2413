"""The example workshops, as `demo` makes them."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.here import here
from tests.support.running import refusal
from toptips import workflow
from toptips.model.returned import ReturnRow


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Which examples were copied; what is done with them, which takes seconds, is stood in for."""
    examples: list[str] = []
    rows = (ReturnRow(file="scan.jpg", status="rejected", message="This is a picture."),)
    report = tmp_path / "report.docx"
    stands_in: dict[str, Any] = {
        "copy_example": lambda folder, example: examples.append(example),
        "prepare": lambda folder, **_: SimpleNamespace(documents=(1, 2), folder=folder / "pack"),
        "collect": lambda folder, **_: SimpleNamespace(rows=rows, responses=0),
        "analyse": lambda folder, **_: SimpleNamespace(charts=(1, 2, 3), report=report),
    }
    for name, work in stands_in.items():
        monkeypatch.setattr(workflow, name, work)
    monkeypatch.chdir(tmp_path)
    return examples


def test_the_first_example_is_made_unless_another_is_named(copied: list[str]) -> None:
    for arguments in ([], ["--example", "hartmere-2026"]):
        assert here("demo", *arguments).returncode == 0
    assert copied == ["essex-2018", "hartmere-2026"]


def test_it_ends_with_where_the_report_is_and_what_comes_next(
    copied: list[str], tmp_path: Path
) -> None:
    done = here("demo", "an example")
    # Its damaged returns are there on purpose.
    assert done.returncode == 0
    assert "This is a picture." in done.stdout
    assert done.stdout.splitlines()[-1] == f"The report is {(tmp_path / 'report.docx').resolve()}"
    assert "  toptips status -w 'an example'" in done.stderr.splitlines()
    assert done.stderr.splitlines()[-1] == "  toptips new our-workshop"


def test_a_region_is_put_into_one_picture(tmp_path: Path) -> None:
    done = here("demo", tmp_path / "region", "--example", "wendmoor-region-2026")
    assert done.returncode == 0
    assert "The copies of 6 invented workshops" in done.stdout
    assert (tmp_path / "region" / "picture" / "combined.docx").is_file()
    assert "toptips combine" in done.stderr


def test_its_json_is_one_document(copied: list[str], tmp_path: Path) -> None:
    made = json.loads(here("--json", "demo").stdout)
    assert made["report"] == str((tmp_path / "report.docx").resolve())
    assert (made["folder"], made["documents"], made["charts"]) == ("toptips-demo", 2, 3)


def test_the_examples_are_listed_and_none_is_made(copied: list[str]) -> None:
    done = here("demo", "--list")
    assert done.returncode == 0
    ids = [line.split()[0] for line in done.stdout.splitlines()]
    assert ids[:2] == ["id", "essex-2018"]
    assert "hartmere-2026" in ids
    listed = json.loads(here("demo", "--list", "--json").stdout)
    assert [example["id"] for example in listed] == ids[1:]
    assert copied == []


def test_an_example_that_does_not_ship(tmp_path: Path) -> None:
    said = refusal("demo", tmp_path / "x", "--example", "essex-2081")
    assert "Did you mean 'essex-2018'?" in said
    assert not (tmp_path / "x").exists()
