"""Headers and footers: what each document puts where a brand has `[short title]` and the like.

A sign or a space within the brackets, as in `[, date]`, is put only between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn

from toptips.documents.blocks import Blocks
from toptips.documents.tokens import LATER

PLACE = re.compile(r"\[([^\w\]]*)(short title|date|status|logos)\]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def running_parts(document: Any) -> Iterator[Any]:
    """Yield the root of each header and footer of a Word document."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part.element


def fill_footers(document: Any, blocks: Blocks, longest: int) -> None:
    """Put a document's short title, date and status into its headers and footers.

    There is room for a title of `longest` characters.
    """
    told = {
        "short title": _short(blocks.short_title, longest),
        "date": blocks.date,
        "status": blocks.status,
    }
    for root in running_parts(document):
        for paragraph in list(root.iter(qn("w:p"))):
            if _fill(paragraph, told) and len(root) > 1 and paragraph.getparent() is root:
                root.remove(paragraph)


def _short(title: str, longest: int) -> str:
    """Return a title that has room in a footer; what each clone gets for itself is left whole."""
    if len(title) <= longest or LATER in title:
        return title
    return f"{title[:longest].rsplit(' ', 1)[0].rstrip(' ,:;(')}…"


def _fill(paragraph: Any, told: Mapping[str, str]) -> bool:
    """Put words into one paragraph; say whether it held places alone, and nothing to put there.

    Word may have cut a place up into several pieces of text.
    """
    pieces = list(paragraph.iter(qn("w:t")))
    text = "".join(piece.text or "" for piece in pieces)
    puts, before, end = [], "", 0
    for match in PLACE.finditer(text):
        before += text[end : match.start()]
        words = " ".join(told.get(match[2], "").split("\n"))
        puts.append((match, f"{match[1] * bool(before.strip())}{words}" if words else ""))
        before, end = before + words, match.end()
    for match, put in reversed(puts):
        _replace(pieces, match.start(), match.end(), put)
    return bool(puts) and not f"{before}{text[end:]}".strip()


def _replace(pieces: list[Any], start: int, stop: int, put: str) -> None:
    """Put words in place of those from `start` to `stop`, counted through all pieces."""
    begins = 0
    for piece in pieces:
        here = piece.text or ""
        first, last = max(start - begins, 0), min(stop - begins, len(here))
        if first < last:
            piece.text = here[:first] + put * (begins + first == start) + here[last:]
            piece.set(_SPACE, "preserve")
        begins += len(here)
