"""What people decided about comments, as a workshop's folder has it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from toptips.analysis.coding import Changed, changed, with_decisions
from toptips.analysis.comments import CONSENTS, find_personal_data
from toptips.model import questions
from toptips.model.answered import Answered, Comment
from toptips.model.asked import Asked
from toptips.model.codebook import Codebook, load_codebook
from toptips.model.codings import Codings, load_codings
from toptips.model.responses import Response
from toptips.places import refuse_links
from toptips.workflow.opened import Opened


@dataclass(frozen=True)
class Decided:
    """What people decided about comments, and the codebook as they changed it, if there is one."""

    codings: Codings
    changes: Changed | None

    @property
    def codebook(self) -> Codebook | None:
        """The codebook as people changed it."""
        return self.changes.codebook if self.changes else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be used of it, a sentence each."""
        unknown = self.changes.problems if self.changes else ()
        return (*map(str, self.codings.problems), *unknown)


def decided_in(opened: Opened) -> Decided:
    """Read codings.csv, and apply it over the codebook that the framework names."""
    refuse_links(opened.folder.path, opened.folder.codings)
    codings = load_codings(opened.folder.codings)
    name = opened.asked.framework.codebook
    codebook = load_codebook(name, opened.folder.path) if name else None
    return Decided(codings, changed(codebook, codings) if codebook else None)


def answered_of(responses: Sequence[Response], decided: Decided) -> Answered:
    """Return a workshop as it was answered, with what people decided about comments."""
    return with_decisions(Answered.of(responses), decided.codings, decided.changes)


def may_be_quoted(comments: Collection[Comment], asked: Asked) -> list[Comment]:
    """Return the comments that may be printed, as far as their writers and what is in them go."""
    responses = {comment.response.id: comment.response for comment in comments}
    personal, _ = find_personal_data([*responses.values()], asked)
    quoted = questions.keys(quoted=True)
    return [
        comment
        for comment in comments
        if comment.response.quote in CONSENTS
        and comment.question in quoted
        and (comment.response.id, comment.item, comment.question) not in personal
    ]


def wordings_of(comments: Collection[Comment], asked: Asked) -> list[Comment]:
    """Return those of the comments that put an item in other words, item by item."""
    places = {tip.id: place for place, tip in enumerate(asked.framework.tips)}
    wordings = (comment for comment in comments if comment.question == "wording")
    return sorted(
        (comment for comment in wordings if comment.item in places),
        key=lambda comment: (places[comment.item], comment.text.casefold(), comment.id),
    )
