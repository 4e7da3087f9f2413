"""A codebook: the themes that comments are read for, and the words that speak of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from toptips.errors import FileProblems, Problem, TopTipsError
from toptips.model.framework import Framework, find_file, load_framework
from toptips.model.yaml_file import (
    FileModel,
    Finding,
    Id,
    Line,
    Text,
    device_names,
    folded,
    has_key,
    items,
    load,
    repeated,
)


class Theme(FileModel):
    """One theme. A keyword is a word or a phrase; `*` at a word's end stands for any ending."""

    id: Id
    name: Line
    description: Text
    keywords: tuple[Line, ...] = ()
    except_: tuple[Line, ...] = Field(default=(), alias="except")
    fallback: bool = False


class Codebook(FileModel):
    """A codebook as its file says it."""

    format: Literal[1]
    id: Id
    themes: tuple[Theme, ...] = Field(min_length=1)

    def theme(self, theme_id: str) -> Theme:
        """Return the theme of this id; KeyError if there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)


def load_codebook(path_or_id: str | Path, folder: Path | None = None) -> Codebook:
    """Read a codebook, by its file's path or by its id.

    An id is looked for in the workshop `folder`'s `frameworks/codebooks/` first, then among
    those that ship. Raises FileProblems for a bad file and TopTipsError where there is none.
    """
    return load(find_file(path_or_id, folder, "codebooks"), Codebook, check_codebook)


def _codebook_of(framework: Framework, path: Path) -> Iterator[Problem]:
    """Find that a framework's codebook is neither beside it nor among those that ship."""
    if framework.codebook is None:
        return
    folder = path.resolve().parent
    workshop = folder.parent if folder.name == "frameworks" else None
    try:
        find_file(framework.codebook, workshop, "codebooks")
    except TopTipsError as error:
        yield Problem(path.name, "'codebook'", str(error))


def check_files(paths: Iterable[Path]) -> list[Problem]:
    """Find every problem of framework and codebook files, in the files' order.

    A file that has `themes` is read as a codebook, any other as a framework.
    """
    problems: list[Problem] = []
    for path in paths:
        try:
            if has_key(path, "themes"):
                load_codebook(path)
            else:
                problems += _codebook_of(load_framework(path), path)
        except FileProblems as error:
            problems += error.problems
        except TopTipsError as error:
            problems.append(Problem(path.name, "", str(error)))
    return problems


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
                f"theme '{theme.get('id', position + 1)}' has no keywords;"
                " give it some, or say 'fallback: true'.",
            )
        for part in ("keywords", "except"):
            yield from _check_phrases(theme.get(part), ("themes", position, part))


def _check_phrases(phrases: Any, place: tuple[str | int, ...]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, phrase in enumerate(phrases if isinstance(phrases, list) else ()):
        words = str(phrase).split()
        if any("*" in word[:-1] or word == "*" for word in words):
            yield (*place, number), f"in '{phrase}', * may only stand at a word's end."
        if words and not any(map(str.isalnum, str(phrase))):
            yield (*place, number), f"'{phrase}' has no letter or digit in it."
        if folded(phrase) in seen:
            yield (*place, number), f"'{phrase}' is in '{place[-1]}' twice."
        seen.add(folded(phrase))
