"""What was asked: a workshop as its forms put it, whatever its files say today."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from toptips.model import questions
from toptips.model.framework import Framework, Tip
from toptips.model.questionnaire import AskedTip, Question, Questionnaire
from toptips.model.questions import Form
from toptips.model.sendings import Promises, Sending
from toptips.model.workshop import Partner, Workshop

SENT_BY_0_1_0 = (
    "These forms were sent by version 0.1.0 of toptips, which kept the questions and no more:"
    " partners, sectors, groups and explanations are those of today's files."
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """The day itself, which may be put right until it is over: as workshop.yaml has it today."""

    title: str = ""
    day: date | None = None
    venue: str = ""
    facilitators: tuple[str, ...] = ()
    board: str = ""
    tables: int = 0

    @classmethod
    def of(cls, workshop: Workshop) -> Occasion:
        """Take it from workshop.yaml."""
        return cls(
            title=workshop.title,
            day=workshop.date,
            venue=workshop.venue,
            facilitators=workshop.facilitators,
            board=workshop.board or "",
            tables=workshop.tables,
        )


@dataclass(frozen=True)
class Asked:
    """A workshop as it was asked.

    `questionnaires` are those that were sent, by the first eight hex digits of their hash;
    `partners` all that were asked or answered, as they were sent. `promises` are the strictest of
    the forms that were answered, `families` the two families of sectors that these announced.
    `remarks` say in sentences what has changed since, and what was put in different words.
    `actions` are the ids of what was agreed last time, by "item/key" of the question about it.
    """

    framework: Framework
    questionnaires: Mapping[str, Questionnaire]
    partners: tuple[Partner, ...]
    groups: Mapping[str, tuple[str, ...]]
    promises: Promises
    ask: tuple[str, ...]
    ask_tables: tuple[str, ...] = ()
    workshop: str = ""
    place: str = ""
    key_question: str = ""
    occasion: Occasion = Occasion()
    remarks: tuple[str, ...] = ()
    answered_with: Mapping[str, int] = field(default_factory=dict)
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actions: Mapping[str, str] = field(default_factory=dict)

    @property
    def scale(self) -> tuple[int, ...]:
        """The levels of the scale, the lowest first."""
        return tuple(level.value for level in self.framework.scale)

    def partner(self, partner_id: str) -> Partner | None:
        """Return the partner of this id, or None."""
        return next((partner for partner in self.partners if partner.id == partner_id), None)

    def labels(self, form: Form) -> dict[str, dict[str, str]]:
        """Return the words of each choice as they were sent: question key, value, label.

        Where forms put them in different words, those that most answered come first.
        """
        found: dict[str, dict[str, str]] = {}
        for question in self._questions(form):
            for choice in question.choices:
                found.setdefault(question.key, {}).setdefault(choice.value, choice.label)
        return found

    def boxes(self, form: Form) -> dict[str, str]:
        """Return what the boxes of each question say as they were sent, by question key."""
        found: dict[str, str] = {}
        for question in self._questions(form):
            if question.choices:
                found.setdefault(question.key, question.placeholder)
        return found

    def answers(self) -> dict[str, str]:
        """Return the name of each question's answer by key, as it was sent."""
        found: dict[str, str] = {}
        for form in ("self-assessment", "conversation", "people"):
            for question in self._questions(form):
                found.setdefault(question.key, question.answer)
        return found

    def _questions(self, form: str) -> Iterator[Question]:
        """Yield the questions of all questionnaires of a form, the most answered first."""
        sent = [
            (-self.answered_with.get(name, 0), name, questionnaire)
            for name, questionnaire in self.questionnaires.items()
            if questionnaire.form == form
        ]
        for _, _, questionnaire in sorted(sent, key=lambda found: found[:2]):
            yield from questionnaire.questions


def as_asked(
    workshop: Workshop,
    framework: Framework,
    questionnaires: Mapping[str, Questionnaire],
    sendings: Mapping[int, Sending],
    answered_with: Mapping[str, int],
) -> Asked:
    """Return a workshop as it was asked: the last sending that anybody answered, else the last.

    `workshop` and `framework` are today's; `answered_with` counts the returns that count by the
    questionnaire they answer, its first eight hex digits. Where no sending is on record, titles,
    scale and choices are those of the questionnaires, and the rest is today's.
    """
    answered = [
        sending
        for sending in sendings.values()
        if any(sent[:8] in answered_with for sent in sending.questionnaires)
    ]
    others = {name: sent for name, sent in questionnaires.items() if name in answered_with}
    if not sendings or (others and not answered):
        return _before_sendings(workshop, framework, others or questionnaires, answered_with)
    sent = list(sendings.values())
    sending = (answered or sent)[-1]
    later = sent[sent.index(sending) + 1 :]
    promises = reduce(
        Promises.with_stricter, (earlier.promises for earlier in answered), sending.promises
    )
    return Asked(
        framework=sending.framework,
        questionnaires=questionnaires,
        partners=_partners(sending, (*answered, *later)),
        groups=sending.groups,
        promises=promises,
        ask=sending.ask,
        ask_tables=sending.ask_tables,
        workshop=sending.workshop,
        place=sending.place,
        key_question=sending.key_question,
        occasion=Occasion.of(workshop),
        remarks=(
            *_changed_since(sending.framework, framework),
            *_no_longer_asked(questionnaires, answered_with, sending.framework),
            *_in_other_words(questionnaires, answered_with, sending.framework),
        ),
        answered_with=answered_with,
        families=sending.families,
        actions={place: of for each in sent for place, of in each.actions.items()},
    )


def _partners(sending: Sending, others: Sequence[Sending]) -> tuple[Partner, ...]:
    """Return the partners of a sending, then those only of others, the last of them first."""
    found = {partner.id: partner for partner in sending.partners}
    for sending in reversed(others):
        for partner in sending.partners:
            found.setdefault(partner.id, partner)
    return tuple(found.values())


def _before_sendings(
    workshop: Workshop,
    framework: Framework,
    questionnaires: Mapping[str, Questionnaire],
    answered_with: Mapping[str, int],
) -> Asked:
    """Return what version 0.1.0 asked, which kept nothing but its questionnaires."""
    sent = sorted(
        (questionnaire.form != "self-assessment", -answered_with.get(name, 0), name)
        for name, questionnaire in questionnaires.items()
    )
    in_order = [questionnaires[name] for _, _, name in sent]
    tips: dict[str, AskedTip] = {}
    for questionnaire in in_order:
        for tip in questionnaire.tips:
            tips.setdefault(tip.id, tip)
    as_sent = framework
    if in_order:
        as_sent = framework.model_copy(
            update={
                "version": in_order[0].version,
                "scale": in_order[0].scale,
                "tips": tuple(_as_sent(tip, framework) for tip in tips.values()),
            }
        )
    return Asked(
        framework=as_sent,
        questionnaires=questionnaires,
        partners=workshop.partners,
        groups=workshop.groups,
        promises=Promises.of(workshop).model_copy(update={"words_of_tables": "all"}),
        ask=workshop.ask,
        ask_tables=workshop.ask_tables,
        workshop=workshop.id,
        place=workshop.named_place,
        key_question=workshop.key_question,
        occasion=Occasion.of(workshop),
        remarks=(
            *([SENT_BY_0_1_0] if in_order else []),
            *_changed_since(as_sent, framework),
            *_in_other_words(questionnaires, answered_with, as_sent),
        ),
        answered_with=answered_with,
    )


def _as_sent(tip: AskedTip, framework: Framework) -> Tip:
    """Return an item with the number and title that were sent, and today's explanation."""
    today = next((known for known in framework.tips if known.id == tip.id), None)
    if today is not None:
        return today.model_copy(update={"number": tip.number, "title": tip.title})
    only = (tip.title,)
    return Tip(
        id=tip.id, number=tip.number, title=tip.title, summary=tip.title,
        looks_like=only, prompts=only, plain=tip.title,
    )  # fmt: skip


def _changed_since(asked: Framework, today: Framework) -> Iterator[str]:
    """Say how the framework's file differs from what was asked; what was asked is reported."""
    if asked.id != today.id:
        yield (
            f"workshop.yaml names the framework {today.id} now; the forms asked {asked.id}, which"
            " is what is reported."
        )
        return
    changes = []
    if asked.version != today.version:
        changes.append(f"its version is {today.version}, not {asked.version}")
    now = {tip.id: tip.title for tip in today.tips}
    then = {tip.id: tip.title for tip in asked.tips}
    for tip in asked.tips:
        if tip.id not in now:
            changes.append(f"{asked.item.singular} {tip.number} ({tip.title}) is not in it")
        elif now[tip.id] != tip.title:
            changes.append(
                f"{asked.item.singular} {tip.number} is called '{now[tip.id]}', not '{tip.title}'"
            )
    changes += [f"'{title}' is new in it" for key, title in now.items() if key not in then]
    if asked.scale != today.scale:
        changes.append("its scale is another one")
    if changes:
        yield (
            "The framework's file has changed since the forms were sent:"
            f" {'; '.join(changes)}. What was asked is what is reported."
        )


def _no_longer_asked(
    questionnaires: Mapping[str, Questionnaire],
    answered_with: Mapping[str, int],
    asked: Framework,
) -> Iterator[str]:
    """Say which items only earlier forms asked about: they are not among what is reported."""
    known = {tip.id for tip in asked.tips}
    answered: Counter[tuple[int, str]] = Counter()
    for name, count in answered_with.items():
        for tip in questionnaires[name].tips if name in questionnaires else ():
            if tip.id not in known:
                answered[tip.number, tip.title] += count
    for (number, title), count in sorted(answered.items()):
        yield (
            f"{asked.item.singular.capitalize()} {number} ({title}) was asked on {count} forms that"
            " came back, and not on the last that were sent: it is not among what is reported."
        )


def _in_other_words(
    questionnaires: Mapping[str, Questionnaire],
    answered_with: Mapping[str, int],
    asked: Framework,
) -> Iterator[str]:
    """Say how many forms answered which wording, where those that were answered differ."""
    numbers = {tip.id: tip.number for tip in asked.tips}
    for form in ("self-assessment", "conversation", "people"):
        put: dict[tuple[str, str], Counter[str]] = {}
        for name, count in answered_with.items():
            questionnaire = questionnaires.get(name)
            if questionnaire is None or questionnaire.form != form:
                continue
            for place, words in dict.fromkeys(_words_of(questionnaire)):
                put.setdefault(place, Counter())[words] += count
        for (what, tip), versions in put.items():
            if len(versions) < 2 or (tip and tip not in numbers):
                continue
            which = f"{asked.item.singular} {numbers[tip]}" if tip else ""
            in_order = sorted(versions.items(), key=lambda found: (-found[1], found[0]))
            counted = "; ".join(f"{count} answered '{words}'" for words, count in in_order)
            yield f"{what.format(which=which, item=asked.item.singular)}: {counted}."


def _words_of(questionnaire: Questionnaire) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what a questionnaire puts into words: where that is, and the words.

    What is asked of each item in the same words, its number aside, is one place.
    """
    for tip in questionnaire.tips:
        yield ("The title of {which} differed between forms", tip.id), tip.title
    scale = ", ".join(f"{level.value} {level.label}" for level in questionnaire.scale)
    yield ("The scale differed between forms", ""), scale
    for question in questionnaire.questions:
        letter = question.code.lstrip(string.digits)
        where = f"{letter} of each {{item}}" if question.tip else question.code
        text = question.text
        if question.tip:
            # It may refer to another question of the item by its code.
            text = re.sub(rf"\b{question.code.removesuffix(letter)}(?=[a-z]\b)", "", text)
        # What people are asked about their experience is the item's own words, and what was agreed
        # last time another action's.
        if question.key not in ("experience", *questions.state_keys()):
            yield (f"Question {where} differed between forms", ""), text
        labels = "; ".join(choice.label for choice in question.choices)
        if labels and question.key not in questions.votes():
            yield (f"The answers to question {where} differed between forms", ""), labels
