"""paper.docx: made where there is none, never written over, and read at every `analyse`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from toptips.model.paper import Paper, make_paper_questionnaire
from toptips.model.questionnaire import Questionnaire
from toptips.model.wordings import Wordings, load_wordings
from toptips.places import Folder
from toptips.returns.form import Sent
from toptips.returns.paper import Found, find_paper, paper_of
from toptips.returns.printed_lines import keep_printed, load_printed
from toptips.unsafe.zips import Unreadable
from toptips.workflow.opened import Opened
from toptips.writing import write_safely

AGAIN = "paper (new questions).docx"


def asked_of_lead(opened: Opened, wordings: Wordings) -> Questionnaire:
    """Return what the paper asks today."""
    return make_paper_questionnaire(opened.framework, opened.workshop, wordings)


def place_paper(opened: Opened, now: Questionnaire, empty: bytes) -> tuple[Path | None, list[str]]:
    """Put an empty paper where there is none that asks what is asked now.

    What is there stays: it may hold what the lead wrote. Where it asks something else, the empty
    one is put beside it. Returns the path of what was made, if anything, and what to say of it.
    """
    place = opened.folder
    _keep_asked(place, now, empty)
    there = _papers(place.path)
    if not there:
        write_safely(place.paper, empty)
        return place.paper, []
    asked = _asked(opened, now)
    hashes = []
    for path in there:
        try:
            found = find_paper(path, asked, now)
        except Unreadable as error:
            return None, [f"{path.name}: {error}"]
        hashes.append(found.reference.hash if found.reference else now.hash[:8])
    if any(_asks_alike(asked, short, now) for short in hashes):
        return None, []
    target = _free(place.path / AGAIN)
    write_safely(target, empty)
    return target, [
        f"The questions of {there[0].name} have changed. It stays as it is and is read as before;"
        f" {target.name} asks the new ones. To use that, copy into it what you wrote and give it"
        " the name paper.docx."
    ]


def read_paper(opened: Opened) -> Paper:
    """Read what the lead wrote: nothing where there is no paper, or none that can be read.

    Of what can't be read, the paper's `notes` say so. `unwritten` names what is still empty, and
    `text("asks")` is what the board is asked.
    """
    place = opened.folder
    now = asked_of_lead(opened, load_wordings([place.templates]))
    other = _other(place)
    path = place.paper if os.path.lexists(place.paper) else other
    if not os.path.lexists(path):
        return paper_of(Found(None, {}), now)
    asked = _asked(opened, now)
    try:
        found = find_paper(path, asked, now)
    except Unreadable as error:
        said = f"Nothing of it is in the report. {error}"
        found = Found(None, {}, (said,))
    paper = paper_of(found, now)
    notes = [f"{path.name}: {said}" for said in paper.notes]
    if path != other and os.path.lexists(other):
        notes.append(
            f"{other.name} lies beside {path.name} and is not read. Save it from there as Word"
            f" Document, under the name {path.name}, or take it away."
        )
    return Paper(paper.names, paper.texts, tuple(notes))


def _other(place: Folder) -> Path:
    """Return where LibreOffice puts the paper, if told to save it in its own format."""
    return place.paper.with_suffix(".odt")


def _papers(folder: Path) -> list[Path]:
    """Return the papers that are there, that which is read first."""
    place = Folder(folder)
    known = (place.paper, _other(place), *_numbered(folder / AGAIN))
    return [path for path in known if os.path.lexists(path)]


def _numbered(path: Path) -> Iterator[Path]:
    """Yield a path, and it with 2, 3 and so on behind its name, up to the first that is free."""
    number = 1
    while True:
        numbered = path if number == 1 else path.with_stem(f"{path.stem} {number}")
        yield numbered
        if not os.path.lexists(numbered):
            return
        number += 1


def _free(path: Path) -> Path:
    return list(_numbered(path))[-1]


def _asked(opened: Opened, now: Questionnaire) -> Sent:
    """Return what papers of this workshop ask, and what they print besides."""
    folder = opened.folder.path
    asked = {**opened.asked_of_lead, now.hash[:8]: now}
    return Sent(asked, opened.workshop.returns, load_printed(folder, asked, ()))


def _asks_alike(asked: Sent, short: str, now: Questionnaire) -> bool:
    """Say whether a paper, known by its hash, asks what is asked now, whatever else it is of."""
    return short in asked and asked[short].questions == now.questions


def _keep_asked(place: Folder, now: Questionnaire, empty: bytes) -> None:
    path = place.sent / f"{now.hash}.json"
    if not path.exists():
        write_safely(path, now.to_json())
    keep_printed(place.path, [now], [empty], [])
