"""Sentences that a person may confirm as quotes: a few for each theme, each for one theme only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from toptips.analysis.direction import ASKED_FOR, NEITHER, direction
from toptips.analysis.mentions import Mention, mentions
from toptips.analysis.splitting import sentences
from toptips.model import questions
from toptips.model.answered import Comment
from toptips.model.codebook import Codebook
from toptips.model.codings import BARRIER, MIXED, STRENGTH
from toptips.model.spellings import TOKEN, word_of
from toptips.model.stories import reads_like_a_story

READABLE = range(8, 41)  # words
# What is to be done, and how a tip is to be worded: no voice on how things are.
_NOT_SAID = ("action", "plans", "wording")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be confirmed as a quote for a theme.

    `story`: it reads like one person's story, so that nothing but a person's confirmation lets
    it out.
    """

    comment: Comment
    sentence: str
    theme: str
    story: bool


def candidates(
    comments: Sequence[Comment], codebook: Codebook, themes: Sequence[Set[str]], most: int = 5
) -> list[Candidate]:
    """Choose for each theme at most `most` sentences, in the codebook's order of themes.

    `comments` are those that may be printed; `themes` those that each counts in, whatever led to
    them. Sentences with more of a theme's keywords come first, then those with fewer other
    themes, then those of 8 to 40 words. Each is another person's and, as far as there are others,
    another sector's. The themes with the fewest comments to choose from choose first, and what
    was chosen is not chosen again. Strengths and barriers stand in the proportion in which they
    stand among the theme's comments. The order of the comments makes no difference.
    """
    sides = _sides(comments, themes)
    ranked = {
        theme: sorted(said, key=lambda sentence: sentence.rank(theme))
        for theme, said in _by_theme(comments, codebook, themes).items()
    }
    chosen: dict[str, list[_Sentence]] = {}
    taken: set[str] = set()
    # Sorted stably: of themes with as many comments, the codebook's first.
    for theme in sorted(ranked, key=lambda theme: len({of.comment.id for of in ranked[theme]})):
        places = _places(sides.get(theme, {}), most)
        chosen[theme] = _choose(ranked[theme], places, most, taken)
        taken |= {key for sentence in chosen[theme] for key in sentence.keys}
    return [
        Candidate(of.comment, of.text, theme, reads_like_a_story(of.text))
        for theme in ranked
        for of in chosen[theme]
    ]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a comment, and how many keywords it has of each theme it may be quoted for."""

    comment: Comment
    text: str
    place: int
    keywords: Mapping[str, int]
    others: int
    side: str

    @property
    def person(self) -> str:
        return self.comment.response.id

    @property
    def words(self) -> str:
        return self.text.casefold()

    @property
    def keys(self) -> tuple[str, str]:
        """Its comment and its words: neither is quoted twice."""
        return self.comment.id, self.words

    def rank(self, theme: str) -> tuple[object, ...]:
        """Return what less of makes a better quote for a theme."""
        others = self.others - (self.keywords[theme] > 0)
        readable = len(self.text.split()) in READABLE
        return (-self.keywords[theme], others, not readable, self.comment.id, self.place)


def _by_theme(
    comments: Sequence[Comment], codebook: Codebook, themes: Sequence[Set[str]]
) -> dict[str, list[_Sentence]]:
    """Return the sentences that may be quoted for each theme but fallbacks."""
    asked = set(questions.keys(quoted=True)).difference(_NOT_SAID)
    texts = [comment.text if comment.question in asked else "" for comment in comments]
    by_theme: dict[str, list[_Sentence]] = {
        theme.id: [] for theme in codebook.themes if not theme.fallback
    }
    found = mentions(texts, codebook)
    for comment, text, of_comment, counted in zip(comments, texts, found, themes, strict=True):
        for sentence in _of(comment, of_comment, counted) if text else ():
            for theme in sentence.keywords.keys() & by_theme.keys():
                by_theme[theme].append(sentence)
    return by_theme


def _of(comment: Comment, found: Sequence[Mention], counted: Set[str]) -> Iterator[_Sentence]:
    """Yield the sentences of a comment.

    Of a theme that it counts in, those sentences are meant that have a keyword of it; where none
    has, because a person decided so, all.
    """
    without = counted - {mention.theme for mention in found}
    for place, (start, end) in enumerate(sentences(comment.text)):
        inside = [mention for mention in found if start <= mention.start < end]
        keywords = _keywords(inside)
        text = " ".join(comment.text[start:end].split())
        yield _Sentence(
            comment=comment,
            text=text,
            place=place,
            keywords={
                theme: keywords[theme] for theme in counted if theme in keywords or theme in without
            },
            others=len(keywords),
            side=_side(comment.question, text),
        )


def _keywords(found: Sequence[Mention]) -> Counter[str]:
    """Count the words of each theme that were found; of keywords within others, the longest.

    A word that is found twice, or by two spellings of a keyword, counts once.
    """
    words: dict[str, set[str]] = {}
    for mention in found:
        if not any(_is_within(mention, other) for other in found):
            spelled = "".join(map(word_of, TOKEN.findall(mention.words)))
            words.setdefault(mention.theme, set()).add(spelled)
    return Counter({theme: len(held) for theme, held in words.items()})


def _is_within(mention: Mention, other: Mention) -> bool:
    longer = other.end - other.start > mention.end - mention.start
    around = other.start <= mention.start and mention.end <= other.end
    return longer and around and mention.theme == other.theme


def _side(question: str, text: str) -> str:
    """Return whether a text tells of a strength or of a barrier; of both: what was asked for."""
    found = direction(question, text)
    return ASKED_FOR[question] if found == MIXED else found


def _sides(comments: Sequence[Comment], themes: Sequence[Set[str]]) -> dict[str, Counter[str]]:
    """Count by theme the comments that tell of strengths, of barriers and of neither."""
    found: dict[str, Counter[str]] = {}
    for comment, counted in zip(comments, themes, strict=True):
        side = _side(comment.question, comment.text)
        for theme in counted:
            found.setdefault(theme, Counter())[side] += 1
    return found


def _places(sides: Mapping[str, int], most: int) -> dict[str, int]:
    """Share out the places of a theme's quotes among strengths and barriers as they stand."""
    strengths, barriers = sides.get(STRENGTH, 0), sides.get(BARRIER, 0)
    if not strengths + barriers:
        return {}
    share = (2 * most * strengths + strengths + barriers) // (2 * (strengths + barriers))
    return {STRENGTH: share, BARRIER: most - share}


def _choose(
    ranked: Sequence[_Sentence], places: Mapping[str, int], most: int, taken: Set[str]
) -> list[_Sentence]:
    """Choose from sentences in the order of their rank.

    What tells of neither strengths nor barriers has only places that these leave empty.
    """
    left = [sentence for sentence in ranked if taken.isdisjoint(sentence.keys)]
    free = dict(places)
    chosen: list[_Sentence] = []
    while left and len(chosen) < most:
        open_to = [sentence for sentence in left if free.get(sentence.side)]
        open_to = open_to or [sentence for sentence in left if sentence.side == NEITHER]
        if not open_to:
            break
        sectors = {sentence.comment.response.sector for sentence in chosen}
        others = (of for of in open_to if of.comment.response.sector not in sectors)
        best = next(others, open_to[0])
        chosen.append(best)
        if best.side in free:
            free[best.side] -= 1
        left = [of for of in left if of.person != best.person and of.words != best.words]
    return chosen
