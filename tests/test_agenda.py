"""The day's agenda adds up, whatever the hours, the tables and the tips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.small_workshop import make_framework, make_workshop
from toptips.errors import TopTipsError
from toptips.pack.agenda import LONG_SITTING, PAUSES, Agenda, AgendaItem, plan


def day(starts: str, ends: str, tables: int, tips: int) -> Agenda:
    workshop = make_workshop({"a": ("NHS", 1)}, starts=starts, ends=ends, tables=tables)
    return plan(workshop, make_framework(tips))


def test_a_long_day_gives_every_table_every_tip() -> None:
    agenda = day("09:30", "16:00", tables=5, tips=10)
    assert agenda.minutes == 20
    assert not agenda.shared_out
    assert [item.what for item in agenda.items if not item.tips] == [
        "Welcome", "What your answers say", "Break", "Lunch", "Break",
        "Whose problem is it really?", "Choosing priorities", "Next steps and close",
    ]  # fmt: skip


def test_a_short_day_shares_the_tips_out_so_that_each_meets_two_tables() -> None:
    agenda = day("09:30", "13:00", tables=4, tips=10)
    assert agenda.shared_out
    assert agenda.minutes >= 12
    assert agenda.tables_of(agenda.tables[0].tips[0]) == [1, 2, 4]


def test_a_day_that_is_too_short_says_when_it_would_have_to_end() -> None:
    with pytest.raises(TopTipsError, match=r"let it end at \d\d:\d\d or later"):
        day("10:00", "11:00", tables=2, tips=10)


@given(
    starts=st.integers(7 * 60, 14 * 60),
    length=st.integers(60, 9 * 60),
    tables=st.integers(1, 12),
    tips=st.integers(1, 14),
)
def test_the_times_add_up(starts: int, length: int, tables: int, tips: int) -> None:
    clock = [f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in (starts, starts + length)]
    try:
        agenda = day(*clock, tables=tables, tips=tips)
    except TopTipsError:
        return
    assert agenda.items[0].starts == starts
    assert agenda.items[-1].ends == starts + length
    for earlier, later in zip(agenda.items, agenda.items[1:], strict=False):
        assert earlier.ends == later.starts
    for table in agenda.tables:
        assert len({tip.id for tip in table.tips}) == len(table.tips)
        rounds = [item for item in agenda.items if item.tips]
        assert len(rounds) == len(table.tips)
    for tip in {tip.number: tip for table in agenda.tables for tip in table.tips}.values():
        assert len(agenda.tables_of(tip)) >= min(2, tables)
    assert len({tip.id for table in agenda.tables for tip in table.tips}) == tips
    for parts in sittings(agenda):
        talk = sum(item.minutes for item in parts)
        # Choosing takes all the time that is left over, and then people walk about.
        assert talk <= LONG_SITTING or parts[0].part == "choosing" or len(parts) == 1
    assert agenda.items[-2].part not in PAUSES, "nobody takes a break just before the close"


def sittings(agenda: Agenda) -> list[list[AgendaItem]]:
    """What people sit through between two pauses."""
    found: list[list[AgendaItem]] = [[]]
    for item in agenda.items:
        if item.part in PAUSES:
            found.append([])
        else:
            found[-1].append(item)
    return found
