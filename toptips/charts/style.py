"""How all charts look, and how a figure becomes a PNG and an SVG that are the same every time."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb
from matplotlib.figure import Figure

WIDTH = 17.0
CM = 1 / 2.54
DPI = 200
INK, SOFT, RULE, TEAL = "#1F2A33", "#4A555E", "#C9D1D6", "#0B4F6C"
MIDDLE = "#E6E6E6"
LOW_TO_HIGH = ["#8C510A", "#DFB46A", MIDDLE, "#86C5BB", "#01665E"]
FONTS = ("Arial", "Liberation Sans")
SETTINGS: dict[Any, Any] = {
    "font.size": 9.5,
    "text.parse_math": False,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "svg.hashsalt": "toptips",
    # Letters as shapes: the chart looks the same on a computer without these fonts.
    "svg.fonttype": "path",
}


@dataclass(frozen=True)
class Chart:
    """A finished chart.

    `title` is its finding in a sentence; `description` says in words what it shows, for those
    who can't see it. `png` and `svg` are the bytes of both pictures.
    """

    name: str
    title: str
    description: str
    png: bytes
    svg: bytes


class Canvas:
    """A figure with its title, measured in centimetres from its lower left corner."""

    def __init__(self, height: float, title: str, note: str = "") -> None:
        lines = textwrap.wrap(title, 82)
        notes = textwrap.wrap(note, 112) if note else []
        self.top = 0.65 * len(lines) + 0.45
        self.bottom = 0.5 * len(notes)
        self.height = height + self.top + self.bottom
        self.figure = Figure(figsize=(WIDTH * CM, self.height * CM), dpi=DPI)
        FigureCanvasAgg(self.figure)
        self._text(0.15, self.height - 0.2, "\n".join(lines), weight="bold", size=11.5, color=TEAL)
        if notes:
            self._text(0.15, self.bottom + 0.05, "\n".join(notes), size=9, color=SOFT)

    def _text(self, left: float, top: float, text: str, **looks: Any) -> None:
        self.figure.text(
            left / WIDTH, top / self.height, text, va="top", ha="left", linespacing=1.25, **looks
        )

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Return axes at this place above the note, without a frame."""
        axes: Axes = self.figure.add_axes(
            (
                left / WIDTH,
                (bottom + self.bottom) / self.height,
                width / WIDTH,
                height / self.height,
            )
        )
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
        return axes


def finish(canvas: Canvas, name: str, title: str, description: str) -> Chart:
    """Return the chart as PNG and SVG; both are the same bytes for the same figures."""
    png, svg = io.BytesIO(), io.StringIO()
    canvas.figure.savefig(png, format="png", dpi=DPI, metadata={"Software": None})
    canvas.figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    return Chart(
        name, title, description, png.getvalue(), _described(svg.getvalue(), title, description)
    )


def _described(svg: str, title: str, description: str) -> bytes:
    """Give an SVG a title and a description that screen readers find."""
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return re.sub(r"(<svg [^>]*?)>", lambda m: f'{m[1]} role="img">{words}', svg, count=1).encode()


def in_style() -> Any:
    """Return a context in which figures are drawn in our style, and nothing else is changed."""
    # Arial is not on every machine, nor what stands in for it; matplotlib brings the last.
    here = set(font_manager.get_font_names())
    fonts = [font for font in FONTS if font in here][:1]
    return matplotlib.rc_context({**SETTINGS, "font.family": [*fonts, "DejaVu Sans"]})


def wrapped(text: str, width: int, lines: int = 3) -> str:
    """Break a long label into at most `lines` lines."""
    return "\n".join(textwrap.wrap(text, width, max_lines=lines, placeholder=" …"))


def level_colours(levels: Sequence[int]) -> dict[int, str]:
    """Return a colour for each level, from the lowest to the highest, safe for colour blindness."""
    steps = LinearSegmentedColormap.from_list("levels", LOW_TO_HIGH)
    return {
        level: to_hex(steps(place / max(1, len(levels) - 1))) for place, level in enumerate(levels)
    }


def on(colour: str) -> str:
    """Return the colour of text that is readable on `colour`."""
    return max((INK, "#FFFFFF"), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
