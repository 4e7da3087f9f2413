"""Good files with something changed in them: no crash, no hang, and a row for each.

By default this takes some seconds. To look longer, say how many files to try of each format:

    TOPTIPS_FUZZ=20000 python -m pytest tests/test_fuzz_returns.py
"""

from __future__ import annotations

import io
import os
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.making_forms import (
    Marks,
    put,
    questionnaire,
    reference,
    sent,
    word_form,
    workshop,
    zipped,
)
from tests.support.making_odt import odt_form
from toptips.model.decisions import Decisions
from toptips.model.responses import Response, write_responses
from toptips.model.returned import write_returns
from toptips.returns.collecting import read_all

pytestmark = pytest.mark.fuzz
EXAMPLES = int(os.environ.get("TOPTIPS_FUZZ", "150"))
Q = questionnaire(tips=2)
ANSWERS = {"0.label": "JK", "1.score": "4", "1.strengths": "daily calls\nand <trust>"}
WORD = word_form(Q, ANSWERS)


def workbook(headers: Sequence[str], row: Sequence[str]) -> bytes:
    """A workbook with one return, as somebody saved it."""
    made, saved = openpyxl.Workbook(), io.BytesIO()
    made.active.append(list(headers))
    made.active.append(list(row))
    made.save(saved)
    return saved.getvalue()


ASKED = [f"{one.code} {one.text}" for one in Q.questions]
GOOD = {
    "docx": WORD,
    "docx without tags": word_form(Q, ANSWERS, marks=Marks(tags=False)),
    "odt": odt_form(Q, ANSWERS),
    "csv": write_responses(
        [
            Response(
                id=str(number),
                form="self-assessment",
                partner="council",
                respondent=f"p{number}",
                groups={"locality": "North"},
                answers={("tip-1", "score"): "4", ("tip-2", "barriers"): 'beds, "and"\nmore'},
            )
            for number in range(3)
        ],
        ["pathway", "locality"],
    ),
    "entry workbook": workbook(
        ["0z Organisation", "0a", "1a", "1b", "Reference"],
        ["council", "JK", "4", "daily calls & <trust>", str(reference(Q, ""))],
    ),
    "forms export": workbook(
        ["ID", "Start time", "Completion time", "Email", "Name", "0z Where?", *ASKED],
        ["1", "2018-08-01", "2018-08-01", "a@example.org", "Jo", "council", *["4"] * len(ASKED)],
    ),
    "zip": zipped({"a.docx": WORD, "b/c.odt": odt_form(Q, {"2.score": "1"}), "d.pdf": b"%PDF-1"}),
}
# What XML, CSV and zips are made of, so that changes reach further than the first check.
PIECES = (
    b"<", b">", b"</w:tc>", b"<w:tr>", b"<w:tbl>", b"</w:sdt>", b"<w:del>", b"<w:p/>", b"&amp;",
    b"&x;", b"<!--", b"]]>", b"<![CDATA[", b"<table:table>", b"</text:p>", b"<text:s text:c='-1'/>",
    b"<text:tracked-changes>", b'"', b'"",', b",,,", b"\n", b"\r", b"'=", b"\x00", b"\xff\xfe",
    b"\xef\xbf\xbe", b"PK\x01\x02", b"PK\x05\x06", b"[[1.score]]", b"tt_1_score", b"toptips: ",
)  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    """Bytes of which a few were changed, taken out, doubled or put in."""
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(len(made) - 1, 0)))
        length = draw(st.integers(0, 40))
        kind = draw(st.sampled_from(("byte", "out", "twice", "piece", "cut")))
        if kind == "byte" and made:
            made[at] = draw(st.integers(0, 255))
        elif kind == "out":
            del made[at : at + length]
        elif kind == "twice":
            made[at:at] = made[at : at + length * 20]
        elif kind == "piece":
            made[at:at] = draw(st.sampled_from(PIECES)) * draw(st.sampled_from((1, 1, 1, 50)))
        elif kind == "cut" and draw(st.booleans()):
            del made[at:]
    return bytes(made)


@st.composite
def changed_inside(draw: st.DrawFn, data: bytes) -> bytes:
    """A zip in which one part was changed, or has another name, and that is whole otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    if draw(st.integers(0, 9)):
        parts[name] = draw(changed(parts[name]))
    else:
        parts[draw(st.sampled_from(("x", "../" + name, name.upper())))] = parts.pop(name)
    return zipped(parts)


def rows_of(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        put(Path(folder), {"file": data, "good.docx": WORD})
        started = time.process_time()
        found = read_all(Path(folder), sent(Q), workshop(), Decisions())
    rows = [row for row in found.rows if row.file == "file"]
    assert rows
    for row in rows:
        # A message of ours, never the one for what no reader expected.
        assert "could not be read" not in row.message
        assert row.status == "accepted" or row.message.endswith((".", ")", "}")), row.message
    good = [row.status for row in found.rows if row.file == "good.docx"]
    assert good in (["accepted"], ["duplicate"], ["superseded"], ["unclaimed"])
    assert write_returns(found.rows)
    # It stands for a hang: a file takes milliseconds.
    assert time.process_time() - started < 10


FUZZ = settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("kind", list(GOOD))
@FUZZ
@given(data=st.data())
def test_a_file_with_bytes_changed_is_a_row(kind: str, data: st.DataObject) -> None:
    rows_of(data.draw(changed(GOOD[kind])))


@pytest.mark.parametrize("kind", [kind for kind in GOOD if kind != "csv"])
@FUZZ
@given(data=st.data())
def test_a_file_with_a_part_changed_is_a_row(kind: str, data: st.DataObject) -> None:
    rows_of(data.draw(changed_inside(GOOD[kind])))


@pytest.mark.parametrize("kind", list(GOOD))
def test_unchanged_it_is_read(kind: str, tmp_path: Path) -> None:
    put(tmp_path, {"file": GOOD[kind]})
    found = read_all(tmp_path, sent(Q), workshop(), Decisions())
    assert "accepted" in {row.status for row in found.rows}, [row.message for row in found.rows]
