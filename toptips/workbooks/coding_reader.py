"""Reads a coding workbook that came back: rows by their headers, wherever these stand now.

Sheets may have been renamed, sorted, filtered or cut, and columns added. Nothing is believed of
the file: it is opened as returns are, within bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toptips.errors import Problem, TopTipsError
from toptips.model.yaml_file import folded
from toptips.unsafe.ods import OdsSheet, ods_sheets
from toptips.unsafe.opening import LARGEST_FILE, open_file
from toptips.unsafe.room import Room
from toptips.unsafe.workbook import Workbook, WorkbookSheet
from toptips.unsafe.workbook_xml import SheetRow
from toptips.unsafe.zips import Unreadable
from toptips.workbooks import coding_layout as layout
from toptips.workbooks.coding_layout import Key, key_in

# Such a workbook holds every comment several times.
TIMES_THE_ROOM = 10
LAST_HEADER_ROW = 60
KNOWN = (
    layout.COMMENT, layout.WORDS, layout.DECISION, layout.WORDING, layout.THEME, layout.CHECKED,
    layout.DIRECTION_HEADER, layout.BELONGS_HEADER, layout.ALL_THEMES, layout.KEYWORD,
    layout.DROP_HEADER, layout.NEW_NAME, layout.MERGE, layout.SPLIT, layout.SPLIT_KEYWORDS,
    layout.ADD_KEYWORDS, layout.MEMO, layout.BELONGS_IN, layout.ID,
)  # fmt: skip
# Columns that are there to be looked at.
SHOWN = (
    layout.ABOUT, layout.WHOSE, "Look closely", "Sector", "Words found", "Coded by", "Found",
    "Kept", "Taken out", "Comments", "Between", "First", "Second",
)  # fmt: skip
_NUMBERED = re.compile(r"(theme|blind theme|proposal) (\d{1,2})")
_BY_FOLDED = {folded(header): header for header in (*KNOWN, *SHOWN)}


@dataclass(frozen=True)
class FilledRow:
    """One row: where it stands, what it is about, and its cells by header.

    `key` is None where its last cell says nothing that is known. `doubts` say what is odd about a
    cell. `headers` are those of its sheet.
    """

    where: str
    key: Key | None
    cells: dict[str, str]
    doubts: dict[str, str]
    headers: frozenset[str]

    def get(self, header: str) -> str:
        """Return the text of a cell without spaces around it, or nothing."""
        return self.cells.get(header, "").strip()

    def numbered(self, header: str) -> list[str]:
        """Return the texts of the cells of numbered columns that the sheet has, such as Theme 1."""
        found = (header.format(number) for number in range(1, 100))
        return [self.get(name) for name in found if name in self.headers]


@dataclass
class CameBack:
    """A coding workbook that came back.

    `coder` and `role` are what its first sheet says of who filled it in. `has_more` says that it
    holds columns of a person's own.
    """

    rows: list[FilledRow] = field(default_factory=list)
    coder: str = ""
    role: str = ""
    has_more: bool = False
    problems: list[Problem] = field(default_factory=list)


def read_coding(path: Path) -> CameBack:
    """Read a coding workbook, an Excel workbook or a spreadsheet of LibreOffice.

    Raises TopTipsError for what is none.
    """
    if not path.is_file():
        raise TopTipsError(f"{path} is not there. 'toptips themes export' writes it.")
    came_back = CameBack()
    try:
        for sheet in _sheets_of(path):
            _read_sheet(sheet.name, sheet.rows(), path.name, came_back)
    except Unreadable as error:
        raise TopTipsError(f"{path.name} can't be read. {error}") from error
    if not came_back.rows:
        raise TopTipsError(
            f"{path.name} has no sheet of the coding workbook: a row of headers that ends with"
            f" '{layout.ID}', and rows under it. 'toptips themes export' writes a new one."
        )
    return came_back


def _sheets_of(path: Path) -> Sequence[WorkbookSheet | OdsSheet]:
    file = open_file(path, path.name)
    room = Room(TIMES_THE_ROOM)
    if file.kind == "xlsx":
        return Workbook(file.parts, room).sheets
    if file.kind == "ods":
        return ods_sheets(file.parts, room)
    raise TopTipsError(
        f"{path.name} is no Excel workbook (.xlsx). Open it in Excel or LibreOffice and save it as"
        f" one, of {LARGEST_FILE // 1024**2} MB at most."
    )


def _read_sheet(name: str, rows: Iterable[SheetRow], source: str, came_back: CameBack) -> None:
    """Read the rows of a sheet under its headers, if it has any, and what stands above them."""
    coming = iter(rows)
    for row in coming:
        _take_answers(row, came_back)
        if columns := _header_in(row):
            break
        if row.number > LAST_HEADER_ROW:
            return
    else:
        return
    where = f"sheet '{name}'"
    for header in _twice(columns):
        came_back.problems.append(
            Problem(source, where, f"the column '{header}' is there twice; the first is read.")
        )
    came_back.rows += _rows_under(columns, coming, where, came_back)


def _take_answers(row: SheetRow, came_back: CameBack) -> None:
    """Take what stands beside the questions of who coded."""
    for column, text in row.texts.items():
        beside = row.texts.get(column + 1, "").strip()
        if folded(text) == folded(layout.CODER):
            came_back.coder = came_back.coder or beside
        elif folded(text) == folded(layout.ROLE):
            came_back.role = came_back.role or beside


def _header_in(row: SheetRow) -> dict[int, str]:
    """Return the headers of a row of headers by column, as we write them; nothing for another."""
    found = {column: _canonical(text) for column, text in row.texts.items()}
    known = {header for header in found.values() if _is_known(header)}
    return found if layout.ID in known and len(known) > 2 else {}


def _canonical(text: str) -> str:
    called = folded(text)
    if match := _NUMBERED.fullmatch(called):
        return f"{match[1].capitalize()} {int(match[2])}"
    return _BY_FOLDED.get(called, text.strip())


def _is_known(header: str) -> bool:
    return header in KNOWN or header in SHOWN or bool(_NUMBERED.fullmatch(header.casefold()))


def _twice(columns: dict[int, str]) -> list[str]:
    headers = [header for header in columns.values() if _is_known(header)]
    return sorted({header for header in headers if headers.count(header) > 1})


def _rows_under(
    columns: dict[int, str], rows: Iterable[SheetRow], where: str, came_back: CameBack
) -> Iterator[FilledRow]:
    first: dict[str, int] = {}
    for column, header in sorted(columns.items()):
        first.setdefault(header, column)
    ours = {column: header for header, column in first.items() if _is_known(header)}
    for row in rows:
        cells = {ours[column]: text for column, text in row.texts.items() if column in ours}
        doubts = {ours[column]: text for column, text in row.doubts.items() if column in ours}
        if any(column not in ours and text.strip() for column, text in row.texts.items()):
            came_back.has_more = True
        if cells or doubts:
            key = key_in(cells.get(layout.ID, ""))
            place = f"{where}, row {row.number}"
            yield FilledRow(place, key, cells, doubts, frozenset(ours.values()))
