"""Whatever lies in the place of paper.docx, or comes back as a return: the run goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from tests.support import libreoffice
from tests.support.folders import answered, form_of, make_folder, prepare
from tests.support.papers import (
    ASKS,
    NAMES,
    analysed,
    forms_back,
    still_to_be_written,
    styles,
    write_into,
)
from tests.support.stripping import changed, strip
from tests.support.word_files import fill
from toptips import workflow
from toptips.model.paper_parts import OPTIONAL, PARTS

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return forms_back(tmp_path / "harbour")


def unread(folder: Path) -> str:
    """What is said of a paper that can't be read; the report is there all the same."""
    analysis, report = analysed(folder)
    assert analysis.unwritten == tuple(NAMES[: -len(OPTIONAL)])
    assert "Legal points" in still_to_be_written(report)
    (note,) = analysis.notes
    return note


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "It is no Word document, or is damaged."),
        (b"\xff\xd8\xff picture", "It is no Word document, or is damaged."),
        (b"PK\x03\x04 cut off", "It is no Word document, or is damaged."),
        (b"%PDF-1.7", "Open it, choose Save As and 'Word Document (.docx)'"),
    ],
)
def test_what_is_no_word_document_is_named_and_left_alone(
    folder: Path, data: bytes, said: str
) -> None:
    (folder / "paper.docx").write_bytes(data)
    note = unread(folder)
    assert note.startswith("paper.docx: Nothing of it is in the report. ")
    assert said in note
    made = workflow.prepare(folder)
    assert made.paper is None and any(said in note for note in made.notes)
    assert (folder / "paper.docx").read_bytes() == data


def test_a_damaged_document_is_named(folder: Path) -> None:
    def cut(root: etree._Element) -> None:
        root.clear()

    paper = folder / "paper.docx"
    paper.write_bytes(changed(paper.read_bytes(), cut))
    assert "Its boxes can't be found, or it is damaged." in unread(folder)


def test_another_form_in_its_place_is_named(folder: Path) -> None:
    filled = fill(form_of(folder, "council"), answered("2", _0__label="x"))
    (folder / "paper.docx").write_bytes(filled)
    assert "It is a form for others to fill in, not the lead's." in unread(folder)


def test_the_paper_of_another_workshop_is_named(folder: Path, tmp_path: Path) -> None:
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


def test_a_folder_of_that_name_is_named(folder: Path) -> None:
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


def test_saved_by_libreoffice_it_is_still_read(folder: Path, tmp_path: Path) -> None:
    paper = folder / "paper.docx"
    write_into(paper, {"asks": ASKS, "legal": "The Care Act."})
    libreoffice.convert(paper, tmp_path / "again", "docx", libreoffice.DOCX).replace(paper)
    analysis, report = analysed(folder)
    assert analysis.notes == ()
    assert len(analysis.unwritten) == len(PARTS) - len(OPTIONAL) - 2
    assert styles(report, "note what came back;") == ["ListNumber"]


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
