"""Workbooks as they come back: from any program, by any hand, and from nobody's friend."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support import libreoffice, running
from tests.support.folders import make_folder
from tests.support.making_forms import (
    decisions,
    framework,
    put,
    questionnaire,
    reference,
    sent,
    word_form,
    workshop,
    zipped,
)
from toptips import workflow
from toptips.model.responses import read_responses
from toptips.returns import entry_workbook, forms_export
from toptips.returns.collecting import Collected, read_all
from toptips.returns.form import Return
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable
from toptips.workbooks.entry import Entry, write_entry

Q = questionnaire()
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEADER = ("0z Organisation", "0a Label", "1a Score", "1b Well", "2a Score", "3a Score")


def cells(row: int, *texts: str) -> str:
    """One row of text cells, as XML."""
    inside = "".join(
        f'<c r="{chr(65 + place)}{row}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}'
        "</t></is></c>"
        for place, text in enumerate(texts)
    )
    return f'<row r="{row}">{inside}</row>'


def book(
    rows: str,
    *,
    sheet: bytes | None = None,
    strings: bytes | None = None,
    namespace: str = MAIN,
    relations: str = RELATIONS,
    names: tuple[tuple[str, str], ...] = (("Answers", "rId1"),),
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """An Excel workbook by hand: the rows of its sheet after a header row, as XML."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="{target}"/>'
        for number, (name, target) in enumerate(names, 1)
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": (
            f'<workbook xmlns="{namespace}" xmlns:r="{relations}"><sheets>{listed}</sheets>'
            "</workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            "<Relationships>"
            f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/s1.xml"/>'
            f'<Relationship Id="rId2" Type="{relations}/sharedStrings" Target="strings.xml"/>'
            f'<Relationship Id="rId3" Type="{relations}/styles" Target="/xl/styles.xml"/>'
            "</Relationships>"
        ).encode(),
        "xl/worksheets/s1.xml": sheet
        or (
            f'<worksheet xmlns="{namespace}"><dimension ref="A1:XFD1048576"/><sheetData>'
            f"{cells(1, *HEADER)}{rows}</sheetData></worksheet>"
        ).encode(),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{namespace}"><numFmts><numFmt numFmtId="164"'
            ' formatCode="dd/mm/yyyy hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/>'
            '<xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
        ).encode(),
    }
    if strings is not None:
        parts["xl/strings.xml"] = strings
    return zipped({**parts, **(more or {})})


def read(data: bytes) -> list[Return]:
    return list(entry_workbook.read(File("a.xlsx", data), sent(Q)))


def texts(data: bytes) -> list[Mapping[str, str]]:
    return [one.texts for one in read(data)]


GOOD_ROW = cells(2, "mh-trust", "jk", "4", "calls", "2", "1")


def test_a_row_is_a_return_with_its_place() -> None:
    (returned,) = read(book(GOOD_ROW))
    assert returned.origin.row == "Answers!row 2"
    assert returned.reference is not None
    assert returned.reference.partner == "mh-trust"
    assert returned.texts == {
        "0.label": "jk", "1.score": "4", "1.strengths": "calls", "2.score": "2", "3.score": "1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="C2"><v>3</v></c>', "3"),
        ('<c r="C2"><v>3.0</v></c>', "3"),
        ('<c r="C2"><v>3.5</v></c>', "3.5"),
        ('<c r="C2"><v>2.0000000000000001E0</v></c>', "2"),
        ('<c r="C2" t="str"><v>4 - mostly</v></c>', "4 - mostly"),
        ('<c r="C2" t="b"><v>1</v></c>', "Yes"),
        ('<c r="C2" s="1"><v>43434</v></c>', "2018-11-30"),
        ('<c r="C2" s="2"><v>43434.5</v></c>', "2018-11-30 12:00:00"),
        ('<c r="C2" s="99"><v>43434</v></c>', "43434"),
        ('<c r="C2" s="1"><v>1e300</v></c>', "1e+300"),
        ('<c t="s"><v>1</v></c>', None),
        ('<c r="C2" t="s"><v>1</v></c>', "second & bold"),
        ('<c r="C2" t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r></is></c>', "a b"),
        ('<c r="C2" t="inlineStr"><is><t>日</t><rPh><t>ひ</t></rPh></is></c>', "日"),
        ('<c r="C2" t="str"><v>_x0041__x005F_x0041_</v></c>', "A_x0041_"),
        ('<c r="C2" t="str"><v>x_xD800_y_x0000_</v></c>', "xy"),
        ('<c r="ALL2"><v>1</v></c>', None),
    ],
)
def test_a_cell_is_read_as_it_is_shown(cell: str, text: str | None) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>first</t></si>'
        "<si><r><t>second</t></r><r><t> &amp; bold</t></r></si></sst>"
    ).encode()
    rows = f'<row r="2">{cell}</row>' + cells(3, "", "", "5")
    found = {found.origin.row: found.texts for found in read(book(rows, strings=strings))}
    assert found.get("Answers!row 2", {}).get("1.score") == text


def test_a_macintosh_counts_days_from_1904() -> None:
    data = book('<row r="2"><c r="C2" s="1"><v>41972</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<sheets>", b'<workbookPr date1904="1"/><sheets>'
    )
    assert texts(zipped(parts)) == [{"1.score": "2018-11-30"}]


def test_formulas_are_never_worked_out_but_what_they_showed_is_read_and_noted() -> None:
    rows = (
        '<row r="2"><c r="A2" t="str"><v>mh-trust</v></c>'
        '<c r="C2"><f>WEBSERVICE("http://example.org")</f><v>4</v></c>'
        '<c r="D2"><f>1+1</f></c><c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    (one,) = read(book(rows))
    assert one.texts == {"1.score": "4"}
    assert one.notes == (
        "1a: it is a formula; what it showed last is read.",
        "1b: it is a formula without a result, so it is left out.",
        "2a: the cell shows an error (#DIV/0!), which is left out.",
    )


@pytest.mark.parametrize(
    ("namespace", "relations"), [(STRICT, STRICT_RELATIONS), (MAIN, RELATIONS)]
)
def test_both_of_excels_namespaces_are_read(namespace: str, relations: str) -> None:
    assert len(texts(book(GOOD_ROW, namespace=namespace, relations=relations))) == 1


def test_names_with_a_prefix_are_read() -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
        + "".join(f'<x:c t="str"><x:v>{one}</x:v></x:c>' for one in HEADER)
        + '</x:row><x:row><x:c r="C2"><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert texts(book("", sheet=sheet.encode())) == [{"1.score": "4"}]


def test_utf_16_is_read() -> None:
    sheet = sheet_of(CODED + GOOD_ROW).decode()
    encoded = ('<?xml version="1.0" encoding="UTF-16"?>' + sheet).encode("utf-16")
    assert len(texts(book("", sheet=encoded))) == 1


def test_the_header_may_stand_lower_and_columns_in_any_order() -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{cells(1, "Typed by Jo")}'
        f"{cells(5, '3a', 'Remarks', '1a How well?', '0Z', '2B')}"
        f"{cells(6, '2', 'x', '5', 'council', 'calls')}"
        "</sheetData></worksheet>"
    )
    (one,) = read(book("", sheet=sheet.encode()))
    assert one.texts == {"1.score": "5", "2.strengths": "calls", "3.score": "2"}
    assert "'Remarks'" in one.notes[0]


def test_what_stands_far_below_is_not_waited_for() -> None:
    stray = '<row r="1048576"><c r="C1048576"><v>1</v></c></row>'
    assert len(texts(book(GOOD_ROW + stray))) == 1


def merged(rows: list[list[object]], *areas: str) -> bytes:
    """A workbook made by openpyxl, in which some cells are merged."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in [list(HEADER), *rows]:
        sheet.append(row)
    for area in areas:
        sheet.merge_cells(area)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def test_what_is_merged_downwards_holds_for_each_row() -> None:
    data = merged(
        [["council", "a", 4, "calls"], [None, "b", 3], [None, "c", 2], [None, "d", 1]],
        "A2:A4",
        "D2:D3",
        "F1:F3",
    )
    found = read(data)
    whose = [row.reference.partner if row.reference else None for row in found]
    assert whose == ["council", "council", "council", ""]
    assert [row.texts.get("1.strengths") for row in found] == ["calls", "calls", None, None]
    assert [row.texts.get("3.score") for row in found] == [None] * 4


def test_a_row_that_is_blank_but_for_what_is_merged_into_it_is_nobodys() -> None:
    data = merged([["council", "a", 4], [None, None, None], ["mh-trust", "b", 2]], "A2:A3")
    assert [row.origin.row for row in read(data)] == ["Sheet!row 2", "Sheet!row 4"]


def test_words_about_merged_cells_merge_nothing() -> None:
    data = merged([["council", "a", 4, '<mergeCells><mergeCell ref="C2:C3"/>'], ["council", "b"]])
    assert [row.texts.get("1.score") for row in read(data)] == ["4", None]


def test_a_text_longer_than_excels_own_is_cut_with_a_word() -> None:
    long = "x" * 32_768
    rows = cells(2, "council", "a", "4", long) + '<row r="3"><c r="D3" t="s"><v>0</v></c></row>'
    data = book(rows, strings=f"<sst><si><t>{long}</t></si></sst>".encode())
    for row in read(data):
        assert row.texts["1.strengths"] == long[:-1]
        assert row.notes == ("1b: only the first 32,767 characters of its cell are read.",)


def test_a_sheet_that_could_not_be_read_once_is_never_read_in_part() -> None:
    broken_sheet = sheet_of(CODED + GOOD_ROW * 2_000)[:-40]
    file = File("a.xlsx", book("", sheet=broken_sheet))
    (sheet,) = file.workbook.sheets
    for _ in range(2):
        with pytest.raises(Unreadable):
            list(sheet.rows())


def test_macros_are_ignored_and_said() -> None:
    (one,) = read(book(GOOD_ROW, more={"xl/vbaProject.bin": b"x"}))
    assert one.notes == ("It holds macros, which were not run.",)


def test_a_sheet_that_was_copied_counts_once(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.title = "Answers"
    first.append(list(HEADER))
    first.append(["mh-trust", None, 4, None, 3, 2])
    made.copy_worksheet(first)
    made.save(tmp_path / "a.xlsx")
    rows = collected(put(tmp_path / "r", {"a.xlsx": (tmp_path / "a.xlsx").read_bytes()})).rows
    assert [(one.member, one.status) for one in rows] == [
        ("Answers!row 2", "accepted"),
        ("Answers Copy!row 2", "duplicate"),
    ]


def test_a_workbook_that_is_no_form_says_so() -> None:
    with pytest.raises(Unreadable, match="Excel workbook, not a Word form"):
        read(
            book(
                "",
                sheet=f'<worksheet xmlns="{MAIN}">{cells(1, "Budget", "3a")}</worksheet>'.encode(),
            )
        )


def test_a_workbook_of_a_questionnaire_that_was_never_sent_is_each_rows_problem(
    tmp_path: Path,
) -> None:
    other = questionnaire(tips=9)
    header = (*HEADER, str(reference(other, "data-entry")))
    data = book("", sheet=sheet_of(cells(1, *header) + GOOD_ROW))
    (row,) = collected(put(tmp_path, {"a.xlsx": data})).rows
    assert (row.status, row.member) == ("rejected", "Answers!row 2")
    assert "not among those sent" in row.message


def collected(folder: Path) -> Collected:
    return read_all(folder, sent(Q), workshop(), decisions())


def sheet_of(inside: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'.encode()


def lying(data: bytes, part: str) -> bytes:
    """A zip that declares one of its parts to be small."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        size = file.getinfo(part).file_size
    return data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def broken(data: bytes) -> bytes:
    place = data.index(b"xl/worksheets/s1.xml") + 60
    return data[:place] + bytes(255 - one for one in data[place : place + 8]) + data[place + 8 :]


CODED = cells(1, *HEADER)
HOSTILE: dict[str, Callable[[], bytes]] = {
    "a doctype": lambda: book(
        "", sheet=b'<!DOCTYPE a [<!ENTITY b "c">]>' + sheet_of("<row><c><v>&b;</v></c></row>")
    ),
    "an external entity": lambda: book(
        "",
        sheet=b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + sheet_of("&b;"),
    ),
    "a doctype in the shared texts": lambda: book(
        '<row r="2"><c t="s"><v>0</v></c></row>',
        strings=b'<!DOCTYPE a [<!ENTITY b "c">]><sst><si><t>&b;</t></si></sst>',
    ),
    "an entity of nobody's": lambda: book("", sheet=sheet_of(f"{CODED}&b;")),
    "a bomb": lambda: book("", sheet=sheet_of(CODED + " " * 100_000_000)),
    "a bomb that lies about its size": lambda: lying(
        book("", sheet=sheet_of(CODED + " " * 50_000_000)), "xl/worksheets/s1.xml"
    ),
    "a bomb of shared texts": lambda: book(
        '<row r="2"><c t="s"><v>0</v></c></row>', strings=b"<sst>" + b" " * 50_000_000
    ),
    "half a million cells": lambda: book("", sheet=sheet_of("<row>" + "<c/>" * 500_000)),
    "a cell far to the right": lambda: book('<row r="2"><c r="ZZZZ2"><v>1</v></c></row>'),
    "a million cells": lambda: book("", sheet=sheet_of("<row>" + "<c/>" * 1_000_000)),
    "thirty thousand rows": lambda: book(
        "".join(f'<row r="{row}"><c t="b"><v>1</v></c></row>' for row in range(2, 30_000))
    ),
    "deep nesting": lambda: book("", sheet=sheet_of("<a>" * 100_000)),
    "an attribute of 10 MB": lambda: book(
        "", sheet=f'<worksheet a="{"x" * 10_100_000}"/>'.encode()
    ),
    "cut off in the middle": lambda: book("", sheet=sheet_of(CODED + GOOD_ROW)[:-40]),
    "no XML": lambda: book("", sheet=b"Hello"),
    "a corrupted checksum": lambda: broken(book(GOOD_ROW)),
    "corrupted shared texts": lambda: book(
        '<row r="2"><c r="C2" t="s"><v>0</v></c></row>', strings=b"<sst><si><t>x</si></sst>"
    ),
    "one sheet under two names": lambda: book(GOOD_ROW, names=(("A", "rId1"), ("B", "rId1"))),
    "a thousand sheets": lambda: book(
        GOOD_ROW, names=tuple((f"S{number}", "rId1") for number in range(1000))
    ),
    "no workbook": lambda: book(GOOD_ROW, more={"xl/workbook.xml": b""}),
    "no sheets": lambda: book(GOOD_ROW, names=()),
    "a sheet outside": lambda: book(GOOD_ROW, names=(("A", "rId9"),)),
    "styles with a doctype": lambda: book(
        CODED.replace('r="1"', 'r="2"') + '<row r="3"><c r="C3" s="1"><v>4</v></c></row>',
        more={"xl/styles.xml": b"<!DOCTYPE a><styleSheet/>"},
    ),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_workbooks_are_a_row_and_do_no_harm(name: str, tmp_path: Path) -> None:
    good = word_form(Q, {"1.score": "4"})
    put(tmp_path, {"bad.xlsx": HOSTILE[name](), "good.docx": good})
    started = time.process_time()
    rows = collected(tmp_path).rows
    taken = time.process_time() - started
    bad = [one for one in rows if one.file == "bad.xlsx"]
    assert bad[-1].status == "rejected"
    assert bad[-1].message.endswith(".")
    assert "could not be read" not in bad[-1].message, "an exception that nobody expected"
    assert rows[-1].status == "accepted"
    # Under a second on an ordinary computer; those that test are slow.
    assert taken < 10


MEASURE = """
import re
from pathlib import Path
from toptips.returns import entry_workbook, forms_export
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable

def peak():
    # What the resource module says may be that of the process that started this one.
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) / 1024

def read(path):
    file = File(path.name, path.read_bytes())
    for reader in (forms_export, entry_workbook):
        try:
            if reader.recognises(file):
                for _ in reader.read(file, {}):
                    pass
        except Unreadable:
            pass

folder = Path(FOLDER)
read(folder / "good.xlsx")
before = peak()
for path in sorted(folder.glob("bad*")):
    read(path)
print("MORE", round(peak() - before))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux counts it")
def test_hostile_workbooks_take_little_memory(tmp_path: Path) -> None:
    files = {f"bad {place}.xlsx": make() for place, make in enumerate(HOSTILE.values())}
    put(tmp_path, {"good.xlsx": book(GOOD_ROW), **files})
    said = running.python(MEASURE.replace("FOLDER", repr(str(tmp_path)))).stdout
    # In megabytes, more than a good workbook takes.
    assert int(said.rpartition("MORE")[2]) < 100


@pytest.mark.parametrize("number", ["7", "-1", "1" * 5000, "x", "1.5", "²"])
def test_a_text_that_is_missing_is_that_cells_note(number: str) -> None:
    rows = f'<row r="2"><c r="C2" t="s"><v>{number}</v></c><c r="E2"><v>4</v></c></row>'
    (one,) = read(book(rows, strings=b"<sst><si><t>x</t></si></sst>"))
    assert one.texts == {"2.score": "4"}
    assert one.notes == ("1a: its text is missing from the file.",)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_workbook_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    changed = bytearray(book(GOOD_ROW))
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    file = File("a.xlsx", bytes(changed))
    for reader in (forms_export, entry_workbook):
        if reader.recognises(file):
            try:
                list(reader.read(file, sent(Q)))
            except Unreadable as error:
                assert str(error).endswith(".")


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
