"""The charts, as pictures: nothing overlaps or is dropped, all can be read, also in grey."""

from __future__ import annotations

import io
import logging
import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

import matplotlib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from tests.support.chart_figures import (
    LONG,
    OWNERS,
    TERMS,
    Area,
    areas,
    drawn,
    full,
    hidden,
    lines,
    make,
    make_tip,
    svg,
    texts,
)
from toptips.analysis.figures import Figures, Shares
from toptips.charts import Chart, draw, draw_wall
from toptips.charts.every import BESIDES, CHARTS
from toptips.charts.lettering import drawable, width_of, wrap
from toptips.charts.overview import overview
from toptips.charts.png import settings_set_aside
from toptips.charts.rows import RowChart
from toptips.charts.stacked import apart
from toptips.model.colours import contrast

LONG_TERMS = replace(
    TERMS,
    item="high impact change for every place",
    items="high impact changes for every place",
    key_question="Who, whatever " + "they may have said and " * 9 + "written, could change this?",
    labels={
        "ownership": {owner: f"{label}, as far as anybody here can tell us" * 2
                      for owner, label in OWNERS.items()}
    },
    bands=dict.fromkeys(TERMS.bands, "words that go on for rather longer than anybody expected"),
)  # fmt: skip


def kept(number: int) -> Shares:
    """Keep, adapt or drop, as ten people see it."""
    counts = {"keep": 10 - number, "adapt": number // 2, "drop": number - number // 2}
    return Shares(n=10, shares={value: Fraction(count, 10) for value, count in counts.items()})


SCENES = {
    "ten tips": full(10),
    "one tip of one sector": full(1, groups=1),
    "long titles": full(4, title=LONG),
    "forty letters": full(6, title="Forty letters make a title like this one"),
    "one long word": full(2, title="Unbreakable" * 12),
    "four levels": full(5, levels=4),
    "two levels": full(2, levels=2),
    "ten levels": full(3, levels=10),
    "eight sectors": full(10, groups=8),
    "more tips than fit": full(24),
    "long words of its own": full(4, terms=LONG_TERMS),
    "organisations count": full(3, count="organisations"),
    "nearly all hidden": make(make_tip(1), hidden(2), hidden(3, title=LONG)),
    "a local version": make(
        *(
            make_tip(number, local_tip=kept(number), title=LONG[: 12 * number])
            for number in range(9)
        ),
        hidden(10, local_tip=Shares(n=None, suppressed=True)),
    ),
    "nothing but shares": make(make_tip(1, by={})),
    "other scripts": full(2, title="提示 émigré Übergang 🏠 שלום"),
    "many people": full(3, levels=10, people=30),
}


A3 = 29.7, 42.0


@pytest.fixture(scope="module", params=list(SCENES))
def scene(request: pytest.FixtureRequest) -> Iterator[tuple[Figures, list[Chart]]]:
    figures = SCENES[request.param]
    charts = [*draw(figures), *draw_wall(figures)]
    assert all(lines(chart) for chart in charts) and charts, "there is nothing to look at"
    yield figures, charts


def test_no_text_touches_another_or_leaves_the_picture(scene: Any) -> None:
    for chart in scene[1]:
        left, top, width, height = (float(side) for side in svg(chart).get("viewBox").split())
        found = lines(chart)
        for line in found:
            assert line.left >= left and line.right <= left + width + 0.5, (chart.name, line)
            assert line.top >= top and line.bottom <= top + height, (chart.name, line)
        for line, other in combinations(found, 2):
            side_by_side = line.right <= other.left + 0.5 or other.right <= line.left + 0.5
            over = line.bottom <= other.top + 0.1 or other.bottom <= line.top + 0.1
            assert side_by_side or over, (chart.name, line, other)


def test_text_can_be_read_on_what_it_stands_on(scene: Any) -> None:
    for chart in scene[1]:
        boxes = areas(chart)
        for line in lines(chart):
            ground = next((box.colour for box in reversed(boxes) if box.holds(line)), "#ffffff")
            assert contrast(line.colour, ground) >= 4.5, (chart.name, line, ground)
            assert line.size in (11, 12)


def test_no_text_lies_half_on_a_box(scene: Any) -> None:
    for chart in scene[1]:
        for line in lines(chart):
            for box in areas(chart):
                if box.top < (line.top + line.bottom) / 2 < box.bottom and not box.holds(line):
                    assert line.right <= box.left or line.left >= box.right, (chart.name, line)


def test_every_chart_says_what_it_shows(scene: Any) -> None:
    for chart in scene[1]:
        assert re.fullmatch(r"[a-z0-9-]+(\.[0-9]+)?", chart.name)
        assert chart.name.split(".")[0] == chart.of
        assert 40 < len(chart.description) <= 600
        root = svg(chart)
        title, described = root[0], root[1]
        assert (title.tag, title.text) == ("{http://www.w3.org/2000/svg}title", chart.title)
        assert (described.tag, described.text) == (
            "{http://www.w3.org/2000/svg}desc",
            chart.description,
        )
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"


def test_titles_say_the_finding_in_fifteen_words_above_unit_n_and_source(scene: Any) -> None:
    for chart in scene[1]:
        assert len(chart.title.split()) <= 15, chart.title
        assert chart.title.endswith(".") and not chart.title[0].islower()
        assert re.search(r"\bn\s=\s[0-9,]+( to [0-9,]+)?\b", chart.about), chart.about
        assert "Source: " in chart.about
        # Both are on the picture too, over as many lines as they need.
        about = chart.about.replace("\u00a0", " ")
        assert texts(chart).startswith(f"{drawable(chart.title)} {about}")


def test_figures_are_numbered_in_the_order_in_which_they_stand(scene: Any) -> None:
    without = {"overview", "sectors", "wall"}
    numbers = {chart.of: re.match(r"Figure (\d+)", chart.about) for chart in scene[1]}
    found = [int(number[1]) for name, number in numbers.items() if number]
    assert found == list(range(1, len(found) + 1))
    assert {name for name, number in numbers.items() if not number} <= without


def test_pictures_fit_a_page(scene: Any) -> None:
    for chart in scene[1]:
        width, height, a_metre = *struct.unpack(">II", chart.png[16:24]), dots_a_metre(chart)
        centimetres = 100 * width / a_metre, 100 * height / a_metre
        if chart.of == "wall":
            assert centimetres == pytest.approx(A3, abs=0.05)
        else:
            assert a_metre == 11811  # 300 an inch
            assert centimetres[0] == pytest.approx(16, abs=0.01)
            assert centimetres[1] <= 22.01


def dots_a_metre(chart: Chart) -> int:
    place = chart.png.index(b"pHYs") + 4
    return int(struct.unpack(">I", chart.png[place : place + 4])[0])


def neighbours(chart: Chart) -> Iterator[tuple[Area, Area]]:
    """Yield the pairs of areas of one bar that stand beside each other, and are no mere lines."""
    bars = [
        area for area in areas(chart) if area.bottom - area.top > 15 and area.right - area.left > 1
    ]
    for left, right in combinations(bars, 2):
        if left.top == right.top and 0 <= right.left - left.right < 4:
            yield left, right


def test_printed_in_grey_neighbours_are_told_apart(scene: Any) -> None:
    for chart in scene[1]:
        picture = Image.open(io.BytesIO(chart.png)).convert("L").load()
        left, top, width, _ = (float(side) for side in svg(chart).get("viewBox").split())
        unit = struct.unpack(">I", chart.png[16:20])[0] / width
        for area, other in neighbours(chart):
            y = round((area.top + 2.5 - top) * unit)
            start, end = ((place.left + place.right) / 2 for place in (area, other))
            across = range(round((start - left) * unit), round((end - left) * unit) + 1)
            greys = ["#" + f"{picture[x, y]:02x}" * 3 for x in across]
            first, last = greys[0], greys[-1]
            # Else each must stand out from something on the way to the other: ink or paper.
            edges = all(any(contrast(grey, side) >= 3 for grey in greys) for side in (first, last))
            assert contrast(first, last) >= 3 or edges, (chart.name, area, other)


def test_every_part_of_a_bar_is_outlined(scene: Any) -> None:
    for chart in scene[1]:
        assert {area.outline for area in areas(chart)} <= {"#1f2a33"}


@pytest.mark.parametrize("name", ["overview", "ownership", "priorities", "sectors"])
def test_what_does_not_fit_goes_on_on_a_second_picture(name: str) -> None:
    parts = [chart for chart in draw(SCENES["more tips than fit"]) if chart.of == name]
    assert [chart.name for chart in parts] == [
        name, *(f"{name}.{part}" for part in range(2, len(parts) + 1))
    ]  # fmt: skip
    assert len(parts) > 1
    for place, chart in enumerate(parts, 1):
        assert f"art {place} of {len(parts)}" in chart.about
        assert f"part {place} of {len(parts)}" in chart.description
    said = " ".join(map(texts, parts))
    for number in range(1, 25):
        assert said.count(f" {number} Strong involvement of partner {number} ") == 1


def test_long_names_are_whole() -> None:
    said = " ".join(map(texts, draw(SCENES["long titles"])))
    assert "…" not in said
    assert said.count(f"1 {LONG}") >= 4


def test_pictures_of_one_chart_are_filled_alike() -> None:
    parts = [chart for chart in draw(full(24)) if chart.of == "ownership"]
    heights = [struct.unpack(">I", chart.png[20:24])[0] for chart in parts]
    assert max(heights) - min(heights) <= max(heights) / 3


def test_the_same_figures_give_the_same_bytes() -> None:
    figures = SCENES["long titles"]
    assert draw(figures) == draw(figures)
    assert draw_wall(figures) == draw_wall(figures)


def test_the_sheet_for_the_wall_is_one_and_its_letters_are_large() -> None:
    for figures, points in ((full(10), 24), (full(3), 24), (full(20, title=LONG), 11)):
        [wall] = draw_wall(figures)
        root = svg(wall)
        scale = float(root.get("width").removesuffix("pt")) / float(root.get("viewBox").split()[2])
        assert 11 * scale == pytest.approx(points, abs=0.1)
    assert draw_wall(make(make_tip(1, shares=None))) == []


def test_pictures_carry_no_date_and_no_program() -> None:
    charts = draw(SCENES["nearly all hidden"])
    assert charts
    for chart in charts:
        assert b"Software" not in chart.png and b"tEXt" not in chart.png
        assert b"matplotlib" not in chart.svg.lower() and b"dc:date" not in chart.svg


def test_pictures_show_the_colours_that_were_drawn() -> None:
    chart = drawn(overview(make(make_tip(1, (2, 2, 2, 2, 2)))))
    picture = Image.open(io.BytesIO(chart.png)).convert("RGB")
    many = {colour for number, colour in picture.getcolors(1 << 20) if number > 2_000}
    given_colours = ("#ffffff", "#cfe0ef", "#8fb8dc", "#3d78ae", "#12436d")
    assert many >= {tuple(bytes.fromhex(colour[1:])) for colour in given_colours}


def test_settings_of_ones_own_neither_matter_nor_change() -> None:
    plain = draw(SCENES["one tip of one sector"])
    with matplotlib.rc_context(
        {"savefig.dpi": 30, "text.usetex": True, "font.size": 30, "text.hinting": "none"}
    ):
        before = dict(matplotlib.rcParams)
        assert draw(SCENES["one tip of one sector"]) == plain
        assert dict(matplotlib.rcParams) == before


def test_drawing_prints_and_warns_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        assert draw(SCENES["other scripts"])
    assert (*capfd.readouterr(), caplog.text) == ("", "", "")


def test_letters_that_no_font_has_are_named_in_words() -> None:
    assert drawable("Tŷ a gŵyl, Łódź") == "Tŷ a gŵyl, Łódź"
    # A w and a circumflex after it are one letter.
    assert drawable("g\u0077\u0302yl") == "gŵyl"
    # Of a script that nobody writes, no machine has a font; nor of what is no letter.
    assert drawable("Home \U00012000\U00012001 \U00012002") == "Home [in Cuneiform]"
    assert drawable("\U0001f6c0\ufe0f") in ("[bath]", "\U0001f6c0")
    assert drawable("\ue123") in ("[a sign]", "\ue123")


def test_all_charts_come_in_order_and_progress_is_told() -> None:
    told: list[tuple[int, int, str]] = []
    charts = draw(full(2), lambda *step: told.append(step))
    assert [chart.name for chart in charts] == [
        "response", "ownership", "themes", "priorities", "tip-t2", "tip-t1", "overview", "sectors",
    ]  # fmt: skip
    steps = len(CHARTS) + 2 + len(BESIDES)
    assert [done for done, _, _ in told] == list(range(steps))
    assert {total for _, total, _ in told} == {steps}


def test_nothing_is_drawn_of_nothing() -> None:
    empty = make(hidden(1), make_tip(2, mean=None, shares=None, n=0, ownership=Shares(n=0)))
    assert draw(empty) == draw_wall(empty) == []


@given(st.text(min_size=1, max_size=60).filter(str.strip))
@settings(deadline=None, max_examples=15)
def test_any_title_can_be_drawn(title: str) -> None:
    chart = drawn(overview(make(make_tip(1, title=title))))
    etree.parse(io.BytesIO(chart.svg))
    assert len(chart.title.split()) <= 15


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=120))
@settings(deadline=None, max_examples=50)
def test_wrapping_loses_nothing_and_stays_within(text: str) -> None:
    found = wrap(text, 100, 11)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(width_of(line, 11) <= 101 for line in found)


def test_labels_that_would_touch_are_moved_apart() -> None:
    assert apart([10, 50], [8, 8], 0, 100) == [10, 50]
    # Three of 10 points with 3 between them take 36; they may not pass either end.
    assert apart([2, 3, 4], [10, 10, 10], 0, 100) == [5, 18, 31]
    assert apart([98, 99], [10, 10], 0, 100) == [82, 95]


def test_a_sheet_is_planned_without_being_drawn() -> None:
    with settings_set_aside():
        plan = overview(full(24))
        assert isinstance(plan, RowChart)
        assert [len(rows) for rows in plan.parts()] == [6, 6, 6, 6]
