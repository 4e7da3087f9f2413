"""A chart while it is laid out: texts, boxes, lines and dots, from the top down, in points.

Laid out by hand and not with matplotlib's axes, since every text must have its own room: widths
are measured first, so that nothing overlaps whatever the names are, and the height follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from toptips.charts.lettering import drawable, width_of, wrap
from toptips.charts.palette import GREY, INK, ink_on
from toptips.charts.style import LEADING, LINE, OUTLINE, PAGE, RULE, TEXT, TITLE, PrintSheet

Align = Literal["left", "center", "right"]
# Where a line's baseline stands below its middle, as a share of its size: half a capital letter.
TO_BASELINE = 0.36
SWATCH = 11.0


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
    """A rectangle, outlined within; `x` and `y` are its top left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: str


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
class Dot:
    """An outlined circle, by the middle of it."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass
class Canvas:
    """What is on a chart so far. `y` is where the next thing may begin."""

    sheet: PrintSheet = PAGE
    y: float = 0.0
    things: list[TextLine | Box | Stroke | Dot] = field(default_factory=list)

    @property
    def width(self) -> float:
        """How wide the sheet is, in points."""
        return self.sheet.width

    def words(
        self,
        x: float,
        middle: float,
        text: str,
        colour: str = INK,
        bold: bool = False,
        align: Align = "left",
        size: float = TEXT,
    ) -> None:
        """Write one line, by its vertical middle."""
        if text := drawable(text):
            baseline = middle + TO_BASELINE * size
            self.things.append(TextLine(x, baseline, text, size, bold, colour, align))

    def block(
        self,
        x: float,
        middle: float,
        lines: Sequence[str],
        colour: str = INK,
        bold: bool = False,
        align: Align = "left",
        size: float = TEXT,
    ) -> None:
        """Write several lines, by the vertical middle of all of them."""
        first = middle - (len(lines) - 1) * size * LEADING / 2
        for number, line in enumerate(lines):
            self.words(x, first + number * size * LEADING, line, colour, bold, align, size)

    def paragraph(self, text: str, colour: str = GREY) -> None:
        """Write a text across the whole width, and move on below it."""
        lines = wrap(text, self.width, TEXT)
        self.block(0, self.y + len(lines) * LINE / 2, lines, colour)
        self.y += len(lines) * LINE

    def title(self, text: str) -> None:
        """Write the finding across the whole width, and move on below it."""
        lines = wrap(text, self.width, TITLE, True)
        height = len(lines) * TITLE * LEADING
        self.block(0, self.y + height / 2, lines, bold=True, size=TITLE)
        self.y += height + 2

    def box(self, x: float, middle: float, width: float, height: float, colour: str) -> None:
        """Draw a rectangle with its outline, by its left edge and its vertical middle."""
        if width > 0:
            self.things.append(Box(x, middle - height / 2, width, height, colour))

    def upright(
        self, x: float, top: float, bottom: float, colour: str = INK, width: float = OUTLINE
    ) -> None:
        """Draw a vertical line."""
        self.things.append(Stroke(x, top, x, bottom, colour, width))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str = RULE, width: float = OUTLINE
    ) -> None:
        """Draw a line from one place to another."""
        self.things.append(Stroke(x1, y1, x2, y2, colour, width))

    def dot(self, x: float, y: float, radius: float, colour: str, letter: str = "") -> None:
        """Draw a circle by its middle, with a letter in it if there is one."""
        self.things.append(Dot(x, y, radius, colour))
        self.words(x, y, letter, ink_on(colour), align="center")

    def key(self, entries: Sequence[tuple[str, str, str]]) -> None:
        """Write a key: colour, letter and label each; with a letter it is a dot, else a box."""
        x, height, bottom = 0.0, LINE + 4, self.y
        for colour, letter, label in entries:
            mark = dot_radius(letter) * 2 if letter else SWATCH
            lines = wrap(label, self.width - mark - 5, TEXT)
            width = mark + 5 + max((width_of(line, TEXT) for line in lines), default=0)
            if x and x + width > self.width:
                x, self.y = 0.0, bottom
            middle = self.y + height / 2
            if letter:
                self.dot(x + mark / 2, middle, mark / 2, colour, letter)
            else:
                self.box(x, middle, SWATCH, SWATCH, colour)
            self.block(x + mark + 5, middle + (len(lines) - 1) * LINE / 2, lines)
            bottom = max(bottom, self.y + height + (len(lines) - 1) * LINE)
            x += width + 14
        self.y = bottom + 4


def dot_radius(letter: str) -> float:
    """Return how large a dot must be for the letter in it, as a radius."""
    return max(8.0, width_of(letter, TEXT) / 2 + 3)
