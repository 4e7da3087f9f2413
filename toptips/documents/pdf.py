"""From a Word document to a PDF that screen readers can use (PDF/UA), by LibreOffice.

Word itself can't be asked to do it without a window. LibreOffice is started with a profile of its
own, so that it neither waits for one that is open nor leaves anything behind.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from toptips.errors import TopTipsError

SECONDS = 180
NAMES = ("soffice", "libreoffice")
# Where it is installed without being on the path.
PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
OPTIONS = {
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}
BY_HAND = (
    "In Word choose File, Save As and PDF; under Options tick 'Document structure tags for"
    " accessibility'."
)
MISSING = f"No PDF was made: LibreOffice is not on this computer. {BY_HAND}"


def office() -> Path | None:
    """Return LibreOffice's program; None where there is none."""
    found = (shutil.which(name) for name in NAMES)
    on_path = next((Path(name) for name in found if name), None)
    return on_path or next((place for place in PLACES if place.is_file()), None)


def to_pdf(document: bytes, program: Path) -> bytes:
    """Return a Word document as a PDF with its structure. `program` is LibreOffice's.

    Raises TopTipsError where LibreOffice makes none, or takes longer than three minutes.
    """
    with tempfile.TemporaryDirectory(prefix="toptips-") as scratch:
        folder = Path(scratch)
        word, made = folder / "document.docx", folder / "document.pdf"
        word.write_bytes(document)
        command = [
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to"),
            f"pdf:writer_pdf_Export:{json.dumps(OPTIONS)}",
            *("--outdir", str(folder), str(word)),
        ]
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise TopTipsError(f"No PDF was made: LibreOffice did not answer. {BY_HAND}") from error
        if not made.is_file():
            raise TopTipsError(f"No PDF was made: LibreOffice could not make one. {BY_HAND}")
        return made.read_bytes()
