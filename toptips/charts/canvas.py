"""A chart while it is laid out: texts, boxes, lines and marks, from the top down, in points.

Laid out by hand and not with matplotlib's axes, since every text must have its own room: widths
are measured first, so that nothing overlaps whatever the names are, and the height follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from toptips.charts.style import (
    AXIS,
    INK,
    LEADING,
    MUTED,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
    clean,
    text_on,
    width_of,
    wrap,
)

Align = Literal["left", "center", "right"]
# Where a line's baseline stands below its middle, as a share of its size: half a capital letter.
TO_BASELINE = 0.36


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: str
    align: Align


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `x` and `y` are its top left corner. With an edge it is drawn as an outline."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker of matplotlib, by the middle of it."""

    x: float
    y: float
    shape: str
    size: float
    colour: str
    hollow: bool = False


@dataclass
class Canvas:
    """What is on a chart so far. `y` is where the next thing may begin."""

    name: str
    title: str
    width: float = WIDTH
    y: float = 0.0
    things: list[TextLine | Box | Stroke | Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.title = clean(self.title)
        self.paragraph(self.title, TITLE, INK, bold=True)
        self.y += 6

    def words(
        self,
        x: float,
        middle: float,
        text: str,
        size: float = TEXT,
        colour: str = INK,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write one line, by its vertical middle."""
        if text := clean(text):
            baseline = middle + TO_BASELINE * size
            self.things.append(TextLine(x, baseline, text, size, bold, colour, align))

    def block(
        self,
        x: float,
        middle: float,
        lines: Sequence[str],
        size: float = TEXT,
        colour: str = INK,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write several lines, by the vertical middle of all of them."""
        first = middle - (len(lines) - 1) * size * LEADING / 2
        for number, line in enumerate(lines):
            self.words(x, first + number * size * LEADING, line, size, colour, bold, align)

    def paragraph(
        self, text: str, size: float = SMALL, colour: str = MUTED, bold: bool = False
    ) -> None:
        """Write a text across the whole width, and move on below it."""
        lines = wrap(text, self.width, size, bold)
        height = len(lines) * size * LEADING
        self.block(0, self.y + height / 2, lines, size, colour, bold)
        self.y += height

    def box(
        self,
        x: float,
        middle: float,
        width: float,
        height: float,
        colour: str,
        edge: str | None = None,
    ) -> None:
        """Draw a rectangle, by its left edge and its vertical middle."""
        if width > 0:
            self.things.append(Box(x, middle - height / 2, width, height, colour, edge))

    def segment(
        self, x: float, middle: float, width: float, height: float, colour: str, label: str
    ) -> None:
        """Draw one part of a stacked bar, with its label where there is room for it."""
        gap = min(1.0, width / 4)
        self.box(x, middle, width - gap, height, colour)
        if width_of(label, SMALL) + 3 <= width:
            centre = x + (width - gap) / 2
            self.words(centre, middle, label, SMALL, text_on(colour), align="center")

    def upright(
        self, x: float, top: float, bottom: float, colour: str = AXIS, width: float = 0.8
    ) -> None:
        """Draw a vertical line."""
        self.things.append(Stroke(x, top, x, bottom, colour, width))

    def across(self, y: float, colour: str, width: float = 0.5) -> None:
        """Draw a horizontal line from edge to edge."""
        self.things.append(Stroke(0, y, self.width, y, colour, width))

    def mark(
        self, x: float, y: float, shape: str, colour: str, size: float = 8.0, hollow: bool = False
    ) -> None:
        """Draw a marker by its middle."""
        self.things.append(Mark(x, y, shape, size, colour, hollow))

    def notes(self, notes: Sequence[str]) -> None:
        """Write what a reader must know, below everything else."""
        self.y += 8
        for note in notes:
            self.paragraph(note)
            self.y += 2
