"""How many minutes a partner's form takes: what is chosen, and what is written."""

from __future__ import annotations

from collections.abc import Sequence

from toptips.model.questionnaire import Question

# To choose an answer about every item, and to write about the few on which one has something to
# say.
TO_CHOOSE, TO_WRITE = 0.4, 4 / 3
WRITTEN_ABOUT = 3


def minutes_to_choose(items: int, questions: Sequence[Question]) -> int:
    """Return how many minutes the choices take of `questions` that are asked about each item."""
    return round(items * sum(question.kind == "choice" for question in questions) * TO_CHOOSE)


def minutes_to_write(items: int, questions: Sequence[Question]) -> int:
    """Return how many minutes it takes to write the other answers about three items."""
    written = sum(question.kind != "choice" for question in questions)
    return round(min(items, WRITTEN_ABOUT) * written * TO_WRITE)
