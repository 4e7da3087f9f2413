"""A template becomes blocks: what is in them, and that no value becomes anything but text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toptips.documents.blocks import (
    Block,
    CallOut,
    Cell,
    CodeBlock,
    Contents,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Picture,
    QuoteBlock,
    Span,
    TableBlock,
    flat,
)
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Rendered
from toptips.documents.tokens import CLOSES, OPENS
from toptips.errors import TemplateError


def blocks(markdown: str, values: Mapping[str, str] | None = None) -> tuple[Block, ...]:
    """The blocks of a Markdown text; `{name}` in it stands for a value."""
    tokens = {f"{{{name}}}": f"{OPENS}{n}{CLOSES}" for n, name in enumerate(values or {})}
    for written, token in tokens.items():
        markdown = markdown.replace(written, token)
    put = dict(zip(tokens.values(), (values or {}).values(), strict=True))
    front: dict[str, Any] = {"title": "A test"}
    return read_blocks(Rendered("test.md.j2", front, markdown, put)).content


def test_markdown_becomes_blocks() -> None:
    assert blocks(
        "# A *b*\n\nc **d** `e`\\\nf [g](https://example.org/)\n\n---\n\n- h\n  1. i\n\n"
        "![j](k.png)\n\n```\nl\n```\n\n[m](contents:)\n"
    ) == (
        Heading(1, (Span("A "), Span("b", italic=True))),
        Paragraph(
            (
                Span("c "),
                Span("d", bold=True),
                Span(" "),
                Span("e", code=True),
                Span("\n"),
                Span("f "),
                Span("g", address="https://example.org/"),
            )
        ),
        PageBreak(),
        ListBlock(
            False,
            (
                ListItem(
                    (
                        Paragraph((Span("h"),)),
                        ListBlock(True, (ListItem((Paragraph((Span("i"),)),)),)),
                    )
                ),
            ),
        ),
        Picture("k.png", "j"),
        CodeBlock("l\n"),
        Contents("m"),
    )


def test_a_table_has_its_header_widths_alignment_shades_and_fields() -> None:
    [table] = blocks(
        "| Tip | Scores | Who |\n|----|--:|:-:|\n| 1 | [{n}](shade:{s}) | [Who](field:1.who) |\n",
        {"n": "12", "s": "4"},
    )
    assert table == TableBlock(
        header=(Cell((Span("Tip"),)), Cell((Span("Scores"),)), Cell((Span("Who"),))),
        rows=(
            (
                Cell((Span("1"),)),
                Cell((Span("12"),), shade="4"),
                Cell((Span("Who"),), field="1.who"),
            ),
        ),
        aligned=("left", "right", "centre"),
        shares=(4, 2, 1),
        name="A test",
    )
    assert table.has_fields
    assert (table.columns, table.called) == ("Tip, Scores, Who", "A test")


def test_what_stands_in_italics_at_the_end_of_a_quote_says_whose_it_is() -> None:
    assert blocks("> We *wait*. *(a nurse)*\n") == (
        QuoteBlock(
            ((Span("We "), Span("wait", italic=True), Span(".")),),
            (Span("(a nurse)", italic=True),),
        ),
    )
    assert blocks("> *All of it*\n") == (QuoteBlock(((Span("All of it", italic=True),),)),)


def test_fences_say_what_stands_out() -> None:
    text = "::: together\nDraft\n\n::: lead\nA\n\nB\n:::\n:::\n\n::: caption\nC\n:::\nD\n"
    assert blocks(text) == (
        CallOut(
            "together",
            (
                Paragraph((Span("Draft"),)),
                Paragraph((Span("A"),), "lead"),
                Paragraph((Span("B"),), "lead"),
            ),
        ),
        Paragraph((Span("C"),), "caption"),
        Paragraph((Span("D"),)),
    )


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("::: bnad\nA\n:::\n", "'::: bnad' is not known. Write one of band, box, caption"),
        ("::: box\nA\n", "'::: box' has no ':::' at its end"),
        ("::: caption\n- A\n:::\n", "'::: caption' is for a paragraph, not for bullet_list"),
        ("::: figures\nA\n:::\n", "'::: figures' is for a table, not for paragraph"),
        ("::: box\n# A\n:::\n", "'::: box' is for a paragraph, not for heading"),
        ("| a | b |\n|--|--|\n| c | [1](shade:6) |\n", "Write 1 to 5, or accent"),
        ("| a | b |\n|--|--|\n| c | [1](shade:5) d |\n", "'shade:5' must stand alone"),
        ("a ![b](c.png)\n", "must stand alone in its paragraph"),
        ("[A](contents:)\n\n[B](contents:)\n", "in it twice"),
    ],
)
def test_what_has_no_place_is_refused_by_name(markdown: str, said: str) -> None:
    with pytest.raises(TemplateError) as refused:
        blocks(markdown)
    assert str(refused.value).startswith("test.md.j2: ")
    assert said in str(refused.value)


TEMPLATE = (
    "# {v}\n\n{v} **{v}** [{v}]({v})\n\n> {v}\n\n- {v}\n\n::: box\n{v}\n:::\n\n"
    "| {v} | b |\n|--|--|\n| [{v}](shade:3) | {v} |\n\n![{v}](a.png)\n"
)


@given(
    st.text() | st.sampled_from(["::: box\n", "[a](contents:)", "> a", "|", "---\n", "# a", "`"])
)
def test_no_value_becomes_a_block(value: str) -> None:
    def kinds(text: str) -> list[type]:
        return [type(block) for block in flat(blocks(TEMPLATE, {"v": text}))]

    assert kinds(value) == kinds("plain words")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,a",
        "file:///a",
        "//example.org",
        "http://a b",
        "http://[a",
    ],
)
def test_an_address_that_may_not_be_one_is_text(address: str) -> None:
    [paragraph] = blocks("[words]({a})\n", {"a": address})
    assert paragraph == Paragraph((Span("words"),))


def test_quotation_marks_within_a_quote_are_single() -> None:
    said = QuoteBlock(((Span('"Home first" is a “lovely” word, 12" wide'),),)).said()
    text = "".join(span.text for span in said[0])
    assert text == '“‘Home first’ is a ‘lovely’ word, 12" wide”'


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("People's homes", "People’s homes"),
        (
            "Partners' forms: 'home first' (the \"plan\")",
            "Partners’ forms: ‘home first’ (the “plan”)",
        ),
        ("*Board*'s `it's`", "Board’s it's"),
        ("'Ready' is no date", "‘Ready’ is no date"),
    ],
)
def test_titles_have_typographic_marks(written: str, printed: str) -> None:
    def plain_of(block: Block) -> str:
        assert isinstance(block, Heading | Paragraph)
        return "".join(span.text for span in block.spans)

    assert [plain_of(block) for block in blocks(f"# {written}")] == [printed]
    assert [plain_of(block) for block in blocks(f"::: caption\n{written}\n:::")] == [printed]
    assert plain_of(blocks(written)[0]) != printed  # other words stay as they were written


def test_the_documents_title_has_them_too() -> None:
    front = {"title": "Jo's day", "short_title": "Jo's", "above_title": "'a'", "date": "'26"}
    made = read_blocks(Rendered("test.md.j2", front, "x", {}))
    assert (made.title, made.short_title, made.above_title) == ("Jo’s day", "Jo’s", "‘a’")
    assert made.date == "'26"
