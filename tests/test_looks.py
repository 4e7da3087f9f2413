"""The brand that ships: its type, its colours, and what stays together on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support import accessible
from tests.support.brands import BRAND, brand, parts_of
from tests.support.word_files import W, open_word, words
from tests.support.writing import written
from toptips.documents import checks
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Rendered
from toptips.documents.word import write_word
from toptips.model.colours import contrast
from toptips.unsafe.xml import parse_xml

STYLES = parse_xml(parts_of(BRAND.read_bytes())["word/styles.xml"])


def value(node: Any, name: str = "val") -> str:
    return "" if node is None else str(node.get(f"{W}{name}", ""))


def named(name: str) -> Any:
    return next(s for s in STYLES.iter(f"{W}style") if value(s.find(f"{W}name")) == name)


def test_one_font_is_named_once() -> None:
    owners = [
        value(fonts.getparent().getparent(), "styleId") for fonts in STYLES.iter(f"{W}rFonts")
    ]
    assert owners == ["Normal"]
    assert value(next(STYLES.iter(f"{W}rFonts")), "ascii") == "Arial"


@pytest.mark.parametrize(
    ("name", "points"),
    [("Normal", 12), ("Title", 26), ("heading 1", 20), ("heading 2", 15), ("heading 3", 12)],
)
def test_each_style_has_its_size(name: str, points: int) -> None:
    assert value(named(name).find(f"{W}rPr/{W}sz")) == str(points * 2)


def test_no_type_is_under_12_points_and_no_style_is_called_quote() -> None:
    assert min(int(value(size)) for size in STYLES.iter(f"{W}sz")) == 24
    assert "quote" not in {
        value(style.find(f"{W}name")).lower() for style in STYLES.iter(f"{W}style")
    }


def test_words_stand_out_from_what_is_behind_them() -> None:
    shaded = [s for s in STYLES.iter(f"{W}style") if s.find(f"{W}pPr/{W}shd") is not None]
    names = {value(style.find(f"{W}name")) for style in shaded}
    assert {"Band", "Box", "Level 1", "Level 5", "Accent"} <= names
    for style in shaded:
        colour = value(style.find(f"{W}rPr/{W}color")) or "1F2A33"
        assert contrast(f"#{colour}", f"#{value(style.find(f'{W}pPr/{W}shd'), 'fill')}") >= 4.5


def kept(document: bytes) -> dict[str, bool]:
    """Which paragraphs, by their words, are kept with the next by the document itself."""
    paragraphs = open_word(document).body.iter(f"{W}p")
    return {words(p): p.find(f"{W}pPr/{W}keepNext") is not None for p in paragraphs}


def table(rows: int) -> str:
    return "| Tip | n |\n|--|--:|\n" + "".join(f"| {n} | {n}x |\n" for n in range(1, rows))


def test_a_table_of_12_rows_is_kept_whole_with_what_leads_to_it(tmp_path: Path) -> None:
    found = kept(written(tmp_path, f"Far.\n\nNear.\n\n{table(12)}\nAfter.\n"))
    assert [found[text] for text in ("Far.", "Near.", "Tip", "1", "10x")] == [False] + [True] * 4
    assert not found["11"] and not found["11x"] and not found["After."]


def test_of_a_longer_table_only_the_first_row_stays_with_its_header(tmp_path: Path) -> None:
    found = kept(written(tmp_path, f"Near.\n\n{table(13)}"))
    assert [found[text] for text in ("Near.", "Tip", "1", "2", "11")] == [True] * 3 + [False] * 2


PIECE = (
    "Before.\n\n::: caption\nFinding\n:::\n\n| a | b |\n|--|--|\n"
    "| [1](shade:5) | [2](shade:accent) |\n\n::: source\nSource\n:::\n\n::: box\nBox\n:::\n"
    "\n> Said *(a nurse)*\n"
)


def test_caption_table_and_source_stay_together(tmp_path: Path) -> None:
    document = written(tmp_path, PIECE)
    found = kept(document)
    assert found["1"], "the last row stays with its source"
    assert found["Finding"] or named("caption").find(f"{W}pPr/{W}keepNext") is not None
    assert not found["Source"]
    assert "“Said” (a nurse)" in found
    assert checks.problems(document) == [] == accessible.openxml_errors(document)


def test_a_shaded_cell_has_the_colour_of_its_words_style(tmp_path: Path) -> None:
    cells = open_word(written(tmp_path, PIECE)).body.iter(f"{W}tc")
    shaded = {
        words(cell): (
            value(cell.find(f"{W}tcPr/{W}shd"), "fill"),
            value(cell.find(f".//{W}pStyle")),
        )
        for cell in cells
    }
    assert shaded["1"] == ("12436D", "Level5")
    assert shaded["2"] == ("F46A25", "Accent")
    assert shaded["a"] == ("", "TableText")


def test_the_first_column_names_the_rows(tmp_path: Path) -> None:
    look = next(open_word(written(tmp_path, table(3))).body.iter(f"{W}tblLook"))
    assert (value(look, "firstColumn"), value(look, "firstRow"), value(look)) == ("1", "1", "06A0")


def test_no_word_of_a_narrow_column_is_cut_up_while_there_is_room(tmp_path: Path) -> None:
    text = "| Tip | Everywhere |\n|------------------------------|:-:|\n| 1 Housing | 3 |\n"
    columns = open_word(written(tmp_path, text)).body.iter(f"{W}gridCol")
    wide, narrow = (int(value(column, "w")) for column in columns)
    assert narrow > 1_400, "10 letters in bold take 2.5 cm"
    assert wide + narrow in range(9_065, 9_075)


def test_a_title_with_words_above_it_stands_in_a_band(tmp_path: Path) -> None:
    front = "title: A title\nabove_title: For the board\nbelow_title: 3 May 2026"
    document = written(tmp_path, "Text.\n", front=front)
    styles = [value(style) for style in open_word(document).body.iter(f"{W}pStyle")]
    assert styles == ["Band", "BandTitle", "Band"]
    assert checks.problems(document) == [] == accessible.openxml_errors(document)


@pytest.mark.parametrize(
    ("lacks", "instead"), [("Band Title", "Title"), ("Level 5", "TableText"), ("Lead", "")]
)
def test_a_brand_of_before_has_what_comes_nearest(lacks: str, instead: str, tmp_path: Path) -> None:
    named_otherwise = parts_of(BRAND.read_bytes())["word/styles.xml"].replace(
        f'<w:name w:val="{lacks}"/>'.encode(), b'<w:name w:val="Other"/>'
    )
    text = "::: lead\nX\n:::\n\n| a |\n|--|\n| [X](shade:5) |\n"
    front = {"title": "X", "above_title": "Y"}
    blocks = read_blocks(Rendered("t", front, text, {}))
    used = brand(tmp_path, parts={"word/styles.xml": named_otherwise})
    document = open_word(write_word(blocks, brand=used))
    paragraphs = [p for p in document.body.iter(f"{W}p") if words(p) == "X"]
    usual = {"Band Title": "BandTitle", "Lead": "Lead", "Level 5": "Level5"}
    assert [value(p.find(f"{W}pPr/{W}pStyle")) for p in paragraphs] == [
        instead if name == lacks else style for name, style in usual.items()
    ]
