"""The measures of all charts, in points as printed."""

from __future__ import annotations

from dataclasses import dataclass

CM = 72 / 2.54
TITLE, TEXT = 12.0, 11.0
LEADING = 1.2
LINE = TEXT * LEADING
OUTLINE = 0.6
RULE = "#dcdfe2"


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """What a picture is printed on: its width and the most height, within its margins.

    What is higher goes on on further pictures, each at most `part_height` high if that is given.
    All is laid out in these points, and printed `scale` times as large. A sheet that is `filled`
    is as high as it may be, whatever stands on it. With `beside`, what rows are called stands
    beside their plots and is so wide. What is not `titled` gets its title from where it is shown.
    """

    width: float
    most_height: float
    margin: float = 2.0
    scale: float = 1.0
    dpi: int = 300
    filled: bool = False
    beside: float = 0.0
    titled: bool = True
    part_height: float = 0.0


# As wide as tables and text. What is higher than most of a page leaves too much of the page before
# it blank; two pictures of what goes on share a page.
PAGE = PrintSheet(16 * CM - 4, 17.5 * CM - 4, part_height=12.1 * CM - 4)

SLIDE_WIDTH, SLIDE_HEIGHT = 30.6 * CM, 13.1 * CM


def wall(text: float) -> PrintSheet:
    """Return a sheet of A3 whose text is so many points high as printed.

    It is looked at from a metre or two, and drawn with half as many dots an inch.
    """
    scale = text / TEXT
    margin, width, height = 1.5 * CM / scale, 29.7 * CM / scale, 42 * CM / scale
    return PrintSheet(width - 2 * margin, height - 2 * margin, margin, scale, dpi=150, filled=True)


def slide(text: float) -> PrintSheet:
    """Return what a slide leaves for a picture, whose text is so many points high as shown."""
    scale = text / TEXT
    width, height = SLIDE_WIDTH / scale - 4, SLIDE_HEIGHT / scale - 4
    return PrintSheet(
        width, height, scale=scale, dpi=150, beside=min(230.0, width * 0.36), titled=False
    )
