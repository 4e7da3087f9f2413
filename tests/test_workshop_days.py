"""What is due when is counted from the day, and is never at a weekend."""

from dataclasses import fields
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.support.small_workshop import make_workshop
from toptips.pack.dates import DatesTold, dates_told


def of_day(day: date, by: date) -> DatesTold:
    returns = {"to": "a@example.org", "by": by.isoformat()}
    return dates_told(make_workshop({"a": ("NHS", 1)}, date=day.isoformat(), returns=returns))


def test_the_days_of_the_example() -> None:
    days = of_day(date(2018, 9, 3), date(2018, 8, 24))
    assert days == DatesTold(
        invite=date(2018, 7, 23),
        send=date(2018, 8, 3),
        remind=date(2018, 8, 17),
        analyse=date(2018, 8, 27),  # the day after is a Saturday
        print=date(2018, 8, 31),  # two days before is a Saturday
        read=date(2018, 9, 5),
        report=date(2018, 9, 17),
        check=date(2018, 9, 27),
    )


@given(day=st.dates(date(2018, 3, 1), date(2030, 1, 1)), before=st.integers(1, 60))
def test_nobody_works_at_a_weekend(day: date, before: int) -> None:
    by = day - timedelta(before)
    days = of_day(day, by)
    assert all(getattr(days, field.name).weekday() < 5 for field in fields(days))
    assert days.invite <= days.send <= days.remind < by
    assert days.analyse > by
    assert days.print < day < days.read <= days.report < days.check
    assert days.check - days.report >= timedelta(10), "partners have ten days"
