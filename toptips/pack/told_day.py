"""What the pack's templates are told of the day: the tables, the scores so far, the documents.

As in `told`, every class is frozen, and every field is what a template may print.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toptips.errors import TopTipsError
from toptips.pack.agenda import Agenda, AgendaItem, Table, clock
from toptips.pack.seating import Seats
from toptips.places import read_bytes

ANALYSIS_FORMAT = 2


@dataclass(frozen=True)
class AgendaLine:
    """A line of the agenda. `tip` is the title of what all tables talk about, if it is one.

    `part` is welcome, picture, conversation, sorting, choosing, closing, break or lunch.
    """

    part: str
    clock: str
    minutes: int
    what: str
    tip: str


@dataclass(frozen=True)
class TableTold:
    """A group that talks on the day, and the numbers of its items, in its order."""

    number: int
    tips: tuple[int, ...]


@dataclass(frozen=True)
class TableStep:
    """What a table does with a part of the minutes for an item."""

    minutes: int
    what: str


@dataclass(frozen=True)
class AgendaTold:
    """The day: its lines, its tables, the minutes for each item, and those of its parts.

    In `sittings` the conversations between two pauses are one line.
    """

    items: tuple[AgendaLine, ...]
    sittings: tuple[AgendaLine, ...]
    tables: tuple[TableTold, ...]
    minutes: int
    shared_out: bool
    parts: dict[str, int]
    steps: tuple[TableStep, ...]


@dataclass(frozen=True)
class SeatTold:
    """How many people of a partner sit at a table."""

    name: str
    sector: str
    people: int


@dataclass(frozen=True)
class SeatsTold:
    """Who sits at a table, by organisation: nobody's name is known."""

    table: int
    people: int
    partners: tuple[SeatTold, ...]


@dataclass(frozen=True)
class DocumentTold:
    """A document of the pack: where it lies there, and for whom it is."""

    file: str
    audience: str


@dataclass(frozen=True)
class StripTold:
    """The scores of an item before the day, as the report gives them.

    `levels` pairs each level with how many gave it, in people, or in per cent where each
    organisation counts once; it is empty where so few scored that it is not shown.
    """

    unit: str
    n: int
    levels: tuple[tuple[int, str], ...]
    dont_know: int
    mean: str


def agenda_told(agenda: Agenda) -> AgendaTold:
    """Say of the day what may be printed."""
    return AgendaTold(
        items=tuple(_line([item]) for item in agenda.items),
        sittings=tuple(
            _line(list(together))
            for _, together in itertools.groupby(agenda.items, key=lambda item: item.part)
        ),
        tables=tuple(map(table_told, agenda.tables)),
        minutes=agenda.minutes,
        shared_out=agenda.shared_out,
        parts={item.part: item.minutes for item in agenda.items},
        steps=tuple(_steps(agenda.minutes)),
    )


def _line(items: Sequence[AgendaItem]) -> AgendaLine:
    """Say of one part of the day, or of conversations in a row, what may be printed."""
    first, last = items[0], items[-1]
    what, tip = first.what, ""
    if len(items) > 1:
        between = "and" if len(items) == 2 else "to"
        numbers = [item.what.rpartition(" ")[2] for item in (first, last)]
        what = f"Conversations {numbers[0]} {between} {numbers[1]}"
    elif len(first.tips) == 1:
        tip = first.tips[0].title
    return AgendaLine(
        part=first.part,
        clock=f"{clock(first.starts)} to {clock(last.ends)}",
        minutes=last.ends - first.starts,
        what=what,
        tip=tip,
    )


def table_told(table: Table) -> TableTold:
    """Say of a table what may be printed."""
    return TableTold(table.number, tuple(tip.number for tip in table.tips))


def _steps(minutes: int) -> list[TableStep]:
    """Split the minutes for an item into what a table does with them."""
    read = 1 if minutes < 12 else 2
    whose = agree = max(1, minutes // 5)
    return [
        TableStep(read, "Somebody reads it aloud."),
        TableStep(
            minutes - read - whose - agree,
            "Talk about what works, what gets in the way, and what is already planned.",
        ),
        TableStep(whose, "Ask who could change it."),
        TableStep(agree, "Agree a score, and one thing to do next with lead and date."),
    ]


def seats_told(seats: Sequence[Seats]) -> tuple[SeatsTold, ...]:
    """Say of the tables what may be printed."""
    return tuple(
        SeatsTold(
            at.table,
            at.people,
            tuple(SeatTold(partner.name, partner.sector, many) for partner, many in at.partners),
        )
        for at in seats
    )


def scores_so_far(path: Path, workshop: str) -> dict[str, StripTold]:
    """Read the scores of each item, by its id, from the analysis.json of a workshop.

    There are none where nothing was analysed yet, or where the file is not that of this workshop.
    """
    if not path.is_file():
        return {}
    try:
        data = json.loads(read_bytes(path))
        if (data["format"], data["workshop"]) != (ANALYSIS_FORMAT, workshop):
            return {}
        once = data["count"] == "organisations"
        return {str(tip["id"]): _strip(tip, once=once) for tip in data["tips"]}
    except (ValueError, KeyError, TypeError, AttributeError, TopTipsError):
        return {}  # a derived file, which the next 'toptips analyse' makes again


def _strip(tip: Mapping[str, Any], *, once: bool) -> StripTold:
    shares, mean = tip["shares"] or {}, tip["mean"]
    levels = (
        (int(level), f"{100 * share:.0f}%" if once else f"{tip['n'] * share:.0f}")
        for level, share in shares.items()
    )
    return StripTold(
        unit="Share" if once else "People",
        n=int(tip["n"]),
        levels=tuple(levels),
        dont_know=int(tip["dont_know"] or 0),
        mean="" if mean is None else f"{mean:.1f}",
    )
