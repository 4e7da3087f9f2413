"""Word's elements: their names, the text that a person sees in them, and parsing them fast."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lxml import etree

from toptips.returns.signs import PRIVATE, in_font, sign_of
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import Unreadable

Element = etree._Element

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_EMOJI = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# What is never read, but where something in it tells: how things look, and what could be chosen.
# Properties of runs stand inside those of paragraphs, and so come first.
UNREAD = (b"dropDownList", b"rPr", b"pPr", b"tcPr", b"trPr", b"tblPr")
# Tracked deletions, what is struck out, merged cells, fonts of symbols.
_TELLING = re.compile(
    rb'<w:[dsvr](?:el|strike|trike|Merge|Fonts w:ascii="(?:Symbol|W[ei][bn]\w*dings))'
)
_HEADING, _NUMBERED, _BLANK = b'<w:pStyle w:val="Heading', b"<w:numPr>", b"</w:pPr></w:p>"


class Names:
    """The names of Word's elements, in one of the two namespaces that they have."""

    def __init__(self, namespace: str) -> None:
        def name(local: str) -> str:
            return f"{{{namespace}}}{local}"

        self.paragraph, self.text, self.tab, self.tabs = map(name, ("p", "t", "tab", "tabs"))
        self.line_breaks = (name("br"), name("cr"))
        self.hyphen, self.symbol, self.character = map(name, ("noBreakHyphen", "sym", "char"))
        self.table, self.row, self.cell = map(name, ("tbl", "tr", "tc"))
        self.control, self.control_properties, self.control_content = map(
            name, ("sdt", "sdtPr", "sdtContent")
        )
        self.tag, self.bookmark, self.value, self.name = map(
            name, ("tag", "bookmarkStart", "val", "name")
        )
        self.properties, self.run_properties = name("pPr"), name("rPr")
        self.run, self.fonts, self.font, self.ascii = map(name, ("r", "rFonts", "font", "ascii"))
        # What is no part of the text that a person sees, with tracked changes accepted.
        self.fallback, self.choice = COMPATIBILITY + "Fallback", COMPATIBILITY + "Choice"
        self.unseen = (name("del"), name("moveFrom"), name("rt"), self.fallback)
        self.pictures = (name("drawing"), name("pict"), name("object"))
        self.strikes = (name("strike"), name("dstrike"))
        self.shows_placeholder, self.placeholder, self.placeholder_part = map(
            name, ("showingPlcHdr", "placeholder", "docPart")
        )
        # Word's old form fields.
        self.legacy = (name("ddList"), name("checkBox"))
        self.result, self.preset, self.entry, self.checked = map(
            name, ("result", "default", "listEntry", "checked")
        )
        self.chunk = name("altChunk")
        self.merged_down, self.numbered = name("vMerge"), name("numPr")
        self.text_box, self.body = name("txbxContent"), name("body")
        self.odd = (
            *self.unseen, *self.pictures, *self.strikes, *self.legacy, self.shows_placeholder,
            self.chunk, self.text_box, self.merged_down,
        )  # fmt: skip
        self.wrappers = (self.control_content, name("customXml"), name("smartTag"), name("ins"))
        self.comment, self.footnote = name("comment"), name("footnote")
        self.date, self.full_date, self.date_format = map(name, ("date", "fullDate", "dateFormat"))
        self.cell_properties, self.style = name("tcPr"), name("pStyle")
        self.maths = (
            "{http://purl.oclc.org/ooxml/officeDocument/math}"
            if namespace == STRICT
            else "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
        )
        self.textual = (
            self.text, self.paragraph, self.tab, *self.line_breaks, self.hyphen, self.symbol,
            self.maths + "t", _EMOJI + "symEx",
        )  # fmt: skip


@cache
def names_in(namespace: str) -> Names:
    """Return the names of Word's elements in a namespace."""
    return Names(namespace)


def seen(element: Element, kind: str, names: Names) -> str:
    """Return what a person sees of one of the `textual` elements; `kind` is its tag."""
    if kind == names.text:
        text = element.text or ""
        return text if text.isascii() or not PRIVATE.search(text) else _in_its_font(element, names)
    if kind == names.paragraph or kind in names.line_breaks:
        return "\n"
    if kind == names.tab:
        # Elements of the same name in a paragraph's properties are its tab stops.
        parent = element.getparent()
        return "\t" if parent is None or parent.tag != names.tabs else ""
    if kind == names.hyphen:
        return "-"
    if kind == names.symbol:
        return sign_of(element.get(names.font) or "", element.get(names.character) or "")
    if kind == _EMOJI + "symEx":
        return sign_of("", element.get(_EMOJI + "char") or "")
    return _of_equation(element, names.maths)


def _in_its_font(element: Element, names: Names) -> str:
    """Return the text of a run that may be in a font of symbols."""
    run = element.getparent()
    fonts = None if run is None else run.find(f"{names.run_properties}/{names.fonts}")
    font = "" if fonts is None else fonts.get(names.ascii) or ""
    text = element.text or ""
    return in_font(font, text) if font else text


def _of_equation(element: Element, maths: str) -> str:
    """Return a text of an equation, with a sign before it where it divides or stands raised."""
    signs = {maths + "den": "/", maths + "sup": "^"}
    text = element.text or ""
    around = next(element.iterancestors(*signs, maths + "oMath"), None)
    if around is None or next(around.iter(maths + "t"), None) is not element:
        return text
    return signs.get(around.tag, "") + text


def text_in(elements: Iterable[Element], names: Names) -> str:
    """Return the text that a person sees in `textual` elements, without white space around."""
    return "".join([seen(element, element.tag, names) for element in elements]).strip()


def plain_text(element: Element) -> str:
    """Return all characters in an element, ten times as fast, without its breaks and signs."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def parse_main(xml: bytes) -> Element:
    """Parse the main part, without its formatting if that is safe.

    Formatting is three quarters of what LibreOffice writes, and parsing is most of the time
    that reading takes. Formatting lies within itself only where changes of it are tracked;
    what is cut wrongly there is not well formed, and is then parsed whole.
    """
    if _TELLING.search(xml):
        return parse_xml(xml)
    try:
        return parse_xml(without(UNREAD, xml))
    except Unreadable:
        return parse_xml(xml)


def without(names: Iterable[bytes], xml: bytes) -> bytes:
    """Cut out all elements of these names, such as `rPr`, that have no attributes.

    Of `pPr` those of headings stay, and those of a list's line without a text. One that lies in
    another of its name leaves what is not well formed.
    """
    for name in names:
        start = b"<w:%s>" % name
        first, *rest = xml.split(start)
        end = b"</w:%s>" % name
        if name == b"pPr":
            pieces = [
                start + piece
                if piece.startswith(_HEADING) or (_NUMBERED in piece[:100] and _BLANK in piece)
                else piece.partition(end)[2]
                for piece in rest
            ]
        else:
            pieces = [piece.partition(end)[2] for piece in rest]
        xml = first + b"".join(pieces)
    return xml
