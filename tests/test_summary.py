"""summary.json of a copy: what it holds, what it never does, and what else is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.support.small_workshop import asked, figures, make_workshop, respondent
from toptips.analysis.answers import gather
from toptips.analysis.disclosure import follows_beside
from toptips.analysis.figures import Figures, ThemeFigures
from toptips.analysis.proposed import Quote
from toptips.analysis.rules import Rules
from toptips.errors import TopTipsError
from toptips.model.answered import Answered
from toptips.model.responses import Response
from toptips.model.summary import LARGEST_SUMMARY, SUMMARY, Summary, load_summary
from toptips.model.workshop import Workshop
from toptips.sharing.summary import summarise

SEVEN = {name: ("NHS" if name in "abc" else "Council", 2) for name in "abcdefgh"}


def of(workshop: Workshop, forms: list[Response], **more: Any) -> Summary:
    put = asked(workshop)
    made: Figures = replace(figures(workshop, forms), **more)
    return summarise(workshop, put, Answered.of(forms), Rules.of(put, workshop), made)


def seven(**more: Any) -> list[Response]:
    """Seven organisations of eight, with a form each: scores 1, 2, 3, 3, 2, 4, 2."""
    levels = zip("abcdefg", "1233242", strict=True)
    return [respondent(f"{name}1", t1_score=level, **more) for name, level in levels]


def test_an_item_is_the_mean_of_organisations_means_and_its_variance() -> None:
    found = of(make_workshop(SEVEN), seven())
    # 17/7 = 2.43; squares 47, less 289/7, is 40/7; over 6, 7 and with one of eight missing, 0.017.
    item = found.items["t1"]
    assert (item.n, item.organisations, item.mean, item.variance) == (7, 7, 2.4, 0.017)
    assert (item.exact_mean, item.exact_variance) == (Fraction(12, 5), Fraction(17, 1000))
    assert found.place == "Small", "where no place is named, the workshop's title"


def test_under_six_organisations_and_too_few_forms_nothing_is_said() -> None:
    forms = [*seven()[:5], respondent("a2", t1_score="3")]
    assert of(make_workshop(SEVEN), forms).items == {}
    assert of(make_workshop(SEVEN), seven(), too_few=True).items == {}


def test_nobody_s_words_are_in_it() -> None:
    forms = seven(quote="sector", t1_barriers="NEVER PRINT THIS", label="NEVER", role="NEVER")
    assert b"NEVER" not in of(make_workshop(SEVEN), forms).to_json()


def test_themes_are_those_that_enough_people_mention() -> None:
    theme: dict[str, Any] = {
        "comments": 9, "strengths": 0, "barriers": 9, "tables": 0, "people": 0, "tips": {},
        "sectors": (), "groups": {}, "quotes": (Quote("Words", "", "t1", "barriers"),),
    }  # fmt: skip
    many = ThemeFigures("many", "Many", respondents=3, organisations=2, **theme)
    few = ThemeFigures("few", "Few", respondents=2, organisations=2, **theme)
    alone = ThemeFigures("alone", "Alone", respondents=9, organisations=1, **theme)
    other = ThemeFigures("else", "Else", respondents=9, organisations=3, fallback=True, **theme)
    found = of(make_workshop(SEVEN), seven(), themes=(many, few, alone, other))
    assert [theme.name for theme in found.themes] == ["Many"]


def test_an_item_from_which_a_score_would_follow_is_left_out() -> None:
    # By the counts (1, 2, 2, 2, 3, 3, 4, 5) alone anybody may have given any of them.
    sizes = {"a": 2, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1}
    workshop = make_workshop({name: ("NHS", many) for name, many in sizes.items()})
    forms = [respondent(f"{name}1", t1_score="1") for name in "bcdef"]
    forms += [respondent("a1", t1_score="5"), respondent("a2", t1_score="5")]
    put = asked(workshop)
    rules = Rules.of(put, workshop)
    item = gather(put, forms, rules).items["t1"]
    # (5 + 5 x 1) / 6 is 1.7: only where both of the large one scored 5 is it so low.
    between = (Fraction(165, 100), Fraction(175, 100))
    assert follows_beside({}, item.kinds, rules, between)
    assert "t1" not in of(workshop, forms).items
    # Somebody of another organisation may have given the 5 just as well.
    forms[5] = respondent("a1", t1_score="1")
    kinds = gather(put, forms, rules).items["t1"].kinds
    assert not follows_beside({}, kinds, rules, (Fraction(1), Fraction(5)))


@pytest.fixture
def good() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(of(make_workshop(SEVEN), seven()).to_json())
    return data


def saved(folder: Path, data: Mapping[str, Any] | bytes | str) -> Path:
    raw = data if isinstance(data, bytes) else (
        data.encode() if isinstance(data, str) else json.dumps(data).encode()
    )  # fmt: skip
    (folder / SUMMARY).write_bytes(raw)
    return folder


def refused(folder: Path) -> str:
    with pytest.raises(TopTipsError) as said:
        load_summary(folder)
    return str(said.value)


def test_what_is_written_is_read(tmp_path: Path, good: dict[str, Any]) -> None:
    read = load_summary(saved(tmp_path, good))
    assert read == of(make_workshop(SEVEN), seven())
    assert read.to_json() == read.to_json()


@pytest.mark.parametrize(
    "changes",
    [
        {"items": {"t1": {"n": 7, "organisations": 5, "mean": 2.4, "variance": 0.0}}},
        {"items": {"t1": {"n": 6, "organisations": 7, "mean": 2.4, "variance": 0.0}}},
        {"items": {"t1": {"n": 7, "organisations": 7, "mean": 5.1, "variance": 0.0}}},
        {"items": {"t1": {"n": 7, "organisations": 7, "mean": 2.4, "variance": -1}}},
        {"items": {"t1": {"n": 7, "organisations": 7, "mean": 2.4, "variance": 99}}},
        {"items": {"t1": {"n": 7, "organisations": 7, "mean": float("nan"), "variance": 0}}},
        {"items": {"t1": {"n": 7, "organisations": 7, "mean": 2.4, "variance": float("inf")}}},
        {"items": {"t9": {"n": 7, "organisations": 7, "mean": 2.4, "variance": 0.0}}},
        {"items": []}, {"place": ""}, {"place": "two\nlines"}, {"edition": 0}, {"date": "soon"},
        {"workshop": "../x"}, {"words": "more"}, {"framework": None}, {"format": 0},
    ],
)  # fmt: skip
def test_what_can_t_be_true_is_refused(
    tmp_path: Path, good: dict[str, Any], changes: dict[str, Any]
) -> None:
    assert "damaged or was changed" in refused(saved(tmp_path, good | changes))


def test_a_framework_that_contradicts_itself_is_refused(
    tmp_path: Path, good: dict[str, Any]
) -> None:
    good["framework"]["tips"].append(good["framework"]["tips"][0])
    assert "damaged" in refused(saved(tmp_path, good))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "damaged"), (b"{", "damaged"), (b"\xff\xfe\x00", "damaged"), (b"[]", "damaged"),
        (b"[" * 100_000, "damaged"), (b" " * (LARGEST_SUMMARY + 1), "larger than 2 MB"),
        (b'{"format": 2, "new": 1}', "written by a newer toptips"),
    ],
    ids=["empty", "cut off", "no text", "a list", "nested", "large", "newer"],
)  # fmt: skip
def test_hostile_files_are_refused_in_a_line(tmp_path: Path, raw: bytes, said: str) -> None:
    found = refused(saved(tmp_path, raw))
    assert said in found and "\n" not in found


def test_links_and_older_copies_are_refused_with_what_to_do(tmp_path: Path) -> None:
    assert "an older toptips did not write that file" in refused(tmp_path)
    (tmp_path / SUMMARY).symlink_to(Path(__file__))
    assert "is a link" in refused(tmp_path)
