"""Responses: who answered what. `responses.csv` holds one row an answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toptips.errors import TopTipsError
from toptips.places import read_bytes

if TYPE_CHECKING:
    from _csv import Writer

BEFORE_GROUPS = (
    "response_id", "form", "partner", "partner_name", "sector", "respondent", "role", "quote",
)  # fmt: skip
AFTER_GROUPS = ("tip", "question", "value", "source")
LONGEST_CELL = 1 << 20


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
    """Read responses.csv; TopTipsError where there is none, or where it can't be read."""
    if not path.is_file():
        raise TopTipsError(f"There is no {path.name} yet. Run 'toptips collect' first.")
    return parse_responses(read_bytes(path), path.name)


def parse_responses(raw: bytes, name: str, *, most: int | None = None) -> list[Response]:
    """Read the bytes of a file in the shape of responses.csv.

    The rows of one response need not stand together. Raises TopTipsError, with the line, for
    a file that is not in that shape, and for one of more than `most` responses.
    """
    csv.field_size_limit(LONGEST_CELL)
    # Decoded bit by bit: a text as a whole takes up to eight times its bytes.
    text = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig", newline="")
    rows = csv.reader(text, strict=True)
    try:
        header = next(rows, [])
        groups = header[len(BEFORE_GROUPS) : -len(AFTER_GROUPS)]
        if header != [*BEFORE_GROUPS, *groups, *AFTER_GROUPS]:
            raise TopTipsError(f"{name}, line 1: the header is not the one of responses.csv.")
        found: dict[str, Response] = {}
        for row in rows:
            if not row:
                continue  # an empty line, as editors leave at the end
            if len(row) != len(header):
                raise TopTipsError(
                    f"{name}, line {rows.line_num}: {len(row)} columns instead of {len(header)}."
                )
            if not unguarded(row[0]).strip():
                raise TopTipsError(
                    f"{name}, line {rows.line_num}: response_id is empty. Give each response an id"
                    " of its own."
                )
            _add_row(found, row, groups)
            if most is not None and len(found) > most:
                raise TopTipsError(f"{name} holds more than {most:,} responses.")
    except UnicodeDecodeError:
        raise TopTipsError(f"{name} is not UTF-8. Save it as 'CSV UTF-8'.") from None
    except csv.Error as error:
        raise TopTipsError(f"{name}, line {rows.line_num}: {error}.") from None
    return list(found.values())


def _add_row(found: dict[str, Response], row: list[str], groups: list[str]) -> None:
    response_id = unguarded(row[0])
    response = found.get(response_id)
    if response is None:
        _, form, partner, partner_name, sector, respondent, role, quote, *rest = map(unguarded, row)
        response = found[response_id] = Response(
            id=response_id,
            form=form,
            partner=partner,
            partner_name=partner_name,
            sector=sector,
            respondent=respondent,
            role=role,
            quote=quote,
            groups={group: value for group, value in zip(groups, rest, strict=False) if value},
            source=rest[-1],
        )
    response.answers[unguarded(row[-4]), row[-3]] = unguarded(row[-2])


def quoting_writer(text: io.StringIO) -> Writer:
    """Return a writer of tables that puts every cell in quotes.

    Where Excel splits at semicolons as well as at commas, `nice;=1+1` without them would be two
    cells, and the second a formula.
    """
    return csv.writer(text, quoting=csv.QUOTE_ALL)


def guarded(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: one `'` before it."""
    return "'" + text if text[:1] in tuple("=+-@\t\r'") and text else text


def unguarded(text: str) -> str:
    """Take off the one `'` that `guarded` put before a text."""
    return text[1:] if text.startswith("'") else text
