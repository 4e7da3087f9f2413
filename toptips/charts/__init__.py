"""The charts of the report: a function for each, the only users of matplotlib.

matplotlib is loaded only when something is drawn: the palette is for tables as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from toptips.charts.chart import Chart

if TYPE_CHECKING:
    from toptips.analysis.combined import CombinedFigures
    from toptips.analysis.figures import Figures
    from toptips.analysis.progress import Progress

__all__ = ["Chart", "draw", "draw_combined", "draw_progress", "draw_wall"]


def draw(figures: Figures, progress: Callable[[int, int, str], None] | None = None) -> list[Chart]:
    """Draw every chart that has something to show.

    `progress` is told how many charts are done, of how many, and which comes next.
    """
    from toptips.charts import every

    return every.draw(figures, progress)


def draw_slides(figures: Figures) -> list[Chart]:
    """Draw what was found about all items, for slides: in large letters, without titles."""
    from toptips.charts import every

    return every.draw_slides(figures)


def draw_wall(figures: Figures) -> list[Chart]:
    """Draw all items at a glance on A3, for the wall; nothing where no mean may be shown."""
    from toptips.charts import every

    return every.draw_wall(figures)


def draw_combined(
    figures: CombinedFigures, progress: Callable[[int, int, str], None] | None = None
) -> list[Chart]:
    """Draw where places stand on each item of which anything is shown, numbered as figures.

    `progress` is told how many charts are done, of how many, and which comes next.
    """
    from toptips.charts.caterpillar import caterpillar
    from toptips.charts.png import settings_set_aside

    drawn: list[Chart] = []
    number = 0
    with settings_set_aside():
        for done, item in enumerate(figures.items):
            if progress:
                what = f"chart of {figures.framework.item.singular} {item.number}"
                progress(done, len(figures.items), what)
            if planned := caterpillar(figures, item):
                number += 1
                drawn += planned.draw(number)
    return drawn


def draw_progress(progress: Progress) -> list[Chart]:
    """Draw what changed between rounds; nothing where no change may be shown."""
    from toptips.charts.png import settings_set_aside
    from toptips.charts.progress import changes

    with settings_set_aside():
        planned = changes(progress)
        return planned.draw() if planned else []


def draw_progress_slides(progress: Progress) -> list[Chart]:
    """Draw the same for slides: in large letters, without titles."""
    from toptips.charts.every import on_slides
    from toptips.charts.png import settings_set_aside
    from toptips.charts.progress import changes

    with settings_set_aside():
        planned = on_slides(partial(changes, progress))
        return planned.draw() if planned else []
