"""The record of final editions: damaged, edited or gone, and work on it that was cut off."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.support.editions import (
    FIRST,
    LATE,
    answer,
    figures,
    final,
    first_forms_back,
    kept,
    person,
    reasons,
    report,
)
from tests.support.processes import forks, in_a_child
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model import editions as file_of_editions
from toptips.model.responses import Response

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return first_forms_back(tmp_path / "harbour", monkeypatch)


def refused(folder: Path) -> str:
    """What is said of editions.json, of a draft as of an edition; nothing is changed."""
    before = report(folder)
    said = set()
    for is_final in (False, True):
        with pytest.raises(TopTipsError) as caught:
            workflow.analyse(folder, final=is_final)
        said.add(str(caught.value))
    assert report(folder) == before
    (message,) = said
    assert "\n" not in message
    return message


DAMAGE = {
    "empty": b"",
    "cut off": b'{"format": 1, "secret": "',
    "not JSON": b"secret: yes",
    "a list": b"[]",
    "no text": b"\xff\xfe\x00{",
    "deep": b"[" * 100_000,
    "deep in an edition": b'{"format":1,"editions":' + b"[" * 100_000,
    "a number without end": b'{"format": 1' + b"0" * 5000 + b"}",
    "no secret": b'{"format": 1, "editions": []}',
    "a short secret": b'{"format": 1, "secret": "ab", "editions": []}',
    "something else": json.dumps({"format": 1, "secret": "ab" * 32, "more": 1}).encode(),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file_is_one_line(folder: Path, name: str) -> None:
    (folder / "editions.json").write_bytes(DAMAGE[name])
    said = refused(folder)
    assert "editions.json is damaged or was changed" in said
    assert "Put back a copy of it" in said


def test_a_file_that_is_gone_is_missed_and_nothing_begins_anew(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:1])
    # Missed after a draft, too.
    workflow.analyse(folder)
    (folder / "editions.json").rename(folder / "away")
    said = refused(folder)
    assert "editions.json is gone, and the report was made with it" in said
    assert said.endswith("then take the folder report away.")
    assert not (folder / "editions.json").exists()
    (folder / "away").rename(folder / "editions.json")
    assert reasons(folder).keys() == {1}
    (folder / "editions.json").unlink()
    shutil.rmtree(folder / "report")
    assert final(folder) == (1, None), "all are recalled, and both are gone, as was said"


@pytest.mark.parametrize("text", ["", "[]", "{" * 100_000, '{"format": 1, "fingerprint": "ab"}'])
def test_a_report_of_another_kind_misses_no_editions(folder: Path, text: str) -> None:
    (folder / "report").mkdir()
    (folder / "report" / "analysis.json").write_text(text, encoding="utf-8")
    assert final(folder) == (1, None)


EDITS: dict[str, dict[str, Any]] = {
    "another number": {"number": 4},
    "a form without its groups": {"forms": {"self-assessment": {"0" * 32: []}}},
    "a form that is no hash": {"forms": {"people": {"Jo Bloggs": []}}},
    "a kind that there is not": {"forms": {"letters": {}}},
    "what is shown and not grouped by": {"shown": ["locality"]},
    "limits that are a list": {"limits": [3]},
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_that_makes_no_sense_is_one_line(folder: Path, name: str) -> None:
    final(folder)
    data = json.loads((folder / "editions.json").read_bytes())
    data["editions"][0] |= EDITS[name]
    (folder / "editions.json").write_text(json.dumps(data), encoding="utf-8")
    assert "editions.json is damaged or was changed" in refused(folder)


def test_a_newer_file_is_not_called_damaged(folder: Path) -> None:
    (folder / "editions.json").write_bytes(b'{"format": 2, "key": "x"}')
    assert "written by a newer toptips (format 2; this one reads 1)" in refused(folder)


def test_a_huge_file_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    final(folder)
    monkeypatch.setattr(file_of_editions, "LARGEST_EDITIONS", 1_000)
    monkeypatch.setattr(file_of_editions, "read_bytes", lambda path: pytest.fail("it was read"))
    assert "editions.json is larger than" in refused(folder)


# Windows has no os.mkfifo, which makes the pipe.
@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_file_is_not_read(folder: Path, tmp_path: Path) -> None:
    path = folder / "editions.json"
    path.mkdir()
    assert "editions.json is not a file" in refused(folder)
    path.rmdir()
    os.mkfifo(path)
    assert "editions.json is not a file" in refused(folder)
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere.json")
    assert "is a link" in refused(folder)
    assert not (tmp_path / "elsewhere.json").exists()


def test_what_notepad_put_before_it_is_read_over(folder: Path) -> None:
    final(folder)
    path = folder / "editions.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert final(folder) == (1, None)


def test_an_odd_responses_csv_is_counted_as_the_figures_count_it(folder: Path) -> None:
    odd = Response(id="0" * 12, form="letter", answers={("plan-early", "score"): "3"})
    answer(folder, [*FIRST, odd, person(50, "nobody known", sector="Élan\u2028" * 200)])
    assert final(folder) == (1, None)
    assert len(kept(folder).editions[0].forms["self-assessment"]) == len(FIRST) + 1


# Cut off, refused, or at once.


@forks
def test_whatever_cuts_it_off_no_report_goes_out_that_is_not_on_record(folder: Path) -> None:
    """A process that dies at a step leaves a record and no report, or both, or neither."""

    def work(step: int) -> None:
        left = step

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in ("open", "os.rename", "os.remove", "os.chmod") and str(
                arguments[0]
            ).startswith(str(folder)):
                left -= 1
                if left == 0:
                    os._exit(9)

        sys.addaudithook(count)
        workflow.analyse(folder, final=True)

    for step in range(1, 60):
        assert in_a_child(partial(work, step)) in (0, 9)
        if (folder / "report" / "analysis.json").exists():
            assert figures(folder)["edition"]["number"] == len(kept(folder).editions)
            break
    else:
        pytest.fail("it never got as far as the report")
    assert step > 5
    assert final(folder) == (1, None)
    assert len(kept(folder).editions) == 1


def test_a_full_disk_makes_no_edition(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if Path(target).name == "editions.json":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(TopTipsError, match=r"editions\.json can't be written: the disk is full"):
        final(folder)
    assert not (folder / "report").exists()
    assert not list(folder.glob("*.tmp"))


def test_a_mistake_in_a_template_makes_no_edition(folder: Path) -> None:
    own = folder / "templates" / "report"
    own.mkdir(parents=True)
    (own / "_board.md.j2").write_text("{{ nothing_of_this_name }}", encoding="utf-8")
    with pytest.raises(TopTipsError, match="nothing_of_this_name"):
        final(folder)
    assert not (folder / "editions.json").exists()


def test_an_edition_that_another_run_made_meanwhile_is_not_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toptips import charts

    draw = charts.draw

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(charts, "draw", draw)
        final(folder)
        return draw(*given)

    monkeypatch.setattr(charts, "draw", meanwhile)
    with pytest.raises(TopTipsError, match="has changed while"):
        final(folder)
    assert len(kept(folder).editions) == 1
