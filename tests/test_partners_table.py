"""Partners from a table made in Excel: what is read, what is written, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.support.folders import framework
from tests.support.hostile import zipped
from toptips import workflow
from toptips.errors import FileProblems, TopTipsError
from toptips.model.workshop import Workshop, load_workshop
from toptips.model.yaml_file import folded, is_id
from toptips.workbooks.partners import PartnersTable, read_partners

TABLE = """\
Name,Sector,People,Locality
St David's: council,Local authority,4,North
No,NHS,2,South
"#1 Homes, and more",Housing,1,north
🙂 Tŷ Gobaith,Voluntary sector,3,
"""
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def table_of(folder: Path, content: str | bytes, name: str = "partners.csv") -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook_of(folder: Path, rows: Sequence[Sequence[object]], *, before: str = "") -> Path:
    """Write the rows into an Excel workbook, behind a sheet of this name if there is one."""
    workbook = Workbook()
    sheet = workbook.active
    if before:
        sheet.title = before
        sheet.append(["Nothing to see here"])
        sheet = workbook.create_sheet("Partners")
    for row in rows:
        sheet.append(list(row))
    workbook.save(folder / "partners.xlsx")
    return folder / "partners.xlsx"


def read(folder: Path, content: str | bytes) -> PartnersTable:
    return read_partners(table_of(folder, content))


def begun(folder: Path, table: Path) -> Workshop:
    return load_workshop(new(folder / "ours", table).parent)


def test_no_partner_gets_the_id_that_forms_on_paper_bear(tmp_path: Path) -> None:
    workshop = begun(tmp_path, table_of(tmp_path, "Name,Sector,People\nPaper,Housing,2\nB,NHS,2\n"))
    assert [(partner.id, partner.name) for partner in workshop.partners] == [
        ("paper-2", "Paper"), ("b", "B"),
    ]  # fmt: skip


def new(folder: Path, table: Path | None) -> Path:
    """Make a workshop's folder with a framework that is quickly read."""
    chosen = folder.with_name("harbour.yaml")
    chosen.write_text(json.dumps(framework()), encoding="utf-8")
    return workflow.new(folder, str(chosen), partners=table, today=date(2026, 11, 23))


def said(table: Path) -> list[tuple[str, str]]:
    with pytest.raises(FileProblems) as caught:
        read_partners(table)
    assert all(problem.source == table.name for problem in caught.value.problems)
    return [(problem.where, problem.message) for problem in caught.value.problems]


def test_what_the_table_says_is_what_the_workshop_says(tmp_path: Path) -> None:
    workshop = begun(tmp_path, table_of(tmp_path, TABLE))
    assert [(each.id, each.name, each.sector, each.people) for each in workshop.partners] == [
        ("st-davids-council", "St David's: council", "Local authority", 4),
        ("no", "No", "NHS", 2),
        ("1-homes-and-more", "#1 Homes, and more", "Housing", 1),
        ("ty-gobaith", "🙂 Tŷ Gobaith", "Voluntary sector", 3),
    ]
    assert workshop.groups == {"locality": ("North", "South")}
    assert [each.groups.get("locality") for each in workshop.partners] == [
        "North", "South", "North", None,
    ]  # fmt: skip


def test_the_file_that_is_written_keeps_its_notes(tmp_path: Path) -> None:
    begun(tmp_path, table_of(tmp_path, TABLE))
    new(tmp_path / "plain", None)
    with_table, without = (
        (tmp_path / name / "workshop.yaml").read_text("utf-8") for name in ("ours", "plain")
    )
    lines = [line for line in without.splitlines() if not line.startswith("#  ")]
    notes = [note.strip() for line in lines if (note := line.partition("# ")[2])]
    assert len(notes) > 20
    assert not [note for note in notes if note not in with_table]
    assert "mental-health-trust" not in with_table and "#groups" not in with_table
    assert workflow.prepare(tmp_path / "ours").forms == 4


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [
        (",", "utf-8"),
        (";", "utf-8-sig"),
        ("\t", "utf-16"),
        (";", "cp1252"),
        ("\t", "utf-8"),
        (",", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_text_that_excel_saves_is_read(
    tmp_path: Path, separator: str, encoding: str, ends: str
) -> None:
    rows = [["Name", "Sector", "People"], ["Café, Böhm; & Söhne", 'The "other" sector', "2"]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=ends).writerows(rows)
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    (partner,) = read(tmp_path, mark + text.getvalue().encode(encoding)).partners
    assert (partner.name, partner.sector) == ("Café, Böhm; & Söhne", 'The "other" sector')
    assert partner.id == "cafe-bohm-sohne"


def test_a_workbook_is_read_with_its_title_and_in_any_order_of_columns(tmp_path: Path) -> None:
    rows = [
        ["Whom we invite"],
        [],
        [None, "Number of people:", "ORGANISATION", "Pathway", " Type "],
        [None, 4, "Harbour\nCouncil", "Adults", "Local authority"],
        [],
        [None, 2.0, 2024, "Older adults", "NHS"],
        [None, "=1+2", "Lantern House", None, "Voluntary"],
    ]
    table = workbook_of(tmp_path, rows[:-1], before="Notes")
    workshop = begun(tmp_path, table)
    assert [(each.name, each.people) for each in workshop.partners] == [
        ("Harbour Council", 4),
        ("2024", 2),
    ]
    assert workshop.groups == {"pathway": ("Adults", "Older adults")}
    assert said(workbook_of(tmp_path, rows)) == [
        (
            "row 7",
            "the number of people is missing: it is a formula without a result, so it is left out.",
        )
    ]


def test_everything_that_cannot_be_used_is_said_with_its_row(tmp_path: Path) -> None:
    table = """\
Partners of our workshop,,,,

Partner,Type,Forms,Area
Quay Homes,Housing,0,North
,NHS,2,South
QUAY  homes,Housing,1,South
Harbour,,2.5,North,see below
Lantern,Voluntary,two,
Slipway,Voluntary,-1,
"""
    assert said(table_of(tmp_path, table)) == [
        ("row 4", "people must be a whole number of 1 or more, not '0'."),
        ("row 5", "the name is missing."),
        ("row 6", "'QUAY  homes' is on row 4 already; give each partner a name of its own."),
        ("row 7", "the sector is missing."),
        ("row 7", "people must be a whole number of 1 or more, not '2.5'."),
        (
            "row 7",
            "column E holds 'see below' and has no header; give it one on row 3, or clear it.",
        ),
        ("row 8", "people must be a whole number of 1 or more, not 'two'."),
        ("row 9", "people must be a whole number of 1 or more, not '-1'."),
    ]


@pytest.mark.parametrize(
    ("header", "row", "message"),
    [
        ("Name,Sector", "A,B", "there is no column 'people'."),
        ("Name,Organisation,Sector,People", "A,B,C,1", "columns A and B both say the name; take"),
        ("Name,Sector,People", f"{'A' * 201},B,1", "is longer than 200 characters."),
        ("Name,Sector,People", "", "no partner stands under the headers."),
        ("Name,Sector,People,Role", "A,B,1,x\nC,B,1,y", "'role' can't be the name of a group"),
        ("Name,Sector,People,🙂", "A,B,1,x\nC,B,1,y", "the column '🙂' has no letter in it"),
        (
            "Name,Sector,People,Area,area!",
            "A,B,1,x,x\nC,B,1,y,y",
            "the column 'area!' is called like another",
        ),
        (
            f"Name,Sector,People,{','.join(f'g{number}' for number in range(17))}",
            f"A,B,1{',x' * 17}\nC,D,1{',y' * 17}",
            "'groups' must hold 16 at most.",
        ),
    ],
)
def test_headers_that_cannot_be_used(tmp_path: Path, header: str, row: str, message: str) -> None:
    ((where, said_of_it),) = said(table_of(tmp_path, f"\n{header}\n{row}\n"))
    assert where == ("row 3" if "is longer" in message else "row 2")
    assert message in said_of_it


def test_what_is_no_group_is_said_in_the_file(tmp_path: Path) -> None:
    table = table_of(
        tmp_path,
        "Name,Sector,People,Region,E-mail,Empty\n"
        "A,NHS,1,East,a@example.org,\n"
        "B,NHS,1,east,b@example.org,\n",
    )
    assert begun(tmp_path, table).groups == {}
    text = (tmp_path / "ours" / "workshop.yaml").read_text("utf-8")
    few = "# The column 'Region' is not taken as a group: it has fewer than two different values.\n"
    assert few in text
    assert few.replace("Region", "Empty") in text
    assert "# The column 'E-mail' is not taken as a group: it holds e-mail addresses" in text
    assert "a@example.org" not in text


def test_ids_are_their_own_and_can_be_names_of_files(tmp_path: Path) -> None:
    names = ["Nul", "Æther & Ørsted", "Aether Orsted", "上海", "北京", "x" * 60, "x" * 61]
    rows = "".join(f"{name},S,1\n" for name in names)
    partners = read(tmp_path, f"name,sector,people\n{rows}").partners
    assert [partner.id for partner in partners] == [
        "nul-2", "aether-orsted", "aether-orsted-2", "partner", "partner-2", "x" * 48,
        "x" * 46 + "-2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7\n", "This is a PDF"),
        (OLD_OFFICE + "Workbook".encode("utf-16-le"), "old Excel workbook"),
        (b"{\\rtf1 name}", "rich text"),
        (b"<html><table>", "web page"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\x00\x01\x02\x03", "neither an Excel workbook"),
        (b"", "empty"),
        (b"Dear all,\nplease come.\n", "is no table of partners: it needs a header row"),
        (b'Name,Sector,People\nA,NHS,1\n"B,NHS,1\n', "row 3: a quotation mark stands alone"),
        (b"Name,Sector,People\n" + b" " * 2_000_000, "larger than 2 MB"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(tmp_path: Path, start: bytes, what: str) -> None:
    table = table_of(tmp_path, start)
    with pytest.raises(TopTipsError, match=what) as caught:
        begun(tmp_path, table)
    assert "\n" not in str(caught.value) and "partners.csv" in str(caught.value)
    assert not (tmp_path / "ours").exists()


def test_a_word_document_is_refused_whatever_it_is_called(tmp_path: Path) -> None:
    table = table_of(tmp_path, zipped({"word/document.xml": b"<a/>"}), "partners.xlsx")
    with pytest.raises(TopTipsError, match=r"This is a Word document\. In Excel paste the table"):
        read_partners(table)


def test_a_table_that_is_not_there_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(TopTipsError, match="is not there, or is no file"):
            read_partners(path)


def test_five_hundred_partners_are_taken_and_no_more(tmp_path: Path) -> None:
    rows = [f"Partner {number},NHS,1\n" for number in range(501)]
    header = "name,sector,people\n"
    assert len(read(tmp_path, header + "".join(rows[:500])).partners) == 500
    table = table_of(tmp_path, header + "".join(rows))
    assert said(table) == [("row 502", "this is more than 500 partners.")]


printable = (
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)
    .filter(str.isprintable)
    .map(str.strip)
    .filter(bool)
)
tables = st.lists(
    st.tuples(printable, printable, st.integers(1, 999)),
    min_size=1,
    max_size=8,
    unique_by=lambda row: folded(row[0]),
)


@settings(deadline=None, max_examples=100)
@given(
    rows=tables, separator=st.sampled_from(",;\t"), encoding=st.sampled_from(["utf-8", "utf-16"])
)
def test_any_names_and_sectors_come_back(
    rows: list[tuple[str, str, int]], separator: str, encoding: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([("Name", "Sector", "People"), *rows])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workshop = begun(folder, table_of(folder, text.getvalue().encode(encoding)))
    assert [(each.name, each.sector, each.people) for each in workshop.partners] == rows
    assert all(is_id(partner.id) for partner in workshop.partners)


@settings(deadline=None, max_examples=60)
@given(values=st.lists(printable, min_size=2, max_size=6, unique_by=folded), header=printable)
def test_any_values_of_a_group_come_back(values: list[str], header: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [("Name", "Sector", "People", f"Group {header}")]
        + [(f"Partner {number}", "NHS", 1, value) for number, value in enumerate(values)]
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workshop = begun(folder, table_of(folder, text.getvalue()))
    (group,) = workshop.groups
    assert workshop.groups[group] == tuple(values)
    assert [partner.groups[group] for partner in workshop.partners] == values
