"""Marks along a scale: the scale's lines, and marks set side by side where they would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from toptips.analysis.figures import Scores
from toptips.charts.canvas import Canvas
from toptips.charts.style import INK, LEADING, MARKS, MUTED, RULE, SMALL, width_of, wrap

MARK = 8.0
LANE = 9.5
INSET = 8.0


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
class LevelAxis:
    """Where the levels of the scale stand between two places of a canvas."""

    values: Sequence[int]
    left: float
    right: float

    def x(self, value: float) -> float:
        """Return where a value stands."""
        low, high = self.values[0], self.values[-1]
        room = self.right - self.left - 2 * INSET
        return self.left + INSET + room * (float(value) - low) / (high - low)

    def lines(self, canvas: Canvas, top: float, bottom: float) -> None:
        """Draw a pale line for each level."""
        for value in self.values:
            canvas.upright(self.x(value), top, bottom, RULE, 0.8)

    def numbers(self, canvas: Canvas, middle: float) -> None:
        """Write each level's number over its line; only the ends of the scale if all do not fit."""
        halves = [width_of(str(value), SMALL) / 2 for value in self.values]
        places = zip(map(self.x, self.values), halves, strict=True)
        spans = [(x - half, x + half) for x, half in places]
        fit = all(right + 3 <= left for (_, right), (left, _) in pairwise(spans))
        for value in self.values if fit else (self.values[0], self.values[-1]):
            canvas.words(self.x(value), middle, str(value), SMALL, MUTED, align="center")


def lanes(places: Sequence[float]) -> list[int]:
    """Return a lane for each mark, 0 or up or down from it: marks in the same do not touch."""
    taken: dict[int, list[float]] = {}
    found = [0] * len(places)
    for position in sorted(range(len(places)), key=lambda index: (places[index], index)):
        lane, step = 0, 0
        while any(abs(places[position] - other) < MARK + 1.5 for other in taken.get(lane, ())):
            step += 1
            lane = (step + 1) // 2 * (1 if step % 2 else -1)
        taken.setdefault(lane, []).append(places[position])
        found[position] = lane
    return found


def room_for(lane_numbers: Sequence[int]) -> float:
    """Return how high a row must be for these lanes."""
    return (2 * max(map(abs, lane_numbers), default=0) + 1) * LANE


def mark(position: int) -> tuple[str, str, bool]:
    """Return shape, colour and whether hollow, for the group of this position."""
    shape, colour = MARKS[position % len(MARKS)]
    return shape, colour, position // len(MARKS) % 2 == 1


def key(canvas: Canvas, names: Sequence[str], overall: str) -> None:
    """Write the key: a mark and a name each, and the upright line that is the overall mean."""
    height, x = 16.0, 0.0
    for position, name in enumerate([*names, overall]):
        [line] = wrap(name, canvas.width - 20, most=1) or [""]
        width = 15 + width_of(line)
        if x and x + width > canvas.width:
            x = 0.0
            canvas.y += height
        middle = canvas.y + height / 2
        if position < len(names):
            shape, colour, hollow = mark(position)
            canvas.mark(x + 5, middle, shape, colour, MARK, hollow)
        else:
            canvas.upright(x + 5, middle - 7, middle + 7, INK, 1.6)
        canvas.words(x + 15, middle, line)
        x += width + 14
    canvas.y += height + 6


def ends(canvas: Canvas, axis: LevelAxis, labels: Sequence[str]) -> None:
    """Say over the scale what its lowest and its highest level mean."""
    low = wrap(labels[0], (axis.right - axis.left) * 0.48, SMALL, most=2)
    high = wrap(labels[-1], (axis.right - axis.left) * 0.48, SMALL, most=2)
    height = max(len(low), len(high)) * SMALL * LEADING
    for lines, x, align in ((low, axis.left, "left"), (high, axis.right, "right")):
        middle = canvas.y + height - len(lines) * SMALL * LEADING / 2
        canvas.block(x, middle, lines, SMALL, MUTED, align="left" if align == "left" else "right")
    canvas.y += height
