"""What a person checks first, what is kept apart, and what the report says of who checked."""

from fractions import Fraction

import pytest

from tests.support.coding import codebook
from toptips.analysis.checked import AgreedTheme, Agreement
from toptips.analysis.checking import CheckedComment, count_keywords, kept_apart, to_check
from toptips.analysis.figures import Coding
from toptips.model.answered import Comment
from toptips.model.codebook import Codebook
from toptips.model.responses import Response
from toptips.report.checking import how_far_coders_agree, who_checked

BOOK = Codebook.model_validate(codebook())
TEXTS = ("housing", "nothing fits", "nothing fits these longer words", "a shared record")


def comments(*texts: str) -> list[Comment]:
    response = Response(id="r1", form="self-assessment", partner="council", respondent="Jo")
    return [Comment(response, f"t{number}", "barriers", text) for number, text in enumerate(texts)]


def rows(*texts: str, **decided: frozenset[str]) -> list[CheckedComment]:
    given = comments(*texts)
    known = {comment.id: decided[comment.item] for comment in given if comment.item in decided}
    return to_check(given, BOOK, known, {}, {"council": "Local authority"})


def test_comments_without_a_theme_come_first_then_those_that_rest_on_one_keyword() -> None:
    found = rows(*TEXTS)
    assert [row.comment.text for row in found] == [TEXTS[2], TEXTS[1], TEXTS[0], TEXTS[3]]
    assert [row.is_uncoded for row in found] == [True, True, False, False]
    assert [row.keywords for row in found] == [0, 0, 1, 2]
    assert len(found[0].proposed) == 3
    assert found[2].proposed == ()


def test_what_is_decided_comes_last_and_counts_whatever_keywords_say() -> None:
    found = rows(*TEXTS, t0=frozenset({"carers"}), t1=frozenset())
    assert [row.comment.text for row in found][-2:] == [TEXTS[1], TEXTS[0]]
    last = found[-1]
    assert (last.machine, last.themes, last.decided) == ({"housing"}, {"carers"}, True)
    assert not found[-2].is_uncoded


def test_what_was_split_since_is_looked_at_again_first() -> None:
    given = comments(*TEXTS)
    known = {given[0].id: frozenset({"housing"})}
    found = to_check(given, BOOK, known, {}, {}, again={given[0].id})
    assert given[0] in [row.comment for row in found[:3]]


def test_a_sector_that_may_be_named_stands_beside_its_comments() -> None:
    assert {row.sector for row in rows("housing")} == {"Local authority"}
    assert to_check(comments("housing"), BOOK, {}, {}, {})[0].sector == ""


def test_a_third_at_most_is_kept_apart_and_the_same_by_the_same_seed() -> None:
    ids = [f"{number:012x}" for number in range(30)]
    drawn = kept_apart(ids, set(), set(), "essex-2018")
    assert len(drawn) == 10
    assert kept_apart(ids[::-1], set(), set(), "essex-2018") == drawn
    assert kept_apart(ids, set(), set(), "other") != drawn
    many = [f"{number:012x}" for number in range(1000)]
    assert len(kept_apart(many, set(), set(), "essex-2018")) == 100
    assert kept_apart(ids[:2], set(), set(), "essex-2018") == []


def test_comments_whose_proposals_somebody_saw_are_never_kept_apart() -> None:
    ids = [f"{number:012x}" for number in range(30)]
    drawn = kept_apart(ids, set(), set(), "s")
    again = kept_apart(ids, set(drawn[:5]), set(), "s")
    assert not set(again) & set(drawn[:5])
    # Those that were coded so stay, whatever else comes back.
    more = [*ids, *(f"{number:012x}" for number in range(30, 60))]
    assert set(drawn[:5]) <= set(kept_apart(more, set(), set(drawn[:5]), "s"))


def test_what_became_of_each_keyword() -> None:
    found = rows(
        "housing", "housing too", "housing and a record", t0=frozenset({"housing"}), t1=frozenset()
    )
    counts = {(of.theme, of.keyword): of for of in count_keywords(found, BOOK)}
    housing = counts["housing", "housing"]
    assert (housing.comments, housing.kept, housing.rejected) == (3, 1, 1)
    assert counts["records", "record*"].comments == 1
    assert count_keywords(found, BOOK)[0] == housing, "those most often rejected first"


@pytest.mark.parametrize(
    ("coding", "says"),
    [
        (Coding("b", 0, 0), ""),
        (
            Coding("b", 9, 0),
            "No person has checked yet how the comments were read for themes.",
        ),
        (
            Coding("b", 9, 0, checked=4),
            "A person checked the themes of 4 of 9 comments. In the other 5 the program"
            " alone decided.",
        ),
        (
            Coding("b", 1, 0, checked=1, roles=("Discharge lead",)),
            "A person (Discharge lead) checked the themes of 1 of 1 comment.",
        ),
        (
            Coding("b", 9, 0, checked=9, roles=("Lead", "Carer")),
            "People (Lead and Carer) checked the themes of 9 of 9 comments.",
        ),
    ],
)
def test_who_checked_is_said_in_numbers_and_roles(coding: Coding, says: str) -> None:
    assert " ".join(who_checked(coding)) == says


def agreement(alpha: float | None, *, blind: bool = True, theme: bool = False) -> Agreement:
    kappa = AgreedTheme("housing", "Housing", Fraction(2, 5), (0.12, 0.61), Fraction(40, 55))
    interval = None if alpha is None else (alpha - 0.1, alpha + 0.1)
    return Agreement(60, alpha, interval, blind, (kappa,) if theme else ())


@pytest.mark.parametrize(
    ("alpha", "says"),
    [
        (0.81, "enough to rely on"),
        (0.70, "enough for tentative conclusions"),
        (0.50, "too little to rely on for single comments"),
        (-0.2, "too little to rely on"),
        (None, "nothing can be said of chance"),
    ],
)
def test_what_the_agreement_means_is_said_in_words(alpha: float | None, says: str) -> None:
    coding = Coding("b", 200, 0, checked=60, with_person=agreement(alpha))
    (said,) = how_far_coders_agree(coding)
    assert "60 comments were read by a person who did not see what the program found" in said
    assert says in said


def test_single_themes_and_two_people_are_told_of_where_there_is_something_to_tell() -> None:
    coding = Coding(
        "b", 200, 0, checked=60,
        with_person=agreement(0.5, theme=True), between_people=agreement(0.9, blind=False),
    )  # fmt: skip
    machine, people = how_far_coders_agree(coding)
    assert "Housing 0.40 (0.12 to 0.61)" in machine
    assert people.startswith("Two people coded 60 comments.")
    assert "Both saw what the program proposed" in people


def test_what_was_not_measured_is_said_too() -> None:
    (said,) = how_far_coders_agree(Coding("b", 200, 0, checked=60))
    assert "can't be told" in said
    assert list(how_far_coders_agree(Coding("b", 200, 0))) == []
