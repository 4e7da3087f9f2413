"""How sectors, or the groups of another dimension, score each item, on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis.disclosure import FAMILY, SECTOR
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.pooling import OTHER_SECTORS, what_is_pooled
from toptips.analysis.printing import count, level
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas, dot_radius
from toptips.charts.frame import ChartRow, Frame, Place, SideColumn
from toptips.charts.palette import INK, NAVY, PAPER
from toptips.charts.rows import RowChart
from toptips.charts.style import LINE, PAGE, PrintSheet

MORE_THAN_SHUFFLING = "more than shuffling usually brings about"


def shown(tip: TipFigures, dimension: str) -> dict[str, Fraction]:
    """Return where each group that may be shown stands on the scale.

    One of which only a bound is known stands a little beyond it.
    """
    places = {name: dots.place_of(scores) for name, scores in tip.by.get(dimension, {}).items()}
    return {name: place for name, place in places.items() if place is not None}


def sectors(
    figures: Figures, sheet: PrintSheet = PAGE, tips: Sequence[TipFigures] = ()
) -> RowChart | None:
    """Plan every sector's mean for every item, or every family's; None for fewer than two.

    `tips` are the items to draw where that is not all.
    """
    dimension = next((name for name in figures.dimensions if name in (SECTOR, FAMILY)), "")
    compared = _Comparison(figures, dimension, tips or figures.tips)
    return compared.chart("sectors", sheet) if dimension else None


def further(figures: Figures) -> list[str]:
    """Return the other dimensions in which people answered."""
    return [name for name in figures.dimensions if name not in (SECTOR, FAMILY)]


def by_group(figures: Figures, dimension: str) -> RowChart | None:
    """Plan the same of one of these."""
    return _Comparison(figures, dimension, figures.tips).chart(f"by-{dimension}")


@dataclass(frozen=True)
class _Comparison:
    """The groups of one dimension, compared on every item of `tips`; each has a letter."""

    figures: Figures
    dimension: str
    tips: Sequence[TipFigures]

    @property
    def letters(self) -> dict[str, str]:
        """The letter of each group that may be shown on any item, by its name.

        It is the one that the report's table gives it, whichever items are drawn.
        """
        every = [shown(tip, self.dimension) for tip in self.figures.tips]
        order = dict.fromkeys(
            name for tip in self.figures.tips for name in tip.by.get(self.dimension, {})
        )
        names = [name for name in order if any(name in means for means in every)]
        return dict(zip(names, dots.letters(len(names)), strict=True))

    @property
    def drawn(self) -> dict[str, str]:
        """The letters of those that are shown on any of the items drawn."""
        names = {name for tip in self.tips for name in shown(tip, self.dimension)}
        return {name: letter for name, letter in self.letters.items() if name in names}

    @property
    def called(self) -> str:
        """What the groups are called: sectors, pathways."""
        return self.figures.terms.groups(self.dimension)

    def chart(self, name: str, sheet: PrintSheet = PAGE) -> RowChart | None:
        """Plan it; None where fewer than two groups may be shown."""
        figures, letters = self.figures, self.drawn
        if len(letters) < 2:
            return None
        frame = Frame((SideColumn("Furthest apart", 78, "left"),), sheet.beside, sheet=sheet)
        radius = max(map(dot_radius, letters.values()))
        scale = list(figures.scale)
        axis = dots.Axis(scale, frame.left + radius, frame.right - radius)

        def head(canvas: Canvas) -> None:
            axis.ends(canvas, figures.scale[scale[0]], figures.scale[scale[-1]])
            axis.numbers(canvas, frame.heading(canvas, LINE))

        return RowChart(
            name=name,
            title=self._title(),
            finding=self._finding(),
            unit=f"Mean score of each {figures.terms.groups(self.dimension, many=False)}; upright"
            " line: mean of all",
            n=words.of_how_many(tip.n for tip in self.tips),
            source=words.source(figures),
            kind=f"Dots on the scale from {scale[0]} to {scale[-1]}: the mean of"
            f" {words.series(letters, room=120)}, for {figures.terms.counted(len(self.tips))}",
            lead="Furthest apart on ",
            frame=frame,
            rows=[self._row(tip, axis, radius, letters) for tip in self.tips],
            key=[(PAPER, letter, group) for group, letter in letters.items()],
            head=head,
            notes=self._notes(letters),
        )

    def _row(
        self, tip: TipFigures, axis: dots.Axis, radius: float, letters: dict[str, str]
    ) -> ChartRow:
        figures, label, means = self.figures, words.label(tip), shown(tip, self.dimension)
        if not means:
            nobody = words.nobody(figures.terms)
            return ChartRow(
                label, instead=nobody if tip.n == 0 else "Not shown: it would show people"
            )
        gap = figures.gap(tip, self.dimension)
        places = [axis.x(float(mean)) for mean in means.values()]
        found = dots.lanes(places, 2 * radius + 1)
        step = 2 * radius + 1

        def plot(canvas: Canvas, place: Place) -> None:
            axis.lines(canvas, place.middle - room / 2, place.middle + room / 2)
            if tip.mean is not None:
                x = axis.x(float(tip.mean))
                canvas.upright(x, place.middle - room / 2, place.middle + room / 2, INK, 1.6)
            for name, x, lane in zip(means, places, found, strict=True):
                far = gap.claimed and name in (gap.highest, gap.lowest)
                y = place.middle + (lane - middle) * step
                canvas.dot(x, y, radius, NAVY if far else PAPER, letters[name])

        middle = (min(found) + max(found)) / 2
        room = (max(found) - min(found) + 1) * step + 4
        return ChartRow(
            label,
            plot,
            said=self._said(tip),
            room=room,
            cells=[self._apart(tip, letters)],
            bold=(0,) if gap.claimed else (),
        )

    def _ends(self, tip: TipFigures) -> tuple[tuple[str, str], tuple[str, str]] | None:
        """Return name and printed mean of the two groups furthest apart, highest first.

        None where they are printed alike, such as over 4.5 both.
        """
        gap, by = self.figures.gap(tip, self.dimension), tip.by.get(self.dimension, {})
        if gap.highest is None or gap.lowest is None:
            return None
        high, low = (words.group_mean(by[name], self.figures) for name in (gap.highest, gap.lowest))
        return ((gap.highest, high), (gap.lowest, low)) if high != low else None

    def _apart(self, tip: TipFigures, letters: dict[str, str]) -> str:
        ends = self._ends(tip)
        if not ends:
            return ""
        (high, its), (low, other) = ends
        return f"{letters[high]} {its}\n{letters[low]} {other}"

    def _said(self, tip: TipFigures) -> str:
        ends = self._ends(tip)
        if not ends:
            return ""
        (high, its), (low, other) = ends
        return f"{self.figures.terms.item} {tip.number}: {high} {its}, {low} {other}"

    def _title(self) -> str:
        figures, terms, called = self.figures, self.figures.terms, self.called
        claimed = [tip for tip in figures.tips if figures.gap(tip, self.dimension).claimed]
        if claimed:
            said = f"{called} differ by {MORE_THAN_SHUFFLING}"
            return words.title(
                *(f"{said} on {which}" for which in words.ways(claimed, terms)), said,
                f"groups differ by {MORE_THAN_SHUFFLING}",
            )  # fmt: skip
        least = figures.detectable.get(self.dimension)
        if least is None:
            return words.title(f"no two {called} can be compared", "no two can be compared")
        enough = f"large enough ({level(least)} levels) to be told from chance"
        return words.title(f"no gap between {called} is {enough}", f"no gap is {enough}")

    def _finding(self) -> str:
        """Claim a difference only where the shuffle test does (docs/figures.md)."""
        figures, terms, called = self.figures, self.figures.terms, self.called
        gaps = [(tip, figures.gap(tip, self.dimension)) for tip in figures.tips]
        claimed = [(tip, gap) for tip, gap in gaps if gap.claimed]
        if claimed:
            which = words.several([tip for tip, _ in claimed], terms)
            said = f"{called} differ by {MORE_THAN_SHUFFLING} on {which}"
            [(_, gap), *others] = claimed
            more = f": {gap.highest} score it higher than {gap.lowest}"
            return said if others else said + more
        least = figures.detectable.get(self.dimension)
        if least is None:
            return f"no two {called} can be compared"
        return (
            f"on no {terms.item} are {called} as far apart as could be told from chance, which is"
            f" {level(least)} levels or more"
        )

    def _notes(self, letters: dict[str, str]) -> list[str]:
        terms, tips = self.figures.terms, self.figures.tips
        every = {name for tip in tips for name in tip.by.get(self.dimension, {})}
        group = terms.groups(self.dimension, many=False)
        claimed = any(self.figures.gap(tip, self.dimension).claimed for tip in tips)
        notes = [
            f"Furthest apart: the two {self.called} that differ most for their size"
            + (f"; in bold, by {MORE_THAN_SHUFFLING}." if claimed else ".")
        ]
        if OTHER_SECTORS in letters and self.figures.respondents.pooled_means:
            notes.append(what_is_pooled(self.figures.respondents.pooled_means))
        if self.figures.once:
            notes.append("Each organisation counts once.")
        if hidden := len(every - set(self.letters)):
            notes.append(
                f"Not shown for any {terms.item}: {count(hidden, group, self.called)} with too few"
                " answers."
            )
        if any(0 < len(shown(tip, self.dimension)) < len(self.letters) for tip in self.tips):
            notes.append(f"Where a {group} has no dot, too few of its answers may be shown.")
        return notes
