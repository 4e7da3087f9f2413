"""Keep, adapt or drop: in people, for the whole workshop, and never of a duty."""

from __future__ import annotations

from functools import partial

from tests.support.chart_figures import drawn, everything, texts
from tests.support.small_workshop import figures, make_framework, make_workshop, respondent, table
from toptips.analysis.figures import Figures
from toptips.charts import draw
from toptips.charts.local import local
from toptips.model.framework import Framework
from toptips.model.responses import Response
from toptips.report import sentences
from toptips.report.local import LocalTold, local_told
from toptips.report.quoted import quotes_told

PARTNERS = {"a": ("NHS", 9), "b": ("NHS", 9), "c": ("Council", 9)}
NAMES = [f"{partner}{number}" for number in range(3) for partner in PARTNERS]
WORDS = {"k": "keep", "a": "adapt", "d": "drop", "-": ""}
ASK = ["score", "local_tip", "wording"]


def found(
    *local_tip: str,
    tables: list[Response] | None = None,
    framework: Framework | None = None,
    ask: list[str] | None = None,
    **more: object,
) -> Figures:
    """Figures of nine people: for each tip a string such as kkkaaaddd."""
    people = [
        respondent(
            name, t1_score="3",
            **{f"t{tip}_local_tip": WORDS[said[n]] for tip, said in enumerate(local_tip, 1)},
        )
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    workshop = make_workshop(PARTNERS, ask=ask or ASK, **more)
    framework = framework or make_framework(len(local_tip))
    return figures(workshop, [*people, *(tables or [])], framework)


def told(given: Figures) -> LocalTold:
    part = local_told(given, partial(quotes_told, internal=given.internal))
    assert part is not None
    return part


def headline(given: Figures) -> list[str]:
    return [said for said in sentences.headlines(given) if "local version, most" in said]


def test_what_most_would_drop_or_adapt_stands_in_the_headlines() -> None:
    given = found("kkkkkkkka", "kkkaaaddd", "kkddddddd")
    assert headline(given) == [
        "For a local version, most who answered would drop tip 3 (7 of 9) and adapt or drop tip 2"
        " (6 of 9)."
    ]


def test_what_nobody_would_drop_most_would_adapt() -> None:
    given = found("kkkaaaaaa", "kkkaaaddd")
    assert headline(given) == [
        "For a local version, most who answered would adapt or drop tip 2 (6 of 9) and adapt tip 1"
        " (6 of 9)."
    ]
    only = found("kkkaaaaaa", "kkkkkkkkd")
    chart = local(only)
    assert chart is not None
    assert chart.title.startswith("Most who answered would adapt tip 1 ")
    assert chart.finding.startswith("most who answered would adapt tip 1")


def test_what_fewer_than_half_of_the_forms_say_is_no_headline() -> None:
    assert headline(found("kaaa-----", "kkkk-----")) == []
    assert headline(found("kaaaa----", "kkkk-----")) != []


def test_where_all_is_kept_it_is_said_and_where_views_are_even_nothing_is() -> None:
    assert headline(found("kkkkkkkka", "kkkkkkkkk")) == [
        "For a local version, most who answered would keep each of the 2 tips that enough people"
        " were asked about."
    ]
    assert headline(found("kkkkaaaa-", "kkkkkkkkk")) == []
    assert headline(found("kkk------", "---------")) == []


def test_the_table_counts_people() -> None:
    rows = told(found("kkkaaaddd", "kk-------", "---------")).rows
    assert (rows[0].answered, rows[0].chosen) == ("9", ("3", "3", "3"))
    assert (rows[1].answered, set(rows[1].chosen)) == ("not shown", {"not shown"})
    assert (rows[2].answered, set(rows[2].chosen)) == ("0", {""})


def test_where_organisations_count_once_the_table_holds_shares() -> None:
    row = told(found("kkkaaaddd", count="organisations")).rows[0]
    assert row.chosen == ("33%", "33%", "33%")


def test_of_a_duty_nothing_is_asked() -> None:
    framework = make_framework(2)
    tips = (framework.tips[0].model_copy(update={"duty": True}), framework.tips[1])
    given = found("---------", "kkkaaaddd", framework=framework.model_copy(update={"tips": tips}))
    (row,) = told(given).rows
    assert row.name == "2 Tip 2"
    assert told(given).duties == "Nobody was asked about tip 1: it is a duty by law."
    chart = drawn(local(given))
    assert "Tip 1" not in everything(chart)


def test_the_chart_says_what_most_would_change() -> None:
    chart = drawn(local(found("kkkaaaddd", "kkkkkkkkk", "ddd------")))
    assert chart.title == "Most who answered would adapt or drop tip 1 (Tip 1)."
    assert "Not shown, for want of answers: tip 3" in chart.description
    kept = drawn(local(found("kkkkkkkkk")))
    assert kept.title == "Nobody who answered would adapt or drop any of the tips shown."
    even = drawn(local(found("kkkkkkdda", "kkkkkkkkk")))
    assert even.title == "For no tip would most who answered adapt or drop it."
    assert "the largest share, 33%, is for tip 1 (Tip 1)" in even.description
    # Six of nine would keep it, one adapt it, two drop it.
    assert "1 Tip 1 6 1 2 3 of 9" in texts(even)
    assert local(found("ddd------")) is None
    assert "local" in {chart.name for chart in draw(found("kkkaaaddd"))}


def test_where_nothing_was_asked_there_is_no_part() -> None:
    assert local_told(found("---------", ask=["score"]), quotes_told) is None


def test_what_tables_decided_stands_beside_it() -> None:
    sheets = [table("1", t1_local_tip="drop"), table("2", t1_local_tip="keep")]
    part = told(found("kkkkkkkkk", "kkkkkkkkk", tables=sheets))
    assert part.rows[0].tables == "Keep it: 1 of 2; Drop it: 1 of 2"
    assert part.rows[1].tables == ""


def test_words_of_tables_are_proposed_only_where_nobody_objects() -> None:
    sheets = [
        table("4", t1_wording="Plan on the first day", _read_by_all="words"),
        table("5", t1_wording="Never print this"),
    ]
    part = told(found("kkkkkkkkk", tables=sheets))
    (wording,) = part.wordings
    assert wording.proposed == "1 table proposed other words."
    assert [(words.text, words.whose) for words in wording.quotes] == [
        ("Plan on the first day", "a table")
    ]


def test_words_of_self_assessments_need_consent() -> None:
    person = respondent("a9", "no", t1_wording="Never print this either")
    part = told(found("kkkkkkkkk", tables=[person]))
    (wording,) = part.wordings
    assert (wording.proposed, wording.quotes) == ("1 person proposed other words.", ())
