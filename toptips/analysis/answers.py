"""Who answered what: the answers of the self-assessments, tallied by tip and group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toptips.analysis.disclosure import NOT_SAID, pool_sectors
from toptips.analysis.tally import Scored, Tally
from toptips.model.framework import Framework
from toptips.model.questionnaire import CHOICES, DONT_KNOW, NOT_FOR_US, ONCE_QUESTIONS
from toptips.model.responses import Response
from toptips.model.workshop import Partner, Workshop

SECTOR = "sector"
VOTES = tuple(key for key in ONCE_QUESTIONS if key.startswith("top_"))


@dataclass(slots=True)
class TipAnswers:
    """All counted answers about one tip. `votes` holds for each voter whether it was named.

    `by` splits question a by dimension (`sector`, a group's name) and then by group; `scored`
    and `answered` count those who gave a score, and who answered at all, by their groups in all
    dimensions together.
    """

    all: Scored = field(default_factory=Scored)
    by: dict[str, dict[str, Scored]] = field(default_factory=dict)
    scored: Counter[tuple[str, ...]] = field(default_factory=Counter)
    answered: Counter[tuple[str, ...]] = field(default_factory=Counter)
    ownership: Tally[str] = field(default_factory=Tally)
    local_tip: Tally[str] = field(default_factory=Tally)
    votes: Tally[bool] = field(default_factory=Tally)


@dataclass(slots=True)
class Answers:
    """All counted answers of the self-assessments.

    `sector_of` is the pooled sector of each organisation that answered; `groups` counts the
    self-assessments of each group of each dimension, in the order in which they are printed.
    `problems` name what could not be counted.
    """

    tips: dict[str, TipAnswers]
    sector_of: dict[str, str]
    groups: dict[str, dict[str, int]]
    local_support: Tally[str] = field(default_factory=Tally)
    problems: list[str] = field(default_factory=list)

    @property
    def organisations(self) -> list[str]:
        """The organisations with at least one self-assessment, by id."""
        return sorted(self.sector_of)


def gather(
    workshop: Workshop, framework: Framework, self_assessments: Sequence[Response]
) -> Answers:
    """Count the answers of the self-assessments by tip, organisation and group."""
    partners = {one.id: one for one in workshop.partners}
    sector_of = pool_sectors(
        {one.partner: _sector(one, partners) for one in self_assessments},
        Counter(one.partner for one in self_assessments),
        {one.id for one in workshop.partners if one.may_be_shown},
    )
    places = [
        {SECTOR: sector_of[one.partner]}
        | {name: _group(one, name, partners) for name in workshop.groups}
        for one in self_assessments
    ]
    answers = Answers(
        tips={tip.id: TipAnswers() for tip in framework.tips},
        sector_of=sector_of,
        groups=_groups(workshop, places),
    )
    for tip in answers.tips.values():
        tip.by = {
            dimension: {name: Scored(Tally(tip.all.scores)) for name in names}
            for dimension, names in answers.groups.items()
        }
    for response, place in zip(self_assessments, places, strict=True):
        answers.problems.extend(_count(answers, framework, response, place))
    return answers


def _sector(response: Response, partners: Mapping[str, Partner]) -> str:
    """Return the sector of a response: its partner's, as workshop.yaml has it now."""
    partner = partners.get(response.partner)
    return (partner.sector if partner else response.sector) or NOT_SAID


def _group(response: Response, dimension: str, partners: Mapping[str, Partner]) -> str:
    """Return the group of a response: what it says, else what is true of its whole partner."""
    partner = partners.get(response.partner)
    whole = partner.groups.get(dimension) if partner else None
    return response.groups.get(dimension) or whole or NOT_SAID


def _groups(
    workshop: Workshop, dimensions: Sequence[Mapping[str, str]]
) -> dict[str, dict[str, int]]:
    """Count the self-assessments of each group: the workshop's order first, the others last."""
    order = {SECTOR: list(dict.fromkeys(one.sector for one in workshop.partners))}
    order |= {name: list(values) for name, values in workshop.groups.items()}
    counted: dict[str, dict[str, int]] = {}
    for dimension, known in order.items():
        found = Counter(places[dimension] for places in dimensions)
        others = sorted(set(found) - {*known, NOT_SAID})
        names = [*(name for name in known if name != NOT_SAID), *others, NOT_SAID]
        counted[dimension] = {name: found[name] for name in names if found[name]}
    return counted


def _count(
    answers: Answers, framework: Framework, response: Response, places: Mapping[str, str]
) -> Iterator[str]:
    """Count one self-assessment; yield what in it could not be counted."""
    organisation = response.partner
    levels = {str(level.value): level.value for level in framework.scale}
    named = {response.get("", key) for key in VOTES} - {""}
    voted = not named.isdisjoint(answers.tips)
    if not named <= set(answers.tips):
        yield f"Response {response.id} votes for a tip that the framework does not have."
    for tip in framework.tips:
        found = answers.tips[tip.id]
        given = response.get(tip.id, "score")
        if given in (*levels, DONT_KNOW, NOT_FOR_US):
            _count_score(found, organisation, levels.get(given, given), places)
        elif given:
            yield f"Response {response.id}: its score for tip {tip.number} is not on the scale."
        for key, tally in (("ownership", found.ownership), ("local_tip", found.local_tip)):
            if (chosen := response.get(tip.id, key)) in CHOICES[key]:
                tally.add(organisation, chosen)
        if voted:
            found.votes.add(organisation, tip.id in named)
    if (support := response.get("", "local_support")) in CHOICES["local_support"]:
        answers.local_support.add(organisation, support)


def _count_score(
    found: TipAnswers, organisation: str, given: int | str, places: Mapping[str, str]
) -> None:
    """Count one usable answer to question a of one tip, for all and for each of its groups."""
    crossed = tuple(places.values())
    found.answered[crossed] += 1
    found.scored[crossed] += isinstance(given, int)
    for part in (found.all, *(found.by[one][name] for one, name in places.items())):
        if isinstance(given, int):
            part.scores.add(organisation, given)
        else:
            part.dont_know += given == DONT_KNOW
            part.not_for_us += given == NOT_FOR_US
