"""Tables of Word: a marked header row, rows that stay whole, widths by the columns' shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from docx.oxml.ns import qn

from toptips.documents.blocks import Cell, Cells, TableBlock, plain
from toptips.documents.controls import Places, element
from toptips.documents.paragraphs import Runs, new_paragraph
from toptips.documents.styles import Styles
from toptips.documents.tokens import LATER_TOKEN
from toptips.documents.word_page import Width

STYLE = {"table": "Top Tips Table", "figures": "Figures Table"}
CELLS = {"left": "Table Text", "right": "Table Number", "centre": "Table Centre"}
SHADES = {**{str(number): f"Level {number}" for number in range(1, 6)}, "accent": "Accent"}
LARGE_NUMBER = "Large Number"
ALIGN = {"left": "left", "right": "right", "centre": "center"}
NARROW, WIDE = frozenset("iljtfrI.,:;'‘’()|!"), frozenset("MWmw@%—")
# A longer word may be cut up, such as an address.
LONGEST_WORD = 20  # letters
# Of the width of its letters, in bold, so much is sure to be needed for a text in lines.
IN_LINES = 0.8
AT_THE_SIDES = 220  # a cell's margins, in twentieths of a point
# A table of no more rows than this, header and all, stands on one page.
KEPT_WHOLE = 12
# Less than a page holds: a heading and a sentence stand with many a table.
LINES_A_PAGE = 42
BETWEEN_ROWS = 0.5  # lines


class Tables:
    """Writes the tables of one document, with the answers' places that stand in them."""

    def __init__(self, styles: Styles, runs: Runs, places: Places) -> None:
        self._styles = styles
        self._runs = runs
        self._places = places

    def make(self, block: TableBlock, width: Width, *, keep: bool = False) -> Any:
        """Return a table as wide as a column of the page; kept with what follows it if `keep`."""
        table, grid = element("w:tbl"), element("w:tblGrid")
        widths = _widths(block, width.column.twips, width.text)
        grid.extend(element("w:gridCol", w=each) for each in widths)
        table.extend([self._properties(block, sum(widths)), grid])
        rows = (block.header, *block.rows)
        # A grid of answers flows on, and so does what no page holds.
        fits = _lines(rows, widths, width.text) <= LINES_A_PAGE
        is_whole = len(rows) <= KEPT_WHOLE and not block.is_grid and fits
        for number, cells in enumerate(rows):
            # A heading on its own at the end of a page says nothing.
            stays = number < 1 + fits or is_whole
            keeps = stays if number < len(rows) - 1 else keep
            table.append(self._row(block, cells, widths, is_header=number == 0, keep=keeps))
        return table

    def _properties(self, block: TableBlock, width: int) -> Any:
        """Say how it looks, what is a header, and what it holds for those who can't see it."""
        properties = element("w:tblPr")
        if style := self._styles.id_of(STYLE[block.look]):
            properties.append(element("w:tblStyle", val=style))
        properties.append(element("w:tblW", type="dxa", w=width))
        if block.is_grid and self._places.for_pen:
            properties.append(_lines_between_columns())
        properties.append(element("w:tblLayout", type="fixed"))
        properties.append(
            element(
                "w:tblLook", val="06A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0,
                noHBand=1, noVBand=1,
            )
        )  # fmt: skip
        properties.append(element("w:tblCaption", val=block.called))
        name = block.name if block.name.endswith(("?", "!")) else f"{block.name}."
        said = f"{name} Columns: {block.columns}" if block.name else f"Columns: {block.columns}"
        properties.append(element("w:tblDescription", val=said))
        return properties

    def _row(
        self, block: TableBlock, cells: Cells, widths: Sequence[int], *, is_header: bool, keep: bool
    ) -> Any:
        row, properties = element("w:tr"), element("w:trPr")
        properties.append(element("w:cantSplit"))
        if high := max(self._places.room(cell.field) for cell in cells):
            properties.append(element("w:trHeight", val=high, hRule="atLeast"))
        if is_header:
            properties.append(element("w:tblHeader"))
        row.append(properties)
        label = None
        for cell, aligned, width, above in zip(
            cells, block.aligned, widths, block.header, strict=True
        ):
            is_figure = block.look == "figures" and not is_header
            name = LARGE_NUMBER if is_figure else SHADES.get(cell.shade) or CELLS[aligned]
            align = ALIGN[aligned] if cell.shade else ""
            paragraph = new_paragraph(self._styles.id_of(name), keep=keep, align=align)
            row.append(_cell(paragraph, width, self._ground(cell)))
            label = paragraph if label is None else label
            if cell.field:
                said = plain(cells[0].spans)
                self._places.fill(paragraph, label, cell.field, said, plain(above.spans))
            else:
                self._runs.add(paragraph, cell.spans, bold=is_header and block.look == "table")
        return row

    def _ground(self, cell: Cell) -> str:
        """Return the colour of a shaded cell: that of its words' style; nothing for others."""
        style = self._styles.element(SHADES[cell.shade]) if cell.shade else None
        shading = None if style is None else style.find(f"{qn('w:pPr')}/{qn('w:shd')}")
        return "" if shading is None else str(shading.get(qn("w:fill"), ""))


def _lines_between_columns() -> Any:
    """Part the columns, so that what is written by hand in one stays there."""
    borders = element("w:tblBorders")
    borders.append(element("w:insideV", val="single", sz=4, space=0, color="auto"))
    return borders


def _widths(block: TableBlock, width: int, text: float) -> list[int]:
    """Return the columns' widths in twentieths of a point.

    They share the width as the template says, but no word is cut up as long as there is room: what
    a column needs more, those with room to spare give.
    """
    shared = [width * share / sum(block.shares) for share in block.shares]
    columns = zip(block.header, *block.rows, strict=True)
    least = [max(map(_longest_word, column)) * text + AT_THE_SIDES for column in columns]
    both = list(zip(least, shared, strict=True))
    missing = sum(max(0, need - has) for need, has in both)
    spare = sum(max(0, has - need) for need, has in both)
    if spare < missing:
        return [round(need * width / sum(least)) for need in least]
    given = missing / spare if spare else 0
    return [round(need if has < need else has - (has - need) * given) for need, has in both]


def _lines(rows: Sequence[Cells], widths: Sequence[int], text: float) -> float:
    """Return about how many lines a table takes, at a little less than it may need."""
    high = 0.0
    for cells in rows:
        each = [
            sum(map(_width_of, plain(cell.spans))) * text * IN_LINES / max(1, width - AT_THE_SIDES)
            for cell, width in zip(cells, widths, strict=True)
        ]
        high += max(1, *map(ceil, each)) + BETWEEN_ROWS
    return high


def _longest_word(cell: Cell) -> float:
    """Return about how wide the longest word of a cell is, for type of 1 point."""
    words = re.split(r"[\s\u00ad-]", LATER_TOKEN.sub("", plain(cell.spans)))
    return max(sum(map(_width_of, word[:LONGEST_WORD])) for word in words)


def _width_of(letter: str) -> float:
    """Return about how wide a letter of Arial in bold is, in twentieths of a point, at 1 point."""
    if letter in NARROW:
        return 7
    return 17 if letter in WIDE else 14.5 if letter.isupper() else 12


def _cell(paragraph: Any, width: int, ground: str) -> Any:
    made, properties = element("w:tc"), element("w:tcPr")
    properties.append(element("w:tcW", type="dxa", w=width))
    if ground:
        properties.append(element("w:shd", val="clear", color="auto", fill=ground))
    made.extend([properties, paragraph])
    return made
