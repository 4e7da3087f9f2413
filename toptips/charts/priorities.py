"""Which items come first, and what their priority is made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, Priority, TipFigures
from toptips.analysis.printing import count, ordinal, points, rank, rank_range
from toptips.analysis.priorities import FEWEST_ORGANISATIONS, NAMES
from toptips.analysis.terms import Terms
from toptips.charts import words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import BAR, ChartRow, ChartRows, SideColumn, key
from toptips.charts.style import BLUE, ORANGE, SAND, width_of

RANGE = SideColumn("With a different mix of organisations", 84, "left")
COLOURS = {"need": ORANGE, "votes": SAND, "system": BLUE}


def priorities(figures: Figures) -> Chart | None:
    """Draw every item's priority by rank; None where none has a priority."""
    tips = figures.ranked()
    prioritised = [tip for tip in tips if tip.priority.value is not None]
    if not prioritised:
        return None
    terms = figures.terms
    finding = _finding(prioritised, terms)
    asked = [part for part in COLOURS if getattr(prioritised[0].priority, part) is not None]
    ranges = any(tip.priority.rank_low is not None for tip in prioritised)
    canvas = Canvas("priorities", words.sentence(finding))
    key(canvas, [(COLOURS[part], _name(part, terms)) for part in asked])
    rows = ChartRows(
        canvas,
        [words.label(tip) for tip in tips],
        (RANGE,) if ranges else (),
        label_width=186,
        ranks=[_rank(tip.priority) for tip in tips],
    )
    rows.heading()
    largest = max(tip.priority.value or Fraction(0) for tip in prioritised)
    scale = (rows.width - width_of(" 0.00") - 4) / float(largest or 1)
    for row in rows:
        _row(rows, row, tips[row.number], asked, scale)
    notes = [
        *_notes(prioritised, asked, terms),
        *([] if ranges or figures.internal else [_not_firm(figures)]),
    ]
    canvas.notes([*notes, *words.no_room_for_items(rows.left_out, terms)])
    return render(canvas, _description(prioritised, asked, finding, terms))


def _name(part: str, terms: Terms) -> str:
    """Return what the key calls a part of the priority."""
    system = f"Chose ‘{terms.label('ownership', 'system')}’"
    return {"need": "Low score", "votes": "Named among those that matter most"}.get(part, system)


def _rank(priority: Priority) -> str:
    return "" if priority.rank is None else rank(priority.rank, priority.tied)


def _row(
    rows: ChartRows, row: ChartRow, tip: TipFigures, asked: Sequence[str], scale: float
) -> None:
    priority = tip.priority
    if priority.value is None:
        why = ": too few people scored it" if tip.suppressed else ""
        rows.instead(row, "No priority" + (": nobody scored it" if tip.n == 0 else why))
        return
    x = rows.left
    for part in asked:
        value = getattr(priority, part) or Fraction(0)
        width = float(value) * scale
        rows.canvas.segment(x, row.middle, width, BAR, COLOURS[part], points(value))
        x += width
    rows.canvas.words(x + 4, row.middle, points(priority.value), bold=True)
    if priority.rank_low is not None and priority.rank_high is not None:
        rows.cells(row, [rank_range(priority.rank_low, priority.rank_high)])


def _not_firm(figures: Figures) -> str:
    """Say why it is not known how firm the ranks are."""
    if figures.respondents.organisations < FEWEST_ORGANISATIONS:
        return "Fewer than six organisations answered: how firm the ranks are is not known."
    return (
        f"Some {figures.terms.items} hang on few organisations: how firm the ranks are is not"
        " known."
    )


def _notes(prioritised: Sequence[TipFigures], asked: Sequence[str], terms: Terms) -> list[str]:
    notes = ["The three parts add up to the priority, of 1 at most. = marks a shared rank."]
    if len(asked) < len(COLOURS):
        notes = [f"{count(len(asked), 'part was', 'parts were')} asked. = marks a shared rank."]
    without = [tip for tip in prioritised if tip.priority.no_ownership]
    if without:
        notes.append(
            f"Too few people answered ‘{terms.key_question}’ for {words.numbered(without, terms)},"
            " so that part is left out there."
        )
    return notes


def _finding(prioritised: Sequence[TipFigures], terms: Terms) -> str:
    """Say what comes first, and how firmly."""
    first = [tip for tip in prioritised if tip.priority.rank == 1]
    if len(prioritised) == 1:
        value = points(first[0].priority.value or 0)
        return f"only {words.named(first[0], terms)} has a priority: {value}"
    if len(first) == len(prioritised):
        return f"{words.all_shown(prioritised, terms)} share one priority, so none comes first"
    if len(first) > 1:
        return f"{words.several(first, terms)} share the first rank"
    priority = first[0].priority
    said = f"{words.named(first[0], terms)} ranks first"
    if priority.rank_low is None or priority.rank_high is None:
        return said
    if priority.rank_high == 1:
        return f"{said}, with a different mix of organisations too"
    between = rank_range(priority.rank_low, priority.rank_high)
    return f"{said}; with a different mix of organisations, {between}"


def _description(
    prioritised: Sequence[TipFigures], asked: Sequence[str], finding: str, terms: Terms
) -> str:
    def said(tip: TipFigures) -> str:
        place, value = ordinal(tip.priority.rank or 0), points(tip.priority.value or 0)
        return f"{place} {terms.item} {tip.number}, {value}"

    top = prioritised[0].priority
    added = {"need": top.need, "votes": top.votes, "system": top.system}
    parts = [f"{NAMES[part]} {points(value)}" for part in asked if (value := added[part])]
    return words.described(
        f"Stacked bars of the priority of {terms.counted(len(prioritised))}, by rank",
        finding,
        f"{terms.item} {prioritised[0].number} adds up from " + ", ".join(parts) if parts else "",
        "In order: " + words.series(map(said, prioritised), room=260),
    )
