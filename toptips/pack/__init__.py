"""The pack: which documents are made, for whom, and what they are told.

Each document is one template in `templates/pack/`. Its front matter says its title, its file,
whether there is one `for` the workshop, each partner, each tip or each table, which `form` it
holds or whose questions it `asks` without being one, if any, whether it is `answered` by hand, and
whether it is cloned.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from toptips.documents.blocks import BY_HAND
from toptips.documents.clone import Clones
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Later, Rendered, Templates
from toptips.documents.word import write_word
from toptips.errors import TemplateError
from toptips.model import questions
from toptips.model.actions import Asking
from toptips.model.framework import Framework, Tip
from toptips.model.questionnaire import (
    Question,
    Questionnaire,
    make_questionnaire,
    votes_asked,
)
from toptips.model.questions import FORMS, PARTNER_CODE, Form
from toptips.model.reference import ON_PAPER
from toptips.model.wordings import Wordings
from toptips.model.workshop import Workshop
from toptips.pack import told, told_day
from toptips.pack.advice import advice
from toptips.pack.agenda import Agenda, Table, plan
from toptips.pack.dates import dates_told
from toptips.pack.minutes import minutes_to_choose, minutes_to_write
from toptips.pack.online import online
from toptips.pack.seating import seat
from toptips.pack.told_day import DocumentTold, StripTold, seats_told

FILE_NAME = re.compile(r"[a-z0-9-]{1,64}(/[a-z0-9-]{1,64})?")
DATA_ENTRY = "data-entry.xlsx"
ABOUT_A_MINUTE = 5
DATA_ENTRY_FOR = "the facilitator, for what came back on paper"
# The workbook's sheets, by the form that is typed into each. The tally is typed into itself.
SHEETS = {"self-assessment": "Answers", "conversation": "Tables", "people": "People"}
# Of the choices of a question that is only shown: A to Z, then AA to ZZ.
LETTERS = tuple(
    first + second for first in ("", *string.ascii_uppercase) for second in string.ascii_uppercase
)
# What a cloned document may print of its partner.
CLONED = ("id", "name", "sector")
# Whose forms are that are made once for all: nobody's in particular.
FOR_ALL = {"people": "people", "self-assessment": ON_PAPER, "tally": "room"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the pack: its path within `pack/`, and how to make its bytes."""

    path: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Pack:
    """What `prepare` did. `forms` counts the partners' forms, `kept_aside` the edited outputs.

    `notes` say what in workshop.yaml a person may have forgotten; `item` and `items` are what the
    framework calls its items. `paper` is what was made for the lead to write in, if anything was.
    """

    folder: Path
    documents: tuple[Path, ...]
    forms: int
    agenda: Agenda
    notes: tuple[str, ...]
    kept_aside: tuple[Path, ...]
    item: str = "tip"
    items: str = "tips"
    paper: Path | None = None


@dataclass(frozen=True)
class Packing:
    """Everything that goes into the pack of one workshop.

    `actions` are what was agreed last time, of which forms ask again. `scores` are those of each
    item by its id, once forms have come back and were analysed. `seen` is told of each document
    what its template has become, before it is written.
    """

    workshop: Workshop
    framework: Framework
    wordings: Wordings
    templates: Templates
    actions: Asking = field(default_factory=dict)
    scores: Mapping[str, StripTold] = field(default_factory=dict)
    seen: Callable[[Rendered, Questionnaire | None], None] | None = None

    @cached_property
    def agenda(self) -> Agenda:
        """The day, planned once for all documents."""
        return plan(self.workshop, self.framework)

    def questionnaires(self) -> list[Questionnaire]:
        """Return every questionnaire that is sent, each once."""
        sent = [self._questionnaire("self-assessment"), self._questionnaire("conversation")]
        names = self.templates.names("pack")
        given = {self.templates.front(name).get("form") for name in names}
        others = [form for form in sorted(FORMS) if form in given and form in FOR_ALL]
        sent += [self._questionnaire(form) for form in others if form != "self-assessment"]
        return sent

    def advice(self, today: date, *, sent: bool) -> tuple[str, ...]:
        """Return what a person should know before anything is sent, as it is on the day `today`.

        `sent` says that forms have come back already.
        """
        given = advice(
            self.workshop,
            self.framework,
            self.agenda,
            form_minutes=self.form_minutes,
            left_out_online=online(self._questionnaire("self-assessment")).left_out,
            today=today,
            sent=sent,
        )
        return tuple(given)

    def documents(self) -> Iterator[Document]:
        """Yield the documents in the order of their templates' names, then the workbook."""
        made_by: dict[str, str] = {}
        for name in self.templates.names("pack"):
            front = self.templates.front(name)
            _check(name, front)
            for document in self._made_of(name, front):
                if made_by.setdefault(document.path, name) != name:
                    raise TemplateError(
                        f"{made_by[document.path]} makes {document.path} already; give this one"
                        " another 'file:'.",
                        name,
                    )
                yield document
        yield Document(DATA_ENTRY, self._data_entry)

    def first_of(self, name: str) -> Document:
        """Return the document of a template, or the first of those that it makes."""
        front = self.templates.front(name)
        _check(name, front)
        return next(self._made_of(name, front))

    def _data_entry(self) -> bytes:
        """Make the workbook into which the facilitator types what came back on paper."""
        # Only here: openpyxl takes a third of a second to load, and `collect` has no need of it.
        from toptips.workbooks.entry import Entry, write_entry

        partners = tuple(partner.name for partner in self.workshop.partners)
        tables = tuple(table.id for table in self.agenda.tables)
        whose = {"self-assessment": partners, "conversation": tables, "people": ()}
        entries = [
            Entry(SHEETS[questionnaire.form], questionnaire, whose[questionnaire.form])
            for questionnaire in self.questionnaires()
            if questionnaire.form in SHEETS
        ]
        return write_entry(entries, self.workshop, self.framework)

    def _made_of(self, name: str, front: dict[str, Any]) -> Iterator[Document]:
        whom = front.get("for", "workshop")
        if front.get("clone"):
            yield from self._clones(name, front)
        elif whom == "workshop":
            yield self._document(name, front, FOR_ALL.get(str(front.get("form")), ""))
        elif whom == "tip":
            for tip in self.framework.tips:
                yield self._document(name, front, tip.id, tips=(tip,), only="tip")
        elif whom == "table":
            for table in self.agenda.tables:
                of_table = told_day.table_told(table)
                yield self._document(name, front, table.id, table=of_table)
        elif whom == "partner":
            for partner in self.workshop.partners:
                yield self._document(name, front, partner.id, partner=told.partner_told(partner))
        else:
            raise TemplateError(
                f"'for: {whom}' is not known. Write workshop, partner, tip or table.", name
            )

    def _clones(self, name: str, front: dict[str, Any]) -> Iterator[Document]:
        """Build one document and put each partner's values into it."""
        if front.get("for") != "partner":
            raise TemplateError("only documents 'for: partner' can be cloned.", name)

        later = {part: Later(f"partner.{part}") for part in CLONED}
        partner = told.PartnerTold(later["id"], later["name"], later["sector"])
        built: list[Clones] = []

        def make(values: dict[str, str]) -> bytes:
            if not built:
                whose = Later("partner.id").token
                built.append(Clones(self._word(name, front, whose, partner=partner)))
            return built[0].make(values)

        for invited in self.workshop.partners:
            values = {f"partner.{part}": getattr(invited, part) for part in CLONED}
            # mypy knows no type for a function with a default that it is never called with.
            yield Document(_path(front, invited.id), lambda values=values: make(values))  # type: ignore[misc]

    def _document(
        self,
        name: str,
        front: dict[str, Any],
        whose: str,
        tips: tuple[Tip, ...] | None = None,
        **whom: Any,
    ) -> Document:
        path = _path(front, "" if whose in FOR_ALL.values() else whose)
        return Document(path, lambda: self._word(name, front, whose, tips, **whom))

    def _word(
        self,
        name: str,
        front: dict[str, Any],
        whose: str,
        tips: tuple[Tip, ...] | None = None,
        **whom: Any,
    ) -> bytes:
        """Render one document, told `whom` it is for.

        `whose` is the partner's or the table's place in the reference.
        """
        asked: Form | None = front.get("form") or front.get("asks")
        shown = self._questionnaire(asked, tips) if asked else None
        # What only shows the questions is no form: nobody answers in it.
        questionnaire = shown if "form" in front else None
        reference = str(questionnaire.reference(whose)) if questionnaire else ""
        chosen = tips or self.framework.tips
        about: Mapping[str, tuple[Question, ...]] = {}
        if shown and questionnaire is None:
            asked_online = online(shown)
            about, whom["left_out"] = asked_online.asked, asked_online.left_out
        elif shown:
            about = {tip.id: shown.of_tip(tip.id) for tip in chosen}
        of_tips = told.tips_told(chosen, self.framework, self.agenda, about, self.scores)
        if whom.pop("only", "") == "tip":
            whom["tip"] = of_tips[0]
        elif "table" in whom:
            of_tips = told.with_clocks(of_tips, self.agenda, whom["table"])
        context = replace(
            self._told_to_all,
            tips=of_tips,
            form=asked or "",
            by_hand=front.get("answered") == BY_HAND,
            reference=reference,
            questions_about_you=_asked_once(shown, last=False),
            questions_at_the_end=_asked_once(shown, last=True),
            **whom,
        )
        rendered = self.templates.render(name, context)
        if self.seen:
            self.seen(rendered, questionnaire)
        return write_word(
            read_blocks(rendered),
            brand=self.templates.find("brand.docx"),
            questionnaire=questionnaire,
            reference=reference,
        )

    @cached_property
    def _told_to_all(self) -> told.PackTold:
        [ownership] = (topic for topic in questions.topics("item") if topic.key == "ownership")
        owners = self.wordings.of(ownership, within=self.workshop.internal)
        items = len(self.framework.tips)
        asked = self._questionnaire("self-assessment").of_tip(self.framework.tips[0].id)
        return told.PackTold(
            workshop=told.workshop_told(self.workshop),
            framework=told.framework_told(self.framework),
            agenda=told_day.agenda_told(self.agenda),
            tips=(),
            form_minutes=self.form_minutes,
            minutes_to_choose=minutes_to_choose(items, asked),
            minutes_to_write=minutes_to_write(items, asked),
            owners=tuple((owners.choices | owners.tables_choices).values()),
            partner_code=PARTNER_CODE,
            letters=LETTERS,
            dates=dates_told(self.workshop),
            seats=seats_told(seat(self.workshop.partners, self.workshop.tables)),
            dots=votes_asked(len(self.framework.tips)),
            documents=tuple(self._listed()),
        )

    @property
    def form_minutes(self) -> int:
        """How many minutes the self-assessment takes, in steps of five."""
        items = len(self.framework.tips)
        asked = self._questionnaire("self-assessment").of_tip(self.framework.tips[0].id)
        minutes = minutes_to_choose(items, asked) + minutes_to_write(items, asked)
        return max(ABOUT_A_MINUTE, ABOUT_A_MINUTE * round(minutes / ABOUT_A_MINUTE))

    def _listed(self) -> Iterator[DocumentTold]:
        """Yield each kind of document of the pack, with for whom it is."""
        for name in self.templates.names("pack"):
            front = self.templates.front(name)
            kind = str(front.get("for", "workshop"))
            named = "ITEM" if kind == "tip" else kind.upper()
            each = "" if kind == "workshop" else f"-{named}"
            audience = str(front.get("audience", ""))
            yield DocumentTold(f"{front.get('file', '')}{each}.docx", audience)
        yield DocumentTold(DATA_ENTRY, DATA_ENTRY_FOR)

    def _questionnaire(self, form: Form, tips: tuple[Tip, ...] | None = None) -> Questionnaire:
        return make_questionnaire(
            self.framework, self.workshop, form, self.wordings, tips, self.actions
        )


def _check(name: str, front: dict[str, Any]) -> None:
    """Refuse a front matter from which no document can be made."""
    file = front.get("file")
    if not isinstance(file, str):
        raise TemplateError("its front matter needs 'file:', the name of what is made.", name)
    if not FILE_NAME.fullmatch(file):
        raise TemplateError(
            f"'file: {file}' can't be used. Write small letters, digits and hyphens, and one /"
            " after the name of a folder, like forms/self-assessment.",
            name,
        )
    for key in ("form", "asks"):
        form = front.get(key)
        if form is not None and form not in FORMS:
            raise TemplateError(f"'{key}: {form}' is not known. Write {' or '.join(FORMS)}.", name)
    answered = front.get("answered")
    if answered not in (None, BY_HAND):
        raise TemplateError(
            f"'answered: {answered}' is not known. Write {BY_HAND}, or leave it out.", name
        )


def _path(front: dict[str, Any], whose: str) -> str:
    return f"{front['file']}-{whose}.docx" if whose else f"{front['file']}.docx"


def _asked_once(shown: Questionnaire | None, *, last: bool) -> tuple[told.QuestionTold, ...]:
    """Return what a form asks once, before its items or after them."""
    at_the_end = set(questions.keys(per="form", last=True))
    asked = shown.of_tip("") if shown else ()
    return tuple(
        told.question_told(question) for question in asked if (question.key in at_the_end) is last
    )


__all__ = ["Document", "Pack", "Packing", "Table"]
