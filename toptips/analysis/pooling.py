"""Under which sector, or family of sectors, an organisation's answers are counted.

Who answered is known to everybody in the room, so that a sector of one organisation would be that
organisation: such sectors are pooled. Where few answered at all, sectors stay untold, and two
families of sectors that workshop.yaml names, and the forms announced, take their place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

NOT_SAID = "Not said"
OTHER_SECTORS = "Other sectors"
# Where organisations count once, as many people stand beside the largest of a pool or family.
BESIDE_THE_LARGEST = 2


def pool_sectors(
    sector_of: Mapping[str, str],
    people: Mapping[str, int],
    may_be_shown: Collection[str],
    *,
    once: bool = False,
) -> dict[str, str]:
    """Return the sector under which each organisation that answered is counted.

    Sectors of which only one organisation answered become "Other sectors", unless that
    organisation is in `may_be_shown`: the report says who answered, so such a sector would be
    that organisation. Where organisations count once, so do sectors with fewer than two people
    beside the largest organisation. A pool of one organisation would be no better, so the
    smallest further sector then joins it. `sector_of` and `people` are by organisation.
    """
    members: dict[str, list[str]] = {}
    for organisation in sorted(sector_of):
        members.setdefault(sector_of[organisation], []).append(organisation)
    pooled = {
        name
        for name, several in members.items()
        if (len(several) == 1 and several[0] not in may_be_shown)
        or (once and len(several) > 1 and not _has_others(several, people))
    }
    while pooled and not _is_mixed(pooled, members, people, once) and set(members) - pooled:
        further = set(members) - pooled
        pooled.add(min(further, key=lambda name: _last_to_join(members[name], people, name)))
    return {
        organisation: OTHER_SECTORS if name in pooled else name
        for organisation, name in sector_of.items()
    }


def in_the_pool(sector_of: Mapping[str, str], counted_under: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sectors that are counted as "Other sectors"; both are by organisation."""
    pooled = {
        sector_of[organisation]
        for organisation, name in counted_under.items()
        if name == OTHER_SECTORS
    }
    return tuple(sorted(pooled - {OTHER_SECTORS}))


def what_is_pooled(pooled: Collection[str]) -> str:
    """Say which sectors are in "Other sectors"; nothing where there is no pool."""
    return f"{OTHER_SECTORS}: {'; '.join(pooled)}." if pooled else ""


def _is_mixed(
    pooled: Collection[str],
    members: Mapping[str, Sequence[str]],
    people: Mapping[str, int],
    once: bool,
) -> bool:
    """Say whether a pool holds several organisations, and enough people beside the largest."""
    organisations = [organisation for name in pooled for organisation in members[name]]
    return len(organisations) > 1 and (not once or _has_others(organisations, people))


def _has_others(organisations: Collection[str], people: Mapping[str, int]) -> bool:
    sizes = [people[organisation] for organisation in organisations]
    return sum(sizes) - max(sizes) >= BESIDE_THE_LARGEST


def _last_to_join(
    organisations: Sequence[str], people: Mapping[str, int], name: str
) -> tuple[bool, int, int, str]:
    """Order sectors by size; those of one organisation, which agreed to be shown, come last."""
    size = sum(people[organisation] for organisation in organisations)
    return (len(organisations) == 1, len(organisations), size, name)


def families_of(
    sector_of: Mapping[str, str], families: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return the family of each organisation, by its sector; those of no family are "Not said"."""
    by_sector = {sector: name for name, sectors in families.items() for sector in sectors}
    return {
        organisation: by_sector.get(sector, NOT_SAID) for organisation, sector in sector_of.items()
    }


def families_are_safe(family_of: Mapping[str, str], people: Mapping[str, int]) -> bool:
    """Say whether two families may be shown: each with two people beside its largest organisation.

    What is left of the whole when one is taken away is the other, so both must be safe.
    """
    members: dict[str, list[str]] = {}
    for organisation, family in family_of.items():
        members.setdefault(family, []).append(organisation)
    return (
        len(members) == 2
        and NOT_SAID not in members
        and all(_has_others(several, people) for several in members.values())
    )


def quotable_sectors(sector_of: Mapping[str, str]) -> dict[str, str]:
    """Return the sectors that may stand behind a quote, by organisation.

    Those of which two organisations answered, whatever one of them allowed: that was leave for
    averages.
    """
    sectors = [sector for sector in sector_of.values() if sector != NOT_SAID]
    return {
        organisation: sector
        for organisation, sector in sector_of.items()
        if sectors.count(sector) > 1
    }
