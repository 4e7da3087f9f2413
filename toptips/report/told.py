"""What the report's template is told: texts made from figures, and nothing else.

Every class here is frozen, and every field is a text, a number or a list of such: what a template
may print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from toptips.analysis import printing
from toptips.analysis.figures import Comments, Figures, Priority, TipFigures
from toptips.analysis.priorities import NAMES
from toptips.analysis.terms import Terms
from toptips.charts import Chart
from toptips.charts.chart import pictures_of
from toptips.model.dates import written, written_with_day
from toptips.model.paper import Paper
from toptips.report import editions, priorities, sentences
from toptips.report.agreed import AgreedTold, StepTold, agreed_told, steps_of
from toptips.report.groups import (
    DifferencesTold,
    GroupsTold,
    differences_told,
    groups_told,
)
from toptips.report.local import WORDING, LocalTold, local_told
from toptips.report.paper import PartTold, paper_told
from toptips.report.quoted import Quoted, QuoteTold, compact
from toptips.report.register import PLANS, RegisterTold, register_told
from toptips.report.themes import ThemesTold, UncoveredTold, themes_told, uncovered_told
from toptips.report.whose_problem import WhoseTold, whose_told
from toptips.report.workstreams import WorkstreamsTold, workstreams_told

QUOTES_OF_A_QUESTION = 4
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class CommentsTold:
    """What was written in answer to one question about an item."""

    heading: str
    wrote: str
    quotes: tuple[QuoteTold, ...]


@dataclass(frozen=True)
class ChoiceTold:
    """What was chosen in answer to one question: the question's name, and a sentence."""

    name: str
    answers: str


@dataclass(frozen=True)
class ItemTold:
    """One item of the framework as the report speaks of it."""

    id: str
    number: int
    title: str
    heading: str
    section: str
    summary: str
    n: str
    mean: str
    median: str
    stands: str
    unjudged: str
    within_one: str
    consensus: str
    split: str
    scores: str
    ownership: str
    owned: bool
    priority: str
    rank: str
    index: str
    need: str
    votes: str
    system: str
    rank_range: str
    rank_without_one: str
    named: str
    whole: str
    rank_by_need: str
    rank_by_votes: str
    rank_by_organisations: str
    choices: tuple[ChoiceTold, ...]
    experience: str
    comments: tuple[CommentsTold, ...]
    agreed: tuple[AgreedTold, ...]
    table_words: tuple[CommentsTold, ...]
    dissent: str


@dataclass(frozen=True)
class InvitedTold:
    """A partner that was invited, and whether it has answered."""

    name: str
    sector: str
    answered: str


@dataclass(frozen=True)
class ReportTold:
    """All that the report's template is told."""

    title: str
    day: str
    venue: str
    facilitators: str
    board: str
    made_on: str
    draft: bool
    too_few: bool
    tables: int
    item: str
    items: str
    key_question: str
    asked: tuple[str, ...]
    charts: dict[str, dict[str, str]]
    headlines: tuple[str, ...]
    how_sure: tuple[str, ...]
    took_part: str
    partners: tuple[InvitedTold, ...]
    silent: tuple[str, ...]
    groups: tuple[GroupsTold, ...]
    scale_ends: tuple[str, ...]
    each: tuple[ItemTold, ...]
    ranked: tuple[ItemTold, ...]
    differences: tuple[DifferencesTold, ...]
    unsure: tuple[str, ...]
    system: str
    about_parts: str
    themes: ThemesTold | None
    next_steps: tuple[StepTold, ...]
    once: bool
    weights: str
    influence: str
    against: bool
    about_ranks: tuple[str, ...]
    smallest_group: int
    smallest_for_shares: int
    returns: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    workshop: str
    framework: str
    versions: tuple[tuple[str, str], ...]
    fingerprint: str
    source: str
    internal: bool
    whose: WhoseTold
    local: LocalTold | None
    forms: int
    workstreams: WorkstreamsTold | None
    register: RegisterTold
    uncovered: UncoveredTold | None
    edition: str = ""
    unchecked: str = ""
    paper: dict[str, PartTold] = field(default_factory=dict)


def tell(figures: Figures, charts: Sequence[Chart], today: date | None, paper: Paper) -> ReportTold:
    """Say everything that a report says of these figures.

    `today` is its date, if given; `paper` is what the lead wrote.
    """
    terms, quoted = figures.terms, Quoted(figures.internal)
    # In the document's order, but the register first: it has all that may be printed of plans.
    register = register_told(figures, quoted)
    local = local_told(figures, quoted.all)
    themes = themes_told(figures, quoted)
    workstreams = workstreams_told(figures, quoted)
    each = {tip.id: _item(tip, figures, quoted) for tip in figures.tips}
    return ReportTold(
        made_on=written(today) if today else "",
        draft=figures.edition is None,
        too_few=figures.too_few,
        tables=figures.respondents.tables,
        charts=pictures_of(charts),
        headlines=tuple(sentences.headlines(figures)),
        how_sure=tuple(sentences.how_sure(figures)),
        took_part=sentences.took_part(figures),
        partners=_invited(figures),
        silent=tuple(sentences.silent(figures)),
        groups=tuple(groups_told(figures)),
        scale_ends=_scale_ends(figures),
        each=tuple(each.values()),
        ranked=tuple(each[tip.id] for tip in figures.ranked()),
        differences=tuple(differences_told(figures)),
        unsure=tuple(sentences.name(tip, terms) for tip in figures.tips if tip.many_dont_know),
        themes=themes,
        workstreams=workstreams,
        register=register,
        uncovered=uncovered_told(figures, quoted),
        local=local,
        next_steps=tuple(steps_of(figures)),
        once=figures.count == "organisations",
        weights=_in_percent(terms.weights),
        influence=_in_percent(figures.influence),
        against=any(share < 0 for share in figures.influence.values()),
        about_ranks=(*priorities.about_ranks(figures), *priorities.on_the_day(figures)),
        problems=figures.problems,
        remarks=figures.remarks,
        **_as_asked(terms),
        **_where_from(figures),
        **_within(figures),
        paper=paper_told(paper),
    )


def _as_asked(terms: Terms) -> dict[str, Any]:
    """Say what the workshop was, in the words in which it was asked."""
    return {
        "title": terms.title,
        "day": written_with_day(terms.day) if terms.day else "",
        "venue": terms.venue,
        "facilitators": ", ".join(terms.facilitators),
        "board": terms.board,
        "item": terms.item,
        "items": terms.items,
        "key_question": terms.key_question,
        "asked": terms.asked,
        "system": terms.label("ownership", "system"),
        "about_parts": priorities.about_parts(terms),
        "smallest_group": terms.smallest_group,
        "smallest_for_shares": terms.smallest_for_shares,
    }


def _within(figures: Figures) -> dict[str, Any]:
    """Say whose things are, and what is kept, in the words of one organisation or of several."""
    return {
        "internal": figures.internal,
        "whose": whose_told(figures),
        "forms": figures.respondents.self_assessments,
    }


def _where_from(figures: Figures) -> dict[str, Any]:
    """Say what the figures were made from."""
    terms = figures.terms
    return {
        "returns": tuple(figures.returns.items()),
        "workshop": figures.workshop,
        "framework": f"{figures.framework} {terms.framework_version}",
        "versions": tuple(figures.versions.items()),
        "fingerprint": figures.fingerprint,
        "edition": editions.named(figures),
        "unchecked": editions.about_checking(figures),
        "source": f"{terms.framework_title}. {terms.publisher}. {terms.wording}",
    }


def _scale_ends(figures: Figures) -> tuple[str, ...]:
    ends = (min(figures.scale), max(figures.scale))
    return tuple(f"{value} ({figures.scale[value]})" for value in ends)


def _in_percent(parts: Mapping[str, Fraction]) -> str:
    printed = printing.percents_that_add_up(list(parts.values()))
    return printing.listed(
        f"{NAMES[part]} {share}" for part, share in zip(parts, printed, strict=True)
    )


def _invited(figures: Figures) -> tuple[InvitedTold, ...]:
    return tuple(
        InvitedTold(partner.name, partner.sector, "answered" if partner.answered else "not yet")
        for partner in figures.respondents.invited
    )


def _item(tip: TipFigures, figures: Figures, quoted: Quoted) -> ItemTold:
    terms, priority = figures.terms, tip.priority
    return ItemTold(
        id=tip.id,
        number=tip.number,
        title=tip.title,
        heading=f"{terms.item.capitalize()} {tip.number}: {tip.title}",
        section=terms.sections.get(tip.id, ""),
        summary=terms.summaries.get(tip.id, ""),
        n=NOT_SHOWN if tip.n is None else f"{tip.n:,}",
        mean=sentences.mean(tip, figures),
        median=NOT_SHOWN if tip.median is None else printing.level(tip.median),
        stands=sentences.band(tip, terms),
        unjudged=printing.could_not_judge(tip) if tip.many_dont_know else "",
        within_one="views are split"
        if tip.split
        else NOT_SHOWN
        if tip.within_one is None
        else f"{tip.within_one} of {tip.n}",
        consensus=NOT_SHOWN if tip.consensus is None else f"{tip.consensus:.2f}",
        split="yes" if tip.split else NOT_SHOWN if tip.split is None else "no",
        scores=" ".join(sentences.about_scores(tip, figures)),
        ownership=sentences.about_choice("ownership", tip.ownership, terms),
        owned=bool(tip.ownership.shares),
        priority=priorities.about_priority(tip, figures),
        rank="none" if priority.rank is None else printing.rank(priority.rank, priority.tied),
        **_points(priority),
        named=_named(tip),
        whole=_whole(tip),
        rank_range=_rank_range((priority.rank_low, priority.rank_high)),
        rank_without_one=_rank_range(priority.rank_without_one),
        rank_by_need=_other_rank(figures, tip, "rank_by_need"),
        rank_by_votes=_other_rank(figures, tip, "rank_by_votes"),
        rank_by_organisations=_other_rank(figures, tip, "rank_by_organisations"),
        choices=tuple(
            ChoiceTold(terms.answers.get(key, key), sentences.about_choice(key, shares, terms))
            for key, shares in tip.choices.items()
            if shares.shares
        ),
        experience=sentences.about_choice("experience", tip.experience, terms)
        if tip.experience.shares
        else "",
        comments=tuple(_comments(tip, figures, quoted)),
        agreed=agreed_told(tip, figures),
        table_words=tuple(_table_words(tip, figures)),
        dissent=sentences.about_dissent(tip, figures.respondents.tables),
    )


def _points(priority: Priority) -> dict[str, str]:
    """Print a priority and its contributions, so that they add up; what is hidden is not shown."""
    parts = ("need", "votes", "system")
    known = {part: added for part in parts if (added := getattr(priority, part)) is not None}
    printed = dict(zip(known, printing.points_that_add_up(list(known.values())), strict=True))
    index = NOT_SHOWN if priority.value is None else printing.points(priority.value)
    return {"index": index} | {part: printed.get(part, NOT_SHOWN) for part in parts}


def _named(tip: TipFigures) -> str:
    """Print how many named an item among those that matter most."""
    if tip.votes.n == 0:
        return "nobody named any"
    return NOT_SHOWN if tip.votes.count is None else f"{tip.votes.count} of {tip.votes.n}"


def _whole(tip: TipFigures) -> str:
    """Print how many said that it takes several organisations."""
    shares, n = tip.ownership.shares, tip.ownership.n
    if not shares or not n or "system" not in shares:
        return NOT_SHOWN
    many = shares["system"] * n
    return f"{many} of {n}" if many.denominator == 1 else printing.percent(shares["system"])


def _rank_range(ranks: tuple[int | None, int | None] | None) -> str:
    low, high = ranks or (None, None)
    return printing.rank_range(low, high) if low is not None and high is not None else "not known"


def _other_rank(figures: Figures, tip: TipFigures, which: str) -> str:
    """Print where an item stands in another order, such as `rank_by_need`; = if others do too."""
    ranks = [getattr(other.priority, which) for other in figures.tips]
    own = getattr(tip.priority, which)
    return "none" if own is None else printing.ordinal(own) + "=" * (ranks.count(own) > 1)


def _comments(tip: TipFigures, figures: Figures, quoted: Quoted) -> Iterator[CommentsTold]:
    """Yield what was written about an item, a question after another."""
    for key, comments in tip.comments.items():
        if comments.n and key != WORDING:
            quotes = quoted.some(comments.quotes, QUOTES_OF_A_QUESTION)
            yield CommentsTold(figures.terms.answers.get(key, key), _wrote(comments, key), quotes)


def _wrote(comments: Comments, key: str) -> str:
    """Say how many answered a question in words, and where these stand if not here."""
    said = f"{printing.count(comments.n, 'person', 'people')} wrote about this."
    where = " What may be printed of it stands in the register, in the appendix."
    return said + where if key == PLANS and comments.quotes else said


def _table_words(tip: TipFigures, figures: Figures) -> Iterator[CommentsTold]:
    """Yield what tables allowed to be printed, without saying which table it was.

    What they wrote about plans stands in the register.
    """
    for key, texts in tip.table_words.items():
        if key in (WORDING, PLANS):
            continue
        told = tuple(QuoteTold(compact(text), "a table") for text in texts)
        yield CommentsTold(figures.terms.answers.get(key, key), "", told)
