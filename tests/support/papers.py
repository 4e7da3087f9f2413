"""Writes into paper.docx as the lead does in Word: paragraphs, and lists that Word counts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from tests.support.stripping import changed
from tests.support.word_files import Element, W


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
