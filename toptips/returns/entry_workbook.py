"""Reads the data-entry workbook, and any other table whose header row holds the codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from toptips.model.questionnaire import Questionnaire
from toptips.returns.form import Return, columns_by_hand
from toptips.returns.no_form import MESSAGES
from toptips.returns.properties import properties_of
from toptips.returns.rows import Columns, find_header, returns_in
from toptips.returns.tables import TABLES, sheets_of
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable


def recognises(file: File) -> bool:
    """Say whether this is a workbook, or a text that is a table of answers."""
    if file.kind != "text":
        return file.kind in TABLES
    try:
        return any(find_header(sheet, {}) for sheet in sheets_of(file))
    except Unreadable:
        return False


def read(file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]:
    """Read the rows of every sheet of answers.

    Raises Unreadable for a damaged workbook, and for one without a sheet of answers.
    """
    _, modified = properties_of(file) if file.kind == "xlsx" else (None, None)
    by_hand = columns_by_hand(questionnaires)
    columns = Columns(modified=lambda row: modified)
    has_macros = file.kind == "xlsx" and "xl/vbaProject.bin" in file.parts
    found = False
    answered = False
    for sheet in sheets_of(file):
        header = find_header(sheet, by_hand)
        if header is None:
            continue
        found = True
        for returned in returns_in(file, sheet, header, questionnaires, columns):
            answered = True
            yield _with_macros(returned) if has_macros else returned
    if not found:
        raise Unreadable(MESSAGES[file.kind])
    if not answered:
        raise Unreadable(
            "No row is filled in in this workbook. Please type the answers in below the codes, one"
            " row a form, and save it."
        )


def _with_macros(returned: Return) -> Return:
    return replace(returned, notes=("It holds macros, which were not run.", *returned.notes))
