"""The command that says what became of a workshop's items between its rounds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toptips.cli.terminal import (
    NEEDS_A_PERSON,
    JsonOption,
    WorkshopOption,
    command_line,
    note,
    note_kept_aside,
    note_next,
    print_json,
    progress_bar,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toptips.workflow import Comparison, ProgressHeldBack


def compare(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[EARLIER LATER...]",
            help="Workshops' folders, the earliest first; left out, workshop.yaml names the first.",
        ),
    ] = None,
    rescale: Annotated[
        bool, typer.Option("--rescale", help="Carry levels of another scale over to the last one.")
    ] = False,
    final: Annotated[
        bool,
        typer.Option("--final", help="Make a report to pass on, and no draft; it is recorded."),
    ] = False,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Write the report on what has changed since earlier rounds of a workshop."""
    from toptips import workflow

    rounds = _rounds(folders or [], workshop)
    try:
        with progress_bar("Comparing"):
            comparison = workflow.compare(rounds, rescale=rescale, final=final, today=date.today())
    except workflow.ProgressHeldBack as held:
        _print_held_back(held, as_json=as_json)
        raise typer.Exit(NEEDS_A_PERSON) from None
    if as_json:
        print_json(comparison.as_data())
    else:
        say(f"The progress report is {comparison.report.resolve()}")
        _note_edition(comparison, rounds, rescale=rescale)
    for remark in (*comparison.progress.remarks, *comparison.notes):
        note(remark)
    note_kept_aside(comparison.kept_aside)
    if comparison.kept_aside or comparison.notes:
        raise typer.Exit(NEEDS_A_PERSON)


def _rounds(folders: Sequence[Path], workshop: Path) -> list[Path]:
    """Return the folders to compare: those that are named, or the workshop's and its baseline's."""
    from toptips import workflow

    if len(folders) > 1:
        return list(folders)
    return [*(folders or [workflow.baseline_of(workshop)]), workshop]


def _note_edition(comparison: Comparison, rounds: Sequence[Path], *, rescale: bool) -> None:
    """Say that a report is a draft, or that it is on record, and what to do with it."""
    if comparison.final:
        note("It is on record in the editions.json of every round. Keep those files.")
        return
    for folder, found in (comparison.near or {}).items():
        for near in found:
            note(f"Keep this draft from whoever has edition {near.number} of {folder}. {near}")
    note_next(
        "It is a draft, for those who write it. For the report to pass on:",
        "compare",
        *rounds,
        *(["--rescale"] if rescale else []),
        "--final",
    )


def _print_held_back(held: ProgressHeldBack, *, as_json: bool) -> None:
    """Say why no report was made, and what to do."""
    if as_json:
        near = {
            str(folder): [{"number": each.number, "differs": list(each.reasons)} for each in found]
            for folder, found in held.near.items()
        }
        print_json({"edition": None, "too_near": near})
    note(str(held))
    note(
        "Make it from the same forms as the reports that have gone out, or hold late forms until"
        f" {held.smallest} have come."
    )
    for folder, found in held.near.items():
        numbers = sorted({near.number for near in found})
        listed = " and ".join(map(str, numbers))
        words = [word for number in numbers for word in ("--recalled", str(number))]
        note(f"Or ask everybody who has edition {listed} of {folder} to delete it. When all have:")
        note(f"  {command_line('analyse', '--final', *words, workshop=folder)}")
