"""Makes forms as OpenDocument texts, with every mark of an answer's place, as LibreOffice does."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from tests.support.making_forms import Marks, reference, zipped
from toptips.model.questionnaire import Question, Questionnaire
from toptips.model.reference import Reference

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{short}="{OASIS}:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "meta": "meta",
        "svg": "svg-compatible",
    }.items()
) + (
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)  # fmt: skip
EVERY_MARK = Marks()
MIMETYPE = b"application/vnd.oasis.opendocument.text"


def inline(text: str) -> str:
    """A line of text, with tabs and runs of spaces as OpenDocument writes them."""
    made = []
    for number, part in enumerate(text.split("\t")):
        if number:
            made.append("<text:tab/>")
        rest = part.lstrip(" ")
        if len(part) > len(rest):
            made.append(f'<text:s text:c="{len(part) - len(rest)}"/>')
        while "  " in rest:
            before, _, rest = rest.partition("  ")
            made.append(escape(before + " ") + "<text:s/>")
            spaces = len(rest) - len(rest.lstrip(" "))
            if spaces:
                made.append(f'<text:s text:c="{spaces}"/>')
                rest = rest[spaces:]
        made.append(escape(rest))
    return "".join(made)


def paragraphs(text: str, inside: str = "") -> str:
    lines = text.split("\n")
    return "".join(
        f"<text:p>{inside if not number else ''}<text:span>{inline(line)}</text:span></text:p>"
        for number, line in enumerate(lines)
    )


def row(question: Question, content: str, marks: Marks) -> str:
    marker = f"<text:span>[[{question.field}]]</text:span>" if marks.markers else ""
    code = f"<text:span>{question.code}</text:span> " if marks.codes else ""
    label = f"<text:p>{code}{escape(question.text)}{marker}</text:p>"
    return (
        f"<table:table-row>\n <table:table-cell>{label}</table:table-cell>"
        f"<table:table-cell>{content}</table:table-cell></table:table-row>"
    )


def opening_marks(question: Question, marks: Marks) -> str:
    made = ""
    if marks.bookmarks:
        made += f"<text:bookmark-start text:name={quoteattr(question.bookmark)}/>"
    if marks.tags:
        made += f"<loext:content-control loext:tag={quoteattr(question.field)}/>"
    return made


def content(
    of: Questionnaire,
    answers: Mapping[str, str],
    *,
    marks: Marks = EVERY_MARK,
    raw: Mapping[str, str] | None = None,
    printed: str = "",
    before: str = "",
) -> bytes:
    """The file content.xml of a form. `raw` gives the XML of some answers' cells."""
    rows = []
    for question in of.questions:
        first = opening_marks(question, marks)
        text = answers.get(question.field, question.placeholder)
        cell = (raw or {}).get(question.field)
        cell = paragraphs(text, first) if cell is None else paragraphs("", first) + cell
        rows.append(row(question, cell, marks))
    table = f"<table:table>{''.join(rows)}</table:table>"
    return (
        f"<office:document-content {NAMESPACES}><office:body><office:text>{before}"
        f"{paragraphs(printed)}{table}</office:text></office:body></office:document-content>"
    ).encode()


def meta(keywords: str, modified: str) -> bytes:
    # LibreOffice takes the reference for several keywords.
    words = keywords.replace(":", "").split()
    listed = "".join(f"<meta:keyword>{escape(word)}</meta:keyword>" for word in words)
    return (
        f"<office:document-meta {NAMESPACES}><office:meta>{listed}"
        "<meta:creation-date>2018-07-01T00:00:00</meta:creation-date>"
        f"<dc:date>{modified}</dc:date></office:meta></office:document-meta>"
    ).encode()


def odt_form(
    of: Questionnaire,
    answers: Mapping[str, str],
    *,
    partner: str = "mh-trust",
    modified: str = "2018-08-01T10:00:00.123456789",
    marks: Marks = EVERY_MARK,
    ref: Reference | None = None,
    raw: Mapping[str, str] | None = None,
    before: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A form as it comes back from LibreOffice, with these answers by field."""
    made = str(ref or reference(of, partner))
    printed = f"Form reference: {made}" if marks.printed else ""
    parts = {
        "mimetype": MIMETYPE,
        "content.xml": content(
            of, answers, marks=marks, raw=raw, printed=printed, before=before
        ),
    }  # fmt: skip
    if marks.in_properties:
        parts["meta.xml"] = meta(made, modified)
    return zipped({**parts, **(more or {})})
