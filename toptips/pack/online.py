"""What an online form asks: no more questions than Microsoft Forms takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toptips.model.questionnaire import Question, Questionnaire

# Microsoft's own limit; whose organisation it is takes one more question.
MOST_IN_MICROSOFT_FORMS = 200
OF_ITS_OWN = 1
# What is asked of each item online, the most wanted first, where not all can be.
WANTED = (
    "score", "ownership", "barriers", "strengths", "action", "local_tip", "plans", "lead", "due",
    "wording",
)  # fmt: skip


@dataclass(frozen=True)
class Online:
    """What an online form asks of each item, by its id, and what it has no room for, by name."""

    asked: Mapping[str, tuple[Question, ...]]
    left_out: tuple[str, ...]


def online(questionnaire: Questionnaire) -> Online:
    """Choose what an online form asks, so that Microsoft Forms takes all of its questions."""
    of_items = {tip.id: questionnaire.of_tip(tip.id) for tip in questionnaire.tips}
    once = len(questionnaire.of_tip("")) + OF_ITS_OWN
    names = {question.key: question.answer for asked in of_items.values() for question in asked}
    kept = sorted(names, key=lambda key: (key not in WANTED, _wanted(key)))
    while kept and once + _count(of_items, kept) > MOST_IN_MICROSOFT_FORMS:
        kept.pop()
    return Online(
        {
            tip: tuple(question for question in asked if question.key in kept)
            for tip, asked in of_items.items()
        },
        tuple(name for key, name in names.items() if key not in kept),
    )


def _wanted(key: str) -> int:
    return WANTED.index(key) if key in WANTED else len(WANTED)


def _count(of_items: Mapping[str, Sequence[Question]], kept: Sequence[str]) -> int:
    return sum(question.key in kept for asked in of_items.values() for question in asked)
