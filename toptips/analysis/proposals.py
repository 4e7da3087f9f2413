"""Which themes a text that no keyword fits is likeliest to be about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toptips.model.codebook import Codebook


def proposals(texts: Sequence[str], codebook: Codebook, most: int = 3) -> list[tuple[str, ...]]:
    """Return for each text the ids of the likeliest themes, the likeliest first."""
    words = {
        theme.id: _words(f"{theme.name} {theme.description} {' '.join(theme.keywords)}")
        for theme in codebook.themes
        if not theme.fallback
    }
    return [_likeliest(_words(text), words, most) for text in texts]


def _likeliest(text: set[str], themes: dict[str, set[str]], most: int) -> tuple[str, ...]:
    return tuple(sorted(themes, key=lambda theme: (-len(themes[theme] & text), theme))[:most])


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"\w{4,}", text.casefold())}
