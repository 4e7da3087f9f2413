"""Reads what Microsoft Forms exports to Excel: one row a submission.

Its columns are ID, Start time, Completion time, Email, Name, in newer exports Last modified
time, and then one for each question, with the question's text as its header.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from toptips.model.questionnaire import Questionnaire
from toptips.model.yaml_file import folded
from toptips.returns.form import Return, columns_by_hand, keeps_names
from toptips.returns.properties import time_in
from toptips.returns.rows import Columns, Header, find_header, returns_in
from toptips.returns.tables import TABLES, Sheet, sheets_of
from toptips.unsafe.opening import File
from toptips.unsafe.workbook_xml import SheetRow
from toptips.unsafe.zips import Unreadable

MUST_HAVE = ("id", "start time", "completion time")
# Of the export's own columns, the times at which a submission was begun, ended and changed.
TIMES = ("last modified time", "completion time")
NAMES = ("name", "email")
OWN = (*MUST_HAVE, *TIMES, *NAMES, "language", "total points", "quiz feedback")
IN_ORDER = (*MUST_HAVE, "email", "name")
START, COMPLETION = 2, 3
ANONYMOUS = "anonymous"


def recognises(file: File) -> bool:
    """Say whether this is an export of Microsoft Forms."""
    if file.kind not in TABLES:
        return False
    try:
        return any(_is_export(sheet) for sheet in sheets_of(file))
    except Unreadable:
        # What is damaged is not ours to say: it is a workbook like any other.
        return False


def _is_export(sheet: Sheet) -> bool:
    """Say whether a sheet has the export's own columns, in English or in their usual places."""
    rows = sheet.rows()
    first = next(rows, None)
    if first is None:
        return False
    return set(MUST_HAVE) <= set(map(folded, first.texts.values())) or _is_in_place(
        first, next(rows, None)
    )


def _is_in_place(header: SheetRow, row: SheetRow | None) -> bool:
    """Say whether the first columns are a number and two times, as in every language."""
    if row is None or folded(header.texts.get(1, "")) != "id":
        return False
    times = (time_in(row.texts.get(column)) for column in (START, COMPLETION))
    return row.texts.get(1, "").strip().isdecimal() and all(times)


def read(file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]:
    """Read every submission.

    Raises Unreadable for a damaged workbook, and for an export whose questions are none of ours.
    """
    by_hand = columns_by_hand(questionnaires)
    read_any = False
    for sheet in sheets_of(file):
        if not _is_export(sheet):
            continue
        header = find_header(sheet, by_hand, fewest=1)
        if header is not None:
            read_any = True
            columns = _columns(header, keep_names=keeps_names(questionnaires))
            yield from returns_in(file, sheet, header, questionnaires, columns)
    if not read_any:
        raise Unreadable(
            "This is an export of Microsoft Forms, but no question in it begins with a code such"
            " as 3a. Say in workshop.yaml, under 'returns: columns:', which column answers which"
            " question."
        )


def _columns(header: Header, *, keep_names: bool) -> Columns:
    """Return what the export's own columns say of a row."""
    places: dict[str, int] = {}
    for column, text in header.texts.items():
        if column not in header.codes and folded(text) in OWN:
            places.setdefault(folded(text), column)
    if not set(MUST_HAVE) <= places.keys():
        # In another language they stand in the same places, before the first question.
        first = min(header.codes)
        places |= {name: column for column, name in enumerate(IN_ORDER, 1) if column < first}
        places |= {f"column {column}": column for column in range(len(IN_ORDER) + 1, first)}

    def said(row: SheetRow, name: str) -> str:
        return row.texts.get(places.get(name, 0), "")

    def modified(row: SheetRow) -> datetime | None:
        return next((time for name in TIMES if (time := time_in(said(row, name)))), None)

    def label(row: SheetRow) -> str:
        names = (said(row, name).strip() for name in NAMES if keep_names)
        return next((name for name in names if name and folded(name) != ANONYMOUS), "")

    return Columns(
        aside=frozenset(places.values()),
        modified=modified,
        label=label,
        # Two people may answer alike, and one export may follow another.
        identity=lambda row: [said(row, name) for name in ("start time", "completion time")],
    )
