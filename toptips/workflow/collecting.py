"""`toptips collect`: what came back, read and set against the questionnaires."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.model.decisions import begin_decisions, load_decisions, say_whose
from toptips.model.responses import response_pieces
from toptips.model.returned import NEEDS_A_PERSON, ReturnRow, write_returns
from toptips.model.workshop import Workshop
from toptips.model.yaml_file import nearest
from toptips.returns.collecting import read_all
from toptips.returns.printed_lines import load_printed
from toptips.returns.taking_in import take_in
from toptips.workflow.opened import Progress, open_workshop
from toptips.writing import Outputs, only_one


@dataclass(frozen=True)
class Collection:
    """What `collect` did: a row for each return, how many count, and what it kept aside.

    `decided`: of how many returns it now says whose they are, as it was told.
    """

    decided: int
    rows: tuple[ReturnRow, ...]
    responses: int
    kept_aside: tuple[Path, ...]


def collect(
    folder: Path,
    files: Sequence[Path] = (),
    *,
    partner: str | None = None,
    progress: Progress | None = None,
) -> Collection:
    """Copy files into `returns/`, read all of `returns/`, and write both CSV files.

    With `partner`, the files are decided to be that partner's. A path that is not there is looked
    for in the workshop's folder. Raises TopTipsError where no form was prepared yet, or where there
    is nothing to read.
    """
    opened = open_workshop(folder)
    place, questionnaires = opened.place, opened.questionnaires
    workshop = opened.with_all_partners
    if not questionnaires:
        raise TopTipsError("No forms have been prepared yet. Run 'toptips prepare' first.")
    if partner is not None:
        _may_decide(workshop, files, partner)
    printed = load_printed(folder, questionnaires, (known.name for known in workshop.partners))
    decided = 0
    with only_one(place):
        names = take_in(files, place.returns)
        decisions = load_decisions(folder)
        collected = read_all(place.returns, questionnaires, workshop, decisions, progress, printed)
        if partner is not None:
            decided = say_whose(folder, collected.rows, names, partner)
            decisions = load_decisions(folder)
            collected = read_all(
                place.returns, questionnaires, workshop, decisions, progress, printed
            )
        if not collected.rows:
            raise TopTipsError(
                f"Nothing has come back yet: {place.returns} is empty."
                " Name the returned files or their folder, as in 'toptips collect FOLDER'."
            )
        if any(row.status in NEEDS_A_PERSON for row in collected.rows):
            begin_decisions(folder)
        outputs = Outputs(place)
        outputs.write_pieces(
            place.responses_csv, response_pieces(collected.responses, list(workshop.groups))
        )
        outputs.write(place.returns_csv, write_returns(collected.rows))
    return Collection(
        decided=decided,
        rows=tuple(collected.rows),
        responses=len(collected.responses),
        kept_aside=tuple(outputs.kept_aside),
    )


def _may_decide(workshop: Workshop, files: Sequence[Path], partner: str) -> None:
    """Raise TopTipsError where nothing can be said to be a partner's."""
    if not files:
        raise TopTipsError("Name the file too: toptips collect FILE --partner ID.")
    if workshop.partner(partner) is None:
        raise TopTipsError(
            f"There is no partner '{partner}' in workshop.yaml."
            f"{nearest(partner, [known.id for known in workshop.partners])}"
        )
