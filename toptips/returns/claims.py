"""A return on its way to its status: its answers checked, and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from toptips.model.decisions import Decision, Decisions
from toptips.model.focus_topics import ABOUT_THE_GROUP
from toptips.model.personal_data import hide, remark
from toptips.model.questionnaire import Questionnaire
from toptips.model.questions import FOCUS_GROUP, keys
from toptips.model.reference import Reference
from toptips.model.returned import ReturnRow, Status
from toptips.model.yaml_file import folded
from toptips.returns.answers import understood
from toptips.returns.corrections import corrected
from toptips.returns.form import Origin, Return
from toptips.returns.left_over import Aside, notes_on, text_of
from toptips.returns.period import Period
from toptips.returns.shelf import Shelf


@dataclass(slots=True)
class Claim:
    """One return that could be read, on its way to its status.

    Its answers lie on a shelf, at `place`; here is only how many there are, whether any of them
    is more than who somebody is, and what tells them from others (`content`). `partner` is empty
    for what a table agreed, whose `respondent` is the table. `decision` is what a person decided
    about it, if anything.
    """

    origin: Origin
    reference: Reference | None
    asked: str
    questionnaire: Questionnaire | None
    modified: datetime | None
    place: int
    answered: int
    is_answered: bool
    content: bytes
    notes: list[str]
    dated: datetime | None = None
    decision: Decision | None = None
    partner: str = ""
    respondent: str = ""
    left_over: tuple[Aside, ...] = ()
    status: Status = "accepted"
    form: str = field(init=False)

    def __post_init__(self) -> None:
        made_from = self.questionnaire or self.reference
        self.form = made_from.form if made_from else ""

    @property
    def id(self) -> str:
        """The return's id, which is the response's where it counts."""
        return self.origin.return_id

    @property
    def label(self) -> str:
        """The label as it is compared: in small letters, without doubled spaces."""
        return folded(self.respondent)

    def say(self, status: Status, message: str) -> None:
        """Give it a status other than accepted, and say why, before all else."""
        self.status = status
        self.notes.insert(0, message)

    def row(self) -> ReturnRow:
        """Return its row of returns.csv."""
        return ReturnRow(
            return_id=self.id,
            questionnaire=self.asked,
            file=self.origin.file,
            member=self.origin.within,
            sha256=self.origin.sha256,
            format=self.origin.format,
            form=self.form,
            partner=self.partner,
            respondent=self.respondent,
            response_id=self.id if self.status == "accepted" else "",
            status=self.status,
            answered=self.answered if self.questionnaire else None,
            asked=len(self.questionnaire.questions) if self.questionnaire else None,
            message="\n".join([*self.notes, *notes_on(self.left_over)]),
            left_over=text_of(self.left_over),
        )


def claim_of(
    returned: Return, decisions: Decisions, shelf: Shelf, period: Period | None = None
) -> Claim:
    """Make a claim of a return: check its answers and find what was decided about it.

    The answers are put on the shelf. Of the times of last change only those in the period are
    believed, or all.
    """
    values: dict[str, str] = {}
    notes = list(returned.notes)
    return_id = returned.origin.return_id
    if returned.questionnaire is not None:
        texts, said = corrected(
            returned.texts, decisions.answers_to(return_id), returned.questionnaire
        )
        notes += said
        values, not_understood = understood(returned.questionnaire, texts)
        # What is said of an answer may repeat it.
        notes += map(hide, not_understood)
        notes += _personal_data(returned.questionnaire, values)
        notes += _of_a_group(returned, values)
    return Claim(
        origin=returned.origin,
        reference=returned.reference,
        asked=returned.asked,
        questionnaire=returned.questionnaire,
        modified=period.believed(returned.modified) if period else returned.modified,
        dated=returned.modified,
        place=shelf.put(values),
        answered=len(values),
        is_answered=_is_answered(returned.questionnaire, values),
        content=sha256(repr(values).encode("utf-8", "replace")).digest(),
        notes=notes,
        decision=decisions.of(return_id),
        respondent=values.get("0.label", ""),
        left_over=returned.left_over,
    )


def _is_answered(questionnaire: Questionnaire | None, values: Mapping[str, str]) -> bool:
    """Say whether any answer is more than who somebody is, and what may be printed."""
    says_nothing = {*keys(column=True), *keys(consent=True), *ABOUT_THE_GROUP}
    asked = questionnaire.questions if questionnaire else ()
    return any(question.field in values for question in asked if question.key not in says_nothing)


def _of_a_group(returned: Return, values: Mapping[str, str]) -> Iterator[str]:
    """Say of a focus group's sheet what it does not tell."""
    asked = returned.questionnaire
    if asked is None or asked.form != FOCUS_GROUP:
        return
    for question in asked.questions:
        if question.key == "how_many" and question.field not in values:
            yield (
                f"{question.code} does not say how many took part, so nothing of this sheet is"
                " printed. Ask, and put the number into decisions.yaml."
            )
    if returned.reference is None:
        yield (
            "Its reference is gone, so neither the workshop that it is of nor the edition whose"
            " priorities it saw is certain."
        )


def _personal_data(questionnaire: Questionnaire, values: Mapping[str, str]) -> Iterator[str]:
    """Say in which answers there is what may identify a person, without repeating it."""
    in_columns = keys(column=True)
    for question in questionnaire.questions:
        if question.kind in ("line", "text"):
            quotable = question.key not in in_columns
            if said := remark(question.code, values.get(question.field, ""), quotable=quotable):
                yield said
