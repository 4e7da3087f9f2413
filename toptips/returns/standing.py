"""Where the returns stand: who has answered, who has not, and what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from toptips.model.dates import written
from toptips.model.returned import NEEDS_A_PERSON, ReturnRow
from toptips.model.workshop import Workshop


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
class Standing:
    """How a workshop's returns stand on one day. `days_left` is negative once it is too late."""

    title: str
    by: str
    days_left: int
    delete_by: str
    past_deletion: bool
    partners: tuple[PartnerStanding, ...]
    tables: int
    attention: tuple[ReturnRow, ...]

    def as_data(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self)

    def sentences(self) -> Iterator[str]:
        """Say what matters, one sentence at a time."""
        answered = sum(one.answered for one in self.partners)
        expected = sum(one.expected for one in self.partners)
        sheets = (
            "1 conversation sheet" if self.tables == 1 else f"{self.tables} conversation sheets"
        )
        yield f"{answered} of {expected} forms are back; {sheets}."
        silent = [one.name for one in self.partners if not one.answered]
        if silent:
            yield f"No answer yet from: {'; '.join(silent)}."
        if self.days_left > 0:
            left = "1 day" if self.days_left == 1 else f"{self.days_left} days"
            yield f"Forms are due by {self.by}: {left} left."
        elif self.days_left == 0:
            yield f"Forms are due today, {self.by}."
        else:
            yield f"Forms were due by {self.by}."
        for row in self.attention:
            yield f"{row.file}: {row.status}. {row.message}"
        if self.past_deletion:
            yield (
                f"The forms were to be deleted by {self.delete_by}. Delete the files in returns/"
                " and responses.csv, or agree a new date with your data protection officer."
            )


def stand(workshop: Workshop, rows: Sequence[ReturnRow], today: date) -> Standing:
    """Work out how the returns of a workshop stand on the day `today`."""
    counting = [row for row in rows if row.status == "accepted"]
    forms = [row for row in counting if row.form == "self-assessment"]
    answered = Counter(row.partner for row in forms)
    return Standing(
        title=workshop.title,
        by=written(workshop.returns.by),
        days_left=(workshop.returns.by - today).days,
        delete_by=written(workshop.privacy.delete_by),
        past_deletion=bool(rows) and today > workshop.privacy.delete_by,
        partners=tuple(
            PartnerStanding(
                partner=partner.id,
                name=partner.name,
                sector=partner.sector,
                answered=answered[partner.id],
                expected=partner.people,
                completeness=_completeness([row for row in forms if row.partner == partner.id]),
            )
            for partner in workshop.partners
        ),
        tables=sum(row.form == "conversation" for row in counting),
        attention=tuple(row for row in rows if row.status in NEEDS_A_PERSON),
    )


def _completeness(rows: Sequence[ReturnRow]) -> float | None:
    asked = sum(row.asked or 0 for row in rows)
    return sum(row.answered or 0 for row in rows) / asked if asked else None
