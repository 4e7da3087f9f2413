"""Under which sector or family an organisation's answers are counted."""

from __future__ import annotations

from toptips.analysis.pooling import (
    families_are_safe,
    families_of,
    pool_sectors,
    quotable_sectors,
)

SECTORS = {"a": "NHS", "b": "NHS", "c": "Council", "d": "Council", "e": "Police", "f": "Housing"}


def test_sectors_of_one_organisation_are_pooled() -> None:
    people = dict.fromkeys(SECTORS, 3)
    assert pool_sectors(SECTORS, people, ()) == SECTORS | {
        "e": "Other sectors", "f": "Other sectors",
    }  # fmt: skip


def test_a_pool_of_one_takes_in_the_smallest_further_sector() -> None:
    people = {"a": 3, "b": 3, "c": 1, "d": 1, "e": 9}
    found = pool_sectors({key: SECTORS[key] for key in people}, people, ())
    assert {name for name, sector in found.items() if sector == "Other sectors"} == set("cde")


def test_a_partner_that_agreed_stays_and_its_pool_needs_others() -> None:
    people = dict.fromkeys(SECTORS, 3)
    assert pool_sectors(SECTORS, people, {"e", "f"}) == SECTORS
    found = pool_sectors(SECTORS, people, {"f"})
    assert found["f"] == "Housing" and found["e"] == "Other sectors"


def test_where_organisations_count_once_two_stand_beside_the_largest() -> None:
    # The Council's five and one: one beside the largest.
    people = {"a": 2, "b": 2, "c": 5, "d": 1, "e": 2, "f": 2}
    found = pool_sectors(SECTORS, people, (), once=True)
    assert {name for name, sector in found.items() if sector == "Other sectors"} == set("cdef")
    assert pool_sectors(SECTORS, people, ())["c"] == "Council"


def test_families_take_two_people_beside_the_largest_organisation_in_both() -> None:
    families = {"NHS": ["NHS"], "Everyone else": ["Council", "Police", "Housing"]}
    family_of = families_of(SECTORS, families)
    assert family_of == {"a": "NHS", "b": "NHS"} | dict.fromkeys("cdef", "Everyone else")
    assert families_are_safe(family_of, dict.fromkeys(SECTORS, 2))
    assert not families_are_safe(family_of, dict.fromkeys(SECTORS, 2) | {"b": 1})
    assert not families_are_safe(families_of(SECTORS, {}), dict.fromkeys(SECTORS, 2))
    unknown = families_of(SECTORS | {"g": "New"}, families)
    assert unknown["g"] == "Not said"
    assert not families_are_safe(unknown, dict.fromkeys("abcdefg", 2))


def test_a_sector_stands_behind_words_where_two_of_its_organisations_answered() -> None:
    assert quotable_sectors(SECTORS) == {"a": "NHS", "b": "NHS", "c": "Council", "d": "Council"}
