"""What stands on standard output, what on standard error, and that neither steers a terminal."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from tests.support.folders import answered, collect_forms, make_folder
from tests.support.here import here
from toptips import workflow
from toptips.cli.tables import PrintedTable, plain_lines, print_table
from toptips.cli.terminal import command_line, harmless, print_json

LONG = "Wexmoor and District Partnership University NHS Foundation Trust, urgent care and crisis"
TABLE = PrintedTable(
    "A title", ("name", "forms"), [["North", "10"], [f"  {LONG}", "2"]], frozenset({1})
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workshop in which one form has come back, and a scan that is none."""
    folder = make_folder(tmp_path / "workshop")
    collect_forms(folder, [("council", answered("3"))])
    (folder / "returns" / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0 no form")
    return folder


def test_what_was_asked_for_is_on_standard_output(folder: Path) -> None:
    collected = here("collect", "-w", folder)
    assert collected.returncode == 1
    assert "2 returns, of which 1 counts." in collected.stdout
    assert "scan.jpg" in collected.stdout
    status = here("status", "-w", folder)
    assert "Going home well in Harbour" in status.stdout
    assert "1 of 15 forms are back" in status.stdout
    for done in (collected, status):
        assert "toptips" not in done.stdout
        beside = done.stderr.splitlines()
        assert beside, "what comes next stands on standard error"
        assert all("toptips" in line or line.endswith(":") for line in beside)


def test_it_is_plain_where_it_is_no_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    folder = make_folder(tmp_path / "own")
    path = folder / "workshop.yaml"
    path.write_text(path.read_text("utf-8").replace("Lantern House", LONG), encoding="utf-8")
    said = here("status", "-w", folder).stdout
    assert "\x1b" not in said
    assert any(LONG in line and "0 of 3" in line for line in said.splitlines())


def test_a_plain_table_keeps_its_columns_and_folds_nothing() -> None:
    assert list(plain_lines(TABLE)) == [
        "A title",
        f"name{' ' * 86}  forms",
        f"North{' ' * 85}     10",
        f"  {LONG}      2",
    ]


def test_on_a_terminal_a_table_fits() -> None:
    file = io.StringIO()
    print_table(TABLE, Console(file=file, width=60, force_terminal=True, color_system=None))
    lines = file.getvalue().splitlines()
    assert max(map(len, lines)) <= 60
    assert LONG in " ".join(" ".join(lines).replace(" 2", " ").split())


def test_nothing_in_a_table_is_markup() -> None:
    file = io.StringIO()
    table = PrintedTable("[red]x[/red]", ("[b]y[/b]",), [["[i]z[/i]"]])
    print_table(table, Console(file=file, width=60, force_terminal=True, color_system=None))
    assert all(sign in file.getvalue() for sign in ("[red]x[/red]", "[i]z[/i]"))


@pytest.mark.parametrize(
    "line",
    [
        "prepare",
        "collect",
        "status",
        "status --remind",
        "frameworks",
        "frameworks show harbour-tips",
    ],
)
def test_json_is_one_document_and_stands_alone(folder: Path, line: str) -> None:
    for place in ("--json {} -w", "{} --json -w"):
        done = here(*place.format(line).split(), folder)
        assert json.loads(done.stdout)
        assert "toptips " not in done.stderr


def test_json_of_what_is_made_says_where_it_is(tmp_path: Path, folder: Path) -> None:
    made = json.loads(here("--json", "new", tmp_path / "new").stdout)
    assert Path(made["file"]).is_file()
    made = json.loads(here("frameworks", "new", "--json", tmp_path / "tips.yaml").stdout)
    assert Path(made["file"]).is_file()
    made = json.loads(here("prepare", "-w", folder, "--json").stdout)
    assert made["forms"] == 5
    assert len(made["documents"]) > made["forms"]
    assert all(Path(path).is_file() for path in made["documents"])


def test_json_of_a_copy_to_share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def shared(folder: Path, target: Path, **_: Any) -> workflow.Shared:
        return workflow.Shared(target, 12, 7)

    monkeypatch.setattr(workflow, "anonymise", shared)
    done = here("anonymise", "--json", tmp_path / "copy")
    assert json.loads(done.stdout) == {
        "folder": str(tmp_path / "copy"),
        "respondents": 12,
        "comments": 7,
        "notes": [],
        "edition": 1,
        "items": 0,
    }


def analysed(folder: Path, **_: Any) -> Any:
    """Stands in for an analysis, which takes seconds."""
    return SimpleNamespace(
        figures=SimpleNamespace(
            remarks=("A title has changed\nsince.",),
            checks=("So has a sector.",),
            edition=None,
            coding=None,
        ),
        report=folder / "report" / "report.docx",
        kept_aside=(),
        notes=("A name in the record is passed over.",),
        unwritten=("Risks",),
        near=(),
        since="",
        as_data=lambda: {"format": 2},
        next_conversation=folder / "next" / "next-conversation.docx",
        has_baseline=False,
    )


def test_what_has_changed_since_it_was_asked_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(workflow, "analyse", analysed)
    done = here("analyse", "-w", tmp_path)
    # A note is for a person to see to; a remark is not.
    assert done.returncode == 1
    assert done.stdout == f"The report is {(tmp_path / 'report' / 'report.docx').resolve()}\n"
    assert done.stderr.startswith("It is a draft")
    assert "\nA title has changed?since.\nSo has a sector.\n" in done.stderr
    done = here("analyse", "-w", tmp_path, "--json")
    assert json.loads(done.stdout) == {"format": 2}
    assert done.stderr.splitlines() == [
        "A title has changed?since.",
        "So has a sector.",
        "A name in the record is passed over.",
    ]


def test_a_day_too_short_is_told_in_the_frameworks_own_noun(tmp_path: Path) -> None:
    noun = {"one": "priority", "many": "priorities"}
    folder = make_folder(
        tmp_path / "workshop", framework_changes={"item": noun}, tables=3, ends="12:10"
    )
    done = here("prepare", "-w", folder)
    assert "The day is too full: tables have 5 minutes for each priority" in done.stderr
    assert "too full" not in done.stdout


@pytest.mark.parametrize(
    "sign", ["\n", "\r", "\t", "\x1b", "\x7f", "\x9b", "\u202e", "\u2028", "\udc9b"]
)
def test_no_sign_steers_a_terminal(sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert harmless(f"a{sign}b") == "a?b"
    print_json({"file": f"a{sign}b"})
    printed = capsys.readouterr().out
    assert json.loads(printed) == {"file": f"a{sign}b"}
    assert sign == "\n" or sign not in printed
    assert len(printed.splitlines()) == 3


def test_a_files_name_is_one_line_wherever_it_is_said(tmp_path: Path, folder: Path) -> None:
    name = "scan\nFAKE: all is well\x1b[2J\u202e.docx"
    try:
        (folder / "returns" / name).write_bytes(b"no form")
    except OSError:
        # Windows allows no line breaks in names, so no such name can reach us there.
        pytest.skip("this system allows no such file names")
    for arguments in (["collect", "--verbose"], ["status"], ["collect", folder / "nowhere" / name]):
        done = here(*arguments, "-w", folder)
        said = done.stdout + done.stderr
        assert "FAKE: all is well" in said
        assert not any(line.startswith("FAKE") for line in said.splitlines())
        assert not any(sign in said for sign in "\x1b\u202e\r")


def test_an_error_is_harmless_too() -> None:
    done = here("frameworks", "show", "x\x1b[2Jy\nz")
    assert done.returncode == 2
    assert done.stderr.startswith("There is no framework 'x?[2Jy?z'.")
    assert len(done.stderr.splitlines()) == 1


def test_a_command_line_is_quoted_for_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert command_line("status", workshop=Path("Jo's one")) == "toptips status -w 'Jo'\"'\"'s one'"
    monkeypatch.setattr("sys.platform", "win32")
    assert command_line("status", workshop=Path("our one")) == 'toptips status -w "our one"'
    assert command_line("status", workshop=Path()) == "toptips status"
