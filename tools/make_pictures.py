"""Makes the pictures of the README from the first example, as LibreOffice prints it.

    .venv/bin/python tools/make_pictures.py

Needs LibreOffice and pdftoppm. Look at what changed before you commit it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from toptips import workflow
from toptips.documents.pdf import MISSING, office, to_pdf

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
DOTS_AN_INCH = 72
# By the picture's name: the document, and the page that is shown.
PAGES = {
    "board.png": ("report/report.docx", 1),
    "report.png": ("report/report.docx", 4),
    "form.png": ("pack/forms/self-assessment-mh-trust.docx", 2),
    "sheet.png": ("pack/tables/conversation-sheet-table-1.docx", 2),
}


def main() -> int:
    program = office()
    if program is None:
        print(MISSING, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "workshop"
        workflow.copy_example(folder, workflow.examples()[0][0])
        workflow.prepare(folder)
        workflow.collect(folder)
        workflow.analyse(folder)
        for name, (document, page) in PAGES.items():
            printed = Path(scratch) / "printed.pdf"
            printed.write_bytes(to_pdf((folder / document).read_bytes(), program))
            which = ("-f", str(page), "-l", str(page), "-singlefile")
            out = PICTURES / name.removesuffix(".png")
            subprocess.run(
                ["pdftoppm", "-png", "-r", str(DOTS_AN_INCH), *which, str(printed), str(out)],
                check=True,
            )
            print(f"{PICTURES / name}: page {page} of {document}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
