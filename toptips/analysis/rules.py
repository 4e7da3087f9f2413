"""How a workshop is counted, and the fewest people it shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from toptips.errors import TopTipsError
from toptips.model.asked import Asked
from toptips.model.responses import Response
from toptips.model.sendings import Promises
from toptips.model.workshop import Priorities, Privacy, Workshop

# Under as many forms neither sectors nor groups are shown, but two families, if there are any.
FEWEST_FOR_SECTORS = 20


@dataclass(frozen=True, slots=True)
class Smallest:
    """The fewest people behind a mean or a median, and behind a share (never fewer)."""

    mean: int
    shares: int

    @classmethod
    def of(cls, limits: Promises | Privacy) -> Smallest:
        """Take both from workshop.yaml. Shares give the mean away, so they need as many."""
        return cls(
            limits.smallest_group, max(limits.smallest_group, limits.smallest_group_for_shares)
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """How answers are counted.

    `once`: each organisation counts once, however many of its people answered. `scale` holds the
    levels, the lowest first. `weights` are those of the parts of a priority that were asked,
    scaled to sum 1 (see `weights_of`). `families` are the two families of sectors that the forms
    announced, if any. `internal`: one organisation alone was asked, so its people count by
    themselves.
    """

    once: bool
    smallest: Smallest
    scale: tuple[int, ...]
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    families: Mapping[str, Sequence[str]] = field(default_factory=dict)
    internal: bool = False

    @property
    def fewest_organisations(self) -> int:
        """How many organisations must stand behind anything that is shown."""
        return 1 if self.internal else 2

    def are_enough(self, people: Collection[Response]) -> bool:
        """Say whether so many people, of so many organisations, may be shown or named."""
        organisations = len({person.partner for person in people})
        return len(people) >= self.smallest.mean and organisations >= self.fewest_organisations

    @classmethod
    def of(cls, asked: Asked, workshop: Workshop) -> Rules:
        """Return the rules of a workshop, which keep what its forms promised.

        Raises TopTipsError where workshop.yaml has a limit below the one that was promised.
        """
        for limit in ("smallest_group", "smallest_group_for_shares"):
            now, promised = getattr(workshop.privacy, limit), getattr(asked.promises, limit)
            if now < promised:
                raise TopTipsError(
                    f"workshop.yaml, privacy: the forms promised '{limit}: {promised}', and now it"
                    f" says {now}. Write {promised} or more: a promise on a form is kept."
                )
        return cls(
            once=workshop.count == "organisations",
            smallest=Smallest.of(workshop.privacy),
            scale=asked.scale,
            weights=weights_of(workshop.priorities, asked.ask),
            families=asked.families,
            internal=len(asked.partners) == 1,
        )


def weights_of(priorities: Priorities, ask: tuple[str, ...]) -> dict[str, Fraction]:
    """Return the weight of each part of a priority that was asked, scaled to sum 1.

    Which items matter most is always asked. Empty where every part that was asked weighs nothing.
    """
    asked = {"need": "score" in ask, "votes": True, "system": "ownership" in ask}
    given = {
        part: Fraction(str(getattr(priorities, part)))
        for part, is_asked in asked.items()
        if is_asked
    }
    total = sum(given.values())
    return {part: weight / total for part, weight in given.items()} if total else {}
