"""What the report's template is told of the paper: each part's paragraphs and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from toptips.model.paper import Paper
from toptips.model.paper_parts import PARTS

# How people begin an item of a list: with a sign, "1." or "a)".
_ITEM = re.compile(r"\s*(?:[•·▪◦‣⁃*–—-]|\d{1,2}[.)]|[a-z]\))(?:\s+|$)")


@dataclass(frozen=True)
class BlockTold:
    """A paragraph, or a list: then `points` holds its items, and `text` nothing."""

    text: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartTold:
    """A part of the paper: what it is called, and what is written; no blocks where nothing is."""

    name: str
    blocks: tuple[BlockTold, ...]


def paper_told(paper: Paper) -> dict[str, PartTold]:
    """Say of each part of the paper, by its key, what the report prints in its place."""
    return {
        topic.key: PartTold(
            paper.names.get(topic.key, topic.key.replace("_", " ").capitalize()),
            tuple(_blocks(paper.text(topic.key))),
        )
        for topic in PARTS
    }


def _blocks(text: str) -> Iterator[BlockTold]:
    lines = (line.strip() for line in text.splitlines())
    for is_list, group in groupby(filter(None, lines), lambda line: bool(_ITEM.match(line))):
        if not is_list:
            yield from map(BlockTold, group)
        elif points := tuple(filter(None, (_ITEM.sub("", line, count=1) for line in group))):
            yield BlockTold(points=points)
