"""The example of two rounds a year apart, against figures that were worked out by hand.

Thirteen partners were invited in 2025 and twelve in 2026; the police never answered. Arrow Patient
Transport and the day centre answered only in 2025, the hospice and the pharmacies only in 2026:
three people of two organisations each time. Two councils became one. So nine organisations can be
compared. Their scores, before and after, and d, the mean after less the mean before:

              1 plan       2 record        3 care        4 equipment     5 carers
              2025 2026 d  2025 2026 d     2025 2026 d   2025 2026 d     2025 2026 d
Hospitals     2 2  3 3  1  2 3  3 3  1/2   2 2  2 2  0   2 2  2 3  1/2   4 3  3 3  -1/2
Mental health 2    3    1  3    4    1     2    2    0   2    2    0     3    3    0
Community     3    4    1  2    3    1     2    3    1   2    2    0     4    3    -1
Practices     2    3    1  3    3    0     1    2    1   1    2    1     3    3    0
Councils      1 2  2 3  1  2 3  4 4  3/2   2 2  2 2  0   2 2  3 2  1/2   3 4  3 4  0
Home care     2    3    1  2    2    0     3    2    -1  3    3    0     3    4    1
Care homes    3    4    1  3    2    -1    2    2    0   2    1    -1    4    4    0
Carers        2    3    1  3    4    1     1    2    1   1    2    1     2    1    -1
Housing       1    2    1  2    2    0     2    2    0   2    3    1     3    3    0

Sum of d           9            4               2             3               -3/2
Mean of d          1            0.444           0.222         0.333           -0.167

Tips 3 and 4 were one in 2025, help at home: both are held against its scores.

Mean of the organisations' means, in ninths. Tip 1: 18 1/2 and 27 1/2, so 2.06 and 3.06. Tip 2:
23 and 27: 2.56 and 3.00. Tips 3 and 4: 17 before, 19 and 20 after: 1.89, 2.11 and 2.22. Tip 5: 29
and 27 1/2: 3.22 and 3.06.

Intervals: with nine organisations the 6th smallest and the 6th largest of the 45 averages of two.
Tip 1: all averages are 1. Tip 2 (-1, 0, 0, 0, 1/2, 1, 1, 1, 3/2): the smallest are -1, three of
-1/2, -1/4, then 0; the largest 3/2, three of 5/4, then 1. Tip 3 (-1, five of 0, three of 1): -1,
then five of -1/2; six of 1. Tip 4 (-1, three of 0, 1/2, 1/2, three of 1): -1, three of -1/2, two of
-1/4; six of 1. Tip 5 (-1, -1, -1/2, five of 0, 1): three of -1, two of -3/4, then -1/2; 1, then
five of 1/2.

Claims: of 2^9 = 512 patterns of signs only two bring about a mean of 1 on tip 1, and none does on
another tip, where the sizes of d add up to 6, 4, 5 and 3 1/2, less than 9: p = 2/512. As much as
tip 2's 4/9 comes about on tip 1 alone where at most two or at least seven signs are turned, in
2 x (1 + 9 + 36) = 92 patterns of 512, more than 5 in 100; the others need still less. So only tip 1
is claimed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.word_files import open_word
from toptips import workflow
from toptips.places import shipped

THEN, NOW = "October 2025", "October 2026"
# By hand, above: up, same, down; then and now; mean change; interval; claimed.
BY_HAND: dict[str, tuple[Any, ...]] = {
    "plan-from-day-one": ((9, 0, 0), (2.1, 3.1), 1.0, [1.0, 1.0], True),
    "shared-record": ((5, 3, 1), (2.6, 3.0), 0.4, [0.0, 1.0], False),
    "care-at-home": ((3, 5, 1), (1.9, 2.1), 0.2, [-0.5, 1.0], False),
    "equipment-at-home": ((5, 3, 1), (1.9, 2.2), 0.3, [-0.3, 1.0], False),
    "ask-carers": ((1, 5, 3), (3.2, 3.1), -0.2, [-0.5, 0.5], False),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both rounds, prepared, collected and compared as the second one's workshop.yaml says."""
    place = tmp_path_factory.mktemp("arrowmere")
    for year in (2025, 2026):
        folder = place / f"arrowmere-{year}"
        shutil.copytree(shipped("examples") / f"arrowmere-{year}", folder)
        workflow.prepare(folder)
        workflow.collect(folder)
    last = place / "arrowmere-2026"
    workflow.compare([workflow.baseline_of(last), last])
    return place


@pytest.fixture(scope="module")
def data(place: Path) -> Mapping[str, Any]:
    path = place / "arrowmere-2026" / "progress" / "progress.json"
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_each_change_is_as_it_was_worked_out_by_hand(data: Mapping[str, Any]) -> None:
    items = {item["id"]: item for item in data["items"]}
    for item, (counts, means, mean, interval, claimed) in BY_HAND.items():
        change = items[item]["change"]
        assert change["organisations"] == 9, item
        assert (change["up"], change["same"], change["down"]) == counts, item
        assert items[item]["means"] == dict(zip((THEN, NOW), means, strict=True)), item
        assert (change["mean"], change["interval"]) == (mean, interval), item
        assert change["claimed"] is claimed, item
    assert items["ring-at-night"]["change"] == {"n": None, "suppressed": True}


def test_what_became_of_tips_and_organisations(data: Mapping[str, Any]) -> None:
    assert {item["id"]: item["fate"] for item in data["items"]} == {
        "plan-from-day-one": "same",
        "shared-record": "renamed",
        "care-at-home": "split",
        "equipment-at-home": "split",
        "ask-carers": "same",
        "ring-at-night": "added",
    }
    assert [gone["id"] for gone in data["dropped"]] == ["daily-list"]
    assert data["organisations_in_all"] == 9
    fates = {partner["fate"]: partner["names"] for partner in data["partners"]}
    assert fates["merged"] == {
        THEN: ["North Arrow Council", "South Arrow Council"], NOW: ["Arrowmere Council"],
    }  # fmt: skip
    assert [each["self_assessments"] for each in data["rounds"]] == [14, 14]


def test_the_report_says_so(place: Path) -> None:
    text = open_word(place / "arrowmere-2026" / "progress" / "progress.docx").text
    assert "9 organisations answered both times, in October 2025 and October 2026." in text
    assert "Tip 1 (Plan from the first day): 9 organisations up, 0 the same, 0 down." in text
    assert "On none of the other tips" in text
    assert "No longer asked: A daily list by e-mail." in text
    assert "Answered in October 2025 and not in October 2026: Arrow Patient Transport; Weir" in text
    assert "Answered in October 2026 and not in October 2025: Larkfield Hospice; Arrowmere" in text
