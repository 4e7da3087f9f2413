"""Might each person have answered otherwise, for all that is published?

Somebody who knows who belongs where, and has every figure, works with what adds up. So before a
group is shown, another way of answering is looked for, for every respondent, that leaves every
figure as it is: two people swap their answers, or two pairs do. Where none is found for somebody,
what they answered might follow, and a group that they belong to is not shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Among more kinds of answers than this, somebody who can't swap with another is left for hiding.
MOST_KINDS = 400

Labels = tuple[str, ...]
Kinds = Mapping["Kind", int]


@dataclass(frozen=True, slots=True)
class Kind:
    """People of one organisation, in the same groups, who gave the same answer to a question.

    `answer` is a level of the scale, or a word for what is no score. `groups` holds a name for each
    dimension.
    """

    organisation: str
    groups: Labels
    answer: int | str

    @property
    def is_score(self) -> bool:
        """Whether the answer is a score."""
        return isinstance(self.answer, int)


def sure(kinds: Kinds, seen_as: Callable[[Kind], Labels], *, once: bool) -> list[Kind]:
    """Return the kinds of people for whom no other way of answering is found.

    `seen_as` returns a person's groups as they are shown, those that are hidden under one name.
    Nobody is among them where all gave the same answer: that is a finding about all.
    """
    if len({kind.answer for kind in kinds}) < 2:
        return []
    places = _places(kinds, seen_as, once=once)
    answers: dict[Labels, set[int | str]] = defaultdict(set)
    for kind, place in places.items():
        answers[place].add(kind.answer)
    alike = [kind for kind, place in places.items() if len(answers[place]) == 1]
    if not alike or len(kinds) > MOST_KINDS:
        return alike
    swaps = _Swaps(kinds, places, once=once)
    return [kind for kind in alike if not swaps.can(kind)]


def _places(kinds: Kinds, seen_as: Callable[[Kind], Labels], *, once: bool) -> dict[Kind, Labels]:
    """Return where each kind stands: who stands in one place can swap answers unseen.

    Where organisations count once, only people of one organisation can swap a score and what is
    none, and scores weigh alike only where as many scored in either.
    """
    if not once:
        return {kind: seen_as(kind) for kind in kinds}
    sizes: Counter[str] = Counter()
    others: set[str] = set()
    for kind, count in kinds.items():
        sizes[kind.organisation] += count * kind.is_score
        if not kind.is_score:
            others.add(kind.organisation)
    return {
        kind: (
            *seen_as(kind),
            kind.organisation if kind.organisation in others else str(sizes[kind.organisation]),
        )
        for kind in kinds
    }


class _Swaps:
    """Two pairs who swap their answers, so that what one pair changes the other puts right."""

    def __init__(self, kinds: Kinds, places: Mapping[Kind, Labels], *, once: bool) -> None:
        self._kinds = kinds
        self._places = places
        self._once = once
        self._by_answer: dict[int | str, list[Kind]] = defaultdict(list)
        for kind in kinds:
            self._by_answer[kind.answer].append(kind)

    def can(self, first: Kind) -> bool:
        """Say whether somebody of a kind can have answered otherwise in this way."""
        return any(
            self._are_enough((first, second, third, fourth))
            for second in self._kinds
            if second.answer != first.answer and self._may_swap(first, second)
            for third, fourth in self._putting_right(first, second)
        )

    def _may_swap(self, first: Kind, second: Kind) -> bool:
        return not self._once or (first.is_score and second.is_score)

    def _putting_right(self, first: Kind, second: Kind) -> Iterator[tuple[Kind, Kind]]:
        """Yield pairs of which one stands like `second`, the other like `first`."""
        for answer, other in self._answers(first, second):
            for third in self._by_answer[answer]:
                for fourth in self._by_answer[other]:
                    if self._undoes(first, second, third, fourth):
                        yield third, fourth

    def _answers(self, first: Kind, second: Kind) -> Iterable[tuple[int | str, int | str]]:
        """Yield which answers a second pair must have: the same change, the other way round."""
        if self._once or not (first.is_score and second.is_score):
            return [(first.answer, second.answer)]
        change = _level(second) - _level(first)
        levels = [answer for answer in self._by_answer if isinstance(answer, int)]
        return [(level, level + change) for level in levels if level + change in self._by_answer]

    def _undoes(self, first: Kind, second: Kind, third: Kind, fourth: Kind) -> bool:
        places = (self._places[kind] for kind in (first, second, third, fourth))
        return all(
            (c == b and d == a) if a != b else c == d for a, b, c, d in zip(*places, strict=True)
        )

    def _are_enough(self, people: Sequence[Kind]) -> bool:
        """Say whether there are as many people as swap."""
        return all(self._kinds[kind] >= count for kind, count in Counter(people).items())


def _level(kind: Kind) -> int:
    return kind.answer if isinstance(kind.answer, int) else 0
