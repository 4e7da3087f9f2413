"""What in a Word document leads out of it, or runs: each is refused by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "STYLEREF", "TITLE"))
# What kinds of relationships, by the last part of their names, and what they bring along.
_KINDS = {
    "vbaProject": "a macro",
    "wordVbaData": "a macro",
    "attachedTemplate": "another template",
    "frame": "a frame",
    "oleObject": "an embedded object",
    "package": "an embedded object",
    "aFChunk": "another document (altChunk)",
    "subDocument": "another document",
    "control": "an ActiveX control",
    "activeXControlBinary": "an ActiveX control",
}
_ELEMENTS = {
    "altChunk": "another document (altChunk)",
    "subDoc": "another document",
    "OLEObject": "an embedded object",
    "control": "an ActiveX control",
    "webVideoPr": "a video",
}
_PARTS = (
    (re.compile(r"(^|/)vba[^/]*\.(bin|xml)$", re.IGNORECASE), "a macro"),
    (re.compile(r"(^|/)(embeddings|activeX)/", re.IGNORECASE), "an embedded object"),
)
_ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s\\]+", re.IGNORECASE)
_ATTRIBUTES = frozenset(("src", "href", "althref", "action", "macro", "data"))


def in_names(names: Sequence[str]) -> Iterator[str]:
    """Say what the names of a document's parts tell of."""
    for name in names:
        yield from (what for named, what in _PARTS if named.search(name))


def in_content_types(types: Any) -> Iterator[str]:
    """Say what the table of a document's parts tells of."""
    for entry in types:
        kind = str(entry.get("ContentType", "")).lower()
        if "macroenabled" in kind or "vba" in kind:
            yield "a macro"
        elif "oleobject" in kind or "activex" in kind:
            yield "an embedded object"


def in_relationships(relationships: Any) -> Iterator[str]:
    """Say what is refused among the relationships of one part."""
    for relation in relationships:
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
        target = str(relation.get("Target", ""))
        leads_out = relation.get("TargetMode") == "External" or _ADDRESS.match(target)
        if kind in _KINDS:
            yield _KINDS[kind] + (f" ({_shown(target)})" if leads_out else "")
        elif leads_out and not (kind == "hyperlink" and _WEB.fullmatch(target)):
            yield f"a link to {_shown(target)}"


def in_xml(root: Any) -> Iterator[str]:
    """Say what is refused in one part."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if what := _ELEMENTS.get(_local(node.tag)):
            yield what
        for name, value in node.attrib.items():
            if _local(name) in _ATTRIBUTES and _ADDRESS.match(value):
                yield f"a link to {_shown(value)}"
    for instruction in instructions(root):
        words = instruction.split(None, 1)
        name = words[0].upper() if words else ""
        if name not in FIELDS:
            yield f"the field {_shown(name)}" if name else "a field without a name"


def instructions(root: Any) -> Iterator[str]:
    """Yield what each field of a part is told to do, however it is cut up.

    A field within another is told apart from it; words that stand in no field are yielded too, as
    other programs may take them for one.
    """
    open_fields: list[list[str]] = []
    shown: list[bool] = []
    for node in root.iter("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText"):
        # By local names, as a document may say them in the namespaces of another standard.
        told = {_local(name): value for name, value in node.attrib.items()}
        if _local(node.tag) == "fldSimple":
            yield told.get("instr", "")
        elif _local(node.tag) != "fldChar":
            if open_fields and not shown[-1]:
                open_fields[-1].append(node.text or "")
            else:
                yield node.text or ""
        elif (kind := told.get("fldCharType")) == "begin":
            open_fields.append([])
            shown.append(False)
        elif kind == "separate" and shown:
            shown[-1] = True
        elif kind == "end" and open_fields:
            shown.pop()
            yield "".join(open_fields.pop())
    yield from map("".join, open_fields)


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _shown(text: str) -> str:
    """Return a text as it may stand in a line."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return line if len(line) <= 80 else line[:79] + "…"
