"""Two small rounds of one tip, drawn by chance, and what somebody who was there knows of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.small_workshop import as_json, asked, make_framework, make_workshop, respondent
from toptips.analysis.answers import gather
from toptips.analysis.progress import Round
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.responses import Response


@dataclass(frozen=True)
class RoundKnown:
    """One round: its forms, the groups its report shows, and what that says of the tip."""

    forms: Sequence[Response]
    places: Mapping[str, Mapping[str, str]]
    tip: Mapping[str, Any]

    @property
    def scored(self) -> Counter[str]:
        """How many of each organisation scored the tip."""
        return Counter(
            form.partner for form in self.forms if form.get(self.tip["id"], "score").isdigit()
        )


def some_forms(draw: random.Random, sizes: dict[str, int], middle: int) -> Iterator[Response]:
    """Forms of people who mostly agree within an organisation; few are blank."""
    for organisation, many in sizes.items():
        own = middle + draw.choice([-1, 0, 0, 1])
        for number in range(many):
            level = min(5, max(1, own + draw.choice([-1, 0, 0, 0, 1])))
            given = str(level) if draw.random() < 0.95 else draw.choice(["dont_know", ""])
            yield respondent(f"{organisation}{number}", t1_score=given)


def a_round(forms: list[Response], sizes: dict[str, int]) -> tuple[Round, RoundKnown]:
    """A round of one tip, and what the attacker knows of it."""
    workshop = make_workshop({name: ("NHS", many) for name, many in sizes.items()})
    framework = make_framework(1)
    put = asked(workshop, framework)
    rules = Rules.of(put, workshop)
    [tip] = as_json(workshop, forms, framework)["tips"]
    known = RoundKnown(forms, gather(put, forms, rules).places, tip)
    partners: dict[str, tuple[str, ...]] = dict.fromkeys(sizes, ())
    return Round(put, Answered.of(forms), rules, {"t1": ()}, partners), known


def two_rounds(seed: int) -> tuple[list[Round], list[RoundKnown]]:
    """Six to eight organisations with one to four people each; a year later some have other."""
    draw = random.Random(seed)
    names = "abcdefgh"[: draw.choice([6, 6, 7, 7, 8])]
    usual = {name: draw.choice([1, 1, 2, 2, 3]) for name in names}
    middle = draw.choice([1, 2, 3, 4])
    made = []
    for shift in (0, draw.choice([0, 1, 1, 2])):
        sizes = {name: max(1, many + draw.choice([-1, 0, 0, 0, 1])) for name, many in usual.items()}
        made.append(a_round([*some_forms(draw, sizes, middle + shift)], sizes))
    rounds, known = zip(*made, strict=True)
    return list(rounds), list(known)
