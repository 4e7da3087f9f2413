"""Whatever cuts `collect` off, running it again gives what one undisturbed run gives."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.support.folders import answered, contents, form_of, make_folder
from tests.support.making_forms import put, zipped
from tests.support.processes import forks, in_a_child
from tests.support.running import ROOT
from tests.support.word_files import fill
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.places import Folder
from toptips.unsafe import opening
from toptips.writing import only_one

POST = "came back"
STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "shutil.copyfile")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a workshop with some returns on their way, by their paths."""
    folder = make_folder(tmp_path_factory.mktemp("prepared") / "workshop")
    workflow.prepare(folder)

    def form(partner: str, label: str, score: str) -> bytes:
        answers = answered(score, _0__label=label, _1__strengths=f"words of {label}")
        return fill(form_of(folder, partner), answers)

    first = form("council", "A", "4")
    put(
        folder / POST,
        {
            "form.docx": first,
            "again/form.docx": form("charity", "B", "2"),
            "third/form.docx": form("mh-trust", "C", "3"),
            "all.zip": zipped({"d.docx": form("district", "D", "1"), "a.docx": first}),
            "scan.pdf": b"%PDF-1.7",
        },
    )
    put(folder, {"responses.csv": b"an edit of a person\n"})
    return {name: data for name, data in contents(folder).items() if not name.startswith("pack/")}


def collect(folder: Path) -> None:
    workflow.collect(folder, [folder / POST])


def state(folder: Path) -> dict[str, bytes]:
    """What is in a folder. The record of what we wrote may name a file more than once."""
    found = contents(folder)
    found[".toptips/written"] = b"\n".join(sorted(set(found[".toptips/written"].split(b"\n"))))
    return found


@pytest.fixture(scope="module")
def undisturbed(
    prepared: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    folder = put(tmp_path_factory.mktemp("whole"), prepared)
    collect(folder)
    found = state(folder)
    assert found["responses (edited 1).csv"] == b"an edit of a person\n"
    assert "returns/form (3).docx" in found
    return found


def killed_at(step: int, folder: Path) -> bool:
    """Collect in a process that dies at one of its steps; say whether it got that far."""
    here = str(folder)

    def work() -> None:
        left = step

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in STEPS and str(arguments[0]).startswith(here):
                left -= 1
                if left == 0:
                    os._exit(9)

        sys.addaudithook(count)
        collect(folder)

    return in_a_child(work) == 9


@forks
def test_a_run_that_dies_at_any_step_is_made_good_by_the_next(
    prepared: dict[str, bytes], undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    for step in range(1, 1000):
        folder = put(tmp_path / str(step), prepared)
        died = killed_at(step, folder)
        collect(folder)
        assert state(folder) == undisturbed, f"died at step {step}"
        if not died:
            break
    # Nine files are copied or written at least, and each takes several steps.
    assert 30 < step < 1000


@forks
def test_runs_that_die_one_after_another_are_made_good(
    prepared: dict[str, bytes], undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    folder = put(tmp_path, prepared)
    for step in (40, 3, 25, 17, 60, 33, 8):
        killed_at(step, folder)
    collect(folder)
    assert state(folder) == undisturbed


# Windows has no SIGKILL, with which the command is ended.
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
@pytest.mark.parametrize("seed", range(3))
def test_a_command_killed_at_any_moment_is_made_good_by_the_next(
    seed: int, prepared: dict[str, bytes], undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    folder = put(tmp_path, prepared)
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pathlib import Path;"
        " from toptips import workflow; print('ready', flush=True);"
        f" folder = Path({str(folder)!r}); workflow.collect(folder, [folder / {POST!r}])"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 0.2))
        running.send_signal(signal.SIGKILL)
    collect(folder)
    assert state(folder) == undisturbed


def test_what_came_back_is_never_altered(
    prepared: dict[str, bytes], undisturbed: dict[str, bytes]
) -> None:
    kept = [data for path, data in undisturbed.items() if path.startswith("returns/")]
    for name, data in prepared.items():
        if name.startswith(POST):
            assert undisturbed[name] == data
            assert data in kept


def test_a_second_run_at_the_same_time_says_so_and_does_nothing(
    prepared: dict[str, bytes], tmp_path: Path
) -> None:
    folder = put(tmp_path, prepared)
    with (
        only_one(Folder(folder)),
        pytest.raises(TopTipsError, match="Another toptips is at work"),
    ):
        collect(folder)
    assert not (folder / "returns").exists()


@pytest.mark.parametrize("place", ["returns", "responses.csv", "returns.csv"])
def test_a_full_disk_is_one_line_and_what_was_there_is_unharmed(
    place: str,
    prepared: dict[str, bytes],
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = put(tmp_path, prepared)
    full = OSError(errno.ENOSPC, "No space left on device")
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if place in target.relative_to(folder).parts:
            raise full
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(TopTipsError, match="the disk is full") as caught:
            collect(folder)
    assert "\n" not in str(caught.value)
    assert not list(folder.rglob("*.tmp"))
    for name, data in prepared.items():
        if name.startswith(".toptips/"):
            continue
        kept = folder / name.replace("responses.csv", "responses (edited 1).csv")
        assert (kept if kept.exists() else folder / name).read_bytes() == data
    collect(folder)
    assert state(folder) == undisturbed


def test_a_record_that_a_full_disk_cut_off_is_no_edit(
    prepared: dict[str, bytes], tmp_path: Path
) -> None:
    folder = put(tmp_path, prepared)
    collect(folder)
    with (folder / ".toptips" / "written").open("ab") as log:
        log.write("0f3a  caf\u00e9".encode()[:-1])
    put(folder / POST, {"late.docx": prepared[f"{POST}/form.docx"] + b"\0"})
    collect(folder)
    collect(folder)
    assert len(list(folder.glob("*edited*"))) == 1


# Root may write whatever a folder's mode says, and on Windows the mode keeps nobody out.
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be written here"
)
def test_a_folder_that_can_not_be_written_is_one_line(
    prepared: dict[str, bytes], tmp_path: Path
) -> None:
    folder = put(tmp_path, prepared)
    folder.chmod(0o500)
    try:
        with pytest.raises(TopTipsError, match="can't be written"):
            collect(folder)
    finally:
        folder.chmod(0o700)


def test_a_folder_that_refuses_is_one_line(
    prepared: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path, prepared)
    mkdir = Path.mkdir

    def refuse(path: Path, *given: Any, **named: Any) -> None:
        if path.name in (".toptips", "returns"):
            raise PermissionError(errno.EACCES, "Permission denied")
        mkdir(path, *given, **named)

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(TopTipsError, match=r"can't be written in: .*permission"):
        collect(folder)


def test_links_and_half_files_are_passed_over_with_a_word_and_lock_files_silently(
    prepared: dict[str, bytes], tmp_path: Path
) -> None:
    folder = put(tmp_path, prepared)
    put(
        folder / POST,
        {"~$form.docx": b"lock", ".DS_Store": b"x", "form.docx.url": b"[x]", "f.icloud": b"x"},
    )
    rows = workflow.collect(folder, [folder / POST]).rows
    ignored = {row.file: row.message for row in rows if row.status == "ignored"}
    assert set(ignored) == {"form.docx.url", "f.icloud"}
    assert "download" in ignored["form.docx.url"]


def test_a_file_that_is_only_in_onedrive_is_said(
    prepared: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path, prepared)
    collect(folder)
    away = folder / "returns" / "scan.pdf"
    opened = Path.open

    def refuse(path: Path, *given: Any, **named: Any) -> object:
        if path == away:
            raise OSError(errno.EINVAL, "The cloud file provider is not running")
        return opened(path, *given, **named)

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(opening, "is_elsewhere", lambda path: path == away)
    rows = {row.file: row for row in workflow.collect(folder).rows}
    assert rows["scan.pdf"].message.startswith("This file is in OneDrive")
    assert rows["form.docx"].status == "accepted"
