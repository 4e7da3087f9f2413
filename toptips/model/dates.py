"""Dates as people in England write them, whatever the computer's language."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EARLIEST_YEAR = 1990

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d\d:\d\d.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[\s,.]+")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s.-]*([a-z]{3,9})[\s.,-]*(\d{4}|\d{2})"
)
_MONTH_ALONE = re.compile(
    r"(?:(?:by|in|until|till)\s+)?(?:(?:the\s+)?end\s+(?:of\s+)?)?(?:([a-z]{3,9})[\s.,-]*|(\d{1,2})\s*/\s*)(\d{4})"
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})[\s.]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})")


def written(day: date) -> str:
    """Return a date such as 3 September 2018."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def written_with_day(day: date) -> str:
    """Return a date such as Monday 3 September 2018."""
    return f"{DAYS[day.weekday()]} {written(day)}"


def date_in(text: str) -> date | None:
    """Read a full date as people in England type it, the day before the month.

    Understood: 30/11/2018, 30.11.18, 30 Nov 2018, Friday 30th November 2018, November 30, 2018
    and 2018-11-30. Anything less than a day, a month and a year is None.
    """
    folded = _WEEKDAY.sub("", " ".join(text.casefold().split()).rstrip("."))
    if match := _ISO.fullmatch(folded):
        return _date(match[1], int(match[2]), match[3])
    if match := _DAY_FIRST.fullmatch(folded):
        return _date(match[3], int(match[2]), match[1])
    if match := _DAY_MONTH.fullmatch(folded):
        return _date(match[3], _month(match[2]), match[1])
    if match := _MONTH_DAY.fullmatch(folded):
        return _date(match[3], _month(match[1]), match[2])
    return None


def last_day_in(text: str) -> date | None:
    """Read a month and a year, such as "March 2027" or "by the end of March 2027": its last day."""
    match = _MONTH_ALONE.fullmatch(" ".join(text.casefold().split()).rstrip("."))
    if match is None:
        return None
    month = _month(match[1]) if match[1] else int(match[2])
    first = _date(match[3], month, "1")
    return first and first.replace(day=monthrange(first.year, first.month)[1])


def _month(name: str) -> int:
    """Return the number of an English month, by its name or its first letters; 0 for none."""
    matching = [month for month in MONTHS if month.casefold().startswith(name)]
    return MONTHS.index(matching[0]) + 1 if len(name) >= 3 and len(matching) == 1 else 0


def _date(year: str, month: int, day: str) -> date | None:
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    if full_year < EARLIEST_YEAR:
        return None
    try:
        return date(full_year, month, int(day))
    except ValueError:
        return None
