"""Brands that somebody tampered with, made from the one that ships."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.support.making_forms import zipped
from toptips.places import shipped

BRAND = shipped("templates") / "brand.docx"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "[Content_Types].xml"
DOCUMENT, FOOTER, SETTINGS = "word/document.xml", "word/footer1.xml", "word/settings.xml"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def brand(
    folder: Path, *, put: Mapping[str, str] | None = None, parts: Mapping[str, bytes] | None = None
) -> Path:
    """Write a brand.docx: `put` are texts by the part before whose end they go, `parts` whole."""
    made = parts_of(BRAND.read_bytes())
    for name, text in (put or {}).items():
        before, slash, after = made[name].rpartition(b"</")
        made[name] = before + text.encode() + slash + after
    made.update(parts or {})
    path = folder / "brand.docx"
    path.write_bytes(zipped(made))
    return path


def relation(kind: str, target: str, *, outside: bool = True, name: str = "rId99") -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def relations(*each: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(each)}</Relationships>'.encode()


def field(*instruction: str) -> str:
    """A field whose instruction is cut up into these pieces."""
    told = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in instruction
    )
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{told}'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
