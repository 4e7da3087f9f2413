"""What is filled in with a pen: the form on paper, one for all, and the tables' sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.support.folders import collect_alone, form_of, make_folder, prepare
from tests.support.stripping import changed, strip
from tests.support.word_files import W, fill, open_word, words
from toptips.model.questionnaire import Questionnaire
from toptips.model.reference import find_reference
from toptips.model.responses import Response, read_responses
from toptips.model.returned import ReturnRow
from toptips.model.sendings import load_sent

TWIPS_A_CM = 567
AGREED = {
    "1.score": "3 Working in some places", "1.ownership": "Several together",
    "2.score": "We can't judge", "3.lead_here": "Still to be asked", "3.barriers": "It comes late.",
    "0.read_by_all": "Print decisions only",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_folder(tmp_path_factory.mktemp("by-hand") / "harbour")
    prepare(folder)
    return folder


@pytest.fixture(params=["on paper", "table-1"])
def document(request: pytest.FixtureRequest, folder: Path) -> Path:
    if request.param == "table-1":
        return form_of(folder, "table-1")
    return folder / "pack" / "forms" / "self-assessment-on-paper.docx"


def asked_in(folder: Path, document: Path) -> Questionnaire:
    reference = find_reference(open_word(document).text)
    assert reference is not None
    return load_sent(folder)[reference.hash]


def collected(
    folder: Path, form: bytes, partner: str | None = None
) -> tuple[list[Response], ReturnRow]:
    came_back = folder / "back.docx"
    came_back.write_bytes(form)
    (row,) = collect_alone(folder, came_back, partner)
    return read_responses(folder / "responses.csv"), row


def test_every_choice_is_printed_with_a_box_of_its_own(folder: Path, document: Path) -> None:
    body = open_word(document).body
    assert next(body.iter(f"{W}dropDownList"), None) is None
    printed = {
        tag.get(f"{W}val"): " ".join(words(tag.getparent().getparent()).split())
        for tag in body.iter(f"{W}tag")
    }
    for question in asked_in(folder, document).questions:
        boxes = " ".join(f"☐ {choice}" for choice in question.boxes) if question.choices else ""
        assert printed[question.field] == boxes
    boxes = [box for box in body.iter() if box.tag.endswith("}checkbox")]
    asked = asked_in(folder, document).questions
    assert len(boxes) == sum(len(question.choices) for question in asked)


def test_addresses_are_printed_where_a_link_leads_to_them(document: Path) -> None:
    printed = " ".join(open_word(document).text.split())
    assert "full privacy notice: https://example.org/notice." in printed
    assert "Information Commission: ico.org.uk/make-a-complaint." in printed
    assert "who e-mailed this form" not in printed


def test_there_is_room_to_write(folder: Path, document: Path) -> None:
    texts = {asked.field for asked in asked_in(folder, document).questions if asked.kind == "text"}
    high = {
        tag.get(f"{W}val"): int(next(row.iter(f"{W}trHeight")).get(f"{W}val")) / TWIPS_A_CM
        for row in open_word(document).body.iter(f"{W}tr")
        for tag in row.iter(f"{W}tag")
    }
    wanted = 3 if "sheet" in document.name else 1.6
    assert min(high[field] for field in texts) >= wanted - 0.01


def test_boxes_are_larger_than_the_words_beside_them(document: Path) -> None:
    [sizes] = {
        tuple(size.get(f"{W}val") for size in box.getparent().getparent().iter(f"{W}sz"))
        for box in open_word(document).body.iter()
        if box.tag.endswith("}checkbox")
    }
    assert sizes == ("28",)


def test_each_sheet_says_where_it_goes(folder: Path) -> None:
    sheet = open_word(form_of(folder, "table-1"))
    feet = [part for name, part in sheet.parts.items() if "footer" in name]
    assert any(b"Table 1: hand in to the facilitator at the end" in foot for foot in feet)
    assert "g By when? Day, month, year" in sheet.text
    paper = open_word(folder / "pack" / "forms" / "self-assessment-on-paper.docx").text
    assert "Please give this form, even with only some answers, to whoever" in paper
    sorting = open_word(folder / "pack" / "sorting-sheet.docx").text
    assert "The facilitator collects the sheets at the end." in sorting


def test_what_was_ticked_in_a_sheet_is_read(folder: Path) -> None:
    sheet = fill(form_of(folder, "table-1"), AGREED)
    for form in (sheet, changed(sheet, strip)):
        (response,), row = collected(folder, form)
        assert (response.form, response.respondent, row.message) == ("conversation", "table-1", "")
        assert response.answers == {
            ("plan-early", "score"): "3",
            ("plan-early", "ownership"): "system",
            ("share-records", "score"): "dont_know",
            ("beds-and-homes", "lead_here"): "to_be_asked",
            ("beds-and-homes", "barriers"): "It comes late.",
            ("", "read_by_all"): "decisions",
        }


def test_two_ticks_are_said_and_none_is_blank(folder: Path) -> None:
    def tick_another(root: etree._Element) -> None:
        signs = [sign for sign in root.iter(f"{W}t") if sign.text == "\u2612"]
        following = [sign for sign in root.iter(f"{W}t") if sign.text in ("\u2610", "\u2612")]
        following[following.index(signs[0]) + 1].text = "\u2612"

    sheet = fill(form_of(folder, "table-1"), {"1.score": "2 Planned", "1.barriers": "Late"})
    (response,), row = collected(folder, changed(sheet, tick_another))
    assert response.answers == {("plan-early", "barriers"): "Late"}
    assert row.message == (
        "1a: two choices are marked (2 Planned and 3 Working in some places), so it is left out."
    )


def test_a_form_on_paper_that_was_typed_is_whose_a_person_says(folder: Path) -> None:
    paper = folder / "pack" / "forms" / "self-assessment-on-paper.docx"
    assert "0z Which organisation do you work for?" in open_word(paper).text
    form = fill(paper, {"1.score": "4", "0.label": "jk", "2.ownership": "Us and others"})
    responses, row = collected(folder, form)
    assert (responses, row.status) == ([], "unclaimed")
    assert "the form for paper, which is one for all, and does not say whose it is" in row.message
    (response,), _ = collected(folder, form, "council")
    assert (response.partner, response.respondent) == ("council", "jk")
    assert response.answers == {
        ("plan-early", "score"): "4",
        ("share-records", "ownership"): "system",
    }


def typed_up(folder: Path, organisation: str) -> bytes:
    """A form on paper with an organisation typed beside 0z."""

    def write(root: etree._Element) -> None:
        row = next(row for row in root.iter(f"{W}tr") if words(row).strip().startswith("0z"))
        *_, paragraph = row.iter(f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = organisation

    paper = folder / "pack" / "forms" / "self-assessment-on-paper.docx"
    return changed(fill(paper, {"1.score": "4", "1.barriers": "Late"}), write)


@pytest.mark.parametrize(
    "organisation", ["Harbour Council", "the harbour  council", "council", "Lantern House"]
)
def test_a_form_on_paper_is_of_the_organisation_that_it_names(
    folder: Path, organisation: str
) -> None:
    # Twice, as what one form holds must not be taken for printed in the next.
    for _ in range(2):
        (response,), row = collected(folder, typed_up(folder, organisation))
        assert (row.status, row.message, row.left_over) == ("accepted", "", "")
        expected = "charity" if organisation == "Lantern House" else "council"
        assert response.partner == row.partner == expected


def test_two_forms_on_paper_of_one_organisation_both_say_so(folder: Path) -> None:
    forms = folder / "forms-typed-up"
    forms.mkdir()
    for number in (1, 2):
        form = typed_up(folder, "Harbour Council")
        score = {"2.score": str(number)}
        (forms / f"{number}.docx").write_bytes(fill(form, score))
    rows = collect_alone(folder, forms)
    assert [(row.partner, row.status) for row in rows] == [("council", "accepted")] * 2


@pytest.mark.parametrize(
    ("organisation", "said"),
    [
        ("Harbour Co", "'Harbour Co', which is not a partner in workshop.yaml. Did you mean"),
        ("staff of lantern", "'staff of lantern', which is not a partner in workshop.yaml. Did"),
        ("Elsewhere", "'Elsewhere', which is not a partner in workshop.yaml. Run 'toptips"),
        ("", "does not say whose it is: 0z is empty."),
    ],
)
def test_what_is_no_partner_is_quoted_with_the_nearest(
    folder: Path, organisation: str, said: str
) -> None:
    responses, row = collected(folder, typed_up(folder, organisation))
    assert (responses, row.status, row.left_over) == ([], "unclaimed", "")
    assert said in row.message
    assert "outside the tables" not in row.message
