"""What "Other sectors" holds and who agreed to be shown alone: said wherever either is shown."""

from __future__ import annotations

import pytest

from tests.support.small_workshop import figures, make_workshop, respondent
from tests.support.word_files import open_word
from toptips.analysis.figures import Figures
from toptips.charts.response import response
from toptips.charts.sectors import sectors
from toptips.documents.template import Templates
from toptips.model.paper import Paper
from toptips.places import shipped
from toptips.report.groups import differences_told
from toptips.report.you_said import write_you_said

pytestmark = pytest.mark.usefixtures("sectors_of_few")

PARTNERS = {
    "a": ("NHS", 5), "b": ("Council", 3), "c": ("Council", 3), "d": ("Police", 2),
    "e": ("Pharmacy", 3),
}  # fmt: skip
AGREED = "NHS is Partner a alone, which agreed beforehand to be shown by itself."


def found(*, agreed: bool) -> Figures:
    people = [
        respondent(f"{partner}{number}", t1_score=str(1 + number % 4))
        for partner, (_, many) in PARTNERS.items()
        for number in range(many)
    ]
    workshop = make_workshop(PARTNERS)
    workshop.partners[0].__dict__["may_be_shown"] = agreed
    return figures(workshop, people)


def below_the_table(shown: Figures) -> str:
    return next(differences_told(shown, {})).of_whom


def test_the_table_of_means_says_what_is_pooled_and_who_agreed() -> None:
    assert below_the_table(found(agreed=True)) == f"Other sectors: Pharmacy; Police. {AGREED}"
    assert below_the_table(found(agreed=False)) == "Other sectors: NHS; Pharmacy; Police."


def test_forms_are_counted_in_a_pool_of_its_own_which_is_named() -> None:
    """The leave is for averages alone: the count of forms still pools the organisation."""
    shown = found(agreed=True)
    assert shown.respondents.pooled == ("NHS", "Pharmacy", "Police")
    assert shown.respondents.pooled_means == ("Pharmacy", "Police")
    chart = response(shown)
    assert chart is not None and list(chart.notes) == ["Other sectors: NHS; Pharmacy; Police."]
    means = sectors(shown)
    assert means is not None and "Other sectors: Pharmacy; Police." in means.notes


def test_nothing_is_said_of_a_leave_that_was_not_used() -> None:
    assert found(agreed=False).respondents.shown_alone == {}
    assert found(agreed=True).respondents.shown_alone == {"NHS": "Partner a"}


def test_who_answered_is_promised_no_more_than_the_report_keeps() -> None:
    def said(*, agreed: bool) -> str:
        names = {key: key for key in ("follow_up", "report_back", "contact")}
        templates = Templates([shipped("templates")])
        page = write_you_said(found(agreed=agreed), Paper(names=names, texts={}), templates)
        return open_word(page).text

    leave = "Averages of Partner a may be shown by themselves, as agreed beforehand"
    assert leave in said(agreed=True)
    assert "with the name of a person or an organisation." not in said(agreed=True)
    assert "with the name of a person or an organisation." in said(agreed=False)
