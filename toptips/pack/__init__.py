"""The pack: which documents are made, for whom, and what they are told.

Each document is one template in `templates/pack/`. Its front matter says its title, its file,
whether there is one `for` the workshop, each partner, each tip or each table, which `form` it
holds or whose questions it `asks` without being one, if any, and whether it is cloned.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from toptips.documents.clone import Clones
from toptips.documents.template import Later, Templates
from toptips.documents.word import write_word
from toptips.errors import TemplateError
from toptips.model.dates import written_with_day
from toptips.model.framework import Framework, Tip
from toptips.model.questionnaire import (
    PARTNER_CODE,
    Form,
    Question,
    Questionnaire,
    Reference,
    Wordings,
    make_questionnaire,
)
from toptips.model.workshop import Workshop
from toptips.pack.agenda import Agenda, Item, Table, plan

FILE_NAME = re.compile(r"[a-z0-9-]{1,64}(/[a-z0-9-]{1,64})?")
DATA_ENTRY = "data-entry.xlsx"
# Of the choices of a question that is only shown: A to Z, then AA to ZZ.
LETTERS = tuple(
    first + second for first in ("", *string.ascii_uppercase) for second in string.ascii_uppercase
)
# What a cloned document may print of its partner.
CLONED = ("id", "name", "sector")
ENDING_QUESTIONS = ("top_1", "top_2", "top_3", "other", "local_support")


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the pack: its path within `pack/`, and how to make its bytes."""

    path: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Pack:
    """What `prepare` did. `forms` counts the partners' forms, `kept_aside` the edited outputs.

    `notes` say what in workshop.yaml a person may have forgotten.
    """

    folder: Path
    documents: tuple[Path, ...]
    forms: int
    agenda: Agenda
    notes: tuple[str, ...]
    kept_aside: tuple[Path, ...]


@dataclass(frozen=True)
class Packing:
    """Everything that goes into the pack of one workshop."""

    workshop: Workshop
    framework: Framework
    wordings: Wordings
    templates: Templates

    @cached_property
    def agenda(self) -> Agenda:
        """The day, planned once for all documents."""
        return plan(self.workshop, self.framework.tips)

    def questionnaires(self) -> list[Questionnaire]:
        """Return every questionnaire that is sent, each once."""
        sent = [self._questionnaire("self-assessment")]
        for table in self.agenda.tables:
            sent.append(self._questionnaire("conversation", table.tips))
        return list({one.hash: one for one in sent}.values())

    def documents(self) -> Iterator[Document]:
        """Yield the documents in the order of their templates' names, then the workbook."""
        made_by: dict[str, str] = {}
        for name in self.templates.names("pack"):
            front = self.templates.front(name)
            _check(name, front)
            for document in self._made_of(name, front):
                if made_by.setdefault(document.path, name) != name:
                    raise TemplateError(
                        f"{name}: {made_by[document.path]} makes {document.path} already; give"
                        " this one another 'file:'."
                    )
                yield document
        yield Document(DATA_ENTRY, self._data_entry)

    def _data_entry(self) -> bytes:
        """Make the workbook into which the facilitator types what came back on paper."""
        # Only here: openpyxl takes a third of a second to load, and `collect` has no need of it.
        from toptips.workbooks.entry import Entry, write_entry

        partners = tuple(partner.name for partner in self.workshop.partners)
        entries = [Entry("Answers", self._questionnaire("self-assessment"), partners)]
        for questionnaire in self.questionnaires():
            tables = [
                table
                for table in self.agenda.tables
                if self._questionnaire("conversation", table.tips) == questionnaire
            ]
            if tables:
                numbers = "-".join(str(table.number) for table in tables)
                name = f"Table {numbers}" if self.agenda.shared_out else "Tables"
                # Excel allows a sheet's name 31 characters.
                entries.append(Entry(name[:31], questionnaire, tuple(one.id for one in tables)))
        return write_entry(entries, self.workshop, self.framework.wording)

    def _made_of(self, name: str, front: dict[str, Any]) -> Iterator[Document]:
        whom = front.get("for", "workshop")
        if front.get("clone"):
            yield from self._clones(name, front)
        elif whom == "workshop":
            yield self._document(name, front, "", {})
        elif whom == "tip":
            for tip in self.framework.tips:
                yield self._document(name, front, tip.id, {"tip": tip})
        elif whom == "table":
            for table in self.agenda.tables:
                yield self._document(name, front, table.id, {"table": table}, table.tips)
        elif whom == "partner":
            for partner in self.workshop.partners:
                yield self._document(name, front, partner.id, {"partner": partner})
        else:
            raise TemplateError(
                f"{name}: 'for: {whom}' is not known. Write workshop, partner, tip or table."
            )

    def _clones(self, name: str, front: dict[str, Any]) -> Iterator[Document]:
        """Build one document and put each partner's values into it."""
        if front.get("for") != "partner":
            raise TemplateError(f"{name}: only documents 'for: partner' can be cloned.")

        partner = {part: Later(f"partner.{part}") for part in CLONED}
        built: list[Clones] = []

        def make(values: dict[str, str]) -> bytes:
            if not built:
                built.append(
                    Clones(self._word(name, front, partner["id"].token, {"partner": partner}))
                )
            return built[0].make(values)

        for one in self.workshop.partners:
            values = {f"partner.{part}": getattr(one, part) for part in CLONED}
            yield Document(_path(front, one.id), lambda values=values: make(values))  # type: ignore[misc]

    def _document(
        self,
        name: str,
        front: dict[str, Any],
        whose: str,
        told: dict[str, Any],
        tips: tuple[Tip, ...] | None = None,
    ) -> Document:
        return Document(_path(front, whose), lambda: self._word(name, front, whose, told, tips))

    def _word(
        self,
        name: str,
        front: dict[str, Any],
        whose: str,
        told: dict[str, Any],
        tips: tuple[Tip, ...] | None = None,
    ) -> bytes:
        """Render one document. `whose` is the partner's or the table's place in the reference."""
        asked = front.get("form") or front.get("asks")
        shown = self._questionnaire(asked, tips) if asked else None
        # What only shows the questions is no form: nobody answers in it.
        questionnaire = shown if "form" in front else None
        reference = self._reference(questionnaire, whose) if questionnaire else ""
        context = {
            **self._told_to_all(),
            **told,
            "tips": tips or self.framework.tips,
            "reference": reference,
            **(_questions(shown) if shown else {}),
        }
        return write_word(
            self.templates.render(name, context),
            brand=self.templates.find("brand.docx"),
            questionnaire=questionnaire,
            reference=reference,
        )

    def _told_to_all(self) -> dict[str, Any]:
        return {
            "workshop": self.workshop,
            "framework": self.framework,
            "agenda": self.agenda,
            "steps": _steps(self.agenda.minutes),
            # Reading a tip and answering one question about it takes half a minute.
            "form_minutes": 5 * round(1 + len(self.framework.tips) * len(self.workshop.ask) / 10),
            "minutes_of": lambda what: _item(self.agenda, what).minutes,
            "day": written_with_day,
        }

    def _questionnaire(self, form: Form, tips: tuple[Tip, ...] | None = None) -> Questionnaire:
        return make_questionnaire(self.framework, self.workshop, form, self.wordings, tips)

    def _reference(self, questionnaire: Questionnaire, whose: str) -> str:
        return str(
            Reference(
                workshop=self.workshop.id,
                form=questionnaire.form,
                partner=whose,
                framework=questionnaire.framework,
                version=questionnaire.version,
                hash=questionnaire.hash[:8],
            )
        )


def _check(name: str, front: dict[str, Any]) -> None:
    """Refuse a front matter from which no document can be made."""
    file = front.get("file")
    if not isinstance(file, str):
        raise TemplateError(f"{name}: its front matter needs 'file:', the name of what is made.")
    if not FILE_NAME.fullmatch(file):
        raise TemplateError(
            f"{name}: 'file: {file}' can't be used. Write small letters, digits and hyphens, and"
            " one / after the name of a folder, like forms/self-assessment."
        )
    for key in ("form", "asks"):
        form = front.get(key)
        if form is not None and form not in get_args(Form):
            raise TemplateError(
                f"{name}: '{key}: {form}' is not known. Write {' or '.join(get_args(Form)[:2])}."
            )


def _path(front: dict[str, Any], whose: str) -> str:
    return f"{front['file']}-{whose}.docx" if whose else f"{front['file']}.docx"


def _questions(questionnaire: Questionnaire) -> dict[str, Any]:
    once = questionnaire.of_tip("")
    return {
        "partner_code": PARTNER_CODE,
        "letters": LETTERS,
        "questions_about_you": [one for one in once if one.key not in ENDING_QUESTIONS],
        "questions_at_the_end": [one for one in once if one.key in ENDING_QUESTIONS],
        "questions_of": lambda tip: _numbered(questionnaire, tip),
    }


def _numbered(questionnaire: Questionnaire, tip: Tip) -> tuple[Question, ...]:
    return questionnaire.of_tip(tip.id)


def _item(agenda: Agenda, what: str) -> Item:
    return next(item for item in agenda.items if item.what == what)


def _steps(minutes: int) -> list[dict[str, Any]]:
    """Split the minutes for one tip into what a table does with them."""
    read = 1 if minutes < 12 else 2
    whose = agree = max(1, minutes // 5)
    return [
        {"minutes": read, "what": "Somebody reads the tip aloud."},
        {
            "minutes": minutes - read - whose - agree,
            "what": "Talk about what works, what gets in the way, and what is already planned.",
        },
        {"minutes": whose, "what": "Ask whose problem it really is."},
        {"minutes": agree, "what": "Agree a score, and one thing to do next with lead and date."},
    ]


__all__ = ["Document", "Pack", "Packing", "Table"]
