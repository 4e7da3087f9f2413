"""Reads the sheets of an Excel workbook (.xlsx) as rows of text, without harm.

openpyxl would build its objects for whatever a file claims. This goes through a sheet's XML
once, from its start, keeps nothing but the row at hand, believes no size that the sheet
declares, and works out no formula. What a number's format means is asked of openpyxl.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from lxml import etree

from toptips.unsafe.workbook_xml import SheetReading, SheetRow, TextsReading, fed, with_characters
from toptips.unsafe.xml import parse_xml, plain_xml
from toptips.unsafe.zips import Parts, Unreadable

MOST_SHEETS = 40
MOST_ROWS = 20_000
MOST_BLANK_ROWS = 1_000
LARGEST_TABLE = 16 * 1024 * 1024
MOST_TAGS = 600_000
LONGEST_FORMAT = 255
RELATION = "id"


@dataclass(frozen=True, eq=False)
class WorkbookSheet:
    """One sheet: its name, its rows, read anew each time, and whether it is hidden."""

    name: str
    workbook: Workbook
    part: str
    hidden: bool = False

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold anything, down to a great many blank ones.

        Raises Unreadable for a damaged sheet, and for one with more rows than any of ours.
        """
        blank_from = 0
        reading = SheetReading(self.workbook.text_of)
        data = self.workbook.table(self.part)
        for row in fed(data, reading, lambda: reading.take()):
            if row.number - blank_from > MOST_BLANK_ROWS:
                return
            if row.number > MOST_ROWS:
                raise Unreadable(
                    f"The sheet '{self.name}' holds more than {MOST_ROWS:,} rows, far more than"
                    " any of ours. Please send only the rows that are filled in."
                )
            blank_from = row.number
            yield row


class Workbook:
    """An Excel workbook that came back."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._table_read = ("", b"")
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
        name = "xl/_rels/workbook.xml.rels"
        if name not in self._parts:
            return {}
        found = {}
        for related in _all(parse_xml(self._parts.read(name)), "Relationship"):
            target = related.get("Target") or ""
            of_kind = (related.get("Type") or "").endswith("/" + kind)
            if of_kind and related.get("TargetMode") != "External":
                part = target[1:] if target.startswith("/") else f"xl/{target}"
                found[related.get("Id") or ""] = part
        return found

    def table(self, part: str) -> bytes:
        """Return the XML of a sheet, within bounds."""
        if self._table_read[0] != part:
            # Its beginning is looked at before it is read, so the last is kept, and no other.
            self._table_read = ("", b"")
            self._table_read = (part, self._inflated(part))
        return self._table_read[1]

    def _inflated(self, part: str) -> bytes:
        data = plain_xml(self._parts.read(part, LARGEST_TABLE))
        if data.count(b"<") > MOST_TAGS:
            raise Unreadable(
                "This workbook holds far more than any of ours. If all of it is answers, please"
                " split it into several workbooks."
            )
        return data

    @cached_property
    def _shared(self) -> list[str]:
        """The texts that cells name by their number."""
        reading = TextsReading()
        for part in self._targets("sharedStrings").values():
            if part in self._parts:
                for _ in fed(self._inflated(part), reading, lambda: ()):
                    pass
                break
        return reading.texts

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
            if place.isdecimal() and len(place) < 10 and int(place) < len(self._shared):
                return self._shared[int(place)], ""
            return "", "its text is missing from the file"
        if kind == "e":
            return "", f"the cell shows an error ({value[:20]}), which is left out"
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
    for own in _all(root, "numFmt"):
        number = own.get("numFmtId") or ""
        if number.isdecimal() and len(number) < 10:
            formats[int(number)] = (own.get("formatCode") or "")[:LONGEST_FORMAT]
    dates = set()
    for styles in _all(root, "cellXfs"):
        for place, style in enumerate(styles):
            number = style.get("numFmtId") or ""
            if number.isdecimal() and len(number) < 10:
                code = formats.get(int(number))
                if code is not None and is_date_format(code):
                    dates.add(str(place))
    return frozenset(dates)


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
