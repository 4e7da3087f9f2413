"""Where the returns stand, as a table: each sector, and under it its partners, with bars."""

from __future__ import annotations

import locale
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
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
    """Print the table on standard error; nothing in it is taken for markup."""
    console = console or Console(stderr=True)
    characters = BLOCKS if _shows_blocks(console) else PLAIN
    table = Table(box=None, pad_edge=False)
    table.add_column("sector and partner", overflow="fold")
    table.add_column("", no_wrap=True)
    table.add_column("forms", no_wrap=True, justify="right")
    table.add_column("filled in", no_wrap=True, justify="right")
    for sector in standing.sectors:
        table.add_row(Text(sector.sector, style="bold"), *_cells(sector, characters))
        for partner in standing.partners:
            if partner.sector == sector.sector:
                table.add_row(
                    Padding(Text(partner.name), (0, 0, 0, 2)), *_cells(partner, characters)
                )
    console.print()
    console.print(Text(standing.title, style="bold"))
    console.print(table)


def _cells(one: SectorStanding | PartnerStanding, characters: tuple[str, str]) -> list[Text]:
    filled = "" if one.completeness is None else f"{int(one.completeness * 100)}%"
    return [
        Text(bar(one.answered, one.expected, characters)),
        Text(f"{one.answered} of {one.expected}"),
        Text(filled),
    ]


def _shows_blocks(console: Console) -> bool:
    """Say whether blocks are sure to be shown; a pipe or a file may be read in any code page."""
    if not console.is_terminal:
        return False
    return sys.platform == "win32" or "utf" in locale.getpreferredencoding(False).lower()
