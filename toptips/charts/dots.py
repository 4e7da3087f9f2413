"""Dots along a scale: the scale's lines, and dots set above each other where they would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from toptips.analysis.figures import Scores
from toptips.charts.canvas import Align, Canvas
from toptips.charts.lettering import width_of, wrap
from toptips.charts.palette import GREY
from toptips.charts.style import LINE, RULE, TEXT

# A dot without a letter.
RADIUS = 4.5


def place_of(scores: Scores) -> Fraction | None:
    """Return where a group stands on the scale; None where nothing of it may be shown.

    One of which only a bound is known stands a quarter of a level beyond it.
    """
    given = scores.bound
    if given is None:
        return scores.mean
    beyond = Fraction(1, 4)
    return given.under - beyond if given.under is not None else (given.over or 0) + beyond


@dataclass(frozen=True, slots=True)
class Axis:
    """Where whole numbers, such as levels or ranks, stand between two places of a canvas."""

    values: Sequence[int]
    left: float
    right: float

    def x(self, value: float) -> float:
        """Return where a value stands."""
        low, high = self.values[0], self.values[-1]
        return self.left + (self.right - self.left) * (float(value) - low) / max(1, high - low)

    def lines(self, canvas: Canvas, top: float, bottom: float) -> None:
        """Draw a pale line for each value."""
        for value in self.values:
            canvas.upright(self.x(value), top, bottom, RULE, 0.8)

    def numbers(self, canvas: Canvas, middle: float) -> None:
        """Write each value over its line; of many, as many as fit, and always both ends."""
        for value in self._written():
            canvas.words(self.x(value), middle, str(value), GREY, align="center")

    def _written(self) -> Sequence[int]:
        """Return every value, or every second, fifth or so, if all do not fit."""
        for step in range(1, len(self.values)):
            every = [*self.values[:-1:step], self.values[-1]]
            halves = [width_of(str(value), TEXT) / 2 + 2 for value in every]
            spans = [(self.x(value) - half, self.x(value) + half)
                     for value, half in zip(every, halves, strict=True)]  # fmt: skip
            if all(right <= left for (_, right), (left, _) in pairwise(spans)):
                return every
        return self.values[:1]

    def ends(self, canvas: Canvas, low: str, high: str) -> None:
        """Say above the axis what its lowest and its highest value mean."""
        width = (self.right - self.left) * 0.48
        lines = {"left": wrap(low, width, TEXT), "right": wrap(high, width, TEXT)}
        height = max(map(len, lines.values())) * LINE
        places: tuple[tuple[Align, float], ...] = (("left", self.left), ("right", self.right))
        for align, x in places:
            middle = canvas.y + height - len(lines[align]) * LINE / 2
            canvas.block(x, middle, lines[align], GREY, align=align)
        canvas.y += height


def lanes(places: Sequence[float], apart: float) -> list[int]:
    """Return a lane for each dot, 0 or up or down from it: dots in the same are so far apart."""
    taken: dict[int, list[float]] = {}
    found = [0] * len(places)
    for position in sorted(range(len(places)), key=lambda index: (places[index], index)):
        lane, step = 0, 0
        while any(abs(places[position] - other) < apart for other in taken.get(lane, ())):
            step += 1
            lane = (step + 1) // 2 * (1 if step % 2 else -1)
        taken.setdefault(lane, []).append(places[position])
        found[position] = lane
    return found


def letters(number: int) -> list[str]:
    """Return so many letters: A to Z, then AA, AB and so on."""
    found = [chr(ord("A") + place) for place in range(26)]
    return [found[place] if place < 26 else found[place // 26 - 1] + found[place % 26]
            for place in range(number)]  # fmt: skip
