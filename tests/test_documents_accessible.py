"""Every document that is made can be read by everybody, and opens without complaint in Word."""

import re
import shutil
from pathlib import Path

import pytest

from tests.support.accessible import openxml_errors
from tests.support.pictures import empty_pictures
from tests.support.reports import RETURNED, analysed
from tests.support.word_files import W, open_word, words
from toptips import workflow
from toptips.documents.checks import problems
from toptips.documents.template import Templates
from toptips.places import shipped

# One of each kind: clones differ by nothing but their partner (see test_pack).
KINDS = {
    "action-log": "pack/action-log.docx",
    "attendance-list": "pack/attendance-list.docx",
    "before-the-board": "pack/before-the-board.docx",
    "briefing": "pack/briefing.docx",
    "checklist": "pack/checklist.docx",
    "dot-voting-sheet": "pack/dot-voting-sheet.docx",
    "dot-voting-tally": "pack/dot-voting-tally.docx",
    "sorting-sheet": "pack/sorting-sheet.docx",
    "table-plan": "pack/table-plan.docx",
    "item-cards": "pack/item-cards.docx",
    "facilitators-guide": "pack/facilitators-guide.docx",
    "self-assessment": "pack/forms/self-assessment-mh-trust.docx",
    "self-assessment-on-paper": "pack/forms/self-assessment-on-paper.docx",
    "people": "pack/forms/people.docx",
    "invitation": "pack/invitations/invitation-mh-trust.docx",
    "conversation-sheet": "pack/tables/conversation-sheet-table-2.docx",
    "microsoft-forms-questions": "pack/microsoft-forms-questions.docx",
    "microsoft-forms-people": "pack/microsoft-forms-people.docx",
    "report": "report/report.docx",
    "paper": "paper.docx",
    "focus-group": "report/focus-group.docx",
}


@pytest.fixture(scope="module")
def workshops(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small workshop, and the example, each from its pack to its report."""
    small = tmp_path_factory.mktemp("small") / "workshop"
    with empty_pictures():
        analysed(small, RETURNED, groups={"pathway": ["Adults", "Older adults"]})
    example = tmp_path_factory.mktemp("example") / "workshop"
    shutil.copytree(shipped("examples") / "essex-2018", example)
    workflow.prepare(example)
    workflow.collect(example)
    with empty_pictures():
        workflow.analyse(example)
    return {"small": small, "example": example}


@pytest.mark.parametrize("which", ["small", "example"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_rule_is_broken(workshops: dict[str, Path], which: str, kind: str) -> None:
    document = (workshops[which] / KINDS[kind]).read_bytes()
    assert problems(document) == []
    assert openxml_errors(document) == []
    assert not tables_that_touch(document), "Word shows two such tables as one"
    assert not marks_of_headings(document), "a heading stands within a paragraph"


def marks_of_headings(document: bytes) -> list[str]:
    """The paragraphs in which the marks of Markdown are printed."""
    return [text for text in open_word(document).paragraphs if re.search(r"(^|\s)#+\s", text)]


def tables_that_touch(document: bytes) -> list[str]:
    """The first words of each table that directly follows another one."""
    return [
        words(table)[:60]
        for table in open_word(document).body.iter(f"{W}tbl")
        if (before := table.getprevious()) is not None and before.tag == f"{W}tbl"
    ]


def test_no_kind_of_document_is_left_out() -> None:
    templates = Templates([shipped("templates")])
    names = (*templates.names("pack"), *templates.names("paper"))
    assert {name.partition("/")[2].removesuffix(".md.j2") for name in names} | {
        "report",
        "focus-group",
    } == set(KINDS)
