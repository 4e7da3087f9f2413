"""The frameworks and the codebook that ship, and those that people bring."""

from pathlib import Path

import pytest

from toptips.errors import FileProblems, TopTipsError
from toptips.model.codebook import load_codebook
from toptips.model.framework import SHIPPED_SCALE, known_frameworks, load_framework
from toptips.places import shipped

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


def test_a_workshops_own_framework_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "frameworks"
    own.mkdir()
    text = (shipped("frameworks") / f"{LONDON}.yaml").read_text("utf-8")
    own.joinpath(f"{LONDON}.yaml").write_text(
        text.replace('version: "2017-11"', 'version: "ours"'), encoding="utf-8"
    )
    own.joinpath("broken.yaml").write_text("tips: 3\n", encoding="utf-8")
    assert load_framework(LONDON, tmp_path).version == "ours"
    known = {path.stem: framework for path, framework in known_frameworks(tmp_path)}
    assert known[LONDON] is not None
    assert known[LONDON].version == "ours"
    assert known["broken"] is None
    assert known[SKILLS] is not None


def test_the_nearest_framework_is_suggested() -> None:
    with pytest.raises(TopTipsError, match=f"Did you mean '{SKILLS}'"):
        load_framework("skills-for-care-work-together")
    with pytest.raises(TopTipsError, match="There is no codebook 'discharge'"):
        load_codebook("discharge")


def test_a_codebooks_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "codes.yaml"
    path.write_text(
        "format: 1\n"
        "id: con\n"
        "themes:\n"
        "  - {id: a, name: A, description: x, keywords: [b*d, Word, word]}\n"
        "  - {id: a, name: B, description: x}\n"
        "  - {id: c, name: C, description: x, fallback: true}\n",
        encoding="utf-8",
    )
    with pytest.raises(FileProblems) as caught:
        load_codebook(path)
    assert [(one.where, one.message) for one in caught.value.problems] == [
        ("line 2", "'con' can't be an id: Windows keeps that name for itself."),
        ("line 4", "'word' stands in 'keywords' twice."),
        ("line 4", "in 'b*d', * may only stand at a word's end."),
        ("line 5", "'id: a' stands in item 1 of 'themes' already; each needs its own."),
        ("line 5", "theme 'a' has no keywords; give it some, or say 'fallback: true'."),
    ]
