"""What page 1 is told: the finding as figures and never as a verdict, large numbers, priorities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toptips.analysis.chosen import how_many, most
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import capital, count, level
from toptips.report.priorities import on_measures
from toptips.report.sentences import few, mean, name, unsure
from toptips.report.whose_problem import TOGETHER, enough_said

MOST_FIGURES, MOST_PRIORITIES = 4, 5
# Ranks from the first to this one are the first priorities.
LAST_RANK = 3
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five")


@dataclass(frozen=True)
class FigureTold:
    """A large number, and what it counts."""

    number: str
    counts: str


@dataclass(frozen=True)
class BoardTold:
    """Page 1: the finding, large numbers, and the ids of the first items by priority.

    `heading` says how many these are. Where too many share the first places there are none, and
    `no_order` says so.
    """

    finding: str
    figures: tuple[FigureTold, ...]
    heading: str
    priorities: tuple[str, ...]
    no_order: str
    scale: str


def board_told(figures: Figures) -> BoardTold:
    """Say what page 1 says of these figures."""
    first = [] if figures.too_few else _first(figures, LAST_RANK)
    many = len(first) > MOST_PRIORITIES
    shown = [] if many else first
    noun = "priority" if len(shown) == 1 else "priorities"
    return BoardTold(
        finding=finding(figures),
        figures=tuple(_large_numbers(figures))[:MOST_FIGURES],
        heading=f"{NUMBERS[len(shown)]} {noun} that the answers point to",
        priorities=tuple(tip.id for tip in shown),
        no_order=f"{figures.terms.counted(len(first))} share the first places, so that none of them"
        " stands out."
        if many
        else "",
        scale=f"{min(figures.scale)} to {max(figures.scale)}",
    )


def _first(figures: Figures, last: int) -> list[TipFigures]:
    """Return the items whose rank is among the first, in their order."""
    ranked = figures.ranked()
    return [tip for tip in ranked if tip.priority.rank and tip.priority.rank <= last]


def finding(figures: Figures) -> str:
    """Say what comes first among the priorities, and why; nothing where none is shown."""
    first = [] if figures.too_few else _first(figures, 1)
    if len(first) > 1:
        several = few(first, figures.terms) if len(first) < len(figures.tips) else "all"
        return f"{capital(several)} share the first place among the priorities."
    if not first:
        return ""
    return _in_people(first[0], figures)


def _in_people(tip: TipFigures, figures: Figures) -> str:
    """Say that an item comes first, and each measure that is added up, as far as shown.

    Named by more or scored lower may be another: first is what the measures put first together.
    """
    said = []
    if tip.votes.count is not None and tip.votes.n:
        said.append(f"{tip.votes.count or 'none'} of {tip.votes.n} named it")
    if tip.mean is not None and tip.n:
        views = f"mean {mean(tip, figures)}{unsure([tip], figures.terms)}"
        said.append(f"views of {tip.n:,} are split" if tip.split else views)
    if not said:
        return ""
    many = how_many(tip.ownership, (TOGETHER,), once=figures.once)
    if many and tip.priority.system is not None:
        said.append(f"{many} say it takes several {'teams' if figures.internal else 'partners'}")
    place = "comes first" if _is_settled(tip, figures) else "is among the first"
    who = name(tip, figures.terms)
    return f"{capital(who)} {place}{on_measures(tip)}: {', '.join(said)}."


def _is_settled(tip: TipFigures, figures: Figures) -> bool:
    """Whether no other could come first with a different mix of organisations, as far as known."""
    last = tip.priority.rank_high
    others = (other.priority.rank_low for other in figures.tips if other is not tip)
    return last is None or all(low is None or low > last for low in others)


def _large_numbers(figures: Figures) -> Iterator[FigureTold]:
    """Yield what page 1 shows in large numbers, the most telling first."""
    yield from _answered(figures)
    if not figures.too_few:
        yield from _scored_low(figures)
        yield from _supported(figures)
        yield from _together(figures)
    who = figures.respondents
    if who.tables:
        sent = "table sent notes" if who.tables == 1 else "tables sent notes"
        yield FigureTold(f"{who.tables:,}", f"{sent} of the day")
    if who.people:
        yield FigureTold(f"{who.people:,}", "from people who use services")


def _answered(figures: Figures) -> Iterator[FigureTold]:
    """Yield how many organisations answered, and how many forms came back."""
    who = figures.respondents
    if not figures.internal and who.self_assessments:
        answered = sum(partner.answered for partner in who.invited)
        yield FigureTold(f"{answered:,} of {len(who.invited):,}", "organisations answered")
    forms, expected = who.self_assessments, who.expected
    if forms <= expected:
        yield FigureTold(f"{forms:,} of {expected:,}", "forms came back")
    else:
        back = count(expected, "was", "were")
        yield FigureTold(f"{forms:,}", f"forms came back; {back} expected")


def _scored_low(figures: Figures) -> Iterator[FigureTold]:
    """Yield how many items have a mean below what counts as to be discussed."""
    terms, scored = figures.terms, [tip for tip in figures.tips if tip.mean is not None]
    if not scored:
        return
    limit, _ = terms.limits(figures.scale)
    low = sum(tip.mean < limit for tip in scored if tip.mean is not None)
    noun = terms.item if len(scored) == 1 else terms.items
    whose = "staff’s" if figures.internal else "partners’"
    yield FigureTold(f"{low} of {len(scored)}", f"{noun} under {level(limit)} ({whose} views)")


def _supported(figures: Figures) -> Iterator[FigureTold]:
    """Yield how many would support agreeing a local version."""
    if many := how_many(figures.local_support, ("yes",), once=figures.once):
        yield FigureTold(many, "would support a local version")


def _together(figures: Figures) -> Iterator[FigureTold]:
    """Yield for how many items most said that it takes several."""
    terms, shown = figures.terms, enough_said(figures)
    if shown:
        many = sum(most(tip.ownership) == TOGETHER for tip in shown)
        noun = terms.item if len(shown) == 1 else terms.items
        chosen = terms.label("ownership", TOGETHER)
        yield FigureTold(f"{many} of {len(shown)}", f"{noun}: most chose ‘{chosen}’")
