"""What each table of a document holds, in a few words: for those who can't see where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toptips.documents.blocks import Block, CallOut, Heading, Paragraph, TableBlock, plain


def with_names(blocks: Sequence[Block], under: str) -> Iterator[Block]:
    """Yield blocks with a name for every table.

    It is the caption above it, or else the heading that it stands `under`, with the words in bold
    that lead up to it.
    """
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Heading):
            under = plain(block.spans)
        if isinstance(block, TableBlock):
            yield replace(block, name=_name(under, before))
        elif isinstance(block, CallOut):
            yield replace(block, blocks=tuple(with_names(block.blocks, under)))
        else:
            yield block
        before = block


def _name(under: str, before: Block | None) -> str:
    if not isinstance(before, Paragraph):
        return under
    if before.role == "caption":
        return plain(before.spans).removesuffix(".")
    leads_up = before.spans[0].text if before.spans and before.spans[0].bold else ""
    return ": ".join(filter(None, (under, leads_up.strip().removesuffix("."))))
