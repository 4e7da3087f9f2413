"""Nobody's single answer follows from what is published; with a rule switched off, some do."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest

from tests.support.attacker import Known, findings
from tests.support.small_workshop import as_json, asked, make_workshop, respondent
from toptips.analysis import scores
from toptips.analysis.answers import gather
from toptips.analysis.figures import Scores
from toptips.analysis.printing import rounded
from toptips.analysis.rules import Rules
from toptips.analysis.tally import Scored
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


def found(
    shape: dict[str, dict[str, int]], count: str, seed: int, *, ends: bool = True
) -> list[tuple[str, str, str]]:
    """What follows of single answers.

    Where organisations count once, the attacker is told besides how many of each gave a score,
    where there are many: without that the search has no end.
    """
    workshop, forms = a_workshop(shape, count), some_forms(shape, seed)
    put = asked(workshop)
    places = gather(put, forms, Rules.of(put, workshop)).places
    data = as_json(workshop, forms)
    once = count == "organisations"
    if not once or shape is FEW:
        return list(findings(data, Known(forms, places, once, ends=ends), SMALLEST))
    results = []
    for tip in data["tips"]:
        usable = Counter({form.partner: 0 for form in forms})
        usable.update(form.partner for form in forms if form.get(tip["id"], "score").isdigit())
        known = Known(forms, places, once, usable)
        results += findings({**data, "tips": [{**tip, "ownership": {}}]}, known, SMALLEST)
    return results


@pytest.mark.attack
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("shape", "count"),
    [(FEW, "respondents"), (FEW, "organisations"), (MANY, "respondents"), (MANY, "organisations")],
    ids=["12 forms", "12 forms, organisations count", "30 forms", "30 forms, organisations count"],
)
def test_no_single_answer_follows(shape: dict[str, dict[str, int]], count: str, seed: int) -> None:
    assert found(shape, count, seed) == []


def nothing_follows(*_: Any, **__: Any) -> list[Any]:
    return []


def exact(group: Scored, rules: Rules, dimension: str) -> Scores:
    mean = scores.mean(group.scores.weights(rules.once))
    return Scores(n=group.scores.n, mean=None if mean is None else rounded(mean, Fraction(1, 10)))


WITHOUT_CHECK = {"disclosure._sure": nothing_follows}
WITHOUT_WEIGHING = {"items._sure_of": nothing_follows, "disclosure.sure_of": nothing_follows}


@pytest.mark.parametrize(
    ("switched_off", "shape", "count", "seeds"),
    [
        (WITHOUT_CHECK, MANY, "respondents", range(12)),
        (WITHOUT_CHECK, MANY, "organisations", range(2)),
        (WITHOUT_CHECK | {"disclosure._shown": exact}, MANY, "respondents", range(12)),
        (WITHOUT_CHECK | {"answers.FEWEST_FOR_SECTORS": 0}, FEW, "respondents", range(12)),
        (WITHOUT_WEIGHING, FEW, "organisations", (5, 7)),
    ],
    ids=["the exact check", "the exact check, weighed", "ends", "sectors of few", "weights"],
)
def test_with_a_rule_switched_off_some_follow(
    switched_off: dict[str, Any],
    shape: dict[str, dict[str, int]],
    count: str,
    seeds: Sequence[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in switched_off.items():
        module, _, attribute = name.partition(".")
        monkeypatch.setattr(import_module(f"toptips.analysis.{module}"), attribute, value)
    ends = "disclosure._shown" not in switched_off
    assert any(found(shape, count, seed, ends=ends) for seed in seeds)
