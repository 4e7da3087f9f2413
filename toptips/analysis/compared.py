"""One item over all rounds: the organisations that are compared, and what is published of them.

What is published is rounded to a tenth of a level, here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from toptips.analysis.change import Change, signed_rank_interval

TENTH = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One item: the places of the rounds that asked it, and how organisations scored it in each.

    `levels` holds for each organisation that is compared its mean in each of these rounds, on the
    scale of the last. Without `with_interval` no interval of the change is published.
    """

    rounds: tuple[int, ...]
    levels: Mapping[str, tuple[Fraction, ...]]
    with_interval: bool = True

    @property
    def differences(self) -> dict[str, Fraction]:
        """Return for each organisation its mean in the last round minus that in the first."""
        return {name: levels[-1] - levels[0] for name, levels in self.levels.items()}

    @property
    def means(self) -> tuple[Fraction, ...]:
        """Return the mean of the organisations' means in each round."""
        return tuple(map(_mean, zip(*self.levels.values(), strict=True)))

    @property
    def steps(self) -> Iterator[list[Fraction]]:
        """Yield the organisations' differences between each round and the next."""
        for step in range(len(self.rounds) - 1 if self.levels else 0):
            yield [levels[step + 1] - levels[step] for levels in self.levels.values()]

    def in_print(self, change: Change, scale: Sequence[int]) -> Change:
        """Return its change as it may be published."""
        printed = in_print(change, scale)
        return printed if self.with_interval else replace(printed, interval=None)

    def interval(self, scale: Sequence[int]) -> tuple[Fraction, Fraction] | None:
        """Return the interval of its change as it is published; None where none is."""
        exact = signed_rank_interval([*self.differences.values()])
        return self.in_print(Change(mean=Fraction(0), interval=exact), scale).interval


def carried_over(level: Fraction, scale: Sequence[int], other: Sequence[int]) -> Fraction:
    """Return where a level stands on another scale: as far along, from its lowest to its highest.

    3 on a scale from 1 to 5 is 2 on one from 0 to 4, and 5/2 on one from 1 to 4.
    """
    along = Fraction(level - scale[0], scale[-1] - scale[0])
    return other[0] + along * (other[-1] - other[0])


def _mean(levels: Sequence[Fraction]) -> Fraction:
    return sum(levels, Fraction(0)) / len(levels)


def tenth(value: Fraction) -> Fraction:
    """Round to a tenth of a level, halves away from nought: up and down are treated alike."""
    tens = (abs(value) / TENTH + Fraction(1, 2)) // 1 * TENTH
    return tens if value >= 0 else -tens


def in_print(change: Change, scale: Sequence[int]) -> Change:
    """Return a change as it may be published: in tenths, and without its p.

    No interval is given that reaches to within a level of the longest way there is. It would say
    that an organisation went from one end of the scale to the other, and by its parts of a level
    which.
    """
    if change.suppressed or change.mean is None:
        return change
    most = scale[-1] - scale[0] - 1
    interval = change.interval
    if interval and max(map(abs, interval)) > most:
        interval = None
    return replace(
        change,
        mean=tenth(change.mean),
        interval=(tenth(interval[0]), tenth(interval[1])) if interval else None,
        p=None,
    )


def step(differences: Sequence[Fraction]) -> Change:
    """Return how organisations went from one round to the next; nothing is claimed of it."""
    return Change(
        organisations=len(differences),
        mean=tenth(_mean(differences)),
        up=sum(difference > 0 for difference in differences),
        same=sum(difference == 0 for difference in differences),
        down=sum(difference < 0 for difference in differences),
    )
