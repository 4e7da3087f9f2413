"""Focus groups, there and back: their sheet, and how it comes back."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.support import libreoffice
from tests.support.accessible import openxml_errors
from tests.support.focus_groups import (
    OTHERS,
    RETURNED,
    SAID,
    come_back,
    report_to_groups,
    said_by,
    sheet_in,
)
from tests.support.folders import TIPS, answered, collect_forms, form_of, make_folder
from tests.support.stripping import changed, strip
from tests.support.word_files import W, fill, open_word
from toptips import workflow
from toptips.documents.checks import problems
from toptips.model import focus_topics
from toptips.model.focus_groups import GroupSheet, OfPriority, load_sheets
from toptips.model.questionnaire import Questionnaire
from toptips.model.questions import CATALOGUE
from toptips.model.sendings import load_kept, load_sent, of_groups
from toptips.returns import collecting
from toptips.returns.form import Return
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report_to_groups(tmp_path / "harbour")


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
    for words in (
        "Is this a priority?",
        "No",
        "Partly",
        "What is missing?",
        "What would you change?",
    ):
        assert words in sheet.text.replace("\u00a0", " ")
    assert "Average score: 2.0." in sheet.text
    forms, organisations = len(RETURNED), len({who for who, _ in RETURNED})
    assert f"{forms} people from {organisations} organisations said what matters" in sheet.text
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
    size = normal.find(f"{W}rPr/{W}sz")
    assert size is not None and size.get(f"{W}val") == "36", "18 points, in halves"
    heights = [int(height.get(f"{W}val", "0")) for height in sheet.body.iter(f"{W}trHeight")]
    # A row for each of three priorities, and two for what is missing and what they would change.
    assert len([height for height in heights if height >= 3 * 567 - 1]) == 5


def test_what_it_asks_is_no_form_of_the_pack_and_is_kept(folder: Path) -> None:
    [asked] = of_groups(load_kept(folder)).values()
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
    filled = fill(sheet_in(folder), {**SAID, "3.right": "☒ Yes"}, without_reference=True)
    told = come_back(folder, "bare.docx", changed(filled, strip))
    assert told.startswith("accepted: Its reference is gone, so neither the workshop")
    [sheet] = load_sheets(folder)
    assert [said.right for said in sheet.priorities] == ["yes", "partly", ""]
    assert sheet.missing == "Somebody to ring at night."


IN_EARLIER_WORDS = """format: 1
focus_group:
  right:
    text: Is it right?
    answer: Whether this is one of the right priorities
    choices: {"yes": "Yes, this is right", partly: Partly, "no": "No"}
"""


def test_a_sheet_that_went_out_in_other_words_is_read_by_its_own(folder: Path) -> None:
    own = folder / "templates" / "questions.yaml"
    own.parent.mkdir()
    own.write_text(IN_EARLIER_WORDS, encoding="utf-8")
    workflow.analyse(folder)
    said = {**SAID, "3.right": "Yes, this is right", "2.right": "No"}
    earlier = fill(sheet_in(folder), said)
    own.unlink()
    workflow.analyse(folder)
    assert len(of_groups(load_kept(folder))) == 3, "an edition's, and a draft's in either words"
    assert come_back(folder, "earlier.docx", earlier) == "accepted: "
    [sheet] = load_sheets(folder)
    assert [said.right for said in sheet.priorities] == ["yes", "no", ""]


def test_the_same_sheet_twice_counts_once_and_a_corrected_one_replaces_it(folder: Path) -> None:
    said_by(folder, "a.docx", SAID, "2018-10-05T10:00:00Z")
    assert said_by(folder, "again.docx", SAID, "2018-10-05T10:00:00Z").startswith("duplicate: ")
    later = {**SAID, "2.right": OTHERS["2.right"]}
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
    said_by(folder, "b.docx", {**nameless, "2.right": OTHERS["2.right"]})
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
    assert of_groups(load_kept(folder))
    assert not of_groups(load_kept(before))
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
