"""How many comments people checked, and how far keywords and people agree."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from tests.support.coding import codebook
from toptips.analysis.coders import (
    FEWEST_COMMENTS,
    Pairs,
    between_people,
    disagreements,
    with_keywords,
    with_people,
)
from toptips.analysis.figures import Coding
from toptips.model.answered import Answered, Comment
from toptips.model.codebook import Codebook
from toptips.model.responses import Response

BOOK = Codebook.model_validate(codebook())
HOUSING, CARERS, NONE = frozenset({"housing"}), frozenset({"carers"}), frozenset[str]()
Given = Mapping[str, frozenset[str]]


def answered(number: int, text: str = "There is no housing") -> tuple[Answered, list[Comment]]:
    """So many people who write the same words, each a comment of its own."""
    written = Answered.of(
        [
            Response(
                id=f"r{place:03}",
                form="self-assessment",
                partner="council",
                answers={("t1", "barriers"): text},
            )
            for place in range(number)
        ]
    )
    return written, list(written.comments)


def test_keywords_are_paired_with_what_a_person_gave_without_seeing_them() -> None:
    written, (first, second, third) = answered(3)
    read = replace(
        written, coded_blind={1: {first.id: CARERS}, 2: {first.id: NONE, second.id: NONE}}
    )
    pairs = with_keywords(written.comments, BOOK, read)
    # The first coder's before the second's; the third comment nobody read so.
    assert pairs.comments == (first, second)
    assert pairs.codes == ((HOUSING, CARERS), (HOUSING, NONE))
    assert third not in pairs.comments


def test_a_catch_all_is_no_theme_that_coders_differ_about() -> None:
    written, (comment,) = answered(1, "Other words")
    read = replace(written, coded_blind={1: {comment.id: NONE}})
    assert with_keywords(written.comments, BOOK, read).codes == ((NONE, NONE),)


def test_two_people_are_compared_where_both_saw_no_proposal_if_there_are_such() -> None:
    written, (first, second) = answered(2)
    both: dict[int, Given] = {
        1: {first.id: HOUSING, second.id: HOUSING},
        2: {first.id: CARERS, second.id: HOUSING},
    }
    seen = between_people(written.comments, BOOK, replace(written, coded_by=both))
    assert (len(seen.codes), seen.blind) == (2, False)
    blind: dict[int, Given] = {1: {second.id: HOUSING}, 2: {second.id: HOUSING}}
    unseen = between_people(
        written.comments, BOOK, replace(written, coded_by=both, coded_blind=blind)
    )
    assert (unseen.codes, unseen.blind) == (((HOUSING, HOUSING),), True)
    assert between_people(written.comments, BOOK, written).codes == ()


def test_under_twenty_comments_nothing_is_said() -> None:
    _, comments = answered(FEWEST_COMMENTS - 1)
    few = Pairs(tuple(comments), tuple((HOUSING, HOUSING) for _ in comments))
    assert few.agreement(BOOK) is None


def test_kappa_of_a_theme_that_both_gave_ten_times() -> None:
    """FIGURES.md's worked value: 20, 5, 10 and 15 comments give .4000."""
    counts = ((HOUSING, HOUSING), (HOUSING, NONE), (NONE, HOUSING), (NONE, NONE))
    codes = [
        pair for pair, times in zip(counts, (20, 5, 10, 15), strict=True) for _ in range(times)
    ]
    _, comments = answered(len(codes))
    found = Pairs(tuple(comments), tuple(codes)).agreement(BOOK)
    assert found is not None
    (housing,) = found.themes
    assert (housing.id, housing.kappa) == ("housing", Fraction(2, 5))
    assert housing.positive == Fraction(40, 55)
    assert found.comments == 50
    assert found.alpha is not None
    assert found.interval is not None
    assert found.interval[0] < found.alpha < found.interval[1]


def test_a_theme_that_either_gave_less_often_has_no_kappa() -> None:
    codes = [(HOUSING, HOUSING)] * 9 + [(NONE, CARERS)] * 41
    _, comments = answered(len(codes))
    found = Pairs(tuple(comments), tuple(codes)).agreement(BOOK)
    assert found is not None
    assert found.themes == ()


def test_how_many_a_person_checked() -> None:
    written, (first, _, _) = answered(3)
    checked = replace(written, codings={first.id: NONE, "f" * 12: HOUSING}, roles=("Lead",))
    coding = with_people(Coding("small", 3, 0), written.comments, BOOK, checked)
    assert (coding.checked, coding.roles) == (1, ("Lead",))
    assert (coding.with_person, coding.between_people) == (None, None)


def test_disagreements_are_listed_those_with_keywords_first() -> None:
    _, (first, second) = answered(2)
    keywords = Pairs((first, second), ((HOUSING, CARERS), (HOUSING, HOUSING)))
    people = Pairs((second,), ((HOUSING, NONE),))
    assert [
        (found.comment, found.first, found.second, found.with_keywords)
        for found in disagreements(keywords, people)
    ] == [(first, HOUSING, CARERS, True), (second, HOUSING, NONE, False)]
