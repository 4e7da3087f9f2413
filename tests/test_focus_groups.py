"""Focus groups, there and back: their sheet, what comes back, and what the next edition says."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.support import libreoffice
from tests.support.accessible import openxml_errors
from tests.support.folders import TIPS, answered, collect_forms, form_of, make_folder
from tests.support.papers import write_into
from tests.support.pictures import empty_pictures
from tests.support.stripping import changed, strip
from tests.support.word_files import W, fill, open_word
from toptips import workflow
from toptips.analysis.focus_groups import LONGEST_QUOTE
from toptips.documents.checks import problems
from toptips.model import focus_topics
from toptips.model.focus_groups import GroupSheet, OfPriority, load_sheets
from toptips.model.questionnaire import Questionnaire
from toptips.model.questions import CATALOGUE
from toptips.model.sendings import load_asked_of_groups, load_sent
from toptips.returns import collecting
from toptips.returns.form import Return
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable
from toptips.workflow.analysing import Analysis

PARTNERS = ("mh-trust", "acute-trust", "council", "district", "charity")
# The third tip is scored lowest, so that it comes first.
RETURNED = [
    (
        partner,
        answered("4", _0__label=f"p{number}", _3__score="1 Not started", _2__score="2 Planned"),
    )
    for number, partner in enumerate(PARTNERS)
]
SAID = {
    "0.label": "Tuesday carers, Quay library",
    "0.met_on": "4 October 2018",
    "0.how_many": "8",
    "0.writer": "Pat Ferry",
    "0.quote": "Yes, nobody minds",
    "3.right": "Yes, this is right",
    "3.why": "A room is not a home.",
    "2.right": "Partly",
    "0.missing": "Somebody to ring at night.",
    "0.change": "Put families first.",
}
OTHERS = {"0.label": "Friday lunch club", "0.how_many": "5", "3.right": "No", "2.right": "No"}


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop whose first edition has gone out, with the sheet that asks about it."""
    folder = make_folder(tmp_path_factory.mktemp("groups") / "harbour")
    collect_forms(folder, RETURNED)
    write_into(folder / "paper.docx", {"asks": "Agree who leads."})
    with empty_pictures():
        workflow.analyse(folder, final=True)
    return folder


@pytest.fixture
def folder(reported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(reported, tmp_path / "harbour"))


@pytest.fixture(autouse=True)
def _without_drawing() -> Iterator[None]:
    with empty_pictures():
        yield


def sheet_in(folder: Path) -> Path:
    return folder / "report" / "focus-group.docx"


def come_back(folder: Path, name: str, data: bytes) -> str:
    """Collect one file, and return what is said of it: its status, then the message."""
    path = folder.parent / name
    path.write_bytes(data)
    rows = workflow.collect(folder, [path]).rows
    [row] = [row for row in rows if row.file == name]
    return f"{row.status}: {row.message}"


def said_by(folder: Path, name: str, answers: Mapping[str, str], modified: str = "") -> str:
    return come_back(folder, name, fill(sheet_in(folder), answers, modified=modified))


def section(analysis: Analysis) -> list[str]:
    """The report's section on what people say, paragraph by paragraph."""
    lines = open_word(analysis.report).paragraphs
    if "What people say of the priorities" not in lines:
        return []
    return lines[lines.index("What people say of the priorities") :]


# There: the sheet


def test_its_sheet_asks_of_the_first_priorities_in_their_order_and_plain_words(
    folder: Path,
) -> None:
    sheet = open_word(sheet_in(folder))
    headings = [line for line in sheet.paragraphs if ": I know" in line]
    assert headings == [
        "First: I know about beds-and-homes.",
        "Second: I know about share-records.",
        "Third: I know about plan-early.",
    ]
    for words in ("Yes, this is right", "Partly", "What is missing?", "What would you change?"):
        assert words in sheet.text.replace("\u00a0", " ")
    assert "Average score: 2.0." in sheet.text
    assert "Of fewer than 3 people nothing is printed" in sheet.text
    for name in ("Harbour Council", "Lantern House", "Harbour Hospitals"):
        assert name not in sheet.text


def test_everybody_can_read_it_and_write_into_it_with_a_pen(folder: Path) -> None:
    data = sheet_in(folder).read_bytes()
    assert problems(data) == []
    assert openxml_errors(data) == []
    sheet = open_word(data)
    styles = etree.fromstring(sheet.parts["word/styles.xml"])
    [normal] = styles.iterfind(f"{W}style[@{W}styleId='Normal']")
    # What is not found fails the test, as it should.
    assert normal.find(f"{W}rPr/{W}sz").get(f"{W}val") == "36", "18 points, in halves"  # type: ignore[union-attr]
    heights = [int(height.get(f"{W}val", "0")) for height in sheet.body.iter(f"{W}trHeight")]
    # A row for each of three priorities, and two for what is missing and what they would change.
    assert len([height for height in heights if height >= 3 * 567 - 1]) == 5


def test_what_it_asks_is_no_form_of_the_pack_and_is_kept(folder: Path) -> None:
    [asked] = load_asked_of_groups(folder).values()
    assert [tip.id for tip in asked.tips] == ["beds-and-homes", "share-records", "plan-early"]
    assert asked.edition == 1
    assert asked.hash[:8] not in load_sent(folder)
    shared = {"label", "quote"}
    of_others = {topic.key for topic in CATALOGUE}
    assert {topic.key for topic in focus_topics.TOPICS} & of_others == shared


def test_where_nothing_has_a_rank_there_is_no_sheet(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "few")
    collect_forms(folder, RETURNED[:1])
    workflow.analyse(folder)
    assert not sheet_in(folder).exists()


# And back


def test_what_a_group_says_is_kept_word_for_word_in_a_file_of_its_own(folder: Path) -> None:
    before = (folder / "responses.csv").read_bytes()
    assert said_by(folder, "carers.docx", SAID) == "accepted: "
    [sheet] = load_sheets(folder)
    assert sheet == GroupSheet(
        id=sheet.id,
        priorities=(
            OfPriority("beds-and-homes", "Beds and homes together", "yes", "A room is not a home."),
            OfPriority("share-records", "Share records together", "partly"),
            OfPriority("plan-early", "Plan early together"),
        ),
        edition=1,
        smallest_group=3,
        group="Tuesday carers, Quay library",
        met_on="2018-10-04",
        how_many=8,
        writer="Pat Ferry",
        may_print=True,
        missing="Somebody to ring at night.",
        change="Put families first.",
        source="carers.docx",
    )
    assert (folder / "responses.csv").read_bytes() == before
    assert workflow.status(folder, today=date(2018, 10, 5)).focus_groups == 1


def test_without_controls_and_reference_it_is_still_read(folder: Path) -> None:
    filled = fill(
        sheet_in(folder), {**SAID, "3.right": "☒ Yes, this is right"}, without_reference=True
    )
    told = come_back(folder, "bare.docx", changed(filled, strip))
    assert told.startswith("accepted: Its reference is gone, so neither the workshop")
    [sheet] = load_sheets(folder)
    assert [said.right for said in sheet.priorities] == ["yes", "partly", ""]
    assert sheet.missing == "Somebody to ring at night."


def test_the_same_sheet_twice_counts_once_and_a_corrected_one_replaces_it(folder: Path) -> None:
    said_by(folder, "a.docx", SAID, "2018-10-05T10:00:00Z")
    assert said_by(folder, "again.docx", SAID, "2018-10-05T10:00:00Z").startswith("duplicate: ")
    later = {**SAID, "2.right": "No"}
    said_by(folder, "put right.docx", later, "2018-10-06T10:00:00Z")
    assert said_by(folder, "others.docx", OTHERS).startswith("accepted: ")
    rights = {sheet.group: sheet.priorities[1].right for sheet in load_sheets(folder)}
    statuses = {row.file: row.status for row in workflow.collect(folder).rows if row.file}
    assert statuses["others.docx"] == "accepted"
    if statuses["put right.docx"] == "accepted":
        assert rights == {"Tuesday carers, Quay library": "no", "Friday lunch club": "no"}
    else:  # which came later is unknown, and a person is asked
        assert "Tuesday carers" in said_of(folder, "put right.docx")


def test_sheets_without_a_label_with_the_same_answers_count_once(folder: Path) -> None:
    nameless = {key: text for key, text in SAID.items() if key != "0.label"}
    said_by(folder, "a.docx", nameless, "2018-10-05T10:00:00Z")
    said_by(folder, "saved again.docx", nameless, "2018-10-07T10:00:00Z")
    said_by(folder, "b.docx", {**nameless, "2.right": "No"})
    rows = {row.file: row for row in workflow.collect(folder).rows}
    of_sheets = {name: row.status for name, row in rows.items() if row.form == "focus-group"}
    assert sorted(of_sheets.values()) == ["accepted", "accepted", "duplicate"]
    assert rows["b.docx"].message.startswith("One of 2 focus groups' sheets without a label (0a)")
    assert len(load_sheets(folder)) == 2


def said_of(folder: Path, name: str) -> str:
    return next(row.message for row in workflow.collect(folder).rows if row.file == name)


def test_an_empty_sheet_a_strangers_and_one_without_a_number_are_each_told(folder: Path) -> None:
    about = {key: SAID[key] for key in ("0.label", "0.met_on", "0.how_many", "0.writer", "0.quote")}
    assert said_by(folder, "empty.docx", about).startswith("rejected: No question is answered")
    nobody = {key: text for key, text in OTHERS.items() if key != "0.how_many"}
    told = said_by(folder, "no number.docx", nobody)
    assert told.startswith("accepted: 0c does not say how many took part")
    assert come_back(folder, "cut.docx", sheet_in(folder).read_bytes()[:900]).startswith("rejected")
    other = open_word(sheet_in(folder)).parts["word/document.xml"]
    assert b"harbour-2018" in other
    assert len(load_sheets(folder)) == 1


def statuses_before_and_after(folder: Path, name: str, data: bytes) -> tuple[list[str], list[str]]:
    """What a file's returns are where no report asked groups yet, and where one did."""
    before = Path(shutil.copytree(folder, folder.parent / "before"))
    for asked in (before / "sent").glob("*.json"):
        if '"focus-group"' in asked.read_text(encoding="utf-8"):
            asked.unlink()
    assert load_asked_of_groups(folder)
    assert not load_asked_of_groups(before)
    found = []
    for place in (before, folder):
        (place / "returns" / name).write_bytes(data)
        rows = [row for row in workflow.collect(place).rows if row.file == name]
        found.append([f"{row.form} {row.status} {row.return_id} {row.message}" for row in rows])
    return found[0], found[1]


@pytest.mark.parametrize(
    "text",
    [
        "0z,0a,1a,2a,3a\ncouncil,s1,4,2,1\ncharity,s2,3,3,1\n",
        "0z,0a,1a,1b,2a,2b,3a,3b\ncouncil,t1,4,Rounds are late,2,x,1,No place to go\n",
    ],
)
def test_a_table_of_codes_counts_the_same_before_and_after_a_report(
    folder: Path, text: str
) -> None:
    before, after = statuses_before_and_after(folder, "survey.csv", text.encode())
    assert before == after
    assert all(said.startswith("self-assessment accepted") for said in after)
    assert len(after) == text.count("\n") - 1


def test_a_form_of_codes_alone_counts_the_same_before_and_after_a_report(folder: Path) -> None:
    def cut(root: etree._Element) -> None:
        """Leave the rows of the sheet's codes, without the questions' words."""
        strip(root)
        for row in list(root.iter(f"{W}tr")):
            said = "".join(row.itertext()).split()
            if said and len(said[0]) == 2 and said[0][1] > "b":
                row.getparent().remove(row)

    answers = answered("4", _0__label="bare", _1__strengths="It works.")
    form = fill(form_of(folder, "council"), answers, without_reference=True)
    before, after = statuses_before_and_after(folder, "bare.docx", changed(form, cut))
    assert before == after
    assert after[0].startswith("self-assessment unclaimed")


def test_a_sheet_counts_beside_itself_in_a_zip_that_is_rejected(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    returns_in = collecting._returns_in

    def refused(file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]:
        if file.member:
            raise Unreadable("Too much.")
        return returns_in(file, questionnaires)

    monkeypatch.setattr(collecting, "_returns_in", refused)
    data = fill(sheet_in(folder), SAID)
    (folder / "returns" / "a.docx").write_bytes(data)
    with zipfile.ZipFile(folder / "returns" / "zz.zip", "w") as parcel:
        parcel.writestr("a.docx", data)
    rows = workflow.collect(folder).rows
    same = [row for row in rows if row.file in ("a.docx", "zz.zip")]
    assert [row.status for row in same] == ["accepted", "rejected"]
    assert len({row.return_id for row in same}) == 1
    assert len(load_sheets(folder)) == 1


# The next edition


def test_the_next_edition_says_what_groups_said_in_numbers_of_groups(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    said_by(folder, "lunch.docx", OTHERS)
    write_into(folder / "paper.docx", {"changed": "We put homes first, as people asked."})
    analysis = workflow.analyse(folder, final=True)
    assert analysis.figures.edition is not None
    assert analysis.figures.edition.number == 2
    assert "2 focus groups' sheets more" in analysis.since
    lines = section(analysis)
    assert lines[1].startswith("2 focus groups of people who use services and their carers looked")
    text = "\n".join(lines)
    assert "We put homes first, as people asked." in text
    assert "the same 3 priorities come first, in the same order" in text
    [table] = [table for table in open_word(analysis.report).tables if "Place now" in table[0][0]]
    assert table[1:] == [
        ["1", "3 Beds and homes together", "1", "0", "1"],
        ["2", "2 Share records together", "0", "1", "1"],
        ["3", "1 Plan early together", "0", "0", "0"],
    ]
    page = (folder / "report" / "report.html").read_text("utf-8")
    assert "A room is not a home." in page
    short = open_word(folder / "report" / "you-said.docx").text
    assert "Beds and homes together (tip 3): called right by 1 of 2 focus groups" in short
    assert "We put homes first, as people asked." in short
    figures = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    assert figures["focus_groups"]["groups"] == 2


def test_no_output_names_the_group_the_place_or_who_wrote(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    workflow.analyse(folder)
    for path in (folder / "report").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        text = open_word(data).text if path.suffix == ".docx" else data.decode("utf-8", "replace")
        for name in ("Tuesday", "Quay library", "Pat Ferry"):
            assert name not in text, path


@pytest.mark.parametrize(
    ("changes", "printed", "left_out"),
    [
        ({"0.quote": ""}, "1 focus group of", "A room is not a home."),
        ({"0.quote": "No: print none of our words"}, "1 focus group of", "A room is not a home."),
        ({"3.why": "Ring my son on 01632 960123."}, "1 text is held back", "960123"),
        ({"3.why": "My mother waited for six weeks."}, "1 text is held back", "six weeks"),
        ({"3.why": "We at tuesday  carers say so."}, "1 text is held back", "say so"),
        ({"3.why": "Pat Ferry wrote this."}, "1 text is held back", "wrote this"),
        ({"3.why": "Lantern House never rang."}, "1 text is held back", "never rang"),
        ({"3.why": "word " * LONGEST_QUOTE}, "1 text is held back", "word word"),
        ({"0.how_many": "2"}, "1 sheet is not shown", "Somebody to ring at night."),
        ({"0.how_many": ""}, "1 sheet is not shown", "Somebody to ring at night."),
    ],
)
def test_words_and_small_groups_are_protected(
    folder: Path, changes: dict[str, str], printed: str, left_out: str
) -> None:
    given = {key: text for key, text in {**SAID, **changes}.items() if text}
    said_by(folder, "carers.docx", given)
    text = "\n".join(section(workflow.analyse(folder)))
    assert printed in text
    assert left_out not in text
    figures = (folder / "report" / "analysis.json").read_text("utf-8")
    assert left_out not in figures
    if changes.get("3.why"):
        analysis = workflow.analyse(folder)
        [note] = analysis.figures.checks
        assert analysis.notes == ()
        assert "What it says of 'Beds and homes together' is not printed" in note


def test_a_sheet_of_an_earlier_edition_is_told_with_what_is_otherwise_now(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    more = [(form_of(folder, partner), answered("5", _0__label="q", _1__score="1 Not started"))
            for partner in PARTNERS * 2]  # fmt: skip
    for number, (form, answers) in enumerate(more):
        label = {"0.label": f"q{number}"}
        come_back(folder, f"more {number}.docx", fill(form, {**answers, **label}))
    analysis = workflow.analyse(folder, final=True)
    text = "\n".join(section(analysis))
    assert "Compared with edition 1: tip 1 (Plan early together) was 3rd and is 1st" in text
    [sheet] = load_sheets(folder)
    assert sheet.tips == ("beds-and-homes", "share-records", "plan-early")
    # The sheet of today asks anew, and both are read.
    assert {asked.edition for asked in load_asked_of_groups(folder).values()} == {1, 2}


def test_where_no_sheet_came_back_the_report_says_nothing_of_it(reported: Path) -> None:
    text = open_word(reported / "report" / "report.docx").text
    assert "What people say of the priorities" not in text
    assert "focus" not in text
    assert not (reported / "focus-groups.csv").exists()


def test_a_withdrawn_sheet_is_gone_from_the_file_and_the_report(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    [sheet] = load_sheets(folder)
    (folder / "decisions.yaml").write_text(
        f"format: 1\ndecisions:\n  - {{response: {sheet.id}, status: withdrawn}}\n", "utf-8"
    )
    workflow.collect(folder)
    assert load_sheets(folder) == ()
    assert section(workflow.analyse(folder)) == []


def test_the_copy_to_share_holds_nothing_of_it_and_says_so(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    workflow.anonymise(folder, folder.parent / "copy")
    files = {path.name: path.read_text("utf-8-sig") for path in (folder.parent / "copy").iterdir()}
    assert not any("A room is not a home" in text for text in files.values())
    assert "focus-groups.csv" not in files
    assert "What focus groups said of the priorities (1 sheet)" in files["README.txt"]


@pytest.mark.libreoffice
def test_typed_and_ticked_in_libreoffice(folder: Path) -> None:
    libreoffice.required()
    answers = {
        "3a": "Partly",
        "3b": "Not for everybody",
        "0e": "A bus",
        "0c": "9",
        "0g": "Yes, nobody minds",
    }
    back = libreoffice.type_into(sheet_in(folder), folder.parent / "typed.docx", answers)
    assert come_back(folder, "typed 2.docx", back.read_bytes()).startswith("accepted")
    [sheet] = load_sheets(folder)
    assert (sheet.priorities[0].right, sheet.priorities[0].why) == ("partly", "Not for everybody")
    assert (sheet.missing, sheet.how_many, sheet.may_print) == ("A bus", 9, True)


def test_the_tips_of_these_tests_are_those_of_the_folder() -> None:
    assert TIPS == ("plan-early", "share-records", "beds-and-homes")
