from __future__ import annotations

import random
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_workshop import make_workshop
from tests.support.work import at_most
from toptips.analysis import priorities
from toptips.analysis.figures import Priority
from toptips.analysis.priorities import Evidence
from toptips.analysis.rules import Rules, Smallest, weights_of
from toptips.analysis.tally import Tally

FIVE = (1, 2, 3, 4, 5)
SMALLEST = Smallest(3, 5)
WEIGHTS = {"need": F(1, 2), "votes": F(3, 10), "system": F(1, 5)}
PARTNERS = {"a": ("NHS", 1)}
ORGANISATIONS = [f"o{number}" for number in range(7)]


def rules(once: bool = False) -> Rules:
    return Rules(once=once, smallest=SMALLEST, scale=FIVE, weights=WEIGHTS)


def evidence(seed: int, people: int = 4, **shown: bool) -> Evidence:
    draw = random.Random(seed)
    scores, votes, ownership = Tally[int](), Tally[bool](), Tally[str]()
    for organisation in ORGANISATIONS:
        for _ in range(draw.randint(0, people)):
            scores.add(organisation, draw.randint(1, 5))
            votes.add(organisation, draw.random() < 0.4)
            if draw.random() < 0.6:
                ownership.add(organisation, draw.choice(["ours", "system", "unsure"]))
    return Evidence(
        scores, votes, ownership, **({"scored": True, "voted": True, "owned": True} | shown)
    )


def flat(level: int) -> Evidence:
    scores = Tally[int]()
    for organisation in ORGANISATIONS:
        scores.add(organisation, level)
    return Evidence(scores, Tally(), Tally(), scored=True, voted=False, owned=False)


@pytest.mark.parametrize(
    ("ask", "given_weights", "expected"),
    [
        (["score", "ownership"], {}, WEIGHTS),
        (["score"], {}, {"need": F(5, 8), "votes": F(3, 8)}),
        (["score", "ownership"], {"need": 2, "votes": 1, "system": 1},
         {"need": F(1, 2), "votes": F(1, 4), "system": F(1, 4)}),
        (["score"], {"need": 0, "votes": 0, "system": 1}, {}),
    ],
)  # fmt: skip
def test_weights_are_scaled_over_what_was_asked(
    ask: list[str], given_weights: dict[str, float], expected: dict[str, F]
) -> None:
    workshop = make_workshop(PARTNERS, ask=ask, priorities=given_weights)
    assert weights_of(workshop.priorities, workshop.ask) == expected


def test_ranks_share_what_differs_by_no_more_than_a_billionth() -> None:
    tenth = F(1, 10**10)
    assert priorities.rank([F(1), F(3), F(2), None]) == [3, 1, 2, None]
    assert priorities.rank([F(1), F(1) + tenth, F(2)]) == [2, 2, 1]
    assert priorities.rank([F(1), F(1) + 20 * tenth]) == [2, 1]


def test_ties_are_said() -> None:
    found = priorities.priorities([flat(2), flat(4), flat(4), flat(5)], ORGANISATIONS, rules())
    assert [(priority.rank, priority.tied) for priority in found] == [
        (1, False), (2, True), (2, True), (4, False),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5, unique=True), st.booleans())
@settings(deadline=None, max_examples=20)
def test_the_contributions_add_up(seeds: list[int], once: bool) -> None:
    tips = [evidence(seed) for seed in seeds]
    for priority in priorities.priorities(tips, ORGANISATIONS[:5], rules(once)):
        parts = (priority.need, priority.votes, priority.system)
        assert priority.value == sum(part for part in parts if part is not None)
        assert (priority.system is None) is priority.no_ownership
        assert priority.value is not None and 0 <= priority.value <= 1


def test_what_may_not_be_shown_drops_out() -> None:
    tips = [evidence(1, owned=False), evidence(2, voted=False), evidence(3, scored=False)]
    first, second, third = priorities.priorities(tips, ORGANISATIONS, rules())
    assert first.system is None and first.no_ownership and first.votes
    assert second.votes is None and second.rank_by_votes is None and second.system
    # The others' weights are scaled: need counts 5/8 where who could change it is not known.
    tally = tips[0].scores.people()
    mean = F(sum(level * many for level, many in tally.items()), sum(tally.values()))
    assert first.need == F(5, 8) * (5 - mean) / 4
    assert (third.value, third.need, third.system, third.rank) == (None, None, None, None)


def test_the_rank_range_is_that_of_exact_resamples() -> None:
    tips = [evidence(seed) for seed in (1, 2, 3, 4)]
    # A part that drops out does so in every draw.
    weights = [priorities._weights(tip, rules()) for tip in tips]
    for once in (False, True):
        ranks: list[list[int | None]] = []
        for draws in priorities._draws(len(ORGANISATIONS)):
            for draw in draws:
                resampled = [resample(tip, draw) for tip in tips]
                if all(tip.scores.n for tip in resampled) and len(ranks) < 1000:
                    values = [
                        sum(priorities._parts(tip, of, FIVE, once).values(), F(0))
                        for tip, of in zip(resampled, weights, strict=True)
                    ]
                    ranks.append(priorities.rank(values))
            if len(ranks) == 1000:
                break
        expected = [
            # All of them have a rank, for each has a value.
            (sorted(of_item)[24], sorted(of_item)[974])  # type: ignore[type-var]
            for of_item in zip(*ranks, strict=True)
        ]
        assert priorities.rank_ranges(tips, ORGANISATIONS, rules(once)) == expected
        assert any(low != high for low, high in expected)


def resample(tip: Evidence, draw: np.ndarray) -> Evidence:
    """Take each organisation as often as it was drawn, each time as one of its own."""

    def drawn(tally: Tally) -> Tally:
        found: Tally = Tally()
        for organisation, times in zip(ORGANISATIONS, draw, strict=True):
            for time_drawn in range(int(times)):
                if organisation in tally.by_organisation:
                    counts = tally.by_organisation[organisation]
                    found.by_organisation[f"{organisation} {time_drawn}"] = counts
        return found

    return Evidence(
        drawn(tip.scores), drawn(tip.votes), drawn(tip.ownership),
        scored=True, voted=True, owned=True,
    )  # fmt: skip


def test_ranks_without_any_one_organisation() -> None:
    """The first is first by one organisation alone; the last is last whoever is left out."""
    scores = [{"a": 1, "b": 3, "c": 3}, {"a": 3, "b": 2, "c": 2}, {"a": 5, "b": 5, "c": 4}]
    tips = []
    for given_scores in scores:
        tally = Tally[int]()
        for organisation, level in given_scores.items():
            tally.add(organisation, level)
        tips.append(Evidence(tally, Tally(), Tally(), scored=True, voted=False, owned=False))
    # Sums 7, 7, 14; without a 6, 4, 9; without b 4, 5, 9; without c 4, 5, 10.
    assert priorities.ranks_without_one(tips, ["a", "b", "c"], rules()) == [(1, 2), (1, 2), (3, 3)]
    assert priorities.ranks_without_one(tips, ["a"], rules()) is None


def test_what_the_weights_did() -> None:
    """Parts (.4, .2) and (.1, .1): all of the spread is need's."""
    found = priorities.influence(
        [
            Priority(value=F(5, 10), need=F(4, 10), votes=F(1, 10)),
            Priority(value=F(3, 10), need=F(2, 10), votes=F(1, 10)),
            Priority(),
        ]
    )
    assert found == {"need": 1, "votes": 0}
    assert priorities.influence([Priority(value=F(1, 2), need=F(1, 2))] * 3) == {}


def test_no_rank_range_under_six_organisations() -> None:
    tips = [evidence(1), evidence(2)]
    assert priorities.rank_ranges(tips, ORGANISATIONS[:5], rules()) is None
    assert priorities.rank_ranges(tips, ORGANISATIONS[:6], rules()) is not None


def test_a_clear_order_is_firm_and_draws_are_even() -> None:
    tips = [flat(1), flat(3), flat(5)]
    ranges = priorities.rank_ranges(tips, ORGANISATIONS, rules())
    assert ranges == [(1, 1), (2, 2), (3, 3)]
    draws = next(iter(priorities._draws(7)))
    assert (draws.sum(axis=1) == 7).all()
    assert draws.mean(axis=0) == pytest.approx(np.ones(7), abs=0.12)


def test_draws_that_leave_a_tip_empty_are_drawn_again() -> None:
    lonely = Tally[int]()
    lonely.add("o3", 1)
    only_one = Evidence(lonely, Tally(), Tally(), scored=True, voted=False, owned=False)
    # Were it not drawn again, this tip would come last in a third of the draws.
    ranges = priorities.rank_ranges([only_one, flat(4)], ORGANISATIONS, rules())
    assert ranges == [(1, 1), (2, 2)]


def test_hopeless_draws_end_without_a_range() -> None:
    organisations = [f"p{number:02}" for number in range(15)]
    tips = []
    for organisation in organisations:
        lonely = Tally[int]()
        lonely.add(organisation, 3)
        tips.append(Evidence(lonely, Tally(), Tally(), scored=True, voted=False, owned=False))
    with at_most(30):
        assert priorities.rank_ranges(tips, organisations, rules()) is None
