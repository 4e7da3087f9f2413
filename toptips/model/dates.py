"""Dates as people in England write them, whatever the computer's language."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written(day: date) -> str:
    """Return a date such as 3 September 2018."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def written_with_day(day: date) -> str:
    """Return a date such as Monday 3 September 2018."""
    return f"{DAYS[day.weekday()]} {written(day)}"
