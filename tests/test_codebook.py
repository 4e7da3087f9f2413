"""A codebook's file: what may stand in it, and how several files are checked at once."""

from pathlib import Path

import pytest

from toptips.errors import FileProblems
from toptips.model.codebook import check_files, load_codebook
from toptips.places import shipped

CODEBOOK = """\
format: 1
id: ours
themes:
  - {id: housing, name: Housing, description: x, keywords: [housing, homeless*], except: [a]}
  - {id: rest, name: Anything else, description: x, fallback: true}
"""


def written(folder: Path, text: str, name: str = "ours.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_workshops_own_codebook_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "frameworks" / "codebooks"
    written(own, CODEBOOK, "discharge-and-integration.yaml")
    read = load_codebook("discharge-and-integration", tmp_path)
    assert read.id == "ours"
    assert read.theme("housing").except_ == ("a",)
    assert read.theme("rest").fallback
    with pytest.raises(KeyError):
        read.theme("cost")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: rest", "id: nul", "line 5: 'nul' can't be an id: Windows keeps that name"),
        ("Anything else", "HOUSING", "line 5: 'name: HOUSING' is used by item 1 of 'themes'"),
        ("except:", "exept:", "line 4: 'exept' is not known here. Did you mean 'except'?"),
        ("except:", "except_:", "line 4: 'except_' is not known here. Did you mean 'except'?"),
        ("homeless*]", "home*less]", r"line 4: in 'home\*less', \* may only stand at"),
        ("homeless*]", "'*']", r"line 4: in '\*', \* may only stand at a word's end"),
        ("homeless*]", "'&']", "line 4: '&' has no letter or digit in it"),
        ("homeless*]", "' Housing']", "line 4: ' Housing' is in 'keywords' twice"),
        ("homeless*]", "'']", "line 4: item 2 of 'keywords' must not be empty"),
        ("[housing, homeless*]", "housing", "line 4: 'keywords' must be a list"),
        (", fallback: true", "", "line 5: theme 'rest' has no keywords; give it some, or say"),
        ("fallback: true", "fallback: perhaps", "line 5: 'fallback' must be true or false"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(FileProblems, match=said):
        load_codebook(written(tmp_path, CODEBOOK.replace(old, new)))


def test_several_files_are_checked_at_once(tmp_path: Path) -> None:
    files = [
        written(tmp_path, CODEBOOK),
        written(tmp_path, "\ufeffthemes: []\n", "of-notepad.yaml"),
        written(tmp_path, "tips: []\n", "framework.yaml"),
        tmp_path / "nothing.yaml",
    ]
    said = [str(one) for one in check_files(files)]
    assert "of-notepad.yaml, line 1: 'themes' must hold 1 or more." in said
    assert "framework.yaml, line 1: 'tips' must hold 1 or more." in said
    assert not [one for one in said if one.startswith("ours.yaml")]
    assert said[-1].endswith("nothing.yaml is not there.")


def test_a_framework_whose_codebook_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    text = (shipped("frameworks") / "skills-for-care-working-together.yaml").read_text("utf-8")
    missing = text.replace("codebook: discharge-and-integration", "codebook: ours")
    path = written(tmp_path / "frameworks", missing, "tips.yaml")
    (problem,) = check_files([path])
    assert "There is no codebook 'ours'" in str(problem)
    written(tmp_path / "frameworks" / "codebooks", CODEBOOK)
    assert check_files([path]) == []
