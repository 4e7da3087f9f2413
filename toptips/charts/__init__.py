"""The charts of the report: a function for each, the only users of matplotlib."""

from __future__ import annotations

from collections.abc import Callable

from toptips.analysis.figures import Figures
from toptips.analysis.progress import Progress
from toptips.charts.chart import Chart
from toptips.charts.local import local
from toptips.charts.overview import overview
from toptips.charts.ownership import ownership
from toptips.charts.priorities import priorities
from toptips.charts.progress import changes
from toptips.charts.response import response
from toptips.charts.sectors import groups, sectors
from toptips.charts.themes import themes
from toptips.charts.tip import tip

__all__ = ["CHARTS", "Chart", "draw", "draw_progress"]

# Each is drawn once; `groups` once for each further dimension, `tip` once for each item.
CHARTS: tuple[Callable[[Figures], Chart | None], ...] = (
    response,
    overview,
    sectors,
    ownership,
    local,
    themes,
    priorities,
)


def draw(figures: Figures, progress: Callable[[int, int, str], None] | None = None) -> list[Chart]:
    """Draw every chart that has something to show.

    `progress` is told how many charts are done, of how many, and which comes next.
    """
    total = len(CHARTS) + len(figures.tips)
    drawn: list[Chart | None] = []
    for chart in CHARTS:
        if progress:
            progress(len(drawn), total, f"chart {chart.__name__}")
        drawn.append(chart(figures))
    drawn += groups(figures)
    for item in figures.tips:
        if progress:
            progress(len(drawn), total, f"chart of {figures.terms.item} {item.number}")
        drawn.append(tip(figures, item))
    return [chart for chart in drawn if chart is not None]


def draw_progress(progress: Progress) -> list[Chart]:
    """Draw what changed between rounds; nothing where no change may be shown."""
    drawn = changes(progress)
    return [drawn] if drawn else []
