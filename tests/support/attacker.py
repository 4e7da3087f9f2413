"""Somebody who sat in the room and has every published file works out what single people answered.

The attacker knows who answered, from which organisation and in which groups, and all of
analysis.json. What each person may have answered is modelled exactly, in whole numbers: an answer
follows if every solution agrees on it. That all gave the same score is no finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import lcm
from typing import Any

import pytest

from toptips.model.responses import Response

# It is large, and only the attacker needs it: whoever does without it still runs the other tests.
cp = pytest.importorskip("ortools.sat.python.cp_model", reason="ortools is not installed")

BLANK = "blank"
SEED = 1
LONGEST = 60.0


@dataclass(frozen=True)
class Known:
    """What the attacker knows of the people: `places` their group by dimension, as published.

    `usable` is how many of each organisation scored, where that is known; `ends`: a mean near an
    end of the scale would have been given as a bound.
    """

    forms: Sequence[Response]
    places: Mapping[str, Mapping[str, str]]
    once: bool
    usable: Mapping[str, int] | None = None
    ends: bool = True

    def within(self, dimension: str, group: str) -> list[int]:
        return [
            number
            for number, form in enumerate(self.forms)
            if self.places[form.id].get(dimension) == group
        ]


@dataclass
class Model:
    """What may have been answered to one question, by person and answer: 1 or 0."""

    known: Known
    answers: Sequence[str]
    counted: Sequence[str]
    model: Any = field(default_factory=lambda: cp.CpModel())

    def __post_init__(self) -> None:
        self.chose = [
            {answer: self.model.new_bool_var(f"{number} {answer}") for answer in self.answers}
            for number in range(len(self.known.forms))
        ]
        for choices in self.chose:
            self.model.add_exactly_one(choices.values())
        self.unit, self.weigh = self._weights() if self.known.once else (1, self._alone)

    def everybody(self) -> list[int]:
        return list(range(len(self.known.forms)))

    def count(self, answers: Sequence[str], people: Sequence[int] | None = None) -> Any:
        of = self.everybody() if people is None else people
        return sum(self.chose[number][answer] for number in of for answer in answers)

    def _alone(self, number: int, answer: str) -> Any:
        return self.chose[number][answer]

    def _weights(self) -> tuple[int, Callable[[int, str], Any]]:
        """One over the number of usable answers of a person's organisation, in whole numbers."""
        members: dict[str, list[int]] = {}
        for number, form in enumerate(self.known.forms):
            members.setdefault(form.partner, []).append(number)
        unit = lcm(*range(1, max(map(len, members.values())) + 1))
        weights: dict[tuple[int, str], Any] = {}
        for people in members.values():
            sizes = [self.model.new_bool_var("") for _ in range(len(people) + 1)]
            self.model.add_exactly_one(sizes)
            if self.known.usable is not None:
                self.model.add(sizes[self.known.usable[self.known.forms[people[0]].partner]] == 1)
            for size, holds in enumerate(sizes):
                self.model.add(self.count(self.counted, people) == size).only_enforce_if(holds)
            for number in people:
                for answer in self.counted:
                    weight = self.model.new_int_var(0, unit, "")
                    chose = self.chose[number][answer]
                    self.model.add(weight == 0).only_enforce_if(chose.negated())
                    for size, holds in enumerate(sizes[1:], 1):
                        self.model.add(weight == unit // size).only_enforce_if([chose, holds])
                    weights[number, answer] = weight
        return unit, lambda number, answer: weights[number, answer]

    def weight(self, answers: Sequence[str], people: Sequence[int] | None = None) -> Any:
        of = self.everybody() if people is None else people
        return sum(self.weigh(number, answer) for number in of for answer in answers)

    def levels(self, people: Sequence[int] | None = None) -> Any:
        """The weighted sum of the scores."""
        of = self.everybody() if people is None else people
        return sum(
            int(answer) * self.weigh(number, answer) for number in of for answer in self.counted
        )

    def near(self, part: Any, whole: Any, value: float, step: float) -> None:
        """Let part / whole be what rounds to a value, by steps, halves up."""
        scale = round(1 / step)
        twice = round(value / step) * 2
        self.model.add(2 * scale * part >= (twice - 1) * whole)
        self.model.add(2 * scale * part <= (twice + 1) * whole)

    def forced(self) -> list[tuple[int, str]]:
        """Return whose answer is the same in every solution, and what it is."""
        solver = cp.CpSolver()
        solver.parameters.random_seed = SEED
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = LONGEST
        status = solver.solve(self.model)
        assert status in (cp.OPTIMAL, cp.FEASIBLE), "what was published can't be true"
        left = dict(self._solution(solver))
        while left:
            others = self.model.clone()
            others.add_bool_or(
                [
                    others.get_bool_var_from_proto_index(self.chose[number][answer].index).negated()
                    for number, answer in left.items()
                ]
            )
            status = solver.solve(others)
            assert status != cp.UNKNOWN, "it took too long to know"
            if status == cp.INFEASIBLE:
                break
            left = {
                number: answer
                for number, answer in left.items()
                if solver.boolean_value(self.chose[number][answer])
            }
        return sorted(left.items())

    def _solution(self, solver: Any) -> Iterator[tuple[int, str]]:
        for number, choices in enumerate(self.chose):
            yield (
                number,
                next(answer for answer, chose in choices.items() if solver.boolean_value(chose)),
            )


def of_scores(
    tip: Mapping[str, Any],
    known: Known,
    scale: Sequence[int],
    smallest: int,
    beside: Any | None = None,
) -> Model:
    """Model the scores of one tip, with all that analysis.json says of them.

    What is found out of them may be found out together with what is known `beside` them.
    """
    levels = [str(level) for level in scale]
    answers = [*levels, "dont_know", "not_for_us", BLANK]
    found = Model(known, answers, levels, cp.CpModel() if beside is None else beside)
    if tip["n"] is None:
        found.model.add(found.count(levels) < smallest)
    else:
        found.model.add(found.count(levels) == tip["n"])
    for other in ("dont_know", "not_for_us"):
        if tip.get(other) is not None:
            found.model.add(found.count([other]) == tip[other])
    whole = found.weight(levels)
    if tip.get("shares"):
        for level, share in tip["shares"].items():
            if known.once:
                found.near(found.weight([level]), whole, share, 0.01)
            else:
                found.model.add(found.count([level]) == round(share * tip["n"]))
    elif tip.get("mean") is not None:
        if known.once:
            found.near(found.levels(), whole, tip["mean"], 0.1)
        else:
            found.model.add(found.levels() == round(tip["mean"] * tip["n"]))
    if tip.get("within_one") is not None and float(tip["median"]).is_integer():
        near = [level for level in levels if abs(int(level) - tip["median"]) <= 1]
        found.model.add(found.count(near) == tip["within_one"])
    for dimension, groups in tip["by"].items():
        for name, group in groups.items():
            if group.get("n") is not None:
                _of_group(found, group, known.within(dimension, name), scale, dimension)
    return found


def _of_group(
    found: Model, group: Mapping[str, Any], people: Sequence[int], scale: Sequence[int], of: str
) -> None:
    levels = [str(level) for level in scale]
    found.model.add(found.count(levels, people) == group["n"])
    weight, total = found.weight(levels, people), found.levels(people)
    bound = group.get("bound")
    if group.get("mean") is not None:
        found.near(total, weight, group["mean"], 0.5 if of == "family" else 0.1)
        if found.known.ends:
            found.model.add(2 * total >= (2 * scale[0] + 1) * weight)
            found.model.add(2 * total <= (2 * scale[-1] - 1) * weight)
    if bound and bound.get("under") is not None:
        found.model.add(2 * total < round(2 * bound["under"]) * weight)
    if bound and bound.get("over") is not None:
        found.model.add(2 * total > round(2 * bound["over"]) * weight)
    # What version 1 of analysis.json said of groups besides.
    if group.get("shares"):
        for level, share in group["shares"].items():
            found.model.add(found.count([level], people) == round(share * group["n"]))
    for other in ("dont_know", "not_for_us"):
        if group.get(other) is not None:
            found.model.add(found.count([other], people) == group[other])


def of_ownership(tip: Mapping[str, Any], known: Known) -> Model | None:
    """Model who said who could change it; None where nothing is shown of it."""
    shown = tip["ownership"]
    if not shown.get("shares"):
        return None
    answers = list(shown["shares"])
    found = Model(known, [*answers, BLANK], answers)
    found.model.add(found.count(answers) == shown["n"])
    whole = found.weight(answers)
    for answer, share in shown["shares"].items():
        if known.once:
            found.near(found.weight([answer]), whole, share, 0.01)
        else:
            found.model.add(found.count([answer]) == round(share * shown["n"]))
    return found


def findings(
    data: Mapping[str, Any], known: Known, smallest: int
) -> Iterator[tuple[str, str, str]]:
    """Yield every single answer that follows: the tip, the response and the answer.

    Nothing is yielded of what holds of all who answered alike, nor of what the attacker is told.
    """
    scale = [int(level) for level in data["scale"]]
    for tip in data["tips"]:
        for model in (of_scores(tip, known, scale, smallest), of_ownership(tip, known)):
            if model is None:
                continue
            forced = model.forced()
            if len({answer for _, answer in forced}) == 1 and len(forced) == len(known.forms):
                continue
            for number, answer in forced:
                # What was left blank is no answer, and how many of an organisation scored says who
                # did where all or none of them did.
                told = known.usable is not None and not answer.isdigit()
                if answer == BLANK or told:
                    continue
                yield tip["id"], known.forms[number].id, answer
