"""Empty pictures for charts: for tests that read a report's words and look at none of its charts.

Nine tenths of an analysis go into drawing. A chart without its drawing still has its title, its
alternative text and its place in the report.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest

# For a test of the words alone beside others that look at the charts.
without_drawing = pytest.mark.usefixtures("empty_pictures")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
WIDTH, HEIGHT = 8, 5


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def empty_png() -> bytes:
    """Return a white picture of 8 by 5 pixels."""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * WIDTH) * HEIGHT)
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


@contextmanager
def empty_pictures() -> Iterator[None]:
    """Give every chart that is made meanwhile an empty picture; its SVG, soon made, is whole."""
    with mock.patch("toptips.charts.rows.png_of", lambda canvas: empty_png()):
        yield
