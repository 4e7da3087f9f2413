"""Whether Word would mind a document, by a validator of Office Open XML."""

from __future__ import annotations

import tempfile
from pathlib import Path

from openxml_audit import OpenXmlValidator


def openxml_errors(document: bytes) -> list[str]:
    """Return what a validator of Office Open XML finds wrong with a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(document)
        found = OpenXmlValidator().validate(path)
        return [str(error) for error in found.errors]
