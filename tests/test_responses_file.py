"""Answers that another program wrote in the shape of responses.csv."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.making_forms import decisions, put, questionnaire, sent, workshop
from toptips.model.responses import AFTER_GROUPS, BEFORE_GROUPS, Response, write_responses
from toptips.returns import responses_file
from toptips.returns.collecting import read_all
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable

Q = questionnaire()
SHEET = questionnaire("conversation")
GROUPS = ["pathway", "locality"]
ONE = Response(
    id="a1",
    form="self-assessment",
    partner="council",
    partner_name="County council",
    sector="Local authority",
    respondent="JK",
    role="Ward manager",
    quote="anonymous",
    groups={"pathway": "Older adults", "locality": "North"},
    answers={
        ("", "speaks_for"): "myself",
        ("", "top_1"): "tip-2",
        ("tip-1", "score"): "4",
        ("tip-2", "score"): "dont_know",
        ("tip-2", "ownership"): "system",
        ("tip-3", "barriers"): "=No beds\nat 'weekends'",
    },
    source="elsewhere.docx",
)


def collected(folder, data: bytes):
    put(folder, {"a.csv": data})
    return read_all(folder, sent(Q, SHEET), workshop(), decisions())


def test_what_we_write_is_read_again(tmp_path):
    found = collected(tmp_path, write_responses([ONE], GROUPS))
    (row,) = found.rows
    assert (row.format, row.status, row.member, row.message) == (
        "csv", "accepted", "response a1", "",
    )  # fmt: skip
    (response,) = found.responses
    assert response == Response(
        id=row.response_id,
        form=ONE.form,
        partner=ONE.partner,
        partner_name=ONE.partner_name,
        sector=ONE.sector,
        respondent=ONE.respondent,
        role=ONE.role,
        quote=ONE.quote,
        groups=ONE.groups,
        answers=ONE.answers,
        source="a.csv!response a1",
    )


def csv(*rows: str) -> bytes:
    header = ",".join((*BEFORE_GROUPS, *AFTER_GROUPS))
    return ("\r\n".join((header, *rows)) + "\r\n").encode()


def test_whose_it_is_stands_in_the_columns(tmp_path):
    data = csv(
        "1,self-assessment,,County council,,A,,,tip-1,score,4,x",
        "2,conversation,,,,Table 2,,,tip-1,score,3,x",
        "3,self-assessment,nobody,,,B,,,tip-1,score,2,x",
        "1,self-assessment,,County council,,A,,,tip-2,score,4 - mostly,x",
    )
    found = collected(tmp_path, data)
    assert [(row.partner, row.respondent, row.status) for row in found.rows] == [
        ("council", "A", "accepted"),
        ("", "table-2", "accepted"),
        ("", "B", "unclaimed"),
    ]
    assert found.responses[0].answers == {("tip-1", "score"): "4", ("tip-2", "score"): "4"}


def test_people_who_answer_alike_are_two_and_a_copy_of_the_file_counts_once(tmp_path):
    data = csv(
        "1,self-assessment,council,,,,,,tip-1,score,4,x",
        "2,self-assessment,council,,,,,,tip-1,score,4,x",
    )
    put(tmp_path, {"b.csv": data})
    rows = collected(tmp_path, data).rows
    assert [row.status for row in rows] == ["accepted", "accepted", "duplicate", "duplicate"]


def test_what_the_form_does_not_ask_is_said(tmp_path):
    data = csv(
        "1,self-assessment,council,,,A,,,tip-1,score,4,x",
        "1,self-assessment,council,,,A,,,tip-9,score,5,x",
    )
    (row,) = collected(tmp_path, data).rows
    assert (row.answered, row.status) == (2, "accepted")
    assert "Not read, as the form does not ask it: tip-9 score." in row.message


def test_a_form_that_was_never_sent_is_refused(tmp_path):
    (row,) = collected(tmp_path, csv("1,people,,,,A,,,tip-1,score,4,x")).rows
    assert row.status == "rejected"
    assert "not among those sent" in row.message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (csv("1,2,3"), "line 2: 3 columns instead of 12"),
        (csv(), "holds no answers"),
        (b"response_id;form\r\n", "line 1: the header"),
        (csv('"1').strip(), "line 2"),
        (csv("1,self-assessment,c,\x81").decode().encode("latin-1"), "not UTF-8"),
        (csv("1" + ";" * 200_000), "far more lines"),
        (csv("1," + "x" * (1 << 21)), "line 2: field larger"),
        (csv(*(f"{n},,,,,,,,a,b,c,d" for n in range(10_001))), "more than 10,000 responses"),
        (csv(*["1,,,,,,,,a,b,c,d"] * 200_000), "far more lines"),
    ],
    ids=["columns", "empty", "semicolons", "quote", "latin-1", "wide", "long", "many", "lines"],
)
def test_another_shape_is_said_with_its_line(data, said):
    assert File("a", data).kind == "csv"
    with pytest.raises(Unreadable, match=said) as caught:
        list(responses_file.read(File("a", data), sent(Q)))
    assert str(caught.value).endswith(".")


def test_one_that_a_spreadsheet_saved_is_read_with_a_word(tmp_path):
    semicolons = csv("1,self-assessment,council,,,Zoé,,,tip-1,score,4,x").replace(b",", b";")
    found = collected(tmp_path, semicolons.decode().encode("cp1252"))
    (row,) = found.rows
    assert (row.status, row.respondent) == ("accepted", "Zoé")
    assert row.message.startswith("Saved with semicolons and in Windows-1252")


def test_another_csv_is_plain_text():
    assert File("a.csv", b"Name,Score\r\nJo,4\r\n").kind == "text"


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from([("tip-1", "strengths"), ("tip-2", "barriers"), ("", "other")]),
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
        min_size=1,
    )
)
def test_any_text_comes_back(texts):
    response = Response(id="1", form="self-assessment", partner="council", answers=texts)
    (returned,) = responses_file.read(File("a", write_responses([response], [])), sent(Q))
    by_place = {(one.tip, one.key): one.field for one in Q.questions}
    for place, text in texts.items():
        bare = text.strip().strip(" \t\r\n\u00a0\u200b\ufeff").strip()
        assert returned.texts.get(by_place[place], "").strip() == bare
