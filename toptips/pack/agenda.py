"""The day's agenda: clock times that add up, and which table talks about which tip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toptips.errors import TopTipsError
from toptips.model.framework import Tip
from toptips.model.workshop import Workshop

WELCOME, PICTURE, SORTING, CHOOSING, CLOSING = 20, 20, 20, 25, 15
LUNCH, BREAK = 45, 15
FEWEST_MINUTES, LEAST_USEFUL = 12, 5
# Lengths that make clock times one can read out.
LENGTHS = (60, 45, 40, 30, 25, 20, 15, FEWEST_MINUTES, 10, 8, LEAST_USEFUL)
NOON, HALF_DAY = 12 * 60, 13 * 60 + 30
LONG_SITTING = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the agenda, in minutes after midnight. `tips`: the round's tips, in order."""

    starts: int
    minutes: int
    what: str
    tips: tuple[Tip, ...] = ()

    @property
    def ends(self) -> int:
        """The minute after midnight at which it ends."""
        return self.starts + self.minutes

    @property
    def clock(self) -> str:
        """The time as it is printed, such as 09:30 to 09:50."""
        return f"{_clock(self.starts)} to {_clock(self.ends)}"


@dataclass(frozen=True, slots=True)
class Table:
    """A group that talks on the day, and the tips it talks about, in its order."""

    number: int
    tips: tuple[Tip, ...]

    @property
    def id(self) -> str:
        """The table's place in a form's reference."""
        return f"table-{self.number}"


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole day. `minutes` are those each table has for one tip."""

    items: tuple[Item, ...]
    tables: tuple[Table, ...]
    minutes: int

    @property
    def shared_out(self) -> bool:
        """Whether the day is too short for every table to talk about every tip."""
        return any(table.tips != self.tables[0].tips for table in self.tables)

    def tables_of(self, tip: Tip) -> list[int]:
        """Return the numbers of the tables that talk about this tip."""
        return [table.number for table in self.tables if tip in table.tips]


def plan(workshop: Workshop, tips: Sequence[Tip]) -> Agenda:
    """Plan the day between `starts` and `ends`.

    Every table talks about every tip if each tip then has 12 minutes or more; else the tips
    are shared out so that each meets at least two tables. Time left over goes to choosing
    priorities. Raises TopTipsError when the day is too short even so.
    """
    starts, ends = _minutes(workshop.starts), _minutes(workshop.ends)
    fewest = len(tips) if workshop.tables == 1 else -(-2 * len(tips) // workshop.tables)
    rounds, minutes = 0, 0
    for rounds in range(len(tips), min(fewest, len(tips)) - 1, -1):
        minutes = _longest(starts, ends, rounds)
        if minutes >= FEWEST_MINUTES:
            break
    if minutes < LEAST_USEFUL:
        needed = _lay_out(starts, ends, rounds, LEAST_USEFUL)[-1].ends
        raise TopTipsError(
            f"The day is too short for {len(tips)} {'tip' if len(tips) == 1 else 'tips'} at"
            f" {workshop.tables} {'table' if workshop.tables == 1 else 'tables'}. In"
            f" workshop.yaml, let it end at {_clock(needed)} or later, or have more tables."
        )
    tables = _share_out(tips, workshop.tables, rounds)
    items = _lay_out(starts, ends, rounds, minutes)
    left = ends - items[-1].ends
    return Agenda(tuple(_name_rounds(_stretch(items, left), tables)), tables, minutes)


def _longest(starts: int, ends: int, rounds: int) -> int:
    """Return the most minutes for each round with which the day ends in time, or 0."""
    fitting = (one for one in LENGTHS if _lay_out(starts, ends, rounds, one)[-1].ends <= ends)
    return next(fitting, 0)


def _lay_out(starts: int, ends: int, rounds: int, minutes: int) -> list[Item]:
    """Set everything one after another, with a break in a long sitting and, unless it is a
    half day, lunch about noon.
    """
    parts = [("Welcome", WELCOME), ("What your answers say", PICTURE)]
    parts += [("Conversation", minutes)] * rounds
    parts += [("Whose problem is it really?", SORTING), ("Choosing priorities", CHOOSING)]
    parts += [("Next steps and close", CLOSING)]
    items: list[Item] = []
    now = sat_down = starts
    lunched = starts > NOON or ends <= HALF_DAY
    for what, length in parts:
        if not lunched and now >= NOON - 15 and now + length > NOON + 15:
            items.append(Item(now, LUNCH, "Lunch"))
            now = sat_down = now + LUNCH
            lunched = True
        soon_lunch = not lunched and now >= NOON - 30
        if now + length - sat_down > LONG_SITTING and not soon_lunch:
            items.append(Item(now, BREAK, "Break"))
            now = sat_down = now + BREAK
        items.append(Item(now, length, what))
        now += length
    return items


def _stretch(items: Sequence[Item], left: int) -> Iterator[Item]:
    """Give the minutes left over to choosing priorities, and move what follows."""
    later = 0
    for item in items:
        longer = left if item.what == "Choosing priorities" else 0
        yield replace(item, starts=item.starts + later, minutes=item.minutes + longer)
        later += longer


def _name_rounds(items: Iterator[Item], tables: Sequence[Table]) -> Iterator[Item]:
    """Say of each conversation which tips it is about: one, or one for each table."""
    number = 0
    for item in items:
        if item.what == "Conversation":
            tips = tuple(dict.fromkeys(table.tips[number].id for table in tables))
            by_id = {tip.id: tip for table in tables for tip in table.tips}
            number += 1
            yield replace(
                item, what=f"Conversation {number}", tips=tuple(by_id[tip] for tip in tips)
            )
        else:
            yield item


def _share_out(tips: Sequence[Tip], tables: int, rounds: int) -> tuple[Table, ...]:
    """Give each table `rounds` tips, the next table going on where the one before stopped."""
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


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
