"""A questionnaire: a framework turned into keyed questions, as they were sent.

The pack writes the questions, the readers bring back texts by their keys; neither knows the
other. A questionnaire's hash is on every form, and its JSON lies in `sent/`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, ValidationError

from toptips.errors import TopTipsError
from toptips.model.framework import Framework, Level, Tip
from toptips.model.workshop import Workshop
from toptips.model.yaml_file import (
    FORMAT,
    FileModel,
    Finding,
    Line,
    Text,
    folded,
    load,
    nearest,
    whole,
)
from toptips.places import Folder, read_bytes, shipped

Form = Literal["self-assessment", "conversation", "people"]
Kind = Literal["choice", "line", "text", "date"]

# The letter of each question of a tip, and of each asked once. They never move.
TIP_QUESTIONS: dict[str, tuple[str, Kind]] = {
    "score": ("a", "choice"),
    "strengths": ("b", "text"),
    "barriers": ("c", "text"),
    "ownership": ("d", "choice"),
    "action": ("e", "text"),
    "lead": ("f", "line"),
    "due": ("g", "date"),
    "local_tip": ("h", "choice"),
    "wording": ("i", "text"),
    "plans": ("j", "text"),
    "dissent": ("k", "text"),
}
ONCE_QUESTIONS: dict[str, tuple[str, Kind]] = {
    "label": ("a", "line"),
    "role": ("b", "line"),
    "speaks_for": ("c", "choice"),
    "quote": ("d", "choice"),
    "top_1": ("e", "choice"),
    "top_2": ("f", "choice"),
    "top_3": ("g", "choice"),
    "other": ("h", "text"),
    "local_support": ("i", "choice"),
}
FIRST_GROUP_LETTER = "j"
# Whose answers a row is, where answers come back in rows. No group gets this far.
PARTNER_CODE = "0z"
DONT_KNOW, NOT_FOR_US = "dont_know", "not_for_us"
CHOICES: dict[str, tuple[str, ...]] = {
    "score": (DONT_KNOW, NOT_FOR_US),
    "ownership": ("ours", "other", "system", "unsure"),
    "local_tip": ("keep", "adapt", "drop"),
    "speaks_for": ("myself", "several"),
    "quote": ("sector", "anonymous", "no"),
    "local_support": ("yes", "no", "unsure"),
}


class Wording(FileModel):
    """How one question is put: its text, the name of its answer, and its fixed choices.

    `tables` is its text on a table's sheet; `alone` where what gets in the way is not asked, to
    which the text may refer by its code.
    """

    text: Text
    tables: Text | None = None
    alone: Text | None = None
    answer: Line
    choices: dict[str, Line] = Field(default_factory=dict)


class Wordings(FileModel):
    """The file `templates/questions.yaml`."""

    format: Literal[1]
    placeholders: dict[Kind, Line]
    once: dict[str, Wording]
    group: Wording
    tip: dict[str, Wording]


class Choice(FileModel):
    """One answer that can be chosen. `number` is the one its label begins with, if any."""

    value: str
    label: str
    number: int | None = None


class Question(FileModel):
    """One question of a form.

    `field` names its place ("3.score"), `code` is printed ("3a"); `tip` is the tip's id, or
    empty for what is asked once; `answer` names the answer for those who can't see the form.
    """

    field: str
    code: str
    key: str
    tip: str
    kind: Kind
    text: str
    answer: str
    placeholder: str
    choices: tuple[Choice, ...] = ()

    @property
    def bookmark(self) -> str:
        """The name of the bookmark around its answer: letters, digits, underscores, 40 at most."""
        return "tt_" + re.sub(r"[^A-Za-z0-9]", "_", self.field)[:37]


class AskedTip(FileModel):
    """A tip as a form names it."""

    id: str
    number: int
    title: str


class Questionnaire(FileModel):
    """All that a form asks, in the form's order."""

    format: Literal[1] = 1
    workshop: str
    form: Form
    framework: str
    version: str
    scale: tuple[Level, ...]
    tips: tuple[AskedTip, ...]
    groups: tuple[str, ...] = ()
    questions: tuple[Question, ...]

    def to_json(self) -> bytes:
        """Return its one canonical text, from which its hash is taken."""
        data = self.model_dump(mode="json")
        return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    @property
    def hash(self) -> str:
        """The SHA-256 of `to_json`, in hex."""
        return hashlib.sha256(self.to_json()).hexdigest()

    def of_tip(self, tip_id: str) -> tuple[Question, ...]:
        """Return the questions of one tip, or with "" those that are asked once."""
        return tuple(question for question in self.questions if question.tip == tip_id)


@dataclass(frozen=True, slots=True)
class Reference:
    """What is printed on a form, so that its return finds its place."""

    workshop: str
    form: str
    partner: str
    framework: str
    version: str
    hash: str

    def __str__(self) -> str:
        parts = (self.workshop, self.form, self.partner, self.framework, self.version, self.hash)
        return "toptips: " + " / ".join(parts)


_REFERENCE = re.compile(
    r"toptips:\s*([a-z0-9-]{1,32})\s*/\s*([a-z-]{1,32})\s*/\s*([a-z0-9-]{1,32})\s*/"
    r"\s*([a-z0-9-]{1,32})\s*/\s*([0-9A-Za-z.-]{1,32})\s*/\s*([0-9a-f]{8})"
)


def find_reference(text: str) -> Reference | None:
    """Find the reference of a form in a text, or None."""
    match = _REFERENCE.search(text)
    return Reference(*match.groups()) if match else None


def load_wordings(templates: Sequence[Path]) -> Wordings:
    """Read questions.yaml from the first of the `templates` folders that has one."""
    for folder in (*templates, shipped("templates")):
        path = folder / "questions.yaml"
        if path.is_file():
            return load(path, Wordings, check_wordings)
    raise TopTipsError("The templates that ship with toptips are missing. Install it again.")


def check_wordings(data: dict[str, Any]) -> Iterator[Finding]:
    """Find what is missing of the wordings, or too much, although each is well formed."""
    if isinstance(placeholders := data.get("placeholders"), dict):
        for kind in get_args(Kind):
            if kind not in placeholders:
                yield ("placeholders",), f"the placeholder '{kind}' is missing."
    for section, asked in (("once", ONCE_QUESTIONS), ("tip", TIP_QUESTIONS)):
        given = data.get(section)
        if not isinstance(given, dict):
            continue
        for key in [key for key in given if key not in asked]:
            hint = nearest(str(key), list(asked))
            yield (section, key), f"'{key}' is not a question under '{section}'.{hint}"
        for key in asked:
            if key not in given:
                yield (section,), f"the wording of '{key}' is missing under '{section}'."
            elif isinstance(given[key], dict):
                yield from _check_choices(given[key].get("choices", {}), section, key)


def _check_choices(choices: Any, section: str, key: str) -> Iterator[Finding]:
    if not isinstance(choices, dict):
        return
    expected = set(CHOICES.get(key, ()))
    if set(choices) != expected:
        yield (
            (section, key, "choices"),
            f"'{key}' needs wording for exactly these choices:"
            f" {', '.join(sorted(expected)) or 'none'}.",
        )
    if len({folded(label) for label in choices.values()}) < len(choices):
        yield (section, key, "choices"), f"two choices of '{key}' have the same words."


def votes_asked(tips: int) -> int:
    """Return how many tips each respondent may name as mattering most."""
    return min(3, max(1, (tips - 1) // 2))


def make_questionnaire(
    framework: Framework,
    workshop: Workshop,
    form: Form,
    wordings: Wordings,
    tips: Sequence[Tip] | None = None,
) -> Questionnaire:
    """Turn a framework into the questions of one form, about all its tips or some."""
    chosen = tuple(tips if tips is not None else framework.tips)
    asked = tuple(AskedTip(id=tip.id, number=tip.number, title=tip.title) for tip in chosen)
    questions: list[Question] = []
    if form != "conversation":
        questions += _once(asked, workshop, wordings)
    keys = list(TIP_QUESTIONS) if form == "conversation" else list(workshop.ask)
    for tip in asked:
        questions += [
            _question(
                tip.number, tip.id, key, TIP_QUESTIONS[key], wording, wordings, form
            ).model_copy(update={"choices": _choices(key, wording, framework.scale)})
            for key, wording in _of_tip(tip.number, keys, wordings)
        ]
    return Questionnaire(
        workshop=workshop.id,
        form=form,
        framework=framework.id,
        version=framework.version,
        scale=framework.scale,
        tips=asked,
        groups=tuple(workshop.groups),
        questions=tuple(questions),
    )


def _of_tip(
    number: int, keys: Collection[str], wordings: Wordings
) -> Iterator[tuple[str, Wording]]:
    """Yield the questions asked of one tip; its barriers' code is put in where it is meant."""
    code = f"{number}{TIP_QUESTIONS['barriers'][0]}"
    for key in TIP_QUESTIONS:
        if key in keys:
            wording = wordings.tip[key]
            text = wording.text if "barriers" in keys else wording.alone or wording.text
            yield key, wording.model_copy(update={"text": text.replace("BARRIERS", code)})


def _once(tips: tuple[AskedTip, ...], workshop: Workshop, wordings: Wordings) -> list[Question]:
    questions = []
    tops = tuple(Choice(value=t.id, label=f"{t.number} {t.title}", number=t.number) for t in tips)
    for key, place in ONCE_QUESTIONS.items():
        if key.startswith("top_") and int(key[-1]) > votes_asked(len(tips)):
            continue
        wording = wordings.once[key]
        choices = tops if key.startswith("top_") else _choices(key, wording, ())
        question = _question(0, "", key, place, wording, wordings, "self-assessment")
        questions.append(question.model_copy(update={"choices": choices}))
    letter = FIRST_GROUP_LETTER
    for group, values in workshop.groups.items():
        wording = wordings.group
        question = _question(0, "", group, (letter, "choice"), wording, wordings, "self-assessment")
        questions.append(
            question.model_copy(
                update={
                    "text": wording.text.replace("GROUP", group.replace("-", " ")),
                    "answer": wording.answer.replace("GROUP", group.replace("-", " ")),
                    "choices": tuple(Choice(value=value, label=value) for value in values),
                }
            )
        )
        letter = chr(ord(letter) + 1)
    return questions


def _question(
    number: int,
    tip: str,
    key: str,
    place: tuple[str, Kind],
    wording: Wording,
    wordings: Wordings,
    form: Form,
) -> Question:
    letter, kind = place
    return Question(
        field=f"{number}.{key}",
        code=f"{number}{letter}",
        key=key,
        tip=tip,
        kind=kind,
        text=(wording.tables if form == "conversation" else None) or wording.text,
        answer=wording.answer,
        placeholder=wordings.placeholders[kind],
    )


def _choices(key: str, wording: Wording, scale: Sequence[Level]) -> tuple[Choice, ...]:
    levels = tuple(
        Choice(value=str(one.value), label=f"{one.value} {one.label}", number=one.value)
        for one in scale
        if key == "score"
    )
    fixed = tuple(Choice(value=v, label=wording.choices[v]) for v in CHOICES.get(key, ()))
    return levels + fixed


def _check_format(raw: bytes, path: Path) -> None:
    """Refuse a questionnaire that a newer toptips sent, whatever else may be new in it."""
    try:
        data = json.loads(raw)
    except ValueError:
        return
    number = whole(data.get("format")) if isinstance(data, dict) else None
    if number is not None and number > FORMAT:
        raise TopTipsError(
            f"{path} was written by a newer toptips (format {number}; this one reads {FORMAT})."
            " Update toptips to use it."
        )


def load_sent(folder: Path) -> dict[str, Questionnaire]:
    """Read the questionnaires that were sent, by the first eight hex digits of their hash.

    A file that was changed since no longer matches its name and is refused.
    """
    sent: dict[str, Questionnaire] = {}
    for path in sorted(Folder(folder).sent.glob("*.json")):
        if path.name.startswith("."):
            continue  # some computers leave notes of their own beside every file
        raw = read_bytes(path)
        _check_format(raw, path)
        try:
            questionnaire = Questionnaire.model_validate_json(raw)
        except ValidationError:
            raise TopTipsError(
                f"{path} is damaged. Put back a copy of it, or delete it and run"
                " 'toptips prepare' to write it again."
            ) from None
        if questionnaire.hash != path.stem:
            raise TopTipsError(
                f"{path} was changed after it was sent. Put back the one that was sent."
            )
        sent[path.stem[:8]] = questionnaire
    return sent
