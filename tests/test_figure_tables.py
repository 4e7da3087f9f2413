"""tables.xlsx: real numbers, each of them published elsewhere too, and nothing that is hidden."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from tests.support.random_workshop import random_figures
from tests.support.small_workshop import figures, make_workshop, respondent
from tests.support.small_workshop import table as of_table
from toptips.analysis.figures import Figures
from toptips.analysis.figures_data import to_json
from toptips.workbooks.figure_tables import write_figure_tables
from toptips.workbooks.table_sheets import FigureColumn, FigureTable, write_tables

PARTNERS = {"a": ("Housing", 4), "b": ("Housing", 4), "c": ("NHS", 4), "d": ("NHS", 4)}


def small() -> Figures:
    """Nine forms; tip 2 is scored by two people only."""
    forms = [
        respondent(f"{partner}{number}", t1_score=str(number + 1), top_1="t1")
        for partner in "abc"
        for number in (1, 2, 3)
    ]
    forms[0] = respondent("a1", t1_score="2", t2_score="5", top_1="t1")
    forms[3] = respondent("b1", t1_score="2", t2_score="5", top_1="t2")
    for number in (1, 4):
        partner = "ab"[number // 4]
        forms[number] = respondent(f"{partner}2", t1_score="3", t3_score="4", top_1="t1")
        forms[number + 1] = respondent(f"{partner}3", t1_score="4", t3_score="2", top_1="t1")
    tables = [of_table("table-1", t1_action="=Ring first", t1_due="2018-10-01", t1_score="3")]
    return figures(make_workshop(PARTNERS), [*forms, *tables])


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    opened = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in opened}


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from numbers(part)
            if str(key).isdecimal():
                yield float(key)
    elif isinstance(value, list):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, int | float) or (isinstance(value, str) and value.isdecimal()):
        yield float(value)


@pytest.mark.parametrize("seed", range(40))
def test_every_number_stands_in_the_analysis_too(seed: int) -> None:
    published = random_figures(seed)
    known = set(numbers(json.loads(json.dumps(to_json(published)))))
    written = {
        float(cell)
        for rows in sheets(write_figure_tables(published)).values()
        for row in rows
        for cell in row
        if isinstance(cell, int | float)
    }
    assert written <= known
    assert written


def test_what_is_hidden_is_said_in_words() -> None:
    found = sheets(write_figure_tables(small()))
    header, first, second, *_ = found["Tips"]
    assert dict(zip(header, first, strict=True))["Scored it"] == 9
    assert dict(zip(header, first, strict=True))["Mean"] == 3
    assert second[:3] == (2, "Tip 2", "not shown")
    assert set(second[2:]) == {"not shown"}
    levels = {row[0]: row for row in found["Levels"]}
    # Four scored it: enough for a mean, too few for shares.
    assert levels[3][2:] == (4, *["not shown"] * 5)
    assert levels[1][2:] == (
        9,
        0,
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
        0,
    )
    assert set(levels[2][2:]) == {"not shown"}


def test_what_tables_agreed_stands_as_text_number_and_day() -> None:
    header, row = sheets(write_figure_tables(small()))["Agreed by tables"]
    assert row == (1, "Tip 1", "table-1", 3, "=Ring first", datetime(2018, 10, 1))
    assert header[3:] == ("Score", "One thing to do next", "By when")


def test_every_column_is_explained_and_every_sheet_can_be_gone_to() -> None:
    opened = openpyxl.load_workbook(io.BytesIO(write_figure_tables(small())))
    contents = opened["Contents"]
    explained = {
        (row[0].value, row[2].value): row[3].value for row in contents.iter_rows(min_row=7)
    }
    links = {cell.hyperlink.location for cell in contents["A"] if cell.hyperlink}
    for sheet in opened.worksheets[1:]:
        assert f"'{sheet.title}'!A1" in links
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes
        for cell in sheet[1]:
            assert explained[sheet.title, cell.value].endswith(".")


def test_each_sheet_holds_a_named_table_on_a4() -> None:
    opened = openpyxl.load_workbook(io.BytesIO(write_figure_tables(small())))
    names = [name for sheet in opened for name in sheet.tables]
    assert len(names) == len(set(names)) == len(opened.worksheets)
    assert {sheet.page_setup.paperSize for sheet in opened} == {9}


def test_a_draft_says_so() -> None:
    assert sheets(write_figure_tables(small()))["Contents"][1][0].startswith("Draft. Small tips")


def test_the_same_figures_make_the_same_bytes() -> None:
    assert write_figure_tables(small()) == write_figure_tables(small())


def test_nothing_of_what_too_few_said_stands_in_it() -> None:
    few = figures(
        make_workshop(PARTNERS), [respondent("a1", t1_score="2"), respondent("b1", t1_score="4")]
    )
    found = sheets(write_figure_tables(few))
    assert {cell for row in found["Tips"][1:] for cell in row[2:]} <= {"not shown", None}
    assert "Quotes" not in found


def test_names_that_are_alike_or_that_a_sheet_can_not_have_are_told_apart() -> None:
    columns = (FigureColumn("Group", "One."), FigureColumn("group", "Other."))
    made = [
        FigureTable(name, "What", columns, [("x", "=y")])
        for name in ("a/b: [long] " * 5, "A/b: [long] " * 5)
    ]
    found = sheets(write_tables([*made, FigureTable("None", "Empty", columns, [])], "Title", ()))
    assert len({name.casefold() for name in found}) == len(found) == 3
    assert all(len(name) <= 31 for name in found)
    for rows in list(found.values())[1:]:
        assert rows == [("Group", "group (2)"), ("x", "=y")]


def test_days_are_days() -> None:
    made = write_tables(
        [
            FigureTable(
                "Days", "Days", (FigureColumn("Day", "A day.", "date"),), [[date(2026, 1, 2)]]
            )
        ],
        "T",
        (),
    )
    assert sheets(made)["Days"][1] == (datetime(2026, 1, 2),)
