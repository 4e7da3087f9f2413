"""What focus groups say of the priorities: counted in groups, beside the figures and never in them.

What a group ticks is what it agreed. Of a group of fewer people than any that is shown, or of which
nobody wrote down how many took part, nothing is said but that its sheet came back.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.quotes import READABLE
from toptips.model.focus_groups import GroupSheet
from toptips.model.focus_topics import TOPICS
from toptips.model.non_answers import is_no_comment
from toptips.model.personal_data import findings
from toptips.model.stories import reads_like_a_story

Words = defaultdict[tuple[str, str], tuple[str, ...]]
# So many priorities a group can talk about in an hour.
MOST_SHOWN = 5
# Longer words are no quote; they stay in focus-groups.csv.
LONGEST_QUOTE = 600
# Of the answers to one question the report has room for so many.
MOST_QUOTES = 4
# A part of a group's label with fewer letters names nobody.
FEWEST_LETTERS = 4


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
    `no_room` further ones that may be printed.
    """

    groups: int
    not_shown: int
    priorities: tuple[HeardOf, ...]
    missing: tuple[str, ...]
    change: tuple[str, ...]
    held_back: int
    no_room: int
    seen: tuple[SeenPriorities, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """How the first priorities differ from those that a group saw, by the items' ids."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    moved: tuple[str, ...]


def hear(
    sheets: Sequence[GroupSheet], smallest: int, names: Sequence[str] = ()
) -> FocusGroups | None:
    """Return what may be shown of the sheets that came back; None where none did.

    `names` are those of partners and people, which no printed words of a group hold.
    """
    if not sheets:
        return None
    shown = [sheet for sheet in sheets if may_be_shown(sheet, smallest)]
    words = _words(shown, names)
    return FocusGroups(
        groups=len(shown),
        not_shown=len(sheets) - len(shown),
        priorities=tuple(_heard_of(shown, words)),
        missing=words["", "missing"][:MOST_QUOTES],
        change=words["", "change"][:MOST_QUOTES],
        held_back=len(list(held_back(shown, names))),
        no_room=sum(max(0, len(texts) - MOST_QUOTES) for texts in words.values()),
        seen=tuple(_seen(shown)),
    )


def may_be_shown(sheet: GroupSheet, smallest: int) -> bool:
    """Say whether so many people took part that what they agreed is no single person's view.

    What the sheet itself promised holds too, whatever the limit is by now.
    """
    return sheet.how_many is not None and sheet.how_many >= max(smallest, sheet.smallest_group)


def _heard_of(sheets: Sequence[GroupSheet], words: Words) -> Iterator[HeardOf]:
    """Yield what is said of each item that any group was shown, as first they were shown it."""
    titles = {said.tip: said.title for sheet in sheets for said in sheet.priorities}
    ticked: dict[str, Counter[str]] = {tip: Counter() for tip in titles}
    for sheet in sheets:
        for said in sheet.priorities:
            ticked[said.tip][said.right] += 1
    for tip, title in titles.items():
        counts, quotes = ticked[tip], words[tip, "why"][:MOST_QUOTES]
        yield HeardOf(tip, title, counts["yes"], counts["partly"], counts["no"], quotes)


def _words(sheets: Sequence[GroupSheet], names: Sequence[str]) -> Words:
    """Return the words that may be printed, each once, by item and question."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sheet in sheets:
        kept_out = _kept_out(sheet, names)
        for tip, key, text in sheet.texts() if sheet.may_print else ():
            if not is_no_comment(text) and not _why_not(text, kept_out):
                found[tip, key].add(text.strip())
    in_order = {place: sorted(texts, key=_readable_first) for place, texts in found.items()}
    return defaultdict(tuple, {place: tuple(texts) for place, texts in in_order.items()})


def _readable_first(text: str) -> tuple[bool, str, str]:
    return len(text) not in READABLE, text.casefold(), text


def held_back(sheets: Sequence[GroupSheet], names: Sequence[str] = ()) -> Iterator[str]:
    """Say of words that a group allowed to be printed why they are not, without repeating them."""
    letters = {topic.key: topic.letter for topic in TOPICS}
    for sheet in sheets:
        titles = {said.tip: said.title for said in sheet.priorities}
        kept_out = _kept_out(sheet, names)
        for tip, key, text in sheet.texts() if sheet.may_print else ():
            if reason := _why_not(text, kept_out):
                what = f"What it says of '{titles[tip]}'" if tip else f"Its answer 0{letters[key]}"
                yield f"Focus group's sheet {sheet.id}: {what} is not printed, since it {reason}."


def _kept_out(sheet: GroupSheet, names: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds in a group's words itself, its place, its writer or one of these names.

    Of what has several parts each is looked for. Short parts say nothing, but short names do.
    """
    parts = [part for text in (sheet.group, sheet.writer, *names) for part in _parts(text)]
    anywhere = [r"\s+".join(map(re.escape, part.split())) for part in parts]
    whole = [rf"(?<!\w){re.escape(name.strip())}(?!\w)" for name in names if name.strip()]
    return re.compile("|".join([*anywhere, *whole]), re.IGNORECASE) if anywhere or whole else None


def _parts(text: str) -> Iterator[str]:
    for part in (text, *re.split("[,;]", text)):
        if sum(map(str.isalpha, part)) >= FEWEST_LETTERS:
            yield part.strip()


def _why_not(text: str, kept_out: re.Pattern[str] | None) -> str:
    if kept_out and kept_out.search(text):
        return "names the group, its writer, a partner or a facilitator"
    if found := findings(text):
        return f"may hold personal data ({', '.join(found)})"
    if reads_like_a_story(text):
        return "reads like one person's story"
    return "is too long to quote" if len(text.strip()) > LONGEST_QUOTE else ""


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
