"""A questionnaire: a framework turned into keyed questions, as they were sent.

The pack writes the questions, the readers bring back texts by their keys; neither knows the
other. A questionnaire's hash is on every form, and its JSON lies in `sent/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import PrivateAttr

from toptips.model import questions
from toptips.model.actions import Asking
from toptips.model.boxes import in_boxes, words_in_boxes
from toptips.model.framework import Framework, Level, Tip
from toptips.model.questions import FocusGroup, Form, Kind, Paper, Topic
from toptips.model.reference import Reference
from toptips.model.wordings import Wording, Wordings, put
from toptips.model.workshop import Workshop
from toptips.model.yaml_file import FileModel
from toptips.places import digest


class Choice(FileModel):
    """One answer that can be chosen. `number` is the one its label begins with, if any."""

    value: str
    label: str
    number: int | None = None


class Question(FileModel):
    """One question of a form.

    `field` names its place ("3.score"), `code` is printed ("3a"); `tip` is the item's id,
    or empty for what is asked once; `answer` names the answer for those who can't see the form.
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

    @property
    def boxes(self) -> tuple[str, ...]:
        """The words that stand behind the boxes of its choices: those of the placeholder, if any.

        Else they are the choices' labels.
        """
        words = words_in_boxes(self.placeholder)
        if len(words) == len(self.choices):
            return words
        return tuple(choice.label for choice in self.choices)


class AskedTip(FileModel):
    """An item as a form names it."""

    id: str
    number: int
    title: str


class Questionnaire(FileModel):
    """All that a form asks, in the form's order.

    `edition` is that of the report whose priorities a focus group's sheet asks about; 0 for a
    draft, and for other forms. `smallest_group` is the fewest people of whom that sheet says that
    anything is printed, 0 where it is not written down.
    """

    format: Literal[1] = 1
    workshop: str
    form: Form | Paper | FocusGroup
    edition: int = 0
    smallest_group: int = 0
    framework: str
    version: str
    scale: tuple[Level, ...]
    tips: tuple[AskedTip, ...]
    groups: tuple[str, ...] = ()
    questions: tuple[Question, ...]

    def to_json(self) -> bytes:
        """Return its one canonical text, from which its hash is taken."""
        data = self.model_dump(mode="json")
        for key in ("edition", "smallest_group"):
            if not data[key]:
                del data[key]  # as where there was none yet
        return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    _sent_as: str = PrivateAttr(default="")

    @property
    def hash(self) -> str:
        """The SHA-256 of its file's bytes, in hex: as it was sent, or as it would be."""
        return self._sent_as or digest(self.to_json())

    @classmethod
    def of_file(cls, raw: bytes) -> Questionnaire:
        """Read one that was sent, by whichever version. Raises ValidationError."""
        questionnaire = cls.model_validate_json(raw)
        questionnaire._sent_as = digest(raw)
        return questionnaire

    def of_tip(self, tip_id: str) -> tuple[Question, ...]:
        """Return the questions of one item, or with "" those that are asked once."""
        return tuple(question for question in self.questions if question.tip == tip_id)

    def reference(self, whose: str) -> Reference:
        """Return what is printed on a form of it. `whose` is the partner, or the table."""
        return Reference(
            workshop=self.workshop,
            form=self.form,
            partner=whose,
            framework=self.framework,
            version=self.version,
            hash=self.hash[:8],
        )


def votes_asked(items: int) -> int:
    """Return how many items each respondent may name as mattering most."""
    return min(3, max(1, (items - 1) // 2))


def make_questionnaire(
    framework: Framework,
    workshop: Workshop,
    form: Form,
    wordings: Wordings,
    tips: Sequence[Tip] | None = None,
    actions: Asking | None = None,
) -> Questionnaire:
    """Turn a framework into the questions of one form, about all its items or some.

    `actions` are what was agreed last time; partners and tables are asked how far it is.
    """
    chosen = tuple(framework.tips if tips is None else tips)
    making = Making(framework, workshop, form, wordings, chosen, actions or {})
    return Questionnaire(
        workshop=workshop.id,
        form=form,
        framework=framework.id,
        version=framework.version,
        scale=framework.scale,
        tips=tuple(AskedTip(id=tip.id, number=tip.number, title=tip.title) for tip in chosen),
        groups=tuple(workshop.groups) if form == "self-assessment" else (),
        questions=(*making.once(), *(made for tip in chosen for made in making.about(tip))),
    )


@dataclass(frozen=True)
class Making:
    """Turns topics into the questions of one form, or of a focus group's sheet."""

    framework: Framework
    workshop: Workshop
    form: Form | FocusGroup
    wordings: Wordings
    tips: tuple[Tip, ...]
    actions: Asking = field(default_factory=dict)

    def once(self) -> Iterator[Question]:
        """Yield the questions that are asked once, the workshop's groups last."""
        left_out = set(questions.votes()[votes_asked(len(self.tips)) :])
        for topic in questions.topics("form", self.form):
            if topic.key not in left_out:
                wording = self.wordings.of(topic, within=self.workshop.internal)
                yield self.question(topic, wording, wording.text, None)
        if self.form == "self-assessment":
            yield from self._groups()

    def _groups(self) -> Iterator[Question]:
        wording = self.wordings.group
        assert wording is not None  # ours has one
        for place, (group, values) in enumerate(self.workshop.groups.items()):
            letter = chr(ord(questions.FIRST_GROUP_LETTER) + place)
            named = {"GROUP": group.replace("-", " ")}
            named_wording = wording.model_copy(update={"answer": put(wording.answer, named)})
            topic = Topic(group, letter, "choice", "form")
            choices = tuple(Choice(value=value, label=value) for value in values)
            yield self.question(topic, named_wording, put(wording.text, named), None, choices)

    def about(self, tip: Tip) -> Iterator[Question]:
        """Yield the questions about one item."""
        asked = self.workshop.asked_about_items(self.form)
        for topic in questions.topics("item", self.form):
            # A duty stays, whatever is agreed locally.
            if topic.key in asked and not (tip.duty and topic.key == "local_tip"):
                wording = self.wordings.of(topic, within=self.workshop.internal)
                yield self.question(topic, wording, self._text(topic, wording, tip, asked), tip)
        if self.form in ("self-assessment", "conversation"):
            yield from self._states(tip)

    def _states(self, tip: Tip) -> Iterator[Question]:
        """Yield how far each action of an item is."""
        wording = self.wordings.state
        assert wording is not None  # ours has one
        for key, letter in questions.state_keys().items():
            if action := self.actions.get((tip.id, key)):
                end = "" if action.action.endswith((".", "?", "!")) else "."
                text = put(wording.text, {"ACTION": f"{action.action}{end}"})
                topic = Topic(key, letter, "choice", values=questions.STATES)
                yield self.question(topic, wording, text, tip)

    def _text(self, topic: Topic, wording: Wording, tip: Tip, asked: Sequence[str]) -> str:
        if topic.key == "score" and self.framework.question:
            return self.framework.question
        if topic.key == "experience":
            return tip.plain
        if self.form == "conversation":
            return wording.tables or wording.text
        return wording.text if "barriers" in asked else wording.alone or wording.text

    def question(
        self,
        topic: Topic,
        wording: Wording,
        text: str,
        tip: Tip | None,
        choices: tuple[Choice, ...] = (),
    ) -> Question:
        """Return what is asked about an item, or once; without `choices` those of its topic."""
        number = tip.number if tip else 0
        meant = self._meant(number)
        choices = choices or tuple(self._choices(topic, wording))
        return Question(
            field=f"{number}.{topic.key}",
            code=f"{number}{topic.letter}",
            key=topic.key,
            tip=tip.id if tip else "",
            kind=topic.kind,
            text=put(text, meant),
            answer=put(wording.answer, meant),
            placeholder=in_boxes(self._short(choice, wording) for choice in choices)
            if topic.kind == "choice"
            else self.wordings.placeholders[topic.kind],
            choices=choices,
        )

    def _short(self, choice: Choice, wording: Wording) -> str:
        """Return the words behind a choice's box: few on the form of which all is in one table."""
        if self.form != "self-assessment":
            return choice.label
        if choice.number is not None:
            return str(choice.number)
        return wording.short.get(choice.value, choice.label)

    def _meant(self, number: int) -> dict[str, str]:
        """Return what the words in capitals stand for in the question about one item."""
        barriers = questions.topic_of("barriers")
        return {
            "BARRIERS": f"{number}{barriers.letter if barriers else ''}",
            "ITEM": self.framework.item.singular,
            "ITEMS": self.framework.item.plural,
            "KEY_QUESTION": self.workshop.key_question,
            "PLACE": self.workshop.named_place,
        }

    def _choices(self, topic: Topic, wording: Wording) -> Iterator[Choice]:
        if topic.besides == "items":
            for tip in self.tips:
                label = f"{tip.number} {tip.title}"
                yield Choice(value=tip.id, label=label, number=tip.number)
        elif topic.besides == "levels":
            for level in self.framework.scale:
                label = f"{level.value} {level.label}"
                yield Choice(value=str(level.value), label=label, number=level.value)
        labels = wording.choices
        if self.form == "conversation":
            labels = labels | wording.tables_choices
        for value in topic.values:
            if self.workshop.internal and value not in labels:
                continue  # within one organisation there is no sector to name
            yield Choice(value=value, label=labels[value])
