"""Nobody's score follows from both rounds' reports and the progress report together."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.progress_attacker import RoundKnown, TwoRounds
from tests.support.small_workshop import (
    as_json,
    asked,
    make_framework,
    make_workshop,
    respondent,
)
from toptips.analysis.answers import gather
from toptips.analysis.progress import Round, progress
from toptips.analysis.progress_data import to_json
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.responses import Response

pytestmark = pytest.mark.attack
SMALLEST = 3
SCALE = (1, 2, 3, 4, 5)


def some_forms(draw: random.Random, sizes: dict[str, int], middle: int) -> Iterator[Response]:
    for organisation, many in sizes.items():
        own = middle + draw.choice([-1, 0, 0, 1])
        for number in range(many):
            level = min(5, max(1, own + draw.choice([-1, 0, 0, 0, 1])))
            given = str(level) if draw.random() < 0.95 else draw.choice(["dont_know", ""])
            yield respondent(f"{organisation}{number}", t1_score=given)


def found(seed: int) -> list[tuple[int, str, str]]:
    """What follows of single scores of two small rounds; a tip whose change is not shown: nothing."""
    draw = random.Random(seed)
    names = "abcdefgh"[: draw.choice([6, 6, 7, 7, 8])]
    usual = {name: draw.choice([1, 1, 2, 2, 3]) for name in names}
    framework = make_framework(1)
    rounds, known = [], []
    middle = draw.choice([1, 2, 3, 4])
    for shift in (0, draw.choice([0, 1, 1, 2])):
        sizes = {name: max(1, many + draw.choice([-1, 0, 0, 0, 1])) for name, many in usual.items()}
        workshop = make_workshop({name: ("NHS", many) for name, many in sizes.items()})
        put = asked(workshop, framework)
        forms = [*some_forms(draw, sizes, middle + shift)]
        rules = Rules.of(put, workshop)
        data = as_json(workshop, forms, framework)
        places = gather(put, forms, rules).places
        known.append(RoundKnown(forms, places, data["tips"][0]))
        rounds.append(_round(put, forms, rules, data))
    made = progress(rounds, ["then", "now"])
    [item] = to_json(made)["items"]
    if item["change"].get("suppressed"):
        return []
    attack = TwoRounds(known, SCALE, SMALLEST)
    attack.add_progress(item, made.compared["t1"])
    return [*attack.findings()]


def _round(put: Any, forms: list[Response], rules: Rules, data: Any) -> Round:
    partners: dict[str, tuple[str, ...]] = {partner.id: () for partner in put.partners}
    return Round(put, Answered.of(forms), rules, {"t1": ()}, partners)


@pytest.mark.parametrize("seed", range(12))
def test_no_single_score_follows(seed: int) -> None:
    assert found(seed) == []
