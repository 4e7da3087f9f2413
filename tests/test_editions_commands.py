"""Final editions on the command line, and copies to share, which are editions too."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.editions import FIRST, LATE, answer, final, first_forms_back, kept, reasons
from tests.support.here import here
from toptips import workflow
from toptips.workflow import EditionHeldBack

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return first_forms_back(tmp_path / "harbour", monkeypatch)


def test_the_command_line_says_which_edition_it_is_and_how_it_differs(folder: Path) -> None:
    drafted = here("analyse", "-w", folder)
    assert drafted.returncode == 0
    assert "It is a draft" in drafted.stderr
    done = here("analyse", "--final", "-w", folder)
    assert done.returncode == 0, done.stderr
    assert "It is edition 1, on record in editions.json" in done.stderr
    answer(folder, FIRST + LATE[:3])
    done = here("analyse", "--final", "--json", "-w", folder)
    assert json.loads(done.stdout)["edition"] == {"number": 2, "differs_from": 1}
    assert "Since edition 1: 3 self-assessments more. Send it to everybody who has edition 1." in (
        here("analyse", "--final", "-w", folder).stderr
    )


def test_the_command_line_says_what_to_do_where_there_is_no_edition(folder: Path) -> None:
    here("analyse", "--final", "-w", folder)
    answer(folder, FIRST[1:])
    held = here("analyse", "--final", "--json", "-w", folder)
    assert held.returncode == 1
    assert json.loads(held.stdout) == {
        "edition": None,
        "too_near": [{"number": 1, "differs": ["by only 1 self-assessment"]}],
    }
    assert "hold them until three have come" in held.stderr
    assert "ask everybody who has edition 1 to delete it" in held.stderr
    command = f"toptips analyse --final --recalled 1 -w {folder}"
    assert command in held.stderr
    assert here(*command.split()[1:]).returncode == 0
    assert "Keep this draft" not in here("analyse", "-w", folder).stderr
    answer(folder, FIRST)
    drafted = here("analyse", "-w", folder)
    assert drafted.returncode == 0
    assert "Keep this draft from whoever has edition 2. It differs from" in drafted.stderr


def share(folder: Path, name: str, *recalled: int) -> int:
    """Make a copy to share, and return the number under which it is on record."""
    return workflow.anonymise(folder, folder.parent / name, recalled=recalled).edition


def test_a_copy_to_share_is_an_edition_like_a_report(folder: Path) -> None:
    assert share(folder, "first") == 1
    assert [edition.gone_out_as for edition in kept(folder).editions] == [("copy",)]
    # The same forms are the same edition, whatever is made of them.
    assert final(folder) == (1, None)
    assert share(folder, "again") == 1
    assert [edition.gone_out_as for edition in kept(folder).editions] == [("copy", "report")]


def test_a_copy_is_held_back_beside_a_report_that_is_a_form_apart(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:1])
    with pytest.raises(EditionHeldBack, match="No copy was made") as held:
        share(folder, "copy")
    assert [near.number for near in held.value.near] == [1]
    assert not (folder.parent / "copy").exists()
    assert len(kept(folder).editions) == 1
    assert share(folder, "copy", 1) == 2


def test_a_report_is_held_back_beside_a_copy_that_is_a_form_apart(folder: Path) -> None:
    share(folder, "copy")
    answer(folder, FIRST + LATE[:1])
    assert reasons(folder) == {1: "by only 1 self-assessment"}
    answer(folder, FIRST + LATE[:3])
    # A report replaces reports alone: who has the copy is not sent one.
    assert final(folder) == (2, None)


def test_the_command_says_how_to_make_a_copy_that_was_held_back(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:1])
    done = here("anonymise", "-w", folder, folder.parent / "copy")
    assert done.returncode == 1
    assert "by only 1 self-assessment" in done.stderr
    assert re.search(r"toptips anonymise \S+copy --recalled 1 -w \S+harbour", done.stderr)
    assert (
        here("anonymise", "-w", folder, folder.parent / "copy", "--recalled", "1").returncode == 0
    )
