"""What the pack's templates are told: values made for them, and nothing else.

Every class here is frozen, and every field is a text, a number, a date or a list of such: what a
template may print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toptips.documents.template import Later
from toptips.model.framework import Framework, Tip
from toptips.model.questionnaire import Question
from toptips.model.workshop import Partner, Workshop
from toptips.pack.agenda import Agenda
from toptips.pack.dates import DatesTold
from toptips.pack.told_day import AgendaTold, DocumentTold, SeatsTold, StripTold, TableTold


@dataclass(frozen=True)
class ReturningTold:
    """Where the forms go, and by when."""

    to: str
    by: date


@dataclass(frozen=True)
class PrivacyTold:
    """What the forms say about personal data; empty where workshop.yaml says nothing."""

    controller: str
    readers: str
    contact: str
    complaints: str
    safeguarding: str
    basis: str
    notice: str
    withdraw_by: date
    delete_by: date
    smallest_group: int
    families: tuple[str, ...]
    shown_alone: tuple[str, ...]


@dataclass(frozen=True)
class PartnerTold:
    """A partner; in a cloned document its values come later, for each clone its own."""

    id: str | Later
    name: str | Later
    sector: str | Later
    people: int = 0


@dataclass(frozen=True)
class SectorTold:
    """A sector, and the names of those who are invited from it."""

    name: str
    partners: tuple[str, ...]


@dataclass(frozen=True)
class WorkshopTold:
    """The workshop. `place` is the local system, as questions name it; `board` may be empty.

    `facilitators` are as they sign.
    """

    title: str
    place: str
    board: str
    date: date
    starts: str
    ends: str
    venue: str
    facilitators: tuple[str, ...]
    key_question: str
    ask: tuple[str, ...]
    partners: tuple[PartnerTold, ...]
    sectors: tuple[SectorTold, ...]
    returns: ReturningTold
    privacy: PrivacyTold


@dataclass(frozen=True)
class LevelTold:
    """A level of the scale."""

    value: int
    label: str
    means: str


@dataclass(frozen=True)
class FrameworkTold:
    """The framework. `item` and `items` are what it calls its items: tip, tips."""

    title: str
    version: str
    publisher: str
    wording: str
    about: str
    licence: str
    item: str
    items: str
    scale: tuple[LevelTold, ...]


@dataclass(frozen=True)
class QuestionTold:
    """A question: `field` names the place of its answer, `answer` what the answer is called.

    `code` is the item's number and the question's `letter`; `boxes` are the words behind the boxes
    of its choices.
    """

    field: str
    code: str
    letter: str
    key: str
    text: str
    answer: str
    kind: str
    choices: tuple[str, ...]
    boxes: tuple[str, ...]


@dataclass(frozen=True)
class LinkTold:
    """Further reading."""

    title: str
    link: str


@dataclass(frozen=True)
class TipTold:
    """An item of the framework, whatever it is called, and what this document asks about it.

    `heading` names it with its noun: "Tip 3: Early planning"; `new_section` is the title of the
    section that begins with it, if one does. `tables` are the tables that talk about it; `clock`
    says when all do at once, or when the table does that this document is for, and is empty
    otherwise. `scores` are those that were given before the day, if any.
    """

    number: int
    title: str
    heading: str
    section: str
    new_section: str
    summary: str
    looks_like: tuple[str, ...]
    prompts: tuple[str, ...]
    plain: str
    levels: tuple[tuple[int, str], ...]
    note: str
    links: tuple[LinkTold, ...]
    duty: bool
    tables: tuple[int, ...]
    questions: tuple[QuestionTold, ...]
    clock: str = ""
    scores: StripTold | None = None


@dataclass(frozen=True)
class PackTold:
    """All that a template of the pack is told.

    `partner`, `table` and `tip` are those whom the document is for; None for other documents.
    `owners` are the words for who could change something, as tables are asked; `dots` is how many
    each person has to vote with. `documents` are those of the pack. `left_out` names what the
    items are not asked about online, where Microsoft Forms has no room for it. `form` is the form
    whose questions it asks or shows, empty for other documents; `by_hand` says that it is to be
    filled in with a pen. `new_line` breaks a line within a table's cell.
    """

    workshop: WorkshopTold
    framework: FrameworkTold
    agenda: AgendaTold
    tips: tuple[TipTold, ...]
    form_minutes: int
    minutes_to_choose: int
    minutes_to_write: int
    owners: tuple[str, ...]
    partner_code: str
    letters: tuple[str, ...]
    dates: DatesTold
    seats: tuple[SeatsTold, ...]
    dots: int
    documents: tuple[DocumentTold, ...]
    left_out: tuple[str, ...] = ()
    form: str = ""
    by_hand: bool = False
    new_line: str = "\n"
    reference: str = ""
    questions_about_you: tuple[QuestionTold, ...] = ()
    questions_at_the_end: tuple[QuestionTold, ...] = ()
    partner: PartnerTold | None = None
    table: TableTold | None = None
    tip: TipTold | None = None


def workshop_told(workshop: Workshop) -> WorkshopTold:
    """Say of a workshop what may be printed."""
    privacy = workshop.privacy
    return WorkshopTold(
        title=workshop.title,
        place=workshop.named_place,
        board=workshop.board or "",
        date=workshop.date,
        starts=workshop.starts,
        ends=workshop.ends,
        venue=workshop.venue,
        facilitators=tuple(map(_on_a_line, workshop.facilitators)),
        key_question=workshop.key_question,
        ask=workshop.ask,
        partners=tuple(map(partner_told, workshop.partners)),
        sectors=tuple(_sectors(workshop.partners)),
        returns=ReturningTold(workshop.returns.to, workshop.returns.by),
        privacy=PrivacyTold(
            controller=privacy.controller,
            readers=privacy.readers
            or _listed([_within_a_sentence(name) for name in workshop.facilitators]),
            contact=privacy.contact,
            complaints=privacy.complaints or privacy.contact,
            safeguarding=privacy.safeguarding or "",
            basis=privacy.basis,
            notice=privacy.notice,
            withdraw_by=privacy.withdraw_by or privacy.delete_by,
            delete_by=privacy.delete_by,
            smallest_group=privacy.smallest_group,
            families=tuple(
                f"{name} ({_listed(sectors)})" for name, sectors in workshop.families.items()
            ),
            shown_alone=tuple(
                partner.name for partner in workshop.partners if partner.may_be_shown
            ),
        ),
    )


def _sectors(partners: Sequence[Partner]) -> Iterator[SectorTold]:
    """Yield the sectors in the order in which workshop.yaml names them first."""
    for sector in dict.fromkeys(partner.sector for partner in partners):
        names = (partner.name for partner in partners if partner.sector == sector)
        yield SectorTold(sector, tuple(names))


def _listed(names: Sequence[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def _within_a_sentence(role: str) -> str:
    """Return a role as it stands within a sentence: "an independent facilitator"; a name stays."""
    return _with_article(role, str.lower)


def _on_a_line(role: str) -> str:
    """Return a role as it stands on a line of its own: "An independent facilitator"."""
    return _with_article(role, str.capitalize)


def _with_article(role: str, put: Callable[[str], str]) -> str:
    first, space, rest = role.partition(" ")
    return f"{put(first)}{space}{rest}" if first.lower() in ("a", "an", "the") else role


def partner_told(partner: Partner) -> PartnerTold:
    """Say of a partner what may be printed."""
    return PartnerTold(partner.id, partner.name, partner.sector, partner.people)


def framework_told(framework: Framework) -> FrameworkTold:
    """Say of a framework what may be printed."""
    return FrameworkTold(
        title=framework.title,
        version=framework.version,
        publisher=framework.publisher,
        wording=framework.wording,
        about=framework.about,
        licence=framework.licence or "",
        item=framework.item.singular,
        items=framework.item.plural,
        scale=tuple(
            LevelTold(level.value, level.label, level.means or "") for level in framework.scale
        ),
    )


def question_told(question: Question) -> QuestionTold:
    """Say of a question what may be printed."""
    return QuestionTold(
        field=question.field,
        code=question.code,
        letter=question.code[-1],
        key=question.key,
        text=question.text,
        answer=question.answer,
        kind=question.kind,
        choices=tuple(choice.label for choice in question.choices),
        boxes=question.boxes,
    )


def tips_told(
    tips: Iterable[Tip],
    framework: Framework,
    agenda: Agenda,
    questions: Mapping[str, tuple[Question, ...]],
    scores: Mapping[str, StripTold],
) -> tuple[TipTold, ...]:
    """Say of items what may be printed; `questions` and `scores` are those of each, by its id."""
    told, section = [], ""
    for tip in tips:
        title = framework.section_of(tip)
        told.append(
            TipTold(
                number=tip.number,
                title=tip.title,
                heading=f"{framework.item.singular.capitalize()} {tip.number}: {tip.title}",
                section=title,
                new_section=title if title != section else "",
                summary=tip.summary,
                looks_like=tip.looks_like,
                prompts=tip.prompts,
                plain=tip.plain,
                levels=tuple(sorted(tip.levels.items())),
                note=tip.note or "",
                links=tuple(LinkTold(link.title, link.link) for link in tip.links),
                duty=tip.duty,
                tables=tuple(agenda.tables_of(tip)),
                clock=agenda.clock_of(tip),
                scores=scores.get(tip.id),
                questions=tuple(map(question_told, questions.get(tip.id, ()))),
            )
        )
        section = title
    return tuple(told)


def with_clocks(tips: Iterable[TipTold], agenda: Agenda, table: TableTold) -> tuple[TipTold, ...]:
    """Say of items when a table talks about each; its own stand first, in its order."""
    rounds = [item for item in agenda.items if item.part == "conversation"]
    clocks = {tip: item.clock for tip, item in zip(table.tips, rounds, strict=True)}
    timed = [replace(tip, clock=clocks.get(tip.number, "")) for tip in tips]
    places = {number: place for place, number in enumerate(table.tips)}
    return tuple(sorted(timed, key=lambda tip: places.get(tip.number, len(places))))
