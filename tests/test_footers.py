"""What each document puts into its headers and footers, where a brand has a place for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.brands import FOOTER, brand, parts_of
from tests.support.word_files import W
from tests.support.writing import written
from toptips.documents.blocks import Blocks
from toptips.documents.clone import Clones
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Later, Templates
from toptips.documents.word import write_word
from toptips.places import shipped
from toptips.unsafe.xml import parse_xml


def footers(document: bytes) -> list[list[str]]:
    """The lines of each footer, a tab as |; that of the first page is first."""
    parts = parts_of(document)
    roots = [parse_xml(parts[name]) for name in sorted(parts) if name.startswith("word/footer")]
    return [list(map(line, root.iter(f"{W}p"))) for root in roots]


def line(paragraph: Any) -> str:
    pieces = paragraph.iter(f"{W}t", f"{W}tab")
    return "".join("|" if piece.tag == f"{W}tab" else piece.text or "" for piece in pieces)


def test_short_title_status_date_and_pages_stand_at_the_foot(tmp_path: Path) -> None:
    front = "title: A long title\nshort_title: Short\nstatus: Draft\ndate: 3 September 2018"
    document = written(tmp_path, "Text.\n", front=front)
    assert footers(document) == [["Short|Page 1 of 1", "Draft, 3 September 2018"]] * 2
    headers = [data for name, data in parts_of(document).items() if "header" in name]
    assert headers and not any(b"[logos]" in data for data in headers)


@pytest.mark.parametrize(
    ("front", "second"),
    [("date: 3 May 2026", ["3 May 2026"]), ("status: Draft", ["Draft"]), ("for: workshop", [])],
)
def test_no_sign_and_no_line_stands_for_what_is_not_there(
    tmp_path: Path, front: str, second: list[str]
) -> None:
    found = footers(written(tmp_path, "Text.\n", front=f"title: A test\n{front}"))
    assert found == [["A test|Page 1 of 1", *second]] * 2


def test_a_long_title_is_cut_and_what_each_clone_gets_is_not(tmp_path: Path) -> None:
    long = "Let's work together to improve our local services, an invented example: report"
    cut = "Let’s work together to improve our local services, an…|Page 1 of 1"
    assert footers(written(tmp_path, "Text.\n", front=f'title: "{long}"')) == [[cut]] * 2
    room = tmp_path / "pack"
    (room / "clone.md.j2").write_text(
        "---\ntitle: 'A form for {{ name }}'\n---\n{{ name }}\n", encoding="utf-8"
    )
    rendered = Templates([tmp_path]).render("pack/clone.md.j2", {"name": Later("partner.name")})
    built = write_word(read_blocks(rendered), brand=shipped("templates") / "brand.docx")
    clone = Clones(built).make({"partner.name": "N" * 120})
    assert footers(clone) == [[f"A form for {'N' * 120}|Page 1 of 1"]] * 2


def test_a_place_that_word_cut_up_is_filled(tmp_path: Path) -> None:
    cut = (
        "<w:p><w:r><w:t>From [short</w:t></w:r><w:r><w:t> ti</w:t></w:r><w:r><w:t>tle], A"
        "</w:t></w:r></w:p>"
    )
    blocks = Blocks("test.md.j2", "A title", (), short_title="B & C")
    document = write_word(blocks, brand=brand(tmp_path, put={FOOTER: cut}))
    assert footers(document)[0][-1] == "From B & C, A"
