from __future__ import annotations

import math
from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.analysis import scores
from toptips.analysis.tally import Tally

FIVE = (1, 2, 3, 4, 5)
some_counts = st.lists(st.integers(0, 40), min_size=2, max_size=10).filter(any)


def test_consensus_of_the_published_cases() -> None:
    assert scores.consensus([0, 0, 9, 0, 0]) == 1
    assert scores.consensus([9, 0, 0, 0, 0]) == 1
    assert scores.consensus([5, 0, 0, 0, 5]) == 0
    assert scores.consensus([3, 3]) == 0
    found = scores.consensus([1, 1, 1, 1, 1])
    assert found is not None and round(found, 2) == 0.43


def test_consensus_worked_out_by_hand() -> None:
    # 1 1 1 5 on five levels: the mean is 2; 3/4 lie 1 of 4 away, 1/4 lie 3 of 4 away.
    expected = 1 + 3 / 4 * math.log2(3 / 4) + 1 / 4 * math.log2(1 / 4)
    assert scores.consensus([3, 0, 0, 0, 1]) == pytest.approx(expected)


def test_consensus_takes_weights_and_is_none_without_scores() -> None:
    assert scores.consensus([F(1, 2), 0, 0, 0, F(1, 2)]) == 0
    assert scores.consensus([0.5, 0.0, 0.5]) == 0
    assert scores.consensus([0, 0, 0]) is None
    assert scores.consensus([]) is None
    assert scores.consensus([3]) == 1


@given(some_counts, st.integers(1, 9))
@settings(deadline=None, max_examples=60)
def test_consensus_lies_between_0_and_1_whatever_the_size_or_direction(
    counts: list[int], times: int
) -> None:
    found = scores.consensus(counts)
    assert found is not None and 0 <= found <= 1
    assert scores.consensus([count * times for count in counts]) == pytest.approx(found)
    assert scores.consensus(counts[::-1]) == pytest.approx(found)


def test_consensus_counts_levels_that_the_scale_leaves_out() -> None:
    # On 0, 1 and 10, scores of 0 and 1 nearly agree.
    spread = scores.on_every_level({0: 1, 1: 1}, (0, 1, 10))
    assert spread == [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    # Mean 0.5 on a width of 10: each lies 1/20 away.
    assert scores.consensus(spread) == pytest.approx(1 + math.log2(19 / 20))


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({3: 1}, 3),
        ({1: 1, 2: 1, 5: 1}, 2),
        ({2: 2, 3: 2}, F(5, 2)),
        # Exactly half on 2, and the next that anyone chose is 5.
        ({1: 1, 2: 1, 3: 0, 5: 2}, F(7, 2)),
        ({1: F(1, 3), 4: F(2, 3)}, 4),
        ({}, None),
        ({4: 0}, None),
    ],
)
def test_the_median_is_of_the_weights_and_midway_between_two_halves(
    weights: dict[int, int | F], expected: F | None
) -> None:
    assert scores.median(weights) == expected


@given(some_counts)
@settings(deadline=None, max_examples=60)
def test_reversing_the_scale_mirrors_mean_and_median(counts: list[int]) -> None:
    top = len(counts) - 1
    weights = dict(enumerate(counts))
    reversed_weights = {top - level: count for level, count in weights.items()}
    for middle in (scores.mean, scores.median):
        found, mirrored = middle(weights), middle(reversed_weights)
        assert found is not None and mirrored == top - found


@given(some_counts)
@settings(deadline=None, max_examples=60)
def test_shares_sum_to_1(counts: list[int]) -> None:
    found = scores.shares(dict(enumerate(counts)), range(len(counts)))
    assert found is not None and sum(found.values()) == 1


def test_nothing_is_said_without_scores() -> None:
    assert scores.mean({}) is None
    assert scores.shares({}, FIVE) is None
    assert not scores.is_split({}, {}, FIVE)


@pytest.mark.parametrize(
    ("people", "centre", "expected"),
    [
        ({1: 2, 2: 1, 3: 3, 5: 1}, F(3), 4),
        ({1: 1, 2: 1, 3: 1, 4: 2, 5: 4}, F(4), 7),
        ({1: 4, 2: 1, 3: 1}, F(1), 5),
        # The median is midway between 3 and 4, and only these are within one of it.
        ({2: 1, 3: 2, 4: 2, 5: 1}, F(7, 2), 4),
    ],
)
def test_within_one_level_of_the_median_people_are_counted(
    people: dict[int, int], centre: F, expected: int
) -> None:
    assert scores.median(people) == centre
    assert scores.within_one(people, centre, FIVE) == expected


def test_within_one_between_two_levels_that_are_far_apart() -> None:
    # 1 1 5 5: the median is 3, and everybody is two levels away.
    assert scores.within_one({1: 2, 5: 2}, F(3), FIVE) == 0


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        # Thirty per cent at each end, and too many between: one peak about the middle.
        ((4, 5, 6, 10, 4), False),
        ((3, 7, 10, 7, 3), False),
        ((7, 6, 3, 5, 6), True),
        # Ten, five and ten: just half as many between.
        ((5, 5, 5, 5, 5), True),
        ((5, 5, 6, 5, 5), False),
        ((10, 0, 0, 0, 0), False),
        ((4, 0, 0, 0, 4), True),
        # Under 30% at the upper end.
        ((9, 0, 0, 0, 3), False),
        # Eight people, and two at each end.
        ((4, 0, 0, 0, 3), False),
        ((0, 3, 0, 1, 0), False),
    ],
)
def test_views_are_split_with_many_at_both_ends_and_few_between(
    people: tuple[int, ...], expected: bool
) -> None:
    given = dict(zip(FIVE, people, strict=True))
    assert scores.is_split(given, given, FIVE) is expected


def test_a_split_is_of_the_weight_and_of_enough_people() -> None:
    people = {1: 2, 5: 10}
    assert not scores.is_split(people, people, FIVE)
    # Where organisations count once, the two weigh as much as the ten.
    assert scores.is_split({1: 1, 5: 1}, people, FIVE)
    assert not scores.is_split({1: 1, 5: 1}, {1: 1, 5: 10}, FIVE), "one at an end"


@pytest.mark.parametrize(("levels", "outermost"), [(3, 1), (4, 1), (5, 2), (8, 2), (9, 3), (10, 3)])
def test_how_many_levels_an_end_has(levels: int, outermost: int) -> None:
    scale = range(levels)
    inside = {outermost - 1: 5, levels - outermost: 5}
    assert scores.is_split(inside, inside, scale)
    if levels > 2 * outermost:
        beside = {outermost: 5, levels - outermost: 5}
        assert not scores.is_split(beside, beside, scale)


def test_two_levels_have_nothing_between_and_are_not_called_split() -> None:
    assert not scores.is_split({0: 5, 1: 5}, {0: 5, 1: 5}, (0, 1))


def test_a_band_hangs_on_one_organisation_or_does_not() -> None:
    tally = Tally[int]()
    for organisation, levels in {"a": [3, 3], "b": [3, 3], "c": [2]}.items():
        for level in levels:
            tally.add(organisation, level)
    # 14 of 5 is a concern; without c all is 3.0, to discuss.
    assert scores.bands_without_one(tally, False, FIVE) == {"concern", "discuss"}
    tally.add("b", 2)
    tally.add("a", 2)
    assert scores.bands_without_one(tally, False, FIVE) == {"concern"}
    alone = Tally[int]()
    alone.add("a", 3)
    assert scores.bands_without_one(alone, False, FIVE) == set()


def test_bounds_had_everybody_answered() -> None:
    # n 4, mean 3, m 2, levels 1 to 5: 14/6 and 22/6.
    assert scores.bounds(F(3), 4, 2, FIVE) == (F(14, 6), F(22, 6))
    assert scores.bounds(F(3), 4, 0, FIVE) == (3, 3)


@pytest.mark.parametrize(
    ("mean", "expected"),
    [
        (F(4), "strength"),
        (F(399, 100), "discuss"),
        (F(3), "discuss"),
        (F(299, 100), "concern"),
        (F(5), "strength"),
        (F(1), "concern"),
    ],
)
def test_bands_go_by_the_exact_mean(mean: F, expected: str) -> None:
    assert scores.band(mean, FIVE) == expected


def test_bands_of_another_scale() -> None:
    assert scores.band(F(15, 2), range(11)) == "strength"
    assert scores.band(F(5), range(11)) == "discuss"


def test_a_third_of_dont_knows_is_many() -> None:
    assert scores.many_dont_know(2, 6)
    assert not scores.many_dont_know(2, 7)
    assert not scores.many_dont_know(0, 0)


def test_each_organisation_counts_once_however_many_it_sends() -> None:
    tally = Tally[int]()
    for organisation, score in (("a", 5), ("a", 5), ("a", 2), ("b", 1)):
        tally.add(organisation, score)
    assert tally.weights(False) == {5: 2, 2: 1, 1: 1}
    assert tally.weights(True) == {5: F(2, 3), 2: F(1, 3), 1: 1}
    assert tally.column(["b", "a", "z"], int) == [1, 12, 0]
    part = Tally(tally)
    part.add("a", 5)
    assert part.weights(True) == {5: F(1, 3)}, "a part is weighed by the whole organisation"


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 5)), min_size=1, max_size=30))
@settings(deadline=None, max_examples=60)
def test_the_weights_sum_to_the_organisations(answers: list[tuple[str, int]]) -> None:
    tally = Tally[int]()
    for organisation, score in answers:
        tally.add(organisation, score)
    assert sum(tally.weights(True).values()) == len({organisation for organisation, _ in answers})
    assert sum(tally.weights(False).values()) == len(answers) == tally.n
