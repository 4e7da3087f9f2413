"""What tables agreed, line by line, and the steps that they proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.proposed import Step
from toptips.analysis.terms import Terms
from toptips.analysis.workstreams import step_of
from toptips.model import questions
from toptips.model.dates import written

TO_BE_AGREED = "To be agreed"
TO_BE_ASKED = "proposed, not yet asked"
NOT_SAID = "not said whether they agree"
# Of a column, in letters: longer texts take several lines.
OF_THE_NUMBER, MOST_SHARE = 7, 24
OF_STEPS = ("action", "lead", "lead_here", "due")


@dataclass(frozen=True)
class AgreedTold:
    """What the tables decided about an item, but for steps: a name and a cell for each decision.

    A cell is empty where a table did not decide. `shares` are the columns' parts of the width, by
    their longest words. Steps stand among all steps.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    shares: tuple[int, ...]


@dataclass(frozen=True)
class StepTold:
    """One step that a table proposed."""

    number: int
    action: str
    lead: str
    due: str
    table: str


def agreed_told(tip: TipFigures, figures: Figures) -> AgreedTold | None:
    """Say what each table decided about an item; None where none did."""
    terms = figures.terms
    every = [
        {key: row.get(key) for key in row.decisions if key not in OF_STEPS} for row in tip.agreed
    ]
    keys = tuple(dict.fromkeys(key for decided in every for key in decided))
    if not keys:
        return None
    columns = tuple(terms.answers.get(key, key) for key in keys)
    rows = tuple(
        (
            row.table.removeprefix("table-"),
            tuple(_said(key, decided[key], terms) if key in decided else "" for key in keys),
        )
        for row, decided in zip(tip.agreed, every, strict=True)
        if decided
    )
    cells = zip(columns, *(decided for _, decided in rows), strict=True)
    shares = (OF_THE_NUMBER, *(min(MOST_SHARE, max(map(len, column))) for column in cells))
    return AgreedTold(columns, rows, shares)


def _said(key: str, value: str, terms: Terms) -> str:
    """Print one decision: a choice in the words of the sheet, a date as people write it."""
    topic = questions.topic_of(key)
    if topic is not None and topic.kind == "date":
        return _date(value)
    return terms.table_label(key, value)


def lead_of(step: Step) -> str:
    """Print who leads a step, marked unless they were there and agree; nothing without a lead."""
    if not step.lead or step.lead_here == "yes":
        return step.lead
    return f"{step.lead} ({TO_BE_ASKED if step.lead_here == 'to_be_asked' else NOT_SAID})"


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
