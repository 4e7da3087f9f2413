from __future__ import annotations

import math
from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.analysis.combining import Combined, combine, summary
from toptips.analysis.standard_error import Estimate
from toptips.analysis.tally import Tally

estimates = st.lists(
    st.builds(
        Estimate,
        st.integers(10, 50).map(lambda n: F(n, 10)),
        st.integers(0, 60).map(lambda n: F(n, 100)),
    ),
    min_size=2,
    max_size=8,
)


def combined(*workshops: tuple[str, str]) -> Combined:
    found = combine([Estimate(F(mean), F(variance)) for mean, variance in workshops])
    assert found is not None
    return found


def shrunk(found: Combined) -> list[float]:
    return [round(float(workshop.mean), 3) for workshop in found.workshops]


def test_three_equally_exact_workshops_worked_out_by_hand() -> None:
    found = combined(("2", "0.1"), ("3", "0.1"), ("4", "0.1"))
    assert (found.mean, found.heterogeneity, found.between) == (3, 20, F(9, 10))
    assert [workshop.mean for workshop in found.workshops] == [F(21, 10), 3, F(39, 10)]


def test_three_workshops_of_different_sizes_worked_out_by_hand() -> None:
    found = combined(("2.0", "0.04"), ("3.0", "0.10"), ("3.4", "0.40"))
    assert (found.mean, found.heterogeneity) == (F(236, 100), F(1004, 100))
    assert round(float(found.between), 4) == 0.4467
    assert round(float(found.centre), 3) == 2.688
    assert shrunk(found) == [2.057, 2.943, 3.063]


def test_the_bars_are_for_reading_two_beside_each_other() -> None:
    found = combined(("2", "0.1"), ("3", "0.1"), ("4", "0.1")).workshops[0]
    # 0.9 x 0.1 / 1 of its own, and a hundredth of the centre's, which is a third.
    assert found.standard_error == pytest.approx(math.sqrt(0.09 + 1 / 300))
    assert found.bar == pytest.approx(
        (2.1 - 1.39 * found.standard_error, 2.1 + 1.39 * found.standard_error)
    )


def test_where_chance_explains_it_all_workshops_say_the_same() -> None:
    found = combined(("2.9", "0.2"), ("3.1", "0.2"))
    assert found.between == 0 and shrunk(found) == [3, 3]
    # The centre of two is half as variable as each of them.
    assert found.workshops[0].standard_error == pytest.approx(math.sqrt(0.1))


def test_a_workshop_in_which_all_answered_stays_where_it_is() -> None:
    found = combined(("2", "0"), ("3", "0.1"), ("4", "0"))
    assert shrunk(found)[::2] == [2, 4]
    # Two that are exact have nothing but their own variance to say how far workshops differ.
    assert float(found.between) == pytest.approx(2, abs=0.001)
    assert shrunk(combined(("3", "0"), ("3", "0"))) == [3, 3]


def test_one_workshop_is_not_combined() -> None:
    assert combine([Estimate(F(3), F(1, 10))]) is None
    assert combine([]) is None


@given(estimates)
@settings(deadline=None, max_examples=60)
def test_each_lies_between_its_own_mean_and_the_centre(workshops: list[Estimate]) -> None:
    found = combine(workshops)
    assert found is not None and found.between >= 0
    for own, drawn in zip(workshops, found.workshops, strict=True):
        low, high = sorted((own.mean, found.centre))
        assert low <= drawn.mean <= high
        assert drawn.standard_error > 0
    means = [workshop.mean for workshop in workshops]
    assert min(means) <= found.centre <= max(means)


@given(estimates)
@settings(deadline=None, max_examples=60)
def test_the_order_of_workshops_and_the_scale_s_beginning_make_no_difference(
    workshops: list[Estimate],
) -> None:
    found, backwards = combine(workshops), combine(workshops[::-1])
    assert found is not None and backwards is not None
    assert [drawn.mean for drawn in found.workshops] == [
        drawn.mean for drawn in reversed(backwards.workshops)
    ]
    shifted = combine([Estimate(own.mean + 1, own.variance) for own in workshops])
    assert shifted is not None and shifted.between == found.between
    assert shifted.centre == found.centre + 1


def test_a_summary_is_of_organisations_and_needs_six() -> None:
    scores = Tally[int]()
    for number, levels in enumerate(([1, 3], [2], [3], [3], [4], [4, 4])):
        for level in levels:
            scores.add(f"o{number}", level)
    # 2, 2, 3, 3, 4, 4: s^2 is 4/5, over 6, with two of eight missing.
    assert summary(scores, asked=8) == Estimate(F(3), F(1, 4) * F(4, 5) / 6)
    scores.by_organisation["o5"].clear()
    assert summary(scores, asked=8) is None
