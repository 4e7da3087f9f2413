"""The looks of documents: what is taken of brand.docx, which may come from anybody.

Styles, numbering, theme, the table of fonts, a few settings, the last section's page with its
headers and footers, and their pictures. All else stays behind. What leads out of the document or
runs is refused by its name, wherever it stands, so that it is noticed.
"""

from __future__ import annotations

import functools
import io
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from docx.oxml.ns import nsmap, qn
from lxml import etree

from toptips.documents import outward
from toptips.errors import TemplateError
from toptips.places import read_bytes
from toptips.unsafe.xml import parse_xml
from toptips.unsafe.zips import Allowance, Parts, Unreadable
from toptips.writing import zip_of

LARGEST_BRAND = 20_000_000  # bytes
MOST_UNPACKED = 40_000_000  # bytes
MOST_DOTS = 50_000_000  # of one picture
PICTURES = frozenset(("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf"))
SETTINGS = frozenset(
    (
        "autoHyphenation", "bordersDoNotSurroundFooter", "bordersDoNotSurroundHeader",
        "characterSpacingControl", "clrSchemeMapping", "compat", "consecutiveHyphenLimit",
        "decimalSymbol", "defaultImageDpi", "defaultTabStop", "displayBackgroundShape",
        "doNotAutoCompressPictures", "doNotHyphenateCaps", "evenAndOddHeaders", "gutterAtTop",
        "hyphenationZone", "listSeparator", "mathPr", "mirrorMargins", "themeFontLang", "zoom",
    )
)  # fmt: skip
# Kinds of parts, by the last word of the relationship that leads to them.
_OF_DOCUMENT = ("styles", "numbering", "theme", "fontTable", "settings", "header", "footer")
_NEVER_TAKEN = ("docprops/", "customxml/", "customui/")  # they are not even read
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_Relation = tuple[str, str, str, bool]  # its id, its kind, where it leads, whether outside
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def open_brand(path: Path) -> Document:
    """Open a Word document with the looks of a brand and nothing in it.

    Raises TemplateError, in one line, for one that is damaged, too large, or that holds what leads
    out of it or runs.
    """
    if path.is_file() and path.stat().st_size > LARGEST_BRAND:
        raise TemplateError(f"{path.name} is larger than {LARGEST_BRAND // 1_000_000} MB.")
    try:
        return docx.Document(io.BytesIO(taken_of(read_bytes(path))))
    except TemplateError as error:
        raise TemplateError(f"{path.name} {error}") from error
    except Unreadable as error:
        raise TemplateError(f"{path} can't be used; save it from Word as .docx. {error}") from error
    except Exception as error:
        # python-docx raises whatever it meets in a damaged file.
        raise TemplateError(f"{path} can't be used; save it from Word as .docx.") from error


@functools.lru_cache(maxsize=2)
def taken_of(data: bytes) -> bytes:
    """Return a document of what is taken of a brand's. All documents of a pack share it."""
    parts = Parts(data, allowance=Allowance(MOST_UNPACKED))
    trees = {
        name: parse_xml(parts.read(name))
        for name in parts.names
        if name.lower().endswith((".xml", ".rels")) and not name.lower().startswith(_NEVER_TAKEN)
    }
    for what in _refused(parts, trees):
        raise TemplateError(f"holds {what}, which would go into every document. Take it out.")
    return _Taking(parts, trees).take()


def _refused(parts: Parts, trees: dict[str, Any]) -> Iterator[str]:
    """Say what is refused, the worst first."""
    yield from outward.in_names(parts.names)
    for name, tree in trees.items():
        if name.lower() == "[content_types].xml":
            yield from outward.in_content_types(tree)
    for name, tree in trees.items():
        if name.lower().endswith(".rels"):
            yield from outward.in_relationships(tree)
    for name, tree in trees.items():
        if not name.lower().endswith(".rels"):
            yield from outward.in_xml(tree)


class _Taking:
    """Makes a new package of the parts that are taken."""

    def __init__(self, parts: Parts, trees: dict[str, Any]) -> None:
        self._parts = parts
        self._trees = trees
        self._made: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._pictures: dict[str, str] = {}

    def take(self) -> bytes:
        """Return the new package."""
        main = next((target for _, kind, target in self._leads("") if kind == "officeDocument"), "")
        if main not in self._trees:
            raise Unreadable("It holds no document of Word.")
        section = self._section(main)
        used = set(section.xpath(".//@r:id", namespaces={"r": _OFFICE}))
        relations: list[_Relation] = []
        for rid, kind, target in self._leads(main):
            if kind not in _OF_DOCUMENT or target not in self._trees:
                continue
            if kind in ("header", "footer") and rid not in used:
                continue
            name = self._take_part(kind, target, len(relations))
            relations.append((rid, kind, name, False))
        known = {rid for rid, *_ in relations}
        for reference in list(section):
            if reference.get(qn("r:id"), next(iter(known), "")) not in known:
                section.remove(reference)
        before = self._trees[main]
        root = etree.Element(qn("w:document"), nsmap={**before.nsmap, "r": _OFFICE})
        if ignorable := before.get(_IGNORABLE):
            root.set(_IGNORABLE, ignorable)
        etree.SubElement(root, qn("w:body")).append(section)
        self._add("word/document.xml", root, _WORD_TYPE.format("document.main"), relations)
        self._made["_rels/.rels"] = _relationships(
            [("rId1", "officeDocument", "word/document.xml", False)], ""
        )
        self._made["[Content_Types].xml"] = self._content_types()
        return zip_of(sorted(self._made.items()))

    def _leads(self, source: str) -> Iterator[tuple[str, str, str]]:
        """Yield the relationships within the document of one part: id, kind, target."""
        folder, name = posixpath.split(source)
        tree = self._trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in tree if tree is not None else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
                yield relation.get("Id", ""), kind, target.lstrip("/")

    def _section(self, main: str) -> Any:
        """Return the page of the brand's last section, without what belongs to one document."""
        section = self._trees[main].find(f"{qn('w:body')}/{qn('w:sectPr')}")
        if section is None:
            return etree.Element(qn("w:sectPr"), nsmap={"w": nsmap["w"]})
        for name in ("w:printerSettings", "w:sectPrChange", "w:footnotePr", "w:endnotePr"):
            for node in section.findall(qn(name)):
                section.remove(node)
        return section

    def _take_part(self, kind: str, source: str, number: int) -> str:
        """Take one part along with its pictures, and return its new name."""
        tree = self._trees[source]
        name = {"theme": "word/theme/theme1.xml"}.get(kind, f"word/{kind}.xml")
        if kind in ("header", "footer"):
            name = f"word/{kind}{number}.xml"
        if kind == "settings":
            _keep_only(tree, SETTINGS)
        elif kind == "fontTable":
            _without(tree, ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"))
        else:
            # Of a picture that is there in two forms, the plain one.
            _without(tree, ("extLst",), within="blip")
        content_type = _THEME_TYPE if kind == "theme" else _WORD_TYPE.format(kind)
        self._add(name, tree, content_type, list(self._of_part(kind, source, tree)))
        return name

    def _of_part(self, kind: str, source: str, tree: Any) -> Iterator[_Relation]:
        """Yield the relationships of a header, a footer, the bullets or the theme that it uses."""
        used = {
            value
            for node in tree.iter()
            for name, value in node.attrib.items()
            if name.startswith(f"{{{_OFFICE}}}")
        }
        folder, name = posixpath.split(source)
        links = self._trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in links if links is not None and kind in ("header", "footer") else ():
            if relation.get("TargetMode") == "External" and relation.get("Id") in used:
                yield relation.get("Id"), "hyperlink", relation.get("Target"), True
        for rid, link, target in self._leads(source):
            if rid not in used:
                continue
            if link != "image":
                raise TemplateError(f"holds more than text and pictures in a {kind}: {link[:40]}.")
            yield rid, "image", self._take_picture(target), False

    def _take_picture(self, source: str) -> str:
        if source in self._pictures:
            return self._pictures[source]
        if source not in self._parts:
            raise Unreadable("A picture is missing from it.")
        extension = source.rsplit(".", 1)[-1].lower()
        data = self._parts.read(source)
        if extension not in PICTURES or not (dots := _dots_of(data)):
            raise TemplateError("holds a picture of a kind that can't be used. Save it as PNG.")
        if dots > MOST_DOTS:
            raise TemplateError(
                f"holds a picture of {dots // 1_000_000:,} million dots; shrink it."
            )
        name = f"word/media/image{len(self._pictures) + 1}.{extension}"
        self._pictures[source] = name
        self._made[name] = data
        self._types[extension] = f"image/{extension.replace('jpg', 'jpeg')}"
        return name

    def _add(self, name: str, tree: Any, content_type: str, relations: list[_Relation]) -> None:
        self._made[name] = _DECLARATION + etree.tostring(tree)
        self._types[f"/{name}"] = content_type
        if relations:
            folder, last = posixpath.split(name)
            self._made[f"{folder}/_rels/{last}.rels"] = _relationships(relations, folder)

    def _content_types(self) -> bytes:
        namespace = f"{_PACKAGE}/content-types"
        root = etree.fromstring(f'<Types xmlns="{namespace}"/>')
        defaults = {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
            **{name: kind for name, kind in self._types.items() if name[0] != "/"},
        }
        for extension, kind in sorted(defaults.items()):
            etree.SubElement(root, f"{{{namespace}}}Default", Extension=extension, ContentType=kind)
        for name, kind in sorted(self._types.items()):
            if name[0] == "/":
                etree.SubElement(root, f"{{{namespace}}}Override", PartName=name, ContentType=kind)
        return _DECLARATION + etree.tostring(root)


def _relationships(relations: list[_Relation], folder: str) -> bytes:
    """Return the part that says where relationships lead: id, kind, target, whether outside."""
    namespace = f"{_PACKAGE}/relationships"
    root = etree.fromstring(f'<Relationships xmlns="{namespace}"/>')
    for rid, kind, target, outside in relations:
        node = etree.SubElement(root, f"{{{namespace}}}Relationship")
        node.set("Id", rid)
        node.set("Type", f"{_OFFICE}/{kind}")
        node.set("Target", target if outside else posixpath.relpath(f"/{target}", f"/{folder}"))
        if outside:
            node.set("TargetMode", "External")
    return _DECLARATION + etree.tostring(root)


def _dots_of(data: bytes) -> int:
    """Return how many dots a picture has: 1 for a drawing, 0 for what is no picture."""
    if data[40:44] == b" EMF" or data.startswith((b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")):
        return 1
    try:
        image = Image.from_blob(data)
    except UnrecognizedImageError:
        return 0
    return int(image.px_width * image.px_height)


def _keep_only(tree: Any, names: frozenset[str]) -> None:
    for node in list(tree):
        if etree.QName(node).localname not in names:
            tree.remove(node)


def _without(tree: Any, names: tuple[str, ...], within: str = "") -> None:
    """Take elements out by their names, wherever they stand or under others of one name."""
    for node in [node for node in tree.iter() if etree.QName(node).localname in names]:
        parent = node.getparent()
        if not within or etree.QName(parent).localname == within:
            parent.remove(node)
