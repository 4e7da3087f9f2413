"""Charts of rows: names, a plot, words at the right; as many pictures as they need.

A chart is planned first, and drawn once its number is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toptips.charts import words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.frame import ChartRow, Frame, Place
from toptips.charts.lettering import clean, wrap
from toptips.charts.palette import GREY
from toptips.charts.png import png_of
from toptips.charts.style import LINE, TEXT
from toptips.charts.svg import svg_of

# Between rows whose names stand above their plots, and beside them.
PADDING, BESIDE_PADDING = 4.0, 3.5
# Between a note below a bar and the next row.
NOTE_APART = 2.0
# By so much a filled sheet may stretch what lies between rows.
MOST_STRETCH = 30.0


@dataclass(frozen=True)
class RowChart:
    """A chart that is planned, of as many pictures as its rows need.

    `unit` says what is counted, `n` of how many, `source` whose answers these are; `finding` is
    the title at length. `kind` opens the description, and `lead` the figures in it. `key` holds
    colour, letter and label of what is drawn. `opening` is drawn once; `head` on every picture, in
    the place of the columns' headings.
    """

    name: str
    title: str
    finding: str
    unit: str
    n: str
    source: str
    kind: str
    lead: str
    frame: Frame
    rows: Sequence[ChartRow]
    key: Sequence[tuple[str, str, str]] = ()
    opening: Callable[[Canvas], None] | None = None
    head: Callable[[Canvas], None] | None = None
    notes: Sequence[str] = ()
    wanting: str = ""
    facts: Sequence[str] = ()

    def draw(self, number: int = 0) -> list[Chart]:
        """Return its pictures, with the number of the figure if it has one."""
        parts = self.parts()
        return [self._picture(number, place, parts) for place in range(len(parts))]

    def parts(self) -> list[Sequence[ChartRow]]:
        """Return the rows of each picture: as few pictures as there can be, evenly filled."""
        sheet, room = self.frame.sheet, self._room()
        heights = self._heights()
        parts = _filled(self.rows, heights, room)
        if len(parts) > 1 and sheet.part_height:
            room -= sheet.most_height - sheet.part_height
            parts = _filled(self.rows, heights, room)
        # With a row on each picture they can't be filled more evenly.
        while 1 < len(parts) < len(self.rows):
            room -= LINE
            if len(closer := _filled(self.rows, heights, room)) > len(parts):
                break
            parts = closer
        return parts

    def _room(self) -> float:
        """Return how much height of a sheet is left for rows."""
        bare = Canvas(self.frame.sheet)
        self._begin(bare, 1, 0, 2)
        self._end(bare)
        return self.frame.sheet.most_height - bare.y

    def _heights(self) -> list[float]:
        return [self._height(row) for row in self.rows]

    def _name(self, row: ChartRow) -> list[str]:
        width = self.frame.beside or self.frame.sheet.width - self.frame.indent
        return wrap(row.label, width, TEXT)

    def _cells(self, row: ChartRow) -> list[list[str]]:
        return [
            [
                line
                for part in text.split("\n")
                for line in wrap(part, column.width, TEXT, place in row.bold)
            ]
            for place, (column, text) in enumerate(zip(self.frame.columns, row.cells, strict=False))
        ]

    def _plot_height(self, row: ChartRow) -> float:
        beside = [self._name(row)] if self.frame.beside else []
        lines = max([1, *map(len, [*beside, *self._cells(row), self._instead(row)])])
        return max(row.room if row.plot else 0.0, lines * LINE)

    def _instead(self, row: ChartRow) -> list[str]:
        return wrap(row.instead, self.frame.width, TEXT)

    def _below(self, row: ChartRow) -> list[str]:
        return wrap(row.below, self.frame.width, TEXT)

    def _height(self, row: ChartRow) -> float:
        above = 0.0 if self.frame.beside else len(self._name(row)) * LINE + 2
        return above + self._height_with_note(row) + self._padding

    def _height_with_note(self, row: ChartRow) -> float:
        """Return the height of a plot with what stands below it: close to its bar, not the next."""
        height, lines = self._plot_height(row), len(self._below(row))
        if not lines:
            return height
        return max(height, (height + row.room) / 2 + lines * LINE + NOTE_APART)

    @property
    def _padding(self) -> float:
        return BESIDE_PADDING if self.frame.beside else PADDING

    def _begin(self, canvas: Canvas, number: int, place: int, parts: int) -> None:
        if self.frame.sheet.titled:
            canvas.title(self.title)
        canvas.paragraph(self.about(number, place, parts))
        canvas.y += 6
        if self.key:
            canvas.key(self.key)
        if self.opening and place == 0:
            self.opening(canvas)
        if self.head:
            self.head(canvas)
        else:
            self.frame.heading(canvas)

    def _end(self, canvas: Canvas) -> None:
        canvas.y += 4
        for note in self.notes:
            canvas.paragraph(note)

    def about(self, number: int, place: int, parts: int) -> str:
        """Return the line below the title: figure number, unit, n and source."""
        which = [f"Figure {number}"] if number else []
        which += [f"part {place + 1} of {parts}"] if parts > 1 else []
        figure = words.sentence(", ".join(which)) + " " if which else ""
        return f"{figure}{self.unit}; {self.n}. {self.source}"

    def _picture(self, number: int, place: int, parts: Sequence[Sequence[ChartRow]]) -> Chart:
        rows, sheet = parts[place], self.frame.sheet
        canvas = Canvas(sheet)
        self._begin(canvas, number, place, len(parts))
        spare = self._room() - sum(map(self._height, rows)) if sheet.filled else 0.0
        stretch = min(MOST_STRETCH, max(0.0, spare) / max(1, len(rows)))
        for row in rows:
            self._row(canvas, row, stretch)
        self._end(canvas)
        if sheet.filled:
            canvas.y = sheet.most_height
        name = self.name if place == 0 else f"{self.name}.{place + 1}"
        said = clean(self._description(rows, place, len(parts)))
        title, about = clean(self.title), clean(self.about(number, place, len(parts)))
        svg = svg_of(canvas, name, title, said)
        return Chart(name, self.name, title, about, said, png_of(canvas), svg)

    def _row(self, canvas: Canvas, row: ChartRow, stretch: float) -> None:
        frame, name, top = self.frame, self._name(row), canvas.y
        y = top + (self._padding + stretch) / 2
        height = self._plot_height(row)
        if not frame.beside:
            canvas.block(frame.indent, y + len(name) * LINE / 2, name)
            y += len(name) * LINE + 2
        else:
            canvas.block(frame.indent, y + height / 2, name)
        place = Place(y + height / 2, top, top + self._height(row) + stretch)
        if row.plot:
            row.plot(canvas, place)
        canvas.block(frame.left, place.middle, self._instead(row), GREY)
        if row.rank:
            canvas.words(0, place.middle, row.rank, bold=True)
        for number, ((column, x), lines) in enumerate(
            zip(frame.anchors(), self._cells(row), strict=False)
        ):
            canvas.block(
                x, place.middle + row.above / 2, lines, bold=number in row.bold, align=column.align
            )
        below = self._below(row)
        under = place.middle + row.room / 2
        canvas.block(frame.left, under + len(below) * LINE / 2, below)
        canvas.y = place.bottom

    def _description(self, rows: Sequence[ChartRow], place: int, parts: int) -> str:
        figures = words.series((row.said for row in rows if row.said), room=300)
        return words.described(
            self.kind + (f", part {place + 1} of {parts}" if parts > 1 else ""),
            self.finding if place == 0 else "",
            *(self.facts if place == 0 else ()),
            f"{self.lead}{figures}" if figures else "",
            self.wanting if place == parts - 1 else "",
        )


def _filled(
    rows: Sequence[ChartRow], heights: Sequence[float], room: float
) -> list[Sequence[ChartRow]]:
    """Fill picture after picture with rows, so long as they fit; a row at least on each."""
    parts: list[list[ChartRow]] = [[]]
    used = 0.0
    for row, height in zip(rows, heights, strict=True):
        if parts[-1] and used + height > room:
            parts.append([])
            used = 0.0
        parts[-1].append(row)
        used += height
    return list(parts)
