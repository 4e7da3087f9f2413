"""Where the returns stand, as a table: each sector, and under it its partners, with bars."""

from __future__ import annotations

import locale
import sys
from typing import TYPE_CHECKING

from toptips.cli.tables import PrintedTable, print_table, standard_output

if TYPE_CHECKING:
    from rich.console import Console

    from toptips.analysis.standing import PartnerStanding, SectorStanding, Standing

BAR_WIDTH = 10
# Both are in the oldest code page of Windows consoles; what is not sure to show them gets ASCII.
BLOCKS = ("█", "░")
PLAIN = ("#", ".")


def bar(answered: int, expected: int, characters: tuple[str, str] = PLAIN) -> str:
    """Return a bar of `BAR_WIDTH` characters: full only if all are there, empty only if none."""
    full, empty = characters
    length = BAR_WIDTH * answered // expected
    if answered:
        length = min(max(length, 1), BAR_WIDTH)
    return full * length + empty * (BAR_WIDTH - length)


def print_standing(standing: Standing, console: Console | None = None) -> None:
    """Print the table on standard output."""
    console = console or standard_output()
    characters = BLOCKS if _shows_blocks(console) else PLAIN
    rows: list[list[str]] = []
    sectors: set[int] = set()
    for sector in standing.sectors:
        sectors.add(len(rows))
        rows.append([sector.sector, *_cells(sector, characters)])
        for partner in standing.partners:
            if partner.sector == sector.sector:
                rows.append([f"  {partner.name}", *_cells(partner, characters)])
    columns = ("sector and partner", "", "forms", "filled in")
    print_table(
        PrintedTable(
            standing.title, columns, rows, right=frozenset({1, 2, 3}), strong=frozenset(sectors)
        ),
        console,
    )


def _cells(standing: SectorStanding | PartnerStanding, characters: tuple[str, str]) -> list[str]:
    full = standing.completeness
    return [
        bar(standing.answered, standing.expected, characters),
        f"{standing.answered} of {standing.expected}",
        "" if full is None else f"{int(full * 100)}%",
    ]


def _shows_blocks(console: Console) -> bool:
    """Say whether blocks are sure to be shown; a pipe or a file may be read in any code page."""
    if not console.is_terminal:
        return False
    return sys.platform == "win32" or "utf" in locale.getpreferredencoding(False).lower()
