"""Times of last change that can't be true decide nothing: a person does."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.folders import answered, form_of, make_folder
from tests.support.making_forms import decisions, put, questionnaire, sent, word_form, workshop
from tests.support.word_files import fill
from toptips import workflow
from toptips.model.returned import ReturnRow
from toptips.returns.collecting import read_all
from toptips.returns.period import Period

Q = questionnaire()
DUE = date(2018, 8, 24)
MADE = datetime(2018, 7, 10, 15, tzinfo=UTC)
NOW = datetime(2018, 8, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("made", "since"),
    [
        ([MADE], datetime(2018, 7, 10, tzinfo=UTC)),
        ([NOW, MADE], datetime(2018, 7, 10, tzinfo=UTC)),
        # A folder that was copied later says nothing of when the forms were made.
        ([datetime(2026, 11, 25, tzinfo=UTC)], datetime(2017, 8, 24, 23, 59, 59, 999999, UTC)),
        ([], datetime(2018, 8, 20, tzinfo=UTC)),
    ],
)
def test_forms_are_believed_from_the_day_on_which_they_were_made(
    made: list[datetime], since: datetime
) -> None:
    period = Period.of(made, DUE, NOW)
    assert period.since == since
    assert period.believed(since) == since
    assert period.believed(since - timedelta(seconds=1)) is None


def test_they_are_believed_until_now_on_any_english_clock() -> None:
    period = Period.of([MADE], DUE, NOW)
    assert period.believed(NOW + timedelta(hours=1)) is not None
    assert period.believed(NOW + timedelta(hours=2)) is None
    assert period.believed(None) is None


def rows(folder: Path, *modified: str) -> list[ReturnRow]:
    files = {
        f"{score}.docx": word_form(Q, {"0.label": "JK", "1.score": str(score)}, modified=changed)
        for score, changed in enumerate(modified, 1)
    }
    period = Period.of([MADE], DUE, NOW)
    found = read_all(put(folder, files), sent(Q), workshop(), decisions(), period=period)
    return list(found.rows)


@pytest.mark.parametrize("odd", ["2099-01-01T00:00:00Z", "2018-08-21T12:00:00Z"])
def test_a_form_of_the_future_supersedes_no_later_correction(odd: str, tmp_path: Path) -> None:
    first, correction = rows(tmp_path, odd, "2018-08-10T10:00:00Z")
    assert (first.status, correction.status) == ("unclaimed", "unclaimed")
    assert "It says that it was changed on " in first.message
    assert "which can't be" in first.message
    assert "which can't be" not in correction.message


@pytest.mark.parametrize("odd", ["1980-01-01T00:00:00Z", "2013-12-23T23:15:00Z"])
def test_a_form_older_than_all_forms_is_superseded_by_none(odd: str, tmp_path: Path) -> None:
    statuses = {row.status for row in rows(tmp_path, "2018-08-10T10:00:00Z", odd)}
    assert statuses == {"unclaimed"}


def test_times_that_can_be_true_still_decide(tmp_path: Path) -> None:
    found = rows(tmp_path, "2018-08-10T10:00:00Z", "2018-08-12T10:00:00Z")
    assert [row.status for row in found] == ["superseded", "accepted"]


def test_an_odd_date_alone_is_nobodys_business(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, "2099-01-01T00:00:00Z")
    assert (row.status, row.message) == ("accepted", "")


def test_collect_is_told_what_time_it_is(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    workflow.prepare(folder)
    for path in (folder / "sent").iterdir():
        os.utime(path, (MADE.timestamp(), MADE.timestamp()))
    for score, changed in (("2", "2018-08-10T10:00:00Z"), ("4", "2018-08-21T10:00:00Z")):
        filled = fill(form_of(folder, "council"), answered(score, _0__label="JK"), modified=changed)
        put(folder / "returns", {f"{score}.docx": filled})
    before = workflow.collect(folder, now=NOW)
    assert {row.status for row in before.rows} == {"unclaimed"}
    later = workflow.collect(folder, now=NOW + timedelta(days=3))
    assert [row.status for row in later.rows] == ["superseded", "accepted"]
