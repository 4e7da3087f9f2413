"""What the words of a comment tell of its themes, where no keyword names them.

A word, or two words one after the other, weighs for a theme by how much oftener it stands in
comments about the theme than in others (naive Bayes: Manning, Raghavan and Schütze 2008,
Introduction to Information Retrieval, section 13.3):

    weight = ln((k + A) / (n + 2A)) - ln((c - k + A) / (N - n + 2A))

where c of N counted comments hold the words, and k of the n about the theme. The weights of a
text's words are added up and divided by the square root of how many there are (FEWEST at least), so
that long texts do not have every theme, nor short ones that of a single rare word. ENOUGH makes the
theme the comment's; a keyword adds KEYWORD, so that it gives its theme unless the words clearly
speak against it. The numbers were chosen by coding the comments of hands that two people had coded
from what other hands wrote: of four themes given, three are to be right (`docs/themes.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from toptips.model.spellings import END
from toptips.model.telling_words import TellingWords

A = 0.1
KEYWORD, ENOUGH = 3.5, 3.2
FEWEST = 4
# As many words are shown to a person as having led to a theme.
SHOWN = 3


def parts(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text, and each two that no mark parts, with where they stand."""
    before = END
    for place, word in enumerate(words):
        if word != END:
            yield word, place, place + 1
            if before != END:
                yield f"{before} {word}", place - 1, place + 1
        before = word


class Telling:
    """What words tell of the themes of a codebook, which are numbered in its order."""

    def __init__(self, counted: TellingWords, themes: Sequence[str]) -> None:
        self._row_of = {words: row for row, words in enumerate(counted.counts)}
        # By a word, its rows by the word before it; "" for the word alone.
        self._rows_after: dict[str, dict[str, int]] = {}
        for words, row in self._row_of.items():
            before, _, word = words.rpartition(" ")
            self._rows_after.setdefault(word, {})[before] = row
        # Of each theme, itself and those that went into it, as far as they were counted.
        sources = [
            [name for name in counted.about if counted.merged.get(name, name) == theme]
            for theme in themes
        ]
        self._uncounted = {number for number, names in enumerate(sources) if not names}
        weights = _weights(counted)
        self._weights = np.zeros((len(weights), len(themes)))
        for number, names in enumerate(sources):
            if names:
                columns = [list(counted.about).index(name) for name in names]
                self._weights[:, number] = weights[:, columns].max(axis=1)
        for theme, words in counted.unheard:
            if words in self._row_of and theme in themes:
                self._weights[self._row_of[words], themes.index(theme)] = 0

    def given(self, words: Sequence[str], named: Set[int]) -> set[int]:
        """Return the numbers of the themes of a text; `named` are those that keywords name.

        A theme of which nothing was counted is given where a keyword names it.
        """
        scores = self.scores(words)
        for number in named:
            scores[number] += KEYWORD
        enough = {number for number, score in enumerate(scores) if score >= ENOUGH}
        return enough | (named & self._uncounted)

    def leading(self, words: Sequence[str], theme: int) -> list[tuple[int, int]]:
        """Return where the words stand that tell most of a theme, in the order of the text."""
        weights = self._weights[:, theme]
        known = [
            (-weights[self._row_of[text]], start, end)
            for text, start, end in parts(words)
            if text in self._row_of
        ]
        chosen: list[tuple[int, int]] = []
        for weight, start, end in sorted(known):
            if weight < 0 and all(end <= first or last <= start for first, last in chosen):
                chosen.append((start, end))
        return sorted(chosen[:SHOWN])

    def scores(self, words: Sequence[str]) -> list[float]:
        """Return for each theme what the words of a text weigh; 0 if none of them was counted."""
        # As `parts`, but for the places, and fast: this runs for every comment.
        rows_after, before, known = self._rows_after, END, set()
        for word in words:
            if rows := rows_after.get(word):
                if "" in rows:
                    known.add(rows[""])
                if before in rows:
                    known.add(rows[before])
            before = word
        if not known:
            return [0.0] * self._weights.shape[1]
        # Added up in the table's order, whatever the text's: the sum is the same to the last bit.
        weights = self._weights.take(sorted(known), axis=0)
        scores: list[float] = (np.add.reduce(weights) / sqrt(max(len(known), FEWEST))).tolist()
        return scores


def _weights(counted: TellingWords) -> NDArray[np.float64]:
    """Return the weight of each word (rows) for each theme that was counted (columns)."""
    counts = np.array(list(counted.counts.values()), dtype=float)
    standing, held = counts[:, :1], counts[:, 1:]
    about = np.array(list(counted.about.values()), dtype=float)
    others = counted.comments - about
    found: NDArray[np.float64] = np.log((held + A) / (about + 2 * A)) - np.log(
        (standing - held + A) / (others + 2 * A)
    )
    return found
