"""Workbooks as they come back: from any program, by any hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.making_forms import put, questionnaire, reference, zipped
from tests.support.workbooks import (
    CODED,
    GOOD_ROW,
    HEADER,
    MAIN,
    RELATIONS,
    STRICT,
    STRICT_RELATIONS,
    book,
    cells,
    collected,
    read,
    sheet_of,
    texts,
)
from toptips.model.returned import ReturnRow
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable


def test_a_row_is_a_return_with_its_place() -> None:
    (returned,) = read(book(GOOD_ROW))
    assert returned.origin.row == "Answers!row 2"
    assert returned.reference is not None
    assert returned.reference.partner == "mh-trust"
    assert returned.texts == {
        "0.label": "jk", "1.score": "4", "1.strengths": "calls", "2.score": "2", "3.score": "1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="C2"><v>3</v></c>', "3"),
        ('<c r="C2"><v>3.0</v></c>', "3"),
        ('<c r="C2"><v>3.5</v></c>', "3.5"),
        ('<c r="C2"><v>2.0000000000000001E0</v></c>', "2"),
        ('<c r="C2" t="str"><v>4 - mostly</v></c>', "4 - mostly"),
        ('<c r="C2" t="b"><v>1</v></c>', "Yes"),
        ('<c r="C2" s="1"><v>43434</v></c>', "2018-11-30"),
        ('<c r="C2" s="2"><v>43434.5</v></c>', "2018-11-30 12:00:00"),
        ('<c r="C2" s="99"><v>43434</v></c>', "43434"),
        ('<c r="C2" s="1"><v>1e300</v></c>', "1e+300"),
        ('<c t="s"><v>1</v></c>', None),
        ('<c r="C2" t="s"><v>1</v></c>', "second & bold"),
        ('<c r="C2" t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r></is></c>', "a b"),
        ('<c r="C2" t="inlineStr"><is><t>日</t><rPh><t>ひ</t></rPh></is></c>', "日"),
        ('<c r="C2" t="str"><v>_x0041__x005F_x0041_</v></c>', "A_x0041_"),
        ('<c r="C2" t="str"><v>x_xD800_y_x0000_</v></c>', "xy"),
        ('<c r="ALL2"><v>1</v></c>', None),
    ],
)
def test_a_cell_is_read_as_it_is_shown(cell: str, text: str | None) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>first</t></si>'
        "<si><r><t>second</t></r><r><t> &amp; bold</t></r></si></sst>"
    ).encode()
    rows = f'<row r="2">{cell}</row>' + cells(3, "", "", "5")
    found = {found.origin.row: found.texts for found in read(book(rows, strings=strings))}
    assert found.get("Answers!row 2", {}).get("1.score") == text


def test_a_macintosh_counts_days_from_1904() -> None:
    data = book('<row r="2"><c r="C2" s="1"><v>41972</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<sheets>", b'<workbookPr date1904="1"/><sheets>'
    )
    assert texts(zipped(parts)) == [{"1.score": "2018-11-30"}]


def test_formulas_are_never_worked_out_but_what_they_showed_is_read_and_noted() -> None:
    rows = (
        '<row r="2"><c r="A2" t="str"><v>mh-trust</v></c>'
        '<c r="C2"><f>WEBSERVICE("http://example.org")</f><v>4</v></c>'
        '<c r="D2"><f>1+1</f></c><c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    (one,) = read(book(rows))
    assert one.texts == {"1.score": "4"}
    assert one.notes == (
        "1a: it is a formula; what it showed last is read.",
        "1b: it is a formula without a result, so it is left out.",
        "2a: the cell shows an error (#DIV/0!), so it is left out.",
    )
    assert ReturnRow(file="a.xlsx", message="\n".join(one.notes)).left_out == 2


@pytest.mark.parametrize(
    ("namespace", "relations"), [(STRICT, STRICT_RELATIONS), (MAIN, RELATIONS)]
)
def test_both_of_excels_namespaces_are_read(namespace: str, relations: str) -> None:
    assert len(texts(book(GOOD_ROW, namespace=namespace, relations=relations))) == 1


def test_names_with_a_prefix_are_read() -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
        + "".join(f'<x:c t="str"><x:v>{one}</x:v></x:c>' for one in HEADER)
        + '</x:row><x:row><x:c r="C2"><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert texts(book("", sheet=sheet.encode())) == [{"1.score": "4"}]


def test_utf_16_is_read() -> None:
    sheet = sheet_of(CODED + GOOD_ROW).decode()
    encoded = ('<?xml version="1.0" encoding="UTF-16"?>' + sheet).encode("utf-16")
    assert len(texts(book("", sheet=encoded))) == 1


def test_the_header_may_stand_lower_and_columns_in_any_order() -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{cells(1, "Typed by Jo")}'
        f"{cells(5, '3a', 'Remarks', '1a How well?', '0Z', '2B')}"
        f"{cells(6, '2', 'x', '5', 'council', 'calls')}"
        "</sheetData></worksheet>"
    )
    (one,) = read(book("", sheet=sheet.encode()))
    assert one.texts == {"1.score": "5", "2.strengths": "calls", "3.score": "2"}
    assert "'Remarks'" in one.notes[0]


def test_what_stands_far_below_is_not_waited_for() -> None:
    stray = '<row r="1048576"><c r="C1048576"><v>1</v></c></row>'
    assert len(texts(book(GOOD_ROW + stray))) == 1


def merged(rows: list[list[object]], *areas: str) -> bytes:
    """A workbook made by openpyxl, in which some cells are merged."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in [list(HEADER), *rows]:
        sheet.append(row)
    for area in areas:
        sheet.merge_cells(area)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def test_what_is_merged_downwards_holds_for_each_row() -> None:
    data = merged(
        [["council", "a", 4, "calls"], [None, "b", 3], [None, "c", 2], [None, "d", 1]],
        "A2:A4",
        "D2:D3",
        "F1:F3",
    )
    found = read(data)
    whose = [row.reference.partner if row.reference else None for row in found]
    assert whose == ["council", "council", "council", ""]
    assert [row.texts.get("1.strengths") for row in found] == ["calls", "calls", None, None]
    assert [row.texts.get("3.score") for row in found] == [None] * 4


def test_a_row_that_is_blank_but_for_what_is_merged_into_it_is_nobodys() -> None:
    data = merged([["council", "a", 4], [None, None, None], ["mh-trust", "b", 2]], "A2:A3")
    assert [row.origin.row for row in read(data)] == ["Sheet!row 2", "Sheet!row 4"]


def test_words_about_merged_cells_merge_nothing() -> None:
    data = merged([["council", "a", 4, '<mergeCells><mergeCell ref="C2:C3"/>'], ["council", "b"]])
    assert [row.texts.get("1.score") for row in read(data)] == ["4", None]


def test_a_text_longer_than_excels_own_is_cut_with_a_word() -> None:
    long = "x" * 32_768
    rows = cells(2, "council", "a", "4", long) + '<row r="3"><c r="D3" t="s"><v>0</v></c></row>'
    data = book(rows, strings=f"<sst><si><t>{long}</t></si></sst>".encode())
    found = read(data)
    assert [row.texts["1.strengths"] for row in found] == [long[:-1]] * 2
    said = ("1b: only the first 32,767 characters of its cell are read.",)
    assert [row.notes for row in found] == [said] * 2


def test_a_sheet_that_could_not_be_read_once_is_never_read_in_part() -> None:
    broken_sheet = sheet_of(CODED + GOOD_ROW * 2_000)[:-40]
    file = File("a.xlsx", book("", sheet=broken_sheet))
    (sheet,) = file.workbook.sheets
    for _ in range(2):
        with pytest.raises(Unreadable):
            list(sheet.rows())


def test_macros_are_ignored_and_said() -> None:
    (one,) = read(book(GOOD_ROW, more={"xl/vbaProject.bin": b"x"}))
    assert one.notes == ("It holds macros, which were not run.",)


def test_a_sheet_that_was_copied_counts_once(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.title = "Answers"
    first.append(list(HEADER))
    first.append(["mh-trust", None, 4, None, 3, 2])
    made.copy_worksheet(first)
    made.save(tmp_path / "a.xlsx")
    rows = collected(put(tmp_path / "r", {"a.xlsx": (tmp_path / "a.xlsx").read_bytes()})).rows
    assert [(one.member, one.status) for one in rows] == [
        ("Answers!row 2", "accepted"),
        ("Answers Copy!row 2", "duplicate"),
    ]


def test_a_workbook_that_is_no_form_says_so() -> None:
    with pytest.raises(Unreadable, match="Excel workbook, not a Word form"):
        read(
            book(
                "",
                sheet=f'<worksheet xmlns="{MAIN}">{cells(1, "Budget", "3a")}</worksheet>'.encode(),
            )
        )


def test_a_workbook_of_a_questionnaire_that_was_never_sent_is_each_rows_problem(
    tmp_path: Path,
) -> None:
    other = questionnaire(tips=9)
    header = (*HEADER, str(reference(other, "data-entry")))
    data = book("", sheet=sheet_of(cells(1, *header) + GOOD_ROW))
    (row,) = collected(put(tmp_path, {"a.xlsx": data})).rows
    assert (row.status, row.member) == ("rejected", "Answers!row 2")
    assert "not among those sent" in row.message


@pytest.mark.parametrize("number", ["7", "-1", "1" * 5000, "x", "1.5", "²"])
def test_a_text_that_is_missing_is_that_cells_note(number: str) -> None:
    rows = f'<row r="2"><c r="C2" t="s"><v>{number}</v></c><c r="E2"><v>4</v></c></row>'
    (one,) = read(book(rows, strings=b"<sst><si><t>x</t></si></sst>"))
    assert one.texts == {"2.score": "4"}
    assert one.notes == ("1a: its text is missing from the file.",)
