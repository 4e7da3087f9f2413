"""What the command line says of editions: which was made, or why none was, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toptips.cli.terminal import note, note_next, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toptips.workflow import Analysis, EditionHeldBack

RecalledOption = Annotated[
    list[int] | None,
    typer.Option(
        "--recalled",
        metavar="NUMBER",
        help="An edition that everybody has deleted. Can be given more than once.",
    ),
]
_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


def note_edition(analysis: Analysis) -> None:
    """Say which edition a report is, or that it is a draft, and what to do with it."""
    edition = analysis.figures.edition
    if edition is None:
        note("It is a draft, for those who write it. For the edition to pass on, add --final.")
        return
    note(f"It is edition {edition.number}, on record in editions.json. Keep that file.")
    if edition.differs_from is not None:
        note(f"{analysis.since} Send it to everybody who has edition {edition.differs_from}.")


def note_near(analysis: Analysis) -> None:
    """Say beside which editions a draft must not lie."""
    for near in analysis.near:
        note(f"Keep this draft from whoever has edition {near.number}. {near}")


def print_held_back(
    held: EditionHeldBack,
    recalled: Sequence[int],
    again: Sequence[str | Path],
    workshop: Path,
    *,
    as_json: bool,
) -> None:
    """Say why no edition was made, and what to do; `again` is the command that was called."""
    if as_json:
        near = [{"number": found.number, "differs": list(found.reasons)} for found in held.near]
        print_json({"edition": None, "too_near": near})
    note(str(held))
    many = _WORDS.get(held.smallest, str(held.smallest))
    note(
        f"Late forms: hold them until {many} have come, in all and in each sector or group that is"
        " shown. Till then keep their files out of returns/."
    )
    numbers = sorted({*recalled, *(found.number for found in held.near)})
    several = "editions" if len(numbers) > 1 else "edition"
    listed = " and ".join(map(str, numbers))
    note_next(
        "A withdrawal, or other limits or groups: ask everybody who has"
        f" {several} {listed} to delete it. When all have:",
        *(*again, *(word for number in numbers for word in ("--recalled", str(number)))),
        workshop=workshop,
    )
