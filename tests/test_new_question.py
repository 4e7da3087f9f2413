"""A new question is one entry in the catalogue and its words: all else follows from these."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.confirming import confirm_all
from tests.support.folders import form_of, make_folder
from tests.support.forms_exports import export
from tests.support.word_files import fill, open_word
from toptips import workflow
from toptips.model import questions
from toptips.model.questions import PARTNERS, Topic

COSTS = Topic("costs", "q", "text", forms=PARTNERS, quoted=True, themed=True)
WORDS = """\
format: 1
tip:
  costs:
    text: What does it cost your organisation?
    answer: What it costs
"""
CONSENT = "Yes, naming our sector"
# The four ways in which an answer comes back, and what each says of the first tip's costs.
IN_WORD = "An hour a day for every ward."
WITHOUT_CONSENT = "More than we may say."
TYPED_IN = "Two vans, and nobody to drive them."
ONLINE = "Ten thousand pounds a year."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workshop that asks for costs, with its pack."""
    monkeypatch.setattr(questions, "CATALOGUE", (*questions.CATALOGUE, COSTS))
    folder = make_folder(
        tmp_path / "harbour",
        ask=["score", "barriers", "costs"],
        framework_changes={"codebook": "discharge-and-integration"},
    )
    (folder / "templates").mkdir()
    (folder / "templates" / "questions.yaml").write_text(WORDS, encoding="utf-8")
    workflow.prepare(folder)
    return folder


def in_word(folder: Path) -> None:
    """Fill in three Word forms: two with consent, one without."""
    for number, (partner, consent, costs) in enumerate(
        [
            ("mh-trust", CONSENT, IN_WORD),
            ("acute-trust", CONSENT, ""),
            ("council", "No: count my answers, print none of my words", WITHOUT_CONSENT),
        ]
    ):
        answers = {"0.quote": consent, "1.score": "2", "2.score": "3", "1.costs": costs}
        given = {field: text for field, text in answers.items() if text}
        (folder / f"form {number}.docx").write_bytes(fill(form_of(folder, partner), given))


def in_the_workbook(folder: Path) -> None:
    """Type a form into the data-entry workbook."""
    workbook = openpyxl.load_workbook(folder / "pack" / "data-entry.xlsx")
    sheet = workbook["Answers"]
    columns = {str(cell.value).split()[0]: cell.column for cell in sheet[1]}
    for code, text in {"0z": "Quay District Council", "0d": CONSENT, "1q": TYPED_IN}.items():
        sheet.cell(2, columns[code]).value = text
    workbook.save(folder / "typed in.xlsx")


def online(folder: Path) -> None:
    """Answer the questions that were imported into Microsoft Forms."""
    asked = open_word(folder / "pack" / "microsoft-forms-questions.docx").paragraphs
    headers = [line.partition(". ")[2] for line in asked if line[:1].isdigit()]
    assert any(header.startswith("1q ") for header in headers)
    row = {"0z": "Lantern House", "0d": CONSENT, "1q": ONLINE, "1a": "4 Working in most places"}
    (folder / "export.xlsx").write_bytes(export(headers, [row]))


def rows_of(folder: Path) -> list[dict[str, str]]:
    text = (folder / "responses.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_it_is_asked_of_each_tip_wherever_partners_are_asked(folder: Path) -> None:
    form = open_word(form_of(folder, "council"))
    rows = [row for table in form.tables for row in table]
    for number in (1, 2, 3):
        asked = [f"{number}q What does it cost your organisation?", "Click here and write"]
        assert asked in rows
    assert [tag for tag in form.tags if tag.endswith(".costs")] == ["1.costs", "2.costs", "3.costs"]
    # Tables are not asked.
    assert "costs" not in " ".join(open_word(form_of(folder, "table-1")).tags)
    entry = openpyxl.load_workbook(folder / "pack" / "data-entry.xlsx")
    headers = [str(cell.value) for cell in entry["Answers"][1]]
    assert "2q What it costs\nShare records together" in headers


def test_its_answers_come_back_in_every_format_and_are_in_the_report(
    folder: Path, empty_charts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_all(monkeypatch)
    in_word(folder)
    in_the_workbook(folder)
    online(folder)
    names = ["form 0.docx", "form 1.docx", "form 2.docx", "typed in.xlsx", "export.xlsx"]
    collection = workflow.collect(folder, [folder / name for name in names])
    assert Counter(row.status for row in collection.rows) == {"accepted": 5}
    assert not [row.message for row in collection.rows if row.message]

    answers = {
        (row["partner"], row["tip"]): row["value"]
        for row in rows_of(folder)
        if row["question"] == "costs"
    }
    assert answers == {
        ("mh-trust", "plan-early"): IN_WORD,
        ("council", "plan-early"): WITHOUT_CONSENT,
        ("district", "plan-early"): TYPED_IN,
        ("charity", "plan-early"): ONLINE,
    }

    analysis = workflow.analyse(folder)
    comments = analysis.as_data()["tips"][0]["comments"]["costs"]
    assert (comments["n"], len(comments["quotes"])) == (4, 3)
    # It is read for themes, as every comment is.
    assert analysis.as_data()["coding"]["comments"] == 4

    report = open_word(analysis.report)
    assert "What it costs. 4 people wrote about this." in report.paragraphs
    # Two stand with the tip, the third among what else was written.
    for quote in (IN_WORD, TYPED_IN, ONLINE):
        assert report.text.count(quote) == 1
    assert WITHOUT_CONSENT not in report.everything()


@pytest.fixture
def empty_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No charts are drawn: nobody looks at them here."""

    def draw(*_: Any) -> tuple[()]:
        return ()

    monkeypatch.setattr("toptips.charts.draw", draw)
