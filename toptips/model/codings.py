"""What people decided about comments and the codebook: codings.csv, which is only added to.

Each line is one decision, with its day and whose it is. The last line about the same thing wins.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from toptips.errors import Problem, TopTipsError
from toptips.model.misread import shown
from toptips.model.responses import LONGEST_CELL, guarded, quoting_writer, unguarded
from toptips.model.saved_again import Saved, as_saved, with_end
from toptips.model.yaml_file import is_id
from toptips.places import read_within

if TYPE_CHECKING:
    from _csv import Reader

# Decisions about a comment, and those about the codebook.
COMMENT_KINDS = ("themes", "direction", "quote")
CODEBOOK_KINDS = ("theme", "rename", "merge", "split", "keyword", "memo")
# What a person takes back is as if nobody had decided it.
TAKEN_BACK = "?"
STRENGTH, BARRIER, MIXED, NEITHER = "strength", "barrier", "mixed", "neither"
CONFIRMED, EDITED, REFUSED = "confirmed", "edited", "refused"
ADDED, DROPPED = "added", "dropped"
VALUES: Mapping[str, tuple[str, ...]] = {
    "direction": (STRENGTH, BARRIER, MIXED, NEITHER, TAKEN_BACK),
    "quote": (CONFIRMED, EDITED, REFUSED, TAKEN_BACK),
    "keyword": (ADDED, DROPPED),
}
CODERS = (1, 2)
LARGEST = 50_000_000  # bytes; some 300,000 decisions
LONGEST_NAME = 100
_COMMENT = re.compile(r"[0-9a-f]{12}")
_ONE_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class CodingLine:
    """One decision of one person.

    `kind` says about what. A comment's `themes` are ids with spaces between them in `value`,
    nothing where it has none; its `direction` and what becomes of a `quote` of it are one of
    VALUES, `theme` is what the quote is for and `text` what may be printed. Of the codebook,
    `theme` is the theme's id: a new `theme` has its name in `value` and what belongs in it in
    `text`; `rename` has the name in `text`; `merge` the id of the theme that it goes into in
    `value`; `split` the id of the theme that was split off in `value` and its name in `text`; a
    `keyword` is in `text`, as is a `memo`. A `value` of "?" takes back what was decided.
    `blind` says that the person saw no proposal.
    """

    kind: str
    comment: str = ""
    theme: str = ""
    value: str = ""
    text: str = ""
    coder: int = 1
    role: str = ""
    blind: bool = False
    day: str = ""


COLUMNS = tuple(field.name for field in fields(CodingLine))


@dataclass(frozen=True)
class Codings:
    """All lines of codings.csv that can be used, in their order, and what is wrong with others."""

    lines: tuple[CodingLine, ...] = ()
    problems: tuple[Problem, ...] = ()

    def last(self, kind: str, coder: int | None = None) -> dict[str, CodingLine]:
        """Return the decisions of one kind that hold, by comment, of one coder or of all.

        Of all, those of the first coder hold before those of the second.
        """
        if coder is None:
            return self.last(kind, 2) | self.last(kind, 1)
        found = {
            line.comment: line for line in self.lines if line.kind == kind and line.coder == coder
        }
        return {comment: line for comment, line in found.items() if line.value != TAKEN_BACK}

    def blind(self, coder: int) -> dict[str, CodingLine]:
        """Return by comment the themes that a coder decided on without seeing any proposal."""
        found: dict[str, CodingLine] = {}
        for line in self.lines:
            if line.kind == "themes" and line.coder == coder:
                if line.value == TAKEN_BACK:
                    found.pop(line.comment, None)
                elif line.blind:
                    found[line.comment] = line
        return found

    def roles(self, lines: Iterable[CodingLine]) -> tuple[str, ...]:
        """Return the roles in which people decided these lines, each once, in their order."""
        return tuple(dict.fromkeys(line.role for line in lines if line.role))


def load_codings(path: Path) -> Codings:
    """Read codings.csv; nothing is decided where there is none.

    A line that can't be used is a problem and the others are taken. Raises TopTipsError for a
    file that is no table of codings at all.
    """
    if not path.is_file():
        return Codings()
    return parse_codings(read_within(path, LARGEST), path.name)


def parse_codings(data: bytes, name: str) -> Codings:
    """Read the bytes of codings.csv; `name` is what problems call it."""
    if not data.strip():
        return Codings()
    saved = as_saved(data, COLUMNS, name)
    rows, header = _rows_and_header(data, saved, name)
    lines: list[CodingLine] = []
    problems: list[Problem] = []
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise TopTipsError(
            f"{name}, line 1: the column '{missing[0]}' is missing. Put its first line right:"
            f" {','.join(COLUMNS)}"
        )
    try:
        for row in rows:
            if not any(row):
                continue
            if isinstance(found := _parsed(header, row), CodingLine):
                lines.append(found)
            else:
                problems.append(Problem(name, f"line {rows.line_num}", found))
    except csv.Error as error:
        problems.append(Problem(name, f"line {rows.line_num}", f"{error}; it ends there."))
    return Codings(tuple(lines), tuple(problems))


def _rows_and_header(data: bytes, saved: Saved, name: str) -> tuple[Reader, list[str]]:
    """Return the table's rows below its first line, and the columns that this names.

    Raises TopTipsError for a text or a first line that can't be read.
    """
    csv.field_size_limit(LONGEST_CELL)
    try:
        text = io.StringIO(data.decode(saved.encoding), newline="")
        rows = csv.reader(text, delimiter=saved.separator)
        return rows, [cell.strip() for cell in next(rows, [])]
    except UnicodeDecodeError:
        raise TopTipsError(f"{name} can't be read. Save it as 'CSV UTF-8'.") from None
    except csv.Error as error:
        raise TopTipsError(
            f"{name}, line 1: {error}. Put its first line right: {','.join(COLUMNS)}"
        ) from None


def _parsed(header: Sequence[str], row: Sequence[str]) -> CodingLine | str:
    """Return a line, or what is wrong with it."""
    if len(row) != len(header):
        return f"it has {len(row)} cells instead of {len(header)}, so it is not used."
    cells = {column: unguarded(cell) for column, cell in zip(header, row, strict=True)}
    coder = cells["coder"].strip()
    if coder not in map(str, CODERS):
        return f"'{shown(coder)}' is no coder (1 or 2), so it is not used."
    line = CodingLine(
        **{column: cells[column].strip() for column in ("kind", "comment", "theme", "value")},
        text=cells["text"],
        coder=int(coder),
        role=cells["role"].strip(),
        blind=cells["blind"].strip().casefold() == "yes",
        day=cells["day"].strip(),
    )
    wrong = next(_mistakes(line), "")
    return f"{wrong}, so it is not used." if wrong else line


def _mistakes(line: CodingLine) -> Iterator[str]:
    """Yield what is wrong with a line, each as the beginning of a sentence."""
    if line.kind not in (*COMMENT_KINDS, *CODEBOOK_KINDS):
        yield f"'{shown(line.kind)}' is no kind of decision"
    if line.kind in COMMENT_KINDS and not _COMMENT.fullmatch(line.comment):
        yield f"'{shown(line.comment)}' is no comment's id (twelve of the signs 0 to 9 and a to f)"
    if line.kind in VALUES and line.value not in VALUES[line.kind]:
        yield f"'{shown(line.value)}' is none of {', '.join(VALUES[line.kind])}"
    if not _is_day(line.day):
        yield f"'{shown(line.day)}' is no day, written year-month-day"
    for theme in _themes_named(line):
        if not is_id(theme):
            yield f"'{shown(theme)}' is no theme's id"
    if (name := _name_in(line)) is not None and not is_name(name):
        yield f"'{shown(name)}' is no name of a theme: one line of {LONGEST_NAME} signs at most"
    if line.kind == "quote" and line.value in (CONFIRMED, EDITED) and not line.text.strip():
        yield "it holds no words to print"
    if line.kind == "keyword" and not any(map(str.isalnum, line.text)):
        yield f"'{shown(line.text)}' is no keyword"


def _themes_named(line: CodingLine) -> Iterator[str]:
    if line.kind == "themes" and line.value != TAKEN_BACK:
        yield from line.value.split()
    if line.kind in CODEBOOK_KINDS or line.theme:
        yield line.theme
    if line.kind == "split" or (line.kind == "merge" and line.value != TAKEN_BACK):
        yield line.value


def _name_in(line: CodingLine) -> str | None:
    if line.kind == "theme":
        return line.value
    return line.text if line.kind in ("rename", "split") else None


def is_name(text: str) -> bool:
    """Say whether a theme may be called so."""
    named = text.strip()
    return 0 < len(named) <= LONGEST_NAME and _ONE_LINE.fullmatch(named) is not None


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def with_lines(data: bytes, lines: Sequence[CodingLine], name: str) -> bytes:
    """Return the bytes of codings.csv with these lines added at its end.

    What is there stays as it is; where a spreadsheet saved it again, lines are added as it writes
    them. Raises TopTipsError where they can't be written so.
    """
    if not data.strip():
        written = _written(lines, COLUMNS, Saved("utf-8-sig", ","), with_header=True)
        return b"\xef\xbb\xbf" + written.encode()
    saved = as_saved(data, COLUMNS, name)
    _, header = _rows_and_header(data, saved, name)
    return with_end(data, _written(lines, header, saved, with_header=False), saved, name)


def _written(
    lines: Sequence[CodingLine], header: Sequence[str], saved: Saved, *, with_header: bool
) -> str:
    text = io.StringIO(newline="")
    writer = quoting_writer(text, saved.separator)
    if with_header:
        writer.writerow(header)
    for line in lines:
        cells = {column: str(getattr(line, column)) for column in COLUMNS}
        cells["blind"] = "yes" if line.blind else ""
        writer.writerow([guarded(cells.get(column, "")) for column in header])
    return text.getvalue()
