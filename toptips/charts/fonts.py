"""Which fonts this computer has."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from matplotlib import font_manager, get_data_path

Where = TypeVar("Where")
# Fonts as wide as each other, letter by letter: pages break alike.
_TWINS = {
    "arial": "liberation sans",
    "helvetica": "liberation sans",
    "calibri": "carlito",
    "cambria": "caladea",
    "times new roman": "liberation serif",
    "courier new": "liberation mono",
}


def missing_fonts(fonts: Mapping[str, Where]) -> dict[str, Where]:
    """Return those of some fonts, by name, that this computer has not, nor one as wide."""
    have = _fonts_here()
    return {
        name: where
        for name, where in fonts.items()
        if not {name.casefold(), _TWINS.get(name.casefold(), name.casefold())} & have
    }


@functools.cache
def _fonts_here() -> frozenset[str]:
    """Return the names of the computer's fonts, without those that matplotlib brings along."""
    brought = Path(get_data_path())
    return frozenset(
        font.name.casefold()
        for font in font_manager.fontManager.ttflist
        if not Path(font.fname).is_relative_to(brought)
    )
