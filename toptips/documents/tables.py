"""Tables: a marked header row, rows that stay whole, widths by the separator's dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Emu
from docx.table import Table, _Cell
from markdown_it.tree import SyntaxTreeNode

from toptips.documents.controls import Places, element
from toptips.documents.text import Values, add_inline
from toptips.errors import TemplateError

STYLE = "Top Tips Table"
ALIGNED = {"text-align:right": "Table Number", "text-align:center": "Table Centre"}
FIELD = "field:"
# Room to write by hand, for those who fill the form in on paper.
ROOM = {"text": Cm(1.6), "line": Cm(0.9), "date": Cm(0.9), "choice": Cm(0.9), "number": Cm(0.9)}


def add_table(
    document: Document, node: SyntaxTreeNode, values: Values, places: Places, dashes: Sequence[int]
) -> None:
    """Add a Markdown table to a document, with the answers' places that stand in it.

    `dashes` counts those under each column of the header, by which the columns share the width.
    """
    rows = [row for part in node.children for row in part.children]
    columns = len(rows[0].children)
    table = document.add_table(rows=0, cols=columns)
    table.style = STYLE
    table.autofit = False
    _describe(table, ", ".join(values.plain(cell) for cell in rows[0].children))
    widths = _widths(document, dashes, columns)
    for number, row in enumerate(rows):
        added = table.add_row()
        properties = added._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        fields = [_field(cell, values) for cell in row.children]
        for kind in {places.kind(field) for field in fields if field} & set(ROOM):
            properties.append(element("w:trHeight", val=ROOM[kind].twips, hRule="atLeast"))
        if number == 0:
            properties.append(element("w:tblHeader"))
        cells = added.cells
        for cell, content, field, width in zip(cells, row.children, fields, widths, strict=True):
            cell.width = width
            if field:
                label = cells[0].paragraphs[0]
                cell.paragraphs[0].style = "Table Text"
                places.fill(cell.paragraphs[0]._p, label._p, field, values.plain(row.children[0]))
            else:
                _fill(cell, content, values, number == 0)
    for width, column in zip(widths, table._tbl.tblGrid.findall(qn("w:gridCol")), strict=True):
        column.set(qn("w:w"), str(width.twips))


def _fill(cell: _Cell, content: SyntaxTreeNode, values: Values, header: bool) -> None:
    paragraph = cell.paragraphs[0]
    aligned = ALIGNED.get(str(content.attrs.get("style", "")), "Table Text")
    paragraph.style = aligned
    for child in content.children:
        add_inline(paragraph, child, values, bold=header)


def _field(cell: SyntaxTreeNode, values: Values) -> str:
    """Return the field whose place this cell is, or nothing."""
    inline = cell.children[0].children if cell.children else []
    links = [
        str(part.attrs.get("href", ""))
        for part in inline
        if part.type == "link" and str(part.attrs.get("href", "")).startswith(FIELD)
    ]
    if not links:
        return ""
    if len(inline) != 1:
        raise TemplateError(f"'{values.put_back(links[0])}' must stand alone in its cell.")
    return values.put_back(links[0].removeprefix(FIELD))


def _describe(table: Table, columns: str) -> None:
    """Say for those who can't see it what the table holds; mark its first row as the header."""
    properties: Any = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    properties.append(
        element(
            "w:tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
            noHBand=1, noVBand=1,
        )
    )  # fmt: skip
    properties.append(element("w:tblCaption", val=columns))
    properties.append(element("w:tblDescription", val=f"Columns: {columns}"))


def _widths(document: Document, dashes: Sequence[int], columns: int) -> list[Emu]:
    shares = list(dashes) if len(dashes) == columns else [1] * columns
    return [Emu(room(document) * share // sum(shares)) for share in shares]


def room(document: Document) -> int:
    """Return the width between the margins, in EMU."""
    section: Any = document.sections[0]
    return int(section.page_width - section.left_margin - section.right_margin)


def dashes_of(markdown: str, line: int) -> list[int]:
    """Count the dashes of each column in the separator of the table that begins at `line`."""
    separator = markdown.split("\n")[line + 1]
    return [len(part.strip().strip(":")) for part in re.findall(r"[:\-\s]*-[:\-\s]*", separator)]
