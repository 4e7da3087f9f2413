"""What the report says of workstreams: proposals, and what stands behind each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.disclosure import SECTOR
from toptips.analysis.figures import Figures
from toptips.analysis.printing import count, listed, ordinal, percent, rank
from toptips.analysis.proposed import Action, Step, Workstream
from toptips.report.agreed import TO_BE_AGREED, due_of, lead_of
from toptips.report.quoted import Quoted, QuoteTold, compact

QUOTES, NAMED = 2, 4
IN_THE_WAY = "as what gets in the way"
OWN_ACCORD = "without being asked about it"


@dataclass(frozen=True)
class ProposedTold:
    """One action: on which item, in which words, who leads it by when, and who proposes it."""

    item: str
    action: str
    lead: str
    due: str
    by: str
    of_forms: bool


@dataclass(frozen=True)
class WorkstreamTold:
    """One workstream: its place, what stands behind it in sentences, its actions and quotes."""

    place: str
    name: str
    organisations: int
    respondents: int
    items: str
    system: str
    behind: tuple[str, ...]
    in_all: str
    proposed: str
    actions: tuple[ProposedTold, ...]
    quotes: tuple[QuoteTold, ...]


@dataclass(frozen=True)
class WorkstreamsTold:
    """All workstreams, how they were chosen, and how many people are enough to be shown.

    `beside` names those that are no theme.
    """

    chosen: str
    enough: str
    beside: str
    each: tuple[WorkstreamTold, ...]


def workstreams_told(figures: Figures, quoted: Quoted) -> WorkstreamsTold | None:
    """Say which workstreams are proposed; None where the comments were not read for themes."""
    if figures.coding is None:
        return None
    return WorkstreamsTold(
        chosen=_chosen(figures),
        enough=f"Enough people are {_enough(figures).rstrip(',')}.",
        beside=_beside_themes(figures),
        each=tuple(_told(stream, figures, quoted) for stream in figures.workstreams),
    )


def _beside_themes(figures: Figures) -> str:
    """Say which workstreams are no theme of the codebook, so that their numbers differ."""
    names = [f"‘{stream.name}’" for stream in figures.workstreams if not stream.theme]
    if not names:
        return ""
    many = len(names) > 1
    return (
        f"{listed(names)} {'are no themes' if many else 'is no theme'} of the codebook:"
        f" {'they are' if many else 'it is'} looked for with keywords of"
        f" {'their' if many else 'its'} own, apart from themes that sound alike."
    )


def _chosen(figures: Figures) -> str:
    """Say how many are proposed, and in which order they stand."""
    many, whose = len(figures.workstreams), "teams" if figures.internal else "partners"
    if not many:
        return (
            f"No workstream is proposed: there is no theme that {_enough(figures)} mention"
            f" {IN_THE_WAY}."
        )
    if many == 1:
        return f"One workstream is proposed, for {whose} to agree, to change or to leave."
    order = "people" if figures.internal else "organisations, and then how many people,"
    return (
        f"{many} workstreams are proposed, for {whose} to agree, to change or to leave. They stand"
        f" in the order of how many {order} mention them {IN_THE_WAY}. That is no measure of what"
        " is most urgent."
    )


def _enough(figures: Figures) -> str:
    """Say how many must mention something for it to be shown."""
    of = "" if figures.internal else ", of two organisations or more,"
    return f"at least {figures.terms.smallest_group} people{of}"


def _told(stream: Workstream, figures: Figures, quoted: Quoted) -> WorkstreamTold:
    return WorkstreamTold(
        place=rank(stream.rank, stream.tied),
        name=stream.name,
        organisations=stream.organisations,
        respondents=stream.respondents,
        items=", ".join(str(number) for number, _ in _items_behind(stream, figures)) or "none",
        system=_system(stream, figures),
        behind=tuple(_behind(stream, figures)),
        in_all=_in_all(stream) or "no action",
        proposed=_proposed(stream),
        actions=tuple(_action(action, figures, quoted) for action in stream.actions),
        quotes=quoted.some(stream.quotes, QUOTES),
    )


def _system(stream: Workstream, figures: Figures) -> str:
    """Print the share that takes several; without an item behind it there is none to show."""
    if not stream.tips:
        return f"no {figures.terms.item}"
    return "not shown" if stream.system is None else percent(stream.system)


def _items_behind(stream: Workstream, figures: Figures) -> list[tuple[int, int]]:
    """Return the numbers of the items behind it, each with its people, most people first."""
    numbers = {tip.id: tip.number for tip in figures.tips}
    found = [(numbers[item], people) for item, people in stream.tips.items()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _behind(stream: Workstream, figures: Figures) -> Iterator[str]:
    """Yield what stands behind it, and why it stands where it does."""
    yield _mentioned(stream, figures)
    yield from _sectors(stream, figures)
    yield from _items(stream, figures)
    if stream.system is not None:
        items = figures.terms.items if len(stream.tips) > 1 else figures.terms.item
        which = f"these {items}" if len(stream.tips) > 1 else f"this {items}"
        answers = count(stream.owners, "answer", "answers")
        yield (
            f"Of {answers} on who could change {which}, {percent(stream.system)} are"
            f" ‘{figures.terms.label('ownership', 'system')}’."
        )
    yield _place(stream, figures)


def _mentioned(stream: Workstream, figures: Figures) -> str:
    """Say how many mention it as a barrier, and how many of them where nothing asked for it."""
    if not stream.respondents:
        return f"No self-assessment mentions it {IN_THE_WAY}."
    who = people = count(stream.respondents, "person", "people")
    many, unasked = stream.respondents, stream.unprompted_respondents
    if not figures.internal:
        many, unasked = stream.organisations, stream.unprompted
        answered = count(figures.respondents.organisations, "organisation", "organisations")
        who = f"{many} of {answered} ({people})"
    if unasked == 0:
        how = f", and only under {figures.terms.items} that speak of it"
    elif many == 1:
        how = f", {OWN_ACCORD}"
    else:
        each = "all" if unasked == many else str(unasked)
        how = f"; {each} of them {OWN_ACCORD}"
    return f"{who} {'mentions' if many == 1 else 'mention'} it {IN_THE_WAY}{how}."


def _sectors(stream: Workstream, figures: Figures) -> Iterator[str]:
    """Name the sectors in which enough people do, where sectors are shown at all."""
    if SECTOR not in figures.dimensions or not stream.respondents:
        return
    if stream.sectors:
        many = count(len(stream.sectors), "sector", "sectors")
        yield f"Enough people do in {many}: {listed(stream.sectors)}."
    else:
        yield "In no sector do enough people."


def _items(stream: Workstream, figures: Figures) -> Iterator[str]:
    """Say which items are behind it, and under how many others it is mentioned."""
    terms, found = figures.terms, _items_behind(stream, figures)
    if not found:
        if stream.respondents:
            yield f"Under no {terms.item} do enough people."
        return
    named = [
        f"{terms.item} {number} ({count(people, 'person', 'people')})"
        for number, people in found[:NAMED]
    ]
    more = len(found) - len(named)
    named += [_others(more, figures)] if more else []
    said = f"Enough people do under {listed(named)}"
    if stream.further_tips:
        said += f", and fewer under {_others(stream.further_tips, figures)}"
    yield f"{said}."


def _others(number: int, figures: Figures) -> str:
    return count(number, f"other {figures.terms.item}", f"other {figures.terms.items}")


def _place(stream: Workstream, figures: Figures) -> str:
    """Say why it stands where it does."""
    across = (
        f" Whatever its place, it is proposed since it runs across {figures.terms.items}."
        if stream.across
        else ""
    )
    streams = figures.workstreams
    others = [other for other in streams if other is not stream]
    if not others:
        return f"It is the only one.{across}"
    equal = [f"‘{other.name}’" for other in others if other.rank == stream.rank]
    if equal:
        whom = "people" if figures.internal else "organisations and as many people"
        return (
            f"It shares the {ordinal(stream.rank)} place of {len(streams)} with {listed(equal)}: as"
            f" many {whom} mention it.{across}"
        )
    why = _compared(stream, others, internal=figures.internal)
    return f"It stands {ordinal(stream.rank)} of {len(streams)}: {why}.{across}"


def _compared(stream: Workstream, others: Sequence[Workstream], *, internal: bool) -> str:
    """Compare a workstream with the next before it; the first with the next after it."""
    before = [other for other in others if other.rank < stream.rank]
    if before:
        word, other = "fewer", max(before, key=lambda other: other.rank)
    else:
        word, other = "more", min(others, key=lambda other: other.rank)
    if internal or stream.organisations == other.organisations:
        people = f"{word} people ({stream.respondents}, against {other.respondents})"
        if internal:
            return f"{people} mention it than ‘{other.name}’"
        return f"as many organisations mention it as ‘{other.name}’, but {people}"
    return (
        f"{word} organisations mention it than ‘{other.name}’ ({stream.organisations}, against"
        f" {other.organisations})"
    )


def _in_all(stream: Workstream) -> str:
    """Count the actions that are proposed for it."""
    parts = []
    if stream.proposed:
        parts.append(f"{count(stream.proposed, 'action', 'actions')} in self-assessments")
    if decided := _decided(stream):
        parts.append(f"{count(decided, 'step', 'steps')} at tables")
    return listed(parts)


def _decided(stream: Workstream) -> int:
    return sum(len(action.steps) for action in stream.actions)


def _proposed(stream: Workstream) -> str:
    """Say how many actions are proposed for it, and how many of them are printed."""
    decided, in_all = _decided(stream), _in_all(stream)
    if not in_all:
        return "No action was proposed for it."
    said = f"Proposed for it: {in_all}."
    if stream.held_back:
        if stream.held_back < stream.proposed:
            verb = "is" if stream.held_back == 1 else "are"
            which = f"{stream.held_back} of those in self-assessments {verb}"
        else:
            which = "Those in self-assessments are" if stream.proposed > 1 else "The first is"
            which = which if decided or stream.proposed > 1 else "It is"
        beside = any(action.forms and action.steps for action in stream.actions)
        but = ", but where a table proposed nearly the same its words are" if beside else ""
        said += f" {which} not printed{but}."
    return said


def _action(action: Action, figures: Figures, quoted: Quoted) -> ProposedTold:
    """Tell one action; what is printed here of forms is quoted nowhere else."""
    quoted.all(action.wordings)
    numbers = {tip.id: tip.number for tip in figures.tips}
    return ProposedTold(
        item=str(numbers[action.tip]),
        action=in_all_wordings([quote.text for quote in action.wordings]),
        lead=in_lines([lead_of(step) for step in action.steps]) or TO_BE_AGREED,
        due=in_lines([due_of(step) for step in action.steps]) or TO_BE_AGREED,
        by=in_lines([*_forms(action.forms), *tables_of(action.steps)]),
        of_forms=bool(action.forms),
    )


def _forms(forms: int) -> Iterator[str]:
    if forms:
        yield count(forms, "self-assessment", "self-assessments")


def tables_of(steps: Sequence[Step]) -> list[str]:
    """Name the tables that decided a step: Table 3."""
    return [step.table.replace("-", " ").capitalize() for step in steps]


def in_all_wordings(texts: Sequence[str]) -> str:
    """Print the wording that is most like the others, and the others below it."""
    first, *others = map(compact, texts)
    return "\n".join([first, *(f"Also: {text}" for text in others)])


def in_lines(texts: Sequence[str]) -> str:
    """Print different texts below each other; nothing for those that are empty."""
    return "\n".join(dict.fromkeys(filter(None, texts)))
