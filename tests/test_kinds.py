"""Whatever comes back is named as what it is, whoever made it and whatever it is called."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import openpyxl
import pytest

from tests.support import libreoffice
from tests.support.folders import collect_alone, form_of, make_folder
from tests.support.making_forms import decisions, put, questionnaire, sent, workshop, zipped
from toptips import workflow
from toptips.returns.collecting import read_all
from toptips.returns.no_form import MESSAGES
from toptips.unsafe.opening import File

SAVE_AS_DOCX = "choose Save As and 'Word Document (.docx)'"
SAVE_AS_XLSX = "choose Save As and 'Excel Workbook (.xlsx)'"
# What LibreOffice makes of a form and of a workbook: its format, and what is said of it.
OF_A_FORM = {
    "doc": SAVE_AS_DOCX,
    "rtf": SAVE_AS_DOCX,
    "fodt": SAVE_AS_DOCX,
    "html": SAVE_AS_DOCX,
    "xml:MS Word 2003 XML": SAVE_AS_DOCX,
    "uot": SAVE_AS_DOCX,
    "epub": "This is a book (EPUB)",
    "pdf": "This is a PDF",
    "png": "This is a picture (PNG)",
    "txt:Text": "This is plain text",
}
OF_A_WORKBOOK = {
    "xls": SAVE_AS_XLSX,
    "fods": SAVE_AS_XLSX,
    "slk": SAVE_AS_XLSX,
    "dif": SAVE_AS_XLSX,
    "ods": "No column's header begins with a code such as 3a",
    "csv": "No column's header begins with a code such as 3a",
}


def iwork(*names: str) -> bytes:
    return zipped(dict.fromkeys(("Index/Document.iwa", *names), b"\x00"))


def opendocument(kind: str) -> bytes:
    return zipped({"mimetype": f"application/{kind}".encode(), "content.xml": b"<a/>"})


def old_office(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + name.encode("utf-16-le") + bytes(90)


def tar() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        packed.addfile(tarfile.TarInfo("form.docx"))
    return made.getvalue()


# Each as small as it can be and still be what it is.
BY_HAND: dict[str, bytes] = {
    "pages": iwork("Index/Tables/DataList.iwa"),
    "numbers": iwork("Index/Tables/DataList.iwa", "Index/CalculationEngine.iwa"),
    "keynote": iwork("Index/Slide-1.iwa", "Index/CalculationEngine.iwa"),
    "epub": opendocument("epub+zip"),
    "odp": opendocument("vnd.oasis.opendocument.presentation"),
    "odg": opendocument("vnd.oasis.opendocument.graphics"),
    "xlsb": zipped({"xl/workbook.bin": b"\x00"}),
    "vsdx": zipped({"visio/document.xml": b"<a/>"}),
    "pptx": zipped({"ppt/presentation.xml": b"<a/>"}),
    "doc": old_office("WordDocument"),
    "xls": old_office("Workbook"),
    "msg": old_office("__nameid_version1.0"),
    "password": old_office("EncryptedPackage"),
    "label": old_office("EncryptedPackage\x00DRMEncryptedTransform"),
    "old-office": old_office("PowerPoint Document"),
    "mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\n",
    "eml": b"Received: from a\r\nFrom: jo@example.org\r\nSubject: form\r\n\r\nHere it is.\r\n",
    "winmail": b"\x78\x9f\x3e\x22" + bytes(40),
    "rtf": b"{\\rtf1 words}",
    "rar": tar(),
    "onenote": b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d" + bytes(40),
    "heic": b"\x00\x00\x00\x18ftypheic" + bytes(40),
    "webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(40),
    "gif": b"GIF89a" + bytes(40),
    "tiff": b"II*\x00" + bytes(40),
    "video": b"\x00\x00\x00\x18ftypmp42" + bytes(40),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "word-xml": b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
    "excel-xml": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    "xml": b'<?xml version="1.0"?><book/>',
    "empty": b"",
    "unknown": b"\x00\x01\x02",
}


@pytest.mark.parametrize("kind", list(BY_HAND))
def test_it_is_known_by_what_is_in_it_and_never_by_its_name(kind: str, tmp_path: Path) -> None:
    assert File("form.docx", BY_HAND[kind]).kind == kind
    put(tmp_path, {"form.docx": BY_HAND[kind]})
    (row,) = read_all(tmp_path, sent(questionnaire()), workshop(), decisions()).rows
    assert (row.status, row.format) == ("rejected", kind)
    assert row.message.startswith(MESSAGES[kind])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    libreoffice.required()
    made = make_folder(tmp_path_factory.mktemp("kinds") / "workshop")
    workflow.prepare(made)
    return made


def said_of(folder: Path, path: Path) -> str:
    (row,) = collect_alone(folder, path)
    assert row.status == "rejected"
    return row.message


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", OF_A_FORM)
def test_a_form_that_libreoffice_saved_otherwise(form: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(form_of(folder, "charity").read_bytes())
    suffix, _, filter_name = form.partition(":")
    made = libreoffice.convert(tmp_path / "form.docx", tmp_path / "made", suffix, filter_name)
    assert OF_A_FORM[form] in said_of(folder, made)


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", OF_A_WORKBOOK)
def test_a_workbook_of_their_own(form: str, folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Ward", "Beds", "Free"), ("North", 12, 3), ("South", 9, 0)):
        book.active.append(row)
    book.save(tmp_path / "beds.xlsx")
    made = libreoffice.convert(tmp_path / "beds.xlsx", tmp_path / "made", form)
    assert OF_A_WORKBOOK[form] in said_of(folder, made)
