"""Charts of rows: a label at the left, a plot in the middle, columns of words at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toptips.charts.canvas import Align, Canvas
from toptips.charts.style import (
    AXIS,
    INK,
    LEADING,
    MOST_HEIGHT,
    MUTED,
    PAPER,
    RULE,
    SMALL,
    TEXT,
    width_of,
    wrap,
)

LABEL_WIDTH = 150.0
MOST_LABEL_LINES = 4
RANK_WIDTH = 28.0
BAR, PADDING, GUTTER = 19.0, 9.0, 12.0
KEY_SWATCH = 11.0
# What may still come below the rows.
ROOM_FOR_NOTES = 50.0


@dataclass(frozen=True, slots=True)
class SideColumn:
    """A column of words at the right."""

    heading: str
    width: float
    align: Align = "right"


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row while it is drawn: its number in the order given, where it stands, its label."""

    number: int
    middle: float
    top: float
    bottom: float


@dataclass
class ChartRows:
    """Rows on a canvas. What no longer fits on a page is left out, and `left_out` counts it."""

    canvas: Canvas
    labels: Sequence[str]
    columns: Sequence[SideColumn]
    label_width: float = LABEL_WIDTH
    heights: Sequence[float] = ()
    ranks: Sequence[str] = ()
    left_out: int = field(default=0, init=False)

    @property
    def left(self) -> float:
        """Where the plot begins."""
        return self.label_width + GUTTER

    @property
    def indent(self) -> float:
        """Where the labels begin: beside the ranks, if there are any."""
        return RANK_WIDTH if self.ranks else 0.0

    @property
    def right(self) -> float:
        """Where the plot ends."""
        return self.canvas.width - sum(column.width + GUTTER for column in self.columns)

    @property
    def width(self) -> float:
        """How wide the plot is."""
        return self.right - self.left

    def heading(self, room: float = 0.0) -> float:
        """Write the columns' headings and move below them; return the vertical middle there.

        `room` is the height that the plot's own heading needs at least.
        """
        headings = [wrap(column.heading, column.width, SMALL, most=3) for column in self.columns]
        lines = max([bool(self.ranks), *map(len, headings)])
        height = max(room, lines * SMALL * LEADING)
        bottom = self.canvas.y + height
        for column, heading, x in zip(self.columns, headings, self._anchors(), strict=True):
            middle = bottom - len(heading) * SMALL * LEADING / 2
            self.canvas.block(x, middle, heading, SMALL, MUTED, align=column.align)
        if self.ranks:
            self.canvas.words(0, bottom - SMALL * LEADING / 2, "Rank", SMALL, MUTED)
        self.canvas.y = bottom + 4
        return bottom - SMALL * LEADING / 2

    def _anchors(self) -> Iterator[float]:
        x = self.right
        for column in self.columns:
            x += GUTTER
            along = {"left": 0.0, "center": column.width / 2, "right": column.width}
            yield x + along[column.align]
            x += column.width

    def __iter__(self) -> Iterator[ChartRow]:
        """Write each row's label, and yield where its plot goes; then move below it."""
        for number, label in enumerate(self.labels):
            lines = wrap(label, self.label_width - self.indent, most=MOST_LABEL_LINES)
            height = max(
                BAR, len(lines) * TEXT * LEADING, self.heights[number] if self.heights else 0.0
            )
            height += PADDING
            if number and self.canvas.y + height > MOST_HEIGHT - ROOM_FOR_NOTES:
                self.left_out = len(self.labels) - number
                return
            top = self.canvas.y
            if number:
                self.canvas.across(top, RULE)
            if self.ranks:
                self.canvas.words(0, top + height / 2, self.ranks[number], bold=True)
            self.canvas.block(self.indent, top + height / 2, lines)
            yield ChartRow(number, top + height / 2, top, top + height)
            self.canvas.y = top + height

    def cells(
        self, row: ChartRow, cells: Sequence[str], bold: Sequence[int] = (), size: float = TEXT
    ) -> None:
        """Write the words at the right of a row, those of the columns in `bold` in bold."""
        for position, (column, text, x) in enumerate(
            zip(self.columns, cells, self._anchors(), strict=True)
        ):
            strong = position in bold
            lines = wrap(text, column.width, size, strong, most=4)
            self.canvas.block(x, row.middle, lines, size, INK, strong, column.align)

    def instead(self, row: ChartRow, words: str) -> None:
        """Say in the plot's place why nothing is drawn."""
        lines = wrap(words, self.width, SMALL, most=3)
        self.canvas.block(self.left, row.middle, lines, SMALL, MUTED)


def key(canvas: Canvas, entries: Sequence[tuple[str, str]]) -> None:
    """Write the key: a coloured swatch and a label each, as many on a line as fit."""
    x, height = 0.0, TEXT * LEADING + 4
    for colour, label in entries:
        [line] = wrap(label, canvas.width - KEY_SWATCH - 5, most=1) or [""]
        width = KEY_SWATCH + 5 + width_of(line)
        if x and x + width > canvas.width:
            x = 0.0
            canvas.y += height
        edge = AXIS if colour == PAPER else None
        canvas.box(x, canvas.y + height / 2, KEY_SWATCH, KEY_SWATCH, colour, edge)
        canvas.words(x + KEY_SWATCH + 5, canvas.y + height / 2, line)
        x += width + 14
    canvas.y += height + 6
