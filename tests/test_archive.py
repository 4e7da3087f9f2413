"""Zips of returned files: each member is a return, and nothing is written to disk."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.support.making_forms import (
    decisions,
    put,
    questionnaire,
    sent,
    word_form,
    workshop,
    zipped,
)
from tests.support.making_odt import odt_form
from toptips.model.responses import Response, write_responses
from toptips.returns import archive
from toptips.returns.collecting import Collected, read_all

Q = questionnaire()


def form(label: str) -> bytes:
    return word_form(Q, {"0.label": label, "1.score": "4"})


def collected(folder, members: dict[str, bytes] | bytes) -> Collected:
    data = members if isinstance(members, bytes) else zipped(members)
    put(folder / "returns", {"all.zip": data})
    return read_all(folder / "returns", sent(Q), workshop(), decisions())


def test_each_member_is_a_row_and_one_failure_costs_no_other(tmp_path):
    response = Response(
        id="7", form="self-assessment", partner="council", answers={("tip-1", "score"): "3"}
    )
    members = {
        "in/a.docx": form("A"),
        "in/b.odt": odt_form(Q, {"0.label": "B", "1.score": "5"}),
        "c.csv": write_responses([response], []),
        "macros.docm": word_form(
            Q, {"0.label": "D", "1.score": "4"}, more={"word/vbaProject.bin": b"x"}
        ),
        "scan.pdf": b"%PDF-1.7",
        "broken.docx": form("X")[:300],
        "inner.zip": zipped({"x.docx": form("Y")}),
        "in\\~$a.docx": b"lock",
        "__MACOSX/._a.docx": b"mac",
        "empty.docx": b"",
        "in/": b"",
    }
    found = collected(tmp_path, members)
    assert [(row.file, row.member, row.format, row.status) for row in found.rows] == [
        ("all.zip", "in/a.docx", "docx", "accepted"),
        ("all.zip", "in/b.odt", "odt", "accepted"),
        ("all.zip", "c.csv!response 7", "csv", "accepted"),
        ("all.zip", "macros.docm", "docm", "accepted"),
        ("all.zip", "scan.pdf", "pdf", "rejected"),
        ("all.zip", "broken.docx", "damaged", "rejected"),
        ("all.zip", "inner.zip", "", "rejected"),
        ("all.zip", "in\\~$a.docx", "", "ignored"),
        ("all.zip", "__MACOSX/._a.docx", "", "ignored"),
        ("all.zip", "empty.docx", "empty", "rejected"),
    ]
    by_member = {row.member: row.message for row in found.rows}
    assert "zip file inside a zip file" in by_member["inner.zip"]
    assert by_member["macros.docm"] == "It holds macros, which were not run."
    assert {one.source for one in found.responses} == {
        "all.zip!in/a.docx", "all.zip!in/b.odt", "all.zip!c.csv!response 7",
        "all.zip!macros.docm",
    }  # fmt: skip


def test_the_same_form_beside_the_zip_and_in_it_counts_once(tmp_path):
    put(tmp_path / "returns", {"a.docx": form("A")})
    rows = collected(tmp_path, {"copy of a.docx": form("A")}).rows
    assert [(row.source if hasattr(row, "source") else row.file, row.status) for row in rows] == [
        ("a.docx", "accepted"),
        ("all.zip", "duplicate"),
    ]


@pytest.mark.parametrize(
    "name", ["../../evil.docx", "/etc/evil.docx", "C:\\evil.docx", "..\\..\\evil.docx"]
)
def test_names_that_lead_elsewhere_are_only_names(name, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    (row,) = collected(tmp_path, {name: form("A")}).rows
    assert (row.member, row.status) == (name, "accepted")
    made = set(tmp_path.rglob("*")) - set(before)
    assert made == {tmp_path / "returns", tmp_path / "returns" / "all.zip"}


def test_names_fit_on_a_line(tmp_path):
    (one, other) = collected(tmp_path, {"a\nb.docx": form("A"), "x" * 900: form("B")}).rows
    assert one.member == "a?b.docx"
    assert len(other.member) == archive.LONGEST_NAME
    assert {one.status, other.status} == {"accepted"}


def test_an_empty_zip_says_so(tmp_path):
    (row,) = collected(tmp_path, zipped({})).rows
    assert (row.format, row.status) == ("zip", "rejected")
    assert "empty" in row.message


def test_a_protected_zip_says_so(tmp_path):
    data = bytearray(zipped({"a.docx": form("A")}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    # The form inside has signatures of its own, but these two stand first and last.
    last = bytes(data).rindex(b"PK\x01\x02")
    data[last + 8] |= 1
    (row,) = collected(tmp_path, bytes(data)).rows
    assert "protected with a password" in row.message


def test_what_is_unpacked_is_bounded_in_all(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 3 * len(form("A")) - 1)
    rows = collected(tmp_path, {f"{n}.docx": form("A") for n in range(4)}).rows
    assert [row.status for row in rows] == ["accepted", "duplicate", "rejected", "rejected"]
    assert "several smaller" in rows[-1].message


def test_what_is_unpacked_inside_the_members_is_bounded_too(tmp_path, monkeypatch):
    xml = zipfile.ZipFile(io.BytesIO(form("0"))).getinfo("word/document.xml")
    monkeypatch.setattr(archive, "LARGEST_INSIDE", 2 * xml.file_size)
    rows = collected(tmp_path, {f"{n}.docx": form(str(n)) for n in range(4)}).rows
    assert {row.status for row in rows} == {"accepted", "rejected"}


def test_a_zip_in_which_a_member_is_damaged_still_gives_the_others(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        file.writestr("bad.docx", b"x" * 400)
        file.writestr("good.docx", form("A"))
    data = bytearray(buffer.getvalue())
    data[100] ^= 0xFF
    bad, good = collected(tmp_path, bytes(data)).rows
    assert "damaged" in bad.message
    assert good.status == "accepted"
