"""What a document must keep to is found where it is broken on purpose."""

from __future__ import annotations

import io
import zipfile

import pytest

from toptips.documents import checks
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Rendered
from toptips.documents.word import write_word
from toptips.places import shipped

TEXT = """
# What was found

**See** [the guidance](https://example.org/guidance).

| Tip | Mean |
|-----|-----:|
| 1   | 2.4  |

![Tip 1 has a mean of 2.4](a.png)

## Further

Text.
"""


@pytest.fixture(scope="module")
def good() -> bytes:
    from tests.support.pictures import empty_png

    blocks = read_blocks(Rendered("test.md.j2", {"title": "A test"}, TEXT, {}))
    brand = shipped("templates") / "brand.docx"
    return write_word(blocks, brand=brand, pictures={"a.png": empty_png()})


def spoilt(document: bytes, part: str, was: str, now: str, times: int = 1) -> bytes:
    """Return a document in which a part says something else."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert was.encode() in text, was
                text = text.replace(was.encode(), now.encode(), times)
            new.writestr(name, text)
    return made.getvalue()


def test_a_good_document_breaks_no_rule(good: bytes) -> None:
    assert checks.problems(good) == []
    assert checks.of_wording(good) == []


BODY, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"


@pytest.mark.parametrize(
    ("part", "was", "now", "said"),
    [
        ("docProps/core.xml", "<dc:title>A test", "<dc:title>", "no title"),
        (STYLES, 'w:val="en-GB"', 'w:val="de-DE"', "the language in styles is 'de-DE', not en-GB"),
        (SETTINGS, 'w:val="en-GB"', 'w:val="en-US"', "the language in settings is 'en-US'"),
        (BODY, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', "table 1 has merged cells"),
        (BODY, "<w:rPr><w:b/>", '<w:rPr><w:b/><w:sz w:val="18"/>', "text of 9 points in the text"),
        (BODY, 'w:val="Heading2"', 'w:val="Heading3"', "heading level 3 follows level 1"),
        (BODY, ">Further<", ">What was found<", "the heading 'What was found' stands twice"),
        (BODY, 'descr="Tip 1 has a mean of 2.4"', 'descr=" "', "has no alternative text"),
        (BODY, "<w:tblHeader/>", "", "table 1 has no marked header row"),
        (BODY, 'w:firstColumn="1"', 'w:firstColumn="0"', "does not mark its first column"),
        (BODY, ">the guidance<", ">here<", "a link without words: 'here'"),
        (BODY, ">Mean<", "><", "table 1 has an empty header cell"),
        (BODY, ">Text.<", "><", "an empty paragraph"),
    ],
)
def test_what_is_spoilt_is_found(good: bytes, part: str, was: str, now: str, said: str) -> None:
    found = checks.problems(spoilt(good, part, was, now))
    assert [problem for problem in found if said in problem]


def test_pale_letters_and_small_ones_are_found(good: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as opened:
        styles = opened.read(STYLES).decode()
    start = styles.index('w:styleId="Normal"')
    properties = styles.index("<w:rPr>", start) + len("<w:rPr>")
    looks = '<w:color w:val="CCCCCC"/><w:sz w:val="16"/>'
    small = styles[:properties] + looks + styles[properties:]
    found = checks.problems(spoilt(good, STYLES, styles, small))
    assert any("8 points" in problem for problem in found)
    assert any("the colour CCCCCC of 'Normal'" in problem for problem in found)
