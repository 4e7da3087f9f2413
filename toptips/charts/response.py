"""Who answered: forms that came back, of those expected, by sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toptips.analysis.figures import Figures
from toptips.analysis.pooling import what_is_pooled
from toptips.analysis.printing import count, listed
from toptips.charts import words
from toptips.charts.canvas import Canvas
from toptips.charts.frame import BAR, ChartRow, Frame, Place, SideColumn
from toptips.charts.palette import NAVY, PAPER
from toptips.charts.rows import RowChart

COLUMNS = (SideColumn("Forms", 54), SideColumn("Organisations that answered", 84))
BESIDE = 130.0


@dataclass(frozen=True, slots=True)
class _Sector:
    name: str
    answered: int
    expected: int
    organisations: int
    invited: int


def response(figures: Figures) -> RowChart | None:
    """Plan each sector's forms; None where nobody was invited. Who answered is no secret.

    There is none of a workshop of one organisation, nor of one that only tables answered.
    """
    if figures.internal or (figures.too_few and not figures.respondents.self_assessments):
        return None
    every = _sectors(figures)
    if not every:
        return None
    frame = Frame(COLUMNS, BESIDE)
    most = max(1, *(max(sector.answered, sector.expected) for sector in every))
    held = figures.terms.held
    return RowChart(
        name="response",
        title=_title(every),
        finding=_finding(every),
        unit="Forms that count, of those expected",
        n=words.of_how_many([sum(sector.answered for sector in every)]),
        source=f"Source: forms received{f', workshop of {held}' if held else ''}.",
        kind="Bars of the forms that count, of those expected, by sector",
        lead="Forms: ",
        frame=frame,
        rows=[_row(sector, frame, frame.width / most) for sector in every],
        key=[(NAVY, "", "Forms that count"), (PAPER, "", "Forms expected")],
        notes=[pooled] if (pooled := what_is_pooled(figures.respondents.pooled)) else (),
    )


def _row(sector: _Sector, frame: Frame, scale: float) -> ChartRow:
    def plot(canvas: Canvas, place: Place) -> None:
        canvas.box(frame.left, place.middle, sector.expected * scale, BAR, PAPER)
        canvas.box(frame.left, place.middle, sector.answered * scale, BAR, NAVY)

    forms = f"{sector.answered:,} of {sector.expected:,}"
    organisations = f"{sector.organisations:,} of {sector.invited:,}"
    return ChartRow(
        sector.name,
        plot,
        said=f"{sector.name} {sector.answered} of {sector.expected}",
        cells=[forms, organisations],
    )


def _sectors(figures: Figures) -> list[_Sector]:
    """Return the sectors in the order in which workshop.yaml names them, pools last."""
    return [
        _Sector(name, found.answered, found.expected, found.organisations, found.invited)
        for name, found in figures.respondents.by_sector.items()
        if found.invited
    ]


def _title(every: Sequence[_Sector]) -> str:
    said, silent = _came_back(every), [sector.name for sector in every if not sector.answered]
    if silent and said:
        by_name = f"{said}; none from {listed(silent)}" if len(silent) <= 3 else ""
        return words.title(by_name, f"{said}; none from {len(silent)} of {len(every)} sectors")
    return words.title(_finding(every))


def _finding(every: Sequence[_Sector]) -> str:
    said, silent = _came_back(every), [sector.name for sector in every if not sector.answered]
    if not said:
        return "no form came back from those invited"
    if silent:
        return f"{said}; none from {listed(silent)}"
    return f"{said}, from every sector" if len(every) > 1 else said


def _came_back(every: Sequence[_Sector]) -> str:
    """Say how many forms came back, of how many; nothing where none did."""
    answered = sum(sector.answered for sector in every)
    expected = sum(sector.expected for sector in every)
    if not answered:
        return ""
    if answered == expected == 1:
        return "the one form expected came back"
    if answered > expected:
        were = "was" if expected == 1 else "were"
        return f"{count(answered, 'form', 'forms')} came back, where {expected:,} {were} expected"
    if answered == expected:
        return f"all {expected:,} forms expected came back"
    return f"{answered:,} of the {expected:,} forms expected came back"
