"""A draft of a local framework: YAML that a person goes on with, made from its parent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from toptips.model.dates import written
from toptips.model.framework import Framework, Tip
from toptips.model.ids import id_from

WIDTH = 96
_AGAIN = re.compile(r"-local(-\d+)?$")
_BEGINNING = """\
# A draft of a local version, made by 'toptips localise' from what partners said. Nothing in it is
# agreed yet. Change what partners agree in any text editor: no command writes over a changed file.
# When it is agreed, give it a version of your own, see that 'toptips frameworks check' is content,
# and begin the next workshop with 'toptips new DIR --framework FILE'.
# Ids stay as they are: by them, and by 'was', the next round is held against this one.
"""


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """Whose version it is: the workshop's id and title, the place, and the day."""

    workshop: str
    title: str
    place: str
    day: date


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was said of one item: `keep`, `adapt` or `drop`, and notes that stand beside it."""

    verdict: str
    notes: tuple[str, ...] = ()


def local_id(workshop: str, parent: str) -> str:
    """Return the id of a workshop's local framework, other than that of its parent."""
    base = _AGAIN.sub("", workshop)[:40].strip("-")
    return id_from(f"{base}-local", "local", taken={parent})


def draft(
    parent: Framework, proposed: Mapping[str, Proposed], of: LocalPlace, *, maps_to_parent: bool
) -> bytes:
    """Return the YAML of a draft.

    What is kept keeps its id; what is adapted gets one of its own and `was`. What is dropped stands
    in a comment. `maps_to_parent`: whether each item also maps to the one that it comes from.
    ValueError where nothing would be left.
    """
    kept = [tip for tip in parent.tips if proposed[tip.id].verdict != "drop"]
    if not kept:
        raise ValueError("nothing would be left")
    ids = {tip.id for tip in parent.tips}
    parts = [_BEGINNING, _dumped(_head(parent, of)), "tips:\n"]
    for number, tip in enumerate(kept, 1):
        data = _item(tip, number, parent, adapt=proposed[tip.id].verdict == "adapt", taken=ids)
        if maps_to_parent:
            data["maps_to"] = list(dict.fromkeys((f"{parent.id}/{tip.id}", *tip.maps_to)))
        parts += [*_comments(proposed[tip.id].notes), _indented(_dumped([data])), "\n"]
    for tip in parent.tips:
        if tip not in kept:
            left = f"Left out, as most would drop it: {tip.id} ({tip.title})."
            again = f"To keep it, copy it from {parent.id}."
            parts += _comments((left, *proposed[tip.id].notes, again))
    return "".join(parts).rstrip("\n").encode() + b"\n"


def _head(parent: Framework, of: LocalPlace) -> dict[str, Any]:
    """Return all of a framework but its items."""
    data = parent.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    ours = f"{of.place}: our version of "
    del data["tips"]
    for no_longer_so in ("as_of", "source"):
        data.pop(no_longer_so, None)
    return {
        "format": 1,
        **data,
        "id": local_id(of.workshop, parent.id),
        "title": parent.title if parent.title.startswith(ours) else ours + parent.title,
        "version": f"{of.day:%Y-%m}-draft",
        "publisher": f"Partners in {of.place}",
        "source": {"title": f"What partners said: {of.title}", "date": written(of.day)},
        "wording": f"{parent.wording} This is a draft of a local version.",
        "kind": "Local version",
    }


def _item(
    tip: Tip, number: int, parent: Framework, *, adapt: bool, taken: set[str]
) -> dict[str, Any]:
    data = tip.model_dump(mode="json", exclude_defaults=True)
    data["number"] = number
    if adapt:
        data["id"] = id_from(f"{_AGAIN.sub('', tip.id)[:40]}-local", "local", taken=taken)
        taken.add(data["id"])
        data["was"] = [tip.id, *tip.was]
    return data


def _dumped(data: Any) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=WIDTH))


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def _comments(notes: Sequence[str]) -> Iterator[str]:
    """Yield notes as comments of a line each, whatever signs are in them."""
    for note in notes:
        line = "".join(sign if sign.isprintable() else " " for sign in note)
        yield f"  # {' '.join(line.split())}\n"
