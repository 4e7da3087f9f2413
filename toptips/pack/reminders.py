"""Reminders: a short text for each partner of which forms are still missing."""

from __future__ import annotations

from datetime import date

from toptips.documents.template import Templates
from toptips.model.dates import written_with_day
from toptips.model.workshop import Partner, Workshop

TEMPLATE = "remind/reminder.txt.j2"


def write_reminder(
    templates: Templates, workshop: Workshop, partner: Partner, answered: int, today: date
) -> str:
    """Return the reminder to one partner, of which `answered` forms have come back.

    The template words it more gently where some have. Raises TemplateError, with its line.
    """
    context = {
        "workshop": workshop,
        "partner": partner,
        "answered": answered,
        "days_left": (workshop.returns.by - today).days,
        "day": written_with_day,
    }
    return templates.plain(TEMPLATE, context)
