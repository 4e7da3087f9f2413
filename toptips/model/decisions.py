"""What people decided about returns: decisions.yaml, which is added to and never rewritten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from toptips.model.yaml_file import FileModel, Id, Line, load
from toptips.places import Folder, read_bytes, write_safely

HEADER = """\
# What people decided about returned forms. toptips adds to this file and changes nothing in it;
# delete an entry to undo it, then run 'toptips collect' again. Of two about one return the last
# holds.
#
# - response: 3f2a9c1b04de      # from the column response_id of returns.csv
#   file: scan 12.docx          # for people to recognise it
#   partner: mh-trust           # whose it is
#   status: accepted            # or superseded (another one counts), or withdrawn
#   why: Jo rang on 3 September
format: 1
decisions:
"""


class Decision(FileModel):
    """One decision about one return."""

    response: Line
    file: Line | None = None
    partner: Id | None = None
    status: Literal["accepted", "superseded", "withdrawn"] | None = None
    why: Line | None = None


class Decisions(FileModel):
    """decisions.yaml."""

    format: Literal[1] = 1
    decisions: tuple[Decision, ...] | None = None

    def of(self, response_id: str) -> Decision | None:
        """Return the last decision about one return, or None."""
        return next(
            (one for one in reversed(self.decisions or ()) if one.response == response_id), None
        )


def load_decisions(folder: Path) -> Decisions:
    """Read decisions.yaml; nothing is decided where there is none."""
    path = Folder(folder).decisions
    return load(path, Decisions) if path.is_file() else Decisions()


def add_decision(folder: Path, decision: Decision) -> None:
    """Add one decision at the end of decisions.yaml, whose other lines stay as they are.

    Nothing is added where the last decision about this return says the same already.
    """
    if load_decisions(folder).of(decision.response) == decision:
        return
    path = Folder(folder).decisions
    text = read_bytes(path).decode("utf-8-sig") if path.is_file() else HEADER
    given = decision.model_dump(exclude_none=True)
    # A JSON string is a YAML string too, whatever it holds.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in given.items()]
    entry = "- " + "\n  ".join(lines) + "\n"
    write_safely(path, (text.rstrip("\n") + "\n" + entry).encode())
