"""`toptips themes`: the coding workbook, out and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from toptips.analysis import coders
from toptips.analysis.answers import gather
from toptips.analysis.candidates import Candidate, candidates
from toptips.analysis.checking import CheckedComment, count_keywords, kept_apart, to_check
from toptips.analysis.coding import Changed, coded_before_a_split, themes_given
from toptips.analysis.group_words import GroupText, texts_allowed
from toptips.analysis.rules import Rules
from toptips.analysis.themes import read_for_themes
from toptips.errors import Problem, TopTipsError
from toptips.model import questions
from toptips.model.answered import Answered, Comment
from toptips.model.codebook import Codebook
from toptips.model.codings import REFUSED, Codings, with_lines
from toptips.model.dates import written
from toptips.model.focus_groups import load_sheets
from toptips.model.personal_data import findings
from toptips.model.responses import read_responses
from toptips.model.stories import reads_like_a_story
from toptips.places import read_bytes, refuse_links
from toptips.workbooks.coding_told import ToCode
from toptips.workflow.against_returns import differences
from toptips.workflow.coded import Decided, answered_of, decided_in, may_be_quoted, wordings_of
from toptips.workflow.opened import Opened, open_workshop
from toptips.writing import Outputs, only_one, write_safely

# With an hour there is time for so many candidates of each theme; with more for those too.
QUOTES_OF_A_THEME, MORE_QUOTES_OF_A_THEME = 3, 8
# What is written stays within what is read back.
MOST_COMMENTS = 5_000
LONGEST_ROLE = 100


@dataclass(frozen=True)
class Exported:
    """What `export_codings` did: where its files are, and how much there is to do."""

    workbook: Path
    table: Path
    quotes: int
    uncoded: int
    comments: int
    kept_aside: tuple[Path, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Imported:
    """What `import_codings` did: how many decisions were added to codings.csv, by kind, and whose.

    `problems` name the rows that could not be understood.
    """

    codings: Path
    coder: int
    added: Counter[str]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Ground:
    """All that is known of a workshop's comments when a coder looks at them."""

    opened: Opened
    decided: Decided
    changes: Changed
    answered: Answered
    coder: int

    @property
    def codings(self) -> Codings:
        return self.decided.codings

    @property
    def codebook(self) -> Codebook:
        return self.changes.codebook

    @cached_property
    def comments(self) -> list[Comment]:
        tips = self.opened.asked.framework.tips
        return read_for_themes(self.answered.comments, {"", *(tip.id for tip in tips)})

    @cached_property
    def may_be_quoted(self) -> frozenset[str]:
        """The comments that may be printed, as far as their writers and what is in them go."""
        found = may_be_quoted(self.comments, self.opened.asked)
        return frozenset(comment.id for comment in found)

    @cached_property
    def wordings(self) -> list[Comment]:
        """The items in other words that may be confirmed. They are quotes for no theme."""
        found = wordings_of(self.comments, self.opened.asked)
        return [comment for comment in found if comment.id in self.may_be_quoted]

    @cached_property
    def of_groups(self) -> dict[str, GroupText]:
        """The words of focus groups that may be confirmed, by comment. They have no themes."""
        opened = self.opened
        smallest = Rules.of(opened.asked, opened.workshop).smallest.mean
        texts = texts_allowed(load_sheets(opened.folder.path), smallest, opened.workshop)
        return {text.comment.id: text for text in texts if text.may_be_confirmed}

    @cached_property
    def sector_of(self) -> dict[str, str]:
        """The sectors that may be named, by organisation."""
        asked = self.opened.asked
        rules = Rules.of(asked, self.opened.workshop)
        return gather(asked, self.answered.forms("self-assessment"), rules).quotable

    @cached_property
    def rows(self) -> list[CheckedComment]:
        """The comments as the coder sees them, in the order in which to check them."""
        directions = self.codings.last("direction", self.coder)
        return to_check(
            self.comments,
            self.codebook,
            themes_given(self.codings.last("themes", self.coder), self.changes.merged),
            {comment: line.value for comment, line in directions.items()},
            self.sector_of,
            coded_before_a_split(self.codings, self.changes),
        )

    @cached_property
    def apart(self) -> list[Comment]:
        """The comments to be coded without any proposal, in an order drawn by lot."""
        by_id = {comment.id: comment for comment in self.comments}
        blind = {*self.codings.blind(1), *self.codings.blind(2)}
        seen = self.codings.last("themes", self.coder).keys() - blind
        seed = self.opened.workshop.id
        return [by_id[comment] for comment in kept_apart(list(by_id), seen, blind, seed)]


def _ground(folder: Path, coder: int) -> _Ground:
    opened = open_workshop(folder)
    decided = decided_in(opened)
    if decided.changes is None:
        raise TopTipsError(
            f"{opened.asked.framework.id} names no codebook, so there are no themes to code. Add"
            " 'codebook:' to a framework of your own."
        )
    responses = read_responses(opened.folder.responses_csv)
    return _Ground(opened, decided, decided.changes, answered_of(responses, decided), coder)


def export_codings(folder: Path, *, more: bool = False, coder: int = 1) -> Exported:
    """Write the coding workbook of a coder, and the table of all codings.

    A workbook that was edited and not taken in yet is kept aside. With `more` it holds all
    comments, the keywords and the codebook besides. Raises TopTipsError where the framework names
    no codebook.
    """
    # Only here: openpyxl takes a third of a second to load.
    from toptips.workbooks.all_codings import write_all_codings
    from toptips.workbooks.coding import write_coding

    ground = _ground(folder, coder)
    said = differences(ground.opened, ground.answered.responses)
    place = ground.opened.folder
    to_code = _to_code(ground, more=more)
    workbook = write_coding(to_code)
    table = write_all_codings(ground.rows, ground.codings, ground.changes, to_code.about)
    with only_one(place):
        outputs = Outputs(place)
        outputs.write(place.coding(coder), workbook)
        outputs.write(place.codings_all, table)
    return Exported(
        workbook=place.coding(coder),
        table=place.codings_all,
        quotes=sum(found.comment.id not in to_code.quoted for found in to_code.candidates),
        uncoded=sum(row.is_uncoded for row in to_code.rows),
        comments=len(ground.comments),
        kept_aside=tuple(outputs.kept_aside),
        notes=(
            *said,
            *ground.decided.notes,
            *outputs.notes,
            *_too_many(ground),
        ),
    )


def _too_many(ground: _Ground) -> Sequence[str]:
    if len(ground.comments) <= MOST_COMMENTS:
        return ()
    return (
        f"The workbook holds {MOST_COMMENTS:,} of {len(ground.comments):,} comments, those that"
        " most need a look. When they are taken in, the next export brings others.",
    )


def _to_code(ground: _Ground, *, more: bool) -> ToCode:
    codings, coder = ground.codings, ground.coder
    given = themes_given(codings.blind(coder), ground.changes.merged)
    apart = ground.apart if more else []
    waiting = {comment.id for comment in apart} - given.keys()
    rows = [row for row in ground.rows if row.comment.id not in waiting]
    quoted = codings.last("quote", coder)
    return ToCode(
        title=ground.opened.asked.occasion.title or ground.opened.workshop.title,
        delete_by=written(ground.opened.workshop.privacy.delete_by),
        coder=coder,
        role=_role(codings, coder),
        changes=ground.changes,
        rows=rows[:MOST_COMMENTS],
        candidates=_candidates(ground, rows, MORE_QUOTES_OF_A_THEME if more else QUOTES_OF_A_THEME),
        quoted=quoted,
        may_be_quoted=ground.may_be_quoted,
        about=_about(ground),
        sector_of=ground.sector_of,
        apart=apart,
        given_blind=given,
        keywords=count_keywords(rows, ground.codebook),
        disagreements=coders.disagreements(
            coders.with_keywords(ground.comments, ground.codebook, ground.answered),
            coders.between_people(ground.comments, ground.codebook, ground.answered),
        ),
        more=more,
    )


def _role(codings: Codings, coder: int) -> str:
    """Return the role that a coder gave last."""
    roles = (line.role for line in reversed(codings.lines) if line.coder == coder)
    return next(filter(None, roles), "")


def _candidates(ground: _Ground, rows: Sequence[CheckedComment], most: int) -> list[Candidate]:
    """Return sentences to confirm, a comment's once, and after them those decided on already.

    Between them stand items in other words, and words of focus groups: both whole.
    """
    wordings = {comment.id for comment in ground.wordings}
    may = [row for row in rows if row.comment.id in ground.may_be_quoted]
    counting = [ground.answered.codings.get(row.comment.id, row.themes) for row in may]
    comments = [row.comment for row in may]
    found: dict[str, Candidate] = {}
    for candidate in candidates(comments, ground.codebook, counting, most):
        found.setdefault(candidate.comment.id, candidate)
    decided = {}
    by_id = {comment.id: comment for comment in comments}
    for comment, line in ground.codings.last("quote", ground.coder).items():
        theme = ground.changes.merged.get(line.theme, line.theme)
        if (
            comment in by_id
            and comment not in wordings
            and (line.value != REFUSED or comment in found)
        ):
            whole = by_id[comment]
            sentence = line.text if line.text and line.text in whole.text else whole.text
            if comment in found and not line.text:
                sentence = found[comment].sentence
            decided[comment] = Candidate(whole, sentence, theme, story=False)
    fresh = [candidate for comment, candidate in found.items() if comment not in decided]
    in_words = (Candidate(of, of.text, "", reads_like_a_story(of.text)) for of in ground.wordings)
    of_groups = (text.comment for text in ground.of_groups.values())
    as_they_stand = (Candidate(comment, comment.text, "", story=False) for comment in of_groups)
    return [*fresh, *in_words, *as_they_stand, *decided.values()]


def _about(ground: _Ground) -> dict[tuple[str, str], str]:
    """Say by item and question what a comment is about."""
    opened = ground.opened
    titles = {"": ""} | {
        tip.id: f"{tip.number} {tip.title}: " for tip in opened.asked.framework.tips
    }
    answers = opened.asked.answers()
    of_forms = {
        (item, key): f"{title}{answers.get(key, key)}"
        for item, title in titles.items()
        for key in questions.keys(themed=True)
    }
    of_groups = {
        (text.comment.item, text.comment.question): f"Focus group: {text.about}"
        for text in ground.of_groups.values()
    }
    return of_forms | of_groups


def import_codings(
    folder: Path, file: Path | None = None, *, today: date, coder: int | None = None
) -> Imported:
    """Take in what a person decided in a coding workbook: add it to codings.csv.

    Without a `file` it is the workbook that `export_codings` wrote. `coder` is 1 or 2; without it
    the workbook says whose it is. Raises TopTipsError for what is no such workbook.
    """
    from toptips.workbooks.coding_decisions import Held, Who, decisions_in
    from toptips.workbooks.coding_reader import read_coding

    place = open_workshop(folder).folder
    path = file or place.coding(coder or 1)
    came_back = read_coding(path)
    ground = _ground(folder, coder or _coder_in(came_back.coder))
    held = Held(
        codings=ground.codings,
        changes=ground.changes,
        original=ground.changes.original,
        comments={comment.id: comment for comment in ground.comments}
        | {comment: text.comment for comment, text in ground.of_groups.items()},
        shown={row.comment.id: row.themes for row in ground.rows},
        may_be_quoted=ground.may_be_quoted | ground.of_groups.keys(),
    )
    role, notes = _role_in(came_back.role)
    who = Who(ground.coder, role, today.isoformat())
    found = decisions_in(came_back, held, who, path.name)
    with only_one(place):
        if found.lines:
            refuse_links(place.path, place.codings)
            before = read_bytes(place.codings) if place.codings.is_file() else b""
            write_safely(place.codings, with_lines(before, found.lines, place.codings.name))
        if not found.problems and not came_back.has_more and path.parent == place.path:
            Outputs(place).taken_in(path)
    return Imported(
        codings=place.codings,
        coder=ground.coder,
        added=Counter(line.kind for line in found.lines),
        problems=tuple(found.problems),
        notes=(*ground.decided.notes, *notes),
    )


def _coder_in(cell: str) -> int:
    """Return whose workbook it is. Raises TopTipsError where it does not say 1 or 2."""
    if cell in ("", "1", "2"):
        return int(cell or 1)
    raise TopTipsError(
        f"The workbook says '{cell[:40]}' for the coder. Write 1 or 2 there, or add --coder 1 or"
        " --coder 2."
    )


def _role_in(cell: str) -> tuple[str, tuple[str, ...]]:
    """Return the role of who coded, and what is wrong with it: the report may print it."""
    role = " ".join(cell.split())
    if findings(role) or len(role) > LONGEST_ROLE:
        return "", ("The role of who coded is left out: write a role there, in a few words.",)
    return role, ()
