"""The commands of a workshop, in the order in which it runs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toptips.cli.completion import framework_ids, partner_ids, return_ids
from toptips.cli.editions import RecalledOption, note_edition, note_near, print_held_back
from toptips.cli.terminal import (
    NEEDS_A_PERSON,
    JsonOption,
    WorkshopOption,
    command_line,
    naming_workshop,
    note,
    note_kept_aside,
    note_next,
    print_json,
    progress_bar,
    say,
)
from toptips.errors import TopTipsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toptips.analysis.figures import Coding
    from toptips.analysis.standing import Standing
    from toptips.model.returned import ReturnRow
    from toptips.workflow import Collection, Reminders
    from toptips.workflow.analysing import Analysis

ALL_RIGHT = ("accepted", "duplicate", "superseded", "ignored", "withdrawn")


def new(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    framework: Annotated[
        str,
        typer.Option(
            "--framework",
            metavar="ID|FILE",
            help="Which framework to use; a file is copied.",
            autocompletion=framework_ids,
        ),
    ] = "london-mental-health-discharge",
    partners: Annotated[
        Path | None,
        typer.Option(
            "--partners", metavar="FILE", help="A table of the partners, as .xlsx or .csv."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a workshop's folder with a commented workshop.yaml."""
    from toptips import workflow

    path = workflow.new(directory, framework, partners=partners, today=date.today())
    if as_json:
        print_json({"file": str(path)})
        return
    say(f"{path} is ready to be filled in.")
    note_next("When it is:", "prepare", workshop=directory)


def prepare(workshop: WorkshopOption = Path(), as_json: JsonOption = False) -> None:
    """Write the pack: forms, invitations, guide and conversation sheets."""
    from toptips import workflow

    with progress_bar("Preparing the pack") as move:
        pack = workflow.prepare(workshop, today=date.today(), progress=move)
    if as_json:
        print_json(
            {
                "folder": str(pack.folder),
                "documents": [str(path) for path in pack.documents],
                "forms": pack.forms,
                "notes": list(pack.notes),
                "kept_aside": [str(path) for path in pack.kept_aside],
            }
        )
    else:
        say(f"{len(pack.documents)} documents are in {pack.folder}, {pack.forms} of them forms.")
    note_kept_aside(pack.kept_aside)
    for sentence in pack.notes:
        note(sentence)
    if pack.paper and not as_json:
        note(f"{pack.paper} is for what you write into the report yourself.")
    if not as_json:
        note_next(
            "Send each partner its own form and invitation. When forms come back:",
            *("collect", "FOLDER"),
            workshop=workshop,
        )
    if pack.kept_aside:
        raise typer.Exit(NEEDS_A_PERSON)


def collect(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE|FOLDER]", help="What came back.")
    ] = None,
    partner: Annotated[
        str | None,
        typer.Option(
            "--partner",
            metavar="ID",
            help="Say whose these returns are.",
            autocompletion=partner_ids,
        ),
    ] = None,
    returns: Annotated[
        list[str] | None,
        typer.Option(
            "--return",
            metavar="ID",
            help="A return by its id, for --partner. Can be given more than once.",
            autocompletion=return_ids,
        ),
    ] = None,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Read the returned forms and say which need attention."""
    from toptips import workflow

    for path in files or ():
        _must_not_be_meant("collect", path, workshop)
    with progress_bar("Reading the returned forms") as move:
        collection = workflow.collect(
            workshop, files or (), partner=partner, returns=returns or (), progress=move
        )
    if as_json:
        print_json({"returns": [asdict(row) for row in collection.rows]})
    else:
        _say_collected(collection, partner, workshop)
    for sentence in collection.notes:
        note(sentence)
    note_kept_aside(collection.kept_aside)
    if not as_json:
        _note_after_collecting(collection.rows, workshop)
    if collection.kept_aside or any(map(_needs_a_person, collection.rows)):
        raise typer.Exit(NEEDS_A_PERSON)


def _needs_a_person(row: ReturnRow) -> bool:
    return row.status not in ALL_RIGHT or bool(row.status == "accepted" and row.left_out)


def _say_collected(collection: Collection, partner: str | None, workshop: Path) -> None:
    from toptips.cli.attention import print_attention

    many = len(collection.rows)
    verb = "counts" if collection.responses == 1 else "count"
    returns = "1 return" if many == 1 else f"{many} returns"
    say(f"{returns}, of which {collection.responses} {verb}.")
    if partner is not None:
        forms = "return is" if collection.decided == 1 else "returns are"
        say(f"{collection.decided} {forms} now said to be from {partner}, in decisions.yaml.")
    print_attention(collection.rows, workshop)


def _note_after_collecting(rows: Sequence[ReturnRow], workshop: Path) -> None:
    if _note_unclaimed(rows, workshop):
        return
    if any(row.status == "accepted" for row in rows):
        note_next("To see who has not answered yet:", "status", workshop=workshop)
        note_next("When no more come:", "analyse", workshop=workshop)
    else:
        note_next("When others come back:", "collect", "FOLDER", workshop=workshop)


def _note_unclaimed(rows: Sequence[ReturnRow], workshop: Path) -> bool:
    """Say how to claim returns of which it is unknown whose they are, if there are any."""
    unclaimed = any(row.status == "unclaimed" for row in rows)
    if unclaimed:
        note_next(
            "To say whose a return is that is unclaimed, by its id:",
            *("collect", "--return", "ID", "--partner", "ID"),
            workshop=workshop,
        )
    return unclaimed


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
            say(naming_workshop(line, workshop))
        if reminders:
            say(_of_reminders(reminders))
    kept_aside = reminders.kept_aside if reminders else ()
    for sentence in reminders.notes if reminders else ():
        note(sentence)
    note_kept_aside(kept_aside)
    if not as_json:
        _note_after_status(standing, remind, workshop)
    if standing.attention or kept_aside:
        raise typer.Exit(NEEDS_A_PERSON)


def _of_reminders(reminders: Reminders) -> str:
    count = len(reminders.texts)
    if not count:
        return "No form is missing, so there is nobody to remind."
    many = "1 reminder is" if count == 1 else f"{count} reminders are"
    return f"{many} in {reminders.folder}, to copy into e-mails."


def _note_after_status(standing: Standing, reminded: bool, workshop: Path) -> None:
    missing = any(partner.answered < partner.expected for partner in standing.partners)
    _note_unclaimed(standing.attention, workshop)
    if standing.unread:
        note_next("To read what is in returns/:", "collect", workshop=workshop)
    elif missing:
        note_next("When forms come back:", "collect", "FOLDER", workshop=workshop)
    if missing and not reminded:
        note_next("To remind those who have not answered:", "status", "--remind", workshop=workshop)
    if any(partner.answered for partner in standing.partners):
        note_next("When no more come:", "analyse", workshop=workshop)


def analyse(
    final: Annotated[
        bool,
        typer.Option("--final", help="Make an edition to pass on, and no draft; it is recorded."),
    ] = False,
    recalled: RecalledOption = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Make a PDF of the report, too, with LibreOffice.")
    ] = False,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Turn the answers into a report with charts: a draft, or with --final an edition."""
    from toptips import workflow

    try:
        with progress_bar("Analysing") as move:
            analysis = workflow.analyse(
                workshop,
                today=date.today(),
                progress=move,
                final=final,
                recalled=recalled or (),
                pdf=pdf,
            )
    except workflow.EditionHeldBack as held:
        again = ("analyse", "--final", *(["--pdf"] if pdf else []))
        print_held_back(held, recalled or (), again, workshop, as_json=as_json)
        raise typer.Exit(NEEDS_A_PERSON) from None
    _tell(analysis, workshop, as_json=as_json)
    if analysis.kept_aside or analysis.notes:
        raise typer.Exit(NEEDS_A_PERSON)


def _tell(analysis: Analysis, workshop: Path, *, as_json: bool) -> None:
    """Say where the report is, what a person should see to, and what comes next."""
    if as_json:
        print_json(analysis.as_data())
    else:
        say(f"The report is {analysis.report.resolve()}")
        note_edition(analysis)
    note_near(analysis)
    for remark in (*analysis.figures.remarks, *analysis.figures.checks, *analysis.notes):
        note(remark)
    note_kept_aside(analysis.kept_aside)
    if not as_json:
        if analysis.next_conversation:
            note(f"For you alone, about the next conversation: {analysis.next_conversation}")
        _note_unwritten(analysis.unwritten, workshop)
        _note_checked(analysis.figures.coding, workshop)
        if analysis.has_baseline:
            note_next("For what has changed since last time:", "compare", workshop=workshop)
        note_next(
            "For a copy of the answers that is fit to share:",
            *("anonymise", "DIR"),
            workshop=workshop,
        )


def _note_checked(coding: Coding | None, workshop: Path) -> None:
    """Say how many comments a person checked; where none, how to."""
    if coding is None or not coding.comments:
        return
    if coding.checked:
        note(f"A person checked the themes of {coding.checked} of {coding.comments} comments.")
        return
    note_next(
        "To confirm quotes and check how the comments were read:",
        *("themes", "export"),
        workshop=workshop,
    )


def _note_unwritten(names: Sequence[str], workshop: Path) -> None:
    """Say what the lead has still to write, and where."""
    from toptips.places import Folder

    path = Folder(workshop).paper
    if names:
        note(f"Still to be written, in {path}: {'; '.join(names)}.")
        if not path.exists():
            note("'toptips prepare' makes that file.")


def anonymise(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder for the copy.")
    ],
    recalled: RecalledOption = None,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Write a copy of the answers without names, fit to share."""
    from toptips import workflow

    _must_not_be_meant("anonymise", directory, workshop)
    try:
        shared = workflow.anonymise(workshop, directory, recalled=recalled or ())
    except workflow.EditionHeldBack as held:
        again = ("anonymise", directory)
        print_held_back(held, recalled or (), again, workshop, as_json=as_json)
        raise typer.Exit(NEEDS_A_PERSON) from None
    if as_json:
        told = asdict(shared) | {"folder": str(shared.folder)}
        print_json({name: value for name, value in told.items() if name != "held_back" or value})
    else:
        say(
            f"{shared.folder} now has the scores and choices of {shared.respondents}"
            f" self-assessments, and {shared.comments} comments apart from them."
        )
    for sentence in shared.notes:
        note(sentence)
    if not as_json:
        for sentence in shared.held_back:
            note(naming_workshop(sentence, workshop))
        note(f"It is on record as edition {shared.edition} in editions.json. Keep that file.")
        note("Read its README.txt, and every comment, before you share it.")
        note_next(
            "To put copies of several workshops into one picture:",
            *("combine", "COPY", "COPY", "-o", "DIR"),
        )
    if shared.notes:
        raise typer.Exit(NEEDS_A_PERSON)


def _must_not_be_meant(command: str, path: Path, workshop: Path) -> None:
    """Raise TopTipsError where a workshop's folder stands in the place of something else."""
    from toptips.places import Folder

    if not Folder(workshop).workshop.is_file() and Folder(path).workshop.is_file():
        raise TopTipsError(
            f"{path} is a workshop's folder. Write -w before it: "
            + command_line(command, "DIR" if command == "anonymise" else "FOLDER", workshop=path)
        )
