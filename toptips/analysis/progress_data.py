"""progress.json: every figure that the progress report shows, and nothing that it doesn't."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from toptips.analysis.change import Change
from toptips.analysis.figures_data import HIDDEN
from toptips.analysis.following import FollowedUp
from toptips.analysis.progress import FORMAT, ItemProgress, Progress


def to_json(progress: Progress) -> dict[str, Any]:
    """Return plain data: fractions as numbers, rounds by what they are called."""
    labels = [each.label for each in progress.rounds]
    return {
        "format": FORMAT,
        "rounds": [asdict(each) for each in progress.rounds],
        "rescaled": list(progress.rescaled),
        "smallest_group": progress.smallest,
        "organisations_in_all": progress.in_all,
        "items": [_item(item, labels) for item in progress.items],
        "dropped": [
            {"round": labels[gone.round], "id": gone.id, "title": gone.title}
            for gone in progress.dropped
        ],
        "reworded": [
            {"what": put.what, "item": put.item, "then": put.then, "now": put.now}
            for put in progress.reworded
        ],
        "partners": [
            {
                "fate": partner.fate,
                "names": dict(zip(labels, map(list, partner.names), strict=True)),
                "answered": dict(zip(labels, partner.answered, strict=True)),
            }
            for partner in progress.partners
        ],
        "actions": [_followed(followed) for followed in progress.followed],
        "remarks": list(progress.remarks),
    }


def _item(item: ItemProgress, labels: list[str]) -> dict[str, Any]:
    asked = [labels[place] for place in item.rounds]
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "fate": item.fate,
        "earlier": {labels[place]: list(ids) for place, ids in item.earlier_ids.items()},
        "change": _change(item.change),
        "means": dict(zip(asked, map(float, item.means), strict=False)),
        "steps": [
            {"from": start, "to": end, **_change(step)}
            for start, end, step in zip(asked, asked[1:], item.steps, strict=False)
        ]
        if len(labels) > 2
        else [],
    }


def _followed(followed: FollowedUp) -> dict[str, Any]:
    said = followed.said
    shares = {state: float(share) for state, share in (said.shares or {}).items()}
    return {
        **asdict(followed.action),
        "said": dict(HIDDEN) if said.suppressed else {"n": said.n, "shares": shares},
        "tables": followed.tables,
    }


def _change(change: Change) -> dict[str, Any]:
    if change.suppressed:
        return dict(HIDDEN)
    data: dict[str, Any] = {
        "organisations": change.organisations,
        "up": change.up,
        "same": change.same,
        "down": change.down,
        "mean": _number(change.mean),
    }
    if change.interval:
        data["interval"] = [_number(end) for end in change.interval]
    return {**data, "claimed": change.claimed}


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
