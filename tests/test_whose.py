"""Whose each form is that came back, and what is said where that is not plain."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from tests.support.came_back import Q, collected, form, id_of, row_of
from tests.support.making_forms import (
    Marks,
    decisions,
    of_people,
    put,
    questionnaire,
    reference,
    sent,
    word_form,
    workshop,
)
from toptips.model.personal_data import findings
from toptips.model.returned import ReturnRow
from toptips.returns.claims import claim_of
from toptips.returns.collecting import read_all
from toptips.returns.form import Origin, Return
from toptips.returns.left_over import Aside
from toptips.returns.shelf import Shelf
from toptips.returns.whose import settle

PEOPLE = of_people()


def test_a_form_with_a_known_partner_is_accepted(tmp_path):
    data = form()
    row = row_of(tmp_path, {"final FINAL.docx": data})
    assert row == ReturnRow(
        return_id=id_of(data),
        questionnaire=Q.hash[:8],
        file="final FINAL.docx",
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        form="self-assessment",
        partner="mh-trust",
        respondent="JK",
        response_id=id_of(data),
        status="accepted",
        answered=2,
        asked=len(Q.questions),
    )


def test_only_what_counts_has_a_response_but_all_that_was_opened_has_an_id(tmp_path):
    files = {"a.docx": form(), "b.docx": form(), "c.jpg": b"\xff\xd8\xff", "~$d.docx": b"x"}
    rows = collected(tmp_path, files).rows
    ids = [id_of(data) for data in (files["a.docx"], files["b.docx"], files["c.jpg"])]
    assert [(row.return_id, row.response_id) for row in rows] == [
        (ids[0], ids[0]), (ids[1], ""), (ids[2], ""), ("", ""),
    ]  # fmt: skip
    assert [row.questionnaire for row in rows] == [Q.hash[:8], Q.hash[:8], "", ""]


def test_the_questionnaire_of_a_stripped_form_is_known_and_one_never_sent_is_not(tmp_path):
    never_sent = questionnaire(tips=2)
    files = {
        "a.docx": form(marks=Marks(tags=False, in_properties=False, printed=False)),
        "b.docx": word_form(never_sent, {"1.score": "4"}),
    }
    rows = collected(tmp_path, files).rows
    assert [(row.status, row.questionnaire) for row in rows] == [
        ("unclaimed", Q.hash[:8]), ("rejected", ""),
    ]  # fmt: skip


def test_people_who_use_services_answer_for_nobody_else(tmp_path):
    tip = PEOPLE.tips[0].id
    files = {
        name: word_form(PEOPLE, answers, partner="people")
        for name, answers in {
            "a.docx": {"1.experience": "Yes, mostly", "0.quote": "Yes"},
            "b.docx": {"1.experience": "I would rather not say", "1.helped": "A lift home"},
            "c.docx": {"0.quote": "No"},
        }.items()
    }
    put(tmp_path, {**files, "d.docx": files["a.docx"]})
    room = workshop(partners=[{"id": "people", "name": "People First", "sector": "Voluntary"}])
    found = read_all(tmp_path, sent(Q, PEOPLE), room, decisions())
    assert [(row.form, row.partner, row.respondent, row.status) for row in found.rows] == [
        ("people", "", "", "accepted"),
        ("people", "", "", "accepted"),
        ("people", "", "", "rejected"),
        ("people", "", "", "duplicate"),
    ]
    assert {row.questionnaire for row in found.rows} == {PEOPLE.hash[:8]}
    answers = {response.source: response for response in found.responses}
    assert answers["a.docx"].answers == {(tip, "experience"): "yes"}
    assert (answers["a.docx"].quote, answers["b.docx"].quote) == ("anonymous", "no")
    assert answers["b.docx"].answers == {
        (tip, "experience"): "unsaid", (tip, "helped"): "A lift home",
    }  # fmt: skip
    assert {(response.form, response.partner, response.sector) for response in found.responses} == {
        ("people", "", "")
    }


@pytest.mark.parametrize("partner", ["paper", "paper-2"])
def test_a_form_on_paper_that_does_not_say_whose_it_is_is_not_a_partners_called_paper(
    tmp_path, partner
):
    there = workshop(partners=[{"id": partner, "name": "Paper", "sector": "Voluntary"}])
    data = form(partner="paper")
    files = put(tmp_path, {"a.docx": data})
    (row,) = read_all(files, sent(Q), there, decisions()).rows
    assert (row.status, row.partner) == ("unclaimed", "")
    assert "does not say whose it is: 0z is empty" in row.message
    claimed = decisions({"response": id_of(data), "partner": partner})
    (row,) = read_all(files, sent(Q), there, claimed).rows
    assert (row.status, row.partner) == ("accepted", partner)


def test_a_form_of_another_workshop_is_rejected(tmp_path):
    row = row_of(tmp_path, {"a.docx": form(ref=reference(Q, workshop="kent-2019"))})
    assert row.status == "rejected"
    assert "another workshop ('kent-2019')" in row.message


def test_a_form_of_a_questionnaire_that_was_never_sent_is_rejected(tmp_path):
    row = row_of(tmp_path, {"a.docx": form(ref=reference(Q, hash="00000000"))})
    assert row.status == "rejected"
    assert "not among those sent" in row.message
    assert (row.answered, row.asked) == (None, None)


def test_a_form_of_an_earlier_questionnaire_is_read_with_that_one(tmp_path):
    earlier = questionnaire(tips=2)
    data = word_form(earlier, {"2.score": "3"})
    put(tmp_path, {"a.docx": data})
    found = read_all(tmp_path, sent(Q, earlier), workshop(), decisions())
    assert found.rows[0].status == "accepted"
    assert found.rows[0].asked == len(earlier.questions)


def test_an_unknown_partner_is_unclaimed_until_somebody_says(tmp_path):
    data = form(ref=reference(Q, "gp-practice"))
    row = row_of(tmp_path / "1", {"a.docx": data})
    assert row.status == "unclaimed"
    assert row.message == (
        "It is from 'gp-practice', which is not a partner in workshop.yaml."
        f" Run 'toptips collect --return {id_of(data)} --partner ID'."
    )
    decided = {"response": id_of(data), "partner": "council"}
    row = row_of(tmp_path / "2", {"a.docx": data}, decided)
    assert (row.status, row.partner) == ("accepted", "council")
    wrong = {"response": id_of(data), "partner": "nobody"}
    row = row_of(tmp_path / "3", {"a.docx": data}, wrong)
    assert row.status == "unclaimed"
    assert "decisions.yaml says 'nobody'" in row.message


def test_personal_data_is_reported_by_question_and_never_repeated(tmp_path):
    answers = {
        "0.label": "jk@example.org",
        "1.score": "3 or ring 07700 900123",
        "1.strengths": "Ring 01632 960123 for NHS number 943 476 5919",
        "3.barriers": "Ask at SW1A 1AA",
        "3.action": "Section 117 by 03/09/2018",
    }
    row = row_of(tmp_path, {"a.docx": word_form(Q, answers)})
    assert row.status == "accepted"
    for said in (
        "0a holds what looks like an e-mail address.",
        "1b holds what looks like a telephone number and an NHS number, so it is not quoted;"
        " please look at it.",
        "3c holds what looks like a postcode, so it is not quoted; please look at it.",
    ):
        assert said in row.message
    assert "3e holds" not in row.message
    assert findings(row.message) == []
    assert "[telephone number removed]" in row.message


def test_a_form_whose_words_stand_elsewhere_was_not_sent_back_by_mistake() -> None:
    said = {}
    for left_over in ("", "four, I think"):
        returned = Return(Origin("a.docx", "", "", "0" * 64, "docx"), reference(Q), Q.hash[:8], Q)
        asides = (Aside("under a table", left_over),) if left_over else ()
        returned = replace(returned, left_over=asides)
        claim = claim_of(returned, decisions(), Shelf())
        settle([claim], workshop())
        assert (claim.status, claim.row().left_over) == ("rejected", left_over)
        said[left_over] = claim.row().message
    assert "sent back by mistake" in said[""]
    assert "by mistake" not in said["four, I think"]
    assert "beside its question" in said["four, I think"]


@pytest.mark.parametrize(
    ("made", "asked"),
    [
        (reference(Q), Q),
        (reference(Q, workshop="kent-2019"), Q),
        (reference(Q, hash="00000000"), None),
    ],
)
def test_a_row_is_looked_at_and_never_sent_again(made, asked) -> None:
    origin = Origin("a.xlsx", "", "Answers!row 7", "0" * 64, "xlsx")
    claim = claim_of(Return(origin, made, made.hash, asked), decisions(), Shelf())
    settle([claim], workshop())
    assert claim.status == "rejected"
    message = claim.row().message
    assert "Look at Answers!row 7" in message
    assert "send" not in message.replace("sent for", "")
    assert "form" not in message
