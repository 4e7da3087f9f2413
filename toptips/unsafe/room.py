"""How much is read of the workbooks in one file, whatever they say of their own size.

An Excel file of some kilobytes can hold millions of cells, or name one long text in each of them.
The bounds are for each file of returns/, all its sheets together (and all workbooks in a zip), so
that nobody can spread over many what is refused in one. They leave room for the answers of some
hundred respondents to seventy questions each, written out at length, and keep any file under a
second of work.
"""

from __future__ import annotations

from toptips.unsafe.zips import Unreadable

SPLIT = "Please split it into several workbooks, and leave out all but the rows of answers."

# What is counted, how much of it is read, and how a person would say so.
BOUNDS: dict[str, tuple[int, str]] = {
    # 2,000 rows take 0.4 seconds.
    "filled rows": (2_000, "more than 2,000 rows that are filled in"),
    # Blank ones cost little, and Excel writes those that were once formatted.
    "rows": (20_000, "more than 20,000 rows, most of them blank"),
    # Elements of XML, at two microseconds each: an answer takes four to eight.
    "tags": (300_000, "far more cells than any of ours"),
    # Each is looked through for names and numbers: ten million would take over a second.
    "characters": (2_500_000, "far more text than any of ours"),
    # Unpacked.
    "bytes": (32 * 1024 * 1024, "far more than any of ours"),
}


class Room:
    """What may still be read of the workbooks in one file: so many `times` as much as usual."""

    def __init__(self, times: int = 1) -> None:
        self._left = {what: most * times for what, (most, _) in BOUNDS.items()}

    def spend(self, what: str, number: int) -> None:
        """Take off what was read. Raises Unreadable where there is more than may be read."""
        self._left[what] -= number
        if self._left[what] < 0:
            raise Unreadable(f"This workbook holds {BOUNDS[what][1]}. {SPLIT}")
