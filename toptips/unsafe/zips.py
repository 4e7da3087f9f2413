"""The parts of a zip, which every .docx, .odt and .xlsx is, inflated within bounds.

Nothing in a zip is trusted: not the names of its parts, not the sizes that it declares.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from toptips.errors import TopTipsError

MOST_ENTRIES = 2_000
LARGEST_PART = 8 * 1024 * 1024
LARGEST_SMALL_PART = 256 * 1024
ENTRY_SIGNATURE = b"PK\x01\x02"
DAMAGED = "did not arrive whole, or is damaged. Please send it again."

_ZIP_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    struct.error,
)


class Unreadable(TopTipsError):
    """One return can't be read. Its text can be forwarded to the sender as it stands."""


class Allowance:
    """How many bytes may be unpacked, in all, of what came in one parcel."""

    def __init__(self, left: int) -> None:
        self._left = left

    def spend(self, size: int) -> None:
        """Take bytes off. Raises Unreadable where there are too few left."""
        if size > self._left:
            raise Unreadable(
                "This zip file holds more than can be read from one. Please send what is in it in"
                " several smaller ones."
            )
        self._left -= size


class Parts:
    """The parts of a zip, which every .docx, .odt and .xlsx is.

    `as_form` is false for a zip that people made: it may name its parts as it likes.
    """

    def __init__(
        self, data: bytes, *, as_form: bool = True, allowance: Allowance | None = None
    ) -> None:
        self._allowance = allowance
        # zipfile builds an object for each entry before anybody can ask how many there are.
        # The forms in a parcel have entries of their own.
        if data.count(ENTRY_SIGNATURE) > (5 if as_form else 20) * MOST_ENTRIES:
            raise Unreadable("This file holds far more parts than any form does.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_FAILURES:
            kind = "Word document" if b"word/" in data else "file"
            raise Unreadable(f"This {kind} {DAMAGED}") from None
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise Unreadable("This file holds far more parts than any form does.")
        self._entries = {entry.filename: entry for entry in entries}
        names = {name.casefold() for name in self._entries} if as_form else self._entries
        if len(names) < len(entries):
            raise Unreadable("This file holds two parts of one name, as no form of ours does.")
        if as_form and any(_leads_outside(name) for name in self._entries):
            raise Unreadable(
                "This file holds parts with names that no form of ours has. If it opens in Word,"
                " please save it there again as Word Document (.docx) and send that."
            )

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, in the file's order."""
        return tuple(self._entries)

    def read(self, name: str, limit: int = LARGEST_PART) -> bytes:
        """Return one part, inflated, of at most `limit` bytes.

        Raises Unreadable if it is larger, encrypted or damaged, and KeyError if there is none.
        """
        entry = self._entries[name]
        if entry.flag_bits & 0x1:
            raise Unreadable(
                "This file is protected with a password. Please take the password off and send it"
                " again."
            )
        # zipfile inflates only these two within bounds; forms use no others.
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("This file is compressed in a way that no form of ours is.")
        too_large = Unreadable(
            f"A part of this file is larger than {limit // 1024:,} KB when unpacked, far larger"
            " than in any form of ours."
        )
        if entry.file_size > limit:
            raise too_large
        if self._allowance is not None:
            self._allowance.spend(entry.file_size)
        try:
            with self._zip.open(entry) as part:
                # What an entry holds beyond the size that it declares is never inflated.
                data = part.read(limit + 1)
        except _ZIP_FAILURES:
            raise Unreadable(f"This file {DAMAGED}") from None
        if len(data) > limit:
            raise too_large
        return data


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
