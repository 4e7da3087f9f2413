"""Bars in order: priorities with their contributions, and themes by how often they occur."""

from __future__ import annotations

from matplotlib.patches import Patch

from toptips.analysis.figures import Figures
from toptips.analysis.printing import listed, points, rank, rank_range
from toptips.charts.style import INK, SOFT, Canvas, Chart, finish, on, wrapped

ROW, LABELS = 0.95, 6.3
PARTS = {"need": "#0B4F6C", "votes": "#E3A857", "system": "#BFD8D2"}
WORKS, GETS_IN_THE_WAY = "#86C5BB", "#B5773A"
MOST_THEMES = 12


def priorities(figures: Figures) -> Chart | None:
    """Draw each tip's priority as the sum of its contributions, the highest first."""
    tips = [tip for tip in figures.ranked() if tip.priority.value is not None]
    if not tips:
        return None
    first = tips[0]
    title = f"{first.title} comes first" + (
        f", with {tips[1].title} sharing its rank" if first.priority.tied and len(tips) > 1 else ""
    )
    ranges = any(tip.priority.rank_low is not None for tip in tips)
    note = "At the right: between which ranks it moves with a different mix of organisations."
    canvas = Canvas(len(tips) * ROW + 1.0, title, note if ranges else "")
    axes = canvas.axes(LABELS, 0.75, 17 - LABELS - 3.1, len(tips) * ROW)
    axes.set_ylim(len(tips) - 0.5, -0.5)
    axes.set_yticks(
        range(len(tips)),
        [
            f"{rank(t.priority.rank or 0, t.priority.tied)}  "
            + wrapped(f"{t.title} (tip {t.number})", 36, 2)
            for t in tips
        ],
    )
    axes.set_xticks([])
    most = max(float(tip.priority.value or 0) for tip in tips) or 1.0
    axes.set_xlim(0, most * 1.16)
    for row, tip in enumerate(tips):
        left = 0.0
        for part, colour in PARTS.items():
            size = float(getattr(tip.priority, part) or 0)
            axes.barh(row, size, left=left, height=0.62, color=colour, edgecolor="white")
            if size > most * 0.09:
                axes.text(
                    left + size / 2, row, points(getattr(tip.priority, part)), ha="center",
                    va="center", size=8.5, color=on(colour),
                )  # fmt: skip
            left += size
        axes.text(
            left + most * 0.02,
            row,
            points(tip.priority.value or 0),
            va="center",
            weight="bold",
            size=9,
        )
        low, high = tip.priority.rank_low, tip.priority.rank_high
        if low is not None and high is not None:
            axes.annotate(
                rank_range(low, high), (1.03, row), xycoords=axes.get_yaxis_transform(),
                va="center", color=SOFT,
            )  # fmt: skip
    canvas.figure.legend(
        handles=[Patch(facecolor=colour, label=part) for part, colour in PARTS.items()],
        loc="lower left", ncols=3, frameon=False, fontsize=8.5, borderpad=0.1,
        bbox_to_anchor=(LABELS / 17, canvas.bottom / canvas.height),
    )  # fmt: skip
    said = [f"{rank(t.priority.rank or 0, t.priority.tied)} tip {t.number} at"
            f" {points(t.priority.value or 0)}" for t in tips]  # fmt: skip
    return finish(
        canvas, "priorities", title,
        "Priorities as the sum of need, votes and system, by rank: " + listed(said) + ".",
    )  # fmt: skip


def themes(figures: Figures) -> Chart | None:
    """Draw the themes most mentioned, what works to the left and what gets in the way right."""
    found = [one for one in figures.themes if one.comments and not one.fallback][:MOST_THEMES]
    if not found:
        return None
    same = [one for one in found if one.respondents == found[0].respondents]
    verb = "are" if len(same) > 1 else "is"
    title = f"{listed([one.name for one in same[:3]])} {verb} mentioned by most respondents"
    note = "Comments that mention a theme. A comment may mention several."
    canvas = Canvas(len(found) * 0.75 + 0.9, title, note)
    axes = canvas.axes(LABELS, 0.15, 17 - LABELS - 1.6, len(found) * 0.75 + 0.6)
    axes.set_ylim(len(found) - 0.5, -1.2)
    axes.set_yticks(range(len(found)), [wrapped(one.name, 40, 1) for one in found])
    axes.set_xticks([])
    most = max(max(one.strengths, one.barriers) for one in found) or 1
    axes.set_xlim(-most * 1.12, most * 1.12)
    for row, one in enumerate(found):
        for size, colour, side in (
            (one.strengths, WORKS, -1), (one.barriers, GETS_IN_THE_WAY, 1),
        ):  # fmt: skip
            axes.barh(row, side * size, height=0.62, color=colour)
            axes.text(
                side * (size + most * 0.02), row, str(size), va="center",
                ha="left" if side > 0 else "right", size=8.5,
            )  # fmt: skip
        axes.annotate(
            str(one.respondents), (1.1, row), xycoords=axes.get_yaxis_transform(), ha="right",
            va="center", color=SOFT,
        )  # fmt: skip
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.text(-most * 0.04, -0.9, "what works", ha="right", va="center", size=8.5, color=SOFT)
    axes.text(most * 0.04, -0.9, "what gets in the way", ha="left", va="center", size=8.5,
              color=SOFT)  # fmt: skip
    axes.annotate("people", (1.1, -0.9), xycoords=axes.get_yaxis_transform(), ha="right",
                  va="center", size=8.5, color=SOFT)  # fmt: skip
    said = [f"{one.name} {one.strengths} and {one.barriers}" for one in found]
    return finish(
        canvas, "themes", title,
        "Comments on what works and on what gets in the way, by theme: " + listed(said) + ".",
    )  # fmt: skip


def response(figures: Figures) -> Chart | None:
    """Draw the forms returned against the forms expected, by sector."""
    expected: dict[str, int] = {}
    answered: dict[str, int] = {}
    for one in figures.respondents.invited:
        expected[one.sector] = expected.get(one.sector, 0) + one.expected
        answered[one.sector] = answered.get(one.sector, 0) + one.answered
    who = figures.respondents
    title = f"{who.self_assessments} of {who.expected} expected forms came back and count"
    canvas = Canvas(len(expected) * 0.75 + 0.3, title)
    axes = canvas.axes(LABELS, 0.1, 17 - LABELS - 1.8, len(expected) * 0.75)
    axes.set_ylim(len(expected) - 0.5, -0.5)
    axes.set_yticks(range(len(expected)), [wrapped(name, 40, 1) for name in expected])
    axes.set_xticks([])
    axes.set_xlim(0, max(*expected.values(), *answered.values(), 1) * 1.02)
    for row, name in enumerate(expected):
        axes.barh(row, expected[name], height=0.62, color="#EEF2F4", edgecolor="#7B858C")
        axes.barh(row, answered[name], height=0.62, color="#0B4F6C")
        axes.annotate(
            f"{answered[name]} of {expected[name]}", (1.03, row),
            xycoords=axes.get_yaxis_transform(), va="center",
        )  # fmt: skip
    said = listed([f"{name} {answered[name]} of {expected[name]}" for name in expected])
    return finish(canvas, "response", title, f"Forms that count, by sector: {said}.")
