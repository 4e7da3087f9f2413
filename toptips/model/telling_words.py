"""Words that tell of a theme without naming it: how often they stand in comments about each.

They were counted once, in comments that were written and coded for this, not in anybody's returned
forms, and ship in a table beside the codebook that they belong to: `<id>.words.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from toptips.model.spellings import TOKEN, word_of
from toptips.places import shipped

SUFFIX = ".words.csv"
HEADER = ("words", "comments")


@dataclass(frozen=True)
class TellingWords:
    """In how many comments words stand, and in how many of those about each theme.

    `comments` is the number of all comments, `about` by theme the number of those about it. By a
    word, or two words one after the other, `counts` says the same of the comments that hold them:
    first of all, then of each theme in the order of `about`. The words are as `spellings.word_of`
    makes them, parted by a space. `unheard` are words that tell nothing of a theme, because a
    person dropped them; `merged` says which theme others went into.
    """

    comments: int
    about: Mapping[str, int]
    counts: Mapping[str, tuple[int, ...]]
    unheard: frozenset[tuple[str, str]] = frozenset()
    merged: Mapping[str, str] = field(default_factory=dict)

    def without(self, theme: str, phrase: str) -> TellingWords:
        """Return them with a phrase that tells nothing of a theme, in whatever spelling."""
        words = " ".join(map(word_of, TOKEN.findall(phrase)))
        return replace(self, unheard=self.unheard | {(theme, words)})

    def after_merging(self, merged: Mapping[str, str]) -> TellingWords:
        """Return them with what tells of a theme telling of the one that it went into."""
        return replace(self, merged=merged)


@lru_cache(maxsize=8)
def telling_words_of(codebook: str) -> TellingWords | None:
    """Return those that ship for the codebook of this id; None where there are none."""
    path = shipped("frameworks") / "codebooks" / f"{codebook}{SUFFIX}"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        themes = next(rows)[len(HEADER) :]
        # The first row has no words: it counts all comments.
        _, comments, *about = next(rows)
        counts = {words: tuple(int(number or 0) for number in numbers) for words, *numbers in rows}
    return TellingWords(int(comments), dict(zip(themes, map(int, about), strict=True)), counts)
