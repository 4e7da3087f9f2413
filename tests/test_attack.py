"""Nobody's single answer follows from what is published; with a rule switched off, some do."""

from __future__ import annotations

import random

import pytest

from tests.support.attacker import Known, findings
from tests.support.small_workshop import (
    as_json,
    asked,
    make_workshop,
    respondent,
)
from toptips.analysis.answers import gather
from toptips.analysis.rules import Rules
from toptips.model.responses import Response
from toptips.model.workshop import Workshop

SMALLEST = 3
# Thirteen organisations of seven sectors, and seven of four; how many forms each sends.
MANY = {
    "NHS": {"a": 4, "b": 3}, "Council": {"c": 4, "d": 2, "e": 2}, "Voluntary": {"f": 3, "g": 1},
    "Care": {"h": 2, "i": 2}, "Police": {"j": 1}, "Housing": {"k": 2}, "Users": {"l": 2, "m": 2},
}  # fmt: skip
FEW = {
    "NHS": {"a": 3, "b": 2},
    "Council": {"c": 2, "d": 1},
    "Care": {"e": 2, "f": 1},
    "Police": {"g": 1},
}
GROUPS = {"pathway": ["Adults", "Older adults"], "locality": ["North", "Mid", "South"]}
FAMILIES = {"NHS and police": ["NHS", "Police"], "Everyone else": ["Council", "Care"]}


def a_workshop(shape: dict[str, dict[str, int]], count: str) -> Workshop:
    partners = {
        organisation: (sector, forms)
        for sector, organisations in shape.items()
        for organisation, forms in organisations.items()
    }
    more = {"families": FAMILIES} if shape is FEW else {}
    return make_workshop(partners, count=count, groups=GROUPS, **more)


def some_forms(shape: dict[str, dict[str, int]], seed: int) -> list[Response]:
    """Forms of people who mostly agree within a sector, with blanks and groups not said."""
    draw = random.Random(seed)
    forms = []
    for organisations in shape.values():
        middle = [draw.choice([1, 2, 3, 4, 5]) for _ in range(3)]
        for organisation, many in organisations.items():
            for number in range(many):
                given = {f"t{tip}_score": _score(draw, middle[tip - 1]) for tip in (1, 2, 3)}
                given |= {
                    f"t{tip}_ownership": draw.choice(["", "ours", "system", "system", "other"])
                    for tip in (1, 2, 3)
                }
                forms.append(
                    respondent(
                        f"{organisation}{number}", **given,
                        pathway=draw.choice([*GROUPS["pathway"] * 3, ""]),
                        locality=draw.choice(GROUPS["locality"]),
                    )
                )  # fmt: skip
    return forms


def _score(draw: random.Random, middle: int) -> str:
    if draw.random() < 0.2:
        return draw.choice(["dont_know", "not_for_us", ""])
    return str(min(5, max(1, middle + draw.choice([-1, 0, 0, 0, 1]))))


def found(shape: dict[str, dict[str, int]], count: str, seed: int) -> list[tuple[str, str, str]]:
    workshop, forms = a_workshop(shape, count), some_forms(shape, seed)
    put = asked(workshop)
    places = gather(put, forms, Rules.of(put, workshop)).places
    known = Known(forms, places, count == "organisations")
    return list(findings(as_json(workshop, forms), known, SMALLEST))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("count", ["respondents", "organisations"])
@pytest.mark.parametrize("shape", [FEW, MANY], ids=["12 forms", "30 forms"])
def test_no_single_answer_follows(shape: dict[str, dict[str, int]], count: str, seed: int) -> None:
    assert found(shape, count, seed) == []
