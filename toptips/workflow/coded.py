"""What people decided about comments, as a workshop's folder has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toptips.analysis.coding import Changed, changed, with_decisions
from toptips.model.answered import Answered
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
    refuse_links(opened.place.path, opened.place.codings)
    codings = load_codings(opened.place.codings)
    name = opened.asked.framework.codebook
    codebook = load_codebook(name, opened.place.path) if name else None
    return Decided(codings, changed(codebook, codings) if codebook else None)


def answered_of(responses: Sequence[Response], decided: Decided) -> Answered:
    """Return a workshop as it was answered, with what people decided about comments."""
    return with_decisions(Answered.of(responses), decided.codings, decided.changes)
