"""What organisations say of each item then and now: two dots a row, and between which it lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from toptips.analysis.printing import level, listed, signed
from toptips.analysis.progress import ItemProgress, Progress
from toptips.analysis.terms import Terms
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas
from toptips.charts.frame import ChartRow, Frame, Place, SideColumn
from toptips.charts.lettering import width_of
from toptips.charts.palette import INK, LEVELS, NAVY, PAPER
from toptips.charts.rows import RowChart
from toptips.charts.style import LINE, PAGE, TEXT, PrintSheet

ORGANISATIONS = SideColumn("Organisations", 122, "left")
MEAN = {"change": SideColumn("Mean change", 52), "movement": SideColumn("Mean movement", 66)}
THEN, NOW, RANGE = PAPER, NAVY, LEVELS[1]
RANGE_HEIGHT = 13.0
MORE_THAN_CHANCE = "by more than chance usually brings about"


def changes(progress: Progress, sheet: PrintSheet = PAGE) -> RowChart | None:
    """Plan every item's mean in its first round and in the last; None where nothing is shown."""
    if not progress.shown:
        return None
    terms, scale = progress.terms, list(progress.scale)
    frame = Frame((ORGANISATIONS, MEAN[progress.movement]), sheet.beside, sheet=sheet)
    axis = dots.Axis(scale, frame.left + dots.RADIUS + 2, frame.right - dots.RADIUS - 2)

    def head(canvas: Canvas) -> None:
        _key(canvas, frame, progress)
        axis.ends(canvas, progress.scale[scale[0]], progress.scale[scale[-1]])
        axis.numbers(canvas, frame.heading(canvas, LINE))

    labels = [each.label for each in progress.rounds]
    return RowChart(
        name="changes",
        title=_title(progress),
        finding=_finding(progress),
        unit="Mean of the organisations that scored it every time it was asked",
        n=words.of_how_many(
            (item.change.organisations for item in progress.shown), "organisations"
        ),
        source=f"Source: self-assessments of {listed(labels)}.",
        kind=f"Two dots for each {terms.item} on the scale from {scale[0]} to {scale[-1]}: the mean"
        f" of organisations in {labels[0]} and in {labels[-1]}",
        lead="",
        frame=frame,
        rows=[_row(item, axis, progress) for item in progress.items],
        key=[(RANGE, "", f"How uncertain the {progress.movement} is, counted from the first dot")]
        if any(item.change.interval for item in progress.shown)
        else [],
        head=head,
        notes=_notes(progress),
    )


def _key(canvas: Canvas, frame: Frame, progress: Progress) -> None:
    """Write which dot is of which round."""
    x, middle = frame.indent, canvas.y + LINE / 2
    for colour, place in ((THEN, 0), (NOW, -1)):
        label = progress.rounds[place].label
        canvas.dot(x + dots.RADIUS + 1, middle, dots.RADIUS, colour)
        canvas.words(x + 16, middle, label)
        x += 30 + width_of(label, TEXT)
    canvas.y += LINE + 6


def _row(item: ItemProgress, axis: dots.Axis, progress: Progress) -> ChartRow:
    change, label = item.change, f"{item.number} {item.title}"
    if change.suppressed or change.mean is None:
        why = "New" if item.fate == "added" else "Not shown: it would show organisations"
        return ChartRow(label, instead=why)
    then, now = axis.x(float(item.means[0])), axis.x(float(item.means[-1]))
    low, high = (_within(axis, item.means[0] + end) for end in change.interval or (0, 0))

    def plot(canvas: Canvas, place: Place) -> None:
        axis.lines(canvas, place.middle - LINE / 2 - 2, place.middle + LINE / 2 + 2)
        if change.interval:
            canvas.box(low - 1, place.middle, high - low + 2, RANGE_HEIGHT, RANGE)
        canvas.line(then, place.middle, now, place.middle, INK, 2.0)
        canvas.dot(then, place.middle, dots.RADIUS + 1, THEN)
        canvas.dot(now, place.middle, dots.RADIUS, NOW)

    before, after = level(item.means[0]), level(item.means[-1])
    return ChartRow(
        label,
        plot,
        said=f"{progress.terms.item} {item.number} from {before} to {after}",
        room=LINE + 4,
        cells=[f"{change.up} up, {change.same} same, {change.down} down", signed(change.mean)],
        bold=(1,) if change.claimed else (),
    )


def _within(axis: dots.Axis, value: Fraction) -> float:
    """Return where a level stands, no further than the ends of the scale."""
    return axis.x(float(min(max(value, Fraction(axis.values[0])), Fraction(axis.values[-1]))))


def _both_ways(progress: Progress) -> list[tuple[str, Sequence[ItemProgress]]]:
    """Return the items that went up and those that went down, so far as it is claimed."""
    ways = {
        "up": [item for item in progress.claimed if (item.change.mean or 0) > 0],
        "down": [item for item in progress.claimed if (item.change.mean or 0) < 0],
    }
    return [(way, items) for way, items in ways.items() if items]


def _title(progress: Progress) -> str:
    """Say the finding in fifteen words."""
    ways, terms = _both_ways(progress), progress.terms
    if not ways:
        return words.title(_finding(progress), f"no {progress.movement} can be told from chance")
    counted = " and ".join(f"{terms.counted(len(items))} {way}" for way, items in ways)
    some = " and ".join(f"some {way}" for way, _ in ways)
    return words.title(
        _finding(progress),
        f"{_went(progress, _numbered)} {MORE_THAN_CHANCE}",
        *(f"{said} {MORE_THAN_CHANCE}" for said in (counted, some)),
    )


def _finding(progress: Progress) -> str:
    """Claim a change only where the test of all items together does (docs/figures.md)."""
    if not progress.claimed:
        return f"on no {progress.terms.item} can the {progress.movement} be told from chance"
    return f"{_went(progress, _named)} {MORE_THAN_CHANCE}"


def _went(progress: Progress, said: Callable[[Sequence[ItemProgress], Terms], str]) -> str:
    ways = _both_ways(progress)
    return " and ".join(f"{said(items, progress.terms)} went {way}" for way, items in ways)


def _named(items: Sequence[ItemProgress], terms: Terms) -> str:
    if len(items) == 1:
        return terms.named(items[0].number, words.short(items[0].title))
    return _numbered(items, terms)


def _numbered(items: Sequence[ItemProgress], terms: Terms) -> str:
    noun = terms.item if len(items) == 1 else terms.items
    return f"{noun} {listed(str(item.number) for item in items)}"


def _notes(progress: Progress) -> list[str]:
    notes = []
    if progress.claimed:
        notes.append(f"In bold: {MORE_THAN_CHANCE}.")
    without = [item for item in progress.shown if not item.change.interval]
    if without:
        notes.append(
            f"Of {_numbered(without, progress.terms)} it is not shown how uncertain the"
            f" {progress.movement} is: it would show people."
        )
    first = progress.rounds[0].label
    for item in progress.shown:
        if item.rounds[0]:
            label = progress.rounds[item.rounds[0]].label
            notes.append(
                f"{progress.terms.item.capitalize()} {item.number} was first asked in {label}, not"
                f" in {first}: its first dot is of then."
            )
    return notes
