"""Whom the tables want in the next conversation: for the facilitator, never for the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toptips.analysis.chosen import most, most_tables
from toptips.analysis.comments import find_personal_data
from toptips.analysis.figures import TipFigures
from toptips.model.asked import Asked
from toptips.model.non_answers import is_no_comment
from toptips.model.responses import Response

QUESTION, TOGETHER = "invite", "system"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom tables want in the next conversation about one item.

    `words` are theirs, without the tables' numbers and in alphabetical order; `held_back` counts
    the tables in whose words personal data was found.
    """

    words: tuple[str, ...] = ()
    held_back: int = 0


def wanted(tables: Sequence[Response], asked: Asked) -> Mapping[str, Wanted] | None:
    """Return whom the tables want, by item; items for which no table said so are left out.

    None where no table was asked.
    """
    personal, _ = find_personal_data(tables, asked)
    found = {}
    for tip in asked.framework.tips:
        words, held_back = [], 0
        for table in tables:
            text = table.get(tip.id, QUESTION).strip()
            if (table.id, tip.id, QUESTION) in personal:
                held_back += 1
            elif text and not is_no_comment(text):
                words.append(text)
        if words or held_back:
            found[tip.id] = Wanted(tuple(sorted(words, key=str.casefold)), held_back)
    return found if found or QUESTION in asked.ask_tables else None


def needs_several(tip: TipFigures) -> bool:
    """Say whether most who answered, or most tables, said that an item takes several together."""
    at_tables = most_tables(tip.tables_chose.get("ownership", {}))
    return TOGETHER in (most(tip.ownership), at_tables)


def needs_one_alone(tip: TipFigures) -> bool:
    """Say whether most said that one organisation could change it, and none that several must."""
    at_tables = most_tables(tip.tables_chose.get("ownership", {}))
    return "ours" in (most(tip.ownership), at_tables) and not needs_several(tip)
