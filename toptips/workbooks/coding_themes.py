"""What a coding workbook that came back says of themes: by which names, and how to change them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from toptips.analysis.coding import Changed
from toptips.errors import TopTipsError
from toptips.model.codebook import Codebook, Theme
from toptips.model.codings import ADDED, DROPPED, LONGEST_NAME, TAKEN_BACK, is_name
from toptips.model.ids import id_from
from toptips.model.misread import shown
from toptips.model.mistakes import close
from toptips.model.personal_data import findings
from toptips.model.yaml_file import folded
from toptips.workbooks import coding_layout as layout
from toptips.workbooks.coding_layout import Key
from toptips.workbooks.coding_reader import FilledRow

# The parts of a line of codings.csv.
Parts = dict[str, Any]
_FILLED_IN = (
    layout.BELONGS_IN, layout.NEW_NAME, layout.MERGE, layout.SPLIT, layout.SPLIT_KEYWORDS,
    layout.ADD_KEYWORDS, layout.MEMO,
)  # fmt: skip


class NotUnderstood(TopTipsError):
    """A row says what nobody can act on. Its text says what, and what to do."""


def must_be_plain(row: FilledRow, headers: Iterable[str]) -> None:
    """Raise NotUnderstood where a cell is not just what a person typed: a formula, an error."""
    for header in headers if row.doubts else ():
        if doubt := row.doubts.get(header):
            raise NotUnderstood(f"of the cell under {header}: {doubt}. Type the words themselves.")


class Themes:
    """The themes by all names under which people may know them, and those that they make.

    `made` are the lines for themes that were made in cells of comments.
    """

    def __init__(self, changes: Changed, original: Codebook) -> None:
        self._by_name: dict[str, str] = {}
        self._ids = {theme.id for theme in changes.before}
        self._as_written = [theme.name for theme in changes.codebook.themes if not theme.fallback]
        for themes in (original.themes, changes.before):
            for theme in themes:
                self._by_name[folded(theme.name)] = theme.id
        self.made: list[Parts] = []
        self._may_make = True

    def known(self, theme: str) -> str:
        """Return a theme's id where there is one of it, else nothing."""
        return theme if theme in self._ids else ""

    def named(self, name: str) -> str:
        """Return the id of the theme of this name, or of this id; nothing if there is none."""
        called = folded(name)
        return self._by_name.get(called, called if called in self._ids else "")

    def make(self, name: str) -> str:
        """Return the id of a theme that is new, or of the one that is called so already."""
        name = " ".join(name.split())
        if not is_name(name):
            raise NotUnderstood(
                f"'{shown(name)}' is no name for a theme: write one line of {LONGEST_NAME} signs at"
                " most."
            )
        if known := self.named(name):
            return known
        made = id_from(name, "theme", taken=self._ids)
        self._ids.add(made)
        self._by_name[folded(name)] = made
        return made

    def rename(self, theme: str, name: str) -> None:
        """Know a theme by a further name."""
        self._by_name[folded(name)] = theme

    def chosen(self, cells: Sequence[str], proposals: Sequence[str]) -> frozenset[str] | None:
        """Return the themes that cells name; None where all are blank.

        A number stands for the proposal of that number. Raises NotUnderstood for a name that is
        none, and where "No theme" stands beside a theme.
        """
        filled = [cell for cell in cells if cell.strip()]
        found = {self._theme_in(cell.strip(), proposals) for cell in filled}
        if len(found) > 1 and "" in found:
            raise NotUnderstood(f"'{layout.NO_THEME}' stands beside a theme; clear either.")
        return frozenset(found - {""}) if filled else None

    def _theme_in(self, cell: str, proposals: Sequence[str]) -> str:
        """Return the theme that a cell names, nothing for none."""
        called = folded(cell)
        if called == folded(layout.NO_THEME):
            return ""
        if called.startswith(layout.NEW):
            return self._made_in_a_cell(cell[len(layout.NEW) :])
        if re.fullmatch(r"[1-9]", called) and proposals:
            number = int(called)
            name = proposals[number - 1] if number <= len(proposals) else ""
            if not name:
                raise NotUnderstood(f"there is no proposal {number} beside it.")
            cell = name
        if not (theme := self.named(cell)):
            alike = close(cell, self._as_written)
            meant = f" Did you mean '{alike}'?" if alike else ""
            raise NotUnderstood(
                f"no theme is called '{shown(cell)}'.{meant} Choose one from the list; for a new"
                f" one type '{layout.NEW}' and its name."
            )
        return theme

    def _made_in_a_cell(self, name: str) -> str:
        before = set(self._ids)
        theme = self.make(name)
        if theme not in before:
            self.made.append({"kind": "theme", "theme": theme, "value": " ".join(name.split())})
            if not self._may_make:
                raise NotUnderstood(NOT_FOR_THE_SECOND)
        return theme

    def unmake(self, number: int) -> None:
        """Take back the themes that were made in cells since there were so many."""
        for parts in self.made[number:]:
            self._ids.discard(parts["theme"])
            self._by_name.pop(folded(parts["value"]), None)
        del self.made[number:]

    def only_known(self) -> None:
        """Take no new themes from now on."""
        self._may_make = False


NOT_FOR_THE_SECOND = (
    "the codebook is the first coder's to change. Agree it with them, and change it in their"
    " workbook."
)


class CodebookTaking:
    """Takes rows about themes and keywords, one after another."""

    def __init__(self, themes: Themes, changes: Changed, coder: int) -> None:
        self._themes, self._changes, self._coder = themes, changes, coder
        self._now = {theme.id: theme for theme in changes.before}
        self._lines: list[Parts] = []
        if coder != 1:
            themes.only_known()

    def take(self, row: FilledRow) -> None:
        """Take what a row decides. Raises NotUnderstood, and then nothing of it is taken."""
        key = row.key
        if key is not None and key.about == layout.OF_KEYWORD:
            self._add(self._of_keyword(row, key))
        elif key is not None and key.about == layout.OF_THEME:
            self._add(self._of_theme(row, key))
        elif key is None and layout.MERGE in row.headers:
            self._add(self._new_theme(row))
        elif key is None and any(row.get(header) for header in _of_comments(row)):
            raise NotUnderstood(f"its last cell, {layout.ID}, is no longer what it was.")

    def made(self) -> list[Parts]:
        """Return the lines that were made, in their order."""
        return self._lines

    def _add(self, lines: Iterable[Parts]) -> None:
        found = list(lines)
        if found and self._coder != 1:
            raise NotUnderstood(NOT_FOR_THE_SECOND)
        self._lines += found

    def _of_keyword(self, row: FilledRow, key: Key) -> Iterator[Parts]:
        cell, keyword = row.get(layout.DROP_HEADER), " ".join(row.get(layout.KEYWORD).split())
        must_be_plain(row, [layout.DROP_HEADER])
        if layout.DROP_HEADER not in row.headers or key.left_as_it_was(layout.DROP, [cell]):
            return
        theme = self._theme_of(key)
        if cell and folded(cell) not in (folded(layout.DROP_IT), "yes", "x"):
            raise NotUnderstood(f"'{shown(cell)}' is not {layout.DROP_IT}.")
        here = {folded(known) for known in theme.keywords}
        if bool(cell) == (folded(keyword) in here):
            yield _keyword(theme.id, keyword, DROPPED if cell else ADDED)

    def _theme_of(self, key: Key) -> Theme:
        theme = self._now.get(key.theme)
        if theme is None:
            raise NotUnderstood(f"the codebook has no theme '{shown(key.theme)}'.")
        return theme

    def _of_theme(self, row: FilledRow, key: Key) -> Iterator[Parts]:
        cells = [row.get(header) for header in _FILLED_IN]
        must_be_plain(row, _FILLED_IN)
        if layout.MERGE not in row.headers or key.left_as_it_was(layout.CODEBOOK, cells):
            return
        theme = self._theme_of(key)
        yield from self._renamed(theme, row.get(layout.NEW_NAME))
        yield from self._merged(theme, row.get(layout.MERGE))
        yield from self._split(theme, row)
        yield from self._more_keywords(theme, theme.id, row.get(layout.ADD_KEYWORDS))
        yield from self._memo(theme.id, row.get(layout.MEMO))

    def _renamed(self, theme: Theme, name: str) -> Iterator[Parts]:
        name = " ".join(name.split())
        if not name or name == theme.name:
            return
        if not is_name(name) or self._themes.named(name) not in ("", theme.id):
            raise NotUnderstood(
                f"no theme can be called '{shown(name)}': another is, or it is long."
            )
        self._themes.rename(theme.id, name)
        yield {"kind": "rename", "theme": theme.id, "text": name}

    def _merged(self, theme: Theme, name: str) -> Iterator[Parts]:
        now = self._changes.merged.get(theme.id, "")
        into = self._themes.named(name) if name else ""
        if name and into in ("", theme.id):
            raise NotUnderstood(f"it can't be merged into '{shown(name)}': choose another theme.")
        if self._changes.merged.get(into, into) != now:
            value = into or TAKEN_BACK
            yield {"kind": "merge", "theme": theme.id, "value": value}

    def _split(self, theme: Theme, row: FilledRow) -> Iterator[Parts]:
        name, keywords = row.get(layout.SPLIT), row.get(layout.SPLIT_KEYWORDS)
        if not name:
            if keywords:
                raise NotUnderstood(f"name the new theme under {layout.SPLIT}.")
            return
        is_new = not self._themes.named(name)
        new = self._themes.make(name)
        if new == theme.id:
            raise NotUnderstood(
                f"a theme can't be split off as '{shown(name)}', which it is called."
            )
        if is_new:
            yield {"kind": "split", "theme": theme.id, "value": new, "text": " ".join(name.split())}
        moved = {folded(keyword) for keyword in _phrases(keywords)}
        for keyword in theme.keywords:
            if folded(keyword) in moved:
                yield _keyword(theme.id, keyword, DROPPED)
        yield from self._more_keywords(self._now.get(new), new, keywords)

    def _more_keywords(self, theme: Theme | None, theme_id: str, cell: str) -> Iterator[Parts]:
        here = {folded(known) for known in theme.keywords} if theme else set()
        for keyword in _phrases(cell):
            if folded(keyword) not in here:
                yield _keyword(theme_id, keyword, ADDED)

    def _memo(self, theme: str, memo: str) -> Iterator[Parts]:
        if found := findings(memo):
            raise NotUnderstood(f"the memo may hold personal data ({', '.join(found)}).")
        if " ".join(memo.split()) != " ".join(self._changes.memos.get(theme, "").split()):
            yield {"kind": "memo", "theme": theme, "text": memo}

    def _new_theme(self, row: FilledRow) -> Iterator[Parts]:
        name = row.get(layout.THEME) or row.get(layout.NEW_NAME)
        rest = [row.get(header) for header in _FILLED_IN if header != layout.NEW_NAME]
        if not name:
            if any(rest):
                raise NotUnderstood(f"write the new theme's name under {layout.THEME}.")
            return
        must_be_plain(row, (layout.THEME, *_FILLED_IN))
        if row.get(layout.MERGE) or row.get(layout.SPLIT):
            raise NotUnderstood("a theme that is new can't be merged or split yet.")
        if self._coder != 1:
            raise NotUnderstood(NOT_FOR_THE_SECOND)
        known = self._themes.named(name)
        theme = self._themes.make(name)
        if not known:
            description = row.get(layout.BELONGS_IN)
            name = " ".join(name.split())
            yield {"kind": "theme", "theme": theme, "value": name, "text": description}
        keywords = row.get(layout.ADD_KEYWORDS) or row.get(layout.SPLIT_KEYWORDS)
        yield from self._more_keywords(self._now.get(theme), theme, keywords)
        yield from self._memo(theme, row.get(layout.MEMO))


def _of_comments(row: FilledRow) -> Iterator[str]:
    """Yield the headers of the cells in which a person decides about comments."""
    inputs = (
        layout.DECISION, layout.WORDING, layout.CHECKED, layout.BELONGS_HEADER, layout.DROP_HEADER,
    )  # fmt: skip
    numbered = (
        header.format(number)
        for header in (layout.THEME_N, layout.BLIND_N)
        for number in range(1, 100)
    )
    yield from (header for header in (*inputs, *numbered) if header in row.headers)


def _keyword(theme: str, keyword: str, value: str) -> Parts:
    return {"kind": "keyword", "theme": theme, "text": keyword, "value": value}


def _phrases(cell: str) -> list[str]:
    """Return the keywords in a cell; raises NotUnderstood for what can't be one."""
    found = [" ".join(phrase.split()) for phrase in re.split(r"[;\n]", cell)]
    for phrase in filter(None, found):
        words = phrase.split()
        if not any(map(str.isalnum, phrase)) or any(
            "*" in word[:-1] or word == "*" for word in words
        ):
            raise NotUnderstood(
                f"'{shown(phrase)}' is no keyword: it needs a letter, and * only at a word's end."
            )
    return list(dict.fromkeys(filter(None, found)))
