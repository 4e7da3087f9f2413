"""What a person checks of the coding, and in which order: where an hour of it pays most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256

from toptips.analysis.direction import direction
from toptips.analysis.mentions import Mention, mentions
from toptips.analysis.proposals import proposals
from toptips.analysis.themes import code
from toptips.model.answered import Comment
from toptips.model.codebook import Codebook

MOST_BLIND = 100
# At most one comment of so many is kept apart to be coded blind.
BLIND_OF = 3


@dataclass(frozen=True, slots=True)
class CheckedComment:
    """One comment as a person checks it.

    `machine` are the themes that keywords found and `themes` those that it counts in, both without
    catch-alls; `decided` says whether the person decided on them. `mentions` are the words that led
    to the machine's themes, `proposed` the likeliest themes where there are none. `sector` is
    empty where it must not be named.
    """

    comment: Comment
    machine: frozenset[str]
    themes: frozenset[str]
    decided: bool
    mentions: tuple[Mention, ...]
    proposed: tuple[str, ...]
    direction: str
    sector: str = ""

    @property
    def is_uncoded(self) -> bool:
        """Whether nothing was found in it and nobody has decided on it."""
        return not self.machine and not self.decided

    @property
    def keywords(self) -> int:
        """How many different keywords led to its themes."""
        return len({(mention.theme, mention.keyword) for mention in self.mentions})


@dataclass(frozen=True, slots=True)
class KeywordCount:
    """In how many comments a keyword stands, and of those a person decided on, what became of it.

    `kept` counts the comments that a person left in its theme, `rejected` those taken out of it.
    """

    theme: str
    keyword: str
    comments: int
    kept: int
    rejected: int


def to_check(
    comments: Sequence[Comment],
    codebook: Codebook,
    decided: Mapping[str, frozenset[str]],
    directions: Mapping[str, str],
    sector_of: Mapping[str, str],
    again: Set[str] = frozenset(),
) -> list[CheckedComment]:
    """Return comments with all that a person sees of them, in the order in which to check them.

    First those without a theme and those in `again`, then those that rest on one keyword, then the
    rest, last what is decided on; the longest first. `decided` and `directions` are a person's, by
    comment; `sector_of` holds the sector that may be named, by organisation.
    """
    texts = [comment.text for comment in comments]
    machine = code(texts, codebook)
    fallback = {theme.id for theme in codebook.themes if theme.fallback}
    known = {theme.id for theme in codebook.themes}
    uncoded = [found <= fallback for found in machine]
    proposed = iter(
        proposals([text for text, none in zip(texts, uncoded, strict=True) if none], codebook)
    )
    found = [
        CheckedComment(
            comment=comment,
            machine=frozenset(machine[place]) - fallback,
            themes=frozenset(decided.get(comment.id, machine[place])) & known - fallback,
            decided=comment.id in decided,
            mentions=words,
            proposed=next(proposed) if uncoded[place] else (),
            direction=directions.get(comment.id, direction(comment.question, comment.text)),
            sector=sector_of.get(comment.response.partner, ""),
        )
        for place, (comment, words) in enumerate(
            zip(comments, mentions(texts, codebook), strict=True)
        )
    ]
    return sorted(found, key=lambda row: _rank(row, again))


def _rank(row: CheckedComment, again: Set[str]) -> tuple[int, int, str]:
    if row.is_uncoded or row.comment.id in again:
        place = 0
    elif row.decided:
        place = 3
    else:
        place = 1 if row.keywords == 1 else 2
    return place, -len(row.comment.text), row.comment.id


def kept_apart(comments: Sequence[str], seen: Set[str], blind: Set[str], seed: str) -> list[str]:
    """Return the ids of a random part of the comments, to be coded without seeing any proposal.

    At most 100, and at most a third. Those coded so already (`blind`) stay; others of which a
    person has `seen` the proposals are never among them. The same seed draws the same comments,
    and most of them when others come back.
    """
    drawn = sorted(comments, key=lambda comment: sha256(f"{seed}\0{comment}".encode()).digest())
    most = min(MOST_BLIND, len(drawn) // BLIND_OF)
    done = [comment for comment in drawn if comment in blind]
    fresh = [comment for comment in drawn if comment not in blind and comment not in seen]
    return [*done, *fresh[: max(0, most - len(done))]]


def count_keywords(rows: Sequence[CheckedComment], codebook: Codebook) -> tuple[KeywordCount, ...]:
    """Count for each keyword in how many comments it stands, and what people made of it.

    Those most often rejected come first, then those found most often.
    """
    found: Counter[tuple[str, str]] = Counter()
    kept: Counter[tuple[str, str]] = Counter()
    rejected: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for place in {(mention.theme, mention.keyword) for mention in row.mentions}:
            found[place] += 1
            if row.decided:
                (kept if place[0] in row.themes else rejected)[place] += 1
    places = [(theme.id, keyword) for theme in codebook.themes for keyword in theme.keywords]
    counted = [KeywordCount(*place, found[place], kept[place], rejected[place]) for place in places]
    return tuple(sorted(counted, key=lambda of: (-of.rejected, -of.comments)))
