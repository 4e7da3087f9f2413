"""The paper: what the lead writes into the report, its questions and what is written so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toptips.model.framework import Framework
from toptips.model.paper_parts import MEANT_TO_NAME, OF_GROUPS, OPTIONAL, PARTS
from toptips.model.personal_data import remark
from toptips.model.questionnaire import Question, Questionnaire
from toptips.model.questions import PAPER
from toptips.model.wordings import Wordings, put
from toptips.model.workshop import Workshop

# What only says that something is still to come.
_TO_COME = frozenset(
    ("", "tbc", "tba", "tbd", "to be confirmed", "to be written", "to follow", "to be added", "xx")
)


@dataclass(frozen=True)
class Paper:
    """What is written so far.

    `names` are the printed names of all parts, by key and in order; `texts` what was written, by
    key, a line for each paragraph, with a bullet before each line of a list. `notes` are sentences
    about what a person should see to.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def text(self, key: str) -> str:
        """Return what is written under a part; nothing where it is still to come."""
        text = self.texts.get(key, "").strip()
        plain = " ".join(re.sub(r"[\W_]+", " ", text).split()).casefold()
        return "" if plain in _TO_COME else text

    @property
    def unwritten(self) -> tuple[str, ...]:
        """The printed names of what is still to be written, where no focus group is shown."""
        return self.still_to_write(groups_shown=False)

    def still_to_write(self, *, groups_shown: bool) -> tuple[str, ...]:
        """Return the printed names of what is still to be written.

        `groups_shown`: the report prints what focus groups said. Their sheet promised them to say
        what changed because of it.
        """
        optional = set(OPTIONAL) - ({OF_GROUPS} if groups_shown else set())
        return tuple(
            name for key, name in self.names.items() if key not in optional and not self.text(key)
        )

    def personal_data(self) -> Iterator[str]:
        """Say in which parts there is what may identify a person, without repeating it."""
        for topic in PARTS:
            said = remark(topic.letter, self.text(topic.key), quotable=False)
            if said and topic.key not in MEANT_TO_NAME:
                yield f"{said} The report prints it as it stands; please look at it."


def make_paper_questionnaire(
    framework: Framework, workshop: Workshop, wordings: Wordings
) -> Questionnaire:
    """Return what the paper of a workshop asks of the lead."""
    meant = {
        "ITEM": framework.item.singular,
        "ITEMS": framework.item.plural,
        "KEY_QUESTION": workshop.key_question,
        "PLACE": workshop.named_place,
    }
    asked = []
    for topic in PARTS:
        wording = wordings.of(topic)
        asked.append(
            Question(
                field=f"0.{topic.key}",
                code=topic.letter,
                key=topic.key,
                tip="",
                kind=topic.kind,
                text=put(wording.text, meant),
                answer=put(wording.answer, meant),
                placeholder=wordings.placeholders[topic.kind],
            )
        )
    return Questionnaire(
        workshop=workshop.id,
        form=PAPER,
        framework=framework.id,
        version=framework.version,
        scale=(),
        tips=(),
        questions=tuple(asked),
    )
