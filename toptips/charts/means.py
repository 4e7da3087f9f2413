"""Means side by side: the sectors on each tip."""

from __future__ import annotations

from toptips.analysis.figures import Figures, Scores
from toptips.analysis.printing import level, listed
from toptips.charts.style import RULE, SOFT, Canvas, Chart, finish, wrapped

MARKS = (
    ("o", "#0B4F6C"), ("s", "#B5541C"), ("^", "#3B7D3A"), ("D", "#7A3E8E"), ("v", "#A8324A"),
    ("P", "#5C6670"), ("X", "#8A6D00"), ("<", "#1B7F9C"), (">", "#444444"), ("h", "#C2185B"),
)  # fmt: skip
ROW, LABELS = 0.95, 6.3


def sectors(figures: Figures) -> Chart | None:
    """Draw each shown sector's mean on each tip, and the mean of all as a line."""
    shown = {
        tip.id: {
            name: one for name, one in tip.by.get("sector", {}).items() if one.mean is not None
        }
        for tip in figures.tips
    }
    names = list(dict.fromkeys(name for means in shown.values() for name in means))
    tips = [tip for tip in figures.tips if shown[tip.id]]
    if len(names) < 2 or not tips:
        return None
    claimed = [tip for tip in figures.tips if tip.gap.claimed]
    title = (
        f"Sectors differ by more than chance on {listed([f'tip {t.number}' for t in claimed])}"
        if claimed
        else "On no tip do sectors differ by more than chance would explain"
    )
    note = "Groups that are too small are not shown. The line is the mean of all who answered."
    keys = -(-len(names) // 2) * 0.5
    canvas = Canvas(len(tips) * ROW + 1.1 + keys, title, note)
    axes = canvas.axes(LABELS, 0.75 + keys, 17 - LABELS - 0.5, len(tips) * ROW)
    low, high = min(figures.scale), max(figures.scale)
    axes.set_ylim(len(tips) - 0.5, -0.5)
    axes.set_xlim(low - 0.15, high + 0.15)
    axes.set_yticks(
        range(len(tips)),
        [wrapped(f"{t.number} {t.title}", 38, 2) + (" *" if t.gap.claimed else "") for t in tips],
    )
    axes.set_xticks(list(figures.scale))
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    for row, tip in enumerate(tips):
        axes.axhline(row + 0.5, color=RULE, linewidth=0.4)
        if tip.mean is not None:
            axes.vlines(float(tip.mean), row - 0.38, row + 0.38, color=SOFT, linewidth=1.6)
        _marks(axes, row, shown[tip.id], names)
    handles = [
        axes.plot([], [], MARKS[n % len(MARKS)][0], color=MARKS[n % len(MARKS)][1], ms=7,
                  label=wrapped(name, 45, 1))[0]
        for n, name in enumerate(names)
    ]  # fmt: skip
    canvas.figure.legend(
        handles=handles, loc="lower left", ncols=2, frameon=False, fontsize=8.5,
        bbox_to_anchor=(0.005, canvas.bottom / canvas.height), borderpad=0.1, labelspacing=0.4,
    )  # fmt: skip
    description = "Mean scores of the sectors on each tip, lowest and highest: " + " ".join(
        _ends(tip.number, shown[tip.id]) for tip in tips
    )
    return finish(canvas, "sectors", title, description)


def _marks(axes: object, row: int, means: dict[str, Scores], names: list[str]) -> None:
    """Set the marks of one row; those that would hide one another stand one above the other."""
    placed: list[tuple[float, int]] = []
    for name, one in sorted(means.items(), key=lambda pair: float(pair[1].mean or 0)):
        value = float(one.mean or 0)
        near = sum(abs(value - other) < 0.12 for other, _ in placed)
        shift = (0, -0.24, 0.24, -0.12, 0.12)[near % 5]
        mark, colour = MARKS[names.index(name) % len(MARKS)]
        axes.plot(  # type: ignore[attr-defined]
            value, row + shift, mark, color=colour, ms=7, markeredgecolor="white",
            markeredgewidth=0.7, zorder=4,
        )  # fmt: skip
        placed.append((value, near))


def _ends(number: int, means: dict[str, Scores]) -> str:
    low = min(means, key=lambda name: means[name].mean or 0)
    high = max(means, key=lambda name: means[name].mean or 0)
    return (
        f"Tip {number}: {low} {level(means[low].mean or 0)}, {high} {level(means[high].mean or 0)}."
    )
