"""What became of a workshop's items between its rounds: the figures of the progress report.

Organisations are compared with themselves, in every round in which an item was asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from toptips.analysis.answers import Answers, gather
from toptips.analysis.beside_reports import Given, Place, Seat, safe
from toptips.analysis.change import Change, changes
from toptips.analysis.compared import ComparedItem, carried_over, step, tenth
from toptips.analysis.disclosure import seen_as
from toptips.analysis.figures import Scores
from toptips.analysis.following import FollowedUp, follow_up
from toptips.analysis.matching import (
    Dropped,
    Fate,
    PartnerProgress,
    Reworded,
    dropped,
    fate_of_item,
    partners_of,
    reworded,
)
from toptips.analysis.pairing import (
    Earlier,
    Traced,
    by_organisation,
    panel,
    same_organisation,
    traced,
)
from toptips.analysis.rules import Rules
from toptips.analysis.terms import Terms
from toptips.model.actions import AgreedAction
from toptips.model.answered import Answered
from toptips.model.asked import Asked
from toptips.model.framework import Framework

FORMAT = 1
NOT_SHOWN = Change(suppressed=True)


@dataclass(frozen=True)
class Round:
    """One round of a workshop: as it was asked, as it was answered, and how it is counted.

    `items` and `partners` lead from ids of this round to those of earlier ones. `edition` is the
    number under which these answers are on record in its folder, None in a draft; `fingerprint` is
    of the files they were read from. `shown` is by item what its report shows of groups.
    """

    asked: Asked
    answered: Answered
    rules: Rules
    items: Earlier = field(default_factory=dict)
    partners: Earlier = field(default_factory=dict)
    edition: int | None = None
    fingerprint: str = ""
    shown: Mapping[str, Mapping[str, Mapping[str, Scores]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """What the report says of one round. `label` is its month, or its day where two are alike."""

    label: str
    workshop: str
    framework: str
    framework_title: str
    version: str
    self_assessments: int
    organisations: int
    scale: dict[int, str]
    edition: int | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """What became of one item of the last round.

    `rounds` are the places, from 0 on, of the rounds in which it was asked, and `called` says under
    which titles, by place. `change` is from the first of them to the last, `means` is the mean of
    organisation means in each, and `steps` what happened between one and the next, all over the
    same organisations.
    """

    id: str
    number: int
    title: str
    fate: Fate
    rounds: tuple[int, ...]
    called: dict[int, tuple[str, ...]]
    earlier_ids: dict[int, tuple[str, ...]]
    change: Change = NOT_SHOWN
    means: tuple[Fraction, ...] = ()
    steps: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Progress:
    """All that a progress report may show.

    `terms` are those of the last round. `in_all` counts the organisations that answered in every
    round. `rescaled` names the rounds whose levels were carried over to the last round's scale.
    """

    rounds: tuple[RoundFigures, ...]
    items: tuple[ItemProgress, ...]
    dropped: tuple[Dropped, ...]
    reworded: tuple[Reworded, ...]
    partners: tuple[PartnerProgress, ...]
    in_all: int
    terms: Terms
    smallest: int
    rescaled: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    compared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    followed: tuple[FollowedUp, ...] = ()

    @property
    def scale(self) -> dict[int, str]:
        """The scale on which everything stands: that of the last round."""
        return self.rounds[-1].scale

    @property
    def movement(self) -> str:
        """What going up or down is called: another word where the items are called changes."""
        return "movement" if self.terms.item.split()[-1] == "change" else "change"

    @property
    def shown(self) -> tuple[ItemProgress, ...]:
        """The items whose change may be shown."""
        return tuple(item for item in self.items if not item.change.suppressed)

    @property
    def claimed(self) -> tuple[ItemProgress, ...]:
        """The items that changed by more than chance usually brings about."""
        return tuple(item for item in self.items if item.change.claimed)


def progress(
    rounds: Sequence[Round], labels: Sequence[str], actions: Sequence[AgreedAction] = ()
) -> Progress:
    """Return what may be published of the way from the first round to the last.

    `labels` are what the rounds are called in print; `actions` were agreed last time. The
    limits of all rounds hold together: what any of them promised is kept.
    """
    last = rounds[-1]
    frameworks = [each.asked.framework for each in rounds]
    names = same_organisation(each.partners for each in rounds)
    items = traced([each.items for each in rounds], [_ids(each.asked) for each in rounds])
    smallest = max(each.rules.smallest.mean for each in rounds)
    compared = _compared(rounds, items, names, smallest)
    found = changes({item: of_item.differences for item, of_item in compared.items()})
    partners = partners_of([each.asked.partners for each in rounds], _answering(rounds), names)
    return Progress(
        rounds=tuple(map(_round, rounds, labels)),
        items=tuple(
            _item(item, items, frameworks, compared[item], change, last.asked.scale)
            for item, change in found.items()
        ),
        dropped=tuple(dropped(frameworks, items)),
        reworded=tuple(reworded([each.asked for each in rounds], items)),
        partners=partners,
        in_all=sum(all(partner.answered) for partner in partners),
        terms=Terms.of(last.asked, last.rules),
        smallest=smallest,
        rescaled=tuple(
            label
            for label, each in zip(labels, rounds, strict=True)
            if each.asked.scale != last.asked.scale
        ),
        followed=tuple(follow_up(actions, last.asked, last.answered, last.rules)),
        compared={item: tuple(of_item.levels) for item, of_item in compared.items()},
    )


def _ids(asked: Asked) -> list[str]:
    return [tip.id for tip in asked.framework.tips]


def _answering(rounds: Sequence[Round]) -> list[frozenset[str]]:
    """Return for each round the partners of which a self-assessment counts."""
    return [
        frozenset(form.partner for form in each.answered.forms("self-assessment"))
        for each in rounds
    ]


def _round(counted: Round, label: str) -> RoundFigures:
    framework = counted.asked.framework
    forms = counted.answered.forms("self-assessment")
    return RoundFigures(
        label=label,
        workshop=counted.asked.workshop,
        framework=framework.id,
        framework_title=framework.title,
        version=framework.version,
        self_assessments=len(forms),
        organisations=len({form.partner for form in forms}),
        scale={level.value: level.label for level in framework.scale},
        edition=counted.edition,
        fingerprint=counted.fingerprint,
    )


def _compared(
    rounds: Sequence[Round], items: Traced, names: Mapping[str, str], smallest: int
) -> dict[str, ComparedItem]:
    """Return for each item of the last round which organisations are compared, and how they are."""
    scales = [each.asked.scale for each in rounds]
    answers = [_gathered(each) for each in rounds]
    found = {}
    for item, called in items.items():
        asked = tuple(place for place, ids in enumerate(called) if ids)
        scores = [
            by_organisation(
                (answers[place].items[name].all.scores for name in called[place]), names
            )
            for place in asked
        ]
        of_these = [scales[place] for place in asked]
        chosen = panel(scores, of_these, smallest) if len(asked) > 1 else ()
        levels = {
            name: tuple(
                carried_over(of_round[name].mean, scale, scales[-1])
                for of_round, scale in zip(scores, of_these, strict=True)
            )
            for name in chosen
        }
        found[item] = ComparedItem(asked, levels)
    return safe(found, items, _given(rounds, answers, names), scales[-1])


def _item(
    item: str,
    items: Traced,
    frameworks: Sequence[Framework],
    compared: ComparedItem,
    change: Change,
    scale: Sequence[int],
) -> ItemProgress:
    """Return all that may be published of one item."""
    tip, called = frameworks[-1].tip(item), items[item]
    titles = {
        place: tuple(frameworks[place].tip(name).title for name in called[place])
        for place in compared.rounds
    }
    return ItemProgress(
        id=tip.id,
        number=tip.number,
        title=tip.title,
        fate=fate_of_item(item, items, titles),
        rounds=compared.rounds,
        called=titles,
        earlier_ids={place: called[place] for place in compared.rounds[:-1]},
        change=compared.in_print(change, scale),
        means=tuple(map(tenth, compared.means)),
        steps=tuple(map(step, compared.steps)),
    )


def _gathered(counted: Round) -> Answers:
    return gather(counted.asked, counted.answered.forms("self-assessment"), counted.rules)


def _given(
    rounds: Sequence[Round], answers: Sequence[Answers], names: Mapping[str, str]
) -> dict[Place, Given]:
    """Return the scores of each item in each round, by organisation and by groups shown."""
    scale = rounds[-1].asked.scale
    found = {}
    for place, (each, of_round) in enumerate(zip(rounds, answers, strict=True)):
        own = each.asked.scale
        length = Fraction(scale[-1] - scale[0], own[-1] - own[0])
        for item, of_item in of_round.items.items():
            people: defaultdict[Seat, Counter[int]] = defaultdict(Counter)
            for kind, many in of_item.kinds.items():
                if isinstance(kind.answer, int):
                    groups = seen_as(kind, each.shown.get(item, {}))
                    people[names.get(kind.organisation, kind.organisation), groups][
                        kind.answer
                    ] += many
            found[place, item] = Given(people, length, each.rules.once)
    return found


def not_matched(rounds: Sequence[Round]) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """Yield what names earlier ids of which no earlier round has any.

    The place of the round, `items` or `partners`, the id, and the ids that it names.
    """
    for what in ("items", "partners"):
        known: set[str] = set()
        for place, each in enumerate(rounds):
            was: Earlier = getattr(each, what)
            if place:
                for name, earlier in was.items():
                    if earlier and known.isdisjoint({name, *earlier}):
                        yield place, what, name, tuple(earlier)
            known |= {*was}
