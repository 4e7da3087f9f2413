"""Where the returns stand: who has answered, who has not, and what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from toptips.analysis.printing import count, listed
from toptips.model import questions
from toptips.model.asked import Asked
from toptips.model.dates import written
from toptips.model.framework import Tip
from toptips.model.personal_data import remark
from toptips.model.responses import Response
from toptips.model.returned import NEEDS_A_PERSON, ReturnRow, answers_left_out
from toptips.model.workshop import Workshop

FILES_NAMED = 3
# The columns of responses.csv that hold what people wrote about themselves, by question key.
COLUMNS_OF = {"label": "respondent", "role": "role"}


@dataclass(frozen=True, slots=True)
class PartnerStanding:
    """One partner: how many of its forms count, how many are expected, how full they are.

    `completeness` is the share of its questions that have an answer (0 to 1), None without
    forms. `asked`: whether a form was made for it; `invited`: whether workshop.yaml names it now.
    """

    partner: str
    name: str
    sector: str
    answered: int
    expected: int
    completeness: float | None
    asked: bool = True
    invited: bool = True


@dataclass(frozen=True, slots=True)
class SectorStanding:
    """One sector, likewise; `untouched` are the numbers of the items that nobody of it answered."""

    sector: str
    answered: int
    expected: int
    completeness: float | None
    untouched: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A return whose answers hold what may identify a person; `remarks` never repeat it."""

    place: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a workshop's returns stand on one day. `days_left` is negative once it is too late.

    `to_delete` are the files past their date of deletion, `unread` those in returns/ that came
    since `collect` ran, `left_out` how many answers of each return that counts could not be read,
    of those that have any; `left_over` are the returns that count and hold words in no answer's
    place. `item` and `items` are the noun of the framework's items.
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
    focus_groups: int
    attention: tuple[ReturnRow, ...]
    personal: tuple[PersonalData, ...]
    unread: tuple[str, ...]
    left_out: tuple[int, ...] = ()
    left_over: tuple[str, ...] = ()
    item: str = "tip"
    items: str = "tips"

    def as_data(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self)

    def sentences(self) -> Iterator[str]:
        """Say what matters, one sentence at a time."""
        groups = ""
        if self.focus_groups:
            groups = f"; {count(self.focus_groups, 'focus group', 'focus groups')} heard"
        sheets = count(self.tables, "conversation sheet", "conversation sheets")
        yield f"{self._back()}; {sheets}{groups}."
        for partner in self.partners:
            yield from _odd(partner)
        silent = [
            partner.name for partner in self.partners if partner.asked and not partner.answered
        ]
        if silent:
            yield f"No answer yet from: {'; '.join(silent)}."
        yield self._when()
        yield from self._untouched()
        for row in self.attention:
            why = row.message.partition("\n")[0]
            yield f"{row.place}: {row.status}. {why}"
        if self.left_out:
            answers, returns = sum(self.left_out), len(self.left_out)
            yield (
                f"{count(answers, 'answer', 'answers')} in {count(returns, 'return', 'returns')}"
                f" could not be read and {'is' if answers == 1 else 'are'} left out; returns.csv"
                " says which."
            )
        if self.left_over:
            yield (
                "Words that stand in no answer's place are kept in returns.csv, under left_over:"
                f" {listed(self.left_over)}."
            )
        for personal in self.personal:
            yield f"{personal.place}: {' '.join(personal.remarks)}"
        if self.unread:
            yield (
                f"Not read yet: {listed(_some(self.unread))}. Run 'toptips collect' to read what"
                " is in returns/."
            )
        if self.past_deletion:
            yield self._deletion()

    def _back(self) -> str:
        """Say how many forms are back, all that count, as the report does; and whose are too many.

        Else forms that are still missing would go unseen behind those that nobody expected.
        """
        expected = sum(partner.expected for partner in self.partners)
        back = sum(partner.answered for partner in self.partners)
        forms = "form is" if back == expected == 1 else "forms are"
        said = f"{back} of {expected} {forms} back"
        if back > expected:
            said = f"{back} forms are back, where {expected} {_were(expected)} expected"
        more = [
            f"{partner.answered - partner.expected} more than expected from {partner.name}"
            for partner in self.partners
            if partner.answered > partner.expected
        ]
        missing = sum(max(partner.expected - partner.answered, 0) for partner in self.partners)
        still = f", so {missing} {'is' if missing == 1 else 'are'} missing" if missing else ""
        return f"{said} ({'; '.join(more)}{still})" if more else said

    def _when(self) -> str:
        if self.days_left > 0:
            return f"Forms are due by {self.by}: {count(self.days_left, 'day', 'days')} left."
        if self.days_left == 0:
            return f"Forms are due today, {self.by}."
        return f"Forms were due by {self.by}."

    def _untouched(self) -> Iterator[str]:
        for sector in self.sectors:
            if untouched := sector.untouched:
                noun = self.item if len(untouched) == 1 else self.items
                items = listed(map(str, untouched))
                yield f"Nobody from {sector.sector} has answered {noun} {items} yet."

    def _deletion(self) -> str:
        files = "the files in returns/, responses.csv and returns.csv"
        if self.to_delete:
            files = listed(_some(self.to_delete))
        return (
            f"The forms were to be deleted by {self.delete_by}. Delete {files}, or agree a new"
            " date with your data protection officer."
        )


def _odd(partner: PartnerStanding) -> Iterator[str]:
    """Say what is odd about one partner."""
    if not partner.asked:
        yield (
            f"{partner.name} has been added to workshop.yaml since the forms were made. Run"
            " 'toptips prepare' and send it one."
        )
    elif not partner.invited:
        yield (
            f"{partner.name} is no longer in workshop.yaml, but it was sent a form, so it counts"
            " here."
        )
    if partner.answered > partner.expected:
        yield (
            f"{partner.name}: {count(partner.answered, 'form', 'forms')} came back, where"
            f" {partner.expected} {_were(partner.expected)} expected. Is one of"
            " them there twice?"
        )


def stand(
    workshop: Workshop,
    asked: Asked,
    rows: Sequence[ReturnRow],
    today: date,
    responses: Sequence[Response] = (),
    held: Sequence[str] = (),
) -> Standing:
    """Work out how the returns of a workshop stand on the day `today`.

    `responses` are those that count: from them and from what was `asked` follows which items
    nobody from a sector has answered, and where personal data stands. `held` names the files that
    have a date of deletion.
    """
    counting = [row for row in rows if row.status == "accepted"]
    forms = [row for row in counting if row.form == "self-assessment"]
    late = today > workshop.privacy.delete_by
    partners = tuple(_partners(workshop, asked, forms))
    return Standing(
        title=workshop.title,
        by=written(workshop.returns.by),
        days_left=(workshop.returns.by - today).days,
        delete_by=written(workshop.privacy.delete_by),
        past_deletion=late and bool(rows or held),
        to_delete=tuple(held) if late else (),
        sectors=tuple(_sectors(partners, forms, responses, asked.framework.tips)),
        partners=partners,
        tables=sum(row.form == "conversation" for row in counting),
        focus_groups=sum(row.form == questions.FOCUS_GROUP for row in counting),
        attention=tuple(row for row in rows if row.status in NEEDS_A_PERSON),
        unread=tuple(_unread(held, rows)),
        left_out=answers_left_out(rows),
        left_over=tuple(row.place for row in counting if row.left_over),
        personal=tuple(_personal(responses, asked)),
        item=asked.framework.item.singular,
        items=asked.framework.item.plural,
    )


def _personal(responses: Sequence[Response], asked: Asked) -> Iterator[PersonalData]:
    """Say of each response in which of its answers there is what may identify a person."""
    numbers = {"": 0} | {tip.id: tip.number for tip in asked.framework.tips}
    written = {topic.key: topic for topic in questions.CATALOGUE if topic.kind in ("line", "text")}
    for response in responses:
        columns = {("", key): getattr(response, name) for key, name in COLUMNS_OF.items()}
        remarks = [
            said
            for (item, key), text in (columns | response.answers).items()
            if key in written and item in numbers
            if (
                said := remark(
                    f"{numbers[item]}{written[key].letter}", text, quotable=not written[key].column
                )
            )
        ]
        if remarks:
            yield PersonalData(response.source, tuple(remarks))


def _unread(held: Iterable[str], rows: Iterable[ReturnRow]) -> Iterator[str]:
    known = {row.file for row in rows}
    for name in held:
        folder, _, file = name.partition("/")
        if folder == "returns" and file and file not in known:
            yield name


def _partners(
    workshop: Workshop, asked: Asked, forms: Sequence[ReturnRow]
) -> Iterator[PartnerStanding]:
    """Yield the partners that were asked, then those that workshop.yaml names by now."""
    answered = Counter(form.partner for form in forms)
    sent = {partner.id for partner in asked.partners}
    new = [partner for partner in workshop.partners if partner.id not in sent]
    for partner in (*asked.partners, *new):
        yield PartnerStanding(
            partner=partner.id,
            name=partner.name,
            sector=partner.sector,
            answered=answered[partner.id],
            expected=partner.people,
            completeness=_completeness(form for form in forms if form.partner == partner.id),
            asked=partner.id in sent,
            invited=workshop.partner(partner.id) is not None,
        )


def _sectors(
    partners: Sequence[PartnerStanding],
    forms: Sequence[ReturnRow],
    responses: Sequence[Response],
    tips: Sequence[Tip],
) -> Iterator[SectorStanding]:
    sector_of = {partner.partner: partner.sector for partner in partners}
    touched = {
        (sector_of.get(response.partner, response.sector), tip)
        for response in responses
        if response.form == "self-assessment"
        for tip, _ in response.answers
    }
    for sector in dict.fromkeys(sector_of.values()):
        members = [partner for partner in partners if partner.sector == sector]
        answered = sum(partner.answered for partner in members)
        yield SectorStanding(
            sector=sector,
            answered=answered,
            expected=sum(partner.expected for partner in members),
            completeness=_completeness(
                form for form in forms if sector_of.get(form.partner) == sector
            ),
            # Of a sector without any form it is said already that it is silent.
            untouched=tuple(
                tip.number for tip in tips if answered and (sector, tip.id) not in touched
            ),
        )


def _completeness(rows: Iterable[ReturnRow]) -> float | None:
    counts = [(row.answered or 0, row.asked or 0) for row in rows]
    asked = sum(number for _, number in counts)
    return sum(number for number, _ in counts) / asked if asked else None


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _some(files: Sequence[str]) -> list[str]:
    more = len(files) - FILES_NAMED
    return [*files[:FILES_NAMED], *([f"{more} more"] if more > 0 else [])]
