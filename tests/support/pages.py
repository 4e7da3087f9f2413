"""Documents as LibreOffice prints them: how many pages, what stands on which, how full each is."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.support.word_files import W, open_word, words
from toptips.documents.pdf import SECONDS, office

# What is between head and foot: parts of a page's height.
HEAD, FOOT = 0.06, 0.925
INK = 200
ROLES = {"Caption": "caption", "SourceLine": "source", "QuotedWords": "quote", "Picture": "picture"}
KEPT_WHOLE = 12


@dataclass(frozen=True)
class Piece:
    """A heading, paragraph, picture or table of a document, and the pages on which it begins and
    ends (from 1; 0 where it was not found). `size` is a table's number of rows."""

    kind: str
    text: str
    first: int
    last: int
    size: int = 0


@dataclass(frozen=True)
class Printed:
    """A Word document and its pages."""

    name: str
    document: bytes
    pdf: Path

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, in the order of the document."""
        return _told(["pdftotext", "-raw", self.pdf, "-"]).split("\f")[:-1]

    @cached_property
    def blank(self) -> list[float]:
        """Which part of each page's room is blank below its last ink."""
        with tempfile.TemporaryDirectory() as scratch:
            pages = f"{scratch}/page"
            subprocess.run(["pdftoppm", "-r", "40", "-gray", self.pdf, pages], check=True)
            drawn = sorted(Path(scratch).glob("page-*"), key=lambda page: int(page.stem[5:]))
            return [blank_below(page.read_bytes()) for page in drawn]

    @cached_property
    def full_lines(self) -> list[int]:
        """How many letters each line of running text holds that runs from margin to margin."""
        page = _told(["pdftotext", "-bbox-layout", self.pdf, "-"])
        return list(_letters_of_full_lines(page))

    @property
    def fonts(self) -> set[str]:
        """The families of its letters."""
        listed = _told(["pdffonts", self.pdf]).splitlines()[2:]
        return {re.sub(r"^[A-Z]{6}\+|[-,].*$", "", line.split()[0]) for line in listed if line}

    @cached_property
    def pieces(self) -> list[Piece]:
        """What stands in it, from the first to the last."""
        return list(_placed(self.document, self.texts))


def print_all(documents: Sequence[Path], folder: Path) -> list[Printed]:
    """Let LibreOffice print documents into a folder, all in one go."""
    folder.mkdir(parents=True, exist_ok=True)
    program = office()
    assert program is not None, "LibreOffice is not on this machine"
    profile = (folder / "profile").as_uri()
    command = [str(program), f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)]
    subprocess.run(command, capture_output=True, check=True, timeout=SECONDS * len(documents))
    return [
        Printed(path.stem, path.read_bytes(), folder / f"{path.stem}.pdf") for path in documents
    ]


def blank_below(page: bytes) -> float:
    """Return which part of a page's room lies below its last ink; `page` is a grey PGM picture."""
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+\d+\s", page)
    assert head is not None
    width, height = int(head[1]), int(head[2])
    rows = page[head.end() :]
    top, foot = int(height * HEAD), int(height * FOOT)
    for y in range(foot - 1, top, -1):
        if min(rows[y * width : (y + 1) * width]) < INK:
            return (foot - 1 - y) / (foot - top)
    return 1.0


def _told(command: Sequence[Any]) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def _letters_of_full_lines(page: str) -> Iterator[int]:
    """Yield the letters of each line that is as wide as running text may be, within a point or so.

    A line counts that another line of its paragraph follows, but not in a table, whose columns are
    narrower, nor in what is wider than running text.
    """
    for block in re.findall(r"<block .*?</block>", page, re.DOTALL):
        lines = re.findall(r'<line xMin="([\d.]+)".*?xMax="([\d.]+)".*?>(.*?)</line>', block, re.S)
        for left, right, inside in lines[:-1]:
            if 340 <= float(right) - float(left) <= 400:
                yield len(" ".join(re.findall(r">([^<]+)</word>", inside)))


def _placed(document: bytes, pages: Sequence[str]) -> Iterator[Piece]:
    """Yield each piece with its pages: its letters are looked for from where the last one ended."""
    starts, everything = [], ""
    for page in pages:
        starts.append(len(everything))
        everything += _letters(page)
    at = 0

    def page_of(place: int) -> int:
        return sum(start <= place for start in starts)

    for kind, text, size in _in_order(document):
        # Letters and digits that stand in a row; what Word numbers by itself stands between.
        sought = _letters(text)
        first = everything.find(sought[:60], at) if sought else -1
        if first < 0:
            yield Piece(kind, text, 0, 0, size)
            continue
        # The last words: what a page's foot, head or a table's header repeats may stand between.
        last = everything.find(sought[-25:], max(first, first + len(sought) - 25))
        at = first + len(sought[:60]) if last < 0 else last + len(sought[-25:])
        yield Piece(kind, text, page_of(first), page_of(at - 1), size)


def blocks_of(document: bytes) -> list[Any]:
    """Return a document's paragraphs and tables, in order."""
    return list(next(open_word(document).body.iter(f"{W}body")))


def _in_order(document: bytes) -> Iterator[tuple[str, str, int]]:
    """Yield the kind, the words and the rows of what follows one another in a document."""
    for block in blocks_of(document):
        if block.tag == f"{W}tbl":
            rows = [words(row) for row in block.iter(f"{W}tr")]
            # A grid of answers flows on.
            is_form = next(block.iter(f"{W}sdt"), None) is not None
            yield "form" if is_form else "table", "".join(rows), len(rows)
        elif block.tag == f"{W}p":
            style = block.find(f"{W}pPr/{W}pStyle")
            name = "" if style is None else style.get(f"{W}val")
            kind = "heading" if name.startswith("Heading") else ROLES.get(name, "text")
            yield kind, words(block), 0


def _letters(text: str) -> str:
    """Return Latin letters and digits in a row: other scripts are drawn in shapes of their own."""
    return re.sub(r"[^0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]+", "", text)
