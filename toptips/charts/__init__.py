"""The charts, each a function of the figures. Nothing else draws."""

from __future__ import annotations

from collections.abc import Callable

from toptips.analysis.figures import Figures
from toptips.charts.means import sectors
from toptips.charts.ranked import priorities, response, themes
from toptips.charts.stacked import overview, ownership
from toptips.charts.style import Chart, in_style
from toptips.charts.tip import tip

CHARTS: tuple[Callable[[Figures], Chart | None], ...] = (
    response,
    overview,
    sectors,
    ownership,
    themes,
    priorities,
)


def draw(figures: Figures, progress: Callable[[int, int, str], None] | None = None) -> list[Chart]:
    """Draw every chart for which there is something to show, those of single tips last."""
    total = len(CHARTS) + len(figures.tips)
    drawn: list[Chart | None] = []
    with in_style():
        for chart in CHARTS:
            drawn.append(chart(figures))
            if progress:
                progress(len(drawn), total, chart.__name__)
        for one in figures.tips:
            drawn.append(tip(one, figures))
            if progress:
                progress(len(drawn), total, one.id)
    return [chart for chart in drawn if chart is not None]


__all__ = ["CHARTS", "Chart", "draw"]
