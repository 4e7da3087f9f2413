"""Colours: told apart, written on, and chosen by rules that tables and charts share."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction as F

import pytest

from toptips.analysis.figures import Bound, Scores
from toptips.charts.palette import (
    CATEGORIES,
    GREY,
    INK,
    PAPER,
    Ground,
    group_cell,
    ink_on,
    levels,
    mean_cell,
    share_cell,
)
from toptips.model.colours import contrast, luminance, rgb

FIVE = ["#ffffff", "#cfe0ef", "#8fb8dc", "#3d78ae", "#12436d"]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == 21
    # A grey that WCAG's own examples give as just enough for words on white.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#ffffff", "#767676") == contrast("#767676", "#ffffff")


def test_five_levels_have_the_five_colours() -> None:
    assert levels(5) == FIVE


def test_other_numbers_of_levels_lie_between() -> None:
    assert levels(2) == [FIVE[0], FIVE[4]]
    assert levels(3) == [FIVE[0], FIVE[2], FIVE[4]]
    # Nine: each of the five, and what lies midway. (255 + 207) / 2 is 231, e7.
    assert levels(9)[::2] == FIVE
    assert rgb(levels(9)[1]) == (231, 240, 247)
    assert levels(1) == [FIVE[4]]


@pytest.mark.parametrize("number", range(2, 11))
def test_levels_darken_and_can_be_written_on(number: int) -> None:
    colours = levels(number)
    dark = [luminance(colour) for colour in colours]
    assert dark == sorted(dark, reverse=True) and len(set(dark)) == number
    for colour in colours:
        assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("number", range(2, 11))
def test_no_two_colours_of_a_chart_share_a_bucket_of_its_picture(number: int) -> None:
    every = {*levels(number), *CATEGORIES, INK, GREY, PAPER, "#000000", "#dcdfe2"}
    assert len({tuple(part >> 4 for part in rgb(colour)) for colour in every}) == len(every)


def test_categories_beside_each_other_are_three_to_one_apart() -> None:
    assert len(CATEGORIES) == 4
    for colour, beside in zip(CATEGORIES, (*CATEGORIES[1:], PAPER), strict=True):
        assert contrast(colour, beside) >= 3
        assert contrast(ink_on(colour), colour) >= 4.5


def test_words_on_any_ground_can_be_read() -> None:
    for shade in range(256):
        ground = f"#{shade:02x}{shade:02x}{shade:02x}"
        assert contrast(ink_on(ground), ground) >= 4.5
    assert ink_on("#ffffff") == INK and ink_on("#12436d") == PAPER


@pytest.mark.parametrize(
    ("people", "fill"),
    [(0, 0), (1, 1), (3, 1), (4, 2), (7, 2), (8, 3), (11, 3), (12, 4), (24, 4)],
)
def test_a_cell_is_darker_the_more_people_it_holds(people: int, fill: int) -> None:
    # Of 24: a sixth is 4, a third 8, half 12.
    assert share_cell(F(people, 24)) == Ground(FIVE[fill], ink_on(FIVE[fill]))


@pytest.mark.parametrize(
    ("mean", "fill"),
    [(F(1), 0), (F(149, 100), 0), (F(3, 2), 1), (F(29, 10), 2), (F(44, 10), 3), (F(5), 4)],
)
def test_a_cell_of_a_mean_is_as_dark_as_the_level_nearest_to_it(mean: F, fill: int) -> None:
    assert mean_cell(mean, [1, 2, 3, 4, 5]).fill == FIVE[fill]


def test_a_scale_that_leaves_numbers_out_has_colours_by_level() -> None:
    assert mean_cell(F(6), [0, 5, 10]).fill == FIVE[2]
    assert mean_cell(F(8), [0, 5, 10]).fill == FIVE[4]


def test_the_cell_of_a_group_is_as_dark_as_its_mean_and_empty_where_hidden() -> None:
    scale = [1, 2, 3, 4, 5]
    assert group_cell(Scores(n=5, mean=F(32, 10)), scale).fill == FIVE[2]
    assert group_cell(Scores(n=5, bound=Bound(under=F(3, 2))), scale).fill == FIVE[0]
    assert group_cell(Scores(n=5, bound=Bound(over=F(9, 2))), scale) == Ground(FIVE[4], PAPER)
    assert group_cell(Scores(n=None, suppressed=True), scale) == Ground(PAPER, INK)


def test_the_palette_needs_no_matplotlib() -> None:
    program = "import sys, toptips.charts.palette; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
