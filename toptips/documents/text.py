"""Runs of text in a paragraph: values put back, line breaks kept, control characters dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from markdown_it.tree import SyntaxTreeNode

from toptips.documents.controls import element
from toptips.documents.tokens import TOKEN
from toptips.errors import TemplateError

CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINK_SCHEMES = ("http", "https", "mailto")


def clean(text: str) -> str:
    """Return a text that XML can hold: line ends as one kind, no control characters."""
    return CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Values:
    """The values of a rendered template, put back into texts."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def put_back(self, text: str) -> str:
        """Return `text` with each token replaced by its value."""
        return clean(TOKEN.sub(lambda match: self._values.get(match[0], ""), text))

    def plain(self, node: SyntaxTreeNode) -> str:
        """Return all the text within a node, values put back."""
        if node.type in ("text", "code_inline"):
            return self.put_back(node.content)
        if node.type in ("softbreak", "hardbreak"):
            return " "
        return "".join(self.plain(child) for child in node.children)


def add_inline(
    paragraph: Paragraph, node: SyntaxTreeNode, values: Values, bold: bool = False,
    italic: bool = False, into: Any = None,
) -> None:  # fmt: skip
    """Add the inline content of a Markdown node to a paragraph, or to a link in it."""
    for child in node.children:
        if child.type == "text":
            add_text(paragraph, values.put_back(child.content), bold, italic, into)
        elif child.type == "code_inline":
            run = add_text(paragraph, values.put_back(child.content), bold, italic, into)
            run.style = "Code"
        elif child.type == "softbreak":
            add_text(paragraph, " ", bold, italic, into)
        elif child.type == "hardbreak":
            add_text(paragraph, "\n", bold, italic, into)
        elif child.type == "strong":
            add_inline(paragraph, child, values, True, italic, into)
        elif child.type == "em":
            add_inline(paragraph, child, values, bold, True, into)
        elif child.type == "link":
            _add_link(paragraph, child, values, bold, italic)
        else:
            raise TemplateError(f"a picture must stand alone in its paragraph ({child.type}).")


def add_text(
    paragraph: Paragraph, text: str, bold: bool = False, italic: bool = False, into: Any = None
) -> Run:
    """Add a run to a paragraph, or to a link in it."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.italic = italic or None
    if into is not None:
        run.style = "Hyperlink"
        into.append(run._r)
    return run


def _add_link(
    paragraph: Paragraph, node: SyntaxTreeNode, values: Values, bold: bool, italic: bool
) -> None:
    address = values.put_back(str(node.attrs.get("href", ""))).strip()
    if urlsplit(address).scheme not in LINK_SCHEMES or re.search(r"\s", address):
        # An address that is no link stays readable as what it is.
        add_inline(paragraph, node, values, bold, italic)
        return
    link = element("w:hyperlink")
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    paragraph._p.append(link)
    add_inline(paragraph, node, values, bold, italic, link)
