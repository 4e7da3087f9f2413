"""From blocks to Word: each block becomes what Word calls it, in the styles of brand.docx."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

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
from toptips.documents.footers import fill_footers
from toptips.documents.package import finish
from toptips.documents.paragraphs import Runs, new_paragraph
from toptips.documents.styles import Styles
from toptips.documents.tables import Tables
from toptips.documents.word_page import Width, set_up
from toptips.errors import TemplateError
from toptips.model.questionnaire import Questionnaire

NORMAL, AFTER_TABLE = "Normal", "After Table"
# Between a list and a table.
APART = Pt(10)
# Above and below what is shaded, beside its own edge.
AROUND = Pt(12)
ROLES = {"text": NORMAL, "caption": "Caption", "source": "Source Line", "lead": "Lead"}
CALL_OUTS = {"band": "Band", "box": "Box"}
# How many letters of 1 point a footer's title may take, by its width in EMU.
LETTERS = 60 * 12 / Cm(16)
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
    size = blocks.page.text or 0
    places = Places(questionnaire, blocks.name, for_pen=blocks.by_hand, text=size)
    writer = _Writer(document, places, pictures or {})
    try:
        writer.write(blocks)
    except TemplateError as error:
        if error.template:
            raise
        raise TemplateError(str(error), blocks.name) from error
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
        self._width = Width(Emu(0), Emu(0), 0)
        self._new_page = False
        self._together = False
        self._contents: Any = None
        self._headings: list[tuple[Any, str]] = []

    def write(self, blocks: Blocks) -> None:
        for child in list(self._body):
            if child.tag != qn("w:sectPr"):
                self._body.remove(child)
        self._width = width = set_up(self._document, blocks.page)
        self._title(blocks)
        self._blocks(blocks.content)
        if self._contents is not None:
            style = self._styles.id_of(ENTRY)
            fill_contents(self._body, self._contents, self._headings, style, self._runs)
        fill_footers(self._document, blocks, round(LETTERS * width.page / width.text))
        self._places.check()

    def _title(self, blocks: Blocks) -> None:
        if not blocks.has_band:
            self._paragraph("Title", (Span(blocks.title),))
            return
        above, below = blocks.above_title, blocks.below_title
        lines = [("Band", above, True), ("Band Title", blocks.title, False), ("Band", below, False)]
        lines = [line for line in lines if line[1]]
        for style, words, bold in lines:
            after = AROUND.twips if words is lines[-1][1] else None
            self._paragraph(style, (Span(words, bold),), after=after)

    def _blocks(self, blocks: Sequence[Block], *, keep: bool = False) -> None:
        """Write blocks; the last is kept with what follows if `keep`."""
        for number, block in enumerate(blocks):
            before = blocks[number - 1] if number else None
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            kept = keep if after is None else keep or _introduces(block, after)
            self._block(block, before, after, kept)

    def _block(self, block: Block, before: Block | None, after: Block | None, keep: bool) -> None:
        if isinstance(block, Heading):
            heading = self._paragraph(f"Heading {block.level}", block.spans, keep=keep)
            if block.level == 1:
                self._headings.append((heading, plain(block.spans)))
        elif isinstance(block, Paragraph):
            style = ROLES[block.role]
            if style == NORMAL and isinstance(before, TableBlock | CallOut):
                style = AFTER_TABLE
            self._paragraph(style, block.spans, keep=keep)
        elif isinstance(block, ListBlock):
            above, below = (isinstance(near, TableBlock) for near in (before, after))
            self._list(block, 1, keep=keep, above=above, below=below)
        elif isinstance(block, QuoteBlock):
            self._quote(block, keep=keep)
        elif isinstance(block, TableBlock):
            self._add(self._tables.make(block, self._width, keep=keep))
        elif isinstance(block, Picture):
            self._picture(block, keep=keep)
        elif isinstance(block, CodeBlock):
            self._paragraph(NORMAL, (Span(block.text.rstrip("\n"), code=True),), keep=keep)
        elif isinstance(block, Contents):
            self._contents = self._paragraph(NORMAL, ())
        elif isinstance(block, PageBreak):
            self._new_page = True
        elif isinstance(block, CallOut):
            self._call_out(block, keep=keep)

    def _call_out(self, block: CallOut, *, keep: bool) -> None:
        if block.kind == "together":
            before, self._together = self._together, True
            self._blocks(block.blocks[:-1], keep=True)
            self._blocks(block.blocks[-1:], keep=keep)
            self._together = before
            return
        first, last = block.blocks[0], block.blocks[-1]
        for paragraph in block.blocks:
            if isinstance(paragraph, Paragraph):
                self._paragraph(
                    CALL_OUTS[block.kind],
                    paragraph.spans,
                    keep=keep or paragraph is not last,
                    before=AROUND.twips if paragraph is first else None,
                    after=AROUND.twips if paragraph is last else None,
                )

    def _quote(self, block: QuoteBlock, *, keep: bool) -> None:
        paragraphs = list(block.said())
        if block.whose and paragraphs:
            paragraphs[-1] = (*paragraphs[-1], Span(" "), *block.whose)
        for number, words in enumerate(paragraphs, 1):
            self._paragraph("Quoted Words", words, keep=keep or number < len(paragraphs))

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

    def _list(
        self, block: ListBlock, level: int, *, keep: bool, above: bool = False, below: bool
    ) -> None:
        """Write a list; an ordered one begins at 1 again.

        Its first and last lines are spaced as its others; with a table above or below it that is
        too tight.
        """
        style = LISTS[block.ordered] + (f" {level}" if level > 1 else "")
        number = self._new_numbering(style) if block.ordered else None
        lines = [line for item in block.items for line in item.blocks]
        for line in lines:
            is_last = line is lines[-1]
            kept = keep if is_last else self._together
            if isinstance(line, ListBlock):
                deeper = min(level + 1, DEEPEST_LIST)
                self._list(line, deeper, keep=kept, below=below and is_last)
                continue
            before = APART.twips if above and line is lines[0] else None
            after = APART.twips if below and is_last else None
            self._paragraph(style, line.spans, number=number, keep=kept, before=before, after=after)

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

    def _picture(self, block: Picture, *, keep: bool) -> None:
        if block.name not in self._pictures:
            raise TemplateError(f"there is no picture {block.name}.")
        inline = self._document.part.new_pic_inline(io.BytesIO(self._pictures[block.name]))
        extent = inline.extent
        if extent.cx > (width := self._width.column):
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
        self._paragraph("Picture", (), keep=keep).append(run)


def _introduces(block: Block, after: Block) -> bool:
    """Say whether a block stays with the next, as what leads to a table or a quote does."""
    if isinstance(after, QuoteBlock):
        return not isinstance(block, QuoteBlock)
    if isinstance(after, Paragraph) and after.role == "source":
        return True
    return isinstance(after, TableBlock) and isinstance(block, Paragraph | ListBlock)
