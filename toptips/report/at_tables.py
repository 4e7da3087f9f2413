"""What tables agreed, in numbers of tables: beside the forms, or where no form came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toptips.analysis.chosen import most_tables
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import count, listed
from toptips.analysis.terms import Terms

NAMED = 7


def tables_said(tip: TipFigures, question: str, terms: Terms) -> str:
    """Say how many tables decided each choice, the most frequent first; nothing where none did."""
    return said_by(tip.tables_chose.get(question, {}), question, terms)


def said_by(chosen: Mapping[str, int], question: str, terms: Terms) -> str:
    """Print choices with the number of tables that decided them: Several together: 3 of 5."""
    tables = sum(chosen.values())
    in_order = sorted(chosen.items(), key=lambda pair: -pair[1])
    return "; ".join(
        f"{terms.table_label(question, value)}: {number} of {tables}" for value, number in in_order
    )


def agreed_headlines(figures: Figures) -> Iterator[str]:
    """Say what the tables agreed, where their sheets alone came back."""
    terms, tips = figures.terms, figures.tips
    spoken = [tip for tip in tips if tip.agreed]
    if not spoken:
        return
    yield f"Tables decided something on {len(spoken)} of {terms.counted(len(tips))}."
    together = [
        tip for tip in spoken if most_tables(tip.tables_chose.get("ownership", {})) == "system"
    ]
    if together:
        named = [
            f"{terms.item} {tip.number} ({tip.tables_chose['ownership']['system']} of"
            f" {sum(tip.tables_chose['ownership'].values())})"
            for tip in together
        ]
        chosen = terms.table_label("ownership", "system")
        more = "" if len(named) <= NAMED else ", these among them"
        yield (
            f"Asked who could change it, most tables that agreed on an answer said ‘{chosen}’ for"
            f" {terms.counted(len(together))}{more}: {listed(named[:NAMED])}."
        )
    yield from _steps(figures)
    dissenting = sum(bool(tip.dissenting) for tip in tips)
    if dissenting:
        yield f"A different view was noted on {terms.counted(dissenting)}{_of_those(figures)}."


def _of_those(figures: Figures) -> str:
    """Say of which items a different view is counted, where that is not all."""
    if all(tip.dissenting is not None for tip in figures.tips if tip.tables_spoke):
        return ""
    return " of those that two or more tables spoke about"


def _steps(figures: Figures) -> Iterator[str]:
    """Say how many steps were proposed, and how many of them have a lead and a date."""
    steps = [row for tip in figures.tips for row in tip.agreed if row.get("action")]
    if not steps:
        yield "No table wrote down a next step."
        return
    whole = sum(bool(step.get("lead") and step.get("due")) for step in steps)
    many = "all" if whole == len(steps) > 1 else str(whole) if whole else "none"
    yield (
        f"The tables proposed {count(len(steps), 'next step', 'next steps')}. Of these {many}"
        f" {'has' if whole == 1 else 'have'} both a lead and a date."
    )
