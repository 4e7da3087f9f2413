"""What the progress report says of each action that was agreed last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from toptips.analysis.following import FollowedUp
from toptips.analysis.printing import listed, percent
from toptips.analysis.progress import Progress
from toptips.model.dates import written
from toptips.model.questions import STATES, state_keys

NOT_SHOWN, NOT_ASKED, NO_ANSWER = "not shown", "not asked", "nobody answered"


@dataclass(frozen=True)
class ActionRow:
    """One action of last time: of which item, what, who does it by when, and how far it is."""

    item: str
    action: str
    lead: str
    due: str
    state: str
    said: str
    tables: str


def actions_told(progress: Progress) -> Iterator[ActionRow]:
    """Yield each action by its item, with its states in the words of the forms."""
    words = {state: state.replace("_", " ") for state in STATES}
    for key in state_keys():
        words |= progress.terms.labels.get(key, {})
    in_order = sorted(progress.followed, key=lambda followed: followed.item or 100)
    for followed in in_order:
        yield _row(followed, {state: label.lower() for state, label in words.items()})


def _row(followed: FollowedUp, words: Mapping[str, str]) -> ActionRow:
    action, said = followed.action, followed.said
    counted = (
        f"{words[state]} {_how_many(share, said.n or 0)}"
        for state, share in (said.shares or {}).items()
        if share
    )
    nothing = NO_ANSWER if followed.asked else NOT_ASKED
    return ActionRow(
        item=str(followed.item or ""),
        action=action.action,
        lead=action.lead,
        due=written(date.fromisoformat(action.due)) if action.due else "",
        state=words.get(action.state, ""),
        said=NOT_SHOWN if said.suppressed else listed(counted) or nothing,
        tables=listed(f"{words[state]} {many}" for state, many in followed.tables.items()),
    )


def _how_many(share: Fraction, n: int) -> str:
    """Print a share as people where it is of whole people, else in per cent."""
    many = share * n
    return str(many.numerator) if many.denominator == 1 else percent(share)
