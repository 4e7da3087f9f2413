"""What became of what was agreed last time: what partners say of it, and what tables say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.disclosure import show_choice
from toptips.analysis.figures import Shares
from toptips.analysis.rules import Rules
from toptips.analysis.tally import Tally
from toptips.model.actions import AgreedAction
from toptips.model.answered import Answered
from toptips.model.asked import Asked
from toptips.model.questions import STATES


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """One action, the number of its item, and how far it is.

    `said` are the shares of the self-assessments that answered, of the whole workshop; `tables`
    counts the tables by what they agreed. Nothing is in either where the forms have not `asked`.
    """

    action: AgreedAction
    item: int | None
    said: Shares
    tables: dict[str, int]
    asked: bool = True


def follow_up(
    actions: Sequence[AgreedAction], asked: Asked, answered: Answered, rules: Rules
) -> Iterator[FollowedUp]:
    """Yield what may be published of each action, in the order of the file."""
    places = {action: place.partition("/")[::2] for place, action in asked.actions.items()}
    numbers = {tip.id: tip.number for tip in asked.framework.tips}
    forms = answered.forms("self-assessment")
    size = Counter(form.partner for form in forms)
    enough = rules.are_enough(forms)
    for action in actions:
        tip, key = places.get(action.id, ("", ""))
        tally: Tally[str] = Tally()
        for form in forms if enough and key else ():
            if (said := form.get(tip, key)) in STATES:
                tally.add(form.partner, said)
        tables = Counter(table.get(tip, key) for table in answered.forms("conversation") if key)
        yield FollowedUp(
            action=action,
            item=numbers.get(action.tip),
            said=show_choice(tally, STATES, rules, size),
            tables={state: tables[state] for state in STATES if tables[state]},
            asked=bool(key),
        )
