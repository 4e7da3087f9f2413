"""Nothing that was said is lost: what stands in no answer's place is kept, and nothing else is."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.making_forms import WORD, decisions, workshop
from tests.support.stripping import changed
from toptips.documents.template import Templates
from toptips.model.framework import load_framework
from toptips.model.questionnaire import Questionnaire
from toptips.model.wordings import load_wordings
from toptips.pack import Packing
from toptips.places import shipped
from toptips.returns import left_over, word
from toptips.returns.collecting import read_all
from toptips.returns.form import Return, Sent
from toptips.returns.printed_lines import keep_printed, load_printed
from toptips.unsafe.opening import File

W = f"{{{WORD}}}"
PATH = "forms/self-assessment-mh-trust.docx"
OF = workshop(framework="london-mental-health-discharge", ask=["score", "barriers", "due"])
RUN = "<w:r xmlns:w='" + WORD + "'><w:t xml:space='preserve'>{}</w:t></w:r>"


@pytest.fixture(scope="module")
def packing() -> Packing:
    framework = load_framework(OF.framework)
    return Packing(OF, framework, load_wordings([]), Templates([shipped("templates")]))


@pytest.fixture(scope="module")
def form(packing: Packing) -> bytes:
    return next(document.make() for document in packing.documents() if document.path == PATH)


@pytest.fixture(scope="module")
def sent(packing: Packing, form: bytes, tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """What was sent, with what its forms print, as `prepare` writes it down."""
    folder = tmp_path_factory.mktemp("workshop")
    (folder / "sent").mkdir()
    questionnaires = packing.questionnaires()
    names = [partner.name for partner in OF.partners]
    keep_printed(folder, questionnaires, [form], names)
    by_hash = {asked.hash[:8]: asked for asked in questionnaires}
    return Sent(by_hash, OF.returns, load_printed(folder, by_hash, names), names)


def read(data: bytes, known: dict[str, Questionnaire]) -> Return:
    (returned,) = word.read(File("form.docx", data), known)
    return returned


def run(text: str) -> etree._Element:
    element = etree.fromstring(RUN.format(""))
    element[0].text = text
    return element


def test_a_form_as_it_was_made_leaves_nothing_over(form, sent):
    assert read(form, sent).left_over == ()


@settings(deadline=None, max_examples=60)
@given(
    place=st.floats(0, 1, exclude_max=True),
    text=st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=3, max_size=30),
    apart=st.booleans(),
)
def test_whatever_is_written_anywhere_is_an_answer_or_left_over(form, sent, place, text, apart):
    words = f"Qx {text} qX"

    def write(root: etree._Element) -> None:
        paragraphs = list(root.iter(f"{W}p"))
        paragraph = paragraphs[int(place * len(paragraphs))]
        if apart:
            paragraph.addnext(added := etree.Element(f"{W}p"))
            added.append(run(words))
        else:
            paragraph.append(run(f" {words}"))

    returned = read(changed(form, write), sent)
    found = " ".join([*returned.texts.values(), left_over.text_of(returned.left_over)])
    assert " ".join(words.split()) in " ".join(found.split())


def test_words_beside_every_question_are_read_from_each_form_that_holds_them(form, sent):
    def write(root: etree._Element) -> None:
        for label in [cell for cell in root.iter(f"{W}tc") if "[[" in "".join(cell.itertext())]:
            list(label.iter(f"{W}p"))[-1].append(run(" Not at weekends"))

    written = changed(form, write)
    first, second = read(written, sent), read(written, sent)
    assert first.texts
    assert (second.texts, second.left_over) == (first.texts, first.left_over)


@pytest.mark.parametrize("part", ["comments", "footnotes", "endnotes"])
def test_notes_are_kept(part, form, sent):
    xml = f"<w:{part} xmlns:w='{WORD}'><w:{part[:-1]} w:id='2'><w:p>{RUN.format('Not at weekends')}"
    xml += f"</w:p></w:{part[:-1]}></w:{part}>"
    reference = etree.fromstring(f"<w:r xmlns:w='{WORD}'><w:{part[:-1]}Reference w:id='2'/></w:r>")
    data = changed(form, lambda root: next(root.iter(f"{W}p")).append(reference))
    noted = BytesIO(data)
    with zipfile.ZipFile(noted, "a") as opened:
        opened.writestr(f"word/{part}.xml", xml)
    assert left_over.text_of(read(noted.getvalue(), sent).left_over) == "Not at weekends"


def test_words_in_a_footer_are_kept(form, sent):
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(form)) as old, zipfile.ZipFile(made, "w") as new:
        footer = next(name for name in old.namelist() if name.startswith("word/footer"))
        for name in old.namelist():
            data = old.read(name)
            if name == footer:
                data = data.replace(
                    b"</w:ftr>", f"<w:p>{RUN.format('Ask Jo')}</w:p></w:ftr>".encode()
                )
            new.writestr(name, data)
    assert left_over.text_of(read(made.getvalue(), sent).left_over) == "Ask Jo"


def added_below(root: etree._Element) -> None:
    table = next(row for row in root.iter(f"{W}tr") if b"1.barriers" in etree.tostring(row))
    table.getparent().addnext(added := etree.Element(f"{W}p"))
    added.append(run("We agreed this on the day"))


def test_what_most_forms_hold_was_there_before_they_were_sent(form, sent, tmp_path: Path):
    edited = changed(form, added_below)
    for words in ("first", "second", "third"):
        own = changed(
            edited, lambda root, words=words: list(root.iter(f"{W}p"))[3].append(run(f" {words}"))
        )
        (tmp_path / f"{words}.docx").write_bytes(own)
    found = read_all(tmp_path, dict(sent), OF, decisions(), printed=sent.printed)
    assert [row.left_over for row in found.rows] == ["first", "second", "third"]
    (tmp_path / "third.docx").unlink()
    found = read_all(tmp_path, dict(sent), OF, decisions(), printed=sent.printed)
    assert [row.file for row in found.rows] == ["first.docx", "second.docx"]
    assert all("We agreed this on the day" in row.left_over for row in found.rows)
    assert all("writing outside the tables" in row.message for row in found.rows)
