"""A framework: the tips that a system holds itself against, and the scale it scores them on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from toptips.errors import TopTipsError
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

Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.-]{1,32}$")]


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
    link: Line | None = None


class Tip(FileModel):
    """One tip of a framework."""

    id: Id
    number: Whole = Field(ge=1, le=99)
    title: Line
    summary: Text
    looks_like: tuple[Text, ...] = Field(min_length=1)
    prompts: tuple[Text, ...] = Field(min_length=1)
    plain: Text
    levels: dict[Whole, Text] = Field(default_factory=dict)


class Framework(FileModel):
    """A framework as its file says it."""

    format: Literal[1]
    id: Id
    title: Line
    version: Version
    publisher: Line
    source: Source
    wording: Text
    about: Text
    codebook: Id | None = None
    scale: tuple[Level, ...] = Field(default=SHIPPED_SCALE, min_length=2, max_length=10)
    tips: tuple[Tip, ...] = Field(min_length=1)

    def tip(self, tip_id: str) -> Tip:
        """Return the tip of this id; KeyError if there is none."""
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
    """List the files of all frameworks, this workshop's first; None where a file is bad."""
    found: dict[str, tuple[Path, Framework | None]] = {}
    for place in _places(folder, ""):
        for path in sorted(place.glob("*.yaml")):
            if path.stem in found or path.name.startswith("."):
                continue
            try:
                found[path.stem] = (path, load_framework(path))
            except TopTipsError:
                found[path.stem] = (path, None)
    return list(found.values())


def _places(folder: Path | None, kind: str) -> list[Path]:
    own = [Folder(folder).frameworks / kind] if folder else []
    return [place for place in (*own, shipped("frameworks") / kind) if place.is_dir()]


def find_file(path_or_id: str | Path, folder: Path | None, kind: str) -> Path:
    """Find the file of a framework, or of a codebook where `kind` says `codebooks`."""
    path = Path(path_or_id)
    if isinstance(path_or_id, Path):
        return path
    if path.suffix in (".yaml", ".yml"):
        own = (Folder(folder).frameworks / kind / path, folder / path) if folder else ()
        return next((one for one in own if _is_file(one)), path)
    places = _places(folder, kind)
    for place in places:
        if _is_file(found := place / f"{path_or_id}.yaml"):
            return found
    known = sorted({file.stem for place in places for file in place.glob("*.yaml")})
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
    yield from repeated(data, "scale", "value")
    yield from repeated(data, "scale", "label")
    given = [whole(level.get("value")) for _, level in items(data, "scale")]
    values = [value for value in given if value is not None]
    if values != sorted(values):
        yield ("scale",), "the levels of 'scale' must stand in order, the lowest value first."
    known = set(values) or {level.value for level in SHIPPED_SCALE}
    for position, tip in items(data, "tips"):
        levels = tip.get("levels")
        for level in levels if isinstance(levels, dict) else ():
            if whole(level) is not None and whole(level) not in known:
                yield (
                    ("tips", position, "levels", level),
                    f"the scale has no level {level}; it has {', '.join(map(str, sorted(known)))}.",
                )
