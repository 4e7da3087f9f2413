"""The command that shows what there is to see: an example workshop, from framework to report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from toptips.cli.completion import example_ids
from toptips.cli.terminal import JsonOption, note, note_next, print_json, progress_bar, say


def demo(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to put it.")] = Path(
        "toptips-demo"
    ),
    example: Annotated[
        str | None,
        typer.Option(
            "--example",
            metavar="ID",
            help="Which example to make; the first if left out.",
            autocompletion=example_ids,
        ),
    ] = None,
    list_them: Annotated[
        bool, typer.Option("--list", help="List the examples that ship, and make none.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make an example workshop, from framework to report, in one go."""
    from toptips import workflow

    known = workflow.examples()
    if list_them:
        _list_examples(known, as_json)
        return
    workflow.copy_example(directory, known[0][0] if example is None else example)
    if copies := workflow.copies_in(directory):
        _run_region(directory, copies, as_json)
        return
    if not as_json:
        say(f"An invented workshop is now in {directory}.")
    _run(directory, as_json)


def _list_examples(known: list[tuple[str, str]], as_json: bool) -> None:
    from toptips.cli.tables import PrintedTable, print_table

    if as_json:
        print_json([{"id": example, "title": title} for example, title in known])
        return
    print_table(PrintedTable("", ("id", "title"), known))
    note_next("To make one:", "demo", "DIR", "--example", "ID")


def _run_region(directory: Path, copies: list[Path], as_json: bool) -> None:
    """Put the copies of an example region into one picture."""
    from toptips import workflow

    with progress_bar("Combining") as move:
        done = workflow.combine(copies, directory / "picture", today=date.today(), progress=move)
    if as_json:
        print_json({"folder": str(directory), "report": str(done.report.resolve())})
        return
    say(f"The copies of {len(copies)} invented workshops are now in {directory}.")
    say(f"The picture is {done.report.resolve()}")
    note("Open it in Word or LibreOffice.")
    note_next("To put two of them alone beside each other:", "combine", *copies[:2], "-o", "DIR")


def _run(directory: Path, as_json: bool) -> None:
    """Run the commands of a workshop on an example, one after another."""
    from toptips import workflow

    # With --json, one document alone stands on standard output, and only once all is done.
    tell = note if as_json else say
    with progress_bar("Preparing the pack") as move:
        pack = workflow.prepare(directory, progress=move)
    tell(f"prepare: {len(pack.documents)} documents in {pack.folder}")
    with progress_bar("Reading the returned forms") as move:
        collection = workflow.collect(directory, progress=move)
    tell(f"collect: {len(collection.rows)} returns, of which {collection.responses} count")
    if not as_json:
        from toptips.cli.attention import print_attention

        print_attention(collection.rows, directory)
    with progress_bar("Analysing") as move:
        analysis = workflow.analyse(directory, today=date.today(), progress=move)
    tell(f"analyse: {len(analysis.charts)} charts, each figure in analysis.json")
    if as_json:
        print_json(
            {
                "folder": str(directory),
                "documents": len(pack.documents),
                "returns": len(collection.rows),
                "responses": collection.responses,
                "charts": len(analysis.charts),
                "report": str(analysis.report.resolve()),
            }
        )
        return
    say()
    say(f"The report is {analysis.report.resolve()}")
    note("Open it in Word or LibreOffice.")
    note_next("To see who has answered in this example:", "status", workshop=directory)
    note_next("To begin a workshop of your own:", "new", "our-workshop")
