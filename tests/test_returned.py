from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.errors import TopTipsError
from toptips.model.returned import STATUSES, ReturnRow, read_returns, write_returns

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
ROWS = st.builds(
    ReturnRow,
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
        "file,member,sha256,format,form,partner,respondent,response_id,status,answered,asked,"
        "message\r\n"
    )


def test_a_file_named_like_a_formula_is_no_formula():
    row = ReturnRow(file="=cmd|calc.docx", respondent="@SUM(A1)")
    text = write_returns([row]).decode("utf-8-sig")
    assert "'=cmd|calc.docx," in text
    assert ",'@SUM(A1)," in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"file,status\r\n", "line 1"),
        (write_returns([]) + b"a,b\r\n", "line 2"),
        (write_returns([ReturnRow("a")]).replace(b"rejected", b"lost"), "line 2"),
        (b"\xff\xff", "UTF-8"),
    ],
)
def test_what_is_not_in_that_shape_is_refused_with_its_line(data, said, tmp_path):
    path = tmp_path / "returns.csv"
    path.write_bytes(data)
    with pytest.raises(TopTipsError, match=said):
        read_returns(path)
