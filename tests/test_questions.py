"""The catalogue of what may be asked hangs together, and has words for all of it."""

from __future__ import annotations

import re

import pytest

from toptips.model import questions
from toptips.model.questions import (
    ASKED_BY_DEFAULT,
    ASKED_OF_TABLES_BY_DEFAULT,
    CATALOGUE,
    FIRST_GROUP_LETTER,
    FORMS,
    KINDS,
    PARTNER_CODE,
    Form,
    Per,
)
from toptips.model.wordings import load_wordings, section_of

LETTERS = {
    "form": {
        "label": "a", "role": "b", "speaks_for": "c", "quote": "d", "read_by_all": "d",
        "top_1": "e", "top_2": "f", "top_3": "g", "other": "h", "local_support": "i",
        "voters": "a",
    },
    "item": {
        "score": "a", "strengths": "b", "barriers": "c", "ownership": "d", "action": "e",
        "lead": "f", "due": "g", "local_tip": "h", "wording": "i", "plans": "j", "dissent": "k",
        "invite": "l", "lead_here": "m", "experience": "n", "helped": "o", "better": "p",
        "dots": "q",
    },
}  # fmt: skip


def test_letters_never_move() -> None:
    """Forms with them are out in the world; a new topic is added here, none is changed."""
    for per, letters in LETTERS.items():
        assert {topic.key: topic.letter for topic in CATALOGUE if topic.per == per} == letters


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("per", ["form", "item"])
def test_no_letter_and_no_key_stands_twice_in_a_form(form: Form, per: Per) -> None:
    found = questions.topics(per, form)
    assert found, "every form asks something once and something of each item"
    for values in ([topic.letter for topic in found], [topic.key for topic in found]):
        assert len(set(values)) == len(values)


def test_every_topic_is_well_formed() -> None:
    for topic in CATALOGUE:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", topic.key), topic.key
        assert re.fullmatch(r"[a-z]", topic.letter), topic.key
        assert topic.kind in KINDS and set(topic.forms) <= set(FORMS) and topic.forms
        assert (topic.kind == "choice") == bool(topic.values or topic.besides), topic.key
        assert len(set(topic.values)) == len(topic.values), topic.key
        assert not (topic.quoted or topic.themed) or topic.kind == "text", topic.key
        assert not topic.decision or "conversation" in topic.forms, topic.key
        assert not topic.last or topic.per == "form", topic.key


def test_topics_of_one_key_differ_in_their_forms_and_their_choices_alone() -> None:
    for key in {topic.key for topic in CATALOGUE}:
        alike = [topic for topic in CATALOGUE if topic.key == key]
        facts = {
            (topic.letter, topic.kind, topic.per, topic.besides, topic.quoted, topic.themed,
             topic.column, topic.decision, topic.last)
            for topic in alike
        }  # fmt: skip
        assert len(facts) == 1, key
        forms = [form for topic in alike for form in topic.forms]
        assert len(forms) == len(set(forms)), f"{key} is asked twice in a form"


def test_letters_of_groups_and_of_the_partner_are_free() -> None:
    once = {topic.letter for topic in questions.topics("form")}
    assert max(once) < FIRST_GROUP_LETTER < questions.LAST_GROUP_LETTER < PARTNER_CODE[1:]


def test_what_is_asked_by_default_may_be_asked() -> None:
    assert set(ASKED_BY_DEFAULT) <= set(questions.askable("self-assessment"))
    assert set(ASKED_OF_TABLES_BY_DEFAULT) <= set(questions.askable("conversation"))
    in_order = questions.askable("conversation")
    assert list(ASKED_OF_TABLES_BY_DEFAULT) == sorted(
        ASKED_OF_TABLES_BY_DEFAULT, key=in_order.index
    )


def test_every_topic_has_words_and_there_are_no_more() -> None:
    words = load_wordings([])
    expected: dict[str, set[str]] = {"once": set(), "tip": set(), "people": set()}
    for topic in CATALOGUE:
        expected[section_of(topic)].add(topic.key)
    assert {section: set(getattr(words, section)) for section in expected} == expected
    assert words.group is not None and "GROUP" in words.group.text
    # Of choices there stand the choices, each with a box.
    assert set(words.placeholders) == set(KINDS) - {"choice"}


def test_every_fixed_choice_has_words_and_there_are_no_more() -> None:
    words = load_wordings([])
    for topic in CATALOGUE:
        wording = words.of(topic)
        assert list(wording.choices) == list(topic.values), topic.key
        assert set(wording.tables_choices) <= set(topic.values), topic.key
        on_sheets = bool(wording.tables or wording.tables_choices)
        assert not on_sheets or "conversation" in topic.forms, topic.key


def test_topics_are_found_by_their_marks() -> None:
    assert questions.votes() == ("top_1", "top_2", "top_3")
    assert questions.keys(kind="date") == ("due",)
    assert set(questions.keys(decision=True)) == {
        "score", "ownership", "action", "lead", "due", "local_tip", "lead_here",
    }  # fmt: skip
    assert "quote" in questions.keys(column=True) and "score" not in questions.keys(column=True)
    assert questions.keys(quoted=True, per="form") == ("other",)
    assert set(questions.keys(quoted=True)) <= set(questions.keys(themed=True))


def test_values_of_a_key_are_those_of_all_its_forms() -> None:
    assert questions.values_of("quote") == ("sector", "anonymous", "no")
    assert questions.values_of("ownership") == ("ours", "system", "other", "national", "unsure")
    assert questions.values_of("barriers") == questions.values_of("nothing of the kind") == ()


def test_a_topic_is_found_by_its_key() -> None:
    found = questions.topic_of("due")
    assert found is not None and (found.letter, found.kind) == ("g", "date")
    assert questions.topic_of("nothing of the kind") is None


def test_every_code_of_a_question_is_known() -> None:
    codes = list(questions.codes())
    assert len(codes) == len(set(codes))
    assert {"0a", "0z", "1a", "99q", "1r", "99w"} <= set(codes)
    assert not {"0A", "100a", "1x"} & set(codes)
