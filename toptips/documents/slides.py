"""From blocks to slides: each main heading is one, with its words and one picture or table.

The slides are 16:9. Everything on them has a name, the reading order is that in which it was
written, and pictures have their alternative texts.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from toptips.documents.blocks import (
    Block,
    Blocks,
    CallOut,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    QuoteBlock,
    Span,
    TableBlock,
    plain,
)
from toptips.documents.package import LANGUAGE, MADE
from toptips.errors import TemplateError
from toptips.writing import zip_of

FONT = "Arial"
INK, NAVY, GREY, PALE, PAPER = "1F2A33", "12436D", "4A5560", "CFE0EF", "FFFFFF"
# All in centimetres.
WIDTH, HEIGHT, MARGIN = 33.867, 19.05, 1.6
TITLE_TOP, TITLE_HEIGHT = 1.0, 2.9
BODY_TOP, BODY_BOTTOM = 4.2, 17.3
FOOT_TOP, FOOT_HEIGHT = 17.8, 0.9
BESIDE, GAP = 9.6, 0.8
# A wider picture has its words below it.
WIDE = 1.9
# Sizes of text in points: alone, beside a picture, in a table, at the foot.
ALONE, WITH_PICTURE, IN_TABLE, AT_FOOT = 24, 20, 16, 12
TITLE, OPENING = 28, 40
LONG = 450  # characters
# Of words above a table: a line's height and that between paragraphs, in centimetres; letters.
ABOVE_TABLE, A_LINE, BETWEEN, A_LINE_HOLDS = 0.5, 0.85, 0.35, 80
INDENT = Cm(1.0)
# Layouts of the presentation that python-pptx begins with.
TITLE_SLIDE, TITLE_AND_TEXT = 0, 1
_LATIN = re.compile(rb'(<a:latin typeface=")[^"]*"')


@dataclass
class _Slide:
    """What one slide shows."""

    title: str
    words: list[Paragraph | ListBlock | QuoteBlock] = field(default_factory=list)
    shown: Picture | TableBlock | None = None

    @property
    def size(self) -> float:
        """How large its words are: many, or beside a picture, are smaller."""
        long = sum(len(plain(spans)) for spans, *_ in _lines(self.words)) > LONG
        return WITH_PICTURE if self.shown or long else ALONE

    @property
    def height(self) -> float:
        """About how high its words are above a table, in centimetres."""
        said = [len(plain(spans)) for spans, *_ in _lines(self.words)]
        return ABOVE_TABLE + sum(BETWEEN + A_LINE * ceil(long / A_LINE_HOLDS) for long in said)


def write_slides(blocks: Blocks, *, pictures: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a presentation (.pptx).

    `pictures` are PNG files by name. Raises TemplateError, with the template's name, for a picture
    that is missing and for what no slide can show.
    """
    writer = _SlideWriter(blocks, pictures)
    try:
        return writer.write()
    except TemplateError as error:
        raise TemplateError(str(error), blocks.name) from error


class _SlideWriter:
    """Writes one presentation, slide by slide."""

    def __init__(self, blocks: Blocks, pictures: Mapping[str, bytes]) -> None:
        self._blocks = blocks
        self._pictures = pictures
        self._made: Any = Presentation()
        self._made.slide_width, self._made.slide_height = Cm(WIDTH), Cm(HEIGHT)
        self._set_look()

    def write(self) -> bytes:
        opening, slides = _by_slide(self._blocks.content)
        self._open(opening)
        for slide in slides:
            self._write(slide)
        return self._saved()

    def _set_look(self) -> None:
        """Give the layouts our font, and room for 16:9."""
        master = self._made.slide_master
        theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = _LATIN.sub(rb"\g<1>" + FONT.encode() + b'"', theme.blob)
        for layout in [master, *self._made.slide_layouts]:
            for place in layout.placeholders:
                if place.placeholder_format.idx == 0:
                    _put_at(place, MARGIN, TITLE_TOP, WIDTH - 2 * MARGIN, TITLE_HEIGHT)
                else:
                    _put_at(place, MARGIN, BODY_TOP, WIDTH - 2 * MARGIN, BODY_BOTTOM - BODY_TOP)

    def _open(self, words: Sequence[Paragraph | ListBlock | QuoteBlock]) -> None:
        slide = self._made.slides.add_slide(self._made.slide_layouts[TITLE_SLIDE])
        title, below = slide.shapes.title, slide.placeholders[1]
        _put_at(title, MARGIN, 4.5, WIDTH - 2 * MARGIN, 5.5)
        _say(title.text_frame, [Paragraph((Span(self._blocks.title),))], OPENING, NAVY, bold=True)
        title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        _put_at(below, MARGIN, 10.4, WIDTH - 2 * MARGIN, 5.5)
        said = filter(None, (self._blocks.status, self._blocks.date))
        lines = [Paragraph((Span(text),)) for text in said]
        _say(below.text_frame, [*words, *lines], ALONE, GREY)

    def _write(self, told: _Slide) -> None:
        slide = self._made.slides.add_slide(self._made.slide_layouts[TITLE_AND_TEXT])
        title, body = slide.shapes.title, slide.placeholders[1]
        _say(title.text_frame, [Paragraph((Span(told.title),))], TITLE, NAVY, bold=True)
        title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        across, down = WIDTH - 2 * MARGIN, BODY_BOTTOM - BODY_TOP
        if isinstance(told.shown, TableBlock):
            below = told.height if told.words else 0.0
            _put_at(body, MARGIN, BODY_TOP, across, below)
            self._table(slide, told.shown, BODY_TOP + below)
        elif told.shown is not None:
            self._beside_picture(slide, body, told)
        else:
            _put_at(body, MARGIN, BODY_TOP, across, down)
        if told.words:
            _say(body.text_frame, told.words, told.size, INK)
        else:
            body._element.getparent().remove(body._element)
        self._foot(slide)

    def _beside_picture(self, slide: Any, body: Any, told: _Slide) -> None:
        """Show a picture as large as the words leave room for."""
        assert isinstance(told.shown, Picture)
        across, down = WIDTH - 2 * MARGIN, BODY_BOTTOM - BODY_TOP
        picture = self._picture(slide, told.shown)
        shape = picture.width / picture.height
        if not told.words:
            _fit(picture, MARGIN, BODY_TOP, across, down)
        elif shape > WIDE:
            _put_at(body, MARGIN, BODY_BOTTOM - 3.4, across, 3.4)
            _fit(picture, MARGIN, BODY_TOP, across, down - 3.4 - GAP)
        else:
            _put_at(body, WIDTH - MARGIN - BESIDE, BODY_TOP, BESIDE, down)
            _fit(picture, MARGIN, BODY_TOP, across - BESIDE - GAP, down)

    def _picture(self, slide: Any, block: Picture) -> Any:
        if block.name not in self._pictures:
            raise TemplateError(f"there is no picture {block.name}.")
        picture = slide.shapes.add_picture(io.BytesIO(self._pictures[block.name]), 0, 0)
        picture.name = block.name
        picture._element.nvPicPr.cNvPr.set("descr", block.description)
        return picture

    def _table(self, slide: Any, block: TableBlock, top: float) -> None:
        if block.has_fields:
            raise TemplateError("answers have no place on a slide; a form is a Word document.")
        rows, columns = len(block.rows) + 1, len(block.header)
        across = Cm(WIDTH - 2 * MARGIN)
        shape = slide.shapes.add_table(rows, columns, Cm(MARGIN), Cm(top), across, Cm(rows))
        shape.name = f"Table: {block.called}"
        table = shape.table
        table.first_row = table.first_col = True
        table.horz_banding = False
        for column, share in zip(table.columns, block.shares, strict=True):
            column.width = round(across * share / sum(block.shares))
        for number, cells in enumerate((block.header, *block.rows)):
            for place, cell in enumerate(cells):
                written = table.cell(number, place)
                written.fill.solid()
                written.fill.fore_color.rgb = _colour(PAPER if number else PALE)
                heads = number == 0 or place == 0
                _say(written.text_frame, [Paragraph(cell.spans)], IN_TABLE, INK, bold=heads)
                if block.aligned[place] != "left":
                    written.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER

    def _foot(self, slide: Any) -> None:
        foot = slide.shapes.add_textbox(
            Cm(MARGIN), Cm(FOOT_TOP), Cm(WIDTH - 2 * MARGIN), Cm(FOOT_HEIGHT)
        )
        foot.name = "Foot"
        said = (self._blocks.status, self._blocks.short_title or self._blocks.title)
        words = ", ".join(filter(None, said))
        _say(foot.text_frame, [Paragraph((Span(f"{words}. Slide "),))], AT_FOOT, GREY)
        _add_number(foot.text_frame.paragraphs[0], self._made.slides.index(slide) + 1)

    def _saved(self) -> bytes:
        properties = self._made.core_properties
        properties.author = properties.last_modified_by = "toptips"
        properties.title = self._blocks.title
        properties.language = LANGUAGE
        properties.created = properties.modified = MADE
        properties.revision = 1
        saved = io.BytesIO()
        self._made.save(saved)
        with zipfile.ZipFile(saved) as parts:
            return zip_of((name, parts.read(name)) for name in parts.namelist())


def _by_slide(
    content: Sequence[Block],
) -> tuple[list[Paragraph | ListBlock | QuoteBlock], list[_Slide]]:
    """Return the words before the first main heading, and what stands on each slide."""
    opening = _Slide("")
    slides: list[_Slide] = []
    for block in _without_call_outs(content):
        into = slides[-1] if slides else opening
        if isinstance(block, Heading) and block.level == 1:
            slides.append(_Slide(plain(block.spans)))
        elif isinstance(block, Heading):
            into.words.append(Paragraph(tuple(_bold(block.spans))))
        elif isinstance(block, Paragraph | ListBlock | QuoteBlock):
            into.words.append(block)
        elif isinstance(block, Picture | TableBlock) and into is not opening:
            if into.shown is not None:
                raise TemplateError(f"the slide '{into.title}' has two pictures or tables.")
            into.shown = block
        else:
            raise TemplateError("a slide holds words, and one picture or table.")
    return opening.words, slides


def _without_call_outs(content: Sequence[Block]) -> Iterator[Block]:
    for block in content:
        if isinstance(block, CallOut):
            yield from _without_call_outs(block.blocks)
        else:
            yield block


def _bold(spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        yield Span(span.text, True, span.italic, span.code, span.address)


def _say(
    frame: Any,
    blocks: Sequence[Paragraph | ListBlock | QuoteBlock],
    size: float,
    colour: str,
    *,
    bold: bool = False,
) -> None:
    """Write words into a shape, lists with bullets."""
    frame.word_wrap = True
    lines = list(_lines(blocks))
    for number, (spans, level, ordered) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        if number + 1 < len(lines):
            paragraph.space_after = Pt(size / 2)
        _set_bullet(paragraph, level, ordered=ordered)
        for span in spans:
            run = paragraph.add_run()
            run.text = span.text.replace("\n", "\v")
            run.font.size, run.font.color.rgb = Pt(size), _colour(colour)
            run.font.bold, run.font.italic = bold or span.bold, span.italic
            run._r.get_or_add_rPr().set("lang", LANGUAGE)
            if span.address:
                run.hyperlink.address = span.address


def _colour(colour: str) -> RGBColor:
    # python-pptx tells no types here.
    made: RGBColor = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
    return made


def _lines(
    blocks: Sequence[Paragraph | ListBlock | QuoteBlock], level: int = 0, *, ordered: bool = False
) -> Iterator[tuple[Sequence[Span], int, bool]]:
    """Yield paragraphs with the depth of the list they stand in (0: none); is it ordered?"""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.spans, level, ordered
        elif isinstance(block, QuoteBlock):
            *others, last = block.said() or ((),)
            yield from ((words, level, ordered) for words in others)
            yield (*last, Span(" "), *block.whose) if block.whose else last, level, ordered
        else:
            for item in block.items:
                yield from _lines(item.blocks, level + 1, ordered=block.ordered)


def _set_bullet(paragraph: Any, level: int, *, ordered: bool) -> None:
    """Say whether a paragraph has a bullet or a number: the layout's own default is not asked."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(INDENT * level))
    properties.set("indent", str(-INDENT if level else 0))
    if not level:
        kind, told = "a:buNone", {}
    elif ordered:
        kind, told = "a:buAutoNum", {"type": "arabicPeriod"}
    else:
        kind, told = "a:buChar", {"char": "•"}
    properties.append(properties.makeelement(qn(kind), told))


def _add_number(paragraph: Any, number: int) -> None:
    """Add the slide's number as a field, which follows when slides are moved."""
    field = paragraph._p.makeelement(
        qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"}
    )
    looks = paragraph._p.r_lst[-1].rPr
    field.append(copy(looks))
    text = field.makeelement(qn("a:t"), {})
    text.text = str(number)
    field.append(text)
    paragraph._p.append(field)


def _put_at(shape: Any, left: float, top: float, width: float, height: float) -> None:
    """Place a shape, in centimetres."""
    shape.left, shape.top, shape.width, shape.height = Cm(left), Cm(top), Cm(width), Cm(height)


def _fit(picture: Any, left: float, top: float, width: float, height: float) -> None:
    """Make a picture as large as fits into a box in centimetres, from its top left corner."""
    scale = min(Cm(width) / picture.width, Cm(height) / picture.height)
    picture.left, picture.top = Cm(left), Cm(top)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
