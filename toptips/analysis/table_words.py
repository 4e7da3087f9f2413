"""What tables wrote besides their decisions, so that nobody can say which table it was.

Sheets promise that decisions are printed by table, and other words without the table's number.
Where the decisions about an item are those of one table alone, its words may not stand with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from toptips.analysis.comments import Place, agreed
from toptips.model.asked import Asked
from toptips.model.non_answers import is_no_comment, says_all_agreed
from toptips.model.responses import Response
from toptips.model.stories import reads_like_a_story

# What a table may say besides its decisions, in the order in which it is printed.
TABLE_WORDS = ("strengths", "barriers", "plans", "wording", "dissent")
ENOUGH = 2

Words = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WordsOfTables:
    """What may be printed of tables' words: by item's id and question, or by question alone.

    `apart` holds those that would show whose they are if they stood with their item. `spoke` counts
    for each item the tables that said anything of it, `dissenting` those that noted another view;
    None where too few spoke for even that to be counted.
    """

    by_item: Mapping[str, Words] = field(default_factory=dict)
    apart: Words = field(default_factory=dict)
    spoke: Mapping[str, int] = field(default_factory=dict)
    dissenting: Mapping[str, int | None] = field(default_factory=dict)


def words_of_tables(
    tables: Sequence[Response], personal: Set[Place], asked: Asked
) -> WordsOfTables:
    """Return what tables wrote besides decisions, and how many dissented.

    Printed are the words of those tables alone that nobody objected to printing, in alphabetical
    order; what reads like a person's own story or holds personal data (at `personal` places) is
    held back. They stand with their item where two tables or more are seen to have spoken of it,
    else together without items. Those are to be of two tables or more as well: if not, all words
    stand together, and if one table alone sent anything, none are printed. A workshop planned with
    a single table had no number to keep. Of sheets of version 0.1.0 dissent is only counted.
    """
    items = [tip.id for tip in asked.framework.tips]
    spoke = {item: _spoke(tables, item) for item in items}
    seen = {item: _decided(tables, item, personal, asked) or spoke[item] for item in items}
    alone = asked.occasion.tables == 1 and len(set().union(*spoke.values())) == 1
    with_item = {item for item in items if alone or len(seen[item]) >= ENOUGH}
    written = {item: _written(tables, item, personal, asked) for item in items}
    apart = {item for item in items if item not in with_item}
    if not alone and any(written[item] for item in apart) and not _of_several(apart, seen):
        apart = set(items)
    if not alone and not _of_several(apart, seen):
        apart = set()
    return WordsOfTables(
        by_item={
            item: _in_order([written[item]]) if item in with_item and item not in apart else {}
            for item in items
        },
        apart=_in_order(written[item] for item in items if item in apart),
        spoke={item: len(spoke[item]) for item in items},
        dissenting={
            item: _dissenting(tables, item) if item in with_item else None for item in items
        },
    )


def _of_several(items: Iterable[str], seen: Mapping[str, Set[str]]) -> bool:
    """Say whether words about these items may be of more than one table."""
    return len(set().union(*(seen[item] for item in items))) >= ENOUGH


def _spoke(tables: Sequence[Response], item: str) -> Set[str]:
    """Return the tables that said anything of an item."""
    return {
        _whose(table)
        for table in tables
        if any(tip == item and text.strip() for (tip, _), text in table.answers.items())
    }


def _decided(tables: Sequence[Response], item: str, personal: Set[Place], asked: Asked) -> Set[str]:
    """Return the tables whose decisions about an item are printed."""
    return {_whose(table) for table in tables if agreed([table], item, personal, asked.scale)}


def _whose(table: Response) -> str:
    return table.respondent or table.id


def _written(
    tables: Sequence[Response], item: str, personal: Set[Place], asked: Asked
) -> dict[str, list[str]]:
    """Return what tables wrote of an item, by question, as far as each may be printed at all."""
    promised_all = asked.promises.words_of_tables == "all"
    words: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        for key in TABLE_WORDS if words_may_be_printed(table, asked) else ():
            text = _said(table, item, key)
            dissent = key == "dissent" and promised_all
            held_back = (table.id, item, key) in personal or reads_like_a_story(text)
            if text and not dissent and not held_back:
                words[key].append(text)
    return words


def _in_order(written: Iterable[Mapping[str, Sequence[str]]]) -> Words:
    """Put words together, by question and in alphabetical order, which says nothing of tables."""
    every = list(written)
    found = {key: [text for words in every for text in words.get(key, ())] for key in TABLE_WORDS}
    return {key: tuple(sorted(texts, key=str.casefold)) for key, texts in found.items() if texts}


def _dissenting(tables: Sequence[Response], item: str) -> int:
    return sum(bool(_said(table, item, "dissent")) for table in tables)


def _said(table: Response, item: str, key: str) -> str:
    """Return what a table wrote to a question; nothing where it says that there is nothing."""
    text = table.get(item, key).strip()
    nothing = is_no_comment(text) or (key == "dissent" and says_all_agreed(text))
    return "" if nothing else text


def words_may_be_printed(table: Response, asked: Asked) -> bool:
    """Say whether a table's words besides its decisions may be printed, as its sheet promised."""
    promised_all = asked.promises.words_of_tables == "all"
    return promised_all or table.get("", "read_by_all") == "words"
