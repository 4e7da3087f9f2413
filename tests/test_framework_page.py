"""What docs/frameworks.md shows: every example on it is one that the tool takes."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.running import ROOT
from toptips.errors import FileProblems
from toptips.model.codebook import check_files, load_codebook
from toptips.model.framework import Framework, Tip, load_framework
from toptips.places import shipped

PAGE = (ROOT / "docs" / "frameworks.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
WHOLE = next(example for example in EXAMPLES if "id: our-tips" in example)
PARTS = [example for example in EXAMPLES if not example.startswith("format:")]


def with_part(part: str) -> str:
    """Put a part that the page shows in place of the same keys of its whole framework."""
    data: dict[str, Any] = {**yaml.safe_load(WHOLE), **yaml.safe_load(part)}
    return yaml.safe_dump(data, sort_keys=False)


def read(folder: Path, text: str) -> Framework:
    path = folder / "our-tips.yaml"
    path.write_text(text, encoding="utf-8")
    return load_framework(path)


def test_the_page_shows_a_framework_some_parts_and_a_codebook() -> None:
    assert len(EXAMPLES) - len(PARTS) == 2
    assert PARTS


def test_the_framework_and_the_codebook_shown_have_no_problems(tmp_path: Path) -> None:
    framework_text, codebook_text = (text for text in EXAMPLES if text not in PARTS)
    codebooks = tmp_path / "frameworks" / "codebooks"
    codebooks.mkdir(parents=True)
    (codebooks.parent / "our-tips.yaml").write_text(framework_text, encoding="utf-8")
    (codebooks / "our-themes.yaml").write_text(codebook_text, encoding="utf-8")
    assert check_files([codebooks.parent / "our-tips.yaml", codebooks / "our-themes.yaml"]) == []
    framework = load_framework("our-tips", tmp_path)
    assert [level.label for level in framework.scale] == ["Not yet", "Partly", "Fully"]
    assert framework.codebook and load_codebook(framework.codebook, tmp_path)
    assert "transport" in [theme.id for theme in load_codebook("our-themes", tmp_path).themes]


@pytest.mark.parametrize("part", PARTS)
def test_each_part_shown_fits_into_a_framework(tmp_path: Path, part: str) -> None:
    framework = read(tmp_path, with_part(part))
    assert yaml.safe_load(part).keys() <= framework.model_fields_set


@pytest.mark.parametrize("model", [Framework, Tip])
def test_each_key_is_explained_and_no_other(model: type[Framework | Tip]) -> None:
    heading = "## A framework" if model is Framework else "### Each tip"
    table = PAGE.partition(f"\n{heading}\n")[2].partition("\n### ")[0]
    explained = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    assert explained == model.model_fields.keys() - {"format"}


def test_the_bands_of_the_page_are_counted_right() -> None:
    rows = re.findall(r"^\| (\d+) to (\d+) \| (\S+) \| (\S+) \| (\S+) \|", PAGE, re.MULTILINE)
    assert len(rows) == 3
    for low, high, strength, discuss, concern in [map(float, row) for row in rows]:
        assert strength == low + 0.75 * (high - low)
        assert discuss == concern == low + 0.5 * (high - low)


def test_the_page_counts_letters_as_the_tool_does(tmp_path: Path) -> None:
    (most,) = map(int, re.findall(r"An id has 1 to (\d+) small letters", PAGE))
    assert read(tmp_path, WHOLE.replace("id: plan-early", f"id: {'a' * most}")).tips
    with pytest.raises(FileProblems):
        read(tmp_path, WHOLE.replace("id: plan-early", f"id: {'a' * (most + 1)}"))


def test_each_item_that_ships_stands_in_the_table_of_sources() -> None:
    paths = sorted(shipped("frameworks").glob("*.yaml"))
    for framework in map(load_framework, paths):
        table = PAGE.partition(f"\n### `{framework.id}`\n")[2].partition("\n### ")[0]
        rows = re.findall(r"^\| (\d+) \| `([\w-]+)` \| (.+) \| (.+) \|$", table, re.MULTILINE)
        named = [(int(number), item, title) for number, item, title, _ in rows]
        assert named == [(tip.number, tip.id, tip.title) for tip in framework.tips]
        assert framework.source.title in table
        assert framework.licence and f"Licence: {framework.licence}." in table
        assert framework.source.link is None or f"]({framework.source.link})" in table
    assert len(re.findall(r"^### `", PAGE, re.MULTILINE)) == len(paths)
