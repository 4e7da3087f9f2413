"""Large print: a document whose letters are all larger than those of the looks it was made in."""

from __future__ import annotations

import io
import re
import zipfile

from toptips.writing import zip_of

LARGEST = 6
# Sizes of letters in half-points, and distances that grow with them, in twentieths of a point.
_SIZE = re.compile(rb'<w:(szCs|sz) w:val="(\d{1,4})"')
_LINE = re.compile(rb'w:line="(\d{1,5})" w:lineRule="(exact|atLeast)"')


def enlarged(document: bytes, times: float) -> bytes:
    """Return a Word document with all its letters `times` as large."""
    with zipfile.ZipFile(io.BytesIO(document)) as opened:
        parts = [(info.filename, opened.read(info)) for info in opened.infolist()]
    return zip_of(
        (name, _larger(data, times) if name == "word/styles.xml" else data) for name, data in parts
    )


def _larger(styles: bytes, times: float) -> bytes:
    def size(found: re.Match[bytes]) -> bytes:
        return b'<w:%s w:val="%d"' % (found[1], round(int(found[2]) * times))

    def line(found: re.Match[bytes]) -> bytes:
        return b'w:line="%d" w:lineRule="%s"' % (round(int(found[1]) * times), found[2])

    return _LINE.sub(line, _SIZE.sub(size, styles))
