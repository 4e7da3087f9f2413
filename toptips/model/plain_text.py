"""The text in the bytes of a file of ours, or what those bytes are instead."""

from __future__ import annotations

import re

LARGEST = 2_000_000  # bytes
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How such a file begins, what else stands in it, and what it is.
_KINDS = (
    (_ZIP, b"word/", "a Word document (.docx)"),
    (_ZIP, b"opendocument.text", "a document of LibreOffice Writer (.odt)"),
    (_ZIP, b"", "a zip file or a document of an Office program"),
    (_OLE, b"", "a document of an old Word or Office (.doc)"),
    (b"{\\rtf", b"", "a Rich Text document (.rtf)"),
    (b"%PDF", b"", "a PDF"),
    (b"<html", b"", "a web page"),
    (b"<!DOCTYPE html", b"", "a web page"),
)
_IN_NOTEPAD = "in Notepad choose File, Save As, and there Encoding: UTF-8."
_LINE_END = re.compile(r"\r\n|\r|\n")


class NotPlainText(Exception):
    """Bytes that are no text of ours: the line, counted from one, and what to do about it."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(message)


def text_of(raw: bytes) -> str:
    """Return the text of a file of ours. Raises NotPlainText where it can't be one."""
    if kind := _kind_of(raw):
        raise NotPlainText(
            1,
            f"this is {kind}, not plain text; open it in the program that made it, save it as"
            " Plain Text with the encoding Unicode (UTF-8), and give the new file this one's name.",
        )
    if len(raw) > LARGEST:
        raise NotPlainText(1, "larger than 2 MB; a file of toptips has a few pages of text.")
    if _is_utf_16(raw):
        raise NotPlainText(
            1, f"the file is saved as UTF-16, which Notepad also calls Unicode; {_IN_NOTEPAD}"
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, near = _around(raw, error.start)
        raise NotPlainText(
            line, f"near '{near}' a character is not saved as UTF-8; {_IN_NOTEPAD}"
        ) from None


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them, without their ends."""
    return _LINE_END.split(text)


def line_at(text: str, index: int) -> int:
    """Return the line, counted from one, of the character at `index`."""
    return len(lines_of(text[:index]))


def _kind_of(raw: bytes) -> str | None:
    """Say what a file of another kind is; None for what may be plain text."""
    for begins, holds, kind in _KINDS:
        if raw[: len(begins)].lower() == begins.lower() and holds in raw:
            return kind
    return None


def _is_utf_16(raw: bytes) -> bool:
    """Say whether this is UTF-16, or UTF-32, by its mark or by the zeros between its letters."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    begin = raw[:400]
    return max(begin[::2].count(0), begin[1::2].count(0)) * 4 > len(begin)


def _around(raw: bytes, index: int) -> tuple[int, str]:
    """Return the line of the byte at `index` and a few characters on both sides of it."""
    # What is not UTF-8 is Windows-1252 nearly always; each of its bytes is a character.
    lines = lines_of(raw[:index].decode("cp1252", "replace"))
    after = lines_of(raw[index : index + 12].decode("cp1252", "replace"))[0]
    near = lines[-1][-20:] + after
    return len(lines), "".join(sign if sign.isprintable() else " " for sign in near).strip()
