"""Who would stand out in a shared copy by sector or groups, and what is pooled against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from toptips.analysis.pooling import OTHER_SECTORS
from toptips.model.responses import Response

Name = TypeVar("Name", str, tuple[str, ...])


def is_safe(responses: Collection[Response], smallest: int) -> bool:
    """Say whether those who share a sector or groups are many, and of several organisations."""
    organisations = {form.partner for form in responses if form.form == "self-assessment"}
    return len(responses) >= smallest and len(organisations) != 1


def pool_sectors(
    sectors: Mapping[str, str], forms: Sequence[Response], smallest: int
) -> dict[str, str]:
    """Return the sector under which each response is shown.

    Sectors that are not safe become "Other sectors"; the smallest further ones join them until
    those are safe too. Nobody's agreement to be shown counts here: it was given for averages.
    """
    members: dict[str, list[Response]] = defaultdict(list)
    for form in forms:
        members[sectors[form.id]].append(form)
    pool = {name for name, several in members.items() if not is_safe(several, smallest)}
    _join_until_safe(pool, members, smallest)
    return {response: OTHER_SECTORS if name in pool else name for response, name in sectors.items()}


def _join_until_safe(
    pool: set[Name], members: Mapping[Name, Sequence[Response]], smallest: int
) -> None:
    """Let the smallest further groups join the pool, if there is one, until it is safe."""
    while pool and not is_safe([member for name in pool for member in members[name]], smallest):
        further = sorted(members.keys() - pool, key=lambda name: (len(members[name]), name))
        if not further:
            return
        pool.add(further[0])


def kept_groups(
    groups_of: Mapping[str, Mapping[str, str]],
    forms: Sequence[Response],
    sector_of: Mapping[str, str],
    order: Sequence[str],
    smallest: int,
) -> dict[str, dict[str, str]]:
    """Return the groups that each response keeps, without those by which it would stand out.

    `order` names the groups; those who stand out by all of them lose the last, then the one
    before. Within a sector, those left without any are a class as well, and must be many enough.
    """
    sectors: dict[str, list[Response]] = defaultdict(list)
    for form in forms:
        sectors[sector_of.get(form.id, "")].append(form)
    kept: dict[str, dict[str, str]] = {}
    for members in sectors.values():
        classes, alone = _classes(members, groups_of, order, smallest)
        pool: set[tuple[str, ...]] = set()
        if alone:
            classes[()] = classes.get((), []) + alone
            pool.add(())
            _join_until_safe(pool, classes, smallest)
        for place, several in classes.items():
            left = {} if place in pool else dict(zip(order, place, strict=False))
            given = {name: value for name, value in left.items() if value}
            kept |= {form.id: given for form in several}
    return kept


def _classes(
    members: Sequence[Response],
    groups_of: Mapping[str, Mapping[str, str]],
    order: Sequence[str],
    smallest: int,
) -> tuple[dict[tuple[str, ...], list[Response]], list[Response]]:
    """Return the safe classes by as many groups as they can keep, and those who fit in none."""
    classes: dict[tuple[str, ...], list[Response]] = {}
    alone = list(members)
    for many in range(len(order), 0, -1):
        found: dict[tuple[str, ...], list[Response]] = defaultdict(list)
        for form in alone:
            place = [groups_of[form.id].get(name, "") for name in order[:many]]
            while place and not place[-1]:
                place.pop()
            found[tuple(place)].append(form)
        alone = []
        for key, several in found.items():
            if is_safe(classes.get(key, []) + several, smallest):
                classes[key] = classes.get(key, []) + several
            else:
                alone += several
    return classes, alone
