"""Workbooks from nobody's friend: each is refused with a word, quickly and in little memory."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import running
from tests.support.making_forms import put, sent, word_form
from tests.support.work import at_most
from tests.support.workbooks import CODED, GOOD_ROW, Q, book, collected, sheet_of
from toptips.returns import entry_workbook, forms_export
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable


def lying(data: bytes, part: str) -> bytes:
    """A zip that declares one of its parts to be small."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        size = file.getinfo(part).file_size
    return data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def broken(data: bytes) -> bytes:
    place = data.index(b"xl/worksheets/s1.xml") + 60
    return data[:place] + bytes(255 - one for one in data[place : place + 8]) + data[place + 8 :]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a doctype": lambda: book(
        "", sheet=b'<!DOCTYPE a [<!ENTITY b "c">]>' + sheet_of("<row><c><v>&b;</v></c></row>")
    ),
    "an external entity": lambda: book(
        "",
        sheet=b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + sheet_of("&b;"),
    ),
    "a doctype in the shared texts": lambda: book(
        '<row r="2"><c t="s"><v>0</v></c></row>',
        strings=b'<!DOCTYPE a [<!ENTITY b "c">]><sst><si><t>&b;</t></si></sst>',
    ),
    "an entity of nobody's": lambda: book("", sheet=sheet_of(f"{CODED}&b;")),
    "a bomb": lambda: book("", sheet=sheet_of(CODED + " " * 100_000_000)),
    "a bomb that lies about its size": lambda: lying(
        book("", sheet=sheet_of(CODED + " " * 50_000_000)), "xl/worksheets/s1.xml"
    ),
    "a bomb of shared texts": lambda: book(
        '<row r="2"><c t="s"><v>0</v></c></row>', strings=b"<sst>" + b" " * 50_000_000
    ),
    "half a million cells": lambda: book("", sheet=sheet_of("<row>" + "<c/>" * 500_000)),
    "a cell far to the right": lambda: book('<row r="2"><c r="ZZZZ2"><v>1</v></c></row>'),
    "a million cells": lambda: book("", sheet=sheet_of("<row>" + "<c/>" * 1_000_000)),
    "thirty thousand rows": lambda: book(
        "".join(f'<row r="{row}"><c t="b"><v>1</v></c></row>' for row in range(2, 30_000))
    ),
    "deep nesting": lambda: book("", sheet=sheet_of("<a>" * 100_000)),
    "an attribute of 10 MB": lambda: book(
        "", sheet=f'<worksheet a="{"x" * 10_100_000}"/>'.encode()
    ),
    "cut off in the middle": lambda: book("", sheet=sheet_of(CODED + GOOD_ROW)[:-40]),
    "no XML": lambda: book("", sheet=b"Hello"),
    "a corrupted checksum": lambda: broken(book(GOOD_ROW)),
    "corrupted shared texts": lambda: book(
        '<row r="2"><c r="C2" t="s"><v>0</v></c></row>', strings=b"<sst><si><t>x</si></sst>"
    ),
    "one sheet under two names": lambda: book(GOOD_ROW, names=(("A", "rId1"), ("B", "rId1"))),
    "a thousand sheets": lambda: book(
        GOOD_ROW, names=tuple((f"S{number}", "rId1") for number in range(1000))
    ),
    "no workbook": lambda: book(GOOD_ROW, more={"xl/workbook.xml": b""}),
    "no sheets": lambda: book(GOOD_ROW, names=()),
    "a sheet outside": lambda: book(GOOD_ROW, names=(("A", "rId9"),)),
    "styles with a doctype": lambda: book(
        CODED.replace('r="1"', 'r="2"') + '<row r="3"><c r="C3" s="1"><v>4</v></c></row>',
        more={"xl/styles.xml": b"<!DOCTYPE a><styleSheet/>"},
    ),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_workbooks_are_a_row_and_do_no_harm(name: str, tmp_path: Path) -> None:
    good = word_form(Q, {"1.score": "4"})
    put(tmp_path, {"bad.xlsx": HOSTILE[name](), "good.docx": good})
    # Under a second on an ordinary computer; those that test are slow.
    with at_most(10):
        rows = collected(tmp_path).rows
    bad = [one for one in rows if one.file == "bad.xlsx"]
    assert bad[-1].status == "rejected"
    assert bad[-1].message.endswith(".")
    assert "could not be read" not in bad[-1].message, "an exception that nobody expected"
    assert rows[-1].status == "accepted"


MEASURE = """
import re
from pathlib import Path
from toptips.returns import entry_workbook, forms_export
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable

def peak():
    # What the resource module says may be that of the process that started this one.
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) / 1024

def read(path):
    file = File(path.name, path.read_bytes())
    for reader in (forms_export, entry_workbook):
        try:
            if reader.recognises(file):
                for _ in reader.read(file, {}):
                    pass
        except Unreadable:
            pass

folder = Path(FOLDER)
read(folder / "good.xlsx")
before = peak()
for path in sorted(folder.glob("bad*")):
    read(path)
print("MORE", round(peak() - before))
"""


# What peak() reads is counted in kilobytes on Linux alone.
@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux counts it")
def test_hostile_workbooks_take_little_memory(tmp_path: Path) -> None:
    files = {f"bad {place}.xlsx": make() for place, make in enumerate(HOSTILE.values())}
    put(tmp_path, {"good.xlsx": book(GOOD_ROW), **files})
    said = running.python(MEASURE.replace("FOLDER", repr(str(tmp_path)))).stdout
    # In megabytes, more than a good workbook takes.
    assert int(said.rpartition("MORE")[2]) < 100


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_workbook_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    changed = bytearray(book(GOOD_ROW))
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    file = File("a.xlsx", bytes(changed))
    for reader in (forms_export, entry_workbook):
        if reader.recognises(file):
            try:
                list(reader.read(file, sent(Q)))
            except Unreadable as error:
                assert str(error).endswith(".")
