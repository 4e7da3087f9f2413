"""From what was asked and answered to everything that a report may show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from toptips.analysis import comments, disclosure, gaps, priorities, themes
from toptips.analysis.answers import SECTOR, Answers, gather
from toptips.analysis.disclosure import NOT_SAID, OTHER_SECTORS
from toptips.analysis.figures import (
    Coding,
    Figures,
    Gap,
    Invited,
    Priority,
    Respondents,
    Scores,
    ThemeFigures,
    TipFigures,
)
from toptips.analysis.items import Context, item_figures
from toptips.analysis.remarks import few, strangers
from toptips.analysis.rules import Rules
from toptips.analysis.terms import Terms
from toptips.model.answered import Answered
from toptips.model.asked import Asked
from toptips.model.codebook import Codebook
from toptips.model.questions import values_of
from toptips.model.responses import Response

FORMAT = 1
By = Mapping[str, Mapping[str, Mapping[str, Scores]]]


def analyse(
    asked: Asked,
    answered: Answered,
    rules: Rules,
    codebook: Codebook | None = None,
    versions: Mapping[str, str] | None = None,
) -> Figures:
    """Return every figure that may be published about a workshop.

    An item's figures are those of the self-assessments; what tables agreed stands beside them,
    and what people who use services answered is never mixed in. Comments are read for the themes
    of `codebook`; `versions` are those of the programs that a figure may depend on.
    """
    forms = answered.forms("self-assessment")
    answers = gather(asked, forms)
    by = {
        tip: disclosure.show_groups(found.by, found.scored, found.answered, rules)
        for tip, found in answers.items.items()
    }
    context, found_personal = _context(asked, answered, rules, answers, by)
    tips = _items(answers, by, context)
    mentioned, coding = _themes(codebook, answered, answers, context)
    return Figures(
        format=FORMAT,
        workshop=asked.workshop,
        framework=asked.framework.id,
        versions=dict(versions or {}),
        fingerprint=answered.fingerprint,
        count="organisations" if rules.once else "respondents",
        scale={level.value: level.label for level in asked.framework.scale},
        returns=dict(answered.returns),
        respondents=_respondents(asked, answered, answers),
        tips=tips,
        themes=mentioned,
        coding=coding,
        local_support=disclosure.show_choice(
            answers.local_support, values_of("local_support"), rules.smallest, rules.once
        ),
        other=comments.counted(context.written.get(("", "other"), ()), context.printable),
        problems=(
            *strangers(asked, forms),
            *answers.problems,
            *found_personal,
            *comments.not_understood(context.tables, asked),
            *(few(tips, context.terms, rules.smallest) if forms else ()),
        ),
        remarks=asked.remarks,
        terms=context.terms,
        too_few=not forms,
    )


def _context(
    asked: Asked, answered: Answered, rules: Rules, answers: Answers, by: By
) -> tuple[Context, tuple[str, ...]]:
    """Return what every item's figures are taken from, and where personal data was found."""
    personal, found_personal = comments.find_personal_data(answered.responses, asked)
    shown = disclosure.shown_sectors(answers.sector_of, answers.size, rules.smallest.mean)
    return (
        Context(
            asked=asked,
            terms=Terms.of(asked, rules),
            rules=rules,
            tables=answered.forms("conversation"),
            people=answered.forms("people"),
            written=comments.by_question(answered.comments),
            personal=personal,
            printable=comments.Printable(personal, _named(by, shown), answers.sector_of),
        ),
        found_personal,
    )


def _items(
    answers: Answers, by: dict[str, dict[str, dict[str, Scores]]], context: Context
) -> tuple[TipFigures, ...]:
    gaps_found = _gaps(answers, by, context.rules)
    found = _priorities(answers, context.rules)
    return tuple(
        item_figures(tip, answers.items[tip.id], by[tip.id], gap, priority, context)
        for tip, gap, priority in zip(context.asked.framework.tips, gaps_found, found, strict=True)
    )


def _gaps(answers: Answers, by: By, rules: Rules) -> list[Gap]:
    scored = [item.all.scores for item in answers.items.values()]
    threshold = gaps.threshold(scored, answers.sector_of, rules)
    return [gaps.gap(by[tip][SECTOR], threshold) for tip in answers.items]


def _named(by: By, sectors: set[str]) -> dict[str, set[str]]:
    """Return the sectors that a quote may name: those shown for its item, but never a pool."""
    shown = {
        tip: {name for name, scored in dimensions[SECTOR].items() if not scored.suppressed}
        for tip, dimensions in by.items()
    }
    return {
        tip: names - {OTHER_SECTORS, NOT_SAID} for tip, names in (shown | {"": sectors}).items()
    }


def _priorities(answers: Answers, rules: Rules) -> list[Priority]:
    smallest = rules.smallest
    evidence = [
        priorities.Evidence(
            scores=item.all.scores,
            votes=item.votes,
            ownership=item.choices["ownership"],
            scored=item.all.scores.n >= smallest.mean,
            voted=item.votes.n >= smallest.shares,
            owned=item.choices["ownership"].n >= smallest.shares,
        )
        for item in answers.items.values()
    ]
    return priorities.priorities(evidence, answers.organisations, rules)


def _themes(
    codebook: Codebook | None, answered: Answered, answers: Answers, context: Context
) -> tuple[tuple[ThemeFigures, ...], Coding | None]:
    if codebook is None:
        return (), None
    # Sectors are shown by how many of them answered, so few mentions among them hide nobody, and
    # hiding them here as well would only be undone by subtraction.
    smallest = context.rules.smallest.shares
    shown = disclosure.shown_sectors(answers.sector_of, answers.size, smallest)
    items = {"", *answers.items}
    return themes.figures(codebook, answered, items, answers.sector_of, shown, context.printable)


def _respondents(asked: Asked, answered: Answered, answers: Answers) -> Respondents:
    forms = answered.forms("self-assessment")
    tables = answered.forms("conversation")
    by_partner = Counter(form.partner for form in forms)
    known = {partner.id for partner in asked.partners}
    unasked = [form for form in forms if form.partner not in known]
    return Respondents(
        self_assessments=len(forms),
        tables=len({table.respondent for table in tables}),
        people=len(answered.forms("people")),
        organisations=len(answers.organisations),
        expected=sum(partner.people for partner in asked.partners),
        by_sector=_by_sector(asked, unasked, by_partner),
        by_group={group: answers.groups[group] for group in asked.groups},
        invited=tuple(
            Invited(
                partner.id, partner.name, partner.sector, partner.people, by_partner[partner.id]
            )
            for partner in asked.partners
        ),
    )


def _by_sector(
    asked: Asked, unasked: Sequence[Response], by_partner: Mapping[str, int]
) -> dict[str, int]:
    """Count the forms of each sector, those of partners that were not asked too."""
    counted: Counter[str] = Counter()
    for partner in asked.partners:
        counted[partner.sector] += by_partner.get(partner.id, 0)
    for form in unasked:
        counted[form.sector or NOT_SAID] += 1
    return dict(counted)
