"""A table of answers saved as text: CSV with commas or semicolons, or with tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from toptips.unsafe.merged import Merged
from toptips.unsafe.room import Room
from toptips.unsafe.workbook_xml import EXCELS_CHARACTERS, MOST_COLUMNS, SheetRow
from toptips.unsafe.zips import Unreadable

SEPARATORS = (",", ";", "\t")
LARGEST = 4 * 1024 * 1024
NOT_APART = (
    "This table can't be told apart into cells. Please open it in Excel, save it as an Excel"
    " Workbook (.xlsx) and send that."
)


@dataclass(frozen=True)
class TextTable:
    """One table: its text, and the sign that parts its columns."""

    text: str
    separator: str
    room: Room
    name: str = ""
    hidden: bool = False
    # Text has no merged cells.
    merged: tuple[Merged, ...] = ()

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold anything, with the numbers that Excel would give them.

        Raises Unreadable for far too much, and for quotation marks that are never closed.
        """
        cells = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator)
        try:
            for number, texts in enumerate(cells, 1):
                self.room.spend("rows", 1)
                if any(len(text) > EXCELS_CHARACTERS for text in texts):
                    # No program writes such a cell: a quotation mark has swallowed what follows.
                    raise Unreadable(NOT_APART)
                filled = {
                    column: text
                    for column, text in enumerate(texts[:MOST_COLUMNS], 1)
                    if text.strip()
                }
                if filled:
                    self.room.spend("filled rows", 1)
                    self.room.spend("characters", sum(map(len, filled.values())))
                    yield SheetRow(number, filled)
        except csv.Error:
            raise Unreadable(NOT_APART) from None


def text_tables(data: bytes, room: Room) -> list[TextTable]:
    """Return a text as a table by each sign that may part its columns.

    Excel saves as UTF-8, UTF-16 ("Unicode text") or Windows-1252.
    """
    if len(data) > LARGEST:
        raise Unreadable("This table is far larger than any of ours. Please split it into several.")
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\x00", "")
        first, _, rest = text.partition("\n")
        # Excel's own line that names the sign.
        if first.lower().startswith("sep=") and len(first.strip()) == 5:
            return [TextTable(rest, first.strip()[4], room)]
        return [TextTable(text, sign, room) for sign in SEPARATORS]
    return []
