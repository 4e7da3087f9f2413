"""What the room voted on the day, as the tally has it."""

from __future__ import annotations

from dataclasses import dataclass

from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.asked import Asked


@dataclass(frozen=True, slots=True)
class RoomVotes:
    """What the room voted on the day, beside the forms' votes and never mixed in with them.

    `voters` is how many had dots, None where nobody wrote it down; `dots` are those of each item,
    by its id.
    """

    voters: int | None
    dots: dict[str, int]


def votes_of_the_room(answered: Answered, asked: Asked, rules: Rules) -> RoomVotes | None:
    """Return the dots of each item; None where none were counted, or where too few people voted.

    Everybody in the room saw them on the wall; a vote of fewer people than any group that is
    shown would be theirs by name all the same. Nobody puts two dots on one item, so that as many
    people voted as there are dots on any.
    """
    tallies = answered.forms("tally")
    if not tallies:
        return None
    tally = tallies[-1]
    given = {tip.id: tally.get(tip.id, "dots") for tip in asked.framework.tips}
    dots = {tip: int(number) for tip, number in given.items() if number.isdecimal()}
    written = tally.get("", "voters")
    voters = int(written) if written.isdecimal() else None
    at_least = max(dots.values(), default=0)
    if voters is not None and voters < at_least:
        voters = None  # one of the two was counted wrong
    if not any(dots.values()) or (voters or at_least) < rules.smallest.mean:
        return None
    return RoomVotes(voters, dots)
