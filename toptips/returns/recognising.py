"""Says what a returned file is, by what is in it and never by what it is called."""

from __future__ import annotations

from toptips.unsafe.opening import LARGEST_SMALL_PART, File, Parts, Unreadable

FILL_IN = "Please fill in the Word form that you were sent, save it and send that file."
ON_PAPER = (
    f"{FILL_IN} If you filled it in on paper, say so and the facilitator will type it in."
)  # fmt: skip
COPY_ACROSS = (
    "Please open the Word form that you were sent, copy your answers into it and send that file."
)

# What each kind is called, and what to write to the sender. Kinds that a reader takes need none.
MESSAGES: dict[str, str] = {
    "empty": "This file is empty: nothing of it arrived. Please send it again.",
    "jpeg": f"This is a picture (JPEG), not a Word form. {ON_PAPER}",
    "png": f"This is a picture (PNG), not a Word form. {ON_PAPER}",
    "gif": f"This is a picture (GIF), not a Word form. {ON_PAPER}",
    "tiff": f"This is a picture (TIFF), perhaps a scan, not a Word form. {ON_PAPER}",
    "heic": f"This is a photograph from a telephone (HEIC), not a Word form. {ON_PAPER}",
    "webp": f"This is a picture (WebP), not a Word form. {ON_PAPER}",
    "bmp": f"This is a picture (BMP), not a Word form. {ON_PAPER}",
    "pdf": (
        "This is a PDF, perhaps a scan or a form saved as PDF, not a Word form. Please send the"
        " Word file that it was made from. If you filled it in on paper, say so and the"
        " facilitator will type it in."
    ),
    "video": f"This is a sound or a film, not a Word form. {FILL_IN}",
    "doc": (
        "This is saved in Word's old format (.doc). Please open it in Word, choose Save As and"
        " 'Word Document (.docx)', and send that file."
    ),
    "rtf": (
        "This is saved as rich text (.rtf). Please open it in Word, choose Save As and"
        " 'Word Document (.docx)', and send that file."
    ),
    "password": (
        "This file is protected with a password. Please open it, choose File, Info, Protect"
        " Document, Encrypt with Password, clear the box, save it and send it again."
    ),
    "xls": f"This is an old Excel workbook (.xls), not a Word form. {COPY_ACROSS}",
    "old-office": f"This is a file of an old Office program, not a Word form. {COPY_ACROSS}",
    "msg": (
        "This is a saved e-mail (.msg), not a Word form. If the form is attached to it, please"
        " save the attachment and send that. If your answers stand in the e-mail itself, please"
        " copy them into the Word form."
    ),
    "eml": (
        "This is a saved e-mail (.eml), not a Word form. If the form is attached to it, please"
        " save the attachment and send that. If your answers stand in the e-mail itself, please"
        " copy them into the Word form."
    ),
    "winmail": (
        "This is Outlook's own wrapping (winmail.dat), and the form in it can't be opened. Please"
        " send it again as an ordinary attachment, in an e-mail in HTML or plain text."
    ),
    "html": f"This is a web page, not a Word form. {COPY_ACROSS}",
    "text": f"This is plain text, not a Word form. {COPY_ACROSS}",
    "table": (
        "This is a table (CSV) in another shape than that of responses.csv. If it holds answers,"
        " please give it the columns of responses.csv and save it as 'CSV UTF-8'. If not, please"
        " fill in the Word form that you were sent."
    ),
    "xlsx": f"This is an Excel workbook, not a Word form. {COPY_ACROSS}",
    "ods": f"This is a spreadsheet, not a Word form. {COPY_ACROSS}",
    "pptx": f"This is a PowerPoint presentation, not a Word form. {COPY_ACROSS}",
    "pages": (
        "This is an Apple Pages document. Please open it in Pages, choose File, Export To, Word,"
        " and send that file."
    ),
    "rar": "This is a packed file (RAR or 7z). Please take the form out of it and send that.",
    "unknown": f"This is not a Word form. {FILL_IN}",
}

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
)
# Old Office files keep a directory of names in UTF-16. An e-mail may hold a document, and a
# protected file hides what it is, so these stand before the others.
_OLE_NAMES: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "password"),
    ("__nameid_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
)
_PARTS_OF_FORMS = ("word/", "xl/", "ppt/", "content.xml", "mimetype", "[content_types]", "_rels/")
_LINKS = (".url", ".lnk", ".webloc", ".website", ".gdoc")
_HALF_HERE = (".icloud", ".crdownload", ".part", ".partial")
_MAIL_HEADERS = (
    b"received:", b"return-path:", b"mime-version:", b"from:", b"delivered-to:", b"message-id:",
    b"x-", b"date:", b"subject:", b"to:", b"arc-", b"dkim-signature:", b"content-type:",
)  # fmt: skip


def kind_of(file: File) -> str:
    """Return what a file is: `docx`, `docm`, `odt`, `xlsx`, `csv`, `zip`, `pdf`, `jpeg`, ....

    `damaged` is a zip (as all of Word's files are) that can't be opened; `unknown` is nothing
    that we know. Costs no more than a look at the bytes and at a zip's list of contents.
    """
    data = file.data
    if not data:
        return "empty"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _kind_of_zip(file)
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
    return _kind_of_text(data)


def _kind_of_zip(file: File) -> str:
    try:
        parts = file.parts
    except Unreadable:
        return "zip" if _is_of_people(file) else "damaged"
    if "word/document.xml" in parts:
        return "docm" if "word/vbaProject.bin" in parts else "docx"
    if "mimetype" in parts:
        try:
            kind = parts.read("mimetype", 200)
        except Unreadable:
            return "damaged"
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        if kind.startswith(b"application/vnd.oasis.opendocument"):
            return "ods"
    for part, kind_found in (
        ("xl/workbook.xml", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
        ("Index/Document.iwa", "pages"),
    ):
        if part in parts:
            return kind_found
    # Zipped again by hand, an OpenDocument text may lack its mimetype.
    if "content.xml" in parts and _is_opendocument_text(parts):
        return "odt"
    # Some programs number Word's main part.
    if any(name.startswith("word/document") and name.endswith(".xml") for name in parts.names):
        return "docx"
    return "zip"


def _is_of_people(file: File) -> bool:
    """Say whether this is a zip of files whose names alone are not those of a form's parts."""
    try:
        names = Parts(file.data, as_form=False).names
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
        return "text"
    if b"\x00" in start or sum(byte < 32 and byte not in b"\t\n\r\f" for byte in start) > 4:
        return "unknown"
    lowered = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        return "html"
    lines = lowered.splitlines()[:8]
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


def what_to_say(file: File, kind: str) -> str:
    """Say what a file is that no reader takes, in words that its sender can act on."""
    if kind == "damaged":
        try:
            _ = file.parts
        except Unreadable as error:
            return str(error)
    return MESSAGES.get(kind, MESSAGES["unknown"])


def is_noise(name: str) -> bool:
    """Say whether a file is a lock file or the computer's own, of which nobody need be told."""
    return bool(passed_over(name)) and not _must_be_fetched(name.lower())


def _must_be_fetched(lowered: str) -> bool:
    return lowered.endswith((*_LINKS, *_HALF_HERE))


def passed_over(name: str) -> str:
    """Say why a file is none of anybody's answers, judged by its name; nothing if it may be."""
    # In a zip made on Windows the folders may end with a backslash.
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    lowered = last.lower()
    if last.startswith("~$"):
        return "Word's note that a form was open; passed over."
    if lowered.endswith(_LINKS):
        return (
            "A link to a file, not the file itself; passed over. Open it, download the file as"
            " Word (.docx), and collect that."
        )
    if lowered.endswith(_HALF_HERE):
        return "A file that is not all on this computer yet; passed over. Download it first."
    if lowered in ("thumbs.db", "desktop.ini", ".ds_store") or last.startswith("."):
        return "A file of the computer's own; passed over."
    return ""
