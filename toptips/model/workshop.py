"""A workshop: when, with whom, what is asked and how it is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, FiniteFloat

from toptips.errors import TopTipsError
from toptips.model.families import wrong_families
from toptips.model.mistakes import close
from toptips.model.questions import (
    ASKED_BY_DEFAULT,
    ASKED_OF_TABLES_BY_DEFAULT,
    FIRST_GROUP_LETTER,
    LAST_GROUP_LETTER,
    FocusGroup,
    Form,
    askable,
    codes,
    keys,
)
from toptips.model.reference import ON_PAPER
from toptips.model.responses import AFTER_GROUPS, BEFORE_GROUPS
from toptips.model.yaml_file import (
    Day,
    FileModel,
    Finding,
    Id,
    Line,
    Whole,
    device_names,
    folded,
    items,
    load,
    nearest,
    repeated,
)
from toptips.places import Folder

# Their questions are 0j to 0y; 0z is kept for whose answers a row is.
MOST_GROUPS = ord(LAST_GROUP_LETTER) - ord(FIRST_GROUP_LETTER) + 1
OUR_SYSTEM = "our local system"

_OF_PRIVACY = ("privacy.controller", "privacy.contact", "privacy.notice")
_TIME_OF_DAY = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")


def _clock(value: object) -> object:
    if isinstance(value, str) and _TIME_OF_DAY.fullmatch(value):
        return value.zfill(5)
    raise ValueError(f"'{value}' is not a time of day; write it like \"09:30\".")


Clock = Annotated[str, BeforeValidator(_clock)]


def _askable(form: Form) -> Callable[[str], str]:
    """Return a check that a form may ask this about each item."""

    def check(key: str) -> str:
        known = askable(form)
        if key not in known:
            raise ValueError(f"'{key}' is not a question of this form.{nearest(key, known)}")
        return key

    return check


AskedOfPartners = Annotated[str, AfterValidator(_askable("self-assessment"))]
AskedOfTables = Annotated[str, AfterValidator(_askable("conversation"))]


class Returning(FileModel):
    """Where the filled-in forms go, and by when, and how tables that come back are read.

    `keep_names`: whether the names and e-mail addresses of an export are taken as labels.
    `columns` says by their headers which questions its columns answer, as {"Header": "3a"}.
    """

    to: Line
    by: Day
    keep_names: bool = False
    columns: dict[Line, Line] = Field(default_factory=dict)


class Partner(FileModel):
    """One organisation that is invited.

    `people`: how many forms are expected of it; `was`: its ids in earlier rounds.
    """

    id: Id
    name: Line
    sector: Line
    people: Whole = Field(default=1, ge=1)
    groups: dict[str, Line] = Field(default_factory=dict)
    was: tuple[Id, ...] = ()
    may_be_shown: bool = False


class Priorities(FileModel):
    """How much need, votes and being the whole system's count in a tip's priority."""

    need: FiniteFloat = Field(default=0.5, ge=0)
    votes: FiniteFloat = Field(default=0.3, ge=0)
    system: FiniteFloat = Field(default=0.2, ge=0)


class Privacy(FileModel):
    """What the form says about personal data, and the smallest groups that are shown.

    `readers` are who reads the forms, with role and employer: the facilitators if it is left out;
    `complaints` goes to `contact` if left out, and answers can be withdrawn until `delete_by`.
    """

    controller: Line
    readers: Line | None = None
    contact: Line
    complaints: Line | None = None
    safeguarding: Line | None = None
    basis: Line = "its public task"
    notice: Line
    withdraw_by: Day | None = None
    delete_by: Day
    smallest_group: Whole = Field(default=3, ge=2)
    smallest_group_for_shares: Whole = Field(default=5, ge=2)


class ReportWishes(FileModel):
    """What the report holds on demand.

    `also_as` names the frameworks by whose items the answers are also set out.
    """

    also_as: tuple[Id, ...] = ()


class Workshop(FileModel):
    """A workshop as workshop.yaml says it."""

    format: Literal[1]
    id: Id
    title: Line
    place: Line | None = None
    board: Line | None = None
    framework: Line
    date: Day
    starts: Clock = "09:30"
    ends: Clock = "16:00"
    venue: Line = "To be confirmed"
    facilitators: tuple[Line, ...] = Field(min_length=1)
    key_question: Line = "Whose problem is it really?"
    returns: Returning
    ask: tuple[AskedOfPartners, ...] = Field(default=ASKED_BY_DEFAULT, min_length=1)
    ask_tables: tuple[AskedOfTables, ...] = Field(default=ASKED_OF_TABLES_BY_DEFAULT, min_length=1)
    groups: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    partners: tuple[Partner, ...] = Field(min_length=1)
    families: dict[Line, tuple[Line, ...]] = Field(default_factory=dict)
    tables: Whole = Field(default=4, ge=1, le=40)
    count: Literal["respondents", "organisations"] = "respondents"
    priorities: Priorities = Priorities()
    privacy: Privacy
    baseline: Line | None = None
    report: ReportWishes = ReportWishes()

    @property
    def named_place(self) -> str:
        """The local system, as questions name it."""
        return self.place or OUR_SYSTEM

    @property
    def internal(self) -> bool:
        """Whether one organisation alone is asked: a workshop among its own staff."""
        return len(self.partners) == 1

    def asked_about_items(self, form: Form | FocusGroup) -> tuple[str, ...]:
        """Return what a form asks about each item, by key; people are asked all there is."""
        asked = {"self-assessment": self.ask, "conversation": self.ask_tables}
        return asked.get(form) or askable(form)

    def with_partners(self, others: Iterable[Partner]) -> Workshop:
        """Return this workshop with further partners after its own: those it did not name."""
        known = {partner.id for partner in self.partners}
        further = (partner for partner in others if partner.id not in known)
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return Workshop.model_construct(**{**fields, "partners": (*self.partners, *further)})

    def partner(self, partner_id: str) -> Partner | None:
        """Return the partner of this id, or None."""
        return self._by_id.get(partner_id)

    def partner_called(self, text: str) -> Partner | None:
        """Return the partner of this id or this name, however it is spaced or capitalised."""
        return self._by_id.get(folded(text)) or self._by_name.get(folded(text))

    # Asked for every return, and of workshops with hundreds of partners.
    @cached_property
    def _by_id(self) -> dict[str, Partner]:
        return {partner.id: partner for partner in self.partners}

    @cached_property
    def _by_name(self) -> dict[str, Partner]:
        return {folded(partner.name): partner for partner in self.partners}


def load_workshop(folder: Path) -> Workshop:
    """Read workshop.yaml of a workshop's folder.

    Raises FileProblems for a bad file, and TopTipsError where there is no such folder or file.
    """
    if not folder.is_dir():
        raise no_folder(folder)
    path = Folder(folder).workshop
    if not path.is_file():
        raise TopTipsError(
            f"There is no workshop.yaml in {folder.resolve()}. Go to the workshop's folder, name"
            " it with -w, or make one with 'toptips new'."
        )
    return load(path, Workshop, check_workshop)


def no_folder(folder: Path) -> TopTipsError:
    """Return the error for a folder that is not there, which names the workshop's most like it."""
    try:
        beside = [path.name for path in folder.parent.iterdir() if Folder(path).workshop.is_file()]
    except OSError:
        beside = []
    alike = close(folder.name, sorted(beside))
    what_to_do = (
        f"Did you mean '{folder.parent / alike}'?"
        if alike
        else "Name a workshop's folder with -w, or make one with 'toptips new'."
    )
    return TopTipsError(f"There is no folder {folder}. {what_to_do}")


def unsettled(workshop: Workshop, example: Mapping[str, Any]) -> Iterator[str]:
    """Say what is still as the `example` workshop.yaml has it, and which dates make no sense."""
    given = workshop.model_dump(mode="json")
    same = [
        name
        for name in ("title", "venue", "returns.to", *_OF_PRIVACY)
        if _at(given, name) == _at(example, name)
    ]
    if same:
        still = f"Still as the example has it in workshop.yaml: {', '.join(same)}."
        yield f"{still} Write your own there."
    if workshop.returns.by > workshop.date:
        yield "The date of return, returns.by, is after the workshop."
    if workshop.privacy.delete_by < workshop.date:
        yield "The date of deletion, privacy.delete_by, is before the workshop."


def _at(data: Any, name: str) -> Any:
    """Return what a file's data holds under a name such as `returns.to`."""
    for key in name.split("."):
        data = data.get(key)
    return data


def check_workshop(data: dict[str, Any]) -> Iterator[Finding]:
    """Find what makes a workshop's data unusable although each part is well formed."""
    yield from device_names(data)
    yield from repeated(data, "partners", "id")
    yield from repeated(data, "partners", "name")
    yield from device_names(data, "partners")
    yield from _called_as_forms_on_paper(data)
    yield from _unusable_groups(data)
    yield from wrong_families(data)
    yield from _columns_of_no_question(data)
    starts, ends = (
        str(data.get(key, Workshop.model_fields[key].default)) for key in ("starts", "ends")
    )
    clocks = _TIME_OF_DAY.fullmatch(starts) and _TIME_OF_DAY.fullmatch(ends)
    if clocks and ends.zfill(5) <= starts.zfill(5):
        yield (
            ("ends" if "ends" in data else "starts",),
            f"the workshop ends ({ends}) before it starts ({starts}).",
        )
    weights = data.get("priorities")
    if isinstance(weights, dict) and not any(
        _number(weights.get(part, 1)) for part in ("need", "votes", "system")
    ):
        yield ("priorities",), "at least one of need, votes and system must be more than 0."


def _called_as_forms_on_paper(data: dict[str, Any]) -> Iterator[Finding]:
    """Find a partner with the id that is printed on forms on paper, which are nobody's yet."""
    for position, partner in items(data, "partners"):
        if partner.get("id") == ON_PAPER:
            yield (
                ("partners", position, "id"),
                f"'{ON_PAPER}' can't be a partner's id: forms on paper bear it, which do not say"
                " whose they are. Choose another. If forms went out already, run 'toptips collect'"
                " then, which says of each return of this partner how to give it to the new id.",
            )


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 1  # pydantic says what is wrong with it


def _unusable_groups(data: dict[str, Any]) -> Iterator[Finding]:
    """Find groups that no form can ask for, and partners' groups that are not the workshop's."""
    given = data.get("groups")
    groups = {str(key): values for key, values in given.items()} if isinstance(given, dict) else {}
    if len(groups) > MOST_GROUPS:
        yield ("groups",), f"'groups' must hold {MOST_GROUPS} at most."
    for group, values in groups.items():
        # Its column and its bookmarks in the forms must not meet those of a question.
        taken = {*BEFORE_GROUPS, *AFTER_GROUPS, *keys(per="form")}
        if group.replace("-", "_") in taken or not re.fullmatch(r"[a-z0-9-]{1,32}", group):
            yield ("groups", group), f"'{group}' can't be the name of a group; choose another."
        if not isinstance(values, list) or len({folded(value) for value in values}) < 2:
            yield (
                ("groups", group),
                f"'{group}' needs two different values or more, like [North, South].",
            )
        elif len({folded(value) for value in values}) < len(values):
            yield ("groups", group), f"'{group}' has the same value twice."
    for position, partner in items(data, "partners"):
        chosen = partner.get("groups")
        for group, value in chosen.items() if isinstance(chosen, dict) else ():
            place = ("partners", position, "groups", group)
            values = groups.get(str(group))
            if values is None:
                hint = nearest(str(group), [*groups])
                yield place, f"'{group}' is not one of the workshop's groups.{hint}"
            elif isinstance(values, list) and str(value) not in (known := [*map(str, values)]):
                yield place, f"'{value}' is not a value of '{group}'.{nearest(str(value), known)}"


def _columns_of_no_question(data: dict[str, Any]) -> Iterator[Finding]:
    """Find the columns that are mapped to what can't be a question's code."""
    returning = data.get("returns")
    columns = returning.get("columns") if isinstance(returning, dict) else None
    known = list(codes())
    for header, code in columns.items() if isinstance(columns, dict) else ():
        if str(code) not in known:
            hint = nearest(str(code).lower().replace(" ", ""), known)
            yield (
                ("returns", "columns", header),
                f"'{code}' is not a question's code, such as 3a.{hint}",
            )
