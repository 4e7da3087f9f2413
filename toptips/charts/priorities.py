"""Which tips come first, and what their priority is made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, Priority, TipFigures
from toptips.analysis.printing import count, ordinal, points, rank, rank_range
from toptips.charts import words
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import BAR, Column, Row, Rows, key
from toptips.charts.sheet import Sheet
from toptips.charts.style import BLUE, ORANGE, SAND, width_of

RANGE = Column("With a different mix of organisations", 84, "left")
PARTS = {
    "need": ("Need: low scores", ORANGE),
    "votes": ("Votes", SAND),
    "system": ("The whole system's problem", BLUE),
}


def priorities(figures: Figures) -> Chart | None:
    """Draw every tip's priority by rank; None where no tip has one."""
    tips = figures.ranked()
    with_one = [tip for tip in tips if tip.priority.value is not None]
    if not with_one:
        return None
    finding = _finding(with_one)
    asked = [part for part in PARTS if getattr(with_one[0].priority, part) is not None]
    ranges = any(tip.priority.rank_low is not None for tip in with_one)
    sheet = Sheet("priorities", words.sentence(finding))
    key(sheet, [(PARTS[part][1], PARTS[part][0]) for part in asked])
    rows = Rows(
        sheet,
        [words.label(tip) for tip in tips],
        (RANGE,) if ranges else (),
        label_width=186,
        ranks=[_rank(tip.priority) for tip in tips],
    )
    rows.heading()
    largest = max(tip.priority.value or Fraction(0) for tip in with_one)
    scale = (rows.width - width_of(" 0.00") - 4) / float(largest or 1)
    for row in rows:
        _row(rows, row, tips[row.number], asked, scale)
    sheet.notes([*_notes(with_one, asked, ranges), *words.no_room(rows.left_out)])
    return render(sheet, _description(with_one, asked, finding))


def _rank(priority: Priority) -> str:
    return "" if priority.rank is None else rank(priority.rank, priority.tied)


def _row(rows: Rows, row: Row, tip: TipFigures, asked: Sequence[str], scale: float) -> None:
    priority = tip.priority
    if priority.value is None:
        why = ": too few people scored it" if tip.suppressed else ""
        rows.instead(row, "No priority" + (": nobody scored it" if tip.n == 0 else why))
        return
    x = rows.left
    for part in asked:
        value = getattr(priority, part) or Fraction(0)
        width = float(value) * scale
        rows.sheet.segment(x, row.middle, width, BAR, PARTS[part][1], points(value))
        x += width
    rows.sheet.words(x + 4, row.middle, points(priority.value), bold=True)
    if priority.rank_low is not None and priority.rank_high is not None:
        rows.cells(row, [rank_range(priority.rank_low, priority.rank_high)])


def _notes(with_one: Sequence[TipFigures], asked: Sequence[str], ranges: bool) -> list[str]:
    notes = ["The three parts add up to the priority, of 1 at most. = marks a shared rank."]
    if len(asked) < len(PARTS):
        notes = [f"{count(len(asked), 'part was', 'parts were')} asked. = marks a shared rank."]
    if any(tip.priority.no_ownership for tip in with_one):
        without = [str(tip.number) for tip in with_one if tip.priority.no_ownership]
        notes.append(
            "Too few people said whose problem it is, so that part counts as nothing: tip"
            f" {', '.join(without)}."
        )
    if not ranges:
        notes.append("Fewer than six organisations answered: how firm the ranks are is not known.")
    return notes


def _finding(with_one: Sequence[TipFigures]) -> str:
    """Say what comes first, and how firmly."""
    first = [tip for tip in with_one if tip.priority.rank == 1]
    if len(with_one) == 1:
        return (
            f"only {words.named(first[0])} has a priority: {points(first[0].priority.value or 0)}"
        )
    if len(first) == len(with_one):
        return f"{words.all_shown(with_one)} share one priority, so none comes first"
    if len(first) > 1:
        return f"{words.several(first)} share the first rank"
    priority = first[0].priority
    said = f"{words.named(first[0])} ranks first"
    if priority.rank_low is None or priority.rank_high is None:
        return said
    if priority.rank_high == 1:
        return f"{said}, with a different mix of organisations too"
    between = rank_range(priority.rank_low, priority.rank_high)
    return f"{said}; with a different mix of organisations, {between}"


def _description(with_one: Sequence[TipFigures], asked: Sequence[str], finding: str) -> str:
    def said(tip: TipFigures) -> str:
        return (
            f"{ordinal(tip.priority.rank or 0)} tip {tip.number}, {points(tip.priority.value or 0)}"
        )

    top = with_one[0].priority
    parts = [f"{part} {points(getattr(top, part) or 0)}" for part in asked]
    return words.described(
        f"Stacked bars of the priority of {count(len(with_one), 'tip', 'tips')}, by rank",
        finding,
        f"Tip {with_one[0].number} adds up from " + ", ".join(parts),
        "In order: " + words.series(map(said, with_one), room=260),
    )
