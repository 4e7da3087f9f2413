"""What the report says of focus groups, and their sheet of each priority, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.focus_groups import MOST_SHOWN, FocusGroups, HeardOf, SeenPriorities, since
from toptips.analysis.printing import count, listed, ordinal
from toptips.report.quoted import QuoteTold, compact
from toptips.report.sentences import mean, name

WHOSE = "a focus group"


@dataclass(frozen=True)
class HeardTold:
    """One priority: its place now, its name, and how many groups ticked what. `quotes` are words.

    `place` is empty where it has none.
    """

    place: str
    name: str
    yes: int
    partly: int
    no: int
    quotes: tuple[QuoteTold, ...]


@dataclass(frozen=True)
class FocusTold:
    """What the report's section is told.

    `said` says who was heard, `about` what the table counts, `since` what is otherwise now.
    """

    said: tuple[str, ...]
    about: str
    priorities: tuple[HeardTold, ...]
    missing: tuple[QuoteTold, ...]
    change: tuple[QuoteTold, ...]
    since: tuple[str, ...]


def first_priorities(figures: Figures) -> list[TipFigures]:
    """Return the items that come first, as many as a group is shown; none without a rank."""
    return [tip for tip in figures.ranked() if tip.priority.rank is not None][:MOST_SHOWN]


def who_answered(figures: Figures) -> str:
    """Name how many people answered, whom the figures of the sheet count."""
    who = figures.respondents
    people = count(who.self_assessments, "person", "people")
    of = count(who.organisations, "organisation", "organisations")
    return f"{people} {'who work here' if figures.internal else f'from {of}'}"


def in_plain_words(tip: TipFigures, figures: Figures) -> str:
    """Say how many named an item and how it was scored, as far as the report may."""
    said = []
    if tip.votes.count is not None and tip.votes.n:
        said.append(f"{tip.votes.count} of {tip.votes.n} named it.")
    if tip.split:
        said.append("They do not agree on its score.")
    elif tip.mean is not None:
        said.append(f"Average score: {mean(tip, figures)}.")
    return " ".join(said)


def focus_told(figures: Figures) -> FocusTold | None:
    """Say what focus groups said of the priorities; None where no sheet came back."""
    heard = figures.focus_groups
    if heard is None:
        return None
    numbers = {tip.id: tip for tip in figures.tips}
    places = {tip.id: tip.priority.rank or 0 for tip in figures.tips}
    in_order = sorted(heard.priorities, key=lambda said: places.get(said.id) or len(numbers) + 1)
    return FocusTold(
        said=tuple(_who(heard, figures.terms.smallest_group)),
        about=f"Counted in groups that ticked a box: at most {heard.groups}.",
        priorities=tuple(_heard(said, figures) for said in in_order),
        missing=_quotes(heard.missing),
        change=_quotes(heard.change),
        since=tuple(_since(seen, figures) for seen in heard.seen),
    )


def _who(heard: FocusGroups, smallest: int) -> Iterator[str]:
    if heard.groups:
        came = [f"{seen.groups} saw those of {_edition(seen)}" for seen in heard.seen]
        groups = count(heard.groups, "focus group", "focus groups")
        yield (
            f"{groups} of people who use services and their carers looked at the first priorities;"
            f" {listed(came)}. What a group ticked is what it agreed. It counts in no priority."
        )
    if heard.not_shown:
        sheets = count(heard.not_shown, "sheet is", "sheets are")
        yield (
            f"{sheets} not shown. Either too few people took part (it takes {smallest}, or more if"
            " the sheet said so), or nobody wrote down how many did."
        )
    if heard.held_back:
        texts = count(heard.held_back, "text is", "texts are")
        yield f"{texts} held back: somebody might be known by what it says, or it is very long."
    if heard.waiting:
        it, them = (f"not printed: nobody has confirmed {word} yet." for word in ("it", "them"))
        yield count(heard.waiting, f"text is {it}", f"texts are {them}")
    if heard.no_room:
        yield f"{count(heard.no_room, 'more text is', 'more texts are')} left out for want of room."


def _edition(seen: SeenPriorities) -> str:
    return f"edition {seen.edition}" if seen.edition else "a draft"


def _heard(said: HeardOf, figures: Figures) -> HeardTold:
    tip = next((tip for tip in figures.tips if tip.id == said.id), None)
    rank = tip.priority.rank if tip else None
    return HeardTold(
        place=str(rank) if rank else "none",
        name=f"{tip.number} {tip.title}" if tip else said.title,
        yes=said.yes,
        partly=said.partly,
        no=said.no,
        quotes=_quotes(said.words),
    )


def _quotes(words: Sequence[str]) -> tuple[QuoteTold, ...]:
    return tuple(QuoteTold(compact(text), WHOSE) for text in words)


def _since(seen: SeenPriorities, figures: Figures) -> str:
    """Say what is otherwise now among the first priorities than in the list that groups saw."""
    known = {tip.id: tip for tip in figures.tips}
    ranked = [tip.id for tip in figures.ranked() if tip.priority.rank is not None]
    found = since(seen.tips, ranked)
    before = f"Compared with {_edition(seen)}"
    many = len(seen.tips)
    if not (found.came or found.went or found.moved):
        return f"{before}, the same {many} priorities come first, in the same order."

    def called(tip: str) -> str:
        return name(known[tip], figures.terms) if tip in known else "one that is no longer asked"

    said = [f"{called(tip)} is now {_place(tip, ranked)}" for tip in found.came]
    said += [f"{called(tip)} is no longer among the first {many}" for tip in found.went]
    said += [
        f"{called(tip)} was {ordinal(seen.tips.index(tip) + 1)} and is {_place(tip, ranked)}"
        for tip in found.moved
    ]
    return f"{before}: {listed(said)}."


def _place(tip: str, ranked: Sequence[str]) -> str:
    return ordinal(ranked.index(tip) + 1)


def called_right(tip: TipFigures, figures: Figures) -> str:
    """Say how many groups call a priority right, to go on from its name; else nothing."""
    heard = figures.focus_groups.priorities if figures.focus_groups else ()
    said = next((said for said in heard if said.id == tip.id and said.groups), None)
    groups = count(said.groups, "focus group", "focus groups") if said else ""
    return f": called right by {said.yes} of {groups}" if said else ""
