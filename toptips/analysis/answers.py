"""Who answered what: the answers of the self-assessments, tallied by item and group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from toptips.analysis.disclosure import FAMILY, SECTOR
from toptips.analysis.otherwise import Kind
from toptips.analysis.pooling import (
    NOT_SAID,
    families_are_safe,
    families_of,
    in_the_pool,
    pool_sectors,
    quotable_sectors,
)
from toptips.analysis.rules import FEWEST_FOR_SECTORS, Rules
from toptips.analysis.tally import Scored, Tally
from toptips.model import questions
from toptips.model.asked import Asked
from toptips.model.questions import DONT_KNOW, NOT_FOR_US
from toptips.model.responses import Response
from toptips.model.workshop import Partner


@dataclass(slots=True)
class ItemAnswers:
    """All counted answers about one item. `votes` holds for each voter whether it was named.

    `by` splits question a by dimension (`sector`, a group's name) and then by group; `kinds`
    counts people by organisation, groups and answer. `choices` holds the answers to the other
    choices by question key.
    """

    all: Scored = field(default_factory=Scored)
    by: dict[str, dict[str, Scored]] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)
    choices: dict[str, Tally[str]] = field(default_factory=dict)
    votes: Tally[bool] = field(default_factory=Tally)


@dataclass(slots=True)
class Answers:
    """All counted answers of the self-assessments.

    `size` holds how many people of each organisation answered, `sector_of` the pooled sector under
    which they count (or their family, or nothing, where few answered), `quotable` the sector that
    may stand behind their words. `alone` are the organisations that agreed to be shown. `groups`
    counts the self-assessments of each group of each dimension, in the order in which they are
    printed; `places` hold the group of each response by dimension. `problems` say what could not
    be counted. `pooled` are the sectors that count as "Other sectors".
    """

    items: dict[str, ItemAnswers]
    size: Counter[str]
    sector_of: dict[str, str]
    quotable: dict[str, str]
    alone: frozenset[str]
    groups: dict[str, dict[str, int]]
    places: dict[str, dict[str, str]]
    local_support: Tally[str] = field(default_factory=Tally)
    problems: list[str] = field(default_factory=list)
    pooled: tuple[str, ...] = ()

    @property
    def organisations(self) -> list[str]:
        """The organisations with at least one self-assessment, by id."""
        return sorted(self.size)

    @property
    def compared(self) -> str:
        """The dimension in which organisations are compared: by sector, or by family."""
        return next((name for name in (SECTOR, FAMILY) if name in self.groups), "")


def gather(asked: Asked, self_assessments: Sequence[Response], rules: Rules) -> Answers:
    """Count the answers of the self-assessments by item, organisation and group."""
    partners = {partner.id: partner for partner in asked.partners}
    size = Counter(form.partner for form in self_assessments)
    sectors = {form.partner: _sector(form, partners) for form in self_assessments}
    alone = frozenset(partner.id for partner in asked.partners if partner.may_be_shown)
    many = len(self_assessments) >= FEWEST_FOR_SECTORS
    dimension, sector_of = _compared(sectors, size, alone, rules, many=many)
    places = [
        ({dimension: sector_of[form.partner]} if dimension else {})
        | {name: _group(form, name, partners) for name in asked.groups if many}
        for form in self_assessments
    ]
    answers = Answers(
        items={tip.id: _nothing_yet() for tip in asked.framework.tips},
        size=size,
        sector_of=sector_of,
        quotable=quotable_sectors(sectors) if many else {},
        alone=alone,
        groups=_groups(asked, rules, places),
        places={form.id: place for form, place in zip(self_assessments, places, strict=True)},
        pooled=in_the_pool(sectors, sector_of) if dimension == SECTOR else (),
    )
    for item in answers.items.values():
        item.by = {
            dimension: {name: Scored(Tally(item.all.scores)) for name in names}
            for dimension, names in answers.groups.items()
        }
    for form, place in zip(self_assessments, places, strict=True):
        answers.problems.extend(_count(answers, asked, form, place))
    return answers


def _compared(
    sectors: Mapping[str, str],
    size: Mapping[str, int],
    alone: frozenset[str],
    rules: Rules,
    *,
    many: bool,
) -> tuple[str, dict[str, str]]:
    """Return how organisations are compared, if they are, and under which name each counts."""
    if rules.internal:
        return "", {}
    if many:
        return SECTOR, pool_sectors(sectors, size, alone, once=rules.once)
    families = families_of(sectors, rules.families)
    return (FAMILY, families) if families_are_safe(families, size) else ("", {})


def _nothing_yet() -> ItemAnswers:
    choices = questions.keys(per="item", kind="choice", besides="")
    asked = set(questions.askable("self-assessment"))
    return ItemAnswers(choices={key: Tally() for key in choices if key in asked})


def _sector(response: Response, partners: Mapping[str, Partner]) -> str:
    """Return the sector of a response: its partner's, as it was asked."""
    partner = partners.get(response.partner)
    return (partner.sector if partner else response.sector) or NOT_SAID


def _group(response: Response, dimension: str, partners: Mapping[str, Partner]) -> str:
    """Return the group of a response: what it says, else what is true of its whole partner."""
    partner = partners.get(response.partner)
    whole = partner.groups.get(dimension) if partner else None
    return response.groups.get(dimension) or whole or NOT_SAID


def _groups(
    asked: Asked, rules: Rules, places: Sequence[Mapping[str, str]]
) -> dict[str, dict[str, int]]:
    """Count the self-assessments of each group: the workshop's order first, the others last."""
    order = {SECTOR: list(dict.fromkeys(partner.sector for partner in asked.partners))}
    order[FAMILY] = list(rules.families)
    order |= {name: list(values) for name, values in asked.groups.items()}
    counted: dict[str, dict[str, int]] = {}
    for dimension in places[0] if places else ():
        known = order[dimension]
        found = Counter(place[dimension] for place in places)
        others = sorted(set(found) - {*known, NOT_SAID})
        names = [*(name for name in known if name != NOT_SAID), *others, NOT_SAID]
        counted[dimension] = {name: found[name] for name in names if found[name]}
    return counted


def _count(
    answers: Answers, asked: Asked, response: Response, places: Mapping[str, str]
) -> Iterator[str]:
    """Count one self-assessment; yield what in it could not be counted."""
    organisation = response.partner
    noun = asked.framework.item.singular
    levels = {str(value): value for value in asked.scale}
    choices = _choices()
    named = {response.get("", key) for key in questions.votes()} - {""}
    voted = not named.isdisjoint(answers.items)
    if not named <= set(answers.items):
        yield f"Response {response.id} names {_a(noun)} that the framework does not have."
    for tip in asked.framework.tips:
        found = answers.items[tip.id]
        given = response.get(tip.id, "score")
        if given in (*levels, DONT_KNOW, NOT_FOR_US):
            _count_score(found, organisation, levels.get(given, given), places)
        else:
            found.kinds[Kind(organisation, tuple(places.values()), "")] += 1
        if given and given not in (*levels, DONT_KNOW, NOT_FOR_US):
            yield f"Response {response.id}: its score for {noun} {tip.number} is not on the scale."
        for key, tally in found.choices.items():
            if (chosen := response.get(tip.id, key)) in choices[key]:
                tally.add(organisation, chosen)
        if voted:
            found.votes.add(organisation, tip.id in named)
    support = response.get("", "local_support")
    if support in questions.values_of("local_support"):
        answers.local_support.add(organisation, support)


def own_places(response: Response, asked: Asked, partners: Mapping[str, Partner]) -> dict[str, str]:
    """Return the sector and the groups of a response as its form has them, before any are pooled.

    `partners` are those of `asked`, by id.
    """
    groups = {name: _group(response, name, partners) for name in asked.groups}
    return {SECTOR: _sector(response, partners)} | groups


@cache
def _values(catalogue: tuple[questions.Topic, ...]) -> dict[str, frozenset[str]]:
    return {topic.key: frozenset(questions.values_of(topic.key)) for topic in catalogue}


def _choices() -> dict[str, frozenset[str]]:
    """Return the fixed choices of every question by key, looked up once for all respondents."""
    return _values(questions.CATALOGUE)


def _a(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _count_score(
    found: ItemAnswers, organisation: str, given: int | str, places: Mapping[str, str]
) -> None:
    """Count one usable answer to question a of one item, for all and for each of its groups."""
    found.kinds[Kind(organisation, tuple(places.values()), given)] += 1
    in_groups = (found.by[dimension][name] for dimension, name in places.items())
    for part in (found.all, *in_groups):
        if isinstance(given, int):
            part.scores.add(organisation, given)
        else:
            part.dont_know += given == DONT_KNOW
            part.not_for_us += given == NOT_FOR_US
