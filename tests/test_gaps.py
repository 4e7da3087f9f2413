from __future__ import annotations

import random
from fractions import Fraction as F
from itertools import permutations

import numpy as np
import pytest

from toptips.analysis import gaps
from toptips.analysis.figures import Gap, Scores
from toptips.analysis.rules import Rules, Smallest
from toptips.analysis.tally import Tally


def rules(smallest: int, once: bool = False) -> Rules:
    return Rules(once=once, smallest=Smallest(smallest, smallest), scale=(1, 2, 3, 4, 5))


def tally(given: dict[str, list[int]]) -> Tally[int]:
    found = Tally[int]()
    for organisation, levels in given.items():
        for level in levels:
            found.add(organisation, level)
    return found


def random_workshop(seed: int) -> tuple[list[Tally[int]], dict[str, str]]:
    draw = random.Random(seed)
    sector_of = {f"o{number:02}": "ABCD"[number % 4] for number in range(9)}
    tips = [
        tally(
            {
                organisation: [draw.randint(1, 5) for _ in range(draw.randint(0, 3))]
                for organisation in sector_of
            }
        )
        for _ in range(3)
    ]
    return tips, sector_of


def test_percentile_is_one_of_the_values() -> None:
    assert gaps.percentile(range(1, 1001), 95) == 950
    assert gaps.percentile(range(1, 1001), 5) == 50
    assert gaps.percentile([7], 95) == 7
    assert gaps.percentile([1, 2, 3], 50) == 2


def test_the_gap_is_between_the_sectors_that_are_shown() -> None:
    sectors = {
        "A": Scores(n=4, mean=F(7, 2)),
        "B": Scores(n=None, suppressed=True),
        "C": Scores(n=3, mean=F(4, 3)),
        "D": Scores(n=3, mean=F(7, 2)),
    }
    assert gaps.gap(sectors, F(2)) == Gap(F(13, 6), F(2), True, "A", "C")
    assert not gaps.gap(sectors, F(13, 6)).claimed, "only above the threshold"
    assert gaps.gap({"A": sectors["A"], "B": sectors["B"]}, F(2)) == Gap()
    assert gaps.gap(sectors, None) == Gap()


@pytest.mark.parametrize("once", [False, True])
def test_the_fast_gaps_are_the_exact_ones(once: bool) -> None:
    tips, sector_of = random_workshop(1)
    organisations = sorted(sector_of)
    labels = np.array([ord(sector_of[organisation]) - ord("A") for organisation in organisations])
    rows = next(iter(gaps._shuffles(labels)))[:60]
    fast = gaps._largest_gaps(rows, 4, gaps._columns(tips, organisations, once), 3)
    exact = [
        gaps.largest_gap(tips, dict(zip(organisations, map(int, row), strict=True)), 3, once)
        for row in rows
    ]
    assert [float(gap) for gap in exact] == pytest.approx(list(fast))
    assert len(set(exact)) > 10, "the rows differ"


@pytest.mark.parametrize("once", [False, True])
def test_the_threshold_is_the_95th_percentile_of_the_shuffles(once: bool) -> None:
    tips, sector_of = random_workshop(2)
    organisations = sorted(sector_of)
    labels = np.array([ord(sector_of[organisation]) - ord("A") for organisation in organisations])
    exact = sorted(
        gaps.largest_gap(tips, dict(zip(organisations, map(int, row), strict=True)), 3, once)
        for rows in gaps._shuffles(labels)
        for row in rows
    )
    assert len(exact) == 1000
    assert gaps.threshold(tips, sector_of, rules(3, once)) == exact[949]


def test_shuffles_deal_the_same_labels_evenly() -> None:
    labels = np.array([0, 0, 1, 2])
    rows = [tuple(map(int, row)) for rows in gaps._shuffles(labels) for row in rows]
    assert set(rows) == set(permutations((0, 0, 1, 2)))
    # Twelve arrangements, 83 of each on average.
    assert all(50 < rows.count(row) < 120 for row in set(rows))


def test_the_order_of_organisations_makes_no_difference() -> None:
    tips, sector_of = random_workshop(3)
    backwards = dict(reversed(sector_of.items()))
    assert gaps.threshold(tips, sector_of, rules(3)) == gaps.threshold(tips, backwards, rules(3))


def test_small_groups_are_left_out_of_every_shuffle() -> None:
    # Sectors of two organisations with two people each, all but one scoring 3. With groups of
    # five shown nobody is, so no shuffle has a gap.
    tip = tally({f"o{number}": [3, 3] for number in range(6)} | {"o6": [1, 5], "o7": [3, 3]})
    sector_of = {f"o{number}": "ABCD"[number // 2] for number in range(8)}
    assert gaps.threshold([tip], sector_of, rules(5)) == 0
    assert gaps.threshold([tip], sector_of, rules(4)) == 0, "1 and 5 stay together"
    apart = tally({f"o{number}": [3, 3] for number in range(6)} | {"o6": [1, 1], "o7": [5, 5]})
    assert gaps.threshold([apart], sector_of, rules(4)) == 2


def test_a_real_difference_is_claimed_and_a_chance_one_is_not() -> None:
    sector_of = {f"o{number:02}": "ABC"[number // 4] for number in range(12)}
    apart = tally({name: [2, 2] if sector == "A" else [5, 4] for name, sector in sector_of.items()})
    threshold = gaps.threshold([apart], sector_of, rules(3))
    assert threshold is not None and threshold < F(5, 2)
    mixed = tally({name: [2, 2] if name[-1] in "147" else [5, 4] for name in sector_of})
    threshold = gaps.threshold([mixed], sector_of, rules(3))
    assert threshold is not None and threshold > F(5, 8)


def test_one_sector_has_no_threshold() -> None:
    assert gaps.threshold([tally({"a": [1], "b": [2]})], {"a": "A", "b": "A"}, rules(3)) is None
