"""What each chart says: its title, its description and the text on it."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import combinations
from typing import Any

import pytest

from tests.support import small_workshop
from tests.support.chart_figures import (
    areas,
    by_sector,
    everything,
    hidden,
    lines,
    make,
    make_tip,
    owned,
    texts,
    theme,
)
from toptips.analysis.figures import (
    Bound,
    Gap,
    Priority,
    Respondents,
    Scores,
    SectorAnswered,
    Shares,
    TipFigures,
)
from toptips.charts import draw
from toptips.charts.dots import MARK, lanes
from toptips.charts.overview import overview
from toptips.charts.ownership import ownership
from toptips.charts.priorities import priorities
from toptips.charts.response import response
from toptips.charts.sectors import sectors
from toptips.charts.style import diverging
from toptips.charts.themes import themes
from toptips.charts.tip import tip as tip_chart


def test_overview_shows_shares_means_and_numbers() -> None:
    figures = make(
        make_tip(1, (0, 1, 2, 5, 2), dont_know=7), make_tip(2, (5, 3, 2, 0, 0)), hidden(3)
    )
    chart = overview(figures)
    said = texts(chart)
    assert chart is not None
    assert chart.title == (
        "Tip 2 (Title 2) is scored lowest, at 1.7; tip 1 (Title 1) highest, at 3.8."
    )
    assert "Means: tip 2 1.7; tip 1 3.8." in chart.description
    assert "Not shown, for want of answers: tip 3." in chart.description
    # Lowest first; each row's percentages, mean, people and don't knows.
    assert said.index("2 Title 2") < said.index("1 Title 1") < said.index("3 Title 3")
    assert "2 Title 2 50% 30% 20% 1.7 10 3" in said
    assert "20% 50% 20% 3.8 10 7" in said
    assert "3 Title 3 Not shown: too few answers" in said


def test_the_middle_of_the_scale_stands_on_one_line() -> None:
    figures = make(make_tip(1, (0, 1, 4, 5, 2)), make_tip(2, (5, 3, 2, 0, 0)))
    chart = overview(figures)
    assert chart is not None
    neutral = [box for box in areas(chart) if box.colour == diverging(5)[2]]
    middles = [(box.left + box.right) / 2 for box in neutral[1:]]  # the first is the key's
    assert len(middles) == 2
    assert middles[0] == pytest.approx(middles[1], abs=0.6)


def test_an_even_scale_is_parted_in_the_middle() -> None:
    scale = {0: "No", 1: "Hardly", 2: "Mostly", 3: "Yes"}
    chart = overview(
        make(make_tip(1, (1, 4, 3, 2), scale), make_tip(2, (4, 3, 2, 1), scale), scale=scale)
    )
    assert chart is not None
    colours = diverging(4)
    low = [box.right for box in areas(chart) if box.colour == colours[1]][1:]
    high = [box.left for box in areas(chart) if box.colour == colours[2]][1:]
    assert low == pytest.approx([low[0]] * 2)
    assert high == pytest.approx([low[0] + 1] * 2, abs=0.1)


@pytest.mark.parametrize(
    ("tips", "title"),
    [
        ([(0, 0, 8, 0, 0)], "Tip 1 (Title 1) is scored 3.0 on average."),
        ([(0, 0, 8, 0, 0)] * 2, "Both tips shown are scored 3.0 on average."),
        ([(0, 0, 8, 0, 0)] * 3, "All 3 tips shown are scored 3.0 on average."),
        (
            [(1, 0, 0, 0, 0), (1, 0, 0, 0, 0), (0, 0, 0, 0, 1)],
            "Tip 1 (Title 1) and tip 2 (Title 2) are scored lowest, at 1.0; tip 3 (Title 3)"
            " highest, at 5.0.",
        ),
        (
            [(1, 0, 0, 0, 0)] * 3 + [(0, 0, 0, 0, 1)],
            "Tips 1, 2 and 3 are scored lowest, at 1.0; tip 4 (Title 4) highest, at 5.0.",
        ),
        # 3.04 and 2.98: two decimals where one would make them the same, or carry one over.
        (
            [(0, 0, 48, 2, 0), (0, 1, 49, 0, 0)],
            "Tip 2 (Title 2) is scored lowest, at 2.98; tip 1 (Title 1) highest, at 3.04.",
        ),
    ],
)
def test_findings_of_the_overview_hold(tips: list[tuple[int, ...]], title: str) -> None:
    chart = overview(make(*(make_tip(n + 1, counts) for n, counts in enumerate(tips))))
    assert chart is not None and chart.title == title


def test_views_that_are_split_are_named() -> None:
    chart = overview(make(make_tip(1, (1, 0, 0, 0, 1)), make_tip(4, split=True)))
    assert chart is not None and chart.title.endswith(" Views are split on tip 4.")
    single = tip_chart(make(), make_tip(4, (4, 0, 2, 1, 3), split=True))
    assert single is not None
    assert single.title == (
        "Views are split on tip 4 (Title 4): some score it 1 or 2, some 4 or 5."
    )


def test_a_mean_is_printed_on_its_side_of_the_band() -> None:
    counts = (0, 1, 24, 0, 0)  # 2.96
    for chart in (overview(make(make_tip(1, counts))), tip_chart(make(), make_tip(1, counts))):
        assert chart is not None
        assert "2.96" in chart.title and "2.96" in texts(chart)
        assert "3.0" not in chart.title


def test_shares_are_hidden_where_only_the_mean_may_be_shown() -> None:
    figures = make(make_tip(1, (1, 1, 1, 1, 0), shares=None))
    said = texts(overview(figures))
    assert "1 Title 1 Shares not shown: too few answers 2.5 4 3" in said
    assert "25%" not in said


def test_many_dont_knows_stand_in_bold() -> None:
    chart = overview(make(make_tip(1, dont_know=77, many_dont_know=True), make_tip(2)))
    assert chart is not None
    assert [line.bold for line in lines(chart) if line.text == "77"] == [True]
    assert "Don't know in bold: a third or more" in texts(chart)


def test_hidden_sectors_are_nowhere() -> None:
    means = by_sector(NHS=4.2, Council=2.1, **{"Secret service": None})
    figures = make(
        make_tip(1, by=means, gap=Gap(True, True, "NHS", "Council")),
        make_tip(2, by=by_sector(NHS=None, Council=2.5)),
    )
    for chart in draw(figures):
        assert "Secret service" not in everything(chart)
    chart = sectors(figures)
    assert chart is not None
    assert "Not shown for any tip: 1 sector with too few answers." in texts(chart)
    assert "Where a sector has no mark" in texts(chart)
    assert chart.title == (
        "Sectors differ by more than shuffling usually brings about on tip 1 (Title 1): NHS score"
        " it higher than Council."
    )
    assert "tip 1: NHS 4.2, Council 2.1" in chart.description


def test_no_difference_is_claimed_that_chance_may_explain() -> None:
    gap = Gap(True, False, "NHS", "Council")
    tip = make_tip(1, by=by_sector(NHS=4, Council=2.66), gap=gap)
    chart = sectors(make(tip, detectable={"sector": F(33, 10)}))
    assert chart is not None
    assert chart.title == (
        "On no tip are sectors as far apart as could be told from chance, which is 3.3 levels or"
        " more."
    )
    assert [line.bold for line in lines(chart) if line.text == "2.7 and 4.0"] == [False]
    claimed = Gap(True, True, "NHS", "Council")
    chart = sectors(make(make_tip(1, by=by_sector(NHS=4, Council=2.66), gap=claimed)))
    assert [line.bold for line in lines(chart) if line.text == "2.7 and 4.0"] == [True]


def test_sectors_that_score_alike_are_not_apart() -> None:
    chart = sectors(make(make_tip(1, by=by_sector(NHS=4, Council=4), gap=Gap(compared=True))))
    assert chart is not None
    assert "NHS 4.0" not in chart.description and "Furthest apart" not in chart.description


def test_a_mean_near_an_end_is_a_bound_and_stands_near_it() -> None:
    by = by_sector(NHS=3)
    by["sector"]["Council"] = Scores(n=5, bound=Bound(over=F(9, 2)))
    chart = sectors(make(make_tip(1, by=by, gap=Gap(True, True, "Council", "NHS"))))
    assert "3.0 and over 4.5" in texts(chart)
    assert "Council over 4.5, NHS 3.0" in chart.description
    assert "Council over 4.5" in texts(tip_chart(make(make_tip(1, by=by)), make_tip(1, by=by)))


def test_groups_of_people_have_a_chart_like_sectors() -> None:
    by = {"sector": {}, "pathway": by_sector(Adults=2, Older=4)["sector"]}
    gaps = {"pathway": Gap(True, True, "Older", "Adults")}
    found = {chart.name: chart for chart in draw(make(make_tip(1, by=by, gaps=gaps)))}
    assert "sectors" not in found
    assert found["by-pathway"].title == (
        "Pathways differ by more than shuffling usually brings about on tip 1 (Title 1): Older"
        " score it higher than Adults."
    )


def test_one_sector_alone_is_not_compared() -> None:
    assert sectors(make(make_tip(1, by=by_sector(NHS=4, Council=None)))) is None


def test_marks_of_one_lane_do_not_touch() -> None:
    places = [10.0, 10.0, 11.0, 40.0, 15.0, 12.0, 12.5, 300.0]
    found = lanes(places)
    for (x, lane), (other, its_lane) in combinations(zip(places, found, strict=True), 2):
        assert lane != its_lane or abs(x - other) >= MARK
    assert found[0] == found[3] == found[7] == 0


def test_ownership_is_sorted_by_the_systems_share() -> None:
    figures = make(
        make_tip(1, ownership=owned(1, 1, 1, 1)), make_tip(2, ownership=owned(3, 0, 1, 0)),
        make_tip(3, ownership=Shares(n=None, suppressed=True)),
        make_tip(4, ownership=Shares(n=0)),
    )  # fmt: skip
    chart = ownership(figures)
    said = texts(chart)
    assert chart is not None
    assert chart.title == (
        "For tip 2 (Title 2), most who answered chose ‘My organisation together with others’."
    )
    assert "2 Title 2 75% 25% 4" in said and "1 Title 1 25% 25% 25% 25% 4" in said
    assert said.index("2 Title 2") < said.index("1 Title 1")
    assert "3 Title 3 Not shown: too few answers" in said and "4 Title 4 Nobody answered" in said
    assert "My organisation together with others: tip 2 75%; tip 1 25%." in chart.description


@pytest.mark.parametrize(
    ("given_shares", "title"),
    [
        (
            [owned(1, 1, 0, 0), owned(1, 0, 1, 0)],  # half is not most
            "For no tip did most who answered choose ‘My organisation together with others’; the"
            " largest share, 50%, is for tip 1 (Title 1) and tip 2 (Title 2).",
        ),
        (
            [owned(0, 1, 0, 0)] * 2,
            "Nobody who answered chose ‘My organisation together with others’.",
        ),
        (
            [owned(1, 0, 0, 0)] * 3,
            "For all 3 tips shown, most who answered chose ‘My organisation together with others’.",
        ),
        (
            [owned(1, 2, 0, 0)],
            "For tip 1 (Title 1), 33% of those who answered chose ‘My organisation together with"
            " others’.",
        ),
    ],
)
def test_findings_of_ownership_hold(given_shares: list[Shares], title: str) -> None:
    chart = ownership(make(*(make_tip(n + 1, ownership=o) for n, o in enumerate(given_shares))))
    assert chart is not None and chart.title == title


def ranked(number: int, need: F | None, votes: F, rank: int, **more: Any) -> TipFigures:
    value = (need or 0) + votes + F(1, 10)
    priority = Priority(value, need, votes, F(1, 10), rank, **more)
    return make_tip(number, priority=priority)


def test_priorities_show_parts_total_and_range() -> None:
    figures = make(
        ranked(1, F(2, 10), F(1, 10), 2, rank_low=2, rank_high=2),
        ranked(2, F(3, 10), F(15, 100), 1, rank_low=1, rank_high=2),
        hidden(3),
    )
    chart = priorities(figures)
    assert chart is not None
    assert chart.title == (
        "Tip 2 (Title 2) ranks first; with a different mix of organisations, 1st to 2nd."
    )
    said = texts(chart)
    assert "1 2 Title 2 0.30 0.15 0.10 0.55 1st to 2nd" in said
    assert "2 1 Title 1 0.20 0.10 0.10 0.40 2nd" in said
    assert "3 Title 3 No priority: too few people scored it" in said
    assert "low score 0.30, named 0.15, together 0.10" in chart.description
    assert "1st tip 2, 0.55; 2nd tip 1, 0.40" in chart.description


def test_shared_ranks_and_parts_that_were_not_asked() -> None:
    figures = make(
        *(ranked(n, None, F(1, 5), 1, tied=True) for n in (1, 2)), ranked(3, None, F(0), 3)
    )
    chart = priorities(figures)
    assert chart is not None
    assert chart.title == "Tip 1 (Title 1) and tip 2 (Title 2) share the first rank."
    said = texts(chart)
    assert "1= 1 Title 1" in said and "1= 2 Title 2" in said
    assert "Need" not in said
    assert "Fewer than six organisations answered" in said
    alike = priorities(make(*(ranked(n, F(1, 5), F(0), 1, tied=True) for n in (1, 2, 3))))
    assert alike is not None
    assert alike.title == "All 3 tips shown share one priority, so none comes first."


def test_themes_show_both_sides_and_the_most_mentioned() -> None:
    given_themes = (
        theme("Housing", 9, 2, 12), theme("Trust", 7, 5, 0),
        theme("Something else", 99, 40, 40, fallback=True), theme("Never", 0, 0, 0, comments=0),
    )  # fmt: skip
    chart = themes(make(make_tip(), themes=given_themes))
    said = texts(chart)
    assert chart is not None
    assert chart.title == (
        "Housing is mentioned most often, by 9 people: 12 comments on what gets in the way, 2 on"
        " what works well."
    )
    assert "Housing 12 2 9" in said and "Trust 0 5 7" in said
    assert "Something else" not in said and "Never" not in said
    assert "housing 12 and 2; trust 0 and 5" in chart.description


def test_themes_that_tie_are_named_together_and_twelve_are_drawn() -> None:
    tied = tuple(theme(name, 5, 1, 1) for name in ("Housing", "Trust")) + tuple(
        theme(f"Theme {n}", 4, 1, 1) for n in range(12)
    )
    chart = themes(make(make_tip(), themes=tied))
    assert chart is not None
    assert chart.title == "Housing and Trust are mentioned most often, by 5 people each."
    assert "2 further themes are not drawn." in texts(chart)
    assert themes(make(make_tip())) is None


def test_response_shows_who_answered() -> None:
    sectors = {
        "NHS": SectorAnswered(3, 6, 1, 2), "Police": SectorAnswered(0, 2, 0, 1),
        "Housing": SectorAnswered(2, 1, 1, 1),
    }  # fmt: skip
    figures = make(make_tip(), respondents=Respondents(5, 0, 2, 9, sectors, {}, ()))
    chart = response(figures)
    said = texts(chart)
    assert chart is not None
    assert chart.title == "5 of the 9 forms expected came back; none from Police."
    assert "NHS 3 of 6 1 of 2" in said
    assert "Police 0 of 2 0 of 1" in said and "Housing 2 of 1 1 of 1" in said
    assert "NHS 3 of 6; Police 0 of 2; Housing 2 of 1" in chart.description


def test_a_tips_chart_has_every_level_and_every_sector_shown() -> None:
    tip = make_tip(1, (2, 3, 4, 1, 0), by=by_sector(NHS=3.5, Council=2, Housing=None))
    chart = tip_chart(make(tip), tip)
    said = texts(chart)
    assert chart is not None and chart.name == "tip-t1"
    assert chart.title == "Tip 1 (Title 1) is scored 2.4 on average, a concern."
    for text in ("1 Not started 20%", "3 In some places 40%", "5 Everywhere 0%", "NHS 3.5",
                 "Council 2.0", "Share of 10 scores", "mean of all, 2.4"):  # fmt: skip
        assert text in said
    assert "2 (Planned) 30%" in chart.description and "NHS 3.5; Council 2.0" in chart.description
    assert "Housing" not in everything(chart)


def test_a_tips_chart_without_sectors_says_so() -> None:
    chart = tip_chart(make(make_tip(1)), make_tip(1))
    assert "Sectors: not shown: too few answers" in texts(chart)


def test_awkward_names_stand_as_they_are() -> None:
    name = r"Cost $x_1$ & <b>bold</b> \alpha {{ 5% }}"
    figures = make(make_tip(1, title=name, by=by_sector(**{name: 3, "B$": 2})))
    found = draw(figures)
    assert [chart.name for chart in found] == ["overview", "sectors", "ownership", "tip-t1"]
    for chart in found:
        said = texts(chart)
        assert "$x_1$" in said and "<b>" in said and r"\alpha" in said
        assert "$x_1$" in chart.description


def test_real_figures_can_be_drawn() -> None:
    workshop = small_workshop.make_workshop(
        {
            "a": ("NHS", 4),
            "b": ("NHS", 2),
            "c": ("Council", 4),
            "d": ("Council", 2),
            "e": ("Police", 1),
        }
    )
    responses = [
        small_workshop.respondent(
            f"{partner}{number}", t1_score=str(number), t2_score="4", t3_score="dont_know",
            t1_ownership="system", top_1="t1",
        )
        for partner in "abcd"
        for number in (1, 2, 3, 4, 5)
    ]  # fmt: skip
    found = {chart.name: chart for chart in draw(small_workshop.figures(workshop, responses))}
    assert list(found) == [
        "response", "overview", "sectors", "ownership", "priorities", "tip-t1", "tip-t2",
    ]  # fmt: skip
    assert found["overview"].title == (
        "Tip 1 (Tip 1) is scored lowest, at 3.0; tip 2 (Tip 2) highest, at 4.0. Views are split"
        " on tip 1."
    )
    assert "3 Tip 3 Nobody scored this tip" in texts(found["overview"])
    assert (
        found["response"].title == "20 forms came back, where 13 were expected; none from Police."
    )
