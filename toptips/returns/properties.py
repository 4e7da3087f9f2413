"""Reads what a Word document or an Excel workbook says about itself."""

from __future__ import annotations

from datetime import UTC, datetime

from toptips.model.reference import Reference, find_reference
from toptips.unsafe.opening import File
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import LARGEST_SMALL_PART, Unreadable

KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
MODIFIED = "{http://purl.org/dc/terms/}modified"
CREATED = "{http://purl.org/dc/terms/}created"


def properties_of(file: File) -> tuple[Reference | None, datetime | None]:
    """Return the reference in a document's properties, and its time of last change."""
    if "docProps/core.xml" not in file.parts:
        return None, None
    try:
        root = parse_xml(file.parts.read("docProps/core.xml", LARGEST_SMALL_PART))
    except Unreadable:
        # The answers stand elsewhere.
        return None, None
    modified = time_in(root.findtext(MODIFIED))
    # Who made the form never changed it: this says nothing about when it was filled in.
    if modified == time_in(root.findtext(CREATED)):
        modified = None
    return reference_in(root.findtext(KEYWORDS) or ""), modified


def reference_in(keywords: str) -> Reference | None:
    """Find the reference among a document's keywords, also where LibreOffice took it apart.

    It takes the reference for several keywords, and drops the colon between them.
    """
    words = " ".join(keywords.replace(",", " ").split())
    return find_reference(words) or find_reference(words.replace("toptips ", "toptips: ", 1))


def time_in(text: str | None) -> datetime | None:
    """Return the time that an ISO text means, in UTC if it names no zone; None for another."""
    try:
        time = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
