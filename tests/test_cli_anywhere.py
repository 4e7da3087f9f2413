"""Options may stand anywhere, and a folder that stands where none is expected is understood."""

import json
import shlex
from pathlib import Path

import pytest
import typer.main

from tests.support.folders import make_folder
from tests.support.here import here
from toptips import workflow
from toptips.cli import app
from toptips.cli.anywhere import Line

PROGRAM = typer.main.get_command(app)


def in_order(line: str) -> str:
    return shlex.join(Line.of(PROGRAM, shlex.split(line)).in_order)


@pytest.mark.parametrize(
    "line",
    [
        "-w own --json frameworks list",
        "--json frameworks -w own list",
        "frameworks --workshop own list --json",
        "frameworks list -w=own --json",
        "frameworks -wown list --json",
        "--workshop=own frameworks list --json",
    ],
)
def test_each_order_is_read_as_one(line: str) -> None:
    assert sorted(in_order(line).split()) == [
        "--json",
        "--workshop=own",
        "frameworks",
        "list",
    ]
    assert in_order(line).startswith("frameworks list --")


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ("status --verbose --debug", "--verbose --debug status"),
        ("-w -own status", "status --workshop=-own"),
        ("-w=-own status", "status --workshop=-own"),
        ("-w --json status", "status --workshop=--json"),
        ("collect a.docx -w own -- -w --json", "collect --workshop=own a.docx -- -w --json"),
        # The value of an option is no option, whatever it looks like.
        ("collect --partner --json a.docx", "collect --partner --json a.docx"),
        ("new x --framework -w", "new x --framework -w"),
        ("collect --partner=--json", "collect --partner=--json"),
        # Nor is a command's word one that stands for something else.
        ("new list --json", "new --json list"),
        ("collect frameworks -w own", "collect --workshop=own frameworks"),
        ("status -w", "status -w"),
        ("--help", "--help"),
    ],
)
def test_what_is_moved_and_what_stays(line: str, read_as: str) -> None:
    assert in_order(line) == read_as


@pytest.mark.parametrize(
    "line",
    ["-w {} frameworks list --json", "frameworks -w {} --json list", "--json frameworks -w{}"],
)
def test_frameworks_of_the_workshop_are_listed_wherever_it_is_named(
    tmp_path: Path, line: str
) -> None:
    folder = make_folder(tmp_path / "workshop")
    done = here(*(part.format(folder) for part in line.split()))
    assert done.returncode == 0, done.stderr
    assert "harbour-tips" in [known["id"] for known in json.loads(done.stdout)]


def test_a_folder_whose_name_begins_with_a_dash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_folder(tmp_path / "-own")
    monkeypatch.chdir(tmp_path)
    for arguments in (
        ["-w", "-own", "status"],
        ["status", "-w-own"],
        ["status", "--workshop=-own"],
    ):
        done = here(*arguments)
        assert done.returncode == 0, done.stderr
        assert "Going home well in Harbour" in done.stdout
        assert "  toptips collect FOLDER -w -own" in done.stderr.splitlines()


def test_a_value_that_is_missing_is_not_taken_from_elsewhere(tmp_path: Path) -> None:
    done = here("-w", tmp_path, "collect", "--partner")
    assert done.returncode == 2
    assert "'--partner' requires an argument" in done.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("-w own new x", "'toptips new' has no use for -w."),
        ("frameworks schema --workshop own", "'toptips frameworks schema' has no use for -w."),
        ("frameworks -wown new x.yaml", "'toptips frameworks new' has no use for -w."),
    ],
)
def test_an_option_of_no_use_is_refused_in_one_line(line: str, said: str) -> None:
    done = here(*line.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"{done.stderr.strip()}"]
    assert done.stderr.startswith(said)


@pytest.mark.parametrize("command", ["prepare", "status", "analyse", "frameworks list"])
def test_a_folder_without_its_option_is_answered_with_it(command: str) -> None:
    done = here(*command.split(), "our workshop")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.endswith(f"write: toptips {command} -w 'our workshop'")


def test_a_workshops_folder_in_the_place_of_returned_files_is_answered_with_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_folder(tmp_path / "own")
    monkeypatch.chdir(tmp_path)
    for command, expected in (("collect", "FOLDER"), ("anonymise", "DIR")):
        done = here(command, "own")
        assert (done.returncode, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        assert line.endswith(f"toptips {command} {expected} -w own")


def test_a_word_too_many_elsewhere_is_named(tmp_path: Path) -> None:
    done = here("new", tmp_path / "x", "y", "z")
    assert done.returncode == 2
    assert done.stderr.startswith("'y', 'z' are more than 'toptips new' takes;")
    assert not (tmp_path / "x").exists()


def test_what_is_stopped_is_not_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workflow, "prepare", stopped)
    done = here("prepare", "-w", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("Stopped. What was written so far is whole")


def test_debug_shows_where_and_says_no_less(tmp_path: Path) -> None:
    for arguments in (["--debug", "status"], ["status", "--debug"]):
        done = here(*arguments, "-w", tmp_path / "nowhere")
        assert done.returncode == 2
        assert done.stderr.startswith("Traceback")
        assert "There is no folder" in done.stderr.splitlines()[-1]
    assert "Traceback" not in here("status", "-w", tmp_path / "nowhere").stderr
