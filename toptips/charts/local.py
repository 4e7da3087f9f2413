"""What a local version would keep, adapt or drop: the shares of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.chosen import MOST
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import percent
from toptips.analysis.terms import Terms
from toptips.charts import words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import ChartRows, key
from toptips.charts.stacked import COLUMNS, stack
from toptips.charts.style import BLUE, RUST, SAND

QUESTION = "local_tip"
COLOURS = {"keep": BLUE, "adapt": SAND, "drop": RUST}


def local(figures: Figures) -> Chart | None:
    """Draw every item's answers, the least kept first; None where none may be shown.

    Duties are not among them: of these nobody was asked.
    """
    terms = figures.terms
    asked = [tip for tip in figures.tips if tip.id not in terms.duties]
    answered = [tip for tip in asked if tip.local_tip.shares]
    if not answered:
        return None
    answered.sort(key=lambda tip: (-changed(tip), tip.number))
    hidden = [tip for tip in asked if not tip.local_tip.shares]
    tips = [*answered, *hidden]
    finding = _finding(answered, terms)
    canvas = Canvas("local", words.sentence(finding))
    key(canvas, [(colour, terms.label(QUESTION, value)) for value, colour in COLOURS.items()])
    rows = ChartRows(canvas, [words.label(tip) for tip in tips], COLUMNS)
    rows.heading()
    for row in rows:
        stack(rows, row, tips[row.number].local_tip, COLOURS)
    canvas.notes(
        [
            f"The {terms.item} that most would change stands first.",
            *words.weighing(figures),
            *words.no_room_for_items(rows.left_out, terms),
        ]
    )
    return render(canvas, _description(answered, hidden, finding, terms))


def changed(tip: TipFigures) -> Fraction:
    """Return the share of answers that would adapt or drop an item."""
    shares = tip.local_tip.shares or {}
    return shares.get("adapt", Fraction(0)) + shares.get("drop", Fraction(0))


def _finding(answered: Sequence[TipFigures], terms: Terms) -> str:
    """Say which items most would adapt or drop; or which comes nearest to it."""
    most = sorted((tip for tip in answered if changed(tip) > MOST), key=lambda tip: tip.number)
    if most:
        every = len(most) == len(answered) > 1
        which = words.all_shown(most, terms) if every else words.several(most, terms)
        return f"most who answered would adapt or drop {which}"
    highest = changed(answered[0])
    if not highest:
        return f"nobody who answered would adapt or drop any of the {terms.items} shown"
    first = [tip for tip in answered if changed(tip) == highest]
    return (
        f"for no {terms.item} would most who answered adapt or drop it; the largest share,"
        f" {percent(highest)}, is for {words.several(first, terms)}"
    )


def _description(
    answered: Sequence[TipFigures], hidden: Sequence[TipFigures], finding: str, terms: Terms
) -> str:
    labels = ", ".join(terms.label(QUESTION, value) for value in COLOURS)
    shares = (f"{terms.item} {tip.number} {percent(changed(tip))}" for tip in answered)
    return words.described(
        f"Stacked bars for {terms.counted(len(answered))}, of the shares of the answers: {labels}",
        finding,
        f"Adapt or drop: {words.series(shares, room=240)}",
        words.wanting(hidden, terms),
    )
