"""Parses XML that came from outside: no entity, definition or network is ever followed."""

from __future__ import annotations

from typing import Any

from lxml import etree

from toptips.unsafe.zips import DAMAGED, Unreadable

# What lxml keeps in memory for each tag and attribute is many times their size in the file.
MOST_TAGS = 150_000
MOST_ATTRIBUTES = 150_000


def parse_xml(data: bytes) -> etree._Element:
    """Parse one part of a returned file; no entity, DOCTYPE or network is ever followed.

    Raises Unreadable, for what is no XML and for what is too much of it.
    """
    try:
        return etree.fromstring(bounded_xml(data), harmless_parser())
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable(f"This file {DAMAGED}") from None


def bounded_xml(data: bytes) -> bytes:
    """Return XML in UTF-8, without definitions. Raises Unreadable for too much of it."""
    data = plain_xml(data)
    # A tag takes four bytes at least, an attribute five.
    if len(data) > 4 * MOST_TAGS and (
        data.count(b"<") > MOST_TAGS or data.count(b"=") > MOST_ATTRIBUTES
    ):
        raise Unreadable("This file holds far more than any form does.")
    return data


def plain_xml(data: bytes) -> bytes:
    """Return XML in UTF-8 and without definitions. Raises Unreadable for a DOCTYPE."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError:
            raise Unreadable(f"This file {DAMAGED}") from None
    # The parser is told the encoding, so that nothing can hide from this look at the bytes.
    if b"<!DOCTYPE" in data:
        raise Unreadable("This file holds definitions (DOCTYPE) that no form of ours has.")
    return data


def harmless_parser(target: Any = None) -> etree.XMLParser:
    """Return a parser for what `plain_xml` returns, which may call a target's methods instead."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        target=target,
    )
