"""From a canvas to a PNG: matplotlib's renderer draws what the canvas says, and nothing else.

Without matplotlib's figures, whose layout we do not need and which take most of the time.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from toptips.charts.canvas import Box, Canvas, Dot, Stroke, TextLine
from toptips.charts.lettering import letters, width_of
from toptips.charts.palette import INK, PAPER
from toptips.charts.style import OUTLINE
from toptips.model.colours import rgb

SQUARE, CIRCLE = Path.unit_rectangle(), Path.unit_circle()
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What the format calls a picture with a palette, dots a metre, and a row that is as it is.
BY_PALETTE, METRES, AS_IT_IS = 3, 1, 0
BUCKETS, MOST_COLOURS = 4096, 256
WHITE = 255
STRIP = 32
# Of 9, for packing: the usual 6 takes half as long again for a twentieth less.
EFFORT = 5


@contextmanager
def settings_set_aside() -> Iterator[None]:
    """Keep a matplotlibrc of one's own from changing the charts meanwhile."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        yield


def png_of(canvas: Canvas) -> bytes:
    """Return the PNG of a finished canvas."""
    drawing = _Drawing(canvas)
    for thing in canvas.things:
        drawing.draw(thing)
    return drawing.saved()


class _Drawing:
    """Dots on paper. Places are in points from the canvas's top left corner."""

    def __init__(self, canvas: Canvas) -> None:
        sheet = canvas.sheet
        self.dpi = sheet.dpi * sheet.scale
        self.real_dpi = sheet.dpi
        self.unit = self.dpi / 72
        self.margin = sheet.margin * self.unit
        self.width = round(sheet.width * self.unit + 2 * self.margin)
        self.height = round(canvas.y * self.unit + 2 * self.margin)
        # Its type says nothing to mypy: matplotlib has no annotations here.
        renderer: Any = RendererAgg
        self.renderer = renderer(self.width, self.height, self.dpi)
        np.asarray(self.renderer.buffer_rgba())[:] = WHITE
        self.pen = self.renderer.new_gc()
        self.drawn = {PAPER, INK}

    def draw(self, thing: TextLine | Box | Stroke | Dot) -> None:
        """Draw a thing over what there is."""
        self.drawn.add(thing.colour)
        if isinstance(thing, TextLine):
            self._write(thing)
        elif isinstance(thing, Box):
            half = OUTLINE / 2
            at = (thing.x + half, thing.y + thing.height - half)
            sides = (thing.width - OUTLINE, thing.height - OUTLINE)
            self._path(SQUARE, sides, at, INK, OUTLINE, thing.colour)
        elif isinstance(thing, Stroke):
            ends = Path(np.array([(0.0, 0.0), (thing.x2 - thing.x1, thing.y1 - thing.y2)]))
            self._path(ends, (1, 1), (thing.x1, thing.y1), thing.colour, thing.width)
        else:
            radius = thing.radius - OUTLINE / 2
            self._path(CIRCLE, (radius, radius), (thing.x, thing.y), INK, OUTLINE, thing.colour)

    def _path(
        self,
        path: Path,
        size: tuple[float, float],
        at: tuple[float, float],
        colour: str,
        width: float,
        fill: str | None = None,
    ) -> None:
        x, y = self._place(*at)
        self.pen.set_foreground(_parts(colour))
        self.pen.set_linewidth(width)
        grown = Affine2D().scale(size[0] * self.unit, size[1] * self.unit)
        # The renderer counts upwards from the bottom.
        self.renderer.draw_path(
            self.pen, path, grown.translate(x, self.height - y), fill and _parts(fill)
        )

    def _write(self, line: TextLine) -> None:
        along = {"left": 0.0, "center": 0.5, "right": 1.0}[line.align]
        x, y = self._place(line.x - along * width_of(line.text, line.size, line.bold), line.y)
        dark, right, above = letters(line.text, line.size, line.bold, self.dpi)
        dots = np.empty((*dark.shape, 4), dtype=np.uint8)
        # The renderer takes the lowest row of a picture first, and counts upwards.
        dots[..., :3], dots[..., 3] = rgb(line.colour), dark[::-1]
        lowest = self.height - (round(y) - above + len(dark))
        self.renderer.draw_image(self.pen, round(x) + right, lowest, dots)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return self.margin + x * self.unit, self.margin + y * self.unit

    def saved(self) -> bytes:
        """Return the picture as a file, which says how large it is printed."""
        seen = np.asarray(self.renderer.buffer_rgba()).reshape(self.height, 4 * self.width)
        dots = buckets(seen.view("<u4"))
        colours, numbers = palette_of(dots, self.drawn)
        lines = np.full((self.height, self.width + 1), AS_IT_IS, dtype=np.uint8)
        for strip in strips(self.height):
            lines[strip, 1:] = numbers[dots[strip]]
        a_metre = round(self.real_dpi / 0.0254)
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, BY_PALETTE, 0, 0, 0)
        chunks = (
            (b"IHDR", header),
            (b"pHYs", struct.pack(">IIB", a_metre, a_metre, METRES)),
            (b"PLTE", b"".join(map(bytes, colours))),
            (b"IDAT", zlib.compress(lines.tobytes(), EFFORT)),
            (b"IEND", b""),
        )
        return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def strips(height: int) -> Iterator[slice]:
    """Yield the rows of a picture a few at a time: a strip stays in the processor's own memory."""
    return (slice(top, top + STRIP) for top in range(0, height, STRIP))


def buckets(dots: NDArray[Any]) -> NDArray[np.uint16]:
    """Return for each dot, as red, green, blue and alpha, the bucket of colours it belongs to.

    A bucket holds the colours that have the first four bits of red, green and blue in common.
    """
    found = np.empty(dots.shape, dtype=np.uint16)
    for strip in strips(len(dots)):
        few = dots[strip]
        found[strip] = few >> 4 & 0xF | few >> 8 & 0xF0 | few >> 12 & 0xF00
    return found


def palette_of(
    dots: NDArray[Any], drawn: Iterable[str]
) -> tuple[list[tuple[int, int, int]], NDArray[np.uint8]]:
    """Return the colours of a picture, and the number among them of each bucket.

    What was drawn keeps its colour; the edge of a letter, between two of them, is as near as a
    bucket is wide. Of more than a palette holds the rarest become their neighbours.
    """
    often = np.zeros(BUCKETS, dtype=np.int64)
    for strip in strips(len(dots)):
        often += np.bincount(dots[strip].ravel(), minlength=BUCKETS)
    found = np.argsort(-often, kind="stable")[: np.count_nonzero(often)]
    kept, rare = found[:MOST_COLOURS], found[MOST_COLOURS:]
    middles = np.stack([found >> shift & 15 for shift in (0, 4, 8)], axis=1) * 17
    numbers = np.zeros(BUCKETS, dtype=np.uint8)
    numbers[kept] = range(len(kept))
    for bucket, middle in zip(rare, middles[MOST_COLOURS:], strict=True):
        apart = np.abs(middles[:MOST_COLOURS] - middle).sum(axis=1)
        numbers[bucket] = np.argmin(apart)
    colours = [(int(red), int(green), int(blue)) for red, green, blue in middles[:MOST_COLOURS]]
    for colour in map(rgb, drawn):
        red, green, blue = (part >> 4 for part in colour)
        colours[numbers[red | green << 4 | blue << 8]] = colour
    return colours, numbers


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = rgb(colour)
    return red / 255, green / 255, blue / 255
