"""Where places stand on one item: a mark and a bar each, in the order of their names.

They are not sorted by how they stand: that would be a league table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from toptips.analysis.combined import CombinedFigures, CombinedItem, PlaceStanding
from toptips.analysis.printing import count, level
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import GUTTER, LABEL_WIDTH
from toptips.charts.style import BLUE, INK, MUTED, RULE, SMALL, wrap

ROW, BAR_HEIGHT = 17.0, 4.0
NUMBERS_WIDTH = 92.0
ROWS_A_PAGE = 28
MORE_THAN_MISSING = "more than those who did not answer account for"


def caterpillars(figures: CombinedFigures, item: CombinedItem) -> Iterator[Chart]:
    """Draw every place's mean of one item, on as many pictures as it takes; none where too few.

    The bars are 1.39 standard errors to each side.
    """
    pages = range(0, len(item.places), ROWS_A_PAGE)
    for number, start in enumerate(pages, 1):
        places = item.places[start : start + ROWS_A_PAGE]
        which = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        name = f"places-{item.id}" + (f"-{number}" if number > 1 else "")
        yield _page(figures, item, places, name, which)


def _page(
    figures: CombinedFigures,
    item: CombinedItem,
    places: Sequence[PlaceStanding],
    name: str,
    which: str,
) -> Chart:
    canvas = Canvas(name, f"{words.sentence(finding(figures, item))}{which}")
    dots.key(canvas, ["A place, with its bar"], "Mean of all places")
    right = canvas.width - NUMBERS_WIDTH - GUTTER
    axis = dots.LevelAxis(list(figures.scale), LABEL_WIDTH + GUTTER, right)
    dots.ends(canvas, axis, list(figures.scale.values()))
    axis.numbers(canvas, canvas.y + SMALL)
    canvas.words(canvas.width, canvas.y + SMALL, "Mean (bar)", SMALL, MUTED, align="right")
    canvas.y += 2 * SMALL
    top, bottom = canvas.y, canvas.y + ROW * len(places)
    axis.lines(canvas, top, bottom)
    if item.centre is not None:
        canvas.upright(axis.x(float(item.centre)), top, bottom, INK, 1.6)
    for place in places:
        _row(canvas, axis, place)
    canvas.notes(_notes(item))
    return render(canvas, _description(figures, item, places))


def _row(canvas: Canvas, axis: dots.LevelAxis, place: PlaceStanding) -> None:
    """Draw one place, and move on below it."""
    middle = canvas.y + ROW / 2
    [label] = wrap(place.place, LABEL_WIDTH, most=1) or [""]
    canvas.words(0, middle, label)
    low, high = axis.x(float(place.low)), axis.x(float(place.high))
    canvas.box(low, middle, max(high - low, 1.0), BAR_HEIGHT, BLUE)
    canvas.mark(axis.x(float(place.mean)), middle, "o", BLUE, dots.MARK)
    canvas.words(canvas.width, middle, _with_bar(place), SMALL, align="right")
    canvas.y += ROW
    canvas.across(canvas.y, RULE)


def _with_bar(place: PlaceStanding) -> str:
    return f"{level(place.mean)} ({level(place.low)} to {level(place.high)})"


def finding(figures: CombinedFigures, item: CombinedItem) -> str:
    """Say whether places differ on an item, and between which means they lie. No place is named."""
    noun = figures.framework.item.singular
    which = f"{noun} {item.number} ({words.short(item.title)})"
    low, high = ends_of(item)
    if item.differ:
        return (
            f"on {which} places differ by {MORE_THAN_MISSING}: from {level(low)} to {level(high)}"
        )
    if low == high:
        return f"on {which} no two places can be told apart: all stand at {level(low)}"
    return f"on {which} places can't be told apart: from {level(low)} to {level(high)}"


def ends_of(item: CombinedItem) -> tuple[Fraction, Fraction]:
    """Return the lowest and the highest mean of all places."""
    means = [place.mean for place in item.places]
    return min(means), max(means)


def _notes(item: CombinedItem) -> list[str]:
    notes = [
        "Places stand in the order of their names. Of two that were chosen beforehand, bars that"
        " don't overlap say that they differ; of the two furthest apart they say less.",
    ]
    if item.not_shown:
        missing = count(len(item.not_shown), "place", "places")
        notes.append(f"Not shown: {missing}, where too few organisations scored it.")
    return notes


def _description(
    figures: CombinedFigures, item: CombinedItem, places: Sequence[PlaceStanding]
) -> str:
    scale = list(figures.scale)
    shown = (f"{place.place} {_with_bar(place)}" for place in places)
    centre = level(item.centre) if item.centre is not None else ""
    return words.described(
        f"A mark and a bar for each of {count(len(places), 'place', 'places')}, on the scale from"
        f" {scale[0]} to {scale[-1]}",
        finding(figures, item),
        f"The mean of all places is {centre}",
        words.series(shown, room=260),
    )
