"""Answers to one question, counted by organisation.

Everything later works on these counts, so that ten thousand respondents cost little more than
ten: a shuffle or a resample of organisations moves whole rows of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar

A = TypeVar("A", bound=Hashable)


class Tally(Generic[A]):
    """The usable answers to one question: how many people of each organisation gave which.

    The tally of a part of the respondents (a group) is given the `whole` one, by which its
    organisations are weighed.
    """

    def __init__(self, whole: Tally[A] | None = None) -> None:
        self.by_organisation: defaultdict[str, Counter[A]] = defaultdict(Counter)
        self._whole = whole or self

    def add(self, organisation: str, answer: A) -> None:
        """Count one person's answer."""
        self.by_organisation[organisation][answer] += 1

    @property
    def n(self) -> int:
        """How many people gave a usable answer."""
        return sum(counts.total() for counts in self.by_organisation.values())

    def people(self) -> Counter[A]:
        """Return how many people gave each answer."""
        people: Counter[A] = Counter()
        for counts in self.by_organisation.values():
            people.update(counts)
        return people

    def weights(self, organisations_count_once: bool) -> dict[A, Fraction]:
        """Return the weight on each answer.

        A person's weight is 1; or, where organisations count once, 1 over the number of usable
        answers that the person's organisation gave to this question.
        """
        if not organisations_count_once:
            return {answer: Fraction(count) for answer, count in self.people().items()}
        # Organisations of one size are added as whole numbers first: far fewer fractions.
        by_size: defaultdict[int, Counter[A]] = defaultdict(Counter)
        for organisation, counts in self.by_organisation.items():
            by_size[self._whole.by_organisation[organisation].total()].update(counts)
        weights: defaultdict[A, Fraction] = defaultdict(Fraction)
        for size, counts in by_size.items():
            for answer, count in counts.items():
                weights[answer] += Fraction(count, size)
        return dict(weights)

    def column(
        self, organisations: Sequence[str], value: Callable[[A], int] = lambda _: 1
    ) -> list[int]:
        """Return for each organisation the sum of `value` over its people's answers."""
        nothing: Counter[A] = Counter()
        return [
            sum(
                count * value(answer)
                for answer, count in self.by_organisation.get(organisation, nothing).items()
            )
            for organisation in organisations
        ]


@dataclass(slots=True)
class Scored:
    """The answers of some respondents to question a of one tip: scores, and the other two."""

    scores: Tally[int] = field(default_factory=Tally)
    dont_know: int = 0
    not_for_us: int = 0

    @property
    def answered(self) -> int:
        """How many people answered question a."""
        return self.scores.n + self.dont_know + self.not_for_us
