"""Returns: what came back, and what became of it. `returns.csv` holds one row a return."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, get_args

from toptips.errors import TopTipsError
from toptips.model.responses import AGAIN, guarded, quoting_writer, unguarded
from toptips.places import read_bytes

Status = Literal[
    "accepted", "duplicate", "superseded", "unclaimed", "rejected", "withdrawn", "ignored"
]
# Those that a person should look at.
NEEDS_A_PERSON: tuple[Status, ...] = ("unclaimed", "rejected")
# How a note on an answer that could not be read ends; what people wrote only stands before it.
LEFT_OUT = "it is left out."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """One return: a file, a member of a zip, or a row of a workbook.

    `return_id` is the first twelve hex digits of its content's SHA-256, empty where it could not be
    opened; `response_id` is the same, of those accepted alone. `questionnaire` is the first eight
    hex digits of the hash of the one that it answers, empty where that is unknown. `format` is
    what the file is by its content ("docx", "jpeg"). `respondent` is the label
    that its sender chose, or the table. `answered` and `asked` count questions; None where the
    return could not be read. `message` says what is noteworthy, in whole sentences, a line each.
    `left_over` holds words that stand in no answer's place.
    """

    return_id: str = ""
    questionnaire: str = ""
    file: str
    member: str = ""
    sha256: str = ""
    format: str = ""
    form: str = ""
    partner: str = ""
    respondent: str = ""
    response_id: str = ""
    status: Status = "rejected"
    answered: int | None = None
    asked: int | None = None
    message: str = ""
    left_over: str = ""

    @property
    def place(self) -> str:
        """The file, and the member in it, as people read it."""
        return f"{self.file} ({self.member})" if self.member else self.file

    @property
    def left_out(self) -> int:
        """How many answers could not be read: each has a note, which says so at its end."""
        return sum(note.endswith(LEFT_OUT) for note in self.message.splitlines())


COLUMNS = tuple(column.name for column in fields(ReturnRow))
# What version 0.1.0 wrote, whose response_id stood for every return.
EARLIER_COLUMNS = tuple(
    column for column in COLUMNS if column not in ("return_id", "questionnaire", "left_over")
)
STATUSES: tuple[Status, ...] = get_args(Status)


def write_returns(rows: Iterable[ReturnRow]) -> bytes:
    """Return the bytes of returns.csv: UTF-8 with a byte-order mark, one row a return."""
    text = io.StringIO(newline="")
    writer = quoting_writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        values = (getattr(row, column) for column in COLUMNS)
        writer.writerow(["" if value is None else guarded(str(value)) for value in values])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def read_returns(path: Path) -> list[ReturnRow]:
    """Read returns.csv, of version 0.1.0 too.

    Raises TopTipsError, with the line, if it is not in that shape.
    """
    csv.field_size_limit(1 << 24)
    try:
        rows = csv.reader(io.StringIO(read_bytes(path).decode("utf-8-sig"), newline=""))
        columns = tuple(next(rows, ()))
        if columns not in (COLUMNS, EARLIER_COLUMNS):
            raise TopTipsError(f"{path.name}, line 1: the header is not the usual one. {AGAIN}")
        found = []
        for cells in rows:
            row = _return(cells, columns)
            if row is None:
                raise TopTipsError(f"{path.name}, line {rows.line_num}: not a return. {AGAIN}")
            found.append(row)
    except UnicodeDecodeError:
        raise TopTipsError(f"{path.name} is not UTF-8. {AGAIN}") from None
    except csv.Error as error:
        raise TopTipsError(f"{path.name}, line {rows.line_num}: {error}. {AGAIN}") from None
    return found


def _return(cells: list[str], columns: tuple[str, ...]) -> ReturnRow | None:
    """Return the row of these cells; None if they are none."""
    if len(cells) != len(columns):
        return None
    text = dict(zip(columns, map(unguarded, cells), strict=True))
    if columns == EARLIER_COLUMNS:
        text["return_id"] = text["response_id"]
        text["response_id"] = text["return_id"] if text["status"] == "accepted" else ""
    status: Status | None = next((known for known in STATUSES if known == text["status"]), None)
    counts = [text.pop(count) for count in ("answered", "asked")]
    if status is None or not all(count.isdecimal() or not count for count in counts):
        return None
    del text["status"]
    answered, asked = (int(count) if count else None for count in counts)
    return ReturnRow(**text, status=status, answered=answered, asked=asked)


def answers_left_out(rows: Iterable[ReturnRow]) -> tuple[int, ...]:
    """Return how many answers could not be read, of each return that counts and has any."""
    return tuple(row.left_out for row in rows if row.status == "accepted" and row.left_out)
