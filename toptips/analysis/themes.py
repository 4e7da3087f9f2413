"""What the comments are about: keyword coding with a codebook, and how often each theme occurs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate

from toptips.analysis.disclosure import SECTOR
from toptips.analysis.figures import Coding, Quote, ThemeFigures
from toptips.analysis.quotes import varied
from toptips.model import questions
from toptips.model.answered import Answered, Comment
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


def read_for_themes(comments: Iterable[Comment], items: Set[str]) -> list[Comment]:
    """Return the comments on `items` that are read for themes; "" is what is asked once."""
    themed = set(questions.keys(themed=True))
    return [comment for comment in comments if comment.question in themed and comment.item in items]


def figures(
    codebook: Codebook,
    answered: Answered,
    items: Set[str],
    places: Mapping[str, Mapping[str, str]],
    enough: Callable[[Collection[Response]], bool],
    printable: Callable[[Comment], Quote | None],
) -> tuple[tuple[ThemeFigures, ...], Coding]:
    """Count the themes of all comments on `items`; the most mentioned first, catch-alls last.

    `items` are ids, with "" for what is asked once.
    What a person decided about a comment counts, whatever its keywords say. `places` holds
    the sector and groups of each response by dimension, `enough` says whether some respondents are
    enough to say that theirs mention it; `printable` returns a
    comment as a quote, or None where it must not be printed.
    """
    comments = read_for_themes(answered.comments, items)
    coded = _coded(comments, codebook, answered.codings)
    mentions = {theme.id: _Mentions() for theme in codebook.themes}
    for comment, themes in zip(comments, coded, strict=True):
        for theme in themes:
            _count(mentions[theme], comment, answered.directions.get(comment.id))
    found = [
        _figures(
            theme,
            mentions[theme.id],
            _mentioning(mentions[theme.id], places, enough),
            [printable(comment) for comment in _of_theme(theme, mentions[theme.id], answered)],
        )
        for theme in codebook.themes
    ]
    found.sort(key=lambda theme: (theme.fallback, -theme.respondents, -theme.comments))
    fallback = {theme.id for theme in codebook.themes if theme.fallback}
    return tuple(found), Coding(
        codebook=codebook.id,
        comments=len(comments),
        uncoded=sum(themes <= fallback for themes in coded),
    )


def _of_theme(theme: Theme, mentions: _Mentions, answered: Answered) -> Iterator[Comment]:
    """Yield the comments that may be quoted for a theme: each only for the one it was meant for."""
    for comment in mentions.written:
        if answered.confirmed_for.get(comment.id, theme.id) == theme.id:
            yield comment


def _coded(
    comments: Sequence[Comment], codebook: Codebook, codings: Mapping[str, frozenset[str]]
) -> list[Set[str]]:
    """Return the themes of each comment: those that a person decided on, else by keywords."""
    found: list[Set[str]] = list(code([comment.text for comment in comments], codebook))
    if codings:
        known = {theme.id for theme in codebook.themes}
        for place, comment in enumerate(comments):
            if (decided := codings.get(comment.id)) is not None:
                found[place] = decided & known
    return found


# What a person says of a comment's direction counts as if it had answered that question.
_ASKED_FOR = {
    "strength": ("strengths",),
    "barrier": ("barriers",),
    "mixed": ("strengths", "barriers"),
}


def _count(mentions: _Mentions, comment: Comment, direction: str | None) -> None:
    mentions.written.append(comment)
    if comment.form == "conversation":
        mentions.tables += 1
    elif comment.form == "people":
        mentions.people += 1
    elif comment.form == "self-assessment":
        mentions.comments += 1
        asked_for = (comment.question,) if direction is None else _ASKED_FOR.get(direction, ())
        mentions.questions.update(asked_for)
        mentions.respondents[comment.response.id] = comment.response
        if comment.item:
            mentions.tips[comment.item] += 1


def _mentioning(
    mentions: _Mentions,
    places: Mapping[str, Mapping[str, str]],
    enough: Callable[[Collection[Response]], bool],
) -> dict[str, tuple[str, ...]]:
    """Return by dimension the groups in which enough people mention a theme."""
    found: dict[str, dict[str, list[Response]]] = {}
    for respondent in mentions.respondents.values():
        for dimension, group in places.get(respondent.id, {}).items():
            found.setdefault(dimension, {}).setdefault(group, []).append(respondent)
    return {
        dimension: tuple(sorted(name for name, people in groups.items() if enough(people)))
        for dimension, groups in found.items()
    }


def _figures(
    theme: Theme,
    mentions: _Mentions,
    mentioning: Mapping[str, tuple[str, ...]],
    quotes: Sequence[Quote | None],
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
        sectors=mentioning.get(SECTOR, ()),
        groups={name: found for name, found in mentioning.items() if name != SECTOR},
        quotes=varied(filter(None, quotes), QUOTES),
        fallback=theme.fallback,
    )
