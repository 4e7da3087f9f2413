"""The progress report: what its template is told, in sentences, and the document made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from toptips.analysis.change import Change
from toptips.analysis.printing import capital, count, level, listed, signed
from toptips.analysis.progress import ItemProgress, Progress
from toptips.charts import Chart
from toptips.charts.chart import pictures_of
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.model.dates import written
from toptips.report.documents import WrittenReport, write_both
from toptips.report.following import ActionRow, actions_told

TEMPLATE = "progress/progress.md.j2"
MORE_THAN_CHANCE = "more than chance usually brings about"
NOT_SHOWN = "not shown"
FATES = {
    "new": "New",
    "gone": "No longer invited",
    "renamed": "Another name",
    "merged": "Became one",
    "divided": "Was divided",
    "reorganised": "Was reorganised",
    "same": "The same",
}
PARTS = {
    "title": "What it is called",
    "summary": "What it asks for",
    "question": "How the score was asked",
    "scale": "The scale",
}


@dataclass(frozen=True)
class ItemRow:
    """One item in the table: counts and levels in print, and what became of the item."""

    name: str
    since: str
    counts: str
    then: str
    now: str
    change: str
    told: str


@dataclass(frozen=True)
class StepRow:
    """One item from round to round: its number and title, then a cell for each step."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class WordsRow:
    """Words of then and of now, side by side."""

    what: str
    then: str
    now: str


@dataclass(frozen=True)
class OrganisationRow:
    """One organisation: its names in the first and the last round, its fate, when it answered."""

    then: str
    now: str
    fate: str
    answered: str


@dataclass(frozen=True)
class RoundRow:
    """One round: when, from which framework, and how many answered."""

    label: str
    framework: str
    forms: int
    organisations: int
    edition: str


@dataclass(frozen=True)
class ProgressTold:
    """All that the template of the progress report is told."""

    title: str
    place: str
    board: str
    item: str
    items: str
    movement: str
    first: str
    last: str
    times: str
    made_on: str
    draft: bool
    headlines: tuple[str, ...]
    how_sure: tuple[str, ...]
    charts: dict[str, dict[str, str]]
    changes: tuple[ItemRow, ...]
    step_labels: tuple[str, ...]
    steps: tuple[StepRow, ...]
    fates: tuple[str, ...]
    reworded: tuple[WordsRow, ...]
    organisations: tuple[OrganisationRow, ...]
    stayed: str
    left: tuple[str, ...]
    came: tuple[str, ...]
    actions: tuple[ActionRow, ...]
    rounds: tuple[RoundRow, ...]
    rescaled: str
    smallest: int
    remarks: tuple[str, ...]


def write_progress(
    progress: Progress,
    charts: Sequence[Chart],
    templates: Templates,
    today: date | None = None,
    *,
    final: bool = False,
) -> WrittenReport:
    """Return the progress report, a draft unless `final`. `today` is printed as its date."""
    told = tell_progress(progress, charts, today, final=final)
    return write_both(read_blocks(templates.render(TEMPLATE, told)), charts, templates)


def tell_progress(
    progress: Progress, charts: Sequence[Chart], today: date | None, *, final: bool
) -> ProgressTold:
    """Say everything that a progress report says of these figures."""
    terms, rounds = progress.terms, progress.rounds
    labels = tuple(each.label for each in rounds)
    return ProgressTold(
        title=terms.title,
        place=terms.place,
        board=terms.board,
        item=terms.item,
        items=terms.items,
        movement=progress.movement,
        first=labels[0],
        last=labels[-1],
        times=_times(progress),
        made_on=written(today) if today else "",
        draft=not final,
        headlines=tuple(headlines(progress)),
        how_sure=tuple(how_sure(progress)),
        charts=pictures_of(charts),
        changes=tuple(_row(item, progress) for item in progress.items),
        step_labels=_step_labels(labels),
        steps=tuple(_steps(progress)),
        fates=tuple(_fates(progress)),
        reworded=tuple(_reworded(progress)),
        organisations=tuple(_organisations(progress)),
        stayed=count(progress.in_all, "organisation", "organisations"),
        left=tuple(_only(progress, 0)),
        came=tuple(_only(progress, -1)),
        actions=tuple(actions_told(progress)),
        rounds=tuple(_rounds(progress)),
        rescaled=listed(progress.rescaled),
        smallest=progress.smallest,
        remarks=progress.remarks,
    )


def _times(progress: Progress) -> str:
    return "both times" if len(progress.rounds) == 2 else "every time"


def headlines(progress: Progress) -> Iterator[str]:
    """Yield what the board reads first."""
    first = progress.rounds[0].label
    organisations = count(progress.in_all, "organisation", "organisations")
    labels = listed(each.label for each in progress.rounds)
    yield f"{organisations} answered {_times(progress)}, in {labels}."
    terms = progress.terms
    for item in progress.claimed:
        yield (
            f"{capital(terms.named(item.number, item.title))}: {counted(item.change)}. On"
            f" average it went {_way(item.change)}, {MORE_THAN_CHANCE}."
        )
    others = [item for item in progress.shown if not item.change.claimed]
    if others:
        on = "no" if not progress.claimed else "none of the other"
        noun = terms.item if not progress.claimed else terms.items
        yield (
            f"On {on} {noun} that can be compared did organisations go one way so alike that it"
            f" could be told from chance. Smaller {progress.movement}s may be real."
        )
    hidden = [item for item in progress.items if item.change.suppressed and item.fate != "added"]
    if hidden:
        of = _numbered(hidden, progress)
        yield f"No {progress.movement} is shown of {of}: it would show organisations."
    if new := [item for item in progress.items if item.fate == "added"]:
        yield f"New since {first}: {_numbered(new, progress)}."
    if progress.dropped:
        yield f"No longer asked: {listed(gone.title for gone in progress.dropped)}."


def _numbered(items: Sequence[ItemProgress], progress: Progress) -> str:
    noun = progress.terms.item if len(items) == 1 else progress.terms.items
    return f"{noun} {listed(str(item.number) for item in items)}"


def counted(change: Change) -> str:
    """Print how many went which way: 6 organisations up, 1 the same, 1 down."""
    up = count(change.up or 0, "organisation", "organisations")
    return f"{up} up, {change.same} the same, {change.down} down"


def _way(change: Change) -> str:
    mean = change.mean or Fraction(0)
    return f"{'up' if mean > 0 else 'down'} by {level(abs(mean))} levels"


def how_sure(progress: Progress) -> Iterator[str]:
    """Yield what speaks against reading too much into it."""
    yield (
        "Organisations are compared with themselves, perhaps by other people. A"
        f" {progress.movement} may be one of who answered."
    )
    once = sum(any(partner.answered) for partner in progress.partners) - progress.in_all
    if once:
        verb, counts = ("was", "counts") if once == 1 else ("were", "count")
        yield (
            f"{count(once, 'organisation', 'organisations')} that {verb} not heard"
            f" {_times(progress)} {counts} in no {progress.movement}."
        )
    words = {put.item for put in progress.reworded if put.what in ("title", "summary")}
    if words:
        yield (
            f"{capital(progress.terms.counted(len(words)))} {'is' if len(words) == 1 else 'are'}"
            f" put in other words than before, so part of a {progress.movement} may be due to the"
            " words."
        )
    if progress.rescaled:
        yield (
            f"The scale was another one in {listed(progress.rescaled)}. Its levels were carried"
            " over, as far along the scale as they stood."
        )


def _row(item: ItemProgress, progress: Progress) -> ItemRow:
    change, first = item.change, item.rounds[0]
    name = f"{item.number} {item.title}"
    if change.suppressed or change.mean is None:
        why = "new" if item.fate == "added" else NOT_SHOWN
        return ItemRow(name, "", why, "", "", "", "")
    return ItemRow(
        name=name,
        since=progress.rounds[first].label if first else "",
        counts=f"{change.up}, {change.same}, {change.down}",
        then=level(item.means[0]),
        now=level(item.means[-1]),
        change=f"{signed(change.mean)} ({_interval(change)})",
        told="Yes" if change.claimed else "No",
    )


def _interval(change: Change) -> str:
    if change.interval is None:
        return f"interval {NOT_SHOWN}"
    low, high = map(signed, change.interval)
    return f"nearly all by {low}" if low == high else f"{low} to {high}"


def _step_labels(labels: Sequence[str]) -> tuple[str, ...]:
    if len(labels) < 3:
        return ()
    return tuple(f"{start} to {end}" for start, end in pairwise(labels))


def _steps(progress: Progress) -> Iterator[StepRow]:
    """Yield how each item went from round to round, where there are more than two."""
    if len(progress.rounds) < 3:
        return
    for item in progress.shown:
        cells = ["" for _ in progress.rounds[1:]]
        for place, step in zip(item.rounds[1:], item.steps, strict=True):
            mean = signed(step.mean or Fraction(0))
            cells[place - 1] = f"{mean} ({step.up} up, {step.same} same, {step.down} down)"
        yield StepRow(f"{item.number} {item.title}", tuple(cells))


def _fates(progress: Progress) -> Iterator[str]:
    """Say what became of each item that is not what it was; other titles stand side by side."""
    terms = progress.terms
    for item in progress.items:
        named = capital(terms.named(item.number, item.title))
        place = item.rounds[0]
        then, label = listed(item.called[place]), progress.rounds[place].label
        said = {
            "added": f"{named} is new.",
            "merged": f"{named} was {terms.counted(len(item.called[place]))} in {label}: {then}.",
            "split": f"{named} was part of {then} in {label}.",
        }
        if item.fate in said:
            yield said[item.fate]
    for gone in progress.dropped:
        label = progress.rounds[gone.round].label
        yield f"{gone.title} was asked in {label} and is asked no longer."


def _reworded(progress: Progress) -> Iterator[WordsRow]:
    for put in progress.reworded:
        of = "" if put.item is None else f"{progress.terms.item.capitalize()} {put.item}: "
        what = f"{of}{PARTS[put.what].lower()}" if of else PARTS[put.what]
        yield WordsRow(what, put.then, put.now)


def _organisations(progress: Progress) -> Iterator[OrganisationRow]:
    for partner in progress.partners:
        yield OrganisationRow(
            then=listed(partner.names[0]) or "not invited",
            now=listed(partner.names[-1]) or "not invited",
            fate=FATES[partner.fate],
            answered=_when(partner.answered, [each.label for each in progress.rounds]),
        )


def _when(answered: Sequence[bool], labels: Sequence[str]) -> str:
    """Say in which rounds an organisation answered."""
    if all(answered):
        return "Each time"
    said = [label for label, yes in zip(labels, answered, strict=True) if yes]
    return f"Only in {listed(said)}" if said else "Not yet heard from"


def _only(progress: Progress, place: int) -> Iterator[str]:
    """Name the organisations that answered in the first round (0) or the last (-1), not in both."""
    for partner in progress.partners:
        if partner.answered[place] and not partner.answered[-1 if place == 0 else 0]:
            yield listed(partner.names[place])


def _rounds(progress: Progress) -> Iterator[RoundRow]:
    for each in progress.rounds:
        yield RoundRow(
            label=each.label,
            framework=f"{each.framework_title}, {each.version}",
            forms=each.self_assessments,
            organisations=each.organisations,
            edition=str(each.edition) if each.edition else "draft",
        )
