"""What the report says of the order of priorities: how firm it is, in the worse case too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.small_workshop import figures, make_framework, make_workshop, respondent
from tests.support.word_files import open_word
from toptips.analysis.figures import Figures
from toptips.documents.template import Templates
from toptips.places import shipped
from toptips.report import write_report
from toptips.report.priorities import about_ranks
from toptips.report.sentences import how_sure


def with_ranks(*without_one: tuple[int, int] | None) -> Figures:
    """Five tips from the lowest score to the highest; the first three have these ranges."""
    people = [
        respondent(f"{partner}{number}", **{f"t{tip}_score": str(tip) for tip in range(1, 6)})
        for partner in "abcdef"
        for number in range(3)
    ]
    found = figures(make_workshop(dict.fromkeys("abcdef", ("NHS", 3))), people, make_framework(5))
    tips = [
        replace(tip, priority=replace(tip.priority, rank_without_one=ranges))
        for tip, ranges in zip(found.tips, without_one, strict=False)
    ]
    return replace(found, tips=(*tips, *found.tips[len(tips) :]))


FIRM = "No single organisation decides the first three"


def test_it_is_said_where_a_single_organisation_can_change_the_first_three() -> None:
    said = " ".join(about_ranks(with_ranks((1, 4), (1, 3), (2, 5))))
    assert said.startswith(
        "A single organisation can change which are the first three: leave out the forms of any"
        " one, and tip 1 is 1st to 4th and tip 3 is 2nd to 5th."
    )
    assert FIRM not in said


def test_of_so_few_answers_that_any_form_can_change_the_order_it_is_said_once() -> None:
    found = with_ranks((1, 4), (1, 3), (2, 5))
    few = replace(found, respondents=replace(found.respondents, self_assessments=9))
    assert "can change" not in " ".join(about_ranks(few))
    assert "can change any order" in " ".join(how_sure(few))


def test_it_is_said_where_none_can() -> None:
    said = " ".join(about_ranks(with_ranks((1, 2), (1, 3), (2, 3))))
    assert said.startswith(FIRM) and "can change" not in said


def test_nothing_is_said_where_it_is_not_known() -> None:
    said = " ".join(about_ranks(with_ranks((1, 4), (1, 3), None)))
    assert FIRM not in said and "can change" not in said


def report_of(found: Figures) -> str:
    return open_word(write_report(found, [], Templates([shipped("templates")])).word).text


def test_of_views_that_are_split_no_mean_stands_alone() -> None:
    found = with_ranks()
    first, *others = found.tips
    parts = report_of(replace(found, tips=(replace(first, split=True), *others)))
    front, _, after = parts.partition("The headlines\n")
    assert "1 Tip 1\nsplit\n" in front and "1 Tip 1\n1.0\n" not in front
    assert "1 Tip 1\n1.0 (views are split)\n" in after
    assert "2 Tip 2\n2.0\n" in front and "2 Tip 2\n2.0\n" in after


@pytest.mark.parametrize("known", [True, False])
def test_page_1_says_how_each_rank_moves_as_it_promises(known: bool) -> None:
    found = with_ranks()
    if not known:
        found = replace(found, tips=tuple(
            replace(tip, priority=replace(tip.priority, rank_low=None, rank_high=None))
            for tip in found.tips
        ))  # fmt: skip
    first_page = report_of(found).partition("The headlines\n")[0]
    assert ("Rank could be" in first_page) is known
    promised = any("we say how its rank moves" in sentence for sentence in how_sure(found))
    assert promised is known
