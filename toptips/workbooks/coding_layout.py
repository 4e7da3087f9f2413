"""What stands where in the coding workbook: its sheets' headers, and the last cell of each row.

What writes the workbook and what reads it back share this alone. Rows are known by their last
cell: what the row is about, then for each group of cells that a person fills in a mark made from
what stood in them. A group whose mark is still that of its cells was left as it was, however the
sheet was sorted, filtered or cut since.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

ID = "Id"
# The groups of cells that a person fills in. COLUMNS says how many hold themes.
THEMES, DIRECTION, QUOTE, BELONGS, DROP, CODEBOOK, COLUMNS = "tdqbkcn"
GROUPS = (THEMES, DIRECTION, QUOTE, BELONGS, DROP, CODEBOOK, COLUMNS)
# What rows that are about no comment begin with.
OF_KEYWORD, OF_THEME = "keyword", "theme"

COMMENT, ABOUT, WHOSE, WORDS = "Comment", "About", "Whose", "Words"
DECISION, WORDING = "Print it?", "Your wording"
THEME = "Theme"
THEME_N, BLIND_N = "Theme {}", "Blind theme {}"
PROPOSAL_N = "Proposal {}"
CHECKED, DIRECTION_HEADER = "Checked", "Direction"
BELONGS_HEADER, ALL_THEMES = "Right?", "All its themes"
KEYWORD, DROP_HEADER = "Keyword", "Drop it?"
NEW_NAME, MERGE, SPLIT, SPLIT_KEYWORDS = "New name", "Merge into", "Split off as", "Its keywords"
ADD_KEYWORDS, MEMO, BELONGS_IN = "More keywords", "Memo", "What belongs here"

YES, NO = "Yes", "No"
CONFIRM, REFUSE = "Print", "Refuse"
DROP_IT = "Drop"
NO_THEME = "No theme"
NEW = "new:"
DIRECTIONS = {
    "strength": "What works",
    "barrier": "What gets in the way",
    "mixed": "Both",
    "neither": "Neither",
}
# How several names stand in one cell.
BETWEEN = "; "
CODER, ROLE = "Coder (1 or 2)", "Your role"

_COMMENT_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Key:
    """The last cell of a row: what it is about, and the marks of its cells by group.

    `about` is a comment's id, OF_KEYWORD or OF_THEME; `theme` a theme's id, where there is one.
    """

    about: str
    theme: str = ""
    marks: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        marks = (f"{group}:{mark}" for group, mark in self.marks)
        return " ".join(filter(None, (self.about, self.theme, *marks)))

    @property
    def is_of_comment(self) -> bool:
        """Whether its row is about a comment."""
        return _COMMENT_ID.fullmatch(self.about) is not None

    @property
    def theme_columns(self) -> int:
        """How many columns of themes its row had."""
        said = dict(self.marks).get(COLUMNS, "")
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 0

    def has_mark(self, group: str) -> bool:
        """Say whether it says what stood in the cells of a group."""
        return group in dict(self.marks)

    def left_as_it_was(self, group: str, values: Iterable[str]) -> bool:
        """Say whether the cells of a group still hold what was written into them."""
        return dict(self.marks).get(group) == mark_of(values)


def key_in(text: str) -> Key | None:
    """Return what the last cell of a row says; None for what is no such cell."""
    words = text.split()
    named = [word for word in words if ":" not in word]
    marks = tuple(
        (group, mark)
        for group, _, mark in (word.partition(":") for word in words if ":" in word)
        if group in GROUPS
    )
    if not named or len(named) > 2:
        return None
    key = Key(named[0].casefold(), named[1] if len(named) > 1 else "", marks)
    return key if key.is_of_comment or key.about in (OF_KEYWORD, OF_THEME) else None


def mark_of(values: Iterable[str]) -> str:
    """Return a mark of what stands in some cells, whatever spaces a program adds or takes."""
    text = "\x1f".join(" ".join(value.split()) for value in values)
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:6]


def theme_marks(themes: Iterable[str], checked: str = "") -> tuple[tuple[str, str], ...]:
    """Return the marks of cells that hold themes, in whatever order, and of the one beside them."""
    cells = list(themes)
    return (THEMES, mark_of(in_any_order(cells, checked))), (COLUMNS, str(len(cells)))


def in_any_order(themes: Iterable[str], checked: str = "") -> tuple[str, ...]:
    """Return what a mark of themes is made from."""
    return (*sorted(filter(None, themes)), checked)


def letters_of(text: str) -> str:
    """Return a text by its letters and digits alone, to find out whether two are the same words."""
    return "".join(filter(str.isalnum, text)).casefold()
