"""What the report says in words, where figures are few."""

from tests.support.small_workshop import figures, make_workshop, respondent
from toptips.report import sentences


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
    assert said.startswith("Nobody scored this tip. 18 people could not judge it. That is 100%")


def test_the_sectors_that_score_alike_are_said_to() -> None:
    people = [
        respondent(f"{partner}{number}", t1_score="3") for partner in "abcd" for number in "123"
    ]
    sectors = {"a": ("NHS", 3), "b": ("NHS", 3), "c": ("Council", 3), "d": ("Council", 3)}
    found = figures(make_workshop(sectors), people)
    assert list(sentences.about_gap(found.tips[0], found)) == ["The sectors' means are the same."]


def test_of_very_many_tips_only_some_are_named() -> None:
    people = [respondent(f"a{number}", t1_score="3") for number in range(5)]
    found = figures(make_workshop({"a": ("NHS", 5)}), people)
    (tip, *_) = found.tips
    assert sentences.few([tip] * 5, found.terms).count("tip 1") == 5
    assert sentences.few([tip] * 9, found.terms).endswith("tip 1 (Tip 1) and 5 others")
