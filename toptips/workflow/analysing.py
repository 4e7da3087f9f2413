"""`toptips analyse`: from responses.csv to the report, its charts and analysis.json."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from toptips import __version__
from toptips.analysis.assemble import analyse as make_figures
from toptips.analysis.figures import Figures, to_json
from toptips.analysis.rules import Rules
from toptips.analysis.wanted import wanted
from toptips.errors import TopTipsError
from toptips.model.answered import Answered
from toptips.model.codebook import load_codebook
from toptips.model.decisions import load_decisions
from toptips.model.responses import Response, read_responses
from toptips.places import digest, read_bytes
from toptips.workflow.comparing import differences
from toptips.workflow.opened import Opened, Progress, open_workshop
from toptips.writing import Outputs, only_one


@dataclass(frozen=True)
class Analysis:
    """What `analyse` did: the figures, where the report is, and what it kept aside.

    `notes` are sentences about what a person should see to. `next_conversation` is the
    facilitator's sheet, None where no item needs several organisations.
    """

    figures: Figures
    report: Path
    charts: tuple[Path, ...]
    kept_aside: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    next_conversation: Path | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the figures as analysis.json has them."""
        return to_json(self.figures)


def analyse(
    folder: Path, *, today: date | None = None, progress: Progress | None = None
) -> Analysis:
    """Turn responses.csv into the report, its charts and analysis.json, and what comes next.

    `today` is printed on the report if given. Raises TopTipsError where nobody has answered.
    """
    # Only here: matplotlib takes most of a second to load, and no other command needs it.
    from toptips.charts import draw
    from toptips.report import write_report

    opened = open_workshop(folder)
    place = opened.place
    responses = read_responses(place.responses_csv)
    notes = differences(opened, responses)
    figures = figures_of(opened, responses)
    charts = draw(figures, progress)
    with only_one(place):
        outputs = Outputs(place)
        for chart in charts:
            outputs.write(place.report / "charts" / f"{chart.name}.png", chart.png)
            outputs.write(place.report / "charts" / f"{chart.name}.svg", chart.svg)
        text = json.dumps(to_json(figures), ensure_ascii=False, indent=1) + "\n"
        outputs.write(place.report / "analysis.json", text.encode())
        report = place.report / "report.docx"
        outputs.write(report, write_report(figures, charts, opened.templates, today))
        outputs.clear(place.report)
        sheet = _write_next(opened, figures, responses, outputs)
    return Analysis(
        figures=figures,
        report=report,
        charts=tuple(place.report / "charts" / f"{chart.name}.png" for chart in charts),
        kept_aside=tuple(outputs.kept_aside),
        notes=(*notes, *outputs.notes),
        next_conversation=sheet,
    )


def _write_next(
    opened: Opened, figures: Figures, responses: Sequence[Response], outputs: Outputs
) -> Path | None:
    """Write the facilitator's sheet for the next conversation, where any item needs one."""
    from toptips.report.next_conversation import write_next_conversation

    tables = Answered.of(responses).forms("conversation")
    data = write_next_conversation(figures, wanted(tables, opened.asked), opened.templates)
    sheet = opened.place.next / "next-conversation.docx"
    if data is not None:
        outputs.write(sheet, data)
    outputs.clear(opened.place.next)
    return sheet if data is not None else None


def figures_of(opened: Opened, responses: Sequence[Response]) -> Figures:
    """Return the figures of a workshop: what was asked, what was answered, how it is counted."""
    if not any(response.form in ("self-assessment", "conversation") for response in responses):
        raise TopTipsError(
            "No self-assessment and no table's sheet has come back yet, so there is nothing to"
            " analyse. Run 'toptips collect' when some have."
        )
    asked = opened.asked
    answered = replace(
        Answered.of(responses),
        returns=dict(sorted(Counter(row.status for row in opened.rows).items())),
        answered_with=opened.answered_with,
        decisions=load_decisions(opened.place.path),
        fingerprint=digest(read_bytes(opened.place.responses_csv)),
    )
    name = asked.framework.codebook
    codebook = load_codebook(name, opened.place.path) if name else None
    rules = Rules.of(asked, opened.workshop)
    return make_figures(asked, answered, rules, codebook, _versions())


def _versions() -> dict[str, str]:
    """Return the versions that a figure or a chart may depend on."""
    found = {"toptips": __version__}
    for name in ("matplotlib", "numpy", "python-docx", "lxml"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found
