from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.making_forms import (
    STRICT,
    Marks,
    body,
    core,
    document,
    paragraphs,
    questionnaire,
    reference,
    row,
    sent,
    word_form,
    zipped,
)
from toptips.returns import word
from toptips.returns.form import Return
from toptips.unsafe.opening import File
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import Unreadable

Q = questionnaire()
SENT = sent(Q)
ANSWERS = {
    "0.label": "JK",
    "1.score": "4 Working in most places",
    "1.strengths": "Daily calls & <trust>\nsecond line",
    "2.barriers": 'No beds\tat weekends 😀 "quoted" it\'s',
}


def read(data: bytes, questionnaires=SENT) -> Return:
    (returned,) = word.read(File("form.docx", data), questionnaires)
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
    ],
    ids=["all", "tags", "markers", "bookmarks", "codes", "printed reference"],
)
def test_any_one_mark_is_enough(marks):
    returned = read(word_form(Q, ANSWERS, marks=marks))
    assert returned.texts == ANSWERS
    assert returned.reference == reference(Q)
    assert returned.questionnaire == Q
    assert returned.notes == ()


def test_a_blank_form_has_no_answers():
    assert read(word_form(Q, {})).texts == {}


@pytest.mark.parametrize(
    "typed",
    ["PLACEHOLDERThe beds", "The beds PLACEHOLDER", "PLACEHOLDER\nThe beds", "\nThe beds\n"],
)
def test_what_is_typed_beside_a_placeholder_is_the_answer(typed):
    text = typed.replace("PLACEHOLDER", Q.questions[-1].placeholder)
    assert read(word_form(Q, {"3.barriers": text})).texts == {"3.barriers": "The beds"}


def test_words_own_placeholder_of_an_emptied_control_is_blank():
    text = "Click or tap here to enter text."
    assert read(word_form(Q, {"3.barriers": text})).texts == {}


def test_deletions_are_left_out_and_insertions_kept():
    raw = {
        "1.strengths": (
            "<w:p><w:r><w:t>We </w:t></w:r>"
            "<w:del><w:r><w:delText>never </w:delText><w:br/></w:r></w:del>"
            "<w:ins><w:r><w:t>always </w:t></w:r></w:ins>"
            "<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom>"
            "<w:r><w:t>talk</w:t></w:r></w:p>"
        )
    }
    assert read(word_form(Q, {}, raw=raw)).texts == {"1.strengths": "We always talk"}


def test_a_comment_in_the_margin_is_no_answer():
    raw = {
        "1.strengths": (
            '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>We talk</w:t></w:r>'
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
        )
    }
    comments = b"<w:comments><w:comment><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>"
    data = word_form(Q, {}, raw=raw, more={"word/comments.xml": comments})
    assert read(data).texts == {"1.strengths": "We talk"}


EVERY_LAYER = [Marks(), Marks(tags=False), Marks(tags=False, markers=False, bookmarks=False)]


@pytest.mark.parametrize("marks", EVERY_LAYER, ids=["tags", "markers", "codes"])
def test_rows_that_were_deleted_and_added_cost_no_other_answer(marks):
    gone = ("0.role", "1.score", "2.barriers")
    answers = {**ANSWERS, "3.action": "Ring every ward"}
    root = parse_xml(File("a", word_form(Q, answers, marks=marks)).parts.read("word/document.xml"))
    rows = list(root.iter("{*}tr"))
    for field, element in zip(["", *(one.field for one in Q.questions)], rows, strict=True):
        if field in gone:
            element.getparent().remove(element)
        elif field == "1.strengths":
            own = document(
                f"<w:tbl><w:tr><w:tc>{paragraphs('Also')}</w:tc><w:tc>{paragraphs('more')}</w:tc>"
                "</w:tr></w:tbl>"
            )
            element.addnext(next(parse_xml(own).iter("{*}tr")))
    parts = {
        "word/document.xml": etree.tostring(root),
        "docProps/core.xml": core(str(reference(Q)), ""),
    }
    returned = read(zipped(parts))
    assert returned.texts == {field: text for field, text in answers.items() if field not in gone}
    assert returned.questionnaire == Q


@pytest.mark.parametrize("marks", EVERY_LAYER, ids=["tags", "markers", "codes"])
def test_a_row_whose_deletion_is_tracked_is_gone(marks):
    raw = {
        "1.strengths": "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>never"
        "</w:delText></w:r></w:del></w:p>"
    }
    assert read(word_form(Q, {"1.barriers": "b"}, raw=raw, marks=marks)).texts == {
        "1.barriers": "b"
    }


def test_a_template_elsewhere_is_never_fetched():
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" TargetMode="External" Target="http://127.0.0.1:9/evil.dotm" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        b"</Relationships>"
    )
    data = word_form(Q, ANSWERS, more={"word/_rels/settings.xml.rels": rels, "_rels/.rels": rels})
    assert read(data).texts == ANSWERS


def test_paragraphs_whose_marks_were_deleted_are_one():
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    raw = {
        "1.strengths": (
            f"<w:p>{mark}<w:r><w:t>one </w:t></w:r></w:p>"
            f"<w:p>{mark}<w:r><w:t>line </w:t></w:r></w:p>"
            "<w:p><w:r><w:t>only</w:t></w:r></w:p>"
        )
    }
    assert read(word_form(Q, {}, raw=raw)).texts == {"1.strengths": "one line only"}


def test_text_boxes_stand_once_and_signs_are_kept():
    raw = {
        "1.strengths": (
            "<w:p><w:r><w:t>fine </w:t><w:sym w:font='Wingdings' w:char='F04A'/>"
            "<w:noBreakHyphen/><w:cr/><w:t>x</w:t></w:r><mc:AlternateContent>"
            "<mc:Choice><w:r><w:t>boxed</w:t></w:r></mc:Choice>"
            "<mc:Fallback><w:r><w:t>boxed</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        )
    }
    assert read(word_form(Q, {}, raw=raw)).texts == {"1.strengths": "fine ☺-\nxboxed"}


def test_the_whole_cell_is_the_answer_not_the_control_alone():
    # LibreOffice keeps a control around the first paragraph only.
    first = (
        '<w:sdt><w:sdtPr><w:tag w:val="1.strengths"/></w:sdtPr><w:sdtContent>'
        "<w:p><w:r><w:t>first</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    raw = {"1.strengths": first + paragraphs("second")}
    marks = Marks(tags=False, markers=False, bookmarks=False)
    assert read(word_form(Q, {}, raw=raw, marks=marks)).texts == {"1.strengths": "first\nsecond"}


def test_a_table_pasted_into_an_answer_stays_in_it():
    pasted = body(Q, {"2.score": "1 Not started", "3.barriers": "of another form"})
    raw = {"1.strengths": paragraphs("See:") + pasted + "<w:p/>"}
    for marks in (Marks(), Marks(tags=False, markers=False, bookmarks=False)):
        returned = read(word_form(Q, {"2.score": "5 Working everywhere"}, raw=raw, marks=marks))
        assert returned.texts["2.score"] == "5 Working everywhere"
        assert "3.barriers" not in returned.texts
        assert "of another form" in returned.texts["1.strengths"]


def test_a_form_inside_a_layout_table_is_read():
    layout = f"<w:tbl><w:tr><w:tc>{body(Q, ANSWERS)}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    printed = paragraphs(str(reference(Q)))
    assert read(zipped({"word/document.xml": document(printed + layout)})).texts == ANSWERS


def test_a_control_around_the_cell_is_found():
    question = Q.questions[-1]
    table = (
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:sdt><w:sdtPr>"
        f'<w:tag w:val="{question.field}"/></w:sdtPr><w:sdtContent><w:tc>{paragraphs("here")}'
        "</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
    )
    data = zipped(
        {"word/document.xml": document(table), "docProps/core.xml": core(str(reference(Q)), "")}
    )
    assert read(data).texts == {question.field: "here"}


def test_a_row_that_was_copied_loses_nothing():
    question = next(one for one in Q.questions if one.field == "1.strengths")
    second = f"<w:tbl>{row(question, paragraphs('again'), Marks(), 99)}</w:tbl>"
    text = paragraphs(str(reference(Q))) + body(Q, {"1.strengths": "once"}) + second
    returned = read(zipped({"word/document.xml": document(text)}))
    assert returned.texts == {"1.strengths": "once\nagain"}
    assert returned.notes == ("1b is there twice; both answers are kept.",)


def test_a_table_of_ones_own_with_something_like_a_code_is_no_answer():
    own = "<w:tbl><w:tr><w:tc>" + paragraphs("3b printer") + "</w:tc><w:tc>" + paragraphs("broken")
    own += "</w:tc></w:tr></w:tbl>"
    text = paragraphs(str(reference(Q))) + body(Q, {"3.strengths": "ours"}) + own
    returned = read(zipped({"word/document.xml": document(text)}))
    assert returned.texts == {"3.strengths": "ours"}


def test_strict_documents_are_read():
    assert read(word_form(Q, ANSWERS, namespace=STRICT)).texts == ANSWERS


def test_utf_16_is_read():
    text = document(body(Q, ANSWERS)).decode()
    parts = {
        "word/document.xml": text.encode("utf-16"),
        "docProps/core.xml": core(str(reference(Q)), ""),
    }
    assert read(zipped(parts)).texts == ANSWERS


def test_the_documents_own_time_is_taken_unless_nobody_changed_it():
    changed = read(word_form(Q, ANSWERS, modified="2018-08-01T11:00:00+01:00"))
    assert changed.modified == datetime(2018, 8, 1, 10, tzinfo=UTC)
    assert read(word_form(Q, ANSWERS, modified="2018-07-01T00:00:00Z")).modified is None
    assert read(word_form(Q, ANSWERS, modified="yesterday")).modified is None


def test_macros_and_pictures_are_said_and_not_read():
    data = word_form(
        Q,
        {},
        raw={"1.action": "<w:p><w:r><w:t>see</w:t><w:drawing/></w:r></w:p>"},
        more={"word/vbaProject.bin": b"x"},
    )
    returned = read(data)
    assert returned.origin.format == "docm"
    assert returned.texts == {"1.action": "see"}
    assert returned.notes == (
        "It holds macros, which were not run.",
        "A picture in 1e is not read.",
    )


def test_without_a_reference_the_best_fitting_questionnaire_is_taken():
    sheet = questionnaire("conversation")
    marks = Marks(False, False, False, True, False, False)
    both = sent(sheet, Q)
    assert read(word_form(Q, ANSWERS, marks=marks), both).questionnaire == Q
    form = read(word_form(sheet, {"1.dissent": "Two of us"}, marks=marks), both)
    assert form.questionnaire == sheet
    assert form.reference is None
    assert form.texts == {"1.dissent": "Two of us"}


def test_a_questionnaire_that_was_never_sent_is_not_guessed():
    other = questionnaire(tips=2)
    returned = read(word_form(other, ANSWERS), SENT)
    assert returned.questionnaire is None
    assert returned.reference == reference(other)


def test_another_word_document_is_not_ours():
    with pytest.raises(Unreadable, match="not one of this workshop's"):
        read(zipped({"word/document.xml": document(paragraphs("Dear all"))}))


def test_a_numbered_main_part_is_found():
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    text = document(paragraphs(str(reference(Q))) + body(Q, ANSWERS))
    data = zipped({"_rels/.rels": rels, "word/document2.xml": text})
    assert word.recognises(File("a", data))
    assert read(data).texts == ANSWERS


ANY_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t&<>[]'\""),
    max_size=60,
)


@settings(deadline=None, max_examples=60)
@given(text=ANY_TEXT, tags=st.booleans())
def test_any_text_comes_out_as_it_went_in(text, tags):
    expected = text.strip().strip(" \t\r\n\u00a0\u200b\ufeff")
    marks = Marks(tags=tags, markers=not tags)
    returned = read(word_form(Q, {"2.strengths": text, "2.barriers": "next"}, marks=marks))
    assert returned.texts.get("2.strengths", "") == expected
    assert returned.texts["2.barriers"] == "next"


LOOKS = (
    "<w:pPr><w:spacing/><w:rPr><w:b/></w:rPr></w:pPr>",
    '<w:pPr><w:pPrChange w:id="1"><w:pPr><w:jc/></w:pPr></w:pPrChange></w:pPr>',
)


@pytest.mark.parametrize("looks", LOOKS, ids=["plain", "with tracked changes of it"])
def test_formatting_takes_nothing_with_it(looks):
    run = "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>"
    if "Change" not in looks:
        run = "<w:r><w:rPr><w:b/></w:rPr>"
    raw = {
        "1.strengths": f"<w:p>{looks}{run}<w:t>bold</w:t></w:r>{run}<w:t> words</w:t></w:r></w:p>"
    }
    texts = {"1.strengths": "bold words", "1.barriers": "after"}
    assert read(word_form(Q, {"1.barriers": "after"}, raw=raw)).texts == texts


def test_a_marker_that_word_split_into_runs_is_found():
    marker = "</w:t></w:r><w:r><w:t>".join(("[[", "1.strengths", "]]"))
    table = (
        f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{marker}</w:t></w:r></w:p></w:tc>"
        f"<w:tc>{paragraphs('found')}</w:tc></w:tr></w:tbl>"
    )
    text = paragraphs(str(reference(Q))) + table
    assert read(zipped({"word/document.xml": document(text)})).texts == {"1.strengths": "found"}


def test_markers_that_a_program_shows_are_no_part_of_label_or_answer():
    raw = {"1.strengths": paragraphs("[[1.strengths]]fine")}
    marks = Marks(tags=False, bookmarks=False)
    assert read(word_form(Q, {}, raw=raw, marks=marks)).texts == {"1.strengths": "fine"}


def test_an_answer_that_was_moved_to_the_front_is_found():
    tag = '<w:sdt><w:sdtPr><w:tag w:val="1.score"/></w:sdtPr><w:sdtContent>'
    table = (
        f"<w:tbl><w:tr><w:tc>{tag}{paragraphs('4')}</w:sdtContent></w:sdt></w:tc>"
        f"<w:tc>{paragraphs('How well does this work?')}</w:tc></w:tr></w:tbl>"
    )
    text = paragraphs(str(reference(Q))) + table
    assert read(zipped({"word/document.xml": document(text)})).texts == {"1.score": "4"}


def test_a_form_without_its_tables_says_so():
    text = paragraphs(str(reference(Q)) + "\n3a How well?\n4")
    with pytest.raises(Unreadable, match="tables are gone"):
        read(zipped({"word/document.xml": document(text)}))
