"""The paper with which partners agree a local version: what was said of each item, and room."""

from __future__ import annotations

from dataclasses import dataclass

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.localising import QUESTION, Verdict, undecided, verdicts
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.documents.word import write_word
from toptips.model.local_framework import Proposed
from toptips.report.at_tables import tables_said
from toptips.report.local import LocalRowTold, LocalTold, local_told
from toptips.report.quoted import Quoted, QuoteTold
from toptips.report.sentences import about_choice

TEMPLATE = "localise/consultation.md.j2"
# So many empty lines give three centimetres to write in by hand.
ROOM = "\n".join("\u00a0" * 5)


@dataclass(frozen=True)
class ConsultedTold:
    """One item: what most said, in how many words it was said otherwise, and what it says now.

    `proposal` is what the draft does with it, where most said so. Of a `duty` only the wording is
    asked.
    """

    id: str
    heading: str
    summary: str
    duty: bool
    proposal: str
    forms: str
    tables: str
    offered: str
    wordings: tuple[QuoteTold, ...]


@dataclass(frozen=True)
class ConsultationTold:
    """All that the consultation paper's template is told."""

    title: str
    place: str
    framework: str
    source: str
    item: str
    items: str
    support: str
    internal: bool
    edition: int
    room: str
    each: tuple[ConsultedTold, ...]


_PROPOSALS: dict[Verdict, str] = {
    "keep": "keep it as it is",
    "adapt": "put it in other words",
    "drop": "leave it out",
}
_PROPOSES_NOTHING = {
    "even": "nothing, since opinions are even: it is yours to decide",
    "unknown": "nothing, so it stays as it is until you agree otherwise",
}


def consultation_told(figures: Figures) -> ConsultationTold:
    """Say what was said of each item, as far as the report may say it."""
    terms = figures.terms
    decided = verdicts(figures)
    local = local_told(figures, Quoted(figures.internal).all)
    return ConsultationTold(
        title=terms.title,
        place=terms.place,
        framework=terms.framework_title,
        source=f"{terms.framework_title}. {terms.publisher}. {terms.wording}",
        item=terms.item,
        items=terms.items,
        support=_support(figures),
        internal=figures.internal,
        edition=figures.edition.number if figures.edition else 0,
        room=ROOM,
        each=tuple(_consulted(tip, figures, local, decided[tip.id]) for tip in figures.tips),
    )


def _support(figures: Figures) -> str:
    """Say how many would support a version of their own, where that may be shown."""
    if not figures.local_support.shares:
        return ""
    said = about_choice("local_support", figures.local_support, figures.terms)
    return f"Would they support a version of their own? {said}"


def _consulted(
    tip: TipFigures, figures: Figures, local: LocalTold | None, verdict: Verdict
) -> ConsultedTold:
    terms = figures.terms
    heading = f"{terms.item.capitalize()} {tip.number}: {tip.title}"
    name = f"{tip.number} {tip.title}"
    rows = (row for row in local.rows if row.name == name) if local else iter(())
    row = next(rows, None)
    offered = (found for found in local.wordings if found.number == tip.number) if local else ()
    words = next(iter(offered), None)
    duty = tip.id in terms.duties
    return ConsultedTold(
        id=tip.id,
        heading=heading,
        summary=terms.summaries.get(tip.id, ""),
        duty=duty,
        proposal=_PROPOSES_NOTHING[why] if (why := undecided(tip)) else _PROPOSALS[verdict],
        forms="" if duty or row is None else _forms(row, figures),
        tables="" if duty else tables_said(tip, QUESTION, terms),
        offered=words.proposed if words else "",
        wordings=words.quotes if words else (),
    )


def _forms(row: LocalRowTold, figures: Figures) -> str:
    """Say how many would keep, adapt or drop an item, where that may be shown."""
    if not figures.tips or QUESTION not in figures.terms.asked:
        return ""
    if row.answered == "0":
        return "Nobody said so on a form."
    if not row.answered.replace(",", "").isdigit():
        return "Too few said so on a form for the numbers to be shown."
    labels = (figures.terms.label(QUESTION, value) for value in _PROPOSALS)
    said = ", ".join(
        f"‘{label}’ {number}" for label, number in zip(labels, row.chosen, strict=True)
    )
    return f"Of {row.answered} who answered on a form: {said}."


def notes_of(told: ConsultationTold, decided: dict[str, Verdict]) -> dict[str, Proposed]:
    """Return what stands beside each item in the draft: the same that the paper says."""
    return {item.id: Proposed(decided[item.id], tuple(_notes(item))) for item in told.each}


def _notes(item: ConsultedTold) -> list[str]:
    said = [sentence for sentence in (item.forms, _at_tables(item)) if sentence]
    if item.duty:
        said = ["A duty by law: it stays. Only its wording is yours."]
    return [*said, *(f"Offered: {words.text}" for words in item.wordings)]


def _at_tables(item: ConsultedTold) -> str:
    return f"At the tables: {item.tables}." if item.tables else ""


def write_consultation(told: ConsultationTold, templates: Templates) -> bytes:
    """Return the consultation paper as a Word document."""
    blocks = read_blocks(templates.render(TEMPLATE, told))
    return write_word(blocks, brand=templates.find("brand.docx"))
