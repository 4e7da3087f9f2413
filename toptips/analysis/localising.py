"""What a local version would keep, adapt or drop, by what most who answered said of each item."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from toptips.analysis.chosen import MOST
from toptips.analysis.figures import Figures, TipFigures

Verdict = Literal["keep", "adapt", "drop"]
QUESTION = "local_tip"


def verdicts(figures: Figures) -> dict[str, Verdict]:
    """Return for each item's id what a draft of a local version does with it.

    It is dropped where more than half say so, and adapted where more than half would adapt or drop
    it: of the forms, or of the tables where no form may be shown. Otherwise it is kept, and a duty
    by law is kept whatever was said.
    """
    duties = figures.terms.duties
    return {tip.id: "keep" if tip.id in duties else _verdict(tip) for tip in figures.tips}


def undecided(tip: TipFigures) -> Literal["even", "unknown"] | None:
    """Say why an item is kept although no majority says so; None where one decides.

    `even`: half would keep it, and half would not. `unknown`: nothing that was said may be shown.
    """
    shares = _said(tip)
    kept = shares.get("keep", Fraction(0))
    if not shares:
        return "unknown"
    return "even" if kept == MOST == sum(shares.values()) - kept else None


def _verdict(tip: TipFigures) -> Verdict:
    shares = _said(tip)
    dropped = shares.get("drop", Fraction(0))
    if dropped > MOST:
        return "drop"
    return "adapt" if dropped + shares.get("adapt", Fraction(0)) > MOST else "keep"


def _said(tip: TipFigures) -> Mapping[str, Fraction]:
    return tip.local_tip.shares or _of_tables(tip)


def _of_tables(tip: TipFigures) -> Mapping[str, Fraction]:
    chosen = tip.tables_chose.get(QUESTION, {})
    tables = sum(chosen.values())
    return {value: Fraction(number, tables) for value, number in chosen.items()}


def was_asked(figures: Figures) -> bool:
    """Say whether anybody was asked what to keep, adapt or drop, or said it at a table."""
    return QUESTION in figures.terms.asked or any(
        QUESTION in tip.tables_chose for tip in figures.tips
    )
