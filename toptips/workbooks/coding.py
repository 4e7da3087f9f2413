"""The coding workbook: what a person confirms, corrects and decides about comments.

It opens on what pays most in an hour: quotes to confirm, then comments without a theme. All else
comes with `more`, in `coding_more`.
"""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from toptips.analysis.checking import CheckedComment
from toptips.workbooks import coding_layout as layout
from toptips.workbooks.coding_cells import Column, Lists, TableRow, put_answer, put_table, put_title
from toptips.workbooks.coding_layout import Key, mark_of
from toptips.workbooks.coding_more import (
    write_all_comments,
    write_apart,
    write_codebook,
    write_disagreements,
    write_how_to,
    write_keywords,
    write_themes,
)
from toptips.workbooks.coding_told import ToCode
from toptips.workbooks.package import clean, finish

QUOTES, UNCODED = "1 Quotes, 10 minutes", "2 No theme, 40 minutes"
PROPOSALS = 3


def write_coding(to_code: ToCode) -> bytes:
    """Return the coding workbook."""
    workbook = Workbook()
    quotes = workbook.active
    assert isinstance(quotes, Worksheet)  # a new workbook has one
    quotes.title = QUOTES
    lists = Lists(workbook)
    _write_quotes(quotes, to_code, lists)
    _write_uncoded(workbook.create_sheet(UNCODED), to_code, lists)
    if to_code.more:
        write_apart(workbook, to_code, lists)
        write_all_comments(workbook, to_code, lists)
        write_keywords(workbook, to_code, lists)
        write_codebook(workbook, to_code, lists)
        write_disagreements(workbook, to_code, lists)
        write_themes(workbook, to_code, lists)
    write_how_to(workbook, to_code)
    lists.write()
    workbook.properties.title = clean(f"{to_code.title}: comments to check")
    return finish(workbook)


def _write_quotes(sheet: Worksheet, to_code: ToCode, lists: Lists) -> None:
    lines = (
        f"Choose {layout.CONFIRM} or {layout.REFUSE}: nothing is printed before you choose. To"
        f" shorten a quote, or to leave out what gives somebody away, write it anew under"
        f" {layout.WORDING}.",
        "This workbook is yours alone, for it holds people's own words: do not pass it on, and"
        f" delete it by {to_code.delete_by}. When you have filled it in, save it and run:"
        " toptips themes import",
    )
    row = put_title(sheet, "1 Quotes: 10 minutes", lines)
    put_answer(sheet, row, layout.ROLE, to_code.role)
    put_answer(sheet, row + 1, layout.CODER, str(to_code.coder))
    if not to_code.candidates:
        put_title(sheet, "1 Quotes: nothing to confirm yet", lines)
    columns = (
        Column(layout.THEME, 22),
        Column(layout.WORDS, 60),
        Column(layout.DECISION, 11, True, (layout.CONFIRM, layout.REFUSE)),
        Column(layout.WORDING, 44, True),
        Column(layout.WHOSE, 18),
        Column(layout.ABOUT, 30),
        Column("Look closely", 22),
    )
    put_table(sheet, row + 3, columns, list(_quotes(to_code)), lists)


def _quotes(to_code: ToCode) -> Iterator[TableRow]:
    for candidate in to_code.candidates:
        comment = candidate.comment
        decision = to_code.decision_on(comment.id)
        key = Key(comment.id, candidate.theme, ((layout.QUOTE, mark_of(decision)),))
        yield TableRow(
            (
                to_code.name_of.get(candidate.theme) or to_code.about_of(comment),
                candidate.sentence,
                *decision,
                to_code.whose(comment),
                to_code.about_of(comment),
                "Reads like one person's story" if candidate.story else "",
            ),
            str(key),
        )


def _write_uncoded(sheet: Worksheet, to_code: ToCode, lists: Lists) -> None:
    uncoded = [row for row in to_code.rows if row.is_uncoded]
    lines = (
        "In these comments no theme was found, the longest first. Choose up to three themes from"
        " the list, or type 1, 2 or 3 for the proposal of that number.",
        f"Where none fits choose '{layout.NO_THEME}'. For a theme that is missing type"
        f" '{layout.NEW}' and its name. Leave blank what you have not looked at.",
    )
    title = "2 Comments without a theme: 40 minutes. You may stop here."
    row = put_title(
        sheet, title if uncoded else "2 Comments without a theme: there are none", lines
    )
    columns = (
        Column(layout.COMMENT, 70),
        Column(layout.ABOUT, 30),
        *(Column(layout.PROPOSAL_N.format(number), 20) for number in range(1, PROPOSALS + 1)),
        *(
            Column(layout.THEME_N.format(number), 22, True, to_code.choices, free=True)
            for number in range(1, PROPOSALS + 1)
        ),
    )
    put_table(sheet, row + 1, columns, [_uncoded(found, to_code) for found in uncoded], lists)


def _uncoded(row: CheckedComment, to_code: ToCode) -> TableRow:
    comment = row.comment
    proposed = [to_code.name_of[theme] for theme in row.proposed[:PROPOSALS]]
    proposed += [""] * (PROPOSALS - len(proposed))
    key = Key(comment.id, "", layout.theme_marks([""] * PROPOSALS))
    texts = (comment.text, to_code.about_of(comment), *proposed, *[""] * PROPOSALS)
    return TableRow(texts, str(key))
