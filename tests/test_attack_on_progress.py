"""Nobody's score follows from both rounds' reports and the progress report together."""

from __future__ import annotations

import pytest

from tests.support.progress_attacker import TwoRounds
from tests.support.random_rounds import two_rounds
from toptips.analysis import progress as analysed
from toptips.analysis.progress import progress
from toptips.analysis.progress_data import to_json

pytestmark = pytest.mark.attack
SMALLEST = 3
SCALE = (1, 2, 3, 4, 5)
Found = list[tuple[int, str, str]]


def found(seed: int) -> Found:
    """What follows of single scores of two small rounds."""
    rounds, known = two_rounds(seed)
    made = progress(rounds, ["then", "now"])
    [item] = to_json(made)["items"]
    attack = TwoRounds(known, SCALE, SMALLEST)
    attack.add_progress(item, made.compared["t1"])
    return [*attack.findings()]


@pytest.mark.parametrize("seed", range(10))
def test_no_single_score_follows(seed: int) -> None:
    assert found(seed) == []


def test_without_the_search_for_other_ways_some_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysed, "safe", lambda compared, *_: compared)
    assert found(2) and found(4)
