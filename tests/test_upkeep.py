"""What a framework maps to is there, and a word is said where nobody checked it for a year."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.folders import framework, make_folder
from tests.support.here import here
from toptips.model.codebook import check_files
from toptips.model.upkeep import long_unchecked

TODAY = date(2026, 11, 26)


def mapped(*places: str) -> dict[str, Any]:
    """A framework's changes that let its first item map to these."""
    first, *others = framework()["tips"]
    return {"tips": [{**first, "maps_to": list(places)}, *others]}


def file_of(tmp_path: Path, **changes: Any) -> Path:
    folder = make_folder(tmp_path / "own", framework_changes=changes)
    return folder / "frameworks" / "harbour-tips.yaml"


def test_what_is_there_may_be_mapped_to(tmp_path: Path) -> None:
    places = ("london-mental-health-discharge/patient-choice", "harbour-tips/share-records")
    assert check_files([file_of(tmp_path, **mapped(*places))]) == []


def test_a_framework_of_the_workshop_may_be_mapped_to(tmp_path: Path) -> None:
    path = file_of(tmp_path, **mapped("quay/plan-early"))
    (found,) = check_files([path])
    assert "There is no framework 'quay'." in found.message
    (path.parent / "quay.yaml").write_text(
        path.read_text("utf-8").replace("harbour-tips", "quay"), "utf-8"
    )
    assert check_files([path]) == []


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (
            "london-mental-health-discharge/patients-choice",
            "'london-mental-health-discharge' has no item 'patients-choice'."
            " Did you mean 'patient-choice'?",
        ),
        (
            "london-mental-health-dischage/patient-choice",
            "no framework 'london-mental-health-disch",
        ),
        ("harbour-tips/gone", "'harbour-tips' has no item 'gone'."),
        ("broken/gone", "broken.yaml is broken, so nothing of it can be named."),
    ],
)
def test_a_map_that_leads_nowhere_is_found_with_its_line(
    tmp_path: Path, place: str, message: str
) -> None:
    path = file_of(tmp_path, **mapped("harbour-tips/beds-and-homes", place))
    (path.parent / "broken.yaml").write_text("titel: no\n", "utf-8")
    (found,) = check_files([path])
    assert message in found.message
    lines = path.read_text("utf-8").splitlines()
    assert found.where == f"line {lines.index(f'  - {place}') + 1}"


@pytest.mark.parametrize(
    ("as_of", "old"),
    [("2026-11", False), ("2025-11", False), ("2025-10", True), ("2019-12", True), (None, False)],
)
def test_what_nobody_checked_for_over_a_year(tmp_path: Path, as_of: str | None, old: bool) -> None:
    found = long_unchecked([file_of(tmp_path, **({"as_of": as_of} if as_of else {}))], TODAY)
    assert [f"in {as_of}, over a year ago" in problem.message for problem in found] == [True] * old


def test_it_is_a_warning_and_no_problem(tmp_path: Path) -> None:
    done = here("frameworks", "check", file_of(tmp_path, as_of="2019-12"))
    assert done.returncode == 0
    assert "No problems found." in done.stdout
    assert "held against its source in 2019-12" in done.stderr


def test_what_cant_be_read_is_not_called_old(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    path.write_text("titel: no\n", "utf-8")
    assert long_unchecked([path, tmp_path / "gone.yaml"], TODAY) == []
