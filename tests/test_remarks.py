"""What in the answers needs a look, and which figures are missing for want of answers."""

from __future__ import annotations

from dataclasses import replace

from tests.support.small_workshop import (
    asked,
    figures,
    make_framework,
    make_workshop,
    respondent,
)
from toptips.analysis.assemble import analyse
from toptips.analysis.remarks import few, strangers, unread
from toptips.analysis.rules import Rules, Smallest
from toptips.model.answered import Answered

PARTNERS = {"a": ("NHS", 9), "b": ("Council", 9)}


def test_answers_of_a_partner_or_of_a_sector_that_was_not_asked_are_said() -> None:
    put = asked(make_workshop(PARTNERS))
    forms = [
        replace(respondent("a1"), sector="NHS"),
        respondent("b1"),
        replace(respondent("b2"), sector="NHS"),
        respondent("z1"),
    ]
    moved, stranger = strangers(put, forms)
    assert moved.startswith(
        "Response r-b2 was collected with its partner in another sector than the one that was"
        " asked, which counts."
    )
    assert stranger == "Response r-z1 is of a partner that was not asked."


def test_figures_that_are_missing_are_said_with_how_many_they_take() -> None:
    workshop = make_workshop(PARTNERS)
    people = [respondent(f"a{number}", t1_score="3") for number in range(5)]
    people += [respondent("b1", t2_score="2", top_1="t1")]
    found = figures(workshop, people)
    said = list(few(found.tips, found.terms, Smallest(3, 5)))
    assert said == [
        "Fewer than 3 people scored tip 2: its scores are not shown and it has no priority.",
        "Nobody scored tip 3, so it has no priority.",
        "Fewer than 5 people named tips among those that matter most, so that part is left"
        " out of the priorities.",
        "Too few said who could change tip 1, so that part is left out of its priority.",
    ]
    assert all(sentence in found.problems for sentence in said)


def test_answers_that_could_not_be_read_are_said() -> None:
    assert list(unread(14, ())) == []
    assert list(unread(14, (4, 3, 2))) == [
        "In 3 of 14 returns, 9 answers could not be read; returns.csv says which."
    ]
    answers = {"t1_score": "3", "t1_ownership": "ours", "top_1": "t1"}
    people = [respondent(f"{partner}{number}", **answers) for partner in "ab" for number in "123"]
    put = asked(make_workshop(PARTNERS), make_framework(1))
    answered = replace(Answered.of(people), returns={"accepted": 6}, left_out=(1,))
    found = analyse(put, answered, Rules.of(put, make_workshop(PARTNERS)))
    assert found.problems == (
        "In 1 of 6 returns, 1 answer could not be read; returns.csv says which.",
    )


def test_where_enough_answered_there_is_nothing_to_say() -> None:
    answers = {"t1_score": "3", "t1_ownership": "ours", "top_1": "t1"}
    people = [respondent(f"{partner}{number}", **answers) for partner in "ab" for number in "123"]
    found = figures(make_workshop(PARTNERS), people, make_framework(1))
    assert list(few(found.tips, found.terms, Smallest(3, 5))) == []
    assert found.problems == ()


def test_what_was_not_asked_is_not_missed() -> None:
    people = [respondent(f"{partner}1", top_1="t1") for partner in "aabbb"]
    found = figures(make_workshop(PARTNERS, ask=["strengths"]), people)
    assert list(few(found.tips, found.terms, Smallest(3, 5))) == []


def test_items_are_called_as_the_framework_calls_them() -> None:
    standards = make_framework().model_dump(by_alias=True)
    framework = type(make_framework()).model_validate(
        standards | {"item": {"one": "standard", "many": "standards"}}
    )
    found = figures(make_workshop(PARTNERS), [respondent("a1", t1_score="3")], framework)
    said = " ".join(few(found.tips, found.terms, Smallest(3, 5)))
    assert "standard 1" in said and "named standards among" in said
    assert "tip" not in said
