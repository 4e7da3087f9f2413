"""Gaps between sectors and groups: what is claimed, and what shuffling brings about."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F
from itertools import permutations

import numpy as np
import pytest

from toptips.analysis import gaps
from toptips.analysis.figures import Gap, Scores
from toptips.analysis.gaps import Compared, People, compare
from toptips.analysis.rules import Rules, Smallest

SHOWN = Scores(n=9, mean=F(3))


def rules(smallest: int = 2, once: bool = False, internal: bool = False) -> Rules:
    return Rules(
        once=once, smallest=Smallest(smallest, smallest), scale=(1, 2, 3, 4, 5), internal=internal
    )


def people(*rows: tuple[str, str, int | None]) -> People:
    """People by organisation, group and score on one tip; None for no score."""
    return People(
        organisations=[organisation for organisation, _, _ in rows],
        groups=[group for _, group, _ in rows],
        scores=np.array([[float(score or 0)] for *_, score in rows]),
        scored=np.array([[float(score is not None)] for *_, score in rows]),
    )


def compared(of: People, hidden: tuple[str, ...] = (), **how: bool) -> Compared:
    within = how.pop("within", False)
    shown = {
        name: Scores(n=None, suppressed=True) if name in hidden else SHOWN for name in of.groups
    }
    return compare(of, [shown], rules(**how), within=within)


def sectors(*means: tuple[str, int], each: int = 4) -> People:
    """Sectors of four organisations with one person each, who all give the same score."""
    return people(
        *((f"{sector}{number}", sector, score) for sector, score in means for number in range(each))
    )


def test_percentile_is_one_of_the_values() -> None:
    assert gaps.percentile(range(1, 1001), 95) == 950
    assert gaps.percentile(range(1, 1001), 5) == 50
    assert gaps.percentile([7], 95) == 7
    assert gaps.percentile([1, 2, 3], 50) == 2


def test_a_real_difference_is_claimed() -> None:
    found = compared(sectors(("A", 2), ("B", 5), ("C", 5)))
    assert found.gaps[0].claimed
    assert (found.gaps[0].highest, found.gaps[0].lowest) in {("B", "A"), ("C", "A")}


def test_a_chance_one_is_not_and_it_is_said_how_large_it_would_have_to_be() -> None:
    rows = [(f"o{number}", "AB"[number % 2], 1 + number * 7 % 5) for number in range(12)]
    found = compared(people(*rows))
    assert found.gaps[0].compared and not found.gaps[0].claimed
    assert found.detectable is not None and F(1) < found.detectable < F(5)


def test_no_gap_that_is_printed_is_as_large_as_it_would_have_to_be() -> None:
    """Small groups differ by more than large ones before it is told of: theirs is the limit."""
    rows = [(f"a{number}", "A", 1 + number % 5) for number in range(10)]
    rows += [(f"b{number}", "B", 1 + number % 5) for number in range(10)]
    rows += [("c0", "C", 5), ("c1", "C", 4), ("d0", "D", 3), ("d1", "D", 2)]
    found = compared(people(*rows))
    assert not found.gaps[0].claimed
    # C and D are two levels apart; A and B could be told apart much nearer than that.
    assert found.detectable is not None and found.detectable > 2


def test_an_organisation_that_may_be_shown_alone_is_shown_in_shuffles_too() -> None:
    rows = [("trust", "T", 1)] * 5 + [(f"o{number}", "O", 5) for number in range(6)]
    units = gaps._Units.of(people(*rows), ["O", "T"], rules(3), within=False)
    assert set(np.concatenate([units.largest(rows) for rows in units.shuffles()])) == {0.0}
    agreed = replace(people(*rows), alone={"trust"})
    units = gaps._Units.of(agreed, ["O", "T"], rules(3), within=False)
    # 4 / sqrt(1/5 + 1/6) where the trust keeps its label, one time in seven.
    found = np.concatenate([units.largest(rows) for rows in units.shuffles()])
    assert found.max() == pytest.approx(6.6058, abs=5e-5)
    assert (found > 0).mean() == pytest.approx(1 / 7, abs=0.04)


def test_a_gap_counts_for_the_number_of_those_behind_it() -> None:
    """Two of twelve a level above the rest are further apart, but two are few."""
    rows = [(f"a{number}", "A", 3 + number % 2) for number in range(10)]
    rows += [(f"b{number}", "B", 2 + number % 2) for number in range(10)]
    rows += [("c0", "C", 4), ("c1", "C", 5)]
    gap = compared(people(*rows)).gaps[0]
    # B and C are two levels apart: 2 / sqrt(1/10 + 1/2) is 2.58; A and B: 1 / sqrt(2/10) is 2.24.
    assert (gap.highest, gap.lowest) == ("C", "B")
    # A level and a half: 1.94, and so A and B it is.
    rows[-2:] = [("c0", "C", 4), ("c1", "C", 4)]
    gap = compared(people(*rows)).gaps[0]
    assert (gap.highest, gap.lowest) == ("A", "B")


def test_what_is_hidden_and_who_did_not_say_is_never_compared() -> None:
    rows = sectors(("A", 3), ("B", 3), ("C", 5))
    gap = compared(rows, hidden=("C",)).gaps[0]
    assert gap == Gap(compared=True), "A and B are the same"
    assert compared(rows, hidden=("B", "C")).gaps == (Gap(),), "one alone makes no gap"
    unsaid = sectors(("A", 3), ("B", 4), ("Not said", 1))
    gap = compared(unsaid).gaps[0]
    assert {gap.highest, gap.lowest} == {"A", "B"}


def test_labels_of_groups_are_shuffled_within_organisations() -> None:
    """A: 5 and 3; B: 4 and 2. Two of the four ways of dealing are as far apart: p is a half."""
    units = gaps._Units.of(
        people(("A", "X", 5), ("A", "Y", 3), ("B", "X", 4), ("B", "Y", 2)),
        ["X", "Y"],
        rules(),
        within=True,
    )
    found = np.concatenate([units.largest(rows) for rows in units.shuffles()])
    # A difference of 2 between groups of two people each: 2 / sqrt(1/2 + 1/2).
    assert set(np.round(found, 9)) == {0.0, 2.0}
    assert (found > 1.9).mean() == pytest.approx(0.5, abs=0.05)


def test_in_an_internal_workshop_labels_are_shuffled_among_its_people() -> None:
    rows = [("trust", "Adults", 2 + number % 2) for number in range(35)]
    rows += [("trust", "Older adults", 4 + number % 2) for number in range(35)]
    found = compared(people(*rows), within=True, internal=True)
    assert found.gaps == (Gap(True, True, "Older adults", "Adults"),)


def test_an_organisation_that_differs_makes_no_difference_between_groups() -> None:
    """All of one organisation score high and are of one group: dealt within it, that is none."""
    rows = [(f"high{number}", "X", 5) for number in range(9)]
    rows += [(f"low{number}", "Y", 1) for number in range(9)]
    assert not compared(people(*rows), within=True).gaps[0].claimed


def test_shuffles_deal_the_same_labels_evenly_and_are_the_same_again() -> None:
    units = gaps._Units.of(
        people(("a", "A", 1), ("b", "A", 1), ("c", "B", 1), ("d", "C", 1)),
        ["A", "B", "C"],
        rules(),
        within=False,
    )
    rows = [tuple(map(int, row)) for found in units.shuffles() for row in found]
    assert rows == [tuple(map(int, row)) for found in units.shuffles() for row in found]
    assert set(rows) == set(permutations((0, 0, 1, 2)))
    # Twelve arrangements, 83 of each on average.
    assert all(50 < rows.count(row) < 120 for row in set(rows))


def test_the_order_of_people_makes_no_difference() -> None:
    rows = [(f"o{number % 7}", "AB"[number % 7 % 2], 1 + number * 7 % 5) for number in range(20)]
    assert compared(people(*rows)) == compared(people(*reversed(rows)))


def test_small_groups_are_left_out_of_every_shuffle() -> None:
    units = gaps._Units.of(sectors(("A", 1), ("B", 5), each=2), ["A", "B"], rules(3), within=False)
    assert set(np.concatenate([units.largest(rows) for rows in units.shuffles()])) == {0.0}


def test_where_organisations_count_once_large_ones_weigh_no_more() -> None:
    rows = [("a0", "A", 1)] * 8 + [("a1", "A", 5), ("b0", "B", 3), ("b1", "B", 3)]
    alike = compared(people(*rows), once=True).gaps[0]
    assert alike == Gap(compared=True), "1 and 5 are 3 on average"
    assert compared(people(*rows)).gaps[0].lowest == "A"


def test_one_sector_is_not_compared() -> None:
    assert compared(sectors(("A", 1))) == Compared((Gap(),))
