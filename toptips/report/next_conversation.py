"""The sheet for the next conversation: what needs several organisations, and who is wanted.

It is for the facilitator. What stands in it is no part of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toptips.analysis.chosen import how_many, most
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.wanted import TOGETHER, Wanted, needs_one_alone, needs_several
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.documents.word import write_word
from toptips.report.agreed import StepTold, steps_of
from toptips.report.at_tables import tables_said

TEMPLATE = "next/next-conversation.md.j2"
QUESTION = "ownership"


@dataclass(frozen=True)
class TopicTold:
    """One item to talk about: why it is here, what was proposed, and whom the tables want."""

    heading: str
    forms: str
    tables: str
    steps: tuple[StepTold, ...]
    wanted: tuple[str, ...]
    held_back: int


@dataclass(frozen=True)
class NextTold:
    """All that the template of the sheet is told.

    `unsaid` are the numbers of the items for which no table said whom it wants, if it was asked.
    """

    title: str
    item: str
    items: str
    key_question: str
    internal: bool
    topics: tuple[TopicTold, ...]
    alone: tuple[str, ...]
    unsaid: tuple[int, ...]


def write_next_conversation(
    figures: Figures, wanted: Mapping[str, Wanted] | None, templates: Templates
) -> bytes | None:
    """Return the sheet as a Word document; None where no item needs several organisations.

    `wanted` is None where the tables were not asked whom they want.
    """
    told = next_told(figures, wanted)
    if not told.topics:
        return None
    blocks = read_blocks(templates.render(TEMPLATE, told))
    return write_word(blocks, brand=templates.find("brand.docx"))


def next_told(figures: Figures, wanted: Mapping[str, Wanted] | None) -> NextTold:
    """Say what the sheet says: exactly the items that need several, in the order of priorities."""
    terms = figures.terms
    steps = tuple(steps_of(figures))
    topics = [tip for tip in figures.ranked() if needs_several(tip)]
    said = wanted or {}
    return NextTold(
        title=terms.title,
        item=terms.item,
        items=terms.items,
        key_question=terms.key_question,
        internal=figures.internal,
        topics=tuple(_topic(tip, figures, said.get(tip.id, Wanted()), steps) for tip in topics),
        alone=tuple(
            f"{terms.item.capitalize()} {tip.number}: {tip.title}"
            for tip in figures.tips
            if needs_one_alone(tip)
        ),
        unsaid=()
        if wanted is None
        else tuple(sorted(tip.number for tip in topics if tip.id not in wanted)),
    )


def _topic(
    tip: TipFigures, figures: Figures, wanted: Wanted, steps: tuple[StepTold, ...]
) -> TopicTold:
    terms = figures.terms
    forms = ""
    if most(tip.ownership) == TOGETHER:
        many = how_many(tip.ownership, (TOGETHER,), once=figures.once)
        forms = f"{many} said ‘{terms.label(QUESTION, TOGETHER)}’"
    return TopicTold(
        heading=f"{terms.item.capitalize()} {tip.number}: {tip.title}",
        forms=forms,
        tables=tables_said(tip, QUESTION, terms),
        steps=tuple(step for step in steps if step.number == tip.number),
        wanted=wanted.words,
        held_back=wanted.held_back,
    )
