"""What the progress report and its chart say, as their readers find it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

from lxml.html import document_fromstring
from pptx import Presentation

from tests.support.accessible import openxml_errors
from tests.support.chart_figures import drawn, texts
from tests.support.nouns import speaks_of_tips
from tests.support.small_workshop import make_framework
from tests.support.word_files import open_word
from tests.test_progress import compared, make_round, of_all
from toptips.analysis.figures import Shares
from toptips.analysis.following import FollowedUp
from toptips.analysis.progress import Progress
from toptips.charts import draw_progress, draw_progress_slides
from toptips.charts.progress import changes
from toptips.documents.checks import problems
from toptips.documents.template import Templates
from toptips.model.actions import AgreedAction
from toptips.places import shipped
from toptips.report.progress import headlines, how_sure, tell_progress, write_progress
from toptips.report.progress_slides import write_progress_slides

PICTURE = 13


def told(found: Progress, **more: Any) -> Any:
    return tell_progress(found, draw_progress(found), None, final=False, **more)


def progress_text(found: Progress) -> str:
    templates = Templates([shipped("templates")])
    return open_word(write_progress(found, draw_progress(found), templates).word).text


def up() -> Progress:
    return compared(make_round(of_all(2)), make_round(of_all(3)))


def down() -> Progress:
    return compared(make_round(of_all(4)), make_round(of_all(3)))


def unsure() -> Progress:
    after = {name: [{"t1": 2 + number % 3}] for number, name in enumerate("abcdef")}
    return compared(make_round(of_all(3)), make_round(after))


def hidden() -> Progress:
    return compared(make_round(of_all(3, "abcde")), make_round(of_all(4, "abcde")))


def test_how_many_went_which_way_is_said_first_and_claimed_only_where_it_may_be() -> None:
    said = [*headlines(up())]
    assert said[0] == "6 organisations answered both times, in round 1 and round 2."
    assert said[1].startswith("Tip 1 (Tip 1): 6 organisations up, 0 the same, 0 down.")
    assert "it went up by 1.0 levels, more than chance usually brings about" in said[1]
    assert "it went down by 1.0 levels, more than chance" in [*headlines(down())][1]
    assert len(said) == 2


def test_an_interval_of_one_number_says_that_nearly_all_moved_alike() -> None:
    [row] = told(up()).changes
    assert row.change == "+1.0 (nearly all by +1.0)"


def test_why_means_differ_from_those_of_the_report_is_said() -> None:
    text = progress_text(up())
    assert (
        "means, in levels, of those organisations alone that scored a tip both times, each counted"
        " once. So they may differ from the means in a workshop’s own report."
    ) in text


def test_what_is_not_claimed_is_never_said_to_be_the_same() -> None:
    said = " ".join(headlines(unsure()))
    assert "On no tip that can be compared" in said and "Smaller changes may be real." in said
    assert "more than chance" not in said
    [row] = told(unsure()).changes
    assert (row.counts, row.change, row.told) == ("2, 2, 2", "0.0 (−1.0 to +1.0)", "No")


def test_what_is_hidden_is_not_shown_and_never_nought() -> None:
    found = hidden()
    assert "No change is shown of tip 1: it would show organisations." in [*headlines(found)]
    [row] = told(found).changes
    assert (row.counts, row.then, row.now, row.change) == ("not shown", "", "", "")
    assert draw_progress(found) == [] and told(found).charts == {}


def test_who_was_heard_once_is_named_apart() -> None:
    before = make_round({**of_all(2, "abcdef"), "x": [{"t1": 2}, {"t1": 3}], "y": [{"t1": 4}]})
    found = compared(before, make_round(of_all(3, "abcdef")))
    assert told(found).left == ("Partner x", "Partner y")
    assert told(found).came == ()
    assert "2 organisations that were not heard both times count in no change." in [
        *how_sure(found)
    ]
    rows = {row.then: (row.now, row.fate, row.answered) for row in told(found).organisations}
    assert rows["Partner x"] == ("not invited", "No longer invited", "Only in round 1")


def test_the_chart_says_its_finding_and_gives_its_numbers() -> None:
    chart = drawn(changes(up()))
    assert chart.title == "Tip 1 (Tip 1) went up by more than chance usually brings about."
    assert "Tip 1 from 2.0 to 3.0." in chart.description
    assert "6 up, 0 same, 0 down" in texts(chart) and "+1.0" in texts(chart)
    assert "n = 6 organisations. Source: self-assessments of round 1 and round 2." in (
        chart.about.replace("\u00a0", " ")
    )
    other = drawn(changes(unsure()))
    assert "can the change be told from chance" in other.title
    assert len(chart.title.split()) <= 15 and len(other.title.split()) <= 15


def test_an_item_that_is_new_or_hidden_has_words_in_its_place() -> None:
    two = {name: [{"t1": 3, "t2": 3}] for name in "abcdef"}
    found = compared(make_round(of_all(2)), make_round(two, make_framework(2)))
    said = texts(drawn(changes(found)))
    assert "New" in said
    assert "New since round 1: tip 2." in [*headlines(found)]
    assert told(found).fates == ("Tip 2 (Tip 2) is new.",)


def written(found: Progress) -> Any:
    return write_progress(found, draw_progress(found), Templates([shipped("templates")]))


def test_the_web_page_and_the_word_document_say_the_same() -> None:
    found = up()
    report = written(found)
    assert problems(report.word) == [] and openxml_errors(report.word) == []
    page = document_fromstring(report.html.decode())
    said = " ".join(page.text_content().split())
    for sentence in (*headlines(found), *how_sure(found)):
        assert sentence in said and sentence in open_word(report.word).text
    [drawn_there] = page.xpath("//*[local-name()='svg']")
    names = drawn_there.get("aria-labelledby").split()
    assert [page.get_element_by_id(name).tag for name in names] == ["title", "desc"]
    assert "Tip 1 from 2.0 to 3.0." in drawn_there.text_content()
    assert "Draft" in page.xpath("string(//header)")


def test_where_no_interval_is_shown_the_chart_says_so() -> None:
    found = up()
    [item] = found.items
    without = replace(item, change=replace(item.change, interval=None))
    said = texts(drawn(changes(replace(found, items=(without,)))))
    assert "Of tip 1 it is not shown how uncertain the change is" in said
    assert "counted from the first dot" not in said
    assert "counted from the first dot" in texts(drawn(changes(found)))


def test_an_action_that_nobody_answered_about_is_not_called_not_asked() -> None:
    action = AgreedAction("a1", "t1", "Ring the family")
    followed = FollowedUp(action, 1, Shares(n=0), {})
    found = replace(up(), followed=(followed, replace(followed, asked=False)))
    assert [row.said for row in told(found).actions] == ["nobody answered", "not asked"]


def shown_on_slides(found: Progress) -> Any:
    templates = Templates([shipped("templates")])
    data = write_progress_slides(found, draw_progress_slides(found), templates, date(2026, 11, 2))
    return [*Presentation(io.BytesIO(data)).slides]


def test_each_finding_has_a_slide_with_few_words_beside_its_chart() -> None:
    slides = shown_on_slides(up())
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles == [
        "Small: progress since round 1",
        "What has changed",
        "Tip 1 (Tip 1) went up by more than chance usually brings about",
        "How sure can we be?",
        "Three questions to talk about",
    ]
    [picture] = [shape for shape in slides[2].shapes if shape.shape_type == PICTURE]
    assert "Tip 1 from 2.0 to 3.0." in picture._element.nvPicPr.cNvPr.get("descr")
    besides = [shape.text_frame.text for shape in slides[2].shapes if shape.has_text_frame]
    assert len(" ".join(besides).split()) <= 40


def test_where_nothing_may_be_shown_no_slide_has_a_chart() -> None:
    slides = shown_on_slides(hidden())
    assert not [shape for each in slides for shape in each.shapes if shape.shape_type == PICTURE]
    said = " ".join(
        shape.text_frame.text for each in slides for shape in each.shapes if shape.has_text_frame
    )
    assert "No change is shown of tip 1" in said


def test_many_actions_stand_on_several_slides_in_few_words() -> None:
    long = "Agree before the ward round who rings the family, and who else " * 4
    actions = [AgreedAction(f"a{number}", "t1", f"{number} {long}") for number in range(7)]
    followed = tuple(FollowedUp(each, 1, Shares(n=0), {}) for each in actions)
    slides = shown_on_slides(replace(up(), followed=followed))
    tables = {
        slide.shapes.title.text_frame.text: shape.table
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
    }
    assert {title: len(table.rows) for title, table in tables.items()} == {
        "What was agreed last time (1 of 2)": 6,
        "What was agreed last time (2 of 2)": 3,
    }
    for table in tables.values():
        assert all(len(row.cells[1].text) <= 90 for row in table.rows)


def test_a_framework_of_changes_is_never_said_to_be_of_tips() -> None:
    made = make_framework(2)
    noun = made.item.model_copy(update={"singular": "change", "plural": "changes"})
    tips = (
        tip.model_copy(update={"title": f"Matter {tip.number}", "summary": "A matter."})
        for tip in made.tips
    )
    framework = made.model_copy(update={"title": "Two changes", "item": noun, "tips": tuple(tips)})
    people = {name: [{"t1": 2, "t2": 3}] for name in "abcdef"}
    after = {name: [{"t1": 3, "t2": 2 + at % 3}] for at, name in enumerate("abcdef")}
    found = compared(make_round(people, framework), make_round(after, framework))
    templates = Templates([shipped("templates")])
    report = write_progress(found, draw_progress(found), templates)
    said = open_word(report.word).text
    assert "Each change, then and now" in said
    for of_a_movement in (
        "Smaller movements may be real.",
        "A movement may be one of who answered.",
        "Movement (interval)",
        "The movement is the mean of these differences.",
    ):
        assert of_a_movement in said
    for taken_for_an_item in ("no change can the change", "Change (interval)", "Smaller changes"):
        assert taken_for_an_item not in said
    assert "An interval looks at one change alone; ‘Beyond chance’ looks at all changes" in said
    assert speaks_of_tips(said) == []
    chart = drawn(changes(found))
    assert speaks_of_tips(chart.title + chart.description) == []
    assert "Mean movement" in texts(chart) and "Mean change" not in texts(chart)
