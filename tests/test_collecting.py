from __future__ import annotations

import logging
import os
import sys
import tracemalloc

import pytest

from tests.support.making_forms import (
    decisions,
    put,
    questionnaire,
    reference,
    sent,
    word_form,
    workshop,
)
from toptips import returns as room
from toptips.errors import TopTipsError
from toptips.model.responses import Response, parse_responses, response_pieces, write_responses
from toptips.places import Folder
from toptips.returns import shelf
from toptips.returns.collecting import read_all
from toptips.returns.taking_in import take_in
from toptips.writing import only_one

Q = questionnaire()
FORM = word_form(Q, {"1.score": "4"})


def collected(folder, files=None, progress=None):
    if files is not None:
        put(folder, files)
    return read_all(folder, sent(Q), workshop(), decisions(), progress)


def test_files_and_folders_are_copied_under_their_own_names(tmp_path):
    post = put(tmp_path / "post", {"a.docx": b"1", "in/b.docx": b"2", "in/~$b.docx": b"x"})
    taken = take_in([post, post / "a.docx"], tmp_path / "returns")
    assert (taken.names, taken.left) == (["a.docx", "b.docx", "a.docx"], [])
    assert sorted(p.name for p in (tmp_path / "returns").iterdir()) == ["a.docx", "b.docx"]
    assert (post / "a.docx").read_bytes() == b"1"


def test_another_file_of_the_same_name_gets_a_number_and_nothing_is_copied_twice(tmp_path):
    target = put(tmp_path / "returns", {"a.docx": b"first"})
    second = put(tmp_path / "2", {"a.docx": b"second"}) / "a.docx"
    third = put(tmp_path / "3", {"a.docx": b"third"}) / "a.docx"
    taken = take_in([second, third, second], target)
    assert taken.names == ["a (2).docx", "a (3).docx", "a (2).docx"]
    assert take_in([second], target).names == ["a (2).docx"]
    assert (target / "a.docx").read_bytes() == b"first"
    assert len(list(target.iterdir())) == 3


def test_a_file_in_returns_stays_where_it_is(tmp_path):
    target = put(tmp_path / "returns", {"a.docx": b"1", "late/b.docx": b"2"})
    here = ["a.docx", "late/b.docx"]
    assert take_in([target / name for name in here], target).names == here
    assert take_in([target], target).names == here


def test_what_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(TopTipsError, match=r"nowhere\.docx is not there"):
        take_in([tmp_path / "nowhere.docx"], tmp_path / "returns")


def test_a_workshops_folder_is_not_a_folder_of_returns(tmp_path):
    put(tmp_path, {"workshop.yaml": b"", "pack/forms/a.docx": FORM})
    with pytest.raises(TopTipsError, match="is a workshop's folder"):
        take_in([tmp_path], tmp_path / "returns")


def test_a_copy_that_was_cut_off_is_never_read_and_cleared_away(tmp_path):
    target = put(tmp_path / "returns", {".toptips-7.tmp": b"half", "a.docx": FORM})
    assert [row.file for row in collected(target).rows] == ["a.docx"]
    with only_one(Folder(tmp_path)):
        take_in([], target)
    assert not (target / ".toptips-7.tmp").exists()


def test_every_file_is_a_row_and_one_failure_costs_no_other(tmp_path):
    files = {
        "b.docx": FORM[:100],
        "a.docx": b"\xff\xd8\xff picture",
        "c.docx": FORM,
        "~$c.docx": b"lock",
        "d.docx": b"",
        "sub/e.docx": word_form(Q, {"1.score": "5"}),
    }
    rows = collected(tmp_path, files).rows
    assert [(row.file, row.format, row.status) for row in rows] == [
        ("a.docx", "jpeg", "rejected"),
        ("b.docx", "damaged", "rejected"),
        ("c.docx", "docx", "accepted"),
        ("d.docx", "empty", "rejected"),
        ("sub/e.docx", "docx", "accepted"),
        ("~$c.docx", "", "ignored"),
    ]
    assert all(row.message for row in rows if row.status != "accepted")


def test_no_folder_is_no_rows(tmp_path):
    assert collected(tmp_path / "returns").rows == ()


def test_a_readers_mistake_is_a_row_and_a_line_in_the_log(tmp_path, monkeypatch, caplog):
    class Broken:
        def recognises(self, file):
            return True

        def read(self, file, questionnaires):
            raise RecursionError("deep")
            yield

    monkeypatch.setattr("toptips.returns.collecting.READERS", (Broken(), *room.READERS))
    with caplog.at_level(logging.DEBUG, "toptips"):
        (row,) = collected(tmp_path, {"a.docx": FORM}).rows
    assert row.status == "rejected"
    assert row.message.startswith("This file could not be read.")
    assert "RecursionError" in caplog.text


def test_what_is_logged_holds_no_answer(tmp_path, caplog):
    with caplog.at_level(logging.DEBUG, "toptips"):
        collected(tmp_path, {"a.docx": word_form(Q, {"1.strengths": "secret words"})})
    assert "a.docx" in caplog.text
    assert "secret" not in caplog.text


def test_progress_is_told(tmp_path):
    told = []
    collected(tmp_path, {"a.docx": FORM, "b.pdf": b"%PDF-"}, lambda *now: told.append(now))
    assert told == [(0, 2, "a.docx"), (1, 2, "b.pdf"), (2, 2, "")]


def test_a_response_holds_all_that_was_answered(tmp_path):
    data = word_form(
        Q,
        {
            "0.label": "JK",
            "0.role": "Ward manager",
            "0.quote": "Yes, naming our sector",
            "0.speaks_for": "Myself",
            "0.top_1": "2 Title of tip 2",
            "0.pathway": "Older adults",
            "0.other": "=1+1",
            "1.score": "4",
            "2.score": "Don't know (I can't judge)",
            "2.ownership": "My organisation together with others",
            "3.barriers": "No beds\nat weekends",
        },
        partner="council",
    )
    (response,) = collected(tmp_path, {"a.docx": data}).responses
    assert response == Response(
        id=response.id,
        form="self-assessment",
        partner="council",
        partner_name="County council",
        sector="Local authority",
        respondent="JK",
        role="Ward manager",
        quote="sector",
        groups={"pathway": "Older adults", "locality": "North"},
        answers={
            ("", "speaks_for"): "myself",
            ("", "top_1"): "tip-2",
            ("", "other"): "=1+1",
            ("tip-1", "score"): "4",
            ("tip-2", "score"): "dont_know",
            ("tip-2", "ownership"): "system",
            ("tip-3", "barriers"): "No beds\nat weekends",
        },
        source="a.docx",
    )
    written = write_responses([response], ["pathway", "locality"])
    assert parse_responses(written, "responses.csv") == [response]


def test_a_groups_answer_on_the_form_comes_before_the_partners_own(tmp_path):
    data = word_form(Q, {"1.score": "4", "0.locality": "South"}, partner="council")
    (response,) = collected(tmp_path, {"a.docx": data}).responses
    assert response.groups == {"locality": "South"}
    assert response.quote == "no"


def test_responses_stand_in_the_order_of_partners_and_labels(tmp_path):
    files = {
        f"{number}.docx": word_form(Q, {"0.label": label, "1.score": "4"}, partner=partner)
        for number, (label, partner) in enumerate(
            [("b", "council"), ("z", "mh-trust"), ("A", "council"), ("c", "mh-trust")]
        )
    }
    found = collected(tmp_path, files).responses
    assert [(response.partner, response.respondent) for response in found] == [
        ("mh-trust", "c"),
        ("mh-trust", "z"),
        ("council", "A"),
        ("council", "b"),
    ]


def test_an_answer_that_was_not_understood_is_said(tmp_path):
    (row,) = collected(
        tmp_path, {"a.docx": word_form(Q, {"1.score": "maybe 6", "2.score": "1"})}
    ).rows
    assert row.status == "accepted"
    assert row.answered == 1
    assert row.message == "1a: 'maybe 6' is not one of the choices, so it is left out."


def test_two_runs_are_the_same(tmp_path):
    files = {f"{n}.docx": word_form(Q, {"0.label": f"p{n % 3}", "1.score": "4"}) for n in range(6)}
    first, second = collected(tmp_path, files), collected(tmp_path)
    assert first.rows == second.rows
    assert list(first.responses) == list(second.responses)


def test_memory_does_not_grow_with_the_answers(tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "IN_MEMORY", 50_000)
    peaks = []
    for many in (10, 60):
        files = {
            f"{n}.docx": word_form(Q, {"0.label": f"p{n}", "1.barriers": f"{n} {'x' * 30_000}"})
            for n in range(many)
        }
        put(tmp_path / str(many), files)
        del files
        tracemalloc.start()
        found = collected(tmp_path / str(many))
        written = sum(map(len, response_pieces(found.responses, [])))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(found.responses) == many
        assert written > many * 30_000
        assert len(found.responses[-1].get("tip-1", "barriers")) > 30_000
    # Fifty more forms take some kilobytes each for their rows, but not for their answers.
    assert peaks[1] - peaks[0] < 50 * 10_000


# Windows and macOS refuse to make such a file.
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not UTF-8")
def test_a_name_that_is_not_utf_8_is_a_row(tmp_path):
    # A bytes name is given to open() as it is; Path takes none, so PTH123 can't be followed.
    with open(os.fsencode(tmp_path) + b"/\xff.docx", "wb") as file:  # noqa: PTH123
        file.write(word_form(Q, {"1.score": "4"}, ref=reference(Q, "nobody")))
    (row,) = collected(tmp_path).rows
    assert row.file.encode() == b"?.docx"
    assert row.status == "unclaimed"
