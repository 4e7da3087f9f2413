"""Word's elements: their names, the text that a person sees in them, and parsing them fast."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from lxml import etree

from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import Unreadable

Element = etree._Element

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# What is never read, unless a deletion is tracked in it: how things look, and what could be chosen.
# Properties of runs stand inside those of paragraphs, and so come first.
UNREAD = (b"rPr", b"pPr", b"tcPr", b"trPr", b"tblPr", b"dropDownList")

# Word turns :-) and --> into signs of a font of symbols.
SYMBOLS = {
    "F04A": "☺", "F04B": "😐", "F04C": "☹", "F0E0": "→", "F0DF": "←", "F0F3": "↔", "F0E8": "➔",
    "F0FC": "✓", "F0FB": "✗",
}  # fmt: skip


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
        self.deleted = name("del")
        # What is no part of the text that a person sees, with tracked changes accepted.
        self.unseen = (self.deleted, name("moveFrom"), COMPATIBILITY + "Fallback")
        self.pictures = (name("drawing"), name("pict"), name("object"))
        self.textual = (
            self.text, self.paragraph, self.tab, *self.line_breaks, self.hyphen, self.symbol,
        )  # fmt: skip


@cache
def names_in(namespace: str) -> Names:
    """Return the names of Word's elements in a namespace."""
    return Names(namespace)


def seen(element: Element, kind: str, names: Names) -> str:
    """Return what a person sees of one of the `textual` elements; `kind` is its tag."""
    if kind == names.text:
        return element.text or ""
    if kind == names.paragraph or kind in names.line_breaks:
        return "\n"
    if kind == names.tab:
        # Elements of the same name in a paragraph's properties are its tab stops.
        parent = element.getparent()
        return "\t" if parent is None or parent.tag != names.tabs else ""
    if kind == names.hyphen:
        return "-"
    return SYMBOLS.get((element.get(names.character) or "").upper(), "")


def text_in(elements: Iterable[Element], names: Names) -> str:
    """Return the text that a person sees in `textual` elements, without white space around."""
    return "".join([seen(element, element.tag, names) for element in elements]).strip()


def parse_main(xml: bytes) -> Element:
    """Parse the main part, without its formatting if that is safe.

    Formatting is three quarters of what LibreOffice writes, and parsing is most of the time
    that reading takes. Formatting lies within itself only where changes of it are tracked;
    what is cut wrongly there is not well formed, and is then parsed whole.
    """
    if b"<w:del" in xml:
        return parse_xml(xml)
    try:
        return parse_xml(without(UNREAD, xml))
    except Unreadable:
        return parse_xml(xml)


def without(names: Iterable[bytes], xml: bytes) -> bytes:
    """Cut out all elements of these names, such as `rPr`, that have no attributes.

    One that lies in another of its name leaves what is not well formed.
    """
    for name in names:
        first, *rest = xml.split(b"<w:%s>" % name)
        end = b"</w:%s>" % name
        xml = first + b"".join([piece.partition(end)[2] for piece in rest])
    return xml
