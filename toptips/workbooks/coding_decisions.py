"""From the rows of a coding workbook that came back to the decisions that it holds.

Only what differs from what codings.csv says already is a decision. A row that can't be understood
is a problem and nothing is taken from it; the others are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from toptips.analysis.coding import Changed, themes_in
from toptips.errors import Problem
from toptips.model.answered import Comment
from toptips.model.codebook import Codebook
from toptips.model.codings import (
    CONFIRMED,
    EDITED,
    REFUSED,
    TAKEN_BACK,
    CodingLine,
    Codings,
)
from toptips.model.misread import shown
from toptips.model.personal_data import findings
from toptips.model.yaml_file import folded
from toptips.workbooks import coding_layout as layout
from toptips.workbooks.coding_layout import Key, letters_of
from toptips.workbooks.coding_reader import CameBack, FilledRow
from toptips.workbooks.coding_themes import CodebookTaking, NotUnderstood, Themes, must_be_plain


@dataclass(frozen=True)
class Held:
    """What a decision is held against: the comments that count now, and what is decided already.

    `shown` are the themes in which a comment is shown to the coder, without catch-alls.
    """

    codings: Codings
    changes: Changed
    original: Codebook
    comments: Mapping[str, Comment]
    shown: Mapping[str, frozenset[str]]
    may_be_quoted: Set[str]


@dataclass
class DecisionsTaken:
    """The lines to add to codings.csv, and what could not be understood."""

    lines: list[CodingLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Who:
    """Whose decisions they are, in which role, and the day."""

    coder: int
    role: str
    day: str

    def line(self, kind: str, **parts: Any) -> CodingLine:
        """Return a line of codings.csv with their name to it."""
        return replace(CodingLine(kind, coder=self.coder, role=self.role, day=self.day), **parts)


def decisions_in(came_back: CameBack, held: Held, who: Who, source: str) -> DecisionsTaken:
    """Return what a coding workbook decides that is not decided already."""
    found = DecisionsTaken(problems=list(came_back.problems))
    themes = Themes(held.changes, held.original)
    codebook = CodebookTaking(themes, held.changes, who.coder)
    comments = _CommentsTaking(held, themes, who)
    # Themes are made and renamed before comments speak of them.
    refused = _refused(codebook.take, came_back.rows)
    of_comments = _refused(comments.take, came_back.rows)
    # One row may name what another makes, below it or on a later sheet.
    while themes.made and of_comments:
        again = _refused(comments.take, [row for row, _ in of_comments])
        if len(again) == len(of_comments):
            break
        of_comments = again
    for row, why in (*refused, *of_comments):
        found.problems.append(Problem(source, row.where, f"{why} Nothing was taken of it."))
    made = [who.line(**parts) for parts in (*codebook.made(), *themes.made)]
    found.lines = [*made, *comments.lines()]
    return found


def _refused(
    take: Callable[[FilledRow], None], rows: Sequence[FilledRow]
) -> list[tuple[FilledRow, NotUnderstood]]:
    """Take rows one after another; return those of which nothing was taken, each with why."""
    refused = []
    for row in rows:
        try:
            take(row)
        except NotUnderstood as why:
            refused.append((row, why))
    return refused


@dataclass(frozen=True)
class _Decided:
    """A decision that a row makes about a comment, and the row."""

    value: str
    where: str
    theme: str = ""
    text: str = ""
    blind: bool = False

    def is_as(self, other: _Decided | CodingLine) -> bool:
        """Whether it says the same as another; where no theme is named, of any theme."""
        themes_fit = not self.theme or self.theme == other.theme
        return (self.value, self.text) == (other.value, other.text) and themes_fit


class _CommentsTaking:
    """Takes rows about comments, one after another."""

    def __init__(self, held: Held, themes: Themes, who: Who) -> None:
        self._held, self._themes, self._who = held, themes, who
        self._made: dict[tuple[str, str], _Decided] = {}
        # What sheets of single themes say: the themes shown there, and those to take out.
        self._shown_there: dict[str, tuple[frozenset[str], str]] = {}
        self._out: dict[str, set[str]] = {}
        self._last = {
            kind: held.codings.last(kind, who.coder) for kind in ("themes", "direction", "quote")
        }

    def take(self, row: FilledRow) -> None:
        """Take what a row decides. Raises NotUnderstood, and then nothing of it is taken."""
        if row.key is None or not row.key.is_of_comment:
            return
        made = len(self._themes.made)
        try:
            self._take(row, row.key)
        except NotUnderstood:
            self._themes.unmake(made)
            raise

    def _take(self, row: FilledRow, key: Key) -> None:
        found = [
            (kind, decided)
            for kind, decide in (
                ("themes", self._of_themes),
                ("direction", self._of_direction),
                ("quote", self._of_quote),
            )
            if (decided := decide(row, key)) is not None
        ]
        belongs = self._touched_belongs(row, key)
        if not found and not belongs:
            return
        self._must_be_the_comment(row, key)
        for kind, decided in found:
            earlier = self._made.get((kind, key.about), decided)
            if not decided.is_as(earlier):
                raise NotUnderstood(f"{earlier.where} says otherwise about the same comment.")
        for kind, decided in found:
            self._made.setdefault((kind, key.about), decided)
        if belongs:
            self._take_belongs(row, key, belongs)

    def _must_be_the_comment(self, row: FilledRow, key: Key) -> None:
        comment = self._held.comments.get(key.about)
        if comment is None:
            raise NotUnderstood(
                "no comment that counts now has this Id: its form was withdrawn, or another takes"
                " its place."
            )
        for header in (layout.COMMENT, layout.WORDS):
            words = letters_of(row.get(header))
            if words and words not in letters_of(comment.text):
                raise NotUnderstood(
                    f"the words under {header} are not those of the comment with this Id; the sheet"
                    " may have been sorted without its last column."
                )

    # Themes.

    def _of_themes(self, row: FilledRow, key: Key) -> _Decided | None:
        blind = layout.BLIND_N.format(1) in row.headers
        header = layout.BLIND_N if blind else layout.THEME_N
        cells = row.numbered(header)
        checked = row.get(layout.CHECKED)
        marked = layout.in_any_order(cells, checked)
        must_be_plain(row, _numbered(header))
        must_be_plain(row, [layout.CHECKED])
        if not cells or key.left_as_it_was(layout.THEMES, marked):
            return None
        if len(cells) < key.theme_columns:
            raise NotUnderstood(f"the sheet lacks a column of themes ({key.theme_columns} it had).")
        chosen = self._themes.chosen(cells, row.numbered(layout.PROPOSAL_N))
        is_checked = _yes(checked, layout.CHECKED)
        return self._decided_themes(row, key, chosen, is_checked, blind=blind)

    def _decided_themes(
        self,
        row: FilledRow,
        key: Key,
        chosen: frozenset[str] | None,
        checked: bool,
        *,
        blind: bool,
    ) -> _Decided | None:
        """Return what theme cells decide that are no longer as they were; `chosen` None: blank."""
        decided = key.about in self._last["themes"]
        before = self._held.shown.get(key.about, frozenset())
        taken_back = _Decided(TAKEN_BACK, row.where)
        if layout.CHECKED not in row.headers:
            if chosen is None:
                return taken_back if decided else None
        elif not checked:
            same = (chosen or frozenset()) == before
            if decided and (chosen is None or same):
                return taken_back
            # Without its mark nobody knows whether it was changed.
            if same and not key.has_mark(layout.THEMES):
                return None
        return _Decided(" ".join(sorted(chosen or ())), row.where, blind=blind)

    def _touched_belongs(self, row: FilledRow, key: Key) -> str:
        cell = row.get(layout.BELONGS_HEADER)
        must_be_plain(row, [layout.BELONGS_HEADER])
        if not cell or key.left_as_it_was(layout.BELONGS, [cell]):
            return ""
        return layout.YES if _yes_or_no(cell) else layout.NO

    def _take_belongs(self, row: FilledRow, key: Key, said: str) -> None:
        names = [name for name in row.get(layout.ALL_THEMES).split(layout.BETWEEN.strip()) if name]
        there = self._themes.chosen(names, ()) if names else None
        before = there if there is not None else self._held.shown.get(key.about, frozenset())
        self._shown_there.setdefault(key.about, (before, row.where))
        if said == layout.NO:
            self._out.setdefault(key.about, set()).add(key.theme)

    # Direction and quotes.

    def _of_direction(self, row: FilledRow, key: Key) -> _Decided | None:
        cell = row.get(layout.DIRECTION_HEADER)
        must_be_plain(row, [layout.DIRECTION_HEADER])
        if layout.DIRECTION_HEADER not in row.headers or key.left_as_it_was(
            layout.DIRECTION, [cell]
        ):
            return None
        if not cell:
            decided = key.about in self._last["direction"]
            return _Decided(TAKEN_BACK, row.where) if decided else None
        for value, label in layout.DIRECTIONS.items():
            if folded(cell) in (folded(label), value):
                return _Decided(value, row.where)
        raise NotUnderstood(f"'{shown(cell)}' is none of {', '.join(layout.DIRECTIONS.values())}.")

    def _of_quote(self, row: FilledRow, key: Key) -> _Decided | None:
        said, wording = row.get(layout.DECISION), row.get(layout.WORDING)
        must_be_plain(row, [layout.DECISION, layout.WORDING])
        if layout.DECISION not in row.headers or key.left_as_it_was(layout.QUOTE, (said, wording)):
            return None
        if not said:
            if wording:
                raise NotUnderstood(f"choose {layout.CONFIRM} beside your wording.")
            decided = key.about in self._last["quote"]
            return _Decided(TAKEN_BACK, row.where) if decided else None
        theme = self._themes.known(key.theme)
        if folded(said) in (folded(layout.REFUSE), "no", REFUSED):
            return _Decided(REFUSED, row.where, theme)
        if folded(said) not in (folded(layout.CONFIRM), "yes", CONFIRMED):
            raise NotUnderstood(f"'{shown(said)}' is neither {layout.CONFIRM} nor {layout.REFUSE}.")
        return self._confirmed(row, key, wording, theme)

    def _confirmed(self, row: FilledRow, key: Key, wording: str, theme: str) -> _Decided:
        comment = self._held.comments.get(key.about)
        if comment is not None and key.about not in self._held.may_be_quoted:
            raise NotUnderstood(
                "it can't be printed: its writer did not agree, or personal data was found in it."
            )
        original = row.get(layout.WORDS) or (comment.text if comment else "")
        text = wording or original
        if found := findings(text):
            raise NotUnderstood(f"the words to print may hold personal data ({', '.join(found)}).")
        same = not wording or letters_of(wording) == letters_of(original)
        return _Decided(CONFIRMED if same else EDITED, row.where, theme, text)

    def lines(self) -> Iterator[CodingLine]:
        """Yield what was decided and is not in codings.csv already."""
        for comment, (shown_there, where) in self._shown_there.items():
            left = shown_there - self._out.get(comment, set())
            decided = _Decided(" ".join(sorted(left)), where)
            # What the sheet of all comments says of one is said of all its themes.
            self._made.setdefault(("themes", comment), decided)
        for (kind, comment), decided in self._made.items():
            line = self._who.line(
                kind=kind,
                comment=comment,
                theme=decided.theme,
                value=decided.value,
                text=decided.text,
                blind=decided.blind,
            )
            if not self._is_said(kind, comment, decided):
                yield line

    def _is_said(self, kind: str, comment: str, decided: _Decided) -> bool:
        last = self._last[kind].get(comment)
        if last is None:
            return decided.value == TAKEN_BACK
        if kind == "themes" and decided.value != TAKEN_BACK:
            merged = self._held.changes.merged
            given = frozenset(merged.get(theme, theme) for theme in decided.value.split())
            return given == themes_in(last, merged)
        return decided.is_as(last)


def _numbered(header: str) -> Iterator[str]:
    return (header.format(number) for number in range(1, 100))


def _yes(cell: str, header: str) -> bool:
    if not cell:
        return False
    if folded(cell) not in ("yes", "y", "x"):
        raise NotUnderstood(f"'{shown(cell)}' under {header} is not {layout.YES}.")
    return True


def _yes_or_no(cell: str) -> bool:
    if folded(cell) in ("yes", "y", "x"):
        return True
    if folded(cell) in ("no", "n"):
        return False
    raise NotUnderstood(f"'{shown(cell)}' is neither {layout.YES} nor {layout.NO}.")
