"""A framework: the tips that a system holds itself against, and the scale it scores them on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, FiniteFloat, StringConstraints, model_serializer

from toptips.errors import TopTipsError
from toptips.model.mistakes import Place
from toptips.model.yaml_file import (
    FileModel,
    Finding,
    Id,
    Line,
    Text,
    Whole,
    device_names,
    items,
    load,
    nearest,
    repeated,
    whole,
)
from toptips.places import Folder, shipped

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
ItemElsewhere = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,48}/[a-z0-9-]{1,48}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.-]{1,32}$")]
# A framework may come from anybody, and its links are printed as links.
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]


class Level(FileModel):
    """One level of the scale."""

    value: Whole = Field(ge=0, le=10)
    label: Line
    means: Text | None = None


SHIPPED_SCALE = tuple(
    Level(value=value, label=label, means=means)
    for value, label, means in (
        (1, "Not started", "Nothing has been agreed or done yet."),
        (2, "Planned", "There is a plan that partners know of, but it has not begun."),
        (3, "Working in some places", "It works for some teams, wards or localities."),
        (4, "Working in most places", "It works nearly everywhere; the exceptions are known."),
        (5, "Working everywhere", "People can rely on it wherever they are."),
    )
)


class Source(FileModel):
    """Where a framework comes from."""

    title: Line
    date: Line | None = None
    link: WebAddress | None = None


class Noun(FileModel):
    """What a framework calls its items: a tip and tips, a priority and priorities."""

    singular: Line = Field(alias="one")
    plural: Line = Field(alias="many")

    @model_serializer
    def _as_in_files(self) -> dict[str, str]:
        return {"one": self.singular, "many": self.plural}


class BandWords(FileModel):
    """What the bands are called, as the end of a sentence about an item."""

    strength: Line = "a strength"
    discuss: Line = "to discuss"
    concern: Line = "a concern"


class Bands(FileModel):
    """The parts of the scale's range (0 to 1) from which a mean is a strength, or to discuss.

    Below `discuss` it is a concern; with `discuss` at 0 nothing is.
    """

    strength: FiniteFloat = Field(default=0.75, ge=0, le=1)
    discuss: FiniteFloat = Field(default=0.5, ge=0, le=1)
    words: BandWords = BandWords()


class Section(FileModel):
    """A part of a framework, under whose title some of its items stand."""

    id: Id
    title: Line


class Link(FileModel):
    """Evidence, an example or further reading."""

    title: Line
    link: WebAddress


class Tip(FileModel):
    """One item of a framework, whatever the framework calls its items.

    `maps_to` names items of other frameworks (`framework/item`) that it answers too; `was` the
    ids that it had in earlier versions; `duty` says that it stays whatever is agreed locally.
    """

    id: Id
    number: Whole = Field(ge=1, le=99)
    title: Line
    summary: Text
    looks_like: tuple[Text, ...] = Field(min_length=1)
    prompts: tuple[Text, ...] = Field(min_length=1)
    plain: Text
    levels: dict[Whole, Text] = Field(default_factory=dict)
    duty: bool = False
    section: Id | None = None
    note: Text | None = None
    links: tuple[Link, ...] = ()
    maps_to: tuple[ItemElsewhere, ...] = ()
    was: tuple[Id, ...] = ()


class Framework(FileModel):
    """A framework as its file says it.

    `question` asks for the score in the framework's own words; `kind` heads its group in lists;
    `as_of` is the month in which it was last held against its source.
    """

    format: Literal[1]
    id: Id
    title: Line
    version: Version
    publisher: Line
    source: Source
    licence: Line | None = None
    as_of: Month | None = None
    kind: Line | None = None
    wording: Text
    about: Text
    item: Noun = Noun(one="tip", many="tips")
    question: Text | None = None
    codebook: Id | None = None
    bands: Bands = Bands()
    sections: tuple[Section, ...] = ()
    scale: tuple[Level, ...] = Field(default=SHIPPED_SCALE, min_length=2, max_length=10)
    tips: tuple[Tip, ...] = Field(min_length=1)

    def section_of(self, tip: Tip) -> str:
        """Return the title of the section in which an item stands, or nothing."""
        return next((part.title for part in self.sections if part.id == tip.section), "")

    def tip(self, tip_id: str) -> Tip:
        """Return the item of this id; KeyError if there is none."""
        for tip in self.tips:
            if tip.id == tip_id:
                return tip
        raise KeyError(tip_id)


def load_framework(path_or_id: str | Path, folder: Path | None = None) -> Framework:
    """Read a framework, by its file's path or by its id.

    An id is looked for in the workshop `folder`'s `frameworks/` first, then among those that
    ship. Raises FileProblems for a bad file and TopTipsError, with the nearest known id, where
    there is none.
    """
    return load(find_file(path_or_id, folder, ""), Framework, check_framework)


def known_frameworks(folder: Path | None = None) -> list[tuple[Path, Framework | None]]:
    """List the files of all frameworks, this workshop's first; None where a file is bad.

    They stand in the order of their names in each place, and a file hides another of its name in
    a later place, as it does where a framework is looked for.
    """
    found: dict[str, tuple[Path, Framework | None]] = {}
    for place in _places(folder, ""):
        for path in _files_in(place):
            if path.stem in found:
                continue
            try:
                found[path.stem] = (path, load_framework(path))
            except TopTipsError:
                found[path.stem] = (path, None)
    return list(found.values())


def _places(folder: Path | None, kind: str) -> list[Path]:
    own = [Folder(folder).frameworks / kind] if folder else []
    return [place for place in (*own, shipped("frameworks") / kind) if place.is_dir()]


def _files_in(place: Path) -> list[Path]:
    # On Windows paths sort as if all their letters were small.
    files = sorted(place.glob("*.yaml"), key=lambda path: path.name)
    return [path for path in files if not path.name.startswith(".")]


def find_file(path_or_id: str | Path, folder: Path | None, kind: str) -> Path:
    """Find the file of a framework, or of a codebook where `kind` says `codebooks`.

    An id is looked for in the workshop `folder`'s own files first, then among those that ship.
    Raises TopTipsError, with the nearest known id, where there is none.
    """
    path = Path(path_or_id)
    if isinstance(path_or_id, Path):
        return path
    if path.suffix in (".yaml", ".yml"):
        own = (Folder(folder).frameworks / kind / path, folder / path) if folder else ()
        return next((place for place in own if _is_file(place)), path)
    places = _places(folder, kind)
    for place in places:
        # An id with a slash in it would lead out of the place.
        if path.name == path_or_id and _is_file(found := place / f"{path_or_id}.yaml"):
            return found
    known = sorted({file.stem for place in places for file in _files_in(place)})
    what = "codebook" if kind else "framework"
    raise TopTipsError(f"There is no {what} '{path_or_id}'.{nearest(str(path_or_id), known)}")


def _is_file(path: Path) -> bool:
    # A name can be longer than the system allows.
    with contextlib.suppress(OSError):
        return path.is_file()
    return False


def check_framework(data: dict[str, Any]) -> Iterator[Finding]:
    """Find what makes a framework's data unusable although each part is well formed."""
    yield from device_names(data)
    for part in ("id", "number"):
        yield from repeated(data, "tips", part)
    yield from device_names(data, "tips")
    yield from repeated(data, "sections", "id")
    yield from _check_scale(data)
    yield from _check_bands(data.get("bands"))
    for position, tip in items(data, "tips"):
        yield from _check_tip(data, position, tip)


def _check_scale(data: dict[str, Any]) -> Iterator[Finding]:
    yield from repeated(data, "scale", "value")
    yield from repeated(data, "scale", "label")
    values = _values(data)
    if values != sorted(values):
        yield ("scale",), "the levels of 'scale' must stand in order, the lowest value first."


def _values(data: dict[str, Any]) -> list[int]:
    given = [whole(level.get("value")) for _, level in items(data, "scale")]
    return [value for value in given if value is not None]


def _check_bands(bands: Any) -> Iterator[Finding]:
    given = bands if isinstance(bands, dict) else {}
    discuss, strength = given.get("discuss", 0.5), given.get("strength", 0.75)
    with contextlib.suppress(TypeError, ValueError):
        if not float(discuss) < float(strength):
            yield (
                ("bands",),
                f"'discuss' ({discuss}) must be less than 'strength' ({strength}).",
            )


def _check_tip(data: dict[str, Any], position: int, tip: dict[str, Any]) -> Iterator[Finding]:
    place = ("tips", position)
    yield from _check_levels(data, place, tip.get("levels"))
    yield from _check_section(data, place, tip.get("section"))
    yield from _check_was(data, place, tip.get("was"))


def _check_levels(data: dict[str, Any], place: Place, levels: Any) -> Iterator[Finding]:
    known = set(_values(data)) or {level.value for level in SHIPPED_SCALE}
    for level in levels if isinstance(levels, dict) else ():
        if whole(level) is not None and whole(level) not in known:
            yield (
                (*place, "levels", level),
                f"the scale has no level {level}; it has {', '.join(map(str, sorted(known)))}.",
            )


def _check_section(data: dict[str, Any], place: Place, section: Any) -> Iterator[Finding]:
    known = [str(part.get("id")) for _, part in items(data, "sections")]
    if section is not None and str(section) not in known:
        hint = nearest(str(section), known) if known else " List it under 'sections'."
        yield (*place, "section"), f"there is no section '{section}'.{hint}"


def _check_was(data: dict[str, Any], place: Place, was: Any) -> Iterator[Finding]:
    ids = {str(tip.get("id")) for _, tip in items(data, "tips")}
    for number, earlier in enumerate(was if isinstance(was, list) else ()):
        if str(earlier) in ids:
            yield (
                (*place, "was", number),
                f"'{earlier}' is an id of this version too, so it can't be an earlier one.",
            )
