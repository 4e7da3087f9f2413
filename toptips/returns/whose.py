"""Whose answer a return is, and whether it counts: by its reference and label, never its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from toptips.model.decisions import Decision
from toptips.model.questions import FOCUS_GROUP, PAPER, PARTNER_CODE
from toptips.model.reference import ON_PAPER
from toptips.model.workshop import Partner, Workshop
from toptips.returns.alike import choose, how_to_claim, sender_of, without_repeats
from toptips.returns.claims import Claim
from toptips.returns.form import shortened
from toptips.returns.no_form import OF_THE_LEAD
from toptips.returns.partners import PartnersByName

THE_ROOM = "the room"
_TABLE = re.compile(r"table-\d{1,2}")


def settle(claims: Sequence[Claim], workshop: Workshop, earlier: Iterable[Partner] = ()) -> None:
    """Give every claim its partner and its status, in place; `earlier` are partners as sent."""
    seen: dict[str, Claim] = {}
    partners = PartnersByName(workshop, earlier)
    for claim in claims:
        _identify(claim, workshop, partners)
        first = seen.setdefault(claim.origin.sha256, claim)
        if first is not claim and claim.status != "rejected":
            what = "answers" if claim.origin.row else "file"
            claim.say("duplicate", f"The same {what} as {first.origin}, which is counted once.")
    for of_a_label in _by_label(claims):
        if len(of_a_label) > 1:
            choose(of_a_label, workshop)
    _same_sheets_once(claims)
    for form, unlabelled in _without_label(claims):
        if len(unlabelled) > 1:
            for claim in unlabelled:
                whose = f"forms without a label from {sender_of(claim, workshop)}"
                if form == FOCUS_GROUP:
                    whose = "focus groups' sheets without a label (0a)"
                claim.notes.append(
                    f"One of {len(unlabelled)} {whose}; each counts, unless decisions.yaml says"
                    " that one is superseded."
                )


def _same_sheets_once(claims: Sequence[Claim]) -> None:
    """Count focus groups' sheets without a label once, where they say the same of the same."""
    alike: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.form == FOCUS_GROUP and claim.status == "accepted" and not claim.label:
            alike[claim.asked].append(claim)
    for sheets in alike.values():
        without_repeats(sheets)


def _by_label(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Yield those that may count, one partner's of one label or one table's together."""
    alike: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.label and claim.status in ("accepted", "withdrawn", "superseded"):
            alike[claim.form, claim.partner, claim.label].append(claim)
    yield from alike.values()


def _without_label(claims: Sequence[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Yield what counts and bears no label, by form: a partner's together, or focus groups'."""
    alike: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        of_these = claim.form in ("self-assessment", FOCUS_GROUP)
        if of_these and claim.status == "accepted" and not claim.label:
            alike[claim.form, claim.partner].append(claim)
    yield from ((form, same) for (form, _), same in alike.items())


def _identify(claim: Claim, workshop: Workshop, partners: PartnersByName) -> None:
    """Find a claim's partner or table, and what is plain from the claim itself."""
    reference, decision = claim.reference, claim.decision
    if claim.form == PAPER:
        claim.say("rejected", OF_THE_LEAD)
        return
    if reference is not None and reference.workshop != workshop.id:
        claim.say(
            "rejected",
            f"{_what(claim)} is of another workshop ('{reference.workshop}')."
            + _what_to_do(claim, f"fill in the one that you were sent for '{workshop.title}'."),
        )
        return
    if claim.questionnaire is None:
        version = "" if reference is None else f" ({reference.framework} {reference.version})"
        claim.say(
            "rejected",
            f"{_what(claim)} is of questions{version} that are not among those sent for this"
            f" workshop.{_what_to_do(claim, 'fill in the form that you were sent last.')}",
        )
        return
    _find_partner(claim, partners)
    if decision is not None and decision.status == "withdrawn":
        claim.say("withdrawn", f"Withdrawn, as decisions.yaml says.{_why(decision)}")
    elif not claim.is_answered:
        claim.say("rejected", _why_nothing(claim))
    elif decision is not None and decision.status == "superseded":
        claim.say("superseded", f"Another one counts, as decisions.yaml says.{_why(decision)}")


def _what(claim: Claim) -> str:
    return "This row" if claim.origin.row else "This form"


def _what_to_do(claim: Claim, with_a_form: str) -> str:
    """Say what to do about a return: of a form to its sender, of a row to whoever has the table."""
    if not claim.origin.row:
        return f" Please {with_a_form}"
    return f" Look at {claim.origin.within}: it may have been copied from another table."


def _why_nothing(claim: Claim) -> str:
    """Say what to do about a return in which no question is answered."""
    if claim.origin.row:
        return (
            f"No question is answered in this row. Look at {claim.origin.within}: if there are"
            " answers in it, their columns need the questions' codes, such as 3a, in the header;"
            " if not, delete the row."
        )
    if claim.left_over:
        return (
            "No answer stands in its place in this form, but there are words elsewhere in it; they"
            " are kept in returns.csv, under left_over. Please put each into the cell beside its"
            " question, save the form and send it again."
        )
    return (
        "No question is answered in this form. Please fill it in, save it and send it again;"
        " perhaps the form as you received it was sent back by mistake."
    )


def _find_partner(claim: Claim, partners: PartnersByName) -> None:
    """Find whose a claim is: as was decided, else as its reference says."""
    if claim.form in ("people", FOCUS_GROUP):
        return  # those who use services answer for themselves, and no partner is asked of them
    if claim.form == "tally":
        claim.respondent = THE_ROOM  # one vote of all: a corrected tally replaces the first
        return
    decided = claim.decision.partner if claim.decision else None
    whose = decided or (claim.reference.partner if claim.reference else "")
    if claim.form == "conversation":
        claim.respondent = whose
        if not _TABLE.fullmatch(whose):
            claim.say(
                "unclaimed",
                "This sheet does not say which table's it is. Add to decisions.yaml:"
                f" - {{response: {claim.id}, partner: table-1}}",
            )
        return
    does_not_say = whose == ON_PAPER and not decided
    if not does_not_say and (named := partners.called(whose)) is not None:
        claim.partner = named.id
        return
    if decided:
        reason = f"decisions.yaml says '{decided}', which is not a partner in workshop.yaml."
    elif does_not_say:
        reason = (
            "This is the form for paper, which is one for all, and does not say whose it is:"
            f" {PARTNER_CODE} is empty."
        )
    elif whose:
        reason = f"It is from '{shortened(whose)}', which is not a partner in workshop.yaml."
        if alike := partners.nearest_to(whose):
            reason += f" Did you mean '{alike}'?"
    else:
        reason = "This form does not say whose it is."
    claim.say("unclaimed", f"{reason} Run {how_to_claim(claim, 'ID')}.")


def _why(decision: Decision) -> str:
    return f" ({decision.why})" if decision.why else ""
