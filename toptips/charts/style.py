"""The look of all charts: sizes in points as printed, colours, and how wide a text is."""

from __future__ import annotations

import contextlib
import functools
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font_names

CM = 72 / 2.54
MARGIN = 2.0
WIDTH = 17 * CM - 2 * MARGIN
# An A4 page with its heading and a line of text leaves this much for one picture.
MOST_HEIGHT = 22 * CM
DPI = 200

TITLE, TEXT, SMALL = 12.0, 10.0, 9.0
LEADING = 1.2

INK, MUTED, RULE, AXIS, PAPER = "#1a1a1a", "#595959", "#dcdcdc", "#7f7f7f", "#ffffff"
NEUTRAL = "#d4d4d4"
# From the middle of the scale outwards: a little, more, most. Safe for the colour-blind, and
# told apart in grey by side and darkness.
LOW_SIDE = ("#fbe0bd", "#eda252", "#a34a07")
HIGH_SIDE = ("#d3e4f2", "#74a9d6", "#0f4c85")
BLUE, ORANGE, RUST, SAND, TEAL = "#0f4c85", "#b35c0d", "#a34a07", "#f2c879", "#4a9a94"

# Shape and colour for each sector: the shape alone tells them apart. All 3:1 on white or more.
MARKS = (
    ("o", "#0f4c85"),
    ("s", "#c4560a"),
    ("^", "#1b7f5c"),
    ("D", "#8a3c8f"),
    ("v", "#2f8fc4"),
    ("P", "#6e5a10"),
    ("X", "#b3213c"),
    ("p", "#4d4d4d"),
)

FAMILIES = ("Arial", "Liberation Sans", "DejaVu Sans")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0 to 255) of a colour such as #0f4c85."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance (0 to 1) as WCAG 2.2 defines it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio (1 to 21) of two colours as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(colour), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """Return black or white, whichever reads better. One of them always has 4.5:1."""
    return max(("#000000", "#ffffff"), key=lambda text: contrast(text, colour))


def diverging(levels: int) -> list[str]:
    """Return a colour for each level, lowest first; an odd number has a neutral middle."""
    each = levels // 2
    # From the middle outwards; a lone level of a side is neither pale nor darkest.
    places = [0.5] if each == 1 else [0.2 + 0.75 * step / (each - 1) for step in range(each)]
    low = [_between(LOW_SIDE, place) for place in reversed(places)]
    high = [_between(HIGH_SIDE, place) for place in places]
    return [*low, *([NEUTRAL] if levels % 2 else []), *high]


def _between(stops: Sequence[str], place: float) -> str:
    """Return the colour at a place (0 to 1) along evenly spaced stops."""
    along = place * (len(stops) - 1)
    start = min(int(along), len(stops) - 2)
    mixed = (
        round(lower + (upper - lower) * (along - start))
        for lower, upper in zip(rgb(stops[start]), rgb(stops[start + 1]), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


@functools.cache
def installed() -> list[str]:
    """Return the families to write with, among those installed. matplotlib brings the last."""
    names = set(get_font_names())
    return [family for family in FAMILIES if family in names]


@functools.cache
def font(size: float, bold: bool) -> FontProperties:
    """Return a font for matplotlib."""
    return FontProperties(
        family=installed(), size=size, weight="bold" if bold else "normal", style="normal"
    )


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Keep matplotlib from warning of characters that no font has: they are drawn as boxes."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        yield


@functools.cache
def _ruler() -> Any:
    # Its type says nothing to mypy: matplotlib has no annotations here.
    renderer: Any = RendererAgg
    return renderer(1, 1, DPI)


@functools.lru_cache(maxsize=20_000)
def width_of(text: str, size: float = TEXT, bold: bool = False) -> float:
    """Return how wide a line of text is, in points."""
    if not text:
        return 0.0
    with quietly():
        width, _, _ = _ruler().get_text_width_height_descent(text, font(size, bold), False)
    return float(width) * 72 / DPI


def clean(text: str) -> str:
    """Return the text on one line, without characters that XML does not allow."""
    return " ".join(_NOT_XML.sub("", text).split())


def wrap(
    text: str, width: float, size: float = TEXT, bold: bool = False, most: int | None = None
) -> list[str]:
    """Break a text into lines no wider than `width` points; what is over `most` lines ends in …."""
    space = width_of("a a", size, bold) - 2 * width_of("a", size, bold)
    lines: list[str] = []
    used = 0.0
    words = clean(text).split()
    for word in (piece for whole in words for piece in _pieces(whole, width, size, bold)):
        long = width_of(word, size, bold)
        if lines and used + space + long <= width:
            lines[-1] += " " + word
            used += space + long
        else:
            lines.append(word)
            used = long
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(last + "…", size, bold) > width:
        last = last[:-1].rstrip()
    return [*lines[: most - 1], last + "…"]


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """Cut a word that is wider than a line."""
    pieces = []
    while width_of(word, size, bold) > width and len(word) > 1:
        end = max(1, int(len(word) * width / width_of(word, size, bold)))
        while end > 1 and width_of(word[:end], size, bold) > width:
            end -= 1
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]
