"""How answers are counted: the rules of workshop.yaml, which keep what the forms promised."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from tests.support.small_workshop import asked, make_framework, make_workshop
from toptips.analysis.rules import Rules, Smallest, weights_of
from toptips.errors import TopTipsError
from toptips.model.sendings import Promises
from toptips.model.workshop import Priorities, Workshop

PARTNERS = {"a": ("NHS", 1)}


def limits(mean: int, shares: int, **more: object) -> Workshop:
    workshop = make_workshop(PARTNERS, **more)
    privacy = workshop.privacy.model_copy(
        update={"smallest_group": mean, "smallest_group_for_shares": shares}
    )
    return workshop.model_copy(update={"privacy": privacy})


def test_a_limit_below_the_promise_is_refused_and_it_is_said_what_to_write() -> None:
    promised = asked(limits(4, 7))
    with pytest.raises(TopTipsError) as refused:
        Rules.of(promised, limits(3, 7))
    assert str(refused.value) == (
        "workshop.yaml, privacy: the forms promised 'smallest_group: 4', and now it says 3."
        " Write 4 or more: a promise on a form is kept."
    )
    with pytest.raises(TopTipsError, match="'smallest_group_for_shares: 7', and now it says 6"):
        Rules.of(promised, limits(4, 6))


def test_a_limit_may_be_as_promised_or_stricter() -> None:
    promised = asked(limits(4, 7))
    assert Rules.of(promised, limits(4, 7)).smallest == Smallest(4, 7)
    assert Rules.of(promised, limits(5, 9)).smallest == Smallest(5, 9)


def test_shares_never_need_fewer_people_than_means() -> None:
    assert Smallest.of(limits(6, 2).privacy) == Smallest(mean=6, shares=6)
    assert Smallest.of(Promises(smallest_group=3, smallest_group_for_shares=8)) == Smallest(3, 8)


@pytest.mark.parametrize(("count", "once"), [("respondents", False), ("organisations", True)])
def test_what_counts_is_what_workshop_yaml_says_today(count: str, once: bool) -> None:
    sent = asked(make_workshop(PARTNERS))
    assert Rules.of(sent, make_workshop(PARTNERS, count=count)).once is once


def test_the_scale_and_the_weighted_parts_are_those_that_were_asked() -> None:
    sent = asked(make_workshop(PARTNERS, ask=["score"]), make_framework(scale=[0, 5, 10]))
    today = make_workshop(PARTNERS, priorities={"need": 1, "votes": 1, "system": 2})
    rules = Rules.of(sent, today)
    assert rules.scale == (0, 5, 10)
    assert rules.weights == {"need": F(1, 2), "votes": F(1, 2)}


def test_weights_are_exact() -> None:
    weights = weights_of(Priorities(need=0.1, votes=0.2, system=0.3), ("score", "ownership"))
    assert weights == {"need": F(1, 6), "votes": F(1, 3), "system": F(1, 2)}
    assert weights_of(Priorities(need=1, votes=0, system=1), ("strengths",)) == {}
