"""A report beside those that have gone out: whether it may follow, and as which edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toptips.analysis.figures import EditionNumber, Figures
from toptips.analysis.rules import Rules
from toptips.errors import TopTipsError
from toptips.model.answered import Answered
from toptips.model.editions import Editions, keyed, load_editions, save_editions
from toptips.model.responses import Response
from toptips.places import Folder, digest_of, refuse_links
from toptips.sharing.editions import TooNear, made_from, same_edition, since, too_near
from toptips.workflow.opened import Opened


class EditionHeldBack(TopTipsError):
    """A final report would give people away beside an earlier one, so none was made.

    `near` names the editions from which it differs by too little, and why. `smallest` is the
    number of forms by which two editions must differ.
    """

    def __init__(self, near: Sequence[TooNear], smallest: int) -> None:
        self.near = tuple(near)
        self.smallest = smallest
        super().__init__(
            "No edition was made: whoever has an earlier one could work out single answers from"
            f" both. {' '.join(map(str, self.near))}"
        )


@dataclass(frozen=True)
class Issue:
    """A report and the editions there are.

    `before` is editions.json as it was read, `after` as it is to be written. `near` are the
    editions from which the report differs by too little; a draft alone has any. `said` is what
    came and went since the edition before.
    """

    figures: Figures
    before: Editions | None
    after: Editions | None
    near: tuple[TooNear, ...] = ()
    said: str = ""

    def record(self, place: Folder) -> None:
        """Write the edition down, before any of it is written. The folder's lock is held."""
        if self.figures.edition is not None and self.after is not None:
            save_editions(place.path, self.before, self.after)


def fingerprint(place: Folder, editions: Editions | None) -> str:
    """Return the keyed hash of the answers and of what people decided about comments.

    Empty where the folder has no secret yet. A plain hash would let anybody who knows all forms
    but one try out what stands in that.
    """
    if editions is None:
        return ""
    refuse_links(place.path, place.codings)
    codings = digest_of(place.codings) if place.codings.is_file() else ""
    return keyed(editions.secret, digest_of(place.responses_csv), codings)


def begin_editions(place: Folder, *, final: bool) -> tuple[Editions | None, Editions | None]:
    """Return editions.json as it is, and as this run goes on from it.

    A secret is drawn for the first final edition; a draft draws none.
    """
    before = load_editions(place.path)
    return before, Editions.begun() if before is None and final else before


def draft(
    opened: Opened, responses: Sequence[Response], figures: Figures, editions: Editions | None
) -> Issue:
    """Return a draft, and the editions that it must not be laid beside."""
    if editions is None:
        return Issue(figures, None, None)
    answered, rules = Answered.of(responses), Rules.of(opened.asked, opened.workshop)
    made = made_from(opened.asked, answered, rules, figures, editions.secret)
    near = too_near(made, editions, rules.smallest.mean)
    return Issue(figures, editions, editions, near)


def issue(
    opened: Opened,
    responses: Sequence[Response],
    figures: Figures,
    editions: tuple[Editions | None, Editions],
    recalled: Sequence[int],
) -> Issue:
    """Return a final report with its number. `editions` are those of `begin_editions`.

    `recalled` are the numbers of editions that nobody has any more. The same forms are the same
    edition. Raises EditionHeldBack where an edition that stands is too near.
    """
    before, begun = editions
    known = begun.with_recalled(recalled)
    answered, rules = Answered.of(responses), Rules.of(opened.asked, opened.workshop)
    made = made_from(opened.asked, answered, rules, figures, known.secret)
    if near := too_near(made, known, rules.smallest.mean):
        raise EditionHeldBack(near, rules.smallest.mean)
    if same := same_edition(made, known):
        number, after = same.number, known
    else:
        after = known.with_edition(made)
        number = len(after.editions)
    earlier = after.editions[number - 2] if number > 1 else None
    numbered = EditionNumber(number, earlier.number if earlier else None)
    said = since(made, earlier) if earlier else ""
    return Issue(replace(figures, edition=numbered), before, after, said=said)
