"""Which words of a text led to a theme, and in which sentence they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.themes import code
from toptips.model.codebook import Codebook, Theme

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Mention:
    """Why a text was given a theme.

    `theme` is its id, `keyword` as the codebook has it, `words` those of the text that it matched,
    from `start` to `end` in characters, and `sentence` the one that they stand in.
    """

    theme: str
    keyword: str
    words: str
    sentence: str
    start: int
    end: int


def mentions(texts: Sequence[str], codebook: Codebook) -> list[tuple[Mention, ...]]:
    """Return for each text the words that led to its themes, in the order of the texts."""
    patterns = [
        (theme, keyword, _pattern(keyword))
        for theme in codebook.themes
        for keyword in theme.keywords
    ]
    return [
        tuple(_mentions(text, themes, patterns))
        for text, themes in zip(texts, code(texts, codebook), strict=True)
    ]


def _pattern(keyword: str) -> re.Pattern[str]:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in keyword.split()]
    phrase = r"[\s-]+".join(words)
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)


def _mentions(
    text: str, themes: set[str], patterns: Sequence[tuple[Theme, str, re.Pattern[str]]]
) -> Iterator[Mention]:
    for theme, keyword, pattern in patterns:
        for match in pattern.finditer(text) if theme.id in themes else ():
            yield Mention(
                theme.id, keyword, match[0], _sentence(text, match.start()), *match.span()
            )


def _sentence(text: str, place: int) -> str:
    found = (match[0] for match in _SENTENCE.finditer(text) if match.end() > place)
    return next(found, text).strip()
