"""A codebook's file: what may stand in it, and how several files are checked at once."""

import re
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


def line_of(text: str, what: str) -> int:
    return text.count("\n", 0, text.index(what)) + 1


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
        ("fallback: true", "was: [rest]", "line 5: 'rest' is an id of this version too"),
        ("fallback: true", "fallback: true, was: [a, a]", "line 5: 'a' stands under 'was' twice"),
        ("fallback: true", "fallback: perhaps", "line 5: 'fallback' must be true or false"),
    ],
)
def test_a_mistake_is_refused_with_what_is_wrong(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(FileProblems, match=said):
        load_codebook(written(tmp_path, CODEBOOK.replace(old, new)))


def test_several_files_are_checked_at_once(tmp_path: Path) -> None:
    files = [
        written(tmp_path, CODEBOOK),
        written(tmp_path, "\ufeffthemes: []\n", "of-notepad.yaml"),
        written(tmp_path, "tips: []\n", "framework.yaml"),
        tmp_path / "nothing.yaml",
    ]
    said = [str(problem) for problem in check_files(files)]
    assert "of-notepad.yaml, line 1: 'themes' must hold 1 or more." in said
    assert "framework.yaml, line 1: 'tips' must hold 1 or more." in said
    assert not [problem for problem in said if problem.startswith("ours.yaml")]
    assert said[-1].endswith("nothing.yaml is not there.")


def test_a_framework_whose_codebook_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    text = (shipped("frameworks") / "skills-for-care-working-together.yaml").read_text("utf-8")
    missing = text.replace("codebook: discharge-and-integration", "codebook: ours")
    path = written(tmp_path / "frameworks", missing, "tips.yaml")
    (problem,) = check_files([path])
    assert str(problem) == (
        f"tips.yaml, line {line_of(missing, 'codebook: ours')}: There is no codebook 'ours'."
        " Known: across-items, discharge-and-integration."
    )
    written(tmp_path / "frameworks" / "codebooks", CODEBOOK)
    assert check_files([path]) == []


def test_a_framework_s_codebook_is_looked_for_together_with_all_else(tmp_path: Path) -> None:
    said = [str(problem) for problem in check_files([written(tmp_path, "codebook: ours\n")])]
    assert said[-1].startswith("ours.yaml, line 1: There is no codebook 'ours'.")
    assert "ours.yaml, line 1: 'tips' is missing." in said
    for never_an_id in ("../ours", "[ours]", "ours.yaml", "5"):
        found = check_files([written(tmp_path, f"format: 1\ncodebook: {never_an_id}\n")])
        assert "There is no codebook" not in " ".join(map(str, found))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("ours.yaml", "format: 1\nid: ours\ntheme: []\n", "line 3: 'theme' is not known here. Did"),
        ("ours.yaml", "format: 1\nid: ours\nTHEMES: []\n", "line 1: 'themes' is missing."),
        ("codebooks/ours.yaml", "format: 1\nid: ours\n", "line 1: 'themes' is missing."),
        ("ours.yaml", "id: ours\nthemes:\n  - id: a\n", "line 3: 'name' is missing."),
        ("ours.yaml", "id: ours\nthemes:\n  - {}\n  -\n", "line 4: item 2 of 'themes' must hold"),
        ("ours.yaml", "id: ours\nthemes: x\n", "line 2: 'themes' must be a list"),
        ("ours.yaml", "themes:\n  - keywords:\n      - a\n      - A\n", "line 4: 'A' is in"),
        ("ours.yaml", "themes:\n- keywords: {a: b}\n", "line 2: 'keywords' must be a list"),
        ("ours.yaml", "themes:\n- keywords: [a]\n  1: x\n", "line 3: '1' is not known here"),
        ("ours.yaml", "themes:\n  title: x\n", "line 1: 'themes' must be a list"),
        ("ours.yaml", "themes: [\n", "line 1: a bracket is opened here"),
    ],
)
def test_every_problem_of_a_codebook_has_its_line(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    problems = check_files([written((tmp_path / name).parent, text)])
    assert any(str(problem).startswith(f"ours.yaml, {said}") for problem in problems), problems
    assert all(re.fullmatch(r"line [1-9]\d*", problem.where) for problem in problems)
    assert not any("'tips'" in problem.message for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "tips: [{levels: {1: [], x: y}}]\nscale: [{value: 9, label: ''}]\n",
        "tips:\n  - levels:\n      '1': []\n      7: x\n",
        "tips: {a: b}\nsource: x\n",
        "tips: [x, [y], {id: ok, id: ok}]\n",
        "title: [a]\ncodebook: no such\n",
    ],
)
def test_every_problem_of_a_framework_has_its_line(tmp_path: Path, text: str) -> None:
    problems = check_files([written(tmp_path, text)])
    assert problems
    assert all(re.fullmatch(r"line [1-9]\d*", problem.where) for problem in problems)


def test_a_problem_deep_in_a_framework_has_the_line_of_its_own_key(tmp_path: Path) -> None:
    text = "tips:\n  - levels:\n      '1': []\n      2: {a: b}\n"
    found = {(problem.where, problem.message) for problem in check_files([written(tmp_path, text)])}
    assert {("line 3", "'1' must be text."), ("line 4", "'2' must be text.")} <= found
