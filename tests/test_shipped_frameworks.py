"""The frameworks and the codebook that ship."""

import pytest

from toptips.model.codebook import load_codebook
from toptips.model.framework import SHIPPED_SCALE, load_framework

LONDON, SKILLS = "london-mental-health-discharge", "skills-for-care-working-together"


@pytest.mark.parametrize(("framework", "tips"), [(LONDON, 10), (SKILLS, 7)])
def test_what_ships_is_whole(framework: str, tips: int) -> None:
    read = load_framework(framework)
    assert [tip.number for tip in read.tips] == list(range(1, tips + 1))
    assert read.scale == SHIPPED_SCALE
    for tip in read.tips:
        assert 3 <= len(tip.looks_like) <= 5, tip.id
        assert 2 <= len(tip.prompts) <= 4, tip.id
        assert all(prompt.endswith("?") for prompt in tip.prompts), tip.id
        assert {"I", "my", "me", "My"} & set(tip.plain.split()), tip.plain
        assert tip.summary.count(".") <= 1, tip.summary
    assert load_codebook(read.codebook or "")


def test_the_wording_of_london_says_that_it_is_ours() -> None:
    assert "toptips" in load_framework(LONDON).wording
    assert load_framework(LONDON).tips[6].title == "Strong housing involvement"


def test_the_codebook_that_ships_is_large_enough() -> None:
    themes = [one for one in load_codebook("discharge-and-integration").themes if not one.fallback]
    assert len(themes) >= 12
    assert min(len(theme.keywords) for theme in themes) >= 15


def test_nobodys_text_is_in_them_twice() -> None:
    """Each explanation is written for its tip."""
    for name in (LONDON, SKILLS):
        lines = [line for tip in load_framework(name).tips for line in tip.looks_like]
        assert len(lines) == len(set(lines))
