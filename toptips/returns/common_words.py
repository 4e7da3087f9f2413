"""Words that stand beside the answers of many forms: somebody added them before they were sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from toptips.returns.claims import Claim
from toptips.returns.left_over import Aside

# So many different forms that hold the same words have them from whoever made the form.
FEWEST_ALIKE = 3


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
