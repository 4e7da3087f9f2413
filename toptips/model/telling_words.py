"""Words that tell of a theme without naming it: how often they stand in comments about each.

They were counted once, in comments that were written and coded for this, not in anybody's returned
forms, and stand in a table beside the codebook's file: `<id>.words.csv`. A codebook of a workshop's
own has them where somebody copied the table as well.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from toptips.errors import FileProblems, Problem
from toptips.model.spellings import TOKEN, word_of
from toptips.places import read_bytes

SUFFIX = ".words.csv"
HEADER = ("words", "comments")
LARGEST = 5_000_000  # bytes


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
def telling_words_beside(codebook: Path) -> TellingWords | None:
    """Read the table beside a codebook's file; None where there is none.

    Raises FileProblems where it is not such a table.
    """
    path = codebook.with_suffix(SUFFIX)
    if not path.is_file():
        return None
    try:
        return _read(read_bytes(path, LARGEST).decode("utf-8-sig"))
    except (ValueError, csv.Error) as error:
        advice = "can't be read as a table of words. Copy it again from toptips, or delete it."
        raise FileProblems([Problem(path.name, "", advice)]) from error


def _read(text: str) -> TellingWords:
    """Read a table; raises ValueError where a number is none, or can't be."""
    rows = csv.reader(text.splitlines())
    themes = next(rows, [])[len(HEADER) :]
    # The first row has no words: it counts all comments.
    _, comments, *about = next(rows, ["", ""])
    most = [int(comments), *map(int, about)]
    counts = {}
    for words, *numbers in rows:
        counts[words] = standing, *_ = tuple(int(number or 0) for number in numbers)
        if len(numbers) != len(most) or not all(
            0 <= number <= min(standing, limit)
            for number, limit in zip(counts[words], most, strict=True)
        ):
            raise ValueError(words)
    return TellingWords(most[0], dict(zip(themes, most[1:], strict=True)), counts)
