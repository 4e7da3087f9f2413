"""What the report's template is told: texts made from figures, and nothing else.

Every class here is frozen, and every field is a text, a number or a list of such: what a template
may print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from toptips.analysis import printing
from toptips.analysis.figures import Figures
from toptips.analysis.priorities import NAMES
from toptips.analysis.terms import Terms
from toptips.charts import Chart
from toptips.charts.chart import pictures_of
from toptips.model.dates import written, written_with_day
from toptips.model.paper import Paper
from toptips.report import editions, priorities, sentences
from toptips.report.agreed import StepTold, steps_of
from toptips.report.also_as import AlsoAsTold, also_as_told
from toptips.report.board import BoardTold, board_told
from toptips.report.focus_groups import FocusTold, focus_told
from toptips.report.groups import (
    DifferencesTold,
    GroupsTold,
    differences_told,
    groups_told,
    hidden_dimensions,
)
from toptips.report.items import CommentsTold, ItemTold, apart_told, item_told
from toptips.report.local import LocalTold, local_told
from toptips.report.paper import PartTold, paper_told
from toptips.report.quoted import Quoted
from toptips.report.register import RegisterTold, register_told
from toptips.report.shaded import GlanceTold, glance_told
from toptips.report.themes import ThemesTold, UncoveredTold, themes_told, uncovered_told
from toptips.report.whose_problem import WhoseTold, whose_told
from toptips.report.workstreams import WorkstreamsTold, workstreams_told


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
    held: str
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
    had_all_answered: tuple[str, ...]
    partners: tuple[InvitedTold, ...]
    silent: tuple[str, ...]
    shown_alone: tuple[str, ...]
    groups: tuple[GroupsTold, ...]
    scale_ends: tuple[str, ...]
    front: BoardTold
    glance: GlanceTold
    each: tuple[ItemTold, ...]
    ranked: tuple[ItemTold, ...]
    differences: tuple[DifferencesTold, ...]
    hidden_dimensions: str
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
    framework_title: str
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
    apart: tuple[CommentsTold, ...] = ()
    edition: str = ""
    unchecked: str = ""
    also_as: tuple[AlsoAsTold, ...] = ()
    focus: FocusTold | None = None
    paper: dict[str, PartTold] = field(default_factory=dict)


def tell(figures: Figures, charts: Sequence[Chart], today: date | None, paper: Paper) -> ReportTold:
    """Say everything that a report says of these figures.

    `today` is its date, if given; `paper` is what the lead wrote.
    """
    terms, quoted = figures.terms, Quoted(figures.internal)
    titles = {chart.name: chart.title for chart in charts}
    # In the document's order, but the register first: it has all that may be printed of plans.
    register = register_told(figures, quoted)
    local, themes = local_told(figures, quoted.all), themes_told(figures, quoted)
    workstreams = workstreams_told(figures, quoted)
    each = {tip.id: item_told(tip, figures, quoted) for tip in figures.tips}
    return ReportTold(
        made_on=written(today) if today else "",
        draft=figures.edition is None,
        too_few=figures.too_few,
        tables=figures.respondents.tables,
        charts=pictures_of(charts),
        headlines=tuple(sentences.headlines(figures)),
        how_sure=tuple(sentences.how_sure(figures)),
        groups=tuple(groups_told(figures)),
        scale_ends=_scale_ends(figures),
        front=board_told(figures),
        glance=glance_told(figures, titles.get("overview", "")),
        each=tuple(each.values()),
        ranked=tuple(each[tip.id] for tip in figures.ranked()),
        differences=tuple(differences_told(figures, titles)),
        hidden_dimensions=hidden_dimensions(figures),
        unsure=tuple(sentences.name(tip, terms) for tip in figures.tips if tip.many_dont_know),
        themes=themes,
        workstreams=workstreams,
        register=register,
        uncovered=uncovered_told(figures, quoted),
        apart=tuple(apart_told(figures, quoted)),
        local=local,
        next_steps=tuple(steps_of(figures)),
        weights=_in_percent(terms.weights),
        influence=_in_percent(figures.influence),
        against=any(share < 0 for share in figures.influence.values()),
        about_ranks=(*priorities.about_ranks(figures), *priorities.on_the_day(figures)),
        problems=figures.problems,
        also_as=tuple(also_as_told(figures)),
        focus=focus_told(figures),
        remarks=figures.remarks,
        **_as_asked(terms, today),
        **_where_from(figures),
        **_within(figures),
        **_who(figures),
        paper=paper_told(paper),
    )


def _held(day: date | None, today: date | None) -> str:
    """Say that the workshop was held, or is to be where the report is made before its day."""
    return "is to be held" if day and today and day > today else "was held"


def _as_asked(terms: Terms, today: date | None) -> dict[str, Any]:
    """Say what the workshop was, in the words in which it was asked."""
    return {
        "title": terms.title,
        "day": written_with_day(terms.day) if terms.day else "",
        "venue": terms.venue,
        "held": _held(terms.day, today),
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


def _who(figures: Figures) -> dict[str, Any]:
    """Say who took part, how they count, and what those who didn't could change."""
    return {
        "once": figures.count == "organisations",
        "took_part": sentences.took_part(figures),
        "had_all_answered": tuple(sentences.had_all_answered(figures)),
        "partners": _invited(figures),
        "silent": tuple(sentences.silent(figures)),
        "shown_alone": tuple(figures.respondents.shown_alone.values()),
    }


def _where_from(figures: Figures) -> dict[str, Any]:
    """Say what the figures were made from."""
    terms = figures.terms
    return {
        "returns": tuple(figures.returns.items()),
        "workshop": figures.workshop,
        "framework": f"{figures.framework} {terms.framework_version}",
        "framework_title": terms.framework_title,
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
