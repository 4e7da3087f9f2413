from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.analysis.standard_error import Estimate, estimate, of_ratio
from toptips.analysis.tally import Tally

organisations = st.lists(
    st.lists(st.integers(1, 5), min_size=1, max_size=4), min_size=2, max_size=8
)


def tally(*organisations: list[int]) -> Tally[int]:
    found = Tally[int]()
    for number, levels in enumerate(organisations):
        for level in levels:
            found.add(f"o{number}", level)
    return found


def test_three_of_four_organisations_worked_out_by_hand() -> None:
    # r 16/5; e 1.6, -1.2, -0.4, of which the squares sum to 4.16; (1/4)(3/2) 4.16 / 25.
    found = estimate(tally([4, 4], [2], [3, 3]), asked=4)
    assert found == Estimate(F(16, 5), F(624, 10_000))
    assert found is not None and found.standard_error == pytest.approx(0.25, abs=0.0005)


def test_each_organisation_may_count_once() -> None:
    # 4, 2 and 3: s^2 is 1, and a quarter of the organisations is missing.
    assert estimate(tally([4, 4], [2], [3, 3]), asked=4, once=True) == Estimate(F(3), F(1, 12))


def test_where_all_answered_nothing_is_left_to_chance() -> None:
    assert estimate(tally([1], [5, 5]), asked=2) == Estimate(F(11, 3), F(0))


def test_one_organisation_has_no_standard_error() -> None:
    assert estimate(tally([1, 5]), asked=3) is None
    scores = tally([1, 5])
    scores.by_organisation["asked, and gave no score"].clear()
    assert estimate(scores, asked=3) is None


def test_more_organisations_than_were_asked_are_an_error() -> None:
    with pytest.raises(ValueError, match="3 organisations scored, and 2 were asked"):
        of_ratio([(F(1), 1)] * 3, asked=2)


@given(organisations, st.integers(0, 5), st.booleans())
@settings(deadline=None, max_examples=60)
def test_neither_the_order_nor_the_scale_s_beginning_matters(
    people: list[list[int]], missing: int, once: bool
) -> None:
    asked = len(people) + missing
    found = estimate(tally(*people), asked, once)
    assert found == estimate(tally(*reversed(people)), asked, once)
    shifted = estimate(tally(*([level + 2 for level in levels] for levels in people)), asked, once)
    assert found is not None and shifted == Estimate(found.mean + 2, found.variance)


@given(organisations)
@settings(deadline=None, max_examples=60)
def test_the_fewer_of_them_answered_the_less_exact_it_is(people: list[list[int]]) -> None:
    few, fewer = (estimate(tally(*people), len(people) + missing) for missing in (1, 2))
    assert few is not None and fewer is not None
    assert few.variance < fewer.variance or few.variance == fewer.variance == 0
