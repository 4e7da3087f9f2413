"""Opens what came back: within bounds, and without harm whatever is in it.

A returned file comes by e-mail from anybody. Nothing in it is trusted: not its name, not the
sizes it declares, not its XML. Each limit is far above the largest real form.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from stat import FILE_ATTRIBUTE_OFFLINE, S_ISDIR, S_ISREG

from toptips.places import reason
from toptips.unsafe.kinds import kind_of
from toptips.unsafe.room import Room
from toptips.unsafe.workbook import Workbook
from toptips.unsafe.zips import Allowance, Parts, Unreadable

LARGEST_FILE = 20 * 1024 * 1024

# FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS, which Python does not name.
_FETCHED_WHEN_READ = 0x400000
GONE = "This file was taken away while it was read. If it counts, put it back."
NOT_HERE = (
    "This file is in OneDrive and not on this computer. Right-click it, choose 'Always keep on"
    " this device', and run 'toptips collect' again."
)


@dataclass(frozen=True, eq=False)
class File:
    """What came back: a file of `returns/`, or a member of a zip, with all its bytes.

    `allowance` bounds what is unpacked from all members of one zip together, `room` what is read
    of the workbooks in it.
    """

    name: str
    data: bytes
    member: str = ""
    allowance: Allowance | None = None
    room: Room = field(default_factory=Room)

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

    @cached_property
    def kind(self) -> str:
        """What it is by its content, in a word of `kinds`: "docx", "jpeg", "damaged"."""
        return kind_of(self.data, lambda: self.parts)

    @cached_property
    def workbook(self) -> Workbook:
        """Its sheets, if it is an Excel workbook. Raises Unreadable for a damaged one."""
        return Workbook(self.parts, self.room)


def open_file(path: Path, name: str) -> File:
    """Read a file of `returns/`, named `name` there.

    Raises Unreadable if it is too large or the system refuses.
    """
    _must_be_a_file(path)
    too_large = Unreadable(
        f"This file is larger than {LARGEST_FILE // 1024**2} MB, far larger than any form."
        " Please take out pictures that were pasted in, and send it again."
    )
    try:
        # One of some gigabytes is not read to be found too large.
        if path.stat().st_size > LARGEST_FILE:
            raise too_large
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Unreadable(GONE) from None
    except OSError as error:
        if is_elsewhere(path):
            raise Unreadable(NOT_HERE) from error
        raise Unreadable(
            f"This file could not be opened: {reason(error)}. See to it that you may read it, and"
            " run 'toptips collect' again."
        ) from error
    if len(data) > LARGEST_FILE:
        raise too_large
    return File(name, data)


def _must_be_a_file(path: Path) -> None:
    """Raise Unreadable for what is none: a pipe or a device would keep us waiting for ever."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        if not path.is_symlink():
            return  # opening it says what is wrong
        raise Unreadable(
            "This is a link that leads nowhere, or in a circle. Put the file itself in its place."
        ) from None
    if S_ISDIR(mode):
        raise Unreadable("This is a folder, not a file. Put the files that are in it here.")
    if not S_ISREG(mode):
        raise Unreadable("This is a pipe or a device, not a file. Take it away.")


def is_elsewhere(path: Path) -> bool:
    """Say whether a file is only a placeholder of one that OneDrive or the like keeps.

    Opening one fetches it, if the computer is online. Only Windows tells.
    """
    try:
        attributes = getattr(path.stat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & (FILE_ATTRIBUTE_OFFLINE | _FETCHED_WHEN_READ))
