"""Finds the returns that a person names: by their ids, or by the files that they are in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toptips.errors import TopTipsError
from toptips.model.returned import NEEDS_A_PERSON, ReturnRow
from toptips.returns.names import printable

# Of an id's beginning: fewer letters may fit another return tomorrow.
FEWEST_LETTERS = 6
MOST_NAMED = 8


def named_by_id(rows: Sequence[ReturnRow], ids: Iterable[str]) -> list[ReturnRow]:
    """Return the rows of these ids, or of ids that begin so, each id's first row.

    Raises TopTipsError for one that fits none, that fits several, or whose return could not be
    read.
    """
    by_id: dict[str, ReturnRow] = {}
    for row in rows:
        if row.return_id:
            by_id.setdefault(row.return_id, row)
    return [by_id[_whole(given.strip().casefold(), by_id)] for given in ids]


def _whole(given: str, by_id: dict[str, ReturnRow]) -> str:
    shown = printable(given)[:40]
    if given not in by_id:
        fitting = [known for known in by_id if known.startswith(given)]
        if len(given) < FEWEST_LETTERS or not fitting:
            raise TopTipsError(f"'{shown}' is not the id of a return.{_what_there_is(by_id)}")
        if len(fitting) > 1:
            raise TopTipsError(f"'{shown}' begins several ids: {', '.join(fitting)}.")
        given = fitting[0]
    if not by_id[given].form:
        raise TopTipsError(
            f"The return {given} could not be read, so it can't be said whose it is."
        )
    return given


def _what_there_is(by_id: dict[str, ReturnRow]) -> str:
    """Name the ids of the returns that a person has to decide on, else of all."""
    forms = [row for row in by_id.values() if row.form]
    doubtful = [row for row in forms if row.status in NEEDS_A_PERSON] or forms
    if not doubtful:
        return " No return has been read yet."
    named = ", ".join(row.return_id for row in doubtful[:MOST_NAMED])
    more = f" and {len(doubtful) - MOST_NAMED} more" if len(doubtful) > MOST_NAMED else ""
    return f" There is {named}{more}; returns.csv says which is which."


def those_in(rows: Iterable[ReturnRow], names: Iterable[str]) -> list[ReturnRow]:
    """Return the rows of the returns in these files.

    Of several in one file, those that say whose they are stay as they are.
    """
    files = {printable(name) for name in names}
    return [
        row
        for row in rows
        if row.file in files and row.form and (not row.member or row.status == "unclaimed")
    ]
