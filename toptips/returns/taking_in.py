"""Copies what came back into `returns/`, where a file keeps its name and is never overwritten."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.model.returned import ReturnRow
from toptips.places import Folder, digest, digest_of
from toptips.returns.names import kept_name, listed, printable, within
from toptips.returns.no_form import is_noise
from toptips.unsafe.opening import open_file
from toptips.unsafe.zips import Unreadable
from toptips.writing import write_safely

log = logging.getLogger("toptips")


@dataclass(frozen=True)
class TakenIn:
    """What was taken in: the names in `returns/`, and a row for each file that can't be."""

    names: list[str] = field(default_factory=list)
    left: list[ReturnRow] = field(default_factory=list)


def take_in(files: Sequence[Path], returns: Path) -> TakenIn:
    """Copy files, and all files of folders, into `returns`.

    A path that is not there is looked for in the workshop's folder, where our messages name files.
    A file keeps its name; another one of the same name gets a number. What is there already
    with the same bytes is not copied again. Lock files and the computer's own are left behind;
    links and half files come too, so that a row of returns.csv says what to do about them.
    What can't be copied (a broken link, a pipe, a film) is a row too, and costs no other.
    Raises TopTipsError for a path that is not there, or where `returns` can't be written.
    """
    taken = TakenIn()
    for given in files:
        ours = returns.parent / given
        here = ours if os.path.lexists(ours) and not os.path.lexists(given) else given
        for path, name, trouble in _files_of(here):
            try:
                if trouble:
                    raise Unreadable(trouble)
                taken.names.append(_taken(path, name, returns))
            except Unreadable as error:
                log.info("%s: %s", printable(name), error)
                message = f"It was not copied into returns/. {error}"
                taken.left.append(ReturnRow(file=printable(name), message=message))
    return taken


def _files_of(given: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the files of what was given: path, name, and why it can't be looked into, if so."""
    if not os.path.lexists(given):
        raise TopTipsError(f"{printable(str(given))} is not there.")
    if not os.path.isdir(given):  # noqa: PTH112, Path.is_dir raises where the system refuses
        yield given, given.name, ""
    elif os.path.lexists(Folder(given).workshop):
        raise TopTipsError(
            f"{given} is a workshop's folder. Name the folder that the returned files are in."
        )
    else:
        for found in listed(given):
            if not is_noise(found.name):
                yield given / found.name, found.name, found.trouble


def _taken(path: Path, name: str, returns: Path) -> str:
    """Copy a file into `returns`, unless it lies there; return its name there.

    Raises Unreadable for what can't be read, before anything of it is copied.
    """
    if lies_there := within(path, returns):
        return lies_there
    return _copied(open_file(path, printable(name)).data, path.name, returns)


def _copied(data: bytes, name: str, returns: Path) -> str:
    """Write a file into `returns`, unless its like is there; return its name there."""
    number, hashed = 1, digest(data)
    while True:
        target = returns / kept_name(name, number)
        if not os.path.lexists(target):
            write_safely(target, data)
            return target.name
        if target.is_file() and _digest(target) == hashed:
            return target.name
        number += 1


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex; nothing where it can't be read."""
    try:
        return digest_of(path)
    except TopTipsError:
        return ""
