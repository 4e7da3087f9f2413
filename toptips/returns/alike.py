"""Chooses among several forms of one label and partner, or several sheets of one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toptips.model.dates import written
from toptips.model.workshop import Workshop
from toptips.returns.claims import Claim

# A command is printed on one line of any terminal.
WIDTH = 80


def choose(same: list[Claim], workshop: Workshop) -> None:
    """Choose among several forms of one label and partner, or sheets of one table."""
    live = without_repeats([claim for claim in same if claim.status == "accepted"])
    kept = [claim for claim in live if claim.decision and claim.decision.status == "accepted"]
    undecided = [claim for claim in live if claim not in kept]
    if kept:
        _give_way_to_decided(undecided, kept)
        return
    # Those who withdrew their latest words did not ask for their earlier ones.
    withdrawn = [claim for claim in same if claim.status == "withdrawn" and claim.modified]
    last = _latest([*undecided, *withdrawn])
    if last is None and withdrawn:
        last = _latest(undecided)
    if last is None:
        named = [claim for claim in undecided if claim.decision and claim.decision.partner]
        last = named[0] if len(named) == 1 else None
    if last is None:
        _ask_which(undecided, workshop)
        return
    for claim in undecided:
        if claim is not last:
            claim.say("superseded", _why_superseded(claim, last))


def _why_superseded(claim: Claim, last: Claim) -> str:
    if last.status == "withdrawn":
        return (
            f"A later form with the same label, {last.origin}, was withdrawn. If this one"
            " counts, say 'status: accepted' of it in decisions.yaml."
        )
    if last.dated and claim.dated and last.dated > claim.dated:
        return f"{last.origin} has the same label and was changed later; that one counts."
    return f"{last.origin} has the same label and counts, as decisions.yaml says."


def without_repeats(live: list[Claim]) -> list[Claim]:
    """Mark those with the same answers as another one, and return the others."""
    chosen: dict[bytes, Claim] = {}
    # What a person decided on stays, then what is known to be latest, then what stands first.
    for claim in sorted(live, key=_decided_then_latest):
        first = chosen.setdefault(claim.content, claim)
        if first is not claim and not (claim.decision and claim.decision.status):
            message = f"The same answers as in {first.origin}, which are counted once."
            claim.say("duplicate", message)
    return [claim for claim in live if claim.status == "accepted"]


def _decided_then_latest(claim: Claim) -> tuple[bool, float]:
    return claim.decision is None, -claim.modified.timestamp() if claim.modified else 0.0


def _latest(claims: Sequence[Claim]) -> Claim | None:
    """Return the one that was changed last, or None if that is unknown."""
    if len(claims) == 1:
        return claims[0]
    of_one_table = len({claim.origin.table for claim in claims}) == 1
    # The rows of one table were dated by one clock: one that is wrong still tells their order.
    times = [claim.dated if of_one_table else claim.modified for claim in claims]
    known = [moment for moment in times if moment is not None]
    if not known or len(known) < len(times) or known.count(max(known)) > 1:
        return None
    return claims[times.index(max(known))]


def _give_way_to_decided(undecided: Iterable[Claim], kept: Sequence[Claim]) -> None:
    """Let those count that were decided on, unless another was changed since."""
    times = [claim.modified for claim in kept if claim.modified is not None]
    names = " and ".join(str(claim.origin) for claim in kept)
    for claim in undecided:
        if len(times) == len(kept) and claim.modified is not None and claim.modified > max(times):
            claim.say(
                "unclaimed",
                f"It has the same label as {names}, which counts as decisions.yaml says, but was"
                f" changed later. Say in decisions.yaml of {claim.id} whether it is accepted or"
                " superseded.",
            )
        else:
            claim.say("superseded", f"{names} counts, as decisions.yaml says.")


def _ask_which(doubtful: Sequence[Claim], workshop: Workshop) -> None:
    """Leave to a person which counts of those of which none is known to be the last."""
    for claim in doubtful:
        others = ", ".join(str(other.origin) for other in doubtful if other is not claim)
        # Only a partner's people have labels: a table, the room or a group is the sender itself.
        what = f"the label '{claim.respondent}'" if claim.partner else "another sheet"
        way = how_to_claim(claim, claim.partner)
        if not claim.partner or len(way) > WIDTH:
            way = f"add to decisions.yaml: - {{response: {claim.id}, status: accepted}}"
        else:
            way = f"run {way}."
        claim.say(
            "unclaimed",
            f"From {sender_of(claim, workshop)} there is {what} in {others} too, and which was"
            f" changed later is unknown.{_odd_date(claim)} If this one counts, {way}",
        )


def _odd_date(claim: Claim) -> str:
    """Say what is odd about the time of last change that a form gives, if it is not believed."""
    if claim.dated is None or claim.modified is not None:
        return ""
    return (
        f" It says that it was changed on {written(claim.dated.date())}, which can't be: the forms"
        " were not made yet, or that day is still to come."
    )


def how_to_claim(claim: Claim, partner: str) -> str:
    """Say what to run so that a claim is a partner's; whatever it is called, its id names it."""
    return f"'toptips collect --return {claim.id} --partner {partner}'"


def sender_of(claim: Claim, workshop: Workshop) -> str:
    """Return the name of whose a claim is, or the table."""
    partner = workshop.partner(claim.partner)
    return partner.name if partner else claim.respondent or "nobody known"
