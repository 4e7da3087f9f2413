"""Between which times a form can have been changed: after it was made, and before now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

# Programs that name no zone mean the time on the wall, an hour ahead of UTC in an English summer.
SUMMER_TIME = timedelta(hours=1)
# No form is made earlier than this before it is due.
LONGEST_AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Period:
    """The times of last change that are believed. Another is unknown, so a person decides."""

    since: datetime
    until: datetime

    @classmethod
    def of(cls, made: Iterable[datetime], due: date, now: datetime) -> Period:
        """Return it for forms that are due on a day.

        `made` are the times of the files that say what was sent. No clock of a file is certain:
        who copies a folder may make them all anew. So the day of the earliest counts only where
        forms could still come back in time; else it is a year before they are due.
        """
        due_time = datetime.combine(due, time.max, UTC)
        earliest = min(made, default=now)
        since = datetime.combine(earliest.date(), time.min, UTC)
        if earliest > due_time:
            since = due_time - LONGEST_AHEAD
        return cls(since, now + SUMMER_TIME)

    def believed(self, moment: datetime | None) -> datetime | None:
        """Return a time of last change, if it can be true."""
        return moment if moment and self.since <= moment <= self.until else None
