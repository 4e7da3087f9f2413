"""`toptips anonymise`: a copy of the answers that is fit to share."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

import yaml

from toptips.analysis.rules import Rules
from toptips.errors import TopTipsError
from toptips.model.asked import Asked
from toptips.model.dates import written
from toptips.model.responses import read_responses, write_responses
from toptips.model.workshop import Workshop
from toptips.places import Folder
from toptips.sharing.anonymous import Anonymous, write_comments
from toptips.sharing.anonymous import anonymise as make_anonymous
from toptips.workflow.comparing import differences
from toptips.workflow.opened import open_workshop
from toptips.writing import plain_text, write_folder


@dataclass(frozen=True)
class Shared:
    """What `anonymise` did: where the copy is, and how much is in it.

    `notes` are sentences about what a person should see to.
    """

    folder: Path
    respondents: int
    comments: int
    notes: tuple[str, ...] = ()


def anonymise(folder: Path, target: Path) -> Shared:
    """Write a copy of responses.csv that is fit to share into a new or empty folder.

    Raises TopTipsError where the folder is not free, or where too few have answered.
    """
    opened = open_workshop(folder)
    _must_be_free(target, opened.place)
    asked = opened.asked
    smallest = Rules.of(asked, opened.workshop).smallest.mean
    responses = read_responses(opened.place.responses_csv)
    notes = differences(opened, responses)
    # Nobody can find out who stands where by a secret that nobody keeps.
    copy = make_anonymous(responses, asked, smallest, secrets.token_hex(32))
    facts = Facts.of(copy, opened.workshop, asked, smallest)
    framework = asked.framework.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    files = {
        "README.txt": plain_text(opened.templates.plain("anonymise/README.txt.j2", facts)),
        "responses.csv": write_responses(copy.responses, list(asked.groups)),
        "comments.csv": write_comments(copy.comments),
        f"{asked.framework.id}.yaml": yaml.safe_dump(
            {"format": 1, **framework}, allow_unicode=True, sort_keys=False, width=100
        ).encode(),
    }
    write_folder(target, files)
    return Shared(target, copy.count("self-assessment"), len(copy.comments), notes)


@dataclass(frozen=True)
class Facts:
    """What the README of a copy says of it: how much is there, and what was taken out."""

    title: str
    framework: str
    item: str
    delete_by: str
    respondents: int
    people: int
    tables: int
    comments: int
    withheld: int
    hidden: int
    pooled: tuple[str, ...]
    groups: tuple[str, ...]
    blanked: int
    few: int
    left_out: int
    smallest: int

    @classmethod
    def of(cls, copy: Anonymous, workshop: Workshop, asked: Asked, smallest: int) -> Facts:
        """Gather them."""
        return cls(
            title=workshop.title,
            framework=asked.framework.id,
            item=asked.framework.item.singular,
            delete_by=written(workshop.privacy.delete_by),
            respondents=copy.count("self-assessment"),
            people=copy.count("people"),
            tables=copy.count("conversation"),
            comments=len(copy.comments),
            withheld=copy.withheld,
            hidden=copy.hidden,
            pooled=copy.pooled,
            groups=tuple(asked.groups),
            blanked=copy.blanked,
            few=copy.scores_left_out,
            left_out=copy.people_left_out,
            smallest=smallest,
        )


def _must_be_free(target: Path, place: Folder) -> None:
    """Refuse a folder that holds something, or that is one of the workshop's own."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TopTipsError(f"{target} is there already. Name a new folder, or an empty one.")
    own = [place.pack, place.sent, place.returns, place.report, place.reminders]
    own += [place.next, place.progress, place.frameworks, place.templates, place.record]
    if any(target.resolve().is_relative_to(ours.resolve()) for ours in own):
        raise TopTipsError(
            f"{target} belongs to the workshop. Name a folder of its own for the copy."
        )
