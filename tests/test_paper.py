"""What the lead writes: asked in paper.docx, never written over, read at every `analyse`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from tests.support.folders import make_folder
from tests.support.papers import (
    ASKS,
    NAMES,
    analysed,
    forms_back,
    still_to_be_written,
    styles,
    write_into,
)
from tests.support.running import toptips
from tests.support.stripping import changed
from tests.support.word_files import W, open_word
from toptips import workflow
from toptips.model.paper import Paper
from toptips.model.paper_parts import MEANT_TO_NAME, OPTIONAL, PARTS
from toptips.model.questions import CATALOGUE
from toptips.model.sendings import load_kept, load_sent, of_lead
from toptips.report.paper import BlockTold, paper_told

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return forms_back(tmp_path / "harbour")


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
    (asked,) = of_lead(load_kept(folder)).values()
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
    (asked,) = of_lead(load_kept(folder)).values()
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
