"""A file that is no plain text in UTF-8 is said to be what it is, with what to do about it."""

import io
import zipfile
from pathlib import Path

import pytest

from toptips.errors import FileProblems
from toptips.model import yaml_file
from toptips.model.plain_text import LARGEST, NotPlainText, line_at, lines_of, text_of
from toptips.model.yaml_file import FileModel, load
from toptips.places import read_bytes


def zipped(*names: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return saved.getvalue()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word document (.docx)"),
        (zipped("xl/workbook.xml"), "a zip file or a document of an Office program"),
        (b"PK\x03\x04...mimetypeapplication/vnd.oasis.opendocument.text", "LibreOffice Writer"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "an old Word or Office (.doc)"),
        (b"{\\rtf1\\ansi format: 1}", "a Rich Text document (.rtf)"),
        (b"%PDF-1.7\n", "a PDF"),
        (b'<HTML xmlns:w="urn:x"><body>format: 1', "a web page"),
    ],
)
def test_a_file_of_another_program(tmp_path: Path, raw: bytes, kind: str) -> None:
    path = tmp_path / "workshop.yaml"
    path.write_bytes(raw)
    with pytest.raises(FileProblems) as caught:
        load(path, FileModel)
    (problem,) = caught.value.problems
    assert str(problem).startswith("workshop.yaml, line 1: this is a")
    assert kind in problem.message
    assert "save it as Plain Text with the encoding Unicode (UTF-8)" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_notepad_calls_unicode(encoding: str) -> None:
    with pytest.raises(NotPlainText) as caught:
        text_of("format: 1\ntitle: Café\n".encode(encoding))
    assert caught.value.line == 1
    assert "UTF-16, which Notepad also calls Unicode" in caught.value.message
    assert "Save As, and there Encoding: UTF-8" in caught.value.message


def test_windows_1252_is_named_by_its_line_and_its_neighbourhood() -> None:
    with pytest.raises(NotPlainText) as caught:
        text_of("format: 1\r\nvenue: The big Café Royal, first floor\r\n".encode("cp1252"))
    assert caught.value.line == 2
    assert caught.value.message.startswith(
        "near 'venue: The big Café Royal, fir' a character is not saved as UTF-8; in Notepad"
    )
    with pytest.raises(NotPlainText, match="near '“Winter” pla' a"):
        text_of("title: “Winter” plan\n".encode("cp1252")[7:])


def test_a_file_of_more_than_2_mb_is_refused_before_it_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "workshop.yaml"
    path.write_bytes(b"# " + b"x" * (LARGEST - 1))
    parsed: list[str] = []
    monkeypatch.setattr(
        yaml_file, "_refused", lambda text, *_: (1, parsed.append(text) or "parsed")
    )
    with pytest.raises(FileProblems) as caught:
        load(path, FileModel)
    assert str(caught.value) == (
        "workshop.yaml, line 1: larger than 2 MB; a file of toptips has a few pages of text."
    )
    assert not parsed
    path.write_bytes(b"# " + b"x" * (LARGEST - 2))
    with pytest.raises(FileProblems, match="parsed"):
        load(path, FileModel)


def test_of_a_file_that_is_far_too_large_only_the_beginning_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "workshop.yaml"
    with path.open("wb") as file:
        file.truncate(3 * LARGEST)
    read: list[bytes] = []

    def remember(path: Path, most: int = -1) -> bytes:
        read.append(read_bytes(path, most))
        return read[-1]

    monkeypatch.setattr(yaml_file, "read_bytes", remember)
    with pytest.raises(FileProblems, match="larger than 2 MB"):
        load(path, FileModel)
    assert [len(data) for data in read] == [LARGEST + 1]


def test_a_mark_of_utf_8_and_every_line_end_are_read() -> None:
    assert text_of(b"\xef\xbb\xbfa: 1\r\n") == "a: 1\r\n"
    assert lines_of("a\r\nb\rc\nd\u2028e") == ["a", "b", "c", "d\u2028e"]
    assert line_at("a\r\nb\rc", 5) == 3
