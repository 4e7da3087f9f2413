"""From a canvas to an SVG: written as it is, with real text that can be searched and copied.

Widths are measured with Arial or Liberation Sans, whose letters are equally wide, and the SVG
names both, so that words stand where they were measured.
"""

from __future__ import annotations

from lxml import etree

from toptips.charts.canvas import Box, Canvas, Dot, Stroke, TextLine
from toptips.charts.lettering import families_of, installed
from toptips.charts.palette import INK, PAPER
from toptips.charts.style import OUTLINE

NAMESPACE = "http://www.w3.org/2000/svg"
FONTS = ("Arial", "'Liberation Sans'", "Helvetica", "'DejaVu Sans'")
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def svg_of(canvas: Canvas, name: str, title: str, description: str) -> bytes:
    """Return the SVG of a finished canvas, with its title and description."""
    sheet = canvas.sheet
    width, height = sheet.width + 2 * sheet.margin, canvas.y + 2 * sheet.margin
    root = etree.Element(
        "svg",
        {
            "width": f"{_number(width * sheet.scale)}pt",
            "height": f"{_number(height * sheet.scale)}pt",
            "viewBox": f"{_number(-sheet.margin)} {_number(-sheet.margin)}"
            f" {_number(width)} {_number(height)}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "{http://www.w3.org/XML/1998/namespace}lang": "en-GB",
            "font-family": ", ".join((*FONTS, "sans-serif")),
        },
        # lxml takes None for no prefix; its types do not say so.
        nsmap={None: NAMESPACE},  # type: ignore[dict-item]
    )
    etree.SubElement(root, "title", {"id": f"{name}-title"}).text = title
    etree.SubElement(root, "desc", {"id": f"{name}-desc"}).text = description
    paper = {"x": -sheet.margin, "y": -sheet.margin, "width": width, "height": height}
    _add(root, "rect", paper, {"fill": PAPER})
    for thing in canvas.things:
        _draw(root, thing)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def _draw(root: etree._Element, thing: TextLine | Box | Stroke | Dot) -> None:
    outlined = {"stroke": INK, "stroke-width": _number(OUTLINE)}
    if isinstance(thing, TextLine):
        _write(root, thing)
    elif isinstance(thing, Box):
        half = OUTLINE / 2
        sides = {"width": thing.width - OUTLINE, "height": thing.height - OUTLINE}
        corner = {"x": thing.x + half, "y": thing.y + half}
        _add(root, "rect", corner | sides, {"fill": thing.colour, **outlined})
    elif isinstance(thing, Stroke):
        ends = {"x1": thing.x1, "y1": thing.y1, "x2": thing.x2, "y2": thing.y2}
        _add(root, "line", ends, {"stroke": thing.colour, "stroke-width": _number(thing.width)})
    else:
        circle = {"cx": thing.x, "cy": thing.y, "r": thing.radius - OUTLINE / 2}
        _add(root, "circle", circle, {"fill": thing.colour, **outlined})


def _write(root: etree._Element, line: TextLine) -> None:
    how = {"fill": line.colour, "text-anchor": ANCHORS[line.align]}
    if line.bold:
        how["font-weight"] = "bold"
    if others := [name for name in families_of(line.text) if name not in installed()]:
        how["font-family"] = ", ".join((*FONTS, *(f"'{name}'" for name in others), "sans-serif"))
    place = {"x": line.x, "y": line.y, "font-size": line.size}
    _add(root, "text", place, how).text = line.text


def _add(
    root: etree._Element, tag: str, numbers: dict[str, float], more: dict[str, str]
) -> etree._Element:
    """Add an element with these attributes."""
    return etree.SubElement(
        root, tag, {key: _number(value) for key, value in numbers.items()} | more
    )


def _number(value: float) -> str:
    """Print a length with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
