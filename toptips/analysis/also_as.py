"""Answer once, report to many: the items that were asked, by the items of another framework.

An item may map to several items of the other, and several to one. Its answers then stand under
each, and are counted once; nothing is averaged into a new score, which nobody gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toptips.model.framework import Framework


@dataclass(frozen=True, slots=True)
class OtherItem:
    """One item of the other framework, and the ids of those asked that map to it."""

    id: str
    number: int
    title: str
    answered_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetOut:
    """What was asked, set out by another framework.

    `not_mapped` are the ids of items asked that map to nothing in it; `same_scale` says whether its
    levels are those on which people were asked.
    """

    framework: str
    version: str
    title: str
    publisher: str
    wording: str
    item: str
    items: str
    same_scale: bool
    each: tuple[OtherItem, ...]
    not_mapped: tuple[str, ...]


def set_out(asked: Framework, maps_to: Mapping[str, Sequence[str]], other: Framework) -> SetOut:
    """Return the items asked by those of another framework.

    `maps_to` names for each item's id the items that it answers too, as framework/item.
    """
    answered_by = {
        item.id: tuple(
            tip.id for tip in asked.tips if f"{other.id}/{item.id}" in maps_to.get(tip.id, ())
        )
        for item in other.tips
    }
    mapped = {tip for tips in answered_by.values() for tip in tips}
    return SetOut(
        framework=other.id,
        version=other.version,
        title=other.title,
        publisher=other.publisher,
        wording=other.wording,
        item=other.item.singular,
        items=other.item.plural,
        same_scale=other.scale == asked.scale,
        each=tuple(
            OtherItem(item.id, item.number, item.title, answered_by[item.id]) for item in other.tips
        ),
        not_mapped=tuple(tip.id for tip in asked.tips if tip.id not in mapped),
    )
