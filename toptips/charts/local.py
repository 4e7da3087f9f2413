"""What a local version would keep, adapt or drop: bars of 100%."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.chosen import MOST
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import percent
from toptips.analysis.terms import Terms
from toptips.charts import words
from toptips.charts.frame import Frame, SideColumn
from toptips.charts.palette import CATEGORIES
from toptips.charts.rows import RowChart
from toptips.charts.stacked import BESIDE, answers_row
from toptips.charts.style import PAGE, PrintSheet

QUESTION = "local_tip"
CHOICES = ("keep", "adapt", "drop")
COLOURS = dict(zip(CHOICES, CATEGORIES, strict=False))


def local(figures: Figures, sheet: PrintSheet = PAGE) -> RowChart | None:
    """Plan every item's answers, the least kept first; None where none may be shown.

    Duties are not among them: of these nobody was asked.
    """
    terms = figures.terms
    asked = [tip for tip in figures.tips if tip.id not in terms.duties]
    answered = [tip for tip in asked if tip.local_tip.shares]
    if not answered:
        return None
    answered.sort(key=lambda tip: (-changed(tip), tip.number))
    hidden = [tip for tip in asked if not tip.local_tip.shares]
    labels = [terms.label(QUESTION, choice) for choice in CHOICES]
    people = words.in_people(figures, (tip.local_tip.n for tip in answered))
    frame = Frame(
        (SideColumn("Adapt or drop", 56 if people else 72),), sheet.beside or BESIDE, sheet=sheet
    )
    return RowChart(
        name="local",
        title=_title(answered, terms),
        finding=_finding(answered, terms),
        unit=words.unit("who would keep, adapt or drop it", figures, people=people),
        n=words.of_how_many(tip.local_tip.n for tip in answered),
        source=words.source(figures),
        kind=f"Bars of 100% for {terms.counted(len(answered))}: {', '.join(labels)}",
        lead="Adapt or drop: ",
        frame=frame,
        rows=[
            answers_row(
                tip, tip.local_tip, COLOURS, ("adapt", "drop"), frame, figures, people=people
            )
            for tip in [*answered, *hidden]
        ],
        key=[(colour, "", label) for colour, label in zip(COLOURS.values(), labels, strict=True)],
        wanting=words.wanting(hidden, terms),
    )


def changed(tip: TipFigures) -> Fraction:
    """Return the share of answers that would adapt or drop an item."""
    shares = tip.local_tip.shares or {}
    return shares.get("adapt", Fraction(0)) + shares.get("drop", Fraction(0))


def _would(most: Sequence[TipFigures]) -> str:
    """Say what most would do with these items: adapt them, where nobody would drop any."""
    dropped = any((tip.local_tip.shares or {}).get("drop") for tip in most)
    return f"most who answered would {'adapt or drop' if dropped else 'adapt'}"


def _title(answered: Sequence[TipFigures], terms: Terms) -> str:
    """Say which items most would adapt or drop, in fifteen words."""
    most = [tip for tip in answered if changed(tip) > MOST]
    would = _would(most).capitalize()
    if len(most) == len(answered) > 1:
        return words.title(f"{would} {words.all_shown(most, terms)}", f"{would} each")
    if most:
        return words.title(*(f"{would} {which}" for which in words.ways(most, terms)))
    if not changed(answered[0]):
        return words.title(
            f"Nobody who answered would adapt or drop any of the {terms.items} shown",
            "Nobody who answered would adapt or drop any",
        )
    return words.title(
        f"For no {terms.item} would most who answered adapt or drop it",
        "No majority would adapt or drop any",
    )


def _finding(answered: Sequence[TipFigures], terms: Terms) -> str:
    """Say which items most would adapt or drop; or which comes nearest to it."""
    most = sorted((tip for tip in answered if changed(tip) > MOST), key=lambda tip: tip.number)
    if most:
        every = len(most) == len(answered) > 1
        which = words.all_shown(most, terms) if every else words.several(most, terms)
        return f"{_would(most)} {which}"
    highest = changed(answered[0])
    if not highest:
        return f"nobody who answered would adapt or drop any of the {terms.items} shown"
    first = [tip for tip in answered if changed(tip) == highest]
    return (
        f"for no {terms.item} would most who answered adapt or drop it; the largest share,"
        f" {percent(highest)}, is for {words.several(first, terms)}"
    )
