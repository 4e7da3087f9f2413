"""Lines for actions.csv: what was agreed, who leads it, by when, and how far it has come.

It is begun with what tables agreed and belongs to those who carry it out. Lines are added at its
end, in the way in which it was last saved, and none is ever changed.
"""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.model.responses import guarded, unguarded
from toptips.model.saved_again import Saved, how_saved
from toptips.model.yaml_file import folded
from toptips.places import read_bytes

COLUMNS = ("id", "tip", "action", "lead", "due", "state", "note")
LARGEST_ACTIONS = 4_000_000  # bytes
LONGEST_ACTION = 300  # characters: it is asked about in a line of the next round's forms


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One line: `tip` is an item's id, `due` an ISO date or what a person wrote.

    `state` is empty until somebody says how far it is.
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

    def on_a_line(self) -> ActionLine:
        """Return it with its action on one line, shortened where it is too long to ask about."""
        action = textwrap.shorten(self.action, LONGEST_ACTION, placeholder=" …")
        return replace(self, action=action, lead=" ".join(self.lead.split()))


def read_actions(path: Path) -> list[ActionLine]:
    """Read actions.csv; none where there is no such file. Raises TopTipsError, with the line."""
    return _read(_bytes_of(path), path.name)[0] if path.exists() else []


def with_added(path: Path, found: Iterable[ActionLine]) -> tuple[bytes | None, int]:
    """Return the bytes of actions.csv with further actions at its end, and how many they are.

    Those that it has already, by item and words, are left out; ids are given here. None where
    there is nothing to add. Raises TopTipsError where the file can't be read or can't hold them.
    """
    raw = _bytes_of(path) if path.exists() else b""
    known, saved, header = _read(raw, path.name) if raw else ([], Saved("utf-8-sig", ","), [])
    seen = {action.same for action in known}
    further = []
    for action in (action.on_a_line() for action in found):
        if action.same not in seen:
            seen.add(action.same)
            further.append(action)
    if not further:
        return None, 0
    first = _last_number(known) + 1
    rows = [
        dict(zip(COLUMNS, (f"a{number}", *astuple(action)[1:]), strict=True))
        for number, action in enumerate(further, first)
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, delimiter=saved.separator)
    if not header:
        writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guarded(row.get(column, "")) for column in header or COLUMNS])
    return _joined(raw, text.getvalue(), saved, path.name), len(further)


def _joined(raw: bytes, added: str, saved: Saved, name: str) -> bytes:
    """Return a file with a text at its end, in the file's own encoding."""
    if not raw:
        return b"\xef\xbb\xbf" + added.encode()
    before = raw.decode(saved.encoding)
    gap = "" if before.endswith(("\n", "\r")) else "\r\n"
    try:
        if saved.encoding == "utf-16":
            return (before + gap + added).encode("utf-16")
        encoding = "utf-8" if saved.encoding == "utf-8-sig" else saved.encoding
        return raw + (gap + added).encode(encoding)
    except UnicodeEncodeError:
        raise TopTipsError(
            f"{name} was saved without room for some letters. Save it as 'CSV UTF-8', then run the"
            " command again."
        ) from None


def _last_number(known: Sequence[ActionLine]) -> int:
    numbers = (action.id[1:] for action in known if action.id[:1] == "a")
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise TopTipsError(f"{path} is not a file.")
    raw = read_bytes(path, LARGEST_ACTIONS + 1)
    if len(raw) > LARGEST_ACTIONS:
        raise TopTipsError(f"{path} is larger than {LARGEST_ACTIONS // 1_000_000} MB.")
    return raw


def _read(raw: bytes, name: str) -> tuple[list[ActionLine], Saved, list[str]]:
    """Read the bytes of actions.csv, whose columns may stand in any order, others among them."""
    saved = how_saved(raw, COLUMNS)
    if not saved.encoding:
        raise TopTipsError(f"{name} is not UTF-8. Save it as 'CSV UTF-8'.")
    rows = csv.reader(
        io.StringIO(raw.decode(saved.encoding, "replace"), newline=""), delimiter=saved.separator
    )
    try:
        header = [cell.strip() for cell in next(rows, [])]
        missing = [column for column in ("id", "tip", "action") if column not in header]
        if missing:
            raise TopTipsError(f"{name}, line 1: the column '{missing[0]}' is missing.")
        found = []
        for row in rows:
            cells = dict(zip(header, map(unguarded, row), strict=False))
            if any(cell.strip() for cell in cells.values()):
                found.append(ActionLine(**{column: cells.get(column, "") for column in COLUMNS}))
    except csv.Error as error:
        raise TopTipsError(f"{name}, line {rows.line_num}: {error}.") from None
    return found, saved, header
