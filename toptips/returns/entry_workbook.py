"""Reads the data-entry workbook, and any other .xlsx whose header row holds the codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from toptips.model.questionnaire import Questionnaire
from toptips.returns.form import Return, columns_by_hand
from toptips.returns.no_form import MESSAGES
from toptips.returns.properties import properties_of
from toptips.returns.rows import Columns, find_header, returns_in
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable


def recognises(file: File) -> bool:
    """Say whether this is an Excel workbook."""
    return file.kind == "xlsx"


def read(file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]:
    """Read the rows of every sheet of answers.

    Raises Unreadable for a damaged workbook, and for one without a sheet of answers.
    """
    _, modified = properties_of(file)
    by_hand = columns_by_hand(questionnaires)
    columns = Columns(modified=lambda row: modified)
    found = False
    answered = False
    for sheet in file.workbook.sheets:
        header = find_header(sheet, by_hand)
        if header is None:
            continue
        found = True
        for returned in returns_in(file, sheet, header, questionnaires, columns):
            answered = True
            yield _with_macros(returned) if "xl/vbaProject.bin" in file.parts else returned
    if not found:
        raise Unreadable(MESSAGES["xlsx"])
    if not answered:
        raise Unreadable(
            "No row is filled in in this workbook. Please type the answers in below the codes, one"
            " row a form, and save it."
        )


def _with_macros(returned: Return) -> Return:
    return replace(returned, notes=("It holds macros, which were not run.", *returned.notes))
