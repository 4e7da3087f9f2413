"""Would a progress report, laid beside the reports of its rounds, give anybody's score away?

Those reports give how many people chose each level. Where organisations are of different size, the
mean of their means tells more than that, and so do the interval and how many went up. So for each
organisation whose people all gave one score another way of answering is looked for by which every
figure is as it was: two organisations change places, or HiGHS looks for it (see `otherwise`). Where
there is none, the interval is left out, and if that is not enough, the item.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

from toptips.analysis.change import Change, depth
from toptips.analysis.compared import TENTH, ComparedItem, step, tenth
from toptips.analysis.otherwise import LESS, SEED, silent_solver
from toptips.analysis.pairing import Traced

# With the intervals of more organisations HiGHS would take too long: there they only change places.
MOST_LOOKED_AT = 20
# So many organisations may have answered otherwise at a time; then all.
AT_A_TIME = (2, 3, 4, 6)
# So far it is looked for, and not for so long: it is the same on every machine.
MOST_NODES = 20_000
FOUND = 2  # what HiGHS says of a solution that fits

Seat = tuple[str, tuple[str, ...]]
"""An organisation, and the groups of its people that the round's report shows."""
Place = tuple[int, str]
"""A round, and the id of one of its items."""


@dataclass(frozen=True, slots=True)
class Given:
    """The scores of one item in one round, by who gave them.

    `length` is how long a level is on the last round's scale. Where people `weigh` by the size of
    their organisation, those of one size are taken to be known.
    """

    people: Mapping[Seat, Counter[int]]
    length: Fraction
    weigh: bool

    def sizes(self) -> Counter[str]:
        """Return how many of each organisation scored it."""
        found: Counter[str] = Counter()
        for (organisation, _), counts in self.people.items():
            found[organisation] += counts.total()
        return found

    def known(self) -> Iterator[list[Seat]]:
        """Yield the seats of which together it is known how many gave each level."""
        sizes, found = self.sizes(), defaultdict(list)
        for seat in self.people:
            found[seat[1], sizes[seat[0]] if self.weigh else 0].append(seat)
        yield from found.values()


def safe(
    compared: Mapping[str, ComparedItem],
    items: Traced,
    given: Mapping[Place, Given],
    scale: Sequence[int],
) -> dict[str, ComparedItem]:
    """Return of each item what may be published, without its interval or without anything."""
    found = dict(compared)
    for related in _related(compared, items):
        while any(found[item].levels for item in related):
            shown = {item: found[item] for item in related if found[item].levels}
            if not _WaysThroughRounds(shown, items, given, scale).give_away():
                break
            for item, was in shown.items():
                levels = was.levels if was.with_interval else {}
                found[item] = replace(was, levels=levels, with_interval=False)
    return found


def _related(compared: Mapping[str, ComparedItem], items: Traced) -> list[list[str]]:
    """Return the items in groups: those that were one in some round stand together."""
    groups: list[tuple[set[Place], list[str]]] = []
    for item, of_item in compared.items():
        places = {(at, name) for at in of_item.rounds for name in items[item][at]}
        joined = [group for group in groups if group[0] & places]
        groups = [group for group in groups if not group[0] & places]
        names = [name for group in joined for name in group[1]]
        groups.append((places.union(*(group[0] for group in joined)), [*names, item]))
    return [names for _, names in groups]


class _WaysThroughRounds:
    """Every way of answering some items by which all that is published of them is as it is."""

    def __init__(
        self,
        shown: Mapping[str, ComparedItem],
        items: Traced,
        given: Mapping[Place, Given],
        scale: Sequence[int],
    ) -> None:
        self._solver = silent_solver()
        self._solver.setOptionValue("mip_max_nodes", MOST_NODES)
        self._items = items
        # No two averages of differences are further apart.
        self._longest = 2 * (scale[-1] - scale[0]) + 1
        self._given = {
            (at, name): given[at, name]
            for item, of_item in shown.items()
            for at in of_item.rounds
            for name in items[item][at]
        }
        self._with_interval = any(of_item.with_interval for of_item in shown.values())
        self._shapes = self._by_shape(shown)
        self._number = {
            (place, seat, level): self._solver.addIntegral(0, counts.total())
            for place, of_place in self._given.items()
            for seat, counts in of_place.people.items()
            for level in self._levels(place)
        }
        for place in self._given:
            self._fit_report(place)
        for item, of_item in shown.items():
            self._fit_progress(item, of_item, scale)

    def _levels(self, place: Place) -> list[int]:
        people = self._given[place].people.values()
        return sorted({level for counts in people for level in +counts})

    def _by_shape(self, shown: Mapping[str, ComparedItem]) -> Mapping[str, set[object]]:
        """Return where each organisation is compared, and how many sit in each of its seats."""
        found: defaultdict[str, set[object]] = defaultdict(set)
        for place, given in self._given.items():
            for (name, groups), counts in given.people.items():
                found[name].add((place, groups, counts.total()))
        for item, of_item in shown.items():
            for name in of_item.levels:
                found[name].add(item)
        return found

    def _fit_report(self, place: Place) -> None:
        """Fit how many people there are in each seat, and how many gave each level."""
        given = self._given[place]
        for seat, counts in given.people.items():
            scores = [self._number[place, seat, level] for level in self._levels(place)]
            self._solver.addConstr(sum(scores) == counts.total())
        for seats in given.known():
            for level in self._levels(place):
                many = sum(given.people[seat][level] for seat in seats)
                these = sum(self._number[place, seat, level] for seat in seats)
                self._solver.addConstr(these == many)

    def _fit_progress(self, item: str, of_item: ComparedItem, scale: Sequence[int]) -> None:
        """Fit the mean of each round, the change, and every step between rounds."""
        rounds = [self._means(item, of_item, at) for at in of_item.rounds]
        for found, mean in zip(rounds, of_item.means, strict=True):
            self._round_to(sum(found.values()), len(found), tenth(mean))
        ends = [(0, len(rounds) - 1)]
        ends += [(at, at + 1) for at in range(len(rounds) - 1)] if len(rounds) > 2 else []
        for first, last in ends:
            exact = [levels[last] - levels[first] for levels in of_item.levels.values()]
            ways = [rounds[last][name] - rounds[first][name] for name in of_item.levels]
            self._fit_step(ways, step(exact))
        interval = of_item.interval(scale)
        if interval:
            ways = [rounds[-1][name] - rounds[0][name] for name in of_item.levels]
            self._fit_interval(ways, interval)

    def _means(self, item: str, of_item: ComparedItem, at: int) -> dict[str, Any]:
        """Return the mean of each organisation that is compared: as it is, and what is more."""
        places = [(at, name) for name in self._items[item][at]]
        size: Counter[str] = Counter()
        for place in places:
            size += self._given[place].sizes()
        found: dict[str, Any] = dict.fromkeys(of_item.levels, 0.0)
        for place in places:
            for seat, counts in self._given[place].people.items():
                if seat[0] in found:
                    each = float(self._given[place].length) / size[seat[0]]
                    found[seat[0]] += sum(
                        level * each * (self._number[place, seat, level] - counts[level])
                        for level in self._levels(place)
                    )
        for name, levels in of_item.levels.items():
            found[name] += float(levels[of_item.rounds.index(at)])
        return found

    def _round_to(self, total: Any, many: int, printed: Fraction) -> None:
        low, high = _bounds(printed)
        self._solver.addConstr(total >= low * many)
        self._solver.addConstr(total <= high * many)

    def _fit_step(self, ways: Sequence[Any], change: Change) -> None:
        self._round_to(sum(ways), len(ways), change.mean or Fraction(0))
        for sign, many in ((1, change.up), (-1, change.down)):
            went = [self._goes(sign * way) for way in ways]
            self._solver.addConstr(sum(went) == many)

    def _goes(self, way: Any) -> Any:
        """Return 1 where a difference is above nought, 0 where it is not."""
        goes, most = self._solver.addBinary(), self._longest
        self._solver.addConstr(way >= LESS - (most + LESS) * (1 - goes))
        self._solver.addConstr(way <= most * goes)
        return goes

    def _fit_interval(self, ways: Sequence[Any], interval: tuple[Fraction, Fraction]) -> None:
        averages = [(x + y) * 0.5 for x, y in combinations_with_replacement(ways, 2)]
        k, many = depth(len(ways)), len(averages)
        for end, below in zip(interval, (k, many - k + 1), strict=True):
            low, high = _bounds(end)
            most = self._longest
            under = [self._solver.addBinary() for _ in averages]
            over = [self._solver.addBinary() for _ in averages]
            for average, is_under, is_over in zip(averages, under, over, strict=True):
                self._solver.addConstr(average <= high + most * (1 - is_under))
                self._solver.addConstr(average >= low - most * (1 - is_over))
            self._solver.addConstr(sum(under) >= below)
            self._solver.addConstr(sum(over) >= many - below + 1)

    def give_away(self) -> bool:
        """Say whether there is an organisation whose people always give the same score."""
        left = {
            (place, seat): next(iter(+counts))
            for place, given in self._given.items()
            for seat, counts in given.people.items()
            if len(+counts) == 1 and len(self._levels(place)) > 1
        }
        organisations = sorted({seat[0] for given in self._given.values() for seat in given.people})
        if self._with_interval and len(organisations) > MOST_LOOKED_AT:
            return any(not self._can_change_places(key, organisations) for key in left)
        mixing = random.Random(SEED)
        for many in AT_A_TIME:
            for key in sorted(left):
                if key in left:
                    others = mixing.sample(organisations, min(many, len(organisations)))
                    self._let_answer_otherwise({key[1][0], *others})
                    self._take_out(left, {key})
        self._let_answer_otherwise(organisations)
        while left and self._take_out(left, set(left)):
            pass
        return bool(left)

    def _can_change_places(self, key: tuple[Place, Seat], organisations: Collection[str]) -> bool:
        """Say whether an organisation of the same shape scored otherwise than this one.

        If the two had each given all that the other gave, every figure would be as it is.
        """
        place, (name, groups) = key
        people = self._given[place].people
        shape = self._shapes[name]
        return any(
            self._shapes[other] == shape and people[other, groups] != people[name, groups]
            for other in organisations
        )

    def _let_answer_otherwise(self, organisations: Collection[str]) -> None:
        """Let the people of these organisations answer in any way, and all others as they did."""
        for (place, seat, level), number in self._number.items():
            counts = self._given[place].people[seat]
            free = seat[0] in organisations
            low, high = (0, counts.total()) if free else (counts[level], counts[level])
            self._solver.changeColBounds(number.index, low, high)

    def _take_out(
        self, left: dict[tuple[Place, Seat], int], wanted: Collection[tuple[Place, Seat]]
    ) -> bool:
        """Take out those for whom a way is found to answer otherwise; say whether there is one."""
        self._solver.maximize(
            sum(
                self._number[place, seat, level]
                for place, seat in sorted(wanted)
                for level in self._levels(place)
                if level != left[place, seat]
            )
        )
        if self._solver.getInfo().primal_solution_status != FOUND:
            return False
        found = [
            (place, seat)
            for (place, seat), level in left.items()
            if round(float(self._solver.val(self._number[place, seat, level])))
            < self._given[place].people[seat][level]
        ]
        for key in found:
            del left[key]
        return bool(found)


def _bounds(printed: Fraction) -> tuple[float, float]:
    """Return between what a number lies that is printed so: in tenths, halves away from nought."""
    low, high = float(printed - TENTH / 2), float(printed + TENTH / 2)
    return (low + LESS if printed <= 0 else low), (high - LESS if printed >= 0 else high)
