"""The day's agenda: clock times that add up, and which table talks about which item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from toptips.errors import TopTipsError
from toptips.model.framework import Framework, Tip
from toptips.model.workshop import Workshop

WELCOME, PICTURE, SORTING, CHOOSING, CLOSING = 20, 20, 20, 25, 15
LUNCH, BREAK = 45, 15
FEWEST_MINUTES, LEAST_USEFUL = 12, 5
# Lengths that make clock times one can read out.
LENGTHS = (60, 45, 40, 30, 25, 20, 15, FEWEST_MINUTES, 10, 8, LEAST_USEFUL)
NOON, HALF_DAY = 12 * 60, 13 * 60 + 30
# Minutes of talk after which people need a break.
LONG_SITTING = 90
PAUSES = ("break", "lunch")


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of the agenda, in minutes after midnight.

    `part` says which part of the day it is, whatever it is called. `tips`: the round's items, in
    order.
    """

    starts: int
    minutes: int
    what: str
    part: str
    tips: tuple[Tip, ...] = ()

    @property
    def ends(self) -> int:
        """The minute after midnight at which it ends."""
        return self.starts + self.minutes

    @property
    def clock(self) -> str:
        """The time as it is printed, such as 09:30 to 09:50."""
        return f"{clock(self.starts)} to {clock(self.ends)}"


@dataclass(frozen=True, slots=True)
class Table:
    """A group that talks on the day, and the items it talks about, in its order."""

    number: int
    tips: tuple[Tip, ...]

    @property
    def id(self) -> str:
        """The table's place in a form's reference."""
        return f"table-{self.number}"


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole day. `minutes` are those each table has for an item."""

    items: tuple[AgendaItem, ...]
    tables: tuple[Table, ...]
    minutes: int

    @property
    def shared_out(self) -> bool:
        """Whether the day is too short for every table to talk about every item."""
        return any(table.tips != self.tables[0].tips for table in self.tables)

    def tables_of(self, tip: Tip) -> list[int]:
        """Return the numbers of the tables that talk about this item."""
        return [table.number for table in self.tables if tip in table.tips]

    def clock_of(self, tip: Tip) -> str:
        """Return when all tables talk about this item; nothing where not all do at once."""
        clocks = [item.clock for item in self.items if item.tips == (tip,)]
        return clocks[0] if len(clocks) == 1 and not self.shared_out else ""


def plan(workshop: Workshop, framework: Framework) -> Agenda:
    """Plan the day between `starts` and `ends`.

    Every table talks about every item if each then has 12 minutes or more; else the items are
    shared out so that each meets at least two tables. Time left over goes to choosing priorities,
    and to the last pause where that would take longer than people can sit.
    Raises TopTipsError when the day is too short even so.
    """
    tips, noun = framework.tips, framework.item
    day = _Day(_minutes(workshop.starts), _minutes(workshop.ends), workshop.key_question)
    fewest = len(tips) if workshop.tables == 1 else -(-2 * len(tips) // workshop.tables)
    rounds, minutes = 0, 0
    for rounds in range(len(tips), min(fewest, len(tips)) - 1, -1):
        minutes = day.longest(rounds)
        if minutes >= FEWEST_MINUTES:
            break
    if minutes < LEAST_USEFUL:
        needed = day.lay_out(rounds, LEAST_USEFUL)[-1].ends
        many = noun.singular if len(tips) == 1 else noun.plural
        raise TopTipsError(
            f"The day is too short for {len(tips)} {many} at"
            f" {workshop.tables} {'table' if workshop.tables == 1 else 'tables'}. In"
            f" workshop.yaml, let it end at {clock(needed)} or later, or have more tables."
        )
    tables = _share_out(tips, workshop.tables, rounds)
    items = day.filled(rounds, minutes)
    return Agenda(tuple(_name_rounds(items, tables)), tables, minutes)


def plan_or_none(workshop: Workshop, framework: Framework) -> Agenda | None:
    """Plan the day, or return None where it is too short."""
    try:
        return plan(workshop, framework)
    except TopTipsError:
        return None


@dataclass(frozen=True, slots=True)
class _Day:
    """When the day starts and ends, in minutes after midnight, and what its key question is."""

    starts: int
    ends: int
    key_question: str

    def longest(self, rounds: int) -> int:
        """Return the most minutes for each round with which the day ends in time, or 0."""
        fitting = (
            minutes for minutes in LENGTHS if self.lay_out(rounds, minutes)[-1].ends <= self.ends
        )
        return next(fitting, 0)

    def filled(self, rounds: int, minutes: int) -> list[AgendaItem]:
        """Lay out the day so that it fills its time: longer choosing, or else a longer pause."""
        left = self.ends - self.lay_out(rounds, minutes)[-1].ends
        layouts = (
            self.lay_out(rounds, minutes, CHOOSING + longer) for longer in range(left, -1, -1)
        )
        items = next(items for items in layouts if items[-1].ends <= self.ends)
        return _longer_pause(items, self.ends - items[-1].ends)

    def lay_out(self, rounds: int, minutes: int, choosing: int = CHOOSING) -> list[AgendaItem]:
        """Set everything one after another, with a break in a long sitting and, unless it is a
        half day, lunch about noon.
        """
        items: list[AgendaItem] = []
        now = sat_down = self.starts
        lunched = self.starts > NOON or self.ends <= HALF_DAY
        for part, what, length in self._parts(rounds, minutes, choosing):
            # Nobody takes a break just before the close: it stands before choosing, or not at all.
            sitting = now + length - sat_down + (CLOSING if part == "choosing" else 0)
            tired = part != "closing" and now > sat_down and sitting > LONG_SITTING
            hungry = now >= NOON - 15 and now + length > NOON + 15
            if not lunched and part != "closing" and (hungry or (tired and now >= NOON - 30)):
                items.append(AgendaItem(now, LUNCH, "Lunch", "lunch"))
                now = sat_down = now + LUNCH
                lunched = True
            elif tired:
                items.append(AgendaItem(now, BREAK, "Break", "break"))
                now = sat_down = now + BREAK
            items.append(AgendaItem(now, length, what, part))
            now += length
        return items

    def _parts(self, rounds: int, minutes: int, choosing: int) -> list[tuple[str, str, int]]:
        """Return the parts of the day: which each is, what it is called, its minutes."""
        return [
            ("welcome", "Welcome", WELCOME),
            ("picture", "What your answers say", PICTURE),
            *[("conversation", "Conversation", minutes)] * rounds,
            ("sorting", self.key_question, SORTING),
            ("choosing", "Choosing priorities", choosing),
            ("closing", "Next steps and close", CLOSING),
        ]


def _longer_pause(items: Sequence[AgendaItem], longer: int) -> list[AgendaItem]:
    """Give minutes to the last pause, or to choosing where there is none, and move what follows."""
    parts = [item.part for item in items]
    wanted = [place for place, part in enumerate(parts) if part in PAUSES]
    place = wanted[-1] if wanted else parts.index("choosing")
    before, item, after = items[:place], items[place], items[place + 1 :]
    return [
        *before,
        replace(item, minutes=item.minutes + longer),
        *(replace(moved, starts=moved.starts + longer) for moved in after),
    ]


def _name_rounds(items: Iterable[AgendaItem], tables: Sequence[Table]) -> Iterator[AgendaItem]:
    """Say of each conversation which items it is about: one, or one for each table."""
    number = 0
    for item in items:
        if item.part == "conversation":
            tips = tuple(dict.fromkeys(table.tips[number].id for table in tables))
            by_id = {tip.id: tip for table in tables for tip in table.tips}
            number += 1
            yield replace(
                item, what=f"Conversation {number}", tips=tuple(by_id[tip] for tip in tips)
            )
        else:
            yield item


def _share_out(tips: Sequence[Tip], tables: int, rounds: int) -> tuple[Table, ...]:
    """Give each table `rounds` items, the next table going on where the one before stopped."""
    return tuple(
        Table(
            number + 1,
            tuple(tips)
            if rounds == len(tips)
            else tuple(tips[(number * rounds + turn) % len(tips)] for turn in range(rounds)),
        )
        for number in range(tables)
    )


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock(minutes: int) -> str:
    """Return minutes after midnight as a clock shows them."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
