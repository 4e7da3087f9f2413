"""What stands where on a chart of rows: names, a plot, columns of words at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from toptips.charts.canvas import Align, Canvas
from toptips.charts.lettering import wrap
from toptips.charts.palette import GREY
from toptips.charts.style import LINE, PAGE, TEXT, PrintSheet

BAR, GUTTER, RANK = 17.0, 10.0, 28.0


@dataclass(frozen=True, slots=True)
class SideColumn:
    """A column of words at the right."""

    heading: str
    width: float
    align: Align = "right"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands where across a chart: names above each plot, or `beside` it and so wide."""

    columns: Sequence[SideColumn] = ()
    beside: float = 0.0
    ranks: bool = False
    sheet: PrintSheet = PAGE

    @property
    def indent(self) -> float:
        """Where the names begin: beside the ranks, if there are any."""
        return RANK if self.ranks else 0.0

    @property
    def left(self) -> float:
        """Where the plot begins."""
        return self.indent + (self.beside + GUTTER if self.beside else 0.0)

    @property
    def right(self) -> float:
        """Where the plot ends."""
        return self.sheet.width - sum(column.width + GUTTER for column in self.columns)

    @property
    def width(self) -> float:
        """How wide the plot is."""
        return self.right - self.left

    def anchors(self) -> Iterator[tuple[SideColumn, float]]:
        """Yield each column with the place from which its words run."""
        x = self.right
        for column in self.columns:
            x += GUTTER
            along = {"left": 0.0, "center": column.width / 2, "right": column.width}
            yield column, x + along[column.align]
            x += column.width

    def heading(self, canvas: Canvas, room: float = 0.0) -> float:
        """Write the columns' headings and move below them; return the plot's middle there.

        `room` is the height that the plot's own heading needs at least.
        """
        headings = [wrap(column.heading, column.width, TEXT) for column in self.columns]
        height = max(room, max([bool(self.ranks), *map(len, headings)]) * LINE)
        bottom = canvas.y + height
        for (column, x), lines in zip(self.anchors(), headings, strict=True):
            canvas.block(x, bottom - len(lines) * LINE / 2, lines, GREY, align=column.align)
        if self.ranks:
            canvas.words(0, bottom - LINE / 2, "Rank", GREY)
        canvas.y = bottom + 2
        return bottom - LINE / 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row's plot stands on its canvas."""

    middle: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row: its name, what is drawn in a plot `room` points high, and the words beside it.

    Of the room `above` is for what stands above a bar. `instead` says why nothing is drawn. `said`
    are its figures in the description. `below` stands under the plot, `bold` numbers the cells to
    print in bold.
    """

    label: str
    plot: Callable[[Canvas, Place], None] | None = None
    instead: str = ""
    said: str = ""
    room: float = BAR
    above: float = 0.0
    cells: Sequence[str] = ()
    bold: Sequence[int] = ()
    below: str = ""
    rank: str = ""
