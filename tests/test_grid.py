"""A grid holds several answers in a row, found by their marks, or by the number and the letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.support.folders import collect_alone, form_of, make_folder, prepare
from tests.support.stripping import W, changed, strip
from tests.support.word_files import fill
from toptips.model.responses import Response, read_responses
from toptips.model.returned import ReturnRow
from toptips.returns import word
from toptips.returns.tagged import Tagged

Change = Callable[[etree._Element], None]
FIRST, OTHER = "4 Working in most places", "My organisation together with others"
ANSWERS = {
    "1.score": FIRST, "1.ownership": OTHER, "2.score": "Don't know (I can't judge)",
    "3.ownership": "Not sure", "3.barriers": "It comes late.", "0.label": "jk",
}  # fmt: skip
READ = {
    ("plan-early", "score"): "4",
    ("plan-early", "ownership"): "system",
    ("share-records", "score"): "dont_know",
    ("beds-and-homes", "ownership"): "unsure",
    ("beds-and-homes", "barriers"): "It comes late.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_folder(tmp_path_factory.mktemp("grid") / "harbour")
    prepare(folder)
    return folder


def collected(folder: Path, form: bytes) -> tuple[Response, ReturnRow]:
    """Collect one form alone, and return its answers and its row."""
    came_back = folder / "back.docx"
    came_back.write_bytes(form)
    (row,) = collect_alone(folder, came_back)
    (response,) = read_responses(folder / "responses.csv")
    return response, row


def filled(folder: Path, *changes: Change) -> bytes:
    form = fill(form_of(folder, "council"), ANSWERS)
    for change in changes:
        form = changed(form, change)
    return form


def grid(root: etree._Element) -> etree._Element:
    """The table of scores."""
    return next(table for table in root.iter(f"{W}tbl") if "a Score" in text(table))


def text(element: etree._Element) -> str:
    return "".join(element.itertext(f"{W}t"))


def cells(root: etree._Element, row: int) -> list[etree._Element]:
    return grid(root).findall(f"{W}tr")[row].findall(f"{W}tc")


def write(cell: etree._Element, words: str) -> None:
    paragraph = cell.find(f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = words


def without(*names: str) -> Change:
    """Take out the controls' tags, the hidden markers or the bookmarks."""

    def change(root: etree._Element) -> None:
        for tag in list(root.iter(f"{W}tag")) if "tags" in names else ():
            tag.getparent().remove(tag)
        for hidden in list(root.iter(f"{W}vanish")) if "markers" in names else ():
            run = hidden.getparent().getparent()
            run.getparent().remove(run)
        for mark in (
            list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")) if "bookmarks" in names else ()
        ):
            mark.getparent().remove(mark)

    return change


def without_header(root: etree._Element) -> None:
    table = grid(root)
    table.remove(table.find(f"{W}tr"))


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (strip,),
        (without("tags"),),
        (without("tags", "bookmarks"),),
        (without("tags", "markers"),),
        (without("tags"), without_header),
        (without("tags", "markers"), without_header),
        (without_header,),
    ],
    ids=[
        "as Word leaves it", "stripped of every mark", "without tags", "markers alone",
        "bookmarks alone", "without its header or tags", "bookmarks without a header",
        "without its header",
    ],
)  # fmt: skip
def test_each_answer_is_found(folder: Path, changes: tuple[Change, ...]) -> None:
    response, row = collected(folder, filled(folder, *changes))
    assert response.answers == READ
    assert (row.message, row.left_over) == ("", "")


def test_columns_that_change_places_keep_their_answers(folder: Path) -> None:
    def swap(root: etree._Element) -> None:
        for row in grid(root).findall(f"{W}tr"):
            row.append(row.findall(f"{W}tc")[1])

    for changes in ((swap,), (swap, strip)):
        response, _ = collected(folder, filled(folder, *changes))
        assert response.answers == READ


def test_a_control_copied_into_another_row_counts_for_that_row(folder: Path) -> None:
    def copy(root: etree._Element) -> None:
        source, target = cells(root, 1)[1], cells(root, 3)[1]
        for child in list(target):
            target.remove(child)
        target.extend(etree.fromstring(etree.tostring(source)))

    response, row = collected(folder, filled(folder, copy))
    assert response.answers == {**READ, ("beds-and-homes", "score"): "4"}
    assert "The place of 1a was copied into the row of 3a" in row.message


def test_two_cells_that_were_merged_are_told_by_their_controls(folder: Path) -> None:
    def merge(root: etree._Element) -> None:
        _, score, owner = cells(root, 1)
        score.extend(owner.findall(f"{W}p"))
        owner.getparent().remove(owner)

    response, _ = collected(folder, filled(folder, merge))
    assert response.answers == READ


def test_answers_without_their_labels_are_told_by_their_controls(folder: Path) -> None:
    def unlabel(root: etree._Element) -> None:
        for row in grid(root).findall(f"{W}tr"):
            row.remove(row.find(f"{W}tc"))

    response, _ = collected(folder, filled(folder, unlabel))
    assert response.answers == READ


def test_words_beside_the_answers_are_kept(folder: Path) -> None:
    def add(root: etree._Element) -> None:
        write(cells(root, 2)[0], " only on two wards")
        more = etree.SubElement(grid(root).findall(f"{W}tr")[3], f"{W}tc")
        etree.SubElement(more, f"{W}p")
        write(more, "Ask me about this")

    for changes in ((add,), (add, strip)):
        response, row = collected(folder, filled(folder, *changes))
        assert response.answers == READ
        assert "2: " in row.left_over
        assert "only on two wards" in row.left_over
        assert "3: Ask me about this" in row.left_over


@pytest.mark.parametrize(
    ("boxes", "value", "said"),
    [
        ("☐ 1 ☐ 2 ☐ 3 ☐ 4 ☐ 5 ☐ Don't know ☐ Not my work", "", ""),
        ("☐ 1 ☐ 2 ☒ 3 ☐ 4 ☐ 5 ☐ Don't know ☐ Not my work", "3", ""),
        ("☐ 1 ☐ 2 x 3 ☐ 4 ☐ 5 ☐ Don't know ☐ Not my work", "3", ""),
        ("☐1 ☐2 ☐3 ☐4 ☐5 [x]Don't know ☐Not my work", "dont_know", ""),
        ("☐ 1 ☐ 2 ☐ 3 ☐ 4 ☐ 5 ☐ Don't know ☐\u2713 Not my work", "not_for_us", ""),
        ("Not my work", "not_for_us", ""),
        ("☐ 2", "2", ""),
        ("☐ 1 ☐ 2 ☒ 3 ☒ 4 ☐ 5 ☐ Don't know ☐ Not my work", "", "two choices are marked (3 and 4)"),
        ("☐ 1 ☐ 2 3 ☐ 4 ☐ 5 ☐ Don't know ☐ Not my work", "", "no choice is marked clearly"),
    ],
)
def test_of_boxes_the_ticked_one_counts(folder: Path, boxes: str, value: str, said: str) -> None:
    def tick(root: etree._Element) -> None:
        cell = cells(root, 3)[1]
        for run in list(cell.iter(f"{W}r")):
            run.getparent().remove(run)
        write(cell, boxes)

    response, row = collected(folder, filled(folder, strip, tick))
    assert response.get("beds-and-homes", "score") == value
    assert said in row.message
    assert bool(said) == bool(row.message)


def test_a_form_that_word_saved_is_read_the_short_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def long_way(*_: object) -> None:
        raise AssertionError("the long way was taken")

    monkeypatch.setattr(word, "form_in", long_way)
    response, _ = collected(folder, filled(folder))
    assert response.answers == READ


@pytest.mark.parametrize(
    "cell",
    ["<w:tc><w:p/></w:tc>", "<w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc>"],
)
def test_the_short_way_is_left_where_a_cell_has_no_tag(cell: str) -> None:
    def tagged(field: str) -> str:
        control = f'<w:sdt><w:sdtPr><w:tag w:val="{field}"/></w:sdtPr><w:sdtContent/></w:sdt>'
        return f"<w:tc>{control}</w:tc>"

    def found(inside: str) -> list[tuple[str, str]] | None:
        label = "<w:tc><w:p><w:r><w:t>1[[1.score]][[1.ownership]]</w:t></w:r></w:p></w:tc>"
        row = f"<w:tbl><w:tr>{label}{inside}</w:tr></w:tbl>"
        names = f'xmlns:w="{W[1:-1]}"'
        return Tagged(f"<w:document {names}>{row}</w:document>".encode()).answers({})

    score, owner = tagged("1.score"), tagged("1.ownership")
    assert found(score + owner) is not None
    assert not found(score + owner + cell)
    assert not found(score + cell + owner)
    assert not found(cell + score + owner)
