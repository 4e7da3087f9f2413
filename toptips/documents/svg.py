"""Drawings within HTML: an SVG taken apart, and only what draws put together again.

What is not listed here is left out. Ids get a prefix, as several drawings stand on one page.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from toptips.errors import TemplateError
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import Unreadable

SVG = "{http://www.w3.org/2000/svg}"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
ELEMENTS = frozenset(
    (
        "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "path", "polygon", "polyline",
        "rect", "svg", "text", "title", "tspan", "use",
    )
)  # fmt: skip
ATTRIBUTES = frozenset(
    (
        "clip-path", "clip-rule", "cx", "cy", "d", "dominant-baseline", "dx", "dy", "fill",
        "fill-opacity", "fill-rule", "font-family", "font-size", "font-style", "font-weight",
        "height", "opacity", "points", "preserveAspectRatio", "r", "rx", "ry", "stroke",
        "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
        "stroke-miterlimit", "stroke-opacity", "stroke-width", "style", "text-anchor", "transform",
        "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
    )
)  # fmt: skip
_WITHIN = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)")
_LEADS_OUT = re.compile(r"url\s*\(|@|\\|/\*|expression|javascript|:\s*//", re.IGNORECASE)


def drawing(svg: bytes, prefix: str, description: str) -> Any:
    """Return an SVG as an element of HTML, named by its own title and description.

    `description` is what it says to those who can't see it, where it does not say so itself.
    Raises TemplateError for what is no SVG.
    """
    try:
        root = parse_xml(svg)
    except Unreadable as error:
        raise TemplateError(f"the drawing {prefix} can't be read. {error}") from error
    if root.tag != f"{SVG}svg":
        raise TemplateError(f"the drawing {prefix} is no SVG.")
    made = etree.Element("svg")
    _take(root, made, prefix)
    # What the drawing library says for all its shapes in a style sheet, which is left out.
    made.set("stroke-linejoin", "round")
    for old in [child for child in made if child.tag in ("title", "desc")]:
        made.remove(old)
    told = {tag: root.findtext(f"{SVG}{tag}") for tag in ("title", "desc")}
    words = told if told["title"] else {"title": description, "desc": None}
    named = {tag: said for tag, said in words.items() if said}
    for number, (tag, said) in enumerate(named.items()):
        element = etree.Element(tag, id=f"{prefix}-{tag}")
        element.text = said
        made.insert(number, element)
    made.set("role", "img")
    made.set("aria-labelledby", " ".join(f"{prefix}-{tag}" for tag in named))
    return made


def _take(source: Any, target: Any, prefix: str) -> None:
    """Take what draws of one element, and of all that is in it."""
    for name, value in source.attrib.items():
        if name == "id":
            target.set("id", f"{prefix}-{value}")
        elif name in HREFS and value.startswith("#"):
            target.set("href", f"#{prefix}-{value[1:]}")
        elif name in ATTRIBUTES and not _LEADS_OUT.search(_WITHIN.sub("", value)):
            target.set(name, _WITHIN.sub(rf"url(#{prefix}-\1)", value))
    target.text = source.text
    for child in source:
        name = child.tag.removeprefix(SVG) if isinstance(child.tag, str) else ""
        if name in ELEMENTS:
            made = etree.SubElement(target, name)
            _take(child, made, prefix)
            made.tail = child.tail
