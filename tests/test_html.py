"""A document as a web page: what a reader and a screen reader find in it, and what it can't do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from tests.test_blocks import TEMPLATE
from toptips.documents.blocks import Blocks, Cell, Heading, Paragraph, Span, TableBlock, as_title
from toptips.documents.html import write_html
from toptips.documents.html_style import STYLE
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Rendered
from toptips.documents.text import clean
from toptips.documents.tokens import CLOSES, OPENS
from toptips.errors import TemplateError
from toptips.model.colours import contrast

PNG = b"\x89PNG\r\n\x1a\n"


def page(markdown: str, *, value: str = "", **front: Any) -> str:
    """The page that Markdown gives; `{v}` in it stands for a value."""
    token = f"{OPENS}0{CLOSES}"
    told = {"title": "A test", **front}
    rendered = Rendered("test.md.j2", told, markdown.replace("{v}", token), {token: value})
    return write_html(read_blocks(rendered), pictures={"a.png": PNG}).decode()


def tree(markdown: str, **front: Any) -> Any:
    return parser.document_fromstring(page(markdown, **front))


def words(root: Any, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in root.iterfind(f".//{path}")]


def test_a_page_has_its_language_title_skip_link_and_parts() -> None:
    root = tree("Text.\n", title="A & <b>", status="Draft", date="3 May 2026")
    assert root.get("lang") == "en-GB"
    assert root.findtext("head/title") == "A & <b> (Draft)"
    assert words(root, "h1") == ["A & <b>"]
    first = root.find("body")[0]
    assert (first.get("href"), first.text) == ("#text", "Skip to the text")
    assert root.find(".//main").get("id") == "text"
    assert [child.tag for child in root.find("body")] == ["a", "header", "main", "footer"]
    assert words(root, "header/p") == ["Draft, 3 May 2026"]
    assert words(root, "footer/p") == ["A & <b>, Draft, 3 May 2026"]


def test_contents_lead_to_the_headings() -> None:
    root = tree("[What is here](contents:)\n\n# One\n\n## In\n\n# One\n\n# ?\n")
    [nav] = root.iterfind(".//nav")
    assert nav.get("aria-label") == "What is here"
    links = [(link.get("href"), link.text) for link in nav.iter("a")]
    assert links == [("#part-one", "One"), ("#part-one-2", "One"), ("#part", "?")]
    headings = [(h.tag, h.get("id")) for h in root.find(".//main") if h.get("id")]
    assert [name for tag, name in headings if tag == "h2"] == ["part-one", "part-one-2", "part"]
    assert ("h3", "part-in") in headings


@pytest.mark.parametrize(("headings", "lists"), [(2, 0), (3, 1)])
def test_a_long_page_has_a_list_of_headings_of_its_own(headings: int, lists: int) -> None:
    root = tree("".join(f"# Part {n}\n\nText.\n\n" for n in range(headings)))
    assert len(root.findall(".//nav")) == lists


def test_a_heading_that_stands_twice_has_two_ids() -> None:
    heading = Heading(1, (Span("Same"),))
    root = parser.document_fromstring(write_html(Blocks("t", "T", (heading, heading))).decode())
    assert [h.get("id") for h in root.iter("h2")] == ["part-same", "part-same-2"]


def test_a_table_says_what_its_headers_are_of() -> None:
    root = tree("| Tip | n |\n|--|--:|\n| Early | [12](shade:4) |\n|  | 3 |\n")
    table = root.find(".//table")
    assert [(h.get("scope"), h.text) for h in table.iter("th")] == [
        ("col", "Tip"), ("col", "n"), ("row", "Early"),
    ]  # fmt: skip
    assert [(d.get("class"), d.text) for d in table.iter("td")] == [
        ("shade-4 right", "12"), (None, None), ("right", "3"),
    ]  # fmt: skip
    wide = table.getparent()
    assert (wide.get("role"), wide.get("tabindex")) == ("group", "0")
    assert wide.get("aria-label") == "Table: A test"


def test_a_table_is_named_by_its_heading_or_the_caption_of_its_figure() -> None:
    rows = "| Table | Score |\n|--|--|\n| 1 | 2 |\n"
    root = tree(f"## Tip 8: Homes\n\n**What tables agreed.** All.\n\n{rows}")
    assert root.findtext(".//table/caption") == "Tip 8: Homes: What tables agreed"
    root = tree(f"## Tip 8: Homes\n\n::: caption\nTip 8 is low\n:::\n\n{rows}")
    assert root.find(".//table/caption") is None
    [wide] = [found for found in root.iter("div") if found.get("role") == "group"]
    assert wide.get("aria-label") == "Table: Tip 8 is low"


def test_large_numbers_stand_with_what_they_count() -> None:
    text = "::: figures\n| organisations | forms |\n|--|--|\n| 13 of 15 | 29 |\n:::\n"
    root = tree(text)
    pairs = [(p.findtext("dt"), p.findtext("dd")) for p in root.iterfind(".//dl/div")]
    assert pairs == [("organisations", "13 of 15"), ("forms", "29")]
    assert root.find(".//table") is None


def test_caption_picture_and_source_are_one_figure() -> None:
    text = "::: caption\nC\n:::\n\n![D](a.png)\n\n::: source\nS\n:::\n\nAfter.\n"
    root = tree(text)
    [figure] = root.iterfind(".//figure")
    assert [child.tag for child in figure] == ["figcaption", "div", "p"]
    image = figure.find(".//img")
    assert image.get("alt") == "D"
    assert image.get("src").startswith("data:image/png;base64,")
    assert words(root, "main/p") == ["After."]


def test_lists_quotes_breaks_and_links() -> None:
    root = tree(
        "1. a\n   - b\n\n> c *(d)*\n\ne\\\nf [g](https://example.org/?a=1&b=2) [h](mailto:i@j.k)\n"
    )
    assert words(root, "ol/li/ul/li") == ["b"]
    assert words(root, "blockquote/p") == ["“c” (d)"]
    assert len(root.findall(".//main/p/br")) == 1
    links = [link.get("href") for link in root.find(".//main").iter("a")]
    assert links == ["https://example.org/?a=1&b=2", "mailto:i@j.k"]


def test_a_title_with_words_around_it_is_a_band() -> None:
    header = tree("A.\n", above_title="For the board", below_title="2026").find(".//header")
    assert header.get("class") == "band"
    assert [child.text for child in header] == ["For the board", "A test", "2026"]


def test_paper_and_size_of_type_follow_the_front_matter() -> None:
    assert "size: A4 portrait" in page("A.\n")
    made = page("A.\n", page={"size": "A3", "orientation": "landscape"}, text=18)
    assert "size: A3 landscape" in made
    assert "font-size: 18pt" in made


def test_a_new_page_begins_where_the_template_says() -> None:
    root = tree("A.\n\n---\n\nB.\n")
    assert [p.get("class") for p in root.iterfind(".//main/p")] == [None, "new-page"]


def test_a_form_and_a_missing_picture_are_refused() -> None:
    table = TableBlock((Cell(),), ((Cell(field="1.a"),),), ("left",), (1,))
    with pytest.raises(TemplateError, match=r"test\.md\.j2: answers have no place"):
        write_html(Blocks("test.md.j2", "A", (table,)))
    with pytest.raises(TemplateError, match=r"test\.md\.j2: there is no picture b\.png"):
        page("![x](b.png)\n")


HOSTILE = (
    "<script>alert(1)</script>", "</style><script>", "</title><img src=x onerror=a>", "<!--", "]]>",
    '" onclick="a', "javascript:alert(1)", "data:text/html,<b>", "&lt;b&gt;", "\n# a\n", "{{ a }}",
)  # fmt: skip


def shape(text: str) -> list[tuple[str, list[str]]]:
    """The elements of a page and the names of their attributes."""
    root = parser.document_fromstring(text)
    return [(str(node.tag), sorted(node.attrib)) for node in root.iter() if node.tag != "br"]


@given(st.text(max_size=60).filter(lambda text: clean(text).strip()) | st.sampled_from(HOSTILE))
def test_no_value_becomes_markup(value: str) -> None:
    assert shape(page(TEMPLATE, value=value)) == shape(page(TEMPLATE, value="words"))


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_words_are_read_as_words(value: str) -> None:
    root = parser.document_fromstring(page("# {v}\n\nText.\n", value=value, title=value))
    read = as_title(" ".join(value.replace("\n", " ").split()))
    assert words(root, "h2") == words(root, "h1") == [read]


def test_nothing_is_loaded_and_nothing_runs() -> None:
    text = page(TEMPLATE + "\n[a](https://example.org/)\n", value="https://example.com/")
    root = parser.document_fromstring(text)
    assert not [
        node.tag for node in root.iter("script", "link", "iframe", "object", "form", "base")
    ]
    policy = root.find(".//meta[@http-equiv]").get("content")
    assert policy.startswith("default-src 'none'") and "script" not in policy
    for node in root.iter():
        for name, value in node.attrib.items():
            assert not name.startswith("on")
            if name in ("href", "src") and not value.startswith(("#", "data:image/png;base64,")):
                assert node.tag == "a" and urlsplit(value).scheme in ("http", "https", "mailto")
    assert "url(" not in text and "@import" not in text


def colours(scheme: str) -> Mapping[str, str]:
    return dict(re.findall(r"--(\w+): (#\w{6})", scheme))


def test_words_stand_out_in_light_and_in_dark() -> None:
    schemes = [colours(part) for part in re.findall(r":root \{.*?\}", STYLE, re.DOTALL)]
    assert len(schemes) == 3, "light, dark and printed"
    for scheme in schemes:
        for name in ("ink", "head", "grey", "link"):
            for ground in ("paper", "pale"):
                if (name, ground) != ("grey", "pale"):
                    assert contrast(scheme[name], scheme[ground]) >= 4.5, (name, ground)
    shades = re.findall(r"\.shade-\w+ \{ background: (#\w+); color: (#\w+)", STYLE)
    assert len(shades) > 1, "the shades of tables are not found"
    for ground, ink in shades:
        assert contrast(ground, ink) >= 4.5


def test_the_word_document_and_the_page_say_the_same() -> None:
    blocks = Blocks("t", "T", (Heading(1, (Span("A"),)), Paragraph((Span("b", bold=True),))))
    root = parser.document_fromstring(write_html(blocks).decode())
    assert words(root, "main") == ["Ab"]
