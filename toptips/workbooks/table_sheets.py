"""Writes tables.xlsx: a sheet for each table of figures, and one that says what every column means.

The numbers are numbers, so that people can sort, filter and draw them. What is hidden is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from toptips.workbooks.package import clean, finish

Cell = str | int | float | date | None
Kind = Literal["text", "name", "words", "count", "share", "mean", "index", "date"]

CONTENTS = "Contents"
FONT = "Arial"
INK, HEADER_GROUND, LINE = "FF1F2A33", "FFCFE0EF", "FF12436D"
LINE_HEIGHT = 16
A4 = 9
FORMATS: dict[Kind, str] = {
    "text": "@", "name": "@", "words": "@", "count": "0", "share": "0%", "mean": "0.0",
    "index": "0.00", "date": "d mmm yyyy",
}  # fmt: skip
WIDTHS: dict[Kind, float] = {
    "text": 24, "name": 50, "words": 60, "count": 13, "share": 13, "mean": 11,
    "index": 11, "date": 14,
}  # fmt: skip
MOST_LINES = 12
LONGEST_NAME = 31  # what Excel takes for a sheet
_PLAIN = Font(name=FONT, size=12, color=INK)
_BOLD = Font(name=FONT, size=12, bold=True, color=INK)
_WORDS = Alignment(wrap_text=True, vertical="top")
_NUMBERS = Alignment(wrap_text=True, vertical="top", horizontal="center")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column: its header, what it means in a sentence, and the kind of its cells."""

    header: str
    meaning: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A sheet: its name, what it shows, its columns, and a cell for each column in every row."""

    name: str
    title: str
    columns: tuple[FigureColumn, ...]
    rows: Sequence[Sequence[Cell]]


def write_tables(tables: Sequence[FigureTable], title: str, notes: Sequence[str]) -> bytes:
    """Return the workbook. `notes` are sentences for its first sheet; empty tables are left out.

    Frameworks name columns and sheets: where two would be alike, the second gets a number.
    """
    workbook = Workbook()
    contents = workbook.active
    assert isinstance(contents, Worksheet)  # a new workbook has one
    contents.title = CONTENTS
    shown = [table for table in tables if table.rows]
    names = _unlike([CONTENTS, *(_sheet_name(table.name) for table in shown)])[1:]
    shown = [replace(table, name=name) for table, name in zip(shown, names, strict=True)]
    _write_contents(contents, shown, title, notes)
    for number, table in enumerate(shown, 1):
        _write_table(workbook.create_sheet(table.name), table, f"Table{number}")
    workbook.properties.title = clean(title)
    return finish(workbook)


def _sheet_name(name: str) -> str:
    """Return a name that Excel takes for a sheet, with room for a number."""
    return _NOT_IN_NAMES.sub(" ", name)[: LONGEST_NAME - 4].strip() or "Table"


def _unlike(names: Iterable[str]) -> list[str]:
    """Return names that differ, whatever their capitals."""
    unlike: dict[str, str] = {}
    for name in names:
        tried, number = name, 1
        while tried.casefold() in unlike:
            number += 1
            tried = f"{name} ({number})"
        unlike[tried.casefold()] = tried
    return list(unlike.values())


def _write_contents(
    sheet: Worksheet, tables: Sequence[FigureTable], title: str, notes: Sequence[str]
) -> None:
    _put(sheet, 1, 1, title)
    sheet["A1"].font = Font(name=FONT, size=16, bold=True, color=INK)
    sheet["A1"].alignment = Alignment(vertical="top")
    sheet.row_dimensions[1].height = 1.5 * LINE_HEIGHT
    for row, note in enumerate(notes, 2):
        _put(sheet, row, 1, note)
        sheet.cell(row, 1).alignment = Alignment(vertical="top")
    meanings = FigureTable(
        CONTENTS,
        title,
        (
            FigureColumn("Sheet", "", "text"),
            FigureColumn("What it shows", "", "words"),
            FigureColumn("Column", "", "text"),
            FigureColumn("What it means", "", "words"),
        ),
        list(_meanings(tables)),
    )
    _lay(sheet, meanings, "Contents", len(notes) + 3)
    for row, table in _first_rows(tables, len(notes) + 4):
        place = f"A{row}"
        sheet[place].hyperlink = Hyperlink(ref=place, location=f"'{table.name}'!A1")


def _meanings(tables: Sequence[FigureTable]) -> Iterator[tuple[str, ...]]:
    """Yield the data dictionary: a row for each column of each sheet."""
    for table in tables:
        for column in table.columns:
            yield table.name, table.title, column.header, column.meaning


def _first_rows(tables: Sequence[FigureTable], first: int) -> Iterator[tuple[int, FigureTable]]:
    """Yield the first row of each table in the dictionary."""
    row = first
    for table in tables:
        yield row, table
        row += len(table.columns)


def _write_table(sheet: Worksheet, table: FigureTable, name: str) -> None:
    _lay(sheet, table, name, 1)
    sheet.freeze_panes = "C2" if len(table.columns) > 4 else "A2"
    sheet.print_title_rows = "1:1"


def _lay(sheet: Worksheet, table: FigureTable, name: str, first: int) -> None:
    """Write a table's header and rows from a row on, under a name of its own."""
    headers = _unlike(clean(column.header) for column in table.columns)
    for number, (column, header) in enumerate(zip(table.columns, headers, strict=True), 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS[column.kind]
        cell = _put(sheet, first, number, header, bold=True)
        cell.fill = PatternFill("solid", start_color=HEADER_GROUND)
        cell.border = Border(bottom=Side("medium", color=LINE))
    _make_room(sheet, first, table.columns)
    for row, cells in enumerate(table.rows, first + 1):
        for number, (column, value) in enumerate(zip(table.columns, cells, strict=True), 1):
            _put(sheet, row, number, value, kind=column.kind)
        _make_room(sheet, row, table.columns)
    last = f"{get_column_letter(len(table.columns))}{first + len(table.rows)}"
    laid = ExcelTable(displayName=name, ref=f"A{first}:{last}")
    laid.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(laid)
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _put(
    sheet: Worksheet, row: int, column: int, value: Cell, *, kind: Kind = "text", bold: bool = False
) -> ExcelCell | MergedCell:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = clean(value)
        # openpyxl takes what begins with = for a formula.
        cell.data_type = "s"
    else:
        cell.value = value
        cell.number_format = FORMATS[kind]
    # Made once: what openpyxl has seen before, it need not compare by its parts.
    cell.font = _BOLD if bold else _PLAIN
    cell.alignment = _WORDS if kind in ("text", "name", "words") else _NUMBERS
    return cell


def _make_room(sheet: Worksheet, row: int, columns: Sequence[FigureColumn]) -> None:
    """Make a row as high as its texts need: not every program does it by itself."""
    lines = 1
    for number, column in enumerate(columns, 1):
        value = sheet.cell(row, number).value
        if isinstance(value, str):
            across = int(WIDTHS[column.kind])
            lines = max(lines, sum(-(-len(line) // across) or 1 for line in value.split("\n")))
    sheet.row_dimensions[row].height = LINE_HEIGHT * min(lines, MOST_LINES)
