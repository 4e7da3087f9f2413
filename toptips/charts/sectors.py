"""How the sectors score each item, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import count, level
from toptips.analysis.terms import Terms
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import ChartRows, SideColumn
from toptips.charts.style import INK

DIMENSION = "sector"
COLUMNS = (SideColumn("Furthest apart", 92, "left"),)
MORE_THAN_CHANCE = "more than chance explains"


def shown(tip: TipFigures) -> dict[str, Fraction]:
    """Return where each sector that may be shown stands on the scale.

    One of which only a bound is known stands a little beyond it.
    """
    places = {name: dots.place_of(scores) for name, scores in tip.by.get(DIMENSION, {}).items()}
    return {name: place for name, place in places.items() if place is not None}


def sectors(figures: Figures) -> Chart | None:
    """Draw every sector's mean for every item; None where fewer than two may be shown."""
    names = list(dict.fromkeys(name for tip in figures.tips for name in shown(tip)))
    if len(names) < 2:
        return None
    tips = list(figures.tips)
    finding = _finding(tips, figures.terms)
    canvas = Canvas("sectors", words.sentence(finding))
    dots.key(canvas, names, "Mean of all")
    rows = ChartRows(canvas, [words.label(tip) for tip in tips], COLUMNS)
    axis = dots.LevelAxis(list(figures.scale), rows.left, rows.right)
    placed = [_places(tip, names, axis) for tip in tips]
    rows.heights = [dots.room_for([lane for _, _, lane in marks]) for marks in placed]
    dots.ends(canvas, axis, list(figures.scale.values()))
    axis.numbers(canvas, rows.heading(12))
    for row in rows:
        tip = tips[row.number]
        if not placed[row.number]:
            nobody = words.nobody(figures.terms)
            rows.instead(row, nobody if tip.n == 0 else "Not shown: too few answers in each")
            continue
        axis.lines(canvas, row.top, row.bottom)
        if tip.mean is not None:
            canvas.upright(axis.x(float(tip.mean)), row.top + 4, row.bottom - 4, INK, 1.6)
        for position, x, lane in placed[row.number]:
            shape, colour, hollow = dots.mark(position)
            canvas.mark(x, row.middle + lane * dots.LANE, shape, colour, dots.MARK, hollow)
        rows.cells(row, [_apart(tip)], bold=(0,) if tip.gap.claimed else ())
    canvas.notes(
        [
            *_notes(tips, names, figures.terms),
            *words.weighing(figures),
            *words.no_room_for_items(rows.left_out, figures.terms),
        ]
    )
    return render(canvas, _description(tips, names, figures, finding))


def _places(
    tip: TipFigures, names: Sequence[str], axis: dots.LevelAxis
) -> list[tuple[int, float, int]]:
    """Return position among the names, place along the scale, and lane of each mark."""
    means = shown(tip)
    places = [(names.index(name), axis.x(float(mean))) for name, mean in means.items()]
    lanes = dots.lanes([x for _, x in places])
    return [(position, x, lane) for (position, x), lane in zip(places, lanes, strict=True)]


def _apart(tip: TipFigures) -> str:
    gap = tip.gap
    if gap.value is None or gap.threshold is None:
        return ""
    value = level(gap.value, gap.threshold)
    return f"{value}, {MORE_THAN_CHANCE}" if gap.claimed else f"{value}, may be chance"


def _finding(tips: Sequence[TipFigures], terms: Terms) -> str:
    """Claim a difference only where the shuffle test does (docs/figures.md)."""
    claimed = [tip for tip in tips if tip.gap.claimed]
    if len(claimed) == 1:
        [tip] = claimed
        return (
            f"sectors differ by more than chance explains on {words.named(tip, terms)}:"
            f" {tip.gap.highest} score it higher than {tip.gap.lowest}"
        )
    if claimed:
        return f"sectors differ by more than chance explains on {words.several(claimed, terms)}"
    if any(tip.gap.value is not None for tip in tips):
        return f"on no {terms.item} do the sectors differ by more than chance explains"
    return "no two sectors can be compared"


def _notes(tips: Sequence[TipFigures], names: Sequence[str], terms: Terms) -> list[str]:
    every = {name for tip in tips for name in tip.by.get(DIMENSION, {})}
    notes = ["Furthest apart: levels between the highest and the lowest sector shown."]
    hidden = len(every - set(names))
    if hidden:
        notes.append(
            f"Not shown for any {terms.item}: {count(hidden, 'sector', 'sectors')} with too few"
            " answers."
        )
    if any(0 < len(shown(tip)) < len(names) for tip in tips):
        notes.append("Where a sector has no mark, too few of its answers may be shown.")
    return notes


def _description(
    tips: Sequence[TipFigures], names: Sequence[str], figures: Figures, finding: str
) -> str:
    item = figures.terms.item

    def said(tip: TipFigures) -> str:
        means, by = shown(tip), tip.by[DIMENSION]
        assert tip.gap.value is not None and tip.gap.threshold is not None
        high, low = tip.gap.highest or "", tip.gap.lowest or ""
        return (
            f"{item} {tip.number}: {high} {words.group_mean(by[high], figures, means[low])},"
            f" {low} {words.group_mean(by[low], figures, means[high])}"
        )

    # Where the means are the same, no sector is the highest.
    apart = [tip for tip in tips if tip.gap.value]
    apart.sort(key=lambda tip: (-(tip.gap.value or 0), tip.number))
    return words.described(
        f"Dots on the scale from {min(figures.scale)} to {max(figures.scale)}: the mean of"
        f" {words.series(names, room=120)}, for {figures.terms.counted(len(tips))}",
        finding,
        "Furthest apart on " + words.series((said(tip) for tip in apart), room=260)
        if apart
        else "",
    )
