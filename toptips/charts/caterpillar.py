"""Where places stand on one item: a dot and a bar each, in the order of their names.

They are not sorted by how they stand: that would be a league table.
"""

from __future__ import annotations

from fractions import Fraction

from toptips.analysis.combined import CombinedFigures, CombinedItem, PlaceStanding
from toptips.analysis.printing import count, level
from toptips.charts import dots, words
from toptips.charts.canvas import Canvas
from toptips.charts.frame import ChartRow, Frame, Place, SideColumn
from toptips.charts.lettering import width_of
from toptips.charts.palette import INK, LEVELS, NAVY
from toptips.charts.rows import RowChart
from toptips.charts.style import LINE, TEXT

FRAME = Frame((SideColumn("Mean (bar)", 92),), beside=130)
BAR_HEIGHT, BAR_COLOUR, PLACE_COLOUR = 11.0, LEVELS[1], NAVY
CENTRE_WIDTH = 1.6
MORE_THAN_MISSING = "more than those who did not answer account for"


def caterpillar(figures: CombinedFigures, item: CombinedItem) -> RowChart | None:
    """Plan every place's mean of one item; None where nothing is shown.

    The bars are 1.39 standard errors to each side.
    """
    if not item.places or item.centre is None:
        return None
    centre, scale = item.centre, list(figures.scale)
    axis = dots.Axis(scale, FRAME.left + dots.RADIUS + 2, FRAME.right - dots.RADIUS - 2)

    def head(canvas: Canvas) -> None:
        _key(canvas)
        axis.ends(canvas, figures.scale[scale[0]], figures.scale[scale[-1]])
        axis.numbers(canvas, FRAME.heading(canvas, LINE))

    return RowChart(
        name=f"places-{item.id}",
        title=_title(figures, item),
        finding=finding(figures, item),
        unit="Mean of each place's organisations, drawn towards that of all places",
        n=words.of_how_many(
            (place.organisations for place in item.places), "organisations a place"
        ),
        source=f"Source: copies from {count(len(item.places), 'place', 'places')}.",
        kind=f"A dot and a bar for each of {count(len(item.places), 'place', 'places')}, on the"
        f" scale from {scale[0]} to {scale[-1]}",
        lead="",
        frame=FRAME,
        rows=[_row(place, axis, centre) for place in item.places],
        head=head,
        notes=_notes(item),
        facts=[f"The mean of all places is {level(centre)}"],
    )


def _key(canvas: Canvas) -> None:
    """Write what the dot, the bar and the upright line are."""
    middle, place, overall = canvas.y + LINE / 2, "A place, with its bar", "The mean of all places"
    canvas.box(0, middle, 30, BAR_HEIGHT, BAR_COLOUR)
    canvas.dot(15, middle, dots.RADIUS, PLACE_COLOUR)
    canvas.words(36, middle, place)
    x = 36 + width_of(place, TEXT) + 20
    canvas.upright(x, middle - LINE / 2, middle + LINE / 2, INK, CENTRE_WIDTH)
    canvas.words(x + 7, middle, overall)
    canvas.y += LINE + 6


def _row(place: PlaceStanding, axis: dots.Axis, centre: Fraction) -> ChartRow:
    low, high = axis.x(float(place.low)), axis.x(float(place.high))

    def plot(canvas: Canvas, where: Place) -> None:
        axis.lines(canvas, where.top, where.bottom)
        canvas.upright(axis.x(float(centre)), where.top, where.bottom, INK, CENTRE_WIDTH)
        canvas.box(low, where.middle, max(high - low, 1.0), BAR_HEIGHT, BAR_COLOUR)
        canvas.dot(axis.x(float(place.mean)), where.middle, dots.RADIUS, PLACE_COLOUR)

    figures = f"{level(place.mean)} ({level(place.low)} to {level(place.high)})"
    return ChartRow(
        place.place, plot, said=f"{place.place} {figures}", room=LINE + 1, cells=[figures]
    )


def _title(figures: CombinedFigures, item: CombinedItem) -> str:
    """Say the finding in fifteen words."""
    low, high = map(level, ends_of(item))
    which = f"on {figures.framework.item.singular} {item.number}"
    if item.differ:
        shorter = (
            f"{which} places differ by more than missing answers account for",
            f"{which} places differ",
        )
    elif low == high:
        shorter = f"{which} all places stand at {low}", f"{which} places can't be told apart"
    else:
        shorter = (
            f"{which} places can't be told apart: from {low} to {high}",
            f"{which} places can't be told apart",
        )
    return words.title(finding(figures, item), *shorter)


def finding(figures: CombinedFigures, item: CombinedItem) -> str:
    """Say whether places differ on an item, and between which means they lie. No place is named."""
    noun = figures.framework.item.singular
    which = f"{noun} {item.number} ({words.short(item.title)})"
    low, high = map(level, ends_of(item))
    if item.differ:
        return f"on {which} places differ by {MORE_THAN_MISSING}: from {low} to {high}"
    if low == high:
        return f"on {which} no two places can be told apart: all stand at {low}"
    return f"on {which} places can't be told apart: from {low} to {high}"


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
