"""Which themes are proposed for a comment in which no keyword stands."""

import random

import pytest

from tests.support.codebooks import codebook
from toptips.analysis.proposals import proposals
from toptips.model.telling_words import TellingWords

BOOK = codebook(
    medicines={"description": "Tablets to take home.", "keywords": ["prescription*"]},
    housing={"description": "Keeping or finding a home.", "keywords": ["tenanc*", "landlord*"]},
    families={"description": "Relatives told or left out.", "keywords": ["daughter*"]},
    rest={"description": "Tablets tenants relatives anything", "fallback": True},
)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The tablet was not ready", "medicines"),
        ("Represcribing takes a day", "medicines"),
        ("The landlady rang", "housing"),
        ("Her grand-daughters were not told", "families"),
    ],
)
def test_the_likeliest_theme_comes_first(text: str, theme: str) -> None:
    assert proposals([text], BOOK)[0][0] == theme


def test_at_most_so_many_and_never_a_fallback() -> None:
    (found,) = proposals(["tablets, tenants, relatives, anything"], BOOK)
    assert sorted(found) == ["families", "housing", "medicines"]
    assert proposals(["tablets, tenants, relatives"], BOOK, most=1) == [found[:1]]


@pytest.mark.parametrize("text", ["", " ", "7", "n/a", "\u5e8a\u4f4d"])
def test_nothing_is_proposed_where_nothing_is_alike(text: str) -> None:
    assert proposals([text], BOOK) == [()]


def test_themes_that_are_equally_alike_stand_in_the_codebooks_order() -> None:
    book = codebook(second={"keywords": ["bed"]}, first={"keywords": ["bed"]})
    book = book.model_copy(
        update={"themes": tuple(theme.model_copy(update={"name": "A"}) for theme in book.themes)}
    )
    assert proposals(["bed"], book) == [("second", "first")]


def test_other_texts_and_their_order_make_no_difference() -> None:
    texts = ["tablets", "a tenant", "no daughter", "told to keep a home", "tablets for relatives"]
    alone = [proposals([text], BOOK)[0] for text in texts]
    assert proposals(texts, BOOK) == alone
    shuffled = random.Random(1).sample(range(len(texts)), len(texts))
    assert proposals([texts[n] for n in shuffled], BOOK) == [alone[n] for n in shuffled]


def test_words_that_tell_of_a_theme_count_beside_likeness() -> None:
    counted = TellingWords(
        comments=10,
        about={"medicines": 4, "housing": 3, "families": 3},
        counts={"chemist": (3, 3, 0, 0), "tablet": (2, 0, 0, 2)},
    )
    told = BOOK.with_telling(counted)
    assert proposals(["the chemist"], BOOK)[0][:1] != ("medicines",)
    assert proposals(["the chemist"], told)[0][0] == "medicines"
    # First by likeness, third by what was counted; and the other way round.
    assert set(proposals(["the tablet"], told, most=2)[0]) == {"medicines", "families"}
