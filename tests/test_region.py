"""The example region: its copies are as 'anonymise' makes them, its figures as worked out by hand.

In each place eight organisations were asked, and an organisation's score is its mean. Of tip 1:

    place       scores    sum  squares  mean  s^2    v = s^2 / 7 / 8  in the summary
    Ashby Vale  1111212     9       13  9/7   5/21   0.00425          1.3, 0.004
    Brindle     3323333    20       58  20/7  1/7    0.00255          2.9, 0.003
    Coldwater   2122122    12       22  12/7  5/21   0.00425          1.7, 0.004
    Dunmere     3233332    19       53  19/7  5/21   0.00425          2.7, 0.004
    Eastmarsh   2222321    14       30  2     1/3    0.00595          2.0, 0.006
    Fellgate    1121121     9       13  9/7   5/21   0.00425          1.3, 0.004

With 0.05^2 for the rounding, v is 0.0065, 0.0055 (Brindle) and 0.0085 (Eastmarsh). The weights sum
to 914.88, mu is 2.0107 and Q 387.17; the scale is 914.88 - 141,606 / 914.88 = 760.10, so that
tau^2 = (387.17 - 5) / 760.10 = 0.5028, and the centre 1.9836.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from toptips import workflow
from toptips.analysis.combined import CombinedItem
from toptips.model.summary import load_summary
from toptips.places import shipped
from toptips.workflow import Combination

REGION = shipped("examples") / "wendmoor-region-2026"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    path = Path(__file__).parents[1] / "tools" / "make_region.py"
    spec = importlib.util.spec_from_file_location("make_region", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks for its module by its name.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "make_region", module)
        spec.loader.exec_module(module)
        return module


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Combination:
    target = tmp_path_factory.mktemp("region") / "picture"
    return workflow.combine(sorted(REGION.iterdir()), target)


def test_two_copies_of_one_place_are_pointed_out(picture: Combination, tmp_path: Path) -> None:
    assert picture.notes == ()
    for name, place in (("ashby-vale", "Ashby Vale"), ("brindle", "ashby  vale")):
        shutil.copytree(REGION / name, tmp_path / name)
        path = tmp_path / name / "summary.json"
        data = json.loads(path.read_bytes()) | {"place": place}
        path.write_text(json.dumps(data), encoding="utf-8")
    copies = [tmp_path / "ashby-vale", tmp_path / "brindle"]
    [said] = workflow.combine(copies, tmp_path / "picture").notes
    assert said.startswith("2 copies are of Ashby Vale") and "'toptips compare'" in said


def item(picture: Combination, number: int) -> CombinedItem:
    return picture.figures.items[number - 1]


def means(found: CombinedItem) -> list[tuple[str, float, float, float]]:
    return [
        (place.place, float(place.mean), float(place.low), float(place.high))
        for place in found.places
    ]


def test_the_copies_are_as_anonymise_makes_them(maker: ModuleType, tmp_path: Path) -> None:
    maker.make(tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    there = {path.relative_to(REGION): path.read_bytes() for path in REGION.rglob("*.*")}
    assert made == there, "run tools/make_region.py"


def test_each_summary_says_what_was_worked_out_by_hand() -> None:
    found = {
        path.name: load_summary(path).items["a-date-for-everyone"] for path in REGION.iterdir()
    }
    assert {name: (item.mean, item.variance) for name, item in found.items()} == {
        "ashby-vale": (1.3, 0.004),
        "brindle": (2.9, 0.003),
        "coldwater": (1.7, 0.004),
        "dunmere": (2.7, 0.004),
        "eastmarsh": (2.0, 0.006),
        "fellgate": (1.3, 0.004),
    }
    assert {(item.n, item.organisations) for item in found.values()} == {(7, 7)}


def test_the_picture_of_the_first_tip_is_as_worked_out_by_hand(picture: Combination) -> None:
    first = item(picture, 1)
    # Drawn towards 1.9836 by 0.5028 / (0.5028 + v); the bar is 1.39 times 0.0802 (Ashby Vale).
    assert means(first) == [
        ("Ashby Vale", 1.3, 1.2, 1.4),  # 1.309, 1.197 to 1.420
        ("Brindle", 2.9, 2.8, 3.0),  # 2.890, 2.787 to 2.993
        ("Coldwater", 1.7, 1.6, 1.8),  # 1.704, 1.592 to 1.815
        ("Dunmere", 2.7, 2.6, 2.8),  # 2.691, 2.579 to 2.802
        ("Eastmarsh", 2.0, 1.9, 2.1),  # 2.000, 1.872 to 2.127
        ("Fellgate", 1.3, 1.2, 1.4),
    ]
    assert first.centre is not None and float(first.centre) == 2.0
    assert first.differ and first.shared_band == ""


def test_what_is_shared_and_what_too_few_scored(picture: Combination) -> None:
    second, third = item(picture, 2), item(picture, 3)
    assert (second.differ, second.shared_band) == (False, "concern")
    # Four organisations of Fellgate scored it.
    assert third.not_shown == ("Fellgate",) and len(third.places) == 5


def test_themes_are_named_by_place_and_never_counted_in_people(picture: Combination) -> None:
    themes = {theme.name: theme.places for theme in picture.figures.themes}
    assert themes["Families and carers"] == ("Ashby Vale", "Brindle", "Coldwater", "Eastmarsh")
    assert themes["Housing and homelessness"] == ("Coldwater",)
