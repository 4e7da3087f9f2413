"""The report: what its template is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from toptips.analysis import printing
from toptips.analysis.figures import Agreed, Figures, TipFigures
from toptips.analysis.quotes import varied
from toptips.charts import Chart
from toptips.documents.template import Templates
from toptips.documents.word import write_word
from toptips.model.dates import written, written_with_day
from toptips.model.framework import Framework
from toptips.model.workshop import Workshop
from toptips.report import sentences

TEMPLATE = "report/report.md.j2"


def write_report(
    workshop: Workshop,
    framework: Framework,
    figures: Figures,
    charts: Sequence[Chart],
    templates: Templates,
    today: date | None = None,
) -> bytes:
    """Return report.docx: the template `report/report.md.j2` with these figures and charts.

    `today` is printed as the report's date if given.
    """
    by_name = {chart.name: chart for chart in charts}
    told = {
        "workshop": workshop,
        "framework": framework,
        "figures": figures,
        "charts": by_name,
        "made_on": written(today) if today else "",
        "day": written_with_day,
        "headlines": list(sentences.headlines(figures, workshop)),
        "silent": sentences.silent(figures),
        "groups": {group: _shown(group, figures) for group in figures.respondents.by_group},
        "compared": any(tip.gap.value is not None for tip in figures.tips),
        "differences": [tip for tip in figures.tips if tip.gap.claimed],
        "draft": figures.coding is None or not figures.coding.checked,
        "next_steps": _next_steps(figures),
        "agreed": _agreed,
        "tip_of": framework.tip,
        "say": sentences,
        "varied": varied,
        "compact": _compact,
        "print": printing,
        "rank_range": _rank_range,
        "other_rank": partial(_other_rank, figures.tips),
        "points": _points,
        "scale_ends": [f"{value} ({label})" for value, label in figures.scale.items()][
            :: max(1, len(figures.scale) - 1)
        ],
    }
    return write_word(
        templates.render(TEMPLATE, told),
        brand=templates.find("brand.docx"),
        pictures={f"{chart.name}.png": chart.png for chart in charts},
    )


def _shown(group: str, figures: Figures) -> list[str]:
    """Return the values of a group that have a mean for one tip at least."""
    return [
        value
        for value in figures.tips[0].by.get(group, ())
        if any(tip.by[group][value].mean is not None for tip in figures.tips)
    ]


def _points(value: Fraction | None) -> str:
    """Print a priority or one of its contributions (0 to 1)."""
    return "not known" if value is None else printing.points(value)


def _compact(text: str) -> str:
    """Leave out empty lines: within a quote they would make it look like two."""
    return "\n".join(line for line in text.splitlines() if line.strip())


def _rank_range(tip: TipFigures) -> str:
    low, high = tip.priority.rank_low, tip.priority.rank_high
    return printing.rank_range(low, high) if low is not None and high is not None else "not known"


def _other_rank(tips: Sequence[TipFigures], tip: TipFigures, which: str) -> str:
    """Print where a tip stands in another order, such as `rank_by_need`; = if others do too."""
    ranks = [getattr(one.priority, which) for one in tips]
    own = getattr(tip.priority, which)
    return "none" if own is None else printing.ordinal(own) + "=" * (ranks.count(own) > 1)


def _agreed(agreed: Agreed) -> list[str]:
    """Say what one table agreed about one tip, line by line."""
    lead, due = agreed.lead, _date(agreed.due)
    chosen = (
        ("Score", sentences.SCORES.get(agreed.score, agreed.score)),
        ("Whose problem", sentences.OWNERS.get(agreed.ownership, "")),
        ("Local version", sentences.LOCAL.get(agreed.local_tip, "")),
    )
    lines = (
        ("What works well", agreed.strengths),
        ("What gets in the way", agreed.barriers),
        ("Already planned", agreed.plans),
        ("Next", agreed.action),
        ("Lead and date", ", ".join(part for part in (lead, due) if part)),
        ("Seen differently", agreed.dissent),
        ("Wording", agreed.wording),
    )
    together = ". ".join(_said(chosen))
    return [together, *_said(lines)] if together else _said(lines)


def _said(lines: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{what}: {text}" for what, text in lines if text]


def _date(iso: str) -> str:
    return written(date.fromisoformat(iso)) if iso else ""


def _next_steps(figures: Figures) -> list[dict[str, str]]:
    """List what the tables proposed to do, by the tips' priority."""
    return [
        {
            "tip": str(tip.number),
            "action": one.action,
            "lead": one.lead or "To be agreed",
            "due": _date(one.due) or "To be agreed",
            "table": one.table,
        }
        for tip in figures.ranked()
        for one in tip.agreed
        if one.action
    ]
