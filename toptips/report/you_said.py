"""One page for everybody who answered: what they said, what comes first, what happens next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from toptips.analysis.figures import Figures
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.documents.word import write_word
from toptips.model.dates import written
from toptips.model.paper import Paper
from toptips.report import sentences
from toptips.report.focus_groups import called_right
from toptips.report.paper import PartTold, paper_told

TEMPLATE = "report/you-said.md.j2"
MOST_HEADLINES, FIRST = 4, 3
# Where it says what changed since, there is room for fewer.
HEADLINES_BESIDE_CHANGES = 2
# What the lead writes about what comes next, by the paper's keys.
NEXT = ("follow_up", "report_back", "contact")


@dataclass(frozen=True)
class YouSaidTold:
    """All that the page's template is told."""

    title: str
    made_on: str
    draft: bool
    took_part: str
    headlines: tuple[str, ...]
    first: tuple[str, ...]
    changed: PartTold | None
    next: tuple[PartTold, ...]
    unwritten: tuple[str, ...]
    smallest: int
    shown_alone: tuple[str, ...]


def write_you_said(
    figures: Figures, paper: Paper, templates: Templates, today: date | None = None
) -> bytes:
    """Return the page as a Word document."""
    blocks = read_blocks(templates.render(TEMPLATE, _told(figures, paper, today)))
    return write_word(blocks, brand=templates.find("brand.docx"))


def _told(figures: Figures, paper: Paper, today: date | None) -> YouSaidTold:
    parts = paper_told(paper)
    changed = parts["changed"] if figures.focus_groups and parts["changed"].blocks else None
    most = HEADLINES_BESIDE_CHANGES if changed else MOST_HEADLINES
    return YouSaidTold(
        title=figures.terms.title,
        made_on=written(today) if today else "",
        draft=figures.edition is None,
        took_part=sentences.took_part(figures),
        headlines=sentences.findings(figures, most),
        first=tuple(islice(_first(figures), FIRST)),
        changed=changed,
        next=tuple(parts[key] for key in NEXT if parts[key].blocks),
        unwritten=tuple(parts[key].name for key in NEXT if not parts[key].blocks),
        smallest=figures.terms.smallest_group,
        shown_alone=tuple(figures.respondents.shown_alone.values()),
    )


def _first(figures: Figures) -> Iterator[str]:
    """Yield the items that have a rank, the first priority first."""
    for tip in figures.ranked():
        if tip.priority.rank is not None:
            yield f"{tip.title} ({figures.terms.item} {tip.number}){called_right(tip, figures)}"
