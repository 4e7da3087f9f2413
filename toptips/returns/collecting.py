"""Reads all that lies in `returns/`; what is wrong with one file costs no other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toptips import HowFar
from toptips.errors import TopTipsError
from toptips.model.decisions import Decisions
from toptips.model.questionnaire import Questionnaire
from toptips.model.questions import FOCUS_GROUP
from toptips.model.responses import Response
from toptips.model.returned import ReturnRow
from toptips.model.workshop import Partner, Workshop
from toptips.returns import READERS
from toptips.returns.archive import Parcel
from toptips.returns.archive import printable as printable_member
from toptips.returns.claims import Claim, claim_of
from toptips.returns.common_words import leave_out_common
from toptips.returns.counting import Responses, in_order
from toptips.returns.form import Return, Sent
from toptips.returns.names import Named, leads_outside, listed, printable
from toptips.returns.no_form import passed_over, what_to_say
from toptips.returns.period import Period
from toptips.returns.printed import Printed
from toptips.returns.shelf import Shelf
from toptips.returns.whose import settle
from toptips.unsafe.opening import File, open_file
from toptips.unsafe.zips import Unreadable
from toptips.writing import is_unfinished

ToClaim = Callable[[Return], Claim]

log = logging.getLogger("toptips")


@dataclass(frozen=True)
class Collected:
    """All that came back: a row for each return, and the responses that count.

    `of_groups` are those of focus groups, which stand apart from the others.
    """

    rows: tuple[ReturnRow, ...]
    responses: Responses
    of_groups: tuple[Response, ...] = ()


def read_all(
    returns: Path,
    questionnaires: Mapping[str, Questionnaire],
    workshop: Workshop,
    decisions: Decisions,
    progress: HowFar | None = None,
    *,
    period: Period | None = None,
    printed: Mapping[str, Printed] | None = None,
    earlier: Sequence[Partner] = (),
) -> Collected:
    """Read every file under `returns`; one file's failure is that file's row.

    `questionnaires` are those sent, by the first eight hex digits of their hash. `progress` is
    told how many files are done, of how many, and the name of the next. `period` says which
    times of last change are believed; left out, all are. `printed` is what the forms print
    besides, as far as it is known; `earlier` are partners as they were sent, perhaps by names that
    they no longer have. Only what was answered is kept in memory, never a file.
    """
    names = sorted({known.name for known in (*workshop.partners, *earlier)})
    names.sort(key=len, reverse=True)
    sent, shelf = Sent(questionnaires, workshop.returns, printed, names), Shelf()
    to_claim = partial(claim_of, decisions=decisions, shelf=shelf, period=period)
    files = [found for found in listed(returns) if not is_unfinished(found.name)]
    results: list[ReturnRow | Claim] = []
    for number, found in enumerate(files):
        if progress:
            progress(number, len(files), printable(found.name))
        results += _results_of(returns, found, sent, to_claim)
    if progress:
        progress(len(files), len(files), "")
    claims = [result for result in results if isinstance(result, Claim)]
    settle(claims, workshop, earlier)
    leave_out_common(claims)
    rows = tuple(result.row() if isinstance(result, Claim) else result for result in results)
    counting = in_order(claims, workshop)
    forms = [claim for claim in counting if claim.form != FOCUS_GROUP]
    sheets = [claim for claim in counting if claim.form == FOCUS_GROUP]
    return Collected(
        rows, Responses(forms, shelf, workshop), tuple(Responses(sheets, shelf, workshop))
    )


def _results_of(
    returns: Path,
    found: Named,
    questionnaires: Mapping[str, Questionnaire],
    to_claim: ToClaim,
) -> Iterator[ReturnRow | Claim]:
    """Read the returns in one file, whatever happens in it."""
    name = printable(found.name)
    if message := passed_over(name):
        yield ReturnRow(file=name, status="ignored", message=message)
        return
    try:
        if found.trouble:
            raise Unreadable(found.trouble)
        file = _opened(returns, found.name)
    except Unreadable as error:
        log.info("%s: %s", name, error)
        yield ReturnRow(file=name, message=str(error))
        return
    if file.kind == "zip":
        yield from _read_parcel(file, questionnaires, to_claim)
    else:
        yield from _read_file(file, questionnaires, to_claim)


def _opened(returns: Path, name: str) -> File:
    """Open a file of `returns`, unless it is a link that leads out of it."""
    path = returns / name
    if leads_outside(path, returns):
        raise Unreadable(
            "This is a link to a file that lies elsewhere, which is not followed. Collect the file"
            " itself."
        )
    return open_file(path, printable(name))


def _read_parcel(
    file: File, questionnaires: Mapping[str, Questionnaire], to_claim: ToClaim
) -> Iterator[ReturnRow | Claim]:
    """Read the returns in a zip, one member after another; one's failure costs no other."""
    try:
        parcel = Parcel(file)
    except Unreadable as error:
        log.info("%s: %s", file.name, error)
        yield _rejected(file, str(error))
        return
    for name in parcel.names:
        member = printable_member(name)
        if message := passed_over(name):
            yield ReturnRow(file=file.name, member=member, status="ignored", message=message)
            continue
        try:
            opened = parcel.member(name)
        except Unreadable as error:
            log.info("%s!%s: %s", file.name, member, error)
            yield ReturnRow(file=file.name, member=member, message=str(error))
            continue
        yield from _read_file(opened, questionnaires, to_claim)


def _read_file(
    file: File, questionnaires: Mapping[str, Questionnaire], to_claim: ToClaim
) -> Iterator[ReturnRow | Claim]:
    """Read the returns in a file or in a member of a zip."""
    try:
        for returned in _returns_in(file, questionnaires):
            log.info("%s: read as %s, %d answers", file.source, file.kind, len(returned.texts))
            yield to_claim(returned)
    except Unreadable as error:
        log.info("%s: %s", file.source, error)
        yield _rejected(file, str(error))
    except TopTipsError:
        raise
    except Exception:
        # A reader's mistake is this file's problem, and must not cost the others.
        log.debug("%s: an unexpected error", file.source, exc_info=True)
        message = "This file could not be read. Please save it again in Word and send it again."
        yield _rejected(file, message)


def _returns_in(file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]:
    for reader in READERS:
        if reader.recognises(file):
            yield from reader.read(file, questionnaires)
            return
    raise Unreadable(what_to_say(file))


def _rejected(file: File, message: str) -> ReturnRow:
    return ReturnRow(
        return_id=file.sha256[:12],
        file=file.name,
        member=file.member,
        sha256=file.sha256,
        format=file.kind,
        message=message,
    )
