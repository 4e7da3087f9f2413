"""Where the returns stand: who has answered, who has not, and what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from toptips.model.dates import written
from toptips.model.framework import Tip
from toptips.model.personal_data import remarks_in
from toptips.model.responses import Response
from toptips.model.returned import NEEDS_A_PERSON, ReturnRow
from toptips.model.workshop import Workshop

FILES_NAMED = 3


@dataclass(frozen=True, slots=True)
class PartnerStanding:
    """One partner: how many of its forms count, how many are expected, how full they are.

    `completeness` is the share of its questions that have an answer (0 to 1), None without
    forms.
    """

    partner: str
    name: str
    sector: str
    answered: int
    expected: int
    completeness: float | None


@dataclass(frozen=True, slots=True)
class SectorStanding:
    """One sector, likewise; `untouched` are the numbers of the tips that nobody of it answered."""

    sector: str
    answered: int
    expected: int
    completeness: float | None
    untouched: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A return whose answers hold what may identify a person; `remarks` never repeat it."""

    file: str
    member: str
    place: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a workshop's returns stand on one day. `days_left` is negative once it is too late.

    `to_delete` are the files past their date of deletion, `unread` those in returns/ that came
    since `collect` ran.
    """

    title: str
    by: str
    days_left: int
    delete_by: str
    past_deletion: bool
    to_delete: tuple[str, ...]
    sectors: tuple[SectorStanding, ...]
    partners: tuple[PartnerStanding, ...]
    tables: int
    attention: tuple[ReturnRow, ...]
    personal: tuple[PersonalData, ...]
    unread: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self)

    def sentences(self) -> Iterator[str]:
        """Say what matters, one sentence at a time."""
        expected = sum(one.expected for one in self.partners)
        back = sum(min(one.answered, one.expected) for one in self.partners)
        forms = "form is" if back == expected == 1 else "forms are"
        yield f"{back} of {expected} {forms} back; {_count(self.tables, 'conversation sheet')}."
        for one in self.partners:
            if one.answered > one.expected:
                yield (
                    f"{one.name}: {_count(one.answered, 'form')} came back, where {one.expected}"
                    f" {'was' if one.expected == 1 else 'were'} expected. Is one of them there"
                    " twice?"
                )
        silent = [one.name for one in self.partners if not one.answered]
        if silent:
            yield f"No answer yet from: {'; '.join(silent)}."
        yield self._when()
        yield from self._untouched()
        for row in self.attention:
            yield f"{row.place}: {row.status}. {row.message}"
        for personal in self.personal:
            yield f"{personal.place}: {' '.join(personal.remarks)}"
        if self.unread:
            yield (
                f"Not read yet: {_listed(_some(self.unread))}. Run 'toptips collect' to read what"
                " is in returns/."
            )
        if self.past_deletion:
            yield self._deletion()

    def _when(self) -> str:
        if self.days_left > 0:
            return f"Forms are due by {self.by}: {_count(self.days_left, 'day')} left."
        if self.days_left == 0:
            return f"Forms are due today, {self.by}."
        return f"Forms were due by {self.by}."

    def _untouched(self) -> Iterator[str]:
        for one in self.sectors:
            if one.untouched:
                tips = "tip" if len(one.untouched) == 1 else "tips"
                yield f"Nobody from {one.sector} has answered {tips} {_listed(one.untouched)} yet."

    def _deletion(self) -> str:
        files = "the files in returns/, responses.csv and returns.csv"
        if self.to_delete:
            files = _listed(_some(self.to_delete))
        return (
            f"The forms were to be deleted by {self.delete_by}. Delete {files}, or agree a new"
            " date with your data protection officer."
        )


def stand(
    workshop: Workshop,
    rows: Sequence[ReturnRow],
    today: date,
    responses: Sequence[Response] = (),
    tips: Sequence[Tip] = (),
    held: Sequence[str] = (),
) -> Standing:
    """Work out how the returns of a workshop stand on the day `today`.

    `responses` are those that count and `tips` the framework's: from both follows which tips
    nobody from a sector has answered. `held` names the files that have a date of deletion.
    """
    counting = [row for row in rows if row.status == "accepted"]
    forms = [row for row in counting if row.form == "self-assessment"]
    late = today > workshop.privacy.delete_by
    partners = tuple(_partners(workshop, forms))
    return Standing(
        title=workshop.title,
        by=written(workshop.returns.by),
        days_left=(workshop.returns.by - today).days,
        delete_by=written(workshop.privacy.delete_by),
        past_deletion=late and bool(rows or held),
        to_delete=tuple(held) if late else (),
        sectors=tuple(_sectors(workshop, partners, forms, responses, tips)),
        partners=partners,
        tables=sum(row.form == "conversation" for row in counting),
        attention=tuple(row for row in rows if row.status in NEEDS_A_PERSON),
        unread=tuple(_unread(held, rows)),
        personal=tuple(
            PersonalData(row.file, row.member, row.place, tuple(remarks))
            for row in counting
            if (remarks := remarks_in(row.message))
        ),
    )


def _unread(held: Iterable[str], rows: Iterable[ReturnRow]) -> Iterator[str]:
    known = {row.file for row in rows}
    for name in held:
        folder, _, file = name.partition("/")
        if folder == "returns" and file and file not in known:
            yield name


def _partners(workshop: Workshop, forms: Sequence[ReturnRow]) -> Iterator[PartnerStanding]:
    answered = Counter(row.partner for row in forms)
    for partner in workshop.partners:
        yield PartnerStanding(
            partner=partner.id,
            name=partner.name,
            sector=partner.sector,
            answered=answered[partner.id],
            expected=partner.people,
            completeness=_completeness(row for row in forms if row.partner == partner.id),
        )


def _sectors(
    workshop: Workshop,
    partners: Sequence[PartnerStanding],
    forms: Sequence[ReturnRow],
    responses: Sequence[Response],
    tips: Sequence[Tip],
) -> Iterator[SectorStanding]:
    sector_of = {partner.id: partner.sector for partner in workshop.partners}
    touched = {
        (sector_of.get(one.partner, one.sector), tip)
        for one in responses
        if one.form == "self-assessment"
        for tip, _ in one.answers
    }
    for sector in dict.fromkeys(sector_of.values()):
        members = [one for one in partners if one.sector == sector]
        answered = sum(one.answered for one in members)
        yield SectorStanding(
            sector=sector,
            answered=answered,
            expected=sum(one.expected for one in members),
            completeness=_completeness(
                row for row in forms if sector_of.get(row.partner) == sector
            ),
            # Of a sector without any form it is said already that it is silent.
            untouched=tuple(
                tip.number for tip in tips if answered and (sector, tip.id) not in touched
            ),
        )


def _completeness(rows: Iterable[ReturnRow]) -> float | None:
    counts = [(row.answered or 0, row.asked or 0) for row in rows]
    asked = sum(one for _, one in counts)
    return sum(one for one, _ in counts) / asked if asked else None


def _count(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number} {thing}s"


def _some(files: Sequence[str]) -> list[str]:
    more = len(files) - FILES_NAMED
    return [*files[:FILES_NAMED], *([f"{more} more"] if more > 0 else [])]


def _listed(things: Sequence[object]) -> str:
    *before, last = map(str, things)
    return f"{', '.join(before)} and {last}" if before else last
