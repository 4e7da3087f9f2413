"""Tables of Word: a marked header row, rows that stay whole, widths by the columns' shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.shared import Cm

from toptips.documents.blocks import Cells, TableBlock, plain
from toptips.documents.controls import Places, element
from toptips.documents.paragraphs import Runs, new_paragraph
from toptips.documents.styles import Styles

STYLE = "Top Tips Table"
STYLES = {"left": "Table Text", "right": "Table Number", "centre": "Table Centre"}
# Room to write by hand, for those who fill the form in on paper.
ROOM = {"text": Cm(1.6), "line": Cm(0.9), "date": Cm(0.9), "choice": Cm(0.9)}


class Tables:
    """Writes the tables of one document, with the answers' places that stand in them."""

    def __init__(self, styles: Styles, runs: Runs, places: Places) -> None:
        self._style = styles.id_of(STYLE)
        self._styles = {aligned: styles.id_of(name) for aligned, name in STYLES.items()}
        self._runs = runs
        self._places = places

    def make(self, block: TableBlock, width: int) -> Any:
        """Return a table as wide as this, in EMU."""
        table, grid = element("w:tbl"), element("w:tblGrid")
        table.append(self._properties(block))
        table.append(grid)
        widths = [int(width * share // sum(block.shares)) // 635 for share in block.shares]
        grid.extend(element("w:gridCol", w=each) for each in widths)
        table.append(self._row(block, block.header, widths, is_header=True))
        table.extend(self._row(block, row, widths) for row in block.rows)
        return table

    def _properties(self, block: TableBlock) -> Any:
        """Say how it looks, what is a header, and what it holds for those who can't see it."""
        properties = element("w:tblPr")
        if self._style:
            properties.append(element("w:tblStyle", val=self._style))
        properties.append(element("w:tblW", type="auto", w=0))
        properties.append(element("w:tblLayout", type="fixed"))
        properties.append(
            element(
                "w:tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
                noHBand=1, noVBand=1,
            )
        )  # fmt: skip
        properties.append(element("w:tblCaption", val=block.described))
        properties.append(element("w:tblDescription", val=f"Columns: {block.described}"))
        return properties

    def _row(
        self, block: TableBlock, cells: Cells, widths: Sequence[int], *, is_header: bool = False
    ) -> Any:
        row, properties = element("w:tr"), element("w:trPr")
        properties.append(element("w:cantSplit"))
        kinds = {self._places.kind(cell.field) for cell in cells if cell.field}
        for kind in kinds & set(ROOM):
            properties.append(element("w:trHeight", val=ROOM[kind].twips, hRule="atLeast"))
        if is_header:
            properties.append(element("w:tblHeader"))
        row.append(properties)
        label = None
        for cell, aligned, width in zip(cells, block.aligned, widths, strict=True):
            paragraph = new_paragraph(self._styles["left" if cell.field else aligned])
            row.append(_cell(paragraph, width))
            if label is None:
                label = paragraph
            if cell.field:
                self._places.fill(paragraph, label, cell.field, plain(cells[0].spans))
            else:
                self._runs.add(paragraph, cell.spans, bold=is_header)
        return row


def _cell(paragraph: Any, width: int) -> Any:
    made, properties = element("w:tc"), element("w:tcPr")
    properties.append(element("w:tcW", type="dxa", w=width))
    made.extend([properties, paragraph])
    return made
