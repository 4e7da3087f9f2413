"""`toptips analyse`: from responses.csv to the report, its charts and analysis.json."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toptips import HowFar, __version__
from toptips.analysis.assemble import analyse as make_figures
from toptips.analysis.figures import Figures
from toptips.analysis.figures_data import to_json
from toptips.analysis.rules import Rules
from toptips.analysis.wanted import wanted
from toptips.errors import TopTipsError
from toptips.model.answered import Answered
from toptips.model.codebook import load_codebook
from toptips.model.decisions import load_decisions
from toptips.model.focus_groups import GroupSheet, load_sheets
from toptips.model.paper import Paper
from toptips.model.paper_parts import letter_of
from toptips.model.responses import Response, read_responses
from toptips.model.returned import answers_left_out
from toptips.sharing.editions import TooNear
from toptips.workflow.against_returns import differences
from toptips.workflow.also_as import also_as
from toptips.workflow.coded import Decided, answered_of, decided_in
from toptips.workflow.editions import Issue, begin_editions, fingerprint, hold_against_earlier
from toptips.workflow.focus_groups import (
    FOR_GROUPS,
    empty_sheet,
    keep_asked,
    notes_on,
    with_focus_groups,
)
from toptips.workflow.opened import Opened, open_workshop
from toptips.workflow.paper import read_paper
from toptips.writing import Outputs, only_one

if TYPE_CHECKING:
    from toptips.charts import Chart

# The codebook of what is proposed as a workstream wherever comments carry it.
ACROSS = "across-items"
# The facilitator's sheet for the next conversation, in the folder `next`.
NEXT = "next-conversation.docx"


@dataclass(frozen=True)
class Analysis:
    """What `analyse` did: the figures, where the report is, and what it kept aside.

    `page` is the report as a web page, of the same words.
    The `checks` of its figures name returns by their files, which what was written never does.
    `notes` are sentences about what a person should see to; `unwritten` names what the lead has
    still to write in paper.docx. Of a draft `near` names the editions that it must not be laid
    beside; of an edition `since` says what came and went since the last. `next_conversation` is the
    facilitator's sheet, None where no item needs several organisations. `has_baseline` says that
    workshop.yaml names an earlier round.
    """

    figures: Figures
    report: Path
    charts: tuple[Path, ...]
    kept_aside: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    unwritten: tuple[str, ...] = ()
    near: tuple[TooNear, ...] = ()
    since: str = ""
    next_conversation: Path | None = None
    page: Path | None = None
    has_baseline: bool = False

    def as_data(self) -> dict[str, Any]:
        """Return the figures as analysis.json has them."""
        return to_json(self.figures)


def analyse(
    folder: Path,
    *,
    today: date | None = None,
    progress: HowFar | None = None,
    final: bool = False,
    recalled: Sequence[int] = (),
    pdf: bool = False,
) -> Analysis:
    """Turn responses.csv into the report, its charts and analysis.json, and what comes next.

    `today` is printed on the report if given. The report is a draft, unless it is `final`: then it
    is an edition, on record in editions.json; `recalled` are the numbers of earlier ones that
    nobody has any more. With `pdf` there is a PDF besides, where LibreOffice can make one. Raises
    TopTipsError where nobody has answered, and EditionHeldBack where an edition would give people
    away beside an earlier one.
    """
    opened = open_workshop(folder)
    place = opened.folder
    responses = read_responses(place.responses_csv)
    said = differences(opened, responses)
    paper, decided, sheets = read_paper(opened), decided_in(opened), load_sheets(folder)
    issue = _issue(opened, responses, sheets, paper, recalled, decided, final=final)
    # Before the edition is recorded: a mistake in a template makes none.
    files = _files(opened, issue.figures, paper, today, progress)
    asks = empty_sheet(opened, issue.figures, today)
    files |= {FOR_GROUPS: asks.word} if asks else {}
    files_next = _files_next(opened, issue.figures, responses)
    no_pdf = _add_pdf(files) if pdf else ""
    with only_one(place):
        issue.record(place)
        outputs = Outputs(place)
        keep_asked(place, asks)
        _write(outputs, place.report, files)
        _write(outputs, place.next, files_next)
    notes = (*said, *paper.notes, *decided.notes)
    return Analysis(
        figures=_naming_files(issue.figures, responses, sheets),
        report=place.report / "report.docx",
        page=place.report / "report.html",
        charts=tuple(place.report / name for name in files if fnmatch(name, "charts/*.png")),
        kept_aside=tuple(outputs.kept_aside),
        notes=tuple(filter(None, (*notes, *notes_on(opened, sheets), *outputs.notes, no_pdf))),
        unwritten=paper.still_to_write(groups_shown=issue.figures.shows_groups),
        near=issue.near,
        since=issue.said,
        next_conversation=place.next / NEXT if files_next else None,
        has_baseline=opened.workshop.baseline is not None,
    )


def _naming_files(
    figures: Figures, responses: Sequence[Response], sheets: Sequence[GroupSheet]
) -> Figures:
    """Return figures of which the facilitator's checks name returns by their files, too."""
    files = {response.id: response.source for response in responses}
    files |= {sheet.id: sheet.source for sheet in sheets}

    def named(found: re.Match[str]) -> str:
        what, whose = found.groups()
        file = files.get(whose)
        return f"{what.removeprefix('Response ')}{file} ({whose})" if file else found[0]

    known = re.compile(r"^(Response |Focus group's sheet )([\w-]+)")
    return replace(figures, checks=tuple(known.sub(named, check) for check in figures.checks))


def _write(outputs: Outputs, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all that stands in a folder of outputs, and clear away what stood there before."""
    for name, data in files.items():
        outputs.write(folder / name, data)
    outputs.clear(folder)


def _files(
    opened: Opened, figures: Figures, paper: Paper, today: date | None, progress: HowFar | None
) -> dict[str, bytes]:
    """Return all that stands in the folder `report`, by name: the report in each of its kinds."""
    # Only here: matplotlib takes most of a second to load, and no other command needs it.
    from toptips.charts import draw, draw_slides, draw_wall
    from toptips.report import write_report
    from toptips.report.slides import write_report_slides
    from toptips.report.you_said import write_you_said
    from toptips.workbooks.figure_tables import write_figure_tables

    charts = draw(figures, progress)
    written = write_report(figures, charts, opened.templates, today, paper)
    slides = write_report_slides(figures, draw_slides(figures), opened.templates, today)
    text = json.dumps(to_json(figures), ensure_ascii=False, indent=1) + "\n"
    return {
        **{f"charts/{name}": data for name, data in _pictures(charts)},
        **dict(_pictures(draw_wall(figures))),
        "analysis.json": text.encode(),
        "report.docx": written.word,
        "report.html": written.html,
        "slides.pptx": slides,
        "tables.xlsx": write_figure_tables(figures),
        "you-said.docx": write_you_said(figures, paper, opened.templates, today),
    }


def _pictures(charts: Sequence[Chart]) -> Iterator[tuple[str, bytes]]:
    for chart in charts:
        yield f"{chart.name}.png", chart.png
        yield f"{chart.name}.svg", chart.svg


def _add_pdf(files: dict[str, bytes]) -> str:
    """Add the report as a PDF; return why there is none, if so."""
    from toptips.documents.pdf import MISSING, office, to_pdf

    program = office()
    if program is None:
        return MISSING
    try:
        files["report.pdf"] = to_pdf(files["report.docx"], program)
    except TopTipsError as error:
        return str(error)
    return ""


def _files_next(
    opened: Opened, figures: Figures, responses: Sequence[Response]
) -> dict[str, bytes]:
    """Return what stands in the folder `next`: the facilitator's sheet, where any item needs it."""
    from toptips.report.next_conversation import write_next_conversation

    tables = Answered.of(responses).forms("conversation")
    data = write_next_conversation(figures, wanted(tables, opened.asked), opened.templates)
    return {} if data is None else {NEXT: data}


def _issue(
    opened: Opened,
    responses: Sequence[Response],
    sheets: Sequence[GroupSheet],
    paper: Paper,
    recalled: Sequence[int],
    decided: Decided,
    *,
    final: bool,
) -> Issue:
    """Return the figures as a draft, or as an edition that may lie beside the earlier ones."""
    begun = begin_editions(opened.folder, final=final, recalled=recalled)
    keyed_hash = fingerprint(opened.folder, begun.editions)
    figures = figures_of(opened, responses, keyed_hash, decided)
    figures = with_focus_groups(figures, sheets, opened.workshop, decided.codings)
    figures = replace(figures, also_as=also_as(opened))
    if final:
        _must_be_written(paper)
    return hold_against_earlier(opened, responses, figures, begun)


def _must_be_written(paper: Paper) -> None:
    """Raise TopTipsError for a final report that asks the board for nothing."""
    if not paper.text("asks"):
        asks = paper.names.get("asks", "")
        named = f", in box {letter_of('asks')} ('{asks}')" if asks else ""
        others = "; ".join(name for name in paper.unwritten if name != asks)
        raise TopTipsError(
            "A final report says what the board is asked, and that is not written yet. Write it in"
            f" paper.docx{named}; nothing else there has to be written."
            f"{f' Also empty: {others}.' if others else ''}"
        )


def figures_of(
    opened: Opened, responses: Sequence[Response], fingerprint: str, decided: Decided
) -> Figures:
    """Return the figures of a workshop: what was asked, what was answered, how it is counted."""
    if not any(response.form in ("self-assessment", "conversation") for response in responses):
        raise TopTipsError(
            "No self-assessment and no table's sheet has come back yet, so there is nothing to"
            " analyse. Run 'toptips collect' when some have."
        )
    asked = opened.asked
    answered = replace(
        answered_of(responses, decided),
        returns=dict(sorted(Counter(row.status for row in opened.rows).items())),
        answered_with=opened.answered_with,
        left_out=answers_left_out(opened.rows),
        decisions=load_decisions(opened.folder.path),
        fingerprint=fingerprint,
    )
    rules = Rules.of(asked, opened.workshop)
    across = load_codebook(ACROSS, opened.folder.path) if decided.codebook else None
    return make_figures(asked, answered, rules, decided.codebook, _versions(), across)


def _versions() -> dict[str, str]:
    """Return the versions that a figure or a chart may depend on."""
    found = {"toptips": __version__}
    for name in ("matplotlib", "numpy", "python-docx", "lxml"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found
