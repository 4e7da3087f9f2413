"""`toptips new`, `frameworks new` and the example: folders and files to begin with."""

from __future__ import annotations

import string
from datetime import date, timedelta
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.model.framework import load_framework
from toptips.places import Folder, read_bytes, shipped
from toptips.writing import copy_safely, write_safely


def new(folder: Path, framework_id: str, *, today: date) -> Path:
    """Make a workshop's folder with a commented workshop.yaml, and return that file's path."""
    framework = load_framework(framework_id)
    target = Folder(folder).workshop
    if target.exists():
        raise TopTipsError(f"{target} is there already. Choose another folder.")
    day = today + timedelta(weeks=8)
    text = string.Template(example_of_workshop()).substitute(
        id=_id_from(folder.resolve().name),
        framework=framework.id,
        date=day.isoformat(),
        by=(day - timedelta(days=10)).isoformat(),
        delete_by=(day + timedelta(days=365)).isoformat(),
    )
    write_safely(target, text.encode())
    return target


def example_of_workshop() -> str:
    """Return the text of the workshop.yaml that `new` begins with."""
    return read_bytes(shipped("templates") / "new" / "workshop.yaml").decode()


def new_framework(path: Path) -> None:
    """Write a commented framework for a person to fill in."""
    if path.exists():
        raise TopTipsError(f"{path} is there already. Choose another name.")
    template = read_bytes(shipped("templates") / "new" / "framework.yaml").decode()
    write_safely(path, string.Template(template).substitute(id=_id_from(path.stem)).encode())


def copy_example(folder: Path) -> None:
    """Copy the example workshop that ships to a folder that is not there yet, or is empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TopTipsError(f"{folder} is there already. Name another folder: 'toptips demo DIR'.")
    example = shipped("examples") / "essex-2018"
    for source in sorted(path for path in example.rglob("*") if path.is_file()):
        target = folder / source.relative_to(example)
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_safely(source, target)


def _id_from(name: str) -> str:
    """Turn a folder's or file's name into an id."""
    kept = "".join(one if one.isalnum() and one.isascii() else "-" for one in name.lower())
    return "-".join(part for part in kept.split("-") if part)[:32].strip("-") or "workshop"
