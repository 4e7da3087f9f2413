"""What is done when: the days of a workshop, counted back from it and on from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from toptips.model.workshop import Workshop

INVITE, SEND, REMIND, PRINT = 42, 21, 7, 2  # days before
READ, REPORT, CHECK = 2, 14, 10  # days after
SATURDAY = 5


@dataclass(frozen=True)
class DatesTold:
    """The days on which something is due, working days all of them, as far as weekends go.

    `send` and `remind` count back from the day on which forms are due, `analyse` is the day after
    it; the others count from the workshop. Partners check what is said of them until `check`.
    """

    invite: date
    send: date
    remind: date
    analyse: date
    print: date
    read: date
    report: date
    check: date


def dates_told(workshop: Workshop) -> DatesTold:
    """Say when what is due. Invitations never go out after the forms."""
    by, day = workshop.returns.by, workshop.date
    send = _at_work_by(by - timedelta(SEND))
    report = _at_work_from(day + timedelta(REPORT))
    return DatesTold(
        invite=min(_at_work_by(day - timedelta(INVITE)), send),
        send=send,
        remind=_at_work_by(by - timedelta(REMIND)),
        analyse=_at_work_from(by + timedelta(1)),
        print=_at_work_by(day - timedelta(PRINT)),
        read=_at_work_from(day + timedelta(READ)),
        report=report,
        check=_at_work_from(report + timedelta(CHECK)),
    )


def _at_work_by(day: date) -> date:
    """Return the day, or the Friday before where it is at a weekend."""
    return day - timedelta(max(0, day.weekday() - SATURDAY + 1))


def _at_work_from(day: date) -> date:
    """Return the day, or the Monday after where it is at a weekend."""
    return day + timedelta((7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
