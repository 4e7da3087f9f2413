"""Which comments tell of a strength, of a barrier, or of both."""

import pytest

from tests.support.codebooks import keywords
from toptips.analysis.direction import direction
from toptips.analysis.themes import code


@pytest.mark.parametrize(
    "text",
    [
        "Nothing at all gets in the way",
        "There is nothing",
        "No problems",
        "No real issues that we know of.",
        "The new hub is excellent",
        "It works well, thank you",
        "The ward rings us promptly and the handover is great",
        "No delays and a friendly team",
        "Can\u2019t fault the discharge team, brilliant",
    ],
)
def test_praise_without_lack_or_nothing_at_all_is_no_barrier(text: str) -> None:
    assert direction("barriers", text) == "strength"


@pytest.mark.parametrize(
    "text",
    [
        "No beds",
        "Nothing is good enough at weekends",
        "Nothing works",
        "It isn't working well",
        "A good handover would help",
        "We wait for a good answer",
        "Better joint working",
        "More staff, please",
        "Late referrals",
        "IMCA referral made on the morning of the best interests meeting",
        "Wellbeing",
        "Nobody thanks us",
        "No more delays",
        "No one solves problems",
        "If only the hub were well known",
        "Transport",
    ],
)
def test_a_lack_a_wish_or_a_wait_is_a_barrier(text: str) -> None:
    assert direction("barriers", text) == "barrier"


@pytest.mark.parametrize(
    "text",
    [
        "The hub is excellent, but it closes at 5 and we wait",
        "The hub is excellent. However, nobody rings back.",
        "Nobody rings back but the hub is excellent",
        "Good team \u2013 however no beds",
    ],
)
@pytest.mark.parametrize("question", ["strengths", "barriers", "helped", "better"])
def test_praise_and_lack_joined_by_but_or_however_are_mixed(question: str, text: str) -> None:
    assert direction(question, text) == "mixed"


@pytest.mark.parametrize("text", ["No beds", "We wait for weeks", "Everything is late", "None"])
def test_what_works_well_is_never_turned(text: str) -> None:
    assert direction("strengths", text) == "strength"
    assert direction("helped", text) == "strength"


@pytest.mark.parametrize("text", ["The only hub, but late", "Small but slow", "Good but quick"])
def test_but_alone_makes_nothing_mixed(text: str) -> None:
    assert direction("strengths", text) == "strength"


@pytest.mark.parametrize("question", ["action", "wording", "plans", "other", "dissent", ""])
def test_other_questions_ask_for_neither(question: str) -> None:
    assert direction(question, "The hub is excellent, but late") == ""


def test_negation_leaves_the_theme_and_turns_the_direction() -> None:
    text = "No communication problems"
    assert code([text], keywords("communicat*")) == [{"it"}]
    assert direction("barriers", text) == "strength"
    assert direction("barriers", "No communication") == "barrier"
