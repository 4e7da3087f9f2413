"""Slides of the progress report: what their template is told, and the presentation made of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from toptips.analysis.progress import Progress
from toptips.charts import Chart
from toptips.documents.markdown import read_blocks
from toptips.documents.slides import write_slides
from toptips.documents.template import Templates
from toptips.model.dates import written
from toptips.report.following import ActionRow, actions_told
from toptips.report.progress import headlines, how_sure
from toptips.report.slides import ChartShown, shown

TEMPLATE = "progress/progress-slides.md.j2"
# So many points, and so many actions with so many characters each, fit on a slide.
MOST_POINTS, ACTIONS_ON_A_SLIDE, LONGEST_ACTION = 4, 5, 90


@dataclass(frozen=True)
class ActionsShown:
    """The actions on one slide, and what it is called."""

    title: str
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True)
class ProgressSlidesTold:
    """All that the slides' template is told."""

    title: str
    place: str
    item: str
    first: str
    last: str
    made_on: str
    draft: bool
    charts: tuple[ChartShown, ...]
    headlines: tuple[str, ...]
    how_sure: tuple[str, ...]
    actions: tuple[ActionsShown, ...]


def write_progress_slides(
    progress: Progress,
    charts: Sequence[Chart],
    templates: Templates,
    today: date | None = None,
    *,
    final: bool = False,
) -> bytes:
    """Return the slides (.pptx) of a progress report, a draft unless `final`.

    `charts` are those drawn for slides.
    """
    terms, rounds = progress.terms, progress.rounds
    told = ProgressSlidesTold(
        title=terms.title,
        place=terms.place,
        item=terms.item,
        first=rounds[0].label,
        last=rounds[-1].label,
        made_on=written(today) if today else "",
        draft=not final,
        charts=tuple(shown(charts, ("changes",), terms.items)),
        headlines=tuple(headlines(progress))[:MOST_POINTS],
        how_sure=tuple(how_sure(progress))[:MOST_POINTS],
        actions=tuple(_actions([*actions_told(progress)])),
    )
    blocks = read_blocks(templates.render(TEMPLATE, told))
    return write_slides(blocks, pictures={f"{chart.name}.png": chart.png for chart in charts})


def _actions(rows: Sequence[ActionRow]) -> Iterator[ActionsShown]:
    """Yield the actions of last time, as many as fit on each slide."""
    slides = [
        rows[start : start + ACTIONS_ON_A_SLIDE]
        for start in range(0, len(rows), ACTIONS_ON_A_SLIDE)
    ]
    for number, on_it in enumerate(slides, 1):
        of = f" ({number} of {len(slides)})" if len(slides) > 1 else ""
        yield ActionsShown(f"What was agreed last time{of}", tuple(map(_short, on_it)))


def _short(row: ActionRow) -> ActionRow:
    action = textwrap.shorten(row.action, LONGEST_ACTION, placeholder=" …")
    return ActionRow(row.item, action, row.lead, row.due, row.state, row.said, row.tables)
