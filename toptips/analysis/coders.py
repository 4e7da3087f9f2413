"""How many comments people checked, and how far they agree with the keywords and each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from toptips.analysis.agreement import Codes, of_coding, of_theme
from toptips.analysis.figures import AgreedTheme, Agreement
from toptips.model.answered import Answered, Comment
from toptips.model.codebook import Codebook

# Under so many comments a coefficient says nothing.
FEWEST_COMMENTS = 20


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A comment that two coders, or a coder and the keywords, gave different themes."""

    comment: Comment
    first: frozenset[str]
    second: frozenset[str]
    with_keywords: bool


@dataclass(frozen=True)
class Pairs:
    """The comments that two read, each with the themes that both gave.

    `blind` says that neither saw the other's, nor any proposal.
    """

    comments: tuple[Comment, ...]
    codes: tuple[Codes, ...]
    blind: bool = True

    def agreement(self, codebook: Codebook) -> Agreement | None:
        """Return how far they agree; None where they read too few comments to say so."""
        if len(self.codes) < FEWEST_COMMENTS:
            return None
        found = of_coding(self.codes)
        themes = (
            (theme, of_theme(self.codes, theme.id))
            for theme in codebook.themes
            if not theme.fallback
        )
        return Agreement(
            comments=found.comments,
            alpha=found.alpha,
            interval=found.interval,
            blind=self.blind,
            themes=tuple(
                AgreedTheme(theme.id, theme.name, said.kappa, said.interval, said.positive)
                for theme, said in themes
                if said.kappa is not None
            ),
        )


def with_keywords(
    comments: Sequence[Comment], machine: Sequence[Set[str]], codebook: Codebook, answered: Answered
) -> Pairs:
    """Pair what keywords found with what a person gave without seeing it."""
    blind = _known(answered.coded_blind, codebook)
    read = [
        (comment, (frozenset(found) - _fallback(codebook), given))
        for comment, found in zip(comments, machine, strict=True)
        if (given := blind.get(1, {}).get(comment.id, blind.get(2, {}).get(comment.id))) is not None
    ]
    return Pairs(tuple(comment for comment, _ in read), tuple(codes for _, codes in read))


def between_people(comments: Sequence[Comment], codebook: Codebook, answered: Answered) -> Pairs:
    """Pair what two people gave: without seeing proposals where both did, else in any way."""
    for given, blind in ((answered.coded_blind, True), (answered.coded_by, False)):
        known = _known(given, codebook)
        first, second = known.get(1, {}), known.get(2, {})
        both = [comment for comment in comments if {comment.id} <= first.keys() & second.keys()]
        if both:
            codes = tuple((first[comment.id], second[comment.id]) for comment in both)
            return Pairs(tuple(both), codes, blind)
    return Pairs((), ())


def _known(
    given: Mapping[int, Mapping[str, frozenset[str]]], codebook: Codebook
) -> dict[int, dict[str, frozenset[str]]]:
    """Return people's codes without themes that the codebook lacks, and without catch-alls."""
    themes = {theme.id for theme in codebook.themes} - _fallback(codebook)
    return {
        coder: {comment: codes & themes for comment, codes in by_comment.items()}
        for coder, by_comment in given.items()
    }


def _fallback(codebook: Codebook) -> set[str]:
    return {theme.id for theme in codebook.themes if theme.fallback}


def disagreements(*pairs: Pairs) -> tuple[Disagreement, ...]:
    """List the comments that were given different themes: first of the keywords, then of people."""
    return tuple(
        Disagreement(comment, frozenset(first), frozenset(second), with_keywords=place == 0)
        for place, found in enumerate(pairs)
        for comment, (first, second) in zip(found.comments, found.codes, strict=True)
        if first != second
    )
