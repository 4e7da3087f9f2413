"""One odd file in the folder that is given, or in returns/, is a row and costs no other."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.making_forms import decisions, put, questionnaire, sent, word_form, workshop
from toptips.model.returned import ReturnRow, write_returns
from toptips.returns.collecting import read_all
from toptips.returns.names import kept_name, listed, printable
from toptips.returns.taking_in import TakenIn, take_in

Q = questionnaire()
FORM = word_form(Q, {"1.score": "4"})
# Windows has no os.mkfifo, and lets only administrators make links.
unix = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


def broken_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere.docx"))


def looping_link(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_a_folder(path: Path) -> None:
    path.symlink_to(path.parent, target_is_directory=True)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def plug(path: Path) -> None:
    # The way to it is longer than a socket's name may be.
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def three_gigabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 << 30)


ODD: list[tuple[Callable[[Path], None], str]] = [
    (broken_link, "a link that leads nowhere"),
    (looping_link, "a link that leads nowhere, or in a circle"),
    (link_to_a_folder, "a link to a folder"),
    (pipe, "a pipe or a device"),
    (plug, "a pipe or a device"),
    (device, "a pipe or a device"),
    (three_gigabytes, "larger than 20 MB"),
]


def rows(folder: Path) -> dict[str, ReturnRow]:
    found = read_all(folder, sent(Q), workshop(), decisions()).rows
    return {row.file: row for row in found}


def left(taken: TakenIn) -> dict[str, str]:
    return {row.file: row.message for row in taken.left}


@unix
@pytest.mark.parametrize(("make", "said"), ODD, ids=[make.__name__ for make, _ in ODD])
def test_in_the_folder_that_is_given(
    make: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    post = put(tmp_path / "post", {"good.docx": FORM, "z/late.docx": FORM + b"\0"})
    make(post / "odd.docx")
    taken = take_in([post], tmp_path / "returns")
    assert taken.names == ["good.docx", "late.docx"]
    (row,) = taken.left
    assert (row.file, row.status) == ("odd.docx", "rejected")
    assert row.message.startswith("It was not copied into returns/. This ")
    assert said in row.message
    assert row.message.endswith(".")
    assert sorted(path.name for path in (tmp_path / "returns").iterdir()) == taken.names


@unix
@pytest.mark.parametrize(("make", "said"), ODD, ids=[make.__name__ for make, _ in ODD])
def test_an_odd_file_in_returns_itself_is_a_row_and_costs_no_other(
    make: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    put(tmp_path, {"good.docx": FORM})
    make(tmp_path / "odd.docx")
    found = rows(tmp_path)
    assert found["good.docx"].status == "accepted"
    assert found["odd.docx"].status == "rejected"
    # What a link in returns/ leads to is not even looked at.
    assert said in found["odd.docx"].message or "lies elsewhere" in found["odd.docx"].message


@unix
@pytest.mark.parametrize(("make", "said"), ODD[:1] + ODD[3:], ids=lambda made: str(made)[:12])
def test_named_alone_it_is_a_row_too(
    make: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    make(tmp_path / "odd.docx")
    assert said in left(take_in([tmp_path / "odd.docx"], tmp_path / "returns"))["odd.docx"]


@unix
def test_a_link_in_returns_leads_to_nothing_outside_and_one_that_is_given_is_followed(
    tmp_path: Path,
) -> None:
    put(tmp_path, {"secret.docx": FORM})
    put(tmp_path / "returns", {"in/a.docx": FORM})
    (tmp_path / "returns" / "out.docx").symlink_to("../secret.docx")
    (tmp_path / "returns" / "within.docx").symlink_to("in/a.docx")
    found = rows(tmp_path / "returns")
    assert found["out.docx"].status == "rejected"
    assert "lies elsewhere" in found["out.docx"].message
    assert {found["in/a.docx"].status, found["within.docx"].status} == {"accepted", "duplicate"}
    (tmp_path / "post").mkdir()
    (tmp_path / "post" / "link.docx").symlink_to("../secret.docx")
    assert take_in([tmp_path / "post"], tmp_path / "other").names == ["link.docx"]
    assert (tmp_path / "other" / "link.docx").read_bytes() == FORM
    assert not (tmp_path / "other" / "link.docx").is_symlink()


def test_names_of_255_bytes_are_kept_and_one_more_of_the_name_fits_too(tmp_path: Path) -> None:
    name = "ä" * 125 + ".docx"
    assert len(os.fsencode(name)) == 255
    for number in (1, 2, 3):
        put(tmp_path / str(number), {name: FORM + bytes(number)})
    taken = take_in([tmp_path / str(number) for number in (1, 2, 3)], tmp_path / "returns")
    assert taken.left == []
    first, second, third = taken.names
    assert first == name
    assert (second, third) == ("ä" * 123 + " (2).docx", "ä" * 123 + " (3).docx")
    assert {row.status for row in rows(tmp_path / "returns").values()} == {"accepted"}


# macOS refuses to make a file whose name is not UTF-8.
@unix
@pytest.mark.skipif(sys.platform == "darwin", reason="names are always UTF-8 there")
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (b"\xff\xfe.docx", "__.docx"),
        (b"a\nb.docx", "a_b.docx"),
        (b"\x1b[2Ja.docx", "_[2Ja.docx"),
        ("a\u202excod.exe".encode(), "a_xcod.exe"),
    ],
)
def test_a_name_that_can_not_be_printed_is_kept_under_one_that_can(
    name: bytes, kept: str, tmp_path: Path
) -> None:
    (tmp_path / "post").mkdir()
    (tmp_path / "post" / os.fsdecode(name)).write_bytes(FORM)
    assert take_in([tmp_path / "post"], tmp_path / "returns").names == [kept]
    assert rows(tmp_path / "returns")[kept].status == "accepted"
    # It may have been put there by hand.
    (row,) = rows(tmp_path / "post").values()
    assert row.file == kept.replace("_", "?")
    assert row.status == "accepted"
    write_returns([row])


def refusing(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    """Have the system refuse to open what bears a name."""
    opened, scan = Path.open, os.scandir

    def refuse_to_open(path: Path, *given: object, **named: object) -> object:
        if path.name == name:
            raise error
        # Whatever was given is handed on as it is.
        return opened(path, *given, **named)  # type: ignore[call-overload]

    def refuse_to_list(path: Path) -> object:
        if Path(path).name == name:
            raise error
        return scan(path)

    monkeypatch.setattr(Path, "open", refuse_to_open)
    monkeypatch.setattr(os, "scandir", refuse_to_list)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "you may not have permission"),
        (FileNotFoundError(errno.ENOENT, "No such file"), "taken away while it was read"),
        (OSError(errno.EIO, "Input/output error"), "input/output error"),
    ],
)
def test_a_file_that_can_not_be_read_or_vanishes(
    error: OSError, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = put(tmp_path / "post", {"a.docx": FORM, "odd.docx": FORM, "z.docx": FORM + b"\0"})
    refusing(monkeypatch, "odd.docx", error)
    taken = take_in([post], tmp_path / "returns")
    assert taken.names == ["a.docx", "z.docx"]
    assert said in left(taken)["odd.docx"]
    assert said in rows(post)["odd.docx"].message
    assert rows(post)["a.docx"].status == "accepted"


def test_a_folder_that_can_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = put(tmp_path / "post", {"a.docx": FORM, "odd/b.docx": FORM, "z/c.docx": FORM + b"\0"})
    refusing(monkeypatch, "odd", PermissionError(errno.EACCES, "Permission denied"))
    taken = take_in([post], tmp_path / "returns")
    assert taken.names == ["a.docx", "c.docx"]
    assert "This folder could not be opened" in left(taken)["odd"]
    assert rows(post)["odd"].status == "rejected"


def test_folders_in_folders_in_folders(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 1_500)
    made = tmp_path
    here = Path.cwd()
    for part in deep.relative_to(tmp_path).parts:
        os.chdir(made)
        Path(part).mkdir()
        made = Path(part)
    Path("d", "a.docx").write_bytes(FORM)
    os.chdir(here)
    assert [found.name.count("/") for found in listed(tmp_path)] == [1_500]


def test_names_are_printed_on_one_line_and_nothing_else_of_them_changes() -> None:
    assert printable("Größe 10.15\u202fPM \U0001f469\u200d\U0001f4bb.docx") == (
        "Größe 10.15\u202fPM \U0001f469\u200d\U0001f4bb.docx"
    )
    assert kept_name("x" * 300) == "x" * 255
    assert kept_name("a.tar.gz", 2) == "a.tar (2).gz"
