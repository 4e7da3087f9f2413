"""Large print: every style of a document grows as its running text does."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from toptips.errors import TemplateError

SMALLEST, LARGEST = 12, 36
# Of running text, where a brand's Normal says nothing.
USUAL = 12.0


def enlarge(document: Document, points: object, template: str) -> None:
    """Set running text in so many points, and what else has a size in proportion, none smaller.

    Raises TemplateError, with the template's name, for a size that no document has.
    """
    if not isinstance(points, int) or not SMALLEST <= points <= LARGEST:
        raise TemplateError(
            f"{template}: 'points: {points}' is no size of print. Write a number from {SMALLEST} to"
            f" {LARGEST}."
        )
    normal = document.styles["Normal"].font
    before = normal.size.pt if normal.size else USUAL
    for size in document.styles.element.iter(qn("w:sz"), qn("w:szCs")):
        grown = round(int(size.get(qn("w:val"), 0)) * points / before)
        size.set(qn("w:val"), str(max(grown, 2 * points)))
    normal.size = Pt(points)
