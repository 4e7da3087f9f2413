"""Who sits at which table: dealt out like cards, so that each table holds a bit of everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toptips.model.workshop import Partner


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats at one table: from which partner, and how many of its people sit there."""

    table: int
    partners: tuple[tuple[Partner, int], ...]

    @property
    def people(self) -> int:
        """How many people sit at the table."""
        return sum(count for _, count in self.partners)


def seat(partners: Sequence[Partner], tables: int) -> tuple[Seats, ...]:
    """Seat as many people of each partner as are expected of it.

    People of one organisation, and organisations of one sector, stand behind one another, and each
    next person goes to the next table: of the people in all, of each sector and of each
    organisation no table has more than one more than another. The same partners always sit the
    same way.
    """
    size = Counter[str]()
    for partner in partners:
        size[partner.sector] += partner.people
    # The largest sector first: an order that can be followed with a finger.
    in_order = sorted(
        partners, key=lambda partner: (-size[partner.sector], partner.sector, -partner.people)
    )
    people = (partner.id for partner in in_order for _ in range(partner.people))
    dealt = [Counter[str]() for _ in range(tables)]
    for place, whose in enumerate(people):
        dealt[place % tables][whose] += 1
    return tuple(
        Seats(
            number,
            tuple((partner, at[partner.id]) for partner in in_order if at[partner.id]),
        )
        for number, at in enumerate(dealt, 1)
    )
