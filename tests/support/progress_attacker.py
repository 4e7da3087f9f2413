"""Somebody who has both reports and the report of progress works out what single people answered.

Beside all that `attacker` knows of each round, the attacker is told which organisations are
compared and how many of each scored: more than is published. There is one tip.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, product
from math import lcm
from typing import Any

from tests.support.attacker import Known, Model, of_scores
from tests.support.random_rounds import RoundKnown

# Of so many organisations, which average of two ends the interval, from either end.
DEPTH = {6: 1, 7: 3, 8: 4, 9: 6}


def _bound(whole: int, tens: int) -> int:
    """Return the most that 20 times a part may be, for part / whole to round to so many tenths.

    Halves are rounded away from nought.
    """
    return (2 * tens + 1) * whole - (tens >= 0)


class TwoRounds:
    """All that both rounds' people may have answered, with what is published of the change."""

    def __init__(self, rounds: Sequence[RoundKnown], scale: Sequence[int], smallest: int) -> None:
        self.rounds, self.scale = rounds, scale
        first = self._of(rounds[0], smallest, None)
        self.models = [first, self._of(rounds[1], smallest, first.model)]
        self.model = first.model

    def _of(self, known: RoundKnown, smallest: int, model: Any) -> Model:
        told = Known(known.forms, known.places, once=False)
        made = of_scores(known.tip, told, self.scale, smallest, model)
        for organisation, many in known.scored.items():
            made.model.add(made.count(made.counted, self._people(known, organisation)) == many)
        return made

    def _people(self, known: RoundKnown, organisation: str) -> list[int]:
        return [at for at, form in enumerate(known.forms) if form.partner == organisation]

    def add_progress(self, item: Mapping[str, Any], compared: Sequence[str]) -> None:
        """Take in what progress.json says of the tip."""
        change = item["change"]
        if change.get("suppressed"):
            return
        scored = [known.scored for known in self.rounds]
        unit = lcm(*(of[name] for of in scored for name in compared))
        sums = [
            [unit // of[name] * model.levels(self._people(known, name)) for name in compared]
            for known, model, of in zip(self.rounds, self.models, scored, strict=True)
        ]
        whole = unit * len(compared)
        for given, mean in zip(sums, item["means"].values(), strict=True):
            self._rounds_to(sum(given), whole, mean)
        differences = [after - before for before, after in zip(*sums, strict=True)]
        self._rounds_to(sum(differences), whole, change["mean"])
        self._add_directions(differences, change)
        if "interval" in change:
            self._add_interval(differences, unit, change)
        if change["mean"]:
            self._add_claim(differences, change)

    def _rounds_to(self, part: Any, whole: int, value: float) -> None:
        """Let part / whole be what rounds to a value in tenths, halves away from nought."""
        tens = round(value * 10)
        self.model.add(20 * part <= _bound(whole, tens))
        self.model.add(-20 * part <= _bound(whole, -tens))

    def _holds(self, inequality: Any, otherwise: Any) -> Any:
        """Return whether an inequality holds, as 1 or 0."""
        found = self.model.new_bool_var("")
        self.model.add(inequality).only_enforce_if(found)
        self.model.add(otherwise).only_enforce_if(found.negated())
        return found

    def _add_directions(self, differences: Sequence[Any], change: Mapping[str, Any]) -> None:
        ups = [self._holds(each >= 1, each <= 0) for each in differences]
        downs = [self._holds(each <= -1, each >= 0) for each in differences]
        self.model.add(sum(ups) == change["up"])
        self.model.add(sum(downs) == change["down"])

    def _add_interval(
        self, differences: Sequence[Any], unit: int, change: Mapping[str, Any]
    ) -> None:
        twice = [x + y for x, y in combinations_with_replacement(differences, 2)]
        k, many = DEPTH[len(differences)], len(twice)
        for end, place in zip(change["interval"], (k, many - k + 1), strict=True):
            tens = round(end * 10)
            self.model.add(sum(self._are_at_most(twice, 2 * unit, tens)) >= place)
            self.model.add(sum(self._are_at_most(twice, 2 * unit, tens - 1)) < place)

    def _are_at_most(self, parts: Sequence[Any], whole: int, tens: int) -> list[Any]:
        bound = _bound(whole, tens)
        return [self._holds(20 * part <= bound, 20 * part >= bound + 1) for part in parts]

    def _add_claim(self, differences: Sequence[Any], change: Mapping[str, Any]) -> None:
        """A change is claimed where at most 5 of 100 patterns of signs bring about as much."""
        way = 1 if change["mean"] > 0 else -1
        total = way * sum(differences)
        reached = []
        for signs in product((1, -1), repeat=len(differences)):
            turned = sum(sign * each for sign, each in zip(signs, differences, strict=True))
            reached.append(self._holds(turned >= total, turned <= total - 1))
        most = len(reached) // 20
        # As many patterns reach as much the other way.
        told = 2 * sum(reached)
        self.model.add(told <= most if change["claimed"] else told >= most + 1)

    def findings(self) -> Iterator[tuple[int, str, str]]:
        """Yield each score that follows: the round, the response and the level.

        That everybody who scored gave the same is no finding.
        """
        for place, (known, model) in enumerate(zip(self.rounds, self.models, strict=True)):
            given = {form.get(known.tip["id"], "score") for form in known.forms}
            if sum(map(str.isdigit, given)) == 1:
                continue
            for number, answer in model.forced():
                if answer.isdigit():
                    yield place, known.forms[number].id, answer
