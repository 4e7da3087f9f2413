"""A workshop of five organisations whose forms propose workstreams, and what is found of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.support.small_workshop import asked, make_framework, make_workshop, respondent
from toptips.analysis.assemble import analyse
from toptips.analysis.figures import Figures
from toptips.analysis.proposed import Workstream
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.codebook import Codebook
from toptips.model.responses import Response
from toptips.report.quoted import Quoted
from toptips.report.workstreams import WorkstreamsTold, workstreams_told

PARTNERS = {
    "a": ("NHS", 4), "b": ("NHS", 2), "c": ("Council", 2), "d": ("Council", 1), "e": ("Care", 2),
}  # fmt: skip


def codebook(**keywords: list[str]) -> Codebook:
    themes: list[dict[str, Any]] = [
        {"id": name, "name": name.capitalize(), "description": "x", "keywords": words}
        for name, words in keywords.items()
    ]
    rest = {"id": "rest", "name": "Something else", "description": "x", "fallback": True}
    return Codebook.model_validate({"format": 1, "id": "small", "themes": [*themes, rest]})


BOOK = codebook(homes=["home*", "flat*"], notice=["notice", "told late"], pay=["money"])
ACROSS = Codebook.model_validate(
    {
        "format": 1,
        "id": "across-items",
        "themes": [
            {"id": "trusted", "name": "Trusted assessment", "description": "x",
             "keywords": ["trusted assess*"]},
        ],
    }
)  # fmt: skip
# Homes: three organisations, four people. Notice: two and three. Money: one.
PEOPLE = (
    respondent("a1", t1_barriers="No home", t2_barriers="We are told late",
               t1_ownership="system", other="No flats anywhere"),
    respondent("a2", "sector", t1_barriers="No flat", t1_action="Ten new flats a year, promised",
               t1_ownership="system"),
    respondent("b1", "anonymous", t1_barriers="Nobody finds a home", t2_barriers="no notice",
               t1_ownership="ours"),
    respondent("c1", "sector", t2_barriers="no notice, no home",
               t1_action="Promise ten new flats a year", t1_ownership="system"),
    respondent("d1", "sector", t2_barriers="All is well", t2_action="Money first of all",
               t1_ownership="unsure"),
)  # fmt: skip


def found(
    *responses: Response,
    confirmed: Sequence[str] = (),
    across: Codebook | None = ACROSS,
    book: Codebook = BOOK,
    **changes: Any,
) -> Figures:
    """The figures where somebody confirmed these words as quotes."""
    workshop = make_workshop(changes.pop("partners", PARTNERS), **changes)
    answered = Answered.of(responses)
    chosen = {said.id: said.text for said in answered.comments if said.text in confirmed}
    framework = make_framework()
    framework.tips[2].__dict__["title"] = "Money for homes"
    put = asked(workshop, framework)
    rules = Rules.of(put, workshop)
    return analyse(put, replace(answered, confirmed=chosen), rules, book, across=across)


def stream(figures: Figures, name: str = "homes") -> Workstream:
    (wanted,) = [each for each in figures.workstreams if each.id == name]
    return wanted


def told(figures: Figures) -> WorkstreamsTold:
    part = workstreams_told(figures, Quoted(figures.internal))
    assert part is not None
    return part
