"""The focus group's sheet: are these the right priorities, and what is missing?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.documents.word import write_word
from toptips.model.focus_groups import ANY_GROUP, ASKED_ONCE
from toptips.model.framework import Tip
from toptips.model.questionnaire import Question, Questionnaire
from toptips.model.workshop import Workshop
from toptips.pack import told

TEMPLATE = "report/focus-group.md.j2"
SAYS_WHO = ("label", "met_on", "how_many", "writer")
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")


@dataclass(frozen=True)
class PriorityTold:
    """One priority in plain words, with a sentence of figures, which may be empty."""

    place: str
    number: int
    statement: str
    figures: str
    questions: tuple[told.QuestionTold, ...]


@dataclass(frozen=True)
class FocusGroupTold:
    """All that the sheet's template is told. `smallest_group` is the fewest people shown."""

    workshop: told.WorkshopTold
    framework: told.FrameworkTold
    scale: str
    made_on: str
    draft: bool
    edition: int
    answered: str
    smallest_group: int
    priorities: tuple[PriorityTold, ...]
    about_the_group: tuple[told.QuestionTold, ...]
    in_words: tuple[told.QuestionTold, ...]
    consent: tuple[told.QuestionTold, ...]
    reference: str


@dataclass(frozen=True)
class ShownPriorities:
    """What a sheet shows: the priorities in order, and by their ids a sentence of figures.

    `answered` names how many people answered, of whom each figure counts some.
    """

    priorities: tuple[Tip, ...]
    figures: Mapping[str, str]
    smallest_group: int
    answered: str = ""
    made_on: str = ""


def write_focus_group(
    shown: ShownPriorities,
    questionnaire: Questionnaire,
    workshop: Workshop,
    framework: told.FrameworkTold,
    templates: Templates,
) -> bytes:
    """Return the sheet as a Word document, which asks what `questionnaire` does.

    Raises TemplateError where the template is wrong, or leaves out one of the questions.
    """
    reference = str(questionnaire.reference(ANY_GROUP))
    once = questionnaire.of_tip("")
    rendered = templates.render(
        TEMPLATE,
        FocusGroupTold(
            workshop=told.workshop_told(workshop),
            framework=framework,
            scale=_ends_of(framework),
            made_on=shown.made_on,
            draft=not questionnaire.edition,
            edition=questionnaire.edition,
            answered=shown.answered,
            smallest_group=shown.smallest_group,
            priorities=tuple(
                PriorityTold(
                    place=place,
                    number=tip.number,
                    statement=tip.plain or tip.title,
                    figures=shown.figures.get(tip.id, ""),
                    questions=_told(questionnaire.of_tip(tip.id), ("right", "why")),
                )
                for place, tip in zip(ORDINALS, shown.priorities, strict=False)
            ),
            about_the_group=_told(once, SAYS_WHO),
            in_words=_told(once, ASKED_ONCE),
            consent=_told(once, ("quote",)),
            reference=reference,
        ),
    )
    return write_word(
        read_blocks(rendered),
        brand=templates.find("brand.docx"),
        questionnaire=questionnaire,
        reference=reference,
    )


def _told(asked: Sequence[Question], keys: Sequence[str]) -> tuple[told.QuestionTold, ...]:
    """Say of the questions with these keys what may be printed."""
    return tuple(told.question_told(question) for question in asked if question.key in keys)


def _ends_of(framework: told.FrameworkTold) -> str:
    """Say what the lowest and the highest level of the scale mean."""
    lowest, *_, highest = framework.scale
    return f"{lowest.value} ({lowest.label}) to {highest.value} ({highest.label})"
