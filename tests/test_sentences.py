"""What the report says in words, where figures are few."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from tests.support.chart_figures import make, make_tip, theme
from tests.support.small_workshop import figures, make_workshop, respondent
from toptips.analysis.figures import Figures
from toptips.analysis.terms import Terms
from toptips.model.paper import Paper
from toptips.report import sentences
from toptips.report.told import tell


def test_where_nobody_could_judge_no_false_reason_is_given() -> None:
    people = [
        respondent(f"{partner}{number}", t1_score="dont_know")
        for partner in "abcdef"
        for number in "123"
    ]
    found = figures(make_workshop(dict.fromkeys("abcdef", ("NHS", 3))), people)
    assert found.respondents.organisations == 6
    assert "Fewer than six" not in " ".join(sentences.how_sure(found))
    said = " ".join(sentences.about_scores(found.tips[0], found))
    assert said.startswith("Nobody scored this tip. 18 of 18 could not judge it.")


def test_of_sectors_that_score_alike_nothing_is_claimed() -> None:
    people = [
        respondent(f"{partner}{number}", t1_score="3") for partner in "abcd" for number in "123"
    ]
    sectors = {"a": ("NHS", 3), "b": ("NHS", 3), "c": ("Council", 3), "d": ("Council", 3)}
    found = figures(make_workshop(sectors), people)
    assert list(sentences.about_gap(found.tips[0], found)) == []


def test_of_very_many_tips_only_some_are_named() -> None:
    people = [respondent(f"a{number}", t1_score="3") for number in range(5)]
    found = figures(make_workshop({"a": ("NHS", 5)}), people)
    (tip, *_) = found.tips
    assert sentences.few([tip] * 5, found.terms).count("tip 1") == 5
    assert sentences.few([tip] * 9, found.terms).endswith("tip 1 (Tip 1) and 5 others")


WITH_SO_FEW = "With so few answers, one form more or less can change any order shown here."


def how_sure(people: int, organisations: int = 1) -> list[str]:
    """What is said of so many people, shared out among so many organisations."""
    ids = "abcdefghijkl"[:organisations]
    answers = [
        respondent(f"{ids[number % organisations]}{number}", t1_score="3")
        for number in range(people)
    ]
    return list(sentences.how_sure(figures(make_workshop(dict.fromkeys(ids, ("NHS", 9))), answers)))


def test_fewer_than_ten_answers_are_called_few() -> None:
    assert WITH_SO_FEW in how_sure(9)
    assert WITH_SO_FEW not in how_sure(10)


def test_where_too_few_answered_nothing_is_said_of_figures() -> None:
    assert how_sure(1) == [
        "What tables agreed is theirs: nothing here says how far others would agree."
    ]
    assert how_sure(3, 3)[0].startswith("The figures describe the 3 who answered, not everybody")


def test_of_fewer_than_six_organisations_no_firmness_is_claimed() -> None:
    few = "Fewer than six organisations answered, so we can't say how firm the ranks are."
    assert how_sure(15, 5)[-1] == few
    assert few not in how_sure(18, 6)


def test_where_ranks_have_ranges_it_is_said_what_they_mean() -> None:
    assert how_sure(18, 6)[-1].startswith("For each priority we say how its rank moves")


def test_no_others_are_named_as_one() -> None:
    """Of five all are named, as "and 1 other" is no shorter than a name."""
    people = [respondent(f"a{number}", t1_score="3") for number in range(5)]
    found = figures(make_workshop({"a": ("NHS", 5)}), people)
    first, second, third = found.tips
    assert sentences.few([first], found.terms) == "tip 1 (Tip 1)"
    assert sentences.few([first, second], found.terms) == "tip 1 (Tip 1) and tip 2 (Tip 2)"
    assert sentences.few([first, second, third, first], found.terms).count("tip") == 4
    assert "other" not in sentences.few([first] * 5, found.terms)
    assert sentences.few([third] + [first] * 5, found.terms) == (
        "tip 3 (Tip 3), tip 1 (Tip 1), tip 1 (Tip 1), tip 1 (Tip 1) and 2 others"
    )


def test_a_split_is_not_said_beside_all_within_one_level() -> None:
    """Twelve of 2 and twelve of 4: the median is 3, and all are within one of it."""
    people = [
        respondent(f"{partner}{number}", t1_score="24"[number % 2])
        for partner in "abcdef"
        for number in range(4)
    ]
    found = figures(make_workshop(dict.fromkeys("abcdef", ("NHS", 4))), people)
    assert (found.tips[0].split, found.tips[0].within_one) == (True, 24)
    said = " ".join(sentences.about_scores(found.tips[0], found))
    assert "views are split" in said and "within one" not in said


def test_more_forms_than_expected_stand_in_for_nobody_elsewhere() -> None:
    """a sends six of two, b two of six: four are missing. (10 x 3 + 4 x 1) / 14 to 50 / 14."""
    people = [respondent(f"a{number}", t1_score="3") for number in range(6)]
    people += [respondent(f"{name}{number}", t1_score="3") for name in "bc" for number in range(2)]
    expected = {"a": ("NHS", 2), "b": ("NHS", 6), "c": ("NHS", 2)}
    bounds = figures(make_workshop(expected), people).tips[0].non_response
    assert bounds is not None
    assert (bounds.low, bounds.high) == (F(34, 14), F(50, 14))


def test_tips_that_are_scored_alike_are_said_to_be_unsure_each() -> None:
    people = [
        respondent(
            f"{partner}{number}", t1_score="2" if number else "dont_know", t2_score="2",
            t3_score="5",
        )
        for partner in "abc"
        for number in range(3)
    ]  # fmt: skip
    found = figures(make_workshop(dict.fromkeys("abc", ("NHS", 3))), people)
    said = " ".join(sentences.headlines(found))
    assert "with a mean of 2.0 (tip 1: 3 of 9 could not judge it)" in said


def test_nobody_is_said_to_be_all_where_how_many_scored_is_hidden() -> None:
    people = [
        respondent(f"{partner}{number}", t1_score="4" if partner == "a" else "dont_know")
        for partner in "abcd"
        for number in range(2)
    ]
    found = figures(make_workshop(dict.fromkeys("abcd", ("NHS", 2))), people)
    assert found.tips[0].n is None
    assert sentences.could_not_judge(found.tips[0]) == "6 people could not judge it"


def of_people(many: int) -> Figures:
    """Six forms of two partners, and this many of people who use services."""
    staff = [respondent(f"{partner}{n}", t1_score="2") for partner in "ab" for n in "123"]
    people = [
        replace(respondent(f"p{n}", t1_experience="no"), form="people", partner="")
        for n in range(many)
    ]
    return figures(make_workshop(dict.fromkeys("ab", ("NHS", 4))), [*staff, *people])


def test_people_who_use_services_stand_apart_or_it_is_said_why_not() -> None:
    assert sentences.took_part(of_people(5)).endswith("services came back; they stand apart.")
    assert sentences.took_part(of_people(3)).endswith(
        "services came back: too few to show what they answered, which takes 5 answers."
    )


def test_what_people_who_use_services_answered_stands_with_what_they_were_asked_of() -> None:
    found = of_people(5)
    statement = found.terms.plain["t1"]
    said = sentences.about_experience(found.tips[0], found.terms)
    assert statement and said == f"Asked of: ‘{statement}’ Of 5 answers: ‘No’ 100%."
    few = of_people(3)
    assert sentences.about_experience(few.tips[0], few.terms) == ""


def test_what_those_who_did_not_answer_could_change_is_said_in_plain_words() -> None:
    """Six of eight scored it 2: with two of 1 the mean is 1.75, with two of 5 it is 2.75."""
    [said] = sentences.had_all_answered(of_people(0))
    assert said == (
        "The mean of tip 1 (Tip 1) is 2.0. Had all who did not answer given it the lowest score, it"
        " would be 1.8; had all given it the highest, 2.8."
    )


@pytest.mark.parametrize(
    ("today", "said"),
    [(date(2018, 9, 2), "is to be held"), (date(2018, 9, 3), "was held"), (None, "was held")],
)
def test_a_workshop_that_is_to_come_was_not_held(today: date | None, said: str) -> None:
    terms = Terms(day=date(2018, 9, 3), venue="The Corn Hall")
    figures = replace(of_people(0), terms=terms)
    assert tell(figures, (), today, Paper()).held == said


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (
            (9, 8, 7, 6),
            "these most, counted in respondents: theme 0 (9), theme 1 (8) and theme 2 (7)",
        ),
        ((9, 8, 8, 8), "theme 0 (9), theme 1 (8), theme 2 (8) and theme 3 (8)."),
        ((9, 8, 7, 7, 7, 7), "respondents: theme 0 (9) and theme 1 (8)."),
        ((6, 6, 6, 6, 6, 6, 5), "6 themes are mentioned most, by 6 respondents each."),
    ],
)
def test_no_theme_is_left_out_beside_one_that_as_many_mention(
    people: tuple[int, ...], said: str
) -> None:
    found = make(
        make_tip(), themes=tuple(theme(f"Theme {n}", p, 1, 1) for n, p in enumerate(people))
    )
    assert said in " ".join(sentences.headlines(found))


def test_a_mean_between_two_bands_is_said_in_a_sentence() -> None:
    tip = make_tip(band_range=("concern", "discuss"))
    [said, *_] = sentences.about_scores(tip, make(tip))
    assert said.endswith("median 3.0 (between a concern and to discuss).")
    [said, *_] = sentences.about_scores(make_tip(), make(make_tip()))
    assert said.endswith("median 3.0, a concern.")
