"""`toptips status`: who has answered, who has not, and reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toptips.analysis.standing import Standing, stand
from toptips.model.framework import load_framework
from toptips.model.responses import read_responses
from toptips.model.returned import read_returns
from toptips.model.workshop import load_workshop
from toptips.pack.reminders import write_reminder
from toptips.places import Folder
from toptips.workflow.opened import templates_of
from toptips.writing import Outputs, only_one, plain_text


@dataclass(frozen=True)
class Reminders:
    """What `remind` did: one text for each partner of which forms are missing."""

    folder: Path
    texts: tuple[Path, ...]
    kept_aside: tuple[Path, ...]


def status(folder: Path, *, today: date) -> Standing:
    """Say who has answered, who has not, and what needs attention, from both CSV files."""
    workshop = load_workshop(folder)
    place = Folder(folder)
    return stand(
        workshop,
        read_returns(place.returns_csv) if place.returns_csv.exists() else [],
        today,
        read_responses(place.responses_csv) if place.responses_csv.exists() else [],
        load_framework(workshop.framework, folder).tips,
        held=_held(place),
    )


def remind(folder: Path, *, today: date) -> Reminders:
    """Write a reminder for each partner of which forms are missing, and remove old ones.

    It is a gentler one where some forms of the partner are back but fewer than expected.
    """
    workshop = load_workshop(folder)
    place = Folder(folder)
    templates = templates_of(place)
    missing = {
        one.partner: one.answered
        for one in status(folder, today=today).partners
        if one.answered < one.expected
    }
    # All are made before any is written, so that a mistake in the template changes nothing.
    texts = {
        place.reminders / f"{partner.id}.txt": write_reminder(
            templates, workshop, partner, missing[partner.id], today
        )
        for partner in workshop.partners
        if partner.id in missing
    }
    with only_one(place):
        outputs = Outputs(place)
        for path, text in texts.items():
            outputs.write(path, plain_text(text))
        outputs.clear(place.reminders)
    return Reminders(place.reminders, tuple(texts), tuple(outputs.kept_aside))


def _held(place: Folder) -> list[str]:
    """Name what came back and what repeats it: the files that have a date of deletion."""
    of_ours = (place.responses_csv, place.returns_csv, place.path / "coding.xlsx")
    came_back = sorted(path for path in place.returns.rglob("*") if path.is_file())
    return [
        path.relative_to(place.path).as_posix() for path in (*of_ours, *came_back) if path.is_file()
    ]
