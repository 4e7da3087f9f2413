"""Paragraphs and runs of Word, made as OOXML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from toptips.documents.blocks import Span
from toptips.documents.controls import element
from toptips.documents.styles import Styles

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = {"\n": "w:br", "\t": "w:tab"}


def new_paragraph(
    style: str = "",
    *,
    keep: bool = False,
    new_page: bool = False,
    number: int | None = None,
    before: int | None = None,
    after: int | None = None,
    align: str = "",
) -> Any:
    """Return a paragraph in the style with this id.

    It is kept with what follows it if `keep`; `number` is the numbering that it belongs to;
    `before` and `after` are spaces in twentieths of a point, where they differ from the style's.
    On a new page there is no space above it.
    """
    paragraph, properties = element("w:p"), element("w:pPr")
    # In the order that the schema wants.
    if style:
        properties.append(element("w:pStyle", val=style))
    if keep:
        properties.append(element("w:keepNext"))
    if new_page:
        properties.append(element("w:pageBreakBefore"))
    if number is not None:
        numbered = element("w:numPr")
        numbered.extend([element("w:ilvl", val=0), element("w:numId", val=number)])
        properties.append(numbered)
    before = 0 if new_page else before
    spaces = {"before": before, "after": after}
    if told := {name: space for name, space in spaces.items() if space is not None}:
        properties.append(element("w:spacing", **told))
    if align:
        properties.append(element("w:jc", val=align))
    if len(properties):
        paragraph.append(properties)
    return paragraph


class Runs:
    """Writes words into paragraphs of one part of a document."""

    def __init__(self, part: Any, styles: Styles) -> None:
        self._part = part
        self._code, self._link = styles.id_of("Code"), styles.id_of("Hyperlink")

    def add(self, paragraph: Any, spans: Sequence[Span], *, bold: bool = False) -> None:
        """Add spans to a paragraph, those that lead somewhere as links."""
        for address, together in groupby(spans, key=lambda span: span.address):
            into = paragraph
            if address:
                kind = RELATIONSHIP_TYPE.HYPERLINK
                into = element("w:hyperlink")
                into.set(qn("r:id"), self._part.relate_to(address, kind, is_external=True))
                paragraph.append(into)
            for span in together:
                style = self._code if span.code else self._link if address else ""
                into.append(run(span.text, bold=bold or span.bold, italic=span.italic, style=style))

    def link(self, text: str, anchor: str) -> Any:
        """Return a link to a bookmark of the same document."""
        made = element("w:hyperlink", anchor=anchor, history=1)
        made.append(run(text, style=self._link))
        return made


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> Any:
    """Return a run of text, with its line breaks and tabs."""
    made = element("w:r")
    if bold or italic or style:
        properties = element("w:rPr")
        if style:
            properties.append(element("w:rStyle", val=style))
        properties.extend(
            element(f"w:{tag}") for tag, is_set in (("b", bold), ("i", italic)) if is_set
        )
        made.append(properties)
    for piece in re.split(r"([\n\t])", text):
        if piece in _BREAKS:
            made.append(element(_BREAKS[piece]))
        elif piece:
            written = element("w:t")
            written.text = piece
            if piece != piece.strip():
                written.set(_SPACE, "preserve")
            made.append(written)
    return made
