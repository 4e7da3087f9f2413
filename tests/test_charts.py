"""The charts, as pictures: nothing overlaps, all can be read, and the bytes are the same."""

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

from tests.support.chart_figures import (
    LONG,
    OWNERS,
    TERMS,
    areas,
    full,
    hidden,
    lines,
    make,
    make_tip,
    svg,
    texts,
)
from toptips.analysis.figures import (
    Figures,
    Shares,
)
from toptips.charts import CHARTS, Chart, draw
from toptips.charts.overview import overview
from toptips.charts.style import MARKS, contrast, diverging, text_on, width_of, wrap

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
}


@pytest.fixture(scope="module", params=list(SCENES))
def scene(request: pytest.FixtureRequest) -> Iterator[tuple[Figures, list[Chart]]]:
    figures = SCENES[request.param]
    yield figures, draw(figures)


def test_no_text_touches_another_or_leaves_the_picture(scene: Any) -> None:
    for chart in scene[1]:
        width, height = (float(side) for side in svg(chart).get("viewBox").split()[2:])
        found = lines(chart)
        for line in found:
            assert line.left >= 0 and line.right <= width + 0.5, (chart.name, line)
            assert line.top >= 0 and line.bottom <= height, (chart.name, line)
        for line, other in combinations(found, 2):
            apart = (
                line.right <= other.left + 0.5
                or other.right <= line.left + 0.5
                or line.bottom <= other.top + 0.1
                or other.bottom <= line.top + 0.1
            )
            assert apart, (chart.name, line, other)


def test_text_can_be_read_on_what_it_stands_on(scene: Any) -> None:
    for chart in scene[1]:
        boxes = areas(chart)
        for line in lines(chart):
            ground = next((box.colour for box in reversed(boxes) if box.holds(line)), "#ffffff")
            assert contrast(line.colour, ground) >= 4.5, (chart.name, line, ground)
            assert line.size >= 9


def test_no_text_lies_half_on_a_box(scene: Any) -> None:
    for chart in scene[1]:
        for line in lines(chart):
            for box in areas(chart):
                if box.top < (line.top + line.bottom) / 2 < box.bottom and not box.holds(line):
                    assert line.right <= box.left or line.left >= box.right, (chart.name, line)


def test_every_chart_says_what_it_shows(scene: Any) -> None:
    for chart in scene[1]:
        assert re.fullmatch(r"[a-z0-9-]+", chart.name)
        assert 40 < len(chart.description) <= 600
        assert chart.title.endswith(".")
        assert not chart.title[0].islower()
        root = svg(chart)
        title, described = root[0], root[1]
        assert (title.tag, title.text) == ("{http://www.w3.org/2000/svg}title", chart.title)
        assert (described.tag, described.text) == (
            "{http://www.w3.org/2000/svg}desc",
            chart.description,
        )
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
        # The title is on the picture too, over as many lines as it needs.
        assert texts(chart).startswith(chart.title) or "Unbreakable" in chart.title


def test_pictures_fit_a_page(scene: Any) -> None:
    for chart in scene[1]:
        width, height = struct.unpack(">II", chart.png[16:24])
        centimetres = width / 200 * 2.54, height / 200 * 2.54
        if chart.name.startswith("tip-"):
            assert centimetres[0] == pytest.approx(16, abs=0.05)
            assert 5.9 < centimetres[1] < 9
        else:
            assert centimetres[0] == pytest.approx(17, abs=0.05)
            assert centimetres[1] < 24


def test_the_same_figures_give_the_same_bytes() -> None:
    figures = SCENES["long titles"]
    assert draw(figures) == draw(figures)


def test_pictures_carry_no_date_and_no_program() -> None:
    for chart in draw(SCENES["nearly all hidden"]):
        assert b"Software" not in chart.png and b"tEXt" not in chart.png
        assert b"matplotlib" not in chart.svg.lower() and b"dc:date" not in chart.svg


def test_settings_of_ones_own_neither_matter_nor_change() -> None:
    plain = draw(SCENES["one tip of one sector"])
    with matplotlib.rc_context(
        {"savefig.dpi": 30, "text.usetex": True, "font.size": 30, "savefig.bbox": "tight"}
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


def test_all_charts_come_in_order_and_progress_is_told() -> None:
    told: list[tuple[int, int, str]] = []
    charts = draw(full(2), lambda *step: told.append(step))
    assert [chart.name for chart in charts] == [
        "response", "overview", "sectors", "ownership", "themes", "priorities",
        *(f"tip-t{number}" for number in range(1, 3)),
    ]  # fmt: skip
    assert [done for done, _, _ in told] == list(range(len(CHARTS) + 2))
    assert {total for _, total, _ in told} == {len(CHARTS) + 2}


def test_nothing_is_drawn_of_nothing() -> None:
    empty = make(hidden(1), make_tip(2, mean=None, shares=None, n=0, ownership=Shares(n=0)))
    assert draw(empty) == []


@given(st.text(min_size=1, max_size=60).filter(str.strip))
@settings(deadline=None, max_examples=15)
def test_any_title_can_be_drawn(title: str) -> None:
    chart = overview(make(make_tip(1, title=title)))
    assert chart is not None
    etree.parse(io.BytesIO(chart.svg))


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=120))
@settings(deadline=None, max_examples=50)
def test_wrapping_loses_nothing_and_stays_within(text: str) -> None:
    found = wrap(text, 100)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(width_of(line) <= 101 for line in found)


def test_what_is_cut_short_says_so() -> None:
    found = wrap("word " * 60, 100, most=3)
    assert len(found) == 3
    assert found[-1].endswith("…")
    assert width_of(found[-1]) <= 100


@pytest.mark.parametrize("levels", range(2, 11))
def test_the_colours_of_a_scale_can_be_told_apart_and_written_on(levels: int) -> None:
    colours = diverging(levels)
    assert len(set(colours)) == levels
    for colour in colours:
        assert contrast(text_on(colour), colour) >= 4.5
    # In grey, each side darkens towards its end.
    half = levels // 2
    from_white = [contrast(colour, "#ffffff") for colour in colours]
    assert from_white[:half] == sorted(from_white[:half], reverse=True)
    assert from_white[-half:] == sorted(from_white[-half:])


def test_sectors_marks_stand_out_and_differ_in_shape() -> None:
    assert len({shape for shape, _ in MARKS}) == len(MARKS)
    for _, colour in MARKS:
        assert contrast(colour, "#ffffff") >= 3
