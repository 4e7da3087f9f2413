"""Where things are, and reading them."""

from __future__ import annotations

import hashlib
import logging
import stat
from dataclasses import dataclass
from pathlib import Path

from toptips.errors import TopTipsError

log = logging.getLogger("toptips")
# What Windows calls a junction: a folder's name that leads to another.
_JUNCTION = 0xA0000003


def shipped(name: str) -> Path:
    """Return the folder of ours called `name`: in the installed package, else in the checkout."""
    package = Path(__file__).parent
    inside = package / "data" / name
    return inside if inside.exists() else package.parent / name


@dataclass(frozen=True)
class Folder:
    """A workshop's folder and the places in it."""

    path: Path

    @property
    def workshop(self) -> Path:
        """What the facilitator says about the workshop."""
        return self.path / "workshop.yaml"

    @property
    def decisions(self) -> Path:
        """What people decided about returns."""
        return self.path / "decisions.yaml"

    @property
    def paper(self) -> Path:
        """What the lead writes into the report."""
        return self.path / "paper.docx"

    @property
    def editions(self) -> Path:
        """What the final editions of the report were made from, and the folder's secret."""
        return self.path / "editions.json"

    @property
    def actions(self) -> Path:
        """What was agreed last time."""
        return self.path / "actions.csv"

    @property
    def codings(self) -> Path:
        """What people decided about comments."""
        return self.path / "codings.csv"

    @property
    def codings_all(self) -> Path:
        """The themes of every comment by whoever gave them, for other programs."""
        return self.path / "codings-all.csv"

    def coding(self, coder: int) -> Path:
        """Return the coding workbook of the first or the second coder."""
        return self.path / ("coding.xlsx" if coder == 1 else f"coding-{coder}.xlsx")

    @property
    def local(self) -> Path:
        """The paper with which partners agree their own version."""
        return self.path / "local"

    @property
    def frameworks(self) -> Path:
        """Frameworks of one's own; codebooks in its folder `codebooks`."""
        return self.path / "frameworks"

    @property
    def templates(self) -> Path:
        """Wording and looks of one's own."""
        return self.path / "templates"

    @property
    def pack(self) -> Path:
        """The documents to send out."""
        return self.path / "pack"

    @property
    def sent(self) -> Path:
        """The questionnaires as sent, never deleted."""
        return self.path / "sent"

    @property
    def returns(self) -> Path:
        """The returned files as they came."""
        return self.path / "returns"

    @property
    def reminders(self) -> Path:
        """A text for each partner of which forms are missing."""
        return self.path / "reminders"

    @property
    def responses_csv(self) -> Path:
        """One row an answer."""
        return self.path / "responses.csv"

    @property
    def focus_groups_csv(self) -> Path:
        """What focus groups said of the report's priorities."""
        return self.path / "focus-groups.csv"

    @property
    def returns_csv(self) -> Path:
        """One row a return."""
        return self.path / "returns.csv"

    @property
    def report(self) -> Path:
        """The report, its charts, its tables and its figures."""
        return self.path / "report"

    @property
    def progress(self) -> Path:
        """What became of everything since earlier rounds: the report, its charts and figures."""
        return self.path / "progress"

    @property
    def next(self) -> Path:
        """What the facilitator alone needs for the next conversation; never published."""
        return self.path / "next"

    @property
    def record(self) -> Path:
        """What was written by us, so that a person's edits are noticed."""
        return self.path / ".toptips"

    @property
    def filled(self) -> tuple[Path, ...]:
        """The folders that commands fill."""
        made = (self.pack, self.report, self.reminders, self.next, self.progress, self.local)
        return (self.sent, self.returns, *made)

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders of a workshop: those, people's frameworks and templates, and the record."""
        return (*self.filled, self.frameworks, self.templates, self.record)


def is_link(path: Path) -> bool:
    """Say whether a path is a link, or a junction of Windows; its parents are not looked at."""
    try:
        seen = path.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISLNK(seen.st_mode) or getattr(seen, "st_reparse_tag", 0) == _JUNCTION


def link_on_the_way(root: Path, path: Path) -> Path | None:
    """Return the first link on the way from `root` to a path under it, which itself may be one."""
    way = root
    for part in path.relative_to(root).parts:
        way = way / part
        if is_link(way):
            return way
    return None


def refuse_links(root: Path, path: Path) -> None:
    """Raise TopTipsError where a path under `root` is a link or leads through one."""
    if link := link_on_the_way(root, path):
        raise TopTipsError(
            f"{link} is a link, and toptips follows none in a workshop's folder. Put the real file"
            " or folder there."
        )


def read_bytes(path: Path, most: int = -1) -> bytes:
    """Read a file, or say in one line why it can't be read; no more than `most` bytes, if given."""
    try:
        with path.open("rb") as file:
            data = file.read(most)
    except FileNotFoundError:
        raise TopTipsError(f"{path} is not there.") from None
    except OSError as error:
        raise TopTipsError(f"{path} can't be read: {reason(error)}.") from error
    log.info("read %s", path)
    return data


def read_within(path: Path, most: int, what_to_do: str = "") -> bytes:
    """Read a file of at most `most` bytes, a whole number of MB.

    Raises TopTipsError for a larger one, which ends with `what_to_do` about it, and no more of it
    is read; and as `read_bytes` does.
    """
    data = read_bytes(path, most + 1)
    if len(data) > most:
        raise TopTipsError(f"{path} is larger than {most // 1_000_000} MB. {what_to_do}".rstrip())
    return data


def reason(error: OSError) -> str:
    """Say in plain words why the system refused."""
    if isinstance(error, PermissionError):
        return "it may be open in another program, or you may not have permission"
    if error.errno == 28:
        return "the disk is full"
    return (error.strerror or str(error)).lower()


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex, or say in one line why it can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise TopTipsError(f"{path} can't be read: {reason(error)}.") from error
