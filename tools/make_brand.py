"""Makes templates/brand.docx: the styles, the margins and the footer of every document.

Run it from the checkout's root: python tools/make_brand.py. A communications team need not: they
edit brand.docx in Word.
"""

import io
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from toptips.documents.controls import element
from toptips.documents.package import finish

INK, TEAL, PALE, GREY = "1F2A33", "0B4F6C", "DCE9EE", "595F66"
FONT = "Arial"
W = nsdecls("w")


def main() -> None:
    document = docx.Document()
    page(document)
    for size in document.styles.element.find(qn("w:docDefaults")).iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), "24")
    for name in ("Normal", "Title", *(f"Heading {n}" for n in range(1, 5))):
        fonts(document.styles[name])
    paragraphs(document)
    lists(document)
    characters(document)
    table_style(document)
    footer(document)
    for relation in list(document.part.rels.values()):
        # Schema checkers object to this old part, and nothing reads it.
        if relation.reltype.endswith("stylesWithEffects"):
            document.part.drop_rel(relation.rId)
    for relation in list(document.part.package.rels.values()):
        if relation.reltype.endswith("thumbnail"):
            del document.part.package.rels[relation.rId]
    for child in list(document.element.body):
        if child.tag != qn("w:sectPr"):
            document.element.body.remove(child)
    document.add_paragraph("The text of this file is not used. Its styles, margins and footer are.")
    target = Path("templates/brand.docx")
    target.write_bytes(finish(document, title="Brand", reference=""))
    docx.Document(io.BytesIO(target.read_bytes()))


def page(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def fonts(style) -> None:
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    style.font.name = FONT
    found = properties.find(qn("w:rFonts"))
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        found.set(qn(f"w:{kind}"), FONT)


def look(style, size, colour, *, bold=False, italic=False, before=0, after=6, line=1.15) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    style.font.color.rgb = RGBColor.from_string(colour)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing, form.widow_control = line, True


def paragraphs(document) -> None:
    styles = document.styles
    look(styles["Normal"], 12, INK, after=8)
    look(styles["Title"], 24, TEAL, bold=True, after=10, line=1.05)
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    spacing = styles["Title"].element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        styles["Title"].element.rPr.remove(spacing)
    for level, size, before in ((1, 18, 18), (2, 14, 14), (3, 12, 10), (4, 12, 8)):
        look(styles[f"Heading {level}"], size, TEAL, bold=True, before=before, after=6, line=1.1)
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    quote = styles["Quote"]
    fonts(quote)
    look(quote, 12, INK, after=6)
    quote.paragraph_format.left_indent = Cm(0.8)
    quote.paragraph_format.keep_together = True
    bar = parse_xml(
        f'<w:pBdr {W}><w:left w:val="single" w:sz="18" w:space="8" w:color="{TEAL}"/></w:pBdr>'
    )
    insert_border(quote, bar)
    for name in ("Picture", "Table Text", "Table Number", "Table Centre"):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        look(made, 12, INK, before=3, after=3, line=1.05)
    after = styles.add_style("After Table", WD_STYLE_TYPE.PARAGRAPH)
    after.base_style = styles["Normal"]
    look(after, 12, INK, before=8, after=8)
    styles["Picture"].paragraph_format.keep_with_next = False
    styles["Picture"].paragraph_format.space_after = Pt(10)
    styles["Table Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    styles["Table Centre"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    contents = styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    contents.base_style = styles["Normal"]
    look(contents, 12, INK, after=4)
    contents.paragraph_format.tab_stops.add_tab_stop(
        Cm(17), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )
    for name in ("Header", "Footer"):
        fonts(styles[name])
        look(styles[name], 12, GREY, after=0, line=1.0)


def insert_border(style, border) -> None:
    """Put a paragraph's border where the schema wants it: before its spacing."""
    properties = style.element.get_or_add_pPr()
    first = next(
        (
            child
            for child in properties
            if child.tag in {qn(f"w:{name}") for name in ("shd", "tabs", "spacing", "ind", "jc")}
        ),
        None,
    )
    if first is None:
        properties.append(border)
    else:
        first.addprevious(border)


def lists(document) -> None:
    for kind in ("List Bullet", "List Number"):
        for level in ("", " 2", " 3"):
            style = document.styles[kind + level]
            fonts(style)
            look(style, 12, INK, after=4)
            contextual = style.element.pPr.find(qn("w:contextualSpacing"))
            if contextual is not None:
                style.element.pPr.remove(contextual)


def characters(document) -> None:
    styles = document.styles
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string("0B4F9E"), True
    code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name, code.font.color.rgb = "Courier New", RGBColor.from_string(INK)
    code.font.size = Pt(12)
    placeholder = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(qn("w:styleId"), "PlaceholderText")
    placeholder.font.color.rgb = RGBColor.from_string(GREY)


def table_style(document) -> None:
    document.styles.element.append(
        parse_xml(
            f"""<w:style {W} w:type="table" w:customStyle="1" w:styleId="TopTipsTable">
            <w:name w:val="Top Tips Table"/><w:basedOn w:val="TableNormal"/>
            <w:uiPriority w:val="59"/>
            <w:tblPr><w:tblBorders>
            <w:top w:val="single" w:sz="8" w:space="0" w:color="{TEAL}"/>
            <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{TEAL}"/>
            <w:insideH w:val="single" w:sz="4" w:space="0" w:color="9AA5AD"/>
            </w:tblBorders>
            <w:tblCellMar><w:left w:w="100" w:type="dxa"/>
            <w:right w:w="100" w:type="dxa"/></w:tblCellMar>
            </w:tblPr>
            <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>
            <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr>
            </w:style>"""
        )
    )


def footer(document) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("Page ")
    field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    field(paragraph, "NUMPAGES")


def field(paragraph, name) -> None:
    simple = element("w:fldSimple", instr=name)
    run = paragraph.add_run("1")._r
    simple.append(run)
    paragraph._p.append(simple)


if __name__ == "__main__":
    main()
