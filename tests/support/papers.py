"""What the lead writes: a workshop with its paper, writing into it as in Word, and its report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from tests.support.folders import answered, collect_forms, copy_of, make_folder
from tests.support.stripping import changed
from tests.support.word_files import Element, W, Word, open_word
from toptips import workflow
from toptips.model.paper_parts import PARTS
from toptips.model.wordings import load_wordings
from toptips.workflow.analysing import Analysis

NAMES = [load_wordings([]).of(topic).answer for topic in PARTS]
RETURNED = [
    (partner, answered(score, _0__label=f"p{number}"))
    for number, (partner, score) in enumerate(
        [("mh-trust", "2"), ("acute-trust", "3"), ("council", "4"), ("district", "2")]
    )
]
ASKS = "The Board is asked to:\n• note what came back;\n• agree who leads <first> & why."


def forms_back(folder: Path) -> Path:
    """A workshop with four forms collected and an empty paper."""
    return copy_of(_collect_four, folder)


def _collect_four(folder: Path) -> None:
    collect_forms(make_folder(folder), RETURNED)


def write_into(paper: Path, texts: Mapping[str, str]) -> None:
    """Write into the boxes of a paper, by key: a line a paragraph, "• " before items of a list."""
    left = dict(texts)

    def write(root: Element) -> None:
        for control in list(root.iter(f"{W}sdt")):
            tag = control.find(f"{W}sdtPr/{W}tag")
            key = "" if tag is None else tag.get(f"{W}val", "").removeprefix("0.")
            if key in left:
                _fill(control, left.pop(key))

    paper.write_bytes(changed(paper.read_bytes(), write))
    assert not left, f"the paper has no place for {sorted(left)}"


def analysed(folder: Path) -> tuple[Analysis, Word]:
    analysis = workflow.analyse(folder)
    return analysis, open_word(analysis.report)


def still_to_be_written(report: Word) -> list[str]:
    """The parts that the report marks as not yet written, wherever it does."""
    marked = re.findall(r"\[Still to be written: ([^]]+)\]", report.text)
    return [name for names in marked for name in names.split("; ")]


def styles(report: Word, *texts: str) -> list[str]:
    """The style of each paragraph with these words; nothing for ordinary ones."""
    found = {}
    for paragraph in report.body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
        found[text] = "" if style is None else style.get(f"{W}val", "")
    return [found[text].replace("Normal", "") for text in texts]


def _fill(control: Element, text: str) -> None:
    """Put paragraphs into a control, which Word then lays round whole paragraphs of the cell."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    assert properties is not None and content is not None
    showing = properties.find(f"{W}showingPlcHdr")
    if showing is not None:
        properties.remove(showing)
    cell = next(control.iterancestors(f"{W}tc"))
    for paragraph in cell.findall(f"{W}p"):
        cell.remove(paragraph)
    content.clear()
    for line in text.split("\n"):
        content.append(_paragraph(line))
    cell.append(control)


def _paragraph(line: str) -> Element:
    made = etree.Element(f"{W}p")
    if line.startswith("• "):
        listed = etree.SubElement(etree.SubElement(made, f"{W}pPr"), f"{W}numPr")
        etree.SubElement(listed, f"{W}ilvl").set(f"{W}val", "0")
        etree.SubElement(listed, f"{W}numId").set(f"{W}val", "1")
    written = etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t")
    written.text = line.removeprefix("• ")
    return made
