"""Reads Word forms (.docx), whatever saved them.

Where an answer stands is found by four marks, as `document` says. LibreOffice 7.4 drops the
first of them; Google Docs may drop all but the last.

Only the main part is parsed, and the small one with the document's properties: that is what
makes this several times as fast as opening a form with python-docx.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toptips.model.questionnaire import Questionnaire
from toptips.model.reference import ON_PAPER
from toptips.returns.document import FilledForm
from toptips.returns.form import Gathered, Origin, QuestionsByMark, Return, without_markers
from toptips.returns.no_form import FILL_IN
from toptips.returns.printed import Printed, knows_margins, printed_in
from toptips.returns.properties import properties_of
from toptips.returns.tagged import SHOWS_PLACEHOLDER, Tagged
from toptips.returns.word_parts import asides_of, holds_asides, placeholders_of
from toptips.returns.word_xml import Element, parse_main
from toptips.unsafe.opening import File
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import LARGEST_SMALL_PART, Unreadable

RELATIONSHIP_ENDING = "/officeDocument"


def recognises(file: File) -> bool:
    """Say whether this is a Word document."""
    return file.kind in ("docx", "docm")


def read(file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]:
    """Read one Word form. Raises Unreadable for a damaged one, and for another document."""
    origin = Origin.whole(file, file.kind)
    notes = ["It holds macros, which were not run."] if file.kind == "docm" else []
    xml = file.parts.read(main_part(file))
    reference, modified = properties_of(file)
    tagged = None
    on_paper = reference is not None and reference.partner == ON_PAPER
    # Whose a form on paper is stands in no tagged cell, and is never printed.
    if reference is not None and reference.hash in questionnaires and not on_paper:
        questionnaire = questionnaires[reference.hash]
        printed = printed_in(questionnaires, reference.hash)
        tagged = Tagged(xml)
        short = _short_way(file, tagged, questionnaire, printed)
        if short is not None:
            yield short.as_return(
                origin, reference, questionnaires, reference.hash, modified, notes
            )
            return
    document = form_in(file, xml, parse_main(xml), questionnaires)
    returned = document.read(origin, "Word document", questionnaires, reference, modified, notes)
    if tagged is not None and returned.questionnaire is not None and not returned.left_over:
        # What was written beside an answer's place is an answer too, and nothing that is printed.
        in_cells = _gathered_by_tags(tagged, returned.questionnaire)
        if in_cells is not None and in_cells.texts == returned.texts:
            tagged.learn(printed_in(questionnaires, returned.asked))
    yield returned


def form_in(
    file: File, xml: bytes, root: Element, questionnaires: Mapping[str, Questionnaire]
) -> FilledForm:
    """Return the form in a file, whose main part is `xml`, parsed as `root`."""
    return FilledForm(
        root,
        placeholders_of(file) if SHOWS_PLACEHOLDER in xml else {},
        asides_of(file, margins=knows_margins(questionnaires)),
    )


def _short_way(
    file: File, tagged: Tagged, questionnaire: Questionnaire, printed: Printed
) -> Gathered | None:
    """Gather the answers by their tags alone; None where anything may stand elsewhere."""
    if not tagged.is_printed(printed) or holds_asides(file, printed):
        return None
    return _gathered_by_tags(tagged, questionnaire)


def _gathered_by_tags(tagged: Tagged, questionnaire: Questionnaire) -> Gathered | None:
    """Gather what stands in the cells with a tag; None unless every question has one."""
    marks = QuestionsByMark(questionnaire)
    by_field = marks.by_field
    found = tagged.answers({**marks.by_bookmark, **by_field})
    if found is None or {tag for tag, _ in found} < by_field.keys():
        return None
    gathered = Gathered()
    for tag, text in found:
        if (question := by_field.get(tag)) is not None:
            gathered.add(question, without_markers(text))
    return gathered


def main_part(file: File) -> str:
    """Return the name of the main part. Raises Unreadable where there is none."""
    if "word/document.xml" in file.parts:
        return "word/document.xml"
    # Some programs number it; the package's relationships say which is the one.
    if "_rels/.rels" in file.parts:
        for related in parse_xml(file.parts.read("_rels/.rels", LARGEST_SMALL_PART)):
            target = (related.get("Target") or "").lstrip("/")
            if (related.get("Type") or "").endswith(RELATIONSHIP_ENDING) and target in file.parts:
                return target
    raise Unreadable(f"This is a Word document without its main part. {FILL_IN}")
