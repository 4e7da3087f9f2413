"""The figures of workshops where few answer, or questions and answers are unusual."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from tests.support.small_workshop import (
    PARTNERS,
    asked,
    figures,
    make_framework,
    make_workshop,
    respondent,
    table,
)
from toptips.analysis.assemble import analyse
from toptips.analysis.figures import Agreed, Votes
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.codebook import Codebook

pytestmark = pytest.mark.usefixtures("sectors_of_few")


@pytest.mark.parametrize("names", [["a1"], ["a1", "b1"], ["a1", "a2", "a3"]])
def test_too_few_in_all_show_nothing_but_who_took_part(names: list[str]) -> None:
    forms = [
        respondent(
            name, "sector", t1_score="2", t1_barriers="No beds", t1_ownership="ours", top_1="t1"
        )
        for name in names
    ]
    found = figures(make_workshop(PARTNERS), [*forms, table("1", t1_action="Meet weekly")])
    assert found.too_few
    for tip in found.tips:
        assert tip.suppressed and tip.n is tip.mean is tip.dont_know is tip.priority.value is None
        assert not tip.votes.n and not tip.ownership.n and not tip.by
        assert not any(comments.n for comments in tip.comments.values())
    assert found.themes == () and found.problems == ()
    assert found.respondents.self_assessments == len(names)
    assert found.tips[0].agreed == (Agreed("1", {"action": "Meet weekly"}),)


def test_in_a_workshop_of_one_organisation_people_alone_count() -> None:
    forms = [respondent(f"a{number}", t1_score="4") for number in range(3)]
    found = figures(make_workshop({"a": ("NHS", 3)}), forms)
    assert not found.too_few and found.tips[0].mean == 4
    assert found.tips[0].by == {}, "one organisation has no sectors"


def test_everybody_may_answer_dont_know() -> None:
    forms = [respondent(f"{partner}1", t1_score="dont_know") for partner in "abcdef"]
    first = figures(make_workshop(PARTNERS), forms).tips[0]
    assert (first.n, first.suppressed, first.dont_know, first.many_dont_know) == (0, False, 6, True)
    assert first.mean is first.median is first.shares is first.consensus is first.band is None
    assert all(scored.suppressed for scored in first.by["sector"].values())


def test_an_unscored_tip_comes_last_and_the_others_keep_their_ranks() -> None:
    forms = [respondent(f"{partner}1", t1_score="4", t3_score="2") for partner in "abcdef"]
    found = figures(make_workshop(PARTNERS), forms)
    assert [tip.priority.rank for tip in found.tips] == [2, None, 1]
    assert [tip.number for tip in found.ranked()] == [3, 1, 2]
    # Nobody voted and nobody said whose problem it is: both parts drop out.
    assert found.tips[2].priority.value == found.tips[2].priority.need == F(3, 4)
    assert found.tips[2].votes == Votes(n=0, count=0)


def test_a_question_not_asked_drops_out_and_the_weights_are_scaled() -> None:
    workshop = make_workshop(PARTNERS, ask=["score"])
    forms = [respondent(f"{partner}1", t1_score="3", top_1="t1") for partner in "abcdef"]
    priority = figures(workshop, forms).tips[0].priority
    # 0.5 and 0.3 become 5/8 and 3/8: 5/8 * 1/2 + 3/8 * 1.
    assert (priority.value, priority.need, priority.votes) == (F(11, 16), F(5, 16), F(3, 8))
    assert priority.system is None and not priority.no_ownership


def test_a_score_off_the_scale_is_not_counted_and_is_said() -> None:
    forms = [respondent(f"{partner}1", t1_score="3") for partner in "abcde"]
    found = figures(make_workshop(PARTNERS), [*forms, respondent("f1", t1_score="6")])
    assert found.tips[0].n == 5
    assert "Response r-f1: its score for tip 1 is not on the scale." in found.checks


def test_a_partner_that_is_not_in_the_workshop_counts_and_is_said() -> None:
    forms = [respondent(f"{partner}1", t1_score="3") for partner in "abcz"]
    found = figures(make_workshop(PARTNERS), forms)
    assert found.tips[0].n == 4
    assert "Response r-z1 is of a partner that was not asked." in found.checks
    # With the one of the Council that answered, which would be counted by itself.
    assert found.respondents.by_sector["Other sectors"].answered == 2


def test_scores_are_worked_out_on_another_scale_too() -> None:
    # 0 0 0 0, 5, 10 10; and a 2, which is no level of this scale.
    scores = {"a1": "0", "b1": "0", "c1": "0", "d1": "0", "e1": "2", "f1": "5"}
    scores |= {"a2": "10", "a3": "10"}
    forms = [respondent(name, t1_score=score) for name, score in scores.items()]
    item = figures(make_workshop(PARTNERS), forms, make_framework(1, scale=[0, 5, 10])).tips[0]
    # The median is 0, and 5 is the level next to it.
    assert (item.n, item.mean, item.median, item.within_one) == (7, F(25, 7), 0, 5)
    assert item.priority.need == (10 - F(25, 7)) / 10


def test_what_the_tables_agreed_stands_beside_the_figures() -> None:
    tables = [
        table("10", t1_score="2", t1_ownership="system", t1_action="Meet weekly"),
        table("2", t1_score="dont_know", t1_dissent="The police did"),
        table("3", t2_score="1"),
    ]
    forms = [respondent(f"{partner}1", t1_score="4") for partner in "abcdef"]
    found = figures(make_workshop(PARTNERS), [*tables, *forms])
    assert found.tips[0].agreed == (
        Agreed("2", {"score": "dont_know"}),
        Agreed("10", {"score": "2", "ownership": "system", "action": "Meet weekly"}),
    )
    assert (found.tips[0].dissenting, found.tips[1].dissenting) == (1, None)
    assert found.tips[0].mean == 4 and found.tips[0].dont_know == 0
    assert found.tips[1].n == 0
    assert (found.respondents.tables, found.respondents.self_assessments) == (3, 6)


def test_a_theme_names_the_sectors_in_which_enough_people_mention_it() -> None:
    codebook = Codebook.model_validate(
        {
            "format": 1,
            "id": "small",
            "themes": [
                {"id": "beds", "name": "Beds", "description": "Beds.", "keywords": ["bed*"]},
            ],
        }
    )
    people = {"a": 4, "b": 3, "c": 3, "d": 3, "e": 2, "f": 1}
    forms = [
        respondent(f"{partner}{number}", "sector", t1_barriers="No beds" if number < 2 else "Time")
        for partner, many in people.items()
        for number in range(many)
    ]
    workshop = make_workshop(PARTNERS)
    put = asked(workshop)
    found = analyse(put, Answered.of(forms), Rules.of(put, workshop), codebook)
    (beds,) = found.themes
    assert (beds.comments, beds.respondents, beds.organisations) == (11, 11, 6)
    # Of c and d together four do; of e and f, which are pooled, two and one.
    assert beds.sectors == ("Council", "NHS", "Other sectors")
    # Three of a alone are of one organisation, and nobody else of the NHS mentions it.
    alone = [
        respondent(f"{name}", t1_barriers="No beds" if name[0] == "a" else "Time")
        for name in ("a0", "a1", "a2", "b0", "b1", "c0", "d0")
    ]
    (beds,) = analyse(put, Answered.of(alone), Rules.of(put, workshop), codebook).themes
    assert (beds.respondents, beds.sectors) == (3, ())
    assert found.coding is not None and (found.coding.comments, found.coding.uncoded) == (16, 5)


def test_those_who_could_not_judge_are_a_share_of_all_who_answered() -> None:
    given = ["4", "dont_know", "dont_know", "not_for_us", "2"]
    found = figures(
        make_workshop(PARTNERS),
        [
            respondent(f"{name}1", t1_score=score)
            for name, score in zip("abcde", given, strict=True)
        ],
    ).tips[0]
    assert (found.dont_know_share, found.not_for_us_share) == (F(2, 5), F(1, 5))


def test_without_a_question_for_scores_nobody_is_said_to_have_scored_nothing() -> None:
    workshop = make_workshop(PARTNERS, ask=["ownership"])
    people = [respondent(f"{name}1", t1_ownership="ours", top_1="t1") for name in "abcde"]
    found = figures(workshop, people)
    assert found.tips[0].priority.rank == 1
    assert not [problem for problem in found.problems if "scored" in problem]
