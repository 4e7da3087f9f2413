"""A workshop: when, with whom, what is asked and how it is counted."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from toptips.errors import TopTipsError
from toptips.model.yaml_file import (
    FileModel,
    Finding,
    Id,
    Line,
    device_names,
    items,
    load,
    nearest,
    repeated,
)
from toptips.places import Folder

ASKABLE = (
    "score", "strengths", "barriers", "ownership", "action", "lead", "due", "local_tip",
    "wording", "plans",
)  # fmt: skip
GROUP_NAMES_TAKEN = (
    "response_id", "form", "partner", "partner_name", "sector", "respondent", "role", "quote",
    "tip", "question", "value", "source", "label", "speaks_for", "top_1", "top_2", "top_3",
    "other", "local_support",
)  # fmt: skip

# The codes that a question may have: of those asked once, and of the tips'. The questionnaire
# says which letter is which.
CODES = (
    *(f"0{letter}" for letter in string.ascii_lowercase),
    *(f"{number}{letter}" for number in range(1, 100) for letter in "abcdefghijk"),
)


def _clock(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        return value.zfill(5)
    raise ValueError(f"'{value}' is not a time of day; write it like \"09:30\".")


Clock = Annotated[str, BeforeValidator(_clock)]
Question = Literal[
    "score", "strengths", "barriers", "ownership", "action", "lead", "due", "local_tip",
    "wording", "plans",
]  # fmt: skip


class Returning(FileModel):
    """Where the filled-in forms go, and by when, and how tables that come back are read.

    `keep_names`: whether the names and e-mail addresses of an export are taken as labels.
    `columns` says by their headers which questions its columns answer, as {"Header": "3a"}.
    """

    to: Line
    by: date
    keep_names: bool = False
    columns: dict[Line, Line] = Field(default_factory=dict)


class Partner(FileModel):
    """One organisation that is invited. `people`: how many forms are expected of it."""

    id: Id
    name: Line
    sector: Line
    people: int = Field(default=1, ge=1)
    groups: dict[str, Line] = Field(default_factory=dict)
    may_be_shown: bool = False


class Priorities(FileModel):
    """How much need, votes and being the whole system's count in a tip's priority."""

    need: float = Field(default=0.5, ge=0)
    votes: float = Field(default=0.3, ge=0)
    system: float = Field(default=0.2, ge=0)


class Privacy(FileModel):
    """What the form says about personal data, and the smallest groups that are shown."""

    controller: Line
    contact: Line
    notice: Line
    delete_by: date
    smallest_group: int = Field(default=3, ge=2)
    smallest_group_for_shares: int = Field(default=5, ge=2)


class Workshop(FileModel):
    """A workshop as workshop.yaml says it."""

    format: Literal[1]
    id: Id
    title: Line
    framework: Line
    date: date
    starts: Clock = "09:30"
    ends: Clock = "16:00"
    venue: Line = "To be confirmed"
    facilitators: tuple[Line, ...] = Field(min_length=1)
    key_question: Line = "Whose problem is it really?"
    returns: Returning
    ask: tuple[Question, ...] = ("score", "strengths", "barriers", "ownership", "action")
    groups: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    partners: tuple[Partner, ...] = Field(min_length=1)
    tables: int = Field(default=4, ge=1, le=40)
    count: Literal["respondents", "organisations"] = "respondents"
    priorities: Priorities = Priorities()
    privacy: Privacy
    baseline: Line | None = None

    def partner(self, partner_id: str) -> Partner | None:
        """Return the partner of this id, or None."""
        return next((one for one in self.partners if one.id == partner_id), None)

    def partner_called(self, text: str) -> Partner | None:
        """Return the partner of this id or this name, however it is spaced or capitalised."""
        called = " ".join(text.split()).casefold()
        names = {" ".join(one.name.split()).casefold(): one for one in self.partners}
        return self.partner(called) or names.get(called)


def load_workshop(folder: Path) -> Workshop:
    """Read workshop.yaml of a workshop's folder.

    Raises FileProblems for a bad file, and TopTipsError where there is no such folder or file.
    """
    if not folder.is_dir():
        raise TopTipsError(f"There is no folder {folder}.")
    path = Folder(folder).workshop
    if not path.is_file():
        raise TopTipsError(
            f"There is no workshop.yaml in {folder.resolve()}. Go to the workshop's folder, name"
            " it with -w, or make one with 'toptips new'."
        )
    return load(path, Workshop, check_workshop)


def check_workshop(data: dict[str, Any]) -> Iterator[Finding]:
    """Find what makes a workshop's data unusable although each part is well formed."""
    yield from device_names(data)
    yield from repeated(data, "partners", "id")
    yield from repeated(data, "partners", "name")
    yield from device_names(data, "partners")
    groups = data.get("groups")
    groups = groups if isinstance(groups, dict) else {}
    for group, values in groups.items():
        if not re.fullmatch(r"[a-z0-9-]{1,32}", str(group)) or group in GROUP_NAMES_TAKEN:
            yield ("groups", group), f"'{group}' can't be the name of a group; choose another."
        if not isinstance(values, list) or len(values) < 2:
            yield ("groups", group), f"'{group}' needs two values or more, like [North, South]."
    for position, partner in items(data, "partners"):
        chosen = partner.get("groups")
        for group, value in chosen.items() if isinstance(chosen, dict) else ():
            place = ("partners", position, "groups", group)
            if group not in groups:
                hint = nearest(str(group), [str(one) for one in groups])
                yield place, f"'{group}' is not one of the workshop's groups.{hint}"
            elif isinstance(groups[group], list) and value not in groups[group]:
                hint = nearest(str(value), [str(one) for one in groups[group]])
                yield place, f"'{value}' is not a value of '{group}'.{hint}"
    yield from _columns_of_no_question(data)
    starts, ends = data.get("starts"), data.get("ends")
    if isinstance(starts, str) and isinstance(ends, str) and ends.zfill(5) <= starts.zfill(5):
        yield ("ends",), f"the workshop ends ({ends}) before it starts ({starts})."
    weights = data.get("priorities")
    if isinstance(weights, dict) and not any(
        weights.get(part, 1) for part in ("need", "votes", "system")
    ):
        yield ("priorities",), "at least one of need, votes and system must be more than 0."


def _columns_of_no_question(data: dict[str, Any]) -> Iterator[Finding]:
    """Find the columns that are mapped to what can't be a question's code."""
    returning = data.get("returns")
    columns = returning.get("columns") if isinstance(returning, dict) else None
    for header, code in columns.items() if isinstance(columns, dict) else ():
        if str(code) not in CODES:
            hint = nearest(str(code).lower().replace(" ", ""), CODES)
            yield (
                ("returns", "columns", header),
                f"'{code}' is not a question's code, such as 3a.{hint}",
            )
