"""Words in no answer's place, once all returns are read: what is kept of them, and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class Aside:
    """Words in no answer's place: where they stand, and what they are. No words: not read."""

    place: str
    text: str


def text_of(asides: Iterable[Aside]) -> str:
    """Return all the words, one passage below the other."""
    return "\n".join(aside.text for aside in asides if aside.text)[:LONGEST]


def notes_on(asides: Iterable[Aside]) -> list[str]:
    """Say where words stand, and what is not read; the words themselves are kept elsewhere."""
    asides = list(asides)
    notes = []
    if places := dict.fromkeys(aside.place for aside in asides if aside.text):
        notes.append(
            "Words that stand in no answer's place are kept in returns.csv, under left_over:"
            f" {', '.join(places)}."
        )
    unread = dict.fromkeys(aside.place for aside in asides if not aside.text)
    return [*notes, *(f"Outside the answers: {place}." for place in unread)]
