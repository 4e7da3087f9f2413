"""What the report says of whose problem it is: forms and tables side by side, whole workshop only.

Nothing here names a sector or an organisation: people said it of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.chosen import how_many, most
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import listed
from toptips.analysis.terms import Terms
from toptips.model.boxes import words_in_boxes
from toptips.model.questions import values_of
from toptips.report.at_tables import tables_said

QUESTION, TOGETHER = "ownership", "system"
NAMED = 7


@dataclass(frozen=True)
class WhoseRowTold:
    """What most said of one item on forms, how many they are, and what the tables said."""

    number: int
    name: str
    most: str
    forms: str
    tables: str


@dataclass(frozen=True)
class WhoseTold:
    """Whose problem it is: sentences on what most said, and a row for each item.

    `boxes` says in which words the form put the answers, where these are others.
    """

    sentences: tuple[str, ...]
    boxes: str
    rows: tuple[WhoseRowTold, ...]
    of_forms: bool
    of_tables: bool


def whose_told(figures: Figures) -> WhoseTold:
    """Say for which items most said what, and what the tables said beside it."""
    return WhoseTold(
        sentences=tuple(_sentences(figures)),
        boxes=_boxes(figures.terms),
        rows=tuple(_row(tip, figures) for tip in figures.tips),
        of_forms=not figures.too_few,
        of_tables=any(QUESTION in tip.tables_chose for tip in figures.tips),
    )


def headline(figures: Figures) -> Iterator[str]:
    """Say for which items most said that it takes several organisations, or that for none did."""
    shown = enough_said(figures)
    if any(most(tip.ownership) == TOGETHER for tip in shown):
        yield _most_said(TOGETHER, shown, figures)
    elif shown:
        chosen = figures.terms.label(QUESTION, TOGETHER)
        yield f"For no {figures.terms.item} did most who answered say ‘{chosen}’."


def _sentences(figures: Figures) -> Iterator[str]:
    """Yield a sentence for each answer that most gave of some item; then those without any."""
    shown, terms = enough_said(figures), figures.terms
    yield from headline(figures)
    for value in values_of(QUESTION):
        if value != TOGETHER and any(most(tip.ownership) == value for tip in shown):
            yield _most_said(value, shown, figures)
    undecided = [tip for tip in shown if most(tip.ownership) is None]
    if undecided:
        noun = terms.item if len(undecided) == 1 else terms.items
        numbers = listed(str(tip.number) for tip in undecided)
        yield f"For {noun} {numbers} no answer has a majority."


def enough_said(figures: Figures) -> list[TipFigures]:
    """Return the items of which as many said who could change it as half of those who scored it.

    Of fewer nothing is said that sounds like a finding; their answers stand in the appendix.
    """
    return [
        tip
        for tip in figures.tips
        if tip.ownership.shares and 2 * (tip.ownership.n or 0) >= (tip.n or 0)
    ]


def _boxes(terms: Terms) -> str:
    """Say in which words the form's boxes put the answers, where these are not the answers' own."""
    boxes = words_in_boxes(terms.boxes.get(QUESTION, ""))
    if not boxes or set(boxes) == set(terms.labels.get(QUESTION, {}).values()):
        return ""
    return f"The form puts these answers in short: {listed(f'‘{box}’' for box in boxes)}."


def _most_said(value: str, shown: Sequence[TipFigures], figures: Figures) -> str:
    """Say of which items most gave this answer, and how many: tip 7 (21 of 23)."""
    terms = figures.terms
    tips = [tip for tip in shown if most(tip.ownership) == value]
    tips.sort(key=lambda tip: (-(tip.ownership.shares or {})[value], tip.number))
    named = [
        f"{terms.item} {tip.number} ({how_many(tip.ownership, (value,), once=figures.once)})"
        for tip in tips[:NAMED]
    ]
    more = "" if len(tips) <= NAMED else ", first of all"
    return (
        f"For {_of_those(len(tips), len(shown), figures)} most who answered say"
        f" ‘{terms.label(QUESTION, value)}’{more}: {listed(named)}."
    )


def _of_those(many: int, shown: int, figures: Figures) -> str:
    """Say how many items these are, of all or of those that enough people answered."""
    terms = figures.terms
    if shown == len(figures.tips):
        return f"{many} of {terms.counted(shown)}"
    if shown == 1:
        return f"the only {terms.item} with enough answers"
    return f"{many} of the {terms.counted(shown)} with enough answers"


def _row(tip: TipFigures, figures: Figures) -> WhoseRowTold:
    terms, chosen = figures.terms, most(tip.ownership)
    if not tip.ownership.shares:
        said, forms = "not shown" if tip.ownership.suppressed else "nobody answered", ""
    elif chosen is None:
        said, forms = "no answer has a majority", f"{tip.ownership.n:,} answered"
    else:
        said = terms.label(QUESTION, chosen)
        forms = how_many(tip.ownership, (chosen,), once=figures.once)
    return WhoseRowTold(
        number=tip.number,
        name=f"{tip.number} {tip.title}",
        most=said,
        forms=forms,
        tables=tables_said(tip, QUESTION, terms),
    )
