"""`toptips anonymise`: a copy of the answers that is fit to share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.model.dates import written
from toptips.model.framework import find_file, load_framework
from toptips.model.responses import read_responses, write_responses
from toptips.model.workshop import load_workshop
from toptips.places import Folder, digest, read_bytes
from toptips.sharing.anonymous import anonymise as make_anonymous
from toptips.sharing.anonymous import write_comments
from toptips.workflow.opened import templates_of
from toptips.writing import plain_text, write_safely


@dataclass(frozen=True)
class Shared:
    """What `anonymise` did: where the copy is, and how much is in it."""

    folder: Path
    respondents: int
    comments: int


def anonymise(folder: Path, target: Path) -> Shared:
    """Write a copy of responses.csv that is fit to share into a new or empty folder.

    Raises TopTipsError where the folder is not free, or where too few have answered.
    """
    workshop = load_workshop(folder)
    place = Folder(folder)
    _must_be_free(target, place)
    framework = load_framework(workshop.framework, folder)
    responses = read_responses(place.responses_csv)
    # The file as it is serves as the secret: nobody has it who may only have the copy.
    copy = make_anonymous(responses, workshop, framework, digest(read_bytes(place.responses_csv)))
    facts = {
        "workshop": workshop,
        "framework": framework,
        "respondents": copy.count("self-assessment"),
        "people": copy.count("people"),
        "tables": copy.count("conversation"),
        "comments": len(copy.comments),
        "withheld": copy.withheld,
        "hidden": copy.hidden,
        "pooled": copy.pooled,
        "groups": list(workshop.groups),
        "blanked": copy.blanked,
        "few": copy.scores_left_out,
        "left_out": copy.people_left_out,
        "smallest": workshop.privacy.smallest_group,
        "day": written,
    }
    files = {
        "README.txt": plain_text(templates_of(place).plain("anonymise/README.txt.j2", facts)),
        "responses.csv": write_responses(copy.responses, list(workshop.groups)),
        "comments.csv": write_comments(copy.comments),
        f"{framework.id}.yaml": read_bytes(find_file(workshop.framework, folder, "")),
    }
    for name, data in files.items():
        write_safely(target / name, data)
    return Shared(target, copy.count("self-assessment"), len(copy.comments))


def _must_be_free(target: Path, place: Folder) -> None:
    """Refuse a folder that holds something, or that is one of the workshop's own."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TopTipsError(f"{target} is there already. Name a new folder, or an empty one.")
    own = [place.pack, place.sent, place.returns, place.report, place.reminders]
    own += [place.frameworks, place.templates, place.record]
    if any(target.resolve().is_relative_to(one.resolve()) for one in own):
        raise TopTipsError(
            f"{target} belongs to the workshop. Name a folder of its own for the copy."
        )
