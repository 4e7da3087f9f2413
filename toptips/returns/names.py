"""The names of files that came back: as they are listed, printed and kept."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from toptips.places import reason

# What breaks a line, moves a cursor, turns the writing's direction or is no character at all.
_NOT_PRINTED = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# In bytes: what file systems allow for a name.
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Named:
    """What lies in a folder: its path from there, and why it can't be looked into, if so."""

    name: str
    trouble: str = ""


def listed(folder: Path) -> list[Named]:
    """List the files under a folder, in an order that never varies.

    Links to folders are listed and never followed, so that nothing leads outside or in circles.
    A folder that can't be opened is listed with the trouble, except `folder` itself where there
    is none.
    """
    return sorted(_walk(folder), key=lambda found: (found.name.casefold(), found.name))


def _walk(folder: Path) -> Iterator[Named]:
    waiting = [""]
    while waiting:
        within = waiting.pop()
        try:
            with os.scandir(folder / within) as found:
                for entry in found:
                    name = f"{within}/{entry.name}" if within else entry.name
                    if not entry.is_dir(follow_symlinks=False):
                        yield Named(name, _of_link(entry))
                    else:
                        waiting.append(name)
        except FileNotFoundError:
            continue
        except OSError as error:
            said = f"This folder could not be opened: {reason(error)}. {_SEE_TO_IT}"
            yield Named(within or folder.name, said)


_SEE_TO_IT = "See to it that you may read it, and run 'toptips collect' again."


def _of_link(entry: os.DirEntry[str]) -> str:
    try:
        leads_to_folder = entry.is_symlink() and entry.is_dir()
    except OSError:
        return ""
    if not leads_to_folder:
        return ""
    return "This is a link to a folder, which is not followed. Name that folder to collect it."


def printable(name: str, instead: str = "?") -> str:
    """Return a file's name as it can be printed on one line and written in UTF-8."""
    return _NOT_PRINTED.sub(instead, name)


def kept_name(name: str, number: int = 1) -> str:
    """Return the name under which a file is kept: its own, as far as it can be printed.

    From 2 on, the number is added. A name that is then too long loses the end of its stem.
    """
    path = PurePath(printable(name, "_"))
    ending = f" ({number}){path.suffix}" if number > 1 else path.suffix
    stem = path.stem
    while stem and len(os.fsencode(stem + ending)) > LONGEST_NAME:
        stem = stem[:-1]
    return stem + ending


def within(path: Path, folder: Path) -> str:
    """Return a file's path from a folder, if it lies there, wherever links lead; else nothing."""
    try:
        whole, root = path.resolve(), folder.resolve()
    except (OSError, RuntimeError):  # a link that leads in circles
        return ""
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else ""


def leads_outside(path: Path, folder: Path) -> bool:
    """Say whether a path of a folder is a link to something outside it."""
    return path.is_symlink() and os.path.exists(path) and not within(path, folder)  # noqa: PTH110
