"""--pdf: a tagged PDF where LibreOffice is, and a kind word where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdfua import validate

from tests.support import libreoffice
from tests.support.folders import answered, collect_forms, make_folder
from toptips import workflow
from toptips.documents import pdf
from toptips.errors import TopTipsError

FORMS = [(name, answered(score)) for name, score in zip(
    ("mh-trust", "acute-trust", "council", "district", "charity"), "23345", strict=True
)]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, empty_pictures: None) -> Path:
    made = make_folder(tmp_path / "harbour")
    collect_forms(made, FORMS)
    return made


@pytest.mark.libreoffice
def test_the_pdf_is_tagged_titled_and_in_english(folder: Path) -> None:
    libreoffice.required()
    analysis = workflow.analyse(folder, pdf=True)
    assert not [note for note in analysis.notes if "PDF" in note]
    data = (folder / "report" / "report.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"/MarkInfo<</Marked true>>" in data
    assert b"/Lang(en-GB)" in data
    assert b"/DisplayDocTitle true" in data
    assert b"pdfuaid:part>1" in data
    assert faults(folder / "report" / "report.pdf") == []


@pytest.mark.libreoffice
def test_the_checker_finds_a_pdf_without_its_structure(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libreoffice.required()
    untagged = {name: {"type": "boolean", "value": "false"} for name in pdf.OPTIONS}
    monkeypatch.setattr(pdf, "OPTIONS", untagged)
    workflow.analyse(folder, pdf=True)
    assert faults(folder / "report" / "report.pdf")


def faults(path: Path) -> list[str]:
    """Return what a checker of PDF/UA finds wrong."""
    return [f"{found.rule_id}: {found.message}" for found in validate(str(path)).findings]


def test_without_libreoffice_it_is_said_how_word_does_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "office", lambda: None)
    analysis = workflow.analyse(folder, pdf=True)
    assert analysis.notes[-1] == pdf.MISSING
    assert "Save As" in pdf.MISSING
    assert analysis.report.is_file()
    assert not (folder / "report" / "report.pdf").exists()


def test_a_libreoffice_that_makes_none_stops_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    idle = tmp_path / "soffice"
    idle.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    idle.chmod(0o755)
    monkeypatch.setattr(pdf, "office", lambda: idle)
    analysis = workflow.analyse(folder, pdf=True)
    assert "could not make one" in analysis.notes[-1]
    with pytest.raises(TopTipsError, match="did not answer"):
        pdf.to_pdf(b"", tmp_path / "nowhere")
