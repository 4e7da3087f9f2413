"""From blocks to a web page: one file that needs no other, no network and no script.

It is built as a tree, so that no text can become markup. It says itself that nothing may be loaded
and that nothing in it may run.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from toptips.documents.blocks import (
    Block,
    Blocks,
    CallOut,
    Cell,
    CodeBlock,
    Contents,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    QuoteBlock,
    Span,
    TableBlock,
    flat,
    plain,
)
from toptips.documents.html_style import style
from toptips.documents.package import LANGUAGE
from toptips.documents.svg import drawing
from toptips.errors import TemplateError

TEXT = "text"  # the id of where the text begins
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
# So many main headings are worth a list, where the template has no place for one.
WORTH_A_LIST = 3
CALLED = "Contents"


def write_html(
    blocks: Blocks,
    *,
    pictures: Mapping[str, bytes] | None = None,
    drawings: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the bytes of a web page.

    `pictures` are PNG files by the names under which the document shows them; of a picture that is
    among the `drawings` (SVG) too, the drawing is shown. Raises TemplateError, with the template's
    name, for a picture that is missing, and for a form: answers have no place on a page.
    """
    writer = _PageWriter(blocks, pictures or {}, drawings or {})
    try:
        page = writer.write()
    except TemplateError as error:
        raise TemplateError(str(error), blocks.name) from error
    text = etree.tostring(page, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return f"{text}\n".encode()


class _PageWriter:
    """Writes one page, block by block."""

    def __init__(
        self, blocks: Blocks, pictures: Mapping[str, bytes], drawings: Mapping[str, bytes]
    ) -> None:
        self._blocks = blocks
        self._pictures = pictures
        self._drawings = drawings
        self._headings = _with_ids(blocks)
        self._written = 0
        self._shown = 0
        self._new_page = False

    def write(self) -> Any:
        page = etree.Element("html", lang=LANGUAGE)
        self._head(page)
        body = _add(page, "body")
        _add(body, "a", "Skip to the text", {"class": "skip", "href": f"#{TEXT}"})
        self._title(body)
        main = _add(body, "main", attributes={"id": TEXT, "tabindex": "-1"})
        has_place = any(isinstance(block, Contents) for block in flat(self._blocks.content))
        if not has_place and len(self._main()) >= WORTH_A_LIST:
            self._contents(main, Contents(CALLED))
        self._write(main, self._blocks.content)
        said = (self._blocks.short_title, self._blocks.status, self._blocks.date)
        _add(_add(body, "footer"), "p", ", ".join(filter(None, said)), {"class": "foot"})
        return page

    def _head(self, page: Any) -> None:
        told = self._blocks.page
        head = _add(page, "head")
        _add(head, "meta", attributes={"charset": "utf-8"})
        policy = {"http-equiv": "Content-Security-Policy", "content": POLICY}
        _add(head, "meta", attributes=policy)
        width = {"name": "viewport", "content": "width=device-width, initial-scale=1"}
        _add(head, "meta", attributes=width)
        title = self._blocks.title
        status = f" ({self._blocks.status})" if self._blocks.status else ""
        _add(head, "title", f"{title}{status}".replace("\n", " "))
        size, turned = told.page.size or "A4", told.page.orientation or "portrait"
        _add(head, "style", style(size, turned, told.text or 12))

    def _title(self, body: Any) -> None:
        blocks = self._blocks
        header = _add(body, "header", attributes={"class": "band"} if blocks.has_band else {})
        if blocks.above_title:
            _add(header, "p", blocks.above_title, {"class": "above"})
        _add(header, "h1", blocks.title)
        if blocks.below_title:
            _add(header, "p", blocks.below_title)
        if said := ", ".join(filter(None, (blocks.status, blocks.date))):
            _add(header, "p", said, {"class": "foot"})

    def _main(self) -> list[tuple[Heading, str]]:
        return [named for named in self._headings if named[0].level == 1]

    def _write(self, parent: Any, blocks: Sequence[Block]) -> None:
        """Write blocks; a caption, what it is of and its source are a figure."""
        figure = None
        for number, block in enumerate(blocks):
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            leads = isinstance(after, Picture | TableBlock)
            if leads and isinstance(block, Paragraph) and block.role == "caption":
                figure = _add(parent, "figure")
                _say(_add(figure, "figcaption"), block.spans)
                continue
            self._block(parent if figure is None else figure, block)
            if not isinstance(after, Paragraph) or after.role != "source":
                figure = None

    def _block(self, parent: Any, block: Block) -> None:
        if isinstance(block, PageBreak):
            self._new_page = True
            return
        before = len(parent)
        if isinstance(block, Heading):
            heading = _add(parent, f"h{min(block.level + 1, 6)}")
            heading.set("id", self._headings[self._written][1])
            self._written += 1
            _say(heading, block.spans)
        elif isinstance(block, Paragraph):
            attributes = {} if block.role == "text" else {"class": block.role}
            _say(_add(parent, "p", attributes=attributes), block.spans)
        elif isinstance(block, ListBlock):
            self._list(parent, block)
        elif isinstance(block, QuoteBlock):
            _quote(parent, block)
        elif isinstance(block, TableBlock):
            _figures(parent, block) if block.look == "figures" else _table(parent, block)
        elif isinstance(block, Picture):
            self._picture(parent, block)
        elif isinstance(block, CodeBlock):
            _add(_add(parent, "pre"), "code", block.text.rstrip("\n"))
        elif isinstance(block, Contents):
            self._contents(parent, block)
        elif isinstance(block, CallOut):
            self._write(_add(parent, "div", attributes={"class": block.kind}), block.blocks)
        if self._new_page and len(parent) > before:
            names = parent[before].get("class", "")
            parent[before].set("class", f"{names} new-page".strip())
            self._new_page = False

    def _list(self, parent: Any, block: ListBlock) -> None:
        made = _add(parent, "ol" if block.ordered else "ul")
        for item in block.items:
            listed = _add(made, "li")
            for number, line in enumerate(item.blocks):
                if isinstance(line, ListBlock):
                    self._list(listed, line)
                else:
                    _say(listed if number == 0 else _add(listed, "p"), line.spans)

    def _picture(self, parent: Any, block: Picture) -> None:
        self._shown += 1
        if svg := self._drawings.get(block.name):
            made = drawing(svg, f"picture-{self._shown}", block.description)
        elif png := self._pictures.get(block.name):
            source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
            made = etree.Element("img", src=source, alt=block.description)
        else:
            raise TemplateError(f"there is no picture {block.name}.")
        called = {"role": "group", "aria-label": f"Picture {self._shown}", "tabindex": "0"}
        _add(parent, "div", attributes={"class": "picture", **called}).append(made)

    def _contents(self, parent: Any, block: Contents) -> None:
        called = block.name.strip() or CALLED
        entries = _add(_add(parent, "nav", attributes={"aria-label": called}), "ol")
        for heading, name in self._main():
            link = {"href": f"#{name}"}
            _add(_add(entries, "li"), "a", plain(heading.spans), link)


def _with_ids(blocks: Blocks) -> list[tuple[Heading, str]]:
    """Return all headings in their order, each with an id of its words that no other has."""
    taken: dict[str, Heading] = {}
    for heading in blocks.headings():
        words = re.sub(r"[^a-z0-9]+", "-", plain(heading.spans).lower())[:60].strip("-")
        begun = name = f"part-{words}" if words else "part"
        number = 1
        while name in taken:
            number += 1
            name = f"{begun}-{number}"
        taken[name] = heading
    return [(heading, name) for name, heading in taken.items()]


def _add(parent: Any, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Any:
    """Add an element with this text to another."""
    made = etree.SubElement(parent, tag, dict(attributes or {}))
    if text:
        _write_text(made, text)
    return made


def _write_text(element: Any, text: str) -> None:
    """Add text to the end of an element, each line break as one."""
    first, *others = text.split("\n") if element.tag not in ("code", "style") else [text]
    _append(element, first)
    for line in others:
        etree.SubElement(element, "br")
        _append(element, line)


def _append(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _say(element: Any, spans: Sequence[Span]) -> None:
    """Write words into an element, those that lead somewhere as links."""
    for span in spans:
        into = element
        if span.address:
            into = _add(into, "a", attributes={"href": span.address})
        for tag, is_set in (("strong", span.bold), ("em", span.italic), ("code", span.code)):
            if is_set:
                into = _add(into, tag)
        _write_text(into, span.text)


def _quote(parent: Any, block: QuoteBlock) -> None:
    quote = _add(parent, "blockquote")
    for words in block.said():
        _say(_add(quote, "p"), words)
    if block.whose and len(quote):
        _append(quote[-1], " ")
        _say(quote[-1], block.whose)


def _table(parent: Any, block: TableBlock) -> None:
    if block.has_fields:
        raise TemplateError("answers have no place on a web page; a form is a Word document.")
    called = {"role": "group", "aria-label": f"Table: {block.called}", "tabindex": "0"}
    table = _add(_add(parent, "div", attributes={"class": "wide", **called}), "table")
    # A figure says by its own caption what it is.
    if parent.tag != "figure":
        _add(table, "caption", block.called)
    row = _add(_add(table, "thead"), "tr")
    for cell, aligned in zip(block.header, block.aligned, strict=True):
        _cell(row, cell, aligned, "col")
    body = _add(table, "tbody")
    for cells in block.rows:
        row = _add(body, "tr")
        for number, (cell, aligned) in enumerate(zip(cells, block.aligned, strict=True)):
            _cell(row, cell, aligned, "" if number else "row")


def _cell(row: Any, cell: Cell, aligned: str, scope: str) -> None:
    """Add a cell, as a header of its column or row where `scope` says so and it isn't empty."""
    is_header = bool(scope) and bool(plain(cell.spans).strip())
    shaded = f"shade-{cell.shade}" if cell.shade else ""
    names = " ".join(filter(None, (shaded, aligned if aligned != "left" else "")))
    attributes = {"class": names} if names else {}
    if is_header:
        attributes["scope"] = scope
    _say(_add(row, "th" if is_header else "td", attributes=attributes), cell.spans)


def _figures(parent: Any, block: TableBlock) -> None:
    """Write large numbers, each with what it counts."""
    figures = _add(parent, "dl", attributes={"class": "figures"})
    for counted, numbers in zip(block.header, zip(*block.rows, strict=True), strict=False):
        pair = _add(figures, "div")
        _say(_add(pair, "dt"), counted.spans)
        for number in numbers:
            _say(_add(pair, "dd"), number.spans)
