"""Content controls: the places on a form where answers go.

On a screen a choice is a drop-down list; for a pen all choices are printed, each with a box that a
click ticks too.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Length

from toptips.errors import TemplateError
from toptips.model.boxes import BETWEEN, BOX, boxed
from toptips.model.questionnaire import Choice, Question, Questionnaire
from toptips.model.questions import Kind

PLACEHOLDER_STYLE = "PlaceholderText"
DATE_FORMAT = "d MMMM yyyy"
TAG_LENGTH = 64
# Room to write by hand; several people talk about what they write on a table's sheet.
ROOM: dict[Kind, Length] = {
    "text": Cm(1.5), "line": Cm(0.9), "date": Cm(0.9), "choice": Cm(0.9), "number": Cm(0.9),
}  # fmt: skip
PEN_ROOM: dict[Kind, Length] = {**ROOM, "text": Cm(1.65), "line": Cm(1.1), "date": Cm(1.1)}
MORE_ROOM: dict[Kind, Length] = {**ROOM, "text": Cm(3.0), "line": Cm(1.6), "date": Cm(1.6)}
WITH_MORE_ROOM = ("conversation", "people", "focus-group")
IN_LARGE_PRINT = ("people", "focus-group")
# What shows where an answer goes on paper: nothing.
NOTHING = "\u00a0" * 6
# Choices with more words than this stand one below the other.
LONGEST_BESIDE = 30
# Where the ids of boxes begin, above those of controls.
FIRST_BOX, MOST_BOXES = 1_000_000, 1_000
SIGNS = "MS Gothic"
# How large a box is at least, in points: a pen must hit it, and its lines stand apart by it.
EASY_TO_TICK = 14
TICKED = "2612"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"


def element(tag: str, /, **attributes: object) -> Any:
    """Return an OOXML element such as `w:tag`, with attributes of the `w` namespace."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def control(
    question: Question, number: int, *, for_pen: bool = False, below: bool = False, size: float = 0
) -> Any:
    """Return the content control for the answer to a question.

    `number` is the control's id, unique in the document. It can't be deleted, and what it holds
    can be changed; a choice is a drop-down list, in the words of its boxes. `for_pen`, it is all
    choices with their boxes instead, one `below` the other or beside it, and each of `size`
    points; 0 stands for the size of their words.
    """
    properties = element("w:sdtPr")
    properties.append(element("w:alias", val=f"{question.code} {question.answer}"[:TAG_LENGTH]))
    properties.append(element("w:tag", val=question.field[:TAG_LENGTH]))
    properties.append(element("w:id", val=number))
    properties.append(element("w:lock", val="sdtLocked"))
    content = element("w:sdtContent")
    if for_pen and question.kind == "choice":
        first = FIRST_BOX + MOST_BOXES * number
        content.extend(_boxes(question, first, below=below, size=size))
    else:
        properties.append(element("w:showingPlcHdr"))
        properties.extend(_kind(question))
        placeholder = NOTHING if for_pen else question.placeholder
        content.append(_run(placeholder, PLACEHOLDER_STYLE))
    made = element("w:sdt")
    made.extend([properties, content])
    return made


def _boxes(question: Question, first: int, *, below: bool, size: float) -> Iterable[Any]:
    """Yield the words of each choice behind a box; `first` is the first box's id."""
    for number, words in enumerate(question.boxes):
        if number:
            yield _line_break() if below else _run(BETWEEN)
        yield _box(first + number, f"{question.code} {words}"[:TAG_LENGTH], size)
        yield _run(boxed(words).removeprefix(BOX))


def _box(number: int, name: str, size: float) -> Any:
    """Return a box of `size` points that a click ticks; `name` is read out."""
    properties = element("w:sdtPr")
    properties.append(element("w:alias", val=name))
    properties.append(element("w:id", val=number))
    properties.append(element("w:lock", val="sdtLocked"))
    properties.append(
        parse_xml(
            f'<w14:checkbox xmlns:w14="{_WORD_2010}"><w14:checked w14:val="0"/>'
            f'<w14:checkedState w14:val="{TICKED}" w14:font="{SIGNS}"/>'
            f'<w14:uncheckedState w14:val="{ord(BOX):04X}" w14:font="{SIGNS}"/></w14:checkbox>'
        )
    )
    content = element("w:sdtContent")
    content.append(_run(BOX))
    content[0].insert(0, _in_font(SIGNS, size))
    made = element("w:sdt")
    made.extend([properties, content])
    return made


def _in_font(name: str, size: float) -> Any:
    properties = element("w:rPr")
    properties.append(element("w:rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name))
    if size:
        properties.extend(element(tag, val=round(2 * size)) for tag in ("w:sz", "w:szCs"))
    return properties


def _line_break() -> Any:
    run = element("w:r")
    run.append(element("w:br"))
    return run


def _kind(question: Question) -> Iterable[Any]:
    if question.kind == "choice":
        listed = element("w:dropDownList")
        for choice, words in zip(question.choices, question.boxes, strict=True):
            shown = _as_listed(choice, words)
            listed.append(element("w:listItem", displayText=shown, value=choice.label))
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


def _as_listed(choice: Choice, words: str) -> str:
    """Return how a list names a choice: as behind its box, but a level with what it is called."""
    return words if choice.number is None else choice.label


def _run(text: str, style: str = "") -> Any:
    run = element("w:r")
    if style:
        properties = element("w:rPr")
        properties.append(element("w:rStyle", val=style))
        run.append(properties)
    written = element("w:t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(written)
    return run


def hidden_marker(field: str) -> Any:
    """Return a run that nobody sees and by which a reader finds the row of a question."""
    run, properties, text = element("w:r"), element("w:rPr"), element("w:t")
    properties.append(element("w:vanish"))
    text.text = f"[[{field}]]"
    run.extend([properties, text])
    return run


class Places:
    """Gives each question of a questionnaire its place in a document, once.

    `for_pen` says that the document is to be filled in by hand; `text` is the size of its words in
    points, 0 where that is the brand's.
    """

    def __init__(
        self,
        questionnaire: Questionnaire | None,
        template: str,
        *,
        for_pen: bool = False,
        text: float = 0,
    ) -> None:
        asked = questionnaire.questions if questionnaire else ()
        self._questions = {question.field: question for question in asked}
        self._form = questionnaire.form if questionnaire else ""
        self._template = template
        self.for_pen = for_pen
        self._box_size = EASY_TO_TICK if text < EASY_TO_TICK else 0
        self._filled: dict[str, int] = {}

    def fill(
        self, paragraph: Any, label: Any, field: str, label_text: str, header_text: str = ""
    ) -> None:
        """Put a question's control into `paragraph` and its marker behind the `label`.

        The label begins with the question's code; in a grid, with the item's number, and the
        column's header with the letter.

        Raises TemplateError for a field that is not known, stands twice, or is in another's place.
        """
        question = self._questions.get(field)
        if question is None:
            close = difflib.get_close_matches(field, self._questions, n=1)
            hint = f" Did you mean 'field:{close[0]}'?" if close else ""
            raise TemplateError(f"there is no question 'field:{field}'.{hint}", self._template)
        if field in self._filled:
            raise TemplateError(f"'field:{field}' is in it twice.", self._template)
        self._check_place(question, label_text, header_text)
        number = self._filled[field] = len(self._filled) + 1
        label.append(hidden_marker(field))
        below = self._stand_below(question)
        made = control(question, number, for_pen=self.for_pen, below=below, size=self._box_size)
        paragraph.append(element("w:bookmarkStart", id=number, name=question.bookmark))
        paragraph.append(made)
        paragraph.append(element("w:bookmarkEnd", id=number))

    def _check_place(self, question: Question, label: str, header: str) -> None:
        """Refuse a row that does not begin with the question's code, unless it is a grid's."""
        first, above = _first_word(label), _first_word(header)
        if question.code in (first, first + above if first.isdecimal() else ""):
            return
        number, letter = question.code[:-1], question.code[-1]
        if first.isdecimal():
            raise TemplateError(
                f"'field:{question.field}' stands in row {first} of a grid, below '{above}'; it"
                f" belongs into row {number}, in a column whose header begins with {letter}.",
                self._template,
            )
        raise TemplateError(
            f"the row of 'field:{question.field}' must begin with its code, {question.code}.",
            self._template,
        )

    def _stand_below(self, question: Question) -> bool:
        """Say whether a question's choices stand one below the other."""
        longest = max((len(words) for words in question.boxes), default=0)
        return self._form in IN_LARGE_PRINT or longest > LONGEST_BESIDE

    def room(self, field: str) -> int:
        """Return how high a field's row is at least, in twips; 0 where it is not known."""
        question = self._questions.get(field)
        if question is None:
            return 0
        rooms = PEN_ROOM if self.for_pen else ROOM
        if self._form in WITH_MORE_ROOM:
            rooms = MORE_ROOM
        return int(rooms[question.kind].twips)

    def check(self) -> None:
        """Raise TemplateError if a question has no place."""
        missing = [field for field in self._questions if field not in self._filled]
        if missing:
            named = ", ".join(f"field:{field}" for field in missing[:5])
            raise TemplateError(f"the place for {named} is missing.", self._template)


def _first_word(text: str) -> str:
    return (text.split(maxsplit=1) or [""])[0]
