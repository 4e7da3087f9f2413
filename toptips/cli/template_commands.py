"""The commands about a workshop's own wording and looks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toptips.cli.completion import template_names
from toptips.cli.terminal import (
    NEEDS_A_PERSON,
    JsonOption,
    WorkshopOption,
    note,
    note_next,
    print_json,
    say,
)


def export(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]",
            help="Which ones, such as brand.docx or pack/invitation.md.j2; all if left out.",
            autocompletion=template_names,
        ),
    ] = None,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Copy wording and looks into the workshop's templates/, to be changed there."""
    from toptips import workflow

    exported = workflow.export_templates(workshop, names or ())
    if as_json:
        print_json(
            {
                "folder": str(exported.folder),
                "copied": list(exported.copied),
                "kept": list(exported.kept),
            }
        )
        return
    say(f"{_files(len(exported.copied))} copied into {exported.folder}.")
    if exported.kept:
        note(f"There already, and left as they are: {', '.join(exported.kept)}.")
    note("What you don't change, delete again: it then stays as new versions of toptips have it.")
    note_next("When you have changed something:", "templates", "check", workshop=workshop)


def _files(many: int) -> str:
    return "1 file" if many == 1 else f"{many} files"


def check(workshop: WorkshopOption = Path(), as_json: JsonOption = False) -> None:
    """Say what a changed template or brand.docx breaks, and where."""
    from toptips import workflow

    problems = workflow.check_templates(workshop)
    if as_json:
        print_json([{"file": p.source, "where": p.where, "message": p.message} for p in problems])
    else:
        for problem in problems:
            say(str(problem))
        if problems:
            note_next("When they are put right:", "templates", "check", workshop=workshop)
        else:
            say("No problems found.")
            note_next("To make the pack with them:", "prepare", workshop=workshop)
    if problems:
        raise typer.Exit(NEEDS_A_PERSON)
