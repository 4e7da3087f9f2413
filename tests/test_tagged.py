"""The short way through a Word form, which must read what the long way reads, for ever."""

from __future__ import annotations

import re
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.making_forms import (
    document,
    paragraphs,
    questionnaire,
    reference,
    sent,
    word_form,
    workshop,
    zipped,
)
from toptips.returns import word
from toptips.returns.form import Sent
from toptips.returns.printed import Printed
from toptips.returns.tagged import Tagged
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable

Q = questionnaire(tips=1)
FIELDS = [question.field for question in Q.questions]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Co", "Cs"]), max_size=20)
# What Word, other programs and people put into a form.
PIECES = (
    "<w:p/>", "<w:r><w:t>beside</w:t></w:r>", "<w:r><w:br/><w:tab/></w:r>", "<w:t> </w:t>",
    "<w:p><w:r><w:t>[[1.score]]</w:t></w:r></w:p>", "<w:r><w:t>1b</w:t></w:r>",
    "<w:r><w:noBreakHyphen/></w:r>", '<w:r><w:sym w:char="F04A"/></w:r>', "<w:proofErr/>",
    "<w:ins><w:r><w:t>put in</w:t></w:r></w:ins>", "<w:del><w:r><w:t>gone</w:t></w:r></w:del>",
    "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>", "<w:r><w:drawing/></w:r>",
    "<w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>", "<w:tr><w:tc><w:p/></w:tc></w:tr>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    '<w:sdt><w:sdtPr><w:tag w:val="1.barriers"/></w:sdtPr><w:sdtContent/></w:sdt>',
    '<w:bookmarkStart w:id="9" w:name="tt_1_score"/>', "<w:rPr><w:b/></w:rPr>", "<!-- said -->",
    "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>", "<w:tcPr><w:tcW/></w:tcPr>", "&#233;",
)  # fmt: skip

WHERE_CONTENT_STANDS = re.compile(
    rb"</w:(?:p|r|pPr|tc|tr|sdt)>|<w:(?:tc|sdtContent)>|<w:t xml[^>]*>|<w:bookmark[^>]*>"
)


def read_in_both_ways(xml: bytes) -> list[tuple[object, ...] | str]:
    """The texts, notes and rest of a form with this main part, or why it can't be read."""
    properties = File("a", word_form(Q, {})).parts.read("docProps/core.xml")
    data = zipped({"word/document.xml": xml, "docProps/core.xml": properties})
    found = [read(data)]
    with mock.patch.object(Tagged, "is_printed", lambda self, printed: False):
        return [*found, read(data)]


def read(data: bytes) -> tuple[object, ...] | str:
    try:
        (returned,) = word.read(File("form.docx", data), having_read_a_blank_form())
    except Unreadable as error:
        return str(error)
    return dict(returned.texts), returned.notes, returned.left_over


def having_read_a_blank_form() -> Sent:
    """What was sent, and what a form taught of what is printed."""
    known = Sent(sent(Q), workshop().returns)
    list(word.read(File("form.docx", word_form(Q, {}, ref=reference(Q))), known))
    return known


def answers_in(xml: bytes) -> list[tuple[str, str]] | None:
    """What the short way finds; None where it is left."""
    tagged = Tagged(xml)
    printed = Printed(set(), is_whole=False)
    tagged.learn(printed)
    fields = {question.field: question for question in Q.questions}
    fields |= {question.bookmark: question for question in Q.questions}
    return tagged.answers(fields) if tagged.is_printed(printed) else None


def main_part(answers: dict[str, str]) -> bytes:
    return File("a", word_form(Q, answers, ref=reference(Q))).parts.read("word/document.xml")


@settings(deadline=None, max_examples=60)
@given(answers=st.dictionaries(st.sampled_from(FIELDS), TEXTS))
def test_the_short_way_is_taken_and_reads_the_same(answers):
    xml = main_part(answers)
    assert answers_in(xml) is not None
    short, long = read_in_both_ways(xml)
    assert short == long


def by_libreoffice(xml: bytes) -> bytes:
    """As LibreOffice saves it: without tags, and every control says it shows a placeholder."""
    return re.sub(rb"<w:tag [^>]*/>", b"", xml).replace(
        b"<w:sdtPr>", b"<w:sdtPr><w:showingPlcHdr/>"
    )


@settings(deadline=None, max_examples=60)
@given(answers=st.dictionaries(st.sampled_from(FIELDS), TEXTS))
def test_a_form_without_tags_is_read_by_its_bookmarks(answers):
    xml = main_part(answers)
    assert b"<w:tag " not in by_libreoffice(xml)
    short, long = read_in_both_ways(by_libreoffice(xml))
    assert short == long


def test_the_short_way_is_taken_by_bookmarks_though_a_control_says_it_is_empty():
    xml = by_libreoffice(main_part({"1.barriers": "Nobody decides at weekends."}))
    found = answers_in(xml)
    assert found is not None
    assert dict(found)["1.barriers"] == "Nobody decides at weekends."


def test_what_word_shows_in_an_empty_control_is_left_to_the_long_way():
    xml = by_libreoffice(main_part({"1.barriers": "Click or tap here to enter text."}))
    assert answers_in(xml) is None


@settings(deadline=None, max_examples=300)
@given(
    answers=st.dictionaries(st.sampled_from(FIELDS), TEXTS, max_size=3),
    put_in=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from(PIECES)), max_size=3
    ),
    saved=st.sampled_from([bytes, by_libreoffice]),
)
def test_whatever_is_put_into_a_form_both_ways_read_the_same(answers, put_in, saved):
    xml = saved(main_part(answers))
    for part_of_it, piece in put_in:
        ends = [match.end() for match in WHERE_CONTENT_STANDS.finditer(xml)]
        at = ends[int(part_of_it * len(ends))]
        xml = xml[:at] + piece.encode() + xml[at:]
    short, long = read_in_both_ways(xml)
    assert short == long


@pytest.mark.parametrize(
    "cell",
    [
        "<w:p/></w:tc><w:tc>{}",
        "{}</w:tc><w:tc><w:p/>",
        "{}<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "{}<w:p><w:del><w:r/></w:del></w:p>",
        "{}<w:p><w:r><w:drawing/></w:r></w:p>",
        '{}<w:sdt><w:sdtPr><w:tag w:val="0.role"/></w:sdtPr><w:sdtContent/></w:sdt>',
        "{}<w:p><![CDATA[x]]></w:p>",
    ],
)
def test_the_short_way_is_left_where_a_row_is_unusual(cell):
    first = f"<w:tc>{paragraphs('0a[[0.label]]')}</w:tc><w:tc>"
    tagged = '<w:sdt><w:sdtPr><w:tag w:val="0.label"/></w:sdtPr><w:sdtContent/></w:sdt>'
    rows = f"<w:tbl><w:tr>{first}{cell.format(tagged)}</w:tc></w:tr></w:tbl>"
    assert answers_in(document(rows)) is None
    usual = f"<w:tbl><w:tr>{first}{tagged}</w:tc></w:tr></w:tbl>"
    assert answers_in(document(usual)) == [("0.label", "")]


def test_the_short_way_is_left_where_the_label_is_another_questions():
    first = f"<w:tc>{paragraphs('0b[[0.role]]')}</w:tc><w:tc>"
    tagged = '<w:sdt><w:sdtPr><w:tag w:val="0.label"/></w:sdtPr><w:sdtContent/></w:sdt>'
    assert answers_in(document(f"<w:tbl><w:tr>{first}{tagged}</w:tc></w:tr></w:tbl>")) is None


def test_words_between_the_tables_lead_the_long_way():
    known = having_read_a_blank_form()
    (printed,) = known.printed.values()
    xml = main_part({"0.label": "robin"})
    assert Tagged(xml).is_printed(printed)
    assert not Tagged(
        xml.replace(b"</w:tbl>", b"</w:tbl><w:p><w:r><w:t>So.</w:t></w:r></w:p>", 1)
    ).is_printed(printed)
