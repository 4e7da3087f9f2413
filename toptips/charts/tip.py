"""One tip: how its scores are spread, and where the sectors stand."""

from __future__ import annotations

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import level, limits, listed, percent
from toptips.charts.style import RULE, SOFT, TEAL, Canvas, Chart, finish, level_colours, wrapped


def tip(one: TipFigures, figures: Figures) -> Chart | None:
    """Draw the spread of one tip's scores, and the means of the sectors that are shown."""
    if not one.shares or one.mean is None:
        return None
    means = {
        name: scores.mean
        for name, scores in one.by.get("sector", {}).items()
        if scores.mean is not None
    }
    height = max(3.4, 0.55 * len(means) + 0.9)
    cuts = limits(figures.scale)
    title = f"Tip {one.number}: mean {level(one.mean, *cuts)}, median {level(one.median or 0)}"
    if one.called_split:
        title += ", and views are split"
    canvas = Canvas(height + 1.15, title)
    _spread(canvas, one, figures, height)
    if len(means) > 1:
        _means(canvas, {name: float(mean) for name, mean in means.items()}, one, figures, height)
    shares = listed([f"{value} {percent(share)}" for value, share in one.shares.items()])
    description = f"Shares of the scores of tip {one.number}, {one.title}: {shares}."
    if len(means) > 1:
        said = listed([f"{name} {level(mean)}" for name, mean in means.items()])
        description += f" Means by sector: {said}."
    return finish(canvas, f"tip-{one.id}", title, description)


def _spread(canvas: Canvas, one: TipFigures, figures: Figures, height: float) -> None:
    axes = canvas.axes(0.3, 1.15, 6.9, height)
    shares = one.shares or {}
    levels = list(figures.scale)
    colours = level_colours(levels)
    for place, value in enumerate(levels):
        share = float(shares[value])
        axes.bar(place, share, width=0.8, color=colours[value], edgecolor="#7B858C", linewidth=0.5)
        axes.text(place, share, f"{percent(shares[value])}\n", ha="center", va="center", size=9)
    axes.set_xticks(range(len(levels)), [str(value) for value in levels])
    axes.set_yticks([])
    axes.set_ylim(0, max(map(float, shares.values())) * 1.2)
    axes.spines["bottom"].set_visible(True)
    axes.set_xlabel(f"score ({one.n} people)", color=SOFT, size=9)


def _means(
    canvas: Canvas, means: dict[str, float], one: TipFigures, figures: Figures, height: float
) -> None:
    axes = canvas.axes(11.9, 1.15, 4.8, height)
    names = sorted(means, key=lambda name: -means[name])
    low, high = min(figures.scale), max(figures.scale)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(low - 0.3, high + 0.3)
    axes.set_xticks(list(figures.scale))
    axes.set_yticks(
        range(len(names)), [f"{wrapped(name, 25, 1)}  {means[name]:.1f}" for name in names]
    )
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.axvline(float(one.mean or 0), color=SOFT, linewidth=1.4)
    axes.plot([means[name] for name in names], range(len(names)), "o", color=TEAL, ms=7)
    axes.set_xlabel("mean by sector; line: all", color=SOFT, size=9)
