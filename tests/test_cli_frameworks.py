"""How frameworks are listed and shown."""

import json
import shlex
from pathlib import Path

import pytest

from tests.support.folders import make_folder
from tests.support.here import here
from tests.support.running import refusal

NOUN = {"item": {"one": "priority", "many": "priorities"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workshop's folder in which one of two frameworks is broken."""
    folder = make_folder(tmp_path / "own", framework_changes=NOUN)
    (folder / "frameworks" / "half-done.yaml").write_text("titel: Half done\n", "utf-8")
    return folder


def test_a_broken_file_is_named_as_broken_with_the_command_that_says_why(folder: Path) -> None:
    done = here("frameworks", "list", "-w", folder)
    assert done.returncode == 1
    (row,) = [line for line in done.stdout.splitlines() if "half-done" in line]
    assert row.split() == ["half-done", "broken"]
    (command,) = [line for line in done.stderr.splitlines() if "frameworks check" in line]
    checked = here(*shlex.split(command)[1:])
    assert checked.returncode == 1
    assert "'titel' is not known here" in checked.stdout


def test_a_broken_file_is_broken_in_json_too(folder: Path) -> None:
    done = here("frameworks", "--json", "-w", folder)
    assert done.returncode == 1
    listed = {known["id"]: known for known in json.loads(done.stdout)}
    assert listed["half-done"] == {
        "id": "half-done",
        "file": str(folder / "frameworks" / "half-done.yaml"),
        "broken": True,
    }
    assert listed["harbour-tips"] == {
        "id": "harbour-tips",
        "title": "Harbour's tips",
        "version": "1",
        "kind": None,
        "tips": 3,
    }


def test_items_are_called_what_their_framework_calls_them(folder: Path) -> None:
    lines = here("frameworks", "-w", folder).stdout.splitlines()
    assert lines[0].split() == ["id", "title", "version", "items"]
    (row,) = [line for line in lines if "harbour-tips" in line]
    assert row.endswith("3 priorities")


def test_frameworks_stand_under_their_kind() -> None:
    lines = here("frameworks").stdout.splitlines()
    kind = lines.index("London 2017")
    assert lines[kind + 1].startswith("  london-mental-health-discharge  ")


def test_what_is_national_and_current_stands_first_and_what_says_no_kind_last(
    tmp_path: Path,
) -> None:
    folder = make_folder(tmp_path / "own", framework_changes=NOUN)
    lines = here("frameworks", "-w", folder).stdout.splitlines()
    kinds = [line.strip() for line in lines[1:] if line.strip() and not line.startswith("  ")]
    assert (kinds[0], kinds[-1]) == ("Current national", "Others")
    assert len(kinds) == len(set(kinds))


def test_a_folder_that_is_not_there_has_no_frameworks(tmp_path: Path) -> None:
    assert "There is no folder" in refusal("frameworks", "-w", tmp_path / "nowhere")


def test_a_framework_is_text_to_read(tmp_path: Path) -> None:
    changes = {
        **NOUN,
        "licence": "Open Government Licence",
        "sections": [{"id": "before", "title": "Before the day of discharge"}],
        "bands": {"strength": 0.8, "discuss": 0.4, "words": {"strength": "what we are proud of"}},
        "about": "Words " * 60,
    }
    folder = make_folder(tmp_path / "own", framework_changes=changes)
    path = folder / "frameworks" / "harbour-tips.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("id: plan-early\n", "id: plan-early\n  section: before\n"), "utf-8"
    )
    done = here("frameworks", "show", "harbour-tips", "-w", folder)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert "Licence: Open Government Licence" in lines
    assert lines.index("Before the day of discharge") < lines.index(
        "Priority 1: Plan early together"
    )
    assert lines.index("Other priorities") < lines.index("Priority 2: Share records together")
    words = " ".join(done.stdout.split())
    assert "With a mean of 4.2 or more, the priority is what we are proud of;" in words
    assert "with 2.6 or more, to discuss; below that, a concern." in words
    assert "tip 1" not in words.lower()


def test_nothing_is_a_concern_where_no_band_says_so(tmp_path: Path) -> None:
    folder = make_folder(
        tmp_path / "own", framework_changes={"bands": {"strength": 0.5, "discuss": 0}}
    )
    said = " ".join(here("frameworks", "show", "harbour-tips", "-w", folder).stdout.split())
    assert "With a mean of 3 or more, the tip is a strength; below that it is to discuss." in said


@pytest.mark.parametrize(
    "framework", ["london-mental-health-discharge", "skills-for-care-working-together"]
)
def test_those_that_ship_are_shown_whole(framework: str) -> None:
    shown = json.loads(here("frameworks", "show", framework, "--json").stdout)
    words = " ".join(here("frameworks", "show", framework).stdout.split())
    for tip in shown["tips"]:
        said = [tip["title"], tip["summary"], tip["plain"], *tip["looks_like"], *tip["prompts"]]
        for text in said:
            assert " ".join(text.replace("\n", " ").split()) in words.replace(" - ", " ") or (
                " ".join(text.split()) in words
            )
