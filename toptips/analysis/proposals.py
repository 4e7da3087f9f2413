"""Which themes a comment may belong to although no keyword says so: proposals, for a person.

A text is compared with each theme's name, description and keywords by TF-IDF, of words and of two
to five letters within words, in equal parts. Where words were counted that tell of the themes
(`telling.py`), a theme's place by these is weighed with its place by likeness: 1 / place of each
added up. Coded outright, without a person, this does harm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from toptips.analysis.telling import Telling
from toptips.model.codebook import Codebook, Theme
from toptips.model.non_answers import is_no_comment
from toptips.model.spellings import END, TOKEN, word_of

LETTERS = range(2, 6)

_Parts = Callable[[Sequence[str]], Iterable[str]]


def proposals(texts: Sequence[str], codebook: Codebook, most: int = 3) -> list[tuple[str, ...]]:
    """Return the ids of the likeliest themes of each text, best first, at most `most`.

    Fallback themes are not proposed, nor is any theme with which a text has nothing in common.
    What is proposed for a text depends on no other text.
    """
    likeness = _likeness_of(codebook)
    return [() if is_no_comment(text) else likeness.best(text, most) for text in texts]


class _Likeness:
    """How alike texts and themes are."""

    def __init__(self, codebook: Codebook) -> None:
        themes = [theme for theme in codebook.themes if not theme.fallback]
        self._ids = [theme.id for theme in themes]
        said = [_words(_said_of(theme)) for theme in themes]
        self._sides = [_Side(said, parts) for parts in (_whole, _letters)]
        counted = codebook.telling_words
        self._telling = Telling(counted, self._ids) if counted else None

    def best(self, text: str, most: int) -> tuple[str, ...]:
        words = _words(text)
        scores = sum((side.scores(words) for side in self._sides), np.zeros(len(self._ids)))
        alike = scores > 0
        if self._telling:
            told = np.array(self._telling.scores([*map(word_of, TOKEN.findall(text))]))
            alike |= told > 0
            scores = 1 / _places(scores) + 1 / _places(told)
        order = np.argsort(-np.round(scores, 12), kind="stable")[:most]
        return tuple(self._ids[place] for place in order if alike[place])


def _places(scores: NDArray[np.float64]) -> NDArray[np.int_]:
    """Return each theme's place, 1 for the highest score."""
    # Rounded, so that what is equal but for the last bit stays in the codebook's order.
    order = np.argsort(-np.round(scores, 12), kind="stable")
    places = np.empty(len(scores), dtype=int)
    places[order] = np.arange(1, len(scores) + 1)
    return places


class _Side:
    """TF-IDF of one kind of parts: of words, or of letters within words."""

    def __init__(self, said: Sequence[Sequence[str]], parts: _Parts) -> None:
        self._parts = parts
        counts = [Counter(parts(words)) for words in said]
        held = Counter(part for count in counts for part in count)
        self._rows = {part: row for row, part in enumerate(sorted(held))}
        frequency = np.array([held[part] for part in self._rows], dtype=float)
        self._idf = np.log((1 + len(said)) / (1 + frequency)) + 1
        weights = np.zeros((len(self._rows), len(said)))
        for column, count in enumerate(counts):
            for part, times in count.items():
                weights[self._rows[part], column] = times
        weights *= self._idf[:, None]
        lengths = np.sqrt((weights**2).sum(axis=0))
        self._weights = weights / np.where(lengths > 0, lengths, 1)

    def scores(self, words: Sequence[str]) -> NDArray[np.float64]:
        """Return the cosine of a text with each theme; 0 where they share nothing."""
        count = Counter(part for part in self._parts(words) if part in self._rows)
        rows = sorted(self._rows[part] for part in count)
        by_row = {self._rows[part]: times for part, times in count.items()}
        vector = np.array([by_row[row] for row in rows], dtype=float) * self._idf[rows]
        length = np.sqrt((vector**2).sum())
        found: NDArray[np.float64] = (vector / (length or 1)) @ self._weights[rows]
        return found


@lru_cache(maxsize=8)
def _likeness_of(codebook: Codebook) -> _Likeness:
    return _Likeness(codebook)


def _said_of(theme: Theme) -> str:
    # A full stop between keywords: no letters run from one into the next.
    return ". ".join([theme.name, theme.description, *theme.keywords])


def _words(text: str) -> list[str]:
    return [word for word in map(word_of, TOKEN.findall(text)) if word != END]


def _whole(words: Sequence[str]) -> Sequence[str]:
    return words


def _letters(words: Sequence[str]) -> Iterator[str]:
    """Yield the runs of two to five letters of each word, with its ends marked by a space."""
    for word in words:
        marked = f" {word} "
        for length in LETTERS:
            for start in range(len(marked) - length + 1):
                yield marked[start : start + length]
