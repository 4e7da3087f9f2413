"""Which sentences may be confirmed as quotes, and for which theme."""

import random
from collections import Counter
from collections.abc import Set

from tests.support.codebooks import codebook
from toptips.analysis.candidates import Candidate, candidates
from toptips.analysis.themes import code
from toptips.model.answered import Comment
from toptips.model.responses import Response

BOOK = codebook(
    a={"keywords": ["apple*", "apricot*"]},
    b={"keywords": ["banana*"]},
    rest={"fallback": True},
)
PADDING = "stand in a bowl on the table"  # makes nine words of two


def comment(
    text: str, who: str = "p", question: str = "barriers", sector: str = "NHS", item: str = "t1"
) -> Comment:
    person = Response(f"r-{who}", "self-assessment", partner=who, sector=sector, quote="sector")
    return Comment(person, item, question, text)


def chosen(
    *comments: Comment, most: int = 5, themes: list[Set[str]] | None = None
) -> list[Candidate]:
    counted = themes or [*code([of.text for of in comments], BOOK)]
    return candidates(comments, BOOK, counted, most)


def said(found: list[Candidate], theme: str) -> list[str]:
    return [of.sentence for of in found if of.theme == theme]


def test_a_text_goes_to_one_theme_first_to_that_with_fewest_candidates() -> None:
    q1 = comment("Apples, apricots and bananas late", "one")
    q2 = comment("Apples late", "two")
    for found in (chosen(q1, q2), chosen(q2, q1)):
        assert said(found, "b") == [q1.text]
        assert said(found, "a") == [q2.text]


def test_sentences_are_chosen_not_answers() -> None:
    (found,) = chosen(comment("It is hot. - Apples are late\n- They wait"))
    assert (found.sentence, found.theme) == ("Apples are late", "a")


def test_more_keywords_then_fewer_other_themes_then_a_length_that_reads_well() -> None:
    texts = [
        f"Late apples and apricots {PADDING}",
        f"Late apples {PADDING}",
        "Late apples",
        f"Late apples and bananas {PADDING}",
    ]
    comments = [comment(text, str(n)) for n, text in enumerate(texts)]
    themes: list[Set[str]] = [{"a"}] * 4
    assert said(chosen(*comments, themes=themes), "a") == texts


def test_a_keyword_in_two_spellings_or_within_another_counts_once() -> None:
    book = codebook(a={"keywords": ["care", "care home", "care-home", "bed"]})
    both = [comment(f"No care home, no bed {PADDING}", "one"), comment(f"Late care home {PADDING}")]
    found = candidates(both, book, [{"a"}] * 2, most=1)
    assert [of.sentence for of in found] == [both[0].text]
    double = [comment(f"Late beds, late bed {PADDING}", "one"), comment(f"Care, bed {PADDING}")]
    assert candidates(double, book, [{"a"}] * 2, most=1)[0].sentence == double[1].text


def test_each_is_another_persons_and_another_sectors_as_far_as_there_are_others() -> None:
    comments = [
        comment(f"Late apples and apricots {PADDING}", "one"),
        comment(f"Late apples, apricots {PADDING}", "one", item="t2"),
        comment(f"No apples and apricots {PADDING}", "two"),
        comment("Apples late", "three", sector="Police"),
    ]
    found = chosen(*comments)
    assert [of.comment.response.partner for of in found] in (
        ["one", "three", "two"], ["two", "three", "one"],
    )  # fmt: skip


def test_the_same_words_are_quoted_once() -> None:
    found = chosen(comment("Late apples", "one"), comment("late  APPLES", "two"))
    assert len(found) == 1


def test_never_an_action_nor_what_is_planned_and_no_fallback() -> None:
    questions = ("action", "plans", "wording", "dissent")
    assert chosen(*(comment("Order apples", question, question) for question in questions)) == []
    assert chosen(comment("Something")) == []


def test_strengths_and_barriers_stand_in_the_themes_own_proportion() -> None:
    barriers = [comment(f"Late apples {PADDING} of {n}", f"b{n}") for n in range(6)]
    strengths = [comment(f"Apples {PADDING} of {n}", f"s{n}", "strengths") for n in range(9)]
    asked = Counter(of.comment.question for of in chosen(*barriers, *strengths))
    assert asked == {"strengths": 3, "barriers": 2}
    few = Counter(of.comment.question for of in chosen(*barriers, strengths[0]))
    assert few == {"strengths": 1, "barriers": 4}
    praise = [comment(f"Apples come promptly {PADDING} {n}", f"p{n}") for n in range(6)]
    turned = chosen(*barriers, *praise, most=4)
    assert sum(of.sentence.startswith("Apples come") for of in turned) == 2


def test_what_tells_of_neither_fills_what_is_left() -> None:
    comments = [
        comment(f"Late apples {PADDING}", "one"),
        comment(f"Apples and apricots {PADDING}", "two", "other", item=""),
    ]
    assert [of.comment.question for of in chosen(*comments)] == ["barriers", "other"]
    assert [of.comment.question for of in chosen(*comments, most=1)] == ["barriers"]


def test_people_decide_which_comments_count() -> None:
    first, second = comment("Apples are late", "one"), comment("Pears are late", "two")
    found = chosen(first, second, themes=[frozenset(), {"a"}])
    assert [(of.sentence, of.theme) for of in found] == [("Pears are late", "a")]


def test_what_reads_like_a_story_is_marked() -> None:
    found = chosen(comment("One man waited weeks for an apple", "one"), comment("No apples", "two"))
    assert {of.sentence: of.story for of in found} == {
        "One man waited weeks for an apple": True,
        "No apples": False,
    }


def test_the_order_of_comments_makes_no_difference() -> None:
    fruits = ["apples", "apricots", "bananas", "apples and bananas", "apricots and apples"]
    comments = [
        comment(f"{fruit} {late}", f"{n}{late}", question, sector)
        for n, fruit in enumerate(fruits)
        for late in ("late", "soon")
        for question, sector in (("barriers", "NHS"), ("strengths", "Police"))
    ]
    found = chosen(*comments, most=3)
    assert 4 <= len(found) <= 6
    for seed in range(5):
        assert chosen(*random.Random(seed).sample(comments, len(comments)), most=3) == found
