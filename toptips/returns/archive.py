"""Opens a zip of returned files: each member is a return of its own. Nothing is written to disk.

A zip is a parcel, not a format: `collecting` reads what is in it with the readers of READERS,
one level deep.
"""

from __future__ import annotations

from toptips.unsafe.opening import LARGEST_FILE, File
from toptips.unsafe.zips import Allowance, Parts, Unreadable

# All members together, unpacked, and all that is then unpacked in them.
LARGEST_TOTAL = 64 * 1024 * 1024
LARGEST_INSIDE = 160 * 1024 * 1024
LONGEST_NAME = 200


class Parcel:
    """A zip that somebody put several files into."""

    def __init__(self, file: File) -> None:
        """Open it. Raises Unreadable for a bad one, and for an empty one."""
        self._file = file
        self._parts = Parts(file.data, as_form=False, allowance=Allowance(LARGEST_TOTAL))
        self._inside = Allowance(LARGEST_INSIDE)
        self.names = tuple(name for name in self._parts.names if not name.endswith(("/", "\\")))
        if not self.names:
            raise Unreadable("This zip file is empty: nothing was put into it.")

    def member(self, name: str) -> File:
        """Return one member with its bytes.

        Raises Unreadable for a damaged one, for one too large, and for a zip in the zip.
        """
        data = self._parts.read(name, LARGEST_FILE)
        found = File(self._file.name, data, printable(name), self._inside, self._file.room)
        if found.kind == "zip":
            raise Unreadable(
                "This is a zip file inside a zip file, which is not opened. Please take the forms"
                " out of it and send those."
            )
        return found


def printable(name: str) -> str:
    """Return a member's name as it can be written on one line, in UTF-8."""
    name = "".join(sign if sign.isprintable() else "?" for sign in name[: LONGEST_NAME + 1])
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
