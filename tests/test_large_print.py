"""Large print: every letter grows, the words stay."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.support.folders import make_folder
from tests.support.word_files import open_word
from toptips import workflow
from toptips.documents.large_print import enlarged
from toptips.errors import TemplateError


def sizes(document: bytes) -> list[int]:
    with zipfile.ZipFile(io.BytesIO(document)) as opened:
        return [
            int(size)
            for size in re.findall(rb'<w:sz w:val="(\d+)"', opened.read("word/styles.xml"))
        ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_folder(tmp_path_factory.mktemp("cards"))
    workflow.prepare(folder)
    return folder


def test_all_letters_are_larger(folder: Path) -> None:
    document = (folder / "pack" / "briefing.docx").read_bytes()
    larger = enlarged(document, 1.5)
    assert sizes(larger) == [round(size * 1.5) for size in sizes(document)]
    assert len(sizes(larger)) > 5
    assert open_word(larger).text == open_word(document).text
    assert enlarged(document, 1.5) == larger, "the same bytes every time"


def test_cards_can_be_read_from_two_metres(folder: Path) -> None:
    card, other = (folder / "pack" / name for name in ("item-cards.docx", "briefing.docx"))
    assert sizes(card.read_bytes()) == [3 * size for size in sizes(other.read_bytes())]
    headings = open_word(card).headings
    assert headings == [
        "1 Plan early together",
        "2 Share records together",
        "3 Beds and homes together",
    ]


@pytest.mark.parametrize("value", ["large", "0.5", "60", "true", "[2]"])
def test_a_size_that_is_none_is_refused(tmp_path: Path, value: str) -> None:
    made = make_folder(tmp_path)
    path = made / "templates" / "pack" / "ours.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\nfile: x\nenlarge: {value}\n---\nHello\n", encoding="utf-8")
    with pytest.raises(TemplateError, match="enlarge"):
        workflow.prepare(made)
