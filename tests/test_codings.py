"""codings.csv: what people decided, in lines that are only added."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toptips.errors import TopTipsError
from toptips.model.codings import (
    COLUMNS,
    CodingLine,
    Codings,
    load_codings,
    parse_codings,
    with_lines,
)

A, B = "0123456789ab", "ba9876543210"


def themes(comment: str, value: str, **more: Any) -> CodingLine:
    return CodingLine("themes", comment, value=value, **{"day": "2018-09-20", **more})


def read(*lines: CodingLine) -> Codings:
    return parse_codings(with_lines(b"", lines, "codings.csv"), "codings.csv")


def test_nothing_is_decided_where_there_is_no_file_and_where_it_is_empty(tmp_path: Path) -> None:
    assert load_codings(tmp_path / "codings.csv") == Codings()
    assert parse_codings(b"\r\n", "codings.csv") == Codings()


def test_the_last_line_about_the_same_thing_wins_and_can_be_taken_back() -> None:
    found = read(themes(A, "housing"), themes(B, "carers"), themes(A, "carers"), themes(B, "?"))
    assert {comment: line.value for comment, line in found.last("themes").items()} == {A: "carers"}


def test_the_first_coder_holds_before_the_second_who_is_kept_beside() -> None:
    found = read(themes(A, "housing"), themes(A, "carers", coder=2), themes(B, "rest", coder=2))
    assert {line.comment: line.value for line in found.last("themes").values()} == {
        A: "housing",
        B: "rest",
    }
    assert found.last("themes", 2)[A].value == "carers"


def test_what_was_coded_blind_stays_so_whatever_is_decided_later() -> None:
    found = read(themes(A, "housing", blind=True), themes(A, "carers"), themes(B, "", blind=True))
    assert {comment: line.value for comment, line in found.blind(1).items()} == {
        A: "housing",
        B: "",
    }
    assert found.last("themes")[A].value == "carers"
    taken_back = read(themes(A, "housing", blind=True), themes(A, "?"))
    assert taken_back.blind(1) == {}


def test_lines_are_added_and_those_that_are_there_stay_as_they_are() -> None:
    first = with_lines(b"", [themes(A, "housing")], "codings.csv")
    second = with_lines(first, [themes(B, "")], "codings.csv")
    assert second.startswith(first)
    assert first.startswith(b"\xef\xbb\xbf" + b'"kind","comment"')
    assert len(parse_codings(second, "codings.csv").lines) == 2


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\n"])
def test_a_last_line_without_an_end_is_not_run_into(end: bytes) -> None:
    before = with_lines(b"", [themes(A, "housing")], "codings.csv").rstrip() + end
    found = parse_codings(with_lines(before, [themes(B, "carers")], "codings.csv"), "codings.csv")
    assert [line.value for line in found.lines] == ["housing", "carers"]


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), (";", "utf-8-sig")]
)
def test_a_file_that_a_spreadsheet_saved_again_is_read_and_added_to(
    separator: str, encoding: str
) -> None:
    text = with_lines(b"", [themes(A, "housing", role="Café lead")], "x").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    again = io.StringIO()
    csv.writer(again, delimiter=separator).writerows(rows)
    longer = with_lines(again.getvalue().encode(encoding), [themes(B, "carers")], "codings.csv")
    found = parse_codings(longer, "codings.csv")
    assert not found.problems
    assert [(line.value, line.role) for line in found.lines] == [
        ("housing", "Café lead"),
        ("carers", ""),
    ]


def test_signs_that_the_files_code_page_lacks_are_not_lost_but_refused() -> None:
    text = with_lines(b"", [themes(A, "housing", role="Café")], "x").decode("utf-8-sig")
    with pytest.raises(TopTipsError, match="CSV UTF-8"):
        with_lines(text.encode("cp1252"), [themes(B, "carers", role="Łódź")], "codings.csv")


@pytest.mark.parametrize(
    ("cell", "wrong", "says"),
    [
        ("kind", "tags", "'tags' is no kind of decision"),
        ("comment", "1.2E+11", "'1.2E+11' is no comment's id"),
        ("coder", "3", "'3' is no coder"),
        ("day", "20/09/2018", "'20/09/2018' is no day"),
        ("value", "housing Not-One", "'Not-One' is no theme's id"),
    ],
)
def test_a_bad_line_is_a_problem_with_its_number_and_the_others_are_taken(
    cell: str, wrong: str, says: str
) -> None:
    lines = with_lines(b"", [themes(A, "housing"), themes(B, "carers")], "x").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(lines)))
    rows[1][COLUMNS.index(cell)] = wrong
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    found = parse_codings(text.getvalue().encode(), "codings.csv")
    assert [line.value for line in found.lines] == ["carers"]
    (problem,) = found.problems
    assert str(problem).startswith("codings.csv, line 2: ")
    assert says in problem.message


@pytest.mark.parametrize(
    "line",
    [
        CodingLine("quote", A, value="confirmed", day="2018-09-20"),
        CodingLine("quote", A, value="perhaps", text="x", day="2018-09-20"),
        CodingLine("direction", A, value="up", day="2018-09-20"),
        CodingLine("rename", theme="housing", text="two\nlines", day="2018-09-20"),
        CodingLine("keyword", theme="housing", text="--", value="added", day="2018-09-20"),
        CodingLine("merge", theme="housing", value="No Id", day="2018-09-20"),
    ],
)
def test_a_line_that_says_nothing_that_can_be_followed_is_a_problem(line: CodingLine) -> None:
    found = read(line)
    assert (found.lines, len(found.problems)) == ((), 1)


def test_a_table_of_another_kind_is_refused() -> None:
    with pytest.raises(TopTipsError, match="line 1: the column 'kind' is missing"):
        parse_codings(b"comment,theme\n1,2\n", "codings.csv")


def test_a_first_line_with_a_cell_too_long_to_read_is_said_when_read_and_when_added_to() -> None:
    data = with_lines(b"", [themes(A, "housing")], "x")
    broken = data.replace(b'"day"', b'"day","' + b"x" * 1_100_000 + b'"', 1)
    first_line = "codings.csv, line 1: .* Put its first line right: kind,"
    with pytest.raises(TopTipsError, match=first_line):
        parse_codings(broken, "codings.csv")
    with pytest.raises(TopTipsError, match=first_line):
        with_lines(broken, [themes(B, "carers")], "codings.csv")


def test_a_text_that_is_cut_off_in_the_middle_of_a_letter_is_refused() -> None:
    cut = with_lines(b"", [themes(A, "housing")], "x").decode("utf-8-sig").encode("utf-16")[:-1]
    with pytest.raises(TopTipsError, match=r"codings\.csv can't be read\. Save it as"):
        parse_codings(cut, "codings.csv")


def test_a_line_with_too_few_cells_is_a_problem() -> None:
    data = with_lines(b"", [themes(A, "housing")], "x") + b'"themes","x"\r\n'
    found = parse_codings(data, "codings.csv")
    assert len(found.lines) == 1
    assert "2 cells instead of 9" in found.problems[0].message


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1))
def test_any_words_come_back_as_they_were_and_none_is_a_formula(words: str) -> None:
    line = CodingLine("memo", theme="housing", text=words, day="2018-09-20")
    data = with_lines(b"", [line], "codings.csv")
    assert parse_codings(data, "codings.csv").lines == (line,)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1][COLUMNS.index("text")][:1] not in tuple("=+-@\t\r")
