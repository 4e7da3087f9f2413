"""What the charts of ownership and of priorities say, and what each row of them shows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F
from itertools import pairwise
from typing import Any

import pytest

from tests.support.chart_figures import areas, drawn, hidden, lines, make, make_tip, owned, texts
from toptips.analysis.figures import Priority, Shares, TipFigures, Votes
from toptips.charts.ownership import ownership
from toptips.charts.priorities import priorities


def test_ownership_is_sorted_by_the_systems_share() -> None:
    figures = make(
        make_tip(1, ownership=owned(1, 1, 1, 1)), make_tip(2, ownership=owned(3, 0, 1, 0)),
        make_tip(3, ownership=Shares(n=None, suppressed=True)),
        make_tip(4, ownership=Shares(n=0)),
    )  # fmt: skip
    chart = drawn(ownership(figures))
    said = texts(chart)
    assert chart.title == (
        "For tip 2 (Title 2), most who answered chose ‘My organisation together with others’."
    )
    # The parts of the bar, then how many of how many at its end.
    assert "2 Title 2 3 1 3 of 4" in said and "1 Title 1 1 1 1 1 1 of 4" in said
    assert said.index("2 Title 2") < said.index("1 Title 1")
    assert "3 Title 3 Not shown: too few answers" in said and "4 Title 4 Nobody answered" in said
    assert "My organisation together with others: tip 2 3 of 4; tip 1 1 of 4." in chart.description


def test_of_many_people_the_end_of_a_bar_says_per_cent() -> None:
    chart = drawn(ownership(make(make_tip(1, ownership=owned(91, 5, 4, 0)))))
    assert "1 Title 1 91 5 4 91% of 100" in texts(chart)
    once = drawn(ownership(make(make_tip(1, ownership=owned(3, 1, 0, 0)), count="organisations")))
    assert "1 Title 1 75 25 75%" in texts(once)


CHOSEN = "‘My organisation together with others’"


@pytest.mark.parametrize(
    ("given_shares", "title", "finding"),
    [
        (
            [owned(1, 1, 0, 0), owned(1, 0, 1, 0)],  # half is not most
            f"For no tip did most who answered choose {CHOSEN}.",
            "the largest share, 50%, is for tip 1 (Title 1) and tip 2 (Title 2).",
        ),
        ([owned(0, 1, 0, 0)] * 2, f"Nobody who answered chose {CHOSEN}.", "Nobody who answered"),
        (
            [owned(1, 0, 0, 0)] * 3,
            f"For all 3 tips shown, most who answered chose {CHOSEN}.",
            "For all 3 tips shown",
        ),
        (
            [owned(1, 2, 0, 0)],
            f"For no tip did most who answered choose {CHOSEN}.",
            f"For tip 1 (Title 1), 33% of those who answered chose {CHOSEN}.",
        ),
        # By number it would be seventeen words.
        (
            [owned(1, 0, 0, 0)] * 4 + [owned(0, 1, 0, 0)],
            f"For 4 of 5 tips, most chose {CHOSEN}.",
            "For tips 1, 2, 3 and 4, most who answered chose",
        ),
    ],
)
def test_findings_of_ownership_hold(given_shares: list[Shares], title: str, finding: str) -> None:
    tips = (make_tip(n + 1, ownership=shares) for n, shares in enumerate(given_shares))
    chart = drawn(ownership(make(*tips)))
    assert chart.title == title
    assert finding in chart.description


def ranked(number: int, need: F | None, votes: F, rank: int, **more: Any) -> TipFigures:
    value = (need or 0) + votes + F(1, 10)
    priority = Priority(value, need, votes, F(1, 10), rank, **more)
    named = Votes(n=29, count=20 - rank, share=F(20 - rank, 29))
    return make_tip(number, priority=priority, votes=named, ownership=owned(21, 2, 0, 0))


def test_priorities_show_rank_range_and_what_they_are_made_of() -> None:
    figures = make(
        ranked(1, F(2, 10), F(1, 10), 2, rank_low=2, rank_high=2),
        ranked(2, F(3, 10), F(15, 100), 1, rank_low=1, rank_high=2),
        hidden(3),
    )
    chart = drawn(priorities(figures))
    assert chart.title == (
        "Tip 2 (Title 2) ranks first; with a different mix of organisations, 1st to 2nd."
    )
    said = texts(chart)
    assert "2 Title 2 1 2.7 19 of 29 21 of 23" in said
    assert "1 Title 1 2 2.7 18 of 29 21 of 23" in said
    assert "3 Title 3 No priority: too few people scored it" in said
    assert "0.55" not in said  # the index stands in the appendix
    assert (
        "1st tip 2 (1st to 2nd), scored 2.7, named it 19 of 29, takes several 21 of 23"
        in chart.description
    )


def test_a_mean_that_says_little_is_said_to_be_of_views_that_are_split() -> None:
    split = replace(ranked(1, F(2, 10), F(1, 10), 1), split=True)
    chart = drawn(priorities(make(split, ranked(2, F(1, 10), F(1, 10), 2))))
    assert texts(chart).count("Views are split") == 1
    assert "1st tip 1, scored 2.7, named it 19 of 29, takes several 21 of 23 (views are split)" in (
        chart.description
    )
    assert chart.description.endswith(
        "2nd tip 2, scored 2.7, named it 18 of 29, takes several 21 of 23."
    )


def test_a_dot_stands_on_its_rank_and_a_line_on_its_range() -> None:
    figures = make(
        *(ranked(n, F(1, 10), F(0), n, rank_low=max(1, n - 1), rank_high=4) for n in range(1, 5))
    )
    chart = drawn(priorities(figures))
    dots = [(area.left + area.right) / 2 for area in areas(chart)]
    steps = [right - left for left, right in pairwise(dots)]
    assert len(dots) == 4 and steps == pytest.approx([steps[0]] * 3, abs=0.1)
    heads = {line.text: (line.left + line.right) / 2 for line in reversed(lines(chart))}
    assert heads["4"] > heads["1"]


def test_shared_ranks_and_parts_that_were_not_asked() -> None:
    figures = make(
        *(ranked(n, None, F(1, 5), 1, tied=True) for n in (1, 2)), ranked(3, None, F(0), 3)
    )
    chart = drawn(priorities(figures))
    assert chart.title == "Tip 1 (Title 1) and tip 2 (Title 2) share the first rank."
    said = texts(chart)
    assert said.count("1=") == 2 and "= marks a shared rank." in said
    assert "Scored" not in said and "Named it" in said
    assert "Fewer than six organisations answered" in said
    alike = drawn(priorities(make(*(ranked(n, F(1, 5), F(0), 1, tied=True) for n in (1, 2, 3)))))
    assert alike.title == "All 3 tips shown share one priority, so none comes first."
