"""Which proposed actions say nearly the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.work import at_most
from toptips.analysis.alike import Words, alike, dice, weights

AGREE = "Agree one discharge checklist for all wards"
AGREED = "One discharge checklist, agreed by all the wards"
COUNCILS = "Agree one discharge form for all councils"
NOT = "Do not agree one discharge checklist for all wards"
# Others, so that words weigh as they do in a workshop.
OTHERS = (
    "Open the crisis cafe on Saturdays and Sundays",
    "Pay care homes a retainer for two days",
    "Put the landlord's number on the admission form",
    "Meet housing officers on the ward each month",
    "Tell carers the date two days before",
    "Share records between the trust and the county council",
)


def put_together(texts: list[str], item: str = "t1") -> set[frozenset[str]]:
    groups = alike(texts, [item] * len(texts))
    return {frozenset(texts[place] for place in group) for group in groups if len(group) > 1}


@pytest.mark.parametrize(
    ("first", "second", "like"), [(AGREE, AGREED, 0.75), (AGREE, COUNCILS, 0.5), (AGREE, NOT, 0.8)]
)
def test_worked_values_where_words_weigh_alike(first: str, second: str, like: float) -> None:
    assert dice(Words.of(first).all, Words.of(second).all) == pytest.approx(like)


def test_rare_words_weigh_more() -> None:
    weight = weights([Words.of(text) for text in ("Ring the ward", "Ring the council", "Ring")])
    assert weight == pytest.approx({"ring": 0.13353, "ward": 0.98083, "council": 0.98083}, abs=1e-5)
    assert dice({"ring", "ward"}, {"ring", "council"}, weight) == pytest.approx(0.11983, abs=1e-5)


def test_what_says_nearly_the_same_is_put_together() -> None:
    assert put_together([AGREE, *OTHERS, AGREED]) == {frozenset({AGREE, AGREED})}


def test_what_says_the_opposite_never_is() -> None:
    assert put_together([AGREE, NOT, "Don't agree one discharge checklist for all wards"]) == {
        frozenset({NOT, "Don't agree one discharge checklist for all wards"})
    }


def test_what_is_said_of_another_item_never_is() -> None:
    assert alike([AGREE, AGREED], ["t1", "t2"]) == [(0,), (1,)]


def test_under_three_words_nothing_can_be_told() -> None:
    assert put_together(["One assessment", "One assessment", "Stop it"]) == set()
    assert put_together(["Trusted assessor pilot", "Trusted assessor pilots"]) != set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The wards\u2019 caf\u00e9s & the Ward\u2019s policies", {"ward", "cafe", "policy"}),
        ("We can\u2019t, won't and didn't: never", {"not", "did", "never"}),
        ("", set()),
        ("bus pass analysis", {"bus", "pass", "analysis"}),
    ],
)
def test_the_words_of_a_text(text: str, words: set[str]) -> None:
    assert Words.of(text).all == words


def test_each_must_be_like_each_other() -> None:
    """The middle one is like both, and they are not like each other: the nearer two go together."""
    chain = ["red blue green", "red blue green gold pink", "gold pink white brown"]
    assert dice(Words.of(chain[1]).all, Words.of(chain[2]).all) < 0.45
    near = ["red blue green gold", "blue green gold pink", "green gold pink white brown black"]
    assert put_together(near) == {frozenset(near[:2])}


def test_the_most_like_the_others_comes_first() -> None:
    texts = [
        "Share the discharge list each morning with brokerage and housing teams",
        "Share the discharge list each morning with brokerage",
        "Share the discharge list each morning with brokerage and transport",
    ]
    (group,) = alike([*texts, *OTHERS], ["t1"] * 3 + ["t2"] * len(OTHERS))[:1]
    assert group[0] == 1 and set(group) == {0, 1, 2}


def test_equal_texts_stay_equal() -> None:
    assert alike([AGREE, AGREE, AGREE], ["t1"] * 3) == [(0, 1, 2)]


WORDS = st.sampled_from(["ward", "home", "list", "share", "ring", "not", "no", "plan", "team"])


@given(st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=12), st.randoms())
def test_the_order_of_the_texts_makes_no_difference(
    texts: list[str], chance: random.Random
) -> None:
    def groups(given: list[str]) -> list[list[str]]:
        found = alike(given, ["t1"] * len(given))
        assert sorted(place for group in found for place in group) == list(range(len(given)))
        return sorted([given[place] for place in group] for group in found)

    shuffled = chance.sample(texts, len(texts))
    assert groups(shuffled) == groups(texts)


def test_thousands_of_actions_take_seconds() -> None:
    chance = random.Random(7)
    words = [f"word{number}" for number in range(600)]
    texts = [" ".join(chance.choices(words, k=9)) for _ in range(1500)]
    with at_most(6):
        alike(texts, ["t1"] * len(texts))
