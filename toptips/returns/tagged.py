"""The short way through a Word form that still has every tag, as Word itself leaves them.

Only the cells with a tag are parsed, and only what is written in them: a tenth of the document.
Where anything stands differently from a row of ours that Word saved (tables in cells, rows of
three cells, tracked deletions, pictures, text boxes), this finds nothing, and the form is read
the long way, which gives the same answers.

What it buys, by benchmarks/read_forms.py: forms saved by Word are read 5.5 to 5.7 times faster than
docx.Document opens them; by the long way alone, 2.8 to 3.1 times. To open such a file, take the
formatting out and parse the rest takes as long as the 5 times that are to be reached allow, before
anything is looked at, so that no better walk through the document could take its place.
tests/test_tagged.py holds both ways against each other.
"""

from __future__ import annotations

import re
from html import unescape

from toptips.model.questionnaire import Question
from toptips.returns.word_xml import TRANSITIONAL, names_in, seen, without
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import Unreadable

_NAMESPACE = f'xmlns:w="{TRANSITIONAL}"'.encode()
_TAG = re.compile(rb'<w:tag w:val="([^"&<]+)"')
_MARKUP = re.compile(rb"<[^>]*>")
_LONG_WAY = re.compile(rb"<(?:!|w:(?:del|moveFrom|drawing|pict|object)\b|mc:)")


def tagged_answers(xml: bytes) -> list[tuple[str, str, bytes]] | None:
    """Return each answer's tag, the text of its cell and its label's cell, in order.

    `xml` is the document's main part. Returns None where the short way is not safe.
    """
    found = _tagged_cells(xml)
    start = xml.find(b"<w:document")
    head = xml[start : xml.find(b">", start) + 1]
    if not found or _NAMESPACE not in head:
        return None
    cells = without((b"sdtPr",), b"".join([cell for _, cell, _ in found]))
    if _LONG_WAY.search(cells):
        return None
    cells = without((b"rPr", b"pPr", b"tcPr"), cells)
    try:
        root = parse_xml(head + cells + b"</w:document>")
    except Unreadable:
        return None
    names = names_in(TRANSITIONAL)
    texts: list[list[str]] = []
    for element in root.iter(names.cell, *names.textual):
        kind = element.tag
        if kind == names.cell:
            texts.append([])
        else:
            texts[-1].append(seen(element, kind, names))
    if len(texts) != len(found):
        return None
    return [
        (tag, "".join(parts), label) for (tag, _, label), parts in zip(found, texts, strict=True)
    ]


def holds_more(label: bytes, question: Question) -> bool:
    """Say whether there is more in the cell of a label than the question and its marker."""
    text = unescape(_MARKUP.sub(b"", label).decode("utf-8", "replace"))
    return len(text) > len(f"{question.code} {question.text}[[{question.field}]]")


def _tagged_cells(xml: bytes) -> list[tuple[str, bytes, bytes]]:
    """Cut out the cells with a tag, each the second and last of its row, and their labels' cells.

    Returns nothing if unsure.
    """
    if not _TAG.search(xml) or any(b"</w:tbl>" not in table for table in xml.split(b"<w:tbl>")[1:]):
        return []
    cells = []
    done = 0
    for tag in _TAG.finditer(xml):
        start = xml.rfind(b"<w:tc>", done, tag.start())
        end = xml.find(b"</w:tc></w:tr>", tag.end()) + len(b"</w:tc>")
        label = xml.rfind(b"<w:tc>", done, max(start, 0))
        row = xml.rfind(b"<w:tr", done, max(label, 0))
        # Nothing but the row's properties stands before its label, and nothing between the two.
        if (
            min(start, label, row) < 0
            or xml[start - len(b"</w:tc>") : start] != b"</w:tc>"
            or xml.count(b"</w:tc>", row, end) != 2
        ):
            return []
        cells.append((tag[1].decode("utf-8", "replace"), xml[start:end], xml[label:start]))
        done = end
    return cells
