"""The short way through a Word form that has every tag still, as Word leaves them, or bookmark.

LibreOffice drops the tags and keeps the bookmarks. Only the cells with such a mark are parsed, and
only what is written in them: a tenth of the document. Where anything stands differently from a row
of ours that either program saved (tables in cells, cells without a mark, tracked deletions,
pictures, text boxes), or any paragraph outside the answers is not known to be printed, this finds
nothing, and the form is read the long way, which gives the same answers.

What it buys: benchmarks/README.md. tests/test_tagged.py holds both ways against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from toptips.model.questionnaire import Question
from toptips.returns.form import without_markers
from toptips.returns.picked import shown_or_picked
from toptips.returns.placeholders import is_words_own
from toptips.returns.printed import Printed, folded, without_numbers
from toptips.returns.signs import PRIVATE
from toptips.returns.word_xml import TRANSITIONAL, names_in, seen, without
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import Unreadable

SHOWS_PLACEHOLDER = b"<w:showingPlcHdr"
# The first answers are asked for on the first page.
FIRST_TAG_WITHIN = 100_000
# What a form may learn of the texts that are printed; a hostile one holds any number.
MOST_LEARNED = 4_000
_NAMESPACE = f'xmlns:w="{TRANSITIONAL}"'.encode()
_TAG = re.compile(rb'<w:tag w:val="([^"&<]+)"')
# LibreOffice drops the tags and keeps the bookmarks.
_BOOKMARK = re.compile(rb'<w:bookmarkStart w:id="[^"<]*" w:name="(tt_[^"&<]+)"/>')
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)|<w:(?:br|tab)/>")
_PICKED = re.compile(rb'<w:date w:fullDate="([^"]*)"')
_LONG_WAY = re.compile(
    rb"<(?:w:(?:del|moveFrom|drawing|pict|object|sym|ruby|vMerge|gridSpan|fldChar|altChunk|strike"
    rb"|dstrike|customXml|footnoteReference|endnoteReference)\b|mc:|m:|!)"
)
# In an answer's place, a number that Word made for a list is said to be lost.
_NUMBERED = b"<w:numPr"


class Tagged:
    """A form's main part, cut into the cells that have a tag and all that stands around them."""

    def __init__(self, xml: bytes) -> None:
        start = xml.find(b"<w:document")
        self._head = xml[start : xml.find(b">", start) + 1]
        self._cells = _tagged_cells(xml) if _NAMESPACE in self._head else []
        places = [0, *(place for _, *around, _ in self._cells for place in around), len(xml)]
        self._around = [
            xml[begin:end] for begin, end in zip(places[::2], places[1::2], strict=True)
        ]
        self._xml = xml

    def is_printed(self, printed: Printed) -> bool:
        """Say whether all that stands around the answers is known to be the form's own."""
        if not self._cells:
            return False
        known = printed.raw
        last = len(self._around) - 1
        for place, piece in enumerate(self._around):
            if piece in known:
                continue
            if _LONG_WAY.search(piece) or not all_printed(piece, printed):
                return False
            # What stands before the first answer and after the last differs in every form.
            if 0 < place < last and len(known) < MOST_LEARNED:
                known.add(piece)
        return True

    def learn(self, printed: Printed) -> None:
        """Take all that stands around the answers for printed."""
        if self._cells and len(printed.raw) < MOST_LEARNED:
            for piece in self._around:
                printed.learn(map(_line, _raw_lines(piece)))

    def answers(self, questions: Mapping[str, Question]) -> list[tuple[str, str]] | None:
        """Return each answer's tag and the text of its cell, in order.

        `questions` are by their fields. Returns None where the short way is not safe.
        """
        cells = [self._xml[start:end] for _, start, end, _ in self._cells]
        bare = without((b"sdtPr",), b"".join(cells))
        if _LONG_WAY.search(bare) or b"trike" in bare or _NUMBERED in bare:
            return None
        bare = without((b"rPr", b"pPr", b"tcPr"), bare)
        try:
            root = parse_xml(self._head + bare + b"</w:document>")
        except Unreadable:
            return None
        names = names_in(TRANSITIONAL)
        texts: list[list[str]] = []
        for element in root.iter(names.cell, *names.textual):
            kind = element.tag
            if kind == names.cell:
                texts.append([])
            elif kind == names.text and (said := element.text or "").isascii():
                # Nearly all that is met; the rest is as `seen` says.
                texts[-1].append(said)
            else:
                texts[-1].append(seen(element, kind, names))
        if len(texts) != len(cells):
            return None
        found = []
        for (tag, _, _, label), cell, parts in zip(self._cells, cells, texts, strict=True):
            question = questions.get(tag)
            field = question.field if question else tag
            text = _answer("".join(parts).strip(), cell, question)
            # A control may have been copied into another question's row.
            if text is None or f"[[{field}]]".encode() not in label:
                return None
            found.append((field, text))
        return found


def _answer(text: str, cell: bytes, question: Question | None) -> str | None:
    """Return the answer in a cell; None where it can't be told from the cell's text alone."""
    if question is None or not text or text == question.placeholder:
        return text
    if not text.isascii() and PRIVATE.search(text):
        return None
    if SHOWS_PLACEHOLDER in cell and not _is_typed_over(text, cell):
        return None
    if question.kind == "date" and (match := _PICKED.search(cell)):
        return shown_or_picked(text, match[1].decode("utf-8", "replace"))
    return text


def _is_typed_over(text: str, cell: bytes) -> bool:
    """Say whether somebody typed into a control that says it shows a placeholder.

    LibreOffice leaves it saying so. Only of a control that holds all the text of its cell.
    """
    _, _, rest = cell.partition(b"<w:sdtContent>")
    inside, _, _ = rest.partition(b"</w:sdtContent>")
    is_alone = b"<w:sdtContent>" not in rest and inside.count(b"</w:t>") == cell.count(b"</w:t>")
    if not is_alone or b"<w:noBreakHyphen" in inside or b"<w:placeholder>" in cell:
        return False
    return not is_words_own(text.replace("\n", "").replace("\t", ""))


def all_printed(xml: bytes, printed: Printed, *, margin: bool = False) -> bool:
    """Say whether each paragraph of a piece of XML is known to be printed.

    Of a header or footer (`margin`) the page numbers do not count.
    """
    known = printed.raw
    for raw in _raw_lines(xml):
        if raw not in known:
            line = without_numbers(_line(raw)) if margin else _line(raw)
            if not printed.holds(line):
                return False
            if len(known) < MOST_LEARNED:
                known.add(raw)
    return True


def _raw_lines(xml: bytes) -> Iterator[bytes]:
    """Yield the text of each paragraph, as it stands in the file, a blank for a break or tab."""
    for piece in xml.split(b"</w:p>"):
        texts = _TEXT.findall(piece)
        if texts:
            yield b"".join([text or b" " for text in texts])


def _line(raw: bytes) -> str:
    return folded(without_markers(unescape(raw.decode("utf-8", "replace"))))


def _tagged_cells(xml: bytes) -> list[tuple[str, int, int, bytes]]:
    """Find the cells with a tag: all but the first of their row, which is the label's.

    Returns the tag, where the cell begins and ends, and its label's cell; nothing if unsure.
    """
    mark = _TAG if xml.find(b"<w:tag ") >= 0 else _BOOKMARK
    if mark.search(xml, 0, FIRST_TAG_WITHIN) is None:
        return []
    cells = []
    # Where the last cell ended, what its label is, and whether its row goes on.
    done, said, goes_on = 0, b"", False
    for tag in mark.finditer(xml):
        start = xml.rfind(b"<w:tc>", done, tag.start())
        end = xml.find(b"</w:tc>", tag.end()) + len(b"</w:tc>")
        if goes_on:
            # In a grid each cell but the label's has a tag.
            if start != done or _is_more_than_cells(xml, start, end, 1):
                return []
        else:
            label = xml.rfind(b"<w:tc>", done, max(start, 0))
            row = xml.rfind(b"<w:tr", done, max(label, 0))
            # Nothing but the row's properties stands before its label, and nothing between the two.
            if (
                min(start, label, row) < 0
                or xml[start - len(b"</w:tc>") : start] != b"</w:tc>"
                or _is_more_than_cells(xml, row, end, 2)
            ):
                return []
            said = xml[label:start]
        cells.append((tag[1].decode("utf-8", "replace"), start, end, said))
        goes_on = not xml.startswith(b"</w:tr>", end)
        done = end
    return [] if goes_on else cells


def _is_more_than_cells(xml: bytes, start: int, end: int, cells: int) -> bool:
    """Say whether there is more between two places in a row than so many cells."""
    return xml.count(b"</w:tc>", start, end) != cells or xml.find(b"<w:tbl>", start, end) >= 0
