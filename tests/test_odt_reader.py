from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.making_forms import Marks, questionnaire, reference, sent, zipped
from tests.support.making_odt import MIMETYPE, content, odt_form, paragraphs
from toptips.returns import odt
from toptips.returns.form import Return
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable

Q = questionnaire()
SENT = sent(Q)
ANSWERS = {
    "0.label": "JK",
    "1.score": "4 Working in most places",
    "1.strengths": "Daily calls & <trust>\nsecond line,\ttabbed   and spaced",
    "2.barriers": 'No beds\tat weekends 😀 "quoted" it\'s',
}


def read(data: bytes, questionnaires=SENT) -> Return:
    (returned,) = odt.read(File("form.odt", data), questionnaires)
    return returned


@pytest.mark.parametrize(
    "marks",
    [
        Marks(),
        Marks(markers=False, bookmarks=False, codes=False),
        Marks(tags=False, bookmarks=False, codes=False),
        Marks(tags=False, markers=False, codes=False),
        Marks(tags=False, markers=False, bookmarks=False),
        Marks(tags=False, in_properties=False),
        Marks(printed=False),
    ],
    ids=["all", "tags", "markers", "bookmarks", "codes", "printed reference", "keywords"],
)
def test_any_one_mark_is_enough(marks):
    returned = read(odt_form(Q, ANSWERS, marks=marks))
    assert returned.texts == ANSWERS
    assert returned.reference == reference(Q)
    assert returned.questionnaire == Q
    assert (returned.origin.format, returned.notes) == ("odt", ())


def test_a_blank_form_has_no_answers():
    assert read(odt_form(Q, {})).texts == {}


def test_white_space_is_read_as_opendocument_means_it():
    raw = {
        "1.strengths": "<text:p>\n  one\n  line <text:s text:c='2'/>only<text:line-break/> \n two"
        "</text:p>\n  <text:h>a<text:span> b</text:span><text:span> </text:span>c</text:h>"
    }
    assert read(odt_form(Q, {}, raw=raw)).texts == {"1.strengths": "one line   only\ntwo\na b c"}


def test_a_list_is_its_lines():
    items = "".join(
        f"<text:list-item>{paragraphs(one)}</text:list-item>" for one in ("beds", "transport")
    )
    raw = {"1.barriers": f"{paragraphs('We lack:')}<text:list>{items}</text:list>"}
    assert read(odt_form(Q, {}, raw=raw)).texts == {"1.barriers": "We lack:\nbeds\ntransport"}


def test_deletions_and_comments_in_the_margin_are_left_out_and_insertions_kept():
    before = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    raw = {
        "1.strengths": "<text:p>We <text:change text:change-id='a'/><text:change-start/>always "
        "<text:change-end/><office:annotation><dc:creator>Jo</dc:creator><text:p>Really?</text:p>"
        "</office:annotation>talk<office:annotation-end/></text:p>"
    }
    assert read(odt_form(Q, {}, raw=raw, before=before)).texts == {"1.strengths": "We always talk"}


def test_a_picture_is_said_and_its_description_is_no_answer():
    frame = "<draw:frame><draw:image/><svg:title>t</svg:title><svg:desc>d</svg:desc></draw:frame>"
    returned = read(odt_form(Q, {}, raw={"1.action": f"<text:p>see {frame}</text:p>"}))
    assert returned.texts == {"1.action": "see"}
    assert returned.notes == ("A picture in 1e is not read.",)


def test_a_table_pasted_into_an_answer_stays_in_it():
    cells = "".join(
        f"<table:table-cell>{paragraphs(one)}</table:table-cell>" for one in ("2b Beds", "none")
    )
    pasted = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    marks = Marks(tags=False, markers=False, bookmarks=False)
    returned = read(odt_form(Q, {}, raw={"1.strengths": pasted}, marks=marks))
    assert returned.texts == {"1.strengths": "2b Beds\nnone"}


def test_what_lies_under_a_merged_cell_is_no_answer():
    covered = "<table:covered-table-cell><text:p>x</text:p></table:covered-table-cell>"
    raw = {"1.action": f"{paragraphs('go')}</table:table-cell>{covered}<table:table-cell>"}
    assert read(odt_form(Q, {}, raw=raw)).texts == {"1.action": "go"}


def test_the_documents_own_time_is_taken_unless_nobody_changed_it():
    assert read(odt_form(Q, ANSWERS)).modified == datetime(2018, 8, 1, 10, 0, 0, 123456, tzinfo=UTC)
    assert read(odt_form(Q, ANSWERS, modified="2018-07-01T00:00:00")).modified is None
    assert read(odt_form(Q, ANSWERS, modified="soon")).modified is None


def test_macros_are_said_and_not_run():
    returned = read(odt_form(Q, ANSWERS, more={"Basic/Standard/Module1.xml": b"<x/>"}))
    assert returned.notes == ("It holds macros, which were not run.",)


@pytest.mark.parametrize(
    "parts",
    [
        {"mimetype": MIMETYPE, "encrypted-package": b"x"},
        {
            "mimetype": MIMETYPE,
            "content.xml": b"\x93\x01",
            "META-INF/manifest.xml": b"<manifest:encryption-data/>",
        },
    ],
    ids=["LibreOffice 25", "earlier"],
)
def test_a_password_is_said(parts):
    with pytest.raises(Unreadable, match="protected with a password"):
        read(zipped(parts))


def test_another_document_is_not_ours():
    other = content(Q, {}).replace(b"table:table", b"text:section")
    with pytest.raises(Unreadable, match="an OpenDocument text, but not one of this workshop's"):
        read(zipped({"mimetype": MIMETYPE, "content.xml": other}))


def test_a_form_without_its_tables_says_so():
    bare = content(Q, {}, printed=str(reference(Q))).replace(b"table:table", b"text:section")
    with pytest.raises(Unreadable, match="tables are gone"):
        read(zipped({"mimetype": MIMETYPE, "content.xml": bare}))


def test_a_file_that_was_zipped_again_without_its_mimetype_is_known():
    manifest = b'<manifest:file-entry manifest:media-type="' + MIMETYPE + b'"/>'
    parts = {"META-INF/manifest.xml": manifest, "content.xml": content(Q, ANSWERS)}
    assert odt.recognises(File("a", zipped(parts)))
    assert read(zipped(parts)).texts == ANSWERS


ANY_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t  &<>[]'\""),
    max_size=60,
)


@settings(deadline=None, max_examples=60)
@given(text=ANY_TEXT, tags=st.booleans())
def test_any_text_comes_out_as_it_went_in(text, tags):
    expected = text.strip().strip(" \t\r\n\u00a0\u200b\ufeff")
    marks = Marks(tags=tags, markers=not tags)
    returned = read(odt_form(Q, {"2.strengths": text, "2.barriers": "next"}, marks=marks))
    assert returned.texts.get("2.strengths", "") == expected
    assert returned.texts["2.barriers"] == "next"
