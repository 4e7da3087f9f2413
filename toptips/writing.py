"""Safe writing: a file whole or not at all, a person's edits kept aside, one run at a time."""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import os
import re
import shutil
import stat
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.places import (
    Folder,
    digest,
    digest_of,
    is_link,
    link_on_the_way,
    read_within,
    reason,
    refuse_links,
)

log = logging.getLogger("toptips")
# All that commands derive: what else stands in a workshop's folder is people's own work.
DERIVED = frozenset(
    (
        "pack", "report", "reminders", "next", "progress", "local", "responses.csv", "returns.csv",
        "focus-groups.csv", "coding.xlsx", "coding-2.xlsx", "codings-all.csv",
    )
)  # fmt: skip
# And the draft of a local framework, among frameworks of one's own.
_DRAFT = re.compile(r"frameworks/[a-z0-9-]{1,40}-local(-[0-9]{1,3})?\.yaml")
LARGEST_RECORD = 16_000_000  # bytes; a thousand runs of a large workshop
LONGEST_NAME = 1_000  # characters
_HASH = re.compile(r"[0-9a-f]{64}")
# How the name of a file begins and ends until it is whole.
_BEGINS, _ENDS = ".toptips-", ".tmp"


def write_safely(path: Path, data: bytes) -> None:
    """Write `data` under a temporary name beside `path`, then move it into place.

    Raises TopTipsError, in one line, when the folder or the file can't be written;
    what stood at `path` is then unharmed.
    """
    with _aside(path, [data]) as (temporary, _):
        temporary.replace(path)
    log.info("written %s", path)


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder of files in one step: all of them, or nothing at all.

    `target` is not there, or empty. What an earlier run was cut off in is begun anew. Raises
    TopTipsError, as `write_safely` does.
    """
    target = target.resolve()
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        _remove(unfinished)
        for name, data in files.items():
            write_safely(unfinished / name, data)
        if target.exists():
            target.rmdir()
        unfinished.rename(target)
    except OSError as error:
        raise TopTipsError(f"{target} can't be written: {reason(error)}.") from error
    finally:
        with contextlib.suppress(OSError):
            _remove(unfinished)
    log.info("written %s", target)


def _remove(folder: Path) -> None:
    """Remove a folder of ours with all that is in it; a link is removed and never followed."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


@contextlib.contextmanager
def _aside(path: Path, pieces: Iterable[bytes]) -> Iterator[tuple[Path, str]]:
    """Write a file under a temporary name beside `path`; yield that name and its SHA-256.

    What is not moved into place is removed. Raises TopTipsError, as `write_safely` does.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_BEGINS, suffix=_ENDS, dir=path.parent)
        temporary = Path(name)
        try:
            hashed = hashlib.sha256()
            with os.fdopen(handle, "wb") as file:
                for piece in pieces:
                    file.write(piece)
                    hashed.update(piece)
            # mkstemp makes files that only their owner may read; outputs are ordinary files.
            temporary.chmod(0o644)
            yield temporary, hashed.hexdigest()
        finally:
            temporary.unlink(missing_ok=True)
    except PermissionError as error:
        raise TopTipsError(
            f"{path} can't be written. If it is open in Word or Excel, close it and try again."
        ) from error
    except OSError as error:
        raise TopTipsError(f"{path} can't be written: {reason(error)}.") from error


def plain_text(text: str) -> bytes:
    """Return the bytes of a text file as every Windows program reads them.

    Older Notepads need CRLF to break lines; they, Outlook and Word need the byte-order mark to
    know UTF-8 from the computer's own code page. Other systems take both as they are.
    """
    return b"\xef\xbb\xbf" + text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def zip_of(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of named parts, with a fixed date on each: the same parts, the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts:
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            part.create_system = 0
            file.writestr(part, data)
    return packed.getvalue()


@dataclass
class Outputs:
    """Writes derived files into a workshop's folder and keeps a person's edits aside.

    `.toptips/written` names every file that we wrote, with its hash, one a line. A line is
    added before its file is moved into place, so that a run cut off in between is not taken
    for an edit. The record may have come from anybody, with the folder: what it says of other
    files than those that commands derive is ignored, and `notes` say so.
    """

    folder: Folder
    kept_aside: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _ours: dict[str, set[str]] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)
    _is_torn: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        text = _read_record(self.folder)
        ignored = set()
        for hashed, name in _lines_of(text):
            if is_derived(name):
                self._ours.setdefault(name, set()).add(hashed)
            else:
                ignored.add(name)
        if ignored:
            example = "".join(sign if sign.isprintable() else " " for sign in min(ignored)[:60])
            self.notes.append(
                f"{self.folder.record / 'written'} names what no command makes, such as"
                f" '{example}'. It was left as it is."
            )
        self._is_torn = bool(text) and not text.endswith("\n")

    def write(self, path: Path, data: bytes) -> None:
        """Write one derived file; what a person changed since our last run is kept aside."""
        if self._is_new(path, digest(data)):
            write_safely(path, data)

    def write_unless_edited(self, path: Path, data: bytes) -> bool:
        """Write one derived file, unless a person has changed it: then it stays. Say which."""
        name = path.relative_to(self.folder.path).as_posix()
        present = digest_of(path) if _is_file(path) else ""
        if os.path.lexists(path) and present not in (digest(data), *self._ours.get(name, ())):
            return False
        self.write(path, data)
        return True

    def write_pieces(self, path: Path, pieces: Iterable[bytes]) -> None:
        """Write one derived file likewise, piece by piece: it may be larger than the memory."""
        refuse_links(self.folder.path, path.parent)
        with _aside(path, pieces) as (temporary, hashed):
            if self._is_new(path, hashed):
                temporary.replace(path)
                log.info("written %s", path)

    def taken_in(self, path: Path) -> None:
        """Remember that all a person changed in a derived file was taken in.

        It is then no edit that a later run must keep aside.
        """
        name = path.relative_to(self.folder.path).as_posix()
        if is_derived(name) and _is_file(path):
            self._remember(name, digest_of(path))

    def _is_new(self, path: Path, hashed: str) -> bool:
        """Make way for a file with this hash, unless it is there already."""
        refuse_links(self.folder.path, path.parent)
        name = path.relative_to(self.folder.path).as_posix()
        if not is_derived(name):
            raise ValueError(f"{name} is not among what commands derive")
        self._made.add(name)
        present = digest_of(path) if _is_file(path) else ""
        if os.path.lexists(path) and present not in (hashed, *self._ours.get(name, ())):
            self._keep_aside(path)
        self._remember(name, hashed)
        return present != hashed

    def clear(self, folder: Path) -> None:
        """Remove what an earlier run wrote under `folder` and this one did not, unless edited."""
        within = folder.relative_to(self.folder.path).as_posix() + "/"
        for name in sorted(set(self._ours) - self._made):
            path = self.folder.path / name
            if not name.startswith(within) or link_on_the_way(self.folder.path, path):
                continue
            if _is_file(path):
                if digest_of(path) in self._ours[name]:
                    with contextlib.suppress(OSError):
                        path.unlink()
                else:
                    self._keep_aside(path)

    def _keep_aside(self, path: Path) -> None:
        number = 1
        while os.path.lexists(aside := _edited(path, number)):
            number += 1
        try:
            path.rename(aside)
        except OSError as error:
            raise TopTipsError(
                f"{path} can't be kept aside. If it is open in Word or Excel, close it and"
                " try again."
            ) from error
        self.kept_aside.append(aside)

    def _remember(self, name: str, hashed: str) -> None:
        if hashed in self._ours.get(name, ()):
            return
        self._ours.setdefault(name, set()).add(hashed)
        try:
            self.folder.record.mkdir(parents=True, exist_ok=True)
            record = self.folder.record / "written"
            before = "\n" if self._is_torn else ""
            with record.open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"{before}{hashed}  {name}\n")
            self._is_torn = False
        except OSError as error:
            raise TopTipsError(
                f"{self.folder.record} can't be written: {reason(error)}."
            ) from error


def _edited(path: Path, number: int) -> Path:
    """Return the name under which a person's version is kept."""
    return path.with_name(f"{path.stem} (edited {number}){path.suffix}")


def is_derived(name: str) -> bool:
    """Say whether a path within a workshop's folder, with /, names what commands derive."""
    first, *within = name.split("/")
    return (
        (first in DERIVED or _DRAFT.fullmatch(name) is not None)
        and len(name) <= LONGEST_NAME
        and name.isprintable()
        and not any(part in ("", ".", "..") or "\\" in part or ":" in part for part in within)
    )


def _is_file(path: Path) -> bool:
    """Say whether there is a file at a path: no link, no folder, nothing that is read for ever."""
    try:
        return stat.S_ISREG(path.lstat().st_mode) and not is_link(path)
    except (OSError, ValueError):
        return False


def hashes_of(folder: Folder, name: str) -> set[str]:
    """Return the hashes under which `.toptips/written` has an output, none where it has it not.

    `name` is its path within the folder, with /. Raises TopTipsError for a record that is a link,
    no file, or far too large.
    """
    return {hashed for hashed, written in _lines_of(_read_record(folder)) if written == name}


def _lines_of(record: str) -> Iterator[tuple[str, str]]:
    """Yield hash and name of each line; what was cut off, when a disk was full, is passed over."""
    for line in record.split("\n"):
        hashed, _, name = line.rstrip("\r").partition("  ")
        if _HASH.fullmatch(hashed):
            yield hashed, name


def _read_record(folder: Folder) -> str:
    """Return what `.toptips/written` says, nothing where there is none.

    Raises TopTipsError where it is a link, a folder, or far too large.
    """
    record = folder.record / "written"
    refuse_links(folder.path, record)
    if not os.path.lexists(record):
        return ""
    if not _is_file(record):
        raise TopTipsError(f"{record} is not a file that toptips wrote. Take it away.")
    what_to_do = "Take it away: outputs that were made before are then kept aside once."
    return read_within(record, LARGEST_RECORD, what_to_do).decode(errors="replace")


@contextlib.contextmanager
def only_one(folder: Folder) -> Iterator[None]:
    """Hold the workshop's lock, or say that another run has it.

    The system lets go of the lock when the program ends, however it ends. What a run that was
    cut off left half written, in the folder or in those within it that commands write in, is
    cleared away. Raises TopTipsError where a folder that they fill is a link.
    """
    for place in (*folder.filled, folder.record / "lock"):
        refuse_links(folder.path, place)
    try:
        folder.record.mkdir(parents=True, exist_ok=True)
        opened = (folder.record / "lock").open("a+")
    except OSError as error:
        raise TopTipsError(f"{folder.path} can't be written in: {reason(error)}.") from error
    with opened as lock:
        try:
            if sys.platform == "win32":
                import msvcrt

                lock.seek(0)
                msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise TopTipsError(
                f"Another toptips is at work in {folder.path}. Wait until it ends, then try again."
            ) from None
        for path in _unfinished_in(folder):
            with contextlib.suppress(OSError):
                path.unlink()
        yield


def is_unfinished(name: str) -> bool:
    """Say whether a path, with /, names a file of ours whose writing was cut off halfway."""
    last = name.rsplit("/", 1)[-1]
    return last.startswith(_BEGINS) and last.endswith(_ENDS)


def _unfinished_in(folder: Folder) -> Iterator[Path]:
    """Yield the files that were cut off, wherever commands write; no link is followed."""
    ours = {place.name for place in folder.folders}
    for at, folders, names in os.walk(folder.path):
        here = Path(at)
        known = ours if here == folder.path else folders
        folders[:] = [name for name in folders if name in known and not is_link(here / name)]
        yield from (here / name for name in names if is_unfinished(name))
