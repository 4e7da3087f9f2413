"""What the comments are about: keyword coding with a codebook, and how often each theme occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field

from toptips.analysis.coder import coder_of
from toptips.analysis.disclosure import SECTOR
from toptips.analysis.figures import Coding, Quote, ThemeFigures
from toptips.analysis.quotes import varied
from toptips.model import questions
from toptips.model.answered import Answered, Comment
from toptips.model.codebook import Codebook, Theme
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
    questions: Counter[str] = field(default_factory=Counter)
    tips: Counter[str] = field(default_factory=Counter)
    respondents: dict[str, Response] = field(default_factory=dict)
    written: list[Comment] = field(default_factory=list)


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
    themed = set(questions.keys(themed=True))
    comments = [
        comment
        for comment in answered.comments
        if comment.question in themed and comment.item in items
    ]
    coded = _coded(comments, codebook, answered.codings)
    mentions = {theme.id: _Mentions() for theme in codebook.themes}
    for comment, themes in zip(comments, coded, strict=True):
        for theme in themes:
            _count(mentions[theme], comment)
    found = [
        _figures(
            theme, mentions[theme.id], _mentioning(mentions[theme.id], places, enough), printable
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
    printable: Callable[[Comment], Quote | None],
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
        quotes=varied(filter(None, map(printable, mentions.written)), QUOTES),
        fallback=theme.fallback,
    )
