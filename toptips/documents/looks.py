"""What brand.docx says of letters: their fonts, and their colours on what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

__all__ = ["NEEDED", "Document", "colours_of", "fonts_of", "style_names"]

INK, WHITE = "000000", "FFFFFF"
# Styles that a look must have: without them Word shows plain text.
NEEDED = frozenset(
    (
        "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "Lead",
        "Source Line", "Box", "Band", "List Bullet", "List Number", "Picture",
        "Top Tips Table", "Table Text", "Table Number", "Table Centre", "After Table",
    )
)  # fmt: skip
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


def style_names(document: Document) -> set[str]:
    """Return the names of all its styles."""
    return {str(style.name) for style in document.styles if style.name}


def fonts_of(document: Document) -> dict[str, list[str]]:
    """Return the fonts that its styles name, each with the styles that do."""
    found: dict[str, list[str]] = {}
    for style in document.styles:
        for fonts in _element(style).iter(qn("w:rFonts")):
            if name := fonts.get(qn("w:ascii")):
                found.setdefault(name, []).append(str(style.name))
    return found


def colours_of(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield style by style the colours of letters and of what is behind them, in hex."""
    normal = _element(document.styles["Normal"])
    ink = _value(normal, "w:rPr/w:color", "w:val") or INK
    for style in document.styles:
        element = _element(style)
        colour = _value(element, "w:rPr/w:color", "w:val")
        ground = _value(element, "w:pPr/w:shd", "w:fill")
        if colour or ground:
            yield str(style.name), colour or ink, ground or WHITE
        for part in element.findall(qn("w:tblStylePr")):
            letters = _value(part, "w:rPr/w:color", "w:val") or ink
            if behind := _value(part, "w:tcPr/w:shd", "w:fill"):
                yield str(style.name), letters, behind


def _element(style: Any) -> Any:
    return style.element


def _value(element: Any, path: str, attribute: str) -> str:
    """Return a colour that stands in an element's part; nothing where it is left to the program."""
    part = element.find("/".join(map(qn, path.split("/"))))
    value = "" if part is None else str(part.get(qn(attribute)) or "")
    return value.upper() if _COLOUR.fullmatch(value) else ""
