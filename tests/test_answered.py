"""A workshop as it was answered: what people wrote, and ids that stay the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.support.small_workshop import respondent, table
from toptips.model.answered import Answered, Comment
from toptips.model.responses import Response


def form(number: int = 1, partner: str = "a", label: str = "JB", **answers: str) -> Response:
    """A self-assessment; `t1_barriers="..."` is what it says, `other="..."` once."""
    made = respondent(f"{partner}{number}", **answers)
    return replace(made, respondent=label)


def ids(*responses: Response) -> dict[tuple[str, str, str], str]:
    """The id of each comment by response, item and question."""
    return {
        (comment.response.id, comment.item, comment.question): comment.id
        for comment in Answered.of(responses).comments
    }


def test_all_that_was_written_in_answer_to_a_text_is_a_comment() -> None:
    answered = Answered.of(
        [
            form(t1_barriers="  Waits\nand waits ", t1_score="3", t2_lead="Matron", other="More"),
            table("2", t1_dissent="Not ours", t1_due="2018-10-01", t3_invite="The police"),
            Response("p1", "people", answers={("t1", "helped"): "My daughter"}),
        ]
    )
    assert {
        (comment.form, comment.item, comment.question, comment.text)
        for comment in answered.comments
    } == {
        ("self-assessment", "t1", "barriers", "Waits\nand waits"),
        ("self-assessment", "", "other", "More"),
        ("conversation", "t1", "dissent", "Not ours"),
        ("conversation", "t3", "invite", "The police"),
        ("people", "t1", "helped", "My daughter"),
    }


def test_blank_texts_are_no_comments() -> None:
    assert Answered.of([form(t1_barriers=" \n\t ", t1_strengths="")]).comments == ()


def test_the_order_of_responses_says_nothing() -> None:
    forms = [form(number, label=str(number), t1_barriers="x") for number in range(4)]
    assert Answered.of(forms) == Answered.of(forms[::-1])
    assert [response.id for response in Answered.of(forms[::-1]).responses] == [
        "r-a0", "r-a1", "r-a2", "r-a3",
    ]  # fmt: skip


def test_responses_of_one_form() -> None:
    answered = Answered.of([form(), table("1"), table("2")])
    assert [response.id for response in answered.forms("conversation")] == ["table-1", "table-2"]
    assert answered.forms("people") == ()


# Ids.


def test_an_id_is_twelve_hex_digits_and_the_same_for_ever() -> None:
    """People's codings are kept by these ids: a change of them would lose a person's work."""
    (found,) = ids(form(t1_barriers="Waits")).values()
    assert found == "faa9581c4beb"


@given(st.permutations(range(6)), st.sets(st.integers(0, 5), min_size=1))
def test_ids_stay_whatever_the_order_and_whatever_else_comes_back(
    order: list[int], some: set[int]
) -> None:
    forms = [
        form(number, "abc"[number % 3], str(number), t1_barriers="Waits", t2_plans=f"Plan {number}")
        for number in range(6)
    ]
    everything = ids(*forms)
    fewer = ids(*(forms[number] for number in order if number in some))
    assert len(fewer) == 2 * len(some)
    assert fewer.items() <= everything.items()


def test_an_id_stays_when_other_answers_of_its_form_change() -> None:
    before = ids(form(t1_barriers="Waits", t1_score="2"))
    after = ids(form(t1_barriers="Waits ", t1_score="5", t1_strengths="New", other="Too"))
    assert after["r-a1", "t1", "barriers"] == before["r-a1", "t1", "barriers"]


def test_a_corrected_form_of_the_same_sender_keeps_the_ids_of_what_it_left_alone() -> None:
    """The label is what makes a later form replace an earlier one; the response's id may differ."""
    first = form(t1_barriers="Waits", t2_barriers="Beds")
    later = replace(form(t1_barriers="Waits", t2_barriers="No beds"), id="r-later", source="2.docx")
    before, after = ids(first), ids(later)
    assert after["r-later", "t1", "barriers"] == before["r-a1", "t1", "barriers"]
    assert after["r-later", "t2", "barriers"] != before["r-a1", "t2", "barriers"]


def test_ids_are_equal_for_equal_content_only() -> None:
    response = form(t1_barriers="Waits")
    said = Comment(response, "t1", "barriers", "Waits")
    others = [
        replace(said, text="Waits."),
        replace(said, text="waits"),
        replace(said, item="t2"),
        replace(said, item=""),
        replace(said, question="plans"),
        replace(said, response=replace(response, partner="b")),
        replace(said, response=replace(response, respondent="JC")),
        replace(said, response=replace(response, form="people")),
        # Where one part ends and the next begins is part of the content.
        replace(said, item="t1b", question="arriers"),
        replace(said, response=replace(response, partner="aJ", respondent="B")),
    ]
    assert len({comment.id for comment in [said, *others]}) == 1 + len(others)
    same = replace(said, response=replace(response, role="Matron", sector="NHS", quote="sector"))
    assert same.id == said.id


def test_without_a_label_two_who_wrote_the_same_are_two() -> None:
    found = ids(form(1, label="", t1_barriers="Waits"), form(2, label="", t1_barriers="Waits"))
    assert len(set(found.values())) == 2


def test_any_text_has_an_id() -> None:
    # A file of another program may hold half of a character.
    assert len(Comment(form(), "t1", "barriers", "\ud800").id) == 12
