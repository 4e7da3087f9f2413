"""A codebook: the themes that comments are read for, and the words that speak of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PrivateAttr

from toptips.errors import FileProblems, Problem, TopTipsError
from toptips.model.framework import Framework, check_framework, find_file
from toptips.model.misread import shown
from toptips.model.telling_words import TellingWords, telling_words_beside
from toptips.model.upkeep import maps_to_nothing
from toptips.model.yaml_file import (
    FileModel,
    Finding,
    Id,
    Line,
    Text,
    device_names,
    first_keys,
    folded,
    is_id,
    items,
    load,
    repeated,
)


class Theme(FileModel):
    """One theme. A keyword is a word or a phrase; `*` at a word's end stands for any ending.

    `was` holds the ids of themes that went into it, or its own earlier ones: what people decided
    about those counts for it.
    """

    id: Id
    name: Line
    description: Text
    keywords: tuple[Line, ...] = ()
    except_: tuple[Line, ...] = Field(default=(), alias="except")
    fallback: bool = False
    was: tuple[Id, ...] = ()


class Codebook(FileModel):
    """A codebook as its file says it, and the words that tell of its themes besides."""

    format: Literal[1]
    id: Id
    themes: tuple[Theme, ...] = Field(min_length=1)
    _telling: TellingWords | None = PrivateAttr(None)

    @property
    def telling_words(self) -> TellingWords | None:
        """What was counted of the words that tell of its themes; None if nothing was."""
        return self._telling

    def with_telling(self, words: TellingWords | None) -> Codebook:
        """Return the codebook with other words that tell of its themes."""
        changed = self.model_copy()
        changed._telling = words
        return changed

    def theme(self, theme_id: str) -> Theme:
        """Return the theme of this id; KeyError if there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)


def load_codebook(path_or_id: str | Path, folder: Path | None = None) -> Codebook:
    """Read a codebook, by its file's path or by its id.

    An id is looked for in the workshop `folder`'s `frameworks/codebooks/` first, then among
    those that ship. The words that tell of its themes stand beside it. Raises FileProblems for a
    bad file and TopTipsError where there is none.
    """
    path = find_file(path_or_id, folder, "codebooks")
    codebook = load(path, Codebook, check_codebook)
    return codebook.with_telling(telling_words_beside(path))


def check_files(paths: Iterable[Path]) -> list[Problem]:
    """Find every problem of framework and codebook files, in the files' order.

    Each has its line, but for a file that is not there or can't be opened.
    """
    problems: list[Problem] = []
    for path in paths:
        try:
            if is_codebook(path):
                load_codebook(path)
            else:
                load(path, Framework, partial(_check_with_others, path))
        except FileProblems as error:
            problems += error.problems
        except TopTipsError as error:
            problems.append(Problem(path.name, "", str(error)))
    return problems


def is_codebook(path: Path) -> bool:
    """Say whether a file is meant as a codebook, whatever is wrong with it."""
    keys = first_keys(path)
    if "tips" in keys or "themes" in keys:
        return "themes" in keys
    in_its_place = path.resolve().parent.name == "codebooks"
    return in_its_place or bool(get_close_matches("themes", [key.lower() for key in keys]))


def _check_with_others(path: Path, data: dict[str, Any]) -> Iterator[Finding]:
    """Find, besides, what a framework names that is neither beside it nor among those that ship."""
    yield from check_framework(data)
    folder = path.resolve().parent
    workshop = folder.parent if folder.name == "frameworks" else None
    yield from maps_to_nothing(data, workshop)
    codebook = data.get("codebook")
    if not is_id(codebook):
        return
    try:
        find_file(str(codebook), workshop, "codebooks")
    except TopTipsError as error:
        yield ("codebook",), str(error)


def check_codebook(data: dict[str, Any]) -> Iterator[Finding]:
    """Find what makes a codebook's data unusable although each part is well formed."""
    yield from device_names(data)
    yield from device_names(data, "themes")
    yield from repeated(data, "themes", "id")
    yield from repeated(data, "themes", "name")
    for position, theme in items(data, "themes"):
        if not theme.get("keywords") and theme.get("fallback") is not True:
            yield (
                ("themes", position),
                f"theme '{shown(theme.get('id', position + 1))}' has no keywords;"
                " give it some, or say 'fallback: true'.",
            )
        for part in ("keywords", "except"):
            yield from _check_phrases(theme.get(part), ("themes", position, part))
    yield from _check_was(data)


def _check_was(data: dict[str, Any]) -> Iterator[Finding]:
    """Find earlier ids that are a theme's of today, or that two themes claim."""
    today = {theme.get("id") for _, theme in items(data, "themes")}
    claimed: set[str] = set()
    for position, theme in items(data, "themes"):
        was = theme.get("was")
        for number, earlier in enumerate(was if isinstance(was, list) else ()):
            if not isinstance(earlier, str):
                continue
            place = ("themes", position, "was", number)
            if earlier in today:
                said = "is an id of this version too, so it can't be an earlier one."
                yield place, f"'{shown(earlier)}' {said}"
            elif earlier in claimed:
                yield place, f"'{shown(earlier)}' stands under 'was' twice; it went into one theme."
            claimed.add(earlier)


def _check_phrases(phrases: Any, place: tuple[str | int, ...]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, phrase in enumerate(phrases if isinstance(phrases, list) else ()):
        if isinstance(phrase, list | dict):
            continue
        words = str(phrase).split()
        if any("*" in word[:-1] or word == "*" for word in words):
            yield (*place, number), f"in '{shown(phrase)}', * may only stand at a word's end."
        if words and not any(map(str.isalnum, str(phrase))):
            yield (*place, number), f"'{shown(phrase)}' has no letter or digit in it."
        if folded(phrase) in seen:
            yield (*place, number), f"'{shown(phrase)}' is in '{place[-1]}' twice."
        seen.add(folded(phrase))
