"""The data-entry workbook: what a facilitator finds in it, and that its rows are collected."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.folders import PARTNERS, make_folder
from tests.support.making_forms import zipped
from toptips import workflow
from toptips.model.reference import find_reference
from toptips.model.responses import Response, read_responses
from toptips.model.returned import read_returns
from toptips.model.sendings import load_sent

NAMES = {partner: name for partner, name, _ in PARTNERS}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_folder(tmp_path_factory.mktemp("entry"), groups={"pathway": ["Adults", "Older"]})
    workflow.prepare(folder)
    return folder


def opened(prepared: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(prepared / "pack" / "data-entry.xlsx")


def headers(sheet: Worksheet) -> dict[str, int]:
    """The columns by the codes that their headers begin with."""
    return {str(cell.value).split()[0]: cell.column for cell in sheet[1]}


def saved(workbook: openpyxl.Workbook, day: str = "2018-08-01") -> bytes:
    """Save a workbook, on a day."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    core = parts["docProps/core.xml"]
    when = rb"\g<1>" + day.encode() + b"T10:00:00Z"
    parts["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", when, core)
    return zipped(parts)


def typed(
    prepared: Path,
    rows: list[Mapping[str, str]],
    sheet: str = "Answers",
    *,
    day: str = "2018-08-01",
) -> bytes:
    """Type rows into a sheet as a person does: text stays text, whatever it begins with."""
    workbook = opened(prepared)
    columns = headers(workbook[sheet])
    for number, row in enumerate(rows, 2):
        for code, text in row.items():
            cell = workbook[sheet].cell(number, columns[code])
            cell.value = text
            cell.data_type = "s"
    return saved(workbook, day)


def collected(tmp_path: Path, *workbooks: bytes) -> tuple[Path, list[Response]]:
    """Prepare another folder of the same workshop, collect workbooks, and return the responses."""
    folder = make_folder(tmp_path / "workshop", groups={"pathway": ["Adults", "Older"]})
    workflow.prepare(folder)
    for number, workbook in enumerate(workbooks):
        (tmp_path / f"typed {number}.xlsx").write_bytes(workbook)
        workflow.collect(folder, [tmp_path / f"typed {number}.xlsx"])
    return folder, read_responses(folder / "responses.csv")


def rows_of(folder: Path) -> list[tuple[str, str, str]]:
    return [(row.member, row.status, row.message) for row in read_returns(folder / "returns.csv")]


def test_a_date_s_column_shows_how_to_write_one(prepared: Path) -> None:
    sheet = opened(prepared)["Tables"]
    hints = [rule for rule in sheet.data_validations.dataValidation if rule.prompt]
    assert {rule.prompt for rule in hints} == {"A date, such as 30 November 2026"}
    assert all(rule.showInputMessage for rule in hints)
    due = [code for code, column in headers(sheet).items() if code.endswith("g")]
    assert due and len(hints) == len(due)


def test_its_sheets_are_in_the_order_of_use_and_the_lists_out_of_the_way(prepared: Path) -> None:
    workbook = opened(prepared)
    assert workbook.sheetnames == ["How to use", "Answers", "Tables", "People", "Lists"]
    assert [sheet.sheet_state for sheet in workbook.worksheets] == ["visible"] * 4 + ["hidden"]
    assert workbook.active is not None
    assert workbook.active.title == "How to use"


def test_the_header_row_holds_every_code_and_the_reference(prepared: Path) -> None:
    answers = opened(prepared)["Answers"]
    found = [str(cell.value) for cell in answers[1]]
    assert [text.split()[0] for text in found[:-1]] == [
        "0z", "0a", "0b", "0c", "0d", "0e", "0h", "0i", "0j",
        *(f"{tip}{letter}" for tip in (1, 2, 3) for letter in "abcde"),
    ]  # fmt: skip
    assert found[headers(answers)["3a"] - 1] == "3a Score\nBeds and homes together"
    reference = find_reference(found[-1])
    assert reference is not None
    assert (reference.workshop, reference.form) == ("harbour-2018", "self-assessment")
    assert load_sent(prepared)[reference.hash].form == "self-assessment"
    assert answers.freeze_panes == "B2"


def test_the_reference_stands_in_its_properties_and_where_it_explains(prepared: Path) -> None:
    workbook = opened(prepared)
    in_properties = find_reference(workbook.properties.keywords or "")
    assert in_properties is not None
    assert in_properties.form == "self-assessment"
    texts = "\n".join(str(cell.value) for cell in workbook["How to use"]["A"])
    assert str(in_properties) in texts
    assert "Going home well in Harbour" in str(workbook.properties.title)


def test_it_explains_the_scale_and_every_question(prepared: Path) -> None:
    rows = [
        tuple(cell.value for cell in row if cell.value) for row in opened(prepared)["How to use"]
    ]
    assert (
        "4",
        "Working in most places",
        "It works nearly everywhere; the exceptions are known.",
    ) in rows
    (of_3d,) = [row for row in rows if row and row[0] == "3d"][:1]
    assert of_3d[1] == "Tip 3: Beds and homes together"
    assert str(of_3d[3]) == (
        "Choose one; My organisation alone; My organisation together with others; Others, without"
        " mine; National or regional bodies; Not sure"
    )


def test_choices_are_drop_down_lists_that_stand_on_the_lists_sheet(prepared: Path) -> None:
    workbook = opened(prepared)
    answers, lists = workbook["Answers"], workbook["Lists"]
    columns = headers(answers)

    def offered(code: str) -> list[str]:
        letter = openpyxl.utils.get_column_letter(columns[code])
        (found,) = [
            listed
            for listed in answers.data_validations.dataValidation
            if f"{letter}2" in str(listed.sqref).replace(":", " ").split()
        ]
        sheet, _, place = found.formula1.partition("!")
        assert sheet.strip("'") == lists.title
        return [str(cell.value) for (cell,) in lists[place.replace("$", "")]]

    assert offered("0z") == list(NAMES.values())
    assert offered("2a")[0] == "1 Not started"
    assert offered("2a")[-1] == "Does not apply to my work"
    assert offered("0j") == ["Adults", "Older"]
    assert offered("0e")[2] == "3 Beds and homes together"


def test_what_is_typed_stays_text(prepared: Path) -> None:
    with zipfile.ZipFile(prepared / "pack" / "data-entry.xlsx") as file:
        sheet = etree.fromstring(file.read("xl/worksheets/sheet2.xml"))
        styles = etree.fromstring(file.read("xl/styles.xml"))
    formats = [style.get("numFmtId") for style in styles.iterfind("{*}cellXfs/{*}xf")]
    columns = list(sheet.iterfind("{*}cols/{*}col"))
    assert len(columns) == len(opened(prepared)["Answers"][1])
    # 49 is Excel's own number for text.
    assert {formats[int(column.get("style", "0"))] for column in columns} == {"49"}


def test_values_of_the_workshop_never_become_formulas(tmp_path: Path) -> None:
    partners = [{"id": "odd", "name": "=HYPERLINK(1)", "sector": "NHS"}]
    folder = make_folder(tmp_path / "odd", partners=partners, title="+cmd & <x> _x0041_\u00a0")
    workflow.prepare(folder)
    workbook = openpyxl.load_workbook(folder / "pack" / "data-entry.xlsx")
    cell = workbook["Lists"]["A2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_the_same_workshop_gives_the_same_bytes(prepared: Path, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "again", groups={"pathway": ["Adults", "Older"]})
    workflow.prepare(folder)
    name = Path("pack") / "data-entry.xlsx"
    assert (folder / name).read_bytes() == (prepared / name).read_bytes()


def test_rows_are_collected_with_their_answers_and_their_place(
    prepared: Path, tmp_path: Path
) -> None:
    first = {
        "0z": "Harbour Council", "0a": "paper-1", "0b": "Social worker", "0c": "Myself",
        "0d": "Yes, naming our sector", "0e": "2", "0j": "Older", "1a": "4", "1b": "=1+1",
        "2a": "Don't know (I can't judge)", "2c": "Two\nlines & <more>", "2d": "Not sure",
        "3a": "3 Working in some places",
    }  # fmt: skip
    folder, responses = collected(
        tmp_path, typed(prepared, [first, {}, {"0z": "charity", "3a": "1 - not at all"}])
    )
    council, charity = responses
    assert (council.partner, council.respondent, council.role, council.quote) == (
        "council", "paper-1", "Social worker", "sector",
    )  # fmt: skip
    assert council.groups == {"pathway": "Older"}
    assert council.answers == {
        ("", "speaks_for"): "myself",
        ("", "top_1"): "share-records",
        ("plan-early", "score"): "4",
        ("plan-early", "strengths"): "=1+1",
        ("share-records", "score"): "dont_know",
        ("share-records", "barriers"): "Two\nlines & <more>",
        ("share-records", "ownership"): "unsure",
        ("beds-and-homes", "score"): "3",
    }
    assert council.source == "typed 0.xlsx!Answers!row 2"
    assert (charity.partner, charity.respondent, charity.get("beds-and-homes", "score")) == (
        "charity", "", "1",
    )  # fmt: skip
    members = [member for member, _, _ in rows_of(folder)]
    assert members == ["Answers!row 2", "Answers!row 4"]


def test_what_tables_agreed_is_typed_in_too(prepared: Path, tmp_path: Path) -> None:
    rows = [{"0z": "table-2", "1a": "2", "1g": "30 November 2018"}, {"0z": "Table 1", "3k": "Yes"}]
    _, responses = collected(tmp_path, typed(prepared, rows, "Tables"))
    assert [(response.form, response.respondent, response.partner) for response in responses] == [
        ("conversation", "table-1", ""),
        ("conversation", "table-2", ""),
    ]
    assert responses[1].get("plan-early", "due") == "2018-11-30"


def test_what_people_who_use_services_said_is_typed_in_as_nobodys(
    prepared: Path, tmp_path: Path
) -> None:
    assert "0z" not in headers(opened(prepared)["People"])
    rows = [{"1n": "Sometimes", "2o": "A call"}, {"3n": "I would rather not say"}]
    _, responses = collected(tmp_path, typed(prepared, rows, "People"))
    assert [(response.form, response.respondent, response.partner) for response in responses] == [
        ("people", "", ""),
        ("people", "", ""),
    ]
    assert responses[0].answers == {
        ("plan-early", "experience"): "sometimes",
        ("share-records", "helped"): "A call",
    }


def test_tables_that_share_the_tips_out_have_one_sheet(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "short", ends="13:00", tables=4)
    workflow.prepare(folder)
    workbook = openpyxl.load_workbook(folder / "pack" / "data-entry.xlsx")
    sheets = [name for name in workbook.sheetnames if name.startswith("Table")]
    assert sheets == ["Tables"]
    reference = find_reference(str(workbook["Tables"][1][-1].value))
    sent = [key for key, asked in load_sent(folder).items() if asked.form == "conversation"]
    assert reference is not None
    assert [reference.hash] == sent


def test_rows_typed_later_into_the_same_workbook_count_once(prepared: Path, tmp_path: Path) -> None:
    alike = {"0z": "Lantern House", "1a": "3"}
    early = typed(prepared, [alike, alike])
    late = typed(prepared, [alike, {"0z": "Harbour Council", "1a": "5"}, alike])
    folder, responses = collected(tmp_path, early, late)
    # Two people of Lantern House answered alike, and both count; neither counts twice.
    assert sorted(response.partner for response in responses) == ["charity", "charity", "council"]
    assert [status for _, status, _ in rows_of(folder)].count("duplicate") == 2


def test_a_row_that_is_corrected_takes_the_first_ones_place(prepared: Path, tmp_path: Path) -> None:
    folder, responses = collected(
        tmp_path,
        typed(prepared, [{"0z": "Harbour Council", "0a": "p1", "1a": "3"}], day="2018-08-01"),
        typed(prepared, [{"0z": "Harbour Council", "0a": "P1", "1a": "4"}], day="2018-08-02"),
    )
    (response,) = responses
    assert response.get("plan-early", "score") == "4"
    assert [status for _, status, _ in rows_of(folder)] == ["superseded", "accepted"]


def test_a_row_of_nobody_known_is_a_row_that_a_person_settles(
    prepared: Path, tmp_path: Path
) -> None:
    folder, responses = collected(
        tmp_path,
        typed(
            prepared,
            [
                {"0z": "Harbor Council", "1a": "3"},
                {"1a": "2"},
                {"0z": "  harbour   council ", "1a": "4"},
            ],
        ),
    )
    assert [response.partner for response in responses] == ["council"]
    unknown, nobody, known = rows_of(folder)
    assert (unknown[1], nobody[1], known[1]) == ("unclaimed", "unclaimed", "accepted")
    assert "'Harbor Council'" in unknown[2]
    assert "toptips collect --return " in unknown[2]
    workflow.collect(folder, [tmp_path / "typed 0.xlsx"], partner="charity")
    partners = [response.partner for response in read_responses(folder / "responses.csv")]
    assert partners == ["council", "charity", "charity"]


def test_one_bad_cell_is_its_rows_note_and_no_other_rows(prepared: Path, tmp_path: Path) -> None:
    folder, responses = collected(
        tmp_path,
        typed(
            prepared, [{"0z": "council", "1a": "3 or 4", "1b": "x"}, {"0z": "council", "1a": "5"}]
        ),
    )
    assert len(responses) == 2
    first, second = rows_of(folder)
    assert "1a: '3 or 4' is not one of the choices" in first[2]
    assert "1a" not in second[2]


def test_a_workbook_with_no_row_filled_in_says_so(prepared: Path, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop", groups={"pathway": ["Adults", "Older"]})
    workflow.prepare(folder)
    (row,) = workflow.collect(folder, [prepared / "pack" / "data-entry.xlsx"]).rows
    assert (row.status, row.format) == ("rejected", "xlsx")
    assert "No row is filled in" in row.message


def test_a_workbook_of_another_workshop_is_refused(prepared: Path, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "other", id="elsewhere-2019")
    workflow.prepare(folder)
    (tmp_path / "typed.xlsx").write_bytes(typed(prepared, [{"0z": "council", "1a": "3"}]))
    (row,) = workflow.collect(folder, [tmp_path / "typed.xlsx"]).rows
    assert row.status == "rejected"
    assert "another workshop ('harbour-2018')" in row.message
