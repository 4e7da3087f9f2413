"""What is wrong with a file's data is said with what to write instead."""

from pathlib import Path

import pytest
from pydantic import Field

from toptips.errors import FileProblems
from toptips.model.yaml_file import Day, FileModel, Id, Line, Text, load


class Returning(FileModel):
    to: Line
    by: Day | None = None


class Partner(FileModel):
    id: Id
    name: Line = "x"


class Workshop(FileModel):
    title: Line = "x"
    date: Day | None = None
    about: Text = "x"
    returns: Returning | None = None
    partners: tuple[Partner, ...] = ()
    facilitators: tuple[Line, ...] = Field(default=(), max_length=2)


def problems(folder: Path, text: str) -> list[str]:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load(folder / "x.yaml", Workshop)
    return [f"{problem.where}: {problem.message}" for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2018-02-31", "can't be 2018-02-31: there is no such day."),
        ('"2018-02-29"', "can't be 2018-02-29: there is no such day."),
        ("2018-13-01", "can't be 2018-13-01: there is no such day."),
        ("3/9/2018", "must be written year-month-day: 2018-09-03."),
        ("03.09.18", "must be written year-month-day: 2018-09-03."),
        ("3 September 2018", "must be written year-month-day: 2018-09-03."),
        ("Monday 3rd Sept 2018", "must be written year-month-day: 2018-09-03."),
        ("2018-9-3", "must be written year-month-day: 2018-09-03."),
        ("3 September", "must be a date such as 2026-11-30."),
        ("20180903", "must be a date such as 2026-11-30."),
    ],
)
def test_a_date_written_otherwise_is_said_with_how_to_write_it(
    tmp_path: Path, typed: str, said: str
) -> None:
    assert problems(tmp_path, f"title: x\ndate: {typed}\n") == [f"line 2: 'date' {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("returns: {to:x, by: 2018-09-03}", "put a space after the colon of 'to'."),
        ("returns: {to x, by: 2018-09-03}", "'to' needs a colon and a space after it, as in"),
        ("returns: {to: x, Selbridge}", "'Selbridge' is no key. If it goes on a text with a comma"),
        ("returns: {to: x, y z}", "'y z' is no key. If it goes on a text with a comma, quote"),
        ("returns:\n  to:x", "put a space after the colon of 'to'."),
        ("partners:\n  - id:x", "put a space after the colon of 'id'."),
        ("partners: [{id:\u00a0x}]", "a space copied from Word or a web page stands after 'id:'"),
        ("partners: [{\u00a0id: x}]", "a space copied from Word or a web page stands before 'id'"),
        ("partners: [{id: x\u00a0}]", "a space copied from Word or a web page stands before or"),
        ("date: \u00a02018-09-03", "a space copied from Word or a web page stands before or after"),
        ("facilitators:\n  – Ann\n  – Bo", "begin with '- ', or [a, b]; '–' is not a hyphen."),
        ("by: 2018-09-03", "'by' is not known here. It belongs in 'returns'; check the spaces"),
        ("returns: {to: x, about: y}", "'about' is not known here. It belongs outside 'returns';"),
        ("partners: [{id: x, date: y}]", "'date' is not known here. It belongs outside 'partners'"),
        ("titel: x", "'titel' is not known here. Did you mean 'title'?"),
        ("returns: {to: x, zzz: y}", "'zzz' is not known here. Known: to, by."),
    ],
)
def test_what_to_write_instead(tmp_path: Path, text: str, said: str) -> None:
    found = problems(tmp_path, f"{text}\n")
    assert any(said in problem for problem in found), found


def test_an_id_has_48_characters_at_most(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(f"partners: [{{id: {'a' * 48}}}]\n", encoding="utf-8")
    assert load(tmp_path / "x.yaml", Workshop).partners[0].id == "a" * 48
    (said,) = problems(tmp_path, f"partners: [{{id: {'a' * 49}}}]\n")
    assert said == (
        f"line 1: '{'a' * 49}' can't be an id: use 1 to 48 small letters a to z, digits and"
        " hyphens."
    )


def test_what_a_message_shows_of_a_file_is_short_and_on_one_line(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, "partners:\n  - id: |\n      two\n      lines " + "x" * 300 + "\n")
    assert said.startswith("line 2: 'two lines xxx")
    assert len(said) < 160
