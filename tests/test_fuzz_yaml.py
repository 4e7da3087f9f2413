"""Our own files with something changed in them: read, or named with its line; never a crash.

By default this takes some seconds. To look longer, say how many changes to try in each file:

    TOPTIPS_FUZZ=20000 python -m pytest tests/test_fuzz_yaml.py
"""

from __future__ import annotations

import os
import re
import string
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.work import at_most
from toptips.errors import FileProblems
from toptips.model.codebook import Codebook, check_codebook
from toptips.model.framework import Framework, check_framework
from toptips.model.workshop import Workshop, check_workshop
from toptips.model.yaml_file import load
from toptips.places import shipped

EXAMPLES = int(os.environ.get("TOPTIPS_FUZZ", "100"))
SECONDS = 3  # of processor time, for a file that takes about .05
SIGNS = "'\"[]{}:#,-&*!|>%@`?\t\u00a0“”‘’–\\\r\n \x85\u2028\U0001f600\x07"
KINDS = {
    "workshop": (Workshop, check_workshop),
    "framework": (Framework, check_framework),
    "codebook": (Codebook, check_codebook),
}


def shipped_text(place: str) -> str:
    """The text of a file that ships, with the dates and ids that `new` puts in."""
    folder, _, name = place.partition("/")
    text = (shipped(folder) / name).read_text("utf-8")
    return string.Template(text).safe_substitute(
        id="ours",
        framework="x",
        date="2018-09-03",
        by="2018-08-24",
        withdraw_by="2018-10-01",
        delete_by="2019-09-03",
    )


FILES = [
    ("workshop", "templates/new/workshop.yaml"),
    ("framework", "templates/new/framework.yaml"),
    *(("framework", f"frameworks/{path.name}") for path in shipped("frameworks").glob("*.yaml")),
    ("codebook", "frameworks/codebooks/across-items.yaml"),
]


def without(text: str, at: int, other: int) -> str:
    return text[:at] + text[at + 1 :]


def doubled(text: str, at: int, other: int) -> str:
    return text[:at] + text[at : at + 1] + text[at:]


def with_a_sign(text: str, at: int, other: int) -> str:
    return text[:at] + SIGNS[other % len(SIGNS)] + text[at:]


def cut(text: str, at: int, other: int) -> str:
    return text[:at]


def indented_as_another(text: str, at: int, other: int) -> str:
    """The line at `at` begins where the line at `other` does."""
    lines = text.split("\n")
    line, model = text.count("\n", 0, at), lines[text.count("\n", 0, other % len(text))]
    lines[line] = " " * (len(model) - len(model.lstrip())) + lines[line].lstrip()
    return "\n".join(lines)


def shifted(text: str, at: int, other: int) -> str:
    """The line at `at` begins a space or two further right or left."""
    lines = text.split("\n")
    line, by = text.count("\n", 0, at), other % 5 - 2
    lines[line] = " " * by + lines[line] if by >= 0 else re.sub(f"^ {{1,{-by}}}", "", lines[line])
    return "\n".join(lines)


CHANGES: list[Callable[[str, int, int], str]] = [
    without, doubled, with_a_sign, cut, indented_as_another, shifted,
]  # fmt: skip


def is_named_well(problem: Any, text: str) -> bool:
    """Say whether a problem has a line of the file and a message of one line."""
    lines = re.split(r"\r\n|\r|\n", text.rstrip(" \t\r\n"))
    where = re.fullmatch(r"line (\d+)", problem.where)
    one_line = len(problem.message.splitlines()) == 1
    return where is not None and 1 <= int(where[1]) <= len(lines) and one_line


@pytest.mark.parametrize(("kind", "place"), FILES, ids=[place for _, place in FILES])
def test_a_changed_file_is_read_or_its_problems_are_named(kind: str, place: str) -> None:
    good = shipped_text(place)
    numbers = st.integers(0, len(good) - 1)
    # The lines of a codebook are all alike, so that a short one does.
    examples = EXAMPLES // 5 if kind == "codebook" else EXAMPLES
    changes = st.lists(st.tuples(st.sampled_from(CHANGES), numbers, numbers), max_size=3)

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(changes)
    def changed(made: list[tuple[Callable[[str, int, int], str], int, int]]) -> None:
        text = good
        for change, at, other in made:
            text = change(text, at, other) or "\n"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.yaml"
            path.write_bytes(text.encode())
            with at_most(SECONDS):
                try:
                    load(path, *KINDS[kind])
                except FileProblems as error:
                    assert all(is_named_well(problem, text) for problem in error.problems), error
                    assert error.problems

    changed()


@pytest.mark.parametrize(("kind", "place"), FILES, ids=[place for _, place in FILES])
def test_the_files_themselves_are_good(tmp_path: Path, kind: str, place: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(shipped_text(place), "utf-8")
    model, check = KINDS[kind]
    assert load(path, model, check).format == 1
