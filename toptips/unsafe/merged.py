"""Cells of a sheet that are merged downwards: the text stands in the first of them alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toptips.unsafe.workbook_xml import SheetRow, column_of

MOST_MERGED = 2_000
_MERGED = re.compile(
    rb"<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?ref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']"
)


@dataclass(frozen=True, slots=True, order=True)
class Merged:
    """Cells of one column that are merged: the rows from the first to the last, and the column."""

    first: int
    last: int
    column: int


def merged_in(data: bytes) -> list[Merged]:
    """Return what is merged downwards in a sheet's XML, the uppermost first."""
    # It stands behind all rows, whose cells may hold any words.
    start = data.rfind(b"mergeCells", 0, data.rfind(b"mergeCells"))
    found = []
    for number, match in enumerate(_MERGED.finditer(data, max(start, 0))):
        if number == MOST_MERGED:
            break
        area = Merged(int(match[2]), int(match[3]), column_of(match[1].decode()))
        if area.last > area.first:
            found.append(area)
    return sorted(found)


class Filling:
    """Gives each row of a sheet, as they go by, the texts of the cells merged into it."""

    def __init__(self, merged: Sequence[Merged], below: int) -> None:
        """`below` is the row under which answers stand: what is merged above holds for none."""
        self._waiting = [area for area in reversed(merged) if area.first > below]
        self._holding: dict[int, tuple[int, str]] = {}

    def filled(self, row: SheetRow) -> SheetRow:
        """Return the row with what is merged into it, which the rows above it held."""
        texts = dict(row.texts)
        for column, (last, text) in self._holding.items():
            if row.number <= last:
                texts.setdefault(column, text)
        while self._waiting and self._waiting[-1].first <= row.number:
            area = self._waiting.pop()
            if area.first == row.number and area.column in row.texts:
                self._holding[area.column] = (area.last, row.texts[area.column])
        return replace(row, texts=texts)
