"""A list of contents: Word's own field, which holds links until Word adds the page numbers."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from toptips.documents.controls import element
from toptips.documents.text import add_text

PLACE = "contents:"
HEADING, ENTRY = "Heading 1", "toc 1"
FIELD = r' TOC \o "1-1" \h \z \u '


def fill_contents(document: Document, place: Paragraph) -> None:
    """Turn a paragraph into links to all main headings.

    How pages fall is not known here: the numbers come when a person has Word update the field.
    """
    headings = [
        paragraph
        for paragraph in document.paragraphs
        if paragraph.style and paragraph.style.name == HEADING
    ]
    bookmarks = document.element.iter(qn("w:bookmarkStart"))
    used = (int(bookmark.get(qn("w:id"))) for bookmark in bookmarks)
    first_id = max(used, default=0) + 1
    entries = []
    for number, heading in enumerate(headings, 1):
        name = f"heading_{number}"
        _mark(heading, name, first_id + number)
        entry = place.insert_paragraph_before(style=ENTRY)
        link = element("w:hyperlink", anchor=name, history=1)
        entry._p.append(link)
        add_text(entry, heading.text.replace("\n", " "), into=link)
        entries.append(entry)
    if entries:
        _put_into_field(entries[0], entries[-1])
    replaced: Any = place._p
    replaced.getparent().remove(replaced)


def _mark(heading: Paragraph, name: str, number: int) -> None:
    """Put a bookmark around a heading's text."""
    start = element("w:bookmarkStart", id=number, name=name)
    properties: Any = heading._p.get_or_add_pPr()
    properties.addnext(start)
    heading._p.append(element("w:bookmarkEnd", id=number))


def _put_into_field(first: Paragraph, last: Paragraph) -> None:
    instruction = element("w:instrText")
    instruction.text = FIELD
    begin = [element("w:fldChar", fldCharType="begin"), instruction]
    begin.append(element("w:fldChar", fldCharType="separate"))
    after: Any = first._p.get_or_add_pPr()
    for part in begin:
        run = element("w:r")
        run.append(part)
        after.addnext(run)
        after = run
    run = element("w:r")
    run.append(element("w:fldChar", fldCharType="end"))
    last._p.append(run)
