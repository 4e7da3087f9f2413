"""Safe writing: a file whole or not at all, a person's edits kept aside, one run at a time."""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.places import Folder, digest, digest_of, read_bytes, reason

log = logging.getLogger("toptips")


def write_safely(path: Path, data: bytes) -> None:
    """Write `data` under a temporary name beside `path`, then move it into place.

    Raises TopTipsError, in one line, when the folder or the file can't be written;
    what stood at `path` is then unharmed.
    """
    with _aside(path, [data]) as (temporary, _):
        temporary.replace(path)
    log.info("written %s", path)


@contextlib.contextmanager
def _aside(path: Path, pieces: Iterable[bytes]) -> Iterator[tuple[Path, str]]:
    """Write a file under a temporary name beside `path`; yield that name and its SHA-256.

    What is not moved into place is removed. Raises TopTipsError, as `write_safely` does.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".toptips-", suffix=".tmp", dir=path.parent)
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
    for an edit.
    """

    folder: Folder
    kept_aside: list[Path] = field(default_factory=list)
    _ours: dict[str, set[str]] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)
    _is_torn: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        record = self.folder.record / "written"
        text = read_bytes(record).decode(errors="replace") if record.is_file() else ""
        for line in text.splitlines():
            hashed, _, name = line.partition("  ")
            self._ours.setdefault(name, set()).add(hashed)
        # A disk that was full may have cut the last line off.
        self._is_torn = bool(text) and not text.endswith("\n")

    def write(self, path: Path, data: bytes) -> None:
        """Write one derived file; what a person changed since our last run is kept aside."""
        if self._is_new(path, digest(data)):
            write_safely(path, data)

    def write_pieces(self, path: Path, pieces: Iterable[bytes]) -> None:
        """Write one derived file likewise, piece by piece: it may be larger than the memory."""
        with _aside(path, pieces) as (temporary, hashed):
            if self._is_new(path, hashed):
                temporary.replace(path)
                log.info("written %s", path)

    def _is_new(self, path: Path, hashed: str) -> bool:
        """Make way for a file with this hash, unless it is there already."""
        name = path.relative_to(self.folder.path).as_posix()
        self._made.add(name)
        present = digest_of(path) if path.exists() else ""
        if present and present != hashed and present not in self._ours.get(name, ()):
            self._keep_aside(path)
        self._remember(name, hashed)
        return present != hashed

    def clear(self, folder: Path) -> None:
        """Remove what an earlier run wrote under `folder` and this one did not, unless edited."""
        within = folder.relative_to(self.folder.path).as_posix() + "/"
        for name in sorted(set(self._ours) - self._made):
            path = self.folder.path / name
            if name.startswith(within) and path.is_file():
                if digest_of(path) in self._ours[name]:
                    with contextlib.suppress(OSError):
                        path.unlink()
                else:
                    self._keep_aside(path)

    def _keep_aside(self, path: Path) -> None:
        number = 1
        while (aside := path.with_name(f"{path.stem} (edited {number}){path.suffix}")).exists():
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
            with record.open("a", encoding="utf-8", newline="\n") as file:
                file.write("\n" * self._is_torn + f"{hashed}  {name}\n")
            self._is_torn = False
        except OSError as error:
            raise TopTipsError(
                f"{self.folder.record} can't be written: {reason(error)}."
            ) from error


@contextlib.contextmanager
def only_one(folder: Folder) -> Iterator[None]:
    """Hold the workshop's lock, or say that another run has it.

    The system lets go of the lock when the program ends, however it ends. What a run that was
    cut off left half written in the folder is cleared away.
    """
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
        for cut_off in folder.path.glob(".toptips-*.tmp"):
            with contextlib.suppress(OSError):
                cut_off.unlink()
        yield


def copy_safely(source: Path, target: Path) -> None:
    """Copy a file by way of a temporary name; the original is only read."""
    temporary = target.with_name(f".toptips-{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, temporary)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise TopTipsError(
            f"{source.name} can't be copied into {target.parent}: {reason(error)}."
        ) from error
