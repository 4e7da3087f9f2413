"""Which items and organisations of several rounds are the same, and which may be compared.

The organisations that are compared on an item are a group of each round's workshop, and those that
are not are another. Both reports give the whole, so what holds of groups holds of both: each needs
enough people of two organisations, and a mean that is not near an end of the scale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis.change import FEWEST_PAIRED
from toptips.analysis.tally import Tally

HALF = Fraction(1, 2)
FEWEST_ORGANISATIONS = 2

Earlier = Mapping[str, Sequence[str]]
"""For ids of one round the ids that they had in earlier ones (`was`)."""
Traced = Mapping[str, tuple[tuple[str, ...], ...]]
"""For each id of the last round its ids in every round, the first round first."""


def traced(
    was: Sequence[Earlier], ids: Sequence[Collection[str]]
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return for each id of the last round what it was called in every round.

    `was` and `ids` are those of each round, the first round first. An id that stayed need not be
    named; what was renamed twice is followed from round to round, or at once where an id of long
    ago is named.
    """
    found = {}
    for last in ids[-1]:
        names, called = {last}, []
        for earlier, known in zip(reversed(was), reversed(ids), strict=True):
            called.append(tuple(name for name in known if name in names))
            names |= {old for name in sorted(names) for old in earlier.get(name, ())}
        found[last] = tuple(reversed(called))
    return found


def same_organisation(partners: Iterable[Earlier]) -> dict[str, str]:
    """Return for each id of any round the id that stands for its organisation in all of them.

    Ids that any round's `was` joins are one organisation, also where two of today come from one of
    before (a council that was divided): they are compared together. An id that is not in it stands
    for itself.
    """
    organisations: list[set[str]] = []
    heads: set[str] = set()
    for was in partners:
        for partner, earlier in was.items():
            ids = {partner, *earlier}
            heads |= {partner} if earlier else set()
            joined = [known for known in organisations if known & ids]
            apart = [known for known in organisations if not known & ids]
            organisations = [*apart, ids.union(*joined)]
    return {known: min(ids & heads or ids) for ids in organisations for known in sorted(ids)}


@dataclass(frozen=True, slots=True)
class OrganisationScores:
    """What the people of one organisation gave an item: how many did, and the sum of levels."""

    people: int
    total: int

    @property
    def mean(self) -> Fraction:
        """Return their mean, in levels."""
        return Fraction(self.total, self.people)


OfRound = Mapping[str, OrganisationScores]
"""One item's scores in one round, by organisation; each has at least one score."""


def by_organisation(
    tallies: Iterable[Tally[int]], name_of: Mapping[str, str]
) -> dict[str, OrganisationScores]:
    """Return what each organisation gave, person by person over all the tallies.

    Items that were merged are taken together so, and organisations by `name_of` likewise.
    """
    people: defaultdict[str, int] = defaultdict(int)
    totals: defaultdict[str, int] = defaultdict(int)
    for tally in tallies:
        for partner, counts in tally.by_organisation.items():
            name = name_of.get(partner, partner)
            people[name] += counts.total()
            totals[name] += sum(level * count for level, count in counts.items())
    return {name: OrganisationScores(n, totals[name]) for name, n in people.items() if n}


def panel(
    rounds: Sequence[OfRound], scales: Sequence[Sequence[int]], smallest: int
) -> tuple[str, ...]:
    """Return the organisations whose change on an item may be shown; none under six.

    They scored it in every round. `scales` are the levels of each round, the lowest first. Where
    those that are left out in a round are so few that their scores would follow from its report,
    the organisation with the fewest people is left out as well, until enough are: `smallest`
    people of two organisations, neither group with a mean within half a level of an end.
    """
    compared = set.intersection(*(set(scores) for scores in rounds))
    while len(compared) >= FEWEST_PAIRED:
        if all(
            _keeps_apart(compared, scores, scale, smallest)
            for scores, scale in zip(rounds, scales, strict=True)
        ):
            return tuple(sorted(compared))
        compared.remove(
            min(compared, key=lambda name: (sum(of[name].people for of in rounds), name))
        )
    return ()


def _keeps_apart(
    compared: Collection[str], scores: OfRound, scale: Sequence[int], smallest: int
) -> bool:
    """Say whether neither the compared nor the others of a round are too few to be known."""
    ours = [scores[name] for name in compared]
    others = [given for name, given in scores.items() if name not in compared]
    if not others:
        return sum(given.people for given in ours) >= smallest
    return all(_may_be_known(group, scale, smallest) for group in (ours, others))


def _may_be_known(group: Sequence[OrganisationScores], scale: Sequence[int], smallest: int) -> bool:
    people = sum(given.people for given in group)
    if people < smallest or len(group) < FEWEST_ORGANISATIONS:
        return False
    mean = Fraction(sum(given.total for given in group), people)
    return scale[0] + HALF <= mean <= scale[-1] - HALF
