"""The words in which a workshop was asked, as everything that prints uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

BANDS = {"strength": "a strength", "discuss": "to discuss", "concern": "a concern"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a workshop is called, and the words of what it asked.

    `item` and `items` are the noun of the framework's items (tip, tips). `labels` holds the words
    of every choice by question key and value, `answers` the name of each question's answer by
    key, `codes` its letter. `asked` are the keys that the forms asked about each item.
    `bands` are the bands' words; a mean is a strength from `strength_from` of the scale's range,
    to discuss from `discuss_from`. `sections` and `summaries` are by item id.
    """

    title: str = ""
    day: date | None = None
    venue: str = ""
    place: str = ""
    facilitators: tuple[str, ...] = ()
    key_question: str = "Whose problem is it really?"
    framework_title: str = ""
    framework_version: str = ""
    publisher: str = ""
    wording: str = ""
    item: str = "tip"
    items: str = "tips"
    asked: tuple[str, ...] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=lambda: dict(BANDS))
    strength_from: Fraction = Fraction(3, 4)
    discuss_from: Fraction = Fraction(1, 2)
    sections: Mapping[str, str] = field(default_factory=dict)
    summaries: Mapping[str, str] = field(default_factory=dict)

    def label(self, question: str, value: str) -> str:
        """Return the words of one choice; the value itself where none are known."""
        return self.labels.get(question, {}).get(value, value)

    def counted(self, number: int) -> str:
        """Return a number with the noun: 1 tip, 7 tips."""
        return f"{number:,} {self.item if number == 1 else self.items}"

    def limits(self, scale: Mapping[int, str]) -> tuple[Fraction, Fraction]:
        """Return the means at which "to discuss" and "a strength" begin."""
        low, width = min(scale), max(scale) - min(scale)
        return low + width * self.discuss_from, low + width * self.strength_from
