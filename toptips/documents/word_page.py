"""The page of a Word document: the brand's, changed by what its template's front matter says.

What depends on the width of the page follows it: how short a line of running text is, and the
tabs that stand at the right margin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

from toptips.documents.controls import element
from toptips.documents.footers import running_parts
from toptips.documents.page import SIDES, SIZES, Page, PageFront
from toptips.errors import TemplateError

BETWEEN_COLUMNS = Cm(1)
NARROWEST = Cm(6)
# In twentieths of a point: how far a tab may be off the margin that it is meant for.
NEARLY = 10
# In points: what runs below each page stays smaller than the words of a card or a wall sheet.
LARGEST_RUNNING = 18


@dataclass(frozen=True)
class Width:
    """How wide a page is between its margins, and each of its columns; its text is in points."""

    page: Emu
    column: Emu
    text: float


def set_up(document: Any, told: PageFront) -> Width:
    """Set up the pages of a document, and return how wide they are.

    Raises TemplateError where hardly any room is left for text.
    """
    section = document.sections[0]
    before = _width(section, 1)
    if told.page != Page():
        _turn(section, told.page)
        _set_columns(section, told.page.columns)
    page, column = _width(section, 1), _width(section, told.page.columns)
    if column < NARROWEST:
        raise TemplateError(
            f"its page leaves {max(column, 0) / Cm(1):.1f} cm for a line of text, and"
            f" {NARROWEST / Cm(1):g} cm are needed. Make the margins smaller or the columns fewer."
        )
    styles = document.styles.element
    size = _size_of(styles)
    text = told.text or size
    if text != size:
        _enlarge(styles, text, size)
        _hold_running_text(document, text)
    if column != before or text != size:
        _shorten_lines(styles, before, column, text / size)
    for root in (styles, *running_parts(document)):
        _move_tabs(root, before, page)
    return Width(page, column, text)


def _width(section: Any, columns: int) -> Emu:
    """Return the width of one of so many columns."""
    page = section.page_width - section.left_margin - section.right_margin
    return Emu((page - BETWEEN_COLUMNS * (columns - 1)) // columns)


def _turn(section: Any, page: Page) -> None:
    """Give a section its size, its margins, and turn it."""
    width, height = sorted((section.page_width, section.page_height))
    if page.size:
        width, height = (Cm(side) for side in SIZES[page.size])
    was_turned = section.page_width > section.page_height
    is_turned = page.orientation == "landscape" if page.orientation else was_turned
    section.page_width, section.page_height = (height, width) if is_turned else (width, height)
    size = section._sectPr.find(qn("w:pgSz"))
    size.set(qn("w:orient"), "landscape" if is_turned else "portrait")
    for side in SIDES:
        if (margin := getattr(page.margins, side)) is not None:
            setattr(section, f"{side}_margin", Cm(margin))
    section.header_distance = min(section.header_distance, section.top_margin)
    # Below a low margin the footer stands in its midst, apart from the text.
    section.footer_distance = min(section.footer_distance, Emu(section.bottom_margin // 2))


def _set_columns(section: Any, columns: int) -> None:
    properties = section._sectPr
    found = properties.find(qn("w:cols"))
    if found is not None:
        found.attrib.clear()
        for child in list(found):
            found.remove(child)
    else:
        found = element("w:cols")
        after = [properties.find(qn(f"w:{name}")) for name in ("titlePg", "docGrid")]
        place = next((node for node in after if node is not None), None)
        if place is None:
            properties.append(found)
        else:
            place.addprevious(found)
    found.set(qn("w:num"), str(columns))
    found.set(qn("w:space"), str(BETWEEN_COLUMNS.twips))


def _size_of(styles: Any) -> float:
    """Return the size of running text in points."""
    normal = _normal(styles)
    found = None if normal is None else normal.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    return 12 if found is None else int(found.get(qn("w:val"))) / 2


def _enlarge(styles: Any, text: float, size: float) -> None:
    """Make all type larger, or smaller, so that running text has this size in place of that.

    Every size changes by as many points, so that headings don't fill the page; lists get room for
    larger numbers.
    """
    for node in styles.iter(qn("w:sz"), qn("w:szCs")):
        if node.getparent().tag == qn("w:rPr"):
            node.set(qn("w:val"), str(round(int(node.get(qn("w:val"))) + 2 * (text - size))))
    for indent in styles.iter(qn("w:ind")):
        for side in ("left", "hanging") if indent.get(qn("w:hanging")) else ():
            indent.set(
                qn(f"w:{side}"), str(round(int(indent.get(qn(f"w:{side}"), 0)) * text / size))
            )


def _hold_running_text(document: Any, text: float) -> None:
    """Keep headers and footers from growing with text that is read from afar."""
    for name in ("Header", "Footer"):
        if text > LARGEST_RUNNING and name in document.styles:
            font = document.styles[name].font
            font.size = min(font.size or Pt(LARGEST_RUNNING), Pt(LARGEST_RUNNING))


def _normal(styles: Any) -> Any:
    """Return the style that all are based on, or None."""
    return next((style for style in _styles(styles) if style.get(qn("w:default")) == "1"), None)


def _styles(styles: Any) -> Iterator[Any]:
    for style in styles.iterchildren(qn("w:style")):
        if style.get(qn("w:type")) == "paragraph":
            yield style


def _shorten_lines(styles: Any, before: Emu, column: Emu, larger: float) -> None:
    """Keep lines of running text as long as the brand has them, in letters, if there is room."""
    normal = _normal(styles)
    indent = None if normal is None else normal.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    short = None if indent is None else indent.get(qn("w:right"))
    if not short or int(short) <= 0:
        return
    line = (before.twips - int(short)) * larger
    right = str(max(0, round(column.twips - line)))
    for style in _styles(styles):
        for indent in style.iter(qn("w:ind")):
            if indent.get(qn("w:right")) == short:
                indent.set(qn("w:right"), right)


def _move_tabs(root: Any, before: Emu, width: Emu) -> None:
    """Move the tabs that stand at the brand's right margin to that of this page."""
    for tab in root.iter(qn("w:tab")):
        if tab.get(qn("w:val")) == "right":
            place = int(tab.get(qn("w:pos"), "0"))
            if abs(place - before.twips) <= NEARLY:
                tab.set(qn("w:pos"), str(width.twips))
