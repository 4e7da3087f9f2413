"""What may be printed of what people wrote, and what the tables agreed.

Words are printed verbatim only with their writer's consent, without findings of personal data,
and never naming a sector that is not shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from toptips.analysis.figures import Agreed, Comments
from toptips.analysis.proposed import Quote
from toptips.model import questions
from toptips.model.answered import Comment
from toptips.model.asked import Asked
from toptips.model.personal_data import findings
from toptips.model.responses import Response

CONSENTS = ("sector", "anonymous")
_TABLE = "A table"

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Printable:
    """Decides whether words may be printed, and whether their sector may be named.

    `confirmed` holds the comments that a person confirmed as quotes, by id, with the text as it
    may be printed: nothing else is quoted anywhere. `personal` holds the places (response, item,
    question) with findings of personal data; `sector_of` the sector of each organisation that
    may stand behind its words.
    """

    confirmed: Mapping[str, str]
    personal: Set[Place]
    sector_of: Mapping[str, str]

    def __call__(self, comment: Comment) -> Quote | None:
        """Return a comment as a quote, or None where it may not be printed."""
        response = comment.response
        place = (response.id, comment.item, comment.question)
        if response.quote not in CONSENTS or place in self.personal:
            return None
        text = self.confirmed.get(comment.id) if self.confirmed else None
        if not text:
            return None
        sector = None
        if response.quote == "sector" and response.form == "self-assessment":
            sector = self.sector_of.get(response.partner)
        return Quote(text, response.id, comment.item, comment.question, sector, response.form)


def find_personal_data(
    responses: Sequence[Response], asked: Asked
) -> tuple[frozenset[Place], tuple[str, ...]]:
    """Look through everything that people wrote for personal data.

    Returns the places (response, item, question) where some was found, and a sentence about
    each that does not repeat it.
    """
    numbers = {"": 0} | {tip.id: tip.number for tip in asked.framework.tips}
    written = {key: topic for key in _written() if (topic := questions.topic_of(key))}
    places: set[Place] = set()
    problems = []
    for response in responses:
        for (item, question), text in response.answers.items():
            if question not in written or item not in numbers:
                continue
            if text.strip() and (found := findings(text)):
                places.add((response.id, item, question))
                code = f"{numbers[item]}{written[question].letter}"
                problems.append(
                    f"Response {response.id}: {code} may hold personal"
                    f" data ({', '.join(found)}); it is not printed. Check it, and ask its sender"
                    " for a form without it."
                )
    return frozenset(places), tuple(problems)


def _written() -> tuple[str, ...]:
    """Return the keys of the questions that people answer in words of their own."""
    return (*questions.keys(kind="text"), *questions.keys(kind="line", column=False))


def by_question(comments: Iterable[Comment]) -> dict[tuple[str, str], list[Comment]]:
    """Return the comments of self-assessments by item and question."""
    found: dict[tuple[str, str], list[Comment]] = defaultdict(list)
    for comment in comments:
        if comment.form == "self-assessment":
            found[comment.item, comment.question].append(comment)
    return found


def counted(written: Sequence[Comment], printable: Printable) -> Comments:
    """Count those who answered one question in words, and quote those who may be.

    Quotes stand by their words: in the order of people those of one person could be joined.
    """
    quotes = [quote for comment in written if (quote := printable(comment))]
    return Comments(len(written), tuple(sorted(quotes, key=Quote.by_words)))


def agreed(
    tables: Sequence[Response], item: str, personal: Set[Place], scale: Sequence[int]
) -> tuple[Agreed, ...]:
    """Return what each table decided about one item, by the table's number.

    The sheets say that decisions are printed by table. Words with findings of personal data are
    left out, and so is what is no score and no date. Tables that decided nothing are not listed.
    """
    decided = questions.keys(per="item", decision=True)
    found = []
    for table in sorted(tables, key=_number):
        given = {
            key: "" if (table.id, item, key) in personal else table.get(item, key).strip()
            for key in decided
        }
        given |= dict.fromkeys(_odd(given, scale), "")
        given = {key: value for key, value in given.items() if value}
        if given:
            found.append(Agreed(table.respondent or _TABLE, given))
    return tuple(found)


def not_understood(tables: Sequence[Response], asked: Asked) -> Iterator[str]:
    """Say which scores and dates of tables are none; another program may have written them."""
    noun = asked.framework.item.singular
    for table in tables:
        for tip in asked.framework.tips:
            given = {key: table.get(tip.id, key).strip() for key in ("score", "due")}
            for key in _odd(given, asked.scale):
                what = "score for" if key == "score" else "date for"
                yield f"Response {table.id}: its {what} {noun} {tip.number} can't be read."


def _odd(given: Mapping[str, str], scale: Sequence[int]) -> Iterator[str]:
    """Yield which of a table's score and date are none."""
    usual = {"", *questions.values_of("score"), *map(str, scale)}
    if given.get("score", "") not in usual:
        yield "score"
    try:
        _ = given.get("due") and date.fromisoformat(given["due"])
    except ValueError:
        yield "due"


def _number(table: Response) -> tuple[int, str, str]:
    digits = re.search(r"\d+", table.respondent)
    return (int(digits[0]) if digits else 0, table.respondent, table.id)
