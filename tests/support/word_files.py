"""Reads Word documents as a reader meets them, and fills in forms as a partner does."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
DC = "{http://purl.org/dc/elements/1.1/}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

Element = etree._Element


def words(element: Element) -> str:
    """What can be read in an element, with its line breaks; hidden words left out."""
    parts = []
    for piece in element.iter(f"{W}t", f"{W}br", f"{W}p", f"{W}tab"):
        if piece.tag == f"{W}t":
            run = piece.getparent()
            hidden = run is not None and run.find(f"{W}rPr/{W}vanish") is not None
            parts.append("" if hidden else piece.text or "")
        elif piece.tag == f"{W}tab":
            parent = piece.getparent()
            parts.append("\t" if parent is not None and parent.tag == f"{W}r" else "")
        elif piece.tag == f"{W}p" or piece.get(f"{W}type") != "page":
            parts.append("\n")
    return "".join(parts).strip("\n")


@dataclass(frozen=True)
class Word:
    """A Word document's parts, read."""

    parts: Mapping[str, bytes]

    @property
    def body(self) -> Element:
        return etree.fromstring(self.parts["word/document.xml"])

    @property
    def text(self) -> str:
        return words(self.body)

    @property
    def paragraphs(self) -> list[str]:
        """Every paragraph outside tables and the list of contents."""
        return [
            words(paragraph)
            for paragraph in self.body.iter(f"{W}p")
            if next(paragraph.iterancestors(f"{W}tbl"), None) is None
            and paragraph.find(f"{W}pPr/{W}pStyle[@{W}val='TOC1']") is None
        ]

    @property
    def headings(self) -> list[str]:
        found = []
        for paragraph in self.body.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is not None and style.get(f"{W}val", "").startswith("Heading"):
                found.append(words(paragraph))
        return found

    @property
    def tables(self) -> list[list[list[str]]]:
        """Every table as rows of cells."""
        return [
            [[words(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
            for table in self.body.iter(f"{W}tbl")
        ]

    @property
    def alternative_texts(self) -> list[str]:
        return [picture.get("descr", "") for picture in self.body.iter(f"{DRAWING}docPr")]

    @property
    def tags(self) -> list[str]:
        return [tag.get(f"{W}val", "") for tag in self.body.iter(f"{W}tag")]

    def link_targets(self) -> list[str]:
        root = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        return [link.get("Target", "") for link in root if link.get("TargetMode") == "External"]

    def property(self, name: str) -> str:
        """One of the document's properties: title, keywords, subject."""
        root = etree.fromstring(self.parts["docProps/core.xml"])
        return root.findtext(f"{DC}{name}") or root.findtext(f"{CORE}{name}") or ""

    def everything(self) -> str:
        """All parts that are text, to look for what must stand nowhere."""
        return "\n".join(
            data.decode("utf-8")
            for name, data in self.parts.items()
            if name.endswith((".xml", ".rels"))
        )


def open_word(document: Path | bytes) -> Word:
    data = document if isinstance(document, bytes) else document.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return Word({name: file.read(name) for name in file.namelist()})


def fill(
    form: Path | bytes,
    answers: Mapping[str, str],
    *,
    modified: str = "",
    without_reference: bool = False,
) -> bytes:
    """Fill in a form. `answers` by field ("3.score"); a choice by the words that are shown."""
    parts = dict(open_word(form).parts)
    body = etree.fromstring(parts["word/document.xml"])
    left = dict(answers)
    for control in body.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        field = "" if tag is None else tag.get(f"{W}val", "")
        if field in left:
            _type_into(control, left.pop(field))
    assert not left, f"the form has no place for {sorted(left)}"
    parts["word/document.xml"] = etree.tostring(body, xml_declaration=True, encoding="UTF-8")
    core = parts["docProps/core.xml"].decode()
    if modified:
        start = core.index(">", core.index("<dcterms:modified")) + 1
        core = core[:start] + modified + core[core.index("</dcterms:modified>") :]
    if without_reference:
        core = core.replace("toptips: ", "no longer: ")
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"toptips: ", b"gone: ")
    parts["docProps/core.xml"] = core.encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in parts.items():
            # The same answers make the same file, however long a test takes.
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _type_into(control: Element, text: str) -> None:
    """Put a text in place of what the control holds, the line breaks as Word has them."""
    properties = control.find(f"{W}sdtPr")
    assert properties is not None
    showing = properties.find(f"{W}showingPlcHdr")
    if showing is not None:
        properties.remove(showing)
    content = control.find(f"{W}sdtContent")
    assert content is not None
    if content.find(f"{W}sdt") is not None:
        tick(content, text)
        return
    paragraph = content.find(f"{W}p")
    place = content if paragraph is None else paragraph
    for run in place.findall(f"{W}r"):
        place.remove(run)
    run = etree.SubElement(place, f"{W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        words_of_line = etree.SubElement(run, f"{W}t")
        words_of_line.text = line
        words_of_line.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def tick(content: Element, text: str) -> None:
    """Tick the box before these words, or write them behind all boxes if they are none's."""
    for box in content.iter(f"{W}sdt"):
        run = box.getnext()
        if run is not None and words(run).split() == text.split():
            sign = next(box.iter(f"{W}t"))
            sign.text = "\u2612"
            return
    run = etree.SubElement(content, f"{W}r")
    etree.SubElement(run, f"{W}t").text = f" {text}"


def codes(document: Path) -> list[str]:
    """The codes of the answers' places, in order: in a row's label, or of a grid."""
    found = []
    for head, *rows in open_word(document).tables:
        letters = [text.split()[0] for text in head[1:] if re.match(r"[a-z] ", text)]
        for row in rows:
            label = row[0].split()[0]
            found += [label + letter for letter in letters] if label.isdecimal() else [label]
    return found


def with_paragraph(document: Path, text: str) -> None:
    """Edit a document as a person does: add a paragraph at its beginning."""
    parts = dict(open_word(document).parts)
    root = etree.fromstring(parts["word/document.xml"])
    body = root.find(f"{W}body")
    assert body is not None
    paragraph = etree.Element(f"{W}p")
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = text
    body.insert(0, paragraph)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(document, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
