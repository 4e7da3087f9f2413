"""The commands about frameworks and codebooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toptips.cli.completion import framework_ids
from toptips.cli.terminal import (
    NEEDS_A_PERSON,
    JsonOption,
    WorkshopOption,
    note,
    note_next,
    print_json,
    say,
)
from toptips.errors import Problem

if TYPE_CHECKING:
    from toptips.cli.tables import PrintedTable
    from toptips.model.framework import Framework

    Known = list[tuple[Path, Framework | None]]

# What heads the list, and what ends it: those that say no kind of their own, where others do.
FIRST_KIND, OTHER_KIND = "Current national", "Others"


def default(
    ctx: typer.Context, workshop: WorkshopOption = Path(), as_json: JsonOption = False
) -> None:
    """The frameworks that ship, and those of this workshop."""
    if ctx.invoked_subcommand is None:
        list_frameworks(workshop, as_json)


def list_frameworks(workshop: WorkshopOption = Path(), as_json: JsonOption = False) -> None:
    """List what ships, and what this workshop adds."""
    from toptips.cli.tables import print_table
    from toptips.model.framework import known_frameworks
    from toptips.model.workshop import no_folder

    if not workshop.is_dir():
        raise no_folder(workshop)
    known = known_frameworks(workshop)
    broken = [path for path, framework in known if framework is None]
    if as_json:
        print_json([_as_data(path, framework) for path, framework in known])
    else:
        print_table(_table(known))
    for path in broken:
        note_next(f"{path.name} is broken. What is wrong with it:", "frameworks", "check", path)
    if not as_json:
        note_next("To read one:", "frameworks", "show", "ID", workshop=workshop)
    if broken:
        raise typer.Exit(NEEDS_A_PERSON)


def _as_data(path: Path, framework: Framework | None) -> dict[str, Any]:
    if framework is None:
        return {"id": path.stem, "file": str(path), "broken": True}
    return {
        "id": framework.id,
        "title": framework.title,
        "version": framework.version,
        "kind": framework.kind,
        "tips": len(framework.tips),
    }


def _table(known: Known) -> PrintedTable:
    """Return the table of frameworks, under their kinds where any says its kind."""
    from toptips.cli.tables import PrintedTable

    kinds: dict[str, Known] = {}
    for path, framework in known:
        kind = (framework.kind if framework else None) or OTHER_KIND
        kinds.setdefault(kind, []).append((path, framework))
    in_order = sorted(kinds, key=lambda kind: (kind != FIRST_KIND, kind == OTHER_KIND))
    rows: list[list[str]] = []
    headings: set[int] = set()
    indent = ""
    for kind in in_order:
        if list(kinds) != [OTHER_KIND]:
            headings.add(len(rows))
            rows.append([kind, "", "", ""])
            indent = "  "
        rows += [[indent + cell for cell in _row(*member)] for member in kinds[kind]]
    return PrintedTable("", ("id", "title", "version", "items"), rows, strong=frozenset(headings))


def _row(path: Path, framework: Framework | None) -> list[str]:
    if framework is None:
        return [path.stem, "broken", "", ""]
    count = len(framework.tips)
    noun = framework.item.singular if count == 1 else framework.item.plural
    return [framework.id, framework.title, framework.version, f"{count} {noun}"]


def show(
    framework: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The framework's id or file.", autocompletion=framework_ids
        ),
    ],
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Show one framework, readable in the terminal."""
    from toptips.cli.framework_text import framework_lines, width_of_text
    from toptips.model.framework import load_framework
    from toptips.places import Folder

    shown = load_framework(framework, workshop)
    if as_json:
        print_json(shown.model_dump(mode="json"))
        return
    for line in framework_lines(shown, width_of_text()):
        say(line)
    own = Folder(workshop).frameworks / f"{framework}.yaml"
    note()
    note_next(
        "To begin a workshop with it:",
        *("new", "DIR", "--framework", own if own.is_file() else framework),
    )


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Framework and codebook files.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Report every problem of framework and codebook files, and keywords worth a look."""
    from datetime import date

    from toptips.model.codebook import check_files
    from toptips.model.keyword_check import worth_a_look
    from toptips.model.upkeep import long_unchecked

    problems, advice = check_files(files), worth_a_look(files)
    for old in long_unchecked(files, date.today()):
        note(str(old))
    if as_json:
        print_json(_as_json("problem", problems) + _as_json("advice", advice))
    else:
        for problem in problems:
            say(str(problem))
        if advice:
            say(f"Worth a look, but no problem ({len(advice)}):")
        for found in advice:
            say(str(found))
        if problems:
            note_next("When they are put right:", "frameworks", "check", *files)
        else:
            say("No problems found.")
            note_next("To begin a workshop:", "new", "DIR", "--framework", "FILE")
    if problems:
        raise typer.Exit(NEEDS_A_PERSON)


def _as_json(kind: str, found: Sequence[Problem]) -> list[dict[str, str]]:
    return [
        {"kind": kind, "file": item.source, "where": item.where, "message": item.message}
        for item in found
    ]


def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    as_json: JsonOption = False,
) -> None:
    """Write a commented framework to fill in."""
    from toptips.workflow import new_framework

    new_framework(file)
    if as_json:
        print_json({"file": str(file)})
        return
    say(f"{file} is ready to be filled in.")
    note_next("To see what is still wrong with it:", "frameworks", "check", file)


def schema(as_json: JsonOption = True) -> None:
    """Print a JSON Schema of frameworks, codebooks and workshops."""
    from pydantic import BaseModel
    from pydantic.json_schema import models_json_schema

    from toptips.model.codebook import Codebook
    from toptips.model.framework import Framework
    from toptips.model.workshop import Workshop

    models: dict[str, type[BaseModel]] = {
        "framework": Framework,
        "codebook": Codebook,
        "workshop": Workshop,
    }
    _, together = models_json_schema([(model, "validation") for model in models.values()])
    # Editors name a part of it, such as schemas.json#/framework.
    parts = {name: {"$ref": f"#/$defs/{model.__name__}"} for name, model in models.items()}
    print_json({**parts, **together})
    note("Keep it as a file, and name a part of it to your editor: schemas.json#/framework.")
