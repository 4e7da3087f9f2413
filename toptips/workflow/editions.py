"""A report beside those that have gone out: whether it may follow, and as which edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toptips.analysis.figures import EditionNumber, Figures
from toptips.analysis.rules import Rules
from toptips.errors import TopTipsError
from toptips.model.answered import Answered
from toptips.model.editions import (
    Editions,
    Made,
    Publication,
    keyed,
    load_editions,
    save_editions,
)
from toptips.model.focus_groups import load_sheets
from toptips.model.responses import Response
from toptips.places import Folder, digest_of, refuse_links
from toptips.sharing.editions import TooNear, made_from, same_edition, since, too_near
from toptips.workflow.opened import Opened


class EditionHeldBack(TopTipsError):
    """A final report or a copy would give people away beside an earlier one, so none was made.

    `near` names the editions from which it differs by too little, and why. `smallest` is the
    number of forms by which two editions must differ.
    """

    def __init__(
        self, near: Sequence[TooNear], smallest: int, publication: Publication = "report"
    ) -> None:
        self.near = tuple(near)
        self.smallest = smallest
        what = {"report": "edition", "copy": "copy", "consultation": "paper"}[publication]
        super().__init__(
            f"No {what} was made: whoever has an earlier one could work out single answers from"
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


@dataclass(frozen=True)
class Begun:
    """What a run begins with: editions.json as it is, and as the run goes on from it.

    `recalled` are the numbers of editions that nobody has any more.
    """

    before: Editions | None
    editions: Editions | None
    final: bool
    recalled: tuple[int, ...] = ()


def begin_editions(place: Folder, *, final: bool, recalled: Sequence[int]) -> Begun:
    """Read editions.json. A secret is drawn for the first final edition; a draft draws none.

    Raises TopTipsError for a file that can't be used, and for a recall without a final report.
    """
    if recalled and not final:
        raise TopTipsError("Only a final report can follow one that was recalled. Add --final.")
    before = load_editions(place.path)
    begun = Editions.begun() if before is None and final else before
    return Begun(before, begun, final, tuple(recalled))


def fingerprint(place: Folder, editions: Editions | None) -> str:
    """Return the keyed hash of the answers, of what people decided and of what focus groups said.

    Empty where the folder has no secret yet. A plain hash would let anybody who knows all forms
    but one try out what stands in that.
    """
    if editions is None:
        return ""
    for path in (place.codings, place.focus_groups_csv):
        refuse_links(place.path, path)
    codings = digest_of(place.codings) if place.codings.is_file() else ""
    groups = [digest_of(place.focus_groups_csv)] if place.focus_groups_csv.is_file() else []
    return keyed(editions.secret, digest_of(place.responses_csv), codings, *groups)


def hold_against_earlier(
    opened: Opened,
    responses: Sequence[Response],
    figures: Figures,
    begun: Begun,
    publication: Publication = "report",
) -> Issue:
    """Return a report or a copy as a draft or, if it is final, as an edition with its number.

    Raises EditionHeldBack where a final one is too near to an edition that people may have.
    """
    if begun.editions is None:
        return Issue(figures, None, None)
    known = begun.editions.with_recalled(begun.recalled)
    answered, rules = Answered.of(responses), Rules.of(opened.asked, opened.workshop)
    sheets = load_sheets(opened.folder.path)
    made = made_from(opened.asked, answered, rules, figures, known.secret, sheets)
    if publication != "report":
        # A copy holds the sector and the groups of each form; the paper gives figures of none.
        shown = made.dimensions if publication == "copy" else ()
        made = made.model_copy(update={"shown": shown})
    near = too_near(made, known, rules.smallest.mean)
    if not begun.final:
        return Issue(figures, begun.before, begun.before, near)
    if near:
        raise EditionHeldBack(near, rules.smallest.mean, publication)
    return _edition(figures, made, publication, begun.before, known)


def _edition(
    figures: Figures,
    made: Made,
    publication: Publication,
    before: Editions | None,
    known: Editions,
) -> Issue:
    """Return an edition: the same forms are the same one."""
    same = same_edition(made, known)
    after = (
        known.with_again(same.number, made, publication)
        if same
        else known.with_edition(made, publication)
    )
    number = same.number if same else len(after.editions)
    alike = (old for old in after.editions[: number - 1] if publication in old.gone_out_as)
    earlier = max(alike, key=lambda old: old.number, default=None)
    numbered = EditionNumber(number, earlier.number if earlier else None)
    said = since(made, earlier) if earlier else ""
    return Issue(replace(figures, edition=numbered), before, after, said=said)
