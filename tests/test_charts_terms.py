"""Charts speak in the words in which a workshop was asked: its noun, its owners, its bands."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction as F

import pytest

from tests.support.chart_figures import (
    OWNERS,
    TERMS,
    areas,
    by_sector,
    drawn,
    full,
    hidden,
    make,
    make_tip,
    owned,
    texts,
)
from toptips.analysis.figures import Gap, Priority, Shares
from toptips.analysis.terms import Terms
from toptips.charts import Chart, draw
from toptips.charts.overview import overview
from toptips.charts.ownership import COLOURS, ownership
from toptips.charts.palette import CATEGORIES
from toptips.charts.priorities import priorities
from toptips.charts.tip import tip as tip_chart

LEVELS = {1: "Not yet", 2: "On paper", 3: "Begun", 4: "Usual", 5: "Exemplary"}
CHANGES = replace(TERMS, item="change", items="changes", key_question="Who could shift this?")
PARTS = {"need": F(1, 5), "votes": F(1, 5), "system": F(0)}
ODD_ONES_OUT = make(
    make_tip(
        1, (9, 0, 0, 0, 9), split=True, many_dont_know=True,
        by=by_sector(NHS=4.2, Council=2.1, Police=None),
        gap=Gap(True, True, "NHS", "Council"),
        priority=Priority(F(2, 5), **PARTS, rank=1, no_ownership=True),
    ),
    make_tip(
        2, by=by_sector(NHS=4, Council=3.5), gap=Gap(True, False, "NHS", "Council"),
        priority=Priority(F(2, 5), **PARTS, rank=1, no_ownership=True),
    ),
    hidden(3),
    hidden(4),
    make_tip(5, mean=None, shares=None, n=0, ownership=Shares(n=0)),
)  # fmt: skip
WITH_CHANGES = {
    "ten": full(10),
    "more than fit": full(24),
    "an only": full(1, groups=1),
    "organisations count": full(3, count="organisations"),
    "some hidden": ODD_ONES_OUT,
    "all alike": make(*(make_tip(n, priority=Priority(F(2, 5), **PARTS, rank=1))
                        for n in range(1, 13))),
    "no answer alike": make(*(make_tip(n, ownership=owned(0, 1, 1, 1)) for n in (1, 2))),
}  # fmt: skip


def said(chart: Chart) -> str:
    return "\n".join((chart.title, chart.description, texts(chart)))


@pytest.mark.parametrize("scene", WITH_CHANGES)
def test_no_chart_of_changes_speaks_of_tips(scene: str) -> None:
    figures = replace(WITH_CHANGES[scene], terms=CHANGES, scale=LEVELS)
    told: list[str] = []
    charts = draw(figures, lambda done, total, what: told.append(what))
    for chart in charts:
        assert re.findall(r"\btips?\b", said(chart), re.IGNORECASE) == [], chart.name
        if chart.name not in ("response", "themes"):
            assert re.search(r"\bchanges?\b", said(chart), re.IGNORECASE), chart.name
    assert "chart of change 1" in told and not any("tip" in what for what in told)
    assert "tip-t1" in [chart.name for chart in charts]


def test_notes_speak_of_changes() -> None:
    figures = replace(ODD_ONES_OUT, terms=CHANGES)
    notes = " ".join(said(chart) for chart in draw(figures))
    for words in (
        "Nobody scored this change",
        "Not shown, for want of answers: changes 3, 4 and 5.",
        "Not shown for any change: 1 sector with too few answers.",
        "Too few people answered ‘Who could shift this?’, so that part is left out.",
        "Both changes shown share one priority",
        "Sectors differ by more than shuffling usually brings about on change 1 (Title 1)",
    ):
        assert words in notes


def test_bands_of_their_own() -> None:
    terms = Terms(
        strength_from=F(4, 5),
        discuss_from=F(2, 5),
        bands={"strength": "going well", "discuss": "worth a talk", "concern": "worrying"},
    )
    titles = {}
    # Strong from 4.2, to discuss from 2.6: 2.58 and 4.18 keep a second decimal, 2.96 does not.
    for counts, band in (
        ((0, 21, 29, 0, 0), "concern"), ((0, 1, 24, 0, 0), "discuss"),
        ((0, 0, 0, 41, 9), "discuss"), ((0, 0, 0, 40, 10), "strength"),
    ):  # fmt: skip
        tip = make_tip(1, counts, band=band)
        for chart in (tip_chart(make(tip, terms=terms), tip), overview(make(tip, terms=terms))):
            title = drawn(chart).title.removeprefix("Tip 1 (Title 1) is ")
            titles.setdefault(counts, []).append(title)
    assert list(titles.values()) == [
        ["scored 2.58 on average, worrying.", "scored 2.58 on average."],
        ["scored 3.0 on average, worth a talk.", "scored 3.0 on average."],
        ["scored 4.18 on average, worth a talk.", "scored 4.18 on average."],
        ["scored 4.2 on average, going well.", "scored 4.2 on average."],
    ]


def colours(chart: Chart) -> set[str]:
    return {area.colour for area in areas(chart)} & set(COLOURS.values())


def test_five_owners_are_drawn_in_the_words_of_the_forms() -> None:
    chart = drawn(ownership(make(make_tip(1, ownership=owned(4, 4, 3, 4, national=5)))))
    for label in OWNERS.values():
        assert label in texts(chart) and label in chart.description
    assert "1 Title 1 4 4 5 3 4 4 of 20" in texts(chart)
    assert "Whose problem is it really?" in texts(chart)
    assert "how many chose ‘My organisation together with others’." in texts(chart)
    # Four colours, and white for who was not sure.
    assert colours(chart) == {*CATEGORIES, "#ffffff"}


def test_an_owner_that_forms_did_not_offer_is_not_in_the_key() -> None:
    first = {"ours": "Ours to fix", "system": "The whole system's", "other": "Another's"}
    terms = Terms(labels={"ownership": first})
    chart = drawn(ownership(make(make_tip(1, ownership=owned(4, 2, 0, 0)), terms=terms)))
    assert colours(chart) == {COLOURS[owner] for owner in first}
    assert "national" not in texts(chart) and "Ours to fix" in texts(chart)
    # What somebody chose is drawn, whatever is known of the forms: bars add up to all answers.
    chart = drawn(
        ownership(make(make_tip(1, ownership=owned(4, 2, 0, 0, national=4)), terms=terms))
    )
    assert colours(chart) == {COLOURS[owner] for owner in (*first, "national")}


def test_priorities_name_the_whole_systems_choice() -> None:
    tips = [
        make_tip(n, priority=Priority(F(2, 5), **PARTS, rank=n), ownership=owned(3, 1, 0, 0))
        for n in (1, 2)
    ]
    chart = drawn(priorities(make(*tips)))
    assert "Takes several: chose ‘My organisation together with others’." in texts(chart)
    assert "1 Title 1 1 2.7 3 of 4" in texts(chart).replace("  ", " ")


def test_a_noun_of_many_words_keeps_titles_short() -> None:
    terms = replace(
        TERMS,
        item="high impact change for every place of ours",
        items="high impact changes for every place of ours",
        bands=dict.fromkeys(TERMS.bands, "words that go on for longer than anybody expected"),
        labels={"ownership": dict.fromkeys(OWNERS, "An answer of rather more words than most")},
    )
    figures = replace(ODD_ONES_OUT, terms=terms)
    titles = {chart.of: chart.title for chart in draw(figures)}
    assert all(len(title.split()) <= 15 for title in titles.values()), titles
    assert titles["ownership"] == "The answer drawn first has a majority nowhere."
