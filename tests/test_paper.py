"""What the lead writes: asked in paper.docx, never written over, read at every `analyse`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from tests.support import libreoffice
from tests.support.folders import answered, collect_forms, form_of, make_folder, prepare
from tests.support.papers import write_into
from tests.support.pictures import empty_pictures
from tests.support.running import toptips
from tests.support.stripping import changed, strip
from tests.support.word_files import W, Word, fill, open_word
from toptips import workflow
from toptips.model.paper import Paper
from toptips.model.paper_parts import MEANT_TO_NAME, OPTIONAL, PARTS
from toptips.model.questions import CATALOGUE
from toptips.model.sendings import load_asked_of_lead, load_sent
from toptips.model.wordings import load_wordings
from toptips.report.paper import BlockTold, paper_told
from toptips.workflow.analysing import Analysis

NAMES = [load_wordings([]).of(topic).answer for topic in PARTS]
RETURNED = [
    (partner, answered(score, _0__label=f"p{number}"))
    for number, (partner, score) in enumerate(
        [("mh-trust", "2"), ("acute-trust", "3"), ("council", "4"), ("district", "2")]
    )
]
ASKS = "The Board is asked to:\n• note what came back;\n• agree who leads <first> & why."


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_folder(tmp_path_factory.mktemp("paper") / "harbour")
    collect_forms(folder, RETURNED)
    return folder


@pytest.fixture
def folder(collected: Path, tmp_path: Path) -> Path:
    """A workshop with four forms collected and an empty paper."""
    return Path(shutil.copytree(collected, tmp_path / "harbour"))


@pytest.fixture(autouse=True)
def _without_drawing() -> Iterator[None]:
    with empty_pictures():
        yield


def analysed(folder: Path) -> tuple[Analysis, Word]:
    analysis = workflow.analyse(folder)
    return analysis, open_word(analysis.report)


def unread(folder: Path) -> str:
    """What is said of a paper that can't be read; the report is there all the same."""
    analysis, report = analysed(folder)
    assert analysis.unwritten == tuple(NAMES[: -len(OPTIONAL)])
    assert "Legal points" in still_to_be_written(report)
    (note,) = analysis.notes
    return note


def change_workshop(folder: Path, **changes: Any) -> None:
    path = folder / "workshop.yaml"
    data = {**yaml.safe_load(path.read_text("utf-8")), **changes}
    path.write_text(yaml.safe_dump(data), encoding="utf-8")


def other_questions(folder: Path, words: str = "What does the law say?") -> None:
    (folder / "templates").mkdir(exist_ok=True)
    own = {
        "format": 1,
        "placeholders": {"text": "Write"},
        "paper": {"legal": {"text": words, "answer": "Law"}},
    }
    (folder / "templates" / "questions.yaml").write_text(yaml.safe_dump(own), encoding="utf-8")


# What it asks


def test_its_questions_are_those_of_no_form() -> None:
    asked = {topic.key for topic in CATALOGUE}
    assert not asked & {topic.key for topic in PARTS}
    # A capital alone is no code, so that without any other mark it is taken for no form.
    assert "".join(topic.letter for topic in PARTS) == "ABCDEFGHIJKLMN"
    assert {topic.kind for topic in PARTS} == {"text", "line"}
    assert set(MEANT_TO_NAME) <= {topic.key for topic in PARTS}


def test_prepare_makes_it_and_keeps_what_it_asks(folder: Path) -> None:
    paper = open_word(folder / "paper.docx")
    assert paper.tags == [f"0.{topic.key}" for topic in PARTS]
    assert "What is the board asked to note, to agree or to decide?" in paper.text
    assert paper.property("title") == "What you write into the report"
    (asked,) = load_asked_of_lead(folder).values()
    assert paper.property("keywords").endswith(
        f"/ paper / lead / harbour-tips / 1 / {asked.hash[:8]}"
    )
    assert asked.hash[:8] not in load_sent(folder)
    assert not (folder / "pack" / "paper.docx").exists()


def test_words_of_ones_own_are_asked(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w", board="Place Board")
    other_questions(folder)
    made = workflow.prepare(folder)
    assert made.paper == folder / "paper.docx"
    paper = open_word(made.paper)
    assert "G What does the law say?" in paper.text
    assert "The Place Board reads what you write here" in paper.text


# What is written stays


def test_prepare_never_touches_what_is_there(folder: Path) -> None:
    paper = folder / "paper.docx"
    empty = paper.read_bytes()
    write_into(paper, {"legal": "The Care Act."})
    written = paper.read_bytes()
    # Another partner, board or title asks nothing else of the lead.
    change_workshop(folder, title="Another title", board="Place Board", tables=3)
    made = workflow.prepare(folder)
    assert (made.paper, made.kept_aside) == (None, ())
    assert paper.read_bytes() == written != empty
    assert [path.name for path in folder.glob("paper*")] == ["paper.docx"]


def test_new_questions_are_put_beside_it_once(folder: Path) -> None:
    write_into(folder / "paper.docx", {"legal": "The Care Act."})
    written = (folder / "paper.docx").read_bytes()
    other_questions(folder)
    made = workflow.prepare(folder)
    beside = folder / "paper (new questions).docx"
    assert made.paper == beside
    assert [note for note in made.notes if "paper.docx" in note] == [
        "The questions of paper.docx have changed. It stays as it is and is read as before; paper"
        " (new questions).docx asks the new ones. To use that, copy into it what you wrote and give"
        " it the name paper.docx."
    ]
    begun = beside.read_bytes()
    assert workflow.prepare(folder).paper is None
    other_questions(folder, "What of the law?")
    third = workflow.prepare(folder).paper
    assert third == folder / "paper (new questions) 2.docx"
    assert "G What of the law?" in open_word(third).text
    assert (folder / "paper.docx").read_bytes() == written
    assert beside.read_bytes() == begun
    # With its own placeholder, not today's, what is empty in it is empty.
    analysis, report = analysed(folder)
    assert "The Care Act." in report.text
    assert len(analysis.unwritten) == len(PARTS) - len(OPTIONAL) - 1
    assert "Law" not in analysis.unwritten


def test_where_the_record_of_its_questions_is_gone_it_is_read_all_the_same(folder: Path) -> None:
    write_into(folder / "paper.docx", {"legal": "The Care Act."})
    (asked,) = load_asked_of_lead(folder).values()
    (folder / "sent" / f"{asked.hash}.json").unlink()
    other_questions(folder)
    assert "The Care Act." in analysed(folder)[1].text


# What the report says


def test_an_empty_paper_is_marked_in_every_place(folder: Path) -> None:
    analysis, report = analysed(folder)
    assert analysis.unwritten == tuple(NAMES[: -len(OPTIONAL)])
    assert analysis.notes == ()
    assert sorted(still_to_be_written(report)) == sorted(NAMES[: -len(OPTIONAL)])


def test_what_is_written_stands_in_its_places(folder: Path) -> None:
    long = "\n".join(f"Paragraph {number} of many, with words." for number in range(60))
    write_into(
        folder / "paper.docx",
        {
            "finding": "Nine of ten named beds.",
            "asks": ASKS,
            "risks": long,
            "inequalities": "- Typed by hand\n2. and counted by hand\n\nThen a sentence.",
            "financial": "To be confirmed.",
            "contact": "The programme office, office@example.org",
            "responses": "Harbour Council responds: we have opened beds since.",
        },
    )
    analysis, report = analysed(folder)
    lines = report.paragraphs
    start = lines.index("What partners respond")
    assert lines[start + 1] == "Harbour Council responds: we have opened beds since."
    assert start > lines.index("Next steps")
    assert analysis.notes == ()
    assert "Cost and financial points" in analysis.unwritten
    assert "Risks" not in analysis.unwritten
    assert lines.index("Nine of ten named beds.") < lines.index("What the board is asked to do")
    start = lines.index("What the board is asked to do")
    assert lines[start + 1 : start + 4] == [
        "The Board is asked to:", "note what came back;", "agree who leads <first> & why.",
    ]  # fmt: skip
    assert (
        styles(report, "note what came back;", "agree who leads <first> & why.")
        == ["ListNumber"] * 2
    )
    assert styles(report, "Typed by hand", "and counted by hand") == ["ListBullet"] * 2
    assert styles(report, "Then a sentence.") == [""]
    start = lines.index("Risks")
    assert lines[start + 1 : start + 61] == long.split("\n")
    assert "The programme office, office@example.org" in lines


def still_to_be_written(report: Word) -> list[str]:
    """The parts that the report marks as not yet written, wherever it does."""
    marked = re.findall(r"\[Still to be written: ([^]]+)\]", report.text)
    return [name for names in marked for name in names.split("; ")]


def styles(report: Word, *texts: str) -> list[str]:
    """The style of each paragraph with these words; nothing for ordinary ones."""
    found = {}
    for paragraph in report.body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
        found[text] = "" if style is None else style.get(f"{W}val", "")
    return [found[text].replace("Normal", "") for text in texts]


def test_text_becomes_paragraphs_and_lists() -> None:
    told = paper_told(
        Paper({"asks": "Asks"}, {"asks": "One.\n• two\n•\n a) three\nFour - five\n5.6 days"})
    )
    assert told["asks"].blocks == (
        BlockTold("One."),
        BlockTold(points=("two", "three")),
        BlockTold("Four - five"),
        BlockTold("5.6 days"),
    )
    assert told["legal"].blocks == ()


@pytest.mark.parametrize("text", ["", " \n ", "TBC", "To be confirmed.", "• to follow", "..."])
def test_what_is_only_promised_is_not_written(text: str) -> None:
    paper = Paper({"asks": "Asks", "legal": "Legal"}, {"asks": text, "legal": "None."})
    assert paper.unwritten == ("Asks",)


def test_personal_data_is_pointed_out(folder: Path) -> None:
    write_into(
        folder / "paper.docx", {"asks": "Ring Jo on 01632 960123.", "contact": "01632 960124"}
    )
    analysis, report = analysed(folder)
    assert analysis.notes == (
        "paper.docx: B holds what looks like a telephone number. The report prints it as it stands;"
        " please look at it.",
    )
    assert "Ring Jo on 01632 960123." in report.text


def test_what_stands_outside_the_boxes_is_named(folder: Path) -> None:
    def add(root: etree._Element) -> None:
        table = next(root.iter(f"{W}tbl"))
        written = etree.SubElement(etree.SubElement(etree.Element(f"{W}p"), f"{W}r"), f"{W}t")
        written.text = "And something else."
        table.addnext(next(written.iterancestors(f"{W}p")))

    paper = folder / "paper.docx"
    paper.write_bytes(changed(paper.read_bytes(), add))
    analysis, report = analysed(folder)
    assert analysis.notes == (
        "paper.docx: 'And something else.' stands outside the boxes (writing outside the tables)"
        " and is not printed.",
    )
    assert "And something else." not in report.text


def test_a_report_without_a_paper_says_what_makes_it(folder: Path) -> None:
    (folder / "paper.docx").unlink()
    done = toptips("analyse", "-w", folder)
    assert done.returncode == 0
    assert "Still to be written, in " in done.stderr
    assert "What the board is asked to do; Our own discharge figures;" in done.stderr
    assert "'toptips prepare' makes that file." in done.stderr


# Whatever lies there, the run goes on


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "It is no Word document, or is damaged."),
        (b"\xff\xd8\xff picture", "It is no Word document, or is damaged."),
        (b"PK\x03\x04 cut off", "It is no Word document, or is damaged."),
        (b"%PDF-1.7", "Open it, choose Save As and 'Word Document (.docx)'"),
    ],
)
def test_what_is_no_word_document(folder: Path, data: bytes, said: str) -> None:
    (folder / "paper.docx").write_bytes(data)
    note = unread(folder)
    assert note.startswith("paper.docx: Nothing of it is in the report. ")
    assert said in note
    made = workflow.prepare(folder)
    assert made.paper is None and any(said in note for note in made.notes)
    assert (folder / "paper.docx").read_bytes() == data


def test_a_damaged_document(folder: Path) -> None:
    def cut(root: etree._Element) -> None:
        root.clear()

    paper = folder / "paper.docx"
    paper.write_bytes(changed(paper.read_bytes(), cut))
    assert "Its boxes can't be found, or it is damaged." in unread(folder)


def test_another_form_in_its_place(folder: Path) -> None:
    filled = fill(form_of(folder, "council"), answered("2", _0__label="x"))
    (folder / "paper.docx").write_bytes(filled)
    assert "It is a form for others to fill in, not the lead's." in unread(folder)


def test_the_paper_of_another_workshop(folder: Path, tmp_path: Path) -> None:
    other = make_folder(tmp_path / "other", id="quay-2019")
    prepare(other)
    shutil.copy(other / "paper.docx", folder / "paper.docx")
    assert "It is of another workshop ('quay-2019')." in unread(folder)


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "paper.docx").rename(tmp_path / "elsewhere.docx")
    (folder / "paper.docx").symlink_to(tmp_path / "elsewhere.docx")
    assert "It is a link, which is not followed." in unread(folder)
    assert workflow.prepare(folder).paper is None
    assert (folder / "paper.docx").is_symlink()


def test_a_folder_of_that_name(folder: Path) -> None:
    (folder / "paper.docx").unlink()
    (folder / "paper.docx").mkdir()
    assert "It can't be opened: " in unread(folder)


def test_without_its_reference_it_is_known_by_its_boxes(folder: Path) -> None:
    paper = folder / "paper.docx"
    write_into(paper, {"legal": "The Care Act."})
    paper.write_bytes(fill(paper, {}, without_reference=True))
    analysis, report = analysed(folder)
    assert "The Care Act." in report.text
    assert "Legal points" not in analysis.unwritten


def test_opendocument_alone_is_read_and_beside_it_is_named(folder: Path, tmp_path: Path) -> None:
    paper = folder / "paper.docx"
    empty = paper.read_bytes()
    write_into(paper, {"asks": ASKS, "legal": "The Care Act."})
    libreoffice.convert(paper, tmp_path / "odt", "odt").rename(folder / "paper.odt")
    paper.unlink()
    analysis, report = analysed(folder)
    assert analysis.notes == ()
    assert styles(report, "note what came back;") == ["ListNumber"]
    assert "Legal points" not in analysis.unwritten
    assert workflow.prepare(folder).paper is None
    paper.write_bytes(empty)
    assert unread(folder) == (
        "paper.odt lies beside paper.docx and is not read. Save it from there as Word Document,"
        " under the name paper.docx, or take it away."
    )


def test_saved_by_libreoffice(folder: Path, tmp_path: Path) -> None:
    paper = folder / "paper.docx"
    write_into(paper, {"asks": ASKS, "legal": "The Care Act."})
    libreoffice.convert(paper, tmp_path / "again", "docx", libreoffice.DOCX).replace(paper)
    analysis, report = analysed(folder)
    assert analysis.notes == ()
    assert len(analysis.unwritten) == len(PARTS) - len(OPTIONAL) - 2
    assert styles(report, "note what came back;") == ["ListNumber"]


# It is no return


@pytest.mark.parametrize("bare", ["as it is", "without its reference", "stripped of all"])
def test_among_returns_it_is_named_and_never_counted(folder: Path, bare: str) -> None:
    paper = folder / "paper.docx"
    write_into(paper, {topic.key: f"Words of {topic.key}" for topic in PARTS})
    data = paper.read_bytes()
    if bare != "as it is":
        data = fill(data, {}, without_reference=True)
    if bare == "stripped of all":
        data = changed(data, strip)
    (folder / "came late.docx").write_bytes(data)
    before = (folder / "responses.csv").read_bytes()
    collection = workflow.collect(folder, [folder / "came late.docx"])
    (row,) = (row for row in collection.rows if row.file == "came late.docx")
    assert row.status == "rejected"
    assert (folder / "responses.csv").read_bytes() == before
    if bare != "stripped of all":
        assert row.message.startswith(
            "This is what the lead writes into the report, and nobody's answers. Put it into the"
            " workshop's folder under the name paper.docx"
        )
    if bare == "as it is":
        assert row.form == "paper"
        # Whoever says that it is a partner's changes nothing.
        workflow.collect(folder, returns=[row.return_id], partner="council")
        assert (folder / "responses.csv").read_bytes() == before
