"""Workbooks of typed answers, made by hand part by part, and what is read in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.making_forms import decisions, questionnaire, sent, workshop, zipped
from toptips.returns import entry_workbook
from toptips.returns.collecting import Collected, read_all
from toptips.returns.form import Return
from toptips.unsafe.opening import File

Q = questionnaire()
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEADER = ("0z Organisation", "0a Label", "1a Score", "1b Well", "2a Score", "3a Score")


def cells(row: int, *texts: str) -> str:
    """One row of text cells, as XML."""
    inside = "".join(
        f'<c r="{chr(65 + place)}{row}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}'
        "</t></is></c>"
        for place, text in enumerate(texts)
    )
    return f'<row r="{row}">{inside}</row>'


def book(
    rows: str,
    *,
    sheet: bytes | None = None,
    strings: bytes | None = None,
    namespace: str = MAIN,
    relations: str = RELATIONS,
    names: tuple[tuple[str, str], ...] = (("Answers", "rId1"),),
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """An Excel workbook by hand: the rows of its sheet after a header row, as XML."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="{target}"/>'
        for number, (name, target) in enumerate(names, 1)
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": (
            f'<workbook xmlns="{namespace}" xmlns:r="{relations}"><sheets>{listed}</sheets>'
            "</workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            "<Relationships>"
            f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/s1.xml"/>'
            f'<Relationship Id="rId2" Type="{relations}/sharedStrings" Target="strings.xml"/>'
            f'<Relationship Id="rId3" Type="{relations}/styles" Target="/xl/styles.xml"/>'
            "</Relationships>"
        ).encode(),
        "xl/worksheets/s1.xml": sheet
        or (
            f'<worksheet xmlns="{namespace}"><dimension ref="A1:XFD1048576"/><sheetData>'
            f"{cells(1, *HEADER)}{rows}</sheetData></worksheet>"
        ).encode(),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{namespace}"><numFmts><numFmt numFmtId="164"'
            ' formatCode="dd/mm/yyyy hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/>'
            '<xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
        ).encode(),
    }
    if strings is not None:
        parts["xl/strings.xml"] = strings
    return zipped({**parts, **(more or {})})


def read(data: bytes) -> list[Return]:
    return list(entry_workbook.read(File("a.xlsx", data), sent(Q)))


def texts(data: bytes) -> list[Mapping[str, str]]:
    return [returned.texts for returned in read(data)]


GOOD_ROW = cells(2, "mh-trust", "jk", "4", "calls", "2", "1")


def collected(folder: Path) -> Collected:
    return read_all(folder, sent(Q), workshop(), decisions())


def sheet_of(inside: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'.encode()


CODED = cells(1, *HEADER)
