"""Returns: what came back, and what became of it. `returns.csv` holds one row a return."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, get_args

from toptips.errors import TopTipsError
from toptips.model.responses import guarded, unguarded
from toptips.places import read_bytes

Status = Literal[
    "accepted", "duplicate", "superseded", "unclaimed", "rejected", "withdrawn", "ignored"
]
# Those that a person should look at.
NEEDS_A_PERSON: tuple[Status, ...] = ("unclaimed", "rejected")


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One return: a file, a member of a zip, or a row of a workbook.

    `format` is what the file is by its content ("docx", "jpeg"). `respondent` is the label
    that its sender chose, or the table. `answered` and `asked` count questions; None where the
    return could not be read. `message` says what is noteworthy, in whole sentences.
    """

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

    @property
    def place(self) -> str:
        """The file, and the member in it, as people read it."""
        return f"{self.file} ({self.member})" if self.member else self.file


COLUMNS = tuple(one.name for one in fields(ReturnRow))
STATUSES: tuple[Status, ...] = get_args(Status)


def write_returns(rows: Iterable[ReturnRow]) -> bytes:
    """Return the bytes of returns.csv: UTF-8 with a byte-order mark, one row a return."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        values = (getattr(row, column) for column in COLUMNS)
        writer.writerow(["" if one is None else guarded(str(one)) for one in values])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def read_returns(path: Path) -> list[ReturnRow]:
    """Read returns.csv. Raises TopTipsError, with the line, if it is not in that shape."""
    again = "Run 'toptips collect' to write it again."
    csv.field_size_limit(1 << 24)
    try:
        rows = csv.reader(io.StringIO(read_bytes(path).decode("utf-8-sig"), newline=""))
        if tuple(next(rows, ())) != COLUMNS:
            raise TopTipsError(f"{path.name}, line 1: the header is not the usual one. {again}")
        found = []
        for row in rows:
            one = _row(row)
            if one is None:
                raise TopTipsError(f"{path.name}, line {rows.line_num}: not a return. {again}")
            found.append(one)
    except UnicodeDecodeError:
        raise TopTipsError(f"{path.name} is not UTF-8. {again}") from None
    except csv.Error as error:
        raise TopTipsError(f"{path.name}, line {rows.line_num}: {error}. {again}") from None
    return found


def _row(cells: list[str]) -> ReturnRow | None:
    if len(cells) != len(COLUMNS):
        return None
    text = dict(zip(COLUMNS, map(unguarded, cells), strict=True))
    status: Status | None = next((one for one in STATUSES if one == text["status"]), None)
    counts = (text["answered"], text["asked"])
    if status is None or not all(one.isdecimal() or not one for one in counts):
        return None
    answered, asked = (int(one) if one else None for one in counts)
    return ReturnRow(
        file=text["file"],
        member=text["member"],
        sha256=text["sha256"],
        format=text["format"],
        form=text["form"],
        partner=text["partner"],
        respondent=text["respondent"],
        response_id=text["response_id"],
        status=status,
        answered=answered,
        asked=asked,
        message=text["message"],
    )
