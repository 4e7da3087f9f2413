"""What each chart says: its title, its description and the text on it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.support import small_workshop
from tests.support.chart_figures import (
    LONG,
    areas,
    by_sector,
    drawn,
    everything,
    hidden,
    lines,
    make,
    make_tip,
    texts,
    theme,
)
from toptips.analysis.figures import Respondents, SectorAnswered
from toptips.charts import draw
from toptips.charts.overview import overview
from toptips.charts.response import response
from toptips.charts.themes import themes
from toptips.charts.tip import tip as tip_chart


def test_overview_shows_people_means_and_numbers() -> None:
    figures = make(
        make_tip(1, (0, 1, 2, 5, 2), dont_know=7), make_tip(2, (5, 3, 2, 0, 0)), hidden(3)
    )
    chart = drawn(overview(figures))
    said = texts(chart)
    assert chart.title == ("Tip 2 is scored lowest, at 1.7; tip 1 highest, at 3.8.")
    assert chart.about.replace("\u00a0", " ") == (
        "Figure 1. People at each level; n = 10 who gave a score. Source: self-assessments."
    )
    assert "Means: tip 2 1.7; tip 1 3.8." in chart.description
    assert "Not shown, for want of answers: tip 3." in chart.description
    # Lowest first; each row's people by level, in the bar, then mean and people.
    assert said.index("2 Title 2") < said.index("1 Title 1") < said.index("3 Title 3")
    assert "2 Title 2 5 3 2 1.7 10" in said
    assert "1 Title 1 1 2 5 2 3.8 10" in said
    assert "3 Title 3 Not shown: too few answers" in said


def bars(chart: Any) -> dict[float, list[tuple[str, float]]]:
    """Return colour and width of each part of each bar, by the bar's top."""
    found: dict[float, list[tuple[str, float]]] = {}
    for area in areas(chart):
        if area.bottom - area.top > 15:
            found.setdefault(area.top, []).append((area.colour, area.right - area.left))
    return found


def test_every_bar_has_one_scale_whatever_was_answered() -> None:
    tips = make_tip(1, (0, 1, 4, 5, 0)), make_tip(2, (5, 5, 0, 0, 0)), make_tip(3, (0, 0, 0, 0, 30))
    lengths = []
    for parts in bars(drawn(overview(make(*tips)))).values():
        # Of the next part a point is left white, and the outline's half on either side.
        lengths.append(sum(width for _, width in parts) + 1.6 * len(parts))
    assert lengths == pytest.approx([lengths[0]] * 3, abs=0.2)
    single = [bars(drawn(tip_chart(make(tip), tip))) for tip in tips]
    across = [sum(width + 1.6 for _, width in next(iter(bar.values()))) for bar in single]
    assert across == pytest.approx([across[0]] * 3, abs=0.2)


def test_levels_darken_from_the_lowest() -> None:
    chart = drawn(overview(make(make_tip(1, (1, 1, 2, 1, 1)))))
    [parts] = bars(chart).values()
    assert [colour for colour, _ in parts] == [
        "#ffffff", "#cfe0ef", "#8fb8dc", "#3d78ae", "#12436d"
    ]  # fmt: skip
    widths = [width + 1.6 for _, width in parts]
    assert widths[2] == pytest.approx(2 * widths[0], abs=0.1)


def test_up_to_fifty_people_are_numbered_and_of_more_per_cent() -> None:
    fifty, more = make_tip(1, (20, 10, 10, 5, 5)), make_tip(2, (21, 10, 10, 5, 5))
    chart = drawn(overview(make(fifty)))
    assert "1 Title 1 20 10 10 5 5 2.3 50" in texts(chart)
    chart = drawn(overview(make(fifty, more)))
    # 21 of 51 are 41.2%, 10 are 19.6%, 5 are 9.8%.
    assert "2 Title 2 41 20 20 10 10 2.3 51" in texts(chart)
    assert "1 Title 1 40 20 20 10 10 2.3 50" in texts(chart)
    assert chart.about.startswith("Figure 1. Per cent at each level; n\u00a0=\u00a050 to 51")
    once = drawn(overview(make(make_tip(1, (2, 2, 4, 1, 1)), count="organisations")))
    assert "1 Title 1 20 20 40 10 10 2.7 10" in texts(once)
    assert "Per cent at each level, each organisation counted once;" in once.about


def test_a_part_too_narrow_for_its_number_has_it_above() -> None:
    # 1 of 400 is a quarter of a per cent.
    chart = drawn(overview(make(make_tip(1, (1, 2, 396, 1, 0)))))
    above = [line for line in lines(chart) if line.text in ("<1", "1")]
    [middle] = [line for line in lines(chart) if line.text == ">99" or line.text == "99"]
    assert sorted(line.text for line in above if line.bottom < middle.top) == ["1", "<1", "<1"]
    placed = sorted((line.left, line.right) for line in above)
    assert all(left > right for (_, right), (left, _) in pairwise(placed))


@pytest.mark.parametrize(
    ("tips", "title"),
    [
        ([(0, 0, 8, 0, 0)], "Tip 1 (Title 1) is scored 3.0 on average."),
        ([(0, 0, 8, 0, 0)] * 2, "Both tips shown are scored 3.0 on average."),
        ([(0, 0, 8, 0, 0)] * 3, "All 3 tips shown are scored 3.0 on average."),
        (
            [(1, 0, 0, 0, 0), (1, 0, 0, 0, 0), (0, 0, 0, 0, 1)],
            "Tips 1 and 2 are scored lowest, at 1.0; tip 3 highest, at 5.0.",
        ),
        (
            [(1, 0, 0, 0, 0)] * 3 + [(0, 0, 0, 0, 1)],
            "Tips 1, 2 and 3 are scored lowest, at 1.0; tip 4 highest, at 5.0.",
        ),
        # Sixteen words would name them all.
        (
            [(1, 0, 0, 0, 0)] * 2 + [(0, 0, 0, 0, 1)] * 2,
            "Tips 1 and 2 are scored lowest, at 1.0.",
        ),
        # 3.04 and 2.98: two decimals where one would make them the same, or carry one over.
        (
            [(0, 0, 48, 2, 0), (0, 1, 49, 0, 0)],
            "Tip 2 is scored lowest, at 2.98; tip 1 highest, at 3.04.",
        ),
    ],
)
def test_findings_of_the_overview_hold(tips: list[tuple[int, ...]], title: str) -> None:
    chart = drawn(overview(make(*(make_tip(n + 1, counts) for n, counts in enumerate(tips)))))
    assert chart.title == title


def test_a_title_too_long_for_fifteen_words_numbers_the_items() -> None:
    figures = make(make_tip(1, (5, 0, 0, 0, 0), title=LONG), make_tip(2, (0, 0, 0, 0, 5)))
    chart = drawn(overview(figures))
    assert chart.title == "Tip 1 is scored lowest, at 1.0; tip 2 highest, at 5.0."
    assert "tip 1 (A title of one hundred" in chart.description.replace("Tip 1", "tip 1")


def test_who_could_not_judge_stands_beside_the_figure_wherever_it_is() -> None:
    unsure = make_tip(1, (5, 0, 0, 0, 0), dont_know=4, many_dont_know=True)
    chart = drawn(overview(make(unsure, make_tip(2))))
    # Five scored it, four did not know: nine answered.
    assert chart.title == "Tip 1 is scored lowest, at 1.0 (4 of 9 could not judge it)."
    assert "1 Title 1 5 1.0 5 4 of 9 could not judge it" in texts(chart)
    single = drawn(tip_chart(make(unsure), unsure))
    assert single.title.endswith("; 4 of 9 could not judge it.")


def test_a_note_stands_nearer_to_its_own_bar_than_to_the_next() -> None:
    """The name of an item may be two lines high, its bar is one."""
    unsure = make_tip(1, (5, 0, 0, 0, 0), title=LONG, dont_know=4, many_dont_know=True)
    chart = drawn(overview(make(unsure, make_tip(2, (0, 0, 5, 0, 0)))))
    note = next(line for line in lines(chart) if line.text == "4 of 9 could not judge it")
    first, last = [
        bar for bar in areas(chart) if bar.right - bar.left > 100 and bar.top > 60
    ]  # fmt: skip
    assert note.top - first.bottom < (last.top - note.bottom) / 2
    assert note.top >= first.bottom


def test_views_that_are_split_are_named() -> None:
    chart = drawn(overview(make(make_tip(1, (1, 0, 0, 0, 1)), make_tip(4, split=True))))
    assert "Views are split on tip 4." in chart.description
    assert "2.7 16 Views are split" in texts(chart)
    tip = make_tip(4, (4, 0, 2, 1, 3), split=True, title="Waiting")
    single = drawn(tip_chart(make(), tip))
    assert single.title == "Views are split on tip 4 (Waiting)."
    assert "Views are split on tip 4 (Waiting): some score it 1 or 2, some 4 or 5." in (
        single.description
    )


def test_a_mean_is_printed_on_its_side_of_the_band() -> None:
    counts = (0, 1, 24, 0, 0)  # 2.96
    for plan in (overview(make(make_tip(1, counts))), tip_chart(make(), make_tip(1, counts))):
        chart = drawn(plan)
        assert "2.96" in chart.title and "2.96" in texts(chart)
        assert "3.0" not in chart.title


def test_shares_are_hidden_where_only_the_mean_may_be_shown() -> None:
    figures = make(make_tip(1, (1, 1, 1, 1, 0), shares=None), make_tip(2))
    said = texts(drawn(overview(figures)))
    assert "1 Title 1 Shares not shown: too few answers 2.5 4" in said
    # A chart without a single bar would be empty.
    assert overview(make(make_tip(1, (1, 1, 1, 1, 0), shares=None))) is None


def test_themes_show_both_sides_and_the_most_mentioned() -> None:
    given_themes = (
        theme("Housing", 9, 2, 12), theme("Trust", 7, 5, 0),
        theme("Something else", 99, 40, 40, fallback=True), theme("Never", 0, 0, 0, comments=0),
    )  # fmt: skip
    chart = drawn(themes(make(make_tip(), themes=given_themes)))
    said = texts(chart)
    assert chart.title == "Housing is mentioned most often, by 9 people."
    assert "by 9 people: 12 comments on what gets in the way, 2 on what works well." in (
        chart.description
    )
    assert "Housing 12 2 9" in said and "Trust 0 5 7" in said
    assert "Something else" not in said and "Never" not in said
    assert "housing 12 and 2; trust 0 and 5" in chart.description
    # Barriers to the left, strengths to the right, on one scale.
    wide = [area for area in areas(chart) if area.bottom - area.top > 15]
    left, right, *_ = wide
    assert left.right < right.left
    assert (left.right - left.left + 0.6) / (right.right - right.left + 0.6) == pytest.approx(
        6, abs=0.01
    )


def test_themes_that_tie_are_named_together_and_ten_are_drawn() -> None:
    tied = tuple(theme(name, 5, 1, 1) for name in ("Housing", "Trust")) + tuple(
        theme(f"Theme {n}", 4, 1, 1) for n in range(12)
    )
    chart = drawn(themes(make(make_tip(), themes=tied)))
    assert chart.title == "Housing and Trust are mentioned most often, by 5 people each."
    said = texts(chart)
    assert "Theme 7" in said and "Theme 8" not in said
    assert "4 further themes are in the report's table." in said
    assert themes(make(make_tip())) is None


def test_response_shows_who_answered() -> None:
    sectors = {
        "NHS": SectorAnswered(3, 6, 1, 2), "Police": SectorAnswered(0, 2, 0, 1),
        "Housing": SectorAnswered(2, 1, 1, 1),
    }  # fmt: skip
    figures = make(make_tip(), respondents=Respondents(5, 0, 2, 9, sectors, {}, ()))
    chart = drawn(response(figures))
    said = texts(chart)
    assert chart.title == "5 of the 9 forms expected came back; none from Police."
    assert "NHS 3 of 6 1 of 2" in said
    assert "Police 0 of 2 0 of 1" in said and "Housing 2 of 1 1 of 1" in said
    assert "NHS 3 of 6; Police 0 of 2; Housing 2 of 1" in chart.description
    every = {"NHS": SectorAnswered(6, 6, 2, 2)}
    figures = make(make_tip(), respondents=Respondents(6, 0, 2, 6, every, {}, ()))
    assert drawn(response(figures)).title == "All 6 forms expected came back."


def test_a_tips_chart_has_every_level_and_every_sector_shown() -> None:
    tip = make_tip(1, (2, 3, 4, 1, 0), by=by_sector(NHS=3.5, Council=2, Housing=None))
    chart = drawn(tip_chart(make(tip), tip))
    said = texts(chart)
    assert chart.name == chart.of == "tip-t1"
    assert chart.title == "Tip 1 (Title 1) is scored 2.4 on average, a concern."
    for text in ("1 Not started", "3 In some places", "5 Everywhere 2 3 4 1 ", "NHS 3.5",
                 "Council 2.0", "The upright line is the mean of all, 2.4."):  # fmt: skip
        assert text in said
    assert "People at each level, and mean of each sector; n\u00a0=\u00a010" in chart.about
    assert "2 (Planned) 3; " in chart.description and "NHS 3.5; Council 2.0" in chart.description
    assert "5 (Everywhere) 0" in chart.description
    assert "Housing" not in everything(chart)


def test_how_a_tip_stands_is_said_once_and_as_in_the_text() -> None:
    """One organisation more or less would change the band: its chart does not say one alone."""
    tip = make_tip(1, (0, 4, 4, 2, 0), band_range=("concern", "discuss"))
    chart = drawn(tip_chart(make(tip), tip))
    assert (
        chart.title == "Tip 1 (Title 1) is scored 2.8 on average, between a concern and to discuss."
    )
    assert chart.description.count("Title 1") == chart.description.count("2.8") == 1


def test_a_tips_chart_without_sectors_says_so() -> None:
    chart = drawn(tip_chart(make(make_tip(1)), make_tip(1)))
    assert "Sectors: not shown: too few answers" in texts(chart)


def test_awkward_names_stand_as_they_are() -> None:
    name = r"Cost $x_1$ & <b>bold</b> \alpha {{ 5% }}"
    figures = make(make_tip(1, title=name, by=by_sector(**{name: 3, "B$": 2})))
    found = draw(figures)
    assert [chart.name for chart in found] == ["ownership", "tip-t1", "overview", "sectors"]
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
        "response", "ownership", "priorities", "tip-t1", "tip-t2", "overview", "sectors",
    ]  # fmt: skip
    assert found["overview"].title == ("Tip 1 is scored lowest, at 3.0; tip 2 highest, at 4.0.")
    assert "highest, at 4.0. Views are split on tip 1." in found["overview"].description
    assert "3 Tip 3 Nobody scored this tip" in texts(found["overview"])
    assert "Source: self-assessments, workshop of 3 September 2018." in found["overview"].about
    assert (
        found["response"].title == "20 forms came back, where 13 were expected; none from Police."
    )
