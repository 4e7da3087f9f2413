"""Workshops' folders a year apart: the same organisations, scored and collected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support.folders import LEVELS, collect_forms, make_folder
from tests.support.word_files import fill

NAMES = ("acute", "mental", "council", "charity", "homes", "housing", "carers", "primary")


def partners(names: Sequence[str], **was: Sequence[str]) -> list[dict[str, Any]]:
    """What workshop.yaml says of these partners; `was` gives the earlier ids of some."""
    return [
        {"id": name, "name": f"The {name} people", "sector": "Health and care", "people": 2}
        | ({"was": list(was[name])} if name in was else {})
        for name in names
    ]


def make_round(
    folder: Path,
    year: int,
    scores: Mapping[str, Sequence[Sequence[int]]],
    labels: Mapping[str, str] = LEVELS,
    **changes: Any,
) -> Path:
    """Make the folder of a round and collect its forms.

    `scores` holds for each partner a list of levels for each of its people, tip by tip; `labels`
    are the levels as the form shows them.
    """
    make_folder(
        folder,
        **{
            "id": f"harbour-{year}",
            "date": f"{year}-09-03",
            "returns": {"to": "forms@example.org", "by": f"{year}-08-24"},
            "place": "Harbour",
            "partners": partners(list(scores)),
            **changes,
        },
    )
    collect_forms(
        folder,
        [
            (
                name,
                {f"{n}.score": labels[str(level)] for n, level in enumerate(of, 1)},
            )
            for name, people in scores.items()
            for of in people
        ],
    )
    return folder


def alike(levels: Sequence[int], names: Sequence[str] = NAMES) -> dict[str, list[list[int]]]:
    """Return that one person of each organisation gave these levels."""
    return {name: [list(levels)] for name in names}


def late_form(folder: Path, whose: str, levels: Sequence[int], came_back: Path) -> Path:
    """Fill in one more form of a partner, and return where it is."""
    came_back.mkdir()
    form = folder / "pack" / "forms" / f"self-assessment-{whose}.docx"
    answers = {f"{n}.score": LEVELS[str(level)] for n, level in enumerate(levels, 1)}
    path = came_back / "late.docx"
    path.write_bytes(fill(form, answers))
    return path
