"""Who answered: forms that came back, of those expected, by sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toptips.analysis.figures import Figures
from toptips.analysis.printing import count, listed
from toptips.charts import words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import BAR, ChartRows, SideColumn, key
from toptips.charts.style import AXIS, BLUE, PAPER

IN_THE_TABLE = "the report's table has every organisation, with its sector"
COLUMNS = (SideColumn("Forms", 54), SideColumn("Organisations that answered", 70))


@dataclass(frozen=True, slots=True)
class _Sector:
    name: str
    answered: int
    expected: int
    organisations: int
    invited: int


def response(figures: Figures) -> Chart | None:
    """Draw each sector's forms; None where nobody was invited. Who answered is no secret.

    There is none of a workshop of one organisation, nor of one that only tables answered.
    """
    if figures.internal or (figures.too_few and not figures.respondents.self_assessments):
        return None
    every = _sectors(figures)
    if not every:
        return None
    finding = _finding(every)
    canvas = Canvas("response", words.sentence(finding))
    key(canvas, [(BLUE, "Forms that count"), (PAPER, "Forms expected")])
    rows = ChartRows(canvas, [sector.name for sector in every], COLUMNS)
    rows.heading()
    scale = rows.width / max(1, *(max(sector.answered, sector.expected) for sector in every))
    for row in rows:
        sector = every[row.number]
        canvas.box(rows.left, row.middle, sector.expected * scale, BAR, PAPER, AXIS)
        canvas.box(rows.left, row.middle, sector.answered * scale, BAR, BLUE)
        rows.cells(
            row,
            [
                f"{sector.answered:,} of {sector.expected:,}",
                f"{sector.organisations:,} of {sector.invited:,}",
            ],
        )
    canvas.notes(words.no_room(rows.left_out, "sector", "sectors", IN_THE_TABLE))
    return render(canvas, _description(every, finding))


def _sectors(figures: Figures) -> list[_Sector]:
    """Return the sectors in the order in which workshop.yaml names them, pools last."""
    return [
        _Sector(name, found.answered, found.expected, found.organisations, found.invited)
        for name, found in figures.respondents.by_sector.items()
        if found.invited
    ]


def _finding(every: Sequence[_Sector]) -> str:
    answered = sum(sector.answered for sector in every)
    expected = sum(sector.expected for sector in every)
    if not answered:
        return "no form came back from those invited"
    silent = [sector.name for sector in every if not sector.answered]
    said = f"{answered:,} of the {expected:,} forms expected came back"
    if answered == expected == 1:
        said = "the one form expected came back"
    if answered > expected:
        said = (
            f"{count(answered, 'form', 'forms')} came back, where {expected:,}"
            f" {'was' if expected == 1 else 'were'} expected"
        )
    if silent and len(silent) <= 3:
        return f"{said}; none from {listed(silent)}"
    if silent:
        return f"{said}; none from {len(silent)} of {len(every)} sectors"
    return f"{said}, from every sector" if len(every) > 1 else said


def _description(every: Sequence[_Sector], finding: str) -> str:
    return words.described(
        "Bars of the forms that count, of those expected, by sector",
        finding,
        "Forms: "
        + words.series(
            (f"{sector.name} {sector.answered} of {sector.expected}" for sector in every), room=380
        ),
    )
