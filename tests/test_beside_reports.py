"""What is left out of a progress report since both rounds' reports lie beside it.

That it is enough is seen in test_attack_on_progress.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.random_rounds import a_round, two_rounds
from tests.support.small_workshop import respondent
from toptips.analysis import progress as analysed
from toptips.analysis.beside_reports import safe
from toptips.analysis.change import Change
from toptips.analysis.progress import progress

SIX = {"a": 2, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1}


def change_of(*rounds: Any) -> Change:
    [item] = progress(rounds, ["then", "now"]).items
    return item.change


def of(levels: str) -> Any:
    """A round in which a's two people and one of each of b to f gave these levels."""
    names = ("a1", "a2", "b1", "c1", "d1", "e1", "f1")
    forms = [respondent(name, t1_score=level) for name, level in zip(names, levels, strict=True)]
    return a_round(forms, SIX)[0]


def test_a_mean_that_only_one_organisation_can_have_brought_about_is_not_shown() -> None:
    """Of 1, 1, 1, 1, 1, 5 and 5 the mean of means is 1.7 only where both fives are a's."""
    assert change_of(of("5511111"), of("3242342")).suppressed
    assert change_of(of("1511511"), of("3242342")).up


def test_it_is_the_same_whichever_round_gives_it_away() -> None:
    assert change_of(of("3242342"), of("5511111")).suppressed


def test_the_interval_is_left_out_first() -> None:
    left = {seed: change_of(*two_rounds(seed)[0]) for seed in (0, 1, 4)}
    assert left[0].up is not None and left[0].interval is None
    assert left[1].interval is not None
    assert left[4].suppressed


def test_without_the_search_all_would_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysed, "safe", lambda compared, *_: compared)
    assert change_of(*two_rounds(0)[0]).interval is not None
    assert not change_of(*two_rounds(4)[0]).suppressed
    assert not change_of(of("5511111"), of("3242342")).suppressed


def many(sizes: dict[str, int], level: str, *odd: str) -> Any:
    """A round in which all say 4, but the people of some organisations give this level."""
    forms = [
        respondent(f"{name}{number}", t1_score=level if name in odd else "4")
        for name, size in sizes.items()
        for number in range(size)
    ]
    return a_round(forms, sizes)[0]


@pytest.mark.parametrize("others", [20, 21, 24, 39])
def test_of_many_organisations_a_lone_score_does_not_follow(others: int) -> None:
    """The one 1 is the lone person's: else the mean of means would be nearer to 4."""
    sizes = {"a": 1, **{f"o{number:02}x": 4 for number in range(others)}}
    assert change_of(many(sizes, "1", "a"), many(sizes, "4")).suppressed


@pytest.mark.parametrize("size", [1, 4])
def test_of_many_organisations_of_one_size_any_can_be_the_one_that_differs(size: int) -> None:
    sizes = {f"o{number:02}x": size for number in range(21)}
    assert change_of(many(sizes, "2", "o00x"), many(sizes, "4")).up == 1


def test_of_many_organisations_those_of_one_shape_change_places() -> None:
    sizes = {"a": 1, "b": 1, **{f"o{number:02}x": 4 for number in range(20)}}
    forms = many(sizes, "2", "a", "o00x"), many(sizes, "3", "a", "o00x")
    assert change_of(*forms).up == 2


def test_nothing_to_show_is_nothing_to_look_for() -> None:
    assert safe({}, {}, {}, (1, 2, 3)) == {}
