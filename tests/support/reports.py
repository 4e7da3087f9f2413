"""A workshop of nine people and two tables, its report, and what a reader finds in it."""

import json
from pathlib import Path
from typing import Any

from tests.support.folders import answered, collect_forms, make_folder
from tests.support.word_files import Word, open_word
from toptips import workflow

SYSTEM, OURS = "My organisation together with others", "My organisation alone"
OTHER = "Others, without mine"
NAMING, WITHOUT = "Yes, naming our sector", "Yes, without it"
NO = "No: count my answers, print none of my words"
VOTE = "2 Share records together"
# Nine people of five organisations. The charity is the only one of its sector.
RETURNED = (
    ("mh-trust", answered(
        "2", _0__label="ab", _0__role="Ward manager of Heron ward", _0__quote=NAMING,
        _1__ownership=SYSTEM, _1__barriers="No beds on Fridays & weekends.", _0__top_1=VOTE,
    )),
    ("mh-trust", answered(
        "3", _0__label="cd", _0__quote=WITHOUT, _1__ownership=SYSTEM, _0__top_1=VOTE,
        _1__strengths="The huddle at nine <really> works.",
    )),
    ("mh-trust", answered("2", _0__quote=NO, _1__barriers="Managers never listen.")),
    ("acute-trust", answered("4", _1__ownership=OURS, _1__barriers="Blank means silent words.")),
    ("acute-trust", answered(
        "4", _0__quote=NAMING, _1__ownership=SYSTEM, _0__top_1=VOTE,
        _1__barriers="Write to jo.bloggs@example.org about it.",
    )),
    ("council", answered("1", _1__ownership=OTHER, _2__score="5 Working everywhere")),
    ("council", answered("5", _0__quote=NAMING, _0__top_1="1 Plan early together")),
    ("district", answered("2", _0__top_1=VOTE, _3__score="Don't know (I can't judge)")),
    ("charity", answered(
        "1", _0__quote=NAMING, _1__barriers="We are asked last.", _1__action="Ask us first.",
        _3__score="Does not apply to my work",
    )),
    ("table-1", {
        "1.score": "3 Working in some places", "1.action": "A joint list of homes",
        "1.lead": "Head of housing", "1.due": "30/11/2018", "1.dissent": "One of us scored it 1.",
    }),
    ("table-2", {"1.score": "2 Planned", "1.ownership": "Several together"}),
)  # fmt: skip


def analysed(folder: Path, returned: Any = RETURNED, **changes: Any) -> tuple[Word, dict[str, Any]]:
    """Make a workshop, collect what was returned, and analyse it."""
    collect_forms(make_folder(folder, **changes), returned)
    return again(folder)


def again(folder: Path) -> tuple[Word, dict[str, Any]]:
    analysis = workflow.analyse(folder)
    figures = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    return open_word(analysis.report), figures


def published(folder: Path) -> str:
    """All that a reader of the report's folder could search."""
    svg = [path.read_text("utf-8") for path in (folder / "report" / "charts").glob("*.svg")]
    text = (folder / "report" / "analysis.json").read_text("utf-8")
    page = (folder / "report" / "report.html").read_text("utf-8")
    word = open_word(folder / "report" / "report.docx").everything()
    return "\n".join([word, page, text, *svg])


def table(report: Word, first: str, second: str = "") -> list[list[str]]:
    """The rows of the table whose header begins so."""
    for rows in report.tables:
        if rows[0][0] == first and (not second or rows[0][1] == second):
            return rows[1:]
    raise AssertionError(f"no table with '{first}'")


def findings(report: Word) -> str:
    """The text from the scores on, without the table of those who were invited."""
    text = report.text[report.text.rindex("\nAll tips at a glance\n") :]
    before, _, rest = text.partition("\nWho was invited\n")
    return before + rest[rest.index("\nThe figures in tables\n") :]


def section(report: Word, heading: str) -> str:
    """The text from a heading to the next one, without its tables."""
    lines = report.paragraphs
    start = lines.index(heading)
    ends = (place for place, line in enumerate(lines) if place > start and line in report.headings)
    return "\n".join(lines[start : next(ends, len(lines))])
