"""The sheets of the coding workbook for those who have more than an hour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from toptips.analysis.checking import CheckedComment
from toptips.model.codebook import Theme
from toptips.workbooks import coding_layout as layout
from toptips.workbooks.coding_cells import (
    Column,
    Lists,
    TableRow,
    fit_to_page,
    protect,
    put_table,
    put_title,
)
from toptips.workbooks.coding_layout import BETWEEN, Key, mark_of
from toptips.workbooks.coding_told import ToCode, marked, words_found

APART, COMMENTS = "3 Without proposals", "4 All comments"
KEYWORDS, CODEBOOK, DISAGREE, HOW_TO = "5 Keywords", "6 Codebook", "7 Disagreements", "How to use"
# A workbook of more sheets than some forty is not read back.
MOST_THEME_SHEETS = 28
ROWS_FOR_NEW_THEMES = 8
BY_KEYWORDS, BY_A_PERSON = "keywords", "you"
_NOT_IN_A_NAME = re.compile(r"[\\/*?:\[\]']")
YES_OR_NO = (layout.YES, layout.NO)


def _theme_columns(header: str, to_code: ToCode) -> Iterator[Column]:
    for number in range(1, to_code.theme_columns + 1):
        yield Column(header.format(number), 19, True, to_code.choices, free=True)


def write_apart(workbook: Workbook, to_code: ToCode, lists: Lists) -> None:
    """Write the sheet of comments that are coded without seeing what was found in them."""
    sheet = workbook.create_sheet(APART)
    lines = (
        f"These {len(to_code.apart)} comments were drawn by lot. No proposal is shown, so that your"
        " coding tells how far the program agrees with a person. Until you have coded them no"
        " other sheet has them, but for new wordings: these wait on the first sheet to be printed"
        " or refused.",
        f"Choose each comment's themes, or '{layout.NO_THEME}'. Leave blank those that you have not"
        " read.",
    )
    row = put_title(sheet, "3 Comments to code without proposals", lines)
    columns = (
        Column(layout.COMMENT, 70),
        Column(layout.ABOUT, 30),
        *_theme_columns(layout.BLIND_N, to_code),
    )
    put_table(sheet, row + 1, columns, list(_apart(to_code)), lists)


def _apart(to_code: ToCode) -> Iterator[TableRow]:
    for comment in to_code.apart:
        given = to_code.given_blind.get(comment.id)
        themes = to_code.in_columns(given or (), decided=given is not None)
        key = Key(comment.id, "", layout.theme_marks(themes))
        yield TableRow((comment.text, to_code.about_of(comment), *themes), str(key))


def write_all_comments(workbook: Workbook, to_code: ToCode, lists: Lists) -> None:
    """Write the sheet of all comments, in the order in which checking pays most."""
    sheet = workbook.create_sheet(COMMENTS)
    lines = (
        "First those without a theme, then those that rest on one word or phrase, then the rest."
        " Themes in grey italics were found by the program; those upright are yours."
        " Correct them, or choose Yes under Checked where they are right.",
        "To take a theme out, empty its cell. A quote can be printed only where its writer agreed;"
        " else its cells are closed. The text is printed as it stands, or as you put it.",
    )
    row = put_title(sheet, "4 All comments", lines)
    columns = (
        Column(layout.ABOUT, 28),
        Column("Sector", 16),
        Column(layout.COMMENT, 60),
        Column("Words found", 30),
        Column("Coded by", 11),
        *_theme_columns(layout.THEME_N, to_code),
        Column(layout.CHECKED, 10, True, (layout.YES,)),
        Column(layout.DIRECTION_HEADER, 20, True, tuple(layout.DIRECTIONS.values())),
        Column(layout.DECISION, 11, True, (layout.CONFIRM, layout.REFUSE)),
        Column(layout.WORDING, 40, True),
    )
    rows = [_comment(found, to_code) for found in to_code.rows]
    put_table(sheet, row + 1, columns, rows, lists)


def _given_by(row: CheckedComment) -> str:
    """Say who gave a comment its themes, if it has any."""
    if row.decided:
        return BY_A_PERSON
    return BY_KEYWORDS if row.machine else ""


def _comment(row: CheckedComment, to_code: ToCode) -> TableRow:
    comment = row.comment
    themes = to_code.in_columns(row.themes, decided=row.decided)
    checked = layout.YES if row.decided else ""
    direction = layout.DIRECTIONS.get(row.direction, "")
    decision = to_code.decision_on(comment.id)
    marks = (
        *layout.theme_marks(themes, checked),
        (layout.DIRECTION, mark_of([direction])),
        (layout.QUOTE, mark_of(decision)),
    )
    texts = (
        to_code.about_of(comment),
        row.sector,
        comment.text,
        words_found(row, to_code),
        _given_by(row),
        *themes,
        checked,
        direction,
        *decision,
    )
    quotable = comment.id in to_code.may_be_quoted
    return TableRow(
        texts,
        str(Key(comment.id, "", marks)),
        by_machine=not row.decided,
        closed=frozenset() if quotable else frozenset({layout.DECISION, layout.WORDING}),
    )


def write_keywords(workbook: Workbook, to_code: ToCode, lists: Lists) -> None:
    """Write the sheet of keywords: how often each was right, and a cell to drop it."""
    sheet = workbook.create_sheet(KEYWORDS)
    lines = (
        "Found: comments in which it stands. Kept and taken out: what you made of those that you"
        f" checked. Choose {layout.DROP_IT} for a keyword that misleads; it counts no longer, and"
        " emptying the cell brings it back.",
    )
    row = put_title(sheet, "5 Keywords", lines)
    columns = (
        Column(layout.THEME, 30),
        Column(layout.KEYWORD, 30),
        Column("Found", 9),
        Column("Kept", 9),
        Column("Taken out", 11),
        Column(layout.DROP_HEADER, 11, True, (layout.DROP_IT,)),
    )
    put_table(sheet, row + 1, columns, list(_keywords(to_code)), lists)


def _keywords(to_code: ToCode) -> Iterator[TableRow]:
    counted = [
        (of.theme, of.keyword, (of.comments, of.kept, of.rejected)) for of in to_code.keywords
    ]
    dropped = [(theme, keyword, ()) for theme, keyword in sorted(to_code.changes.dropped)]
    for theme, keyword, counts in (*counted, *dropped):
        drop = "" if counts else layout.DROP_IT
        numbers = map(str, counts or ("", "", ""))
        key = Key(layout.OF_KEYWORD, theme, ((layout.DROP, mark_of([drop])),))
        yield TableRow((to_code.name_of.get(theme, theme), keyword, *numbers, drop), str(key))


def write_codebook(workbook: Workbook, to_code: ToCode, lists: Lists) -> None:
    """Write the codebook with cells to rename, merge and split themes, and a memo for each."""
    sheet = workbook.create_sheet(CODEBOOK)
    lines = (
        "A theme that goes into another takes its keywords and codings along; emptying the cell"
        " brings it back. To split one, name the new theme and the keywords that go with it, with"
        " ; between them.",
        "In the empty rows at the end write themes that are missing. A memo says what a theme is"
        " about here; it is printed in the report, so name nobody.",
    )
    row = put_title(sheet, "6 Codebook", lines)
    names = tuple(sorted(theme.name for theme in to_code.codebook.themes))
    columns = (
        Column(layout.THEME, 28, True),
        Column("Comments", 11),
        Column(layout.BELONGS_IN, 50, True),
        Column(layout.NEW_NAME, 26, True),
        Column(layout.MERGE, 26, True, names),
        Column(layout.SPLIT, 26, True),
        Column(layout.SPLIT_KEYWORDS, 30, True),
        Column(layout.ADD_KEYWORDS, 30, True),
        Column(layout.MEMO, 50, True),
    )
    empty = [TableRow(("",) * len(columns), "")] * ROWS_FOR_NEW_THEMES
    rows = [_theme(theme, to_code) for theme in to_code.changes.before]
    put_table(sheet, row + 1, columns, [*rows, *empty], lists)


def _theme(theme: Theme, to_code: ToCode) -> TableRow:
    into = to_code.name_of.get(to_code.changes.merged.get(theme.id, ""), "")
    memo = to_code.changes.memos.get(theme.id, "")
    filled_in = (theme.description, "", into, "", "", "", memo)
    comments = sum(theme.id in row.themes for row in to_code.rows)
    key = Key(layout.OF_THEME, theme.id, ((layout.CODEBOOK, mark_of(filled_in)),))
    closed = frozenset({layout.THEME, layout.BELONGS_IN})
    return TableRow((theme.name, str(comments), *filled_in), str(key), closed=closed)


def write_disagreements(workbook: Workbook, to_code: ToCode, lists: Lists) -> None:
    """Write the sheet of comments that were given different themes, to talk about."""
    sheet = workbook.create_sheet(DISAGREE)
    lines = (
        "Comments that two people, or the program and a person who did not see what it found,"
        " gave different themes. Nothing is filled in here: talk them over, and correct them on"
        " the sheet 4 All comments.",
    )
    row = put_title(sheet, "7 Disagreements", lines)
    columns = (
        Column(layout.COMMENT, 70),
        Column(layout.ABOUT, 30),
        Column("Between", 26),
        Column("First", 36),
        Column("Second", 36),
    )
    put_table(sheet, row + 1, columns, list(_disagreements(to_code)), lists)


def _disagreements(to_code: ToCode) -> Iterator[TableRow]:
    for found in to_code.disagreements:
        who = "The program and a person" if found.with_keywords else "Coder 1 and coder 2"
        first, second = (
            BETWEEN.join(to_code.names(themes)) or layout.NO_THEME
            for themes in (found.first, found.second)
        )
        about = to_code.about_of(found.comment)
        yield TableRow((found.comment.text, about, who, first, second), found.comment.id)


def write_themes(workbook: Workbook, to_code: ToCode, lists: Lists) -> None:
    """Write a sheet for each theme with all its comments, its keywords marked in them."""
    by_theme = {
        theme: [row for row in to_code.rows if theme.id in row.themes]
        for theme in to_code.codebook.themes
        if not theme.fallback
    }
    most_first = sorted(by_theme, key=lambda theme: -len(by_theme[theme]))
    for number, theme in enumerate(most_first[:MOST_THEME_SHEETS], 1):
        if by_theme[theme]:
            name = _NOT_IN_A_NAME.sub(" ", f"T{number} {theme.name}")[:31].strip()
            sheet = workbook.create_sheet(clean_name(name))
            _write_theme(sheet, theme, by_theme[theme], to_code, lists)


def clean_name(name: str) -> str:
    """Return a sheet's name without what no name may hold."""
    return "".join(sign if sign.isprintable() else " " for sign in name)


def _write_theme(
    sheet: Worksheet, theme: Theme, rows: list[CheckedComment], to_code: ToCode, lists: Lists
) -> None:
    lines = (
        " ".join(theme.description.split()),
        "Under Right? choose No where the comment does not belong in this theme (its other themes"
        " stay), Yes where all its themes are right. The words that led to it stand between"
        " \u00ab and \u00bb.",
    )
    row = put_title(sheet, theme.name, lines)
    columns = (
        Column(layout.COMMENT, 80),
        Column(layout.ABOUT, 30),
        Column("Sector", 16),
        Column("Coded by", 11),
        Column(layout.ALL_THEMES, 36),
        Column(layout.BELONGS_HEADER, 9, True, YES_OR_NO),
    )
    put_table(sheet, row + 1, columns, [_of_theme(found, theme, to_code) for found in rows], lists)


def _of_theme(row: CheckedComment, theme: Theme, to_code: ToCode) -> TableRow:
    here = [mention for mention in row.mentions if mention.theme == theme.id]
    key = Key(row.comment.id, theme.id, ((layout.BELONGS, mark_of([""])),))
    texts = (
        marked(row.comment.text, here),
        to_code.about_of(row.comment),
        row.sector,
        BY_A_PERSON if row.decided else BY_KEYWORDS,
        BETWEEN.join(to_code.names(row.themes)),
        "",
    )
    return TableRow(texts, str(key))


def write_how_to(workbook: Workbook, to_code: ToCode) -> None:
    """Write ten lines of explanation."""
    sheet = workbook.create_sheet(HOW_TO)
    put_title(sheet, "How to use this workbook", list(_ten_lines(to_code)))
    sheet.column_dimensions["A"].width = 140
    fit_to_page(sheet)
    protect(sheet)


def _ten_lines(to_code: ToCode) -> Iterator[str]:
    yield "1. An hour is enough: ten minutes for quotes, forty for comments without a theme."
    yield "2. Cells to fill in are pale yellow; all others are closed. There is no password."
    yield "3. What the program found is grey and in italics. What you decide is upright, and stays."
    yield "4. What you leave as it is decides nothing, so that you may stop anywhere."
    yield "5. Filter as you like. Leave the headers and the last column, Id, as they are."
    yield "6. Save it in the workshop's folder and run: toptips themes import"
    yield "7. Your decisions are added to codings.csv. New returns and later runs never undo them."
    yield (
        "8. A second person codes a copy of this workbook, made before you began; it is taken in"
        " with: toptips themes import THEIR-FILE --coder 2"
    )
    yield "9. For all comments, keywords, the codebook and more: toptips themes export --more"
    yield f"10. It holds people's words. Keep it to yourself; delete it by {to_code.delete_by}."
