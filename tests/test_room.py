"""What is read of the workbooks in one file is bounded, whoever reads them."""

import pytest

from tests.support.hostile import CODES, answers, book, sheet
from tests.support.making_forms import decisions, put, questionnaire, sent, workshop, zipped
from toptips.returns.collecting import read_all
from toptips.unsafe.room import BOUNDS, Room
from toptips.unsafe.zips import Unreadable


@pytest.mark.parametrize("what", list(BOUNDS))
def test_as_much_as_may_be_is_read_and_no_more(what: str) -> None:
    room = Room()
    room.spend(what, BOUNDS[what][0])
    with pytest.raises(Unreadable, match=r"This workbook holds .*split it into several workbooks"):
        room.spend(what, 1)


def test_some_hundred_respondents_to_seventy_questions_are_read(tmp_path) -> None:
    # Each with two hundred words in all.
    rows = answers(500, "4", *["calls twice a day " * 4] * 18)
    put(tmp_path, {"a.xlsx": book(sheet(CODES + rows))})
    found = read_all(tmp_path, sent(questionnaire()), workshop(), decisions()).rows
    assert [row.status for row in found] == ["accepted"] * 500


def test_the_workbooks_in_a_zip_share_what_may_be_read(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(BOUNDS, "filled rows", (5, "more than 5 rows"))
    members = {f"{name}.xlsx": book(sheet(CODES + answers(2, "4", name))) for name in "abc"}
    put(tmp_path, {"all.zip": zipped(members)})
    found = read_all(tmp_path, sent(questionnaire()), workshop(), decisions()).rows
    by_member = {row.member: row.message for row in found if row.status == "rejected"}
    assert list(by_member) == ["b.xlsx", "c.xlsx"]
    assert "more than 5 rows" in by_member["c.xlsx"]
