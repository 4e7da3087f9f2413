"""Writes a Word document from a template that stands in the test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.word_files import Word, open_word
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.documents.word import write_word
from toptips.model.questionnaire import Questionnaire
from toptips.places import shipped

BRAND = shipped("templates") / "brand.docx"


def written(
    folder: Path,
    markdown: str,
    values: Mapping[str, Any] | None = None,
    *,
    front: str = "title: A test",
    questionnaire: Questionnaire | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the document that a template gives; it is called test.md.j2."""
    room = folder / "pack"
    room.mkdir(parents=True, exist_ok=True)
    (room / "test.md.j2").write_text(f"---\n{front}\n---\n{markdown}", encoding="utf-8")
    rendered = Templates([folder]).render("pack/test.md.j2", values or {})
    return write_word(
        read_blocks(rendered), brand=BRAND, questionnaire=questionnaire, pictures=pictures
    )


def read(folder: Path, markdown: str, **values: Any) -> Word:
    """Return what a reader finds in the document that a template gives."""
    return open_word(written(folder, markdown, values))
