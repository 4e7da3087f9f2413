"""`toptips status`: who has answered, who has not, and reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toptips.analysis.standing import Standing, stand
from toptips.model.responses import read_responses
from toptips.pack.reminders import write_reminder
from toptips.places import Folder
from toptips.workflow.opened import Opened, open_workshop
from toptips.writing import Outputs, only_one, plain_text


@dataclass(frozen=True)
class Reminders:
    """What `remind` did: one text for each partner of which forms are missing.

    `notes` say what else a person should know, a line each.
    """

    folder: Path
    texts: tuple[Path, ...]
    kept_aside: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def status(folder: Path, *, today: date) -> Standing:
    """Say who has answered, who has not, and what needs attention, from both CSV files."""
    return _status(open_workshop(folder), today)


def _status(opened: Opened, today: date) -> Standing:
    path = opened.folder.responses_csv
    return stand(
        opened.workshop,
        opened.asked,
        opened.rows,
        today,
        read_responses(path) if path.exists() else [],
        held=_held(opened.folder),
    )


def remind(folder: Path, *, today: date) -> Reminders:
    """Write a reminder for each partner of which forms are missing, and remove old ones.

    It is a gentler one where some forms of the partner are back but fewer than expected.
    """
    opened = open_workshop(folder)
    workshop, place = opened.workshop, opened.folder
    missing = {
        partner.partner: partner.answered
        for partner in _status(opened, today).partners
        if partner.answered < partner.expected
    }
    # All are made before any is written, so that a mistake in the template changes nothing.
    texts = {
        place.reminders / f"{partner.id}.txt": write_reminder(
            opened.templates, workshop, partner, missing[partner.id], today
        )
        for partner in workshop.partners
        if partner.id in missing
    }
    with only_one(place):
        outputs = Outputs(place)
        for path, text in texts.items():
            outputs.write(path, plain_text(text))
        outputs.clear(place.reminders)
    return Reminders(place.reminders, tuple(texts), tuple(outputs.kept_aside), tuple(outputs.notes))


def _held(place: Folder) -> list[str]:
    """Name what came back and what repeats it: the files that have a date of deletion."""
    workbooks = (place.coding(1), place.coding(2), place.codings_all, place.codings)
    of_ours = (place.responses_csv, place.returns_csv, place.focus_groups_csv, *workbooks)
    came_back = sorted(path for path in place.returns.rglob("*") if path.is_file())
    return [
        path.relative_to(place.path).as_posix() for path in (*of_ours, *came_back) if path.is_file()
    ]
