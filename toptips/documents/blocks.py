"""The blocks of a document, whatever it is written as: Word, HTML, slides.

Values are in their places already, as plain text: a writer writes them and never reads them. Only
in a form that is cloned do tokens stand for what each clone gets for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from toptips.documents.page import PageFront

# A caption says a chart's or a table's finding and stands above it, a source line below; a lead
# is the one sentence that a page is about.
Role = Literal["text", "caption", "source", "lead"]
# A band is dark, a box is pale; what is kept together has no look of its own.
CallOutKind = Literal["band", "box", "together"]
Alignment = Literal["left", "right", "centre"]
# Five steps from white to dark, and the accent that says "look here".
Shade = Literal["", "1", "2", "3", "4", "5", "accent"]
# What a template says of a document that is filled in with a pen: `answered: by hand`.
BY_HAND = "by hand"
# Of a table of figures the header says what is counted, and below stand the large numbers.
TableLook = Literal["table", "figures"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words that look alike; a line break in them is meant. `address` is where they lead, if so.

    An address is checked: http, https or mailto.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    address: str = ""


Spans: TypeAlias = tuple[Span, ...]
# What stands in double quotation marks, straight or curly.
_DOUBLE = re.compile('["“]([^"“”]*)["”]')
# A mark that opens: at the beginning, or behind a space or a bracket.
_OPENS = re.compile(r"(?<![^\s(\[])(['\"])(?=\S)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 for those right under the document's title."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and the part that it plays."""

    spans: Spans
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list: paragraphs, and lists within it."""

    blocks: tuple[Paragraph | ListBlock, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; an ordered one begins at 1."""

    ordered: bool
    items: tuple[ListItem, ...]


def _in_single_marks(words: Span) -> Span:
    """Return words with single quotation marks for double ones that open and close."""
    return replace(words, text=_DOUBLE.sub("‘\\1’", words.text))


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Somebody's words. `whose` says whose they are, where that may be said."""

    paragraphs: tuple[Spans, ...]
    whose: Spans = ()

    def said(self) -> tuple[Spans, ...]:
        """Return its paragraphs in quotation marks; each opens them, and the last closes them.

        Those within are single ones, so that the words are not seen to end there.
        """
        opened = [(Span("“"), *map(_in_single_marks, words)) for words in self.paragraphs]
        return (*opened[:-1], (*opened[-1], Span("”"))) if opened else ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. With a `field` it is the place of that question's answer."""

    spans: Spans = ()
    field: str = ""
    shade: Shade = ""


Cells: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with its header row; the first column names the rows.

    `shares` are the columns' parts of the width, of any sum. All rows have as many cells. `name`
    says what it holds, for those who can't see where it stands.
    """

    header: Cells
    rows: tuple[Cells, ...]
    aligned: tuple[Alignment, ...]
    shares: tuple[int, ...]
    look: TableLook = "table"
    name: str = ""

    @property
    def columns(self) -> str:
        """The columns' names in a line."""
        return ", ".join(plain(cell.spans) for cell in self.header)

    @property
    def called(self) -> str:
        """Its name, or else those of its columns."""
        return self.name or self.columns

    @property
    def has_fields(self) -> bool:
        """Whether answers have their places in it."""
        return any(cell.field for row in self.rows for cell in row)

    @property
    def is_grid(self) -> bool:
        """Whether several answers have their places in one row."""
        return any(sum(bool(cell.field) for cell in row) > 1 for row in self.rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its file's name, and what it says to those who can't see it."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class CallOut:
    """Blocks that stand out, or that are kept together."""

    kind: CallOutKind
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the list of all main headings; `name` is what the list is called."""

    name: str


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Text to be typed as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The place where a new page begins."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | ListBlock
    | QuoteBlock
    | TableBlock
    | Picture
    | CallOut
    | Contents
    | CodeBlock
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Blocks:
    """A whole document. `name` is its template's, for messages.

    `short_title`, `date` and `status` (such as Draft) stand at the foot of each page. With words
    above or below it, the title stands with them in a band. `by_hand` says that it is filled in
    with a pen.
    """

    name: str
    title: str
    content: tuple[Block, ...]
    short_title: str = ""
    date: str = ""
    status: str = ""
    above_title: str = ""
    below_title: str = ""
    page: PageFront = field(default_factory=PageFront)
    by_hand: bool = False

    @property
    def has_band(self) -> bool:
        """Whether the title stands in a band."""
        return bool(self.above_title or self.below_title)

    def headings(self) -> Iterator[Heading]:
        """Yield all headings in their order."""
        for block in flat(self.content):
            if isinstance(block, Heading):
                yield block


def flat(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks in reading order, and after each call-out what stands in it."""
    for block in blocks:
        yield block
        if isinstance(block, CallOut):
            yield from flat(block.blocks)


def plain(spans: Sequence[Span]) -> str:
    """Return the words of some spans."""
    return "".join(span.text for span in spans)


def as_title(text: str) -> str:
    """Return the text of a title with typographic apostrophes and quotation marks."""
    opened = _OPENS.sub(lambda mark: "‘" if mark[1] == "'" else "“", text)
    return opened.replace("'", "’").replace('"', "”")


def as_title_spans(spans: Spans) -> Spans:
    """Return the words of a title likewise; what is code stays as it is typed."""
    whole, found = as_title(plain(spans)), []
    for span in spans:
        # Each mark stands for one mark.
        words, whole = whole[: len(span.text)], whole[len(span.text) :]
        found.append(span if span.code else replace(span, text=words))
    return tuple(found)
