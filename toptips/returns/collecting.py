"""Copies what came back into `returns/`, and reads all that is there."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import overload

from toptips.errors import TopTipsError
from toptips.model.decisions import Decisions
from toptips.model.questionnaire import Questionnaire
from toptips.model.responses import IN_COLUMNS, Response
from toptips.model.returned import ReturnRow
from toptips.model.workshop import Workshop
from toptips.places import Folder, digest_of
from toptips.returns import READERS
from toptips.returns.archive import Parcel, printable
from toptips.returns.form import Return, Sent
from toptips.returns.recognising import is_noise, kind_of, passed_over, what_to_say
from toptips.returns.shelf import Shelf
from toptips.returns.whose import Claim, claim, settle
from toptips.unsafe.opening import NOT_HERE, File, Unreadable, is_elsewhere, open_file
from toptips.writing import copy_safely

Progress = Callable[[int, int, str], None]
ToClaim = Callable[[Return], Claim]

log = logging.getLogger("toptips")


@dataclass(frozen=True)
class Collected:
    """All that came back: a row for each return, and the responses that count."""

    rows: tuple[ReturnRow, ...]
    responses: Responses


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
        one = self._claims[place]
        return _response(one, self._shelf.take(one.place), self._workshop)


def take_in(files: Sequence[Path], returns: Path) -> list[str]:
    """Copy files, and all files of folders, into `returns`; return their names there.

    A path that is not there is looked for in the workshop's folder, where our messages name files.
    A file keeps its name; another one of the same name gets a number. What is there already
    with the same bytes is not copied again. Lock files and the computer's own are left behind;
    links and half files come too, so that a row of returns.csv says what to do about them.
    Raises TopTipsError for a path that is not there, or if a copy can't be made.
    """
    _clear_away(returns)
    names = []
    for given in files:
        ours = returns.parent / given
        for path in _files_of(ours if ours.exists() and not given.exists() else given):
            if path.resolve().is_relative_to(returns.resolve()):
                names.append(path.resolve().relative_to(returns.resolve()).as_posix())
            else:
                names.append(_take_in_one(path, returns))
    return names


def _files_of(given: Path) -> Iterator[Path]:
    if given.is_file():
        yield given
    elif not given.is_dir():
        raise TopTipsError(f"{given} is not there.")
    elif Folder(given).workshop.exists():
        raise TopTipsError(
            f"{given} is a workshop's folder. Name the folder that the returned files are in."
        )
    else:
        yield from (given / name for name in _names_under(given) if not is_noise(name))


def _names_under(folder: Path) -> list[str]:
    """List the files under a folder, as paths from it, in an order that never varies."""
    found = []
    for place, _, names in os.walk(folder):
        here = Path(place).relative_to(folder)
        found += [(here / name).as_posix() for name in names]
    return sorted(found, key=lambda name: (name.casefold(), name))


def _take_in_one(path: Path, returns: Path) -> str:
    number = 1
    target = returns / path.name
    while target.exists():
        if target.is_file() and _digest(target) == _digest(path):
            return target.name
        number += 1
        target = returns / f"{path.stem} ({number}){path.suffix}"
    try:
        copy_safely(path, target)
    except TopTipsError as error:
        if is_elsewhere(path):
            raise TopTipsError(f"{path}: {NOT_HERE}") from error
        raise
    return target.name


def _digest(path: Path) -> str:
    try:
        return digest_of(path)
    except TopTipsError as error:
        if is_elsewhere(path):
            raise TopTipsError(f"{path}: {NOT_HERE}") from error
        raise


def _is_ours(name: str) -> bool:
    """Say whether a file is one of our own copies that was cut off halfway."""
    return name.startswith(".toptips-") and name.endswith(".tmp")


def _clear_away(returns: Path) -> None:
    for path in returns.glob(".toptips-*.tmp") if returns.is_dir() else ():
        path.unlink(missing_ok=True)


def read_all(
    returns: Path,
    questionnaires: Mapping[str, Questionnaire],
    workshop: Workshop,
    decisions: Decisions,
    progress: Progress | None = None,
) -> Collected:
    """Read every file under `returns`; one file's failure is that file's row.

    `questionnaires` are those sent, by the first eight hex digits of their hash. `progress` is
    told how many files are done, of how many, and the name of the next. Only what was answered
    is kept in memory, never a file.
    """
    sent, shelf = Sent(questionnaires, workshop.returns), Shelf()
    to_claim = partial(claim, decisions=decisions, shelf=shelf)
    names = [name for name in _names_under(returns) if not _is_ours(name.rsplit("/", 1)[-1])]
    results: list[ReturnRow | Claim] = []
    for number, name in enumerate(names):
        if progress:
            progress(number, len(names), _printable(name))
        results += _read_one(returns / name, _printable(name), sent, to_claim)
    if progress:
        progress(len(names), len(names), "")
    claims = [one for one in results if isinstance(one, Claim)]
    settle(claims, workshop)
    rows = tuple(one.row() if isinstance(one, Claim) else one for one in results)
    places = {partner.id: place for place, partner in enumerate(workshop.partners)}
    accepted = sorted(
        (one for one in claims if one.status == "accepted"), key=lambda one: _order(one, places)
    )
    return Collected(rows, Responses(accepted, shelf, workshop))


def _printable(name: str) -> str:
    """Return a file's name as it can be written in UTF-8, which not every name can."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _read_one(
    path: Path,
    name: str,
    questionnaires: Mapping[str, Questionnaire],
    to_claim: ToClaim,
) -> Iterator[ReturnRow | Claim]:
    """Read the returns in one file, whatever happens in it."""
    if message := passed_over(name):
        yield ReturnRow(file=name, status="ignored", message=message)
        return
    try:
        file = open_file(path, name)
    except Unreadable as error:
        log.info("%s: %s", name, error)
        yield ReturnRow(file=name, message=str(error))
        return
    if kind_of(file) == "zip":
        yield from _read_parcel(file, questionnaires, to_claim)
    else:
        yield from _read_file(file, questionnaires, to_claim)


def _read_parcel(
    file: File, questionnaires: Mapping[str, Questionnaire], to_claim: ToClaim
) -> Iterator[ReturnRow | Claim]:
    """Read the returns in a zip, one member after another; one's failure costs no other."""
    try:
        parcel = Parcel(file)
    except Unreadable as error:
        log.info("%s: %s", file.name, error)
        yield _rejected(file, "zip", str(error))
        return
    for name in parcel.names:
        member = printable(name)
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
    form = kind_of(file)
    try:
        for returned in _returns_in(file, form, questionnaires):
            log.info("%s: read as %s, %d answers", file.source, form, len(returned.texts))
            yield to_claim(returned)
    except Unreadable as error:
        log.info("%s: %s", file.source, error)
        yield _rejected(file, form, str(error))
    except TopTipsError:
        raise
    except Exception:
        # A reader's mistake is this file's problem, and must not cost the others.
        log.debug("%s: an unexpected error", file.source, exc_info=True)
        message = "This file could not be read. Please save it again in Word and send it again."
        yield _rejected(file, form, message)


def _returns_in(
    file: File, form: str, questionnaires: Mapping[str, Questionnaire]
) -> Iterator[Return]:
    for reader in READERS:
        if reader.recognises(file):
            yield from reader.read(file, questionnaires)
            return
    raise Unreadable(what_to_say(file, form))


def _rejected(file: File, form: str, message: str) -> ReturnRow:
    return ReturnRow(
        file=file.name,
        member=file.member,
        sha256=file.sha256,
        format=form,
        response_id=file.sha256[:12],
        message=message,
    )


def _order(one: Claim, places: Mapping[str, int]) -> tuple[int, int, int, str, str]:
    """Order responses: self-assessments by their partners' places and label, then the others."""
    forms = ("self-assessment", "people", "conversation")
    partner = places.get(one.partner, len(places))
    # "table-10" comes after "table-9".
    return (
        forms.index(one.form),
        partner,
        len(one.label) if not one.partner else 0,
        one.label,
        one.id,
    )


def _response(one: Claim, values: Mapping[str, str], workshop: Workshop) -> Response:
    partner = workshop.partner(one.partner)
    groups = dict(partner.groups) if partner else {}
    answers: dict[tuple[str, str], str] = {}
    columns: dict[str, str] = {}
    assert one.questionnaire is not None  # only those are accepted
    for question in one.questionnaire.questions:
        value = values.get(question.field)
        if value is None:
            continue
        if question.tip:
            answers[question.tip, question.key] = value
        elif question.key in IN_COLUMNS:
            columns[question.key] = value
        elif question.key in workshop.groups:
            groups[question.key] = value
        else:
            answers["", question.key] = value
    return Response(
        id=one.id,
        form=one.form,
        partner=one.partner,
        partner_name=partner.name if partner else "",
        sector=partner.sector if partner else "",
        respondent=one.respondent,
        role=columns.get("role", ""),
        quote=columns.get("quote", "no"),
        groups={group: groups[group] for group in workshop.groups if group in groups},
        answers=answers,
        source=one.source,
    )
