"""A workshop whose first edition has gone out, and focus groups that look at it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support.folders import answered, collect_forms, copy_of, make_folder
from tests.support.papers import write_into
from tests.support.pictures import empty_pictures
from tests.support.word_files import fill, open_word
from toptips import workflow
from toptips.workflow.analysing import Analysis

PARTNERS = ("mh-trust", "acute-trust", "council", "district", "charity")
# The third tip is scored lowest, so that it comes first.
RETURNED = [
    (
        partner,
        answered("4", _0__label=f"p{number}", _3__score="1 Not started", _2__score="2 Planned"),
    )
    for number, partner in enumerate(PARTNERS)
]
SAID = {
    "0.label": "Tuesday carers, Quay library",
    "0.met_on": "4 October 2018",
    "0.how_many": "8",
    "0.writer": "Pat Ferry",
    "0.quote": "Yes, nobody minds",
    "3.right": "Yes",
    "3.why": "A room is not a home.",
    "2.right": "Partly",
    "0.missing": "Somebody to ring at night.",
    "0.change": "Put families first.",
}
NOT_RIGHT = "No"
OTHERS = {
    "0.label": "Friday lunch club",
    "0.how_many": "5",
    "3.right": NOT_RIGHT,
    "2.right": NOT_RIGHT,
}


def report_to_groups(folder: Path) -> Path:
    """A workshop whose first edition has gone out, with the sheet that asks about it."""
    return copy_of(_give_the_first_edition_out, folder)


def _give_the_first_edition_out(folder: Path) -> None:
    make_folder(folder, framework_changes={"codebook": "discharge-and-integration"})
    collect_forms(folder, RETURNED)
    write_into(folder / "paper.docx", {"asks": "Agree who leads."})
    with empty_pictures():
        workflow.analyse(folder, final=True)


def sheet_in(folder: Path) -> Path:
    return folder / "report" / "focus-group.docx"


def come_back(folder: Path, name: str, data: bytes) -> str:
    """Collect one file, and return what is said of it: its status, then the message."""
    path = folder.parent / name
    path.write_bytes(data)
    rows = workflow.collect(folder, [path]).rows
    [row] = [row for row in rows if row.file == name]
    return f"{row.status}: {row.message}"


def said_by(folder: Path, name: str, answers: Mapping[str, str], modified: str = "") -> str:
    return come_back(folder, name, fill(sheet_in(folder), answers, modified=modified))


def section(analysis: Analysis) -> list[str]:
    """The report's section on what people say, paragraph by paragraph."""
    lines = open_word(analysis.report).paragraphs
    if "What people say of the priorities" not in lines:
        return []
    return lines[lines.index("What people say of the priorities") :]
