"""A sheet's XML and its shared texts, read as they go by: nothing is kept but what is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from toptips.unsafe.room import Room
from toptips.unsafe.xml import harmless_parser
from toptips.unsafe.zips import DAMAGED, Unreadable

MOST_COLUMNS = 500
# Excel itself has no more columns, and no more characters in a cell.
EXCELS_COLUMNS = 16_384
EXCELS_CHARACTERS = 32_767
MOST_BLANK_ROWS = 1_000
TOO_LONG = f"only the first {EXCELS_CHARACTERS:,} characters of its cell are read"
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


class Ended(Exception):
    """Nothing that is read any more comes in this sheet."""


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
def column_of(letters: str) -> int:
    """Return a column's number by its letters; 0 for what is none."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def fed(data: bytes, target: object, take: Callable[[], Any], room: Room) -> Iterator[Any]:
    """Feed XML to a target bit by bit, and yield what it has made after each bit."""
    parser = harmless_parser(target)
    try:
        for start in range(0, len(data), CHUNK):
            piece = data[start : start + CHUNK]
            room.spend("tags", piece.count(b"<"))
            parser.feed(piece)
            yield from take()
        parser.close()
    except Ended:
        pass
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable(f"This workbook {DAMAGED}") from None
    yield from take()


class _Text:
    """One text as its pieces go by, cut where Excel's longest ends."""

    __slots__ = ("_left", "_pieces", "is_cut")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._left = EXCELS_CHARACTERS
        self.is_cut = False

    def add(self, piece: str) -> None:
        """Add a piece, or as much of it as there is room for."""
        if len(piece) > self._left:
            piece, self.is_cut = piece[: self._left], True
        self._left -= len(piece)
        if piece:
            self._pieces.append(piece)

    def whole(self) -> str:
        """Return what was added."""
        return "".join(self._pieces)


class TextsReading:
    """Gathers the texts of sharedStrings.xml; how to pronounce Japanese is left out.

    `cut` holds the places of those that were cut.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.cut: set[int] = set()
        self._text = _Text()
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
            self._text.add(text)

    def end(self, tag: str) -> None:
        """Take an element's end."""
        name = _local(tag)
        if name == "t":
            self._listening = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            if self._text.is_cut:
                self.cut.add(len(self.texts))
            self.texts.append(with_characters(self._text.whole()))
            self._text = _Text()

    def close(self) -> None:
        """Take the end of it all."""


class SheetReading:
    """Gathers the rows of a sheet as its XML goes by."""

    def __init__(self, text_of: Callable[[str, str, str], tuple[str, str]], room: Room) -> None:
        self._text_of = text_of
        self._room = room
        self._last_filled = self._blank_since = 0
        self._made: list[SheetRow] = []
        self._row = SheetRow(0)
        self._column = 0
        self._kind, self._style = "n", ""
        self._text = _Text()
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
            self._column = column_of(letters) or self._column + 1
            if self._column > EXCELS_COLUMNS:
                raise Unreadable("This workbook holds more columns than Excel has.")
            self._kind = attributes.get("t") or "n"
            self._style = attributes.get("s") or "0"
            self._text = _Text()
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
            self._begin_row(max(int(number) if known else 0, self._row.number + 1))
            self._row.hidden = attributes.get("hidden") in ("1", "true")

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._listening and self._column <= MOST_COLUMNS:
            self._text.add(text)

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
            self._room.spend("filled rows", 1)
            self._made.append(self._row)
            self._last_filled, self._blank_since = self._row.number, 0

    def close(self) -> None:
        """Take the end of it all."""

    def _begin_row(self, number: int) -> None:
        """Begin a row, unless there was nothing but blank ones for long."""
        if max(number - self._last_filled, self._blank_since) > MOST_BLANK_ROWS:
            raise Ended
        self._room.spend("rows", 1)
        self._blank_since += 1
        self._row = SheetRow(number)
        self._column = 0

    def _end_cell(self) -> None:
        column = self._column
        if column > MOST_COLUMNS:
            return
        if shown := self._text.whole():
            text, doubt = self._text_of(self._kind, self._style, shown)
            if text.strip():
                self._room.spend("characters", len(text))
                self._row.texts[column] = text
                if self._text.is_cut:
                    doubt = TOO_LONG
                elif self._formula:
                    doubt = doubt or "it is a formula; what it showed last is read"
            if doubt:
                self._row.doubts[column] = doubt
        elif self._formula:
            self._row.doubts[column] = "it is a formula without a result, so it is left out"
