"""How sectors, or the groups of another dimension, score each item, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis.disclosure import FAMILY, SECTOR
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import count, level
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import ChartRows, SideColumn
from toptips.charts.style import INK

COLUMNS = (SideColumn("Furthest apart", 92, "left"),)
MORE_THAN_SHUFFLING = "more than shuffling usually brings about"


def shown(tip: TipFigures, dimension: str) -> dict[str, Fraction]:
    """Return where each group that may be shown stands on the scale.

    One of which only a bound is known stands a little beyond it.
    """
    places = {name: dots.place_of(scores) for name, scores in tip.by.get(dimension, {}).items()}
    return {name: place for name, place in places.items() if place is not None}


def sectors(figures: Figures) -> Chart | None:
    """Draw every sector's mean for every item, or every family's; None for fewer than two."""
    dimension = next((name for name in figures.dimensions if name in (SECTOR, FAMILY)), "")
    return _Comparison(figures, dimension).chart("sectors") if dimension else None


def groups(figures: Figures) -> Iterator[Chart | None]:
    """Draw the same of each other dimension in which people answered."""
    for dimension in figures.dimensions:
        if dimension not in (SECTOR, FAMILY):
            yield _Comparison(figures, dimension).chart(f"by-{dimension}")


@dataclass(frozen=True)
class _Comparison:
    """The groups of one dimension, compared on every item."""

    figures: Figures
    dimension: str

    @property
    def names(self) -> list[str]:
        """The groups that may be shown on any item."""
        return list(
            dict.fromkeys(name for tip in self.figures.tips for name in shown(tip, self.dimension))
        )

    @property
    def called(self) -> str:
        """What the groups are called: sectors, pathways."""
        return self.figures.terms.groups(self.dimension)

    def chart(self, name: str) -> Chart | None:
        """Draw it; None where fewer than two groups may be shown."""
        figures, names, tips = self.figures, self.names, self.figures.tips
        if len(names) < 2:
            return None
        finding = self._finding()
        canvas = Canvas(name, words.sentence(finding))
        dots.key(canvas, names, "Mean of all")
        rows = ChartRows(canvas, [words.label(tip) for tip in tips], COLUMNS)
        axis = dots.LevelAxis(list(figures.scale), rows.left, rows.right)
        placed = [self._places(tip, axis) for tip in tips]
        rows.heights = [dots.room_for([lane for _, _, lane in marks]) for marks in placed]
        dots.ends(canvas, axis, list(figures.scale.values()))
        axis.numbers(canvas, rows.heading(12))
        for row in rows:
            tip = tips[row.number]
            if not placed[row.number]:
                nobody = words.nobody(figures.terms)
                rows.instead(row, nobody if tip.n == 0 else "Not shown: it would show people")
                continue
            axis.lines(canvas, row.top, row.bottom)
            if tip.mean is not None:
                canvas.upright(axis.x(float(tip.mean)), row.top + 4, row.bottom - 4, INK, 1.6)
            for position, x, lane in placed[row.number]:
                shape, colour, hollow = dots.mark(position)
                canvas.mark(x, row.middle + lane * dots.LANE, shape, colour, dots.MARK, hollow)
            claimed = figures.gap(tip, self.dimension).claimed
            rows.cells(row, [self._apart(tip)], bold=(0,) if claimed else ())
        canvas.notes(
            [
                *self._notes(),
                *words.weighing(figures),
                *words.no_room_for_items(rows.left_out, figures.terms),
            ]
        )
        return render(canvas, self._description(finding))

    def _places(self, tip: TipFigures, axis: dots.LevelAxis) -> list[tuple[int, float, int]]:
        """Return position among the names, place along the scale, and lane of each mark."""
        names = self.names
        places = [
            (names.index(name), axis.x(float(mean)))
            for name, mean in shown(tip, self.dimension).items()
        ]
        lanes = dots.lanes([x for _, x in places])
        return [(position, x, lane) for (position, x), lane in zip(places, lanes, strict=True)]

    def _ends(self, tip: TipFigures) -> tuple[str, str] | None:
        """Return what is printed of the two groups that are furthest apart, highest first."""
        gap, by = self.figures.gap(tip, self.dimension), tip.by.get(self.dimension, {})
        if gap.highest is None or gap.lowest is None:
            return None
        high, low = (words.group_mean(by[name], self.figures) for name in (gap.highest, gap.lowest))
        return high, low

    def _apart(self, tip: TipFigures) -> str:
        ends = self._ends(tip)
        if ends is None:
            return ""
        return f"{ends[1]} and {ends[0]}"

    def _finding(self) -> str:
        """Claim a difference only where the shuffle test does (docs/figures.md)."""
        figures, terms, called = self.figures, self.figures.terms, self.called
        gaps = [(tip, figures.gap(tip, self.dimension)) for tip in figures.tips]
        claimed = [tip for tip, gap in gaps if gap.claimed]
        if len(claimed) == 1:
            [tip] = claimed
            gap = figures.gap(tip, self.dimension)
            return (
                f"{called} differ by {MORE_THAN_SHUFFLING} on {words.named(tip, terms)}:"
                f" {gap.highest} score it higher than {gap.lowest}"
            )
        if claimed:
            return f"{called} differ by {MORE_THAN_SHUFFLING} on {words.several(claimed, terms)}"
        least = figures.detectable.get(self.dimension)
        if least is None:
            return f"no two {called} can be compared"
        return (
            f"on no {terms.item} are {called} as far apart as could be told from chance, which is"
            f" {level(least)} levels or more"
        )

    def _notes(self) -> list[str]:
        terms, names = self.figures.terms, self.names
        every = {name for tip in self.figures.tips for name in tip.by.get(self.dimension, {})}
        group = terms.groups(self.dimension, many=False)
        notes = [
            f"Furthest apart: the two {self.called} that differ most for their size; in bold, by"
            f" {MORE_THAN_SHUFFLING}."
        ]
        if hidden := len(every - set(names)):
            notes.append(
                f"Not shown for any {terms.item}: {count(hidden, group, self.called)} with too few"
                " answers."
            )
        if any(0 < len(shown(tip, self.dimension)) < len(names) for tip in self.figures.tips):
            notes.append(f"Where a {group} has no mark, too few of its answers may be shown.")
        return notes

    def _description(self, finding: str) -> str:
        figures, item = self.figures, self.figures.terms.item

        def said(tip: TipFigures) -> str:
            gap, (high, low) = figures.gap(tip, self.dimension), self._ends(tip) or ("", "")
            return f"{item} {tip.number}: {gap.highest} {high}, {gap.lowest} {low}"

        # Where the means are the same, no group is the highest.
        apart = [tip for tip in figures.tips if self._ends(tip)]
        apart.sort(key=lambda tip: (not figures.gap(tip, self.dimension).claimed, tip.number))
        return words.described(
            f"Dots on the scale from {min(figures.scale)} to {max(figures.scale)}: the mean of"
            f" {words.series(self.names, room=120)},"
            f" for {figures.terms.counted(len(figures.tips))}",
            finding,
            "Furthest apart on " + words.series((said(tip) for tip in apart), room=260)
            if apart
            else "",
        )
