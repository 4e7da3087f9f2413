"""The words in which a workshop was asked reach everything that prints."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F
from typing import Any

from tests.support.small_workshop import asked, make_framework, make_workshop
from toptips.analysis.rules import Rules
from toptips.analysis.terms import Terms
from toptips.model.framework import Framework
from toptips.model.workshop import Workshop

PARTNERS = {"a": ("NHS", 1), "b": ("Council", 1)}


def terms(workshop: Workshop | None = None, **framework: Any) -> Terms:
    """The terms of a workshop; `framework` are changes to its framework's file."""
    workshop = workshop or make_workshop(PARTNERS)
    as_file = make_framework().model_dump(by_alias=True) | framework
    sent = asked(workshop, Framework.model_validate(as_file))
    return Terms.of(sent, Rules.of(sent, workshop))


def test_items_are_called_as_the_framework_calls_them() -> None:
    found = terms(item={"one": "standard", "many": "standards"})
    assert found.named(3, "Early planning") == "standard 3 (Early planning)"
    assert [found.counted(number) for number in (0, 1, 1200)] == [
        "0 standards", "1 standard", "1,200 standards",
    ]  # fmt: skip


def test_choices_are_called_as_the_forms_put_them_and_on_sheets_as_the_sheets_do() -> None:
    found = terms()
    assert found.label("ownership", "ours") == "My organisation alone"
    assert found.table_label("ownership", "ours") == "One organisation alone"
    assert found.label("score", "2") == found.table_label("score", "2") == "2 Planned"
    assert found.label("experience", "sometimes") == "Sometimes", "asked of people alone"
    assert found.answers["ownership"] == "Who could change this"


def test_what_no_form_offered_is_called_by_its_value() -> None:
    found = terms(make_workshop(PARTNERS, ask=["score"], ask_tables=["score"]))
    assert found.label("ownership", "ours") == "ours"
    assert found.table_label("local_tip", "keep") == "keep"
    assert found.asked == ("score",)


def test_a_sheet_that_did_not_offer_a_choice_uses_the_forms_words() -> None:
    found = terms(make_workshop(PARTNERS, ask_tables=["score"]))
    assert found.table_label("ownership", "ours") == "My organisation alone"


def test_the_workshop_and_its_limits_are_told() -> None:
    workshop = make_workshop(
        PARTNERS, venue="Quay", place="Harbour", board="Discharge board", key_question="Whose move?"
    )
    found = terms(workshop)
    assert (found.title, found.day, found.venue) == ("Small", date(2018, 9, 3), "Quay")
    assert (found.place, found.board, found.key_question) == (
        "Harbour", "Discharge board", "Whose move?",
    )  # fmt: skip
    assert (found.smallest_group, found.smallest_for_shares) == (3, 5)
    assert found.weights == {"need": F(1, 2), "votes": F(3, 10), "system": F(1, 5)}
    assert found.summaries["t1"] == "A tip."


def test_bands_begin_where_the_framework_says() -> None:
    bands = {
        "strength": 0.8, "discuss": 0.4,
        "words": {"strength": "good", "discuss": "so-so", "concern": "poor"},
    }  # fmt: skip
    found = terms(bands=bands)
    assert found.limits({0: "No", 5: "Half", 10: "Yes"}) == (4, 8)
    assert found.limits({1: "1", 5: "5"}) == (1 + F(8, 5), 1 + F(16, 5))
    assert found.bands == {"strength": "good", "discuss": "so-so", "concern": "poor"}
    assert terms().limits({1: "1", 5: "5"}) == (3, 4)
