"""Whether a framework is kept up: what it maps to is there, and somebody checked it lately."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from toptips.errors import Problem, TopTipsError
from toptips.model.framework import Framework, find_file, load_framework
from toptips.model.yaml_file import Finding, is_id, items, nearest

# Law and guidance on discharge change from year to year.
MONTHS_UNTIL_OLD = 12


def maps_to_nothing(data: dict[str, Any], folder: Path | None) -> Iterator[Finding]:
    """Find each `maps_to` that names no item of a framework of this workshop, or that ships.

    What is no name of an item at all is left to the model.
    """
    items_of: dict[str, list[str] | str] = {}
    for position, tip in items(data, "tips"):
        named = tip.get("maps_to")
        for number, whole in enumerate(named if isinstance(named, list) else ()):
            framework, _, item = str(whole).partition("/")
            if not (is_id(framework) and is_id(item)):
                continue
            if framework == str(data.get("id")):
                known: list[str] | str = [str(own.get("id")) for _, own in items(data, "tips")]
            else:
                known = items_of.setdefault(framework, _items_of(framework, folder))
            if message := _nothing_there(framework, item, known):
                yield ("tips", position, "maps_to", number), message


def _items_of(framework: str, folder: Path | None) -> list[str] | str:
    """Return the ids of a framework's items, or why there are none."""
    try:
        path = find_file(framework, folder, "")
    except TopTipsError as error:
        return str(error)
    try:
        return [tip.id for tip in load_framework(path).tips]
    except TopTipsError:
        return f"{path.name} is broken, so nothing of it can be named."


def _nothing_there(framework: str, item: str, known: list[str] | str) -> str:
    if isinstance(known, str):
        return known
    if item in known:
        return ""
    return f"'{framework}' has no item '{item}'.{nearest(item, known)}"


def long_unchecked(paths: Iterable[Path], today: date) -> list[Problem]:
    """Return a word on each framework last held against its source over a year before `today`.

    Files that can't be read as a framework have problems of their own, told elsewhere.
    """
    found = []
    for path in paths:
        try:
            framework = load_framework(path)
        except TopTipsError:
            continue
        if _months_since(framework, today) > MONTHS_UNTIL_OLD:
            found.append(
                Problem(
                    path.name,
                    "",
                    f"last held against its source in {framework.as_of}, over a year ago."
                    " Look whether source and law have changed, then raise 'as_of'.",
                )
            )
    return found


def _months_since(framework: Framework, today: date) -> int:
    if framework.as_of is None:
        return 0
    year, month = map(int, framework.as_of.split("-"))
    return (today.year - year) * 12 + today.month - month
