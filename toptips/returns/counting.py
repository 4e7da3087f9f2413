"""The responses that count, made of the claims that were accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from toptips.model.questions import FOCUS_GROUP, keys
from toptips.model.responses import Response
from toptips.model.workshop import Workshop
from toptips.returns.claims import Claim
from toptips.returns.shelf import Shelf

FORMS = ("self-assessment", "people", "conversation", "tally", FOCUS_GROUP)


class Responses(Sequence[Response]):
    """The responses that count, in order, each made when it is asked for."""

    def __init__(self, claims: Sequence[Claim], shelf: Shelf, workshop: Workshop) -> None:
        self._claims, self._shelf, self._workshop = claims, shelf, workshop

    def __len__(self) -> int:
        return len(self._claims)

    @overload
    def __getitem__(self, place: int) -> Response: ...
    @overload
    def __getitem__(self, place: slice) -> list[Response]: ...
    def __getitem__(self, place: int | slice) -> Response | list[Response]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        claim = self._claims[place]
        return _response(claim, self._shelf.take(claim.place), self._workshop)


def in_order(claims: Sequence[Claim], workshop: Workshop) -> list[Claim]:
    """Return those that were accepted, in the order of responses.csv.

    Self-assessments come first, by their partners' places and their labels.
    """
    places = {partner.id: place for place, partner in enumerate(workshop.partners)}

    def order(claim: Claim) -> tuple[int, int, int, str, str]:
        partner = places.get(claim.partner, len(places))
        # "table-10" comes after "table-9".
        length = len(claim.label) if not claim.partner else 0
        return FORMS.index(claim.form), partner, length, claim.label, claim.id

    return sorted((claim for claim in claims if claim.status == "accepted"), key=order)


def _response(claim: Claim, values: Mapping[str, str], workshop: Workshop) -> Response:
    partner = workshop.partner(claim.partner)
    groups = dict(partner.groups) if partner else {}
    answers: dict[tuple[str, str], str] = {}
    columns: dict[str, str] = {}
    in_columns = keys(column=True)
    assert claim.questionnaire is not None  # only those are accepted
    for question in claim.questionnaire.questions:
        value = values.get(question.field)
        if value is None:
            continue
        if question.tip:
            answers[question.tip, question.key] = value
        elif question.key in in_columns:
            columns[question.key] = value
        elif question.key in workshop.groups:
            groups[question.key] = value
        else:
            answers["", question.key] = value
    return Response(
        id=claim.id,
        form=claim.form,
        partner=claim.partner,
        partner_name=partner.name if partner else "",
        sector=partner.sector if partner else "",
        respondent=claim.respondent,
        role=columns.get("role", ""),
        quote=columns.get("quote", "no"),
        groups={group: groups[group] for group in workshop.groups if group in groups},
        answers=answers,
        source=str(claim.origin),
    )
