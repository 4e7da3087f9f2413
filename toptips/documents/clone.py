"""One form to many: a built document, copied for each partner with its own values in it.

Compressed parts are copied as they are; only the parts in which a later value stands are made
anew. That is about twenty times faster than building each form.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from toptips.documents.text import clean
from toptips.documents.tokens import LATER, LATER_TOKEN, NONCHARACTERS
from toptips.errors import TemplateError

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
NEEDS, UTF8_NAMES, DEFLATED = 20, 0x800, zipfile.ZIP_DEFLATED
# The first of January 1980, as a zip's table of contents writes it.
DOS_DATE, DOS_TIME = 0x21, 0
# The parts are small, and level 6 would take twice as long for a few per cent.
COMPRESSION = 4


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the document: either ready to copy, or texts with the names between them."""

    name: bytes
    packed: bytes = b""
    crc: int = 0
    size: int = 0
    texts: tuple[bytes, ...] = ()
    names: tuple[str, ...] = ()


class Clones:
    """Makes the clones of one built document."""

    def __init__(self, built: bytes) -> None:
        self._parts: list[_Part] = []
        with zipfile.ZipFile(io.BytesIO(built)) as opened:
            for info in opened.infolist():
                raw = opened.read(info)
                name = info.filename.encode()
                pieces = LATER_TOKEN.split(raw.decode()) if LATER.encode() in raw else []
                if len(pieces) > 1:
                    texts = tuple(piece.encode() for piece in pieces[::2])
                    self._parts.append(_Part(name, texts=texts, names=tuple(pieces[1::2])))
                else:
                    self._parts.append(_Part(name, _packed(raw), zlib.crc32(raw), len(raw)))

    def make(self, values: Mapping[str, str]) -> bytes:
        """Return one clone's bytes. `values` are by the names of the later values.

        Raises TemplateError if the document prints a value that is not among them.
        """
        escaped = {name: _escaped(value) for name, value in values.items()}
        written, contents, offset = [], [], 0
        for part in self._parts:
            packed, crc, size = part.packed, part.crc, part.size
            if part.names:
                raw = _filled(part, escaped)
                packed, crc, size = _packed(raw), zlib.crc32(raw), len(raw)
            shared = (UTF8_NAMES, DEFLATED, DOS_TIME, DOS_DATE, crc, len(packed), size)
            local = LOCAL.pack(b"PK\3\4", NEEDS, *shared, len(part.name), 0)
            written += [local, part.name, packed]
            central = CENTRAL.pack(
                b"PK\1\2", NEEDS, NEEDS, *shared, len(part.name), 0, 0, 0, 0, 0, offset
            )
            contents += [central, part.name]
            offset += len(local) + len(part.name) + len(packed)
        table = b"".join(contents)
        count = len(self._parts)
        end = END.pack(b"PK\5\6", 0, 0, count, count, len(table), offset, 0)
        return b"".join([*written, table, end])


def _filled(part: _Part, escaped: Mapping[str, bytes]) -> bytes:
    pieces = [part.texts[0]]
    for name, text in zip(part.names, part.texts[1:], strict=True):
        if name not in escaped:
            raise TemplateError(f"'{name}' is printed, but no clone has a value for it.")
        pieces += [escaped[name], text]
    return b"".join(pieces)


def _escaped(value: str) -> bytes:
    """Return a one-line value as XML text."""
    line = " ".join(NONCHARACTERS.sub("", clean(value)).split("\n"))
    return escape(line, {'"': "&quot;", "\t": "&#9;"}).encode()


def _packed(raw: bytes) -> bytes:
    compressor = zlib.compressobj(COMPRESSION, zlib.DEFLATED, -15)
    return compressor.compress(raw) + compressor.flush()
