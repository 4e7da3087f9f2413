"""Workshops' folders with comments to code, and hands that fill in the coding workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.folders import TIPS, make_folder
from toptips import workflow
from toptips.model.codings import Codings, load_codings
from toptips.model.responses import Response, read_responses, write_responses

DAY = date(2018, 9, 20)
THEMES: tuple[dict[str, Any], ...] = (
    {"id": "housing", "name": "Housing", "keywords": ["housing", "homeless*"]},
    {"id": "carers", "name": "Carers", "keywords": ["carer*", "family"]},
    {"id": "records", "name": "Shared records", "keywords": ["record*", "shared"]},
    {"id": "rest", "name": "Anything else", "fallback": True},
)
# Organisations of two sectors, in pairs: both may be named.
WHO = ("mh-trust", "acute-trust", "council", "district")

# What the small workshops of the tests say, and how the names of the sheets begin.
LONG = "Nobody tells the ward anything at all until the very last day of somebody's stay here"
SHORT = "We wait and wait"
HOUSING = "There is no housing for them"
BOTH = "A shared record, and no housing"
COMMENTS = (LONG, SHORT, HOUSING, BOTH)
UNCODED, ALL, QUOTES, BOOK, WORDS = "2 No theme", "4 All", "1 Quotes", "6 Codebook", "5 Keywords"


def codebook(themes: Sequence[dict[str, Any]] = THEMES) -> dict[str, Any]:
    """A codebook of three themes and a catch-all."""
    described = [
        {"description": f"What is said of it: {theme['name']}.", **theme} for theme in themes
    ]
    return {"format": 1, "id": "small", "themes": described}


def coding_folder(folder: Path, comments: Sequence[str], *, quote: str = "sector") -> Path:
    """A workshop's folder in which each of these comments is a form's answer to question c."""
    make_folder(folder, framework_changes={"codebook": "small"})
    books = folder / "frameworks" / "codebooks"
    books.mkdir()
    (books / "small.yaml").write_text(yaml.safe_dump(codebook()), encoding="utf-8")
    add_comments(folder, comments, quote=quote)
    return folder


def add_comments(folder: Path, comments: Sequence[str], *, quote: str = "sector") -> None:
    """Let further forms come back, each with a comment."""
    path = folder / "responses.csv"
    before = read_responses(path) if path.exists() else []
    more = [
        Response(
            id=f"{number:012x}",
            form="self-assessment",
            partner=WHO[number % len(WHO)],
            partner_name=WHO[number % len(WHO)],
            sector="NHS" if number % len(WHO) < 2 else "Local authority",
            respondent=f"word {number}",
            quote=quote,
            answers={
                (TIPS[number % len(TIPS)], "score"): "3",
                (TIPS[number % len(TIPS)], "barriers"): text,
            },
        )
        for number, text in enumerate(comments, len(before) + 1)
    ]
    path.write_bytes(write_responses([*before, *more], []))


def codings(folder: Path) -> Codings:
    """What codings.csv says."""
    return load_codings(folder / "codings.csv")


def said(folder: Path, kind: str, coder: int = 1) -> dict[str, str]:
    """What holds of one kind, by the comments' texts: themes as ids with spaces between them."""
    texts = {comment: text for text, comment in ids(folder).items()}
    return {
        texts[comment]: line.value for comment, line in codings(folder).last(kind, coder).items()
    }


def ids(folder: Path) -> dict[str, str]:
    """The ids of the comments by their texts."""
    from toptips.model.answered import Answered

    responses = read_responses(folder / "responses.csv")
    return {comment.text: comment.id for comment in Answered.of(responses).comments}


@dataclass
class Filled:
    """A coding workbook in the hands of a person."""

    path: Path
    workbook: Workbook

    @classmethod
    def exported(cls, folder: Path, **options: Any) -> Filled:
        """Export a workbook and open it."""
        done = workflow.export_codings(folder, **options)
        return cls(done.workbook, load_workbook(done.workbook))

    def sheet(self, name: str) -> Worksheet:
        """The sheet whose name begins so."""
        return next(sheet for sheet in self.workbook if sheet.title.startswith(name))

    def rows(self, name: str) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows under the headers of a sheet, with their numbers, cells by header."""
        sheet = self.sheet(name)
        first, headers = header_of(sheet)
        for number in range(first + 1, sheet.max_row + 1):
            cells = {
                header: str(sheet.cell(number, column).value or "")
                for header, column in headers.items()
            }
            if any(cells.values()):
                yield number, cells

    def cells(self, name: str, words: str) -> dict[str, str]:
        """The cells of the row in which these words stand."""
        return next(cells for _, cells in self.rows(name) if words in _plain(cells))

    def fill(self, name: str, words: str, **cells: Any) -> None:
        """Type into the row in which these words stand; `Theme_1` is the header Theme 1."""
        self.type_into(name, self.number(name, words), **cells)

    def number(self, name: str, words: str) -> int:
        """The number of the row in which these words stand."""
        return next(number for number, cells in self.rows(name) if words in _plain(cells))

    def place(self, name: str, words: str, header: str) -> str:
        """The cell under a header in the row in which these words stand, such as C7."""
        sheet = self.sheet(name)
        return sheet.cell(self.number(name, words), header_of(sheet)[1][header]).coordinate

    def type_into(self, name: str, number: int, **cells: Any) -> None:
        """Type into a row by its number."""
        sheet = self.sheet(name)
        headers = header_of(sheet)[1]
        for header, value in cells.items():
            sheet.cell(number, headers[header.replace("_", " ")]).value = value

    def last_row(self, name: str) -> int:
        """The number of the row after the last that holds anything."""
        return max(number for number, _ in self.rows(name)) + 1

    def save(self, path: Path | None = None) -> Path:
        """Save it, under its own name or another."""
        self.path = path or self.path
        self.workbook.save(self.path)
        return self.path

    def taken(self, folder: Path, **options: Any) -> workflow.Imported:
        """Save it and take it in."""
        return workflow.import_codings(folder, self.save(), today=DAY, **options)


def _plain(cells: dict[str, str]) -> str:
    return " | ".join(cells.values()).replace("\u00ab", "").replace("\u00bb", "")


def header_of(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of headers, and the column of each."""
    for row in range(1, 60):
        headers = {
            str(cell.value): cell.column for cell in sheet[row] if cell.value and cell.column
        }
        if "Id" in headers and len(headers) > 2:
            return row, headers
    raise AssertionError(f"{sheet.title} has no headers")


def themes_of(folder: Path) -> dict[str, int]:
    """How many comments each theme has in the figures, by its name."""
    figures = workflow.analyse(folder).figures
    return {theme.name: theme.comments for theme in figures.themes}
