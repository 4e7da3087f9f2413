"""Copies what came back into `returns/`, where a file keeps its name and is never overwritten."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.places import Folder, digest_of
from toptips.returns.no_form import is_noise
from toptips.unsafe.opening import NOT_HERE, is_elsewhere
from toptips.writing import copy_safely


def take_in(files: Sequence[Path], returns: Path) -> list[str]:
    """Copy files, and all files of folders, into `returns`; return their names there.

    A path that is not there is looked for in the workshop's folder, where our messages name files.
    A file keeps its name; another one of the same name gets a number. What is there already
    with the same bytes is not copied again. Lock files and the computer's own are left behind;
    links and half files come too, so that a row of returns.csv says what to do about them.
    Raises TopTipsError for a path that is not there, or if a copy can't be made.
    """
    _clear_away(returns)
    names = []
    for given in files:
        ours = returns.parent / given
        for path in _files_of(ours if ours.exists() and not given.exists() else given):
            if path.resolve().is_relative_to(returns.resolve()):
                names.append(path.resolve().relative_to(returns.resolve()).as_posix())
            else:
                names.append(_copied(path, returns))
    return names


def names_under(folder: Path) -> list[str]:
    """List the files under a folder, as paths from it, in an order that never varies."""
    found = []
    for place, _, names in os.walk(folder):
        here = Path(place).relative_to(folder)
        found += [(here / name).as_posix() for name in names]
    return sorted(found, key=lambda name: (name.casefold(), name))


def _files_of(given: Path) -> Iterator[Path]:
    if given.is_file():
        yield given
    elif not given.is_dir():
        raise TopTipsError(f"{given} is not there.")
    elif Folder(given).workshop.exists():
        raise TopTipsError(
            f"{given} is a workshop's folder. Name the folder that the returned files are in."
        )
    else:
        yield from (given / name for name in names_under(given) if not is_noise(name))


def _copied(path: Path, returns: Path) -> str:
    """Copy a file into `returns`, unless its like is there; return its name there."""
    number = 1
    target = returns / path.name
    while target.exists():
        if target.is_file() and _digest(target) == _digest(path):
            return target.name
        number += 1
        target = returns / f"{path.stem} ({number}){path.suffix}"
    try:
        copy_safely(path, target)
    except TopTipsError as error:
        if is_elsewhere(path):
            raise TopTipsError(f"{path}: {NOT_HERE}") from error
        raise
    return target.name


def _digest(path: Path) -> str:
    try:
        return digest_of(path)
    except TopTipsError as error:
        if is_elsewhere(path):
            raise TopTipsError(f"{path}: {NOT_HERE}") from error
        raise


def _clear_away(returns: Path) -> None:
    """Remove our own copies that were cut off halfway."""
    for path in returns.glob(".toptips-*.tmp") if returns.is_dir() else ():
        path.unlink(missing_ok=True)


def is_unfinished(name: str) -> bool:
    """Say whether a file of `returns/` is one of our own copies that was cut off halfway."""
    last = name.rsplit("/", 1)[-1]
    return last.startswith(".toptips-") and last.endswith(".tmp")
