"""What the charts of sectors and groups say: who differs, and by how much."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import combinations

from tests.support.chart_figures import by_sector, drawn, everything, lines, make, make_tip, texts
from toptips.analysis.figures import Bound, Gap, Scores
from toptips.charts import draw
from toptips.charts.dots import Axis, lanes, letters
from toptips.charts.sectors import sectors
from toptips.charts.tip import tip as tip_chart


def test_hidden_sectors_are_nowhere() -> None:
    means = by_sector(NHS=4.2, Council=2.1, **{"Secret service": None})
    figures = make(
        make_tip(1, by=means, gap=Gap(True, True, "NHS", "Council")),
        make_tip(2, by=by_sector(NHS=None, Council=2.5)),
    )
    charts = draw(figures)
    assert "sectors" in [chart.name for chart in charts]
    for chart in charts:
        assert "Secret service" not in everything(chart)
    chart = drawn(sectors(figures))
    assert "Not shown for any tip: 1 sector with too few answers." in texts(chart)
    assert "Where a sector has no dot" in texts(chart)
    assert chart.title == (
        "Sectors differ by more than shuffling usually brings about on tip 1 (Title 1)."
    )
    assert "on tip 1 (Title 1): NHS score it higher than Council." in chart.description
    assert "tip 1: NHS 4.2, Council 2.1" in chart.description


def test_of_some_items_alone_letters_and_notes_are_those_of_all() -> None:
    """A sector that only another item shows is not hidden, and keeps its letter for the others."""
    claimed = make_tip(
        2, by=by_sector(NHS=4.2, Housing=None, Council=2.1), gap=Gap(True, True, "NHS", "Council")
    )
    figures = make(make_tip(1, by=by_sector(NHS=4, Housing=3, Council=None)), claimed)
    said = texts(drawn(sectors(figures, tips=[claimed])))
    assert "Not shown for any" not in said and "Where a sector has no dot" in said
    assert "A NHS C Council" in said and "Housing" not in said
    assert "A NHS B Housing C Council" in texts(drawn(sectors(figures)))


def test_every_dot_has_the_letter_of_its_group_in_the_key() -> None:
    by = by_sector(NHS=4.2, Council=2.1, Housing=3)
    chart = drawn(sectors(make(make_tip(1, by=by, gap=Gap(True, True, "NHS", "Council")))))
    said = texts(chart)
    assert "A NHS B Council C Housing" in said
    dots = {line.text: (line.left + line.right) / 2 for line in lines(chart) if line.text in "ABC"}
    # The later ones, on the axis: Council lowest, Housing between, NHS highest.
    assert dots["B"] < dots["C"] < dots["A"]
    assert "A 4.2 B 2.1" in said


def test_no_difference_is_claimed_that_chance_may_explain() -> None:
    gap = Gap(True, False, "NHS", "Council")
    tip = make_tip(1, by=by_sector(NHS=4, Council=2.66), gap=gap)
    chart = drawn(sectors(make(tip, detectable={"sector": F(33, 10)})))
    assert chart.title == (
        "No gap between sectors is large enough (3.3 levels) to be told from chance."
    )
    assert "which is 3.3 levels or more" in chart.description
    assert [line.bold for line in lines(chart) if line.text in ("A 4.0", "B 2.7")] == [False] * 2
    claimed = Gap(True, True, "NHS", "Council")
    chart = drawn(sectors(make(make_tip(1, by=by_sector(NHS=4, Council=2.66), gap=claimed))))
    assert [line.bold for line in lines(chart) if line.text in ("A 4.0", "B 2.7")] == [True] * 2


def test_sectors_that_score_alike_are_not_apart() -> None:
    tip = make_tip(1, by=by_sector(NHS=4, Council=4), gap=Gap(compared=True))
    chart = drawn(sectors(make(tip)))
    assert "NHS 4.0" not in chart.description and "Furthest apart" not in chart.description


def test_a_mean_near_an_end_is_a_bound_and_stands_near_it() -> None:
    by = by_sector(NHS=3)
    by["sector"]["Council"] = Scores(n=5, bound=Bound(over=F(9, 2)))
    tip = make_tip(1, by=by, gap=Gap(True, True, "Council", "NHS"))
    chart = drawn(sectors(make(tip)))
    assert "B over 4.5 A 3.0" in texts(chart)
    assert "Council over 4.5, NHS 3.0" in chart.description
    assert "Council over 4.5" in texts(drawn(tip_chart(make(tip), tip)))


def test_groups_of_people_have_a_chart_like_sectors() -> None:
    by = {"sector": {}, "pathway": by_sector(Adults=2, Older=4)["sector"]}
    gaps = {"pathway": Gap(True, True, "Older", "Adults")}
    found = {chart.name: chart for chart in draw(make(make_tip(1, by=by, gaps=gaps)))}
    assert "sectors" not in found
    assert found["by-pathway"].title == (
        "Pathways differ by more than shuffling usually brings about on tip 1 (Title 1)."
    )
    assert "Older score it higher than Adults" in found["by-pathway"].description


def test_one_sector_alone_is_not_compared() -> None:
    assert sectors(make(make_tip(1, by=by_sector(NHS=4, Council=None)))) is None


def test_dots_of_one_lane_do_not_touch() -> None:
    places = [10.0, 10.0, 11.0, 40.0, 15.0, 12.0, 12.5, 300.0]
    found = lanes(places, 9)
    for (x, lane), (other, its_lane) in combinations(zip(places, found, strict=True), 2):
        assert lane != its_lane or abs(x - other) >= 9
    assert found[0] == found[3] == found[7] == 0


def test_letters_go_on_after_z() -> None:
    assert letters(28)[:2] == ["A", "B"]
    assert letters(28)[25:] == ["Z", "AA", "AB"]


def test_an_axis_has_places_in_proportion() -> None:
    axis = Axis([1, 2, 5], 100, 180)
    assert [axis.x(value) for value in (1, 2, 5)] == [100, 120, 180]
    assert Axis([1], 100, 180).x(1) == 100
