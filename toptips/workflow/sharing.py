"""`toptips anonymise`: a copy of the answers that is fit to share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex

import yaml

from toptips.analysis.printing import count, listed
from toptips.analysis.rules import Rules
from toptips.errors import TopTipsError
from toptips.model.answered import Answered
from toptips.model.asked import Asked
from toptips.model.dates import written
from toptips.model.focus_groups import load_sheets
from toptips.model.responses import read_responses, write_responses
from toptips.model.summary import SUMMARY
from toptips.model.workshop import Workshop
from toptips.places import Folder
from toptips.sharing.anonymous import Anonymous, write_comments
from toptips.sharing.anonymous import anonymise as make_anonymous
from toptips.sharing.held_back import CommentsRead, Reason
from toptips.sharing.summary import summarise
from toptips.workflow.against_returns import differences
from toptips.workflow.analysing import figures_of
from toptips.workflow.coded import decided_in
from toptips.workflow.editions import begin_editions, fingerprint, hold_against_earlier
from toptips.workflow.opened import open_workshop
from toptips.writing import only_one, plain_text, write_folder


@dataclass(frozen=True)
class Shared:
    """What `anonymise` did: where the copy is, and how much is in it.

    `edition` is the number under which it is on record; `items` counts those that enough
    organisations scored for summary.json. `notes` are sentences about what a person should see to,
    `held_back` say which comments stay out although their writers agreed, and where they are.
    """

    folder: Path
    respondents: int
    comments: int
    notes: tuple[str, ...] = ()
    edition: int = 1
    items: int = 0
    held_back: tuple[str, ...] = ()


def anonymise(
    folder: Path, target: Path, *, recalled: Sequence[int] = (), secret: str | None = None
) -> Shared:
    """Write a copy of responses.csv that is fit to share into a new or empty folder.

    It is an edition, on record in editions.json; `recalled` are the numbers of earlier ones that
    nobody has any more. `secret` orders it, and is drawn by chance unless the answers are invented.
    Raises TopTipsError where the folder is not free, or where too few have answered, and
    EditionHeldBack where the copy would give people away beside an earlier edition.
    """
    opened = open_workshop(folder)
    place, asked = opened.folder, opened.asked
    _must_be_free(target, place)
    rules = Rules.of(asked, opened.workshop)
    responses = read_responses(place.responses_csv)
    notes = differences(opened, responses)
    # Nobody can find out who stands where by a secret that nobody keeps.
    decided = decided_in(opened)
    read = CommentsRead.of(decided.codings)
    copy = make_anonymous(responses, asked, rules.smallest.mean, secret or token_hex(32), read)
    begun = begin_editions(place, final=True, recalled=recalled)
    figures = figures_of(opened, responses, fingerprint(place, begun.editions), decided)
    issue = hold_against_earlier(opened, responses, figures, begun, "copy")
    summary = summarise(opened.workshop, asked, Answered.of(responses), rules, issue.figures)
    facts = replace(
        Facts.of(copy, opened.workshop, asked, rules.smallest.mean, len(summary.items)),
        focus_groups=len(load_sheets(place.path)),
    )
    framework = asked.framework.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    files = {
        "README.txt": plain_text(opened.templates.plain("anonymise/README.txt.j2", facts)),
        "responses.csv": write_responses(copy.responses, list(asked.groups)),
        "comments.csv": write_comments(copy.comments),
        f"{asked.framework.id}.yaml": yaml.safe_dump(
            {"format": 1, **framework}, allow_unicode=True, sort_keys=False, width=100
        ).encode(),
        SUMMARY: summary.to_json(),
    }
    with only_one(place):
        issue.record(place)
        write_folder(target, files)
    return Shared(
        folder=target,
        respondents=copy.count("self-assessment"),
        comments=len(copy.comments),
        notes=notes,
        edition=summary.edition,
        items=len(summary.items),
        held_back=tuple(_held_back(copy.held_back, coded=bool(asked.framework.codebook))),
    )


def _held_back(held: Mapping[Reason, int], *, coded: bool) -> Iterator[str]:
    """Say how many comments stay out of the copy, why, and where they can be read.

    `coded`: there is a codebook, and so a workbook of all comments.
    """
    if not sum(held.values()):
        return
    refused, personal, story = (held.get(why, 0) for why in ("refused", "personal", "story"))
    reasons = (
        f"{refused} that somebody refused to print" if refused else "",
        f"{personal} in which personal data was found" if personal else "",
        f"{story} that {'reads' if story == 1 else 'read'} like one person's story"
        if story
        else "",
    )
    total = count(sum(held.values()), "comment is", "comments are")
    yield f"{total} not in the copy: {listed(filter(None, reasons))}."
    if personal:
        yield "'toptips analyse' says where personal data was found."
    if coded and refused + story:
        yield (
            "Those refused, and stories, stand on the sheet '4 All comments' of coding.xlsx, which"
            " 'toptips themes export --more' makes. A story that you confirm there is in the next"
            " copy, in the words that you confirm."
        )


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
    items: str
    summarised: int
    asked_again: bool
    refused: int = 0
    personal: int = 0
    stories: int = 0
    focus_groups: int = 0

    @classmethod
    def of(
        cls, copy: Anonymous, workshop: Workshop, asked: Asked, smallest: int, summarised: int
    ) -> Facts:
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
            items=asked.framework.item.plural,
            summarised=summarised,
            asked_again=bool(asked.actions),
            refused=copy.held_back.get("refused", 0),
            personal=copy.held_back.get("personal", 0),
            stories=copy.held_back.get("story", 0),
        )


def _must_be_free(target: Path, place: Folder) -> None:
    """Refuse a folder that holds something, or that is one of the workshop's own."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TopTipsError(f"{target} is there already. Name a new folder, or an empty one.")
    if any(target.resolve().is_relative_to(own.resolve()) for own in place.folders):
        raise TopTipsError(
            f"{target} belongs to the workshop. Name a folder of its own for the copy."
        )
