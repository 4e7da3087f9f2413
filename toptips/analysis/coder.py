"""Which words of a text lead to which themes of a codebook: its keywords, and what tells of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from toptips.analysis.telling import Telling
from toptips.model.codebook import Codebook
from toptips.model.non_answers import is_no_comment
from toptips.model.phrases import Hit, Phrases
from toptips.model.spellings import END, TOKEN, phrase_words, word_of

# "trust their": a verb and its object. A verb has no capital within a sentence, so that in "the
# NHS Trust their" the word is the end of a name.
_OBJECTS = frozenset({
    "each", "her", "him", "his", "it", "its", "me", "my", "one", "our", "their", "them", "us",
    "you", "your",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _CodedPhrase:
    """A keyword of a theme, or one of its exceptions; both by their place in the codebook.

    `capitals` are the words of an exception that are written with one: it is a name.
    """

    theme: int
    written: str
    excepts: bool = False
    verb: bool = False
    capitals: int = 0


@dataclass(frozen=True, slots=True)
class FoundKeyword:
    """A keyword that counts, or words that tell of a theme, and where they stand.

    `theme` is the theme's place in the codebook; `start` and `end` are places of tokens.
    """

    theme: int
    keyword: str
    start: int
    end: int


class Coder:
    """Finds the keywords of a codebook that count in a text."""

    def __init__(self, codebook: Codebook) -> None:
        themes = codebook.themes
        self._phrases = [
            *(_keyword(n, word) for n, theme in enumerate(themes) for word in theme.keywords),
            *(_exception(n, word) for n, theme in enumerate(themes) for word in theme.except_),
        ]
        self._matcher = Phrases(phrase.written for phrase in self._phrases)
        self._ids = [theme.id for theme in themes]
        self._fallback = frozenset(n for n, theme in enumerate(themes) if theme.fallback)
        counted = codebook.telling_words
        self._telling = Telling(counted, self._ids) if counted else None

    def themes(self, text: str) -> set[str]:
        """Return the ids of the themes that a text mentions; see `themes.code`."""
        if is_no_comment(text):
            return set()
        tokens = TOKEN.findall(text)
        words = [word_of(token) for token in tokens]
        named = {self._phrases[number].theme for number, _, _ in self._counting(tokens, words)}
        found = self._given(words, named)
        proper = found - self._fallback
        if not proper and any(word != END for word in words):
            proper = found | self._fallback
        return {self._ids[number] for number in proper}

    def _given(self, words: Sequence[str], named: set[int]) -> set[int]:
        return self._telling.given(words, named) if self._telling else named

    def found(self, tokens: Sequence[str]) -> list[FoundKeyword]:
        """Return what leads to a text's themes, in the order of the text.

        The keywords that count; where none of a theme does, the words that tell of it.
        """
        words = [word_of(token) for token in tokens]
        phrases = [
            (self._phrases[number], start, end)
            for number, start, end in self._counting(tokens, words)
        ]
        named = {phrase.theme for phrase, _, _ in phrases}
        given = self._given(words, named)
        keywords = [
            FoundKeyword(phrase.theme, phrase.written, start, end)
            for phrase, start, end in phrases
            if phrase.theme in given
        ]
        telling = [
            FoundKeyword(theme, " ".join(words[start:end]), start, end)
            for theme in sorted(given - named)
            for start, end in (self._telling.leading(words, theme) if self._telling else ())
        ]
        return sorted([*keywords, *telling], key=lambda found: found.start)

    def _counting(self, tokens: Sequence[str], words: Sequence[str]) -> Sequence[Hit]:
        """Return the hits of keywords outside every exception and of no name."""
        hits = self._matcher.within(words)
        if not hits:
            return hits
        # For each theme and each word, how far an exception reaches that began there or before.
        reach: dict[int, list[int]] = {}
        counting = []
        for hit in hits:
            number, start, end = hit
            phrase = self._phrases[number]
            if not phrase.excepts:
                if not (phrase.verb and _ends_a_name(tokens, words, start)):
                    counting.append(hit)
            elif _capitals(tokens, words, start, end) >= phrase.capitals:
                ends = reach.setdefault(phrase.theme, [0] * len(words))
                ends[start] = max(ends[start], end)
        for ends in reach.values():
            ends[:] = accumulate(ends, max)
        return [hit for hit in counting if not self._excepted(hit, reach)] if reach else counting

    def _excepted(self, hit: Hit, reach: dict[int, list[int]]) -> bool:
        number, start, end = hit
        ends = reach.get(self._phrases[number].theme)
        return ends is not None and ends[start] >= end


@lru_cache(maxsize=8)
def coder_of(codebook: Codebook) -> Coder:
    """Return the coder of a codebook: it is costly to make, and learns the words of texts."""
    return Coder(codebook)


def _keyword(theme: int, written: str) -> _CodedPhrase:
    words = phrase_words(written)
    verb = len(words) > 1 and words[1] in _OBJECTS and not _capitalised(written)
    return _CodedPhrase(theme, written, verb=verb)


def _exception(theme: int, written: str) -> _CodedPhrase:
    return _CodedPhrase(theme, written, excepts=True, capitals=_capitalised(written))


def _capitalised(written: str) -> int:
    return sum(token[0].isupper() for token in TOKEN.findall(written))


def _ends_a_name(tokens: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Say whether a word has a capital that neither its sentence's start nor capitals explain."""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    return _is_capital(tokens, words, place) and after.islower()


def _capitals(tokens: Sequence[str], words: Sequence[str], start: int, end: int) -> int:
    return sum(_is_capital(tokens, words, place) for place in range(start, end))


def _is_capital(tokens: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Say whether a word within a sentence begins with a capital."""
    return tokens[place][0].isupper() and place > 0 and words[place - 1] != END
