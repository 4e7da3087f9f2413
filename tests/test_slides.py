"""slides.pptx: a finding a slide, few words beside a chart, everything named and in order."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Cm, Pt

from tests.support.random_workshop import random_figures
from toptips.charts import Chart, draw_slides
from toptips.charts.canvas import Canvas
from toptips.charts.every import SIZES_ON_SLIDES
from toptips.charts.png import png_of
from toptips.documents.blocks import (
    Blocks,
    Cell,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    QuoteBlock,
    Span,
    TableBlock,
)
from toptips.documents.slides import write_slides
from toptips.documents.template import Templates
from toptips.errors import TemplateError
from toptips.places import shipped
from toptips.report.slides import FINDINGS, FURTHER, PRIORITIES, shown, write_report_slides

MOST_WORDS = 40


def words(text: str) -> tuple[Span, ...]:
    return (Span(text),)


def picture() -> bytes:
    canvas = Canvas()
    canvas.paragraph("A chart")
    return png_of(canvas)


def made(*content: Any, status: str = "Draft", **pictures: bytes) -> Any:
    blocks = Blocks("slides/slides.md.j2", "Going home well", content, status=status)
    named = {f"{name}.png": data for name, data in pictures.items()}
    return Presentation(io.BytesIO(write_slides(blocks, pictures=named)))


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_each_main_heading_is_a_slide_with_its_words_in_order() -> None:
    listed = ListBlock(True, tuple(ListItem((Paragraph(words(text)),)) for text in ("a", "b")))
    opening, slide = made(
        Paragraph(words("What you told us")),
        Heading(1, words("A finding")),
        Paragraph(words("Of how many")),
        listed,
        QuoteBlock((words("They listened."),), words("Housing")),
    ).slides
    assert texts(opening) == ["Going home well", "What you told us\nDraft"]
    title, body, foot = texts(slide)
    assert (title, foot) == ("A finding", "Draft, Going home well. Slide 2")
    assert body == "Of how many\na\nb\n“They listened.” Housing"
    marks = slide.placeholders[1]._element.xpath(".//a:buAutoNum")
    assert [mark.getparent().getparent().xpath("string(.)") for mark in marks] == ["a", "b"]


def test_a_picture_has_its_alternative_text_and_lies_within_the_slide() -> None:
    [_, slide] = made(
        Heading(1, words("A finding")),
        Paragraph(words("Some words.")),
        Picture("chart.png", "Tip 1 is lowest, at 1.6"),
        chart=picture(),
    ).slides
    [shown] = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert shown._element.nvPicPr.cNvPr.get("descr") == "Tip 1 is lowest, at 1.6"
    for shape in slide.shapes:
        assert shape.left >= 0 and shape.left + shape.width <= Cm(33.87)
        assert shape.top >= 0 and shape.top + shape.height <= Cm(19.05)


def test_a_table_is_a_real_table_with_its_header() -> None:
    table = TableBlock(
        (Cell(words("Tip")), Cell(words("Mean"))),
        ((Cell(words("1 Early")), Cell(words("1.6"))),),
        ("left", "right"),
        (3, 1),
    )
    [_, slide] = made(Heading(1, words("Means")), table).slides
    [frame] = [shape for shape in slide.shapes if shape.has_table]
    assert frame.name == "Table: Tip, Mean"
    assert frame.table.first_row and frame.table.first_col
    assert [[cell.text for cell in row.cells] for row in frame.table.rows] == [
        ["Tip", "Mean"],
        ["1 Early", "1.6"],
    ]


@pytest.mark.parametrize(
    "content",
    [
        (Picture("chart.png", "Before any slide"),),
        (Heading(1, words("A")), Picture("none.png", "Missing")),
        (Heading(1, words("A")), Picture("chart.png", "1"), Picture("chart.png", "2")),
        (
            Heading(1, words("A")),
            TableBlock((Cell(words("1a")),), ((Cell(field="1.score"),),), ("left",), (1,)),
        ),
    ],
)
def test_what_no_slide_can_show_is_refused_by_name(content: tuple[Any, ...]) -> None:
    with pytest.raises(TemplateError, match=r"slides\.md\.j2"):
        made(*content, chart=picture())


def test_letters_of_charts_can_be_read_from_the_back_of_a_room() -> None:
    assert min(SIZES_ON_SLIDES) >= 16


@pytest.mark.parametrize("long", [60, 300])
def test_a_table_begins_below_the_words_above_it(long: int) -> None:
    table = TableBlock(
        (Cell(words("Sector")),), ((Cell(words("Housing")),),), ("left",), (1,)
    )  # fmt: skip
    [_, slide] = made(Heading(1, words("Who")), Paragraph(words("a" * long)), table).slides
    [frame] = [shape for shape in slide.shapes if shape.has_table]
    lines = -(-long // 80)
    assert frame.top - slide.placeholders[1].top >= lines * Pt(20 * 1.2)


def test_who_told_us_says_how_many_of_each_sector(empty_pictures: None) -> None:
    figures = random_figures(4)
    data = write_report_slides(figures, draw_slides(figures), Templates([shipped("templates")]))
    tables = [shape for shape in Presentation(io.BytesIO(data)).slides[1].shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in tables[0].table.rows][1:]
    asked = {n: s for n, s in figures.respondents.by_sector.items() if s.invited}
    assert [(name, forms) for name, forms, _ in rows] == [
        (name, f"{sector.answered} of {sector.expected}") for name, sector in asked.items()
    ]


def test_only_the_first_part_of_a_chart_has_its_finding_as_its_title() -> None:
    chart = Chart("overview", "overview", "Tip 10 is scored lowest, at 1.6.", "", "", b"", b"")
    parts = [chart, replace(chart, name="overview.2")]
    assert [slide.title for slide in shown(parts, ("overview",), "tips")] == [
        "Tip 10 is scored lowest, at 1.6 (1 of 2)",
        "The other tips: how they are scored (2 of 2)",
    ]


def test_every_chart_of_the_slides_has_a_title_for_further_parts() -> None:
    assert set(FURTHER) == {*FINDINGS, *PRIORITIES, "changes"}


def test_the_same_content_makes_the_same_bytes() -> None:
    blocks = Blocks("a", "b", (Heading(1, words("A")),))
    assert write_slides(blocks, pictures={}) == write_slides(blocks, pictures={})


@pytest.mark.parametrize("seed", range(12))
def test_a_finding_a_slide_with_few_words_beside_its_chart(seed: int, empty_pictures: None) -> None:
    figures = random_figures(seed)
    charts = draw_slides(figures)
    data = write_report_slides(figures, charts, Templates([shipped("templates")]))
    slides = list(Presentation(io.BytesIO(data)).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(set(titles)) == len(titles)
    assert all(titles)
    for slide in slides[1:]:
        assert slide.shapes[0] == slide.shapes.title
        assert texts(slide)[-1].startswith("Draft, ")
        shown = [shape for shape in slide.shapes if shape.shape_type == 13]
        beside = " ".join(texts(slide)[:-1])
        assert not shown or len(beside.split()) <= MOST_WORDS
    described = [
        shape._element.nvPicPr.cNvPr.get("descr")
        for slide in slides
        for shape in slide.shapes
        if shape.shape_type == 13
    ]
    assert described == [chart.description for chart in charts]
