"""Reads the sheets of an OpenDocument spreadsheet (.ods) as rows of text, without harm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toptips.unsafe.merged import Merged
from toptips.unsafe.room import Room
from toptips.unsafe.workbook import LARGEST_TABLE
from toptips.unsafe.workbook_xml import (
    EXCELS_CHARACTERS,
    MOST_BLANK_ROWS,
    MOST_COLUMNS,
    SheetRow,
    fed,
)
from toptips.unsafe.xml import plain_xml
from toptips.unsafe.zips import Parts, Unreadable

MOST_SHEETS = 40
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = (f"{{{_OASIS}{name}:1.0}}" for name in ("text", "table", "office"))
_STYLE = f"{{{_OASIS}style:1.0}}"
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")


@dataclass(frozen=True)
class OdsSheet:
    """One sheet: its name, whether it is hidden, and its rows."""

    name: str
    hidden: bool
    _rows: list[SheetRow] = field(default_factory=list)
    # A cell that is merged downwards is written into each of its rows as they are read.
    merged: tuple[Merged, ...] = ()

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold anything."""
        return iter(self._rows)


def ods_sheets(parts: Parts, room: Room) -> list[OdsSheet]:
    """Return the sheets of a spreadsheet. Raises Unreadable for a damaged or boundless one."""
    if "content.xml" not in parts:
        raise Unreadable("This is a spreadsheet without its content. Please send it again.")
    data = plain_xml(parts.read("content.xml", LARGEST_TABLE))
    room.spend("bytes", len(data))
    reading = _OdsReading(room)
    for _ in fed(data, reading, lambda: (), room):
        pass
    return reading.sheets


class _OdsReading:
    """Gathers the rows as the elements go by."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.sheets: list[OdsSheet] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._rows: list[SheetRow] = []
        self._number = self._repeat_row = self._column = self._repeat = 0
        self._row = SheetRow(0)
        self._lines: list[list[str]] = []
        self._value: str | None = None
        self._formula = False
        self._span = 0
        self._aside = 0
        self._spanning: dict[int, tuple[str, int]] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element's beginning, as lxml calls it."""
        if self._aside or tag == _OFFICE + "annotation":
            self._aside += 1
        elif tag == _STYLE + "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif tag == _STYLE + "table-properties":
            if attributes.get(_TABLE + "display") == "false":
                self._hidden_styles.add(self._style)
        elif tag == _TABLE + "table":
            self._begin_sheet(attributes)
        elif tag == _TABLE + "table-row":
            self._number += self._repeat_row
            self._repeat_row = _count(attributes, "number-rows-repeated")
            self._row = SheetRow(self._number)
            self._row.hidden = attributes.get(_TABLE + "visibility", "visible") != "visible"
            self._column = 1
        elif tag in _CELLS:
            self._begin_cell(attributes)
        elif tag == _TEXT + "p":
            self._lines.append([])
        elif self._lines and tag == _TEXT + "s":
            self._lines[-1].append(" " * min(_count(attributes, "c", _TEXT), 100))
        elif self._lines and tag in (_TEXT + "line-break", _TEXT + "tab"):
            self._lines[-1].append("\n" if tag.endswith("break") else "\t")

    def _begin_sheet(self, attributes: Mapping[str, str]) -> None:
        if len(self.sheets) == MOST_SHEETS:
            raise Unreadable("This spreadsheet holds more sheets than any of ours.")
        name = " ".join(attributes.get(_TABLE + "name", "").split())[:60]
        hidden = attributes.get(_TABLE + "style-name", "") in self._hidden_styles
        self._rows = []
        self.sheets.append(OdsSheet(name, hidden, self._rows))
        self._number, self._repeat_row = 1, 0
        self._spanning = {}

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._repeat = _count(attributes, "number-columns-repeated")
        self._lines = []
        self._value = _value(attributes)
        self._formula = _TABLE + "formula" in attributes
        self._span = _count(attributes, "number-rows-spanned") - 1

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if not self._aside and self._lines:
            self._lines[-1].append(text)

    def end(self, tag: str) -> None:
        """Take an element's end."""
        if self._aside:
            self._aside -= 1
        elif tag in _CELLS:
            self._end_cell(covered=tag == _CELLS[1])
        elif tag == _TABLE + "table-row" and (self._row.texts or self._row.doubts):
            self._end_row()

    def _end_cell(self, *, covered: bool) -> None:
        lines = "\n".join("".join(pieces) for pieces in self._lines)[:EXCELS_CHARACTERS]
        text = lines if self._value is None else self._value
        column = self._column
        if covered and not text and column in self._spanning:
            # A cell that is merged downwards holds for each of its rows.
            text, left = self._spanning.pop(column)
            if left > 1:
                self._spanning[column] = (text, left - 1)
        elif self._span > 0 and text and self._repeat == 1:
            self._spanning[column] = (text, self._span)
        if text.strip():
            for place in range(column, min(column + self._repeat, MOST_COLUMNS + 1)):
                self._row.texts[place] = text
                if self._formula:
                    self._row.doubts[place] = "it is a formula; what it showed last is read"
        self._column += self._repeat
        self._lines, self._value, self._span = [], None, 0

    def _end_row(self) -> None:
        last = self._rows[-1].number if self._rows else 0
        if self._number - last > MOST_BLANK_ROWS:
            return
        self._room.spend("filled rows", self._repeat_row)
        characters = sum(map(len, self._row.texts.values()))
        self._room.spend("characters", characters * self._repeat_row)
        for extra in range(self._repeat_row):
            row = SheetRow(self._number + extra, self._row.texts, self._row.doubts)
            row.hidden = self._row.hidden
            self._rows.append(row)

    def close(self) -> None:
        """Take the end of it all."""


def _count(attributes: Mapping[str, str], name: str, namespace: str = _TABLE) -> int:
    said = attributes.get(namespace + name, "1")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 8 else 1


def _value(attributes: Mapping[str, str]) -> str | None:
    """Return a cell's number or day, however it is shown; None for a text."""
    kind = attributes.get(_OFFICE + "value-type", "")
    if kind == "date":
        return (
            attributes.get(_OFFICE + "date-value", "").replace("T", " ").removesuffix(" 00:00:00")
        )
    if kind == "float":
        value = attributes.get(_OFFICE + "value", "")
        try:
            number = float(value)
        except ValueError:
            return None
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value
    if kind == "boolean":
        return "Yes" if attributes.get(_OFFICE + "boolean-value") == "true" else "No"
    return None
