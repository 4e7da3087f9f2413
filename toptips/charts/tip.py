"""A chart of a single item: a bar of its levels, and the mean of each sector below."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import band, between, count
from toptips.analysis.scores import levels_at_the_ends
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas
from toptips.charts.frame import ChartRow, Frame, Place, SideColumn
from toptips.charts.overview import level_bar, level_key
from toptips.charts.palette import INK, NAVY
from toptips.charts.rows import RowChart
from toptips.charts.sectors import shown
from toptips.charts.style import LINE

BAR_ACROSS, ROWS = Frame(), Frame((SideColumn("Mean", 58),), beside=150.0)


def tip(figures: Figures, tip: TipFigures) -> RowChart | None:
    """Plan the chart of an item; None where neither shares nor a sector may be shown."""
    dimension = next(iter(figures.dimensions), "")
    means = shown(tip, dimension)
    if tip.mean is None or (not tip.shares and not means):
        return None
    return _OneItem(figures, tip, dimension, means).chart(tip.mean)


@dataclass(frozen=True)
class _OneItem:
    """An item whose mean may be shown, with the places of its sectors on the scale."""

    figures: Figures
    tip: TipFigures
    dimension: str
    means: dict[str, Fraction]

    @property
    def axis(self) -> dots.Axis:
        return dots.Axis(list(self.figures.scale), ROWS.left + 8, ROWS.right - 8)

    @property
    def people(self) -> bool:
        # As the table of all items is, where its numbers stand as well.
        return words.in_people(self.figures, (tip.n for tip in self.figures.tips))

    def chart(self, mean: Fraction) -> RowChart:
        figures, tip = self.figures, self.tip
        each = self.figures.terms.groups(self.dimension, many=False) if self.means else ""
        unit = words.unit("at each level", figures, people=self.people)
        return RowChart(
            name=f"tip-{tip.id}",
            title=_title(tip, mean, figures),
            finding=_finding(tip, mean, figures),
            unit=f"{unit}, and mean of each {each}" if each else unit,
            n=words.of_how_many([tip.n], "who gave a score"),
            source=words.source(figures),
            # Which it is of, the finding says.
            kind="A bar of 100% with a part for each level"
            + (f", and dots for the mean of each {each}" if each else ""),
            facts=self._facts(mean),
            lead=f"Means by {each}: ",
            frame=ROWS,
            rows=[self._row(name, place, mean) for name, place in self.means.items()],
            key=level_key(figures) if tip.shares else (),
            opening=self._bar,
            head=self._axis,
            notes=self._notes(),
        )

    def _bar(self, canvas: Canvas) -> None:
        if not self.tip.shares:
            canvas.paragraph("Shares not shown: too few answers")
            return
        bar = level_bar(self.tip, self.figures, BAR_ACROSS, people=self.people)
        top, bottom = canvas.y, canvas.y + bar.room
        bar(canvas, Place((top + bottom) / 2, top, bottom))
        canvas.y = bottom + 8

    def _axis(self, canvas: Canvas) -> None:
        if self.means:
            self.axis.numbers(canvas, ROWS.heading(canvas, LINE))

    def _row(self, name: str, place: Fraction, mean: Fraction) -> ChartRow:
        printed = words.group_mean(self.tip.by[self.dimension][name], self.figures)

        def plot(canvas: Canvas, at: Place) -> None:
            self.axis.lines(canvas, at.top, at.bottom)
            canvas.upright(self.axis.x(float(mean)), at.top, at.bottom, INK, 1.6)
            canvas.dot(self.axis.x(float(place)), at.middle, dots.RADIUS, NAVY)

        return ChartRow(name, plot, said=f"{name} {printed}", room=LINE, cells=[printed])

    def _notes(self) -> list[str]:
        if self.means:
            overall = words.mean(self.tip.mean or Fraction(0), self.figures)
            return [f"The upright line is the mean of all, {overall}."]
        if self.dimension:
            several = self.figures.terms.groups(self.dimension)
            return [f"{several.capitalize()}: {words.TOO_FEW.lower()}."]
        return []

    def _facts(self, mean: Fraction) -> list[str]:
        figures, tip, terms = self.figures, self.tip, self.figures.terms
        shares = [
            f"{value} ({figures.scale[value]})"
            f" {words.part_label(share, tip.n, people=self.people)}{'' if self.people else '%'}"
            for value, share in (tip.shares or {}).items()
        ]
        scored = count(tip.n or 0, "person", "people")
        return [
            # Where views are split, the finding says no mean.
            f"{scored} scored it"
            + (f"; the mean is {words.mean(mean, figures)}" if tip.split and tip.shares else ""),
            "Levels: " + words.series(shares, room=220)
            if shares
            else "Shares are not shown: too few answers",
            f"No {terms.groups(self.dimension, many=False)} is shown: too few answers"
            if self.dimension and not self.means
            else "",
        ]


def _title(tip: TipFigures, mean: Fraction, figures: Figures) -> str:
    """Say that views are split, or else the mean and how the item stands, in fifteen words."""
    terms = figures.terms
    names = (words.named(tip, terms), words.numbered([tip], terms))
    if tip.split and tip.shares:
        low, high = map(between, levels_at_the_ends(list(figures.scale)))
        said = f": some say {low}, some {high}"
        candidates = [f"views are split on {name}{more}" for name in names for more in (said, "")]
        return words.title(*candidates, f"views are split{said}", "views are split")
    stands = f", {band(tip, terms)}" if tip.band else ""
    doubt = f"; {words.unjudged(tip)}" if tip.many_dont_know else ""
    scored = f"scored {words.mean(mean, figures)} on average"
    if doubt:
        return words.title(
            *(f"{name} is {scored}{more}{doubt}" for name in names for more in (stands, "")),
            f"{scored}{doubt}",
        )
    return words.title(
        *(f"{name} is {scored}{more}" for name in names for more in (stands, "")), scored
    )


def _finding(tip: TipFigures, mean: Fraction, figures: Figures) -> str:
    """Say the same at length."""
    named = words.named(tip, figures.terms)
    if tip.split and tip.shares:
        low, high = map(between, levels_at_the_ends(list(figures.scale)))
        return f"views are split on {named}: some score it {low}, some {high}"
    stands = f", {band(tip, figures.terms)}" if tip.band else ""
    doubt = f"; {words.unjudged(tip)}" if tip.many_dont_know else ""
    return f"{named} is scored {words.mean(mean, figures)} on average{stands}{doubt}"
