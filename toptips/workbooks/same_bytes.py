"""The last step of a workbook: the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook

# A date that says nothing, so that the same input gives the same bytes.
MADE = datetime(2000, 1, 1)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def finish(workbook: Workbook) -> bytes:
    """Return a workbook's bytes, with a fixed date in its properties and on each of its parts."""
    workbook.properties.creator = workbook.properties.lastModifiedBy = "toptips"
    workbook.properties.language = "en-GB"
    workbook.properties.created = MADE
    saved = io.BytesIO()
    workbook.save(saved)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(saved) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, ZIP_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            part.create_system = 0
            data = old.read(name)
            if name == "docProps/core.xml":
                # openpyxl writes the time of day here, whatever it is told.
                data = _MODIFIED.sub(rb"\g<1>" + MADE.isoformat().encode() + b"Z", data)
            new.writestr(part, data)
    return packed.getvalue()
