"""Values stay values: whatever they hold, nothing in them is taken for markup."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.pictures import empty_png
from tests.support.word_files import open_word, words
from tests.support.writing import read, written
from toptips.documents.template import Later, Templates
from toptips.documents.text import CONTROL_CHARACTERS
from toptips.errors import TemplateError

AWKWARD = [
    "*Mind* | #1 <b> & Söns",
    "a | b \\| c",
    "[link](https://example.org)",
    "{{ workshop }} {% if %}",
    "&amp; &lt; &#65;",
    "`code` ~~struck~~ __bold__",
    "1. not a list",
    "- not a list",
    "> not a quote",
    "    not code",
    "---",
    "line one\nline two\n\nline four",
    "\u202eright to left\u202c",
    "😀 emoji \U0001f3f4",
    "back\\slash\\*",
    "<script>alert(1)</script>",
    "trailing space ",
    " leading space",
    "https://example.org",
    "tab\there",
    "$x^2$ % @@REF@@",
]
CONTEXTS = {
    "paragraph": "{{ value }}",
    "bold": "**{{ value }}**",
    "heading": "# {{ value }}",
    "list": "- {{ value }}",
    "numbered": "1. {{ value }}",
    "quote": "> {{ value }}",
    "link": "[{{ value }}](https://example.org)",
    "cell": "| {{ value }} | x |\n|---|---|\n| {{ value }} | y |",
    "joined": "{{ [value]|join(', ') }}",
    "macro": "{% macro print(it) %}{{ it }}{% endmacro %}{{ print(value) }}",
    "set": "{% set held %}{{ value }}{% endset %}{{ held }}",
}
# What no document can hold, and what tokens are made of.
texts = st.text(min_size=1, max_size=80).map(
    lambda text: CONTROL_CHARACTERS.sub("", text.replace("\r", "")).translate(
        dict.fromkeys(range(0xFDD0, 0xFDD3))
    )
)


def check(context: str, value: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        word = read(Path(folder), "start\n\n" + CONTEXTS[context] + "\n", value=value)
    places = [cell for table in word.tables for row in table for cell in row]
    found = places[0] if context == "cell" else word.paragraphs[2]
    expected = value.strip("\n")
    assert found == (f"“{expected}”" if context == "quote" else expected), context


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("value", AWKWARD)
def test_awkward_values_come_out_as_they_went_in(context: str, value: str) -> None:
    check(context, value)


@settings(deadline=None, max_examples=60)
@given(context=st.sampled_from(sorted(CONTEXTS)), value=texts.filter(lambda text: text.strip("\n")))
def test_any_text_in_any_context_comes_out_as_it_went_in(context: str, value: str) -> None:
    check(context, value)


@pytest.mark.parametrize("value", ['<b> & "x" ](y)', "a\nb"])
def test_alternative_texts_come_out_as_they_went_in(tmp_path: Path, value: str) -> None:
    document = written(
        tmp_path,
        "![What {{ value }} shows](a.png)\n",
        {"value": value},
        pictures={"a.png": empty_png()},
    )
    assert open_word(document).alternative_texts == [f"What {value} shows"]


def test_a_link_goes_only_where_links_may_go(tmp_path: Path) -> None:
    word = read(
        tmp_path,
        "[good]({{ good }}) [mail](mailto:{{ mail }}) [bad]({{ bad }})\n",
        good="https://example.org/a?b=c&d",
        mail="a@example.org",
        bad="javascript:alert(1)",
    )
    assert word.link_targets() == ["https://example.org/a?b=c&d", "mailto:a@example.org"]
    assert "bad" in word.text


def test_the_title_is_a_plain_value(tmp_path: Path) -> None:
    document = written(tmp_path, "x\n", {"name": "*A* & <B>"}, front='title: "For {{ name }}"')
    assert open_word(document).property("title") == "For *A* & <B>"
    assert words(next(iter(open_word(document).body)))[:11] == "For *A* & <"


@pytest.mark.parametrize(
    ("markdown", "line", "said"),
    [
        ("one\n\n{{ nothing }}\n", 6, "nothing"),
        ("{% if x %}\n", 4, "endif"),
        ("{{ x.__class__.__mro__ }}\n", 4, "'__class__' is not known"),
        ("{{ x|safe }}\n", 4, "safe"),
        ("{{ 1 / 0 }}\n", 4, "zero"),
    ],
)
def test_mistakes_are_named_with_their_line(
    tmp_path: Path, markdown: str, line: int, said: str
) -> None:
    with pytest.raises(TemplateError, match=rf"test\.md\.j2, line {line}: .*{said}"):
        written(tmp_path, markdown, {"x": "text"})


@pytest.mark.parametrize(
    "markdown",
    ["{% if name %}x{% endif %}", "{{ name|upper }}", "{% if name == 'x' %}{% endif %}"],
)
def test_later_values_may_only_be_printed(tmp_path: Path, markdown: str) -> None:
    with pytest.raises(TemplateError, match=r"'partner\.name' differs from clone to clone"):
        written(tmp_path, markdown, {"name": Later("partner.name")})


def test_a_workshops_own_template_comes_first(tmp_path: Path) -> None:
    for folder, text in (("own", "ours"), ("shipped", "theirs")):
        room = tmp_path / folder / "pack"
        room.mkdir(parents=True)
        (room / "letter.md.j2").write_text(text, encoding="utf-8")
        (room / "_part.md.j2").write_text("x", encoding="utf-8")
    templates = Templates([tmp_path / "own", tmp_path / "nowhere", tmp_path / "shipped"])
    assert templates.names("pack") == ["pack/letter.md.j2"]
    assert templates.render("pack/letter.md.j2", {}).markdown == "ours"
