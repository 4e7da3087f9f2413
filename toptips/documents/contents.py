"""A list of contents: Word's own field, which holds links until Word adds the page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn

from toptips.documents.controls import element
from toptips.documents.paragraphs import Runs, new_paragraph

ENTRY = "toc 1"
FIELD = r' TOC \o "1-1" \h \z \u '


def fill_contents(
    body: Any, place: Any, headings: Sequence[tuple[Any, str]], style: str, runs: Runs
) -> None:
    """Turn a paragraph into links to headings: each heading's paragraph, and its words.

    How pages fall is not known here: the numbers come when a person has Word update the field.
    """
    bookmarks = body.iter(qn("w:bookmarkStart"))
    first_id = max((int(bookmark.get(qn("w:id"))) for bookmark in bookmarks), default=0) + 1
    entries = []
    for number, (heading, words) in enumerate(headings, 1):
        name = f"heading_{number}"
        _mark(heading, name, first_id + number)
        entry = new_paragraph(style)
        entry.append(runs.link(words.replace("\n", " "), name))
        place.addprevious(entry)
        entries.append(entry)
    if entries:
        _put_into_field(entries[0], entries[-1])
    place.getparent().remove(place)


def _mark(heading: Any, name: str, number: int) -> None:
    """Put a bookmark around a heading's text."""
    heading.find(qn("w:pPr")).addnext(element("w:bookmarkStart", id=number, name=name))
    heading.append(element("w:bookmarkEnd", id=number))


def _put_into_field(first: Any, last: Any) -> None:
    instruction = element("w:instrText")
    instruction.text = FIELD
    begin = [element("w:fldChar", fldCharType="begin"), instruction]
    begin.append(element("w:fldChar", fldCharType="separate"))
    link = first.find(qn("w:hyperlink"))
    for part in begin:
        run = element("w:r")
        run.append(part)
        link.addprevious(run)
    run = element("w:r")
    run.append(element("w:fldChar", fldCharType="end"))
    last.append(run)
