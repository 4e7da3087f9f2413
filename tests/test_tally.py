"""The room's dots: collected from the tally, printed beside the forms' votes, mixed in nowhere."""

import json
from pathlib import Path

import pytest

from tests.support.folders import TIPS, answered, collect_forms, make_folder, prepare
from tests.support.pictures import empty_pictures
from tests.support.small_workshop import asked, make_framework, make_workshop
from tests.support.word_files import fill, open_word
from toptips import workflow
from toptips.analysis.room import RoomVotes, votes_of_the_room
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.responses import Response, read_responses

FORMS = [
    ("council", "2"),
    ("council", "3"),
    ("acute-trust", "4"),
    ("charity", "2"),
    ("district", "5"),
]


def with_tally(folder: Path, *tallies: dict[str, str]) -> list[Response]:
    """A workshop of which forms and tallies came back, collected."""
    made = make_folder(folder)
    prepare(made)
    for number, given in enumerate(tallies):
        (made / f"tally-{number}.docx").write_bytes(
            fill(made / "pack" / "dot-voting-tally.docx", given)
        )
    forms = [
        (partner, {"0.label": f"p{number}", **answered(score)})
        for number, (partner, score) in enumerate(FORMS)
    ]
    collect_forms(made, forms)
    workflow.collect(made, sorted(made.glob("tally-*.docx")))
    return read_responses(made / "responses.csv")


TALLY = {"0.voters": "38", "1.dots": "12", "2.dots": "30", "3.dots": "0"}


def test_the_tally_is_read_by_collect(tmp_path: Path) -> None:
    tallies = [row for row in with_tally(tmp_path, TALLY) if row.form == "tally"]
    (tally,) = tallies
    assert (tally.partner, tally.respondent) == ("", "the room")
    assert tally.answers == {
        ("", "voters"): "38",
        **{(tip, "dots"): dots for tip, dots in zip(TIPS, ("12", "30", "0"), strict=True)},
    }


def test_what_is_no_number_is_left_out_and_said(tmp_path: Path) -> None:
    made = tmp_path / "w"
    with_tally(made, {**TALLY, "2.dots": "about thirty"})
    (row,) = [row for row in workflow.collect(made).rows if row.form == "tally"]
    assert "2q: 'about thirty' is not a whole number, so it is left out." in row.message


def test_the_report_prints_it_beside_and_changes_no_figure(tmp_path: Path) -> None:
    with_tally(tmp_path / "with", TALLY)
    with_tally(tmp_path / "without")
    figures = {}
    for name in ("with", "without"):
        with empty_pictures():
            workflow.analyse(tmp_path / name)
        path = tmp_path / name / "report" / "analysis.json"
        figures[name] = json.loads(path.read_bytes())
    assert figures["with"]["room"] == {
        "voters": 38, "dots": {TIPS[0]: 12, TIPS[1]: 30, TIPS[2]: 0}
    }  # fmt: skip
    assert figures["without"]["room"] is None
    for part in ("tips", "respondents"):
        assert figures["with"][part] == figures["without"][part]
    report = open_word(tmp_path / "with" / "report" / "report.docx")
    assert (
        "On the day 38 people put dots on what matters most to them: tip 2 got 30, tip 1 got 12"
        " and tip 3 got 0. These votes stand beside those of the forms, and count in no priority."
    ) in report.text


@pytest.mark.parametrize(
    ("given", "room"),
    [
        ({"voters": "9", "t1": "4", "t2": "0"}, RoomVotes(9, {"t1": 4, "t2": 0})),
        ({"t1": "4", "t2": "2"}, RoomVotes(None, {"t1": 4, "t2": 2})),
        ({"voters": "3", "t1": "4"}, RoomVotes(None, {"t1": 4})),
        ({"voters": "2", "t1": "2"}, None),
        ({"t1": "2", "t2": "2"}, None),
        ({"voters": "9", "t1": "0"}, None),
    ],
    ids=["all", "nobody counted people", "counted wrong", "two people", "two at least", "no dots"],
)
def test_a_vote_of_few_is_not_shown(given: dict[str, str], room: RoomVotes | None) -> None:
    workshop = make_workshop({"a": ("NHS", 9)})
    answers = {
        ("", "voters") if key == "voters" else (key, "dots"): value for key, value in given.items()
    }
    of_workshop = asked(workshop, make_framework(2))
    tally = Response(id="t", form="tally", respondent="the room", answers=answers)
    rules = Rules.of(of_workshop, workshop)
    assert votes_of_the_room(Answered.of([tally]), of_workshop, rules) == room
    assert votes_of_the_room(Answered.of([]), of_workshop, rules) is None
