"""A framework's file: what may stand in it, and where it is looked for."""

from pathlib import Path

import pytest
import yaml

from tests.support.folders import framework
from toptips.errors import FileProblems, TopTipsError
from toptips.model.codebook import load_codebook
from toptips.model.framework import Framework, Noun, known_frameworks, load_framework
from toptips.places import shipped

LONDON, SKILLS = "london-mental-health-discharge", "skills-for-care-working-together"


def written(folder: Path, **changes: object) -> Path:
    path = folder / "ours.yaml"
    path.write_text(yaml.safe_dump(framework(**changes), sort_keys=False), encoding="utf-8")
    return path


def problems(folder: Path, **changes: object) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        load_framework(written(folder, **changes))
    return [problem.message for problem in caught.value.problems]


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
def test_a_mistake_is_said(tmp_path: Path, changes: dict[str, object], said: str) -> None:
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
        path.stem: read for path, read in known_frameworks(tmp_path) if path.parent == own
    }
    assert known.keys() == {"a-folder", "ours"}
    assert known["a-folder"] is None
    assert known["ours"] is not None


def test_a_workshops_own_framework_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "frameworks"
    own.mkdir()
    text = (shipped("frameworks") / f"{LONDON}.yaml").read_text("utf-8")
    own.joinpath(f"{LONDON}.yaml").write_text(
        text.replace('version: "2017-11.2"', 'version: "ours"'), encoding="utf-8"
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


SMALL = """\
format: 1
id: small
title: A small framework
version: "1"
publisher: Harbour partners
source: {title: Written for tests}
wording: All wording is ours.
about: One item is enough.
tips:
  - id: plan-early
    number: 1
    title: Plan early
    summary: Plans begin on the first day.
    looks_like: [A list shows every plan.]
    prompts: ['When did planning begin?']
    plain: I know my plan.
"""
LAST = len(SMALL.splitlines())


def read_small(folder: Path, more: str) -> Framework:
    """Read the small framework with more lines: those indented belong to its one item."""
    path = folder / "small.yaml"
    path.write_text(f"{SMALL}{more}\n", encoding="utf-8")
    return load_framework(path)


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ("licence: Open Government Licence v3.0", {"licence": "Open Government Licence v3.0"}),
        ("as_of: 2026-11", {"as_of": "2026-11"}),
        ("kind: Local examples", {"kind": "Local examples"}),
        ("question: How far are we?", {"question": "How far are we?"}),
        ("item: {one: aim, many: aims}", {"item": Noun(one="aim", many="aims")}),
        (f"codebook: {'c' * 48}", {"codebook": "c" * 48}),
    ],
)  # fmt: skip
def test_what_a_framework_may_say(tmp_path: Path, more: str, read: dict[str, object]) -> None:
    found = read_small(tmp_path, more)
    assert {key: getattr(found, key) for key in read} == read


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ("    duty: true", {"duty": True}),
        ("    note: Run elsewhere.", {"note": "Run elsewhere."}),
        ("    maps_to: [other/item-1]", {"maps_to": ("other/item-1",)}),
        (f"    maps_to: [{'a' * 48}/{'b' * 48}]", {"maps_to": (f"{'a' * 48}/{'b' * 48}",)}),
        ("    was: [plan, plan-2]", {"was": ("plan", "plan-2")}),
        ("    levels: {1: Not at all., 5: Always.}", {"levels": {1: "Not at all.", 5: "Always."}}),
    ],
)
def test_what_an_item_may_say(tmp_path: Path, more: str, read: dict[str, object]) -> None:
    (item,) = read_small(tmp_path, more).tips
    assert {key: getattr(item, key) for key in read} == read


def test_what_is_left_out_is_as_it_was(tmp_path: Path) -> None:
    found = read_small(tmp_path, "")
    assert (found.item.singular, found.item.plural) == ("tip", "tips")
    assert (found.bands.strength, found.bands.discuss) == (0.75, 0.5)
    assert found.bands.words.strength == "a strength"
    assert found.licence is found.as_of is found.kind is found.question is None
    (item,) = found.tips
    assert not item.duty
    assert item.section is item.note is None
    assert (item.links, item.maps_to, item.was) == ((), (), ())
    assert found.section_of(item) == ""


def test_links_sections_and_bands_are_read(tmp_path: Path) -> None:
    found = read_small(
        tmp_path,
        """\
    links: [{title: More, link: "https://example.org/more"}]
    section: home
sections: [{id: ward, title: On the ward}, {id: home, title: At home}]
bands: {strength: 1, discuss: 0, words: {concern: our next worry}}""",
    )
    (item,) = found.tips
    assert [(link.title, link.link) for link in item.links] == [
        ("More", "https://example.org/more")
    ]
    assert found.section_of(item) == "At home"
    assert (found.bands.strength, found.bands.discuss) == (1, 0)
    assert found.bands.words.concern == "our next worry"
    assert found.bands.words.discuss == "to discuss"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("as_of: 2026-13", "'as_of' must be a year and a month such as 2026-11, not '2026-13'."),
        ("as_of: 2026", "'as_of' must be a year and a month such as 2026-11, not '2026'."),
        ("as_of: 2026-11-23", "'as_of' must be a year and a month such as 2026-11"),
        ("licence: ''", "'licence' must not be empty."),
        ("kind: [Local]", "'kind' must be text."),
        ('kind: "Local\\nexamples"', "'kind' must be on one line."),
        ("question: ' '", "'question' must not be empty."),
        ("item: change", "'item' must hold lines of 'key: value'."),
        ("item: {one: change}", "'many' is missing."),
        ("item: {many: changes}", "'one' is missing."),
        ("item: {one: a, many: b, mnay: c}", "'mnay' is not known here. Did you mean 'many'?"),
        ("bands: {strength: 75}", "'strength' must be at most 1."),
        ("bands: {discuss: -0.1}", "'discuss' must be at least 0."),
        ("bands: {strength: 75%}", "'strength' must be a number."),
        ("bands: {discuss: 0.8}", "'discuss' (0.8) must be less than 'strength' (0.75)."),
        ("bands: {strength: 0.5}", "'discuss' (0.5) must be less than 'strength' (0.5)."),
        ("bands: {words: {strenght: good}}", "'strenght' is not known here. Did you mean"),
        ("bands: {words: {concern: ''}}", "'concern' must not be empty."),
        ("sections: [{id: ward}]", "'title' is missing."),
        ("sections: [{id: On the ward, title: x}]", "'On the ward' can't be an id: use 1 to 48"),
        ("sections: [{id: a, title: A}, {id: a, title: B}]", "'id: a' is used by item 1 of"),
        ("    section: ward", "there is no section 'ward'. List it under 'sections'."),
        ("    duty: perhaps", "'duty' must be true or false."),
        ("    note: ''", "'note' must not be empty."),
        ("    links: [https://example.org]", "item 1 of 'links' must hold lines of 'key: value'."),
        ("    links: [{title: More}]", "'link' is missing."),
        (
            '    links: [{title: More, link: "javascript:alert(1)"}]',
            "'javascript:alert(1)' can't be a link: use a web address such as https://example.org/tips.",
        ),
        ("    links: [{title: More, link: C:/tips.docx}]", "'C:/tips.docx' can't be a link"),
        ("    links: [{title: More, link: https://exam ple.org}]", "'https://exam ple.org' can't"),
        ("    maps_to: other/item", "'maps_to' must be a list: lines that begin with '- '"),
        (
            "    maps_to: [other]",
            "'other' must name a framework and an item of it, such as our-tips/plan-early.",
        ),
        ("    maps_to: [Other/item]", "'Other/item' must name a framework and an item of it"),
        ("    maps_to: [other/item/part]", "'other/item/part' must name a framework and an item"),
        (f"    maps_to: [other/{'a' * 49}]", f"'other/{'a' * 49}' must name a framework"),
        (
            "    was: [plan-early]",
            "'plan-early' is an id of this version too, so it can't be an earlier one.",
        ),
        ("    was: [Plan early]", "'Plan early' can't be an id: use 1 to 48 small letters"),
        ("    was: plan", "'was' must be a list: lines that begin with '- ', or [a, b]."),
        ("    prompt: [Who]", "'prompt' is not known here. Did you mean 'prompts'?"),
        (f"codebook: {'c' * 49}", f"'{'c' * 49}' can't be an id: use 1 to 48 small letters"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_with_its_line(tmp_path: Path, more: str, said: str) -> None:
    with pytest.raises(FileProblems) as caught:
        read_small(tmp_path, more)
    (problem,) = caught.value.problems
    assert problem.message.startswith(said)
    assert problem.where == f"line {LAST + 1}"


def test_an_unknown_section_is_told_the_nearest(tmp_path: Path) -> None:
    sections = "sections: [{id: on-the-ward, title: Ward}, {id: at-home, title: Home}]"
    with pytest.raises(FileProblems) as caught:
        read_small(tmp_path, f"    section: on-ward\n{sections}")
    (problem,) = caught.value.problems
    assert problem.where == f"line {LAST + 1}"
    assert problem.message == "there is no section 'on-ward'. Did you mean 'on-the-ward'?"


def test_a_source_has_a_web_address_too(tmp_path: Path) -> None:
    source = {"title": "Somewhere", "link": "file:///etc/passwd"}
    (message,) = problems(tmp_path, source=source)
    assert message.startswith("'file:///etc/passwd' can't be a link")


def test_ids_have_up_to_48_letters(tmp_path: Path) -> None:
    assert load_framework(written(tmp_path, id="a" * 48, tips=tips({"id": "b" * 48})))
    assert problems(tmp_path, id="a" * 49) == [
        f"'{'a' * 49}' can't be an id: use 1 to 48 small letters a to z, digits and hyphens."
    ]


def test_a_framework_is_written_as_its_file_says_it(tmp_path: Path) -> None:
    found = read_small(tmp_path, "item: {one: change, many: changes}")
    data = found.model_dump(mode="json")
    assert data["item"] == {"one": "change", "many": "changes"}
    assert Framework.model_validate(data) == found
