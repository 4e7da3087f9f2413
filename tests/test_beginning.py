"""What people begin with: a workshop's folder, with a framework of one's own, and the examples."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.folders import framework, make_folder
from toptips import workflow
from toptips.errors import FileProblems, TopTipsError
from toptips.model.codebook import load_codebook
from toptips.model.framework import known_frameworks, load_framework
from toptips.model.questions import ASKED_BY_DEFAULT, ASKED_OF_TABLES_BY_DEFAULT
from toptips.model.workshop import load_workshop, unsettled
from toptips.model.yaml_file import parse_mapping
from toptips.places import shipped
from toptips.workflow.beginning import example_of_workshop

TODAY = date(2026, 11, 23)
CODEBOOK = """\
format: 1
id: our-themes
themes:
  - {id: housing, name: Housing, description: x, keywords: [housing]}
"""


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def own_framework(path: Path, **changes: Any) -> Path:
    return written(path, yaml.safe_dump(framework(**changes), sort_keys=False))


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def begun(folder: Path, chosen: Path | str) -> str:
    """Return the framework that the workshop.yaml of a new folder names."""
    workflow.new(folder, str(chosen), today=TODAY)
    return load_workshop(folder).framework


def test_a_file_is_copied_and_named_by_its_id(tmp_path: Path) -> None:
    file = own_framework(tmp_path / "drafts" / "our final (2).yaml")
    folder = tmp_path / "ours"
    assert begun(folder, file) == "harbour-tips"
    assert files_in(folder) == {"workshop.yaml", "frameworks/harbour-tips.yaml"}
    assert (folder / "frameworks" / "harbour-tips.yaml").read_bytes() == file.read_bytes()
    assert workflow.prepare(folder).forms == 4


@pytest.mark.parametrize("place", ["", "codebooks"])
def test_the_codebook_beside_it_comes_along(tmp_path: Path, place: str) -> None:
    file = own_framework(tmp_path / "drafts" / "our.yaml", codebook="our-themes")
    written(file.parent / place / "our-themes.yaml", CODEBOOK)
    folder = tmp_path / "ours"
    begun(folder, file)
    assert files_in(folder) == {
        "workshop.yaml",
        "frameworks/harbour-tips.yaml",
        "frameworks/codebooks/our-themes.yaml",
    }
    assert load_codebook("our-themes", folder).themes[0].id == "housing"


def test_a_codebook_that_ships_is_not_copied(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    begun(folder, shipped("frameworks") / "london-mental-health-discharge.yaml")
    assert files_in(folder) == {
        "workshop.yaml",
        "frameworks/london-mental-health-discharge.yaml",
    }


def test_a_changed_copy_of_a_codebook_that_ships_goes_before_it(tmp_path: Path) -> None:
    theirs = "discharge-and-integration"
    file = own_framework(tmp_path / "our.yaml", codebook=theirs)
    written(tmp_path / "codebooks" / f"{theirs}.yaml", CODEBOOK.replace("our-themes", theirs))
    begun(tmp_path / "ours", file)
    assert len(load_codebook(theirs, tmp_path / "ours").themes) == 1


def test_an_id_is_found_in_the_folders_own_frameworks(tmp_path: Path) -> None:
    own_framework(tmp_path / "frameworks" / "harbour-tips.yaml", codebook="our-themes")
    written(tmp_path / "frameworks" / "codebooks" / "our-themes.yaml", CODEBOOK)
    before = files_in(tmp_path)
    assert begun(tmp_path, "harbour-tips") == "harbour-tips"
    assert files_in(tmp_path) == before | {"workshop.yaml"}


@pytest.mark.parametrize("named", ["mine", "mine.yaml"])
def test_what_is_written_finds_a_framework_that_calls_itself_otherwise(
    tmp_path: Path, named: str
) -> None:
    own_framework(tmp_path / "frameworks" / "mine.yaml")
    assert load_framework(begun(tmp_path, named), tmp_path).id == "harbour-tips"


def test_the_same_file_is_left_and_another_is_not_overwritten(tmp_path: Path) -> None:
    file = own_framework(tmp_path / "our.yaml")
    same = written(tmp_path / "same" / "frameworks" / "harbour-tips.yaml", file.read_text())
    at = same.stat().st_mtime_ns
    assert begun(tmp_path / "same", file) == "harbour-tips"
    assert same.stat().st_mtime_ns == at
    other = written(tmp_path / "other" / "frameworks" / "harbour-tips.yaml", "mine: alone\n")
    with pytest.raises(TopTipsError, match=r"harbour-tips\.yaml is there already and says"):
        begun(tmp_path / "other", file)
    assert other.read_text("utf-8") == "mine: alone\n"
    assert files_in(tmp_path / "other") == {"frameworks/harbour-tips.yaml"}


def broken_framework(folder: Path) -> Path:
    return own_framework(folder / "our.yaml", version=None, tips=[])


def broken_codebook(folder: Path) -> Path:
    written(folder / "codebooks" / "our-themes.yaml", CODEBOOK.replace("[housing]", "[]"))
    return own_framework(folder / "our.yaml", codebook="our-themes")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (broken_framework, r"our\.yaml, line \d+: 'tips'.*"),
        (broken_codebook, r"our-themes\.yaml, line 4: theme 'housing' has no keywords"),
    ],
)
def test_what_is_broken_is_refused_before_anything_is_written(
    tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(FileProblems, match=said):
        begun(tmp_path / "ours", make(tmp_path))
    assert not (tmp_path / "ours").exists()


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    file = own_framework(tmp_path / "our.yaml", codebook="discharge-and-integratoin")
    for chosen, said in (
        (tmp_path / "gone.yaml", r"gone\.yaml is not there"),
        ("london-mental-health", "Did you mean 'london-mental-health-discharge'"),
        ("../frameworks/london-mental-health-discharge", "There is no framework"),
        (file, r"Did you mean 'discharge-and-integration'\? our\.yaml names it; put the file"),
    ):
        with pytest.raises(TopTipsError, match=said):
            begun(tmp_path / "ours", chosen)
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("St David's Hospital - 2027", "st-davids-hospital-2027"),
        ("Ceredigion a Môn, Łódź", "ceredigion-a-mon-lodz"),
        ("nul", "nul-2"),
        ("true", "true"),
        ("0101", "0101"),
        ("上海", "workshop"),
        ("x" * 47 + " and more", "x" * 47),
        ("y" * 60, "y" * 48),
    ],
)
def test_the_id_comes_from_the_folders_name(tmp_path: Path, name: str, made: str) -> None:
    begun(tmp_path / name, "london-mental-health-discharge")
    assert load_workshop(tmp_path / name).id == made


def test_the_template_asks_what_is_asked_by_default(tmp_path: Path) -> None:
    data = parse_mapping(example_of_workshop(), "workshop.yaml")
    assert data["ask"] == [*ASKED_BY_DEFAULT]
    assert data["ask_tables"] == [*ASKED_OF_TABLES_BY_DEFAULT]


def test_each_key_that_may_be_left_out_can_be_taken_in(tmp_path: Path) -> None:
    path = workflow.new(tmp_path, "london-mental-health-discharge", today=TODAY)
    commented = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^( *)#(?=(  )?[a-z])", r"\1", commented), encoding="utf-8")
    workshop = load_workshop(tmp_path)
    assert workshop.place and workshop.board and workshop.baseline
    assert list(workshop.groups) == ["pathway", "locality"]
    assert workshop.privacy.readers and workshop.privacy.complaints
    assert workshop.privacy.safeguarding == "01632 960199"
    assert workshop.privacy.withdraw_by and workshop.privacy.withdraw_by > workshop.date


def test_prepare_says_what_is_still_the_templates(tmp_path: Path) -> None:
    workflow.new(tmp_path, "london-mental-health-discharge", today=TODAY)
    example = parse_mapping(example_of_workshop(), "workshop.yaml")
    (said,) = unsettled(load_workshop(tmp_path), example)
    assert said == (
        "Still as the example has it in workshop.yaml: title, venue, returns.to,"
        " privacy.controller, privacy.contact, privacy.notice. Write your own"
        " there."
    )


def test_frameworks_are_listed_in_the_order_of_their_names_and_broken_ones_too(
    tmp_path: Path,
) -> None:
    place = make_folder(tmp_path) / "frameworks"
    written(place / "a-broken.yaml", "format: 1\n")
    written(place / ".hidden.yaml", "format: 1\n")
    (place / "z-folder.yaml").mkdir()
    listed = [(path.stem, read is not None) for path, read in known_frameworks(tmp_path)]
    assert listed[:3] == [("a-broken", False), ("harbour-tips", True), ("z-folder", False)]
    theirs = [name for name, _ in listed[3:]]
    assert theirs == sorted(theirs) and "london-mental-health-discharge" in theirs


def test_every_example_is_listed_and_can_be_copied(tmp_path: Path) -> None:
    listed = workflow.examples()
    assert listed[0][0] == "essex-2018"
    assert len(listed) == len({*listed}) > 1
    for example, title in listed:
        workflow.copy_example(tmp_path / example, example)
        if copies := workflow.copies_in(tmp_path / example):
            assert f"{len(copies)} workshops" in title
        else:
            assert load_workshop(tmp_path / example).title == title
        assert files_in(tmp_path / example) == files_in(shipped("examples") / example)


@pytest.mark.parametrize("example", ["hartmere-2062", "../examples/hartmere-2026"])
def test_an_unknown_example_is_refused(tmp_path: Path, example: str) -> None:
    with pytest.raises(TopTipsError, match=r"no example .* Did you mean 'hartmere-2026'"):
        workflow.copy_example(tmp_path / "new", example)
    assert not (tmp_path / "new").exists()
