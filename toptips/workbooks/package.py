"""What every workbook needs: texts as they are, its properties, and the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from toptips.writing import zip_of

# A date that says nothing, so that the same input gives the same bytes.
MADE = datetime(2000, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")

# How Excel writes a character that XML can't hold; whoever types just this means no such thing.
_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")


def clean(text: str) -> str:
    """Return a text that a cell can hold, and that Excel shows as it is."""
    without = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPE.sub(r"_x005F\g<0>", without)


def finish(workbook: Workbook) -> bytes:
    """Return a workbook's bytes, with a fixed date in its properties and on each of its parts."""
    workbook.properties.creator = workbook.properties.lastModifiedBy = "toptips"
    workbook.properties.language = "en-GB"
    workbook.properties.created = MADE
    saved = io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as parts:
        return zip_of((name, _undated(name, parts.read(name))) for name in parts.namelist())


def _undated(name: str, data: bytes) -> bytes:
    """Take out the time of day, which openpyxl writes into the properties whatever it is told."""
    if name != "docProps/core.xml":
        return data
    return _MODIFIED.sub(rb"\g<1>" + MADE.isoformat().encode() + b"Z", data)
