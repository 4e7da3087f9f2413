"""What tables agreed, line by line, and the steps that they proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toptips.analysis.figures import Agreed, Figures, TipFigures
from toptips.analysis.proposed import Step
from toptips.analysis.terms import Terms
from toptips.analysis.workstreams import step_of
from toptips.model import questions
from toptips.model.dates import written

TO_BE_AGREED = "To be agreed"
TO_BE_ASKED = "proposed, not yet asked"


@dataclass(frozen=True)
class AgreedTold:
    """What one table decided about an item."""

    table: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class StepTold:
    """One step that a table proposed."""

    number: int
    action: str
    lead: str
    due: str
    table: str


def agreed_told(tip: TipFigures, figures: Figures) -> tuple[AgreedTold, ...]:
    """Say what each table decided about an item."""
    return tuple(
        AgreedTold(
            agreed.table.replace("-", " ").capitalize(), tuple(_lines(agreed, figures.terms))
        )
        for agreed in tip.agreed
    )


def _lines(agreed: Agreed, terms: Terms) -> Iterator[str]:
    """Yield a line for each decision; whether the lead agrees stands beside the lead."""
    for key, value in agreed.decisions.items():
        if key == "lead_here":
            continue
        asked = _to_be_asked(agreed.get("lead_here")) if key == "lead" else ""
        yield f"{terms.answers.get(key, key)}: {_said(key, value, terms)}{asked}"


def _said(key: str, value: str, terms: Terms) -> str:
    """Print one decision: a choice in the words of the sheet, a date as people write it."""
    topic = questions.topic_of(key)
    if topic is not None and topic.kind == "date":
        return _date(value)
    return terms.table_label(key, value)


def _to_be_asked(lead_here: str) -> str:
    """Say of a lead who is not there that it was only proposed."""
    return f" ({TO_BE_ASKED})" if lead_here == "to_be_asked" else ""


def lead_of(step: Step) -> str:
    """Print who leads a step; one who is not there was only proposed. Nothing without a lead."""
    return f"{step.lead}{_to_be_asked(step.lead_here)}" if step.lead else ""


def due_of(step: Step) -> str:
    """Print by when a step is due; nothing where there is no day."""
    return _date(step.due)


def _date(iso: str) -> str:
    return written(date.fromisoformat(iso)) if iso else ""


def steps_of(figures: Figures) -> Iterator[StepTold]:
    """Yield what the tables proposed to do, by the items' priority."""
    for tip in figures.ranked():
        for agreed in tip.agreed:
            if agreed.get("action"):
                step = step_of(agreed)
                yield StepTold(
                    number=tip.number,
                    action=agreed.get("action"),
                    lead=lead_of(step) or TO_BE_AGREED,
                    due=due_of(step) or TO_BE_AGREED,
                    table=agreed.table.removeprefix("table-"),
                )
