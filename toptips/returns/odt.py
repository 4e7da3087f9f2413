"""Reads the form saved as an OpenDocument text (.odt), by LibreOffice, Word or Google Docs.

Its elements are turned into Word's as they go by, so that one walk over tables serves both.
LibreOffice 25 keeps the tags of content controls, 7.4 drops them; the other marks stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from lxml import etree

from toptips.model.questionnaire import Questionnaire
from toptips.model.reference import Reference
from toptips.returns.document import FilledForm
from toptips.returns.form import Origin, Return
from toptips.returns.no_form import COPY_ACROSS
from toptips.returns.properties import reference_in, time_in
from toptips.returns.word_xml import TRANSITIONAL, Element, names_in
from toptips.unsafe.opening import File
from toptips.unsafe.xml import bounded_xml, harmless_parser, parse_xml
from toptips.unsafe.zips import DAMAGED, LARGEST_SMALL_PART, Unreadable

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = (f"{{{_OASIS}{name}:1.0}}" for name in ("text", "table", "drawing"))
_OFFICE, _META = (f"{{{_OASIS}{name}:1.0}}" for name in ("office", "meta"))
_SVG = f"{{{_OASIS}svg-compatible:1.0}}"
_STYLE = f"{{{_OASIS}style:1.0}}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"

PARAGRAPHS = (_TEXT + "p", _TEXT + "h")
# What a person does not see in its place: deletions, who wrote a comment, descriptions of pictures,
# pronunciations, and cells that another one lies over.
UNSEEN = frozenset(
    (
        _TEXT + "tracked-changes", _DUBLIN_CORE + "creator", _DUBLIN_CORE + "date",
        _META + "date-string", _META + "creator-initials", _LOEXT + "sender-initials",
        _SVG + "title", _SVG + "desc", _TEXT + "ruby-text", _TEXT + "note-citation",
        _TABLE + "covered-table-cell",
    )
)  # fmt: skip
PICTURES = frozenset(_DRAW + name for name in ("image", "object", "object-ole", "plugin"))
# Of the spaces that are given by their number, in one place and in all.
MOST_SPACES = 1_000
MOST_SPACES_IN_ALL = 100_000
_WHITE = re.compile("[ \t\r\n]+")


def recognises(file: File) -> bool:
    """Say whether this is an OpenDocument text."""
    return file.kind == "odt"


def read(file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]:
    """Read one form. Raises Unreadable for a damaged one, and for another document."""
    document, reference, modified = opened(file)
    macros = any(name.startswith(("Basic/", "Scripts/")) for name in file.parts.names)
    yield document.read(
        Origin.whole(file, "odt"),
        "OpenDocument text",
        questionnaires,
        reference,
        modified,
        ["It holds macros, which were not run."] if macros else [],
    )


def opened(file: File) -> tuple[FilledForm, Reference | None, datetime | None]:
    """Return the form in a file, its reference and its time of last change.

    Raises Unreadable for a damaged one.
    """
    parts = file.parts
    if _is_protected(file):
        raise Unreadable(
            "This file is protected with a password. Please open it, choose Save As, untick 'Save"
            " with password', and send the file that you saved."
        )
    if "content.xml" not in parts:
        raise Unreadable(f"This is an OpenDocument text without its content. {COPY_ACROSS}")
    return FilledForm(as_word(parts.read("content.xml"))), *_properties_of(file)


def _is_protected(file: File) -> bool:
    if "encrypted-package" in file.parts:
        return True
    name = "META-INF/manifest.xml"
    return name in file.parts and b"encryption-data" in file.parts.read(name, LARGEST_SMALL_PART)


def _properties_of(file: File) -> tuple[Reference | None, datetime | None]:
    """Return the reference in meta.xml, and the time of last change.

    That time is the clock's where it was saved; without a zone it is taken for UTC, which in
    an English summer is an hour ahead.
    """
    if "meta.xml" not in file.parts:
        return None, None
    try:
        root = parse_xml(file.parts.read("meta.xml", LARGEST_SMALL_PART))
    except Unreadable:
        # The answers stand elsewhere.
        return None, None
    modified = time_in(root.findtext(f".//{_DUBLIN_CORE}date"))
    # Who made the form never changed it: this says nothing about when it was filled in.
    if modified == time_in(root.findtext(f".//{_META}creation-date")):
        modified = None
    keywords = (element.text or "" for element in root.iter(f"{_META}keyword"))
    return reference_in(" ".join(keywords)), modified


def as_word(xml: bytes) -> Element:
    """Turn the text of content.xml into the elements that Word would have written for it.

    Raises Unreadable for what is no XML, for too much of it, and for another document.
    """
    target = _AsWord()
    try:
        etree.fromstring(bounded_xml(xml), harmless_parser(target))
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable(f"This file {DAMAGED}") from None
    names = names_in(TRANSITIONAL)
    # What stands beside the text it belongs to is no part of it.
    for aside in list(target.root.iter(names.comment, names.footnote)):
        target.root.append(aside)
    return target.root


class _AsWord:
    """Builds the elements of Word as OpenDocument's go by."""

    def __init__(self) -> None:
        names = names_in(TRANSITIONAL)
        self._names = names
        self._holding = {
            **dict.fromkeys(PARAGRAPHS, names.paragraph),
            _TABLE + "table": names.table,
            _TABLE + "table-row": names.row,
            _TABLE + "table-cell": names.cell,
            _DRAW + "text-box": names.text_box,
            _OFFICE + "annotation": names.comment,
            _TEXT + "note-body": names.footnote,
        }
        # The styles that strike words out, and for each open span whether it does.
        self._style = ""
        self._striking: set[str] = set()
        self._spans: list[bool] = []
        self._listed = False
        self.root = etree.Element(f"{{{TRANSITIONAL}}}document")
        self._at = self.root
        self._unseen = 0
        self._paragraphs = 0
        self._spaces = MOST_SPACES_IN_ALL
        self._pieces: list[str] = []
        # White space at a paragraph's start, and after a space, is none.
        self._after_space = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element's beginning, as lxml calls it."""
        if self._unseen or tag in UNSEEN:
            self._unseen += 1
            return
        name = self._holding.get(tag)
        if name is not None:
            self._write()
            self._at = etree.SubElement(self._at, name)
            if tag in PARAGRAPHS:
                self._paragraphs += 1
                self._after_space = True
                self._number()
        elif tag == _TEXT + "list-item":
            self._listed = True
        elif tag == _TEXT + "span":
            self._begin_span(attributes.get(_TEXT + "style-name", ""))
        elif tag == _STYLE + "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif tag == _STYLE + "text-properties":
            if attributes.get(_STYLE + "text-line-through-style", "none") != "none":
                self._striking.add(self._style)
        else:
            self._sign(tag, attributes)

    def _number(self) -> None:
        """Say of the first paragraph of a list's item that it is one, as Word does."""
        if self._listed:
            properties = etree.SubElement(self._at, self._names.properties)
            etree.SubElement(properties, self._names.numbered)
            self._listed = False

    def _begin_span(self, style: str) -> None:
        names = self._names
        self._spans.append(style in self._striking)
        if self._spans[-1]:
            self._write()
            self._at = etree.SubElement(self._at, names.run)
            properties = etree.SubElement(self._at, names.run_properties)
            etree.SubElement(properties, names.strikes[0])

    def _sign(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element that stands for a character, or that marks a place."""
        names = self._names
        if tag == _TEXT + "s":
            count = attributes.get(_TEXT + "c", "1")
            known = count.isascii() and count.isdecimal() and len(count) < 9
            spaces = min(int(count) if known else 1, MOST_SPACES, self._spaces)
            self._spaces -= spaces
            self._pieces.append(" " * spaces)
            self._after_space = False
        elif tag == _TEXT + "line-break":
            self._mark(names.line_breaks[0])
            self._after_space = True
        elif tag == _TEXT + "tab":
            self._mark(names.tab)
            self._after_space = False
        elif tag in PICTURES:
            self._mark(names.pictures[0])
        elif tag in (_TEXT + "bookmark-start", _TEXT + "bookmark"):
            self._mark(names.bookmark).set(names.name, attributes.get(_TEXT + "name", ""))
        elif tag == _LOEXT + "content-control" and (said := attributes.get(_LOEXT + "tag")):
            self._mark(names.tag).set(names.value, said)

    def data(self, text: str) -> None:
        """Take a piece of text; what stands outside paragraphs is none."""
        if self._unseen or not self._paragraphs:
            return
        text = _WHITE.sub(" ", text)
        if self._after_space and text.startswith(" "):
            text = text[1:]
        if text:
            self._pieces.append(text)
            self._after_space = text.endswith(" ")

    def end(self, tag: str) -> None:
        """Take an element's end."""
        if self._unseen:
            self._unseen -= 1
        elif tag in self._holding:
            self._write()
            parent = self._at.getparent()
            self._at = self.root if parent is None else parent
            if tag in PARAGRAPHS:
                self._paragraphs -= 1
        elif tag == _TEXT + "span" and self._spans.pop():
            self._write()
            parent = self._at.getparent()
            self._at = self.root if parent is None else parent

    def close(self) -> None:
        """Take the end of it all."""

    def _mark(self, name: str) -> Element:
        self._write()
        return etree.SubElement(self._at, name)

    def _write(self) -> None:
        """Write the text so far as one element, so that no marker in it is split."""
        if self._pieces:
            etree.SubElement(self._at, self._names.text).text = "".join(self._pieces)
            self._pieces = []
