"""The page for everybody who answered: what it says, and that it is one page."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support import libreoffice
from tests.support.folders import answered, collect_forms, make_folder
from tests.support.random_workshop import random_figures
from tests.support.word_files import open_word
from toptips import workflow
from toptips.documents.pdf import office, to_pdf
from toptips.documents.template import Templates
from toptips.model.paper import Paper
from toptips.places import shipped
from toptips.report import sentences
from toptips.report.you_said import write_you_said

NAMES = {"follow_up": "Who follows up", "report_back": "When", "contact": "Whom to ask"}


def text_of(seed: int, **written: str) -> str:
    paper = Paper(names=NAMES, texts=written)
    templates = Templates([shipped("templates")])
    return open_word(write_you_said(random_figures(seed), paper, templates)).text


@pytest.mark.parametrize("seed", range(20))
def test_it_says_who_took_part_once_and_what_was_found(seed: int) -> None:
    figures, said = random_figures(seed), text_of(seed)
    assert said.count(sentences.took_part(figures)) == 1
    for line in sentences.findings(figures, 4):
        assert line in said


def test_what_comes_next_is_the_leads_own_words_or_named_as_missing() -> None:
    said = text_of(1, follow_up="The board's lead.\n- In March\n- In June")
    assert "The board's lead." in said
    assert "In June" in said
    assert "Still to be written" not in said
    assert "[Still to be written in paper.docx: Who follows up; When; Whom to ask]" in text_of(1)


def test_what_it_promises_is_what_the_report_does() -> None:
    """Counts are of one person, too: only averages need several."""
    said = text_of(1)
    assert "An average is shown only where at least 3 people answered." in said
    assert "even where it is one person" in said and "is left out" not in said


@pytest.mark.libreoffice
def test_it_is_one_page(tmp_path: Path, empty_pictures: None) -> None:
    libreoffice.required()
    folder = make_folder(tmp_path / "harbour")
    partners = ("mh-trust", "acute-trust", "council", "district", "charity")
    scored = zip(partners, "12345", strict=True)
    collect_forms(folder, [(partner, answered(score)) for partner, score in scored])
    workflow.analyse(folder)
    program = office()
    assert program is not None
    page = tmp_path / "page.pdf"
    page.write_bytes(to_pdf((folder / "report" / "you-said.docx").read_bytes(), program))
    told = subprocess.run(["pdfinfo", page], capture_output=True, text=True, check=True).stdout
    assert [line.split()[-1] for line in told.splitlines() if line.startswith("Pages")] == ["1"]
