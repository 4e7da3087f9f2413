"""From responses to everything that a report may show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis import comments, disclosure, gaps, priorities, scores, themes
from toptips.analysis.answers import SECTOR, Answers, TipAnswers, gather
from toptips.analysis.disclosure import NOT_SAID, OTHER_SECTORS, Smallest
from toptips.analysis.figures import (
    Agreed,
    Coding,
    Comments,
    Figures,
    Gap,
    Invited,
    Priority,
    Respondents,
    Scores,
    ThemeFigures,
    TipFigures,
)
from toptips.model.codebook import Codebook
from toptips.model.framework import Framework, Tip
from toptips.model.questionnaire import CHOICES
from toptips.model.responses import Response
from toptips.model.workshop import Workshop

FORMAT = 1


@dataclass(frozen=True, slots=True)
class _Rules:
    """How this workshop is counted, and the fewest people it shows."""

    once: bool
    smallest: Smallest
    scale: tuple[int, ...]


def analyse(
    workshop: Workshop,
    framework: Framework,
    codebook: Codebook | None,
    responses: Sequence[Response],
    returns: Mapping[str, int],
    *,
    fingerprint: str,
    versions: Mapping[str, str],
) -> Figures:
    """Return every figure that may be published about a workshop.

    A tip's figures are those of the self-assessments; what tables agreed stands beside them.
    `returns` counts returns by status, `fingerprint` is that of responses.csv and the codings,
    `versions` are those of the programs that a figure may depend on. The order of `responses`
    makes no difference.
    """
    responses = sorted(responses, key=lambda one: one.id)
    forms = [one for one in responses if one.form == "self-assessment"]
    tables = [one for one in responses if one.form == "conversation"]
    rules = _Rules(
        once=workshop.count == "organisations",
        smallest=Smallest.of(workshop.privacy),
        scale=tuple(level.value for level in framework.scale),
    )
    answers = gather(workshop, framework, forms)
    by = {
        tip: disclosure.show_groups(
            found.by, found.scored, found.answered, rules.smallest, rules.once, rules.scale
        )
        for tip, found in answers.tips.items()
    }
    personal, found_personal = comments.find_personal_data(responses, framework)
    size = Counter(one.partner for one in forms)
    named = _named(by, disclosure.shown_sectors(answers.sector_of, size, rules.smallest.mean))
    printable = comments.Printable(personal, named, answers.sector_of)
    tips = tuple(
        _tip(
            tip,
            answers.tips[tip.id],
            by[tip.id],
            rules,
            gap=gap,
            priority=priority,
            agreed=comments.agreed(tables, tip.id, personal, rules.scale),
            written={
                key: comments.comments(forms, tip.id, key, printable) for key in comments.QUOTED
            },
        )
        for tip, gap, priority in zip(
            framework.tips,
            _gaps(answers, by, rules),
            _priorities(answers, workshop, rules),
            strict=True,
        )
    )
    mentioned, coding = _themes(codebook, responses, answers, size, printable, rules)
    return Figures(
        format=FORMAT,
        workshop=workshop.id,
        framework=framework.id,
        versions=dict(versions),
        fingerprint=fingerprint,
        count=workshop.count,
        scale={level.value: level.label for level in framework.scale},
        returns=dict(returns),
        respondents=_respondents(workshop, forms, tables, answers),
        tips=tips,
        themes=mentioned,
        coding=coding,
        local_support=disclosure.show_choice(
            answers.local_support, CHOICES["local_support"], rules.smallest, rules.once
        ),
        other=comments.comments(forms, "", "other", printable),
        problems=(
            *_strangers(workshop, forms),
            *answers.problems,
            *found_personal,
            *comments.not_understood(tables, framework),
            *_few(tips, rules.smallest, asked="score" in workshop.ask),
        ),
    )


def _gaps(
    answers: Answers, by: Mapping[str, Mapping[str, Mapping[str, Scores]]], rules: _Rules
) -> list[Gap]:
    scored = [tip.all.scores for tip in answers.tips.values()]
    threshold = gaps.threshold(scored, answers.sector_of, rules.smallest.mean, rules.once)
    return [gaps.gap(by[tip][SECTOR], threshold) for tip in answers.tips]


def _named(
    by: Mapping[str, Mapping[str, Mapping[str, Scores]]], sectors: set[str]
) -> dict[str, set[str]]:
    """Return the sectors that a quote may name: those shown for its tip, but never a pool."""
    shown = {
        tip: {name for name, one in dimensions[SECTOR].items() if not one.suppressed}
        for tip, dimensions in by.items()
    }
    return {
        tip: names - {OTHER_SECTORS, NOT_SAID} for tip, names in (shown | {"": sectors}).items()
    }


def _priorities(answers: Answers, workshop: Workshop, rules: _Rules) -> list[Priority]:
    smallest = rules.smallest
    evidence = [
        priorities.Evidence(
            scores=tip.all.scores,
            votes=tip.votes,
            ownership=tip.ownership,
            scored=tip.all.scores.n >= smallest.mean,
            voted=tip.votes.n >= smallest.shares,
            owned=tip.ownership.n >= smallest.shares,
        )
        for tip in answers.tips.values()
    ]
    return priorities.priorities(
        evidence, priorities.weights(workshop), rules.scale, answers.organisations, rules.once
    )


def _tip(
    tip: Tip,
    found: TipAnswers,
    by: dict[str, dict[str, Scores]],
    rules: _Rules,
    *,
    gap: Gap,
    priority: Priority,
    agreed: tuple[Agreed, ...],
    written: dict[str, Comments],
) -> TipFigures:
    """Put one tip's figures together; what too few people stand behind is None."""
    n, answered = found.all.scores.n, found.all.answered
    people, weights = found.all.scores.people(), found.all.scores.weights(rules.once)
    with_mean = n >= rules.smallest.mean
    with_shares = n >= rules.smallest.shares
    with_others = not 0 < answered < rules.smallest.mean
    mean = scores.mean(weights) if with_mean else None
    median = scores.median(weights) if with_mean else None
    split = scores.is_split(weights, rules.scale) if with_shares else None
    return TipFigures(
        id=tip.id,
        number=tip.number,
        title=tip.title,
        n=n if with_mean or not n else None,
        suppressed=0 < n < rules.smallest.mean,
        dont_know=found.all.dont_know if with_others else None,
        not_for_us=found.all.not_for_us if with_others else None,
        dont_know_share=Fraction(found.all.dont_know, answered)
        if with_others and answered
        else None,
        not_for_us_share=Fraction(found.all.not_for_us, answered)
        if with_others and answered
        else None,
        many_dont_know=with_others and scores.many_dont_know(found.all.dont_know, answered),
        shares=scores.shares(weights, rules.scale) if with_shares else None,
        mean=mean,
        median=median,
        within_one=None
        if median is None or not with_shares
        else scores.within_one(people, median, rules.scale),
        consensus=scores.consensus(scores.on_every_level(weights, rules.scale))
        if with_shares and n >= scores.SMALLEST_FOR_CONSENSUS
        else None,
        split=split,
        called_split=bool(split) and scores.may_be_called_split(people, rules.scale),
        band=None if mean is None else scores.band(mean, rules.scale),
        gap=gap,
        ownership=disclosure.show_choice(
            found.ownership, CHOICES["ownership"], rules.smallest, rules.once
        ),
        votes=disclosure.show_votes(found.votes, rules.smallest, rules.once),
        local_tip=disclosure.show_choice(
            found.local_tip, CHOICES["local_tip"], rules.smallest, rules.once
        ),
        agreed=agreed,
        priority=priority,
        by=by,
        comments=written,
    )


def _themes(
    codebook: Codebook | None,
    responses: Sequence[Response],
    answers: Answers,
    size: Mapping[str, int],
    printable: comments.Printable,
    rules: _Rules,
) -> tuple[tuple[ThemeFigures, ...], Coding | None]:
    if codebook is None:
        return (), None
    # Sectors are shown by how many of them answered, so few mentions among them hide nobody, and
    # hiding them here as well would only be undone by subtraction.
    shown = disclosure.shown_sectors(answers.sector_of, size, rules.smallest.shares)
    return themes.figures(codebook, responses, answers.sector_of, shown, printable)


def _respondents(
    workshop: Workshop,
    forms: Sequence[Response],
    tables: Sequence[Response],
    answers: Answers,
) -> Respondents:
    answered = Counter(one.partner for one in forms)
    by_sector: Counter[str] = Counter()
    for partner in workshop.partners:
        by_sector[partner.sector] += answered[partner.id]
    known = {partner.id for partner in workshop.partners}
    for one in forms:
        if one.partner not in known:
            by_sector[one.sector or NOT_SAID] += 1
    return Respondents(
        self_assessments=len(forms),
        tables=len({one.respondent for one in tables}),
        organisations=len(answers.organisations),
        expected=sum(partner.people for partner in workshop.partners),
        by_sector=dict(by_sector),
        by_group={group: answers.groups[group] for group in workshop.groups},
        invited=tuple(
            Invited(one.id, one.name, one.sector, one.people, answered[one.id])
            for one in workshop.partners
        ),
    )


def _strangers(workshop: Workshop, forms: Sequence[Response]) -> Iterator[str]:
    """Say which responses do not fit the workshop as workshop.yaml has it now."""
    partners = {one.id: one for one in workshop.partners}
    for one in forms:
        partner = partners.get(one.partner)
        if partner is None:
            yield f"Response {one.id} is of a partner that workshop.yaml does not name."
        elif one.sector and one.sector != partner.sector:
            yield (
                f"Response {one.id} was collected when its partner stood in another sector;"
                " workshop.yaml counts. Run 'toptips collect' again."
            )


def _few(tips: Sequence[TipFigures], smallest: Smallest, *, asked: bool) -> Iterator[str]:
    """Say which figures are missing, or count for nothing, for want of answers.

    `asked`: whether the form asks for scores at all.
    """
    for tip in tips:
        if tip.suppressed:
            yield (
                f"Fewer than {smallest.mean} people scored tip {tip.number}: its scores are not"
                " shown and it has no priority."
            )
        elif tip.n == 0 and asked:
            yield f"Nobody scored tip {tip.number}, so it has no priority."
    if tips[0].votes.share is None:
        yield (
            f"Fewer than {smallest.shares} people voted for the tips that matter most, so votes"
            " count as nothing in the priorities."
        )
    without = [str(tip.number) for tip in tips if tip.priority.no_ownership]
    if without:
        yield (
            f"Fewer than {smallest.shares} people said whose problem it is for tip"
            f" {', '.join(without)}, so that part counts as nothing in its priority."
        )
