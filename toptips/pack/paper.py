"""The paper: the document into which the lead writes what the report can't count."""

from __future__ import annotations

from dataclasses import dataclass

from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.documents.word import write_word
from toptips.model.framework import Framework
from toptips.model.questionnaire import Questionnaire
from toptips.model.workshop import Workshop
from toptips.pack import told

TEMPLATE = "paper/paper.md.j2"
# Whose form it is, in its reference.
LEAD = "lead"


@dataclass(frozen=True)
class PaperTold:
    """All that the paper's template is told. `board` is whom the report is for, in words."""

    workshop: told.WorkshopTold
    framework: told.FrameworkTold
    board: str
    questions: dict[str, told.QuestionTold]
    reference: str


def write_paper(
    workshop: Workshop, framework: Framework, templates: Templates, questionnaire: Questionnaire
) -> bytes:
    """Return the bytes of an empty paper.docx, which asks what `questionnaire` does.

    Raises TemplateError where the template is wrong, or leaves out one of the questions.
    """
    reference = str(questionnaire.reference(LEAD))
    rendered = templates.render(
        TEMPLATE,
        PaperTold(
            workshop=told.workshop_told(workshop),
            framework=told.framework_told(framework),
            board=workshop.board or "board",
            questions={
                question.key: told.question_told(question) for question in questionnaire.questions
            },
            reference=reference,
        ),
    )
    return write_word(
        read_blocks(rendered),
        brand=templates.find("brand.docx"),
        questionnaire=questionnaire,
        reference=reference,
    )
