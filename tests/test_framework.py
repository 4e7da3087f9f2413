"""A framework's file: what may stand in it, and where it is looked for."""

from pathlib import Path

import pytest
import yaml

from tests.support.folders import framework
from toptips.errors import FileProblems, TopTipsError
from toptips.model.codebook import load_codebook
from toptips.model.framework import Framework, known_frameworks, load_framework
from toptips.places import shipped

LONDON, SKILLS = "london-mental-health-discharge", "skills-for-care-working-together"


def written(folder: Path, **changes: object) -> Path:
    path = folder / "ours.yaml"
    path.write_text(yaml.safe_dump(framework(**changes), sort_keys=False), encoding="utf-8")
    return path


def problems(folder: Path, **changes: object) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        load_framework(written(folder, **changes))
    return [one.message for one in caught.value.problems]


def scale(*values: object) -> list[dict[str, object]]:
    return [{"value": value, "label": f"Level {value}"} for value in values]


def tips(*changes: dict[str, object]) -> list[dict[str, object]]:
    return [{**tip, **more} for tip, more in zip(framework()["tips"], changes, strict=False)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": "no. 1"}, "'version' must be 1 to 32 letters, digits, dots and hyphens"),
        ({"title": "two\nlines"}, "'title' must be on one line."),
        ({"id": "com1"}, "'com1' can't be an id: Windows keeps that name for itself."),
        ({"scale": scale(1)}, "'scale' must hold 2 or more."),
        ({"scale": scale(*range(11))}, "'scale' must hold 10 at most."),
        ({"scale": scale(9, 10, 11)}, "'value' must be at most 10."),
        ({"scale": scale(3, 2, 1)}, "the levels of 'scale' must stand in order"),
        ({"scale": scale("3", "2")}, "the levels of 'scale' must stand in order"),
        ({"scale": scale(0, True)}, "'value' must be a whole number."),
        ({"scale": scale(1, 2, "2")}, "'value: 2' is used by item 2 of 'scale' already"),
        (
            {"scale": [{"value": 1, "label": "Low"}, {"value": 2, "label": " low"}]},
            "'label:  low' is used by item 1 of 'scale' already",
        ),
        ({"tips": []}, "'tips' must hold 1 or more."),
        ({"tips": tips({"id": "aux"})}, "'aux' can't be an id"),
        ({"tips": tips({"number": 0})}, "'number' must be at least 1."),
        ({"tips": tips({}, {"number": 1})}, "'number: 1' is used by item 1 of 'tips' already"),
        ({"tips": tips({"looks_like": []})}, "'looks_like' must hold 1 or more."),
        ({"tips": tips({"levels": {6: "x"}})}, "the scale has no level 6; it has 1, 2, 3, 4, 5."),
        ({"tips": tips({"levels": {"x": "x"}})}, "'x' must be a whole number."),
        ({"tips": tips({"promts": ["x"]})}, "'promts' is not known here. Did you mean 'prompts'?"),
    ],
)
def test_mistakes(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    assert [message for message in problems(tmp_path, **changes) if message.startswith(said)]


def test_a_mistake_within_a_list_is_not_two(tmp_path: Path) -> None:
    assert problems(tmp_path, tips=tips({"number": "one"})) == ["'number' must be a whole number."]


def test_numbers_may_stand_in_quotes(tmp_path: Path) -> None:
    read = load_framework(
        written(tmp_path, scale=scale("0", "10"), tips=tips({"levels": {"10": "Everywhere"}}))
    )
    assert [level.value for level in read.scale] == [0, 10]
    assert read.tips[0].levels == {10: "Everywhere"}


def test_a_workshop_may_name_the_file_of_its_framework(tmp_path: Path) -> None:
    own = tmp_path / "frameworks"
    own.mkdir()
    written(own)
    for name in ("ours", "ours.yaml", "frameworks/ours.yaml"):
        assert load_framework(name, tmp_path).id == "harbour-tips"
    with pytest.raises(TopTipsError, match=r"theirs\.yaml is not there"):
        load_framework("theirs.yaml", tmp_path)


@pytest.mark.parametrize("name", ["", "x" * 300, "a\0b", "../frameworks"])
def test_what_can_not_be_a_framework_is_one_line(name: str) -> None:
    with pytest.raises(TopTipsError, match="There is no framework"):
        load_framework(name)


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    own = tmp_path / "frameworks"
    (own / "a-folder.yaml").mkdir(parents=True)
    (own / "._ours.yaml").write_bytes(b"\0\5\x16\7")
    written(own)
    known: dict[str, Framework | None] = {
        path.stem: one for path, one in known_frameworks(tmp_path) if path.parent == own
    }
    assert known.keys() == {"a-folder", "ours"}
    assert known["a-folder"] is None
    assert known["ours"] is not None


def test_a_workshops_own_framework_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "frameworks"
    own.mkdir()
    text = (shipped("frameworks") / f"{LONDON}.yaml").read_text("utf-8")
    own.joinpath(f"{LONDON}.yaml").write_text(
        text.replace('version: "2017-11"', 'version: "ours"'), encoding="utf-8"
    )
    own.joinpath("broken.yaml").write_text("tips: 3\n", encoding="utf-8")
    assert load_framework(LONDON, tmp_path).version == "ours"
    known = {path.stem: framework for path, framework in known_frameworks(tmp_path)}
    assert known[LONDON] is not None
    assert known[LONDON].version == "ours"
    assert known["broken"] is None
    assert known[SKILLS] is not None


def test_the_nearest_framework_is_suggested() -> None:
    with pytest.raises(TopTipsError, match=f"Did you mean '{SKILLS}'"):
        load_framework("skills-for-care-work-together")
    with pytest.raises(TopTipsError, match="There is no codebook 'discharge'"):
        load_codebook("discharge")
