"""What the priorities say, in sentences: where an item stands, how firmly, and why."""

from __future__ import annotations

from collections.abc import Iterator

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import listed, ordinal, rank_range
from toptips.analysis.terms import Terms
from toptips.report.sentences import FEW, name

# Under this share of the voters, few named it.
FEW_NAMED = 0.2
# Ranks from the first to this one are the first three.
LAST = 3


def about_parts(terms: Terms) -> str:
    """Say what an item's priority adds up, of what was asked."""
    parts = ["how many named it among those that matter most"]
    if "score" in terms.asked:
        parts.insert(0, "how low it is scored")
    if "ownership" in terms.asked:
        chosen = terms.label("ownership", "system")
        parts.append(f"how many chose ‘{chosen}’ when asked who could change it")
    whose = f"{'An' if terms.item[:1].lower() in 'aeiou' else 'A'} {terms.item}'s priority"
    if len(parts) == 1:
        return f"{whose} is {parts[0]}."
    return f"{whose} adds up {('two', 'three')[len(parts) - 2]} things: {listed(parts)}."


def on_measures(tip: TipFigures) -> str:
    """Say that an item's place is that of several measures added up; nothing where it is of one.

    Short, since page 1 has no line to spare: each of the measures stands beside it.
    """
    parts = (tip.priority.need, tip.priority.votes, tip.priority.system)
    return " overall" if sum(part is not None for part in parts) > 1 else ""


def about_priority(tip: TipFigures, figures: Figures) -> str:
    """Say where an item stands among the priorities, how firmly, and how many named it.

    How it is scored, and who could change it, stands beside this.
    """
    priority, tips = tip.priority, len(figures.tips)
    if priority.rank is None:
        return "It has no priority, since too few people scored it."
    said = f"Priority: {'equal ' if priority.tied else ''}{ordinal(priority.rank)} of {tips}"
    if priority.rank_low is not None and priority.rank_high is not None:
        said += (
            "; with a different mix of organisations,"
            f" {rank_range(priority.rank_low, priority.rank_high)}"
        )
    if named := named_it(tip):
        said += f". {named}"
    if priority.no_ownership and not all(other.priority.no_ownership for other in figures.tips):
        said += ". Too few people said who could change it, so that part is left out"
    return said + "."


def named_it(tip: TipFigures) -> str:
    """Say how many named an item among those that matter most; nothing where it is not shown."""
    if tip.votes.count is None or not tip.votes.n:
        return ""
    return f"{tip.votes.count} of {tip.votes.n} named it among those that matter most"


def on_the_day(figures: Figures) -> Iterator[str]:
    """Say what the room voted, beside the forms' votes: most dots first, none left out."""
    if figures.room is None:
        return
    numbers = {tip.id: tip.number for tip in figures.tips}
    most_first = sorted(
        figures.room.dots.items(), key=lambda voted: (-voted[1], numbers.get(voted[0], 0))
    )
    dots = [
        f"{figures.terms.item} {numbers[tip]} got {count}"
        for tip, count in most_first
        if tip in numbers
    ]
    voters = figures.room.voters
    who = f"{voters} people" if voters is not None else "those who were there"
    yield (
        f"On the day {who} put dots on what matters most to them: {listed(dots)}. These votes stand"
        " beside those of the forms, and count in no priority."
    )


def about_ranks(figures: Figures) -> Iterator[str]:
    """Say whether one organisation decides the first three, and what few named."""
    yield from _without_one(figures)
    scored = [tip for tip in figures.tips if tip.mean is not None]
    if len(scored) < 2:
        return
    lowest = min(tip.mean for tip in scored if tip.mean is not None)
    [tip, *others] = [tip for tip in scored if tip.mean == lowest]
    if not others and tip.votes.share is not None and tip.votes.share < FEW_NAMED:
        only = "only " if tip.votes.count else ""
        yield (
            f"{name(tip, figures.terms).capitalize()} is scored lowest, yet {only}{named_it(tip)}."
            " What concerns few people is seldom named by many, so its place may say less than its"
            " score."
        )


def _without_one(figures: Figures) -> Iterator[str]:
    """Say whether the first three stay the first without any one organisation, where known."""
    first = [tip for tip in figures.ranked() if tip.priority.rank and tip.priority.rank <= LAST]
    known = [(tip, found) for tip in first if (found := tip.priority.rank_without_one)]
    if len(figures.tips) <= LAST or not first or len(known) < len(first):
        return
    leaving = [
        f"{figures.terms.item} {tip.number} is {rank_range(*ranks)}"
        for tip, ranks in known
        if ranks[1] > LAST
    ]
    if leaving and figures.respondents.self_assessments < FEW:
        return  # page 1 says of so few that any form can change the order
    if leaving:
        yield (
            "A single organisation can change which are the first three: leave out the forms of any"
            f" one, and {listed(leaving)}."
        )
    else:
        yield (
            "No single organisation decides the first three: leave out the forms of any one, and"
            " they are still the same."
        )
