"""Tables of answers in other formats than Excel's: CSV, tabs, UTF-16 and OpenDocument."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.making_forms import decisions, put, questionnaire, sent, workshop, zipped
from toptips.model.returned import ReturnRow
from toptips.returns.collecting import read_all
from toptips.returns.tables import sheets_of
from toptips.unsafe.opening import File
from toptips.unsafe.room import BOUNDS

Q = questionnaire()
HEADER = ["Organisation", "0a Your label", "1a How well does it work?", "1b What works?", "2a How?"]
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def text(rows: list[list[str]], separator: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue()


ROW = ["council", "JK", "4", "A café, a call;\nand “a” taxi", "2"]
TABLE = [["0z Your organisation", *HEADER[1:]], ROW]


def ods(inside: str, styles: str = "") -> bytes:
    """An OpenDocument spreadsheet of one sheet, whose rows are given as XML."""
    content = (
        f'<office:document-content xmlns:office="{OFFICE}:office:1.0"'
        f' xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0"'
        f' xmlns:style="{OFFICE}:style:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="Answers" table:style-name="t">'
        f"{inside}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind.encode(), "content.xml": content.encode()})


def cells(*texts: str, row: str = "", cell: str = "") -> str:
    inside = "".join(
        f"<table:table-cell{cell}><text:p>{words}</text:p></table:table-cell>" for words in texts
    )
    return f"<table:table-row{row}>{inside}</table:table-row>"


def read(folder: Path, name: str, data: bytes) -> tuple[list[ReturnRow], list[Mapping]]:
    """The rows of returns.csv, and the answers of those that count."""
    found = read_all(put(folder, {name: data}), sent(Q), workshop(), decisions())
    return list(found.rows), [dict(response.answers) for response in found.responses]


def test_a_table_is_its_rows() -> None:
    (sheet,) = sheets_of(File("a.ods", ods(cells("a", "", "b"))))
    assert (sheet.name, sheet.hidden, list(sheet.merged)) == ("Answers", False, [])
    assert [row.texts for row in sheet.rows()] == [{1: "a", 3: "b"}]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("comma.csv", text(TABLE).encode("utf-8")),
        ("marked.csv", text(TABLE).encode("utf-8-sig")),
        ("semicolon.csv", text(TABLE, ";").encode("utf-8")),
        ("named sign.csv", ("sep=;\r\n" + text(TABLE, ";")).encode("utf-8")),
        ("excel.csv", text(TABLE, ";").encode("cp1252")),
        ("tabs.tsv", text(TABLE, "\t").encode("utf-8")),
        ("unicode text.txt", text(TABLE, "\t").encode("utf-16")),
    ],
)
def test_however_text_was_saved_it_is_read(name: str, data: bytes, tmp_path: Path) -> None:
    (row,), (answers,) = read(tmp_path, name, data)
    assert (row.status, row.format, row.partner) == ("accepted", "csv", "council")
    assert answers[("tip-1", "score")] == "4"
    assert answers[("tip-1", "strengths")] == "A café, a call;\nand “a” taxi"
    assert answers[("tip-2", "score")] == "2"


def test_a_spreadsheet_of_libreoffices_kind_is_read(tmp_path: Path) -> None:
    number = ' office:value-type="float" office:value="2"'
    odd = cells("council", "JK", "4", "calls<text:line-break/>twice<text:s text:c='2'/>a day")
    odd = odd.replace(
        "</table:table-row>",
        f"<table:table-cell{number}><text:p>2,00</text:p></table:table-cell></table:table-row>",
    )
    rows, (answers,) = read(tmp_path, "a.ods", ods(cells(*TABLE[0]) + odd))
    assert [(row.status, row.format) for row in rows] == [("accepted", "ods")]
    assert answers[("tip-1", "strengths")] == "calls\ntwice  a day"
    assert answers[("tip-2", "score")] == "2"


def test_its_hidden_rows_count_and_its_notes_are_no_answers(tmp_path: Path) -> None:
    hidden = cells("council", "JK", "4", row=' table:visibility="collapse"').replace(
        "<text:p>4",
        "<office:annotation><text:p>who knows</text:p></office:annotation><text:p>4",
    )
    (row,), (answers,) = read(tmp_path, "a.ods", ods(cells(*TABLE[0]) + hidden))
    assert answers[("tip-1", "score")] == "4"
    assert "The row is hidden in the workbook" in row.message


def test_its_hidden_sheet_is_read_with_a_word(tmp_path: Path) -> None:
    style = (
        '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
    )
    (row,), _ = read(
        tmp_path, "a.ods", ods(cells(*TABLE[0]) + cells("council", "JK", "4", "", "2"), style)
    )
    assert row.status == "accepted"
    assert "The sheet is hidden in the workbook" in row.message


def test_its_cells_that_are_merged_downwards_hold_for_each_row(tmp_path: Path) -> None:
    span = cells("council", cell=' table:number-rows-spanned="2"').removesuffix(
        "</table:table-row>"
    )
    first = span + cells("a", "4").removeprefix("<table:table-row>")
    second = "<table:table-row><table:covered-table-cell/>" + cells("b", "2").removeprefix(
        "<table:table-row>"
    )
    rows, _ = read(tmp_path, "a.ods", ods(cells(*TABLE[0]) + first + second))
    assert [(row.partner, row.respondent) for row in rows] == [("council", "a"), ("council", "b")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "repeated.ods",
            ods(
                cells(*TABLE[0])
                + cells("council", "x", "4", row=' table:number-rows-repeated="1048576"')
            ),
        ),
        (
            "wide.ods",
            ods(
                cells(*TABLE[0])
                + cells(
                    "council",
                    "y" * 9_000,
                    row=' table:number-rows-repeated="1900"',
                    cell=' table:number-columns-repeated="400"',
                )
            ),
        ),
        ("long.csv", text(TABLE).encode() + b"council,a,4,b,2\r\n" * 3_000),
        ("blank.csv", text(TABLE).encode() + b"\r\n" * (BOUNDS["rows"][0] + 1)),
        ("letters.csv", text([*TABLE, ["council", "b", "4", "z" * 30_000, "2"]] * 90).encode()),
    ],
)
def test_far_too_much_is_refused_with_what_to_do(name: str, data: bytes, tmp_path: Path) -> None:
    rows, answers = read(tmp_path, name, data)
    assert [(row.status, answers) for row in rows] == [("rejected", [])]
    assert "Please split it into several workbooks" in rows[0].message


@pytest.mark.parametrize("limit", [131_072, 1_000_000])
def test_quotation_marks_that_never_close_end_in_a_row(limit: int, tmp_path: Path) -> None:
    # The limit is the whole program's, and others set it.
    before = csv.field_size_limit(limit)
    (row,), answers = read(
        tmp_path, "a.csv", text(TABLE).encode() + b'council,a,4,"' + b"x" * 200_000
    )
    csv.field_size_limit(before)
    assert (row.status, answers) == ("rejected", [])


def test_words_that_are_no_table_are_told_so(tmp_path: Path) -> None:
    (row,), answers = read(tmp_path, "a.txt", b"Sorry, we are late; the form follows, I hope.")
    assert (row.status, answers) == ("rejected", [])
