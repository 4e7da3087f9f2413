"""The slides: what their template is told, and the presentation made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from toptips.analysis.figures import Figures
from toptips.analysis.pooling import what_is_pooled
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
# What stands above their further parts; ITEMS is what the framework calls its items.
FURTHER = {
    "overview": "The other ITEMS: how they are scored",
    "sectors": "The other ITEMS: how sectors score them",
    "ownership": "The other ITEMS: who could change them",
    "local": "The other ITEMS: keep, adapt or drop",
    "themes": "Further themes",
    "priorities": "The other ITEMS: where they rank",
    "changes": "The other ITEMS: what changed",
}
MOST_HEADLINES, FIRST = 4, 3
# So many names of those not heard from fit on a slide.
MOST_SILENT = 12
# A table of who answered has room below words that are not longer.
MOST_SECTORS, MOST_ABOVE = 8, 330  # rows, characters


@dataclass(frozen=True)
class ChartShown:
    """A chart on a slide of its own: its finding, its alternative text and its file."""

    title: str
    words: str
    file: str


@dataclass(frozen=True)
class SectorShown:
    """How many forms of a sector came back, and from how many of its organisations, in words."""

    name: str
    forms: str
    organisations: str


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
    sectors: tuple[SectorShown, ...]
    pooled: str
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
    took_part, silent = sentences.took_part(figures), sentences.silent(figures)
    silent = silent if len(silent) <= MOST_SILENT else []
    first = [tip for tip in figures.ranked() if tip.priority.rank is not None][:FIRST]
    return SlidesTold(
        title=terms.title,
        day=written_with_day(terms.day) if terms.day else "",
        made_on=written(today) if today else "",
        draft=figures.edition is None,
        key_question=terms.key_question,
        took_part=took_part,
        silent=tuple(silent),
        sectors=_sectors(figures, above="; ".join([took_part, *silent])),
        pooled=what_is_pooled(figures.respondents.pooled),
        headlines=sentences.findings(figures, MOST_HEADLINES),
        findings=tuple(shown(charts, FINDINGS, terms.items)),
        priorities=tuple(shown(charts, PRIORITIES, terms.items)),
        first=tuple(f"{terms.item.capitalize()} {tip.number}: {tip.title}" for tip in first),
    )


def _sectors(figures: Figures, above: str) -> tuple[SectorShown, ...]:
    """Return who answered by sector, where a slide has room for it below the words `above`."""
    found = [
        SectorShown(
            name,
            f"{sector.answered:,} of {sector.expected:,}",
            f"{sector.organisations:,} of {sector.invited:,}",
        )
        for name, sector in figures.respondents.by_sector.items()
        if sector.invited
    ]
    fits = len(found) <= MOST_SECTORS and len(above) <= MOST_ABOVE
    return tuple(found) if fits and not figures.internal else ()


def shown(charts: Sequence[Chart], names: Sequence[str], items: str) -> Iterator[ChartShown]:
    """Yield charts in the order of their names; of several parts each says which it is.

    The finding stands above the first part alone: what it names need not be on the others. `items`
    is the noun of what the rows are of.
    """
    for name in names:
        parts = [chart for chart in charts if chart.of == name]
        for number, chart in enumerate(parts, 1):
            of = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
            title = chart.title.removesuffix(".")
            if number > 1:
                title = FURTHER[name].replace("ITEMS", items)
            yield ChartShown(f"{title}{of}", chart.description, f"{chart.name}.png")
