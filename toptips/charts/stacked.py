"""Bars of 100%: the parts of a whole from left to right, each with its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis.chosen import how_many
from toptips.analysis.figures import Figures, Shares, TipFigures
from toptips.analysis.printing import percent
from toptips.charts import words
from toptips.charts.canvas import Canvas
from toptips.charts.frame import BAR, ChartRow, Frame, Place
from toptips.charts.lettering import width_of
from toptips.charts.palette import ink_on
from toptips.charts.style import LINE, OUTLINE, TEXT

# White between two parts, so that dark ones are told apart as well as pale ones.
GAP = 1.0
# On paper, names beside bars take half the height of names above them.
BESIDE = 180.0
LEADER = 3.0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its share (0 to 1), its colour and its number."""

    share: Fraction
    colour: str
    label: str


@dataclass(frozen=True)
class StackedBar:
    """A bar of 100% between two places of a canvas.

    The number of a part that is too narrow for it stands above, with a line to its part.
    """

    parts: Sequence[Part]
    left: float
    width: float

    @property
    def above(self) -> float:
        """How much room the numbers above it need."""
        holds = all(self._holds(part) for part in self.parts if part.share)
        return 0.0 if holds else LINE + LEADER

    @property
    def room(self) -> float:
        """How high it is, with the numbers above."""
        return BAR + self.above

    def __call__(self, canvas: Canvas, place: Place) -> None:
        """Draw it around the middle of a place."""
        middle = place.middle + self.above / 2
        above: list[tuple[float, str]] = []
        x = self.left
        for part in self.parts:
            width = float(part.share) * self.width
            gap = min(GAP, width / 4)
            canvas.box(x, middle, width - gap, BAR, part.colour)
            centre = x + (width - gap) / 2
            if part.share and self._holds(part):
                canvas.words(centre, middle, part.label, ink_on(part.colour), align="center")
            elif part.share:
                above.append((centre, part.label))
            x += width
        self._number(canvas, above, middle - BAR / 2)

    def _holds(self, part: Part) -> bool:
        return width_of(part.label, TEXT) + 2 * OUTLINE + GAP <= float(part.share) * self.width

    def _number(self, canvas: Canvas, above: Sequence[tuple[float, str]], top: float) -> None:
        """Write numbers above the bar, each with a line to the middle of its part."""
        widths = [width_of(label, TEXT) for _, label in above]
        places = apart([centre for centre, _ in above], widths, self.left, self.left + self.width)
        for (centre, label), x in zip(above, places, strict=True):
            canvas.words(x, top - LEADER - LINE / 2, label, align="center")
            canvas.line(x, top - LEADER - 1, centre, top)


def apart(
    centres: Sequence[float], widths: Sequence[float], left: float, right: float
) -> list[float]:
    """Move labels, given by their middles from left to right, just so far that none touch."""
    space = 3.0
    places = list(centres)
    edge = left
    for number, width in enumerate(widths):
        places[number] = max(places[number], edge + width / 2)
        edge = places[number] + width / 2 + space
    edge = right
    for number in reversed(range(len(places))):
        places[number] = min(places[number], edge - widths[number] / 2)
        edge = places[number] - widths[number] / 2 - space
    return places


def answers_row(
    tip: TipFigures,
    answers: Shares,
    colours: Mapping[str, str],
    told: Sequence[str],
    frame: Frame,
    figures: Figures,
    *,
    people: bool,
) -> ChartRow:
    """Return the row of an item's answers to one choice, in the order of `colours`.

    At its end stands how many gave the answers in `told`, such as 21 of 23.
    """
    label = words.label(tip)
    if not answers.shares:
        return ChartRow(label, instead=words.TOO_FEW if answers.suppressed else "Nobody answered")
    parts = [
        Part(share, colour, words.part_label(share, answers.n, people=people))
        for value, colour in colours.items()
        if (share := answers.shares.get(value, Fraction(0)))
    ]
    bar = StackedBar(parts, frame.left, frame.width)
    end = at_the_end(answers, told, figures, people=people)
    said = f"{figures.terms.item} {tip.number} {end}"
    return ChartRow(label, bar, said=said, room=bar.room, above=bar.above, cells=[end])


def at_the_end(answers: Shares, told: Sequence[str], figures: Figures, *, people: bool) -> str:
    """Print how many gave one of these answers: 21 of 23; of many people 91% of 230."""
    if people or figures.once:
        return how_many(answers, told, once=figures.once)
    share = sum(((answers.shares or {}).get(value, Fraction(0)) for value in told), Fraction(0))
    return f"{percent(share)} of {answers.n:,}"
