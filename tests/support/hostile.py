"""Makes hostile files: OpenDocument texts, CSV files and zips. Word's are in test_opening.

Run as a program with a folder, it reads everything in that folder and prints what it cost:
a fresh process has used no memory yet.
"""

from __future__ import annotations

import io
import json
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.support.making_forms import put, questionnaire, sent, word_form, workshop, zipped
from tests.support.making_odt import MIMETYPE, NAMESPACES, content, odt_form
from toptips.model.decisions import Decisions
from toptips.model.responses import AFTER_GROUPS, BEFORE_GROUPS
from toptips.returns.collecting import read_all

Q = questionnaire()
GOOD = word_form(Q, {"0.label": "JK", "1.score": "4"})


def odt(xml: bytes, **more: bytes) -> bytes:
    return zipped({"mimetype": MIMETYPE, "content.xml": xml, **more})


def text(inside: str, doctype: str = "") -> bytes:
    return (
        f"{doctype}<office:document-content {NAMESPACES}><office:body><office:text>{inside}"
        "</office:text></office:body></office:document-content>"
    ).encode()


def stored(name: str, packed: bytes, size: int, method: int = 8, flags: int = 0) -> bytes:
    """A zip of one entry that says of itself what it likes."""
    raw = name.encode()
    common = struct.pack("<HHHHHLLLHH", 20, flags, method, 0, 33, 0, len(packed), size, len(raw), 0)
    local = b"PK\x03\x04" + common + raw + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, 0)
    central += raw
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


@cache
def inflating() -> bytes:
    """A quarter of a megabyte that inflates to a quarter of a gibibyte."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(compressor.compress(b" " * (1 << 20)) for _ in range(256))
    return packed + compressor.flush()


def doubled(name: str) -> bytes:
    data = zipped({name: GOOD, name[:-1] + "y": GOOD})
    return data.replace(name[:-1].encode() + b"y", name.encode())


def corrupted() -> bytes:
    data = bytearray(zipped({"a.docx": GOOD}))
    data[400] ^= 0xFF
    return bytes(data)


def deep_zip(levels: int) -> bytes:
    data = GOOD
    for number in range(levels):
        data = zipped({f"{number}.zip": data})
    return data


def many_members(number: int, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for copy in range(number):
            file.writestr(f"{copy}.docx", data)
    return buffer.getvalue()


def csv(*rows: str, groups: int = 0) -> bytes:
    names = [f"group-{number}" for number in range(groups)]
    return "\n".join((",".join((*BEFORE_GROUPS, *names, *AFTER_GROUPS)), *rows)).encode()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADER = ("0z Organisation", "0a Label", "1a Score", "1b Well", "1c Not", "2a Score")


def cell(content: str, kind: str = "str") -> str:
    return f'<c t="{kind}"><v>{content}</v></c>'


CODES = f"<row>{''.join(cell(code) for code in HEADER)}</row>"
MANY_CODES = "".join(cell(f"{number}{letter}") for number in range(1, 11) for letter in "abcdefghi")


def sheet(rows: str, after: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def book(*sheets: bytes, strings: bytes = b"<sst/>", styles: bytes = b"<styleSheet/>") -> bytes:
    """An Excel workbook of these sheets."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    targets = {f"r{n}": ("worksheet", f"s{n}.xml") for n in numbers}
    targets |= {"t": ("sharedStrings", "strings.xml"), "y": ("styles", "styles.xml")}
    related = "".join(
        f'<Relationship Id="{name}" Type="{kind}/{of}" Target="{part}"/>'
        for name, (of, part) in targets.items()
    )
    whole = f'<workbook xmlns="{MAIN}" xmlns:r="{kind}"><sheets>{listed}</sheets></workbook>'
    return zipped(
        {
            "xl/workbook.xml": whole.encode(),
            "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>".encode(),
            "xl/strings.xml": strings,
            "xl/styles.xml": styles,
            **{f"xl/s{n}.xml": made for n, made in zip(numbers, sheets, strict=True)},
        }
    )


def shared(*texts: str) -> bytes:
    return f"<sst>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>".encode()


def answers(number: int, *texts: str, kind: str = "str") -> str:
    """Rows of answers, each with its own label."""
    inside = "".join(cell(text, kind) for text in texts)
    return "".join(
        f"<row>{cell('council')}{cell(f'p{row}')}{inside}</row>" for row in range(number)
    )


LAUGHS = "".join(
    f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True)
)
NESTED = "<table:table><table:table-row><table:table-cell/><table:table-cell>"
NESTED_END = "</table:table-cell></table:table-row></table:table>"

HOSTILE: dict[str, Callable[[], bytes]] = {
    "odt that inflates": lambda: odt(b" " * (1 << 26)),
    "odt in which the content lies": lambda: odt(b"\0" * 100 + b"<"),
    "odt with entities": lambda: odt(
        text("<text:p>&h;</text:p>", f"<!DOCTYPE d [<!ENTITY a 'haha'>{LAUGHS}]>")
    ),
    "odt with an external entity": lambda: odt(
        text("<text:p>&x;</text:p>", "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")
    ),
    "odt with a doctype in utf-16": lambda: odt(
        text("", "<!DOCTYPE d [<!ENTITY x 'y'>]>").decode().encode("utf-16")
    ),
    "odt of 100,000 levels": lambda: odt(b"<a>" * 100_000 + b"</a>" * 100_000),
    "odt of 80 tables in tables": lambda: odt(text(NESTED * 80 + NESTED_END * 80)),
    "odt of tags up to the limit": lambda: odt(text("<text:p/>" * 140_000)),
    "odt of a million tags": lambda: odt(text("<text:p/>" * 800_000)),
    "odt of tables up to the limit": lambda: odt(
        text("<table:table>" + "<table:table-row/>" * 140_000 + "</table:table>")
    ),
    "odt of full tables in tables": lambda: odt(
        text(NESTED * 60 + "<text:p>1a</text:p>" * 30_000 + NESTED_END * 60)
    ),
    "odt of bookmarks": lambda: odt(
        text("<text:p>" + "<text:bookmark text:name='tt_1_score'/>" * 100_000 + "</text:p>")
    ),
    "odt of spaces": lambda: odt(
        text("<text:p>" + "<text:s text:c='99999999'/>" * 100_000 + "</text:p>")
    ),
    "odt of rows of spaces": lambda: odt(
        content(Q, {}, raw={"1.strengths": "<text:p><text:s text:c='9999'/>x</text:p>" * 30_000})
    ),
    "odt with an attribute of 7 MB": lambda: odt(
        text("<text:p text:style-name='" + "x" * 7_000_000 + "'/>")
    ),
    "odt that is a word document": lambda: odt(b"<w:document/>"),
    "odt that is not xml": lambda: odt(b"hello"),
    "odt with a manifest that inflates": lambda: zipped(
        {
            "mimetype": MIMETYPE,
            "META-INF/manifest.xml": b" " * (1 << 24),
            "content.xml": content(Q, {}),
        }
    ),
    "odt with properties that inflate": lambda: odt(text(""), **{"meta.xml": b" " * (1 << 24)}),
    "odt without content": lambda: zipped({"mimetype": MIMETYPE}),
    "csv of one endless cell": lambda: csv('1,"' + "x" * 19_000_000),
    "csv of wide characters": lambda: csv('1,"' + "\U0001f600" * 4_000_000),
    "csv of short lines": lambda: csv(*["1,,,,,,,,,,,"] * 1_400_000),
    "csv of many respondents": lambda: csv(*(f"{n},,,,,,,,,,," for n in range(900_000))),
    "csv of many columns": lambda: csv(groups=1_500_000),
    "csv of many cells": lambda: csv("1," + "," * 19_000_000),
    "csv of many foreign answers": lambda: csv(
        *(f"1,self-assessment,council,,,a,,,t{n},q,v,s" for n in range(140_000))
    ),
    "csv of formulas": lambda: csv(
        "1,self-assessment,council,,,=cmd|' /C calc'!A0,@x,,tip-1,strengths,=HYPERLINK(\"x\"),s"
    ),
    "csv of null bytes": lambda: csv("\0" * 100_000),
    "csv of carriage returns": lambda: csv("\r" * 5_000_000),
    "csv of quotes": lambda: csv('"' * 5_000_001),
    "xlsx of one long text in 800 cells": lambda: book(
        sheet(CODES + answers(400, "0", "0", kind="s")), strings=shared("word 7 " * 150_000)
    ),
    "xlsx of one long text in 20,000 cells": lambda: book(
        sheet(f"<row>{MANY_CODES}</row>" + f"<row>{cell('0', 's') * 90}</row>" * 230),
        strings=shared("word 7 " * 1_000_000),
    ),
    "xlsx of one text as long as may be in as many cells": lambda: book(
        sheet(CODES + answers(38, "0", "0", kind="s")), strings=shared("07700 900 " * 3_000)
    ),
    "xlsx of long texts of its own": lambda: book(
        sheet(CODES + answers(100, "4", "<![CDATA[ a@b ]]>" + "x 1 " * 35_000))
    ),
    "xlsx of 150,000 rows": lambda: book(sheet(CODES + answers(150_000, "4"))),
    "xlsx of 150,000 rows in 30 sheets": lambda: book(
        *[sheet(CODES + answers(5_000, "4"))] * 30
    ),
    "xlsx of rows up to the limit": lambda: book(
        sheet(CODES + answers(1_998, "4", "calls " * 150, "beds", "2"))
    ),
    "xlsx of 39 sheets of empty rows": lambda: book(
        *[sheet("<row/>" * 150_000)] * 39, sheet(CODES + answers(1, "4"))
    ),
    "xlsx of 39 sheets of blank cells": lambda: book(
        *[sheet("<row><c/><c/><c/></row>" * 900)] * 39, sheet(CODES + answers(1, "4"))
    ),
    "xlsx of headers far down in 39 sheets": lambda: book(
        *[sheet(f"<row>{cell('x') * 40}</row>" * 29 + CODES)] * 39
    ),
    "xlsx of tags in a cell": lambda: book(
        sheet(CODES + "<row><c t='inlineStr'><is>" + "<t/>" * 900_000 + "</is></c></row>")
    ),
    "xlsx of tags in its texts": lambda: book(
        sheet(CODES + answers(1, "0", kind="s")), strings=b"<sst>" + b"<si/>" * 900_000 + b"</sst>"
    ),
    "xlsx of texts with an emoji each": lambda: book(
        sheet(CODES + answers(1, "0", kind="s")), strings=shared(*["😀" + "x" * 30_000] * 270)
    ),
    "xlsx of formulas without a result": lambda: book(
        sheet(CODES + f"<row>{cell('council')}{'<c><f/></c>' * 400}</row>" * 200)
    ),
    "xlsx of columns that are not asked for": lambda: book(
        sheet(
            f"<row>{''.join(map(cell, HEADER))}{cell('y' * 300) * 400}</row>"
            + f"<row>{cell('council')}{cell('4') * 400}</row>" * 200
        )
    ),
    "xlsx of merged cells": lambda: book(
        sheet(
            CODES + answers(1_500, "4"),
            "<mergeCells>"
            + "".join(f'<mergeCell ref="D{n}:D9999"/>' for n in range(2, 60_000))
            + "</mergeCells>",
        )
    ),
    "xlsx of formats": lambda: book(
        sheet(CODES + f"<row>{cell('council')}{cell('a')}<c s='9'><v>4</v></c></row>"),
        styles=(
            "<styleSheet>"
            + "".join(f'<numFmt numFmtId="{n}" formatCode="{"[x]" * 80}"/>' for n in range(20_000))
            + "<cellXfs>" + "<xf numFmtId='7'/>" * 60_000 + "</cellXfs></styleSheet>"
        ).encode(),
    ),
    "zip of 200 workbooks of rows": lambda: zipped(
        {f"{n}.xlsx": book(sheet(CODES + answers(1_900, f"{n}"))) for n in range(200)}
    ),
    "zip of 100 workbooks of empty rows": lambda: zipped(
        {f"{n}.xlsx": book(*[sheet("<row/>" * 900)] * 39) for n in range(100)}
    ),
    "zip of a bomb": lambda: stored("a.docx", inflating(), 1 << 28),
    "zip of a bomb that lies": lambda: stored("a.docx", inflating(), 100),
    "zip of a form that is a bomb": lambda: zipped(
        {"a.docx": stored("word/document.xml", inflating(), 1 << 28)}
    ),
    "zip of 200 zips in zips": lambda: deep_zip(200),
    "zip of 2,000 nothings": lambda: many_members(2_000, b""),
    "zip of 20,000 nothings": lambda: many_members(20_000, b""),
    "zip of traversal": lambda: zipped({"../../../evil.docx": GOOD, "/etc/passwd": GOOD}),
    "zip of long names": lambda: zipped({"n" * 60_000 + str(n): b"" for n in range(150)}),
    "zip of doubled names": lambda: doubled("a.docx"),
    "zip of compressed space": lambda: zipped({f"{n}.docx": b" " * 19_000_000 for n in range(6)}),
    "zip of an odt of tags": lambda: zipped({"a.odt": odt(text("<text:p/>" * 140_000))}),
    "zip whose directory lies": lambda: zipped({"a.docx": GOOD})[:-6] + b"\xff\xff\xff\x7f\0\0",
    "zip whose checksum is wrong": lambda: corrupted(),
    "zip with a password": lambda: stored("a.docx", b"x" * 50, 50, flags=1),
    "zip packed by another way": lambda: stored("a.docx", b"BZh9", 100, method=12),
}  # fmt: skip


def measure(folder: Path) -> dict[str, object]:
    """Read a folder, and say what the rows were and what it took, in seconds and bytes."""
    warm = put(folder / "warm", {"good.docx": GOOD, "good.odt": odt_form(Q, {"1.score": "4"})})
    read_all(warm, sent(Q), workshop(), Decisions())
    before, started = resident(), time.process_time()
    found = read_all(folder / "returns", sent(Q), workshop(), Decisions())
    return {
        "rows": [[row.file, row.member, row.status, row.message] for row in found.rows],
        "seconds": time.process_time() - started,
        "memory": resident() - before,
    }


def resident() -> int:
    """Return the most memory that this process has held, in bytes; 0 where that is not told."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells on Linux counts the process that started this one too.
        lines = status.read_text("ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
