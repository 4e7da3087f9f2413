"""From what was asked and answered to everything that a report may show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from toptips.analysis import coders, comments, disclosure, gaps, priorities, themes
from toptips.analysis.answers import Answers, ItemAnswers, gather
from toptips.analysis.disclosure import FAMILY, SECTOR
from toptips.analysis.figures import (
    Coding,
    Figures,
    Invited,
    Priority,
    Respondents,
    Scores,
    SectorAnswered,
    Shares,
    ThemeFigures,
    TipFigures,
)
from toptips.analysis.gaps import Compared
from toptips.analysis.items import Context, Shown, item_figures, shown_of
from toptips.analysis.pooling import NOT_SAID, in_the_pool, pool_sectors
from toptips.analysis.proposed import UnderWay, Workstream
from toptips.analysis.register import register
from toptips.analysis.remarks import few, left_out, strangers, unread
from toptips.analysis.room import votes_of_the_room
from toptips.analysis.rules import Rules
from toptips.analysis.table_words import words_of_tables
from toptips.analysis.terms import Terms
from toptips.analysis.workstreams import Grounds, workstreams
from toptips.model.answered import Answered
from toptips.model.asked import Asked
from toptips.model.codebook import Codebook
from toptips.model.questions import values_of
from toptips.model.responses import Response

FORMAT = 2
By = Mapping[str, Mapping[str, Mapping[str, Scores]]]


def analyse(
    asked: Asked,
    answered: Answered,
    rules: Rules,
    codebook: Codebook | None = None,
    versions: Mapping[str, str] | None = None,
    across: Codebook | None = None,
) -> Figures:
    """Return every figure that may be published about a workshop.

    An item's figures are those of self-assessments: tables and people who use services stand
    beside them. `codebook` has the themes of comments, `across` more; `versions` are of programs.
    """
    forms = answered.forms("self-assessment")
    too_few = not rules.are_enough(forms)
    counted = () if too_few else forms
    answers = gather(asked, counted, rules)
    by = _by(answers, rules)
    context, found_personal = _context(asked, answered, rules, answers, too_few=too_few)
    compared = _compared(counted, answers, by, asked, rules)
    tips = _items(answers, by, compared, context)
    said = _Said.read(None if too_few else codebook, across, answered, answers, context)
    mentioned, coding = said.themes()
    return Figures(
        format=FORMAT,
        workshop=asked.workshop,
        framework=asked.framework.id,
        versions=dict(versions or {}),
        fingerprint=answered.fingerprint,
        count="organisations" if rules.once else "respondents",
        scale={level.value: level.label for level in asked.framework.scale},
        returns=dict(answered.returns),
        respondents=_respondents(asked, answered, answers, tips),
        tips=tips,
        themes=mentioned,
        workstreams=said.workstreams(tips),
        register=_register(tips, context),
        coding=coding,
        local_support=_local_support(answers, rules),
        other=comments.counted(context.written.get(("", "other"), ()), context.printable),
        problems=_problems(answered, answers, found_personal, tips, context),
        remarks=asked.remarks,
        terms=context.terms,
        detectable=_detectable(compared),
        influence=priorities.influence([tip.priority for tip in tips]),
        too_few=too_few,
        checks=_checks(asked, forms, answers, found_personal, context),
        room=votes_of_the_room(answered, asked, rules),
        table_words=context.of_tables.apart,
    )


def _shown_alone(asked: Asked, answers: Answers, tips: Sequence[TipFigures]) -> dict[str, str]:
    """Return the sectors that are shown though one organisation alone answered, and its name."""
    organisations = Counter(answers.sector_of.values())
    alone = {
        answers.sector_of[partner.id]: partner.name
        for partner in asked.partners
        if partner.id in answers.alone and organisations[answers.sector_of.get(partner.id, "")] == 1
    }
    return {
        sector: name
        for sector, name in alone.items()
        if any(tip.by[SECTOR][sector].n is not None for tip in tips if SECTOR in tip.by)
    }


def _register(tips: Sequence[TipFigures], context: Context) -> tuple[UnderWay, ...]:
    """Return what is under way, planned or agreed, from plans and from what tables decided."""
    plans = {tip.id: context.written.get((tip.id, "plans"), ()) for tip in tips}
    return register(tips, plans, context.printable)


def _checks(
    asked: Asked,
    forms: Sequence[Response],
    answers: Answers,
    personal: Sequence[str],
    context: Context,
) -> tuple[str, ...]:
    """Return what the facilitator alone is told, since it names responses."""
    return (
        *strangers(asked, forms),
        *answers.problems,
        *personal,
        *comments.not_understood(context.tables, asked),
    )


def _by(answers: Answers, rules: Rules) -> dict[str, dict[str, dict[str, Scores]]]:
    """Return by item what may be shown of how each group scored it.

    Items have nothing to do with each other here, and the search for other answers may take a
    second: all processors search.
    """

    def shown(found: ItemAnswers) -> dict[str, dict[str, Scores]]:
        return disclosure.show_groups(found.by, found.kinds, rules, answers.alone)

    with ThreadPoolExecutor() as threads:
        return dict(zip(answers.items, threads.map(shown, answers.items.values()), strict=True))


def _problems(
    answered: Answered,
    answers: Answers,
    personal: Sequence[str],
    tips: Sequence[TipFigures],
    context: Context,
) -> tuple[str, ...]:
    missing = () if context.too_few else few(tips, context.terms, context.rules.smallest)
    return (
        *unread(answered.returns.get("accepted", 0), answered.left_out),
        *left_out(len(answers.problems), len(personal)),
        *missing,
    )


def _detectable(compared: Mapping[str, Compared]) -> dict[str, Fraction]:
    return {name: found.detectable for name, found in compared.items() if found.detectable}


def _local_support(answers: Answers, rules: Rules) -> Shares:
    return disclosure.show_choice(
        answers.local_support, values_of("local_support"), rules, answers.size
    )


def _context(
    asked: Asked, answered: Answered, rules: Rules, answers: Answers, *, too_few: bool
) -> tuple[Context, tuple[str, ...]]:
    """Return what every item's figures are taken from, and where personal data was found."""
    personal, found_personal = comments.find_personal_data(answered.responses, asked)
    return (
        Context(
            asked=asked,
            terms=Terms.of(asked, rules),
            rules=rules,
            tables=answered.forms("conversation"),
            people=answered.forms("people"),
            written={} if too_few else comments.by_question(answered.comments),
            personal=personal,
            printable=comments.Printable(answered.confirmed, personal, answers.quotable),
            size=answers.size,
            missing=_missing(asked, answers),
            too_few=too_few,
            of_tables=words_of_tables(answered.forms("conversation"), personal, asked),
        ),
        found_personal,
    )


def _missing(asked: Asked, answers: Answers) -> int:
    """Count the forms that were expected and did not come; more from elsewhere replace none."""
    return sum(max(0, partner.people - answers.size[partner.id]) for partner in asked.partners)


def _items(
    answers: Answers,
    by: dict[str, dict[str, dict[str, Scores]]],
    compared: Mapping[str, Compared],
    context: Context,
) -> tuple[TipFigures, ...]:
    shown = {tip: shown_of(found, context) for tip, found in answers.items.items()}
    found = _priorities(answers, shown, context.rules)
    return tuple(
        item_figures(
            tip,
            answers.items[tip.id],
            shown[tip.id],
            by[tip.id],
            {name: of.gaps[place] for name, of in compared.items()},
            priority,
            context,
        )
        for place, (tip, priority) in enumerate(
            zip(context.asked.framework.tips, found, strict=True)
        )
    )


def _compared(
    forms: Sequence[Response], answers: Answers, by: By, asked: Asked, rules: Rules
) -> dict[str, Compared]:
    """Compare sectors or families, and the groups of every other dimension."""
    levels = {str(level): float(level) for level in asked.scale}
    given = [[levels.get(form.get(tip, "score")) for tip in answers.items] for form in forms]
    scored = np.array([[level is not None for level in row] for row in given], dtype=float)
    scores = np.array([[level or 0.0 for level in row] for row in given])
    return {
        dimension: gaps.compare(
            gaps.People(
                organisations=[form.partner for form in forms],
                groups=[answers.places[form.id][dimension] for form in forms],
                scores=scores,
                scored=scored,
            ),
            [by[tip][dimension] for tip in answers.items],
            rules,
            within=dimension not in (SECTOR, FAMILY),
        )
        for dimension in answers.groups
    }


def _priorities(answers: Answers, shown: Mapping[str, Shown], rules: Rules) -> list[Priority]:
    """Return the items' priorities: what may not be shown may not follow from them either."""
    evidence = [
        priorities.Evidence(
            scores=item.all.scores,
            votes=item.votes,
            ownership=item.choices["ownership"],
            scored=shown[tip].mean is not None,
            voted=item.votes.n >= rules.smallest.shares,
            owned=bool(shown[tip].choices["ownership"].shares),
        )
        for tip, item in answers.items.items()
    ]
    return priorities.priorities(evidence, answers.organisations, rules)


@dataclass(frozen=True, slots=True)
class _Said:
    """What comments say, read for the themes of a codebook; nothing is said without one."""

    codebook: Codebook | None
    across: Codebook | None
    comments: tuple[themes.Coded, ...]
    places: Mapping[str, Mapping[str, str]]
    answered: Answered
    context: Context

    @classmethod
    def read(
        cls,
        codebook: Codebook | None,
        across: Codebook | None,
        answered: Answered,
        answers: Answers,
        context: Context,
    ) -> _Said:
        """Read the comments. Those of a few people who use services would be theirs alone."""
        heard = len(context.people) >= context.rules.smallest.mean
        comments = [
            comment
            for comment in themes.read_for_themes(answered.comments, {"", *answers.items})
            if heard or comment.form != "people"
        ]
        # Families were announced for averages alone.
        places = {
            response: {name: group for name, group in place.items() if name != FAMILY}
            for response, place in answers.places.items()
        }
        coded = themes.coded(codebook, comments, answered) if codebook else ()
        return cls(codebook, across, coded, places, answered, context)

    def themes(self) -> tuple[tuple[ThemeFigures, ...], Coding | None]:
        """Return how often each theme is mentioned."""
        if self.codebook is None:
            return (), None
        found, coding = themes.figures(
            self.codebook,
            self.comments,
            self.places,
            self.context.rules.are_enough,
            self.context.printable,
            self.answered.memos,
        )
        comments = [said.comment for said in self.comments]
        return found, coders.with_people(coding, comments, self.codebook, self.answered)

    def workstreams(self, tips: Sequence[TipFigures]) -> tuple[Workstream, ...]:
        """Return what is proposed to partners."""
        if self.codebook is None:
            return ()
        return workstreams(
            Grounds(
                codebook=self.codebook,
                across=self.across,
                comments=self.comments,
                tips=self.context.asked.framework.tips,
                figures=tips,
                places=self.places,
                rules=self.context.rules,
                printable=self.context.printable,
            )
        )


def _respondents(
    asked: Asked, answered: Answered, answers: Answers, tips: Sequence[TipFigures]
) -> Respondents:
    forms = answered.forms("self-assessment")
    tables = answered.forms("conversation")
    known = {partner.id for partner in asked.partners}
    by_partner = Counter(form.partner for form in forms)
    by_sector, pooled = _by_sector(
        asked, [form for form in forms if form.partner not in known], by_partner
    )
    return Respondents(
        self_assessments=len(forms),
        tables=len({table.respondent for table in tables}),
        people=len(answered.forms("people")),
        organisations=len(by_partner),
        expected=sum(partner.people for partner in asked.partners),
        by_sector=by_sector,
        pooled=pooled,
        pooled_means=answers.pooled,
        shown_alone=_shown_alone(asked, answers, tips),
        by_group={group: answers.groups.get(group, {}) for group in asked.groups},
        invited=tuple(
            Invited(partner.id, partner.name, partner.sector, by_partner[partner.id] > 0)
            for partner in asked.partners
        ),
    )


def _by_sector(
    asked: Asked, unasked: Sequence[Response], by_partner: Mapping[str, int]
) -> tuple[dict[str, SectorAnswered], tuple[str, ...]]:
    """Count forms by sector, and return which are pooled; who was not asked counts as answered.

    Sectors of which one organisation answered are pooled: how many of one organisation's people did
    is not for others to read.
    """
    sector_of = {partner.id: partner.sector for partner in asked.partners}
    sector_of |= {form.partner: form.sector or NOT_SAID for form in unasked}
    answering = {partner: sector_of[partner] for partner in by_partner}
    pool = pool_sectors(answering, by_partner, ()) if len(sector_of) > 1 else answering
    by_sector = {sector: pool[partner] for partner, sector in answering.items()}
    pooled = {partner: by_sector.get(sector, sector) for partner, sector in sector_of.items()}
    expected = {partner.id: partner.people for partner in asked.partners}
    found: dict[str, list[str]] = {}
    for partner in sector_of:
        found.setdefault(pooled[partner], []).append(partner)
    counted = {
        sector: SectorAnswered(
            answered=sum(by_partner.get(partner, 0) for partner in members),
            expected=sum(expected.get(partner, 0) for partner in members),
            organisations=sum(by_partner.get(partner, 0) > 0 for partner in members),
            invited=sum(partner in expected for partner in members),
        )
        for sector, members in found.items()
    }
    return counted, in_the_pool(sector_of, pooled)
