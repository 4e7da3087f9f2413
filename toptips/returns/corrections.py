"""Answers that a person put right in decisions.yaml: checked as a form's are, and said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from toptips.model.questionnaire import Question, Questionnaire
from toptips.model.questions import PARTNER_CODE
from toptips.model.yaml_file import Finding, items, nearest
from toptips.returns.answers import understood
from toptips.returns.form import shortened


def corrected(
    texts: Mapping[str, str], answers: Mapping[str, str], questionnaire: Questionnaire
) -> tuple[Mapping[str, str], list[str]]:
    """Return a form's texts by field as they were put right, and sentences that say which.

    `answers` are the right ones by the codes that are printed; an empty one takes an answer out.
    The sentences never hold an answer.
    """
    if not answers:
        return texts, []
    by_code = _by_code(questionnaire)
    known = {code: text for code, text in answers.items() if code in by_code}
    right = {by_code[code].field: text.strip() for code, text in known.items()}
    set_right = sorted((code for code, text in known.items() if text.strip()), key=_order)
    taken_out = sorted((code for code, text in known.items() if not text.strip()), key=_order)
    said = []
    if set_right:
        said.append(f"Corrected by a person, as decisions.yaml says: {', '.join(set_right)}.")
    if taken_out:
        said.append(f"Taken out by a person, as decisions.yaml says: {', '.join(taken_out)}.")
    return {**texts, **right}, said


def wrong_corrections(
    data: dict[str, Any],
    asked: Mapping[str, str],
    questionnaires: Mapping[str, Questionnaire],
) -> Iterator[Finding]:
    """Find the entries of decisions.yaml that correct what can't be corrected so.

    `asked` holds the hash of the questionnaire of each return, empty where it could not be read,
    by the return's id.
    """
    for position, entry in items(data, "decisions"):
        answers = entry.get("answers")
        if not isinstance(answers, dict) or not answers:
            continue
        return_id = str(entry.get("response"))
        questionnaire = questionnaires.get(asked.get(return_id, ""))
        if questionnaire is None:
            yield (("decisions", position, "response"), _of_return(return_id, asked))
            continue
        for code, text in answers.items():
            # What is no text at all is said with the rest of the file's shape.
            is_text = isinstance(text, str | int | float) and not isinstance(text, bool)
            if is_text and (said := _wrong(str(code), str(text), questionnaire)):
                yield ("decisions", position, "answers", code), said


def _of_return(return_id: str, asked: Collection[str]) -> str:
    if return_id in asked:
        return f"the return {return_id} could not be read, so no answer of it can be put right."
    return f"there is no return {shortened(return_id)}; returns.csv says which there are."


def _wrong(code: str, text: str, questionnaire: Questionnaire) -> str:
    """Say what is wrong with a correction, and what there is to choose from; nothing if all is."""
    by_code = _by_code(questionnaire)
    question = by_code.get(code.casefold())
    if code == PARTNER_CODE:
        return "whose a form is stands under 'partner', not among its answers."
    if question is None:
        hint = nearest(code, [*by_code])
        return f"the form has no question '{shortened(code)}'; codes are as printed, as 3d.{hint}"
    if not text.strip() or understood(questionnaire, {question.field: text})[0]:
        return ""
    return f"'{shortened(text)}' is no answer to {question.code}: {_choices(question)}"


def _choices(question: Question) -> str:
    if question.kind == "date":
        return "write a date such as 30 November 2026."
    named = (
        choice.value if choice.value == choice.label else f"{choice.value} ({choice.label})"
        for choice in question.choices
    )
    return f"choose from {'; '.join(named)}."


def _by_code(questionnaire: Questionnaire) -> dict[str, Question]:
    return {question.code: question for question in questionnaire.questions}


def _order(code: str) -> tuple[int, str]:
    """Return what puts codes in the order of the form: 2a stands before 10a."""
    return int(code.rstrip("abcdefghijklmnopqrstuvwxyz") or 0), code
