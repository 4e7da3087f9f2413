"""The day that was picked from a calendar, whatever the text shows of it.

How a picked date is shown depends on the computer, and on the control's own format; which day it
is stands in `w:fullDate`.
"""

from __future__ import annotations

import re
from datetime import date

from toptips.model.dates import MONTHS, date_in

_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]{3,}")


def shown_or_picked(shown: str, picked: str) -> str:
    """Return the picked day in ISO form where the text shows that day, else the text.

    `picked` is a time in ISO form. The text shows it in any order of its numbers, or with the
    month's name in another language; another date that was typed over it counts instead.
    """
    try:
        day = date.fromisoformat(picked[:10])
    except ValueError:
        return shown
    if not shown.strip():
        return shown
    numbers = sorted(int(number) for number in _NUMBERS.findall(shown) if len(number) < 10)
    years = (day.year, day.year % 100)
    if any(numbers == sorted((day.day, day.month, year)) for year in years):
        return day.isoformat()
    words = set(_WORDS.findall(shown.casefold()))
    other = {month.casefold() for month in MONTHS} - {MONTHS[day.month - 1].casefold()}
    named = date_in(shown) is None and words and words.isdisjoint(other)
    if named and any(numbers == sorted((day.day, year)) for year in years):
        return day.isoformat()
    return shown
