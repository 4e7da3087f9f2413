"""How the sectors score each tip, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import count, level
from toptips.charts import dots, words
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import Column, Rows
from toptips.charts.sheet import Sheet
from toptips.charts.style import INK

DIMENSION = "sector"
COLUMNS = (Column("Furthest apart", 92, "left"),)
MORE_THAN_CHANCE = "more than chance explains"


def shown(tip: TipFigures) -> dict[str, Fraction]:
    """Return the mean of each sector that may be shown."""
    return {
        name: scores.mean
        for name, scores in tip.by.get(DIMENSION, {}).items()
        if scores.mean is not None
    }


def sectors(figures: Figures) -> Chart | None:
    """Draw every sector's mean for every tip; None where fewer than two may be shown."""
    names = list(dict.fromkeys(name for tip in figures.tips for name in shown(tip)))
    if len(names) < 2:
        return None
    tips = list(figures.tips)
    finding = _finding(tips)
    sheet = Sheet("sectors", words.sentence(finding))
    dots.key(sheet, names, "Mean of all")
    rows = Rows(sheet, [words.label(tip) for tip in tips], COLUMNS)
    scale = dots.Scale(list(figures.scale), rows.left, rows.right)
    placed = [_places(tip, names, scale) for tip in tips]
    rows.heights = [dots.room_for([lane for _, _, lane in one]) for one in placed]
    dots.ends(sheet, scale, list(figures.scale.values()))
    scale.numbers(sheet, rows.heading(12))
    for row in rows:
        tip = tips[row.number]
        if not placed[row.number]:
            rows.instead(row, words.NOBODY if tip.n == 0 else "Not shown: too few answers in each")
            continue
        scale.lines(sheet, row.top, row.bottom)
        if tip.mean is not None:
            sheet.upright(scale.x(float(tip.mean)), row.top + 4, row.bottom - 4, INK, 1.6)
        for position, x, lane in placed[row.number]:
            shape, colour, hollow = dots.mark(position)
            sheet.mark(x, row.middle + lane * dots.LANE, shape, colour, dots.MARK, hollow)
        rows.cells(row, [_apart(tip)], bold=(0,) if tip.gap.claimed else ())
    sheet.notes([*_notes(tips, names), *words.weighing(figures), *words.no_room(rows.left_out)])
    return render(sheet, _description(tips, names, figures, finding))


def _places(
    tip: TipFigures, names: Sequence[str], scale: dots.Scale
) -> list[tuple[int, float, int]]:
    """Return position among the names, place along the scale, and lane of each mark."""
    means = shown(tip)
    places = [(names.index(name), scale.x(float(mean))) for name, mean in means.items()]
    lanes = dots.lanes([x for _, x in places])
    return [(position, x, lane) for (position, x), lane in zip(places, lanes, strict=True)]


def _apart(tip: TipFigures) -> str:
    gap = tip.gap
    if gap.value is None or gap.threshold is None:
        return ""
    value = level(gap.value, gap.threshold)
    return f"{value}, {MORE_THAN_CHANCE}" if gap.claimed else f"{value}, may be chance"


def _finding(tips: Sequence[TipFigures]) -> str:
    """Claim a difference only where the shuffle test does (docs/figures.md)."""
    claimed = [tip for tip in tips if tip.gap.claimed]
    if len(claimed) == 1:
        [tip] = claimed
        return (
            f"sectors differ by more than chance explains on {words.named(tip)}:"
            f" {tip.gap.highest} score it higher than {tip.gap.lowest}"
        )
    if claimed:
        return f"sectors differ by more than chance explains on {words.several(claimed)}"
    if any(tip.gap.value is not None for tip in tips):
        return "on no tip do the sectors differ by more than chance explains"
    return "no two sectors can be compared"


def _notes(tips: Sequence[TipFigures], names: Sequence[str]) -> list[str]:
    every = {name for tip in tips for name in tip.by.get(DIMENSION, {})}
    notes = ["Furthest apart: levels between the highest and the lowest sector shown."]
    hidden = len(every - set(names))
    if hidden:
        notes.append(
            f"Not shown for any tip: {count(hidden, 'sector', 'sectors')} with too few answers."
        )
    if any(0 < len(shown(tip)) < len(names) for tip in tips):
        notes.append("Where a sector has no mark, too few of its answers may be shown.")
    return notes


def _description(
    tips: Sequence[TipFigures], names: Sequence[str], figures: Figures, finding: str
) -> str:
    def said(tip: TipFigures) -> str:
        means = shown(tip)
        assert tip.gap.value is not None and tip.gap.threshold is not None
        high, low = tip.gap.highest or "", tip.gap.lowest or ""
        return (
            f"tip {tip.number}: {high} {words.mean(means[high], figures, means[low])},"
            f" {low} {words.mean(means[low], figures, means[high])}"
        )

    apart = [tip for tip in tips if tip.gap.value is not None]
    apart.sort(key=lambda tip: (-(tip.gap.value or 0), tip.number))
    return words.described(
        f"Dots on the scale from {min(figures.scale)} to {max(figures.scale)}: the mean of"
        f" {words.series(names, room=120)}, for {count(len(tips), 'tip', 'tips')}",
        finding,
        "Furthest apart on " + words.series((said(tip) for tip in apart), room=260)
        if apart
        else "",
    )
