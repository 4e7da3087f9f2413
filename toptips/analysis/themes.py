"""What the comments are about: keyword coding with a codebook, and how often each theme occurs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import accumulate

from toptips.analysis.direction import direction
from toptips.analysis.disclosure import SECTOR
from toptips.analysis.figures import Coding, ThemeFigures
from toptips.analysis.proposed import Quote
from toptips.analysis.quotes import varied
from toptips.model import questions
from toptips.model.answered import Comment
from toptips.model.codebook import Codebook, Theme
from toptips.model.responses import Response

QUOTES = 5

# A word, or a mark that ends a sentence or a part of one: no phrase goes on beyond it.
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.,;:!?](?=\s)")
_KEYWORD_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?|[.,;:!?](?=\s)")
_MARKS = frozenset(".,;:!?")
_ALIKE = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00ad": None})

# The words of a phrase after its first one, and the number of its theme.
_Rest = tuple[tuple[str, ...], int]


class _Phrases(dict[str, tuple[_Rest, ...]]):
    """The phrases that may begin with a word, looked for once for each word that texts use."""

    def __init__(self) -> None:
        super().__init__()
        self._whole: dict[str, list[_Rest]] = {}
        self._begun: dict[int, dict[str, list[_Rest]]] = {}  # by the length of the beginning

    def add(self, phrase: str, theme: int) -> None:
        words = tuple(_KEYWORD_TOKEN.findall(_alike(phrase)))
        if not words:
            return
        if words[0].endswith("*"):
            stem = words[0][:-1]
            by_stem = self._begun.setdefault(len(stem), {})
            by_stem.setdefault(stem, []).append((words[1:], theme))
        else:
            self._whole.setdefault(words[0], []).append((words[1:], theme))

    def __missing__(self, word: str) -> tuple[_Rest, ...]:
        found = list(self._whole.get(word, ()))
        if word.endswith("'s"):
            found += self._whole.get(word[:-2], ())
        for length, by_stem in self._begun.items():
            if length <= len(word):
                found += by_stem.get(word[:length], ())
        self[word] = tuple(found)
        return self[word]

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield the theme, the first word and the end of each phrase that stands in a text."""
        for start, word in enumerate(words):
            for rest, theme in self[word]:
                end = start + 1 + len(rest)
                if end <= len(words) and all(map(_fits, rest, words[start + 1 : end])):
                    yield theme, start, end


def _fits(pattern: str, word: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    return word in (pattern, pattern + "'s")


def _alike(text: str) -> str:
    """Return a text with the writings of one word made one: accents, capitals, apostrophes."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_ALIKE).casefold()


def code(texts: Sequence[str], codebook: Codebook) -> list[set[str]]:
    """Return the ids of the themes that each text mentions, in the order of the texts.

    A keyword counts where its words stand one after another, with spaces, hyphens, slashes or
    line ends between them; a comma or the end of a sentence parts them. Small and capital
    letters and the kinds of apostrophe are alike. Only whole words count, except that `*` stands
    for any ending, and a word's possessive counts as the word ("the GP's letter"). A keyword
    within an `except` phrase of its theme does not count. A fallback theme is given to texts in
    which no other theme is found and which have a word in them. Time grows with the texts'
    length.
    """
    keywords, exceptions = _Phrases(), _Phrases()
    for number, theme in enumerate(codebook.themes):
        for phrase in theme.keywords:
            keywords.add(phrase, number)
        for phrase in theme.except_:
            exceptions.add(phrase, number)
    ids = [theme.id for theme in codebook.themes]
    fallback = {number for number, theme in enumerate(codebook.themes) if theme.fallback}
    coded = []
    for text in texts:
        words = _TOKEN.findall(_alike(text))
        found = _found(words, keywords, exceptions)
        proper = found - fallback or (found | fallback if set(words) - _MARKS else set())
        coded.append({ids[number] for number in proper})
    return coded


def _found(words: Sequence[str], keywords: _Phrases, exceptions: _Phrases) -> set[int]:
    """Return the numbers of the themes of which a keyword stands outside every exception."""
    hits = list(keywords.within(words))
    if not hits:
        return set()
    # For each theme and each word, how far an exception reaches that began there or before.
    reach: dict[int, list[int]] = {}
    for theme, start, end in exceptions.within(words):
        ends = reach.setdefault(theme, [0] * len(words))
        ends[start] = max(ends[start], end)
    for ends in reach.values():
        ends[:] = accumulate(ends, max)
    return {theme for theme, start, end in hits if theme not in reach or reach[theme][start] < end}


@dataclass(slots=True)
class _Mentions:
    """What mentions one theme."""

    comments: int = 0
    tables: int = 0
    people: int = 0
    questions: Counter[str] = field(default_factory=Counter)
    tips: Counter[str] = field(default_factory=Counter)
    respondents: dict[str, Response] = field(default_factory=dict)
    written: list[Comment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Coded:
    """A comment, the ids of the themes that it counts in, and which way it points.

    `direction` is `strength`, `barrier`, `mixed` or empty.
    """

    comment: Comment
    themes: Set[str]
    direction: str

    @property
    def is_a_barrier(self) -> bool:
        """Whether it says, among other things, what gets in the way."""
        return self.direction in ("barrier", "mixed")


def coded(
    codebook: Codebook, comments: Sequence[Comment], codings: Mapping[str, frozenset[str]]
) -> tuple[Coded, ...]:
    """Return the comments with their themes: those that a person decided on, else by keywords."""
    found: list[Set[str]] = list(code([comment.text for comment in comments], codebook))
    if codings:
        known = {theme.id for theme in codebook.themes}
        for place, comment in enumerate(comments):
            if (decided := codings.get(comment.id)) is not None:
                found[place] = decided & known
    return tuple(
        Coded(comment, themes, direction(comment.question, comment.text))
        for comment, themes in zip(comments, found, strict=True)
    )


def read_for_themes(comments: Iterable[Comment], items: Set[str]) -> list[Comment]:
    """Return the comments on `items` that are read for themes; "" is what is asked once."""
    themed = set(questions.keys(themed=True))
    return [comment for comment in comments if comment.question in themed and comment.item in items]


def figures(
    codebook: Codebook,
    comments: Sequence[Coded],
    places: Mapping[str, Mapping[str, str]],
    enough: Callable[[Collection[Response]], bool],
    printable: Callable[[Comment], Quote | None],
    memos: Mapping[str, str] | None = None,
) -> tuple[tuple[ThemeFigures, ...], Coding]:
    """Count the themes of coded comments; the most mentioned first, catch-alls last.

    `places` holds the sector and groups of each response by dimension, `enough` says whether some
    respondents are enough to say that theirs mention it; `printable` returns a
    comment as a quote, or None where it must not be printed. `memos` are by theme.
    """
    mentions = {theme.id: _Mentions() for theme in codebook.themes}
    for said in comments:
        for theme in said.themes:
            _count(mentions[theme], said.comment)
    counted = [
        replace(
            _figures(theme, found, mentioning(found.respondents.values(), places, enough)),
            quotes=_quotes(found.written, printable),
            memo=(memos or {}).get(theme.id, ""),
        )
        for theme, found in zip(codebook.themes, mentions.values(), strict=True)
    ]
    counted.sort(key=lambda theme: (theme.fallback, -theme.respondents, -theme.comments))
    fallback = {theme.id for theme in codebook.themes if theme.fallback}
    uncoded = [said.comment for said in comments if said.themes <= fallback]
    return tuple(counted), Coding(
        codebook=codebook.id,
        comments=len(comments),
        uncoded=len(uncoded),
        # By their words: one person's, one after another, might say whose they are.
        uncoded_quotes=tuple(sorted(filter(None, map(printable, uncoded)), key=Quote.by_words)),
    )


def _quotes(
    written: Iterable[Comment], printable: Callable[[Comment], Quote | None]
) -> tuple[Quote, ...]:
    """Return quotes to go with a theme; an action is none: it stands with what is proposed."""
    said = (comment for comment in written if comment.question != "action")
    return varied(filter(None, map(printable, said)), QUOTES)


def _count(mentions: _Mentions, comment: Comment) -> None:
    mentions.written.append(comment)
    if comment.form == "conversation":
        mentions.tables += 1
    elif comment.form == "people":
        mentions.people += 1
    elif comment.form == "self-assessment":
        mentions.comments += 1
        mentions.questions[comment.question] += 1
        mentions.respondents[comment.response.id] = comment.response
        if comment.item:
            mentions.tips[comment.item] += 1


def mentioning(
    respondents: Iterable[Response],
    places: Mapping[str, Mapping[str, str]],
    enough: Callable[[Collection[Response]], bool],
) -> dict[str, tuple[str, ...]]:
    """Return by dimension the groups of which enough people are among these respondents."""
    found: dict[str, dict[str, list[Response]]] = {}
    for respondent in respondents:
        for dimension, group in places.get(respondent.id, {}).items():
            found.setdefault(dimension, {}).setdefault(group, []).append(respondent)
    return {
        dimension: tuple(sorted(name for name, people in groups.items() if enough(people)))
        for dimension, groups in found.items()
    }


def _figures(
    theme: Theme, mentions: _Mentions, groups: Mapping[str, tuple[str, ...]]
) -> ThemeFigures:
    respondents = mentions.respondents.values()
    return ThemeFigures(
        id=theme.id,
        name=theme.name,
        comments=mentions.comments,
        respondents=len(respondents),
        organisations=len({respondent.partner for respondent in respondents}),
        strengths=mentions.questions["strengths"],
        barriers=mentions.questions["barriers"],
        tables=mentions.tables,
        people=mentions.people,
        tips=dict(mentions.tips),
        sectors=groups.get(SECTOR, ()),
        groups={name: found for name, found in groups.items() if name != SECTOR},
        fallback=theme.fallback,
    )
