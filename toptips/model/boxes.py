"""Choices as paper has them: each with a box to tick, such as "☐ 1  ☐ 2  ☐ Don't know"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

BOX = "☐"
# A box and its words stay on one line where they are few, and stand apart from the next.
BESIDE, BETWEEN, FEW = "\u00a0", "  ", 20


def boxed(words: str) -> str:
    """Return the words of one choice behind their box."""
    return f"{BOX}{BESIDE}{words if len(words) > FEW else words.replace(' ', BESIDE)}"


def in_boxes(choices: Iterable[str]) -> str:
    """Return the words of choices in one line, each behind its box."""
    return BETWEEN.join(map(boxed, choices))


# It is asked for each answer of each form, of the few placeholders that there are.
@lru_cache(maxsize=256)
def words_in_boxes(line: str) -> tuple[str, ...]:
    """Return the words of each choice of such a line; nothing of another text."""
    before, *choices = line.split(BOX)
    return () if before.strip() else tuple(" ".join(words.split()) for words in choices)
