"""Content controls: the places on a form where answers go."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from toptips.errors import TemplateError
from toptips.model.questionnaire import Question, Questionnaire

PLACEHOLDER_STYLE = "PlaceholderText"
DATE_FORMAT = "d MMMM yyyy"
TAG_LENGTH = 64


def element(tag: str, /, **attributes: object) -> Any:
    """Return an OOXML element such as `w:tag`, with attributes of the `w` namespace."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def control(question: Question, number: int) -> Any:
    """Return the content control for the answer to a question.

    `number` is the control's id, unique in the document. It can't be deleted, and what it holds
    can be changed; a choice is a drop-down list of the labels.
    """
    properties = element("w:sdtPr")
    properties.append(element("w:alias", val=f"{question.code} {question.answer}"[:TAG_LENGTH]))
    properties.append(element("w:tag", val=question.field[:TAG_LENGTH]))
    properties.append(element("w:id", val=number))
    properties.append(element("w:lock", val="sdtLocked"))
    properties.append(element("w:showingPlcHdr"))
    properties.extend(_kind(question))
    content = element("w:sdtContent")
    content.append(_run(question.placeholder))
    made = element("w:sdt")
    made.extend([properties, content])
    return made


def _kind(question: Question) -> Iterable[Any]:
    if question.kind == "choice":
        listed = element("w:dropDownList")
        for choice in question.choices:
            listed.append(element("w:listItem", displayText=choice.label, value=choice.label))
        yield listed
    elif question.kind == "date":
        date = element("w:date")
        date.append(element("w:dateFormat", val=DATE_FORMAT))
        date.append(element("w:lid", val="en-GB"))
        date.append(element("w:storeMappedDataAs", val="date"))
        date.append(element("w:calendar", val="gregorian"))
        yield date
    # A rich-text control needs no element of its own; plain-text ones lose line breaks in
    # LibreOffice.


def _run(text: str) -> Any:
    run, properties = element("w:r"), element("w:rPr")
    properties.append(element("w:rStyle", val=PLACEHOLDER_STYLE))
    written = element("w:t")
    written.text = text
    run.extend([properties, written])
    return run


def hidden_marker(field: str) -> Any:
    """Return a run that nobody sees and by which a reader finds the row of a question."""
    run, properties, text = element("w:r"), element("w:rPr"), element("w:t")
    properties.append(element("w:vanish"))
    text.text = f"[[{field}]]"
    run.extend([properties, text])
    return run


class Places:
    """Gives each question of a questionnaire its place in a document, once."""

    def __init__(self, questionnaire: Questionnaire | None, template: str) -> None:
        asked = questionnaire.questions if questionnaire else ()
        self._questions = {question.field: question for question in asked}
        self._template = template
        self._filled: dict[str, int] = {}

    def fill(self, paragraph: Any, label: Any, field: str, label_text: str) -> None:
        """Put a question's control into `paragraph` and its marker behind the `label`.

        Raises TemplateError for a field that is not known, stands twice, or whose row does not
        begin with its code.
        """
        question = self._questions.get(field)
        if question is None:
            close = difflib.get_close_matches(field, self._questions, n=1)
            hint = f" Did you mean 'field:{close[0]}'?" if close else ""
            raise TemplateError(f"{self._template}: there is no question 'field:{field}'.{hint}")
        if field in self._filled:
            raise TemplateError(f"{self._template}: 'field:{field}' is in it twice.")
        if label_text.split(maxsplit=1)[:1] != [question.code]:
            raise TemplateError(
                f"{self._template}: the row of 'field:{field}' must begin with its code,"
                f" {question.code}."
            )
        number = self._filled[field] = len(self._filled) + 1
        label.append(hidden_marker(field))
        paragraph.append(element("w:bookmarkStart", id=number, name=question.bookmark))
        paragraph.append(control(question, number))
        paragraph.append(element("w:bookmarkEnd", id=number))

    def kind(self, field: str) -> str:
        """Return the kind of a field's question, or nothing where it is not known."""
        question = self._questions.get(field)
        return question.kind if question else ""

    def check(self) -> None:
        """Raise TemplateError if a question has no place."""
        missing = [field for field in self._questions if field not in self._filled]
        if missing:
            raise TemplateError(
                f"{self._template}: the place for"
                f" {', '.join(f'field:{field}' for field in missing[:5])} is missing."
            )
