"""What may be printed of what people wrote, and what the tables agreed.

Words are printed verbatim only with their writer's consent, without findings of personal data,
and never naming a sector that is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from toptips.analysis.figures import Agreed, Comments, Quote
from toptips.model.framework import Framework
from toptips.model.personal_data import findings
from toptips.model.questionnaire import DONT_KNOW, NOT_FOR_US, ONCE_QUESTIONS, TIP_QUESTIONS
from toptips.model.responses import Response

QUOTED = ("strengths", "barriers", "action", "wording", "plans")
CONSENTS = ("sector", "anonymous")
# What a table agreed, in the fields of Agreed. Dates and choices hold nobody's data.
_OF_TABLES = (
    "score", "ownership", "strengths", "barriers", "action", "lead", "due", "local_tip",
    "wording", "plans", "dissent",
)  # fmt: skip
_NOT_WORDS = ("score", "ownership", "due", "local_tip")
_TABLE_TEXTS = tuple(key for key in _OF_TABLES if key not in _NOT_WORDS)
_KINDS = {"self-assessment": (*QUOTED, "lead"), "conversation": _TABLE_TEXTS, "people": QUOTED}

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Printable:
    """Decides whether words may be printed, and whether their sector may be named.

    `personal` holds the places (response, tip, question) with findings of personal data;
    `named` the sectors shown for each tip, and under "" for what is asked once; `sector_of`
    the pooled sector of each organisation.
    """

    personal: Set[Place]
    named: Mapping[str, Set[str]]
    sector_of: Mapping[str, str]

    def __call__(self, response: Response, tip: str, question: str) -> Quote | None:
        """Return one answer as a quote, or None where it may not be printed."""
        text = response.get(tip, question).strip()
        if (
            not text
            or response.quote not in CONSENTS
            or (response.id, tip, question) in self.personal
        ):
            return None
        sector = None
        if response.quote == "sector" and response.form == "self-assessment":
            sector = self.sector_of.get(response.partner)
        if sector not in self.named.get(tip, ()):
            sector = None
        return Quote(text, response.id, tip, question, sector, response.form)


def find_personal_data(
    responses: Sequence[Response], framework: Framework
) -> tuple[frozenset[Place], tuple[str, ...]]:
    """Look through everything that people wrote for personal data.

    Returns the places (response, tip, question) where some was found, and a sentence about
    each that does not repeat it.
    """
    places: set[Place] = set()
    problems = []
    for response in responses:
        asked = [("", "other")] + [
            (tip.id, key) for tip in framework.tips for key in _KINDS.get(response.form, ())
        ]
        for tip, question in asked:
            text = response.get(tip, question)
            if text.strip() and (found := findings(text)):
                places.add((response.id, tip, question))
                problems.append(
                    f"Response {response.id}: {_code(framework, tip, question)} may hold personal"
                    f" data ({', '.join(found)}); it is not printed. Check it, and ask its sender"
                    " for a form without it."
                )
    return frozenset(places), tuple(problems)


def _code(framework: Framework, tip: str, question: str) -> str:
    """Return a question's code as it is printed on the form ("3b")."""
    if not tip:
        return f"0{ONCE_QUESTIONS[question][0]}"
    return f"{framework.tip(tip).number}{TIP_QUESTIONS[question][0]}"


def comments(
    self_assessments: Sequence[Response], tip: str, question: str, printable: Printable
) -> Comments:
    """Count those who wrote about one question of one tip, and quote those who may be.

    Quotes stand by response id, which says nothing about who wrote them.
    """
    written = [one for one in self_assessments if one.get(tip, question).strip()]
    quotes = (printable(one, tip, question) for one in sorted(written, key=lambda one: one.id))
    return Comments(len(written), tuple(quote for quote in quotes if quote))


def agreed(
    tables: Sequence[Response], tip: str, personal: Set[Place], scale: Sequence[int]
) -> tuple[Agreed, ...]:
    """Return what each table agreed about one tip, by the table's number.

    The tables' sheets are the workshop's record, and say so, so no consent is asked for them;
    words with findings of personal data are left out, and so is what is no score and no date.
    Tables that wrote nothing about the tip are not listed.
    """
    found = []
    for table in sorted(tables, key=_number):
        given = {
            key: "" if (table.id, tip, key) in personal else table.get(tip, key).strip()
            for key in _OF_TABLES
        }
        given |= dict.fromkeys(_odd(given, scale), "")
        if any(given.values()):
            _, _, organisation = given["lead"].partition(",")
            table_name = table.respondent or "A table"
            found.append(Agreed(table_name, organisation=organisation.strip(), **given))
    return tuple(found)


def not_understood(tables: Sequence[Response], framework: Framework) -> Iterator[str]:
    """Say which scores and dates of tables are none; another program may have written them."""
    scale = [level.value for level in framework.scale]
    for table in tables:
        for tip in framework.tips:
            given = {key: table.get(tip.id, key).strip() for key in ("score", "due")}
            for key in _odd(given, scale):
                what = "score for" if key == "score" else "date for"
                yield f"Response {table.id}: its {what} tip {tip.number} can't be read."


def _odd(given: Mapping[str, str], scale: Sequence[int]) -> Iterator[str]:
    """Yield which of a table's score and date are none."""
    usual = {"", DONT_KNOW, NOT_FOR_US, *map(str, scale)}
    if given["score"] not in usual:
        yield "score"
    try:
        _ = given["due"] and date.fromisoformat(given["due"])
    except ValueError:
        yield "due"


def _number(table: Response) -> tuple[int, str, str]:
    digits = re.search(r"\d+", table.respondent)
    return (int(digits[0]) if digits else 0, table.respondent, table.id)
