"""Stacked bars: the scores of all tips, and whose problem each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import level, limits, listed, percent
from toptips.charts.style import RULE, SOFT, Canvas, Chart, finish, level_colours, on, wrapped

ROW, LABELS, NUMBERS = 0.95, 5.6, 3.7
# Where the columns of numbers end, as a part of the width of the bars.
MEAN, PEOPLE = 1.13, 1.47
# A percentage fits into a segment that is this part of the width of the bars.
NARROW = 0.075
OWNERS = {
    "ours": ("Ours to fix", "#C9DCE6"),
    "other": ("Another organisation's", "#E3C08B"),
    "system": ("The whole system's", "#0B4F6C"),
    "unsure": ("Not sure", "#E6E6E6"),
}


def overview(figures: Figures) -> Chart | None:
    """Draw all tips' scores as bars that lean to the left or to the right of the middle."""
    shown = [tip for tip in figures.tips if tip.shares and tip.mean is not None]
    if not shown:
        return None
    shown.sort(key=lambda tip: (-(tip.mean or 0), tip.number))
    hidden = [tip for tip in figures.tips if tip not in shown]
    title = _overview_title(shown)
    note = _not_shown(hidden)
    canvas = Canvas(len(shown) * ROW + 1.75, title, note)
    axes = _rows(canvas, shown, right=NUMBERS)
    levels = list(figures.scale)
    colours, cuts = level_colours(levels), limits(levels)
    reach = Fraction(0)
    bars = []
    for row, tip in enumerate(shown):
        shares = tip.shares or {}
        left = -_left_of_middle(shares, levels)
        reach = max(reach, -left, left + sum(shares.values()))
        bars.append((row, left, [(shares[one], colours[one]) for one in levels]))
        axes.annotate(
            f"{level(tip.mean or 0, *cuts)}", (MEAN, row), xycoords=axes.get_yaxis_transform(),
            ha="right", va="center", weight="bold",
        )  # fmt: skip
        axes.annotate(
            f"{tip.n}" + (f" + {tip.dont_know}" if tip.dont_know else ""), (PEOPLE, row),
            xycoords=axes.get_yaxis_transform(), ha="right", va="center", color=SOFT,
        )  # fmt: skip
    for place, words in ((MEAN, "mean"), (PEOPLE, "n + don't know")):
        axes.annotate(
            words, (place, -0.75), xycoords=axes.get_yaxis_transform(), ha="right", va="center",
            size=8.5, color=SOFT,
        )  # fmt: skip
    axes.set_xlim(-float(reach) * 1.02, float(reach) * 1.02)
    for row, left, parts in bars:
        _bar(axes, row, left, parts)
    axes.axvline(0, color="#7B858C", linewidth=0.8, zorder=0)
    _legend(canvas, [(f"{one} {figures.scale[one]}", colours[one]) for one in levels])
    description = (
        "A bar for each tip, with the shares of its scores from lowest to highest, by mean. "
        + " ".join(f"Tip {t.number}: mean {level(t.mean or 0, *cuts)}, n {t.n}." for t in shown)
    )
    return finish(canvas, "overview", title, description)


def _overview_title(shown: Sequence[TipFigures]) -> str:
    first, last = shown[0], shown[-1]
    if first.mean == last.mean:
        return "All tips have the same mean score"
    return f"{first.title} is scored highest, {last.title} lowest"


def ownership(figures: Figures) -> Chart | None:
    """Draw whose problem each tip is, the whole system's first."""
    shown = [tip for tip in figures.tips if tip.ownership.shares]
    if not shown:
        return None
    shares: dict[str, Mapping[str, Fraction]] = {t.id: t.ownership.shares or {} for t in shown}
    shown.sort(key=lambda tip: (-shares[tip.id].get("system", Fraction(0)), tip.number))
    mostly = [tip for tip in shown if shares[tip.id].get("system", Fraction(0)) > Fraction(1, 2)]
    title = (
        f"Most answers call {len(mostly)} of {len(shown)} tips the whole system's problem"
        if mostly
        else "No tip is called the whole system's problem by most answers"
    )
    canvas = Canvas(
        len(shown) * ROW + 1.75, title, _not_shown([t for t in figures.tips if t not in shown])
    )
    axes = _rows(canvas, shown, right=1.2)
    order = ("system", "other", "ours", "unsure")
    axes.set_xlim(0, 1)
    for row, tip in enumerate(shown):
        _bar(
            axes, row, Fraction(0),
            [(shares[tip.id].get(key, Fraction(0)), OWNERS[key][1]) for key in order],
        )  # fmt: skip
        axes.annotate(
            str(tip.ownership.n), (1.08, row), xycoords=axes.get_yaxis_transform(), ha="right",
            va="center", color=SOFT,
        )  # fmt: skip
    axes.annotate(
        "n", (1.08, -0.75), xycoords=axes.get_yaxis_transform(), ha="right", va="center",
        size=8.5, color=SOFT,
    )  # fmt: skip
    _legend(canvas, [OWNERS[key] for key in order])
    description = "Whose problem is it really, by tip, the share that say the whole system's: "
    description += listed(
        [f"tip {t.number} {percent(shares[t.id].get('system', 0))}" for t in shown]
    )
    return finish(canvas, "ownership", title, description + ".")


def _left_of_middle(shares: Mapping[int, Fraction], levels: Sequence[int]) -> Fraction:
    """Return how much of a bar lies left of its middle; an odd scale's middle level is halved."""
    half = len(levels) // 2
    left = sum((shares[one] for one in levels[:half]), Fraction(0))
    return left + shares[levels[half]] / 2 if len(levels) % 2 else left


def _rows(canvas: Canvas, tips: Sequence[TipFigures], right: float) -> Axes:
    """Return axes with a row for each tip, the first on top, and its title at the left."""
    axes = canvas.axes(LABELS, 1.15, 17 - LABELS - right, len(tips) * ROW + 0.5)
    axes.set_ylim(len(tips) - 0.4, -1.0)
    axes.set_yticks(range(len(tips)), [wrapped(f"{tip.number} {tip.title}", 33, 2) for tip in tips])
    axes.set_xticks([])
    return axes


def _bar(axes: Axes, row: int, left: Fraction, parts: Sequence[tuple[Fraction, str]]) -> None:
    """Draw one bar's segments, with their percentages where they fit."""
    begins, ends = axes.get_xlim()
    for share, colour in parts:
        if not share:
            continue
        axes.barh(
            row, float(share), left=float(left), height=0.68, color=colour, edgecolor="white",
            linewidth=0.8,
        )  # fmt: skip
        if float(share) >= NARROW * (ends - begins):
            axes.text(
                float(left + share / 2), row, percent(share), ha="center", va="center",
                size=8.5, color=on(colour),
            )  # fmt: skip
        left += share


def _legend(canvas: Canvas, entries: Sequence[tuple[str, str]]) -> None:
    handles: list[Any] = [
        Patch(facecolor=colour, edgecolor=RULE, label=words) for words, colour in entries
    ]
    canvas.figure.legend(
        handles=handles, loc="lower left", ncols=min(len(handles), 3 if len(handles) > 4 else 4),
        bbox_to_anchor=(0.005, (canvas.bottom) / canvas.height), frameon=False, fontsize=8.5,
        handlelength=1.2, handleheight=1.0, columnspacing=1.5, borderpad=0.1, labelspacing=0.3,
    )  # fmt: skip


def _not_shown(tips: Sequence[TipFigures]) -> str:
    if not tips:
        return ""
    return f"Not shown for too few answers: tip {listed([str(tip.number) for tip in tips])}."
