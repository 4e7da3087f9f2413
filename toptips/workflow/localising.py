"""`toptips localise`: a draft local framework, the paper to agree it, and the first actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toptips.analysis.agreed_actions import agreed_actions
from toptips.analysis.coding import words_decided
from toptips.analysis.figures import Figures
from toptips.analysis.localising import verdicts, was_asked
from toptips.analysis.printing import count
from toptips.errors import TopTipsError
from toptips.model.actions import with_added
from toptips.model.answered import Answered
from toptips.model.asked import Asked
from toptips.model.local_framework import LocalPlace, Proposed, draft, local_id
from toptips.model.responses import Response, read_responses
from toptips.model.workshop import OUR_SYSTEM
from toptips.places import refuse_links, shipped
from toptips.report.consultation import consultation_told, notes_of, write_consultation
from toptips.workflow.against_returns import differences
from toptips.workflow.analysing import figures_of
from toptips.workflow.coded import Decided, decided_in, may_be_quoted, wordings_of
from toptips.workflow.editions import begin_editions, fingerprint, hold_against_earlier
from toptips.workflow.opened import Opened, open_workshop
from toptips.writing import Outputs, only_one, write_safely


@dataclass(frozen=True)
class Localised:
    """What `localise` did: the draft, the paper to agree it, and how many actions were added.

    `edited`: the draft was changed since, and stayed as it is. `verdicts` count the items that are
    kept, adapted and dropped. `notes` are sentences about what a person should see to, `remarks`
    about what is as it should be and may surprise.
    """

    draft: Path
    paper: Path
    actions: Path
    added: int
    edition: int
    verdicts: dict[str, int]
    edited: bool = False
    kept_aside: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def localise(folder: Path, *, recalled: Sequence[int] = ()) -> Localised:
    """Make a draft local framework and the paper to agree it, and begin actions.csv.

    The paper goes round, so that it is an edition, on record in editions.json; `recalled` are the
    numbers of earlier ones that nobody has any more. A draft that a person has changed stays, and
    of actions.csv no line is changed. Raises TopTipsError where nobody has answered or nothing
    would be left, and EditionHeldBack where the paper would give people away.
    """
    opened = open_workshop(folder)
    paths = opened.folder
    responses = read_responses(paths.responses_csv)
    notes = differences(opened, responses)
    begun = begin_editions(paths, final=True, recalled=recalled)
    keyed_hash = fingerprint(paths, begun.editions)
    words = decided_in(opened)
    figures = figures_of(opened, responses, keyed_hash, words)
    issue = hold_against_earlier(opened, responses, figures, begun, "consultation")
    told = consultation_told(issue.figures)
    decided = verdicts(issue.figures)
    made = _draft(opened, notes_of(told, decided))
    paper = write_consultation(told, opened.templates)
    refuse_links(paths.path, paths.actions)
    agreed = agreed_actions((tip.id, tip.agreed) for tip in issue.figures.tips)
    lines, added = with_added(paths.actions, agreed)
    path = paths.frameworks / f"{local_id(opened.workshop.id, opened.asked.framework.id)}.yaml"
    with only_one(paths):
        issue.record(paths)
        outputs = Outputs(paths)
        edited = not outputs.write_unless_edited(path, made)
        outputs.write(paths.local / "consultation.docx", paper)
        if lines is not None:
            write_safely(paths.actions, lines)
    return Localised(
        draft=path,
        paper=paths.local / "consultation.docx",
        actions=paths.actions,
        added=added,
        edition=told.edition,
        verdicts={name: list(decided.values()).count(name) for name in ("keep", "adapt", "drop")},
        edited=edited,
        kept_aside=tuple(outputs.kept_aside),
        notes=(*notes, *outputs.notes),
        remarks=(*_not_asked(issue.figures), *_waiting(opened, issue.figures, responses, words)),
    )


def _waiting(
    opened: Opened, figures: Figures, responses: Sequence[Response], words: Decided
) -> Iterator[str]:
    """Say how many wordings the paper will print once a person has confirmed them."""
    if figures.too_few or words.changes is None:
        return
    comments = may_be_quoted(Answered.of(responses).comments, opened.asked)
    decided = words_decided(words.codings)
    waiting = [of for of in wordings_of(comments, opened.asked) if of.id not in decided]
    if waiting:
        yield (
            f"{count(len(waiting), 'wording waits', 'wordings wait')} for you to confirm, and the"
            " paper prints none that you have not confirmed: 'toptips themes export', then Print or"
            " Refuse on the first sheet, 'toptips themes import', and 'toptips localise' again."
        )


def _draft(opened: Opened, proposed: dict[str, Proposed]) -> bytes:
    asked: Asked = opened.asked
    of = LocalPlace(
        workshop=opened.workshop.id,
        title=opened.workshop.title,
        place=asked.place if asked.place != OUR_SYSTEM else opened.workshop.title,
        day=opened.workshop.date,
    )
    ships = (shipped("frameworks") / f"{asked.framework.id}.yaml").is_file()
    try:
        return draft(asked.framework, proposed, of, maps_to_parent=ships)
    except ValueError:
        raise TopTipsError(
            f"Most would drop every {asked.framework.item.singular}, so no draft was made: talk"
            " first about whether this framework is the right one."
        ) from None


def _not_asked(figures: Figures) -> Iterator[str]:
    if not was_asked(figures):
        yield (
            "Nobody was asked what to keep, adapt or drop, so the draft keeps everything. To ask,"
            " add local_tip and wording to 'ask' or 'ask_tables' in workshop.yaml."
        )
