"""Which form counts where several are one person's or one table's: corrected, withdrawn, twice."""

from __future__ import annotations

import pytest

from tests.support.came_back import (
    FIRST,
    NO_TIME,
    SECOND,
    THIRD,
    Q,
    collected,
    form,
    id_of,
    sheet,
    statuses,
)
from tests.support.making_forms import (
    decisions,
    put,
    questionnaire,
    reference,
    sent,
    word_form,
    workshop,
)
from toptips.returns.collecting import read_all


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
