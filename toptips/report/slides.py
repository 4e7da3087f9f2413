"""The slides: what their template is told, and the presentation made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from toptips.analysis.figures import Figures
from toptips.charts import Chart
from toptips.documents.markdown import read_blocks
from toptips.documents.slides import write_slides
from toptips.documents.template import Templates
from toptips.model.dates import written, written_with_day
from toptips.report import sentences

TEMPLATE = "slides/slides.md.j2"
# The charts of what was found, in this order.
FINDINGS = ("overview", "sectors", "ownership", "local", "themes")
PRIORITIES = ("priorities",)
MOST_HEADLINES, FIRST = 4, 3
# So many names of those not heard from fit on a slide.
MOST_SILENT = 12


@dataclass(frozen=True)
class ChartShown:
    """A chart on a slide of its own: its finding, its alternative text and its file."""

    title: str
    words: str
    file: str


@dataclass(frozen=True)
class SlidesTold:
    """All that the slides' template is told."""

    title: str
    day: str
    made_on: str
    draft: bool
    key_question: str
    took_part: str
    silent: tuple[str, ...]
    headlines: tuple[str, ...]
    findings: tuple[ChartShown, ...]
    priorities: tuple[ChartShown, ...]
    first: tuple[str, ...]


def write_report_slides(
    figures: Figures, charts: Sequence[Chart], templates: Templates, today: date | None = None
) -> bytes:
    """Return the slides (.pptx): a finding a slide, for the day and for the feedback.

    `charts` are those drawn for slides.
    """
    blocks = read_blocks(templates.render(TEMPLATE, _told(figures, charts, today)))
    return write_slides(blocks, pictures={f"{chart.name}.png": chart.png for chart in charts})


def _told(figures: Figures, charts: Sequence[Chart], today: date | None) -> SlidesTold:
    terms = figures.terms
    silent = sentences.silent(figures)
    first = [tip for tip in figures.ranked() if tip.priority.rank is not None][:FIRST]
    return SlidesTold(
        title=terms.title,
        day=written_with_day(terms.day) if terms.day else "",
        made_on=written(today) if today else "",
        draft=figures.edition is None,
        key_question=terms.key_question,
        took_part=sentences.took_part(figures),
        silent=tuple(silent) if len(silent) <= MOST_SILENT else (),
        headlines=sentences.findings(figures, MOST_HEADLINES),
        findings=tuple(shown(charts, FINDINGS)),
        priorities=tuple(shown(charts, PRIORITIES)),
        first=tuple(f"{terms.item.capitalize()} {tip.number}: {tip.title}" for tip in first),
    )


def shown(charts: Sequence[Chart], names: Sequence[str]) -> Iterator[ChartShown]:
    """Yield charts in the order of their names; of several parts each says which it is."""
    for name in names:
        parts = [chart for chart in charts if chart.of == name]
        for number, chart in enumerate(parts, 1):
            of = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
            yield ChartShown(
                f"{chart.title.removesuffix('.')}{of}", chart.description, f"{chart.name}.png"
            )
