"""How all items are scored: bars of 100%, with the number of people at each level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from toptips.analysis.figures import Figures, TipFigures
from toptips.charts import words
from toptips.charts.frame import ChartRow, Frame, SideColumn
from toptips.charts.palette import levels
from toptips.charts.rows import RowChart
from toptips.charts.stacked import Part, StackedBar
from toptips.charts.style import PAGE, PrintSheet, wall

COLUMNS = (SideColumn("Mean", 34), SideColumn("People", 40))
# How large the letters of the sheet for the wall are: as large as they may be for one sheet.
SIZES_ON_THE_WALL = (24, 20, 17, 14, 11)


def overview(figures: Figures, sheet: PrintSheet = PAGE, name: str = "overview") -> RowChart | None:
    """Plan every item's bar, the lowest mean first; None where no item's shares may be shown."""
    tips = sorted(figures.tips, key=lambda tip: (tip.mean is None, tip.mean or 0, tip.number))
    scored = [tip for tip in tips if tip.mean is not None]
    if not any(tip.shares for tip in scored):
        return None
    frame = Frame(COLUMNS, sheet.beside, sheet=sheet)
    people = words.in_people(figures, (tip.n for tip in scored))
    scale = list(figures.scale.items())
    return RowChart(
        name=name,
        title=_title(scored, figures),
        finding=_finding(scored, figures),
        unit=words.unit("at each level", figures, people=people),
        n=words.of_how_many((tip.n for tip in scored), "who gave a score"),
        source=words.source(figures),
        kind=f"Bars of 100% for the scores of {figures.terms.counted(len(tips))}, from"
        f" {scale[0][0]} ({scale[0][1]}) to {scale[-1][0]} ({scale[-1][1]}), lowest mean first",
        lead="Means: ",
        frame=frame,
        rows=[_row(tip, figures, frame, people=people) for tip in tips],
        key=level_key(figures),
        wanting=words.wanting([tip for tip in tips if tip.mean is None], figures.terms),
    )


def on_the_wall(figures: Figures) -> RowChart | None:
    """Plan the same for a sheet of A3, in letters that can be read from some way off."""
    plans = (overview(figures, wall(size), "wall") for size in SIZES_ON_THE_WALL)
    fitting = (plan for plan in plans if plan is None or len(plan.parts()) == 1)
    return next(fitting, None) or overview(figures, wall(SIZES_ON_THE_WALL[-1]), "wall")


def level_key(figures: Figures) -> list[tuple[str, str, str]]:
    """Return the key of the levels of the scale."""
    colours = levels(len(figures.scale))
    return [
        (colour, "", f"{value} {text}")
        for colour, (value, text) in zip(colours, figures.scale.items(), strict=True)
    ]


def level_bar(tip: TipFigures, figures: Figures, frame: Frame, *, people: bool) -> StackedBar:
    """Return the bar of an item whose shares may be shown: a part for each level."""
    shares = tip.shares or {}
    parts = [
        Part(share, colour, words.part_label(share, tip.n, people=people))
        for share, colour in zip(shares.values(), levels(len(figures.scale)), strict=True)
    ]
    return StackedBar(parts, frame.left, frame.width)


def _row(tip: TipFigures, figures: Figures, frame: Frame, *, people: bool) -> ChartRow:
    label = words.label(tip)
    if tip.mean is None:
        why = words.nobody(figures.terms) if tip.n == 0 else words.TOO_FEW
        return ChartRow(label, instead=why)
    mean = words.mean(tip.mean, figures)
    split = "Views are split" if tip.split else ""
    row = ChartRow(
        label,
        said=f"{figures.terms.item} {tip.number} {mean}",
        cells=[mean, "" if tip.n is None else f"{tip.n:,}"],
        bold=(0,),
        below="; ".join(part for part in (split, words.unjudged(tip)) if part),
    )
    if tip.shares is None:
        return replace(row, instead="Shares not shown: too few answers")
    bar = level_bar(tip, figures, frame, people=people)
    return replace(row, plot=bar, room=bar.room, above=bar.above)


def _title(scored: Sequence[TipFigures], figures: Figures) -> str:
    """Say which items are scored lowest and highest, as fully as fifteen words allow."""
    terms = figures.terms
    lowest, highest = words.extremes(scored, lambda tip: tip.mean or Fraction(0))
    low, high = (words.mean(mean, figures, *others) for mean, others in _ends(lowest, highest))
    doubt = _unsure(lowest)
    if lowest == highest:
        which = words.all_shown(scored, terms) if scored[1:] else words.named(scored[0], terms)
        return words.title(
            f"{which} {_are(scored)} scored {low} on average{doubt}",
            f"{words.numbered(scored, terms)} {_are(scored)} scored {low} on average{doubt}",
            f"The mean is {low}{doubt}",
        )
    below = [f"{which} {_are(lowest)} scored lowest, at {low}{doubt}"
             for which in words.ways(lowest, terms)]  # fmt: skip
    above = [f"{which} highest, at {high}{_unsure(highest)}"
             for which in words.ways(highest, terms)]  # fmt: skip
    both = [f"{first}; {last}" for first, last in zip(below, above, strict=True)]
    return words.title(
        *both[:2],
        below[1],
        both[2],
        below[2],
        f"The lowest mean is {low}{doubt}",
        f"Lowest mean: {low}",
    )


def _ends(
    lowest: Sequence[TipFigures], highest: Sequence[TipFigures]
) -> list[tuple[Fraction, tuple[Fraction, ...]]]:
    """Return the lowest and the highest mean, each with the other, from which it must differ."""
    low, high = lowest[0].mean or Fraction(0), highest[0].mean or Fraction(0)
    return [(low, (high,)), (high, (low,))] if low != high else [(low, ()), (high, ())]


def _finding(scored: Sequence[TipFigures], figures: Figures) -> str:
    """Say the same at length, and on which items views are split."""
    terms = figures.terms
    lowest, highest = words.extremes(scored, lambda tip: tip.mean or Fraction(0))
    low, high = (words.mean(mean, figures, *others) for mean, others in _ends(lowest, highest))
    said = f"{words.several(lowest, terms)} {_are(lowest)} scored lowest, at {low}{_unsure(lowest)}"
    if lowest == highest:
        return _title(scored, figures)
    said += f"; {words.several(highest, terms)} highest, at {high}{_unsure(highest)}"
    split = [tip for tip in scored if tip.split]
    return f"{said}. Views are split on {words.numbered(split, terms)}" if split else said


def _unsure(tips: Sequence[TipFigures]) -> str:
    """Say how many could not judge an item that a third or more could not."""
    doubt = words.unjudged(tips[0]) if len(tips) == 1 else ""
    return f" ({doubt})" if doubt else ""


def _are(tips: Sequence[TipFigures]) -> str:
    return "are" if len(tips) > 1 else "is"
