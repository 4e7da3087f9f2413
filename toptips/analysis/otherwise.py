"""Might each person have answered otherwise, for all that is published of a tip's scores?

Somebody who knows who belongs where, and has every figure, works with what adds up: the counts of
all, and of each group how many scored and their mean. What they may have answered is a set of
whole numbers that fit, and HiGHS (Huangfu and Hall 2018, Math. Prog. Comp. 10) looks through all of
them at once. Whose answer is the same in each could be worked out, so a group more is hidden.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from toptips.analysis import scores
from toptips.analysis.printing import rounded

# So many kinds of people have far more answers than there are figures to tie them down.
MOST_CELLS = 400
# Strictly less: far more than the solver takes for nothing, and less than any two sums differ by.
LESS = 1e-4
# How many cells may answer otherwise at a time, in each round in which all are looked through.
AT_A_TIME = (12, 12, 16, 20)
SEED = 20181126

Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """People of one organisation, in the same groups, who gave the same answer to a question.

    `answer` is a level of the scale, or a word for what is no score; `groups` holds a name for each
    dimension.
    """

    organisation: str
    groups: Labels
    answer: int | str


@dataclass(frozen=True, slots=True)
class ShownMean:
    """The mean of one group as it is published: between which levels it must lie.

    `place` is its dimension and its name. The mean may be `low`, and is under `high`.
    """

    place: tuple[int, str]
    low: Fraction
    high: Fraction


Cell = tuple[Labels, str]
# Between which levels a mean lies: from the first, and under the second.
Between = tuple[Fraction, Fraction]


def sure(
    kinds: Mapping[Kind, int],
    seen_as: Callable[[Kind], Labels],
    means: Sequence[ShownMean],
    suspects: Collection[Kind],
    *,
    once: bool,
    scale: Sequence[int],
    of_organisations: Between | None = None,
) -> list[Kind]:
    """Return the kinds of people who answered the same in every way that fits what is published.

    `seen_as` returns a person's groups as they are shown, hidden ones under one name; `means` are
    those published. Only `suspects` are looked at: all others are known to have other ways.
    `of_organisations`: between which levels the mean of the organisations' means lies, where that
    is published. Then, and where organisations count once, it is taken for known how many of each
    scored. Nobody is among them where all gave the same answer: that is a finding about all.
    """
    apart = once or of_organisations is not None
    if len({kind.answer for kind in kinds}) < 2:
        return []
    cells: dict[Cell, Counter[int | str]] = defaultdict(Counter)
    cell_of = {kind: (seen_as(kind), kind.organisation if apart else "") for kind in kinds}
    for kind, count in kinds.items():
        # Those of one cell might have answered as any of them did.
        cells[cell_of[kind]][kind.answer] += count
    free = {cell_of[kind] for kind in kinds.keys() - set(suspects)}
    alike = {
        cell: next(iter(answers))
        for cell, answers in cells.items()
        if cell not in free
        and len(answers) == 1
        and (not apart or isinstance(next(iter(answers)), int))
    }
    if not alike or len(cells) > MOST_CELLS:
        return []
    ways = _Ways(cells, means, scale, once=once)
    if of_organisations:
        ways.fit_mean_of_organisations(of_organisations)
    forced = ways.never_otherwise(alike)
    return [kind for kind in kinds if cell_of[kind] in forced]


class _Ways:
    """Every way of answering that fits: how many of each cell gave each answer."""

    def __init__(
        self,
        cells: Mapping[Cell, Counter[int | str]],
        means: Sequence[ShownMean],
        scale: Sequence[int],
        *,
        once: bool,
    ) -> None:
        self._solver = silent_solver()
        self._cells, self._scale, self._once = cells, scale, once
        self._answers = list(
            dict.fromkeys(answer for counts in cells.values() for answer in counts)
        )
        self._levels = [answer for answer in self._answers if isinstance(answer, int)]
        self._number = {
            (cell, answer): self._solver.addIntegral(0, counts.total())
            for cell, counts in cells.items()
            for answer in self._answers
        }
        self._weight = self._weights()
        # Whether some people weigh more than others in anything that is published.
        self._by_weight = once
        if once:
            self._fit_organisations()
        self._fit_counts()
        for mean in means:
            self._fit(mean)

    def _weights(self) -> dict[str, float]:
        """Return the weight of a score by organisation."""
        if not self._once:
            return dict.fromkeys((organisation for _, organisation in self._cells), 1.0)
        return self._shares_of_organisations()

    def _shares_of_organisations(self) -> dict[str, float]:
        """Return by organisation what one of its scores is of all that it gave."""
        scored: Counter[str] = Counter()
        for (_, organisation), counts in self._cells.items():
            scored[organisation] += sum(counts[level] for level in self._levels)
        return {name: 1 / number if number else 0.0 for name, number in scored.items()}

    def fit_mean_of_organisations(self, between: Between) -> None:
        """Fit how many of each organisation scored, and the mean of the organisations' means."""
        self._by_weight = True
        if not self._once:
            self._fit_numbers()
        shares = self._shares_of_organisations()
        whole = sum(share > 0 for share in shares.values())
        total = sum(
            level * shares[cell[1]] * self._number[cell, level]
            for cell, level in self._at(self._cells, self._levels)
        )
        self._solver.addConstr(total >= float(between[0]) * whole)
        self._solver.addConstr(total <= float(between[1]) * whole - LESS)

    def _fit_counts(self) -> None:
        """Fit how many people there are in each cell, and how many gave each answer in all."""
        for cell, counts in self._cells.items():
            self._must_be(self._at([cell], self._answers), counts.total())
        for answer in self._answers:
            given = sum(counts[answer] for counts in self._cells.values())
            if not self._once or answer not in self._levels:
                self._must_be(self._at(self._cells, [answer]), given)

    def _fit_numbers(self) -> None:
        """Fit how many of each organisation scored."""
        by_name: dict[str, list[Cell]] = defaultdict(list)
        for cell in self._cells:
            by_name[cell[1]].append(cell)
        for members in by_name.values():
            scored = sum(self._cells[cell][level] for cell in members for level in self._levels)
            self._must_be(self._at(members, self._levels), scored)

    def _fit_organisations(self) -> None:
        """Fit how many of each organisation scored, and the shares of the weight on each level."""
        self._fit_numbers()
        whole = sum(weight > 0 for weight in self._weight.values())
        for level in self._levels:
            weight = sum(
                self._weight[cell[1]] * counts[level] for cell, counts in self._cells.items()
            )
            near = round(100 * weight / whole) if whole else 0
            share = self._weighed(self._at(self._cells, [level]))
            self._solver.addConstr(share >= (near - 0.5) / 100 * whole)
            self._solver.addConstr(share <= (near + 0.5) / 100 * whole)
        self._fit_middle()

    def _fit_middle(self) -> None:
        """Fit how many people are within one level of the median, and the mean of all."""
        people: Counter[int] = Counter()
        weights: dict[int, Fraction] = defaultdict(Fraction)
        for cell, counts in self._cells.items():
            for level in self._levels:
                people[level] += counts[level]
                weights[level] += (
                    Fraction(self._weight[cell[1]]).limit_denominator() * counts[level]
                )
        median, mean = scores.median(weights), scores.mean(weights)
        if median is None or mean is None:
            return
        near = scores.levels_near(people, median, sorted(self._scale))
        within = [level for level in self._levels if level in near]
        given = sum(people[level] for level in within)
        self._must_be(self._at(self._cells, within), given)
        total = float(sum(weights.values()))
        middle = float(rounded(mean, Fraction(1, 10)))
        scored = self._at(self._cells, self._levels)
        levels = sum(
            level * self._weight[cell[1]] * self._number[cell, level] for cell, level in scored
        )
        self._solver.addConstr(levels >= (middle - 0.05) * total)
        self._solver.addConstr(levels <= (middle + 0.05) * total)

    def _fit(self, mean: ShownMean) -> None:
        dimension, name = mean.place
        members = [cell for cell in self._cells if cell[0][dimension] == name]
        places = self._at(members, self._levels)
        scored = sum(self._cells[cell][level] for cell, level in places)
        self._must_be(places, scored)
        for bound, sign in ((mean.low, 1.0), (mean.high, -1.0)):
            above = sum(
                sign * (level - float(bound)) * self._weight[cell[1]] * self._number[cell, level]
                for cell, level in places
            )
            self._solver.addConstr(above >= (0 if sign > 0 else LESS))

    def _must_be(self, places: Sequence[tuple[Cell, Any]], people: int) -> None:
        # Of nobody there is nothing to fit: no level may stand near a median between two ends.
        if places:
            self._solver.addConstr(self._sum(places) == people)

    def _at(self, cells: Iterable[Cell], answers: Iterable[Any]) -> list[tuple[Cell, Any]]:
        return [(cell, answer) for cell in cells for answer in answers]

    def _sum(self, places: Iterable[tuple[Cell, Any]]) -> Any:
        return sum(self._number[place] for place in places)

    def _weighed(self, places: Iterable[tuple[Cell, Any]]) -> Any:
        return sum(self._weight[place[0][1]] * self._number[place] for place in places)

    def never_otherwise(self, alike: Mapping[Cell, int | str]) -> set[Cell]:
        """Return the cells whose people never gave another answer than the one in `alike`.

        Where people weigh differently, most are found to answer otherwise in a way in which only a
        few cells do that have much in common; those ways are looked through first. Of what is left
        all ways are. Where all weigh alike the solver is through with all of them sooner.
        """
        left = set(alike)
        if self._by_weight:
            left -= self._otherwise_in_few(left, alike)
        self._let_answer_otherwise(self._cells)
        while left:
            found = self._otherwise(left, alike)
            if not found:
                break
            left -= found
        return left

    def _otherwise_in_few(
        self, cells: Collection[Cell], alike: Mapping[Cell, int | str]
    ) -> set[Cell]:
        """Return those of these cells in which a way is found with most others as they were."""
        left, mixing = set(cells), random.Random(SEED)
        for many in AT_A_TIME:
            for cell in sorted(left):
                if cell in left:
                    few = self._in_common(cell, mixing)[:many]
                    self._let_answer_otherwise(few)
                    left -= self._otherwise(left.intersection(few), alike)
        return set(cells) - left

    def _in_common(self, cell: Cell, mixing: random.Random) -> list[Cell]:
        """Return the cells in another order each time, first those that could change places most.

        That is the cell itself, then those of its organisation, of its weight and of its groups:
        where their people change places, few of the figures change.
        """
        groups, organisation = cell

        def strangeness(other: Cell) -> float:
            alike = sum(name == another for name, another in zip(groups, other[0], strict=True))
            alike += 2 * (self._weight[organisation] == self._weight[other[1]])
            return 2 * mixing.random() - alike - (organisation == other[1])

        return [cell, *sorted(sorted(self._cells.keys() - {cell}), key=strangeness)]

    def _let_answer_otherwise(self, cells: Collection[Cell]) -> None:
        """Let these cells answer in any way, and all others as they did."""
        free = set(cells)
        for (cell, answer), number in self._number.items():
            given = self._cells[cell][answer]
            low, high = (0, self._cells[cell].total()) if cell in free else (given, given)
            self._solver.changeColBounds(number.index, low, high)

    def _otherwise(self, cells: Collection[Cell], alike: Mapping[Cell, int | str]) -> set[Cell]:
        """Return those of these cells in which a way is found to answer otherwise."""
        self._solver.maximize(
            self._sum(
                (cell, answer)
                for cell in sorted(cells)
                for answer in self._answers
                if answer != alike[cell]
            )
        )
        return {cell for cell in cells if self._other(cell, alike[cell])}

    def _other(self, cell: Cell, answer: int | str) -> int:
        given = (self._number[cell, other] for other in self._answers if other != answer)
        return round(float(sum(self._solver.val(number) for number in given)))


def silent_solver() -> Any:
    """Return HiGHS, which prints nothing and stops at the first way that is otherwise at all."""
    # Only here: few tips need it, and it takes a tenth of a second to load.
    from highspy import Highs

    highs: Any = Highs

    # highspy tells no types, so what it is built on has none.
    class Silent(highs):  # type: ignore[misc]
        def enableCallbacks(self) -> None:
            # It is called first of all, and would print what the solver is called.
            self.silent()
            super().enableCallbacks()

    solver = Silent()
    solver.silent()
    solver.setOptionValue("threads", 1)
    # Any way that is otherwise will do, however few it is otherwise for; of none it says so surely.
    solver.setOptionValue("mip_rel_gap", 0.95)
    return solver
