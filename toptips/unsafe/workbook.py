"""Reads the sheets of an Excel workbook (.xlsx) as rows of text, without harm.

openpyxl would build its objects for whatever a file claims. This goes through a sheet's XML
once, from its start, keeps nothing but the row at hand, believes no size that the sheet
declares, and works out no formula. What a number's format means is asked of openpyxl.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice

from lxml import etree

from toptips.unsafe.merged import Merged, merged_in
from toptips.unsafe.room import Room
from toptips.unsafe.workbook_xml import (
    TOO_LONG,
    SheetReading,
    SheetRow,
    TextsReading,
    fed,
    with_characters,
)
from toptips.unsafe.xml import parse_xml, plain_xml
from toptips.unsafe.zips import Parts, Unreadable

MOST_SHEETS = 40
LARGEST_TABLE = 16 * 1024 * 1024
LARGEST_TEXTS = 8 * 1024 * 1024
LONGEST_FORMAT = 255
# Excel keeps some 250 of one's own.
MOST_FORMATS = 1_000
RELATION = "id"


class WorkbookSheet:
    """One sheet: its name, its rows, each read once, whoever asks, and whether it is hidden."""

    def __init__(self, name: str, workbook: Workbook, part: str, hidden: bool = False) -> None:
        self.name, self.hidden = name, hidden
        self._workbook, self._part = workbook, part
        self._read: list[SheetRow] = []
        self._trouble: Unreadable | None = None

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold anything, down to a great many blank ones.

        Raises Unreadable for a damaged sheet, and where the file holds more than any of ours.
        """
        place = 0
        while place < len(self._read) or self._read_on():
            yield self._read[place]
            place += 1

    def _read_on(self) -> bool:
        """Read a further row; say whether there was one."""
        # What was in the way once is in the way again.
        if self._trouble is not None:
            raise self._trouble
        try:
            row = next(self._coming, None)
        except Unreadable as error:
            self._trouble = error
            raise
        if row is not None:
            self._read.append(row)
        return row is not None

    @cached_property
    def _coming(self) -> Iterator[SheetRow]:
        return self._workbook.rows_of(self._part)

    @cached_property
    def merged(self) -> list[Merged]:
        """Its cells that are merged downwards, the uppermost first."""
        return merged_in(self._workbook.table(self._part))


class Workbook:
    """An Excel workbook that came back."""

    def __init__(self, parts: Parts, room: Room) -> None:
        self._parts = parts
        self._room = room
        self._tables: dict[str, bytes] = {}
        self._root = parse_xml(self._parts.read("xl/workbook.xml"))

    @cached_property
    def sheets(self) -> tuple[WorkbookSheet, ...]:
        """Its sheets, in the workbook's order; charts and what is missing are left out."""
        targets = self._targets("worksheet")
        sheets = []
        used: set[str] = set()
        for element in _all(self._root, "sheet"):
            part = targets.get(_attribute(element, RELATION), "")
            if part not in self._parts:
                continue
            if part in used or len(used) == MOST_SHEETS:
                raise Unreadable(
                    "This workbook holds more sheets than it has room for, as no form of ours does."
                )
            used.add(part)
            name = _printable(element.get("name") or "")
            hidden = (element.get("state") or "visible") != "visible"
            sheets.append(WorkbookSheet(name, self, part, hidden))
        return tuple(sheets)

    def _targets(self, kind: str) -> dict[str, str]:
        """Return the parts of one kind by the names under which the workbook knows them."""
        return {name: part for of, name, part in self._related if of == kind}

    @cached_property
    def _related(self) -> list[tuple[str, str, str]]:
        """The kind, the name and the part of each part that the workbook names as its own."""
        name = "xl/_rels/workbook.xml.rels"
        if name not in self._parts:
            return []
        found = []
        for related in _all(parse_xml(self._parts.read(name)), "Relationship"):
            target = related.get("Target") or ""
            if related.get("TargetMode") != "External":
                part = target[1:] if target.startswith("/") else f"xl/{target}"
                kind = (related.get("Type") or "").rpartition("/")[2]
                found.append((kind, related.get("Id") or "", part))
        return found

    def rows_of(self, part: str) -> Iterator[SheetRow]:
        """Read the rows of a sheet that hold anything, within bounds."""
        reading = SheetReading(self.text_of, self._room)
        return fed(self.table(part), reading, reading.take, self._room)

    def table(self, part: str) -> bytes:
        """Return the XML of a sheet, within bounds."""
        if part not in self._tables:
            self._tables[part] = self._inflated(part, LARGEST_TABLE)
        return self._tables[part]

    def _inflated(self, part: str, limit: int) -> bytes:
        data = self._parts.read(part, limit)
        self._room.spend("bytes", len(data))
        return plain_xml(data)

    @cached_property
    def _shared(self) -> TextsReading:
        """The texts that cells name by their number."""
        reading = TextsReading()
        for part in self._targets("sharedStrings").values():
            if part in self._parts:
                data = self._inflated(part, LARGEST_TEXTS)
                for _ in fed(data, reading, lambda: (), self._room):
                    pass
                break
        return reading

    @cached_property
    def _from_1904(self) -> bool:
        """Whether dates are counted as Excel for the Macintosh once did."""
        properties = next(_all(self._root, "workbookPr"), None)
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def _date_styles(self) -> frozenset[str]:
        """The styles, by the numbers that cells give, that show a number as a date or a time."""
        for part in self._targets("styles").values():
            if part in self._parts:
                return _date_styles(parse_xml(self._parts.read(part)))
        return frozenset()

    def text_of(self, kind: str, style: str, value: str) -> tuple[str, str]:
        """Return the text that a person sees in a cell, more or less, and what is odd about it."""
        if kind == "s":
            place = value.strip()
            shared = self._shared
            if place.isdecimal() and len(place) < 10 and int(place) < len(shared.texts):
                number = int(place)
                return shared.texts[number], TOO_LONG if number in shared.cut else ""
            return "", "its text is missing from the file"
        if kind == "e":
            return "", f"the cell shows an error ({value[:20]}), so it is left out"
        if kind == "b":
            return ("Yes" if value.strip() == "1" else "No"), ""
        if kind == "n":
            return self._number(value.strip(), style), ""
        return with_characters(value), ""

    def _number(self, value: str, style: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if style in self._date_styles:
            # What is beyond any calendar stays a number.
            with suppress(ValueError, OverflowError, TypeError):
                return _moment(number, self._from_1904)
        if number.is_integer() and abs(number) < 1e15:
            return str(int(number))
        return value if number in (float("inf"), float("-inf")) else repr(number)


def _moment(number: float, from_1904: bool) -> str:
    # Only here: openpyxl takes a third of a second to load, and most returns hold no such cell.
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    moment = from_excel(number, MAC_EPOCH if from_1904 else WINDOWS_EPOCH)
    if isinstance(moment, datetime):
        # A day is a number, so that a second is often a little less than one.
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        if moment.time() == time():
            return moment.date().isoformat()
        return moment.isoformat(" ")
    if isinstance(moment, date | time):
        return moment.isoformat()
    return str(moment)


def _date_styles(root: etree._Element) -> frozenset[str]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    for own in islice(_all(root, "numFmt"), MOST_FORMATS):
        number = own.get("numFmtId") or ""
        if number.isdecimal() and len(number) < 10:
            formats[int(number)] = (own.get("formatCode") or "")[:LONGEST_FORMAT]
    of_dates = {str(number) for number, code in formats.items() if is_date_format(code)}
    return frozenset(
        str(place)
        for styles in _all(root, "cellXfs")
        for place, style in enumerate(styles)
        if style.get("numFmtId") in of_dates
    )


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the elements of this name, in whichever of the two namespaces Excel uses."""
    return root.iter(f"{{*}}{name}", name)


def _attribute(element: etree._Element, name: str) -> str:
    """Return an attribute that has a namespace, which differs between Excel's two."""
    for full, value in element.attrib.items():
        text = str(full)
        if text.startswith("{") and text.endswith("}" + name):
            return str(value)
    return ""


def _printable(name: str) -> str:
    return " ".join(name.split())[:60]
