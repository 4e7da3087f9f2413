"""The command that turns what partners said into a draft of their own version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from toptips.cli.editions import RecalledOption, print_held_back
from toptips.cli.terminal import (
    NEEDS_A_PERSON,
    JsonOption,
    WorkshopOption,
    naming_workshop,
    note,
    note_kept_aside,
    note_next,
    print_json,
    say,
)

if TYPE_CHECKING:
    from toptips.workflow import Localised


def localise(
    recalled: RecalledOption = None,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Make a draft local framework, the paper to agree it, and the list of actions."""
    from toptips import workflow

    try:
        done = workflow.localise(workshop, recalled=recalled or ())
    except workflow.EditionHeldBack as held:
        print_held_back(held, recalled or (), ("localise",), workshop, as_json=as_json)
        raise typer.Exit(NEEDS_A_PERSON) from None
    if as_json:
        print_json(
            {
                "draft": str(done.draft),
                "edited": done.edited,
                "paper": str(done.paper),
                "actions": {"file": str(done.actions), "added": done.added},
                "edition": done.edition,
                "verdicts": done.verdicts,
            }
        )
    else:
        _say(done)
    for sentence in (*done.remarks, *done.notes):
        note(naming_workshop(sentence, workshop))
    note_kept_aside(done.kept_aside)
    if not as_json:
        note(f"The paper is on record as edition {done.edition} in editions.json. Keep that file.")
        note_next("When partners have agreed, check the draft:", "frameworks", "check", done.draft)
        note_next("Then begin the next workshop:", "new", "DIR", "--framework", done.draft)
    if done.kept_aside or done.edited or done.notes:
        raise typer.Exit(NEEDS_A_PERSON)


def _say(done: Localised) -> None:
    kept, adapted, dropped = (done.verdicts[name] for name in ("keep", "adapt", "drop"))
    if done.edited:
        note(f"{done.draft} was changed since, so it stays as it is. To begin again, take it away.")
    else:
        say(f"The draft is {done.draft}: {kept} kept, {adapted} to adapt, {dropped} left out.")
    say(f"The paper to agree it is {done.paper.resolve()}")
    actions = "1 action was" if done.added == 1 else f"{done.added} actions were"
    say(f"{actions} added to {done.actions}.")
