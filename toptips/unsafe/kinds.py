"""Says what a file is, by what is in it and never by what it is called."""

from __future__ import annotations

from collections.abc import Callable

from toptips.unsafe.zips import LARGEST_SMALL_PART, Parts, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "rar"),
    (b"\x78\x9f\x3e\x22", "winmail"),
    (b"ID3", "video"),
    (b"OggS", "video"),
    (b"\x1f\x8b", "rar"),
    (b"BZh", "rar"),
    (b"\xfd7zXZ\x00", "rar"),
    (b"ID;P", "old-table"),
    (b"TABLE\r\n0,1\r\n", "old-table"),
    (b"TABLE\n0,1\n", "old-table"),
    (b"\xffWPC", "old-office"),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "onenote"),
)
# Old Office files keep a directory of names in UTF-16. An e-mail may hold a document, and a
# protected file hides what it is, so these stand before the others.
_OLE_NAMES: tuple[tuple[str, str], ...] = (
    ("DRMEncrypted", "label"),
    ("EncryptedPackage", "password"),
    ("__nameid_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
)
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/vnd.oasis.opendocument", "odg"),
    (b"application/epub", "epub"),
)
# Files of one piece that begin as XML; the first of these words decides.
_XML_KINDS = (
    (b"word.document", "word-xml"),
    (b"<w:worddocument", "word-xml"),
    (b"excel.sheet", "excel-xml"),
    (b"powerpoint.show", "pptx"),
    (b"schemas.microsoft.com/office/2006/xmlpackage", "word-xml"),
    (b"opendocument.spreadsheet", "flat-ods"),
    (b"opendocument.text", "flat-odf"),
    (b"office:document", "flat-odf"),
    (b"<html", "html"),
    (b"<svg", "svg"),
)
_PARTS_OF_FORMS = ("word/", "xl/", "ppt/", "content.xml", "mimetype", "[content_types]", "_rels/")
_MAIL_HEADERS = (
    b"received:", b"return-path:", b"mime-version:", b"from:", b"delivered-to:", b"message-id:",
    b"x-", b"date:", b"subject:", b"to:", b"arc-", b"dkim-signature:", b"content-type:",
)  # fmt: skip


def kind_of(data: bytes, open_parts: Callable[[], Parts]) -> str:
    """Return what a file is: `docx`, `docm`, `odt`, `xlsx`, `csv`, `zip`, `pdf`, `jpeg`, ....

    `open_parts` opens it as a zip. `damaged` is a zip (as all of Word's files are) that can't be
    opened; `unknown` is nothing that we know. Costs no more than a look at the bytes and at a
    zip's list of contents.
    """
    if not data:
        return "empty"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _kind_of_zip(data, open_parts)
    if data.startswith(_OLE):
        return _kind_of_old_office(data)
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF":
        return "webp" if data[8:12] == b"WEBP" else "video"
    if data[4:8] == b"ftyp":
        heic = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
        return "heic" if data[8:12] in heic else "video"
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        return "bmp"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[257:262] == b"ustar":
        return "rar"
    return _kind_of_text(data)


def _kind_of_zip(data: bytes, open_parts: Callable[[], Parts]) -> str:
    try:
        parts = open_parts()
    except Unreadable:
        return "zip" if _is_of_people(data) else "damaged"
    if "word/document.xml" in parts:
        return "docm" if "word/vbaProject.bin" in parts else "docx"
    if "mimetype" in parts:
        try:
            kind = parts.read("mimetype", 200)
        except Unreadable:
            return "damaged"
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        for start, kind_found in _MIMETYPES:
            if kind.startswith(start):
                return kind_found
    for part, kind_found in (
        ("xl/workbook.xml", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
        ("xl/workbook.bin", "xlsb"),
        ("visio/document.xml", "vsdx"),
        ("index.apxl", "keynote"),
        ("index.apxl.gz", "keynote"),
        ("FixedDocSeq.fdseq", "pdf"),
    ):
        if part in parts:
            return kind_found
    if "Index/Document.iwa" in parts or "Index.zip" in parts:
        return _kind_of_iwork(parts)
    # Zipped again by hand, an OpenDocument text may lack its mimetype.
    if "content.xml" in parts and _is_opendocument_text(parts):
        return "odt"
    # Some programs number Word's main part.
    if any(name.startswith("word/document") and name.endswith(".xml") for name in parts.names):
        return "docx"
    return "zip"


def _kind_of_iwork(parts: Parts) -> str:
    """Return which of Apple's programs wrote this; a Pages document may hold a table too."""
    if any(name.startswith(("Index/Slide", "Index/MasterSlide")) for name in parts.names):
        return "keynote"
    tables = any(name.startswith("Index/Tables/") for name in parts.names)
    return "numbers" if tables and "Index/CalculationEngine.iwa" in parts else "pages"


def _is_of_people(data: bytes) -> bool:
    """Say whether this is a zip of files whose names alone are not those of a form's parts."""
    try:
        names = Parts(data, as_form=False).names
    except Unreadable:
        return False
    return not any(name.lower().startswith(_PARTS_OF_FORMS) for name in names)


def _is_opendocument_text(parts: Parts) -> bool:
    name = "META-INF/manifest.xml"
    try:
        return name in parts and b"opendocument.text" in parts.read(name, LARGEST_SMALL_PART)
    except Unreadable:
        return False


def _kind_of_old_office(data: bytes) -> str:
    for name, kind in _OLE_NAMES:
        if name.encode("utf-16-le") in data:
            return kind
    return "old-office"


def _kind_of_text(data: bytes) -> str:
    start = data[:4096]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _kind_of_text(start.decode("utf-16", "ignore").encode())
    if b"\x00" in start or sum(byte < 32 and byte not in b"\t\n\r\f" for byte in start) > 4:
        return "unknown"
    lowered = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        return "html"
    if lowered.startswith(b"<"):
        for word, kind in _XML_KINDS:
            if word in lowered:
                return kind
        if lowered.startswith((b"<?xml", b"<!doctype")):
            return "xml"
    lines = lowered.splitlines()[:8]
    if b"multipart/related" in lowered and b"\nfrom:" not in b"\n" + lowered:
        return "mht"
    if sum(line.startswith(_MAIL_HEADERS) for line in lines) >= 2:
        return "eml"
    if lowered.replace(b'"', b"").startswith(b"response_id"):
        return "csv"
    # The same sign some times on each of the first lines makes columns.
    if len(lines) > 1 and any(
        min(line.count(sign) for line in lines) > 1 for sign in (b",", b";", b"\t")
    ):
        return "table"
    return "text"
