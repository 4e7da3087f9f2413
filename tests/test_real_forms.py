"""Forms as `prepare` makes them, filled in and sent back by different programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from tests.support import libreoffice
from tests.support.making_forms import WORD, decisions, workshop
from tests.support.stripping import changed, strip
from tests.support.word_files import tick
from toptips.documents.template import Templates
from toptips.model.framework import load_framework
from toptips.model.questionnaire import Questionnaire
from toptips.model.wordings import load_wordings
from toptips.model.workshop import Workshop
from toptips.pack import Packing
from toptips.places import shipped
from toptips.returns.collecting import Collected, read_all
from toptips.returns.printed_lines import keep_printed, load_printed

W = f"{{{WORD}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMES = [partner.name for partner in workshop().partners]
COMMENT = 'The daily call works & people <turn up>.\nNot at weekends,\twhen "nobody" answers 😀'


@pytest.fixture(scope="module")
def of() -> Workshop:
    return workshop(framework="london-mental-health-discharge", ask=["score", "barriers", "due"])


@pytest.fixture(scope="module")
def packing(of: Workshop) -> Packing:
    return Packing(
        of, load_framework(of.framework), load_wordings([]), Templates([shipped("templates")])
    )


@pytest.fixture(scope="module")
def forms(packing: Packing) -> dict[str, bytes]:
    """The forms of a partner and of a table, as they were sent."""
    wanted = ("forms/self-assessment-mh-trust.docx", "tables/conversation-sheet-table-1.docx")
    made = packing.documents()
    return {document.path: document.make() for document in made if document.path in wanted}


def answers(of: Questionnaire) -> dict[str, str]:
    """An answer to every question, as its form shows it."""
    return {
        question.field: question.choices[number % len(question.choices)].label
        if question.choices
        else {"text": COMMENT, "date": "30 November 2018", "line": "JK"}[question.kind]
        for number, question in enumerate(of.questions)
    }


def fill(root: etree._Element, texts: Mapping[str, str]) -> None:
    """Tick boxes, and type other answers over the placeholders, as Word keeps them."""
    for tag in list(root.iter(f"{W}tag")):
        field = tag.get(f"{W}val")
        content = tag.getparent().getparent().find(f"{W}sdtContent")
        if content.find(f"{W}sdt") is not None:
            tick(content, texts[field])
            continue
        content[:] = [run := etree.SubElement(content, f"{W}r")]
        for number, line in enumerate(texts[field].split("\n")):
            if number:
                etree.SubElement(run, f"{W}br")
            for place, part in enumerate(line.split("\t")):
                if place:
                    etree.SubElement(run, f"{W}tab")
                etree.SubElement(run, f"{W}t", {SPACE: "preserve"}).text = part


def collected(folder: Path, packing: Packing, files: Mapping[str, bytes]) -> Collected:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    sent = {asked.hash[:8]: asked for asked in packing.questionnaires()}
    printed = load_printed(folder.parent / "workshop", sent, NAMES)
    return read_all(folder, sent, packing.workshop, decisions(), printed=printed)


@pytest.fixture(autouse=True)
def _what_is_printed(tmp_path, forms, packing):
    keep_printed(tmp_path / "workshop", packing.questionnaires(), forms.values(), NAMES)


def filled(forms: Mapping[str, bytes], packing: Packing) -> dict[str, bytes]:
    form, *sheets = packing.questionnaires()
    made = {}
    for (path, data), asked in zip(sorted(forms.items()), (form, sheets[0]), strict=True):
        texts = answers(asked)
        made[Path(path).name] = changed(data, lambda root, texts=texts: fill(root, texts))
    return made


def check(found: Collected) -> None:
    for row in found.rows:
        assert (row.status, row.message) == ("accepted", "")
        assert row.answered == row.asked
    form, sheet = found.responses
    assert (form.form, form.partner, form.respondent) == ("self-assessment", "mh-trust", "JK")
    assert form.get("senior-joint-working", "barriers") == COMMENT
    assert (sheet.form, sheet.respondent) == ("conversation", "table-1")
    assert sheet.get("senior-joint-working", "dissent") == COMMENT
    assert sheet.get("senior-joint-working", "due") == "2018-11-30"


def test_forms_that_word_saved(tmp_path, forms, packing):
    check(collected(tmp_path / "back", packing, filled(forms, packing)))


def test_forms_stripped_of_every_mark(tmp_path, forms, packing):
    bare = {name: changed(data, strip) for name, data in filled(forms, packing).items()}
    check(collected(tmp_path / "back", packing, bare))


@pytest.mark.parametrize("bare", [False, True], ids=["whole", "stripped"])
@pytest.mark.parametrize("apart", [True, False], ids=["under", "behind"])
def test_an_answer_written_beside_its_question(bare, apart, tmp_path, forms, packing):
    """Some people type below the question, in its own cell, and leave the answer's as it is."""

    def typed(root: etree._Element) -> None:
        for row in root.iter(f"{W}tr"):
            label = row.find(f"{W}tc")
            if "".join(label.itertext()).startswith(("1c ", "2g ")):
                paragraph = etree.SubElement(label, f"{W}p") if apart else label.find(f"{W}p")
                text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
                is_date = "2g" in "".join(label.itertext())
                text.text = " 30 November 2018" if is_date else " Nobody rings"
        if bare:
            strip(root)

    form = next(data for path, data in forms.items() if "self-assessment" in path)
    found = collected(tmp_path / "back", packing, {"form.docx": changed(form, typed)})
    (response,) = found.responses
    assert response.answers == {
        ("senior-joint-working", "barriers"): "Nobody rings",
        ("transition-support", "due"): "2018-11-30",
    }
    assert "1c was written beside the question." in found.rows[0].message


def test_forms_as_they_were_sent_hold_no_answer(tmp_path, forms, packing):
    found = collected(
        tmp_path / "back", packing, {Path(path).name: data for path, data in forms.items()}
    )
    assert [row.answered for row in found.rows] == [0, 0]
    assert {row.status for row in found.rows} == {"rejected"}


@pytest.mark.libreoffice
@pytest.mark.parametrize("bare", [False, True], ids=["whole", "stripped"])
def test_forms_that_libreoffice_saved(bare, tmp_path, forms, packing):
    for name, data in filled(forms, packing).items():
        form = tmp_path / name
        form.write_bytes(changed(data, strip) if bare else data)
        libreoffice.convert(form, tmp_path / "after", "docx", libreoffice.DOCX)
    check(collected(tmp_path / "after", packing, {}))
