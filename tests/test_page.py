"""A document's page as its front matter says it, and how Word's pages follow."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.support import accessible
from tests.support.writing import written
from toptips.documents.page import read_page
from toptips.errors import TemplateError

TABLE = "Words.\n\n1. a\n\n| a | b |\n|--|--|\n| c | d |\n"


def made(folder: Path, front: str, markdown: str = TABLE) -> Any:
    document = written(folder, markdown, front=f"title: A test\n{front}")
    assert accessible.openxml_errors(document) == []
    return docx.Document(io.BytesIO(document))


def right_indent(document: Any) -> float:
    """By how many centimetres running text is shorter than the column."""
    return round(document.styles["Normal"].paragraph_format.right_indent.cm, 1)


def table_width(document: Any) -> float:
    return round(sum(column.width.cm for column in document.tables[0].columns), 1)


def test_without_a_word_it_is_a4_upright_with_lines_of_14_cm(tmp_path: Path) -> None:
    document = made(tmp_path, "for: workshop")
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21, 29.7)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.cm, 1) for margin in margins] == [2, 2.2, 2.5, 2.5]
    assert right_indent(document) == 2
    assert table_width(document) == 16


@pytest.mark.parametrize(
    ("front", "size", "short", "table"),
    [
        ("page: {orientation: landscape}", (29.7, 21), 10.7, 24.7),
        ("page: {size: A3}", (29.7, 42), 10.7, 24.7),
        ("page: {size: A3, orientation: landscape, margins: 1.5}", (42, 29.7), 25, 39),
        ("page: {size: A5, margins: {left: 1, right: 1}}", (14.8, 21), 0, 12.8),
        ("page: {orientation: landscape, columns: 2}", (29.7, 21), 0, 11.8),
        ("page: {margins: {left: 2, right: 2}}", (21, 29.7), 3, 17),
        ("text: 18", (21, 29.7), 0, 16),
        ("page: {size: A3}\ntext: 18", (29.7, 42), 3.7, 24.7),
    ],
)
def test_text_and_tables_follow_the_page(
    tmp_path: Path, front: str, size: tuple[float, float], short: float, table: float
) -> None:
    document = made(tmp_path, front)
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == size
    assert abs(right_indent(document) - short) < 0.11
    assert abs(table_width(document) - table) < 0.11


def test_18_points_are_the_least_on_a_page_of_18_points(tmp_path: Path) -> None:
    document = made(tmp_path, "text: 18")
    sizes = {style.name: style.font.size.pt for style in document.styles if _size(style)}
    assert min(sizes.values()) == sizes["Normal"] == 18
    assert sizes["Title"] > sizes["Heading 1"] > sizes["Heading 2"] > 18


def test_a_footer_stays_small_below_words_that_are_read_from_afar(tmp_path: Path) -> None:
    document = made(tmp_path, "text: 36")
    assert document.styles["Normal"].font.size.pt == 36
    assert document.styles["Footer"].font.size.pt == 18


def _size(style: Any) -> Any:
    return getattr(style, "font", None) is not None and style.font.size


def test_page_numbers_stay_at_the_right(tmp_path: Path) -> None:
    document = made(tmp_path, "page: {orientation: landscape}")
    [stop] = document.styles["Footer"].paragraph_format.tab_stops
    assert abs(stop.position.cm - 24.7) < 0.05


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ({"page": {"size": "A6"}}, "page: 'size' must be 'A3', 'A4' or 'A5', not 'A6'."),
        ({"page": {"orientaton": "portrait"}}, "Did you mean 'orientation'?"),
        ({"page": "landscape"}, "'page' must hold lines of 'key: value'."),
        ({"page": {"margins": {"top": 0.1}}}, "page: margins: 'top' must be at least 0.5."),
        ({"page": {"margins": "wide"}}, "must be a number."),
        ({"page": {"columns": 9}}, "page: 'columns' must be at most 4."),
        ({"text": 7}, "'text' must be at least 11."),
    ],
)
def test_a_mistake_is_said_in_words(front: dict[str, Any], said: str) -> None:
    with pytest.raises(TemplateError) as refused:
        read_page(front)
    assert said in str(refused.value)


def test_a_page_without_room_for_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"^pack/test.md.j2: its page leaves 4.\d cm"):
        written(tmp_path, TABLE, front="title: A\npage: {size: A5, columns: 2, margins: 2.5}")
