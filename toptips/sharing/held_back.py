"""Which comments stay out of a copy to share although their writers agreed to print them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Literal

from toptips.analysis.coding import printable_quotes, words_decided
from toptips.model.answered import Comment
from toptips.model.codings import EDITED, Codings
from toptips.model.personal_data import findings
from toptips.model.stories import reads_like_a_story

Reason = Literal["refused", "personal", "story"]


@dataclass(frozen=True)
class CommentsRead:
    """What people who read the comments decided about printing them, by comment.

    `refused` holds those that anybody refused, `confirmed` the words that somebody confirmed and
    nobody refused, and `edited` those of which a person put the words anew.
    """

    refused: Set[str] = frozenset()
    confirmed: Mapping[str, str] = field(default_factory=dict)
    edited: Set[str] = frozenset()

    @classmethod
    def of(cls, codings: Codings) -> CommentsRead:
        """Return what codings.csv says."""
        quotes = {line.comment: line for line in printable_quotes(codings)}
        return cls(
            refused={comment for comment, words in words_decided(codings).items() if not words},
            confirmed={comment: line.text.strip() for comment, line in quotes.items()},
            edited={comment for comment, line in quotes.items() if line.value == EDITED},
        )

    def why_held_back(self, comment: Comment) -> Reason | None:
        """Say why a comment stays out of the copy; None where it may be in it."""
        if comment.id in self.refused:
            return "refused"
        if findings(comment.text):
            return "personal"
        if reads_like_a_story(comment.text) and comment.id not in self.confirmed:
            return "story"
        return None

    def words(self, comment: Comment) -> str:
        """Return the words of a comment that may be in the copy.

        Of what reads like a story, and of what a person put anew, it is what they confirmed.
        """
        if comment.id in self.edited or reads_like_a_story(comment.text):
            return self.confirmed[comment.id]
        return comment.text


NOBODY_READ = CommentsRead()
