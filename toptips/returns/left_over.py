"""Words in no answer's place, once all returns are read: what is kept of them, and said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toptips.returns.claims import Claim

LONGEST = 60_000
# So many different forms that hold the same words have them from whoever made the form.
FEWEST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Aside:
    """Words in no answer's place: where they stand, and what they are. No words: not read."""

    place: str
    text: str


def text_of(asides: Iterable[Aside]) -> str:
    """Return all the words, one passage below the other."""
    return "\n".join(aside.text for aside in asides if aside.text)[:LONGEST]


def notes_on(asides: Iterable[Aside]) -> list[str]:
    """Say where words stand, and what is not read; the words themselves are kept elsewhere."""
    asides = list(asides)
    notes = []
    if places := dict.fromkeys(aside.place for aside in asides if aside.text):
        notes.append(
            "Words that stand in no answer's place are kept in returns.csv, under left_over:"
            f" {', '.join(places)}."
        )
    unread = dict.fromkeys(aside.place for aside in asides if not aside.text)
    return [*notes, *(f"Outside the answers: {place}." for place in unread)]


def leave_out_common(claims: Sequence[Claim]) -> None:
    """Leave out what stands in most of the forms, for somebody added it before they were sent.

    Forms of one sender count once.
    """
    everybody: dict[str, set[str]] = defaultdict(set)
    senders: dict[Aside, set[str]] = defaultdict(set)
    for claim in claims:
        sender = f"{claim.partner} {claim.label}" if claim.label else claim.id
        if not claim.origin.row:
            everybody[claim.form].add(sender)
        for aside in claim.left_over:
            senders[aside].add(sender)
    for claim in claims:
        most = max(FEWEST_ALIKE, len(everybody[claim.form]) / 2)
        claim.left_over = tuple(aside for aside in claim.left_over if len(senders[aside]) < most)
