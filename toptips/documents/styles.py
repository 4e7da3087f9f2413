"""The styles of a document by their names, looked up once."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from toptips.errors import TemplateError

# What brands of before may have instead.
BEFORE = {
    "quoted words": "quote",
    "band title": "title",
    "large number": "table text",
    "accent": "table text",
    **{f"level {number}": "table text" for number in range(1, 6)},
}
# Without these a document has no headings for those who can't see it.
NEEDED = ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4")


class Styles:
    """Which id each style has. A style that a brand lacks is the one that all are based on."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._ids: dict[str, str] = {}
        for style in root.iterchildren(qn("w:style")):
            name = style.find(qn("w:name"))
            if name is None:
                continue
            key = str(name.get(qn("w:val"), "")).lower()
            is_default = style.get(qn("w:default")) in ("1", "true", "on")
            self._elements[key] = style
            self._ids[key] = "" if is_default else str(style.get(qn("w:styleId"), ""))
        if missing := [name for name in NEEDED if name.lower() not in self._ids]:
            raise TemplateError(f"brand.docx has no style '{missing[0]}', which documents need.")

    def id_of(self, name: str) -> str:
        """Return the id of a style; nothing for the one that all are based on."""
        key = name.lower()
        if key not in self._ids:
            key = BEFORE.get(key, key)
        return self._ids.get(key, "")

    def element(self, name: str) -> Any | None:
        """Return a style's element, or None where a brand lacks it."""
        return self._elements.get(name.lower())
