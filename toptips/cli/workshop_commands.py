"""The commands of a workshop, in the order in which it runs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toptips.cli.terminal import (
    NEEDS_A_PERSON,
    JsonOption,
    WorkshopOption,
    print_json,
    print_table,
    progress_bar,
    say,
    say_kept_aside,
)

if TYPE_CHECKING:
    from toptips.model.returned import ReturnRow
    from toptips.workflow import Reminders

ALL_RIGHT = ("accepted", "duplicate", "superseded", "ignored", "withdrawn")


def demo(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to put it.")] = Path(
        "toptips-demo"
    ),
) -> None:
    """Make an example workshop, from framework to report, in one go."""
    from toptips import workflow

    workflow.copy_example(directory)
    say(f"An invented workshop is now in {directory}.")
    with progress_bar("Preparing the pack") as move:
        pack = workflow.prepare(directory, progress=move)
    say(f"prepare: {len(pack.documents)} documents in {pack.folder}")
    with progress_bar("Reading the returned forms") as move:
        collection = workflow.collect(directory, progress=move)
    say(f"collect: {len(collection.rows)} returns, of which {collection.responses} count")
    _print_attention(collection.rows, directory)
    with progress_bar("Analysing") as move:
        analysis = workflow.analyse(directory, today=date.today(), progress=move)
    say(f"analyse: {len(analysis.charts)} charts, each figure in analysis.json")
    say(f"\nThe report is {analysis.report.resolve()}\nOpen it in Word or LibreOffice.")


def new(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    framework: Annotated[
        str, typer.Option("--framework", metavar="ID", help="Which framework to use.")
    ] = "london-mental-health-discharge",
) -> None:
    """Make a workshop's folder with a commented workshop.yaml."""
    from toptips import workflow

    path = workflow.new(directory, framework, today=date.today())
    say(f"{path} is ready to be filled in. Then run: toptips prepare -w {_quoted(directory)}")


def prepare(workshop: WorkshopOption = Path()) -> None:
    """Write the pack: forms, invitations, guide and conversation sheets."""
    from toptips import workflow

    with progress_bar("Preparing the pack") as move:
        pack = workflow.prepare(workshop, progress=move)
    say(f"{len(pack.documents)} documents are in {pack.folder}, {pack.forms} of them forms.")
    if pack.agenda.shared_out:
        say(
            f"The day is too short for every table to talk about every tip, so each table has"
            f" {len(pack.agenda.tables[0].tips)} of them; see the facilitator's guide."
        )
    for note in pack.notes:
        say(note)
    say("Send each partner its own form and invitation. Then run: toptips collect FOLDER")
    say_kept_aside(pack.kept_aside)
    if pack.kept_aside:
        raise typer.Exit(NEEDS_A_PERSON)


def collect(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE|FOLDER]", help="What came back.")
    ] = None,
    partner: Annotated[
        str | None,
        typer.Option("--partner", metavar="ID", help="Say whose these files are."),
    ] = None,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Read the returned forms and say which need attention."""
    from toptips import workflow

    with progress_bar("Reading the returned forms") as move:
        collection = workflow.collect(workshop, files or (), partner=partner, progress=move)
    if as_json:
        print_json({"returns": [asdict(row) for row in collection.rows]})
    else:
        many = len(collection.rows)
        verb = "counts" if collection.responses == 1 else "count"
        returns = "1 return" if many == 1 else f"{many} returns"
        say(f"{returns}, of which {collection.responses} {verb}.")
        if partner is not None:
            forms = "return is" if collection.decided == 1 else "returns are"
            say(f"{collection.decided} {forms} now said to be from {partner}, in decisions.yaml.")
        _print_attention(collection.rows, workshop)
    say_kept_aside(collection.kept_aside)
    if collection.kept_aside or any(row.status not in ALL_RIGHT for row in collection.rows):
        raise typer.Exit(NEEDS_A_PERSON)


def _print_attention(rows: tuple[ReturnRow, ...], workshop: Path) -> None:
    """Say which files need attention and what to do about each."""
    # What a person has to do comes first.
    shown = sorted((row for row in rows if row.message), key=lambda row: row.status in ALL_RIGHT)
    if shown:
        print_table(
            "\nWhat needs a look",
            ["file", "status", "what to do"],
            [[row.place, row.status, row.message] for row in shown],
        )
    if workshop != Path() and any("Run 'toptips" in row.message for row in shown):
        say(f"Where it says 'toptips collect', add -w {_quoted(workshop)} or go to that folder.")


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def status(
    remind: Annotated[
        bool,
        typer.Option("--remind", help="Write a reminder for each partner with forms missing."),
    ] = False,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Say who has answered, who has not, and what needs attention."""
    from toptips import workflow
    from toptips.cli.standing_table import print_standing

    today = date.today()
    standing = workflow.status(workshop, today=today)
    reminders = workflow.remind(workshop, today=today) if remind else None
    if as_json:
        texts = {"reminders": [str(path) for path in reminders.texts]} if reminders else {}
        print_json(standing.as_data() | texts)
    else:
        print_standing(standing)
        for line in standing.sentences():
            say(line)
        if reminders:
            say(_of_reminders(reminders))
    kept_aside = reminders.kept_aside if reminders else ()
    say_kept_aside(kept_aside)
    if standing.attention or kept_aside:
        raise typer.Exit(NEEDS_A_PERSON)


def _of_reminders(reminders: Reminders) -> str:
    count = len(reminders.texts)
    if not count:
        return "No form is missing, so there is nobody to remind."
    many = "1 reminder is" if count == 1 else f"{count} reminders are"
    return f"{many} in {reminders.folder}, to copy into e-mails."


def analyse(workshop: WorkshopOption = Path(), as_json: JsonOption = False) -> None:
    """Turn the answers into a report with charts."""
    from toptips import workflow

    with progress_bar("Analysing") as move:
        analysis = workflow.analyse(workshop, today=date.today(), progress=move)
    if as_json:
        print_json(analysis.as_data())
    else:
        say(f"The report is {analysis.report.resolve()}")
        say("What the board is asked to do, and what the quotes say, is for you to check in it.")
    say_kept_aside(analysis.kept_aside)
    if analysis.kept_aside:
        raise typer.Exit(NEEDS_A_PERSON)


def anonymise(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder for the copy.")
    ],
    workshop: WorkshopOption = Path(),
) -> None:
    """Write a copy of the answers without names, fit to share."""
    from toptips import workflow

    shared = workflow.anonymise(workshop, directory)
    say(
        f"{shared.folder} now has the scores and choices of {shared.respondents} self-assessments,"
        f" and {shared.comments} comments apart from them."
    )
    say("Read its README.txt, and every comment, before you share it.")
