"""Workshops' folders for tests that go from workshop.yaml to documents and back."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.support.making_forms import put
from tests.support.word_files import fill
from toptips import workflow
from toptips.model.returned import ReturnRow

PARTNERS = (
    ("mh-trust", "Harbour Mental Health Trust", "NHS"),
    ("acute-trust", "Harbour Hospitals", "NHS"),
    ("council", "Harbour Council", "Local authority"),
    ("district", "Quay District Council", "Local authority"),
    ("charity", "Lantern House", "Voluntary sector"),
)
LEVELS = {
    "1": "1 Not started",
    "2": "2 Planned",
    "3": "3 Working in some places",
    "4": "4 Working in most places",
    "5": "5 Working everywhere",
}
TIPS = ("plan-early", "share-records", "beds-and-homes")


def framework(**changes: Any) -> dict[str, Any]:
    """A framework of three tips, with no codebook unless one is named."""
    tips = [
        {
            "id": tip,
            "number": number,
            "title": f"{tip.replace('-', ' ').capitalize()} together",
            "summary": f"What the tip {tip} asks for.",
            "looks_like": [f"A visitor sees {tip}.", "It holds.", "It is checked."],
            "prompts": [f"When did {tip} last work?", "Who was asked?"],
            "plain": f"I know about {tip}.",
        }
        for number, tip in enumerate(TIPS, 1)
    ]
    return {
        "format": 1,
        "id": "harbour-tips",
        "title": "Harbour's tips",
        "version": "1",
        "publisher": "Harbour partners",
        "source": {"title": "Written for tests"},
        "wording": "All wording is ours.",
        "about": "Three tips for tests.",
        "tips": tips,
        **changes,
    }


def workshop(**changes: Any) -> dict[str, Any]:
    """What workshop.yaml says: five organisations of three sectors, with three tips."""
    return {
        "format": 1,
        "id": "harbour-2018",
        "title": "Going home well in Harbour",
        "framework": "harbour-tips",
        "date": "2018-09-03",
        "starts": "10:00",
        "ends": "15:30",
        "venue": "The Old Custom House",
        "facilitators": ["An independent facilitator"],
        "returns": {"to": "forms@example.org", "by": "2018-08-24"},
        "partners": [
            {"id": partner, "name": name, "sector": sector, "people": 3}
            for partner, name, sector in PARTNERS
        ],
        "tables": 2,
        "privacy": {
            "controller": "The Harbour partnership",
            "contact": "privacy@example.org",
            "notice": "https://example.org/notice",
            "delete_by": "2019-09-30",
        },
        **changes,
    }


def make_folder(
    folder: Path, *, framework_changes: Mapping[str, Any] | None = None, **changes: Any
) -> Path:
    """Write a workshop's folder, with these changes to workshop.yaml, and return it."""
    frameworks = folder / "frameworks"
    frameworks.mkdir(parents=True)
    _write(frameworks / "harbour-tips.yaml", framework(**(framework_changes or {})))
    _write(folder / "workshop.yaml", workshop(**changes))
    return folder


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def answered(score: str, **more: str) -> dict[str, str]:
    """Answers with the same score for every tip; `more` by field, its point as two underscores."""
    given = {f"{number}.score": LEVELS.get(score, score) for number in range(1, len(TIPS) + 1)}
    return {**given, **{key.lstrip("_").replace("__", "."): text for key, text in more.items()}}


def prepare(folder: Path) -> None:
    """Prepare a workshop's pack; what one folder was given, the next with the same files is too."""
    if (folder / "pack").exists():
        workflow.prepare(folder)
        return
    put(folder, _prepared(frozenset(contents(folder).items())))


@functools.cache
def _prepared(files: frozenset[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return every file of a folder that began with these and was prepared."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = put(Path(scratch), dict(files))
        workflow.prepare(folder)
        return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder and below it, by its path from there."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def copy_of(make: Callable[[Path], object], folder: Path) -> Path:
    """Write the files of a folder that `make` makes, which does so for the first copy alone."""
    return put(folder, _made_by(make))


@functools.cache
def _made_by(make: Callable[[Path], object]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "harbour"
        make(folder)
        return contents(folder)


def collect_forms(folder: Path, returned: Sequence[tuple[str, Mapping[str, str]]]) -> None:
    """Prepare, fill in a form for each (partner or table, answers), and collect them."""
    prepare(folder)
    came_back = folder / "came back"
    came_back.mkdir()
    for number, (whose, answers) in enumerate(returned):
        form = form_of(folder, whose)
        (came_back / f"{number:03} {whose}.docx").write_bytes(fill(form, answers))
    workflow.collect(folder, [came_back])


def collect_alone(folder: Path, returned: Path, partner: str | None = None) -> list[ReturnRow]:
    """Collect a file, or what is in a folder, where nothing else has come back; return the rows."""
    for earlier in (folder / "returns").glob("*"):
        earlier.unlink()
    return list(workflow.collect(folder, [returned], partner=partner).rows)


def form_of(folder: Path, whose: str) -> Path:
    """Return the form of a partner, or the sheet of a table ("table-1")."""
    if whose.startswith("table-"):
        return folder / "pack" / "tables" / f"conversation-sheet-{whose}.docx"
    return folder / "pack" / "forms" / f"self-assessment-{whose}.docx"
