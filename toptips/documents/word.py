"""From blocks to Word: each block becomes what Word calls it, in the styles of brand.docx."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from toptips.documents.blocks import (
    Block,
    Blocks,
    CallOut,
    CodeBlock,
    Contents,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    QuoteBlock,
    Span,
    Spans,
    TableBlock,
    plain,
)
from toptips.documents.brand import open_brand
from toptips.documents.contents import ENTRY, fill_contents
from toptips.documents.controls import Places, element
from toptips.documents.package import finish
from toptips.documents.paragraphs import Runs, new_paragraph
from toptips.documents.styles import Styles
from toptips.documents.tables import Tables
from toptips.errors import TemplateError
from toptips.model.questionnaire import Questionnaire

AFTER_TABLE, BEFORE_TABLE = "After Table", Pt(10)
LISTS = {False: "List Bullet", True: "List Number"}
DEEPEST_LIST = 3


def write_word(
    blocks: Blocks,
    *,
    brand: Path,
    questionnaire: Questionnaire | None = None,
    reference: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the bytes of a Word document.

    `brand` holds the styles. With a questionnaire, each of its questions must have its place in
    the document. `pictures` are PNG files by the names under which the document shows them.
    Raises TemplateError, with the template's name.
    """
    document = open_brand(brand)
    writer = _Writer(document, Places(questionnaire, blocks.name), pictures or {})
    try:
        writer.write(blocks)
    except TemplateError as error:
        if str(error).startswith(blocks.name):
            raise
        raise TemplateError(f"{blocks.name}: {error}") from error
    return finish(document, title=blocks.title, reference=reference)


class _Writer:
    """Writes one document, block by block."""

    def __init__(self, document: Document, places: Places, pictures: Mapping[str, bytes]) -> None:
        self._document: Any = document
        self._body: Any = document.element.body
        self._styles = Styles(document.styles.element)
        self._runs = Runs(document.part, self._styles)
        self._places = places
        self._tables = Tables(self._styles, self._runs, places)
        self._pictures = pictures
        self._new_page = False
        self._contents: Any = None
        self._headings: list[tuple[Any, str]] = []

    def write(self, blocks: Blocks) -> None:
        for child in list(self._body):
            if child.tag != qn("w:sectPr"):
                self._body.remove(child)
        self._paragraph("Title", (Span(blocks.title),))
        self._blocks(blocks.content)
        if self._contents is not None:
            style = self._styles.id_of(ENTRY)
            fill_contents(self._body, self._contents, self._headings, style, self._runs)
        self._places.check()

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for number, block in enumerate(blocks):
            before = blocks[number - 1] if number else None
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            self._block(block, before, after)

    def _block(self, block: Block, before: Block | None, after: Block | None) -> None:
        # What introduces quotes stays with the first of them.
        keep = isinstance(after, QuoteBlock) and not isinstance(block, QuoteBlock)
        if isinstance(block, Heading):
            heading = self._paragraph(f"Heading {block.level}", block.spans, keep=keep)
            if block.level == 1:
                self._headings.append((heading, plain(block.spans)))
        elif isinstance(block, Paragraph):
            style = AFTER_TABLE if isinstance(before, TableBlock) else "Normal"
            self._paragraph(style, block.spans, keep=keep)
        elif isinstance(block, ListBlock):
            self._list(block, 1, keep=keep, spaced=isinstance(after, TableBlock))
        elif isinstance(block, QuoteBlock):
            for words in block.said():
                self._paragraph("Quote", words)
        elif isinstance(block, TableBlock):
            self._add(self._tables.make(block, self._room()))
        elif isinstance(block, Picture):
            self._picture(block)
        elif isinstance(block, CodeBlock):
            self._paragraph("Normal", (Span(block.text, code=True),))
        elif isinstance(block, Contents):
            self._contents = self._paragraph("Normal", ())
        elif isinstance(block, PageBreak):
            self._new_page = True
        elif isinstance(block, CallOut):
            self._blocks(block.blocks)

    def _paragraph(self, style: str, spans: Spans, **properties: Any) -> Any:
        paragraph = new_paragraph(self._styles.id_of(style), new_page=self._new_page, **properties)
        self._new_page = False
        self._runs.add(paragraph, spans)
        return self._add(paragraph)

    def _add(self, made: Any) -> Any:
        """Put a paragraph or a table at the end of the text, before what says its page."""
        section = self._body.find(qn("w:sectPr"))
        if section is None:
            self._body.append(made)
        else:
            section.addprevious(made)
        return made

    def _list(self, block: ListBlock, level: int, *, keep: bool, spaced: bool) -> None:
        """Write a list; an ordered one begins at 1 again.

        Its last line is spaced as its others; before a table that is too tight.
        """
        style = LISTS[block.ordered] + (f" {level}" if level > 1 else "")
        number = self._new_numbering(style) if block.ordered else None
        lines = [line for item in block.items for line in item.blocks]
        for line in lines:
            is_last = line is lines[-1]
            if isinstance(line, ListBlock):
                deeper = min(level + 1, DEEPEST_LIST)
                self._list(line, deeper, keep=keep and is_last, spaced=spaced and is_last)
                continue
            space = BEFORE_TABLE.twips if spaced and is_last else None
            self._paragraph(
                style, line.spans, number=number, keep=keep and is_last, space_after=space
            )

    def _new_numbering(self, style: str) -> int | None:
        """Make a numbering of its own for one list, like the style's, and return its number."""
        found = self._styles.element(style)
        if found is None or found.pPr is None or found.pPr.numPr is None:
            return None
        numbering = self._document.part.numbering_part.element
        used = numbering.num_having_numId(found.pPr.numPr.numId.val)
        made = numbering.add_num(used.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def _room(self) -> int:
        """Return the width between the margins, in EMU."""
        section = self._document.sections[0]
        return int(section.page_width - section.left_margin - section.right_margin)

    def _picture(self, block: Picture) -> None:
        if block.name not in self._pictures:
            raise TemplateError(f"there is no picture {block.name}.")
        inline = self._document.part.new_pic_inline(io.BytesIO(self._pictures[block.name]))
        extent = inline.extent
        if extent.cx > (width := self._room()):
            extent.cx, extent.cy = Emu(width), Emu(extent.cy * width // extent.cx)
            size = inline.graphic.graphicData.pic.spPr
            size.cx, size.cy = extent.cx, extent.cy
        for side in ("distT", "distB", "distL", "distR"):
            # LibreOffice pushes a picture that does not say so a third of a centimetre aside.
            inline.set(side, "0")
        inline.docPr.set("descr", block.description)
        inline.docPr.set("name", block.name)
        run, drawing = element("w:r"), element("w:drawing")
        drawing.append(inline)
        run.append(drawing)
        self._paragraph("Picture", ()).append(run)
