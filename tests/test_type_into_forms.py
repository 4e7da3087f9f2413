"""LibreOffice types an answer where its code is, in a row of its own or in a grid."""

from __future__ import annotations

from pathlib import Path

import docx

from tests.support import libreoffice
from tests.support.word_files import open_word

ROWS = [["Question", "Answer"], ["0a Your label", ""], ["2b What works well?", ""]]
GRID = [["Tip", "a Score", "d Who could change this?"], ["2 Early planning", "", ""]]


def test_an_answer_goes_into_its_row_or_where_number_and_letter_meet(tmp_path: Path) -> None:
    form = docx.Document()
    for rows in (GRID, ROWS):
        table = form.add_table(len(rows), len(rows[0]))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
        form.add_paragraph("Between two tables")
    form.save(str(tmp_path / "form.docx"))
    answers = {"2a": "4", "2d": "Ours", "2b": "The call", "0a": "jk"}
    saved = libreoffice.type_into(tmp_path / "form.docx", tmp_path / "back.docx", answers)
    assert open_word(saved).tables == [
        [GRID[0], ["2 Early planning", "4", "Ours"]],
        [ROWS[0], ["0a Your label", "jk"], ["2b What works well?", "The call"]],
    ]
