"""What a Word form keeps outside its main part: comments, notes, margins, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from lxml import etree

from toptips.returns.left_over import Aside
from toptips.returns.outside import CHUNK, COMMENT, FOOTNOTE, MARGIN
from toptips.returns.printed import Printed
from toptips.returns.tagged import all_printed
from toptips.returns.word_xml import STRICT, TRANSITIONAL, Element, Names, names_in, text_in
from toptips.unsafe.opening import File
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import LARGEST_SMALL_PART, Unreadable

GLOSSARY = "word/glossary/document.xml"
# By the words of their names, for programs number them.
_OF_PARTS = (("comments", COMMENT), ("footnotes", FOOTNOTE), ("endnotes", FOOTNOTE))
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOT_WORDS = re.compile(rb"<(head|style|script)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAKS = re.compile(rb"<(?:br|/p|/div|/tr|/li|/h\d)\b[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(rb"<[^>]*>")


def asides_of(file: File, *, margins: bool) -> list[Aside]:
    """Return what stands outside the main part in no answer's place.

    `margins` says whether headers and footers are looked at.

    A part that is damaged is told, and costs none of the others.
    """
    asides: list[Aside] = []
    for name in file.parts.names:
        for word, place in _OF_PARTS:
            if name.startswith(f"word/{word}") and name.endswith(".xml"):
                asides += _notes_in(file, name, place)
        if margins and _MARGINS.fullmatch(name):
            asides += _lines_in(file, name, MARGIN)
    return [*asides, *_chunks_in(file)]


def holds_asides(file: File, printed: Printed) -> bool:
    """Say whether anything may stand outside the main part that is not printed.

    Of notes at the foot the main part tells.
    """
    for name in file.parts.names:
        if name.startswith("word/comments"):
            return True
        is_margin = printed.is_whole and _MARGINS.fullmatch(name)
        if is_margin and not all_printed(file.parts.read(name), printed, margin=True):
            return True
    return False


def _root(file: File, name: str) -> tuple[Element, Names] | None:
    try:
        root = parse_xml(file.parts.read(name))
    except Unreadable:
        return None
    namespace = etree.QName(root).namespace
    return (root, names_in(namespace)) if namespace in (TRANSITIONAL, STRICT) else None


def _notes_in(file: File, name: str, place: str) -> Iterator[Aside]:
    """Yield each comment or note of a part that holds words."""
    found = _root(file, name)
    if found is None:
        return
    root, names = found
    for note in root:
        if text := text_in(note.iter(*names.textual), names):
            yield Aside(place, text)


def _lines_in(file: File, name: str, place: str) -> Iterator[Aside]:
    """Yield each paragraph of a part that holds words."""
    found = _root(file, name)
    if found is None:
        return
    root, names = found
    for paragraph in root.iter(names.paragraph):
        if next(paragraph.iterancestors(names.paragraph), None) is None and (
            text := text_in(paragraph.iter(*names.textual), names)
        ):
            yield Aside(place, text)


def _chunks_in(file: File) -> Iterator[Aside]:
    """Yield the passages that another program put into the form as files of their own."""
    name = "word/_rels/document.xml.rels"
    if name not in file.parts:
        return
    data = file.parts.read(name, LARGEST_SMALL_PART)
    if b"aFChunk" not in data:
        return
    for related in parse_xml(data):
        if not (related.get("Type") or "").endswith("/aFChunk"):
            continue
        target = related.get("Target") or ""
        part = target[1:] if target.startswith("/") else f"word/{target}"
        if part in file.parts:
            yield Aside(CHUNK, _words_of(file.parts.read(part)))


def _words_of(data: bytes) -> str:
    """Return the words of a web page or a plain text; nothing for another file."""
    if b"\x00" in data or data.startswith((b"PK", b"{\\rtf")):
        return ""
    shown = _MARKUP.sub(b"", _BREAKS.sub(b"\n", _NOT_WORDS.sub(b"", data)))
    lines = (
        " ".join(line.split()) for line in unescape(shown.decode("utf-8", "replace")).split("\n")
    )
    return "\n".join(line for line in lines if line)


def placeholders_of(file: File) -> Mapping[str, str]:
    """Return the texts that a document keeps for its empty controls, by their names."""
    if GLOSSARY not in file.parts:
        return {}
    found = _root(file, GLOSSARY)
    if found is None:
        return {}
    root, names = found
    namespace = etree.QName(root).namespace
    texts = {}
    for part in root.iter(f"{{{namespace}}}docPart"):
        name = part.find(f"{{{namespace}}}docPartPr/{{{namespace}}}name")
        body = part.find(f"{{{namespace}}}docPartBody")
        if name is not None and body is not None:
            text = " ".join(text_in(body.iter(*names.textual), names).split())
            texts[name.get(names.value) or ""] = text
    return texts
