"""How all items are scored: shares of each level, to both sides of the middle of the scale."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import could_not_judge, percent
from toptips.charts import words
from toptips.charts.canvas import Canvas, Stroke
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import BAR, ChartRow, ChartRows, SideColumn, key
from toptips.charts.style import AXIS, diverging

COLUMNS = (SideColumn("Mean", 30), SideColumn("People", 34), SideColumn("Don't know", 32))
LEAST_SIDE = Fraction(1, 5)


def overview(figures: Figures) -> Chart | None:
    """Draw every item's shares, the lowest mean first; None where no mean may be shown."""
    tips = sorted(
        figures.tips,
        key=lambda tip: (tip.mean is None, tip.mean or 0, tip.number),
    )
    scored = [tip for tip in tips if tip.mean is not None]
    if not scored:
        return None
    finding = _finding(scored, figures)
    canvas = Canvas("overview", words.sentence(finding))
    colours = dict(zip(figures.scale, diverging(len(figures.scale)), strict=True))
    key(canvas, [(colours[value], f"{value} {text}") for value, text in figures.scale.items()])
    rows = ChartRows(canvas, [words.label(tip) for tip in tips], COLUMNS)
    rows.heading()
    top = canvas.y
    zero, scale = _middle([tip.shares for tip in tips if tip.shares], rows)
    axis = len(canvas.things)
    bottom = top
    for row in rows:
        if tips[row.number].shares:
            bottom = row.bottom
        _row(rows, row, tips[row.number], figures, (zero, scale), colours)
    # The line lies beneath the bars, and ends where they do.
    canvas.things.insert(axis, Stroke(zero, top, zero, bottom, AXIS, 1.0))
    canvas.notes([*_notes(tips, figures), *words.no_room_for_items(rows.left_out, figures.terms)])
    return render(canvas, _description(tips, scored, figures, finding))


def _sides(shares: dict[int, Fraction]) -> tuple[Fraction, Fraction]:
    """Return how much lies left and right of the middle of the scale."""
    values = list(shares.values())
    half = len(values) // 2
    middle = values[half] / 2 if len(values) % 2 else Fraction(0)
    return sum(values[:half], middle), sum(values[-half:], middle)


def _middle(every: Sequence[dict[int, Fraction]], rows: ChartRows) -> tuple[float, float]:
    """Return where the middle of the scale stands, and how wide a share of 1 is."""
    sides = [_sides(shares) for shares in every]
    left = max([LEAST_SIDE, *(low for low, _ in sides)])
    right = max([LEAST_SIDE, *(high for _, high in sides)])
    scale = rows.width / float(left + right)
    return rows.left + float(left) * scale, scale


def _row(
    rows: ChartRows,
    row: ChartRow,
    tip: TipFigures,
    figures: Figures,
    place: tuple[float, float],
    colours: dict[int, str],
) -> None:
    if tip.mean is None:
        rows.instead(row, words.nobody(figures.terms) if tip.n == 0 else words.TOO_FEW)
    elif tip.shares is None:
        rows.instead(row, "Shares not shown: too few answers")
    else:
        zero, scale = place
        x = zero - float(_sides(tip.shares)[0]) * scale
        for value, share in tip.shares.items():
            width = float(share) * scale
            rows.canvas.segment(x, row.middle, width, BAR, colours[value], percent(share))
            x += width
    rows.cells(
        row,
        [
            words.mean(tip.mean, figures) if tip.mean is not None else "",
            "" if tip.n is None else f"{tip.n:,}",
            "" if tip.dont_know is None else f"{tip.dont_know:,}",
        ],
        bold=(2,) if tip.many_dont_know else (),
    )


def _notes(tips: Sequence[TipFigures], figures: Figures) -> list[str]:
    notes = ["People: how many gave a score. Percentages that do not fit are left out."]
    if any(tip.many_dont_know for tip in tips):
        notes.append("Don't know in bold: a third or more of those who answered.")
    return [*notes, *words.weighing(figures)]


def _finding(scored: Sequence[TipFigures], figures: Figures) -> str:
    """Say which items are scored lowest and highest, and where views are split."""
    terms = figures.terms
    lowest, highest = words.extremes(scored, lambda tip: tip.mean or Fraction(0))
    low, high = lowest[0].mean, highest[0].mean
    assert low is not None and high is not None
    if low == high:
        which = words.all_shown(scored, terms) if scored[1:] else words.named(scored[0], terms)
        return f"{which} {_are(scored)} scored {words.mean(low, figures)} on average"
    said = (
        f"{words.several(lowest, terms)} {_are(lowest)} scored lowest, at"
        f" {words.mean(low, figures, high)}{_unsure(lowest)};"
        f" {words.several(highest, terms)} highest, at"
        f" {words.mean(high, figures, low)}{_unsure(highest)}"
    )
    split = [tip for tip in scored if tip.split]
    if split:
        said += f". Views are split on {words.several(split, terms, most=0)}"
    return said


def _unsure(tips: Sequence[TipFigures]) -> str:
    """Say how many could not judge an item that a third or more could not."""
    return f" ({could_not_judge(tips[0])})" if len(tips) == 1 and tips[0].many_dont_know else ""


def _are(tips: Sequence[TipFigures]) -> str:
    return "are" if len(tips) > 1 else "is"


def _description(
    tips: Sequence[TipFigures], scored: Sequence[TipFigures], figures: Figures, finding: str
) -> str:
    (low, low_label), (high, high_label) = (
        (value, figures.scale[value]) for value in (min(figures.scale), max(figures.scale))
    )
    terms = figures.terms
    return words.described(
        f"Stacked bars of the scores of {terms.counted(len(tips))}, from {low}"
        f" ({low_label}) to {high} ({high_label}), lowest mean first",
        finding,
        "Means: "
        + words.series(
            (
                f"{terms.item} {tip.number} {words.mean(tip.mean, figures)}"
                for tip in scored
                if tip.mean is not None
            ),
            room=200,
        ),
        words.wanting([tip for tip in tips if tip.mean is None], terms),
    )
