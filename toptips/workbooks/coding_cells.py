"""The cells of the coding workbook: tables to read and to fill in, protected against slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toptips.workbooks.coding_layout import ID
from toptips.workbooks.package import clean

NAME, SIZE = "Arial", 11
# Points; Excel has no row taller than 409.
LINE_HEIGHT, TITLE_HEIGHT, TALLEST = 15, 26, 400
# Inches around what is printed.
MARGIN = 0.4
# The last column is there to know a row by, not to be read.
ID_WIDTH = 7
LISTS = "Lists"
_TEXT_FORMAT = "@"
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_ON_ONE_LINE = Alignment(wrap_text=False, vertical="top")
_PLAIN = Font(name=NAME, size=SIZE)
_BOLD = Font(name=NAME, size=SIZE, bold=True)
_TITLE = Font(name=NAME, size=16, bold=True)
# What keywords found never looks like what a person decided.
_BY_MACHINE = Font(name=NAME, size=SIZE, italic=True, color="FF6B6B6B")
_FAINT = Font(name=NAME, size=8, color="FF8A8A8A")
_HEADER = PatternFill("solid", start_color="FFE8EDF2")
_TO_FILL_IN = PatternFill("solid", start_color="FFFFF8DC")
_BELOW = Border(bottom=Side("medium", color="FF1F3A56"))
_THIN = Side("thin", color="FFD0D0D0")
_ROUND = Border(_THIN, _THIN, _THIN, _THIN)
_UNDER = Border(bottom=_THIN)
_OPEN = Protection(locked=False)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, its width in characters, and whether people fill it in.

    `choices` are offered in a drop-down; other words may be typed where `free`.
    """

    header: str
    width: float
    to_fill_in: bool = False
    choices: tuple[str, ...] = ()
    free: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its texts in the columns' order, and the text of its last cell.

    `by_machine` says that what stands in cells to fill in was found by keywords; the cells of
    `closed` headers can't be filled in.
    """

    texts: tuple[str, ...]
    key: str
    by_machine: bool = False
    closed: frozenset[str] = frozenset()


class Lists:
    """The sheet of what can be chosen: a column for each different list."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._lists: list[tuple[str, ...]] = []

    def place_of(self, values: tuple[str, ...]) -> str:
        """Return where a list will stand, as a formula."""
        if values not in self._lists:
            self._lists.append(values)
        letter = get_column_letter(self._lists.index(values) + 1)
        return f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${len(values) + 1}"

    def write(self) -> None:
        """Write the sheet, the workbook's last, so that anybody can see what it holds."""
        sheet = self._workbook.create_sheet(LISTS)
        for column, values in enumerate(self._lists, 1):
            sheet.column_dimensions[get_column_letter(column)].width = 36
            put(sheet, 1, column, "What can be chosen", _BOLD)
            for row, value in enumerate(values, 2):
                put(sheet, row, column, value)
        protect(sheet)


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    text: str,
    font: Font = _PLAIN,
    alignment: Alignment = _WRAPPED,
) -> None:
    """Write a text into a cell, as a text whatever it looks like."""
    cell = sheet.cell(row, column)
    cell.value = clean(text)
    # openpyxl takes what begins with = for a formula.
    cell.data_type = "s"
    cell.number_format = _TEXT_FORMAT
    cell.font = font
    cell.alignment = alignment


def put_title(sheet: Worksheet, title: str, lines: Sequence[str]) -> int:
    """Write a sheet's title and what it explains; return the first row that is free."""
    put(sheet, 1, 1, title, _TITLE, _ON_ONE_LINE)
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    for row, line in enumerate(lines, 2):
        put(sheet, row, 1, line, _PLAIN, _ON_ONE_LINE)
    return len(lines) + 2


def put_answer(sheet: Worksheet, row: int, question: str, answer: str) -> None:
    """Write a question and, in the cell after it, an answer that people may change."""
    put(sheet, row, 1, question, _BOLD, _ON_ONE_LINE)
    put(sheet, row, 2, answer)
    _open(sheet, row, 2)


def _open(sheet: Worksheet, row: int, column: int) -> None:
    cell = sheet.cell(row, column)
    cell.protection = _OPEN
    cell.fill = _TO_FILL_IN
    cell.border = _ROUND


def put_table(
    sheet: Worksheet,
    first: int,
    columns: Sequence[Column],
    rows: Sequence[TableRow],
    lists: Lists,
) -> None:
    """Write a table with its header in the row `first`, and protect the sheet."""
    width = len(columns) + 1
    for number, column in enumerate(columns, 1):
        _put_header(sheet, first, number, column.header, column.width)
    _put_header(sheet, first, width, ID, ID_WIDTH)
    for number, row in enumerate(rows, first + 1):
        _put_row(sheet, number, columns, row)
    last = first + max(1, len(rows))
    for number, column in enumerate(columns, 1):
        if column.choices and rows:
            letter = get_column_letter(number)
            _offer(sheet, f"{letter}{first + 1}:{letter}{last}", column, lists)
    sheet.auto_filter.ref = f"A{first}:{get_column_letter(width)}{last}"
    sheet.freeze_panes = f"A{first + 1}"
    sheet.print_title_rows = f"{first}:{first}"
    fit_to_page(sheet)
    protect(sheet)


def _put_header(sheet: Worksheet, row: int, column: int, text: str, width: float) -> None:
    put(sheet, row, column, text, _BOLD)
    cell = sheet.cell(row, column)
    cell.fill = _HEADER
    cell.border = _BELOW
    sheet.column_dimensions[get_column_letter(column)].width = width


def _put_row(sheet: Worksheet, number: int, columns: Sequence[Column], row: TableRow) -> None:
    lines = 1
    for place, (column, text) in enumerate(zip(columns, row.texts, strict=True), 1):
        is_open = column.to_fill_in and column.header not in row.closed
        put(sheet, number, place, text, _BY_MACHINE if is_open and row.by_machine else _PLAIN)
        if is_open:
            _open(sheet, number, place)
        else:
            sheet.cell(number, place).border = _UNDER
        # A column's width is in characters, more or less; whole words take more room than letters.
        across = max(1, int(column.width * 0.9))
        lines = max(lines, sum(-(-len(line) // across) or 1 for line in text.split("\n")))
    put(sheet, number, len(columns) + 1, row.key, _FAINT, _ON_ONE_LINE)
    sheet.row_dimensions[number].height = min(TALLEST, LINE_HEIGHT * lines + 2)


def _offer(sheet: Worksheet, cells: str, column: Column, lists: Lists) -> None:
    """Offer what can be chosen in some cells."""
    offered = DataValidation(type="list", formula1=lists.place_of(column.choices), allow_blank=True)
    offered.showErrorMessage = not column.free
    offered.errorTitle = "Not on the list"
    offered.error = f"Choose one of: {', '.join(column.choices)}."[:225]
    offered.add(cells)
    sheet.add_data_validation(offered)


def fit_to_page(sheet: Worksheet) -> None:
    """Let a sheet be printed as wide as a page, for those who would rather read on paper."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = MARGIN
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def protect(sheet: Worksheet) -> None:
    """Protect a sheet against slips: no password, and columns and rows may be made wider."""
    protection = sheet.protection
    protection.sheet = True
    protection.autoFilter = protection.sort = False
    protection.formatColumns = protection.formatRows = protection.formatCells = False
