"""From a rendered template to blocks: Markdown is parsed, then the values are put back, as text.

Beside Markdown's own there are fences, as `::: box` on one line and `:::` on a later one, around
what stands out; `[12](shade:3)` alone in a table's cell shades the cell, `[Score](field:3.score)`
makes it the place of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast, get_args

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.tree import SyntaxTreeNode

from toptips.documents.blocks import (
    BY_HAND,
    Alignment,
    Block,
    Blocks,
    CallOut,
    CallOutKind,
    Cell,
    Cells,
    CodeBlock,
    Contents,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Picture,
    QuoteBlock,
    Role,
    Shade,
    Span,
    Spans,
    TableBlock,
    as_title,
    as_title_spans,
    plain,
)
from toptips.documents.page import read_page
from toptips.documents.table_names import with_names
from toptips.documents.template import Rendered
from toptips.documents.text import clean, is_address, put_back
from toptips.documents.tokens import without_tokens
from toptips.errors import TemplateError

CONTENTS, FIELD, SHADE = "contents:", "field:", "shade:"
FENCE = re.compile(r":::+ *([a-z]*) *")
CALL_OUTS, FIGURES = get_args(CallOutKind), "figures"
ROLES = tuple(role for role in get_args(Role) if role != "text")
KINDS = (*CALL_OUTS, *ROLES, FIGURES)
SHADES = get_args(Shade)
# What of a front matter is printed as a title.
TITLES = ("title", "short_title", "above_title", "below_title")
LISTS = ("bullet_list", "ordered_list")
ALIGNED: dict[str, Alignment] = {"text-align:right": "right", "text-align:center": "centre"}


def read_blocks(rendered: Rendered) -> Blocks:
    """Return the blocks of a rendered template.

    Raises TemplateError, with the template's name, for what has no place in a document.
    """
    reader = _BlockReader(rendered)
    try:
        page = read_page(rendered.front)
        found = tuple(reader.blocks(_parse(rendered.markdown).children))
    except TemplateError as error:
        raise TemplateError(str(error), rendered.name) from error
    front = {
        key: without_tokens(clean(str(value))).strip() for key, value in rendered.front.items()
    }
    front |= {key: as_title(front[key]) for key in TITLES if key in front}
    title = front.get("title", "")
    return Blocks(
        rendered.name,
        title,
        tuple(with_names(found, title)),
        short_title=front.get("short_title", title),
        date=front.get("date", ""),
        status=front.get("status", ""),
        above_title=front.get("above_title", ""),
        below_title=front.get("below_title", ""),
        page=page,
        by_hand=front.get("answered") == BY_HAND,
    )


def _parse(markdown: str) -> SyntaxTreeNode:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.block.ruler.before(
        "fence", "call_out", _call_out, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.disable(["code", "html_block", "html_inline", "autolink"])
    # Addresses may hold values, which are put back, and checked, later: so not by its own methods.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return SyntaxTreeNode(parser.parse(markdown))


def _call_out(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the lines from `::: box` to `:::` for one node; markdown-it calls it for each line."""
    opening = FENCE.fullmatch(_line(state, start))
    if opening is None or not opening[1]:
        return False
    if silent:
        return True
    if opening[1] not in KINDS:
        known = ", ".join(sorted(KINDS))
        raise TemplateError(f"'::: {opening[1]}' is not known. Write one of {known}.")
    close, depth = start, 1
    while depth:
        close += 1
        if close >= end:
            raise TemplateError(f"'::: {opening[1]}' has no ':::' at its end.")
        if found := FENCE.fullmatch(_line(state, close)):
            depth += 1 if found[1] else -1
    before = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", close
    token = state.push("call_out_open", "div", 1)
    token.info, token.map, token.block = opening[1], [start, close], True
    state.md.block.tokenize(state, start + 1, close)
    state.push("call_out_close", "div", -1).block = True
    state.parentType, state.lineMax = before
    state.line = close + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


class _BlockReader:
    """Reads the nodes of one Markdown text."""

    def __init__(self, rendered: Rendered) -> None:
        self._values = rendered.values
        self._lines = rendered.markdown.split("\n")
        self._has_contents = False

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        """Yield the blocks that nodes are."""
        for node in nodes:
            if node.type == "call_out":
                yield from self._called_out(node)
            else:
                yield self._block(node)

    def _called_out(self, node: SyntaxTreeNode) -> Iterator[Block]:
        kind = node.info
        takes = "table" if kind == FIGURES else "paragraph"
        if not node.children:
            raise TemplateError(f"'::: {kind}' has nothing in it.")
        if kind == "together":
            yield CallOut("together", tuple(self.blocks(node.children)))
            return
        for child in node.children:
            if child.type != takes:
                raise TemplateError(f"'::: {kind}' is for a {takes}, not for {child.type}.")
        if kind == FIGURES:
            yield from (replace(self._table(child), look="figures") for child in node.children)
        elif kind in CALL_OUTS:
            within = tuple(Paragraph(self._spans(child)) for child in node.children)
            yield CallOut(cast("CallOutKind", kind), within)
        else:
            for child in node.children:
                spans = self._spans(child)
                spans = as_title_spans(spans) if kind == "caption" else spans
                yield Paragraph(spans, cast("Role", kind))

    def _block(self, node: SyntaxTreeNode) -> Block:
        if node.type == "heading":
            return Heading(int(node.tag[1]), as_title_spans(self._spans(node)))
        if node.type == "paragraph":
            return self._paragraph(node)
        if node.type in LISTS:
            return self._list(node)
        if node.type == "blockquote":
            return self._quote(node)
        if node.type == "hr":
            return PageBreak()
        if node.type == "table":
            return self._table(node)
        if node.type == "fence":
            return CodeBlock(self._put_back(node.content))
        raise TemplateError(f"{node.type} is not used in documents.")

    def _paragraph(self, node: SyntaxTreeNode) -> Block:
        alone = _stands_alone(node)
        if alone is not None and alone.type == "image":
            name = self._put_back(str(alone.attrs.get("src", "")))
            return Picture(name, plain(tuple(self._words(alone))))
        if alone is not None and _target(alone) == CONTENTS:
            if self._has_contents:
                raise TemplateError("the list of contents is in it twice.")
            self._has_contents = True
            return Contents(plain(tuple(self._words(alone))))
        return Paragraph(self._spans(node))

    def _quote(self, node: SyntaxTreeNode) -> QuoteBlock:
        """Read a quote; what stands in italics at its end says whose words they are."""
        paragraphs = [self._spans(child) for child in node.children]
        last = paragraphs.pop() if paragraphs else ()
        ends = len(last)
        while ends and last[ends - 1].italic:
            ends -= 1
        words, whose = last[:ends], last[ends:]
        if not words or not whose:
            return QuoteBlock((*paragraphs, last))
        words = (*words[:-1], replace(words[-1], text=words[-1].text.removesuffix(" ")))
        return QuoteBlock((*paragraphs, words), whose)

    def _list(self, node: SyntaxTreeNode) -> ListBlock:
        return ListBlock(node.type == "ordered_list", tuple(map(self._item, node.children)))

    def _item(self, node: SyntaxTreeNode) -> ListItem:
        return ListItem(
            tuple(
                self._list(child) if child.type in LISTS else Paragraph(self._spans(child))
                for child in node.children
            )
        )

    def _table(self, node: SyntaxTreeNode) -> TableBlock:
        rows = [row.children for part in node.children for row in part.children]
        header, *others = [tuple(map(self._cell, row)) for row in rows]
        dashes = _dashes(self._lines[(node.map[0] if node.map else 0) + 1])
        return TableBlock(
            header=header,
            rows=cast("tuple[Cells, ...]", tuple(others)),
            aligned=tuple(
                ALIGNED.get(str(cell.attrs.get("style", "")), "left") for cell in rows[0]
            ),
            shares=tuple(dashes if len(dashes) == len(header) else [1] * len(header)),
        )

    def _cell(self, node: SyntaxTreeNode) -> Cell:
        inline = node.children[0].children if node.children else []
        marked = [part for part in inline if _target(part).startswith((FIELD, SHADE))]
        if not marked:
            return Cell(self._spans(node))
        kind, _, told = _target(marked[0]).partition(":")
        told = self._put_back(told)
        if len(inline) != 1:
            raise TemplateError(f"'{kind}:{told}' must stand alone in its cell.")
        words = tuple(self._words(marked[0]))
        if kind == "field":
            return Cell(words, told)
        if told not in SHADES:
            raise TemplateError(f"'shade:{told}' is not known. Write 1 to 5, or accent.")
        return Cell(words, shade=cast("Shade", told))

    def _spans(self, node: SyntaxTreeNode) -> Spans:
        """Return the words within a block's node."""
        words = (span for child in node.children for span in self._words(child))
        return tuple(span for span in words if span.text)

    def _words(
        self, node: SyntaxTreeNode, bold: bool = False, italic: bool = False, address: str = ""
    ) -> Iterator[Span]:
        """Yield the words of an inline node and of all that is in it."""
        for child in node.children:
            if child.type in ("text", "code_inline"):
                text = self._put_back(child.content)
                yield Span(text, bold, italic, child.type == "code_inline", address)
            elif child.type in ("softbreak", "hardbreak"):
                yield Span(" " if child.type == "softbreak" else "\n", bold, italic, False, address)
            elif child.type == "strong":
                yield from self._words(child, True, italic, address)
            elif child.type == "em":
                yield from self._words(child, bold, True, address)
            elif child.type == "link":
                # An address that is no link stays readable as what it is.
                leads = self._put_back(_target(child)).strip()
                yield from self._words(child, bold, italic, leads if is_address(leads) else "")
            else:
                raise TemplateError(f"a picture must stand alone in its paragraph ({child.type}).")

    def _put_back(self, text: str) -> str:
        return put_back(text, self._values)


def _target(node: SyntaxTreeNode) -> str:
    """Return where a link leads as the template says it, nothing for what is no link."""
    return str(node.attrs.get("href", "")) if node.type == "link" else ""


def _stands_alone(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """Return the one thing that a paragraph consists of, such as a picture or a link, or None."""
    inline = node.children[0] if node.children else None
    return inline.children[0] if inline is not None and len(inline.children) == 1 else None


def _dashes(separator: str) -> list[int]:
    """Count the dashes of each column in a table's separator."""
    return [len(part.strip().strip(":")) for part in re.findall(r"[:\-\s]*-[:\-\s]*", separator)]
