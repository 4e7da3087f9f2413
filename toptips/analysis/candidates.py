"""Sentences that a person may confirm as quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from toptips.analysis.mentions import mentions
from toptips.model.answered import Comment
from toptips.model.codebook import Codebook
from toptips.model.stories import reads_like_a_story


@dataclass(frozen=True)
class Candidate:
    """A sentence of a comment that speaks of a theme.

    `story` says that it reads like one person's story, which only a person lets out.
    """

    comment: Comment
    sentence: str
    theme: str
    story: bool


def candidates(
    comments: Sequence[Comment],
    codebook: Codebook,
    themes: Sequence[Set[str]],
    most: int = 5,
) -> list[Candidate]:
    """Return at most `most` sentences of each theme, no comment twice and none of actions.

    `themes` are those that each comment counts in.
    """
    found: list[Candidate] = []
    per_theme: Counter[str] = Counter()
    told = mentions([comment.text for comment in comments], codebook)
    for comment, themes_of, words in zip(comments, themes, told, strict=True):
        for mention in words if comment.question != "action" else ():
            if mention.theme in themes_of and per_theme[mention.theme] < most:
                per_theme[mention.theme] += 1
                story = reads_like_a_story(mention.sentence)
                found.append(Candidate(comment, mention.sentence, mention.theme, story))
                break
    return found
