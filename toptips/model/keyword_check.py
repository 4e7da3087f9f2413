"""What is worth another look in a codebook's keywords, although the codebook can be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toptips.errors import FileProblems, Problem, TopTipsError
from toptips.model.codebook import Codebook, is_codebook, load_codebook
from toptips.model.misread import shown
from toptips.model.mistakes import Finding, Place
from toptips.model.phrases import Hit, Phrases
from toptips.model.spellings import ANY, END, phrase_words
from toptips.model.yaml_file import with_lines

# Stands for letters that only an asterisk finds.
_MORE = "\ue000"


def worth_a_look(paths: Iterable[Path]) -> list[Problem]:
    """Find keywords that do nothing, or that lead to two themes, each with its line.

    Of frameworks, and of files that can't be used, nothing is found.
    """
    found: list[Problem] = []
    for path in paths:
        try:
            if is_codebook(path):
                found += with_lines(path, look_through(load_codebook(path)))
        except (FileProblems, TopTipsError):
            continue
    return found


def look_through(codebook: Codebook) -> Iterator[Finding]:
    """Find the keywords and exceptions of a codebook that are worth another look."""
    phrases = list(_phrases(codebook))
    matcher = Phrases(phrase.written for phrase in phrases)
    for number, phrase in enumerate(phrases):
        hits = [] if END in phrase.words else matcher.within(phrase.words)
        found = [_Inside(phrases[hit[0]], hit) for hit in hits if hit[0] != number]
        if phrase.excepts:
            said = _exception(phrase, found, phrases)
        else:
            said = _keyword(number, phrase, found)
        yield from ((phrase.place, words) for words in dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class _CheckedPhrase:
    """A keyword or an exception as it would stand in a text."""

    theme: str
    written: str
    place: Place
    words: tuple[str, ...]
    excepts: bool

    @property
    def names(self) -> bool:
        """Whether it only counts where it is a name."""
        return self.excepts and self.written != self.written.lower()


@dataclass(frozen=True, slots=True)
class _Inside:
    """A phrase that stands in another."""

    phrase: _CheckedPhrase
    hit: Hit

    @property
    def written(self) -> str:
        return shown(self.phrase.written)

    @property
    def span(self) -> tuple[int, int]:
        return self.hit[1], self.hit[2]

    def covers(self, span: tuple[int, int]) -> bool:
        return self.span[0] <= span[0] and span[1] <= self.span[1]


def _phrases(codebook: Codebook) -> Iterator[_CheckedPhrase]:
    for position, theme in enumerate(codebook.themes):
        for part, listed in (("keywords", theme.keywords), ("except", theme.except_)):
            for number, written in enumerate(listed):
                words = tuple(word.replace(ANY, _MORE) for word in phrase_words(written))
                place = ("themes", position, part, number)
                yield _CheckedPhrase(theme.id, written, place, words, part == "except")


def _exception(
    phrase: _CheckedPhrase, found: Sequence[_Inside], phrases: Sequence[_CheckedPhrase]
) -> Iterator[str]:
    inside = any(_is_keyword(inner.phrase, phrase.theme) for inner in found)
    if not inside and not any(_may_end_in(phrase, other) for other in phrases):
        yield f"'{shown(phrase.written)}' changes nothing: no keyword of its theme stands in it."


def _is_keyword(phrase: _CheckedPhrase, theme: str) -> bool:
    return phrase.theme == theme and not phrase.excepts


def _may_end_in(exception: _CheckedPhrase, keyword: _CheckedPhrase) -> bool:
    """Say whether what an exception's asterisk stands for may hold a keyword."""
    stem, more, _ = exception.words[-1].partition(_MORE)
    last = keyword.words[-1].removesuffix(_MORE)
    return bool(more) and _is_keyword(keyword, exception.theme) and last.startswith(stem)


def _keyword(number: int, phrase: _CheckedPhrase, found: Sequence[_Inside]) -> Iterator[str]:
    written, whole = shown(phrase.written), (0, len(phrase.words))
    if END in phrase.words:
        yield f"'{written}' is never found: a phrase ends at a comma, a bracket or a dash."
        return
    exceptions = [inner for inner in found if inner.phrase.excepts and not inner.phrase.names]
    for inner in exceptions:
        if inner.phrase.theme == phrase.theme and inner.covers(whole):
            yield f"'{written}' is never found: it lies in the exception '{inner.written}'."
            return
    counting = [
        inner
        for inner in found
        if _counts(inner, exceptions) and _comes_first(inner, number, phrase)
    ]
    for inner in counting:
        if inner.phrase.theme == phrase.theme:
            yield f"'{written}' adds nothing: '{inner.written}' of its theme finds it."
            break
    for inner in counting:
        if inner.phrase.theme != phrase.theme and inner.covers(whole):
            yield f"'{written}' leads to the theme '{inner.phrase.theme}' too: both have it."


def _counts(inner: _Inside, exceptions: Sequence[_Inside]) -> bool:
    """Say whether a phrase is a keyword that stands outside its theme's exceptions."""
    return not inner.phrase.excepts and not any(
        around.phrase.theme == inner.phrase.theme and around.covers(inner.span)
        for around in exceptions
    )


def _comes_first(inner: _Inside, number: int, phrase: _CheckedPhrase) -> bool:
    """Say whether the other is the one to keep: of two that find each other, the first."""
    each_other = bool(Phrases([phrase.written]).within(inner.phrase.words))
    return inner.hit[0] < number if each_other else True
