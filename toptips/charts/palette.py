"""The colours of charts and of shaded tables, and how well they are told apart.

Nothing here draws, and nothing imports matplotlib: Word, HTML and slides shade by the same rules.
Colours are written as #12436d.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis.figures import Scores
from toptips.model.colours import READABLE, contrast, rgb

INK, NAVY, GREY, ACCENT, PAPER = "#1f2a33", "#12436d", "#4a5560", "#f46a25", "#ffffff"
# From the lowest level to the highest. Ordered by darkness, so that grey keeps their order.
LEVELS = (PAPER, "#cfe0ef", "#8fb8dc", "#3d78ae", NAVY)
# Each beside the next is 3:1 apart in grey, and so is the last beside the paper.
CATEGORIES = (NAVY, "#28a197", "#801650", ACCENT)
# A cell of this share, and of every share from here on, is darkest.
DARKEST_FROM = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of a table's cell: its ground, and the words on it, with 4.5:1 at least."""

    fill: str
    ink: str


def ink_on(fill: str) -> str:
    """Return the colour of words on a ground: ink, else white; black in between, where neither."""
    read = (ink for ink in (INK, PAPER) if contrast(ink, fill) >= READABLE)
    return next(read, "#000000")


def levels(number: int) -> list[str]:
    """Return a colour for each of so many ordered levels, the lowest and palest first."""
    if number == 1:
        return [LEVELS[-1]]
    return [_along(Fraction(step, number - 1)) for step in range(number)]


def _along(place: Fraction) -> str:
    """Return the colour at a place (0 to 1) between the palest and the darkest."""
    along = place * (len(LEVELS) - 1)
    start = min(int(along), len(LEVELS) - 2)
    mixed = (
        round(pale + (dark - pale) * (along - start))
        for pale, dark in zip(rgb(LEVELS[start]), rgb(LEVELS[start + 1]), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def share_cell(share: Fraction) -> Ground:
    """Return the colours of a cell that holds how many chose a level: the more, the darker.

    `share` is of all who scored (0 to 1). Nobody is white; the darkest is half of them or more.
    """
    steps = len(LEVELS) - 2
    step = 0 if not share else 1 + int(min(share, DARKEST_FROM) * steps / DARKEST_FROM)
    return _cell(LEVELS[step])


def mean_cell(mean: Fraction, scale: Sequence[int]) -> Ground:
    """Return the colours of a cell that holds a mean: those of the level that it is nearest to.

    `scale` holds the levels, lowest first. Midway between two the higher counts.
    """
    colours = levels(len(scale))
    near = min(range(len(scale)), key=lambda place: (abs(scale[place] - mean), -place))
    return _cell(colours[near])


def group_cell(scores: Scores, scale: Sequence[int]) -> Ground:
    """Return the colours of a cell that holds the mean of a group, or what bounds it.

    What is hidden stands on white, like what is not there.
    """
    if scores.bound is not None:
        return mean_cell(Fraction(scale[0 if scores.bound.under is not None else -1]), scale)
    return _cell(PAPER) if scores.mean is None else mean_cell(scores.mean, scale)


def _cell(fill: str) -> Ground:
    return Ground(fill, ink_on(fill))
