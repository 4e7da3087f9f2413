from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

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
from toptips.returns.collecting import Collected, read_all
from toptips.returns.form import Origin, Return
from toptips.returns.left_over import Aside
from toptips.returns.shelf import Shelf
from toptips.returns.whose import settle

Q = questionnaire()
SHEET = questionnaire("conversation")
PEOPLE = of_people()
FIRST, SECOND, THIRD = (f"2018-08-0{day}T10:00:00Z" for day in (1, 2, 3))
NO_TIME = ""


def form(label: str = "JK", score: str = "4", **options) -> bytes:
    return word_form(Q, {"0.label": label, "1.score": score}, **options)


def sheet(table: str, score: str = "4", **options) -> bytes:
    return word_form(SHEET, {"1.score": score}, partner=table, **options)


def collected(folder, files: dict[str, bytes], *decided: dict[str, str]) -> Collected:
    return read_all(put(folder, files), sent(Q, SHEET), workshop(), decisions(*decided))


def statuses(folder, files: dict[str, bytes], *decided: dict[str, str]) -> dict[str, str]:
    return {row.file: row.status for row in collected(folder, files, *decided).rows}


def row_of(folder, files: dict[str, bytes], *decided: dict[str, str]) -> ReturnRow:
    return collected(folder, files, *decided).rows[0]


def id_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


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


def test_the_same_file_twice_counts_once(tmp_path):
    found = collected(tmp_path, {"a.docx": form(), "b.docx": form()})
    assert [row.status for row in found.rows] == ["accepted", "duplicate"]
    assert found.rows[1].message == "The same file as a.docx, which is counted once."
    assert len(found.responses) == 1


def test_the_same_answers_saved_again_count_once(tmp_path):
    files = {"a.docx": form(modified=NO_TIME), "b.docx": form(modified=SECOND)}
    assert statuses(tmp_path, files) == {"a.docx": "duplicate", "b.docx": "accepted"}


def test_a_corrected_form_replaces_the_first_whatever_its_name(tmp_path):
    files = {
        "z first.docx": form("JK", "1", modified=FIRST),
        "a last.docx": form(" jk ", "5", modified=THIRD),
        "b middle.docx": form("Jk", "3", modified=SECOND),
    }
    found = collected(tmp_path, files)
    assert {row.file: row.status for row in found.rows} == {
        "a last.docx": "accepted",
        "b middle.docx": "superseded",
        "z first.docx": "superseded",
    }
    assert [one.get("tip-1", "score") for one in found.responses] == ["5"]
    assert "a last.docx has the same label and was changed later" in found.rows[1].message


def test_the_same_label_from_two_partners_is_two_people(tmp_path):
    files = {"a.docx": form(), "b.docx": form(partner="council")}
    assert set(statuses(tmp_path, files).values()) == {"accepted"}


@pytest.mark.parametrize("times", [(FIRST, FIRST), (FIRST, NO_TIME), (NO_TIME, NO_TIME)])
def test_a_person_decides_where_nobody_knows_which_is_later(times, tmp_path):
    files = {
        "a.docx": form("JK", "1", modified=times[0]),
        "b.docx": form("JK", "5", modified=times[1]),
    }
    found = collected(tmp_path / "1", files)
    assert [row.status for row in found.rows] == ["unclaimed", "unclaimed"]
    assert len(found.responses) == 0
    assert found.rows[0].message == (
        "From Mental health trust there is the label 'JK' in b.docx too, and which was changed"
        " later is unknown. If this one counts, run"
        f" 'toptips collect --return {id_of(files['a.docx'])} --partner mh-trust'."
    )
    settled = {"a.docx": "accepted", "b.docx": "superseded"}
    claimed = {"response": id_of(files["a.docx"]), "partner": "mh-trust"}
    assert statuses(tmp_path / "2", files, claimed) == settled
    chosen = {"response": id_of(files["a.docx"]), "status": "accepted"}
    assert statuses(tmp_path / "3", files, chosen) == settled
    given_up = {"response": id_of(files["b.docx"]), "status": "superseded"}
    assert statuses(tmp_path / "4", files, given_up) == settled


def test_two_tallies_of_which_none_is_known_to_be_later_have_no_label(tmp_path):
    tally = questionnaire("tally")
    voters = {
        name: word_form(tally, {"0.voters": many}, partner="room", modified=NO_TIME)
        for name, many in (("a.docx", "30"), ("b.docx", "38"))
    }
    found = read_all(put(tmp_path, voters), sent(tally), workshop(), decisions())
    assert [row.status for row in found.rows] == ["unclaimed", "unclaimed"]
    assert found.rows[0].message.startswith(
        "From the room there is another sheet in b.docx too, and which was changed later"
    )


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


def test_two_people_of_one_label_can_both_count(tmp_path):
    files = {"a.docx": form("JK", "1"), "b.docx": form("JK", "5")}
    both = [{"response": id_of(data), "status": "accepted"} for data in files.values()]
    assert set(statuses(tmp_path, files, *both).values()) == {"accepted"}


def test_a_correction_after_a_decision_is_asked_about_again(tmp_path):
    files = {
        "a.docx": form("JK", "1", modified=FIRST),
        "b.docx": form("JK", "5", modified=SECOND),
    }
    chosen = {"response": id_of(files["a.docx"]), "status": "accepted"}
    assert statuses(tmp_path, files, chosen) == {"a.docx": "accepted", "b.docx": "unclaimed"}


def test_a_partner_settled_by_hand_leaves_the_times_to_decide(tmp_path):
    files = {
        "a.docx": form("JK", "1", modified=FIRST, ref=reference(Q, "nobody")),
        "b.docx": form("JK", "5", modified=SECOND),
    }
    settled = {"response": id_of(files["a.docx"]), "partner": "mh-trust"}
    assert statuses(tmp_path, files, settled) == {"a.docx": "superseded", "b.docx": "accepted"}


def test_forms_without_a_label_all_count_with_a_word(tmp_path):
    found = collected(tmp_path, {"a.docx": form("", "1"), "b.docx": form("", "5")})
    assert [row.status for row in found.rows] == ["accepted", "accepted"]
    assert found.rows[0].message.startswith("One of 2 forms without a label from Mental health")
    assert len(found.responses) == 2


def test_a_withdrawn_form_does_not_bring_an_earlier_one_back(tmp_path):
    files = {
        "a.docx": form("JK", "1", modified=FIRST),
        "b.docx": form("JK", "5", modified=SECOND),
    }
    gone = {"response": id_of(files["b.docx"]), "status": "withdrawn", "why": "Jo rang"}
    found = collected(tmp_path / "1", files, gone)
    assert [row.status for row in found.rows] == ["superseded", "withdrawn"]
    assert found.rows[1].message == "Withdrawn, as decisions.yaml says. (Jo rang)"
    assert len(found.responses) == 0
    back = {"response": id_of(files["a.docx"]), "status": "accepted"}
    assert statuses(tmp_path / "2", files, gone, back) == {
        "a.docx": "accepted",
        "b.docx": "withdrawn",
    }


def test_withdrawing_the_earlier_one_leaves_the_later(tmp_path):
    files = {
        "a.docx": form("JK", "1", modified=FIRST),
        "b.docx": form("JK", "5", modified=SECOND),
    }
    gone = {"response": id_of(files["a.docx"]), "status": "withdrawn"}
    assert statuses(tmp_path, files, gone) == {"a.docx": "withdrawn", "b.docx": "accepted"}


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


def test_a_blank_form_does_not_count_nor_replace_a_full_one(tmp_path):
    blank = word_form(Q, {"0.label": "JK", "0.role": "Nurse"}, modified=THIRD)
    found = collected(tmp_path, {"a.docx": form(modified=FIRST), "b.docx": blank})
    assert [row.status for row in found.rows] == ["accepted", "rejected"]
    assert "No question is answered" in found.rows[1].message


def test_conversation_sheets_are_their_tables(tmp_path):
    files = {
        "1.docx": sheet("table-10"),
        "2.docx": sheet("table-2", "1", modified=FIRST),
        "3.docx": sheet("table-2", "5", modified=SECOND),
        "4.docx": sheet("nobody"),
    }
    found = collected(tmp_path, files)
    assert [row.status for row in found.rows] == [
        "accepted",
        "superseded",
        "accepted",
        "unclaimed",
    ]
    assert found.rows[0].partner == ""
    assert [(one.respondent, one.get("tip-1", "score")) for one in found.responses] == [
        ("table-2", "5"),
        ("table-10", "4"),
    ]


def test_a_sheet_and_a_form_of_one_label_are_not_confused(tmp_path):
    files = {"a.docx": form("table-2"), "b.docx": sheet("table-2")}
    assert set(statuses(tmp_path, files).values()) == {"accepted"}


def test_the_order_of_names_changes_nothing_but_the_names(tmp_path):
    contents = [form("JK", "1", modified=FIRST), form("JK", "5", modified=SECOND), form("LM")]
    one = collected(tmp_path / "1", dict(zip("abc", contents, strict=True)))
    two = collected(tmp_path / "2", dict(zip("cba", contents, strict=True)))
    assert [r.id for r in one.responses] == [r.id for r in two.responses]


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
