"""The commands of the coding workbook: what they say, what comes next, how they end."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.coding import Filled, coding_folder, said
from tests.support.here import here
from tests.test_cli_next import commands

TEXTS = ["No housing for them", "Words that no keyword fits"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    coding_folder(tmp_path / "w", TEXTS)
    # The tests' answers came in no form, which every command says.
    monkeypatch.setattr("toptips.workflow.coding.differences", lambda *_: ())
    monkeypatch.chdir(tmp_path)
    return tmp_path / "w"


def fill_in(place: Path, theme: str, name: str = "coding.xlsx") -> None:
    filled = Filled(place / name, load_workbook(place / name))
    filled.fill("2 No theme", TEXTS[1], Theme_1=theme)
    filled.save()


def test_export_says_how_much_there_is_to_do_and_what_comes_next(place: Path) -> None:
    done = here("themes", "export", "-w", "w")
    assert done.returncode == 0, done.stderr
    assert "1 quote to confirm; 1 of 2 comments without a theme." in done.stdout
    assert "keep it yourself" in done.stdout
    assert commands(done.stderr) == [
        "toptips themes export --more -w w",
        "toptips themes import -w w",
    ]
    more = here("themes", "export", "--more", "-w", "w")
    assert commands(more.stderr) == ["toptips themes import -w w"]


def test_import_says_what_it_took_and_what_comes_next(place: Path) -> None:
    here("themes", "export", "-w", "w")
    fill_in(place, "Carers")
    done = here("themes", "import", "-w", "w")
    assert done.returncode == 0, done.stderr
    assert "for coder 1: 1 comment's themes." in done.stdout
    assert commands(done.stderr) == ["toptips analyse -w w"]
    assert "Nothing in it is new" in here("themes", "import", "-w", "w").stdout


def test_what_could_not_be_understood_needs_a_person(place: Path) -> None:
    here("themes", "export", "-w", "w")
    fill_in(place, "Carrers")
    done = here("themes", "import", "-w", "w")
    assert done.returncode == 1
    assert "no theme is called 'Carrers'" in done.stdout
    assert commands(done.stderr) == ["toptips themes import -w w", "toptips analyse -w w"]


def test_an_edited_workbook_that_is_kept_aside_needs_a_person(place: Path) -> None:
    here("themes", "export", "-w", "w")
    fill_in(place, "Carers")
    done = here("themes", "export", "-w", "w")
    assert done.returncode == 1
    assert "Your version is kept as coding (edited 1).xlsx" in done.stderr
    again = here("themes", "import", place / "coding (edited 1).xlsx", "-w", "w")
    assert "1 comment's themes" in again.stdout


def test_a_second_coder_is_named(place: Path) -> None:
    here("themes", "export", "-w", "w", "--coder", "2")
    fill_in(place, "Carers", "coding-2.xlsx")
    done = here("themes", "import", "-w", "w", "--coder", "2")
    assert "for coder 2" in done.stdout
    assert said(place, "themes", 2) == {TEXTS[1]: "carers"}
    assert here("themes", "import", "-w", "w", "--coder", "3").returncode == 2


def test_without_a_workbook_it_says_where_one_comes_from(place: Path) -> None:
    done = here("themes", "import", "-w", "w")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'toptips themes export -w w' writes it" in done.stderr


def test_json_says_the_same_and_nothing_else(place: Path) -> None:
    exported = json.loads(here("themes", "export", "-w", "w", "--json").stdout)
    assert (exported["quotes"], exported["uncoded"], exported["comments"]) == (1, 1, 2)
    fill_in(place, "Carrers")
    imported = json.loads(here("themes", "import", "-w", "w", "--json").stdout)
    assert imported["added"] == {}
    assert "Carrers" in imported["problems"][0]["message"]


def test_no_comment_reaches_the_terminal(place: Path) -> None:
    done = [here("themes", "export", "--more", "-w", "w"), here("themes", "import", "-w", "w")]
    assert not any(text in run.stdout + run.stderr for run in done for text in TEXTS)


def test_help_lists_both() -> None:
    assert "The coding workbook, out and back." in here("--help").stdout
    text = here("themes", "--help").stdout
    assert "export" in text
    assert "import" in text
