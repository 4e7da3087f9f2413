"""Opens what came back: within bounds, and without harm whatever is in it.

A returned file comes by e-mail from anybody. Nothing in it is trusted: not its name, not the
sizes it declares, not its XML. Each limit is far above the largest real form.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from stat import FILE_ATTRIBUTE_OFFLINE
from typing import Any

from lxml import etree

from toptips.errors import TopTipsError
from toptips.places import reason

LARGEST_FILE = 20 * 1024 * 1024
MOST_ENTRIES = 2_000
LARGEST_PART = 8 * 1024 * 1024
LARGEST_SMALL_PART = 256 * 1024
# What lxml keeps in memory for each tag and attribute is many times their size in the file.
MOST_TAGS = 150_000
MOST_ATTRIBUTES = 150_000

# FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS, which Python does not name.
_FETCHED_WHEN_READ = 0x400000
NOT_HERE = (
    "This file is in OneDrive and not on this computer. Right-click it, choose 'Always keep on"
    " this device', and run 'toptips collect' again."
)
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


@dataclass(frozen=True, eq=False)
class File:
    """What came back: a file of `returns/`, or a member of a zip, with all its bytes.

    `allowance` bounds what is unpacked from all members of one zip together.
    """

    name: str
    data: bytes
    member: str = ""
    allowance: Allowance | None = None

    @property
    def source(self) -> str:
        """The file, and the member within it."""
        return f"{self.name}!{self.member}" if self.member else self.name

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of its bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def parts(self) -> Parts:
        """What lies in it, if it is a zip. Raises Unreadable for a bad one."""
        return Parts(self.data, allowance=self.allowance)


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
            raise Unreadable("This file holds parts with names that no form of ours has.")

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


def open_file(path: Path, name: str) -> File:
    """Read a file of `returns/`, named `name` there.

    Raises Unreadable if it is too large or the system refuses.
    """
    # A pipe or a device would keep us waiting for ever.
    if not path.is_file():
        raise Unreadable("This is no ordinary file, or is gone.")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        if is_elsewhere(path):
            raise Unreadable(NOT_HERE) from error
        raise Unreadable(f"This file could not be opened: {reason(error)}.") from error
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            f"This file is larger than {LARGEST_FILE // 1024**2} MB, far larger than any form."
            " Please take out pictures that were pasted in, and send it again."
        )
    return File(name, data)


def is_elsewhere(path: Path) -> bool:
    """Say whether a file is only a placeholder of one that OneDrive or the like keeps.

    Opening one fetches it, if the computer is online. Only Windows tells.
    """
    try:
        attributes = getattr(path.stat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & (FILE_ATTRIBUTE_OFFLINE | _FETCHED_WHEN_READ))


def parse_xml(data: bytes) -> etree._Element:
    """Parse one part of a returned file; no entity, DOCTYPE or network is ever followed.

    Raises Unreadable, for what is no XML and for what is too much of it.
    """
    try:
        return etree.fromstring(bounded_xml(data), harmless_parser())
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable(f"This file {DAMAGED}") from None


def bounded_xml(data: bytes) -> bytes:
    """Return XML in UTF-8, without definitions. Raises Unreadable for too much of it."""
    data = plain_xml(data)
    # A tag takes four bytes at least, an attribute five.
    if len(data) > 4 * MOST_TAGS and (
        data.count(b"<") > MOST_TAGS or data.count(b"=") > MOST_ATTRIBUTES
    ):
        raise Unreadable("This file holds far more than any form does.")
    return data


def plain_xml(data: bytes) -> bytes:
    """Return XML in UTF-8 and without definitions. Raises Unreadable for a DOCTYPE."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError:
            raise Unreadable(f"This file {DAMAGED}") from None
    # The parser is told the encoding, so that nothing can hide from this look at the bytes.
    if b"<!DOCTYPE" in data:
        raise Unreadable("This file holds definitions (DOCTYPE) that no form of ours has.")
    return data


def harmless_parser(target: Any = None) -> etree.XMLParser:
    """Return a parser for what `plain_xml` returns, which may call a target's methods instead."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        target=target,
    )
