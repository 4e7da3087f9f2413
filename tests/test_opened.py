"""A workshop's folder is opened as it lies there: nothing in it leads elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.folders import answered, collect_forms, make_folder
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.workflow.opened import open_workshop

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_folder(tmp_path / "harbour")
    collect_forms(folder, [("council", answered("3")), ("district", answered("3"))])
    (folder / "decisions.yaml").touch()
    return folder


def lead_elsewhere(path: Path, elsewhere: Path) -> None:
    """Move a file or folder elsewhere, and put a link in its place."""
    path.rename(elsewhere)
    path.symlink_to(elsewhere, target_is_directory=elsewhere.is_dir())


@pytest.mark.parametrize(
    "name",
    [
        "workshop.yaml", "decisions.yaml", "responses.csv", "returns.csv", "sent",
        "sent/asked-001.json",
    ],
)  # fmt: skip
def test_what_lies_elsewhere_is_not_read(folder: Path, tmp_path: Path, name: str) -> None:
    lead_elsewhere(folder / name, tmp_path / "elsewhere")
    with pytest.raises(TopTipsError, match="is a link, and toptips follows none") as refused:
        workflow.analyse(folder)
    assert str(refused.value).startswith(str(folder / name))


def test_a_linked_workshop_yaml_is_not_asked_for_the_round_before(
    folder: Path, tmp_path: Path
) -> None:
    lead_elsewhere(folder / "workshop.yaml", tmp_path / "elsewhere")
    with pytest.raises(TopTipsError, match="is a link"):
        workflow.baseline_of(folder)


def test_the_folder_itself_may_lie_behind_a_link(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shared").symlink_to(folder, target_is_directory=True)
    assert open_workshop(tmp_path / "shared").rows
    assert workflow.analyse(tmp_path / "shared").figures.respondents.self_assessments == 2
    monkeypatch.chdir(tmp_path / "shared")
    assert workflow.analyse(Path()).figures.respondents.self_assessments == 2
