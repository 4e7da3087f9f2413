"""A responses.csv that is not what `collect` wrote is said, and never reported on as whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.folders import answered, collect_forms, make_folder
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model.responses import read_responses
from toptips.workflow import analysing
from toptips.workflow.against_returns import differences
from toptips.workflow.opened import open_workshop

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_folder(
        tmp_path,
        groups={"locality": ["North", "South"]},
        partners=[
            {"id": "council", "name": "Council", "sector": "Local authority", "people": 9,
             "groups": {"locality": "North"}},
            {"id": "charity", "name": "Charity", "sector": "Voluntary sector", "people": 9},
        ],
    )  # fmt: skip
    forms = [
        (
            partner,
            answered("4", _0__label=f"p{number}", _0__role="Nurse", _1__strengths="calls", **more),
        )
        for number, more in enumerate(
            [
                {},
                {"_0__quote": "No"},
                {"_0__quote": "Yes, naming our sector"},
                {"_0__locality": "South"},
            ]
        )
        for partner in ("council", "charity")
    ]
    forms.append(("table-1", {"1.score": "2 Planned"}))
    collect_forms(folder, forms)
    return folder


def said(folder: Path) -> tuple[str, ...]:
    return differences(open_workshop(folder), read_responses(folder / "responses.csv"))


def lines(folder: Path) -> list[bytes]:
    return (folder / "responses.csv").read_bytes().splitlines(keepends=True)


def write(folder: Path, *written: bytes) -> None:
    (folder / "responses.csv").write_bytes(b"".join(written))


def test_nothing_is_said_of_what_collect_wrote(folder: Path) -> None:
    assert said(folder) == ()
    assert workflow.analyse(folder).notes == ()
    (folder / "returns.csv").unlink()
    assert said(folder) == ()


def test_a_part_of_it_is_said_by_analyse_and_by_anonymise(folder: Path, tmp_path: Path) -> None:
    whole = lines(folder)
    write(folder, *whole[: len(whole) * 3 // 4])
    (note,) = workflow.analyse(folder).notes
    assert "of the 9 responses that returns.csv counts are missing." in note
    assert note.endswith("Run 'toptips collect' to write it again.")
    assert workflow.anonymise(folder, tmp_path / "copy").notes == (note,)
    workflow.collect(folder)
    assert workflow.analyse(folder).notes == ()


def test_answers_that_are_missing_are_said(folder: Path) -> None:
    whole = lines(folder)
    # One of them might be a group or a "no" that stands in a column; the record knows better.
    write(folder, *whole[:1], *whole[2:])
    assert "It was changed since 'toptips collect' wrote it." in said(folder)[0]
    write(folder, *whole[:1], *whole[4:])
    assert "Of 1 response it holds more or fewer answers" in said(folder)[0]


def test_a_value_that_was_changed_is_said_as_the_record_knows(folder: Path) -> None:
    before = (folder / "responses.csv").read_bytes()
    write(folder, before.replace(b"score,4", b"score,5").replace(b'"score","4"', b'"score","5"'))
    (note,) = said(folder)
    assert "It was changed since 'toptips collect' wrote it." in note


def test_responses_of_nobody_are_said(folder: Path) -> None:
    whole = lines(folder)
    last = read_responses(folder / "responses.csv")[-1].id.encode()
    write(folder, *whole, whole[-1].replace(last, b"ffffffffffff"))
    assert "1 of its responses are not among those" in said(folder)[0]


def test_one_that_was_saved_again_is_read_and_said(folder: Path) -> None:
    text = (folder / "responses.csv").read_bytes().decode("utf-8-sig")
    write(folder, text.encode("utf-16"))
    assert "It was saved again in UTF-16." in said(folder)[0]


def test_a_record_that_lies_elsewhere_is_not_read(folder: Path, tmp_path: Path) -> None:
    record = folder / ".toptips" / "written"
    record.rename(tmp_path / "elsewhere")
    record.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TopTipsError, match="written is a link"):
        said(folder)


def test_where_nothing_fits_nothing_is_reported(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As where the lead has written what the board is asked.
    monkeypatch.setattr(analysing, "_must_be_written", lambda paper: None)
    (folder / "returns").rename(folder / "earlier")
    (folder / "came back").rename(folder / "came back before")
    whole = (folder / "responses.csv").read_bytes()
    collect_forms(folder, [("council", answered("2", _0__label="another"))])
    write(folder, whole)
    for work in (
        workflow.analyse,
        lambda at: workflow.analyse(at, final=True),
        lambda at: workflow.anonymise(at, at / "copy"),
    ):
        with pytest.raises(TopTipsError, match="None of the responses in"):
            work(folder)
    for name in ("report", "copy", "editions.json"):
        assert not (folder / name).exists()
