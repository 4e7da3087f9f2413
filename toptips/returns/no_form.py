"""What to say of a file that is no form of ours, in words that its sender can act on."""

from __future__ import annotations

from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable

FILL_IN = "Please fill in the Word form that you were sent, save it and send that file."
ON_PAPER = (
    f"{FILL_IN} If you filled it in on paper, say so and the facilitator will type it in."
)  # fmt: skip
COPY_ACROSS = (
    "Please open the Word form that you were sent, copy your answers into it and send that file."
)

OF_THE_LEAD = (
    "This is what the lead writes into the report, and nobody's answers. Put it into the workshop's"
    " folder under the name paper.docx, where 'toptips analyse' reads it."
)

AS_DOCX = "Please open it, choose Save As and 'Word Document (.docx)', and send that file."
AS_XLSX = "Please open it, choose Save As and 'Excel Workbook (.xlsx)', and send that file."
IN_COLUMNS = (
    "No column's header begins with a code such as 3a. If it holds answers, say in workshop.yaml,"
    " under 'returns: columns:', which column answers which question."
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
    "label": (
        "This file is encrypted by a sensitivity label, so it can't be opened here. Please open it,"
        " choose under Sensitivity a label without encryption, save it and send it again."
    ),
    "xls": f"This is an old Excel workbook (.xls). {AS_XLSX}",
    "xlsb": f"This is an Excel workbook in a binary format (.xlsb). {AS_XLSX}",
    "old-table": f"This is a spreadsheet in an old format (.slk or .dif). {AS_XLSX}",
    "excel-xml": f"This is an Excel workbook saved as XML. {AS_XLSX}",
    "flat-ods": f"This is a spreadsheet saved as one XML file. {AS_XLSX}",
    "word-xml": f"This is a Word document saved as one XML file (.xml). {AS_DOCX}",
    "flat-odf": f"This is a document of LibreOffice saved as one XML file. {AS_DOCX}",
    "xml": f"This is a file of another program (XML), not a Word form. {AS_DOCX}",
    "mht": f"This is a Word document or web page saved as a single file (.mht). {AS_DOCX}",
    "epub": f"This is a book (EPUB), not a Word form. {COPY_ACROSS}",
    "vsdx": f"This is a Visio drawing, not a Word form. {COPY_ACROSS}",
    "odp": f"This is a presentation (.odp), not a Word form. {COPY_ACROSS}",
    "odg": f"This is a drawing or another file of LibreOffice, not a Word form. {COPY_ACROSS}",
    "svg": f"This is a drawing (SVG), not a Word form. {ON_PAPER}",
    "onenote": f"This is a OneNote page, not a Word form. {COPY_ACROSS}",
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
    "html": (
        f"This is a web page, not a Word form. If it is the form, saved as a web page: {AS_DOCX}"
    ),
    "text": f"This is plain text, not a Word form. {COPY_ACROSS}",
    "table": f"This is a table (CSV). {IN_COLUMNS} If not, it is no form: {FILL_IN}",
    "xlsx": f"This is an Excel workbook, not a Word form. {IN_COLUMNS} {COPY_ACROSS}",
    "ods": f"This is a spreadsheet, not a Word form. {IN_COLUMNS} {COPY_ACROSS}",
    "pptx": f"This is a PowerPoint presentation, not a Word form. {COPY_ACROSS}",
    "pages": (
        "This is an Apple Pages document. Please open it in Pages, choose File, Export To, Word,"
        " and send that file."
    ),
    "numbers": (
        "This is a spreadsheet of Apple Numbers, or a Pages document with tables. Please open it,"
        " choose File, Export To, Excel (from Numbers) or Word (from Pages), and send that file."
    ),
    "keynote": f"This is an Apple Keynote presentation, not a Word form. {COPY_ACROSS}",
    "rar": "This is a packed file (RAR, 7z, tar). Please take the form out of it and send that.",
    "unknown": f"This is not a Word form. {FILL_IN}",
}

_LINKS = (".url", ".lnk", ".webloc", ".website", ".gdoc")
_HALF_HERE = (".icloud", ".crdownload", ".part", ".partial")


def what_to_say(file: File) -> str:
    """Say what a file is that no reader takes, in words that its sender can act on."""
    if file.kind == "damaged":
        try:
            _ = file.parts
        except Unreadable as error:
            return str(error)
    return MESSAGES.get(file.kind, MESSAGES["unknown"])


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
