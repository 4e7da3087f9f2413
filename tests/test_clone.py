"""Clones differ from one another by their values alone."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import accessible
from tests.support.word_files import open_word
from tests.support.writing import written
from toptips.documents import checks
from toptips.documents.clone import Clones
from toptips.documents.template import Later
from toptips.documents.text import CONTROL_CHARACTERS
from toptips.errors import TemplateError

LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), min_size=1, max_size=60
).map(lambda text: CONTROL_CHARACTERS.sub("", text))


def built() -> Clones:
    with tempfile.TemporaryDirectory() as folder:
        return Clones(
            written(
                Path(folder),
                "# For {{ name }}\n\n- **{{ name }}**\n\n| {{ name }} |\n|---|\n| x |\n\nBye.\n",
                {"name": Later("partner.name")},
                front='title: "For {{ name }}"',
            )
        )


@settings(deadline=None, max_examples=60)
@given(name=LINES)
def test_any_name_comes_out_the_same_everywhere(name: str) -> None:
    word = open_word(built().make({"partner.name": name}))
    assert word.property("title") == f"For {name}"
    assert word.headings == [f"For {name}"]
    assert word.tables[0][0][0] == name
    assert word.paragraphs[2] == name


def test_a_clone_is_a_whole_document() -> None:
    made = built().make({"partner.name": "*Mind* | #1 <b> & Söns"})
    assert zipfile.ZipFile(BytesIO(made)).testzip() is None
    assert checks.problems(made) == []
    assert accessible.openxml_errors(made) == []
    assert made == built().make({"partner.name": "*Mind* | #1 <b> & Söns"})


def test_a_value_can_not_bring_in_another() -> None:
    sly = Later("partner.name").token
    assert open_word(built().make({"partner.name": sly})).headings == ["For partner.name"]


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(TemplateError, match=r"'partner\.name' is printed"):
        built().make({})
