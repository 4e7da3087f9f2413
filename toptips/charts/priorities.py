"""Which items come first: a dot for each rank, how firm it is, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import ordinal, percent, rank, rank_range
from toptips.analysis.priorities import FEWEST_ORGANISATIONS
from toptips.analysis.terms import Terms
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas
from toptips.charts.frame import ChartRow, Frame, Place, SideColumn
from toptips.charts.palette import INK, NAVY
from toptips.charts.rows import RowChart
from toptips.charts.stacked import at_the_end
from toptips.charts.style import LINE, PAGE, PrintSheet

SCORED, NAMED, TOGETHER = "Scored", "Named it", "Takes several"
# As wide as "91% of 1,200".
WIDTH = 72.0


def priorities(figures: Figures, sheet: PrintSheet = PAGE) -> RowChart | None:
    """Plan every item's rank; None where none has a priority."""
    tips = figures.ranked()
    prioritised = [tip for tip in tips if tip.priority.value is not None]
    if not prioritised:
        return None
    parts = _parts(prioritised)
    ranges = any(tip.priority.rank_low is not None for tip in prioritised)
    frame = Frame(parts, sheet.beside, ranks=True, sheet=sheet)
    axis = dots.Axis(range(1, len(prioritised) + 1), frame.left + 8, frame.right - 8)

    def head(canvas: Canvas) -> None:
        axis.numbers(canvas, frame.heading(canvas, LINE))

    return RowChart(
        name="priorities",
        title=_title(prioritised, figures.terms),
        finding=_finding(prioritised, figures.terms),
        unit="Rank of each by priority"
        + ("; line: with a different mix of organisations" if ranges else ""),
        n=words.of_how_many([figures.respondents.self_assessments], "people"),
        source=words.source(figures),
        kind=f"Dots for the ranks of {figures.terms.counted(len(prioritised))}, the first on top",
        lead="In order: ",
        frame=frame,
        rows=[_row(tip, parts, axis, figures) for tip in tips],
        head=head,
        notes=_notes(prioritised, parts, figures, ranges=ranges),
    )


def _parts(prioritised: Sequence[TipFigures]) -> list[SideColumn]:
    """Return the columns of what a priority is made of, so far as it was asked."""
    heads = {"need": SideColumn(SCORED, 42), "votes": SideColumn(NAMED, WIDTH),
             "system": SideColumn(TOGETHER, WIDTH)}  # fmt: skip
    asked = [
        part
        for part in heads
        if any(getattr(tip.priority, part) is not None for tip in prioritised)
    ]
    return [heads[part] for part in asked]


def _row(
    tip: TipFigures, parts: Sequence[SideColumn], axis: dots.Axis, figures: Figures
) -> ChartRow:
    priority, label = tip.priority, words.label(tip)
    if priority.rank is None:
        why = ": too few people scored it" if tip.suppressed else ""
        return ChartRow(
            label, instead="No priority" + (": nobody scored it" if tip.n == 0 else why)
        )
    place, low, high = priority.rank, priority.rank_low, priority.rank_high

    def plot(canvas: Canvas, at: Place) -> None:
        axis.lines(canvas, at.middle - LINE / 2 - 2, at.middle + LINE / 2 + 2)
        if low is not None and high is not None:
            canvas.line(axis.x(low), at.middle, axis.x(high), at.middle, INK, 2.0)
        canvas.dot(axis.x(place), at.middle, dots.RADIUS, NAVY)

    every = {
        SCORED: words.mean(tip.mean, figures) if tip.mean is not None else "",
        NAMED: _named(tip, figures),
        TOGETHER: _together(tip, figures),
    }
    made_of = {column.heading: every[column.heading] for column in parts}
    split = "views are split" if tip.split else ""
    moves = f" ({rank_range(low, high)})" if low is not None and high is not None else ""
    return ChartRow(
        label,
        plot,
        said=f"{ordinal(place)} {figures.terms.item} {tip.number}{moves}{_made_of(made_of)}"
        + (f" ({split})" if split else ""),
        room=LINE,
        cells=list(made_of.values()),
        rank=rank(place, priority.tied),
        below="; ".join(part for part in (split.capitalize(), words.unjudged(tip)) if part),
    )


def _made_of(cells: Mapping[str, str]) -> str:
    """Say what an item's rank is made of: scored 1.8, named it 18 of 29."""
    return "".join(f", {name.lower()} {cell}" for name, cell in cells.items() if cell)


def _named(tip: TipFigures, figures: Figures) -> str:
    """Print how many named an item among those that matter most."""
    votes = tip.votes
    if votes.count is None or votes.share is None or not votes.n:
        return "not shown" if votes.suppressed else ""
    return percent(votes.share) if figures.once else f"{votes.count:,} of {votes.n:,}"


def _together(tip: TipFigures, figures: Figures) -> str:
    """Print how many chose that it takes several organisations."""
    if not tip.ownership.shares:
        return "not shown"
    if tip.priority.no_ownership:
        return "left out"
    people = words.in_people(figures, [tip.ownership.n])
    return at_the_end(tip.ownership, ("system",), figures, people=people)


def _notes(
    prioritised: Sequence[TipFigures],
    parts: Sequence[SideColumn],
    figures: Figures,
    *,
    ranges: bool,
) -> list[str]:
    terms, headings = figures.terms, [column.heading for column in parts]
    notes = []
    if NAMED in headings:
        notes.append(f"{NAMED}: among those that matter most.")
    if TOGETHER in headings:
        notes.append(f"{TOGETHER}: chose ‘{terms.label('ownership', 'system')}’.")
    if any(tip.priority.tied for tip in prioritised):
        notes.append("= marks a shared rank.")
    if not ranges and not figures.internal:
        notes.append(_not_firm(figures))
    without = [tip for tip in prioritised if tip.priority.no_ownership]
    if without:
        which = f" for {words.numbered(without, terms)}" if len(without) < len(prioritised) else ""
        notes.append(
            f"Too few people answered ‘{terms.key_question}’{which}, so that part is left out"
            f"{' there' if which else ''}."
        )
    return [" ".join(notes)] if notes else []


def _not_firm(figures: Figures) -> str:
    """Say why it is not known how firm the ranks are."""
    if figures.respondents.organisations < FEWEST_ORGANISATIONS:
        return "Fewer than six organisations answered: how firm the ranks are is not known."
    return (
        f"Some {figures.terms.items} hang on few organisations: how firm the ranks are is not"
        " known."
    )


def _title(prioritised: Sequence[TipFigures], terms: Terms) -> str:
    """Say what comes first, and how firmly, in fifteen words."""
    first = [tip for tip in prioritised if tip.priority.rank == 1]
    if len(prioritised) == 1:
        return words.title(
            f"only {words.named(first[0], terms)} has a priority",
            f"only {words.numbered(first, terms)} has a priority",
            "only one has a priority",
        )
    if len(first) == len(prioritised):
        every = words.all_shown(prioritised, terms)
        return words.title(
            f"{every} share one priority, so none comes first", "none comes before another"
        )
    if len(first) > 1:
        return words.title(*(f"{which} share the first rank" for which in words.ways(first, terms)))
    firmly = _firmly(first[0])
    return words.title(
        f"{words.named(first[0], terms)} ranks first{firmly}",
        f"{words.numbered(first, terms)} ranks first{firmly}",
        f"{words.numbered(first, terms)} ranks first",
        f"number {first[0].number} ranks first",
    )


def _firmly(tip: TipFigures) -> str:
    """Say between which ranks a different mix of organisations would move the first."""
    low, high = tip.priority.rank_low, tip.priority.rank_high
    if low is None or high is None:
        return ""
    if high == 1:
        return ", with a different mix of organisations too"
    return f"; with a different mix of organisations, {rank_range(low, high)}"


def _finding(prioritised: Sequence[TipFigures], terms: Terms) -> str:
    """Say the same at length."""
    first = [tip for tip in prioritised if tip.priority.rank == 1]
    if len(first) == 1 < len(prioritised):
        return f"{words.named(first[0], terms)} ranks first{_firmly(first[0])}"
    return _title(prioritised, terms)
