"""A workshop as it was asked: which sending counts, what was promised, and what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.support.small_workshop import make_framework, make_workshop
from toptips.model.asked import SENT_BY_0_1_0, Asked, as_asked
from toptips.model.framework import Framework
from toptips.model.questionnaire import Questionnaire, make_questionnaire
from toptips.model.questions import FORMS, Form
from toptips.model.sendings import Sending
from toptips.model.wordings import Wordings, load_wordings
from toptips.model.workshop import Workshop

PARTNERS = {"a": ("NHS", 3), "b": ("Council", 2)}
Sent = tuple[Sending, dict[Form, Questionnaire]]


def wordings(**own: Any) -> Wordings:
    """Our words, with some of a workshop's own over them."""
    return Wordings.model_validate({"format": 1, **own}).over(load_wordings([]))


def send(
    workshop: Workshop | None = None,
    framework: Framework | None = None,
    words: Wordings | None = None,
) -> Sent:
    """Return what a run of `prepare` sends, and its questionnaires by form."""
    workshop = workshop or make_workshop(PARTNERS)
    framework, words = framework or make_framework(), words or wordings()
    made = {form: make_questionnaire(framework, workshop, form, words) for form in FORMS}
    return Sending.of(workshop, framework, words, list(made.values())), made


def name(sent: Sent, form: Form = "self-assessment") -> str:
    """The first digits of a questionnaire's hash, as they are printed on its forms."""
    return sent[1][form].hash[:8]


def asked(
    *sent: Sent,
    answered: dict[str, int] | None = None,
    workshop: Workshop | None = None,
    framework: Framework | None = None,
    before: Sequence[Questionnaire] = (),
) -> Asked:
    """Read these sendings back; `workshop` and `framework` are today's, `before` of no sending."""
    known = {made.hash[:8]: made for made in before}
    known |= {made.hash[:8]: made for _, by_form in sent for made in by_form.values()}
    return as_asked(
        workshop or make_workshop(PARTNERS),
        framework or make_framework(),
        known,
        {number: sending for number, (sending, _) in enumerate(sent, 1)},
        answered or {},
    )


def changed(framework: Framework, **changes: Any) -> Framework:
    return Framework.model_validate(framework.model_dump(by_alias=True) | changes)


def retitled(title: str, number: int = 2) -> Framework:
    """The small framework, in which one item is called otherwise."""
    tips = make_framework().model_dump(by_alias=True)["tips"]
    tips = [tip | {"title": title} if tip["number"] == number else tip for tip in tips]
    return changed(make_framework(), tips=tips)


# Which sending counts.


def test_the_last_sending_that_anybody_answered_is_what_was_asked() -> None:
    first, second, third = (send(framework=retitled(f"Title {number}")) for number in (1, 2, 3))
    answered = {name(first): 4, name(second): 1}
    assert asked(first, second, third, answered=answered).framework.tips[1].title == "Title 2"
    assert asked(first, second, third, answered={name(first): 4}).framework == first[0].framework


def test_a_sheet_of_a_table_answers_a_sending_too() -> None:
    first, second = send(framework=retitled("Title 1")), send(framework=retitled("Title 2"))
    found = asked(first, second, answered={name(first, "conversation"): 1})
    assert found.framework.tips[1].title == "Title 1"


def test_where_nobody_has_answered_it_is_the_last_sending() -> None:
    first, second = send(framework=retitled("Title 1")), send(framework=retitled("Title 2"))
    assert asked(first, second).framework.tips[1].title == "Title 2"


def test_what_was_asked_is_not_what_the_files_say_today() -> None:
    sent = send(
        make_workshop(
            PARTNERS, groups={"pathway": ["Adults"]}, ask=["score"], place="Harbour",
            key_question="Whose move?",
        )
    )  # fmt: skip
    today = make_workshop({"z": ("Police", 1)}, title="New title", venue="Quay")
    found = asked(sent, workshop=today, answered={name(sent): 1})
    assert [partner.id for partner in found.partners] == ["a", "b"]
    assert (found.groups, found.ask) == ({"pathway": ("Adults",)}, ("score",))
    assert (found.place, found.key_question) == ("Harbour", "Whose move?")
    # The day itself may be put right until it is over.
    assert (found.occasion.title, found.occasion.venue) == ("New title", "Quay")


def test_partners_are_all_that_were_asked_each_as_it_was_sent_last() -> None:
    first = send(make_workshop({"a": ("NHS", 3), "gone": ("Care", 1)}))
    again = send(make_workshop({"a": ("Council", 5), "b": ("NHS", 2)}))
    assert name(first) == name(again), "partners stand in no questionnaire"
    found = asked(first, again, answered={name(first): 2})
    assert [(partner.id, partner.sector, partner.people) for partner in found.partners] == [
        ("a", "Council", 5), ("b", "NHS", 2), ("gone", "Care", 1),
    ]  # fmt: skip
    gone = found.partner("gone")
    assert gone is not None and gone.name == "Partner gone"
    assert found.partner("police") is None


def test_a_partner_sent_newer_forms_that_nobody_has_answered_was_asked_all_the_same() -> None:
    first = send()
    newer = send(make_workshop(PARTNERS | {"new": ("Police", 1)}), retitled("Another"))
    found = asked(first, newer, answered={name(first): 1})
    assert found.framework == first[0].framework
    assert [partner.id for partner in found.partners] == ["a", "b", "new"]


def test_a_trial_that_nobody_answered_leaves_no_partner_behind() -> None:
    trial = send(make_workshop({"example": ("NHS", 1)}), retitled("A trial"))
    real = send()
    found = asked(trial, real, answered={name(real): 1})
    assert [partner.id for partner in found.partners] == ["a", "b"]


# What was promised.


def limits(mean: int, shares: int) -> Workshop:
    workshop = make_workshop(PARTNERS)
    privacy = workshop.privacy.model_copy(
        update={"smallest_group": mean, "smallest_group_for_shares": shares}
    )
    return workshop.model_copy(update={"privacy": privacy})


def test_the_strictest_promise_of_the_answered_forms_holds() -> None:
    first = send(limits(4, 6), retitled("First"))
    second = send(limits(3, 8), retitled("Second"))
    promises = asked(first, second, answered={name(first): 1, name(second): 1}).promises
    assert (promises.smallest_group, promises.smallest_group_for_shares) == (4, 8)
    assert asked(first, second, answered={name(second): 1}).promises == second[0].promises


def test_the_same_questions_with_another_promise_are_the_same_forms() -> None:
    strict, loose = send(limits(6, 9)), send(limits(3, 5))
    assert name(strict) == name(loose)
    # Which of the two promises somebody read can't be told, so both are kept.
    assert asked(strict, loose, answered={name(loose): 1}).promises == strict[0].promises


def test_our_sheets_promise_that_words_are_printed_only_if_nobody_objects() -> None:
    sent = send()
    assert asked(sent).promises.words_of_tables == "if_nobody_objects"


# What has changed since, and what was put in different words.


def test_where_nothing_changed_there_is_nothing_to_say() -> None:
    sent = send(make_workshop(PARTNERS, groups={"pathway": ["Adults", "Older"]}, ask_tables=[
        "score", "barriers", "ownership", "action", "dissent",
    ]))  # fmt: skip
    # Not even that questions of one letter, once and of each item, have other answers.
    assert asked(sent, answered={name(sent, form): 2 for form in FORMS}).remarks == ()


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (changed(make_framework(), version="2"), "its version is 2, not 1"),
        (retitled("Talk early"), "tip 2 is called 'Talk early', not 'Tip 2'"),
        (make_framework(2), "tip 3 (Tip 3) is not in it"),
        (make_framework(4), "'Tip 4' is new in it"),
        (make_framework(scale=[0, 5, 10]), "its scale is another one"),
    ],
)
def test_it_is_said_how_the_frameworks_file_changed(today: Framework, said: str) -> None:
    sent = send()
    (remark,) = asked(sent, framework=today, answered={name(sent): 1}).remarks
    assert remark.startswith("The framework's file has changed since the forms were sent: ")
    assert said in remark
    assert remark.endswith("What was asked is what is reported.")


def test_another_framework_is_said_in_one_sentence() -> None:
    sent = send()
    (remark,) = asked(sent, framework=changed(make_framework(5), id="other")).remarks
    assert remark.startswith("workshop.yaml names the framework other now; the forms asked small,")


def test_it_is_said_how_many_answered_which_title() -> None:
    first, second = send(), send(framework=retitled("Talk early"))
    answered = {name(first): 2, name(second): 5}
    found = asked(first, second, answered=answered, framework=retitled("Talk early"))
    assert found.remarks == (
        "The title of tip 2 differed between forms: 5 answered 'Talk early'; 2 answered 'Tip 2'.",
    )
    # Sheets of tables and forms of partners are not compared with each other.
    answered = {name(first, "conversation"): 2, name(second): 5}
    found = asked(first, second, answered=answered, framework=retitled("Talk early"))
    assert found.remarks == ()


def test_it_is_said_how_many_answered_on_which_scale() -> None:
    first, second = send(), send(framework=make_framework(scale=[0, 10]))
    answered = {name(first): 1, name(second): 1}
    remarks = asked(first, second, answered=answered, framework=second[0].framework).remarks
    assert remarks[0].startswith("The scale differed between forms: 1 answered '0 Level 0, 10 L")
    assert remarks[1].startswith("The answers to question a of each tip differed between forms: ")
    assert len(remarks) == 2


def test_it_is_said_how_many_answered_which_question_and_which_answers() -> None:
    own = {"ownership": {"text": "Who could?", "answer": "Who", "choices": {"ours": "We"}}}
    once = {"label": {"text": "Your initials", "answer": "Initials"}}
    first, second = send(), send(words=wordings(tip=own, once=once))
    remarks = asked(first, second, answered={name(first): 3, name(second): 1}).remarks
    assert len(remarks) == 3
    asked_once, question, answers = remarks
    assert asked_once.startswith("Question 0a differed between forms: 3 answered 'Your initials, ")
    assert asked_once.endswith("; 1 answered 'Your initials'.")
    assert question.startswith("Question d of each tip differed between forms: 3 answered ")
    assert question.endswith("; 1 answered 'Who could?'.")
    assert answers.startswith("The answers to question d of each tip differed between forms: ")
    assert "1 answered 'We; My organisation together with others; " in answers


def test_a_question_that_names_another_of_its_item_is_the_same_of_each_item() -> None:
    """The text says 1c of the first item and 2c of the second."""
    own = {"action": {"text": "What is to be done about BARRIERS?", "answer": "Action"}}
    sent = send(words=wordings(tip=own))
    texts = {question.text for question in sent[1]["self-assessment"].questions}
    assert {f"What is to be done about {number}c?" for number in (1, 2, 3)} <= texts
    assert asked(sent, answered={name(sent): 4}).remarks == ()


# Before toptips kept what it sent.


def questionnaires(framework: Framework | None = None, **changes: Any) -> list[Questionnaire]:
    sent = send(make_workshop(PARTNERS, **changes), framework)
    return list(sent[1].values())


def test_without_sendings_titles_and_scale_are_those_of_the_questionnaires() -> None:
    old = changed(retitled("Then"), version="0.9", scale=[
        {"value": 0, "label": "No"}, {"value": 10, "label": "Yes"},
    ])  # fmt: skip
    made = questionnaires(old)
    today = make_workshop({"z": ("Police", 1)}, groups={"pathway": ["Adults"]}, place="Harbour")
    found = asked(before=made, answered={made[0].hash[:8]: 3}, workshop=today)
    assert [tip.title for tip in found.framework.tips] == ["Tip 1", "Then", "Tip 3"]
    assert (found.framework.version, found.scale) == ("0.9", (0, 10))
    assert found.labels("self-assessment")["score"]["10"] == "10 Yes"
    assert [partner.id for partner in found.partners] == ["z"]
    assert (found.groups, found.place) == ({"pathway": ("Adults",)}, "Harbour")
    assert found.remarks[0] == SENT_BY_0_1_0
    assert "tip 2 is called 'Tip 2', not 'Then'" in found.remarks[1]


def test_the_sheets_of_0_1_0_promised_that_all_notes_are_printed() -> None:
    assert asked(before=questionnaires()).promises.words_of_tables == "all"


def test_an_item_that_is_gone_since_stays_with_the_title_that_was_sent() -> None:
    made = questionnaires(make_framework(3))
    found = asked(before=made, framework=make_framework(2), answered={made[0].hash[:8]: 1})
    assert [tip.title for tip in found.framework.tips] == ["Tip 1", "Tip 2", "Tip 3"]
    assert found.framework.tips[2].summary == "Tip 3"
    assert found.framework.tips[0].summary == "A tip.", "today's, where it is known"


def test_of_several_questionnaires_the_most_answered_one_of_partners_has_its_titles() -> None:
    first, second = questionnaires(retitled("First")), questionnaires(retitled("Second"))
    answered = {first[0].hash[:8]: 1, second[0].hash[:8]: 2, first[1].hash[:8]: 9}
    found = asked(before=[*first, *second], answered=answered)
    assert found.framework.tips[1].title == "Second"
    assert any(
        remark == "The title of tip 2 differed between forms: 2 answered 'Second'; 1 answered"
        " 'First'."
        for remark in found.remarks
    )


def test_a_workshop_that_was_not_sent_yet_is_todays() -> None:
    found = asked()
    assert found.framework == make_framework()
    assert found.remarks == ()


def test_answered_forms_of_no_sending_count_before_a_sending_that_nobody_answered() -> None:
    old, newer = questionnaires(retitled("Then")), send(framework=retitled("Now"))
    answered = {old[0].hash[:8]: 2}
    found = asked(newer, before=old, answered=answered)
    assert found.framework.tips[1].title == "Then"
    assert SENT_BY_0_1_0 in found.remarks
    # Once somebody answers what was sent, that is what was asked, and the difference is said.
    found = asked(newer, before=old, answered=answered | {name(newer): 1})
    assert found.framework.tips[1].title == "Now"
    assert SENT_BY_0_1_0 not in found.remarks
    assert (
        "The title of tip 2 differed between forms: 2 answered 'Then'; 1 answered 'Now'."
        in found.remarks
    )


# Words.


def test_labels_and_answers_are_the_words_that_were_sent() -> None:
    own = {"ownership": {"text": "Who?", "answer": "Who could", "choices": {"ours": "We could"}}}
    sent = send(words=wordings(tip=own))
    found = asked(sent)
    assert found.labels("self-assessment")["ownership"]["ours"] == "We could"
    assert found.labels("self-assessment")["score"]["4"] == "4 Working in most places"
    assert found.labels("people")["experience"]["sometimes"] == "Sometimes"
    assert "experience" not in found.labels("self-assessment")
    assert found.answers()["ownership"] == "Who could"


def test_where_labels_differed_the_most_answered_come_first() -> None:
    own = {"ownership": {"text": "Who?", "answer": "Who", "choices": {"ours": "We could"}}}
    first, second = send(), send(words=wordings(tip=own))
    cases = ((1, 2, "We could"), (2, 1, "My organisation alone"))
    for of_first, of_second, label in cases:
        answered = {name(first): of_first, name(second): of_second}
        found = asked(first, second, answered=answered)
        assert found.labels("self-assessment")["ownership"]["ours"] == label
