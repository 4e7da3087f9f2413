"""Where each organisation counts once: might each person have answered otherwise?

People of large organisations weigh less than others, so that shares of the weight tell more than
counts would. Whole per cent leave room, and here it is seen whether they leave enough: for each
organisation whose people all gave one answer, another way of answering is looked for in which one
or two of its people and one or two of another's answered otherwise, and every figure is as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
from numpy.typing import NDArray

# How many of one organisation's people are thought to have answered otherwise.
MOST_MOVED = 2

Counts = Mapping[str, Mapping[Any, int]]
_Numbers = NDArray[np.float64]


def sure_of(
    given: Counts,
    usable: Sequence[Any],
    *,
    levels: Sequence[int] = (),
    with_shares: bool = True,
) -> list[str]:
    """Return the organisations of whose people something might follow.

    `given` counts each organisation's people by answer, those without any too. `usable` are the
    answers that have weight, which may be the `levels` of a scale, the lowest first; how many
    gave each of the others is published. `with_shares`: the share of each is published in whole
    per cent, and with levels the median, too; without, the mean to one decimal alone.
    """
    answers = sorted({answer for counts in given.values() for answer in counts}, key=str)
    answers = [*usable, *(answer for answer in answers if answer not in set(usable))]
    seen = {
        organisation
        for organisation, counts in given.items()
        if sum(count > 0 for count in counts.values()) == 1
    }
    if len({answer for counts in given.values() for answer in counts if counts[answer]}) < 2:
        return []
    search = _Search(
        given, answers, len(usable), _Published(len(usable), tuple(levels), with_shares)
    )
    return sorted(organisation for organisation in seen if not search.finds(organisation))


@dataclass(frozen=True)
class _Published:
    """What is published of so many usable answers, as whole numbers to be compared."""

    usable: int
    levels: tuple[int, ...]
    with_shares: bool

    def of(self, weights: _Numbers, people: _Numbers) -> NDArray[np.int64]:
        """Return it for weights and people by answer, along the last axis."""
        usable = people[..., : self.usable]
        parts = [usable.sum(axis=-1, keepdims=True), people[..., self.usable :]]
        total = weights.sum(axis=-1, keepdims=True)
        shares = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
        if self.levels:
            mean = (shares * np.array(self.levels)).sum(axis=-1, keepdims=True)
            parts.append(np.floor(mean * 10 + 0.5 + 1e-9))
        if self.with_shares:
            parts.append(np.floor(shares * 100 + 0.5 + 1e-9))
            if self.levels:
                reached = np.sign(np.round(shares.cumsum(axis=-1) - 0.5, 9))
                parts.append(reached)
                below = (reached < 0).sum(axis=-1, keepdims=True)
                near = np.abs(np.arange(self.usable) - below) <= 1
                parts.append((usable * near).sum(axis=-1, keepdims=True))
        return np.concatenate(parts, axis=-1).astype(np.int64)


class _Search:
    """Looks for other answers of two organisations that leave everything as it is."""

    def __init__(
        self, given: Counts, answers: Sequence[Any], usable: int, published: _Published
    ) -> None:
        self._usable, self._published = usable, published
        self._people = {
            organisation: np.array([counts.get(answer, 0) for answer in answers], dtype=float)
            for organisation, counts in given.items()
        }
        self._all = sum(self._people.values(), start=np.zeros(len(answers)))
        self._weights = sum(map(self._weigh, self._people.values()), start=np.zeros(usable))
        self._as_it_is = published.of(self._weights, self._all)

    def finds(self, organisation: str) -> bool:
        """Say whether the people of one organisation may have answered otherwise."""
        return any(
            self._with(organisation, other) for other in self._people if other != organisation
        )

    def _with(self, organisation: str, other: str) -> bool:
        first, second = self._people[organisation], self._people[other]
        ours, theirs = self._moved(first), self._moved(second)
        rest = self._weights - self._weigh(first) - self._weigh(second)
        weights = rest + self._weigh(ours)[:, None] + self._weigh(theirs)[None]
        people = self._all - first - second + ours[:, None] + theirs[None]
        return bool((self._published.of(weights, people) == self._as_it_is).all(axis=-1).any())

    def _weigh(self, people: _Numbers) -> _Numbers:
        usable = people[..., : self._usable]
        total = usable.sum(axis=-1, keepdims=True)
        weights: _Numbers = np.divide(usable, total, out=np.zeros_like(usable), where=total > 0)
        return weights

    def _moved(self, people: _Numbers) -> _Numbers:
        """Return what one or two of these people may have answered otherwise, a row each."""
        most = min(MOST_MOVED, int(people.sum()))
        found = set()
        for many in range(1, most + 1):
            for gone in combinations_with_replacement(np.flatnonzero(people).tolist(), many):
                left = people.copy()
                for place in gone:
                    left[place] -= 1
                if left.min() < 0:
                    continue
                for come in combinations_with_replacement(range(len(people)), many):
                    after = left.copy()
                    for place in come:
                        after[place] += 1
                    if (after != people).any():
                        found.add(tuple(after))
        return np.array(sorted(found))


def by_organisation(usable: Counts, sizes: Mapping[str, int]) -> dict[str, Counter[Any]]:
    """Return each organisation's answers with those of its people who gave none, as ""."""
    found = {}
    for organisation, size in sizes.items():
        counts = Counter(dict(usable.get(organisation, {})))
        counts[""] += size - counts.total()
        found[organisation] = counts
    return found
