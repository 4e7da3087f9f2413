"""Whose problem it is: the answers for each tip, the whole system's first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import count, listed, percent
from toptips.charts import words
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import BAR, Column, Rows, key
from toptips.charts.sheet import Sheet
from toptips.charts.style import BLUE, NEUTRAL, SAND, TEAL

COLUMNS = (Column("Answers", 44),)
# In the order of the bars: the whole system's starts at the left, so that it can be compared.
OWNERS = {
    "system": ("The whole system's", BLUE),
    "other": ("Another organisation's", TEAL),
    "ours": ("Ours to fix", SAND),
    "unsure": ("Not sure", NEUTRAL),
}
MOST = Fraction(1, 2)


def ownership(figures: Figures) -> Chart | None:
    """Draw every tip's answers, most system-wide first; None where none may be shown."""
    answered = [tip for tip in figures.tips if tip.ownership.shares]
    if not answered:
        return None
    answered.sort(key=lambda tip: (-system(tip), tip.number))
    hidden = [tip for tip in figures.tips if not tip.ownership.shares]
    tips = [*answered, *hidden]
    finding = _finding(answered)
    sheet = Sheet("ownership", words.sentence(finding))
    key(sheet, [(colour, name) for name, colour in OWNERS.values()])
    rows = Rows(sheet, [words.label(tip) for tip in tips], COLUMNS)
    rows.heading()
    for row in rows:
        tip = tips[row.number]
        if not tip.ownership.shares:
            rows.instead(row, words.TOO_FEW if tip.ownership.suppressed else "Nobody answered")
            continue
        x = rows.left
        for owner, (_, colour) in OWNERS.items():
            share = tip.ownership.shares.get(owner, Fraction(0))
            width = float(share) * rows.width
            sheet.segment(x, row.middle, width, BAR, colour, percent(share))
            x += width
        rows.cells(row, [f"{tip.ownership.n or 0:,}"])
    sheet.notes(
        [
            "Who would have to act to change what gets in the way; most system-wide first.",
            *words.weighing(figures),
            *words.no_room(rows.left_out),
        ]
    )
    return render(sheet, _description(answered, hidden, finding))


def system(tip: TipFigures) -> Fraction:
    """Return the share of answers that say the whole system's."""
    return (tip.ownership.shares or {}).get("system", Fraction(0))


def _finding(answered: Sequence[TipFigures]) -> str:
    """Say for which tips most answers name the whole system; or where most of all do."""
    most = sorted((tip for tip in answered if system(tip) > MOST), key=lambda tip: tip.number)
    if most:
        which = words.all_shown(most) if len(most) == len(answered) > 1 else words.several(most)
        return f"for {which}, most answers say that the problem is the whole system's"
    highest = system(answered[0])
    if not highest:
        return "no answer says that the problem is the whole system's"
    first = [tip for tip in answered if system(tip) == highest]
    if len(answered) == 1:
        return (
            f"for {words.named(first[0])}, {percent(highest)} of answers say that the problem is"
            " the whole system's"
        )
    return (
        "for no tip do most answers say that the problem is the whole system's; it is named most"
        f" often for {words.several(first)}: {percent(highest)}"
    )


def _description(answered: Sequence[TipFigures], hidden: Sequence[TipFigures], finding: str) -> str:
    return words.described(
        f"Stacked bars for {count(len(answered), 'tip', 'tips')}: the shares of answers that say"
        f" {listed(name.lower() for name, _ in OWNERS.values())}",
        finding,
        "The whole system's: "
        + words.series((f"tip {tip.number} {percent(system(tip))}" for tip in answered), room=240),
        f"Not shown, for want of answers: tip {', '.join(str(tip.number) for tip in hidden)}"
        if hidden
        else "",
    )
