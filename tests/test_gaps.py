"""Gaps between sectors and groups: what is claimed, and what shuffling brings about."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

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


def compared(of: People, hidden: tuple[str, ...] = (), **how: Any) -> Compared:
    within = bool(how.pop("within", False))
    shown = {
        name: Scores(n=None, suppressed=True) if name in hidden else SHOWN for name in of.groups
    }
    return compare(of, [shown], rules(**how), within=within)


def units(
    of: People, names: list[str], hidden: str = "", *, once: bool = False, within: bool = False
) -> gaps._Units:
    shown = np.array([[name != hidden for name in names]])
    return gaps._Units.of(of, names, shown, once=once, within=within)


def largest(of: People, names: list[str], **how: Any) -> NDArray[np.float64]:
    """The largest gap in each shuffle."""
    dealt = units(of, names, **how)
    return np.concatenate([dealt.largest(rows) for rows in dealt.shuffles()])


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


def test_an_organisation_shown_alone_is_compared_in_every_shuffle() -> None:
    rows = [("trust", "T", 1)] * 5 + [(f"o{number}", "O", 5) for number in range(6)]
    found = largest(people(*rows), ["O", "T"])
    # 4 / sqrt(1/5 + 1/6) where the trust keeps its label, one time in seven. Elsewhere one of the
    # others has it: 5 against (5 * 1 + 5 * 5) / 10, so 2 / sqrt(1 + 1/10).
    assert set(np.round(found, 4)) == {6.6058, 1.9069}
    assert (found > 2).mean() == pytest.approx(1 / 7, abs=0.04)


def test_shuffles_have_as_many_sectors_to_differ_as_the_workshop() -> None:
    """Four sectors of two people and of one: dealt anew, some have two people in all.

    Hidden in shuffles for their size, they would leave chance fewer gaps than are printed, and A
    would be claimed from 2.2 levels on.
    """
    rows = [("a0", "A", 1), ("a0", "A", 1), ("a1", "A", 1)]
    for name in "bcd":
        rows += [(f"{name}0", name, 3), (f"{name}0", name, 3), (f"{name}1", name, 5)]
    found = compared(people(*rows), smallest=3)
    assert found.gaps == (Gap(True, False, "b", "A"),)
    assert found.detectable == F(36, 10)


def test_more_is_asked_among_organisations_than_within_one() -> None:
    """The same labels dealt to the same 12: above the 95th percentile, and not above the 96th."""
    scores = (3, 4, 3, 1, 4, 2, 5, 3, 5, 2, 5, 3)
    rows = [(f"o{number:02}", "AB"[number % 2], score) for number, score in enumerate(scores)]
    assert not compared(people(*rows)).gaps[0].claimed
    team = [("trust", group, score) for _, group, score in rows]
    assert compared(people(*team), within=True, internal=True).gaps[0].claimed


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
    four = people(("A", "X", 5), ("A", "Y", 3), ("B", "X", 4), ("B", "Y", 2))
    found = largest(four, ["X", "Y"], within=True)
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
    four = people(("a", "A", 1), ("b", "A", 1), ("c", "B", 1), ("d", "C", 1))
    dealt = units(four, ["A", "B", "C"])
    rows = [tuple(map(int, row)) for found in dealt.shuffles() for row in found]
    assert rows == [tuple(map(int, row)) for found in dealt.shuffles() for row in found]
    assert set(rows) == set(permutations((0, 0, 1, 2)))
    # Twelve arrangements, 83 of each on average.
    assert all(50 < rows.count(row) < 120 for row in set(rows))


def test_the_order_of_people_makes_no_difference() -> None:
    rows = [(f"o{number % 7}", "AB"[number % 7 % 2], 1 + number * 7 % 5) for number in range(20)]
    assert compared(people(*rows)) == compared(people(*reversed(rows)))


def test_what_is_hidden_is_left_out_of_every_shuffle() -> None:
    four = sectors(("A", 1), ("B", 5), ("C", 3), each=2)
    dealt = units(four, ["A", "B", "C"], hidden="B")
    shuffles = [*dealt.shuffles()]
    assert shuffles
    for rows in shuffles:
        assert np.isnan(dealt.gaps(rows).pairs[..., [0, 2]]).all(), "A and B, and B and C"
    assert set(largest(sectors(("A", 1), ("B", 5), each=2), ["A", "B"], hidden="B")) == {0.0}


def test_where_organisations_count_once_large_ones_weigh_no_more() -> None:
    rows = [("a0", "A", 1)] * 8 + [("a1", "A", 5), ("b0", "B", 3), ("b1", "B", 3)]
    alike = compared(people(*rows), once=True).gaps[0]
    assert alike == Gap(compared=True), "1 and 5 are 3 on average"
    assert compared(people(*rows)).gaps[0].lowest == "A"


def test_one_sector_is_not_compared() -> None:
    assert compared(sectors(("A", 1))) == Compared((Gap(),))
