"""A drawing within a page: what draws is kept, and what loads, runs or clashes is not."""

from __future__ import annotations

import pytest
from lxml import etree

from toptips.documents.svg import drawing
from toptips.errors import TemplateError

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 9 9">'
)


def drawn(inside: str) -> str:
    made = drawing(f"{HEAD}{inside}</svg>".encode(), "picture-2", "What it shows.")
    return etree.tostring(made, encoding="unicode")


def test_it_is_named_by_its_own_title_and_description() -> None:
    made = drawn(
        '<title id="t">Finding</title><desc id="d">Figures &amp; words</desc><path d="M0"/>'
    )
    assert '<title id="picture-2-title">Finding</title>' in made
    assert '<desc id="picture-2-desc">Figures &amp; words</desc>' in made
    assert 'aria-labelledby="picture-2-title picture-2-desc"' in made
    assert 'role="img"' in made
    assert '<path d="M0"/>' in made


def test_without_a_title_it_is_named_by_what_the_document_says() -> None:
    made = drawn("<g/>")
    assert '<title id="picture-2-title">What it shows.</title>' in made
    assert 'aria-labelledby="picture-2-title"' in made


def test_its_ids_are_its_own() -> None:
    made = drawn(
        '<defs><clipPath id="c"><path id="p" d="M1"/></clipPath></defs>'
        '<use xlink:href="#p" x="1"/><g clip-path="url(#c)" style="clip-path: url(#c)"/>'
    )
    assert 'id="picture-2-c"' in made and 'id="picture-2-p"' in made
    assert 'href="#picture-2-p"' in made
    assert made.count("url(#picture-2-c)") == 2


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<a href="https://example.org/"><path d="M1"/></a>',
        '<image href="https://example.org/a.png"/>',
        '<use href="https://example.org/a.svg#b"/>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">alert</body></foreignObject>',
        "<style>@import url(https://example.org/a.css)</style>",
        '<path onclick="alert(1)" d="M1"/>',
        '<path style="fill: url(https://example.org/a)" d="M1"/>',
        '<path style="fill: u\\72l(https://example.org/a)" d="M1"/>',
        '<path fill="javascript:alert(1)" d="M1"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    ],
)
def test_what_loads_or_runs_is_left_out(inside: str) -> None:
    made = drawn(f'{inside}<path d="M9"/>')
    assert 'd="M9"' in made
    for word in ("alert", "example.org", "script", "onclick", "import"):
        assert word not in made


@pytest.mark.parametrize("data", [b"", b"<svg", b"<!DOCTYPE svg><svg/>", b"<svg/>", b"\x89PNG"])
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError, match="the drawing picture-1 "):
        drawing(data, "picture-1", "")
