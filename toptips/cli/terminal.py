"""How the commands speak: progress and tables on standard error, JSON on standard output."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

NEEDS_A_PERSON = 1
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

WorkshopOption = Annotated[
    Path, typer.Option("--workshop", "-w", metavar="DIR", help="The workshop's folder.")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON document and nothing else.")
]


@contextmanager
def progress_bar(what: str) -> Iterator[Any]:
    """Yield a function that moves a progress bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def move(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total)

        yield move


def harmless(text: str) -> str:
    """Return a text without signs that steer a terminal: a returned file may hold them."""
    return _STEERING.sub("?", text)


def say(text: str = "") -> None:
    """Print one line for people."""
    print(harmless(text), file=sys.stderr)


def say_kept_aside(paths: tuple[Path, ...]) -> None:
    """Name the edited outputs that were kept aside."""
    for path in paths:
        say(f"You had changed a file that toptips makes. Your version is kept as {path.name}.")


def print_json(data: Any) -> None:
    """Print one JSON document on standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def print_table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    """Print a table for people on standard error; nothing in it is taken for markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(harmless(cell)) for cell in row))
    console = Console(stderr=True)
    console.print(table)
