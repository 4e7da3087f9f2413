"""How each question is put: `templates/questions.yaml`, with a workshop's own words over ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from toptips.errors import FileProblems, Problem, TopTipsError
from toptips.model import focus_topics, questions
from toptips.model.paper_parts import PARTS
from toptips.model.questions import FOCUS_GROUP, FORMS, KINDS, PAPER, PEOPLE, Kind, Topic
from toptips.model.yaml_file import FileModel, Finding, Line, Text, folded, load, nearest
from toptips.places import shipped

NAME = "questions.yaml"
# What stands for something of the workshop's own in a question's text.
_STANDS_FOR = re.compile(r"\b(?:ACTION|BARRIERS|GROUP|ITEMS?|KEY_QUESTION|PLACE)\b")


class Wording(FileModel):
    """How one question is put: its text, the name of its answer, and its fixed choices.

    `tables` is its text on a table's sheet, `tables_choices` its choices there; `alone` where
    what gets in the way is not asked, to which the text may refer by its code. `short` holds
    fewer words for choices, which stand behind the boxes of the self-assessment.
    """

    text: Text
    tables: Text | None = None
    alone: Text | None = None
    answer: Line
    choices: dict[str, Line] = Field(default_factory=dict)
    tables_choices: dict[str, Line] = Field(default_factory=dict)
    short: dict[str, Line] = Field(default_factory=dict)

    def over(self, ours: Wording | None) -> Wording:
        """Return this wording, with our words for the choices that it leaves out."""
        if ours is None:
            return self
        choices = {**ours.choices, **self.choices}
        of_tables = {**ours.tables_choices, **self.choices, **self.tables_choices}
        known = {key: of_tables[key] for key in (*ours.tables_choices, *self.tables_choices)}
        # Ours shorten our words: a choice that is put otherwise has none of them.
        short = {key: words for key, words in ours.short.items() if key not in self.choices}
        return self.model_copy(
            update={"choices": choices, "tables_choices": known, "short": short | self.short}
        )


class Wordings(FileModel):
    """The file `templates/questions.yaml`: each section holds wordings by a question's key.

    `placeholders` show where an answer goes, by its kind; that of choices, which earlier versions
    had, is not used: there stand the choices, each with a box. `once` are asked once in a form,
    `tip` of each item, `people` of people who use services, `paper` of the lead and `focus_group`
    of a group that is shown the priorities; `group` and `state` are how each group, and each action
    of last time, is asked about. `within` holds other words for some of them, where one
    organisation alone is asked.
    """

    format: Literal[1]
    placeholders: dict[Kind, Line] = Field(default_factory=dict)
    once: dict[str, Wording] = Field(default_factory=dict)
    group: Wording | None = None
    state: Wording | None = None
    tip: dict[str, Wording] = Field(default_factory=dict)
    people: dict[str, Wording] = Field(default_factory=dict)
    paper: dict[str, Wording] = Field(default_factory=dict)
    focus_group: dict[str, Wording] = Field(default_factory=dict)
    within: dict[str, Wording] = Field(default_factory=dict)

    def of(self, topic: Topic, *, within: bool = False) -> Wording:
        """Return how a topic is put, `within` one organisation or among several.

        Raises TopTipsError where no words are given for it.
        """
        section = section_of(topic)
        if within and section != "people" and topic.key in self.within:
            return self.within[topic.key]
        try:
            wording: Wording = getattr(self, section)[topic.key]
        except KeyError:
            raise TopTipsError(
                f"templates/{NAME}: the wording of '{topic.key}' is missing under '{section}'."
            ) from None
        return wording

    def over(self, ours: Wordings) -> Wordings:
        """Return these wordings, with ours for all that they leave out."""
        return Wordings(
            format=1,
            placeholders=ours.placeholders | self.placeholders,
            once=_over(self.once, ours.once),
            group=self.group or ours.group,
            state=self.state.over(ours.state) if self.state else ours.state,
            tip=_over(self.tip, ours.tip),
            people=_over(self.people, ours.people),
            paper=_over(self.paper, ours.paper),
            focus_group=_over(self.focus_group, ours.focus_group),
            # A workshop's own words for a question stand in place of both of ours.
            within=_over(
                self.within,
                {
                    key: wording
                    for key, wording in ours.within.items()
                    if key in self.within or key not in {**self.once, **self.tip}
                },
            ),
        )


def section_of(topic: Topic) -> str:
    """Return the section of questions.yaml in which the words of a topic stand."""
    if topic.forms == PEOPLE:
        return "people"
    if topic.forms == (PAPER,):
        return "paper"
    if topic.forms == (FOCUS_GROUP,):
        return "focus_group"
    return "once" if topic.per == "form" else "tip"


def _over(own: Mapping[str, Wording], ours: Mapping[str, Wording]) -> dict[str, Wording]:
    return {**ours, **{key: wording.over(ours.get(key)) for key, wording in own.items()}}


def put(text: str, meant: Mapping[str, str]) -> str:
    """Return a text in which the words in capitals are replaced by what they stand for."""
    return _STANDS_FOR.sub(lambda match: meant.get(match[0], match[0]), text)


def load_wordings(templates: Sequence[Path]) -> Wordings:
    """Read questions.yaml of the first of the `templates` folders that has one, over ours.

    A file of one's own may leave out what it does not change. Raises FileProblems for a bad one.
    """
    path = shipped("templates") / NAME
    if not path.is_file():
        raise TopTipsError("The templates that ship with toptips are missing. Install it again.")
    wordings = load(path, Wordings, check_wordings)
    own = next((folder / NAME for folder in templates if (folder / NAME).is_file()), None)
    if own is None:
        return wordings
    wordings = load(own, Wordings, check_wordings).over(wordings)
    alike = [Problem(NAME, "", sentence) for sentence in _alike(wordings)]
    if alike:
        raise FileProblems(alike)
    return wordings


def _alike(wordings: Wordings) -> Iterator[str]:
    """Find questions of which two choices have the same words, so that no reader tells them."""
    for topic in (*questions.CATALOGUE, *focus_topics.TOPICS):
        wording = getattr(wordings, section_of(topic)).get(topic.key)
        given = [words for words in (wording, wordings.within.get(topic.key)) if words]
        of_each = ((words.choices, words.tables_choices, words.short) for words in given)
        for labels in (part for parts in of_each for part in parts):
            if len({folded(label) for label in labels.values()}) < len(labels):
                yield f"two choices of '{topic.key}' have the same words."


def check_wordings(data: dict[str, Any]) -> Iterator[Finding]:
    """Find what no question asks for, although each wording is well formed."""
    if isinstance(placeholders := data.get("placeholders"), dict):
        for kind in (kind for kind in placeholders if kind not in KINDS):
            yield ("placeholders", kind), f"'{kind}' is not a kind: {', '.join(KINDS)}."
    for section in ("once", "tip", "people", "paper", "focus_group", "within"):
        given = data.get(section)
        known = {
            topic.key: topic
            for topic in _all_topics()
            if section_of(topic) == section or (section == "within" and topic.forms != PEOPLE)
        }
        for key, wording in given.items() if isinstance(given, dict) else ():
            if key not in known:
                hint = nearest(str(key), list(known))
                yield (section, key), f"'{key}' is not a question under '{section}'.{hint}"
            elif isinstance(wording, dict):
                yield from _check_choices(wording, section, known[key])


def _all_topics() -> Iterator[Topic]:
    """Yield the topics of every form, of the paper and of a focus group's sheet."""
    for form in FORMS:
        for per in ("form", "item"):
            yield from questions.topics(per, form)
    yield from PARTS
    yield from focus_topics.TOPICS


def _check_choices(wording: Mapping[str, Any], section: str, topic: Topic) -> Iterator[Finding]:
    for part in ("choices", "tables_choices", "short"):
        given = wording.get(part)
        for value in given if isinstance(given, dict) else ():
            if str(value) not in topic.values:
                known = ", ".join(topic.values) or "none"
                yield (
                    (section, topic.key, part, value),
                    f"'{value}' is no choice of '{topic.key}'. Its choices: {known}.",
                )
