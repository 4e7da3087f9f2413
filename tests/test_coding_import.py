"""The coding workbook as it comes back: filled in as people do, sorted, cut, or hostile."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

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
    Filled,
    coding_folder,
    codings,
    header_of,
    said,
)
from tests.support.hostile import HOSTILE
from tests.support.work import at_most
from toptips import workflow
from toptips.errors import TopTipsError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return coding_folder(tmp_path / "w", COMMENTS)


def test_what_a_person_decides_is_taken_and_what_is_blank_is_not(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.fill(UNCODED, LONG, Theme_1="Carers", Theme_2="housing")
    done = filled.taken(folder)
    assert (dict(done.added), done.problems) == ({"themes": 1}, ())
    assert said(folder, "themes") == {LONG: "carers housing"}
    assert codings(folder).lines[0].day == "2018-09-20"
    assert filled.taken(folder).added == {}, "the same again is nothing new"


def test_a_number_takes_the_proposal_and_new_makes_a_theme(folder: Path) -> None:
    filled = Filled.exported(folder)
    proposal = filled.cells(UNCODED, LONG)["Proposal 2"]
    filled.fill(UNCODED, LONG, Theme_1=2, Theme_2="new: Waiting  for news")
    filled.fill(UNCODED, SHORT, Theme_1="new: waiting for news")
    done = filled.taken(folder)
    assert (dict(done.added), done.problems) == ({"theme": 1, "themes": 2}, ())
    book = Filled.exported(folder, more=True)
    names = {cells["Theme"]: cells["Id"].split()[1] for _, cells in book.rows(BOOK) if cells["Id"]}
    assert said(folder, "themes") == {
        LONG: " ".join(sorted(["waiting-for-news", names[proposal]])),
        SHORT: "waiting-for-news",
    }
    assert names["Waiting for news"] == "waiting-for-news"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Theme_1": "Hosuing"}, "no theme is called 'Hosuing'. Did you mean 'Housing'? Choose"),
        ({"Theme_1": "Zebra"}, "no theme is called 'Zebra'. Choose one from the list"),
        ({"Theme_1": "Housing", "Theme_2": "No theme"}, "'No theme' stands beside a theme"),
        ({"Theme_1": 9}, "there is no proposal 9"),
        ({"Theme_1": '=HYPERLINK("http://example.org")'}, "it is a formula"),
        ({"Comment": "Other words", "Theme_1": "Housing"}, "are not those of the comment"),
        ({"Id": "f" * 12, "Theme_1": "Housing"}, "no comment that counts now has this Id"),
        ({"Id": "??", "Theme_1": "Housing"}, "its last cell, Id, is no longer what it was"),
    ],
)
def test_a_row_that_cant_be_understood_is_named_and_the_rest_is_taken(
    folder: Path, cells: dict[str, object], says: str
) -> None:
    filled = Filled.exported(folder)
    number = next(number for number, row in filled.rows(UNCODED) if row["Comment"] == LONG)
    filled.fill(UNCODED, SHORT, Theme_1="Carers")
    filled.type_into(UNCODED, number, **cells)
    done = filled.taken(folder)
    (problem,) = done.problems
    assert says in problem.message
    assert problem.where == f"sheet '2 No theme, 40 minutes', row {number}"
    assert said(folder, "themes") == {SHORT: "carers"}


def test_a_row_may_name_a_theme_that_a_later_one_makes(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.fill(UNCODED, LONG, Theme_1="Waiting")
    (problem,) = filled.taken(folder).problems
    assert "no theme is called 'Waiting'" in problem.message
    filled.fill(UNCODED, SHORT, Theme_1="new: Waiting")
    places = [row["Comment"] for _, row in filled.rows(UNCODED)]
    assert places.index(LONG) < places.index(SHORT)
    done = filled.taken(folder)
    assert (dict(done.added), done.problems) == ({"theme": 1, "themes": 2}, ())
    assert said(folder, "themes") == {LONG: "waiting", SHORT: "waiting"}


def test_a_theme_made_in_a_row_that_cant_be_taken_is_not_made(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.fill(UNCODED, SHORT, Theme_1="new: Waiting", Theme_2="Carrers")
    assert len(filled.taken(folder).problems) == 1
    assert codings(folder).lines == ()
    filled.fill(UNCODED, LONG, Theme_1="new: Waiting")
    assert dict(filled.taken(folder).added) == {"theme": 1, "themes": 1}


def test_sorted_filtered_cut_and_with_columns_added_it_is_read_all_the_same(folder: Path) -> None:
    filled = Filled.exported(folder, more=True)
    filled.fill(ALL, HOUSING, Theme_1="Carers")
    filled.fill(UNCODED, SHORT, Theme_1="Housing")
    sheet = filled.sheet(ALL)
    first, headers = header_of(sheet)
    # The rows upside down, a column of one's own in front, a column taken out, a row hidden.
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first + 1)]
    for number, row in enumerate(reversed(rows), first + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.delete_cols(headers["Words found"])
    sheet.insert_cols(1)
    sheet.cell(first, 1).value = "My notes"
    sheet.cell(first + 1, 1).value = "ask Jo"
    sheet.row_dimensions[first + 1].hidden = True
    sheet.title = "all of them"
    del filled.workbook["5 Keywords"]
    done = filled.taken(folder)
    assert done.problems == ()
    assert {HOUSING: "carers", SHORT: "housing"}.items() <= said(folder, "themes").items()
    assert len(codings(folder).lines) == 2, "nothing else was decided"
    # What a person wrote in a column of their own is not lost by the next export.
    assert workflow.export_codings(folder).kept_aside


def test_a_missing_column_of_themes_takes_no_theme_out(tmp_path: Path) -> None:
    folder = coding_folder(tmp_path / "w", [BOTH, HOUSING])
    filled = Filled.exported(folder, more=True)
    sheet = filled.sheet(ALL)
    sheet.delete_cols(header_of(sheet)[1]["Theme 2"])
    done = filled.taken(folder)
    assert not codings(folder).lines
    assert ["lacks a column of themes" in problem.message for problem in done.problems] == [True]


def test_checked_says_that_the_keywords_were_right_and_can_be_taken_back(folder: Path) -> None:
    filled = Filled.exported(folder, more=True)
    filled.fill(ALL, HOUSING, Checked="Yes")
    filled.taken(folder)
    assert said(folder, "themes") == {HOUSING: "housing"}
    again = Filled.exported(folder, more=True)
    cells = again.cells(ALL, HOUSING)
    assert (cells["Checked"], cells["Coded by"]) == ("Yes", "you")
    again.fill(ALL, HOUSING, Checked=None)
    again.taken(folder)
    assert said(folder, "themes") == {}
    assert [line.value for line in codings(folder).lines] == ["housing", "?"]


def test_a_theme_is_taken_out_by_emptying_its_cell_or_on_its_own_sheet(tmp_path: Path) -> None:
    other = "No record of a homeless person is shared"
    folder = coding_folder(tmp_path / "w", [BOTH, other])
    filled = Filled.exported(folder, more=True)
    filled.fill(ALL, BOTH, Theme_1=None)
    themes = [sheet.title for sheet in filled.workbook if "Housing" in sheet.title]
    filled.fill(themes[0], other, **{"Right?": "No"})
    assert filled.taken(folder).problems == ()
    assert said(folder, "themes") == {BOTH: "records", other: "records"}


def test_yes_on_a_themes_sheet_checks_all_its_themes(tmp_path: Path) -> None:
    folder = coding_folder(tmp_path / "w", [BOTH])
    filled = Filled.exported(folder, more=True)
    filled.fill("T1 ", BOTH, **{"Right?": "Yes"})
    filled.taken(folder)
    assert said(folder, "themes") == {BOTH: "housing records"}


def test_two_sheets_that_say_different_things_are_a_problem(folder: Path) -> None:
    filled = Filled.exported(folder, more=True)
    filled.fill(UNCODED, SHORT, Theme_1="Carers")
    filled.fill(ALL, SHORT, Theme_1="Housing")
    done = filled.taken(folder)
    assert said(folder, "themes") == {SHORT: "carers"}
    assert "says otherwise about the same comment" in done.problems[0].message


def test_direction_is_decided_and_left_open_again(folder: Path) -> None:
    filled = Filled.exported(folder, more=True)
    assert filled.cells(ALL, HOUSING)["Direction"] == "What gets in the way"
    filled.fill(ALL, HOUSING, Direction="what works")
    filled.fill(ALL, SHORT, Direction="Upwards")
    done = filled.taken(folder)
    assert said(folder, "direction") == {HOUSING: "strength"}
    assert "'Upwards' is none of" in done.problems[0].message


def test_a_quote_is_confirmed_edited_or_refused(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.fill(QUOTES, HOUSING, **{"Print it?": "Print"})
    filled.fill(
        QUOTES, BOTH, **{"Print it?": "Print", "Your wording": "No housing [in one district]"}
    )
    filled.taken(folder)
    lines = {line.text: (line.value, line.theme) for line in codings(folder).lines}
    assert lines[HOUSING] == ("confirmed", "housing")
    assert lines["No housing [in one district]"][0] == "edited"
    again = Filled.exported(folder)
    assert again.cells(QUOTES, HOUSING)["Print it?"] == "Print"
    again.fill(QUOTES, HOUSING, **{"Print it?": "Refuse"})
    again.taken(folder)
    assert said(folder, "quote")[HOUSING] == "refused"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Your wording": "Other words"}, "choose Print beside your wording"),
        ({"Print it?": "Perhaps"}, "'Perhaps' is neither Print nor Refuse"),
        ({"Print it?": "Print", "Your wording": "Ring 01632 960123"}, "may hold personal data"),
        ({"Print it?": "Print", "Your wording": "=1+1"}, "it is a formula"),
    ],
)
def test_a_quote_that_cant_be_printed_is_a_problem(
    folder: Path, cells: dict[str, str], says: str
) -> None:
    filled = Filled.exported(folder)
    filled.fill(QUOTES, HOUSING, **cells)
    assert says in filled.taken(folder).problems[0].message
    assert not (folder / "codings.csv").exists()


def test_blind_codes_are_kept_as_such(tmp_path: Path) -> None:
    folder = coding_folder(tmp_path / "w", [f"{HOUSING} {number}" for number in range(9)])
    filled = Filled.exported(folder, more=True)
    apart = [cells["Comment"] for _, cells in filled.rows("3 Without")]
    assert len(apart) == 3
    assert not any("Proposal" in header for header in header_of(filled.sheet("3 Without"))[1])
    filled.fill("3 Without", apart[0], Blind_theme_1="Carers")
    filled.fill("3 Without", apart[1], Blind_theme_1="No theme")
    filled.taken(folder)
    assert said(folder, "themes") == {apart[0]: "carers", apart[1]: ""}
    assert len(codings(folder).blind(1)) == 2
    again = Filled.exported(folder, more=True)
    assert [cells["Comment"] for _, cells in again.rows("3 Without")] == apart
    assert again.cells("3 Without", apart[1])["Blind theme 1"] == "No theme"
    differing = {cells["Comment"]: cells for _, cells in again.rows("7 Disagreements")}
    assert differing.keys() == {apart[0], apart[1]}
    assert differing[apart[0]]["First"] == "Housing"
    assert differing[apart[0]]["Second"] == "Carers"


def test_a_second_coders_copy_is_kept_beside_the_first(folder: Path, tmp_path: Path) -> None:
    first = Filled.exported(folder)
    copy = tmp_path / "of Sam.xlsx"
    shutil.copy(first.path, copy)
    first.fill(UNCODED, SHORT, Theme_1="Carers")
    first.taken(folder)
    second = Filled(copy, load_workbook(copy))
    second.fill(UNCODED, SHORT, Theme_1="Housing")
    second.fill(UNCODED, LONG, Theme_1="new: Something")
    second.save()
    done = workflow.import_codings(folder, copy, today=DAY, coder=2)
    assert done.coder == 2
    assert "the codebook is the first coder's to change" in done.problems[0].message
    assert said(folder, "themes", 1) == {SHORT: "carers"}
    assert said(folder, "themes", 2) == {SHORT: "housing"}


def test_the_workbook_says_itself_whose_it_is_and_in_which_role(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.workbook.worksheets[0]["B4"] = "Discharge lead"
    filled.workbook.worksheets[0]["B5"] = 2
    filled.fill(UNCODED, SHORT, Theme_1="Carers")
    filled.taken(folder)
    (line,) = codings(folder).lines
    assert (line.coder, line.role) == (2, "Discharge lead")
    filled.workbook.worksheets[0]["B5"] = "both"
    with pytest.raises(TopTipsError, match="Write 1 or 2"):
        filled.taken(folder)


def test_the_codebook_is_changed_in_lines(folder: Path) -> None:
    filled = Filled.exported(folder, more=True)
    filled.fill(
        BOOK, "Housing", New_name="Homes", Memo="A home to go to.", More_keywords="flat*; bed sit"
    )
    filled.fill(BOOK, "of it: Carers", Merge_into="Shared records")
    filled.fill(BOOK, "of it: Shared records", Split_off_as="Paper", Its_keywords="shared")
    filled.type_into(BOOK, filled.last_row(BOOK), Theme="Transport", More_keywords="taxi")
    done = filled.taken(folder)
    assert done.problems == ()
    assert dict(done.added) == {
        "rename": 1, "memo": 1, "keyword": 5, "merge": 1, "split": 1, "theme": 1,
    }  # fmt: skip
    again = Filled.exported(folder, more=True)
    rows = {cells["Theme"]: cells for _, cells in again.rows(BOOK) if cells["Id"]}
    assert set(rows) == {"Homes", "Carers", "Shared records", "Paper", "Transport", "Anything else"}
    assert rows["Carers"]["Merge into"] == "Shared records"
    assert rows["Homes"]["Memo"] == "A home to go to."
    # Taken in once more it changes nothing; emptied it comes back.
    assert filled.taken(folder).added == {}
    again.fill(BOOK, "Carers", Merge_into=None)
    assert dict(again.taken(folder).added) == {"merge": 1}
    assert codings(folder).lines[-1].value == "?"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"New_name": "Carers"}, "no theme can be called 'Carers'"),
        ({"Merge_into": "Housing"}, "it can't be merged into 'Housing'"),
        ({"Merge_into": "Nothing"}, "it can't be merged into 'Nothing'"),
        ({"Its_keywords": "housing"}, "name the new theme under Split off as"),
        ({"More_keywords": "a*b"}, "'a*b' is no keyword"),
        ({"Memo": "Ring 01632 960123"}, "the memo may hold personal data"),
        ({"Split_off_as": "Housing"}, "can't be split off as 'Housing'"),
    ],
)
def test_a_change_of_the_codebook_that_makes_no_sense_is_a_problem(
    folder: Path, cells: dict[str, str], says: str
) -> None:
    filled = Filled.exported(folder, more=True)
    filled.fill(BOOK, "Housing", **cells)
    assert [says in problem.message for problem in filled.taken(folder).problems] == [True]
    assert codings(folder).lines == ()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xlsx", b"PK\x03\x04 and no more", "can't be read|no Excel workbook"),
        ("a.docx", b"words", "is no Excel workbook"),
        ("a.xlsx", b"", "is no Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_line(
    folder: Path, name: str, data: bytes, says: str
) -> None:
    (folder / name).write_bytes(data)
    with pytest.raises(TopTipsError, match=says):
        workflow.import_codings(folder, folder / name, today=DAY)


def test_another_workbook_is_refused(folder: Path) -> None:
    with pytest.raises(TopTipsError, match="has no sheet of the coding workbook"):
        workbook = load_workbook(workflow.export_codings(folder).workbook)
        for sheet in workbook.worksheets[:2]:
            workbook.remove(sheet)
        workbook.save(folder / "other.xlsx")
        workflow.import_codings(folder, folder / "other.xlsx", today=DAY)


def test_a_workbook_with_far_too_much_in_it_is_refused_and_nothing_is_taken(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.fill(UNCODED, SHORT, Theme_1="Carers")
    sheet = filled.sheet(UNCODED)
    sheet.cell(1, 20).value = "x" * 32_000
    for row in range(100, 1_000):
        sheet.cell(row, 20).value = sheet.cell(1, 20).value
    filled.save()
    with pytest.raises(TopTipsError, match="can't be read"):
        workflow.import_codings(folder, filled.path, today=DAY)
    assert not (folder / "codings.csv").exists()


WORKBOOKS = [name for name in HOSTILE if not name.startswith(("odt", "csv"))]


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_hostile_workbook_is_refused_or_says_nothing_within_bounds(
    folder: Path, name: str
) -> None:
    path = folder / "hostile.xlsx"
    path.write_bytes(HOSTILE[name]())
    with at_most(30), pytest.raises(TopTipsError):
        workflow.import_codings(folder, path, today=DAY)
    assert not (folder / "codings.csv").exists()


def test_ids_and_marks_that_somebody_made_up_take_nothing(folder: Path) -> None:
    filled = Filled.exported(folder)
    for number, (row, _) in enumerate(list(filled.rows(UNCODED))):
        made_up = ("keyword ../../x k:1", "theme <b> c:2", "0" * 12 + " t:" + "9" * 400)[number]
        filled.type_into(UNCODED, row, Id=made_up, Theme_1="Housing")
    done = filled.taken(folder)
    assert (done.added, codings(folder).lines) == ({}, ())
