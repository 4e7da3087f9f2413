"""Hostile files, and files that are something else: each has an answer, and does no harm."""

from __future__ import annotations

import io
import os
import random
import struct
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.hostile import inflating, stored
from tests.support.making_forms import (
    body,
    core,
    document,
    put,
    questionnaire,
    reference,
    sent,
    word_form,
    workshop,
    zipped,
)
from tests.support.making_odt import odt_form
from tests.support.work import at_most
from toptips.model.decisions import Decisions
from toptips.model.returned import ReturnRow
from toptips.returns.collecting import read_all
from toptips.returns.no_form import MESSAGES, passed_over
from toptips.unsafe.opening import File, open_file
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import Unreadable

Q = questionnaire()
GOOD = word_form(Q, {"0.label": "JK", "1.score": "4"})


def ole(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (GOOD, "docx"),
        (zipped({"word/document.xml": b"", "word/vbaProject.bin": b""}), "docm"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "odt"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
        (zipped({"xl/workbook.xml": b""}), "xlsx"),
        (zipped({"ppt/presentation.xml": b""}), "pptx"),
        (zipped({"Index/Document.iwa": b""}), "pages"),
        (zipped({"a.docx": GOOD}), "zip"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (ole("EncryptedPackage"), "password"),
        (ole("WordDocument"), "doc"),
        (ole("Workbook"), "xls"),
        (ole("__nameid_version1.0") + ole("WordDocument"), "msg"),
        (ole("Something"), "old-office"),
        (b"\xff\xd8\xff\xe0 JFIF", "jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"GIF89a", "gif"),
        (b"II*\x00", "tiff"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (b"RIFF\0\0\0\0WEBPVP8", "webp"),
        (b"%PDF-1.7\n", "pdf"),
        (b"{\\rtf1 hello}", "rtf"),
        (b"From: a@b\r\nTo: c@d\r\nSubject: form\r\n\r\nHello", "eml"),
        (b"<!DOCTYPE html><html>", "html"),
        ("3a four, 3b all is well…".encode(), "text"),
        ("Hello".encode("utf-16"), "text"),
        (bytes(range(256)), "unknown"),
        (b"Rar!\x1a\x07\x00", "rar"),
        (b"\x78\x9f\x3e\x22\x01\x00", "winmail"),
    ],
)
def test_files_are_known_by_what_is_in_them(data, kind):
    assert File("form.docx", data).kind == kind


def test_every_message_can_be_forwarded_to_the_sender():
    for kind, message in MESSAGES.items():
        assert message.startswith("This"), kind
        assert message.endswith("."), kind
        assert "please" in message.lower(), kind
    assert "picture (JPEG), not a Word form" in MESSAGES["jpeg"]


NOT_FORMS = {
    "scan.pdf": b"%PDF-1.7\n",
    "photo.jpg": b"\xff\xd8\xff\xe0 JFIF",
    "photo.heic": b"\0\0\0\x18ftypheic",
    "scan.tif": b"II*\x00",
    "mail.msg": ole("__nameid_version1.0"),
    "mail.eml": b"Received: from x\r\nMIME-Version: 1.0\r\n\r\nHello",
    "old.doc": ole("WordDocument"),
    "secret.docx": ole("EncryptedPackage"),
    "notes.txt": b"3a four",
    "other.csv": b"name;tip;score\nJo;1;4\nAl;2;3\n",
    "slides.pptx": zipped({"ppt/presentation.xml": b""}),
    "page.html": b"<html>",
    "form.pages": zipped({"Index/Document.iwa": b""}),
}


def test_what_is_no_form_is_a_row_with_words_for_its_sender(tmp_path):
    rows = {row.file: row for row in collect(put(tmp_path, {**NOT_FORMS, "good.docx": GOOD}))}
    assert rows.pop("good.docx").status == "accepted"
    for name, row in rows.items():
        assert (row.status, row.message) == ("rejected", MESSAGES[row.format]), name
    assert rows["other.csv"].format == "table"
    assert {rows[name].format for name in ("mail.msg", "old.doc", "secret.docx")} == {
        "msg", "doc", "password",
    }  # fmt: skip


@pytest.mark.parametrize("make", [word_form, odt_form], ids=["docx", "odt"])
def test_a_form_of_another_workshop_or_version_says_so(make, tmp_path):
    files = {
        "other.docx": make(Q, {"1.score": "4"}, ref=reference(Q, workshop="kent-2019")),
        "version.docx": make(Q, {"1.score": "4"}, ref=reference(Q, hash="0123abcd", version="9")),
    }
    other, version = collect(put(tmp_path, files))
    assert (other.status, version.status) == ("rejected", "rejected")
    assert "of another workshop ('kent-2019'). Please fill in the one that" in other.message
    assert "(small 9) that are not among those sent" in version.message
    assert version.message.endswith("Please fill in the form that you were sent last.")


@pytest.mark.parametrize(
    "name", ["~$form.docx", "form.docx.url", "a/.DS_Store", "Thumbs.db", "._form.docx", "x.icloud"]
)
def test_locks_links_and_system_files_are_passed_over(name):
    assert passed_over(name)


@pytest.mark.parametrize("name", ["form.docx", "final FINAL v2.docx", "partner.url.docx"])
def test_forms_are_not_passed_over(name):
    assert passed_over(name) == ""


def form_with(xml: bytes, **more: bytes) -> bytes:
    return zipped(
        {"word/document.xml": xml, "docProps/core.xml": core(str(reference(Q)), ""), **more}
    )


def with_doctype(doctype: str, inside: str) -> bytes:
    return form_with(
        f"<?xml version='1.0'?><!DOCTYPE d [{doctype}]>".encode()
        + document(f"<w:p><w:r><w:t>{inside}</w:t></w:r></w:p>")
    )


def bomb() -> bytes:
    return stored("word/document.xml", inflating(), 1 << 28)


def lying_bomb() -> bytes:
    return stored("word/document.xml", inflating(), 100)


def many_entries(number: int, name: str = "part{}") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("word/document.xml", document(body(Q, {})))
        for one in range(number):
            file.writestr(name.format(one), b"")
    return buffer.getvalue()


def crammed_directory() -> bytes:
    """Twenty megabytes of a directory of parts."""
    one = b"PK\x01\x02" + struct.pack("<HHHHHHLLLHHHHHLL", *([20] * 2), *([0] * 14))
    entries = one * (19_000_000 // len(one))
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 65535, 65535, len(entries), 0, 0)
    return b"PK\x03\x04" + entries + end


def doubled() -> bytes:
    buffer = io.BytesIO()
    with pytest.warns(UserWarning), zipfile.ZipFile(buffer, "w") as file:
        file.writestr("word/document.xml", document(body(Q, {"1.score": "1"})))
        file.writestr("word/document.xml", document(body(Q, {"1.score": "5"})))
    return buffer.getvalue()


def bad_checksum() -> bytes:
    data = bytearray(GOOD)
    at = data.index(b"word/document.xml") + 60
    data[at] ^= 0xFF
    return bytes(data)


def nested_rows(depth: int) -> bytes:
    return form_with(document("<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth))


def nested_and_full(inside: str, times: int) -> bytes:
    """Tables in tables, in the labels' cells and in the answers', around many elements."""
    label = "<w:tbl><w:tr><w:tc>" * 40 + inside * times + "</w:tc><w:tc/></w:tr></w:tbl>" * 40
    answer = "<w:tbl><w:tr><w:tc/><w:tc>" * 40 + inside * times + "</w:tc></w:tr></w:tbl>" * 40
    return form_with(document(label + answer))


HOSTILE = {
    "bomb": bomb,
    "lying bomb": lying_bomb,
    "bzip2": lambda: stored("word/document.xml", b"BZh9", 100, method=12),
    "encrypted entry": lambda: stored("word/document.xml", b"x" * 50, 50, flags=1),
    "20,000 entries": lambda: many_entries(20_000),
    "3,000 entries": lambda: many_entries(3_000),
    "crammed directory": crammed_directory,
    "doubled": doubled,
    "doubled but for case": lambda: zipped(
        {"word/document.xml": document(""), "WORD/document.xml": document("")}
    ),
    "traversal": lambda: many_entries(1, "../../evil{}"),
    "absolute": lambda: many_entries(1, "/etc/evil{}"),
    "drive": lambda: many_entries(1, "C:evil{}"),
    "checksum": bad_checksum,
    "truncated": lambda: GOOD[:-200],
    "beginning only": lambda: GOOD[:40],
    "entities": lambda: with_doctype(
        "<!ENTITY a '" + "ha" * 50 + "'>"
        + "".join(
            f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True)
        ),
        "&h;",
    ),
    "external entity": lambda: with_doctype("<!ENTITY x SYSTEM 'file:///etc/passwd'>", "&x;"),
    "external dtd": lambda: form_with(b"<!DOCTYPE d SYSTEM 'http://example.org/x.dtd'><d/>"),
    "doctype in utf-16": lambda: form_with(
        "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>".encode("utf-16")
    ),
    "doctype in utf-7": lambda: form_with(
        b"<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-DOCTYPE d []><d/>"
    ),
    "broken utf-16": lambda: form_with(b"\xff\xfe\x00\xd8<"),
    "100,000 levels": lambda: form_with(b"<a>" * 100_000 + b"</a>" * 100_000),
    "200 levels of tables": lambda: nested_rows(80),
    "a million tags": lambda: form_with(b"<d>" + b"<a/>" * 1_000_000 + b"</d>"),
    "a million attributes": lambda: form_with(
        b"<d " + b" ".join(b'a%d=""' % n for n in range(700_000)) + b"/>"
    ),
    "tags up to the limit": lambda: form_with(document("<w:tr/>" * 140_000)),
    "controls up to the limit": lambda: form_with(
        document("<w:p>" * 200 + "<w:tag w:val='1.score'/>" * 140_000 + "</w:p>" * 200)
    ),
    "half a million tags": lambda: form_with(document('<w:tag w:val="1"/>' * 450_000)),
    "a hundred thousand answers": lambda: form_with(
        document('<w:tr><w:tc></w:tc><w:tc><w:tag w:val="1"/></w:tc></w:tr>' * 120_000)
    ),
    "thirty thousand answers": lambda: form_with(
        document('<w:tr><w:tc></w:tc><w:tc><w:tag w:val="1.score"/></w:tc></w:tr>' * 20_000)
    ),
    "deletions up to the limit": lambda: form_with(
        document("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>" * 20_000)
    ),
    "rows up to the limit": lambda: form_with(
        document("<w:tr><w:tc><w:t>1a</w:t></w:tc><w:tc/></w:tr>" * 15_000)
    ),
    "tables in tables around texts": lambda: nested_and_full("<w:t>x</w:t>", 35_000),
    "tables in tables around bookmarks": lambda: nested_and_full(
        "<w:bookmarkStart w:name='x'/>", 70_000
    ),
    "tables in tables around rows": lambda: nested_and_full(
        "<w:tr><w:tc/><w:tc/></w:tr>", 18_000
    ),
    "an attribute of 7 MB": lambda: form_with(b"<d a='" + b"x" * 7_000_000 + b"'/>"),
    "an attribute of 12 MB": lambda: form_with(b"<d a='" + b"x" * 12_000_000 + b"'/>"),
    "no xml": lambda: form_with(b"hello"),
    "other xml": lambda: form_with(b"<html/>"),
    "no main part": lambda: zipped({"word/documents.xml": b"<a/>"}),
    "null characters": lambda: form_with(b"\0" * 1000),
    "properties that are a bomb": lambda: form_with(
        document(""), **{"docProps/core.xml": b" " * (1 << 24)}
    ),
    "300 levels": lambda: nested_rows(100),
    "larger than 20 MB": lambda: b"PK\x03\x04" + b"\0" * (21 << 20),
    "nothing but a signature": lambda: b"PK\x05\x06" + b"\0" * 18,
    "noise": lambda: random.Random(1).randbytes(1 << 20),
}  # fmt: skip


def collect(folder) -> tuple[ReturnRow, ...]:
    return read_all(folder, sent(Q), workshop(), Decisions()).rows


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_files_are_a_row_and_do_no_harm(name, tmp_path):
    put(tmp_path, {"bad.docx": HOSTILE[name](), "good.docx": GOOD})
    collect(put(tmp_path / "warm", {"good.docx": GOOD}))
    tracemalloc.start()
    try:
        before = resident()
        # Under a second in itself; tracing memory slows it down here.
        with at_most(20):
            bad, good, *_ = collect(tmp_path)
        _, python_peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert bad.status == "rejected"
    assert bad.message.endswith(".")
    assert "Traceback" not in bad.message
    assert "could not be read" not in bad.message, "an exception that nobody expected"
    assert good.status == "accepted"
    assert python_peak < 100 * 1024**2
    assert resident() - before < 100 * 1024**2


def resident() -> int:
    """Return the most memory that this process has held, in bytes; 0 where that is not told."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_a_million_laughs_are_not_even_parsed():
    with pytest.raises(Unreadable, match="DOCTYPE"):
        parse_xml(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")


def test_a_comment_of_3000_words_is_far_from_any_limit():
    text = "discharge " * 3_000
    data = word_form(Q, {one.field: text for one in Q.questions if one.kind == "text"})
    assert parse_xml(File("a", data).parts.read("word/document.xml")) is not None


# Windows has no os.mkfifo, which makes the pipe.
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_keep_us_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.docx")
    with pytest.raises(Unreadable, match="a pipe or a device, not a file"):
        open_file(tmp_path / "pipe.docx", "pipe.docx")


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_form_with_bytes_changed_is_still_one_row(data):
    changed = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(changed)))
    file = File("a.docx", bytes(changed[: cut or None]))
    from toptips.returns import READERS

    if any(reader.recognises(file) for reader in READERS):
        try:
            assert len(list(READERS[0].read(file, sent(Q)))) == 1
        except Unreadable as error:
            assert str(error).endswith(".")
    else:
        assert file.kind
