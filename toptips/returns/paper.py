"""Reads the paper, in which the lead writes what the report says: by the readers of returns.

It is opened within the same bounds as what comes back, since a workshop's folder may come from
anybody, and is read the long way, which knows which paragraphs are items of a list.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from toptips.model.paper import Paper
from toptips.model.questionnaire import Questionnaire
from toptips.model.questions import PAPER
from toptips.model.reference import Reference, find_reference
from toptips.places import is_link
from toptips.returns import odt, word
from toptips.returns.document import FilledForm
from toptips.returns.form import Origin, Return, Sent, shortened
from toptips.returns.properties import properties_of
from toptips.returns.word_xml import Element, Names
from toptips.unsafe.opening import LARGEST_FILE, File, open_file
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import Unreadable

log = logging.getLogger("toptips")

BULLET = "• "
SAVE_AGAIN = (
    "Open it, choose Save As and 'Word Document (.docx)', and save it as paper.docx in the"
    " workshop's folder."
)
BEGIN_AGAIN = "Or take it away, and run 'toptips prepare' to make an empty one."
NOT_OPENED = (
    "It can't be opened: it may be open in another program, larger than"
    f" {LARGEST_FILE // 1024**2} MB, not on this computer, or no file. Put that right, and run the"
    " command again."
)
_PROTECTED = ("password", "label")


@dataclass(frozen=True)
class Found:
    """A paper as it was found: the reference that it bears, and what is written in it, by key."""

    reference: Reference | None
    texts: Mapping[str, str]
    notes: tuple[str, ...] = ()


def find_paper(path: Path, asked: Sent, now: Questionnaire) -> Found:
    """Read a paper. `asked` are the questionnaires of earlier ones, `now` is that of today.

    Raises Unreadable, in words for the lead, for a file in which nothing can be found.
    """
    if is_link(path):
        raise Unreadable("It is a link, which is not followed. Put the file itself there.")
    try:
        file = open_file(path, path.name)
    except Unreadable as error:
        log.info("%s: %s", path.name, error)
        raise Unreadable(NOT_OPENED) from error
    try:
        returned = _read(file, asked, now)
    except Unreadable as error:
        log.info("%s: %s", path.name, error)
        raise Unreadable(_what_to_do(file)) from error
    except Exception as error:
        # A reader's mistake must not cost the report.
        log.debug("%s: an unexpected error", path.name, exc_info=True)
        raise Unreadable(f"It could not be read. {SAVE_AGAIN} {BEGIN_AGAIN}") from error
    reference = returned.reference
    if reference is not None and reference.workshop != now.workshop:
        raise Unreadable(
            f"It is of another workshop ('{reference.workshop}'). Copy what holds here too into the"
            " paper of this one."
        )
    if returned.questionnaire is None:
        raise Unreadable(f"It is a form for others to fill in, not the lead's. {BEGIN_AGAIN}")
    texts = {field.partition(".")[2]: text for field, text in returned.texts.items()}
    return Found(reference, texts, (*returned.notes, *_outside(returned)))


def paper_of(found: Found, now: Questionnaire) -> Paper:
    """Return what is written, with what a person should see to."""
    names = {question.key: question.answer for question in now.questions}
    paper = Paper(names, {key: found.texts[key] for key in names if key in found.texts})
    return replace(paper, notes=(*found.notes, *paper.personal_data()))


def _read(file: File, asked: Sent, now: Questionnaire) -> Return:
    notes = []
    if word.recognises(file):
        xml = file.parts.read(word.main_part(file))
        reference, _ = properties_of(file)
        form = word.form_in(file, xml, parse_xml(xml), asked)
        if file.kind == "docm":
            notes.append("It holds macros, which were not run.")
    elif odt.recognises(file):
        form, reference, _ = odt.opened(file)
    else:
        raise Unreadable("no document")
    _mark_lists(form)
    reference = reference or find_reference(form.text_of(form.root))
    if reference is not None and reference.form == PAPER and reference.workshop == now.workshop:
        # Where the questions of an earlier one are not on record, those of today are much alike.
        asked.setdefault(reference.hash, now)
    return form.read(Origin.whole(file, file.kind), "document", asked, reference, None, notes)


def _mark_lists(form: FilledForm) -> None:
    """Put a bullet before each paragraph that is a list's item, where Word only counts them."""
    for paragraph in form.root.iter(form.names.paragraph):
        properties = paragraph.find(form.names.properties)
        if properties is not None and _is_listed(properties, form.names):
            bullet = etree.Element(form.names.text)
            bullet.text = BULLET
            properties.addnext(bullet)


def _is_listed(properties: Element, names: Names) -> bool:
    numbered = properties.find(names.numbered)
    if numbered is not None:
        number = next((child for child in numbered if child.tag.endswith("}numId")), None)
        return number is None or number.get(names.value) != "0"
    style = properties.find(names.style)
    name = "" if style is None else style.get(names.value) or ""
    return name.startswith("List") and name != "ListParagraph"


def _outside(returned: Return) -> Iterator[str]:
    """Say of words that stand in no box that they are not printed."""
    for aside in returned.left_over:
        if aside.text:
            yield (
                f"'{shortened(aside.text)}' stands outside the boxes ({aside.place}) and is not"
                " printed."
            )
        else:
            yield f"Outside the boxes there is {aside.place}."


def _what_to_do(file: File) -> str:
    """Say to the lead why a file is no use, and what to do."""
    if file.kind in _PROTECTED:
        return "It is protected with a password or a label. Take that off, and save it again."
    if not (word.recognises(file) or odt.recognises(file)):
        return f"It is no Word document, or is damaged. {SAVE_AGAIN} {BEGIN_AGAIN}"
    return (
        "Its boxes can't be found, or it is damaged. Take it away under another name, run 'toptips"
        " prepare' to make an empty one, and copy into it what you wrote."
    )
