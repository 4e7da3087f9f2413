"""responses.csv: what goes in comes out."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.errors import TopTipsError
from toptips.model.responses import (
    ALWAYS,
    Response,
    parse_responses,
    read_responses,
    write_responses,
)
from toptips.model.returned import ReturnRow, write_returns
from toptips.model.saved_again import how_saved
from toptips.sharing.anonymous import SharedComment, write_comments

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@settings(deadline=None, max_examples=100)
@given(
    value=TEXT,
    respondent=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
def test_any_text_comes_back(value: str, respondent: str) -> None:
    response = Response(
        id="abc", form="self-assessment", partner="a", respondent=respondent,
        groups={"locality": "North"}, answers={("t1", "strengths"): value, ("", "other"): value},
    )  # fmt: skip
    written = write_responses([response], ["pathway", "locality"])
    assert written.startswith(b"\xef\xbb\xbf")
    assert parse_responses(written, "responses.csv") == [response]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'"])
def test_no_cell_can_be_taken_for_a_formula(start: str) -> None:
    written = write_responses([Response("a", "people", answers={("", "other"): start + "1"})], [])
    row = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))[1]
    assert row[-2] == "'" + start + "1"


ROW = ReturnRow(file="nice;=1+1.docx", message="nice;=1+1")
COMMENT = SharedComment("people", "NHS;=1+1", "t1", "other", "nice;=1+1")


@pytest.mark.parametrize(
    "written",
    [
        write_responses([Response("a", "people", answers={("", "other"): "nice;=1+1"})], []),
        write_returns([ROW]),
        write_comments([COMMENT]),
    ],
    ids=["responses.csv", "returns.csv", "comments.csv"],
)
def test_nor_where_semicolons_separate_cells(written: bytes) -> None:
    """A spreadsheet may split at commas and semicolons both, but not within quotes."""
    text = written.decode("utf-8-sig")
    assert "nice;=1+1" in text
    outside = re.split(r'"(?:[^"]|"")*"', text)
    assert set("".join(outside)) == {",", "\r", "\n"}


def test_files_without_quotes_are_still_read() -> None:
    response = Response("a", "people", answers={("t1", "strengths"): "fine, really"})
    bare = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(write_responses([response], []).decode("utf-8-sig"), newline=""))
    csv.writer(bare).writerows(rows)
    assert bare.getvalue().startswith("response_id,form,")
    assert parse_responses(bare.getvalue().encode(), "responses.csv") == [response]


def test_a_tips_id_is_guarded_too() -> None:
    response = Response("a", "people", answers={("-x", "strengths"): "y"})
    written = write_responses([response], [])
    assert b',"\'-x","strengths","y",' in written
    assert parse_responses(written, "responses.csv") == [response]


def test_rows_may_stand_in_any_order_and_empty_lines_between_them() -> None:
    two = [
        Response(score, "people", answers={("t1", "score"): score, ("t2", "score"): "4"})
        for score in ("1", "2")
    ]
    header, *rows = write_responses(two, []).splitlines(keepends=True)
    shuffled = b"".join([header, *rows[::2], b"\r\n", *rows[1::2], b"\r\n"])
    assert parse_responses(shuffled, "responses.csv") == two


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a,b\n", "line 1: the header"),
        (write_responses([], []) + b"1,2,3\r\n", "line 2: 3 columns instead of 12"),
        (b"name;caf\x81", "is not UTF-8"),
        (b"response_id;form\n", "line 1: the header"),
        (write_responses([], []).replace(b"quote", b"Quote"), "the column 'quote' is missing"),
        (write_responses([], []).replace(b"sector", b"quote"), "the column 'sector' is missing"),
        (write_responses([], ["quote"]), "a column is there twice"),
        (write_responses([], []) + b'"open', "line 2"),
        (b"", "line 1: the header"),
    ],
)
def test_a_file_in_another_shape(raw: bytes, said: str) -> None:
    with pytest.raises(TopTipsError, match=said):
        parse_responses(raw, "responses.csv")


ANSWERS = {("t1", "strengths"): "Zoë’s list; “beds”, a\nline", ("t1", "due"): "2027-11-03"}
RESPONSES = [
    Response(
        name, "self-assessment", partner="council", respondent="JK", groups={"locality": "North"},
        answers=ANSWERS, source="a.docx",
    )
    for name in ("012345678901", "1234567e8901")
]  # fmt: skip


def table(responses: list[Response] = RESPONSES) -> list[list[str]]:
    text = write_responses(responses, ["locality"]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def saved(rows: list[list[str]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_a_spreadsheet_saved_again_is_read(
    separator: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "responses.csv"
    path.write_bytes(saved(table(), separator, encoding))
    assert read_responses(path) == RESPONSES
    remark = how_saved(path.read_bytes(), ALWAYS).remark
    assert ("semicolons" in remark, "tabs" in remark) == (separator == ";", separator == "\t")
    assert ("UTF-16" in remark) == (encoding == "utf-16")
    assert ("Windows-1252" in remark) == (encoding == "cp1252")


def test_columns_may_be_moved_and_blank_ones_and_rows_added() -> None:
    moved = [[*reversed(row), ""] for row in table()]
    assert parse_responses(saved([*moved, [""] * 14]), "responses.csv") == RESPONSES


def changed(old: str, new: str) -> list[list[str]]:
    return [[new if cell == old else cell for cell in row] for row in table()]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (changed("012345678901", "1.23457E+10"), "'1.23457E[+]10' was the id of a response"),
        (changed("012345678901", "1,2E+10"), "a spreadsheet made a number of it"),
        (changed("2027-11-03", "03/11/2027"), "is no longer written year-month-day"),
        ([row[1:] for row in table()], "the column 'response_id' is missing"),
        ([row[:-1] for row in table()], "the column 'source' is missing"),
    ],
)
def test_what_a_spreadsheet_spoilt_is_refused_with_what_to_do(
    rows: list[list[str]], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "responses.csv"
    path.write_bytes(saved(rows))
    with pytest.raises(TopTipsError, match=f"{said}.* Run 'toptips collect' to write it again"):
        read_responses(path)
