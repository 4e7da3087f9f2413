from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.errors import TopTipsError
from toptips.model.returned import (
    LEFT_OUT,
    STATUSES,
    ReturnRow,
    answers_left_out,
    read_returns,
    write_returns,
)

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
ROWS = st.builds(
    ReturnRow,
    return_id=TEXTS,
    questionnaire=TEXTS,
    left_over=TEXTS,
    file=TEXTS,
    member=TEXTS,
    respondent=TEXTS,
    message=TEXTS,
    status=st.sampled_from(STATUSES),
    answered=st.none() | st.integers(0, 99),
    asked=st.none() | st.integers(0, 99),
)


@settings(deadline=None, max_examples=50)
@given(rows=st.lists(ROWS, max_size=4))
def test_rows_come_back_as_they_were_written(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("returned") / "returns.csv"
    path.write_bytes(write_returns(rows))
    assert read_returns(path) == rows


def test_the_header_is_the_contracts():
    assert write_returns([]).decode("utf-8-sig") == (
        '"return_id","questionnaire","file","member","sha256","format","form","partner",'
        '"respondent","response_id","status","answered","asked","message","left_over"\r\n'
    )


def test_a_table_of_the_first_version_is_still_read(tmp_path):
    path = tmp_path / "returns.csv"
    path.write_text(
        "file,member,sha256,format,form,partner,respondent,response_id,status,answered,asked,"
        "message\r\n"
        "a.docx,,0f3a5c7e9b12ff,docx,self-assessment,council,JK,0f3a5c7e9b12,accepted,2,30,\r\n"
        "b.pdf,,4d6e8f0a1b2cff,pdf,,,,4d6e8f0a1b2c,rejected,,,This is a PDF.\r\n",
        "utf-8-sig",
    )
    assert read_returns(path) == [
        ReturnRow(
            return_id="0f3a5c7e9b12",
            file="a.docx",
            sha256="0f3a5c7e9b12ff",
            format="docx",
            form="self-assessment",
            partner="council",
            respondent="JK",
            response_id="0f3a5c7e9b12",
            status="accepted",
            answered=2,
            asked=30,
        ),
        ReturnRow(
            return_id="4d6e8f0a1b2c",
            file="b.pdf",
            sha256="4d6e8f0a1b2cff",
            format="pdf",
            status="rejected",
            message="This is a PDF.",
        ),
    ]


def test_a_file_named_like_a_formula_is_no_formula():
    row = ReturnRow(file="=cmd|calc.docx", respondent="@SUM(A1)")
    text = write_returns([row]).decode("utf-8-sig")
    assert '"\'=cmd|calc.docx",' in text
    assert ',"\'@SUM(A1)",' in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"file,status\r\n", "line 1"),
        (write_returns([]) + b"a,b\r\n", "line 2"),
        (write_returns([ReturnRow(file="a")]).replace(b"rejected", b"lost"), "line 2"),
        (b"\xff\xff", "UTF-8"),
    ],
)
def test_what_is_not_in_that_shape_is_refused_with_its_line(data, said, tmp_path):
    path = tmp_path / "returns.csv"
    path.write_bytes(data)
    with pytest.raises(TopTipsError, match=said):
        read_returns(path)


def test_what_people_wrote_is_never_taken_for_an_answer_left_out() -> None:
    words = "We said it is left out of the plan"
    notes = (
        f"2a: read as '4 Working well'; '{words}' was written.",
        f"2b: read as '4 Working well'; '4 {LEFT_OUT}' was written.",
        f"2d: '{words}' is not one of the choices, so {LEFT_OUT}",
    )
    assert ReturnRow(file="a.docx", message="\n".join(notes)).left_out == 1


def test_answers_that_were_left_out_are_counted_by_their_notes(tmp_path: Path) -> None:
    notes = "2a: '6' is not one of the choices, so it is left out.\n2b: the same as before."
    row = ReturnRow(file="a.docx", questionnaire="12345678", status="accepted", message=notes)
    (tmp_path / "returns.csv").write_bytes(write_returns([row]))
    (found,) = read_returns(tmp_path / "returns.csv")
    assert found.left_out == 1
    assert answers_left_out([found]) == (1,)
