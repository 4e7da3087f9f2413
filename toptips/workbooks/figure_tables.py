"""tables.xlsx: the report's figures as tables; each of its numbers stands in analysis.json, too."""

from __future__ import annotations

from collections.abc import Iterator

from toptips.analysis.figures import Figures
from toptips.analysis.terms import Terms
from toptips.workbooks import item_tables, word_tables
from toptips.workbooks.published import HIDDEN, Published
from toptips.workbooks.table_sheets import write_tables


def write_figure_tables(figures: Figures) -> bytes:
    """Return the workbook of everything that may be published of a workshop."""
    published, terms = Published(figures), figures.terms
    tables = [
        word_tables.took_part(published),
        word_tables.answered_by(published),
        *item_tables.tables(published),
        *word_tables.tables(published),
        word_tables.method(published),
    ]
    status = "Draft" if figures.edition is None else f"Edition {figures.edition.number}"
    title = f"{terms.title or figures.workshop}: the figures"
    return write_tables(tables, title, tuple(_notes(status, terms)))


def _notes(status: str, terms: Terms) -> Iterator[str]:
    yield f"{status}. {terms.framework_title}, version {terms.framework_version}."
    yield (
        f"What fewer than {terms.smallest_group} people said is not shown, nor what could be worked"
        f" out from the rest. '{HIDDEN.capitalize()}' is no 0."
    )
    yield "An empty cell: there is no such figure, since nobody was asked, or too few answered."
