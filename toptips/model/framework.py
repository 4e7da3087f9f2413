"""A framework: the tips that a system holds itself against, and the scale it scores them on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from toptips.errors import FileProblems, TopTipsError
from toptips.model.yaml_file import (
    FileModel,
    Finding,
    Id,
    Line,
    Text,
    device_names,
    items,
    load,
    nearest,
    repeated,
)
from toptips.places import Folder, shipped

Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.-]{1,32}$")]


class Level(FileModel):
    """One level of the scale."""

    value: int = Field(ge=0, le=10)
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
    number: int = Field(ge=1, le=99)
    title: Line
    summary: Text
    looks_like: tuple[Text, ...] = Field(min_length=1)
    prompts: tuple[Text, ...] = Field(min_length=1)
    plain: Text
    levels: dict[int, Text] = Field(default_factory=dict)


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
            if path.stem in found:
                continue
            try:
                found[path.stem] = (path, load_framework(path))
            except FileProblems:
                found[path.stem] = (path, None)
    return list(found.values())


def _places(folder: Path | None, kind: str) -> list[Path]:
    own = [Folder(folder).frameworks / kind] if folder else []
    return [place for place in (*own, shipped("frameworks") / kind) if place.is_dir()]


def find_file(path_or_id: str | Path, folder: Path | None, kind: str) -> Path:
    """Find the file of a framework, or of a codebook where `kind` says `codebooks`."""
    path = Path(path_or_id)
    if path.suffix in (".yaml", ".yml") or isinstance(path_or_id, Path):
        return path
    places = _places(folder, kind)
    for place in places:
        if (found := place / f"{path_or_id}.yaml").is_file():
            return found
    known = sorted({file.stem for place in places for file in place.glob("*.yaml")})
    what = "codebook" if kind else "framework"
    raise TopTipsError(f"There is no {what} '{path_or_id}'.{nearest(str(path_or_id), known)}")


def check_framework(data: dict[str, Any]) -> Iterator[Finding]:
    """Find what makes a framework's data unusable although each part is well formed."""
    yield from device_names(data)
    for part in ("id", "number"):
        yield from repeated(data, "tips", part)
    yield from device_names(data, "tips")
    yield from repeated(data, "scale", "value")
    yield from repeated(data, "scale", "label")
    values = [level.get("value") for _, level in items(data, "scale")]
    whole = [value for value in values if isinstance(value, int)]
    if whole != sorted(whole):
        yield ("scale",), "the levels of 'scale' must stand in order, the lowest value first."
    known = set(whole) or {level.value for level in SHIPPED_SCALE}
    for position, tip in items(data, "tips"):
        levels = tip.get("levels")
        for level in levels if isinstance(levels, dict) else ():
            if level not in known:
                yield (
                    ("tips", position, "levels", level),
                    f"the scale has no level {level}; it has {', '.join(map(str, sorted(known)))}.",
                )
