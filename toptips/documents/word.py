"""From Markdown to Word: each block becomes what Word calls it, in the styles of brand.docx."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from toptips.documents import contents
from toptips.documents.brand import open_brand
from toptips.documents.controls import BY_HAND, Places
from toptips.documents.large_print import enlarge
from toptips.documents.package import finish
from toptips.documents.tables import add_table, dashes_of, room
from toptips.documents.template import Rendered
from toptips.documents.text import Values, add_inline
from toptips.errors import TemplateError
from toptips.model.questionnaire import Questionnaire

AFTER_TABLE, BEFORE_TABLE = "After Table", Pt(10)
LISTS = {"bullet_list": "List Bullet", "ordered_list": "List Number"}


def write_word(
    rendered: Rendered,
    *,
    brand: Path,
    questionnaire: Questionnaire | None = None,
    reference: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the bytes of a Word document.

    `brand` holds the styles. With a questionnaire, each of its questions must have its place in
    the template. `pictures` are PNG files by the names under which the template shows them.
    Raises TemplateError, with the template's name.
    """
    document = open_brand(brand)
    if "points" in rendered.front:
        enlarge(document, rendered.front["points"], rendered.name)
    writer = _Writer(document, rendered, questionnaire, pictures or {})
    writer.write()
    title = Values(rendered.values).put_back(str(rendered.front.get("title", "")))
    return finish(document, title=title, reference=reference)


def _parse(markdown: str) -> SyntaxTreeNode:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["code", "html_block", "html_inline", "autolink"])
    # Addresses may hold values, which are put back, and checked, later.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return SyntaxTreeNode(parser.parse(markdown))


class _Writer:
    """Writes one document, block by block."""

    def __init__(
        self,
        document: Document,
        rendered: Rendered,
        questionnaire: Questionnaire | None,
        pictures: Mapping[str, bytes],
    ) -> None:
        self.document = document
        self.rendered = rendered
        self.values = Values(rendered.values)
        for_pen = rendered.front.get("answered") == BY_HAND
        self.places = Places(questionnaire, rendered.name, for_pen=for_pen)
        self.pictures = pictures
        self.new_page = False
        self.after_table = False
        self.after_quote = False
        self.contents: Paragraph | None = None
        self.last: Paragraph | None = None

    def write(self) -> None:
        for child in list(self.document.element.body):
            if child.tag != qn("w:sectPr"):
                self.document.element.body.remove(child)
        title = self.document.add_paragraph(style="Title")
        title.add_run(self.values.put_back(str(self.rendered.front.get("title", ""))))
        try:
            for node in _parse(self.rendered.markdown).children:
                self._block(node)
        except TemplateError as error:
            if str(error).startswith(self.rendered.name):
                raise
            raise TemplateError(f"{self.rendered.name}: {error}") from error
        if self.contents is not None:
            contents.fill_contents(self.document, self.contents)
        self.places.check()

    def _block(self, node: SyntaxTreeNode) -> None:
        if node.type == "heading":
            self._inline(self._paragraph(f"Heading {node.tag[1]}"), node)
        elif node.type == "paragraph":
            alone = _stands_alone(node)
            if alone is not None and alone.type == "image":
                self._picture(alone)
            elif alone is not None and alone.attrs.get("href") == contents.PLACE:
                if self.contents is not None:
                    raise TemplateError("the list of contents is in it twice.")
                self.contents = self._paragraph("Normal")
            else:
                self._inline(self._paragraph(AFTER_TABLE if self.after_table else "Normal"), node)
        elif node.type in LISTS:
            self._list(node, 1)
        elif node.type == "blockquote":
            # What introduces quotes stays with the first of them.
            if not self.after_quote and self.last is not None:
                self.last.paragraph_format.keep_with_next = True
            for child in node.children:
                self._inline(self._paragraph("Quote"), child)
        elif node.type == "hr":
            self.new_page = True
        elif node.type == "table":
            line = node.map[0] if node.map else 0
            dashes = dashes_of(self.rendered.markdown, line)
            self._make_room_for_table()
            add_table(self.document, node, self.values, self.places, dashes)
            self.after_table = True
            return
        elif node.type == "fence":
            self._paragraph("Normal").add_run(self.values.put_back(node.content), style="Code")
        else:
            raise TemplateError(f"{node.type} is not used in documents.")
        self.after_table = False
        self.after_quote = node.type == "blockquote"

    def _make_room_for_table(self) -> None:
        """A list's last line is spaced as its others; before a table that is too tight."""
        if self.last is not None and str(self.last.style and self.last.style.name)[:4] == "List":
            self.last.paragraph_format.space_after = BEFORE_TABLE

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self.last = self.document.add_paragraph(style=style)
        if self.new_page:
            paragraph.paragraph_format.page_break_before = True
            # Nothing stands above it from which it would be set apart.
            paragraph.paragraph_format.space_before = Pt(0)
            self.new_page = False
        return paragraph

    def _inline(self, paragraph: Paragraph, node: SyntaxTreeNode) -> None:
        for child in node.children:
            add_inline(paragraph, child, self.values)

    def _list(self, node: SyntaxTreeNode, level: int) -> None:
        """Write a list; an ordered one begins at 1 again."""
        style = LISTS[node.type] + (f" {level}" if level > 1 else "")
        number = self._new_numbering(style) if node.type == "ordered_list" else None
        for item in node.children:
            for child in item.children:
                if child.type in LISTS:
                    self._list(child, min(level + 1, 3))
                    continue
                paragraph = self._paragraph(style)
                if number is not None:
                    properties: Any = paragraph._p.get_or_add_pPr()
                    properties = properties.get_or_add_numPr()
                    properties.get_or_add_numId().val = number
                self._inline(paragraph, child)

    def _new_numbering(self, style: str) -> int | None:
        """Make a numbering of its own for one list, like the style's, and return its number."""
        properties = self.document.styles[style].element.pPr
        if properties is None or properties.numPr is None:
            return None
        numbering: Any = self.document.part.numbering_part.element
        used = numbering.num_having_numId(properties.numPr.numId.val)
        made = numbering.add_num(used.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def _picture(self, image: SyntaxTreeNode) -> None:
        name = self.values.put_back(str(image.attrs.get("src", "")))
        if name not in self.pictures:
            raise TemplateError(f"there is no picture {name}.")
        paragraph = self._paragraph("Picture")
        shape = paragraph.add_run().add_picture(io.BytesIO(self.pictures[name]))
        if shape.width > (width := room(self.document)):
            shape.height, shape.width = Emu(shape.height * width // shape.width), Emu(width)
        for side in ("distT", "distB", "distL", "distR"):
            # LibreOffice pushes a picture that does not say so a third of a centimetre aside.
            shape._inline.set(side, "0")
        described = self.values.plain(image) if image.children else image.content
        shape._inline.docPr.set("descr", self.values.put_back(described))
        shape._inline.docPr.set("name", name)


def _stands_alone(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """Return the one thing that a paragraph consists of, such as a picture or a link, or None."""
    inline = node.children[0] if node.children else None
    return inline.children[0] if inline is not None and len(inline.children) == 1 else None
