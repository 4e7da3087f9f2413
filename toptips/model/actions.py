"""actions.csv: what was agreed, who leads it and how far it is; asked again in the next round.

It belongs to those who carry it out: lines are added at its end, in the way in which it was last
saved, and none is ever changed.
"""

from __future__ import annotations

import csv
import io
import os
import textwrap
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from itertools import count
from pathlib import Path

from toptips.errors import FileProblems, Problem, TopTipsError
from toptips.model.dates import date_in
from toptips.model.questions import STATES, state_keys
from toptips.model.responses import guarded, quoting_writer, unguarded
from toptips.model.saved_again import Saved, as_saved, with_end
from toptips.model.yaml_file import folded, is_id
from toptips.places import read_within

LARGEST_ACTIONS = 2_000_000  # bytes
LONGEST_ACTION = 300  # characters
NEEDED = ("id", "tip", "action")


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """One line of actions.csv.

    `tip` is the id of an item; `due` is an ISO date or empty; `state` is one of `STATES`, as those
    who follow it up know it, or empty.
    """

    id: str
    tip: str
    action: str
    lead: str = ""
    due: str = ""
    state: str = ""
    note: str = ""

    @property
    def same(self) -> tuple[str, str]:
        """What two lines on the same action have in common, however it is spaced."""
        return self.tip, folded(self.action)

    def on_a_line(self) -> AgreedAction:
        """Return it with its action on one line, shortened where it is too long to ask about."""
        action = textwrap.shorten(self.action, LONGEST_ACTION, placeholder=" …")
        return replace(self, action=action, lead=" ".join(self.lead.split()))


COLUMNS = tuple(field.name for field in fields(AgreedAction))


def write_actions(actions: Sequence[AgreedAction]) -> bytes:
    """Return the bytes of actions.csv, which any spreadsheet opens."""
    return b"\xef\xbb\xbf" + _written([COLUMNS, *map(astuple, actions)]).encode()


def read_actions(path: Path) -> tuple[AgreedAction, ...]:
    """Read actions.csv, also one that a spreadsheet saved again, with columns of a person's own.

    Raises FileProblems, a line each, for what can't be used, and TopTipsError for no such table.
    """
    return _read(read_within(path, LARGEST_ACTIONS), path).actions


def with_added(path: Path, found: Iterable[AgreedAction]) -> tuple[bytes | None, int]:
    """Return the bytes of actions.csv with further actions at its end, and how many they are.

    Those that it has already, by item and words, are left out; ids are given here. None where
    there is nothing to add. Raises TopTipsError where the file can't be read or can't hold them.
    """
    if not os.path.lexists(path):
        new = further((), found)
        return (write_actions(new) if new else None), len(new)
    raw = read_within(path, LARGEST_ACTIONS)
    table = _read(raw, path)
    new = further(table.actions, found)
    if not new:
        return None, 0
    cells = (dict(zip(COLUMNS, astuple(action), strict=True)) for action in new)
    rows = [[row.get(name, "") for name in table.header] for row in cells]
    added = _written(rows, table.saved.separator)
    return with_end(raw, added, table.saved, str(path)), len(new)


def further(known: Sequence[AgreedAction], found: Iterable[AgreedAction]) -> list[AgreedAction]:
    """Return those found that are not known, each once and with an id of its own."""
    seen, ids = {action.same for action in known}, {action.id for action in known}
    further = []
    for action in (action.on_a_line() for action in found):
        if action.same not in seen:
            action = replace(action, id=_free_id(action.tip, ids))
            seen.add(action.same)
            ids.add(action.id)
            further.append(action)
    return further


def _free_id(tip: str, taken: Container[str]) -> str:
    return next(name for number in count(1) if (name := f"{tip[:44]}-{number}") not in taken)


def _written(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    text = io.StringIO(newline="")
    quoting_writer(text, separator).writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


@dataclass(frozen=True, slots=True)
class _Table:
    """actions.csv as it was found: its lines, how it was saved, and its columns in their order."""

    actions: tuple[AgreedAction, ...]
    saved: Saved
    header: Sequence[str]


def _read(raw: bytes, path: Path) -> _Table:
    saved = as_saved(raw, COLUMNS, str(path))
    text = io.StringIO(raw.decode(saved.encoding, errors="replace"), newline="")
    rows = csv.DictReader(text, delimiter=saved.separator, restval="")
    actions: list[AgreedAction] = []
    problems: list[Problem] = []
    try:
        header = rows.fieldnames = [name.strip() for name in rows.fieldnames or ()]
        missing = [name for name in NEEDED if name not in header]
        if missing:
            raise TopTipsError(f"{path}, line 1: the column '{missing[0]}' is missing.")
        for row in rows:
            action = _action({name: row.get(name) or "" for name in COLUMNS})
            if any(astuple(action)):
                where = f"line {rows.line_num}"
                found = _wrong(action, {known.id for known in actions})
                problems += [Problem(path.name, where, said) for said in found]
                actions.append(action)
    except csv.Error as error:
        raise TopTipsError(f"{path}, line {rows.line_num}: {error}.") from None
    if problems:
        raise FileProblems(problems)
    return _Table(tuple(actions), saved, header)


def _action(row: Mapping[str, str]) -> AgreedAction:
    """Return a line with its date and its state as we write them, where they can be understood."""
    cells = {name: " ".join(unguarded(cell).split()) for name, cell in row.items()}
    day = date_in(cells["due"])
    cells["due"] = day.isoformat() if day else cells["due"]
    cells["state"] = cells["state"].casefold().replace(" ", "_")
    return AgreedAction(**cells)


def _wrong(action: AgreedAction, known: set[str]) -> Iterator[str]:
    if not is_id(action.id):
        yield f"'{action.id[:60]}' can't be an id: small letters, digits and hyphens, 48 at most."
    elif action.id in known:
        yield f"'{action.id}' is the id of another line, too. Give each its own."
    if not action.action:
        yield "the action is empty. Write what was agreed, or delete the line."
    if len(action.action) > LONGEST_ACTION:
        yield f"the action is longer than {LONGEST_ACTION} characters, too long to ask about."
    if action.due and date_in(action.due) is None:
        yield f"'{action.due[:60]}' is no date. Write it like 2026-09-30, or leave it empty."
    if action.state and action.state not in STATES:
        yield f"'{action.state[:60]}' is no state. Write one of {', '.join(STATES)}, or nothing."


Asking = Mapping[tuple[str, str], AgreedAction]
"""By the item's id and the question's key: the action of which that question asks how far it is."""


def asking(actions: Sequence[AgreedAction], before: Mapping[str, str]) -> Asking:
    """Return which question asks about which action.

    `before` are the actions' ids by item and key ("item/state_1"), as forms were sent already:
    these keep their places, so that what comes back late still means the same. Of an item no more
    are asked about than there are keys.
    """
    kept = {action: place for place, action in before.items()}
    found: dict[tuple[str, str], AgreedAction] = {}
    waiting = []
    for action in actions:
        tip, _, key = kept.get(action.id, "").partition("/")
        if tip == action.tip and key in state_keys():
            found[tip, key] = action
        else:
            waiting.append(action)
    for action in waiting:
        keys = (key for key in state_keys() if f"{action.tip}/{key}" not in before)
        free = next((key for key in keys if (action.tip, key) not in found), None)
        if free is not None:
            found[action.tip, free] = action
    return dict(sorted(found.items()))


def places_of(asked: Asking) -> dict[str, str]:
    """Return the actions' ids by item and key, as a sending keeps them."""
    return {f"{tip}/{key}": action.id for (tip, key), action in asked.items()}
