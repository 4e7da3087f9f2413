"""The commands about frameworks and codebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toptips.cli.terminal import (
    NEEDS_A_PERSON,
    JsonOption,
    WorkshopOption,
    print_json,
    print_table,
    say,
)


def default(
    ctx: typer.Context, workshop: WorkshopOption = Path(), as_json: JsonOption = False
) -> None:
    """The frameworks that ship, and those of this workshop."""
    if ctx.invoked_subcommand is None:
        list_frameworks(workshop, as_json)


def list_frameworks(workshop: WorkshopOption = Path(), as_json: JsonOption = False) -> None:
    """List what ships, and what this workshop adds."""
    from toptips.model.framework import known_frameworks

    known = known_frameworks(workshop)
    if as_json:
        print_json(
            [
                {"id": one.id, "title": one.title, "version": one.version, "tips": len(one.tips)}
                for _, one in known
                if one
            ]
        )
        return
    rows = [
        [one.id, one.title, one.version, str(len(one.tips))]
        if one
        else [path.stem, f"has problems: toptips frameworks check {path}", "", ""]
        for path, one in known
    ]
    print_table("", ["id", "title", "version", "tips"], rows)


def show(
    framework: Annotated[str, typer.Argument(metavar="ID", help="The framework's id or file.")],
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Show one framework, readable in the terminal."""
    from toptips.model.framework import load_framework

    one = load_framework(framework, workshop)
    if as_json:
        print_json(one.model_dump(mode="json"))
        return
    say(f"{one.title}, version {one.version}")
    say(f"{one.publisher}. {one.wording}")
    say(f"\n{one.about}\n")
    say("Scale: " + "; ".join(f"{level.value} {level.label}" for level in one.scale))
    for tip in one.tips:
        say(f"\n{tip.number}. {tip.title}\n   {tip.summary}")
        for line in tip.looks_like:
            say(f"   - {line}")
        say("   To talk about:")
        for prompt in tip.prompts:
            say(f"   ? {prompt}")
        say(f"   In plain English: {tip.plain}")


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Framework and codebook files.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Report every problem of framework and codebook files."""
    from toptips.model.codebook import check_files

    problems = check_files(files)
    if as_json:
        print_json([{"file": p.source, "where": p.where, "message": p.message} for p in problems])
    for problem in [] if as_json else problems:
        say(str(problem))
    if problems:
        raise typer.Exit(NEEDS_A_PERSON)
    if not as_json:
        say("No problems found.")


def new(file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")]) -> None:
    """Write a commented framework to fill in."""
    from toptips.workflow import new_framework

    new_framework(file)
    say(f"{file} is ready to be filled in. Then run: toptips frameworks check {file}")


def schema() -> None:
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
