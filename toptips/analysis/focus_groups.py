"""What focus groups say of the priorities: counted in groups, beside the figures and never in them.

What a group ticks is what it agreed. Of a group of fewer people than any that is shown, or of which
nobody wrote down how many took part, nothing is said but that its sheet came back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.group_words import GroupWords
from toptips.model.focus_groups import GroupSheet

# So many priorities a group can talk about in an hour.
MOST_SHOWN = 5
# Of the answers to one question the report has room for so many.
MOST_QUOTES = 4


@dataclass(frozen=True, slots=True)
class HeardOf:
    """What groups say of one item: how many ticked what, and their words, readable ones first.

    Those that ticked nothing are in none of the numbers.
    """

    id: str
    title: str
    yes: int
    partly: int
    no: int
    words: tuple[str, ...]

    @property
    def groups(self) -> int:
        """How many groups ticked a box."""
        return self.yes + self.partly + self.no


@dataclass(frozen=True, slots=True)
class SeenPriorities:
    """A list of priorities, the first one first, and how many groups it was shown to.

    `edition` is that of the report it comes from, 0 for a draft.
    """

    edition: int
    groups: int
    tips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusGroups:
    """What came back from focus groups, as far as it may be shown.

    `groups` is how many are shown, `not_shown` how many are not, for want of people. `held_back`
    counts texts that may name somebody, read like one person's story or are too long to quote,
    `waiting` those that nobody has confirmed yet, `no_room` further ones that may be printed.
    """

    groups: int
    not_shown: int
    priorities: tuple[HeardOf, ...]
    missing: tuple[str, ...]
    change: tuple[str, ...]
    held_back: int
    waiting: int
    no_room: int
    seen: tuple[SeenPriorities, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """How the first priorities differ from those that a group saw, by the items' ids."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    moved: tuple[str, ...]


def hear(sheets: Sequence[GroupSheet], smallest: int, words: GroupWords) -> FocusGroups | None:
    """Return what may be shown of the sheets that came back; None where none did.

    `words` are those of the sheets that may be shown.
    """
    if not sheets:
        return None
    shown = [sheet for sheet in sheets if sheet.may_be_shown(smallest)]
    return FocusGroups(
        groups=len(shown),
        not_shown=len(sheets) - len(shown),
        priorities=tuple(_heard_of(shown, words)),
        missing=words.on("", "missing")[:MOST_QUOTES],
        change=words.on("", "change")[:MOST_QUOTES],
        held_back=len(words.held_back),
        waiting=words.waiting,
        no_room=sum(max(0, len(texts) - MOST_QUOTES) for texts in words.printed.values()),
        seen=tuple(_seen(shown)),
    )


def _heard_of(sheets: Sequence[GroupSheet], words: GroupWords) -> Iterator[HeardOf]:
    """Yield what is said of each item that any group was shown, as first they were shown it."""
    titles = {said.tip: said.title for sheet in sheets for said in sheet.priorities}
    ticked: dict[str, Counter[str]] = {tip: Counter() for tip in titles}
    for sheet in sheets:
        for said in sheet.priorities:
            ticked[said.tip][said.right] += 1
    for tip, title in titles.items():
        counts, quotes = ticked[tip], words.on(tip, "why")[:MOST_QUOTES]
        yield HeardOf(tip, title, counts["yes"], counts["partly"], counts["no"], quotes)


def _seen(sheets: Sequence[GroupSheet]) -> Iterator[SeenPriorities]:
    counted = Counter((sheet.edition, sheet.tips) for sheet in sheets)
    for (edition, tips), groups in sorted(counted.items()):
        yield SeenPriorities(edition, groups, tips)


def since(seen: Sequence[str], now: Sequence[str]) -> Since:
    """Say what came among as many of the first priorities as a group saw, what went and moved."""
    first = now[: len(seen)]
    both = [tip for tip in first if tip in seen]
    return Since(
        came=tuple(tip for tip in first if tip not in seen),
        went=tuple(tip for tip in seen if tip not in first),
        moved=tuple(tip for tip in both if first.index(tip) != seen.index(tip)),
    )
