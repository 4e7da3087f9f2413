"""Letters: in which fonts a text is drawn, how wide it is, and where it breaks into lines.

Sizes and widths are in points. A text is drawn in Arial or its like; a letter that these lack in
whatever font of the machine has it; what no font has is named in words.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from typing import Any, NamedTuple

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import RendererAgg, get_hinting_flag
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from numpy.typing import NDArray

from toptips.charts.style import TEXT

FAMILIES = ("Arial", "Liberation Sans", "DejaVu Sans")
# Has a box for every letter, and letters for none.
NO_LETTERS = "Last Resort"
# Of a script that Unicode does not call as people do.
SCRIPTS = {"cjk": "Chinese characters", "hangul": "Korean", "hiragana": "Japanese",
           "katakana": "Japanese"}  # fmt: skip
DPI = 300

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A space that does not break keeps its words on one line.
_SPACES = re.compile(r"[^\S\u00a0]+")
_SAID_AGAIN = re.compile(r"(\[in [^\]]+\])(?: \1)+")
# Marks that have no shape of their own: joiners, directions, variants.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")


def clean(text: str) -> str:
    """Return the text on one line, letters composed, without characters XML does not allow."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _NOT_XML.sub("", text))).strip()


@functools.cache
def _files() -> dict[str, str]:
    """Return the file of every upright font of this machine, by its family, in order of names."""
    upright = [
        (entry.name, entry.fname)
        for entry in fontManager.ttflist
        if entry.style == "normal" and entry.weight in (400, "normal", "regular")
    ]
    return {name: path for name, path in sorted(upright) if not name.startswith(NO_LETTERS)}


@functools.cache
def installed() -> tuple[str, ...]:
    """Return the families to write with, among those installed. matplotlib brings the last."""
    return tuple(family for family in FAMILIES if family in _files())


@functools.lru_cache(maxsize=20_000)
def drawable(text: str) -> str:
    """Return a cleaned text as it can be drawn: what no font of this machine has, in words."""
    text = clean(text)
    if text.isascii():
        return text
    runs = itertools.groupby(_UNSEEN.sub("", text), key=_can_draw)
    drawn = "".join("".join(run) if can else _in_words(list(run)) for can, run in runs)
    return _SAID_AGAIN.sub(r"\1", drawn)


def _can_draw(letter: str) -> bool:
    return letter.isspace() or (_family_of(letter) is not None and not _needs_shaping(letter))


def _needs_shaping(letter: str) -> bool:
    """Whether letters of its script join or run leftwards, which older matplotlibs can't draw."""
    shapes: bool = matplotlib.__version_info__ >= (3, 11)
    return not shapes and unicodedata.bidirectional(letter) in ("R", "AL")


def _in_words(letters: list[str]) -> str:
    """Name a run of letters by its script, or signs by what Unicode calls them."""
    named = []
    for letter in letters:
        name = unicodedata.name(letter, "a sign").lower()
        if unicodedata.category(letter)[0] in "LMN":
            script = name.split()[0]
            name = f"in {SCRIPTS.get(script, script.capitalize())}"
        if name not in named:
            named.append(name)
    return f"[{', '.join(named)}]"


@functools.cache
def _letters_of(family: str) -> frozenset[int]:
    """Return the code points that a family has."""
    return frozenset(get_font(_files()[family]).get_charmap())


@functools.lru_cache(maxsize=20_000)
def _family_of(letter: str) -> str | None:
    """Return the first family that has a letter, ours before others; None where none has."""
    families = dict.fromkeys([*installed(), *_files()])
    return next((family for family in families if ord(letter) in _letters_of(family)), None)


@functools.lru_cache(maxsize=20_000)
def families_of(text: str) -> tuple[str, ...]:
    """Return the families in which a text is drawn, ours first."""
    if text.isascii():
        return installed()
    found = (_family_of(letter) for letter in text if not letter.isspace())
    return tuple(dict.fromkeys([*installed(), *(family for family in found if family)]))


@functools.lru_cache(maxsize=1_000)
def font(size: float, bold: bool, families: tuple[str, ...]) -> FontProperties:
    """Return a font for matplotlib."""
    return FontProperties(
        family=list(families), size=size, weight="bold" if bold else "normal", style="normal"
    )


class Letters(NamedTuple):
    """A line of text as dots: rows of how dark each is, from 0 to 255, the uppermost first.

    Its left edge stands `right` of where the text begins, and its top `above` the baseline.
    """

    dark: NDArray[np.uint8]
    right: int
    above: int


# Letters take most of a picture's time, and what a chart says most others say too.
@functools.lru_cache(maxsize=1_000)
def letters(text: str, size: float, bold: bool, dpi: float) -> Letters:
    """Return a line of text, as it can be drawn, in so many dots an inch."""
    # Its type says nothing to mypy, as below.
    hinting: Any = get_hinting_flag
    drawn = get_font(_files_of(bold, families_of(text)))
    drawn.set_size(size, dpi)
    drawn.set_text(text, 0, flags=hinting())
    drawn.draw_glyphs_to_bitmap(antialiased=True)
    dark = np.array(drawn.get_image(), dtype=np.uint8)
    right, _ = drawn.get_bitmap_offset()
    return Letters(dark, round(right / 64), len(dark) - 1 - round(drawn.get_descent() / 64))


@functools.lru_cache(maxsize=1_000)
def _files_of(bold: bool, families: tuple[str, ...]) -> list[str]:
    """Return the file of each family, the first for most letters and others for what it lacks."""
    return [findfont(font(TEXT, bold, (family,))) for family in families]


@functools.cache
def _ruler() -> Any:
    # Its type says nothing to mypy: matplotlib has no annotations here.
    renderer: Any = RendererAgg
    return renderer(1, 1, DPI)


@functools.lru_cache(maxsize=50_000)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line of text is, as it can be drawn."""
    if not (text := drawable(text)):
        return 0.0
    how = font(size, bold, families_of(text))
    width, _, _ = _ruler().get_text_width_height_descent(text, how, False)
    return float(width) * 72 / DPI


@functools.lru_cache(maxsize=20_000)
def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width`."""
    space = width_of("a a", size, bold) - 2 * width_of("a", size, bold)
    lines: list[str] = []
    used = 0.0
    words = drawable(text).split(" ") if text else []
    for word in (piece for whole in words for piece in _pieces(whole, width, size, bold)):
        long = width_of(word, size, bold)
        if lines and used + space + long <= width:
            lines[-1] += " " + word
            used += space + long
        else:
            lines.append(word)
            used = long
    return lines


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
