"""The sheets of a table of answers, in whatever format it was saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from toptips.unsafe.merged import Merged
from toptips.unsafe.ods import ods_sheets
from toptips.unsafe.opening import File
from toptips.unsafe.text_table import text_tables
from toptips.unsafe.workbook_xml import SheetRow

# What a table of each kind is called in returns.csv.
FORMATS = {"table": "csv", "text": "csv"}
TABLES = ("xlsx", "ods", *FORMATS)


class Sheet(Protocol):
    """One sheet of answers: its name, empty for a text, and and its rows."""

    @property
    def name(self) -> str:
        """Its name, as people read it."""

    @property
    def hidden(self) -> bool:
        """Whether it is not shown."""

    @property
    def merged(self) -> Sequence[Merged]:
        """Its cells that are merged downwards, the uppermost first."""

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold anything."""


def sheets_of(file: File) -> Sequence[Sheet]:
    """Return the sheets of a table; of a text, the same by each sign that may part its columns.

    Raises Unreadable for a damaged one, and for too much of it.
    """
    if file.kind == "xlsx":
        return file.workbook.sheets
    if file.kind == "ods":
        return ods_sheets(file.parts, file.room)
    return text_tables(file.data, file.room)
