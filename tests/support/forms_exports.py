"""Exports as Microsoft Forms makes them, and what collecting them gives."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl

from tests.support.folders import make_folder
from toptips import workflow
from toptips.model.responses import Response, read_responses
from toptips.model.returned import ReturnRow, read_returns

DAY = datetime(2018, 8, 1, 10, 0, 5)
OWN = ("ID", "Start time", "Completion time", "Email", "Name")


def export(
    headers: Sequence[str],
    rows: Sequence[Mapping[str, object]],
    *,
    own: Sequence[str] = OWN,
) -> bytes:
    """An export as Microsoft Forms makes it; `rows` hold answers by their headers' beginnings."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Sheet1"
    everything = [*own, *headers]
    sheet.append(everything)
    for number, row in enumerate(rows, 1):
        given: dict[str, object] = {
            "ID": number,
            "Start time": DAY + timedelta(hours=number - 1),
            "Completion time": DAY + timedelta(hours=number - 1, minutes=20),
            "Email": "anonymous",
            **row,
        }
        sheet.append([_given(given, header) for header in everything])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _given(given: Mapping[str, object], header: str) -> object:
    if header in given:
        return given[header]
    return given.get(header.split()[0].strip("\u00a0"))


def collected(
    tmp_path: Path, *exports: bytes, **returns: object
) -> tuple[list[Response], list[ReturnRow]]:
    """Collect exports, in the order of their age, in a workshop with these `returns` settings."""
    folder = make_folder(
        tmp_path / "workshop",
        groups={"pathway": ["Adults", "Older"]},
        returns={"to": "forms@example.org", "by": "2018-08-24", **returns},
    )
    workflow.prepare(folder)
    for number, data in enumerate(exports, 1):
        (tmp_path / f"export {number}.xlsx").write_bytes(data)
        workflow.collect(folder, [tmp_path / f"export {number}.xlsx"])
    return read_responses(folder / "responses.csv"), read_returns(folder / "returns.csv")
