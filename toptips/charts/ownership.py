"""Who could change each item: the shares of the answers, the whole system's first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.chosen import MOST
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import listed, percent
from toptips.analysis.terms import Terms
from toptips.charts import words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import ChartRows, key
from toptips.charts.stacked import COLUMNS, stack
from toptips.charts.style import BLUE, NEUTRAL, RUST, SAND, TEAL

QUESTION, SYSTEM = "ownership", "system"
# In the order of the bars: the whole system's starts at the left, so that it can be compared.
COLOURS = {SYSTEM: BLUE, "other": TEAL, "national": RUST, "ours": SAND, "unsure": NEUTRAL}


def ownership(figures: Figures) -> Chart | None:
    """Draw every item's answers, most system-wide first; None where none may be shown."""
    answered = [tip for tip in figures.tips if tip.ownership.shares]
    if not answered:
        return None
    answered.sort(key=lambda tip: (-system(tip), tip.number))
    hidden = [tip for tip in figures.tips if not tip.ownership.shares]
    tips = [*answered, *hidden]
    terms = figures.terms
    finding = _finding(answered, terms)
    owners = _owners(answered, terms)
    canvas = Canvas("ownership", words.sentence(finding))
    key(canvas, [(COLOURS[owner], terms.label(QUESTION, owner)) for owner in owners])
    rows = ChartRows(canvas, [words.label(tip) for tip in tips], COLUMNS)
    rows.heading()
    for row in rows:
        stack(rows, row, tips[row.number].ownership, {owner: COLOURS[owner] for owner in owners})
    canvas.notes(
        [
            words.sentence(terms.key_question),
            f"The largest share of {_chosen(terms)} stands first.",
            *words.weighing(figures),
            *words.no_room_for_items(rows.left_out, terms),
        ]
    )
    return render(canvas, _description(answered, hidden, owners, finding, terms))


def system(tip: TipFigures) -> Fraction:
    """Return the share of answers that say the whole system's."""
    return (tip.ownership.shares or {}).get(SYSTEM, Fraction(0))


def _owners(answered: Sequence[TipFigures], terms: Terms) -> list[str]:
    """Return the choices to draw: those that the forms offered, and any that somebody named.

    Forms of the first wording did not offer national bodies, so no chart of them may seem to.
    """
    offered = terms.labels.get(QUESTION, {})
    shares = [tip.ownership.shares or {} for tip in answered]
    return [
        owner
        for owner in COLOURS
        if owner in offered or any(by_owner.get(owner) for by_owner in shares)
    ]


def _chosen(terms: Terms) -> str:
    """Return the words of the whole system's choice, as what somebody chose."""
    return f"‘{terms.label(QUESTION, SYSTEM)}’"


def _finding(answered: Sequence[TipFigures], terms: Terms) -> str:
    """Say for which items most chose the whole system; or where the largest share did."""
    chosen = _chosen(terms)
    most = sorted((tip for tip in answered if system(tip) > MOST), key=lambda tip: tip.number)
    if most:
        every = len(most) == len(answered) > 1
        which = words.all_shown(most, terms) if every else words.several(most, terms)
        return f"for {which}, most who answered chose {chosen}"
    highest = system(answered[0])
    if not highest:
        return f"nobody who answered chose {chosen}"
    first = [tip for tip in answered if system(tip) == highest]
    if len(answered) == 1:
        named = words.named(first[0], terms)
        return f"for {named}, {percent(highest)} of those who answered chose {chosen}"
    return (
        f"for no {terms.item} did most who answered choose {chosen}; the largest share,"
        f" {percent(highest)}, is for {words.several(first, terms)}"
    )


def _description(
    answered: Sequence[TipFigures],
    hidden: Sequence[TipFigures],
    owners: Sequence[str],
    finding: str,
    terms: Terms,
) -> str:
    labels = listed(terms.label(QUESTION, owner) for owner in owners)
    shares = (f"{terms.item} {tip.number} {percent(system(tip))}" for tip in answered)
    return words.described(
        f"Stacked bars for {terms.counted(len(answered))}, of the shares of the answers: {labels}",
        finding,
        f"{terms.label(QUESTION, SYSTEM)}: {words.series(shares, room=240)}",
        words.wanting(hidden, terms),
    )
