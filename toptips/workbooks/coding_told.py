"""What the coding workbook is told, and the words in which its cells say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from toptips.analysis.candidates import Candidate
from toptips.analysis.checking import CheckedComment, KeywordCount
from toptips.analysis.coders import Disagreement
from toptips.analysis.coding import Changed
from toptips.analysis.mentions import Mention
from toptips.model.answered import Comment
from toptips.model.codebook import Codebook
from toptips.model.codings import EDITED, REFUSED, CodingLine
from toptips.model.questions import FOCUS_GROUP
from toptips.workbooks.coding_layout import BETWEEN, CONFIRM, NO_THEME, REFUSE

# Signs that mark a keyword in its comment.
OPENS, CLOSES = "\u00ab", "\u00bb"
FEWEST_THEME_COLUMNS = 3


@dataclass(frozen=True)
class ToCode:
    """What a person is to confirm, correct and decide.

    `rows` are comments in the order in which to check them, `apart` those to be coded without any
    proposal, with what the person gave them so far in `given_blind`. `quoted` are the person's
    decisions about quotes, by comment; `may_be_quoted` the comments that their writers agreed to.
    `about` says by item and question what a comment is about, `sector_of` by organisation which
    sector may be named. `delete_by` is a day in words.
    """

    title: str
    delete_by: str
    coder: int
    role: str
    changes: Changed
    rows: Sequence[CheckedComment]
    candidates: Sequence[Candidate]
    quoted: Mapping[str, CodingLine]
    may_be_quoted: Set[str]
    about: Mapping[tuple[str, str], str]
    sector_of: Mapping[str, str]
    apart: Sequence[Comment] = ()
    given_blind: Mapping[str, frozenset[str]] = field(default_factory=dict)
    keywords: Sequence[KeywordCount] = ()
    disagreements: Sequence[Disagreement] = ()
    more: bool = False

    @property
    def codebook(self) -> Codebook:
        """The codebook as people changed it."""
        return self.changes.codebook

    @cached_property
    def name_of(self) -> dict[str, str]:
        """The name of each theme, by its id."""
        return {theme.id: theme.name for theme in self.changes.before}

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen for a theme."""
        proper = sorted(theme.name for theme in self.codebook.themes if not theme.fallback)
        return (NO_THEME, *proper)

    @cached_property
    def theme_columns(self) -> int:
        """How many columns hold themes: enough for the comment with most of them."""
        sets = (*(row.themes for row in self.rows), *self.given_blind.values())
        return max([FEWEST_THEME_COLUMNS, *map(len, sets)])

    def names(self, themes: Iterable[str]) -> tuple[str, ...]:
        """Return the names of themes in the codebook's order."""
        places = {theme.id: place for place, theme in enumerate(self.codebook.themes)}
        known = sorted((theme for theme in themes if theme in places), key=lambda id: places[id])
        return tuple(self.name_of[theme] for theme in known)

    def in_columns(self, themes: Iterable[str], *, decided: bool) -> tuple[str, ...]:
        """Return themes as they fill the columns, "No theme" where that is decided."""
        names = self.names(themes) or ((NO_THEME,) if decided else ())
        return (*names, *[""] * (self.theme_columns - len(names)))

    def about_of(self, comment: Comment) -> str:
        """Say what a comment is about."""
        return self.about.get((comment.item, comment.question), comment.question)

    def whose(self, comment: Comment) -> str:
        """Say whose words they are, as far as they may be printed with it."""
        if comment.form == FOCUS_GROUP:
            return "a focus group"
        if comment.response.quote == "sector":
            return self.sector_of.get(comment.response.partner, "")
        return ""

    def decision_on(self, comment: str) -> tuple[str, str]:
        """Return what a person decided about a quote of a comment, and the wording, if changed."""
        line = self.quoted.get(comment)
        if line is None:
            return "", ""
        if line.value == REFUSED:
            return REFUSE, ""
        return CONFIRM, line.text if line.value == EDITED else ""


def marked(text: str, found: Iterable[Mention]) -> str:
    """Return a text with the words that led to themes between guillemets."""
    marks: list[tuple[int, int]] = []
    for start, end in sorted({(mention.start, mention.end) for mention in found}):
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    parts, reached = [], 0
    for start, end in marks:
        parts += [text[reached:start], OPENS, text[start:end], CLOSES]
        reached = end
    return "".join([*parts, text[reached:]])


def words_found(row: CheckedComment, to_code: ToCode) -> str:
    """Say which words of a comment led to which themes."""
    found: dict[str, list[str]] = {}
    for mention in sorted(row.mentions, key=lambda mention: mention.start):
        words = found.setdefault(mention.theme, [])
        if mention.words not in words:
            words.append(mention.words)
    return BETWEEN.join(
        f"{to_code.name_of[theme]} ({', '.join(words)})"
        for theme, words in found.items()
        if theme in to_code.name_of
    )
