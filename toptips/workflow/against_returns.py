"""Holds responses.csv against what `collect` said of it: nobody should report on half of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toptips.errors import TopTipsError
from toptips.model.questions import FOCUS_GROUP
from toptips.model.responses import ALWAYS, Response
from toptips.model.returned import ReturnRow
from toptips.model.saved_again import how_saved
from toptips.places import Folder, digest, read_bytes
from toptips.workflow.opened import Opened
from toptips.writing import hashes_of

AGAIN = "Run 'toptips collect' to write it again."


def differences(opened: Opened, responses: Sequence[Response]) -> tuple[str, ...]:
    """Say where responses.csv is not what `collect` wrote and returns.csv counts.

    Nothing is said where there is no returns.csv. Raises TopTipsError where not one of its
    responses is among those that returns.csv counts.
    """
    raw = read_bytes(opened.folder.responses_csv)
    said = []
    if remark := how_saved(raw, ALWAYS).remark:
        said.append(f"It was saved again {remark}.")
    if opened.folder.returns_csv.is_file():
        said += _against_returns(responses, opened.rows)
    if not said and _was_changed(opened.folder, raw):
        said.append("It was changed since 'toptips collect' wrote it.")
    return (f"responses.csv: {' '.join(said)} {AGAIN}",) if said else ()


def _against_returns(responses: Sequence[Response], rows: Sequence[ReturnRow]) -> Iterator[str]:
    # What focus groups said stands in a file of its own.
    ours = (row for row in rows if row.form != FOCUS_GROUP)
    counted = {row.response_id: row for row in ours if row.status == "accepted"}
    there = {response.id: response for response in responses}
    if there and not counted.keys() & there.keys():
        raise TopTipsError(
            "None of the responses in responses.csv is among those that returns.csv counts."
            " Run 'toptips collect' to write both again."
        )
    if missing := len(counted.keys() - there.keys()):
        yield f"{missing} of the {len(counted)} responses that returns.csv counts are missing."
    if further := len(there.keys() - counted.keys()):
        yield f"{further} of its responses are not among those that returns.csv counts."
    if cut := _with_other_numbers(there, counted):
        of = "1 response" if cut == 1 else f"{cut} responses"
        yield f"Of {of} it holds more or fewer answers than returns.csv counts."


def _with_other_numbers(there: Mapping[str, Response], counted: Mapping[str, ReturnRow]) -> int:
    """Return how many responses have another number of answers than was counted."""
    return sum(
        not _may_be(there[response_id], row.answered)
        for response_id, row in counted.items()
        if response_id in there and row.answered is not None
    )


def _may_be(response: Response, answered: int) -> bool:
    """Say whether a response may be one of which so many answers were counted.

    Some that were counted stand in columns, where a blank may be an answer ("no") and a group
    may be the partner's and no answer of its own.
    """
    sure = len(response.answers) + bool(response.role) + (response.quote != "no")
    sure += bool(response.respondent) and response.form != "conversation"
    return sure <= answered <= sure + (response.quote == "no") + len(response.groups)


def _was_changed(place: Folder, raw: bytes) -> bool:
    """Say whether the record knows of responses.csv, but not with this content."""
    written = hashes_of(place, place.responses_csv.name)
    return bool(written) and digest(raw) not in written
