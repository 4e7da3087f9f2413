"""All charts, in the order in which a report shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from toptips import HowFar
from toptips.analysis.figures import Figures
from toptips.charts.chart import Chart
from toptips.charts.local import local
from toptips.charts.overview import on_the_wall, overview
from toptips.charts.ownership import ownership
from toptips.charts.png import settings_set_aside
from toptips.charts.priorities import priorities
from toptips.charts.response import response
from toptips.charts.rows import RowChart
from toptips.charts.sectors import by_group, further, sectors
from toptips.charts.style import PrintSheet, slide
from toptips.charts.themes import themes
from toptips.charts.tip import tip

Step = tuple[str, Callable[[], RowChart | None]]

# Figures of the report, numbered in this order; then one for each item, those of priority first.
CHARTS: tuple[Callable[[Figures], RowChart | None], ...] = (
    response,
    ownership,
    themes,
    priorities,
    local,
)
# For slides and the wall, without a number: the report has the same in shaded tables. `by_group`
# follows, once for each further dimension.
BESIDES: tuple[Callable[[Figures], RowChart | None], ...] = (overview, sectors)

# How large letters are on slides, in points: smaller ones can't be read from the back of a room.
SIZES_ON_SLIDES = (18, 16)


def draw(figures: Figures, progress: HowFar | None = None) -> list[Chart]:
    """Draw every chart that has something to show.

    `progress` is told how many charts are done, of how many, and which comes next.
    """
    drawn: list[Chart] = []
    number = 0
    with settings_set_aside():
        steps = [*_numbered(figures), *_besides(figures)]
        for done, (name, plan) in enumerate(steps):
            if progress:
                progress(done, len(steps), f"chart {name}")
            planned = plan()
            if planned is not None:
                numbered = done < len(CHARTS) + len(figures.tips)
                number += numbered
                drawn += planned.draw(number if numbered else 0)
    return drawn


def _numbered(figures: Figures) -> Iterator[Step]:
    """Yield the name of each figure of the report, and how it is planned."""
    for chart in CHARTS:
        yield chart.__name__, partial(chart, figures)
    for item in figures.ranked():
        yield f"of {figures.terms.item} {item.number}", partial(tip, figures, item)


def _besides(figures: Figures) -> Iterator[Step]:
    """Yield the same of what has no number."""
    for chart in BESIDES:
        yield chart.__name__, partial(chart, figures)
    for dimension in further(figures):
        yield f"by {dimension}", partial(by_group, figures, dimension)


def draw_wall(figures: Figures) -> list[Chart]:
    """Draw all items at a glance on A3, for the wall; nothing where no mean may be shown."""
    with settings_set_aside():
        planned = on_the_wall(figures)
        return planned.draw() if planned else []


def draw_slides(figures: Figures) -> list[Chart]:
    """Draw for slides what was found about all items, in letters that a room can read."""
    charts = (overview, _that_differ, ownership, local, themes, priorities)
    with settings_set_aside():
        plans = (on_slides(partial(chart, figures)) for chart in charts)
        return [picture for plan in plans if plan for picture in plan.draw()]


def on_slides(chart: Callable[[PrintSheet], RowChart | None]) -> RowChart | None:
    """Plan a chart for as few slides as there can be, in the largest letters for so many."""
    plans = [plan for size in SIZES_ON_SLIDES if (plan := chart(slide(size)))]
    return min(plans, key=lambda plan: len(plan.parts()), default=None)


def _that_differ(figures: Figures, sheet: PrintSheet) -> RowChart | None:
    """Plan the sectors of those items alone on which they are said to differ."""
    tips = [tip for tip in figures.tips if tip.gap.claimed]
    return sectors(figures, sheet, tips) if tips else None
