"""`toptips compare`: from several rounds of a workshop to the report on what became of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from toptips.analysis.pairing import same_organisation, traced
from toptips.analysis.progress import Progress, Round, not_matched
from toptips.analysis.progress import progress as make_progress
from toptips.analysis.progress_data import to_json
from toptips.analysis.rules import Rules
from toptips.errors import FileProblems, TopTipsError
from toptips.model.actions import AgreedAction, read_actions
from toptips.model.answered import Answered
from toptips.model.dates import MONTHS, written
from toptips.model.editions import Editions, Paired, keyed, save_editions
from toptips.model.responses import Response, read_responses
from toptips.model.yaml_file import nearest
from toptips.places import Folder, refuse_links
from toptips.sharing.editions import LENGTH_OF_A_FORM, TooNear, pairs_too_near
from toptips.workflow import opened as opening
from toptips.workflow.against_returns import differences
from toptips.workflow.analysing import figures_of
from toptips.workflow.coded import decided_in
from toptips.workflow.editions import (
    EditionHeldBack,
    Issue,
    begin_editions,
    fingerprint,
    hold_against_earlier,
)
from toptips.workflow.opened import Opened
from toptips.workflow.progress_documents import documents
from toptips.writing import Outputs, only_one


class ProgressHeldBack(TopTipsError):
    """A final progress report would give people away beside what has gone out, so none was made.

    `near` holds by the round's folder the editions from which its answers differ by too little.
    """

    def __init__(self, near: Mapping[Path, Sequence[TooNear]], smallest: int) -> None:
        self.near = {folder: tuple(found) for folder, found in near.items()}
        self.smallest = smallest
        said = " ".join(
            f"{folder}: {' '.join(map(str, found))}" for folder, found in self.near.items()
        )
        super().__init__(
            "No edition was made: whoever has an earlier one could work out single answers from"
            f" both. {said}"
        )


@dataclass(frozen=True)
class Comparison:
    """What `compare` did: the figures, where the report and its web page are, what it kept aside.

    `notes` are sentences about what a person should see to. Of a draft `near` names, by folder,
    the editions that it must not be laid beside. `final` says that it is no draft.
    """

    progress: Progress
    report: Path
    page: Path
    charts: tuple[Path, ...]
    kept_aside: tuple[Path, ...]
    final: bool
    notes: tuple[str, ...] = ()
    near: Mapping[Path, tuple[TooNear, ...]] | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the figures as progress.json has them."""
        return to_json(self.progress)


def baseline_of(folder: Path) -> Path:
    """Return the folder of the round before, as workshop.yaml names it.

    Raises TopTipsError where it names none.
    """
    baseline = opening.open_workshop(folder).workshop.baseline
    if baseline is None:
        raise TopTipsError(
            f"{Folder(folder).workshop} names no earlier round. Write 'baseline: ../FOLDER' there,"
            " or name the folders: toptips compare EARLIER LATER."
        )
    named = folder / baseline
    short = Path(os.path.normpath(named))
    return short if short.resolve() == named.resolve() else named


def compare(
    folders: Sequence[Path],
    *,
    rescale: bool = False,
    final: bool = False,
    today: date | None = None,
) -> Comparison:
    """Write the progress report of workshops' folders, the first round first, into the last one.

    With `rescale` levels of another scale are carried over to the last round's. A `final` report is
    on record in every round's editions.json. Raises TopTipsError where the rounds can't be
    compared, and ProgressHeldBack where an edition would give people away.
    """
    rounds = [_Read.of(folder, final=final) for folder in _in_order(folders)]
    _must_be_comparable(rounds, rescale=rescale)
    made = _progress(rounds)
    pairs = [_paired(each, made, at) for at, each in enumerate(rounds)]
    near = _near(rounds, pairs, made.smallest)
    if final and near:
        raise ProgressHeldBack(near, made.smallest)
    last = rounds[-1]
    files = documents(made, last.opened.templates, today, final=final)
    folder = last.opened.folder
    with ExitStack() as locks:
        for each in rounds if final else (last,):
            locks.enter_context(only_one(each.opened.folder))
        if final:
            for each, paired in zip(rounds, pairs, strict=True):
                each.record(paired)
        outputs = Outputs(folder)
        for name, data in files.items():
            outputs.write(folder.progress / name, data)
        outputs.clear(folder.progress)
    return Comparison(
        progress=made,
        report=folder.progress / "progress.docx",
        page=folder.progress / "progress.html",
        charts=tuple(folder.progress / name for name in files if name.endswith(".png")),
        kept_aside=tuple(outputs.kept_aside),
        final=final,
        notes=(*_notes(rounds), *outputs.notes),
        near=near,
    )


@dataclass(frozen=True)
class _Read:
    """A round as its folder has it, and its answers held against the editions there are."""

    folder: Path
    opened: Opened
    counted: Round
    issue: Issue
    near: tuple[TooNear, ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path, *, final: bool) -> _Read:
        """Read a folder. Raises TopTipsError, which names it, where it can't be used."""
        with _said_of(folder):
            opened = opening.open_workshop(folder)
            responses = read_responses(opened.folder.responses_csv)
            notes = differences(opened, responses)
            begun = begin_editions(opened.folder, final=final, recalled=())
            keyed_hash = fingerprint(opened.folder, begun.editions)
            figures = figures_of(opened, responses, keyed_hash, decided_in(opened))
            try:
                issue = hold_against_earlier(opened, responses, figures, begun)
                near = issue.near
            except EditionHeldBack as held:
                issue, near = Issue(figures, begun.before, begun.editions), held.near
            counted = _round(opened, responses)
            shown = {tip.id: tip.by for tip in figures.tips}
        number = issue.figures.edition.number if issue.figures.edition else None
        counted = replace(counted, edition=number, fingerprint=keyed_hash, shown=shown)
        return cls(folder, opened, counted, issue, near, notes)

    @property
    def editions(self) -> Editions | None:
        """The editions of this round, with the one of these answers if it is final."""
        return self.issue.after

    def record(self, paired: Paired | None) -> None:
        """Write down what has gone out of this round. The folder's lock is held."""
        after = self.editions
        if after is None:
            return
        if paired is not None:
            after = after.with_progress(paired)
        save_editions(self.opened.folder.path, self.issue.before, after)


@contextmanager
def _said_of(folder: Path) -> Iterator[None]:
    """Name the folder in what can't be done with it."""
    try:
        yield
    except FileProblems as error:
        problems = [
            replace(found, source=_within(folder, found.source)) for found in error.problems
        ]
        raise FileProblems(problems) from error
    except TopTipsError as error:
        if str(folder) in str(error):
            raise
        raise TopTipsError(f"{folder}: {error}") from error


def _within(folder: Path, source: str) -> str:
    return source if str(folder) in source else f"{folder}: {source}"


def _round(opened: Opened, responses: Sequence[Response]) -> Round:
    """Return a round as it is compared; what had other ids before is as the files say it today."""
    asked = opened.asked
    tips = {tip.id: tip.was for tip in opened.framework.tips}
    partners = {partner.id: partner.was for partner in opened.workshop.partners}
    return Round(
        asked=asked,
        answered=Answered.of(responses),
        rules=Rules.of(asked, opened.workshop),
        items={tip.id: tips.get(tip.id, tip.was) for tip in asked.framework.tips},
        partners={partner.id: partners.get(partner.id, partner.was) for partner in asked.partners},
    )


def _in_order(folders: Sequence[Path]) -> Sequence[Path]:
    """Return the folders, or raise TopTipsError where they are not two or more different ones."""
    if len(folders) < 2:
        raise TopTipsError("Name two folders or more, the earliest round first.")
    seen: set[Path] = set()
    for folder in folders:
        if folder.resolve() in seen:
            raise TopTipsError(f"{folder} is named twice. Name each round once.")
        seen.add(folder.resolve())
    return folders


def _must_be_comparable(rounds: Sequence[_Read], *, rescale: bool) -> None:
    """Raise TopTipsError where rounds have nothing in common, or not the same scale."""
    for before, after in pairwise(rounds):
        if before.opened.workshop.date > after.opened.workshop.date:
            raise TopTipsError(
                f"{before.folder} is of {written(before.opened.workshop.date)}, after"
                f" {after.folder} ({written(after.opened.workshop.date)}). Name the earliest first."
            )
    _must_share_items(rounds)
    _must_share_partners(rounds)
    last = rounds[-1]
    for each in rounds[:-1]:
        then, now = each.counted.asked.scale, last.counted.asked.scale
        if then != now and not rescale:
            raise TopTipsError(
                f"{each.folder} was scored on the levels {_levels(then)}, {last.folder} on"
                f" {_levels(now)}, so a change may be the scale's. To carry the earlier levels"
                " over to the later scale, which the report then says, add --rescale."
            )


def _levels(scale: Sequence[int]) -> str:
    return ", ".join(map(str, scale))


def _must_share_items(rounds: Sequence[_Read]) -> None:
    counted = [each.counted for each in rounds]
    items = traced([each.items for each in counted], [list(each.items) for each in counted])
    for at, each in enumerate(rounds[:-1]):
        if not any(called[at] for called in items.values()):
            noun = each.counted.asked.framework.item.plural
            raise _nothing_shared(each, rounds[-1], noun, "the framework's file")


def _must_share_partners(rounds: Sequence[_Read]) -> None:
    names = same_organisation(each.counted.partners for each in rounds)
    there = [{names[partner] for partner in each.counted.partners} for each in rounds]
    for each, organisations in zip(rounds[:-1], there, strict=False):
        if organisations.isdisjoint(there[-1]):
            raise _nothing_shared(each, rounds[-1], "partners", "workshop.yaml")


def _nothing_shared(earlier: _Read, last: _Read, nouns: str, where: str) -> TopTipsError:
    return TopTipsError(
        f"None of the {nouns} of {earlier.folder} is in {last.folder}, so nothing can be compared."
        f" Where a later round gave one another id, write 'was: [old-id]' beside it in {where} of"
        " that round."
    )


def _progress(rounds: Sequence[_Read]) -> Progress:
    labels = labels_of([each.opened.workshop.date for each in rounds])
    actions = _actions(rounds[-1])
    made = make_progress([each.counted for each in rounds], labels, actions)
    remarks = (
        f"{label}: {remark}"
        for label, each in zip(labels, rounds, strict=True)
        for remark in each.counted.asked.remarks
    )
    return replace(made, remarks=tuple(remarks))


def _actions(last: _Read) -> tuple[AgreedAction, ...]:
    """Return what was agreed before the last round, and followed up in it."""
    folder = last.opened.folder
    refuse_links(folder.path, folder.actions)
    with _said_of(last.folder):
        return read_actions(folder.actions) if folder.actions.exists() else ()


def labels_of(days: Sequence[date]) -> list[str]:
    """Return what rounds are called: by month and year, by day where two are of one month.

    Where two are of one day, their number is added: round 1 is the earliest.
    """
    months = [f"{MONTHS[day.month - 1]} {day.year}" for day in days]
    if len(set(months)) == len(months):
        return months
    return [
        f"{written(day)} (round {at})" if days.count(day) > 1 else written(day)
        for at, day in enumerate(days, 1)
    ]


def _paired(each: _Read, made: Progress, at: int) -> Paired | None:
    """Return what the report compares of one round, keyed; None where it is on record nowhere."""
    editions, number = each.editions, each.counted.edition
    if editions is None:
        return None
    items = {}
    for item in made.items:
        compared = made.compared.get(item.id, ())
        called = (*item.earlier_ids.get(at, ()),) or (item.id,)
        if compared and at in item.rounds:
            name = _keyed(editions, "item", *sorted(called))
            items[name] = tuple(sorted(_keyed(editions, "partner", who) for who in compared))
    return Paired(edition=number or max(1, len(editions.editions)), items=items)


def _keyed(editions: Editions, *texts: str) -> str:
    return keyed(editions.secret, *texts)[:LENGTH_OF_A_FORM]


def _near(
    rounds: Sequence[_Read], pairs: Sequence[Paired | None], smallest: int
) -> dict[Path, tuple[TooNear, ...]]:
    found = {}
    for each, paired in zip(rounds, pairs, strict=True):
        near = each.near
        if paired is not None and each.editions is not None:
            near = (*near, *pairs_too_near(paired.items, each.editions, smallest))
        if near:
            found[each.folder] = near
    return found


def _notes(rounds: Sequence[_Read]) -> Iterator[str]:
    """Say what a person should look at in each round's folder."""
    for each in rounds:
        yield from (f"{each.folder}: {note}" for note in each.notes)
    for at, what, name, earlier in not_matched([each.counted for each in rounds]):
        known = {old for each in rounds[:at] for old in getattr(each.counted, what)}
        hint = nearest(earlier[0], sorted(known))
        ids = " and ".join(f"'{old}'" for old in earlier)
        yield (
            f"{rounds[at].folder}: '{name}' was {ids}, it says, but no earlier round here has"
            f" that.{hint}"
        )
