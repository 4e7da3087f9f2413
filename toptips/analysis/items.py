"""The figures of one item: scores, choices, comments, and what tables agreed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from fractions import Fraction

from toptips.analysis import chosen, comments, disclosure, scores, weighed
from toptips.analysis.answers import ItemAnswers
from toptips.analysis.disclosure import FAMILY, SECTOR
from toptips.analysis.figures import (
    Comments,
    Gap,
    NonResponse,
    Priority,
    Scores,
    Shares,
    TipFigures,
)
from toptips.analysis.printing import rounded
from toptips.analysis.rules import Rules
from toptips.analysis.scores import Weight
from toptips.analysis.table_words import WordsOfTables
from toptips.analysis.tally import Tally
from toptips.analysis.terms import Terms
from toptips.model import questions
from toptips.model.answered import Comment
from toptips.model.asked import Asked
from toptips.model.framework import Tip
from toptips.model.responses import Response

# The choices that have a field of their own.
OWN_FIELD = ("ownership", "local_tip")


@dataclass(frozen=True, slots=True)
class Context:
    """What the figures of every item are taken from, beside its own answers.

    `size` counts the people of each organisation that answered, `missing` the forms that were
    expected and did not come. `written` holds the comments of
    self-assessments by item and question, `personal` the places in which personal data was found.
    """

    asked: Asked
    terms: Terms
    rules: Rules
    tables: Sequence[Response]
    people: Sequence[Response]
    written: Mapping[tuple[str, str], Sequence[Comment]]
    personal: Set[comments.Place]
    printable: comments.Printable
    size: Mapping[str, int]
    missing: int = 0
    too_few: bool = False
    of_tables: WordsOfTables = field(default_factory=WordsOfTables)


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of the answers about one item; what too few people stand behind is None.

    `choices` holds the answers to questions with fixed choices, by question key.
    """

    n: int | None
    suppressed: bool
    shares: dict[int, Fraction] | None
    mean: Fraction | None
    median: Fraction | None
    within_one: int | None
    consensus: float | None
    split: bool | None
    choices: Mapping[str, Shares] = field(default_factory=dict)


# Where too few answered in all: not even that nobody scored it.
_NOTHING = Shown(None, True, None, None, None, None, None, None)


def shown_of(found: ItemAnswers, context: Context) -> Shown:
    """Return what may be shown of the answers about one item."""
    scored = _NOTHING if context.too_few else _scores(found, context.rules)
    return replace(scored, choices=_choices(found, context))


def item_figures(
    tip: Tip,
    found: ItemAnswers,
    shown: Shown,
    by: dict[str, dict[str, Scores]],
    gaps: Mapping[str, Gap],
    priority: Priority,
    context: Context,
) -> TipFigures:
    """Put one item's figures together; what too few people stand behind is None."""
    rules, answered = context.rules, found.all.answered
    with_others = not (context.too_few or 0 < answered < rules.smallest.mean)
    choices = shown.choices
    return TipFigures(
        id=tip.id,
        number=tip.number,
        title=tip.title,
        n=shown.n,
        suppressed=shown.suppressed,
        dont_know=found.all.dont_know if with_others else None,
        not_for_us=found.all.not_for_us if with_others else None,
        dont_know_share=_of(found.all.dont_know, answered) if with_others else None,
        not_for_us_share=_of(found.all.not_for_us, answered) if with_others else None,
        many_dont_know=with_others and scores.many_dont_know(found.all.dont_know, answered),
        shares=shown.shares,
        mean=shown.mean,
        median=shown.median,
        within_one=shown.within_one,
        consensus=shown.consensus,
        split=shown.split,
        band=_band(shown, context),
        gap=gaps.get(SECTOR) or gaps.get(FAMILY) or Gap(),
        ownership=choices["ownership"],
        votes=disclosure.show_votes(found.votes, rules.smallest, rules.once),
        local_tip=choices["local_tip"],
        agreed=comments.agreed(context.tables, tip.id, context.personal, rules.scale),
        priority=priority,
        by=by if shown.mean is not None else disclosure.all_hidden(by),
        comments=_comments(tip, context),
        choices=_further(choices),
        experience=_experience(tip, context),
        table_words=context.of_tables.by_item.get(tip.id, {}),
        dissenting=context.of_tables.dissenting.get(tip.id),
        tables_spoke=context.of_tables.spoke.get(tip.id, 0),
        gaps=_of_groups(gaps),
        band_range=_band_range(found, shown, context),
        non_response=_non_response(shown, context),
        tables_chose=chosen.by_tables(context.tables, tip.id),
    )


def _scores(item: ItemAnswers, rules: Rules) -> Shown:
    found = item.all
    n, people = found.scores.n, found.scores.people()
    weights = found.scores.weights(rules.once)
    with_mean, with_shares = n >= rules.smallest.mean, n >= rules.smallest.shares
    if rules.once:
        with_shares = with_shares and not _sure_of(item, rules, with_shares=True)
        with_mean = with_shares or (with_mean and not _sure_of(item, rules, with_shares=False))
    shares = disclosure.in_print(scores.shares(weights, rules.scale), rules.once)
    median = scores.median(weights) if with_mean else None
    split = scores.is_split(weights, people, rules.scale) if with_shares else None
    return Shown(
        n=n if with_mean or not n else None,
        suppressed=n > 0 and not with_mean,
        shares=shares if with_shares else None,
        mean=_mean(weights, rules) if with_mean else None,
        median=median,
        within_one=None
        if median is None or not with_shares
        else scores.within_one(people, median, rules.scale),
        # Of the shares as they are published: the exact ones may tell more.
        consensus=scores.consensus(scores.on_every_level(shares or {}, rules.scale))
        if with_shares and n >= scores.SMALLEST_FOR_CONSENSUS
        else None,
        split=split,
    )


def _sure_of(item: ItemAnswers, rules: Rules, *, with_shares: bool) -> list[str]:
    """Return the organisations of whose people a score might follow."""
    given: defaultdict[str, Counter[int | str]] = defaultdict(Counter)
    for kind, people in item.kinds.items():
        given[kind.organisation][kind.answer] += people
    return weighed.sure_of(given, rules.scale, levels=rules.scale, with_shares=with_shares)


def _mean(weights: Mapping[int, Weight], rules: Rules) -> Fraction | None:
    """Return the mean, to one decimal where people weigh differently.

    More would tell who gave which score.
    """
    mean = scores.mean(weights)
    return rounded(mean, Fraction(1, 10)) if mean is not None and rules.once else mean


def _band(shown: Shown, context: Context) -> str | None:
    """Return the band of the mean as it is published, which is exact where people weigh alike."""
    if shown.mean is None:
        return None
    return scores.band(shown.mean, context.rules.scale, *_limits(context))


def _limits(context: Context) -> tuple[Fraction, Fraction]:
    return context.terms.strength_from, context.terms.discuss_from


def _band_range(found: ItemAnswers, shown: Shown, context: Context) -> tuple[str, ...]:
    """Return the bands of all data sets without one organisation, the lowest first."""
    rules, band = context.rules, _band(shown, context)
    if band is None:
        return ()
    others = scores.bands_without_one(found.all.scores, rules.once, rules.scale, *_limits(context))
    return tuple(name for name in scores.BANDS if name in {band, *others})


def _non_response(shown: Shown, context: Context) -> NonResponse | None:
    """Return between which means all would lie that were expected to answer."""
    missing = context.missing
    if shown.mean is None or not shown.n or missing <= 0:
        return None
    low, high = scores.bounds(shown.mean, shown.n, missing, context.rules.scale)
    if context.rules.once:  # no finer than the mean that they are made from
        low, high = rounded(low, Fraction(1, 10)), rounded(high, Fraction(1, 10))
    return NonResponse(low, high)


def _of(count: int, answered: int) -> Fraction | None:
    return Fraction(count, answered) if answered else None


def _choices(found: ItemAnswers, context: Context) -> dict[str, Shares]:
    """Return what may be shown of every question about an item that has fixed choices.

    What the forms did not offer has no share: it is not that nobody chose it.
    """
    rules, shown = context.rules, {}
    for key, tally in found.choices.items():
        offered = context.terms.labels.get(key, ())
        values = [value for value in questions.values_of(key) if value in offered or not offered]
        shown[key] = disclosure.show_choice(tally, values, rules, context.size)
    return shown


def _of_groups(gaps: Mapping[str, Gap]) -> dict[str, Gap]:
    return {name: gap for name, gap in gaps.items() if name not in (SECTOR, FAMILY)}


def _further(choices: Mapping[str, Shares]) -> dict[str, Shares]:
    return {key: shares for key, shares in choices.items() if key not in OWN_FIELD}


def _comments(tip: Tip, context: Context) -> dict[str, Comments]:
    """Return what partners wrote about an item, by question."""
    asked = questions.askable("self-assessment")
    return {
        key: comments.counted(context.written.get((tip.id, key), ()), context.printable)
        for key in questions.keys(per="item", quoted=True)
        if key in asked
    }


def _experience(tip: Tip, context: Context) -> Shares:
    """Return how people who use services found it; each of them counts once."""
    values = questions.values_of("experience")
    tally: Tally[str] = Tally()
    for person in context.people:
        if (said := person.get(tip.id, "experience")) in values:
            tally.add(person.id, said)
    return disclosure.show_choice(tally, values, replace(context.rules, once=False), {})
