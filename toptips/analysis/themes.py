"""What the comments are about: keyword coding with a codebook, and how often each theme occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from toptips.analysis.coder import coder_of
from toptips.analysis.direction import direction
from toptips.analysis.disclosure import SECTOR
from toptips.analysis.figures import Coding, ThemeFigures
from toptips.analysis.proposed import Quote
from toptips.analysis.quotes import varied
from toptips.model import questions
from toptips.model.answered import Answered, Comment
from toptips.model.codebook import Codebook, Theme
from toptips.model.codings import BARRIER, MIXED, STRENGTH
from toptips.model.responses import Response

QUOTES = 5


def code(texts: Sequence[str], codebook: Codebook) -> list[set[str]]:
    """Return the ids of the themes that each text mentions, in the order of the texts.

    A keyword counts where its words stand one after another, with spaces, hyphens, slashes or
    line ends between them; a comma, a bracket, a bullet, a spaced dash or the end of a sentence
    parts them. Which spellings of a word are alike: `model/spellings.py`. Only whole words count,
    except that `*` stands for any ending. A keyword within an `except` phrase of its theme does
    not count. A fallback theme is given to texts in which no other theme is found and which have
    a word in them; what only says that there is nothing to say has no theme. Time grows with the
    texts' length.
    """
    coder = coder_of(codebook)
    return [coder.themes(text) for text in texts]


@dataclass(slots=True)
class _Mentions:
    """What mentions one theme."""

    comments: int = 0
    tables: int = 0
    people: int = 0
    strengths: int = 0
    barriers: int = 0
    both: int = 0
    tips: Counter[str] = field(default_factory=Counter)
    respondents: dict[str, Response] = field(default_factory=dict)
    quotable: list[Comment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Coded:
    """A comment, the ids of the themes that it counts in, and which way it points.

    `direction` is `strength`, `barrier`, `mixed` or empty. `quoted_for` is the theme that somebody
    confirmed its words for; empty: any of its themes.
    """

    comment: Comment
    themes: Set[str]
    direction: str
    quoted_for: str = ""

    @property
    def is_a_strength(self) -> bool:
        """Whether it says, among other things, what works well."""
        return self.direction in (STRENGTH, MIXED)

    @property
    def is_a_barrier(self) -> bool:
        """Whether it says, among other things, what gets in the way."""
        return self.direction in (BARRIER, MIXED)

    def stands_for(self, theme: str) -> bool:
        """Say whether its words may be quoted for a theme."""
        return self.quoted_for in ("", theme)


def coded(codebook: Codebook, comments: Sequence[Comment], answered: Answered) -> tuple[Coded, ...]:
    """Return the comments with their themes and directions.

    What a person decided holds; else keywords say the theme, the question and the words of praise
    and lack the direction.
    """
    known = {theme.id for theme in codebook.themes}
    found = code([comment.text for comment in comments], codebook)
    return tuple(
        Coded(
            comment,
            answered.codings.get(comment.id, themes) & known,
            answered.directions.get(comment.id, direction(comment.question, comment.text)),
            answered.confirmed_for.get(comment.id, ""),
        )
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
            _count(mentions[theme], theme, said)
    counted = [
        replace(
            _figures(theme, found, mentioning(found.respondents.values(), places, enough)),
            quotes=_quotes(found.quotable, printable),
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
        counted_in=telling.comments if (telling := codebook.telling_words) else 0,
        # By their words: one person's, one after another, might say whose they are.
        uncoded_quotes=tuple(sorted(filter(None, map(printable, uncoded)), key=Quote.by_words)),
    )


def _quotes(
    quotable: Iterable[Comment], printable: Callable[[Comment], Quote | None]
) -> tuple[Quote, ...]:
    """Return quotes to go with a theme; an action is none: it stands with what is proposed."""
    said = (comment for comment in quotable if comment.question != "action")
    return varied(filter(None, map(printable, said)), QUOTES)


def _count(mentions: _Mentions, theme: str, said: Coded) -> None:
    comment = said.comment
    if said.stands_for(theme):
        mentions.quotable.append(comment)
    if comment.form == "conversation":
        mentions.tables += 1
    elif comment.form == "people":
        mentions.people += 1
    elif comment.form == "self-assessment":
        mentions.comments += 1
        mentions.strengths += said.is_a_strength
        mentions.barriers += said.is_a_barrier
        mentions.both += said.is_a_strength and said.is_a_barrier
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
        strengths=mentions.strengths,
        barriers=mentions.barriers,
        both=mentions.both,
        tables=mentions.tables,
        people=mentions.people,
        tips=dict(mentions.tips),
        sectors=groups.get(SECTOR, ()),
        groups={name: found for name, found in groups.items() if name != SECTOR},
        fallback=theme.fallback,
    )
