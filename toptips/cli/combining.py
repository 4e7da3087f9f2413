"""The command about many workshops: their copies in one picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from toptips.cli.terminal import NEEDS_A_PERSON, JsonOption, note, print_json, progress_bar, say


def combine(
    copies: Annotated[
        list[Path],
        typer.Argument(metavar="COPY", help="Copies that places made with 'toptips anonymise'."),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="DIR", help="A new or empty folder for the picture."
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Put workshops of one framework into one picture, from the copies that each place made."""
    from toptips import workflow

    with progress_bar("Combining") as move:
        combination = workflow.combine(copies, output, today=date.today(), progress=move)
    if as_json:
        print_json(combination.as_data())
    else:
        say(f"The picture is {combination.report.resolve()}")
        say(f"In it: {combination.said}.")
    for problem in combination.problems:
        note(f"Not in it: {problem}")
    for sentence in combination.notes:
        note(sentence)
    if not as_json:
        note("Send it to every place in it before you send it to anybody else.")
    if combination.problems:
        raise typer.Exit(NEEDS_A_PERSON)
