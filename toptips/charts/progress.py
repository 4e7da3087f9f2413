"""What organisations say of each item then and now: two marks a row, and between which it lies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.printing import level, listed, signed
from toptips.analysis.progress import ItemProgress, Progress
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import ChartRow, ChartRows, SideColumn
from toptips.charts.style import BLUE, INK, width_of

COLUMNS = (SideColumn("Organisations", 78, "left"), SideColumn("Mean change", 72, "left"))
RANGE, RANGE_HEIGHT, LINE_HEIGHT = "#cfe0ef", 13.0, 2.0
MORE_THAN_CHANCE = "by more than chance usually brings about"


def changes(progress: Progress) -> Chart | None:
    """Draw every item's mean in its first round and in the last; None where nothing is shown."""
    if not progress.shown:
        return None
    finding = _finding(progress)
    canvas = Canvas("changes", words.sentence(finding))
    _key(canvas, progress)
    labels = [f"{item.number} {item.title}" for item in progress.items]
    rows = ChartRows(canvas, labels, COLUMNS)
    axis = dots.LevelAxis(list(progress.scale), rows.left, rows.right)
    dots.ends(canvas, axis, list(progress.scale.values()))
    axis.numbers(canvas, rows.heading(12))
    for row in rows:
        _row(rows, row, axis, progress.items[row.number])
    canvas.notes([*_notes(progress), *words.no_room_for_items(rows.left_out, progress.terms)])
    return render(canvas, _description(progress, finding))


def _key(canvas: Canvas, progress: Progress) -> None:
    """Write what the two marks and the bar behind them are."""
    first, last = progress.rounds[0].label, progress.rounds[-1].label
    middle, x = canvas.y + 8, 0.0
    canvas.mark(x + 5, middle, "o", BLUE, dots.MARK, hollow=True)
    canvas.words(x + 15, middle, first)
    x += 29 + width_of(first)
    canvas.mark(x + 5, middle, "o", BLUE, dots.MARK)
    canvas.words(x + 15, middle, last)
    x += 29 + width_of(last)
    canvas.box(x, middle, 22, RANGE_HEIGHT, RANGE, INK)
    canvas.words(x + 28, middle, "the interval of the change, from the first mark")
    canvas.y += 22


def _row(rows: ChartRows, row: ChartRow, axis: dots.LevelAxis, item: ItemProgress) -> None:
    change, canvas = item.change, rows.canvas
    if change.suppressed or change.mean is None:
        why = "New" if item.fate == "added" else "Not shown: too few organisations"
        rows.instead(row, why)
        return
    axis.lines(canvas, row.top, row.bottom)
    then, now = axis.x(float(item.means[0])), axis.x(float(item.means[-1]))
    if change.interval:
        low, high = (_within(axis, item.means[0] + end) for end in change.interval)
        canvas.box(low - 1, row.middle, high - low + 2, RANGE_HEIGHT, RANGE, INK)
    canvas.box(min(then, now), row.middle, abs(now - then), LINE_HEIGHT, INK)
    canvas.mark(then, row.middle, "o", BLUE, dots.MARK + 2, hollow=True)
    canvas.mark(now, row.middle, "o", BLUE, dots.MARK)
    counted = f"{change.up} up, {change.same} same, {change.down} down"
    rows.cells(row, [counted, signed(change.mean)], bold=(1,) if change.claimed else ())


def _within(axis: dots.LevelAxis, value: Fraction) -> float:
    """Return where a level stands, no further than the ends of the scale."""
    return axis.x(float(min(max(value, Fraction(axis.values[0])), Fraction(axis.values[-1]))))


def _finding(progress: Progress) -> str:
    """Claim a change only where the test of all items together does (docs/figures.md)."""
    up = [item for item in progress.claimed if (item.change.mean or 0) > 0]
    down = [item for item in progress.claimed if (item.change.mean or 0) < 0]
    said = [
        f"{_named(items, progress)} went {way}"
        for items, way in ((up, "up"), (down, "down"))
        if items
    ]
    if said:
        return f"{' and '.join(said)} {MORE_THAN_CHANCE}"
    return f"on no {progress.terms.item} can the change be told from chance"


def _named(items: Sequence[ItemProgress], progress: Progress) -> str:
    if len(items) == 1:
        return progress.terms.named(items[0].number, words.short(items[0].title))
    return f"{progress.terms.items} {listed(str(item.number) for item in items)}"


def _notes(progress: Progress) -> list[str]:
    notes = [
        f"Organisations that scored the {progress.terms.item} every time it was asked. In bold:"
        f" {MORE_THAN_CHANCE}."
    ]
    first = progress.rounds[0].label
    for item in progress.shown:
        if item.rounds[0]:
            label = progress.rounds[item.rounds[0]].label
            notes.append(
                f"{progress.terms.item.capitalize()} {item.number} was first asked in {label}, not"
                f" in {first}: its first mark is of then."
            )
    return notes


def _description(progress: Progress, finding: str) -> str:
    def said(item: ItemProgress) -> str:
        then, now = level(item.means[0]), level(item.means[-1])
        return f"{progress.terms.item} {item.number} from {then} to {now}"

    ends = f"{min(progress.scale)} to {max(progress.scale)}"
    return words.described(
        f"Two marks for each {progress.terms.item} on the scale from {ends}: the mean of"
        f" organisations in {progress.rounds[0].label} and in {progress.rounds[-1].label}",
        finding,
        words.series(map(said, progress.shown), room=260),
    )
