"""What in the answers needs a look, and which figures are missing for want of answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toptips.analysis.figures import TipFigures
from toptips.analysis.printing import count, listed
from toptips.analysis.rules import Smallest
from toptips.analysis.terms import Terms
from toptips.model.asked import Asked
from toptips.model.responses import Response


def strangers(asked: Asked, forms: Sequence[Response]) -> Iterator[str]:
    """Say which responses are of a partner, or of a sector, that was not asked."""
    partners = {partner.id: partner for partner in asked.partners}
    for form in forms:
        partner = partners.get(form.partner)
        if partner is None:
            yield f"Response {form.id} is of a partner that was not asked."
        elif form.sector and form.sector != partner.sector:
            yield (
                f"Response {form.id} was collected with its partner in another sector than the one"
                " that was asked, which counts. Run 'toptips prepare' and 'toptips collect' again"
                " if the sector in workshop.yaml is the right one."
            )


def unread(counted: int, left_out: Sequence[int]) -> Iterator[str]:
    """Say how many answers were left out when the returns were read.

    `counted` is the number of returns that count, `left_out` how many answers of each could not be
    read, of those that have any.
    """
    if left_out:
        returns = f"{len(left_out)} of {count(counted, 'return', 'returns')}"
        answers = count(sum(left_out), "answer", "answers")
        yield f"In {returns}, {answers} could not be read; returns.csv says which."


def left_out(not_counted: int, personal: int) -> Iterator[str]:
    """Say how much was left out, without saying of whom; the facilitator is told where it is."""
    if not_counted:
        yield f"{count(not_counted, 'answer', 'answers')} could not be counted."
    if personal:
        yield (f"{count(personal, 'text', 'texts')} may hold personal data; it is not printed.")


def few(tips: Sequence[TipFigures], terms: Terms, smallest: Smallest) -> Iterator[str]:
    """Say which figures are missing, or count for nothing, for want of answers."""
    for tip in tips:
        if tip.suppressed:
            yield (
                f"Fewer than {smallest.mean} people scored {terms.item} {tip.number}: its scores"
                " are not shown and it has no priority."
            )
        elif tip.n == 0 and "score" in terms.asked:
            yield f"Nobody scored {terms.item} {tip.number}, so it has no priority."
    if tips[0].votes.share is None:
        yield (
            f"Fewer than {smallest.shares} people named {terms.items} among those that matter most,"
            " so that part is left out of the priorities."
        )
    without = [str(tip.number) for tip in tips if tip.priority.no_ownership]
    if without:
        noun, whose = (terms.item, "its priority") if len(without) == 1 else (terms.items, "theirs")
        yield (
            f"Too few said who could change {noun} {listed(without)}, so that part is left out of"
            f" {whose}."
        )
