"""The table plan mixes sectors and splits large organisations, the same way every time."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.small_workshop import make_workshop
from toptips.model.workshop import Partner
from toptips.pack.seating import seat

partners = st.lists(
    st.tuples(st.sampled_from(["NHS", "Council", "Housing", "Care"]), st.integers(1, 30)),
    min_size=1,
    max_size=40,
).map(
    lambda rows: [
        Partner(id=f"p{number}", name=f"Partner {number}", sector=sector, people=people)
        for number, (sector, people) in enumerate(rows)
    ]
)


def even(counts: list[int]) -> bool:
    return max(counts) - min(counts) <= 1


@given(partners=partners, tables=st.integers(1, 12))
def test_every_table_holds_a_bit_of_everybody(partners: list[Partner], tables: int) -> None:
    plan = seat(partners, tables)
    assert [seats.table for seats in plan] == list(range(1, tables + 1))
    assert even([seats.people for seats in plan])
    for partner in partners:
        at = [{who.id: many for who, many in seats.partners} for seats in plan]
        counts = [found.get(partner.id, 0) for found in at]
        assert sum(counts) == partner.people
        assert even(counts), "a large organisation sits apart"
    for sector in {partner.sector for partner in partners}:
        of_sector = [
            sum(many for who, many in seats.partners if who.sector == sector) for seats in plan
        ]
        assert even(of_sector), "sectors are mixed"
    assert seat(partners, tables) == plan


def test_the_largest_sector_is_dealt_first() -> None:
    workshop = make_workshop({"a": ("Small", 1), "b": ("Large", 3), "c": ("Large", 1)}, tables=2)
    plan = seat(workshop.partners, 2)
    sat = [[(who.id, many) for who, many in seats.partners] for seats in plan]
    assert sat == [[("b", 2), ("a", 1)], [("b", 1), ("c", 1)]]
