"""What the forms print, written down when they are made, and read when they come back.

`sent/HASH.txt` holds one printed paragraph a line, for all forms of the questionnaire with that
hash.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from toptips.model.questionnaire import Questionnaire
from toptips.places import Folder, read_bytes
from toptips.returns.form import without_markers
from toptips.returns.printed import PARTNER, PICTURE, Printed, folded, without_numbers
from toptips.returns.word_xml import TRANSITIONAL, names_in, text_in
from toptips.writing import write_safely

_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_HASH = re.compile(r"/ ([0-9a-f]{8})\b")


def keep_printed(
    folder: Path, sent: Iterable[Questionnaire], forms: Iterable[bytes], names: Iterable[str]
) -> None:
    """Write down what forms print besides what earlier ones of their questionnaires did.

    Of forms that differ by the partner's name alone, among `names`, one is enough.
    """
    hashes = {questionnaire.hash[:8]: questionnaire.hash for questionnaire in sent}
    by_name = sorted(names, key=len, reverse=True)
    found: dict[str, set[str]] = {}
    for form in forms:
        lines = set(_lines(form, by_name))
        for short in {match for line in lines for match in _HASH.findall(line)} & hashes.keys():
            found.setdefault(hashes[short], set()).update(map(folded, lines))
    for whole, lines in found.items():
        path = _path(folder, whole)
        before = set(_read(path))
        if not lines <= before:
            write_safely(path, ("\n".join(sorted(lines | before)) + "\n").encode())


def load_printed(
    folder: Path, sent: Mapping[str, Questionnaire], names: Iterable[str]
) -> dict[str, Printed]:
    """Read what forms print, by the first eight digits of their questionnaires' hashes."""
    by_name = tuple(sorted(names, key=len, reverse=True))
    found = {}
    for short, questionnaire in sent.items():
        lines = set(_read(_path(folder, questionnaire.hash)))
        if lines:
            found[short] = Printed(lines, is_whole=True, names=by_name)
    return found


def _path(folder: Path, whole: str) -> Path:
    return Folder(folder).sent / f"{whole}.txt"


def _read(path: Path) -> list[str]:
    return read_bytes(path).decode("utf-8", "replace").splitlines() if path.exists() else []


def _lines(form: bytes, names: Iterable[str]) -> Iterator[str]:
    """Yield what a form prints, with PARTNER where a partner's name stands."""
    word = names_in(TRANSITIONAL)
    with zipfile.ZipFile(io.BytesIO(form)) as opened:
        for part in opened.namelist():
            match = _PARTS.fullmatch(part)
            if not match:
                continue
            root = etree.fromstring(opened.read(part))
            if next(root.iter(*word.pictures), None) is not None:
                yield PICTURE
            for paragraph in root.iter(word.paragraph):
                line = " ".join(
                    without_markers(text_in(paragraph.iter(*word.textual), word)).split()
                )
                for name in names:
                    line = line.replace(name, PARTNER)
                if line:
                    yield line if match[1] == "document" else without_numbers(folded(line))
