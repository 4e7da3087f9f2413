"""What a document must keep to, so that everybody can read it: looked for in the document itself.

The rules are those of the Public Sector Bodies Accessibility Regulations and of WCAG 2.2 AA, as far
as a program can see them, and what Word minds in content controls.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from toptips.model.colours import READABLE, contrast

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "dc": "http://purl.org/dc/elements/1.1/",
}
W = f"{{{NAMESPACES['w']}}}"
# In half points.
SMALLEST_TEXT = 24
WHITE = "FFFFFF"


def problems(document: bytes) -> list[str]:
    """Return every rule that a Word document breaks, in words."""
    with zipfile.ZipFile(io.BytesIO(document)) as opened:
        parts = {
            name: etree.fromstring(opened.read(name))
            for name in opened.namelist()
            if name.endswith(".xml") and name.startswith(("word/", "docProps/"))
        }
    body, styles = parts["word/document.xml"], parts["word/styles.xml"]
    return [
        *_properties(parts),
        *_headings(body, styles),
        *_pictures(body),
        *_tables(body),
        *_paragraphs(body),
        *_links(body),
        *_looks(body, styles),
        *_controls(body),
    ]


def of_wording(document: bytes) -> list[str]:
    """Return what its wording alone can break: pictures, tables and links without words."""
    with zipfile.ZipFile(io.BytesIO(document)) as opened:
        body = etree.fromstring(opened.read("word/document.xml"))
    return [*_pictures(body), *_tables(body), *_links(body)]


def _find(root: etree._Element, path: str) -> list[etree._Element]:
    return list(root.iterfind(path, NAMESPACES))


def _value(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def _parent(element: etree._Element) -> str:
    """Return the tag of what an element stands in."""
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _text(element: etree._Element) -> str:
    return "".join(str(text.text or "") for text in element.iter(f"{W}t"))


def _properties(parts: dict[str, etree._Element]) -> Iterator[str]:
    core = parts["docProps/core.xml"]
    if not "".join(core.findtext("dc:title", "", NAMESPACES)).strip():
        yield "no title"
    for name, path in (("styles", ".//w:docDefaults//w:lang"), ("settings", ".//w:themeFontLang")):
        language = parts[f"word/{name}.xml"].find(path, NAMESPACES)
        if _value(language) != "en-GB":
            yield f"the language in {name} is '{_value(language)}', not en-GB"


def _headings(body: etree._Element, styles: etree._Element) -> Iterator[str]:
    names = {
        _value(style, "styleId"): _value(style.find("w:name", NAMESPACES))
        for style in _find(styles, "w:style")
    }
    level, said = 0, set[str]()
    for paragraph in body.iter(f"{W}p"):
        name = names.get(_value(paragraph.find("w:pPr/w:pStyle", NAMESPACES)), "")
        if not name.lower().startswith("heading "):
            continue
        here = int(name.split()[-1])
        if here > level + 1:
            yield f"heading level {here} follows level {level}: '{_text(paragraph)}'"
        if (words := _text(paragraph)) in said:
            yield f"the heading '{words}' stands twice"
        level = here
        said.add(words)


def _pictures(body: etree._Element) -> Iterator[str]:
    for picture in body.iter(f"{{{NAMESPACES['wp']}}}docPr"):
        if not str(picture.get("descr", "")).strip():
            yield f"the picture {picture.get('name')} has no alternative text"


def _tables(body: etree._Element) -> Iterator[str]:
    for number, table in enumerate(body.iter(f"{W}tbl"), 1):
        rows = _find(table, "w:tr")
        if not rows or rows[0].find("w:trPr/w:tblHeader", NAMESPACES) is None:
            yield f"table {number} has no marked header row"
        look = table.find("w:tblPr/w:tblLook", NAMESPACES)
        if _value(look, "firstColumn") != "1" and len(_find(rows[0], "w:tc") if rows else ()) > 1:
            yield f"table {number} does not mark its first column as what its rows are called"
        if _find(table, ".//w:gridSpan") or _find(table, ".//w:vMerge"):
            yield f"table {number} has merged cells"
        if len({len(_find(row, "w:tc")) for row in rows}) > 1:
            yield f"table {number} has rows of different lengths"
        if any(not _text(cell).strip() for row in rows[:1] for cell in _find(row, "w:tc")):
            yield f"table {number} has an empty header cell"


def _paragraphs(body: etree._Element) -> Iterator[str]:
    for paragraph in body.iter(f"{W}p"):
        in_cell = _parent(paragraph) == f"{W}tc"
        if not in_cell and not _text(paragraph).strip() and not _find(paragraph, ".//w:drawing"):
            yield "an empty paragraph"


def _links(body: etree._Element) -> Iterator[str]:
    for link in body.iter(f"{W}hyperlink"):
        words = _text(link).strip()
        if not words or "://" in words or words.lower() in ("here", "click here", "link"):
            yield f"a link without words: '{words}'"


def _looks(body: etree._Element, styles: etree._Element) -> Iterator[str]:
    for root, where in ((styles, "styles"), (body, "the text")):
        for size in root.iter(f"{W}sz", f"{W}szCs"):
            if _parent(size) == f"{W}rPr" and int(_value(size)) < SMALLEST_TEXT:
                owner = next((style for style in size.iterancestors(f"{W}style")), None)
                if owner is None or _value(owner, "styleId") in _used(body, styles):
                    yield f"text of {int(_value(size)) / 2:g} points in {where}"
    grounds = {WHITE} | {
        _value(shade, "fill") for shade in (*styles.iter(f"{W}shd"), *body.iter(f"{W}shd"))
    } & _table_grounds(body, styles)
    used = _used(body, styles)
    for style in _find(styles, "w:style"):
        colour = _value(style.find("w:rPr/w:color", NAMESPACES))
        if _value(style, "styleId") not in used or not colour or colour == "auto":
            continue
        own = _own_ground(style)
        for ground in {own} if own else grounds:
            if contrast(f"#{colour}", f"#{ground}") < READABLE:
                yield f"the colour {colour} of '{_value(style, 'styleId')}' on {ground}"


def _own_ground(style: etree._Element) -> str:
    """Return the colour that a style puts behind its own words, if it does."""
    properties = "w:rPr" if style.get(f"{W}type") == "character" else "w:pPr"
    return _value(style.find(f"{properties}/w:shd", NAMESPACES), "fill")


def _table_grounds(body: etree._Element, styles: etree._Element) -> set[str]:
    """Return the colours behind the cells of the tables' styles that the document uses."""
    used = {_value(style) for style in body.iter(f"{W}tblStyle")}
    return {
        _value(shade, "fill")
        for style in _find(styles, "w:style")
        if _value(style, "styleId") in used
        for shade in style.iter(f"{W}shd")
    }


def _used(body: etree._Element, styles: etree._Element) -> set[str]:
    """Return the ids of the styles that a document uses, and of those they are based on."""
    found = {_value(style) for style in body.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")} | {
        "Normal"
    }
    by_id = {_value(style, "styleId"): style for style in _find(styles, "w:style")}
    for name in list(found):
        while (style := by_id.get(name)) is not None:
            found.add(name)
            name = _value(style.find("w:basedOn", NAMESPACES))
    return found


def _is_box(properties: etree._Element) -> bool:
    return any(child.tag.endswith("}checkbox") for child in properties)


def _controls(body: etree._Element) -> Iterator[str]:
    controls = _find(body, ".//w:sdt/w:sdtPr")
    for what, path in (("id", "w:id"), ("tag", "w:tag"), ("name", "w:alias")):
        # A box to tick is part of its question's control, whose tag tells what it answers.
        told = [control for control in controls if what != "tag" or not _is_box(control)]
        values = [_value(control.find(path, NAMESPACES)) for control in told]
        for value, times in Counter(values).items():
            if times > 1:
                yield f"{times} controls with the {what} '{value}'"
            if not value or len(value) > 64:
                yield f"a control whose {what} is '{value}'"
    for control in controls:
        values = [_value(item, "value") for item in _find(control, ".//w:listItem")]
        if len(set(values)) < len(values):
            yield "a list with the same value twice"
    bookmarks = [_value(start, "name") for start in body.iter(f"{W}bookmarkStart")]
    for name, times in Counter(bookmarks).items():
        if times > 1:
            yield f"{times} bookmarks with the name '{name}'"
        if len(name) > 40:
            yield f"a bookmark with a name of {len(name)} characters"
