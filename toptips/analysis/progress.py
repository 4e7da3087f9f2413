"""What became of a workshop's items between its rounds: the figures of the progress report.

Organisations are compared with themselves, in every round in which an item was asked. What is
published is rounded to a tenth of a level, here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from toptips.analysis.answers import gather
from toptips.analysis.change import Change, changes
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
from toptips.analysis.tally import Tally
from toptips.analysis.terms import Terms
from toptips.model.actions import AgreedAction
from toptips.model.answered import Answered
from toptips.model.asked import Asked
from toptips.model.framework import Framework

FORMAT = 1
TENTH = Fraction(1, 10)
NOT_SHOWN = Change(suppressed=True)


@dataclass(frozen=True)
class Round:
    """One round of a workshop: as it was asked, as it was answered, and how it is counted.

    `items` and `partners` lead from ids of this round to those of earlier ones. `edition` is the
    number under which these answers are on record in its folder, None in a draft; `fingerprint` is
    of the files they were read from.
    """

    asked: Asked
    answered: Answered
    rules: Rules
    items: Earlier = field(default_factory=dict)
    partners: Earlier = field(default_factory=dict)
    edition: int | None = None
    fingerprint: str = ""


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
            _item(item, items, frameworks, compared[item], in_print(change, last.asked.scale))
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


@dataclass(frozen=True, slots=True)
class _Compared:
    """One item: the places of the rounds that asked it, and how organisations scored it in each.

    `levels` holds for each organisation that is compared its mean in each of these rounds, on the
    scale of the last.
    """

    rounds: tuple[int, ...]
    levels: Mapping[str, tuple[Fraction, ...]]

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


def _compared(
    rounds: Sequence[Round], items: Traced, names: Mapping[str, str], smallest: int
) -> dict[str, _Compared]:
    """Return for each item of the last round which organisations are compared, and how they are."""
    scales = [each.asked.scale for each in rounds]
    tallies = [_tallies(each) for each in rounds]
    found = {}
    for item, called in items.items():
        asked = tuple(place for place, ids in enumerate(called) if ids)
        scores = [
            by_organisation((tallies[place][name] for name in called[place]), names)
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
        found[item] = _Compared(asked, levels)
    return found


def _item(
    item: str,
    items: Traced,
    frameworks: Sequence[Framework],
    compared: _Compared,
    change: Change,
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
        change=change,
        means=tuple(map(tenth, compared.means)),
        steps=tuple(map(_step, compared.steps)),
    )


def _tallies(counted: Round) -> dict[str, Tally[int]]:
    """Return the scores of a round by item."""
    forms = counted.answered.forms("self-assessment")
    answers = gather(counted.asked, forms, counted.rules)
    return {item: found.all.scores for item, found in answers.items.items()}


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


def _step(differences: Sequence[Fraction]) -> Change:
    """Return how organisations went from one round to the next; nothing is claimed of it."""
    return Change(
        organisations=len(differences),
        mean=tenth(_mean(differences)),
        up=sum(difference > 0 for difference in differences),
        same=sum(difference == 0 for difference in differences),
        down=sum(difference < 0 for difference in differences),
    )


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
