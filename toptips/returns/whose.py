"""Whose answer a return is, and whether it counts: by its reference and label, never its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from toptips.model.decisions import Decision, Decisions
from toptips.model.personal_data import hide, remark
from toptips.model.questionnaire import Questionnaire
from toptips.model.reference import Reference
from toptips.model.responses import IN_COLUMNS
from toptips.model.returned import ReturnRow, Status
from toptips.model.workshop import Workshop
from toptips.model.yaml_file import nearest
from toptips.returns.answers import understood
from toptips.returns.form import Return
from toptips.returns.shelf import Shelf

_TABLE = re.compile(r"table-\d{1,2}")


@dataclass(slots=True)
class Claim:
    """One return that could be read, on its way to its status.

    Its answers lie on a shelf, at `place`; here is only how many there are, whether any of them
    is more than who somebody is, and what tells them from others (`content`). `partner` is empty
    for what a table agreed, whose `respondent` is the table. `decision` is what a person decided
    about it, if anything.
    """

    file: str
    member: str
    sha256: str
    format: str
    reference: Reference | None
    questionnaire: Questionnaire | None
    modified: datetime | None
    place: int
    answered: int
    is_answered: bool
    content: bytes
    notes: list[str]
    decision: Decision | None = None
    partner: str = ""
    respondent: str = ""
    status: Status = "accepted"
    form: str = field(init=False)

    def __post_init__(self) -> None:
        asked = self.questionnaire.form if self.questionnaire else ""
        self.form = asked or (self.reference.form if self.reference else "")

    @property
    def id(self) -> str:
        """The response's id: the first twelve hex digits of its content's SHA-256."""
        return self.sha256[:12]

    @property
    def source(self) -> str:
        """The file, and the member within it."""
        return f"{self.file}!{self.member}" if self.member else self.file

    @property
    def label(self) -> str:
        """The label as it is compared: in small letters, without doubled spaces."""
        return " ".join(self.respondent.split()).casefold()

    def say(self, status: Status, message: str) -> None:
        """Give it a status other than accepted, and say why, before all else."""
        self.status = status
        self.notes.insert(0, message)

    def row(self) -> ReturnRow:
        """Return its row of returns.csv."""
        return ReturnRow(
            file=self.file,
            member=self.member,
            sha256=self.sha256,
            format=self.format,
            form=self.form,
            partner=self.partner,
            respondent=self.respondent,
            response_id=self.id,
            status=self.status,
            answered=self.answered if self.questionnaire else None,
            asked=len(self.questionnaire.questions) if self.questionnaire else None,
            message=" ".join(self.notes),
        )


def claim(returned: Return, decisions: Decisions, shelf: Shelf) -> Claim:
    """Make a claim of a return: check its answers and find what was decided about it.

    The answers are put on the shelf.
    """
    values: dict[str, str] = {}
    notes = list(returned.notes)
    if returned.questionnaire is not None:
        values, not_understood = understood(returned.questionnaire, returned.texts)
        # What is said of an answer may repeat it.
        notes += map(hide, not_understood)
        notes += _personal_data(returned.questionnaire, values)
    return Claim(
        file=returned.file,
        member=returned.member,
        sha256=returned.sha256,
        format=returned.format,
        reference=returned.reference,
        questionnaire=returned.questionnaire,
        modified=returned.modified,
        place=shelf.put(values),
        answered=len(values),
        is_answered=any(field.partition(".")[2] not in IN_COLUMNS for field in values),
        content=sha256(repr(values).encode("utf-8", "replace")).digest(),
        notes=notes,
        decision=decisions.of(returned.sha256[:12]),
        respondent=values.get("0.label", ""),
    )


def _personal_data(questionnaire: Questionnaire, values: Mapping[str, str]) -> Iterator[str]:
    """Say in which answers there is what may identify a person, without repeating it."""
    for question in questionnaire.questions:
        if question.kind in ("line", "text"):
            quotable = question.key not in IN_COLUMNS
            if said := remark(question.code, values.get(question.field, ""), quotable=quotable):
                yield said


def settle(claims: Sequence[Claim], workshop: Workshop) -> None:
    """Give every claim its partner and its status, in place."""
    seen: dict[str, Claim] = {}
    for one in claims:
        _identify(one, workshop)
        first = seen.setdefault(one.sha256, one)
        if first is not one and one.status != "rejected":
            what = "answers" if "!row " in one.source or one.format == "csv" else "file"
            one.say("duplicate", f"The same {what} as {first.source}, which is counted once.")
    people: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    unlabelled: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for one in claims:
        if one.status in ("accepted", "withdrawn", "superseded"):
            if one.label:
                people[one.form, one.partner, one.label].append(one)
            elif one.status == "accepted" and one.form == "self-assessment":
                unlabelled[one.form, one.partner].append(one)
    for same in people.values():
        if len(same) > 1:
            _choose(same, workshop)
    for several in unlabelled.values():
        if len(several) > 1:
            for one in several:
                one.notes.append(
                    f"One of {len(several)} forms without a label from"
                    f" {_who(one, workshop)}; each counts, unless decisions.yaml says that one"
                    " is superseded."
                )


def _identify(one: Claim, workshop: Workshop) -> None:
    """Find a claim's partner or table, and what is plain from the claim itself."""
    reference, decision = one.reference, one.decision
    if reference is not None and reference.workshop != workshop.id:
        one.say(
            "rejected",
            f"This form is of another workshop ('{reference.workshop}'). Please fill in the one"
            f" that you were sent for '{workshop.title}'.",
        )
        return
    if one.questionnaire is None:
        version = "" if reference is None else f" ({reference.framework} {reference.version})"
        one.say(
            "rejected",
            f"This form asks questions{version} that are not among those sent for this workshop."
            " Please fill in the form that you were sent last.",
        )
        return
    _find_partner(one, workshop)
    if decision is not None and decision.status == "withdrawn":
        one.say("withdrawn", f"Withdrawn, as decisions.yaml says.{_why(decision)}")
    elif not one.is_answered:
        one.say(
            "rejected",
            "No question is answered in this form. Please fill it in, save it and send it again;"
            " perhaps the form as you received it was sent back by mistake.",
        )
    elif decision is not None and decision.status == "superseded":
        one.say("superseded", f"Another one counts, as decisions.yaml says.{_why(decision)}")


def _find_partner(one: Claim, workshop: Workshop) -> None:
    decided = one.decision.partner if one.decision else None
    whose = decided or (one.reference.partner if one.reference else "")
    if one.form == "conversation":
        one.respondent = whose
        if not _TABLE.fullmatch(whose):
            one.say(
                "unclaimed",
                "This sheet does not say which table's it is. Add to decisions.yaml:"
                f" - {{response: {one.id}, partner: table-1}}",
            )
        return
    partner = workshop.partner_called(whose)
    if partner is not None or one.form == "people":
        one.partner = partner.id if partner else ""
        return
    if decided:
        reason = f"decisions.yaml says '{decided}', which is not a partner in workshop.yaml."
    elif whose:
        reason = f"It is from '{whose}', which is not a partner in workshop.yaml."
        hint = nearest(whose, [one.name for one in workshop.partners])
        reason += hint if "Did you mean" in hint else ""
    else:
        reason = "This form does not say whose it is."
    one.say("unclaimed", f"{reason} {_how_to_claim(one, 'ID')}")


def _choose(same: list[Claim], workshop: Workshop) -> None:
    """Choose among several forms of one label and partner, or sheets of one table."""
    live = _without_repeats([one for one in same if one.status == "accepted"])
    kept = [one for one in live if one.decision and one.decision.status == "accepted"]
    undecided = [one for one in live if one not in kept]
    if kept:
        _give_way_to_decided(undecided, kept)
        return
    # Those who withdrew their latest words did not ask for their earlier ones.
    withdrawn = [one for one in same if one.status == "withdrawn" and one.modified]
    last = _latest([*undecided, *withdrawn])
    if last is None and withdrawn:
        last = _latest(undecided)
    if last is None:
        named = [one for one in undecided if one.decision and one.decision.partner]
        last = named[0] if len(named) == 1 else None
    if last is None:
        _ask_which(undecided, workshop)
        return
    for one in undecided:
        if one is last:
            continue
        if last.status == "withdrawn":
            reason = (
                f"A later form with the same label, {last.source}, was withdrawn. If this one"
                " counts, say 'status: accepted' of it in decisions.yaml."
            )
        elif last.modified and one.modified and last.modified > one.modified:
            reason = f"{last.source} has the same label and was changed later; that one counts."
        else:
            reason = f"{last.source} has the same label and counts, as decisions.yaml says."
        one.say("superseded", reason)


def _without_repeats(live: list[Claim]) -> list[Claim]:
    """Mark those with the same answers as another one, and return the others."""
    chosen: dict[bytes, Claim] = {}
    # What a person decided on stays, then what is known to be latest, then what stands first.
    for one in sorted(live, key=_decided_then_latest):
        first = chosen.setdefault(one.content, one)
        if first is not one and not (one.decision and one.decision.status):
            one.say("duplicate", f"The same answers as in {first.source}, which are counted once.")
    return [one for one in live if one.status == "accepted"]


def _decided_then_latest(one: Claim) -> tuple[bool, float]:
    return one.decision is None, -one.modified.timestamp() if one.modified else 0.0


def _latest(claims: Sequence[Claim]) -> Claim | None:
    """Return the one that was changed last, or None if that is unknown."""
    if len(claims) == 1:
        return claims[0]
    times = [one.modified for one in claims if one.modified is not None]
    if not times or len(times) < len(claims) or times.count(max(times)) > 1:
        return None
    return next(one for one in claims if one.modified == max(times))


def _give_way_to_decided(undecided: Iterable[Claim], kept: Sequence[Claim]) -> None:
    times = [one.modified for one in kept if one.modified is not None]
    names = " and ".join(one.source for one in kept)
    for one in undecided:
        if len(times) == len(kept) and one.modified is not None and one.modified > max(times):
            one.say(
                "unclaimed",
                f"It has the same label as {names}, which counts as decisions.yaml says, but was"
                f" changed later. Say in decisions.yaml of {one.id} whether it is accepted or"
                " superseded.",
            )
        else:
            one.say("superseded", f"{names} counts, as decisions.yaml says.")


def _ask_which(doubtful: Sequence[Claim], workshop: Workshop) -> None:
    for one in doubtful:
        others = ", ".join(other.source for other in doubtful if other is not one)
        what = "another sheet" if one.form == "conversation" else f"the label '{one.respondent}'"
        way = (
            f"Add to decisions.yaml which one counts: - {{response: {one.id}, status: accepted}}"
            if one.form == "conversation" or one.member
            else _how_to_claim(one, one.partner, "If this one counts, run")
        )
        one.say(
            "unclaimed",
            f"From {_who(one, workshop)} there is {what} in {others} too, and which was changed"
            f" later is unknown. {way}",
        )


def _how_to_claim(one: Claim, partner: str, run: str = "Run") -> str:
    if one.member:
        # The others in the same file may be somebody else's.
        return f"Add to decisions.yaml whose it is: - {{response: {one.id}, partner: {partner}}}"
    return f"{run} 'toptips collect \"returns/{one.file}\" --partner {partner}'."


def _who(one: Claim, workshop: Workshop) -> str:
    partner = workshop.partner(one.partner)
    return partner.name if partner else one.respondent or "nobody known"


def _why(decision: Decision) -> str:
    return f" ({decision.why})" if decision.why else ""
