"""A chart of a single item: how many gave each score, and the mean of each sector."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import between, could_not_judge, count, percent
from toptips.analysis.scores import levels_at_the_ends
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.sectors import shown
from toptips.charts.style import (
    BLUE,
    CM,
    INK,
    LEADING,
    MARGIN,
    MUTED,
    SMALL,
    diverging,
    width_of,
    wrap,
)

WIDTH = 16 * CM - 2 * MARGIN
HEIGHT = 6 * CM - 2 * MARGIN
GUTTER = 26.0
LABEL, SECTOR, GAP = 110.0, 96.0, 6.0


def tip(figures: Figures, tip: TipFigures) -> Chart | None:
    """Draw the scores of an item; None where neither shares nor a sector may be shown."""
    dimension = next(iter(figures.dimensions), "")
    means = shown(tip, dimension)
    if tip.mean is None or (not tip.shares and not means):
        return None
    finding = _finding(tip, tip.mean, figures)
    canvas = Canvas(f"tip-{tip.id}", words.sentence(finding), WIDTH)
    top, half = canvas.y, (WIDTH - GUTTER) / 2
    bottom = max(
        _scores(canvas, tip, figures, half),
        _groups(canvas, tip, figures, dimension, half),
        # A chart of few levels is as high as the others, so that the pages look alike.
        top,
        HEIGHT,
    )
    canvas.y = bottom
    return render(canvas, _description(tip, tip.mean, figures, dimension, finding))


def _headed(canvas: Canvas, x: float, heading: str, width: float) -> float:
    """Write the heading of one half; return where its rows begin."""
    lines = wrap(heading, width, SMALL, most=2)
    canvas.block(x, canvas.y + len(lines) * SMALL * LEADING / 2, lines, SMALL, MUTED)
    return canvas.y + len(lines) * SMALL * LEADING + 4


def _rows(
    labels: Sequence[str], width: float, start: float
) -> list[tuple[list[str], float, float]]:
    """Return the lines of each label, its middle and its height, spread over the height."""
    lines = [wrap(label, width, SMALL, most=3) for label in labels]
    needed = [len(label) * SMALL * LEADING + 4 for label in lines]
    spare = (HEIGHT - 3 - start - sum(needed)) / max(1, len(needed))
    pad = min(8.0, max(0.0, spare))
    found, y = [], start
    for label, height in zip(lines, needed, strict=True):
        found.append((label, y + (height + pad) / 2, height + pad))
        y += height + pad
    return found


def _scores(canvas: Canvas, tip: TipFigures, figures: Figures, width: float) -> float:
    """Draw the share of each level in the left half; return where it ends."""
    people = count(tip.n or 0, "score", "scores")
    y = _headed(canvas, 0, f"Share of {people}", width)
    if not tip.shares:
        canvas.words(0, y + 10, words.TOO_FEW, SMALL, MUTED)
        return y + 20
    colours = diverging(len(figures.scale))
    left = LABEL + GAP
    scale = (width - left - width_of("under 1%", SMALL) - 4) / float(max(tip.shares.values()))
    labels = [f"{value} {text}" for value, text in figures.scale.items()]
    rows = _rows(labels, LABEL, y)
    for (lines, middle, height), share, colour in zip(
        rows, tip.shares.values(), colours, strict=True
    ):
        canvas.block(0, middle, lines, SMALL)
        bar = float(share) * scale
        canvas.box(left, middle, bar, min(14.0, height - 3), colour)
        canvas.words(left + bar + 4, middle, percent(share), SMALL)
        y = middle + height / 2
    return y


def _groups(
    canvas: Canvas, tip: TipFigures, figures: Figures, dimension: str, width: float
) -> float:
    """Draw the means of the sectors in the right half; return where it ends."""
    assert tip.mean is not None
    if not dimension:
        return canvas.y
    means = shown(tip, dimension)
    named, several = (figures.terms.groups(dimension, many=many) for many in (False, True))
    start = width + GUTTER
    overall = words.mean(tip.mean, figures)
    y = _headed(canvas, start, f"Mean by {named}; the line is the mean of all, {overall}", width)
    if not means:
        canvas.words(
            start, y + 10, f"{several.capitalize()}: {words.TOO_FEW.lower()}", SMALL, MUTED
        )
        return y + 20
    axis = dots.LevelAxis(list(figures.scale), start + SECTOR, start + width - 24)
    axis.numbers(canvas, y + 4)
    y += 12
    rows = _rows(list(means), SECTOR, y)
    end = rows[-1][1] + rows[-1][2] / 2
    axis.lines(canvas, y, end)
    canvas.upright(axis.x(float(tip.mean)), y, end, INK, 1.6)
    for (lines, middle, _), (name, mean) in zip(rows, means.items(), strict=True):
        canvas.block(start, middle, lines, SMALL)
        canvas.mark(axis.x(float(mean)), middle, "o", BLUE, dots.MARK)
        printed = words.group_mean(tip.by[dimension][name], figures)
        canvas.words(start + width, middle, printed, SMALL, align="right")
    return end


def _finding(tip: TipFigures, mean: Fraction, figures: Figures) -> str:
    """Say that views are split, or else the mean and how the item stands."""
    named = words.named(tip, figures.terms)
    if tip.split and tip.shares:
        low, high = map(between, levels_at_the_ends(list(figures.scale)))
        return f"views are split on {named}: some score it {low}, some {high}"
    stands = f", {figures.terms.bands[tip.band]}" if tip.band else ""
    unsure = f"; {could_not_judge(tip)}" if tip.many_dont_know else ""
    return f"{named} is scored {words.mean(mean, figures)} on average{stands}{unsure}"


def _description(
    tip: TipFigures,
    mean: Fraction,
    figures: Figures,
    dimension: str,
    finding: str,
) -> str:
    shares = [
        f"{value} ({figures.scale[value]}) {percent(share)}"
        for value, share in (tip.shares or {}).items()
    ]
    by, named = tip.by.get(dimension, {}), figures.terms.groups(dimension, many=False)
    means = [f"{name} {words.group_mean(by[name], figures)}" for name in shown(tip, dimension)]
    return words.described(
        finding,
        f"{count(tip.n or 0, 'person', 'people')} scored it; the mean is"
        f" {words.mean(mean, figures)}",
        "Bars of shares: " + words.series(shares, room=220)
        if shares
        else "Shares are not shown: too few answers",
        f"Dots of means by {named}: " + words.series(means, room=200)
        if means
        else f"No {named} is shown: too few answers"
        if dimension
        else "",
    )
