"""Tables on standard output: drawn for a terminal, plain lines of any length for the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toptips.cli.terminal import harmless

if TYPE_CHECKING:
    from rich.console import Console

GAP = "  "


@dataclass(frozen=True)
class PrintedTable:
    """A table: its cells are text; spaces before a cell's text indent it.

    `right`: the columns whose cells stand at the right; `strong`: the rows in bold type.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()


def print_table(table: PrintedTable, console: Console | None = None) -> None:
    """Print a table on standard output; nothing in it is taken for markup."""
    console = console or standard_output()
    if console.is_terminal:
        _draw(table, console)
    else:
        for line in plain_lines(table):
            print(line, file=console.file)


def standard_output() -> Console:
    """Return the console of standard output, which is a terminal only if it really is one."""
    from rich.console import Console

    return Console(force_terminal=sys.stdout.isatty())


def plain_lines(table: PrintedTable) -> Iterator[str]:
    """Yield the table's lines, a row each, as long as they need to be."""
    from rich.cells import cell_len

    rows = [[harmless(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(map(cell_len, cells)) for cells in zip(*rows, strict=True)]
    if table.title:
        yield harmless(table.title)
    for row in rows:
        cells = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            room = " " * (width - cell_len(cell))
            cells.append(room + cell if number in table.right else cell + room)
        yield GAP.join(cells).rstrip()


def _draw(table: PrintedTable, console: Console) -> None:
    from rich.padding import Padding
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=None, pad_edge=False)
    for number, column in enumerate(table.columns):
        # Only words fold; figures and bars don't.
        drawn.add_column(
            column,
            overflow="fold",
            justify="right" if number in table.right else "left",
            no_wrap=number in table.right,
        )
    for number, row in enumerate(table.rows):
        style = "bold" if number in table.strong else ""
        cells = [
            Padding(
                Text(harmless(cell.strip()), style=style),
                (0, 0, 0, len(cell) - len(cell.lstrip(" "))),
            )
            for cell in row
        ]
        drawn.add_row(*cells)
    if table.title:
        console.print(Text(harmless(table.title), style="bold"))
    console.print(drawn)
