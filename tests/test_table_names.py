"""Each table is named by its caption, or by its heading and the words in bold above it."""

import pytest

from toptips.documents.blocks import TableBlock, flat
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Rendered

TABLE = "| Tip | Mean |\n|---|---|\n| 1 | 2.0 |\n"


def named(text: str) -> list[str]:
    """The names of all tables."""
    blocks = read_blocks(Rendered("test.md.j2", {"title": "The report"}, text, {})).content
    return [block.name for block in flat(blocks) if isinstance(block, TableBlock)]


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("", "The report"),
        ("# Scores\n\n", "Scores"),
        ("# Scores\n\n**By sector.** Few answered.\n\n", "Scores: By sector"),
        ("# Scores\n\nFew answered.\n\n", "Scores"),
        ("# Scores\n\n::: caption\nTip 1 is scored lowest.\n:::\n\n", "Tip 1 is scored lowest"),
    ],
)
def test_what_stands_above_a_table_names_it(above: str, name: str) -> None:
    assert named(above + TABLE) == [name]


def test_each_table_has_the_name_of_its_own_heading() -> None:
    assert named(f"# Scores\n\n{TABLE}\n# Sectors\n\n{TABLE}") == ["Scores", "Sectors"]
