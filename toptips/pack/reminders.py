"""Reminders: a short text for each partner of which forms are still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toptips.documents.template import Templates
from toptips.model.workshop import Partner, Workshop
from toptips.pack.told import PartnerTold, WorkshopTold, partner_told, workshop_told

TEMPLATE = "remind/reminder.txt.j2"


@dataclass(frozen=True)
class ReminderTold:
    """What the template of a reminder is told. `answered` forms of the partner have come back."""

    workshop: WorkshopTold
    partner: PartnerTold
    answered: int
    days_left: int


def write_reminder(
    templates: Templates, workshop: Workshop, partner: Partner, answered: int, today: date
) -> str:
    """Return the reminder to one partner, of which `answered` forms have come back.

    The template words it more gently where some have. Raises TemplateError, with its line.
    """
    told = ReminderTold(
        workshop=workshop_told(workshop),
        partner=partner_told(partner),
        answered=answered,
        days_left=(workshop.returns.by - today).days,
    )
    return templates.plain(TEMPLATE, told)
