"""A table of answers saved as text: CSV with commas or semicolons, or with tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from toptips.unsafe.workbook_xml import MOST_COLUMNS, SheetRow
from toptips.unsafe.zips import Unreadable

SEPARATORS = (",", ";", "\t")
LARGEST = 4 * 1024 * 1024
MOST_ROWS = 5_000
# As long as a cell of Excel may be.
LONGEST_CELL = 32_767


@dataclass(frozen=True)
class TextTable:
    """One table: its text, and the sign that parts its columns."""

    text: str
    separator: str
    name: str = ""
    hidden: bool = False

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold anything, with the numbers that Excel would give them.

        Raises Unreadable for far too many rows, and for quotation marks that are never closed.
        """
        cells = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator)
        try:
            for number, texts in enumerate(cells, 1):
                if number > MOST_ROWS:
                    raise Unreadable(
                        f"This table holds more than {MOST_ROWS:,} rows, far more than any of ours."
                        " Please send only the rows that are filled in."
                    )
                filled = {
                    column: text[:LONGEST_CELL]
                    for column, text in enumerate(texts[:MOST_COLUMNS], 1)
                    if text.strip()
                }
                if filled:
                    yield SheetRow(number, filled)
        except csv.Error:
            raise Unreadable(
                "This table can't be told apart into cells. Please open it in Excel, save it as an"
                " Excel Workbook (.xlsx) and send that."
            ) from None


def text_tables(data: bytes) -> list[TextTable]:
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
            return [TextTable(rest, first.strip()[4])]
        return [TextTable(text, sign) for sign in SEPARATORS]
    return []
