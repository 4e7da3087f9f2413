"""What a reader makes of a return: its reference, and the texts in its answers' places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from toptips.model.boxes import BOX
from toptips.model.questionnaire import Question, Questionnaire
from toptips.model.questions import FOCUS_GROUP
from toptips.model.reference import Reference
from toptips.model.workshop import Returning
from toptips.returns.left_over import Aside
from toptips.returns.marked_choices import ticked_among
from toptips.returns.placeholders import WORDS_OWN
from toptips.returns.printed import Printed
from toptips.returns.word_xml import Element
from toptips.unsafe.opening import File

# A form without a reference must share this many answers' places with one that was sent.
FEWEST_SHARED = 3
# Of what somebody writes for their organisation, so many characters are looked at.
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a return was found: a file of `returns/`, a member of a zip, or a row of a table.

    `row` says which row of a file or member it is ("Answers!row 2"), and is empty for what fills
    one alone. `sha256` is that of its content in hex, `format` what the file is by its content.
    """

    file: str
    member: str
    row: str
    sha256: str
    format: str

    @classmethod
    def whole(cls, file: File, form: str) -> Origin:
        """Return the origin of a return that fills its file, in a format."""
        return cls(file.name, file.member, "", file.sha256, form)

    @classmethod
    def of_row(cls, file: File, form: str, row: str, content: str) -> Origin:
        """Return the origin of a row, whose `content` tells it from others in any copy of it."""
        digest = sha256(content.encode("utf-8", "replace")).hexdigest()
        return cls(file.name, file.member, row, digest, form)

    @property
    def return_id(self) -> str:
        """The id of the return: the first twelve hex digits of its content's SHA-256."""
        return self.sha256[:12]

    @property
    def table(self) -> tuple[str, str]:
        """The file, and the member within it, that hold the return, alone or among others."""
        return self.file, self.member

    @property
    def within(self) -> str:
        """The member within the file and the row within either, as people read it."""
        return "!".join(part for part in (self.member, self.row) if part)

    def __str__(self) -> str:
        return "!".join(part for part in (self.file, self.member, self.row) if part)


@dataclass(frozen=True, slots=True)
class Return:
    """One form as it came back, before anybody asks whose it is.

    `texts` holds what was written, by the question's field ("3.score"), placeholders taken
    off, only where something was written. `questionnaire` is the one it was made from, or None
    if its reference names one that was never sent; `asked` is the first eight hex digits of its
    hash, or empty. `modified` is the document's own time of
    last change, None if it does not say. `notes` are sentences for `returns.csv`.
    """

    origin: Origin
    reference: Reference | None
    asked: str
    questionnaire: Questionnaire | None
    texts: Mapping[str, str] = field(default_factory=dict)
    modified: datetime | None = None
    notes: tuple[str, ...] = ()
    left_over: tuple[Aside, ...] = ()


class Sent(dict[str, Questionnaire]):
    """The questionnaires that were sent, and what workshop.yaml says about what comes back.

    `printed` holds what their forms print besides, by the same keys; `partners` are names.
    """

    def __init__(
        self,
        questionnaires: Mapping[str, Questionnaire],
        returning: Returning,
        printed: Mapping[str, Printed] | None = None,
        partners: Sequence[str] = (),
    ) -> None:
        super().__init__(questionnaires)
        self.returning = returning
        self.printed = dict(printed or {})
        self.partners = tuple(partners)


def columns_by_hand(questionnaires: Mapping[str, Questionnaire]) -> Mapping[str, str]:
    """Return the codes of columns by their headers, as workshop.yaml maps them."""
    return questionnaires.returning.columns if isinstance(questionnaires, Sent) else {}


def keeps_names(questionnaires: Mapping[str, Questionnaire]) -> bool:
    """Say whether the workshop asks for the names that an export holds."""
    return isinstance(questionnaires, Sent) and questionnaires.returning.keep_names


def forms_among(questionnaires: Mapping[str, Questionnaire]) -> dict[str, Questionnaire]:
    """Return those of the forms that were sent, without what sheets of focus groups asked."""
    return {key: asked for key, asked in questionnaires.items() if asked.form != FOCUS_GROUP}


def made_from(
    reference: Reference | None,
    questionnaires: Mapping[str, Questionnaire],
    fields_in: Callable[[Questionnaire], tuple[int, int]],
) -> str:
    """Return the hash of the questionnaire that a form was made from, or "" if it is none of those.

    The reference says which. Without one it is the questionnaire that fits best: `fields_in`
    returns how many of its questions have a place in the form, and how many places of the form
    belong to none of its questions.
    """
    if reference is not None:
        return reference.hash if reference.hash in questionnaires else ""
    best, best_fit = "", 0.0
    for sent_hash, questionnaire in sorted(questionnaires.items()):
        asked = len(questionnaire.questions)
        shared, foreign = fields_in(questionnaire)
        fit = shared / (asked + foreign) if asked else 0.0
        if shared >= min(FEWEST_SHARED, asked) and fit > best_fit:
            best, best_fit = sent_hash, fit
    return best


def reference_to(
    questionnaires: Mapping[str, Questionnaire], asked: str, whose: str = ""
) -> Reference | None:
    """Return the reference that a form of a questionnaire bears; None where none is known.

    `asked` is the questionnaire's hash, `whose` the partner or the table.
    """
    questionnaire = questionnaires.get(asked)
    if questionnaire is None:
        return None
    return Reference(
        workshop=questionnaire.workshop,
        form=questionnaire.form,
        partner=whose,
        framework=questionnaire.framework,
        version=questionnaire.version,
        hash=asked,
    )


def written_in(question: Question, text: str) -> str:
    """Return what somebody wrote in an answer's place, which may hold its placeholder still."""
    text = text.strip(" \t\r\n\u00a0\u200b\ufeff")
    own = question.placeholder
    if text == own or (BOX in text and text.split() == own.split()):
        return ""
    # LibreOffice puts a tick beside the box that was there, which may be the first of all.
    if BOX in text and ticked_among(question.boxes, text):
        return text
    if not (text.startswith((own, *WORDS_OWN)) or text.endswith((own, *WORDS_OWN))):
        return text
    for placeholder in (own, *WORDS_OWN):
        if text == placeholder:
            return ""
        if text.startswith(placeholder):
            text = text[len(placeholder) :].lstrip()
        elif text.endswith(placeholder):
            text = text[: -len(placeholder)].rstrip()
    return text


def after_printed(question: Question, label: str) -> str | None:
    """Return what stands behind a question in its own cell; None if it is not printed there."""
    words = f"{question.code} {question.text}".split()
    if label.split()[: len(words)] != words:
        return None
    for word in words:
        label = label.lstrip().removeprefix(word)
    return label.strip()


_MARKER = re.compile(r"\[\[(\d{1,2}\.[a-z0-9_-]{1,32})\]\]")
_CODE = re.compile(r"\s*(\d{1,2}[a-z])(?![0-9A-Za-z])", re.IGNORECASE)
# In a grid the number stands in front of its row, and the letter of its column.
_NUMBER, _LETTER = re.compile(r"\s*(\d{1,2})(?![0-9A-Za-z])"), re.compile(r"\s*([a-z])(?!\S)")


def markers_in(text: str) -> list[str]:
    """Return the fields whose hidden markers stand in a text."""
    return _MARKER.findall(text)


def without_markers(text: str) -> str:
    """Return a text without the hidden markers, which some programs show."""
    return _MARKER.sub("", text) if "[[" in text else text


def code_at_start(text: str) -> str:
    """Return the question's code that a label begins with, or nothing."""
    match = _CODE.match(text)
    return match[1].lower() if match else ""


def number_at_start(text: str) -> str:
    """Return the item's number that a grid's row begins with, or nothing."""
    match = _NUMBER.match(text)
    return match[1] if match else ""


def letter_at_start(text: str) -> str:
    """Return the letter that the header of a grid's column begins with, or nothing."""
    match = _LETTER.match(text)
    return match[1] if match else ""


class QuestionsByMark:
    """The questions of one questionnaire by everything that may mark their place in a form."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questions = questionnaire.questions
        self.by_field = {question.field: question for question in questionnaire.questions}

    @cached_property
    def by_bookmark(self) -> dict[str, Question]:
        """The questions by the names of their bookmarks."""
        return {question.bookmark: question for question in self._questions}

    @cached_property
    def by_code(self) -> dict[str, Question]:
        """The questions by the codes that are printed."""
        return {question.code: question for question in self._questions}


class Gathered:
    """Collects the texts of a form's answers, and what is to be said about them."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.notes: list[str] = []
        # The fields whose answers stood beside their questions.
        self.beside: set[str] = set()
        # The answers' cells that are marked less surely than another of the same question.
        self.passed_over: set[Element] = set()
        self.left_over: Sequence[Aside] = ()

    def add(self, question: Question, text: str) -> None:
        """Add what stands in one place; a second place of the same question is joined on."""
        text = written_in(question, text)
        if not text:
            return
        before = self.texts.get(question.field)
        if before is None or before == text:
            self.texts[question.field] = text
        elif question.kind in ("text", "line"):
            self.texts[question.field] = f"{before}\n{text}"
            self.notes.append(f"{question.code} is there twice; both answers are kept.")
        else:
            self.notes.append(
                f"{question.code} is there twice; the first answer counts, not '{shortened(text)}'."
            )

    def as_return(
        self,
        origin: Origin,
        reference: Reference | None,
        questionnaires: Mapping[str, Questionnaire],
        asked: str,
        modified: datetime | None = None,
        notes: Iterable[str] = (),
    ) -> Return:
        """Return the whole as a Return, which answers the questionnaire of the hash `asked`."""
        return Return(
            origin=origin,
            reference=reference,
            asked=asked,
            questionnaire=questionnaires.get(asked),
            texts=self.texts,
            modified=modified,
            notes=(*notes, *self.notes),
            left_over=tuple(self.left_over),
        )


def shortened(text: str) -> str:
    """Return a text on one line, cut after 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
