"""A sheet's XML and its shared texts, read as they go by: nothing is kept but what is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from toptips.unsafe.xml import harmless_parser
from toptips.unsafe.zips import DAMAGED, Unreadable

MOST_COLUMNS = 500
# Excel itself has no more.
EXCELS_COLUMNS = 16_384
CHUNK = 1 << 16

# Excel writes a character that XML can't hold by its number, a carriage return among them.
_BY_NUMBER = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class SheetRow:
    """One row of a sheet that is not blank: its number, its texts by column from 1.

    `doubts` says of a column what is odd about its cell, as the end of a sentence that begins
    with the cell's question. `hidden` says whether it is not shown.
    """

    number: int
    texts: dict[int, str] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)
    hidden: bool = False


def with_characters(text: str) -> str:
    """Return a text with the characters that are written by their numbers."""
    return _BY_NUMBER.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    # Half a pair is no character.
    return "" if code == 0 or 0xD800 <= code < 0xE000 else chr(code)


# A hostile file may hold any number of names.
@lru_cache(maxsize=256)
def _local(tag: str) -> str:
    """Return an element's name without its namespace, of which Excel has two."""
    return tag.rpartition("}")[2]


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """Return a column's number by its letters; 0 for what is none."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def fed(data: bytes, target: object, take: Callable[[], Any]) -> Iterator[Any]:
    """Feed XML to a target bit by bit, and yield what it has made after each bit."""
    parser = harmless_parser(target)
    try:
        for start in range(0, len(data), CHUNK):
            parser.feed(data[start : start + CHUNK])
            yield from take()
        parser.close()
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable(f"This workbook {DAMAGED}") from None
    yield from take()


class TextsReading:
    """Gathers the texts of sharedStrings.xml; how to pronounce Japanese is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._listening = False
        self._aside = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element's beginning, as lxml calls it."""
        name = _local(tag)
        if name == "rPh":
            self._aside = True
        elif name == "t":
            self._listening = not self._aside

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._listening:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        """Take an element's end."""
        name = _local(tag)
        if name == "t":
            self._listening = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            self.texts.append(with_characters("".join(self._pieces)))
            self._pieces = []

    def close(self) -> None:
        """Take the end of it all."""


class SheetReading:
    """Gathers the rows of a sheet as its XML goes by."""

    def __init__(self, text_of: Callable[[str, str, str], tuple[str, str]]) -> None:
        self._text_of = text_of
        self._made: list[SheetRow] = []
        self._row = SheetRow(0)
        self._column = 0
        self._kind, self._style = "n", ""
        self._pieces: list[str] = []
        self._listening = self._aside = self._formula = False

    def take(self) -> list[SheetRow]:
        """Return the rows that were made since the last time."""
        made, self._made = self._made, []
        return made

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element's beginning, as lxml calls it."""
        name = _local(tag)
        if name == "c":
            letters = attributes.get("r", "").rstrip("0123456789")[:4]
            self._column = _column(letters) or self._column + 1
            if self._column > EXCELS_COLUMNS:
                raise Unreadable("This workbook holds more columns than Excel has.")
            self._kind = attributes.get("t") or "n"
            self._style = attributes.get("s") or "0"
            self._pieces = []
            self._formula = False
        elif name == "v" or (name == "t" and not self._aside):
            self._listening = True
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aside = True
        elif name == "row":
            number = attributes.get("r") or ""
            known = number.isascii() and number.isdecimal() and len(number) < 10
            # Rows that go back up are counted on.
            self._row = SheetRow(max(int(number) if known else 0, self._row.number + 1))
            self._row.hidden = attributes.get("hidden") in ("1", "true")
            self._column = 0

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._listening and self._column <= MOST_COLUMNS:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        """Take an element's end."""
        name = _local(tag)
        if name in ("v", "t"):
            self._listening = False
        elif name == "rPh":
            self._aside = False
        elif name == "c":
            self._end_cell()
        elif name == "row" and (self._row.texts or self._row.doubts):
            self._made.append(self._row)

    def close(self) -> None:
        """Take the end of it all."""

    def _end_cell(self) -> None:
        column = self._column
        if self._pieces and column <= MOST_COLUMNS:
            text, doubt = self._text_of(self._kind, self._style, "".join(self._pieces))
            if text.strip():
                self._row.texts[column] = text
            if self._formula and not doubt and text.strip():
                doubt = "it is a formula; what it showed last is read"
            if doubt:
                self._row.doubts[column] = doubt
        elif self._formula and column <= MOST_COLUMNS:
            self._row.doubts[column] = "it is a formula without a result, so it is left out"
