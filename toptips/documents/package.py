"""The last step of a document: its language and properties, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from toptips.documents.controls import element
from toptips.documents.text import clean
from toptips.writing import zip_of

LANGUAGE = "en-GB"
# A date that says nothing, so that the same input gives the same bytes.
MADE = datetime(2000, 1, 1)
# What a property of a document may hold.
LONGEST_TITLE = 255


def finish(document: Document, *, title: str, reference: str) -> bytes:
    """Set what every document has and return its bytes. `reference` becomes its keywords."""
    properties = document.core_properties
    line = clean(title).replace("\n", " ")
    properties.title = line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"
    properties.author = "toptips"
    properties.last_modified_by = "toptips"
    properties.comments = ""
    properties.keywords = clean(reference)
    properties.language = LANGUAGE
    properties.created = properties.modified = MADE
    properties.revision = 1
    _set_language(document)
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts:
        return zip_of((name, parts.read(name)) for name in parts.namelist())


def _set_language(document: Document) -> None:
    styles: Any = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        styles.insert(0, defaults)
    for name in ("w:rPrDefault", "w:rPr"):
        found = defaults.find(qn(name))
        if found is None:
            found = element(name)
            defaults.insert(0, found)
        defaults = found
    _replace(defaults, element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    settings: Any = document.settings.element
    theme = settings.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), LANGUAGE)


def _replace(parent: Any, child: Any) -> None:
    for old in parent.findall(child.tag):
        parent.remove(old)
    parent.append(child)
