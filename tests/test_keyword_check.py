"""What is worth another look in a codebook's keywords, and on which line."""

from pathlib import Path

import pytest

from tests.support.here import here
from toptips.model.keyword_check import worth_a_look

CODEBOOK = """\
format: 1
id: ours
themes:
  - id: homes
    name: Homes
    description: x
    keywords: [care home]
    except: [care home manager*]
  - id: beds
    name: Beds
    description: x
    keywords: [bed]
"""


def said(folder: Path, old: str, new: str) -> list[str]:
    path = folder / "ours.yaml"
    path.write_text(CODEBOOK.replace(old, new), encoding="utf-8")
    return [str(problem) for problem in worth_a_look([path])]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("[bed]", "[bed, 'care, home']", 12, "'care, home' is never found: a phrase ends at"),
        ("[bed]", "[bed, care (home)]", 12, "'care (home)' is never found"),
        ("[bed]", "[bed, beds]", 12, "'beds' adds nothing: 'bed' of its theme finds it."),
        ("[bed]", "[bed*, bedding]", 12, "'bedding' adds nothing: 'bed*' of its theme"),
        ("[bed]", "[bedding, bed*]", 12, "'bedding' adds nothing: 'bed*' of its theme"),
        ("[bed]", "[step-down bed, bed]", 12, "'step-down bed' adds nothing: 'bed' of"),
        ("[bed]", "[step-down, stepdown]", 12, "'stepdown' adds nothing: 'step-down' of"),
        ("[bed]", "[bed, Care-Homes]", 12, "'Care-Homes' leads to the theme 'homes' too"),
        ("[bed]", "[bed, carehome*]", 7, "'care home' leads to the theme 'beds' too"),
        (
            "[care home]", "[home, care home manager]", 7,
            "'care home manager' is never found: it lies in the exception 'care home manager*'.",
        ),
        ("manager*]", "manager*, bed manager]", 8, "'bed manager' changes nothing: no keyword of"),
    ],
)  # fmt: skip
def test_what_is_worth_a_look(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    found = said(tmp_path, old, new)
    assert any(text.startswith(f"ours.yaml, line {line}: {words}") for text in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[bed]", "[bed, bedding]"),
        ("[bed]", "[late, late*]"),
        ("[bed]", "[care home manager]"),
        ("[bed]", "[home]"),
        ("manager*]", "*]"),
        ("[care home]", "[care home, the care home manager]"),
    ],
)
def test_what_is_as_it_should_be(tmp_path: Path, old: str, new: str) -> None:
    found = said(tmp_path, old, new)
    expected = ["late"] if "late*" in new else []
    assert [line.split("'")[1] for line in found] == expected


def test_advice_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(CODEBOOK.replace("[bed]", "[bed, beds]"), encoding="utf-8")
    done = here("frameworks", "check", path)
    assert done.returncode == 0
    assert "ours.yaml, line 12: 'beds' adds nothing: 'bed' of its theme finds it." in done.stdout
    assert "No problems found." in done.stdout
    assert '"kind": "advice"' in here("frameworks", "check", path, "--json").stdout


def test_of_a_broken_file_and_of_a_framework_nothing_is_advised(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("themes: [\n", encoding="utf-8")
    assert worth_a_look([broken, tmp_path / "nothing.yaml"]) == []
