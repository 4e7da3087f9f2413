"""The figures of one item: what was offered, what may be shown, and what stands apart."""

from __future__ import annotations

from fractions import Fraction as F

from tests.support.small_workshop import (
    asked,
    figures,
    make_framework,
    make_workshop,
    respondent,
    table,
)
from toptips.analysis.assemble import analyse
from toptips.analysis.figures import Figures, Shares
from toptips.analysis.rules import Rules
from toptips.charts.priorities import priorities
from toptips.model.answered import Answered
from toptips.model.asked import as_asked
from toptips.model.questionnaire import Choice, Question, make_questionnaire
from toptips.model.responses import Response
from toptips.model.wordings import load_wordings
from toptips.report.items import item_told
from toptips.report.quoted import Quoted

PARTNERS = {"a": ("NHS", 9), "b": ("Council", 9)}
NAMES = [f"{partner}{number}" for partner in "ab" for number in "123"]


def people(**answers: list[str]) -> list[Response]:
    """Six self-assessments, each question answered by the first as given."""
    return [
        respondent(
            name, **{key: values[n] if n < len(values) else "" for key, values in answers.items()}
        )
        for n, name in enumerate(NAMES)
    ]


def as_0_1_0_asked(responses: list[Response]) -> Figures:
    """The figures of forms that did not offer national bodies as an answer."""
    workshop, framework = make_workshop(PARTNERS), make_framework()
    made = make_questionnaire(framework, workshop, "self-assessment", load_wordings([]))

    def without(question: Question) -> Question:
        kept: tuple[Choice, ...] = tuple(
            choice for choice in question.choices if choice.value != "national"
        )
        return question.model_copy(update={"choices": kept})

    older = made.model_copy(update={"questions": tuple(map(without, made.questions))})
    name = older.hash[:8]
    put = as_asked(workshop, framework, {name: older}, {}, {name: len(responses)})
    return analyse(put, Answered.of(responses), Rules.of(put, workshop))


def test_a_part_that_too_few_answered_is_left_out_and_what_is_shown_of_it_is_not_hidden() -> None:
    """Twelve scored it and five said who could change it: under half, and enough to be shown."""
    forms = [
        respondent(f"{partner}{n}", t1_score="2", t1_ownership="system" if n < 4 else "",
                   t2_score="2", t2_ownership="ours" if n < 2 else "",
                   t3_score="3", t3_ownership="system")
        for partner in "ab" for n in range(1, 7)
    ]  # fmt: skip
    forms[0] = respondent("a1", t1_score="2", t2_score="2", t2_ownership="ours")
    found = figures(make_workshop(PARTNERS), forms)
    first, second = (item_told(tip, found, Quoted()) for tip in found.tips[:2])
    assert (first.whole, first.system) == ("5 of 5", "left out (too few)")
    assert (second.whole, second.system) == ("not shown", "not shown")
    chart = priorities(found)
    assert chart is not None
    assert {row.label[0]: row.cells[-1] for row in chart.rows} == {
        "1": "left out", "2": "not shown", "3": "11 of 11",
    }  # fmt: skip


def test_what_the_forms_did_not_offer_has_no_share() -> None:
    forms = people(t1_ownership=["ours", "system", "system", "other", "unsure"])
    shares = as_0_1_0_asked(forms).tips[0].ownership.shares
    assert shares == {
        "ours": F(1, 5), "system": F(2, 5), "other": F(1, 5), "unsure": F(1, 5),
    }  # fmt: skip
    now = figures(make_workshop(PARTNERS), forms).tips[0].ownership.shares
    assert now == {**shares, "national": F(0)}, "offered, and chosen by nobody"


def test_shares_stand_in_the_order_of_the_form() -> None:
    forms = people(t1_ownership=["unsure", "other", "national", "system", "ours"])
    shares = figures(make_workshop(PARTNERS), forms).tips[0].ownership.shares
    assert shares is not None
    assert list(shares) == ["ours", "system", "other", "national", "unsure"]


def test_a_choice_with_a_field_of_its_own_stands_in_no_other_place() -> None:
    workshop = make_workshop(PARTNERS, ask=["score", "ownership", "local_tip"])
    forms = people(t1_local_tip=["keep"] * 4 + ["drop"])
    item = figures(workshop, forms).tips[0]
    assert item.local_tip == Shares(5, shares={"keep": F(4, 5), "adapt": F(0), "drop": F(1, 5)})
    assert item.choices == {}


def test_what_people_who_use_services_say_stands_apart() -> None:
    said = ["yes", "yes", "no", "not_for_me", "unsaid", "nonsense", ""]
    users = [
        Response(f"p{number}", "people", answers={("t1", "experience"): value,
                                                  ("t1", "score"): "1"})
        for number, value in enumerate(said)
    ]  # fmt: skip
    found = figures(make_workshop(PARTNERS), [*people(t1_score=["4"] * 6), *users])
    item = found.tips[0]
    assert item.experience.n == 5
    assert item.experience.shares is not None
    assert item.experience.shares["yes"] == F(2, 5)
    assert (item.n, item.mean) == (6, 4), "never mixed with the partners' own scores"
    fewer = figures(make_workshop(PARTNERS), [*people(t1_score=["4"]), *users[:4]]).tips[0]
    assert fewer.experience == Shares(n=None, suppressed=True)


def test_what_tables_say_is_no_score_of_the_partners() -> None:
    sheets = [table(str(number), t1_score="1", t1_ownership="ours") for number in range(6)]
    item = figures(make_workshop(PARTNERS), [*people(t1_score=["4"] * 6), *sheets]).tips[0]
    assert (item.n, item.mean, item.ownership.n) == (6, 4, 0)
    assert len(item.agreed) == 6


def test_texts_of_partners_are_counted_by_question() -> None:
    forms = people(t1_barriers=["Waits", "Beds"], t1_action=["Meet"], t2_barriers=["Vans"])
    first, second, _ = figures(make_workshop(PARTNERS), forms).tips
    counted = {key: found.n for key, found in first.comments.items() if found.n}
    assert counted == {"barriers": 2, "action": 1}
    assert second.comments["barriers"].n == 1
    assert "helped" not in first.comments, "which only people who use services are asked"


def test_the_bands_are_those_of_the_framework_that_was_asked() -> None:
    framework = make_framework().model_copy(
        update={"bands": make_framework().bands.model_copy(update={"strength": 0.9})}
    )
    forms = people(t1_score=["4"] * 6)
    assert figures(make_workshop(PARTNERS), forms).tips[0].band == "strength"
    assert figures(make_workshop(PARTNERS), forms, framework).tips[0].band == "discuss"
    assert asked(make_workshop(PARTNERS), framework).framework.bands.strength == 0.9
