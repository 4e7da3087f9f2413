"""The words of focus groups: which may be printed, and which a person has confirmed.

As of all quotes, none is printed without leave, with personal data in it or unconfirmed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toptips.analysis.quotes import READABLE
from toptips.model.answered import Comment
from toptips.model.focus_groups import GroupSheet
from toptips.model.personal_data import findings
from toptips.model.stories import reads_like_a_story
from toptips.model.workshop import Workshop

# Longer words are no quote; they stay in focus-groups.csv.
LONGEST_QUOTE = 600
# A part of a group's label with fewer letters names nobody.
FEWEST_LETTERS = 4
_ASKED_ONCE = {"missing": "what is missing", "change": "what to change"}


@dataclass(frozen=True, slots=True)
class GroupText:
    """A text that a group allowed to be printed, and what it is `about`.

    `kept_out` finds in words the group itself, its place, its writer and other names.
    """

    comment: Comment
    about: str
    kept_out: re.Pattern[str] | None

    def why_not(self, words: str) -> str:
        """Say why its words, as they stand or as they were edited, can't be printed, if so."""
        if self.kept_out and self.kept_out.search(words):
            return "names the group, its writer, a partner or a facilitator"
        if found := findings(words):
            return f"may hold personal data ({', '.join(found)})"
        if reads_like_a_story(words):
            return "reads like one person's story"
        return "is too long to quote" if len(words) > LONGEST_QUOTE else ""

    @property
    def may_be_confirmed(self) -> bool:
        """Whether a person is asked to confirm it."""
        return not self.why_not(self.comment.text)

    def held_back(self, words: str) -> str:
        """Say that words of it are not printed and why, without repeating them; else nothing."""
        edited = "" if words == self.comment.text else ", as it was edited,"
        what = f"Focus group's sheet {self.comment.response.id}: its text on '{self.about}'{edited}"
        reason = self.why_not(words)
        return f"{what} is not printed, since it {reason}." if reason else ""


@dataclass(frozen=True)
class GroupWords:
    """The words of groups, as people decided on them.

    `printed` holds by item (empty for what is asked once) and question the words that were
    confirmed, each once, readable ones first. `held_back` says of others why they are not printed.
    `waiting` counts those that nobody has decided on yet.
    """

    printed: Mapping[tuple[str, str], tuple[str, ...]]
    held_back: tuple[str, ...] = ()
    waiting: int = 0

    def on(self, item: str, question: str) -> tuple[str, ...]:
        """Return the words that are printed of what one question was answered with."""
        return self.printed.get((item, question), ())


def texts_allowed(
    sheets: Iterable[GroupSheet], smallest: int, workshop: Workshop
) -> Iterator[GroupText]:
    """Yield the texts that groups of enough people allowed to be printed."""
    names = (*(partner.name for partner in workshop.partners), *workshop.facilitators)
    for sheet in sheets:
        if not (sheet.may_print and sheet.may_be_shown(smallest)):
            continue
        titles = {said.tip: said.title for said in sheet.priorities}
        kept_out = _kept_out(sheet, names)
        for comment in sheet.comments():
            about = titles.get(comment.item) or _ASKED_ONCE[comment.question]
            yield GroupText(comment, about, kept_out)


def as_decided(texts: Iterable[GroupText], decided: Mapping[str, str]) -> GroupWords:
    """Return the words that are printed; `decided` holds them by comment, empty where refused."""
    printed: dict[tuple[str, str], set[str]] = defaultdict(set)
    held_back = []
    waiting = 0
    for text in texts:
        comment = text.comment
        words = decided.get(comment.id)
        if why_not := text.held_back(comment.text) or text.held_back(words or ""):
            held_back.append(why_not)
        elif words is None:
            waiting += 1
        elif words:
            printed[comment.item, comment.question].add(words)
    in_order = {place: tuple(sorted(said, key=_readable_first)) for place, said in printed.items()}
    return GroupWords(in_order, tuple(held_back), waiting)


def _readable_first(text: str) -> tuple[bool, str, str]:
    return len(text) not in READABLE, text.casefold(), text


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
