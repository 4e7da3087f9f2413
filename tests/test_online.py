"""What an online form asks fits Microsoft Forms, and what does not fit is named."""

import pytest

from tests.support.small_workshop import make_framework, make_workshop
from toptips.model.questionnaire import Questionnaire, make_questionnaire
from toptips.model.wordings import load_wordings
from toptips.pack.online import MOST_IN_MICROSOFT_FORMS, online


def questionnaire(tips: int, ask: list[str]) -> Questionnaire:
    workshop = make_workshop({"a": ("NHS", 1)}, ask=ask)
    return make_questionnaire(make_framework(tips), workshop, "self-assessment", load_wordings([]))


def test_what_fits_is_asked_whole() -> None:
    asked = questionnaire(10, ["score", "strengths", "barriers", "ownership", "action"])
    shown = online(asked)
    assert shown.left_out == ()
    assert shown.asked == {tip.id: asked.of_tip(tip.id) for tip in asked.tips}


@pytest.mark.parametrize(
    ("tips", "kept"), [(60, ["score", "barriers", "ownership"]), (99, ["score"])]
)
def test_what_does_not_fit_is_left_out_for_all_items_and_named(tips: int, kept: list[str]) -> None:
    asked = questionnaire(tips, ["score", "strengths", "barriers", "ownership", "action"])
    shown = online(asked)
    asked_of_tips = {tip: [each.key for each in of_tip] for tip, of_tip in shown.asked.items()}
    assert asked_of_tips == {tip.id: kept for tip in asked.tips}
    # The organisation is one more.
    count = 1 + len(asked.of_tip("")) + sum(map(len, shown.asked.values()))
    assert count <= MOST_IN_MICROSOFT_FORMS < count + tips
    names = {question.key: question.answer for question in asked.of_tip("t1")}
    assert shown.left_out == tuple(name for key, name in names.items() if key not in kept)
