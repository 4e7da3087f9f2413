"""How many comments people checked, and how far they agree with the keywords and each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toptips.analysis.agreement import Codes, of_coding, of_theme
from toptips.analysis.checked import AgreedTheme, Agreement
from toptips.analysis.figures import Coding
from toptips.analysis.themes import code
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


def with_people(
    coding: Coding, comments: Sequence[Comment], codebook: Codebook, answered: Answered
) -> Coding:
    """Say besides how many of the comments people checked, and how far coders agree."""
    return replace(
        coding,
        checked=sum(comment.id in answered.codings for comment in comments),
        roles=answered.roles,
        with_person=with_keywords(comments, codebook, answered).agreement(codebook),
        between_people=between_people(comments, codebook, answered).agreement(codebook),
    )


def with_keywords(comments: Sequence[Comment], codebook: Codebook, answered: Answered) -> Pairs:
    """Pair what keywords find with what a person gave without seeing it, the first coder's."""
    blind = _known(answered.coded_blind, codebook)
    given = blind.get(2, {}) | blind.get(1, {})
    read = [comment for comment in comments if comment.id in given]
    found = code([comment.text for comment in read], codebook)
    catch_all = _fallback(codebook)
    codes = ((themes - catch_all, given[of.id]) for of, themes in zip(read, found, strict=True))
    return Pairs(tuple(read), tuple(codes))


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
