"""Focus groups, there and back: the sheet made with the report, and what came back of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toptips.analysis.coding import words_decided
from toptips.analysis.figures import Figures
from toptips.analysis.focus_groups import hear
from toptips.analysis.group_words import as_decided, texts_allowed
from toptips.analysis.printing import count
from toptips.model.codings import Codings
from toptips.model.dates import written
from toptips.model.focus_groups import (
    NAME,
    GroupSheet,
    make_sheet_questionnaire,
    sheet_of,
    write_sheets,
)
from toptips.model.questionnaire import Questionnaire
from toptips.model.questions import FOCUS_GROUP
from toptips.model.responses import Response
from toptips.model.wordings import load_wordings
from toptips.model.workshop import Workshop
from toptips.pack.focus_group import ShownPriorities, write_focus_group
from toptips.pack.told import framework_told
from toptips.places import Folder
from toptips.report.focus_groups import first_priorities, in_plain_words, who_answered
from toptips.returns.printed_lines import keep_printed
from toptips.workflow.opened import Opened
from toptips.writing import Outputs, write_safely

# The empty sheet, in the folder `report`.
FOR_GROUPS = "focus-group.docx"


@dataclass(frozen=True)
class EmptySheet:
    """The sheet as it is handed out, and what it asks."""

    asked: Questionnaire
    word: bytes


def keep_asked(place: Folder, sheet: EmptySheet | None) -> None:
    """Write down what a sheet asks and prints, by which what comes back is read."""
    if sheet is None:
        return
    path = place.sent / f"{sheet.asked.hash}.json"
    if not path.exists():
        write_safely(path, sheet.asked.to_json())
    keep_printed(place.path, [sheet.asked], [sheet.word], [])


def empty_sheet(opened: Opened, figures: Figures, today: date | None) -> EmptySheet | None:
    """Return the sheet that asks about these priorities; None where nothing has a rank."""
    first = first_priorities(figures)
    if not first:
        return None
    framework = opened.asked.framework
    by_id = {tip.id: tip for tip in framework.tips}
    priorities = tuple(by_id[tip.id] for tip in first)
    asked = make_sheet_questionnaire(
        framework,
        opened.workshop,
        load_wordings([opened.folder.templates]),
        priorities,
        figures.edition.number if figures.edition else 0,
        figures.terms.smallest_group,
    )
    shown = ShownPriorities(
        priorities=priorities,
        figures={tip.id: in_plain_words(tip, figures) for tip in first},
        smallest_group=figures.terms.smallest_group,
        answered=who_answered(figures),
        made_on=written(today) if today else "",
    )
    told = framework_told(framework)
    return EmptySheet(
        asked, write_focus_group(shown, asked, opened.workshop, told, opened.templates)
    )


def write_focus_groups(
    place: Folder,
    responses: Sequence[Response],
    asked: Mapping[str, str],
    questionnaires: Mapping[str, Questionnaire],
    outputs: Outputs,
) -> None:
    """Write focus-groups.csv, where a sheet counts or there is such a file from before.

    `asked` holds the hash of each return's questionnaire, by the return's id.
    """
    sheets = [sheet_of(response, questionnaires[asked[response.id]]) for response in responses]
    if sheets or place.focus_groups_csv.is_file():
        outputs.write(place.focus_groups_csv, write_sheets(sheets))


def with_focus_groups(
    figures: Figures, sheets: Sequence[GroupSheet], workshop: Workshop, codings: Codings
) -> Figures:
    """Return figures with what focus groups said, and with what the facilitator alone is told."""
    smallest = figures.terms.smallest_group
    words = as_decided(texts_allowed(sheets, smallest, workshop), words_decided(codings))
    return replace(
        figures,
        focus_groups=hear(sheets, smallest, words),
        checks=(*figures.checks, *words.held_back, *_waiting(words.waiting)),
    )


def _waiting(texts: int) -> Iterator[str]:
    """Say how many texts nobody has confirmed or refused yet."""
    if texts:
        said = count(texts, "text of focus groups is", "texts of focus groups are")
        them = "it" if texts == 1 else "them"
        yield f"{said} not printed: nobody has confirmed {them} yet (coding.xlsx, sheet 1 Quotes)."


def notes_on(opened: Opened, sheets: Sequence[GroupSheet]) -> Iterator[str]:
    """Say where focus-groups.csv holds other sheets than returns.csv counts."""
    counting = (row for row in opened.rows if row.status == "accepted")
    counted = {row.response_id for row in counting if row.form == FOCUS_GROUP}
    if opened.folder.returns_csv.is_file() and counted != {sheet.id for sheet in sheets}:
        yield (
            f"{NAME}: its sheets are not those that returns.csv counts. Run 'toptips collect' to"
            " write it again."
        )
