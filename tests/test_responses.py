"""responses.csv: what goes in comes out."""

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.errors import TopTipsError
from toptips.model.responses import Response, parse_responses, write_responses
from toptips.model.returned import ReturnRow, write_returns
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
        Response(number, "people", answers={("t1", "score"): number, ("t2", "score"): "4"})
        for number in ("1", "2")
    ]
    header, *rows = write_responses(two, []).splitlines(keepends=True)
    shuffled = b"".join([header, *rows[::2], b"\r\n", *rows[1::2], b"\r\n"])
    assert parse_responses(shuffled, "responses.csv") == two


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a,b\n", "line 1: the header"),
        (write_responses([], []) + b"1,2,3\r\n", "line 2: 3 columns instead of 12"),
        ("name;caf\u00e9".encode("latin-1"), "is not UTF-8"),
        (write_responses([], []) + b'"open', "line 2"),
        (b"", "line 1: the header"),
    ],
)
def test_a_file_in_another_shape(raw: bytes, said: str) -> None:
    with pytest.raises(TopTipsError, match=said):
        parse_responses(raw, "responses.csv")
