"""The ten sentences on how documents look, measured on the pages of some of the workshops.

tools/look_at_pages.py measures the same on all of them.
"""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import libreoffice
from tests.support.brands import parts_of
from tests.support.looked_at import EXAMPLES, made
from tests.support.making_forms import zipped
from tests.support.pages import Piece, Printed
from tests.support.ten_sentences import SENTENCES, Looked, look_at

pytestmark = pytest.mark.libreoffice
NAMES = ("hartmere-2026", "four-people", "internal")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """The workshop of four people, to be spoilt."""
    return printed_of("four-people", tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module", params=NAMES)
def looked(
    request: pytest.FixtureRequest, small: Looked, tmp_path_factory: pytest.TempPathFactory
) -> Looked:
    if request.param == small.name:
        return small
    return printed_of(request.param, tmp_path_factory.mktemp(request.param))


def printed_of(name: str, scratch: Path) -> Looked:
    libreoffice.required()
    # It draws the pages; one's own machine may have LibreOffice and lack it.
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not on this machine (poppler-utils)")
    folder = made(name, scratch / "workshop")
    return look_at(name, folder, scratch / "printed", example=name in EXAMPLES)


@pytest.mark.parametrize("number", SENTENCES)
def test_no_page_breaks_a_sentence(looked: Looked, number: int) -> None:
    assert list(SENTENCES[number](looked)) == []


def in_place_of(looked: Looked, name: str, **changes: object) -> Looked:
    """The workshop with one document's pages changed: `texts`, `blank`, `pieces` and such."""
    spoilt = Printed(name, looked.printed[name].document, looked.printed[name].pdf)
    # What is measured once is kept beside the fields, so that it can be given instead.
    spoilt.__dict__.update(changes)
    return dataclasses.replace(looked, printed={**looked.printed, name: spoilt})


def with_words(looked: Looked, name: str, spoil: Callable[[str], str]) -> Looked:
    """The workshop with the XML of one document changed; its pages stay as they are."""
    was = looked.printed[name]
    parts = parts_of(was.document)
    text = parts["word/document.xml"].decode()
    changed = spoil(text)
    assert changed != text
    parts["word/document.xml"] = changed.encode()
    return dataclasses.replace(
        looked, printed={**looked.printed, name: Printed(name, zipped(parts), was.pdf)}
    )


def broken(number: int, looked: Looked) -> str:
    return "; ".join(SENTENCES[number](looked))


def test_a_page_one_that_runs_over_is_found(small: Looked) -> None:
    later = [dataclasses.replace(piece, last=2) for piece in small.report.pieces]
    assert "is not on page 1" in broken(1, in_place_of(small, "report", pieces=later))
    undated = [piece for piece in later if "Report made on" not in piece.text]
    assert broken(1, in_place_of(small, "report", pieces=undated)) == "no date"


def test_a_number_in_a_picture_alone_is_found(small: Looked, tmp_path: Path) -> None:
    copy = shutil.copytree(small.folder, tmp_path / "copy")
    figures = json.loads((copy / "report" / "analysis.json").read_text("utf-8"))
    item = figures["tips"][0]
    drawn = f"<text>{item['number']} {item['title']}</text><text>98.7</text>"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><desc>d</desc>{drawn}</svg>'
    (copy / "report" / "charts" / "ownership.svg").write_text(svg, "utf-8")
    found = broken(2, dataclasses.replace(small, folder=copy))
    assert f"98.7 of item {item['number']} stands in ownership alone" in found


def test_parts_that_look_alike_in_grey_are_found(small: Looked, tmp_path: Path) -> None:
    copy = shutil.copytree(small.folder, tmp_path / "copy")
    boxes = "".join(
        f'<rect x="{x}" y="10" width="40" height="17" fill="{fill}"/>'
        for x, fill in ((0, "#ffffff"), (0, "#28a197"), (41, "#2aa59b"))
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><desc>d</desc>{boxes}</svg>'
    (copy / "report" / "charts" / "local.svg").write_text(svg, "utf-8")
    spoilt = dataclasses.replace(small, folder=copy)
    assert "#28a197 and #2aa59b in local" in broken(3, spoilt)
    # One picture's title is no finding with figure, n and source either.
    assert "local does not say its figure, n and source" in broken(8, spoilt)


def test_a_page_left_blank_is_found(small: Looked) -> None:
    assert "page 1 of 2 is 70% blank" in broken(4, in_place_of(small, "report", blank=[0.7, 0.1]))


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ([Piece("heading", "Here", 1, 1), Piece("text", "There", 2, 2)], "is parted from the text"),
        ([Piece("caption", "Here", 1, 1), Piece("table", "T", 2, 2, 3)], "is parted from the tabl"),
        ([Piece("table", "T", 1, 1, 3), Piece("source", "Here", 2, 2)], "is parted from the sourc"),
        ([Piece("table", "T", 1, 2, 12)], "table, is parted"),
        ([Piece("quote", "Said", 1, 2)], "quote, is parted"),
        ([Piece("text", "Nowhere", 0, 0)], "is not to be found"),
    ],
)
def test_what_is_parted_is_found(small: Looked, pieces: list[Piece], said: str) -> None:
    assert said in broken(5, in_place_of(small, "report", pieces=pieces))


def test_a_report_that_grew_is_found(small: Looked) -> None:
    long = [Piece("text", "x", 9, 9), Piece("heading", "Appendix: method", 10, 10)]
    assert "has 9 pages" in broken(6, in_place_of(small, "report", pieces=long))
    guide = in_place_of(small, "facilitators-guide", texts=["page"] * 11)
    assert "has 11 pages" in broken(6, dataclasses.replace(guide, example=True))


def test_long_lines_and_small_type_are_found(small: Looked) -> None:
    wide = in_place_of(small, "report", full_lines=[70, 110, 120])
    assert "1 of 3 full lines" in broken(7, wide)
    tiny = with_words(
        small,
        "briefing",
        lambda text: text.replace("<w:r><w:t>", '<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>', 1),
    )
    assert "briefing: text of 8 points in the text" in broken(7, tiny)


def test_a_choice_without_a_box_and_a_text_without_room_are_found(small: Looked) -> None:
    sheet = "conversation-sheet-table-1"
    boxless = with_words(small, sheet, lambda text: text.replace("☐", ""))
    assert "has not a box for every choice" in broken(9, boxless)
    low = with_words(
        small, sheet, lambda text: re.sub(r'(<w:trHeight w:val=")\d+', r"\g<1>600", text)
    )
    assert "1.1 cm for" in broken(9, low)


def test_a_quote_that_stands_twice_is_found(small: Looked) -> None:
    quotes = [Piece("quote", f"“Said so” ({whose})", 1, 1) for whose in ("NHS", "Housing")]
    assert "“Said so” stands 2 times" in broken(10, in_place_of(small, "report", pieces=quotes))
