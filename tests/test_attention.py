"""What needs a look is printed so that commands can be copied, and names steer nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from toptips.cli import attention
from toptips.cli.attention import print_attention
from toptips.model.returned import ReturnRow

UNCLAIMED = ReturnRow(
    return_id="3f2a91c04b7d",
    file="from the council.docx",
    status="unclaimed",
    message="Whose it is, is unknown, as the form that came back bears no reference at all. If it"
    " is the council's, run 'toptips collect --return 3f2a91c04b7d --partner council-social-care'.",
)
FINE = ReturnRow(file="a.docx", status="accepted", message="A picture in 1b is not read.")
SILENT = ReturnRow(file="b.docx", status="accepted")


def test_nothing_is_printed_where_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    print_attention([SILENT])
    assert capsys.readouterr().out == ""


def test_what_a_person_has_to_do_comes_first_and_each_return_is_named_by_its_id(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_attention([FINE, SILENT, UNCLAIMED])
    assert capsys.readouterr().out.splitlines() == [
        "",
        "What needs a look",
        "from the council.docx: unclaimed, id 3f2a91c04b7d",
        f"  {UNCLAIMED.message}",
        "a.docx: accepted",
        f"  {FINE.message}",
    ]


def test_what_a_person_has_withdrawn_is_only_counted(capsys: pytest.CaptureFixture[str]) -> None:
    withdrawn = replace(FINE, status="withdrawn", message="Withdrawn.\n1a: '7' is left out.")
    print_attention([withdrawn, SILENT])
    assert capsys.readouterr().out == "1 is withdrawn, as decisions.yaml says.\n"


def test_a_command_names_the_folder_that_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    print_attention([UNCLAIMED], Path("our workshop"))
    assert "--partner council-social-care -w 'our workshop''" in capsys.readouterr().out


def test_on_a_terminal_no_command_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(attention.sys.stdout, "isatty", lambda: True, raising=False)
    print_attention([UNCLAIMED])
    lines = capsys.readouterr().out.splitlines()
    assert "  'toptips collect --return 3f2a91c04b7d --partner council-social-care'." in lines
    assert max(map(len, lines)) <= 80


def test_what_a_file_is_called_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_attention([ReturnRow(file="a\x1b[2J\n.docx", message="Not read: \x1b]0;me\x07.")])
    assert "\x1b" not in (said := capsys.readouterr().out)
    assert "a?[2J?.docx: rejected" in said


def test_each_problem_has_a_line_of_its_own_and_what_is_replaced_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    odd = replace(FINE, message="1a: no choice is marked.\n1d: two are.")
    again = ReturnRow(file="c.docx", status="duplicate", message="The same file as a.docx.")
    before = ReturnRow(file="d.docx", status="superseded", message="Another one counts.\n1a: odd.")
    print_attention([odd, again, before])
    assert capsys.readouterr().out.splitlines() == [
        "2 repeat others or are replaced; returns.csv says by which.",
        "",
        "What needs a look",
        "a.docx: accepted",
        "  1a: no choice is marked.",
        "  1d: two are.",
    ]
    print_attention([again])
    assert capsys.readouterr().out == (
        "1 repeats another or is replaced; returns.csv says by which.\n"
    )
