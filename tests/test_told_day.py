"""What templates are told of the day: its sittings, its tables, the scores so far."""

import json
from pathlib import Path
from typing import Any

from tests.support.small_workshop import make_framework, make_workshop
from toptips.pack.agenda import plan
from toptips.pack.told_day import StripTold, agenda_told, scores_so_far


def test_conversations_between_two_pauses_are_one_line() -> None:
    workshop = make_workshop({"a": ("NHS", 1)}, starts="09:30", ends="16:00", tables=5)
    told = agenda_told(plan(workshop, make_framework(10)))
    assert [(line.clock, line.what) for line in told.sittings[2:5]] == [
        ("10:10 to 10:50", "Conversations 1 and 2"),
        ("10:50 to 11:05", "Break"),
        ("11:05 to 12:05", "Conversations 3 to 5"),
    ]
    assert sum(line.minutes for line in told.sittings) == 390
    assert [line.part for line in told.items].count("conversation") == 10


def analysis(folder: Path, **changes: Any) -> Path:
    tips = [
        {"id": "t1", "n": 8, "shares": {"1": 0.25, "2": 0.75}, "mean": 1.75, "dont_know": 1},
        {"id": "t2", "n": 2, "shares": None, "mean": None, "dont_know": 0},
    ]
    data = {"format": 2, "workshop": "w", "count": "respondents", "tips": tips, **changes}
    path = folder / "analysis.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_the_scores_so_far_are_those_of_the_report(tmp_path: Path) -> None:
    assert scores_so_far(analysis(tmp_path), "w") == {
        "t1": StripTold("People", 8, ((1, "2"), (2, "6")), 1, "1.8"),
        "t2": StripTold("People", 2, (), 0, ""),
    }
    once = scores_so_far(analysis(tmp_path, count="organisations"), "w")
    assert once["t1"].levels == ((1, "25%"), (2, "75%"))


def test_what_is_no_analysis_of_this_workshop_is_left_alone(tmp_path: Path) -> None:
    assert scores_so_far(tmp_path / "nothing.json", "w") == {}
    assert scores_so_far(analysis(tmp_path), "another") == {}
    assert scores_so_far(analysis(tmp_path, format=3), "w") == {}
    assert scores_so_far(analysis(tmp_path, tips="none"), "w") == {}
    (tmp_path / "analysis.json").write_text("{", encoding="utf-8")
    assert scores_so_far(tmp_path / "analysis.json", "w") == {}
