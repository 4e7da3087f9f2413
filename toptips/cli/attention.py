"""Prints the returns that need a look, each with what to do about it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import TextWrapper

from toptips.cli.tables import standard_output
from toptips.cli.terminal import harmless, naming_workshop, say
from toptips.model.returned import NEEDS_A_PERSON, ReturnRow

INDENT = "  "
REPLACED = ("duplicate", "superseded")
# A person has decided on these: nothing of them needs a look.
WITHDRAWN = "withdrawn"
# A command in a sentence: 'toptips collect --return 7ee3bbba161b --partner council'.
_COMMAND = re.compile(r"'toptips [^']+'")
# Stands for the spaces of a command, which is never broken between two lines.
_KEPT = "\ue000"


def print_attention(rows: Sequence[ReturnRow], workshop: Path | None = None) -> None:
    """Say which returns need attention, what to do about each, and by which id it is named.

    A return that another one replaces, or that is withdrawn, is only counted. `workshop` is the
    folder that was given with -w, if any: commands name it too.
    """
    shown = [row for row in rows if row.message and row.status not in (*REPLACED, WITHDRAWN)]
    if replaced := sum(row.status in REPLACED for row in rows):
        verb = "repeats another or is" if replaced == 1 else "repeat others or are"
        say(f"{replaced} {verb} replaced; returns.csv says by which.")
    if withdrawn := sum(row.status == WITHDRAWN for row in rows):
        verb = "is" if withdrawn == 1 else "are"
        say(f"{withdrawn} {verb} withdrawn, as decisions.yaml says.")
    if not shown:
        return
    console = standard_output()
    say()
    say("What needs a look")
    # What a person has to do comes first.
    for row in sorted(shown, key=lambda row: row.status not in NEEDS_A_PERSON):
        named = f", id {row.return_id}" if row.return_id else ""
        say(f"{row.place}: {row.status}{named}")
        width = console.width if sys.stdout.isatty() else 0
        for problem in row.message.splitlines():
            for line in _lines(problem, workshop, width):
                say(INDENT + line)


def _lines(message: str, workshop: Path | None, width: int) -> Iterator[str]:
    """Yield a message in lines of a width, or in one; no command is broken."""

    text = naming_workshop(message, workshop)
    text = harmless(_COMMAND.sub(lambda found: found[0].replace(" ", _KEPT), text))
    wrapper = TextWrapper(
        max(width - len(INDENT), 20) if width else max(len(text), 1),
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in wrapper.wrap(text):
        yield line.replace(_KEPT, " ")
