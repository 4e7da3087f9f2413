"""Responses: who answered what. `responses.csv` holds one row an answer."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toptips.errors import TopTipsError
from toptips.model.questions import keys
from toptips.model.saved_again import as_saved
from toptips.places import read_bytes

if TYPE_CHECKING:
    from _csv import Writer

BEFORE_GROUPS = (
    "response_id", "form", "partner", "partner_name", "sector", "respondent", "role", "quote",
)  # fmt: skip
AFTER_GROUPS = ("tip", "question", "value", "source")
ALWAYS = (*BEFORE_GROUPS, *AFTER_GROUPS)
LONGEST_CELL = 1 << 20
AGAIN = "Run 'toptips collect' to write it again."
_MADE_A_NUMBER = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Response:
    """One form that counts, or what one table agreed.

    `answers` holds values by tip's id (empty for what is asked once) and question key:
    a score as its number or `dont_know` or `not_for_us`, a choice as its value, dates ISO.
    `quote` is `sector`, `anonymous` or `no`. `source` is the file, and the member within it.
    """

    id: str
    form: str
    partner: str = ""
    partner_name: str = ""
    sector: str = ""
    respondent: str = ""
    role: str = ""
    quote: str = "no"
    groups: dict[str, str] = field(default_factory=dict)
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    source: str = ""

    def get(self, tip: str, question: str) -> str:
        """Return one answer, or nothing."""
        return self.answers.get((tip, question), "")


def write_responses(responses: Iterable[Response], groups: Sequence[str]) -> bytes:
    """Return the bytes of responses.csv: UTF-8 with a byte-order mark, one row an answer."""
    return b"".join(response_pieces(responses, groups))


def response_pieces(responses: Iterable[Response], groups: Sequence[str]) -> Iterator[bytes]:
    """Yield the bytes of responses.csv, a response at a time."""
    text = io.StringIO(newline="")
    writer = quoting_writer(text)
    writer.writerow([*BEFORE_GROUPS, *groups, *AFTER_GROUPS])
    yield b"\xef\xbb\xbf" + text.getvalue().encode()
    for response in responses:
        text.seek(0)
        text.truncate()
        before = [getattr(response, column) for column in ("id", *BEFORE_GROUPS[1:])]
        before += [response.groups.get(group, "") for group in groups]
        head = [guarded(cell) for cell in before]
        source = guarded(response.source)
        for (tip, question), value in response.answers.items():
            writer.writerow([*head, guarded(tip), question, guarded(value), source])
        yield text.getvalue().encode()


def read_responses(path: Path) -> list[Response]:
    """Read responses.csv; TopTipsError where there is none, or where it can't be read.

    One that a spreadsheet saved again is read where nothing can have been lost but signs; where
    it made numbers of ids, or turned dates round, it is refused.
    """
    if not path.is_file():
        raise TopTipsError(f"There is no {path.name} yet. Run 'toptips collect' first.")
    try:
        responses = parse_responses(read_bytes(path), path.name)
    except TopTipsError as error:
        raise TopTipsError(f"{error} {AGAIN}") from None
    if said := _changed_by_a_spreadsheet(responses):
        raise TopTipsError(f"{path.name}: {said} {AGAIN}")
    return responses


def _changed_by_a_spreadsheet(responses: Iterable[Response]) -> str:
    """Say what a spreadsheet made of what it took for a number or a date, if it did."""
    dates = keys(kind="date")
    for response in responses:
        if _MADE_A_NUMBER.fullmatch(response.id):
            return (
                f"'{response.id}' was the id of a response, and a spreadsheet made a number of it."
            )
        for (_, question), value in response.answers.items():
            if question in dates and not _ISO.fullmatch(value):
                return f"a date of the response {response.id} is no longer written year-month-day."
    return ""


def parse_responses(raw: bytes, name: str, *, most: int | None = None) -> list[Response]:
    """Read the bytes of a file in the shape of responses.csv.

    The rows of one response need not stand together, nor the columns in their order. Raises
    TopTipsError, with the line, for a file that is not in that shape, and for one of more than
    `most` responses.
    """
    csv.field_size_limit(LONGEST_CELL)
    saved = as_saved(raw, ALWAYS, name)
    # Decoded bit by bit: a text as a whole takes up to eight times its bytes.
    text = io.TextIOWrapper(io.BytesIO(raw), encoding=saved.encoding, newline="")
    rows = csv.reader(text, strict=True, delimiter=saved.separator)
    try:
        header = [cell.strip() for cell in next(rows, [])]
        columns = _columns(header, name)
        found: dict[str, Response] = {}
        for row in rows:
            if not any(row):
                continue  # an empty line, as editors and spreadsheets leave at the end
            if len(row) != len(header):
                raise TopTipsError(
                    f"{name}, line {rows.line_num}: {len(row)} columns instead of {len(header)}."
                )
            if not unguarded(row[columns["response_id"]]).strip():
                raise TopTipsError(
                    f"{name}, line {rows.line_num}: response_id is empty. Give each response an id"
                    " of its own."
                )
            _add_row(found, row, columns)
            if most is not None and len(found) > most:
                raise TopTipsError(f"{name} holds more than {most:,} responses.")
    except UnicodeDecodeError:
        raise TopTipsError(f"{name} is not UTF-8. Save it as 'CSV UTF-8'.") from None
    except csv.Error as error:
        raise TopTipsError(f"{name}, line {rows.line_num}: {error}.") from None
    return list(found.values())


def _columns(header: Sequence[str], name: str) -> dict[str, int]:
    """Return the places of the columns by their names, those of groups among them."""
    if len(set(ALWAYS) & set(header)) < len(ALWAYS) // 2:
        raise TopTipsError(f"{name}, line 1: the header is not the one of responses.csv.")
    missing = [column for column in ALWAYS if column not in header]
    if missing:
        raise TopTipsError(f"{name}, line 1: the column '{missing[0]}' is missing.")
    columns = {column: place for place, column in enumerate(header) if column}
    if len(columns) < sum(map(bool, header)):
        raise TopTipsError(f"{name}, line 1: a column is there twice.")
    return columns


def _add_row(found: dict[str, Response], row: list[str], columns: Mapping[str, int]) -> None:
    response_id = unguarded(row[columns["response_id"]])
    response = found.get(response_id)
    if response is None:
        cells = {column: unguarded(row[place]) for column, place in columns.items()}
        response = found[response_id] = Response(
            id=response_id,
            form=cells["form"],
            partner=cells["partner"],
            partner_name=cells["partner_name"],
            sector=cells["sector"],
            respondent=cells["respondent"],
            role=cells["role"],
            quote=cells["quote"],
            groups={group: cells[group] for group in cells if group not in ALWAYS and cells[group]},
            source=cells["source"],
        )
    place = unguarded(row[columns["tip"]]), unguarded(row[columns["question"]])
    response.answers[place] = unguarded(row[columns["value"]])


def quoting_writer(text: io.StringIO, separator: str = ",") -> Writer:
    """Return a writer of tables that puts every cell in quotes.

    Where Excel splits at semicolons as well as at commas, `nice;=1+1` without them would be two
    cells, and the second a formula.
    """
    return csv.writer(text, quoting=csv.QUOTE_ALL, delimiter=separator)


def guarded(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: one `'` before it."""
    return "'" + text if text[:1] in tuple("=+-@\t\r'") and text else text


def unguarded(text: str) -> str:
    """Take off the one `'` that `guarded` put before a text."""
    return text[1:] if text.startswith("'") else text
