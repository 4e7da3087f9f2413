"""The words in which a workshop was asked, as everything that prints uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from toptips.analysis.rules import Rules
from toptips.model.asked import Asked
from toptips.model.dates import written

BANDS = {"strength": "a strength", "discuss": "to discuss", "concern": "a concern"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a workshop is called, and the words of what it asked.

    `item` and `items` are the noun of the framework's items (tip, tips). `labels` holds the words
    of every choice by question key and value, `answers` the name of each question's answer by
    key, `codes` its letter. `asked` are the keys that the forms asked about each item.
    `table_labels` are those of tables' sheets, and `boxes` what a form's boxes say by question key,
    where there is less room than a label needs.
    `bands` are the bands' words; a mean is a strength from `strength_from` of the scale's range,
    to discuss from `discuss_from`. `sections`, `summaries` and `plain` (the
    statement that people who use services answer) are by item id.
    `weights` are those of a priority's parts as workshop.yaml gives them, and `smallest_group`
    and `smallest_for_shares` the fewest people shown. `duties` holds the ids of items that stay,
    whatever is agreed locally, and `grouped_by` the groups that forms ask for.
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
    grouped_by: tuple[str, ...] = ()
    board: str = ""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    table_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    boxes: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=lambda: dict(BANDS))
    strength_from: Fraction = Fraction(3, 4)
    discuss_from: Fraction = Fraction(1, 2)
    sections: Mapping[str, str] = field(default_factory=dict)
    summaries: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    smallest_group: int = 3
    smallest_for_shares: int = 5
    duties: frozenset[str] = frozenset()

    def label(self, question: str, value: str) -> str:
        """Return the words of one choice; the value itself where none are known."""
        return self.labels.get(question, {}).get(value, value)

    @classmethod
    def of(cls, asked: Asked, rules: Rules) -> Terms:
        """Return the terms of a workshop as it was asked."""
        framework, occasion = asked.framework, asked.occasion
        bands = framework.bands
        return cls(
            title=occasion.title,
            day=occasion.day,
            venue=occasion.venue,
            board=occasion.board,
            facilitators=occasion.facilitators,
            place=asked.place,
            key_question=asked.key_question,
            framework_title=framework.title,
            framework_version=framework.version,
            publisher=framework.publisher,
            wording=framework.wording,
            item=framework.item.singular,
            items=framework.item.plural,
            asked=asked.ask,
            grouped_by=tuple(asked.groups),
            labels=asked.labels("self-assessment") | asked.labels("people"),
            table_labels=asked.labels("conversation"),
            boxes=asked.boxes("self-assessment"),
            answers=asked.answers(),
            bands=bands.words.model_dump(),
            strength_from=Fraction(str(bands.strength)),
            discuss_from=Fraction(str(bands.discuss)),
            sections={tip.id: framework.section_of(tip) for tip in framework.tips},
            summaries={tip.id: tip.summary for tip in framework.tips},
            plain={tip.id: tip.plain for tip in framework.tips},
            weights=rules.weights,
            smallest_group=rules.smallest.mean,
            smallest_for_shares=rules.smallest.shares,
            duties=frozenset(tip.id for tip in framework.tips if tip.duty),
        )

    def groups(self, dimension: str, *, many: bool = True) -> str:
        """Return what the groups of a dimension are called: sectors, families, pathways."""
        if dimension == "family":
            return "families of sectors" if many else "family of sectors"
        name = dimension.replace("-", " ")
        if not many:
            return name
        return (
            f"{name[:-1]}ies" if name.endswith("y") and name[-2:-1] not in "aeiou" else f"{name}s"
        )

    def named(self, number: int, title: str) -> str:
        """Return an item as sentences name it: tip 3 (Early planning)."""
        return f"{self.item} {number} ({title})"

    def counted(self, number: int) -> str:
        """Return a number with the noun: 1 tip, 7 tips."""
        return f"{number:,} {self.item if number == 1 else self.items}"

    def table_label(self, question: str, value: str) -> str:
        """Return the words of one choice on tables' sheets."""
        return self.table_labels.get(question, {}).get(value) or self.label(question, value)

    @property
    def held(self) -> str:
        """When the workshop is held, such as 3 September 2018; nothing where it is not known."""
        return written(self.day) if self.day else ""

    def limits(self, scale: Mapping[int, str]) -> tuple[Fraction, Fraction]:
        """Return the means at which "to discuss" and "a strength" begin."""
        low, width = min(scale), max(scale) - min(scale)
        return low + width * self.discuss_from, low + width * self.strength_from
