"""The coding workbook as it is written: what it shows, to whom, and what of it may be changed."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from tests.support.coding import (
    ALL,
    BOOK,
    BOTH,
    COMMENTS,
    DAY,
    HOUSING,
    LONG,
    QUOTES,
    SHORT,
    UNCODED,
    WORDS,
    Filled,
    coding_folder,
    codings,
    header_of,
    ids,
    said,
)
from tests.support.libreoffice import convert, type_into_cells
from toptips import workflow
from toptips.analysis.mentions import Mention
from toptips.workbooks import coding_layout as layout
from toptips.workbooks.coding_layout import Key, key_in, theme_marks
from toptips.workbooks.coding_told import marked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return coding_folder(tmp_path / "w", COMMENTS)


def test_it_opens_on_what_an_hour_is_enough_for(folder: Path) -> None:
    filled = Filled.exported(folder)
    names = [sheet.title for sheet in filled.workbook]
    assert names[:2] == ["1 Quotes, 10 minutes", "2 No theme, 40 minutes"]
    assert filled.workbook.active is filled.workbook.worksheets[0]
    assert names[2:] == ["How to use", "Lists"]
    first, second = filled.workbook.worksheets[:2]
    assert first["A1"].value == "1 Quotes: 10 minutes"
    assert second["A1"].value == "2 Comments without a theme: 40 minutes. You may stop here."
    assert "yours alone" in str(first["A3"].value)
    shown = [cells["Comment"] for _, cells in filled.rows(UNCODED)]
    assert shown == [LONG, SHORT], "the longest first"


def test_nothing_is_hidden_and_only_cells_to_fill_in_are_open(folder: Path) -> None:
    filled = Filled.exported(folder, more=True)
    for sheet in filled.workbook:
        assert sheet.sheet_state == "visible"
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
        assert not any(column.hidden for column in sheet.column_dimensions.values())
    sheet = filled.sheet(UNCODED)
    row, headers = header_of(sheet)
    assert list(headers)[-1] == "Id"
    is_locked = {name: sheet.cell(row + 1, at).protection.locked for name, at in headers.items()}
    assert [name for name, locked in is_locked.items() if not locked] == [
        "Theme 1", "Theme 2", "Theme 3",
    ]  # fmt: skip


def test_with_more_it_holds_all_comments_in_the_order_in_which_checking_pays(folder: Path) -> None:
    filled = Filled.exported(folder, more=True)
    apart = {cells["Comment"] for _, cells in filled.rows("3 Without")}
    shown = [cells["Comment"] for _, cells in filled.rows(ALL)]
    assert len(apart) == 1, "a third of four"
    assert shown == [text for text in COMMENTS if text not in apart]
    for sheet in filled.workbook:
        if not sheet.title.startswith("3"):
            texts = " ".join(str(cell.value) for row in sheet for cell in row).replace("\u00ab", "")
            assert not any(text in texts for text in apart), sheet.title


def test_the_words_that_led_to_a_theme_stand_beside_it_and_are_marked(tmp_path: Path) -> None:
    filled = Filled.exported(coding_folder(tmp_path / "w", [BOTH, HOUSING]), more=True)
    cells = filled.cells(ALL, BOTH)
    assert cells["Words found"] == "Shared records (shared, record); Housing (housing)"
    assert (cells["Theme 1"], cells["Theme 2"]) == ("Housing", "Shared records")
    assert cells["Coded by"] == "keywords"
    assert filled.cells("T1 Housing", BOTH)["Comment"] == "A shared record, and no «housing»"


def test_marks_that_overlap_are_one() -> None:
    found = [Mention("a", "x", "x", "x", start, end) for start, end in ((2, 6), (4, 8), (9, 10))]
    assert marked("0123456789", found) == "01«234567»8«9»"


def test_words_without_consent_are_nowhere_among_the_quotes(tmp_path: Path) -> None:
    folder = coding_folder(tmp_path / "w", [HOUSING, BOTH], quote="no")
    filled = Filled.exported(folder, more=True)
    assert list(filled.rows(QUOTES)) == []
    sheet = filled.sheet(ALL)
    first, headers = header_of(sheet)
    assert sheet.cell(first + 1, headers["Print it?"]).protection.locked
    filled.fill(ALL, HOUSING, **{"Print it?": "Print"})
    assert "its writer did not agree" in filled.taken(folder).problems[0].message


def test_words_with_personal_data_are_not_among_the_quotes(tmp_path: Path) -> None:
    text = "No housing; ring me on 01632 960123"
    filled = Filled.exported(coding_folder(tmp_path / "w", [text, HOUSING]))
    assert [cells["Words"] for _, cells in filled.rows(QUOTES)] == [HOUSING]


def test_each_coders_workbook_shows_what_that_coder_decided(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.fill(UNCODED, SHORT, Theme_1="Carers")
    filled.taken(folder)
    second = Filled.exported(folder, coder=2)
    assert second.path.name == "coding-2.xlsx"
    assert second.cells(UNCODED, SHORT)["Theme 1"] == ""
    assert [cells["Comment"] for _, cells in Filled.exported(folder).rows(UNCODED)] == [LONG]


def test_keywords_show_what_became_of_them_and_can_be_dropped(tmp_path: Path) -> None:
    folder = coding_folder(tmp_path / "w", [HOUSING, BOTH])
    filled = Filled.exported(folder, more=True)
    filled.fill(ALL, HOUSING, Checked="Yes")
    filled.fill(ALL, BOTH, Theme_1="Carers")
    filled.taken(folder)
    again = Filled.exported(folder, more=True)
    cells = again.cells(WORDS, "| housing |")
    assert [cells[header] for header in ("Found", "Kept", "Taken out")] == ["2", "1", "1"]
    again.fill(WORDS, "| housing |", **{"Drop it?": "Drop"})
    again.taken(folder)
    line = codings(folder).lines[-1]
    assert (line.kind, line.theme, line.text, line.value) == (
        "keyword", "housing", "housing", "dropped",
    )  # fmt: skip
    third = Filled.exported(folder, more=True)
    assert third.cells(WORDS, "| housing |")["Drop it?"] == "Drop"
    third.fill(WORDS, "| housing |", **{"Drop it?": None})
    third.taken(folder)
    assert codings(folder).lines[-1].value == "added"


def test_an_edited_workbook_is_kept_aside_until_it_is_taken_in(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.fill(UNCODED, SHORT, Theme_1="Carers")
    filled.save()
    (aside,) = workflow.export_codings(folder).kept_aside
    assert aside.name == "coding (edited 1).xlsx"
    workflow.import_codings(folder, aside, today=DAY)
    assert said(folder, "themes") == {SHORT: "carers"}
    again = Filled.exported(folder)
    again.fill(UNCODED, LONG, Theme_1="Carers")
    again.taken(folder)
    assert workflow.export_codings(folder).kept_aside == ()


def test_one_that_could_not_be_understood_whole_is_kept_aside(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.fill(UNCODED, SHORT, Theme_1="Carrers")
    filled.taken(folder)
    assert len(workflow.export_codings(folder).kept_aside) == 1


def test_without_a_comment_there_is_nothing_to_code_and_nothing_goes_wrong(tmp_path: Path) -> None:
    folder = coding_folder(tmp_path / "w", ["n/a"])
    filled = Filled.exported(folder, more=True)
    assert list(filled.rows(UNCODED)) == []
    assert "nothing to confirm" in str(filled.workbook.worksheets[0]["A1"].value)
    assert filled.taken(folder).added == {}


def test_the_same_folder_gives_the_same_workbook(folder: Path) -> None:
    first = workflow.export_codings(folder, more=True).workbook.read_bytes()
    (folder / "coding.xlsx").unlink()
    assert workflow.export_codings(folder, more=True).workbook.read_bytes() == first


def test_words_that_look_like_formulas_stay_words(tmp_path: Path) -> None:
    text = '=HYPERLINK("http://example.org";"Click") is what our records are'
    folder = coding_folder(tmp_path / "w", [text])
    filled = Filled.exported(folder, more=True)
    sheet = filled.sheet(ALL)
    first, headers = header_of(sheet)
    assert sheet.cell(first + 1, headers["Comment"]).data_type == "s"
    filled.fill(ALL, text, Checked="Yes")
    assert filled.taken(folder).problems == ()
    table = (folder / "codings-all.csv").read_text("utf-8-sig")
    assert "\"'=HYPERLINK" in table


def test_the_last_cell_of_a_row_says_what_it_is_about() -> None:
    key = Key("0123456789ab", "housing", theme_marks(["B", "", "A"], "Yes"))
    assert key_in(str(key)) == key
    assert key.theme_columns == 3
    assert key.left_as_it_was(layout.THEMES, layout.in_any_order(["A", "B", ""], "Yes"))
    assert not key.left_as_it_was(layout.THEMES, layout.in_any_order(["A", "B"], ""))
    assert [key_in(text) for text in ("", "a b c", "Total", "0123")] == [None] * 4


def test_excels_own_rules_are_kept(folder: Path) -> None:
    path = workflow.export_codings(folder, more=True).workbook
    found = OpenXmlValidator().validate(path).errors
    # openpyxl orders the parts of a font as Excel itself does not, and Excel reads both.
    wrong = [str(error) for error in found if error.severity.name == "ERROR"]
    assert [error for error in wrong if "/fonts" not in error and "styles" not in error] == []
    workbook = load_workbook(path)
    assert max(len(sheet.title) for sheet in workbook) <= 31
    offered = [rule for sheet in workbook for rule in sheet.data_validations.dataValidation]
    assert 0 < max(len(rule.error or "") for rule in offered) <= 225


@pytest.mark.libreoffice
def test_through_libreoffice_and_back_nothing_is_lost(folder: Path, tmp_path: Path) -> None:
    filled = Filled.exported(folder, more=True)
    filled.fill(UNCODED, LONG, Theme_1="Carers", Theme_2=1)
    filled.fill(ALL, HOUSING, Checked="Yes", Direction="Both")
    filled.fill(QUOTES, HOUSING, **{"Print it?": "Print", "Your wording": "There's none\nat all"})
    filled.fill(BOOK, "Housing", Memo="One line,\nand another")
    filled.save()
    ods = convert(filled.path, tmp_path / "ods", "ods")
    xlsx = convert(ods, tmp_path / "xlsx", "xlsx")
    done = workflow.import_codings(folder, xlsx, today=DAY)
    assert done.problems == ()
    assert dict(done.added) == {"memo": 1, "themes": 2, "direction": 1, "quote": 1}
    assert codings(folder).last("quote")[ids(folder)[HOUSING]].text == "There's none\nat all"
    # As LibreOffice's own spreadsheet it says the same, so that nothing is new in it.
    assert workflow.import_codings(folder, ods, today=DAY).added == {}


@pytest.mark.libreoffice
def test_what_is_typed_in_libreoffice_is_taken_in(folder: Path, tmp_path: Path) -> None:
    filled = Filled.exported(folder)
    cells = {
        filled.sheet(UNCODED).title: {
            filled.place(UNCODED, LONG, "Theme 1"): "Carers",
            filled.place(UNCODED, LONG, "Theme 2"): "1",
            filled.place(UNCODED, SHORT, "Theme 1"): "No theme",
        },
        filled.sheet(QUOTES).title: {
            filled.place(QUOTES, HOUSING, "Print it?"): "Print",
            filled.place(QUOTES, HOUSING, "Your wording"): "=No housing, she said",
        },
    }
    typed = type_into_cells(filled.path, tmp_path / "typed.xlsx", cells)
    done = workflow.import_codings(folder, typed, today=DAY)
    assert (done.problems, dict(done.added)) == ((), {"themes": 2, "quote": 1})
    assert said(folder, "themes")[SHORT] == ""
    assert "carers" in said(folder, "themes")[LONG].split()
    assert codings(folder).last("quote")[ids(folder)[HOUSING]].text == "=No housing, she said"
