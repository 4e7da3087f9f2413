"""Nothing outside a workshop's folder is written, renamed or deleted, whatever stands in it.

For most walls the attack is carried out once more with the wall taken away, where it succeeds.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.folders import make_folder
from toptips import workflow, writing
from toptips.errors import TopTipsError
from toptips.places import Folder, digest
from toptips.writing import LARGEST_RECORD, Outputs, is_derived, only_one, write_safely

VICTIM = b"somebody's own"
NO_FILES = [Path.mkdir, *([os.mkfifo] if hasattr(os, "mkfifo") else [])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workshop's folder with one output, its own work, and a victim beside it."""
    root = tmp_path / "workshop"
    root.mkdir()
    (tmp_path / "victim.txt").write_bytes(VICTIM)
    (root / "workshop.yaml").write_bytes(VICTIM)
    Outputs(Folder(root)).write(root / "pack" / "old.docx", b"made")
    return root


def record(folder: Path, *names: str, hashed: str = digest(VICTIM)) -> None:
    lines = "".join(f"{hashed}  {name}\n" for name in names)
    (folder / ".toptips").mkdir(exist_ok=True)
    with (folder / ".toptips" / "written").open("a", encoding="utf-8") as file:
        file.write(lines)


def clear(folder: Path, name: str = "pack") -> Outputs:
    outputs = Outputs(Folder(folder))
    outputs.clear(folder / name)
    return outputs


def without_walls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "is_derived", lambda name: True)
    monkeypatch.setattr(writing, "link_on_the_way", lambda root, path: None)
    monkeypatch.setattr(writing, "refuse_links", lambda root, path: None)


@pytest.mark.parametrize("hashed", [digest(VICTIM), digest(b"another")], ids=["right", "wrong"])
@pytest.mark.parametrize(
    "name", ["pack/../../victim.txt", "pack/../workshop.yaml", "pack/./../../victim.txt"]
)
def test_a_record_that_names_what_is_elsewhere_harms_nothing(
    folder: Path, name: str, hashed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(folder, name, hashed=hashed)
    victim = (folder / name).resolve()
    outputs = clear(folder)
    assert victim.read_bytes() == VICTIM
    assert not (folder / "pack" / "old.docx").exists(), "what the record rightly names still goes"
    assert "names what no command makes" in outputs.notes[0]
    assert name[:20] in outputs.notes[0]
    without_walls(monkeypatch)
    clear(folder)
    assert not victim.exists(), "the attack works where there is no wall"


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd", "C:/victim.txt", "..", "../victim.txt", "", ".", "pack\\..\\..\\victim.txt",
        "pack/C:victim", "workshop.yaml", "decisions.yaml", "returns/a.docx", "codings.csv",
        "paper.docx", "actions.csv", "editions.json", "frameworks/a.yaml", "templates/brand.docx",
        "sent/a.json", ".toptips/lock", "Workshop.yaml", "pack//a", "pack/a\nb", "pack/\x1b[2J",
        "pack/" + "a" * 1000,
    ],
)  # fmt: skip
def test_what_commands_do_not_derive_is_not_theirs(name: str) -> None:
    assert not is_derived(name)


def test_people_s_own_work_is_never_an_output(folder: Path) -> None:
    with pytest.raises(ValueError, match=r"workshop\.yaml"):
        Outputs(Folder(folder)).write(folder / "workshop.yaml", b"x")


@pytest.mark.parametrize("name", ["pack/" + "a" * 300, "pack/a/b/" + "\u00e9" * 200, "pack/a\tb"])
def test_names_that_the_system_does_not_allow_are_passed_over(folder: Path, name: str) -> None:
    record(folder, name)
    clear(folder)
    assert (folder / "workshop.yaml").read_bytes() == VICTIM


def test_a_note_holds_no_sign_that_steers_a_terminal(folder: Path) -> None:
    record(folder, "\x1b[2J\u202evictim")
    (note,) = clear(folder).notes
    assert note.isprintable()


def link(path: Path, target: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(target, target_is_directory=target.is_dir())


def test_a_linked_folder_of_outputs_is_not_followed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    link(folder / "report", tmp_path / "elsewhere")
    link(folder / "pack" / "forms", tmp_path / "elsewhere")
    for path in (folder / "report" / "a.docx", folder / "pack" / "forms" / "a.docx"):
        with pytest.raises(TopTipsError, match="is a link") as refused:
            Outputs(Folder(folder)).write(path, b"x")
        assert "\n" not in str(refused.value)
        with pytest.raises(TopTipsError, match="is a link"):
            Outputs(Folder(folder)).write_pieces(path, [b"x"])
    assert list((tmp_path / "elsewhere").iterdir()) == []
    without_walls(monkeypatch)
    Outputs(Folder(folder)).write(folder / "report" / "a.docx", b"x")
    assert (tmp_path / "elsewhere" / "a.docx").exists(), "the attack works where there is no wall"


def test_nothing_is_cleared_away_through_a_link(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link(folder / "pack" / "forms", tmp_path)
    link(folder / "pack" / "linked.txt", tmp_path / "victim.txt")
    record(folder, "pack/forms/victim.txt", "pack/linked.txt", "pack/linked.txt/x")
    clear(folder)
    assert (tmp_path / "victim.txt").read_bytes() == VICTIM
    assert (folder / "pack" / "linked.txt").is_symlink()
    without_walls(monkeypatch)
    clear(folder)
    assert not (tmp_path / "victim.txt").exists(), "the attack works where there is no wall"


def test_an_output_that_is_a_link_is_kept_aside_and_not_written_through(
    folder: Path, tmp_path: Path
) -> None:
    link(folder / "report" / "a.docx", tmp_path / "victim.txt")
    outputs = Outputs(Folder(folder))
    outputs.write(folder / "report" / "a.docx", b"ours")
    assert (tmp_path / "victim.txt").read_bytes() == VICTIM
    assert not (folder / "report" / "a.docx").is_symlink()
    assert [path.is_symlink() for path in outputs.kept_aside] == [True]


@pytest.mark.parametrize("kind", NO_FILES)
def test_an_output_in_whose_place_something_else_stands(
    folder: Path, kind: Callable[[Path], None]
) -> None:
    (folder / "report").mkdir()
    kind(folder / "report" / "a.docx")
    outputs = Outputs(Folder(folder))
    outputs.write(folder / "report" / "a.docx", b"ours")
    assert (folder / "report" / "a.docx").read_bytes() == b"ours"
    assert [path.name for path in outputs.kept_aside] == ["a (edited 1).docx"]


def test_a_linked_record_is_neither_read_nor_written(folder: Path, tmp_path: Path) -> None:
    written = folder / ".toptips" / "written"
    written.unlink()
    link(written, tmp_path / "victim.txt")
    with pytest.raises(TopTipsError, match="written is a link"):
        Outputs(Folder(folder))
    written.unlink()
    (folder / ".toptips").rmdir()
    link(folder / ".toptips", tmp_path)
    with pytest.raises(TopTipsError, match="is a link"):
        Outputs(Folder(folder))
    with pytest.raises(TopTipsError, match="is a link"), only_one(Folder(folder)):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["victim.txt", "workshop"]


@pytest.mark.parametrize(
    "name", ["pack", "report", "returns", "sent", "reminders", "next", "progress", "local"]
)
def test_no_command_begins_where_a_folder_is_linked(
    folder: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "pack" / "old.docx").unlink()
    (folder / "pack").rmdir()
    link(folder / name, tmp_path / "elsewhere")
    with pytest.raises(TopTipsError, match=f"{name} is a link"), only_one(Folder(folder)):
        pass


def test_a_linked_lock_is_not_opened(folder: Path, tmp_path: Path) -> None:
    link(folder / ".toptips" / "lock", tmp_path / "made.txt")
    with pytest.raises(TopTipsError, match="lock is a link"), only_one(Folder(folder)):
        pass
    assert not (tmp_path / "made.txt").exists()


@pytest.mark.parametrize("kind", NO_FILES)
def test_a_record_that_is_no_file(folder: Path, kind: Callable[[Path], None]) -> None:
    (folder / ".toptips" / "written").unlink()
    kind(folder / ".toptips" / "written")
    with pytest.raises(TopTipsError, match="is not a file that toptips wrote"):
        Outputs(Folder(folder))


def test_a_record_of_a_gigabyte_is_refused_unread(folder: Path) -> None:
    os.truncate(folder / ".toptips" / "written", 1 << 30)
    with pytest.raises(TopTipsError, match=f"larger than {LARGEST_RECORD // 1_000_000} MB"):
        Outputs(Folder(folder))


def test_a_record_of_any_bytes_is_no_mistake(folder: Path) -> None:
    (folder / ".toptips" / "written").write_bytes(bytes(range(256)) * 50)
    clear(folder)
    assert (folder / "pack" / "old.docx").exists()


def test_a_file_is_not_written_through_a_link(folder: Path, tmp_path: Path) -> None:
    """The temporary name could be known beforehand, and a link stand there."""
    returns = folder / "returns"
    link(returns / f".toptips-{os.getpid()}.tmp", tmp_path / "victim.txt")
    link(returns / "a.yaml", tmp_path / "victim.txt")
    write_safely(returns / "a.yaml", b"new")
    assert (returns / "a.yaml").read_bytes() == b"new"
    assert not (returns / "a.yaml").is_symlink()
    assert (tmp_path / "victim.txt").read_bytes() == VICTIM


def half_written(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    return path


def test_what_was_cut_off_is_cleared_wherever_commands_write(folder: Path) -> None:
    name = ".toptips-x1.tmp"
    places = (
        ".",
        "pack",
        "pack/forms",
        "report",
        "report/charts",
        "returns",
        "frameworks",
        "local",
    )
    ours = [half_written(folder / place / name) for place in places]
    others = [
        half_written(folder / place)
        for place in (f"mine/{name}", "pack/a.tmp", "pack/.toptips-notes.txt")
    ]
    with only_one(Folder(folder)):
        pass
    assert [path for path in ours if path.exists()] == []
    assert all(path.exists() for path in others)


def test_nothing_is_cleared_behind_a_link_in_a_folder_of_outputs(
    folder: Path, tmp_path: Path
) -> None:
    elsewhere = half_written(tmp_path / "elsewhere" / ".toptips-x1.tmp")
    link(folder / "pack" / "forms", elsewhere.parent)
    link(folder / "frameworks", elsewhere.parent)
    with only_one(Folder(folder)):
        pass
    assert elsewhere.exists()


def test_clearing_what_was_cut_off_follows_no_link(folder: Path, tmp_path: Path) -> None:
    link(folder / ".toptips-1.tmp", tmp_path / "victim.txt")
    (folder / ".toptips-2.tmp").mkdir()
    with only_one(Folder(folder)):
        pass
    assert not (folder / ".toptips-1.tmp").is_symlink()
    assert (tmp_path / "victim.txt").read_bytes() == VICTIM


def test_a_whole_run_says_what_it_ignored(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    (tmp_path / "victim.txt").write_bytes(VICTIM)
    record(folder, "pack/../../victim.txt")
    pack = workflow.prepare(folder)
    assert (tmp_path / "victim.txt").read_bytes() == VICTIM
    assert any("pack/../../victim.txt" in note for note in pack.notes)


def test_linked_templates_are_not_read(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    (tmp_path / "elsewhere").mkdir()
    link(folder / "templates", tmp_path / "elsewhere")
    with pytest.raises(TopTipsError, match="templates is a link"):
        workflow.prepare(folder)
