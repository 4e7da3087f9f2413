"""A comment's sentences, as people write them: with bullets, line ends and short forms."""

from __future__ import annotations

import re

# Ends a sentence where a small letter does not follow.
_END = re.compile(
    r"""
      (?<![.!?\u2026])(?:(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)(?<!\bNo)
         (?<!\bapprox)(?<!\bvs)\. | [!?\u2026])
      [.!?\u2026]*["'\u2019\u201d)\]]*(?:\s++(?![a-z])|\Z)
    | (?<=[a-z]{2})\.(?=[A-Z][a-z])
    | (?:(?<![^\n])|\n)\s*(?:[-\u2013\u2014*+o]\s+|\d{1,2}[.)]\s+)
    | [\u2022\u2023\u2043\u2219\u25aa\u25ab\u25cb\u25cf\u25e6\uf0a7\uf0b7]
    | \n\s*\n\s*
    | \n\s*(?=[^\W_a-z])
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(r"\s*(?:[-\u2013\u2014*+]+\s+)*")
_MARKS = (".", "!", "?", "\u2026")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends, without bullets and spaces around."""
    found = []
    start = 0
    for end in _END.finditer(text):
        mark = end[0].rstrip() if end[0].startswith(_MARKS) else ""
        found.append((start, end.start() + len(mark)))
        start = end.end()
    found.append((start, len(text)))
    return [trimmed for span in found if (trimmed := _trimmed(text, *span))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    said = text[start:end]
    if not any(map(str.isalnum, said)):
        return None
    before = _BEFORE.match(said)
    return start + (before.end() if before else 0), end - len(said) + len(said.rstrip())
