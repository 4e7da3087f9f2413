"""Partners from a table that somebody made in Excel: a workbook, or a text that Excel saves.

The table has a header row, which may stand under a title: name, sector, people, then a column for
each group. Everything that can't be used is said at once, each with its row.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter

from toptips.errors import FileProblems, Problem, TopTipsError
from toptips.model.ids import id_from
from toptips.model.misread import COPIED, shown
from toptips.model.reference import ON_PAPER
from toptips.model.workshop import Partner, check_workshop
from toptips.model.yaml_file import folded, whole
from toptips.places import read_within
from toptips.unsafe.opening import File
from toptips.unsafe.workbook_xml import MOST_COLUMNS, SheetRow
from toptips.unsafe.zips import Unreadable

MOST_PARTNERS = 500
LARGEST_FILE = 2_000_000  # bytes
# How far down the header row is looked for.
LAST_HEADER_ROW = 30
LONGEST_GROUP = 32
LONGEST_TEXT = 200

# What people call the columns that each table must have. The first is what messages call them.
_CALLED = {
    "name": (
        "name", "partner", "partners", "partner name", "name of partner", "organisation",
        "organization", "organisations", "organisation name", "name of organisation",
    ),
    "sector": ("sector", "type", "type of organisation", "organisation type", "kind"),
    "people": (
        "people", "number of people", "no. of people", "how many people", "forms",
        "number of forms", "no. of forms", "forms expected",
    ),
}  # fmt: skip
_WHAT = {"name": "name", "sector": "sector", "people": "number of people"}
_COLUMN_OF = {called: column for column, names in _CALLED.items() for called in names}
_HOW_TO = (
    "it needs a header row with the columns name, sector and people, and a row for each partner"
    " under it"
)
_SAVE_AS = "save it as an Excel Workbook (.xlsx)"
_WORKBOOK = f"In Excel paste the table into a new workbook and {_SAVE_AS}."
_KINDS = {
    "docx": f"This is a Word document. {_WORKBOOK}",
    "docm": f"This is a Word document. {_WORKBOOK}",
    "doc": f"This is a Word document of the old kind (.doc). {_WORKBOOK}",
    "odt": f"This is a text document of LibreOffice (.odt). {_WORKBOOK}",
    "rtf": f"This is a rich text document (.rtf). {_WORKBOOK}",
    "pdf": f"This is a PDF. Ask for the table that it was made from, or type it. {_WORKBOOK}",
    "xls": f"This is an old Excel workbook (.xls). Open it in Excel and {_SAVE_AS}.",
    "ods": f"This is a spreadsheet of LibreOffice (.ods). Open it and {_SAVE_AS}.",
    "html": f"This is a web page, whatever its name says. Open it in Excel and {_SAVE_AS}.",
    "password": (
        "This is protected with a password. Open it in Excel, choose File, Info, Protect Workbook,"
        " take the password off and save it."
    ),
    "damaged": f"This is damaged. If it opens in Excel, {_SAVE_AS} anew.",
    "empty": f"This is empty: {_HOW_TO}.",
}
_OTHER_KIND = f"This is neither an Excel workbook (.xlsx) nor a table as text (.csv). {_WORKBOOK}"
_TEXTS = ("csv", "table", "text")
_SEPARATORS = (",", ";", "\t")

_SPACES = re.compile(rf"[\s{COPIED}]")
# What no file of ours may hold.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ADDRESS = re.compile(r"\S@\S+\.\S")
_PEOPLE = re.compile(r"([0-9]{1,18})(?:\.0+)?")


@dataclass(frozen=True)
class PartnersTable:
    """What a table of partners says.

    `groups` are the values of each group, both in the order in which they first appear.
    `left_out` says, a sentence each, which of its columns are no groups.
    """

    partners: tuple[Partner, ...]
    groups: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...]


def read_partners(path: Path) -> PartnersTable:
    """Read a table of partners.

    Raises FileProblems with everything in it that can't be used, and TopTipsError for a file that
    is no such table.
    """
    file = File(path.name, _bytes_of(path))
    try:
        for rows in _tables_in(file):
            if header := _find_header(rows):
                return _TableReading(file.name, header).read(rows)
    except csv.Error as error:
        raise TopTipsError(
            f"{file.name}, {error}: a quotation mark stands alone, or a cell holds far more than"
            " a name. Put it right in Excel and save it again."
        ) from error
    except Unreadable as error:
        raise TopTipsError(f"{file.name} can't be read. {error}") from error
    raise TopTipsError(f"{file.name} is no table of partners: {_HOW_TO}.")


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise TopTipsError(f"{path} is not there, or is no file.")
    what_to_do = "Copy the table of partners alone into a new workbook."
    return read_within(path, LARGEST_FILE, what_to_do)


def _tables_in(file: File) -> Iterator[Iterator[SheetRow]]:
    """Yield the rows of each sheet, or those of a text by each sign that may part its columns."""
    if file.kind == "xlsx":
        yield from (sheet.rows() for sheet in file.workbook.sheets)
    elif file.kind in _TEXTS:
        text = _text_of(file)
        yield from (_rows_of_text(text, sign) for sign in _SEPARATORS)
    else:
        raise TopTipsError(f"{file.name}: {_KINDS.get(file.kind, _OTHER_KIND)}")


def _text_of(file: File) -> str:
    """Return a text as Excel saves it: as UTF-8, UTF-16 ("Unicode text") or Windows-1252."""
    utf_16 = file.data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            return file.data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TopTipsError(f"{file.name}: {_OTHER_KIND}")


def _rows_of_text(text: str, separator: str) -> Iterator[SheetRow]:
    # Each row has the number that Excel shows beside it, whatever lines its cells have.
    cells = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, texts in enumerate(cells, 1):
            filled = {
                column: text for column, text in enumerate(texts[:MOST_COLUMNS], 1) if text.strip()
            }
            if filled:
                yield SheetRow(number, filled)
    except csv.Error:
        raise csv.Error(f"row {number + 1}") from None


def _clean(text: str) -> str:
    """Return a cell's text on one line, without what can't be seen or printed."""
    return _UNSEEN.sub("", _SPACES.sub(" ", text)).strip()


@dataclass(frozen=True)
class _Header:
    """The header row: its number, the columns of each part of a partner, and the other headers."""

    number: int
    parts: Mapping[str, list[int]]
    others: Mapping[int, str]


def _find_header(rows: Iterator[SheetRow]) -> _Header | None:
    """Return the first row that has two of the columns that must be there; None without one.

    Of `rows` those below it are left.
    """
    # A text whose columns are parted by another sign may look as if its quotation marks were odd.
    with contextlib.suppress(csv.Error):
        for row in rows:
            if row.number > LAST_HEADER_ROW:
                return None
            if header := _as_header(row):
                return header
    return None


def _as_header(row: SheetRow) -> _Header | None:
    parts: dict[str, list[int]] = {}
    others = {}
    for column, text in sorted(row.texts.items()):
        if part := _COLUMN_OF.get(folded(_clean(text)).rstrip(" :*")):
            parts.setdefault(part, []).append(column)
        elif _clean(text):
            others[column] = _clean(text)
    return _Header(row.number, parts, others) if len(parts) > 1 else None


@dataclass
class _Group:
    """A column that may be a group: its header, and its values in the order of appearance."""

    header: str
    values: dict[str, str] = field(default_factory=dict)

    def add(self, text: str) -> None:
        self.values.setdefault(folded(text), text)

    @property
    def is_no_group(self) -> str:
        """Why this can't be a group, as a sentence; empty where it can."""
        column = f"The column '{shown(self.header)}' is not taken as a group"
        if any(_ADDRESS.search(value) for value in self.values.values()):
            return f"{column}: it holds e-mail addresses, and groups are printed on every form."
        if len(self.values) < 2:
            return f"{column}: it has fewer than two different values."
        return ""


class _TableReading:
    """One table being read: what was found, and what is wrong with it."""

    def __init__(self, source: str, header: _Header) -> None:
        self._source = source
        self._header = header
        self._problems: list[Problem] = []
        self._rows_of_names: dict[str, int] = {}
        self._read: list[tuple[Partner, SheetRow]] = []
        self._without_header: set[int] = set()
        self._groups = {column: _Group(text) for column, text in header.others.items()}

    def read(self, rows: Iterable[SheetRow]) -> PartnersTable:
        """Read the rows under the header. Raises FileProblems with all that is wrong."""
        self._check_header()
        for count, row in enumerate(rows, 1):
            if count > MOST_PARTNERS:
                self._say(row.number, f"this is more than {MOST_PARTNERS} partners.")
                break
            self._take(row)
        if not self._read and not self._problems:
            self._say(self._header.number, "no partner stands under the headers.")
        names = self._names_of_groups()
        self._check_groups(names)
        if self._problems:
            raise FileProblems(self._problems)
        return PartnersTable(
            partners=tuple(self._with_groups(*read, names) for read in self._read),
            groups={
                name: tuple(self._groups[column].values.values()) for column, name in names.items()
            },
            left_out=tuple(filter(None, (group.is_no_group for group in self._groups.values()))),
        )

    def _say(self, row: int, message: str) -> None:
        self._problems.append(Problem(self._source, f"row {row}", message))

    def _check_header(self) -> None:
        for part, names in _CALLED.items():
            columns = self._header.parts.get(part, [])
            if not columns:
                self._say(self._header.number, f"there is no column '{names[0]}'.")
            elif len(columns) > 1:
                letters = " and ".join(map(get_column_letter, columns))
                self._say(
                    self._header.number,
                    f"columns {letters} both say the {_WHAT[part]}; take out or rename those that"
                    " don't.",
                )

    def _take(self, row: SheetRow) -> None:
        """Take the partner of a row, or say what is wrong with it."""
        before = len(self._problems)
        name, sector = self._part(row, "name"), self._part(row, "sector")
        people = self._people(row, self._part(row, "people"))
        self._check_name(row, name)
        self._check_other_cells(row)
        if len(self._problems) > before or not people:
            return
        taken = {ON_PAPER, *(partner.id for partner, _ in self._read)}
        partner_id = id_from(name, "partner", taken=taken)
        self._read.append((Partner(id=partner_id, name=name, sector=sector, people=people), row))

    def _part(self, row: SheetRow, part: str) -> str:
        """Return what a row says in a column that must be filled in, and say what is wrong."""
        columns = self._header.parts.get(part)
        if not columns:
            return ""
        text = _clean(row.texts.get(columns[0], ""))
        if not text:
            why = row.doubts.get(columns[0])
            self._say(row.number, f"the {_WHAT[part]} is missing{f': {why}' if why else ''}.")
        self._check_length(row, text)
        return text

    def _check_length(self, row: SheetRow, text: str) -> None:
        if len(text) > LONGEST_TEXT:
            self._say(row.number, f"'{shown(text)}' is longer than {LONGEST_TEXT} characters.")

    def _people(self, row: SheetRow, text: str) -> int | None:
        match = _PEOPLE.fullmatch(text)
        number = whole(match[1]) if match else None
        if text and not number:
            self._say(
                row.number, f"people must be a whole number of 1 or more, not '{shown(text)}'."
            )
        return number

    def _check_name(self, row: SheetRow, name: str) -> None:
        first = self._rows_of_names.setdefault(folded(name), row.number)
        if name and first != row.number:
            self._say(
                row.number,
                f"'{shown(name)}' is on row {first} already; give each partner a name of its own.",
            )

    def _check_other_cells(self, row: SheetRow) -> None:
        """Take the values of groups, and say what stands under no header or shows an error."""
        known = {column for columns in self._header.parts.values() for column in columns}
        for column in sorted({*row.texts, *row.doubts} - known - self._without_header):
            text = _clean(row.texts.get(column, ""))
            letter = get_column_letter(column)
            if text and column in self._groups:
                self._check_length(row, text)
                self._groups[column].add(text)
            elif text:
                self._without_header.add(column)
                self._say(
                    row.number,
                    f"column {letter} holds '{shown(text)}' and has no header; give it one on row"
                    f" {self._header.number}, or clear it.",
                )
            elif column in row.doubts:
                self._say(row.number, f"column {letter}: {row.doubts[column]}.")

    def _names_of_groups(self) -> dict[int, str]:
        """Return the groups' names in workshop.yaml by their columns."""
        names: dict[int, str] = {}
        for column, group in self._groups.items():
            if group.is_no_group:
                continue
            name = id_from(group.header, "", longest=LONGEST_GROUP)
            if not name or name in names.values():
                why = "has no letter in it" if not name else "is called like another"
                self._say(
                    self._header.number,
                    f"the column '{shown(group.header)}' {why}; give it a name of its own.",
                )
            names[column] = name
        return names

    def _check_groups(self, names: Mapping[int, str]) -> None:
        """Say which groups no form can ask for, as a workshop's file is told."""
        groups = {name: [*self._groups[column].values.values()] for column, name in names.items()}
        for _, message in check_workshop(
            {"groups": {name: groups[name] for name in groups if name}}
        ):
            self._say(self._header.number, message)

    def _with_groups(self, partner: Partner, row: SheetRow, names: Mapping[int, str]) -> Partner:
        chosen = {}
        for column, name in names.items():
            if text := _clean(row.texts.get(column, "")):
                chosen[name] = self._groups[column].values[folded(text)]
        return partner.model_copy(update={"groups": chosen})
