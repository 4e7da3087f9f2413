"""Files are written whole or not at all, and what a person changed is kept."""

import errno
from pathlib import Path

import pytest

from toptips.errors import TopTipsError
from toptips.places import Folder, read_within
from toptips.writing import Outputs, only_one, write_safely


def write(folder: Path, text: str) -> Outputs:
    outputs = Outputs(Folder(folder))
    outputs.write(folder / "report" / "report.docx", text.encode())
    return outputs


def test_what_a_person_changed_is_kept_aside(tmp_path: Path) -> None:
    report = tmp_path / "report" / "report.docx"
    write(tmp_path, "first")
    assert write(tmp_path, "second").kept_aside == []
    report.write_text("mine")
    assert [path.name for path in write(tmp_path, "third").kept_aside] == ["report (edited 1).docx"]
    report.write_text("mine again")
    write(tmp_path, "fourth")
    assert {path.name: path.read_text() for path in report.parent.iterdir()} == {
        "report.docx": "fourth",
        "report (edited 1).docx": "mine",
        "report (edited 2).docx": "mine again",
    }


def test_a_file_that_was_never_ours_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.docx").write_text("somebody's")
    assert len(write(tmp_path, "ours").kept_aside) == 1


def test_a_run_cut_off_before_the_move_is_not_an_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "first")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, "second")
    assert (tmp_path / "report" / "report.docx").read_text() == "first"
    assert write(tmp_path, "second").kept_aside == []
    assert [path.name for path in (tmp_path / "report").iterdir()] == ["report.docx"]


def test_what_is_no_longer_made_goes_unless_it_was_edited(tmp_path: Path) -> None:
    outputs = Outputs(Folder(tmp_path))
    for name in ("old", "edited", "kept"):
        outputs.write(tmp_path / "pack" / name, b"made")
    (tmp_path / "pack" / "edited").write_text("mine")
    (tmp_path / "pack" / "foreign").write_text("not ours")
    again = Outputs(Folder(tmp_path))
    again.write(tmp_path / "pack" / "kept", b"made")
    again.clear(tmp_path / "pack")
    assert sorted(path.name for path in (tmp_path / "pack").iterdir()) == [
        "edited (edited 1)", "foreign", "kept",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "x"), "If it is open in Word or Excel, close it"),
        (OSError(errno.ENOSPC, "x"), "the disk is full"),
    ],
)
def test_a_file_that_can_not_be_written_is_one_line_and_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    path = tmp_path / "file.txt"
    write_safely(path, b"before")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(TopTipsError, match=said):
        write_safely(path, b"after")
    assert path.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


def test_a_file_larger_than_its_limit_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 2_000_000)
    assert len(read_within(path, 2_000_000)) == 2_000_000
    path.write_bytes(b"x" * 2_000_001)
    for what_to_do, said in (("", "MB."), ("Take it away.", "MB. Take it away.")):
        with pytest.raises(TopTipsError) as refused:
            read_within(path, 2_000_000, what_to_do)
        assert str(refused.value) == f"{path} is larger than 2 {said}"


def test_two_at_once_are_told(tmp_path: Path) -> None:
    with (
        only_one(Folder(tmp_path)),
        pytest.raises(TopTipsError, match="Another toptips is at work"),
        only_one(Folder(tmp_path)),
    ):
        pass
    with only_one(Folder(tmp_path)):
        pass
