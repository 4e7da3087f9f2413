"""Changes a form's document, and takes out of it all that marks an answer's place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from lxml import etree

from tests.support.making_forms import WORD

W = f"{{{WORD}}}"


def changed(form: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """A form whose main part was changed, as a program would that saves it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            new.writestr(name, data)
    return made.getvalue()


def strip(root: etree._Element) -> None:
    """Take out every control, marker and bookmark, as Google Docs may."""
    for control in list(root.iter(f"{W}sdt")):
        parent = control.getparent()
        at = parent.index(control)
        parent[at : at + 1] = list(control.find(f"{W}sdtContent"))
    for bookmark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        bookmark.getparent().remove(bookmark)
    for vanish in list(root.iter(f"{W}vanish")):
        run = vanish.getparent().getparent()
        run.getparent().remove(run)
