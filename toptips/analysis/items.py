"""The figures of one item: scores, choices, comments, and what tables agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis import chosen, comments, disclosure, scores
from toptips.analysis.answers import ItemAnswers
from toptips.analysis.figures import Comments, Gap, Priority, Scores, Shares, TipFigures
from toptips.analysis.rules import Rules
from toptips.analysis.tally import Scored, Tally
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

    `written` holds the comments of self-assessments by item and question, `personal` the places
    in which personal data was found.
    """

    asked: Asked
    terms: Terms
    rules: Rules
    tables: Sequence[Response]
    people: Sequence[Response]
    written: Mapping[tuple[str, str], Sequence[Comment]]
    personal: Set[comments.Place]
    printable: comments.Printable


@dataclass(frozen=True, slots=True)
class _Shown:
    """What may be shown of the scores of one item; what too few people stand behind is None."""

    n: int | None
    suppressed: bool
    shares: dict[int, Fraction] | None
    mean: Fraction | None
    median: Fraction | None
    within_one: int | None
    consensus: float | None
    split: bool | None
    called_split: bool


def item_figures(
    tip: Tip,
    found: ItemAnswers,
    by: dict[str, dict[str, Scores]],
    gap: Gap,
    priority: Priority,
    context: Context,
) -> TipFigures:
    """Put one item's figures together; what too few people stand behind is None."""
    rules = context.rules
    shown = _scores(found.all, rules)
    answered = found.all.answered
    with_others = not 0 < answered < rules.smallest.mean
    choices = _choices(found, context)
    table_words, dissenting = comments.words_of_tables(
        context.tables, tip.id, context.personal, context.asked
    )
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
        called_split=shown.called_split,
        band=_band(shown.mean, context),
        gap=gap,
        ownership=choices["ownership"],
        votes=disclosure.show_votes(found.votes, rules.smallest, rules.once),
        local_tip=choices["local_tip"],
        agreed=comments.agreed(context.tables, tip.id, context.personal, rules.scale),
        priority=priority,
        by=by,
        comments=_comments(tip, context),
        choices={key: shares for key, shares in choices.items() if key not in OWN_FIELD},
        experience=_experience(tip, context),
        table_words=table_words,
        dissenting=dissenting,
        tables_chose=chosen.by_tables(context.tables, tip.id),
    )


def _scores(found: Scored, rules: Rules) -> _Shown:
    n, people = found.scores.n, found.scores.people()
    weights = found.scores.weights(rules.once)
    with_mean, with_shares = n >= rules.smallest.mean, n >= rules.smallest.shares
    median = scores.median(weights) if with_mean else None
    split = scores.is_split(weights, rules.scale) if with_shares else None
    return _Shown(
        n=n if with_mean or not n else None,
        suppressed=0 < n < rules.smallest.mean,
        shares=scores.shares(weights, rules.scale) if with_shares else None,
        mean=scores.mean(weights) if with_mean else None,
        median=median,
        within_one=None
        if median is None or not with_shares
        else scores.within_one(people, median, rules.scale),
        consensus=scores.consensus(scores.on_every_level(weights, rules.scale))
        if with_shares and n >= scores.SMALLEST_FOR_CONSENSUS
        else None,
        split=split,
        called_split=bool(split) and scores.may_be_called_split(people, rules.scale),
    )


def _band(mean: Fraction | None, context: Context) -> str | None:
    terms = context.terms
    if mean is None:
        return None
    return scores.band(mean, context.rules.scale, terms.strength_from, terms.discuss_from)


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
        shown[key] = disclosure.show_choice(tally, values, rules.smallest, rules.once)
    return shown


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
    return disclosure.show_choice(tally, values, context.rules.smallest, once=False)
