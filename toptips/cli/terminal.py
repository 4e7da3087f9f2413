"""How the commands speak: what was asked for on standard output, everything else beside it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

NEEDS_A_PERSON = 1
# Control characters, line ends of all kinds, marks that turn the direction of writing, and bytes
# of a file's name that are no text.
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_STEERING_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)

# A command in a sentence that works on a workshop: 'toptips collect --return 7ee3bbba161b'.
_COMMAND = re.compile(
    r"'toptips ((?:prepare|collect|status|analyse|anonymise|localise|themes \w+)\b[^']*)'"
)

WorkshopOption = Annotated[
    Path, typer.Option("--workshop", "-w", metavar="DIR", help="The workshop's folder.")
]
JsonOption = Annotated[
    bool,
    typer.Option("--json", help="Print one JSON document and nothing else.", show_default=False),
]


@contextmanager
def progress_bar(what: str) -> Iterator[Any]:
    """Yield a function that moves a progress bar, if standard error is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def move(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total)

        yield move


def harmless(text: str) -> str:
    """Return a text as one line without signs that steer a terminal: a file may hold them."""
    return _STEERING.sub("?", text)


def say(text: str = "") -> None:
    """Print one line of what was asked for, on standard output."""
    print(harmless(text))


def note(text: str = "") -> None:
    """Print one line about it, such as a warning, on standard error."""
    # What was said before it stands before it, where both go to one place.
    sys.stdout.flush()
    print(harmless(text), file=sys.stderr)


def note_next(what: str, *words: str | Path, workshop: Path | None = None) -> None:
    """Say what comes next, with a command that works where this one was called.

    `workshop` is the folder that was given with -w, if any. The command has a line of its own.
    """
    note(what)
    note(f"  {command_line(*words, workshop=workshop)}")


def command_line(*words: str | Path, workshop: Path | None = None) -> str:
    """Return a command of ours as a person types it; `workshop` as in `note_next`."""
    import shlex
    import subprocess

    given = [] if workshop in (None, Path()) else ["-w", str(workshop)]
    line = ["toptips", *map(str, words), *given]
    return subprocess.list2cmdline(line) if sys.platform == "win32" else shlex.join(line)


def naming_workshop(text: str, workshop: Path | None) -> str:
    """Return a text whose commands name the folder that was given with -w, if any."""
    given = command_line(workshop=workshop).removeprefix("toptips")
    return _COMMAND.sub(lambda found: f"'toptips {found[1]}{given}'", text)


def note_kept_aside(paths: tuple[Path, ...]) -> None:
    """Name the edited outputs that were kept aside."""
    for path in paths:
        note(f"You had changed a file that toptips makes. Your version is kept as {path.name}.")


def print_json(data: Any) -> None:
    """Print one JSON document on standard output."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2)
    print(_STEERING_IN_JSON.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))
