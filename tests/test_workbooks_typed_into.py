"""The data-entry workbook, there and back: whatever was typed into it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support import libreoffice
from tests.support.folders import make_folder
from tests.support.making_forms import framework, workshop
from tests.support.workbooks import Q, read
from toptips import workflow
from toptips.model.responses import read_responses
from toptips.unsafe.opening import File
from toptips.workbooks.entry import Entry, write_entry

# What can be typed into a cell; Excel itself takes no other control characters.
TYPED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t=+-@'"), max_size=60
)


@example("OPENENDED RESPONSE")
@settings(deadline=None, max_examples=50)
@given(TYPED.filter(lambda text: text.strip(" \t\n\u00a0\u200b\ufeff").strip()))
def test_any_text_comes_back(text: str) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(entry()))
    cell = workbook["Answers"].cell(2, 7)
    assert str(workbook["Answers"].cell(1, 7).value).startswith("0h ")
    # Excel writes by its number what looks like a character written so.
    cell.value = text.replace("_x", "_x005F_x")
    cell.data_type = "s"
    buffer = io.BytesIO()
    workbook.save(buffer)
    (one,) = read(buffer.getvalue())
    assert one.texts == {"0.other": text.strip(" \t\r\n\u00a0\u200b\ufeff")}


def entry() -> bytes:
    names = tuple(one.name for one in workshop().partners)
    return write_entry([Entry("Answers", Q, names)], workshop(), framework())


@settings(deadline=None, max_examples=20)
@given(st.text(min_size=1, max_size=40).filter(lambda text: text.strip()))
def test_any_name_of_a_partner_leads_back_to_it(name: str) -> None:
    name = " ".join(name.split())
    made = write_entry([Entry("Answers", Q, (name,))], workshop(), framework())
    shown = [sheet for sheet in File("a", made).workbook.sheets if sheet.name == "Lists"]
    rows = list(shown[0].rows())
    kept = "".join(one for one in name if one >= " " and not "\ud800" <= one <= "\udfff")
    assert rows[1].texts.get(1, "") == kept if kept.strip() else True


@pytest.mark.libreoffice
def test_a_workbook_typed_into_through_libreoffice_gives_the_same_answers(tmp_path: Path) -> None:
    libreoffice.required()
    folder = make_folder(tmp_path / "w", ask=["score", "strengths", "barriers", "due"])
    workflow.prepare(folder)
    given = {
        "0z": "Harbour Council", "0a": "paper-1", "0d": "Yes, without it", "1a": "4", "1b": "=1+1",
        "1c": "line one\nline two & <b> 😀", "1g": "30/11/2018", "2a": "3", "2b": "3/4",
        "2c": "1.50", "3a": "Don't know (I can't judge)", "3c": "'quoted'",
    }  # fmt: skip
    saved = libreoffice.type_into(
        folder / "pack" / "data-entry.xlsx", tmp_path / "typed.xlsx", given, libreoffice.XLSX
    )
    workflow.collect(folder, [saved])
    (response,) = read_responses(folder / "responses.csv")
    assert (response.partner, response.respondent, response.quote) == (
        "council", "paper-1", "anonymous",
    )  # fmt: skip
    assert response.answers == {
        ("plan-early", "score"): "4",
        ("plan-early", "strengths"): "=1+1",
        ("plan-early", "barriers"): "line one\nline two & <b> 😀",
        ("plan-early", "due"): "2018-11-30",
        ("share-records", "score"): "3",
        ("share-records", "strengths"): "3/4",
        ("share-records", "barriers"): "1.50",
        ("beds-and-homes", "score"): "dont_know",
        ("beds-and-homes", "barriers"): "'quoted'",
    }
    with zipfile.ZipFile(saved) as file:
        assert b"dataValidation " in file.read("xl/worksheets/sheet2.xml")


def test_dates_that_excel_made_of_what_was_typed_are_dates(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w", ask=["score", "due"])
    workflow.prepare(folder)
    workbook = openpyxl.load_workbook(folder / "pack" / "data-entry.xlsx")
    answers = workbook["Answers"]
    columns = {str(cell.value).split()[0]: cell.column for cell in answers[1]}
    for row, day in enumerate((date(2018, 11, 30), datetime(2018, 11, 30, 9, 30), "30/11/2018"), 2):
        answers.cell(row, columns["0z"]).value = "council"
        answers.cell(row, columns["1g"]).value = day
    workbook.save(tmp_path / "typed.xlsx")
    workflow.collect(folder, [tmp_path / "typed.xlsx"])
    found = read_responses(folder / "responses.csv")
    assert [one.get("plan-early", "due") for one in found] == ["2018-11-30"] * 3
