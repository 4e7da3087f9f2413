"""The commands about what comments mention: the coding workbook, out and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toptips.cli.terminal import (
    NEEDS_A_PERSON,
    JsonOption,
    WorkshopOption,
    note,
    note_kept_aside,
    note_next,
    print_json,
    say,
)
from toptips.errors import TopTipsError

if TYPE_CHECKING:
    from toptips.workflow import Exported, Imported

_KINDS = {
    "themes": ("comment's themes", "comments' themes"),
    "direction": ("comment's direction", "comments' directions"),
    "quote": ("quote", "quotes"),
    "theme": ("new theme", "new themes"),
    "rename": ("new name", "new names"),
    "merge": ("merged theme", "merged themes"),
    "split": ("split theme", "split themes"),
    "keyword": ("keyword", "keywords"),
    "memo": ("memo", "memos"),
}

CoderOption = Annotated[
    int | None,
    typer.Option("--coder", metavar="1|2", help="Whose workbook: the first or a second person's."),
]


def export(
    more: Annotated[
        bool,
        typer.Option(
            "--more", help="With all comments, a sheet for each theme, keywords and the codebook."
        ),
    ] = False,
    coder: CoderOption = None,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Write the coding workbook: quotes to confirm, and comments to code."""
    from toptips import workflow

    exported = workflow.export_codings(workshop, more=more, coder=_known(coder) or 1)
    if as_json:
        print_json(
            {
                "workbook": str(exported.workbook),
                "table": str(exported.table),
                "quotes": exported.quotes,
                "uncoded": exported.uncoded,
                "comments": exported.comments,
                "kept_aside": [str(path) for path in exported.kept_aside],
            }
        )
    else:
        _say_exported(exported)
    for sentence in exported.notes:
        note(sentence)
    note_kept_aside(exported.kept_aside)
    if not as_json:
        if not more:
            note_next(
                "For all comments, keywords and the codebook:",
                *("themes", "export", "--more"),
                workshop=workshop,
            )
        note_next("When you have filled it in and saved it:", "themes", "import", workshop=workshop)
    if exported.kept_aside or exported.notes:
        raise typer.Exit(NEEDS_A_PERSON)


def _say_exported(exported: Exported) -> None:
    say(f"{exported.workbook} is ready to be filled in. It holds people's words: keep it yourself.")
    quotes = "1 quote" if exported.quotes == 1 else f"{exported.quotes} quotes"
    say(
        f"{quotes} to confirm; {exported.uncoded} of"
        f" {_many(exported.comments, ('comment', 'comments'))} without a theme."
    )
    note(f"All codings so far, for other programs: {exported.table}")


def import_(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The workbook; coding.xlsx if it is left out."),
    ] = None,
    coder: CoderOption = None,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Take in what was decided in the coding workbook, into codings.csv."""
    from toptips import workflow

    imported = workflow.import_codings(workshop, file, today=date.today(), coder=_known(coder))
    if as_json:
        print_json(
            {
                "codings": str(imported.codings),
                "coder": imported.coder,
                "added": dict(imported.added),
                "problems": [
                    {"file": p.source, "where": p.where, "message": p.message}
                    for p in imported.problems
                ],
            }
        )
    else:
        _say_imported(imported)
    for sentence in imported.notes:
        note(sentence)
    if not as_json:
        if imported.problems:
            note_next("When those rows are put right:", "themes", "import", workshop=workshop)
        note_next("To see what it changes in the report:", "analyse", workshop=workshop)
    if imported.problems or imported.notes:
        raise typer.Exit(NEEDS_A_PERSON)


def _say_imported(imported: Imported) -> None:
    if imported.added:
        added = ", ".join(
            _many(imported.added[kind], words)
            for kind, words in _KINDS.items()
            if imported.added[kind]
        )
        say(f"Added to {imported.codings}, for coder {imported.coder}: {added}.")
    else:
        say("Nothing in it is new, so nothing was added.")
    if imported.problems:
        say("What could not be understood:")
        for problem in imported.problems:
            say(f"  {problem}")


def _many(number: int, words: tuple[str, str]) -> str:
    return f"{number} {words[0] if number == 1 else words[1]}"


def _known(coder: int | None) -> int | None:
    if coder not in (None, 1, 2):
        raise TopTipsError(f"There is no coder {coder}. Say --coder 1 or --coder 2.")
    return coder
