"""A table of ours that a spreadsheet opened and saved again: in which encoding, split at what."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

from toptips.errors import TopTipsError

PIECE = 1 << 16
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
# What Windows-1252 has no character for.
_NOT_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


@dataclass(frozen=True, slots=True)
class Saved:
    """How a table was saved: its encoding, empty where it is none of ours, and its separator."""

    encoding: str
    separator: str

    @property
    def remark(self) -> str:
        """What a person should know of it; nothing where it is as we write it."""
        odd = []
        if self.separator != ",":
            odd.append(f"with {SEPARATORS[self.separator]}")
        if self.encoding == "utf-16":
            odd.append("in UTF-16")
        elif self.encoding == "cp1252":
            odd.append("in Windows-1252, in which some characters may have been lost")
        return " and ".join(odd)


def how_saved(raw: bytes, columns: Collection[str]) -> Saved:
    """Find out how a table was saved, whose header holds most of these columns."""
    encoding = _encoding_of(raw)
    return Saved(encoding, _separator_of(raw, encoding or "latin-1", columns))


def as_saved(raw: bytes, columns: Collection[str], name: str) -> Saved:
    """Find out the same of a file that must be ours. Raises TopTipsError where it can't be read."""
    saved = how_saved(raw, columns)
    if not saved.encoding:
        raise TopTipsError(f"{name} is not UTF-8. Save it as 'CSV UTF-8'.")
    return saved


def with_end(raw: bytes, added: str, saved: Saved, name: str) -> bytes:
    """Return a table with further lines at its end, written as it was saved.

    What is there stays as it is. Raises TopTipsError where its encoding has no room for them.
    """
    gap = "" if raw.decode(saved.encoding).endswith(("\n", "\r")) else "\r\n"
    # What is read off the beginning of a file is not written into its middle.
    middle = {"utf-8-sig": "utf-8", "utf-16": _utf_16(raw)}.get(saved.encoding, saved.encoding)
    try:
        return raw + (gap + added).encode(middle)
    except UnicodeEncodeError:
        raise TopTipsError(
            f"{name} was saved in a code page without room for some letters of what would be added."
            " Save it as 'CSV UTF-8' and try again."
        ) from None


def _utf_16(raw: bytes) -> str:
    return "utf-16-le" if raw.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"


def _encoding_of(raw: bytes) -> str:
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    # Decoded bit by bit: a text as a whole takes up to eight times its bytes.
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(raw), PIECE):
            decoder.decode(raw[start : start + PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "" if any(byte in raw for byte in _NOT_1252) else "cp1252"
    return "utf-8-sig"


def _separator_of(raw: bytes, encoding: str, columns: Collection[str]) -> str:
    start = io.TextIOWrapper(io.BytesIO(raw[:PIECE]), encoding, errors="replace", newline="")
    line = start.readline(PIECE)
    for separator in SEPARATORS:
        try:
            header = next(csv.reader([line], delimiter=separator), [])
        except csv.Error:
            continue
        if len(set(columns).intersection(header)) > 1:
            return separator
    return ","
