from __future__ import annotations

from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.analysis import agreement
from toptips.analysis.agreement import Codes, Fourfold, ThemeAgreement, masi_distance

THEME = "staffing"
sets = st.sets(st.sampled_from("ABC"), max_size=3)
some_comments = st.lists(st.tuples(sets, sets), min_size=1, max_size=12)
some_counts = st.builds(Fourfold, *[st.integers(0, 30)] * 4)


def coded(a: int, b: int, c: int, d: int) -> list[Codes]:
    """Comments of which the coders gave so many the theme: both, first, second, neither."""
    both, none = {THEME, "other"}, {"other"}
    return [(both, both)] * a + [(both, none)] * b + [(none, both)] * c + [(none, none)] * d


def without_others(comments: list[Codes]) -> list[Codes]:
    return [(first & {THEME}, second & {THEME}) for first, second in comments]


def rounded(interval: tuple[float, float] | None) -> tuple[float, float]:
    assert interval is not None
    return round(interval[0], 3), round(interval[1], 3)


def test_a_rare_theme_worked_out_by_hand() -> None:
    counts = Fourfold(4, 1, 2, 93)
    assert counts == Fourfold.of(coded(4, 1, 2, 93), THEME)
    assert counts.comments == 100
    assert agreement.positive_agreement(counts) == F(8, 11)
    assert round(float(agreement.kappa(counts) or 0), 4) == 0.7115
    assert round(agreement.alpha(without_others(coded(4, 1, 2, 93))) or 0, 4) == 0.7128
    assert rounded(agreement.kappa_interval(counts)) == (0.348, 0.899)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Fourfold(20, 5, 10, 15), F(2, 5)),
        (Fourfold(8, 2, 4, 46), F(2, 3)),
        (Fourfold(0, 0, 0, 60), None),
        (Fourfold(60, 0, 0, 0), None),
        (Fourfold(0, 0, 0, 0), None),
        (Fourfold(5, 0, 0, 5), F(1)),
        (Fourfold(0, 5, 5, 0), F(-1)),
        (Fourfold(4, 4, 4, 4), F(0)),
    ],
)
def test_kappa_is_as_worked_out_by_hand(counts: Fourfold, expected: F | None) -> None:
    assert agreement.kappa(counts) == expected


def test_under_ten_positives_of_either_coder_only_positive_agreement_is_said() -> None:
    few = Fourfold(9, 0, 10, 81)
    assert agreement.of_theme(coded(9, 0, 10, 81), THEME) == ThemeAgreement(few, F(18, 28))
    swapped = agreement.of_theme(coded(9, 10, 0, 81), THEME)
    assert swapped.kappa is swapped.alpha is swapped.interval is None
    assert agreement.of_theme([], THEME) == ThemeAgreement(Fourfold(0, 0, 0, 0), None)


def test_from_ten_positives_on_all_is_said() -> None:
    found = agreement.of_theme(coded(8, 2, 4, 46), THEME)
    assert found.counts == Fourfold(8, 2, 4, 46)
    assert found.positive == F(16, 22)
    assert found.kappa == F(2, 3)
    assert found.alpha == pytest.approx(exact_alpha(without_others(coded(8, 2, 4, 46))))
    assert found.interval is not None and found.interval[0] < 2 / 3 < found.interval[1]


def test_a_theme_that_both_gave_to_all_has_no_kappa() -> None:
    found = agreement.of_theme(coded(12, 0, 0, 0), THEME)
    assert found == ThemeAgreement(Fourfold(12, 0, 0, 0), F(1))


def test_the_interval_reaches_one_where_the_coders_never_differed() -> None:
    low, high = agreement.kappa_interval(Fourfold(15, 0, 0, 45)) or (0, 0)
    assert high == 1 and 0.5 < low < 1


@given(some_counts)
@settings(deadline=None, max_examples=80)
def test_at_the_ends_of_the_interval_the_counts_just_fit(counts: Fourfold) -> None:
    interval = agreement.kappa_interval(counts)
    positives = 2 * counts.both + counts.differing
    if not 0 < positives < 2 * counts.comments:
        assert interval is None
        return
    assert interval is not None and -1 <= interval[0] <= interval[1] <= 1
    p = positives / (2 * counts.comments)
    least = -min(p / (1 - p), (1 - p) / p)
    for end, outermost in zip(interval, (least, 1.0), strict=True):
        misfit = agreement._misfit(counts, p, end)
        assert misfit == pytest.approx(agreement.CHI_SQUARE) or (
            end == outermost and misfit <= agreement.CHI_SQUARE
        )


@given(some_counts)
@settings(deadline=None, max_examples=80)
def test_it_makes_no_difference_who_is_the_first_coder(counts: Fourfold) -> None:
    swapped = Fourfold(counts.both, counts.second_only, counts.first_only, counts.neither)
    for says in (agreement.kappa, agreement.positive_agreement, agreement.kappa_interval):
        assert says(swapped) == says(counts)


@given(some_counts)
@settings(deadline=None, max_examples=80)
def test_nor_whether_having_or_lacking_the_theme_is_looked_at(counts: Fourfold) -> None:
    turned = Fourfold(counts.neither, counts.second_only, counts.first_only, counts.both)
    assert agreement.kappa(turned) == agreement.kappa(counts)
    found, other = agreement.kappa_interval(counts), agreement.kappa_interval(turned)
    assert (found is None) is (other is None)
    assert found is None or other == pytest.approx(found, abs=1e-9)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("AB", "A", F(2, 3)),
        ("AB", "BC", F(8, 9)),
        ("AB", "AB", F(0)),
        ("", "", F(0)),
        ("", "A", F(1)),
        ("A", "B", F(1)),
    ],
)
def test_how_far_sets_of_themes_are_apart(first: str, second: str, expected: F) -> None:
    assert masi_distance(set(first), set(second)) == expected
    assert masi_distance(set(second), set(first)) == expected


def exact_alpha(comments: list[Codes]) -> float | None:
    """Alpha of two coders, by its definition: what is seen over what all pairs would show."""
    given = [frozenset(themes) for both in comments for themes in both]
    seen = sum((masi_distance(first, second) for first, second in comments), F(0)) / len(comments)
    pairs = sum((masi_distance(themes, other) for themes in given for other in given), F(0))
    expected = pairs / (len(given) * (len(given) - 1))
    return float(1 - seen / expected) if expected else None


@given(some_comments)
@settings(deadline=None, max_examples=60)
def test_alpha_is_what_its_definition_says(comments: list[Codes]) -> None:
    expected = exact_alpha(comments)
    found = agreement.alpha(comments)
    assert found == (None if expected is None else pytest.approx(expected))
    assert agreement.alpha(comments[::-1]) == (None if found is None else pytest.approx(found))


@given(some_comments)
@settings(deadline=None, max_examples=60)
def test_alpha_is_what_the_library_of_that_name_says(comments: list[Codes]) -> None:
    # It is under the GPL and only checks ours: whoever does without it still runs the others.
    krippendorff = pytest.importorskip(
        "krippendorff", reason="the library of that name is not installed"
    )
    sets = sorted({frozenset(given) for codes in comments for given in codes}, key=sorted)
    if len(sets) < 2:
        return
    distances = np.array([[float(masi_distance(x, y)) for y in sets] for x in sets])
    found = krippendorff.alpha(
        reliability_data=np.array(
            [
                [sets.index(frozenset(given)) for given in coder]
                for coder in zip(*comments, strict=True)
            ]
        ),
        level_of_measurement=lambda first, second, **_: distances[first, second],
    )
    assert agreement.alpha(comments) == pytest.approx(found)


def test_nothing_is_said_where_all_comments_got_the_same() -> None:
    assert agreement.alpha([({"A"}, {"A"})] * 5) is None
    assert agreement.alpha([]) is None
    found = agreement.of_coding([(set(), set())] * 5)
    assert (found.comments, found.alpha, found.interval) == (5, None, None)


def test_all_themes_together_have_an_interval_from_comments_drawn_again() -> None:
    comments: list[Codes] = [({"A"}, {"A"}), ({"B"}, {"B", "C"}), (set(), set())] * 12
    comments += [({"C"}, {"A"}), ({"A", "B"}, {"B"}), ({"A", "B", "C"}, {"C"}), (set(), {"A"})]
    found = agreement.of_coding(comments)
    assert found.comments == 40
    assert found.alpha == agreement.alpha(comments)
    ordered = sorted(
        agreement.alpha([comments[number] for number in drawn]) or 0
        for drawn in agreement._draws(40)
    )
    assert len(ordered) == 1000
    assert found.interval == pytest.approx((ordered[24], ordered[974]), abs=1e-12)
    assert ordered[23] < ordered[24] < ordered[25] and ordered[973] < ordered[974] < ordered[975]
    assert agreement.of_coding(comments) == found, "the draws are the same every time"


def test_draws_in_which_all_is_the_same_are_left_out() -> None:
    found = agreement.of_coding([({"A"}, {"A"}), ({"B"}, {"B"})])
    assert found.alpha == 1 and found.interval == (1, 1)


def test_comments_are_drawn_evenly() -> None:
    drawn = np.concatenate(list(agreement._draws(10)))
    assert len(drawn) == 10_000
    assert np.abs(np.bincount(drawn, minlength=10) - 1000).max() < 150
