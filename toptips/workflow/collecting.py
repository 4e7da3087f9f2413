"""`toptips collect`: what came back, read and set against the questionnaires."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from toptips import HowFar
from toptips.errors import TopTipsError
from toptips.model.decisions import Decisions, begin_decisions, load_decisions, say_whose
from toptips.model.responses import Response, response_pieces
from toptips.model.returned import NEEDS_A_PERSON, ReturnRow, write_returns
from toptips.model.sendings import times_of_sent
from toptips.model.workshop import Workshop
from toptips.model.yaml_file import nearest
from toptips.places import Folder
from toptips.returns.collecting import Collected, read_all
from toptips.returns.corrections import wrong_corrections
from toptips.returns.named_returns import named_by_id, those_in
from toptips.returns.period import Period
from toptips.returns.printed_lines import load_printed
from toptips.returns.taking_in import take_in
from toptips.workflow.focus_groups import write_focus_groups
from toptips.workflow.opened import Opened, open_workshop
from toptips.writing import Outputs, only_one


@dataclass(frozen=True)
class Collection:
    """What `collect` did: a row for each return, how many count, and what it kept aside.

    `notes` say what else a person should know, a line each.
    `decided`: of how many returns it now says whose they are, as it was told.
    """

    decided: int
    rows: tuple[ReturnRow, ...]
    responses: int
    kept_aside: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def collect(
    folder: Path,
    files: Sequence[Path] = (),
    *,
    partner: str | None = None,
    returns: Sequence[str] = (),
    now: datetime | None = None,
    progress: HowFar | None = None,
) -> Collection:
    """Copy files into `returns/`, read all of `returns/`, and write both CSV files.

    With `partner`, the files are decided to be that partner's, and `returns`, named by the ids
    of returns.csv or their beginnings. A path that is not there is looked for in the workshop's
    folder. `now` is the time after which no form can have been changed, left out the computer's.
    Raises TopTipsError where no form was prepared yet, where there is nothing to read, or
    for an id that names no return.
    """
    opened = open_workshop(folder)
    place, questionnaires = opened.folder, opened.all_questionnaires
    workshop = opened.with_all_partners
    if not opened.questionnaires:
        raise TopTipsError("No forms have been prepared yet. Run 'toptips prepare' first.")
    _may_decide(workshop, files, returns, partner)
    read = _reading(opened, now or datetime.now(UTC), progress)
    decided = 0
    with only_one(place):
        taken = take_in(files, place.returns)
        collected = read(load_decisions(folder))
        if partner is not None:
            named = named_by_id(collected.rows, returns) if returns else []
            named += those_in(collected.rows, taken.names)
            decided = say_whose(folder, named, partner)
            collected = read(load_decisions(folder))
        rows = _some(place, (*collected.rows, *taken.left))
        asked = _asked(rows)
        load_decisions(
            folder, partial(wrong_corrections, asked=asked, questionnaires=questionnaires)
        )
        if any(row.status in NEEDS_A_PERSON for row in rows):
            begin_decisions(folder)
        outputs = _write(place, collected.responses, rows, workshop)
        write_focus_groups(place, collected.of_groups, asked, questionnaires, outputs)
    return Collection(
        decided=decided,
        rows=rows,
        responses=len(collected.responses) + len(collected.of_groups),
        kept_aside=tuple(outputs.kept_aside),
        notes=tuple(outputs.notes),
    )


def _asked(rows: Sequence[ReturnRow]) -> dict[str, str]:
    """Return the hash of each return's questionnaire, by its id; that of what counts comes first.

    What was rejected may have the id of what counts: the same file, out of a zip.
    """
    counting = {row.response_id: row.questionnaire for row in rows if row.response_id}
    return {row.return_id: row.questionnaire for row in rows} | counting


def _reading(
    opened: Opened, now: datetime, progress: HowFar | None
) -> Callable[[Decisions], Collected]:
    """Return what reads all of `returns/`, as some decisions have it."""
    workshop, folder = opened.with_all_partners, opened.folder.path
    earlier = opened.partners_as_sent
    names = {known.name for known in (*workshop.partners, *earlier)}
    return partial(
        read_all,
        opened.folder.returns,
        opened.all_questionnaires,
        workshop,
        progress=progress,
        period=Period.of(times_of_sent(folder), workshop.returns.by, now),
        printed=load_printed(folder, opened.all_questionnaires, names),
        earlier=earlier,
    )


def _some(place: Folder, rows: tuple[ReturnRow, ...]) -> tuple[ReturnRow, ...]:
    """Return the rows, or raise TopTipsError where nothing has come back."""
    if not rows:
        raise TopTipsError(
            f"Nothing has come back yet: {place.returns} is empty."
            " Name the returned files or their folder, as in 'toptips collect FOLDER'."
        )
    return rows


def _write(
    place: Folder, responses: Sequence[Response], rows: Sequence[ReturnRow], workshop: Workshop
) -> Outputs:
    outputs = Outputs(place)
    outputs.write_pieces(place.responses_csv, response_pieces(responses, list(workshop.groups)))
    outputs.write(place.returns_csv, write_returns(rows))
    return outputs


def _may_decide(
    workshop: Workshop, files: Sequence[Path], returns: Sequence[str], partner: str | None
) -> None:
    """Raise TopTipsError where nothing can be said to be a partner's."""
    if partner is None:
        if returns:
            raise TopTipsError("Say whose it is: toptips collect --return ID --partner ID.")
        return
    if not files and not returns:
        raise TopTipsError(
            "Name the return too, by its id in returns.csv: toptips collect --return ID"
            " --partner ID."
        )
    if workshop.partner(partner) is None:
        raise TopTipsError(
            f"There is no partner '{partner}' in workshop.yaml."
            f"{nearest(partner, [known.id for known in workshop.partners])}"
        )
