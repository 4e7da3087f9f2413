"""Makes templates/brand.docx: the styles, the margins, the header and the footer of every document.

Run it from the checkout's root: python tools/make_brand.py. A communications team need not: they
edit brand.docx in Word. Normal alone names a font, so that changing it there changes all.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from toptips.documents.controls import element
from toptips.documents.package import finish

INK, NAVY, PALE, GREY, LINK, ACCENT = "1F2A33", "12436D", "E4ECF5", "4A5560", "0B4F9E", "F46A25"
LINES = "9AA5AD"
# Five steps from white to dark, and the colour of the words on each.
LEVELS = (("FFFFFF", INK), ("CFE0EF", INK), ("8FB8DC", INK), ("3D78AE", "FFFFFF"), (NAVY, "FFFFFF"))
FONT = "Arial"
# A line of Arial is this much higher than its size in points.
LINE = 1.15
W = nsdecls("w")
# In twentieths of a point, of which a centimetre has 567: what a line of running text is short of
# the width between the margins.
SHORT, TEXT_WIDTH = 1134, 9071


@dataclass(frozen=True)
class Style:
    """A paragraph's style. Sizes, line and spaces are in points, indents in twentieths of one."""

    name: str
    based_on: str = "Normal"
    size: float = 0
    line: float = 0
    colour: str = ""
    bold: bool | None = None
    before: float = 0
    after: float = 0
    left: int = 0
    right: int | None = 0
    hanging: int = 0
    align: str = ""
    keep: bool = False
    whole: bool = False
    number: int | None = None
    fill: str = ""
    border: str = ""
    tabs: str = ""

    @property
    def id(self) -> str:
        """The name by which the document refers to it."""
        words = self.name.replace("toc", "TOC").split()
        return "".join(word[0].upper() + word[1:] for word in words)

    @property
    def is_ours(self) -> bool:
        """Whether Word has no style of that name itself."""
        return self.name.split()[0] not in (
            "Normal", "Title", "heading", "List", "caption", "toc", "header", "footer"
        )  # fmt: skip


RIGHT_TAB = f'<w:tab w:val="right" w:pos="{TEXT_WIDTH}"/>'
DOTTED_TAB = f'<w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/>'
BAND = {"fill": NAVY, "border": NAVY, "left": 142, "right": 142, "keep": True}


def lists() -> list[Style]:
    made = []
    for kind, name in enumerate(("List Bullet", "List Number")):
        for level in (1, 2, 3):
            made.append(
                Style(f"{name} {level}" if level > 1 else name, after=3, right=None,
                      left=360 * level, hanging=360, number=3 * kind + level)
            )  # fmt: skip
    return made


STYLES = (
    Style("Normal", "", 12, 16.5, INK, bold=False, after=8, right=SHORT),
    Style("Title", size=26, line=28, colour=NAVY, bold=True, after=10, keep=True),
    Style("heading 1", size=20, line=24, colour=NAVY, bold=True, before=20, after=6, keep=True),
    Style("heading 2", size=15, line=18, colour=NAVY, bold=True, before=14, after=5, keep=True),
    Style("heading 3", size=12, line=15, colour=NAVY, bold=True, before=10, after=3, keep=True),
    Style("heading 4", size=12, line=15, colour=INK, bold=True, before=8, after=2, keep=True),
    *lists(),
    Style("Lead", size=15, line=19, colour=NAVY, bold=True, before=4, after=8),
    Style("caption", line=15, bold=True, before=8, after=4, keep=True),
    Style("Source Line", line=14, colour=GREY, before=2, after=10),
    Style("Quoted Words", after=7, left=454, right=SHORT, whole=True),
    Style("Box", line=16, after=4, left=142, right=142, fill=PALE, border=PALE, whole=True),
    Style("Band", line=15, colour="FFFFFF", after=3, **BAND),
    Style("Band Title", "Title", colour="FFFFFF", before=2, after=5, **BAND),
    Style("Picture", line=14, before=2, after=10),
    Style("Table Text", line=14, before=3, after=3),
    Style("Table Number", "Table Text", before=3, after=3, align="right"),
    Style("Table Centre", "Table Text", before=3, after=3, align="center"),
    Style("Large Number", "Table Text", size=20, line=23, colour=NAVY, bold=True, before=3),
    *(
        Style(f"Level {number}", "Table Centre", colour=words, before=3, after=3,
              align="center", fill=fill)
        for number, (fill, words) in enumerate(LEVELS, 1)
    ),
    Style("Accent", "Table Centre", colour=INK, before=3, after=3, align="center", fill=ACCENT),
    Style("After Table", before=10, after=8, right=None),
    Style("toc 1", line=15, after=3, tabs=DOTTED_TAB),
    Style("header", line=14, colour=GREY, align="right"),
    Style("footer", line=13.8, colour=GREY, tabs=RIGHT_TAB),
)  # fmt: skip


def main() -> None:
    document = docx.Document()
    page(document)
    styles(document)
    numbering(document)
    settings(document)
    header_and_footers(document)
    for relation in list(document.part.rels.values()):
        # Schema checkers object to the first of these old parts, and nothing reads either.
        if relation.reltype.endswith(("stylesWithEffects", "customXml")):
            document.part.drop_rel(relation.rId)
    for relation in list(document.part.package.rels.values()):
        if relation.reltype.endswith("thumbnail"):
            del document.part.package.rels[relation.rId]
    for child in list(document.element.body):
        if child.tag != qn("w:sectPr"):
            document.element.body.remove(child)
    document.add_paragraph(
        "The text of this file is not used. Its styles, margins, header and footer are. Put logos"
        " in place of [logos], 2.2 cm high. Where [short title], [date] or [status] stands in a"
        " header or a footer, each document puts its own."
    )
    target = Path("templates/brand.docx")
    target.write_bytes(finish(document, title="Brand", reference=""))
    docx.Document(io.BytesIO(target.read_bytes()))


def page(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1), Cm(0.9)


def styles(document) -> None:
    """Put our styles in place of those that python-docx brings; Word knows its own anyway."""
    root = document.styles.element
    kept = ("DefaultParagraphFont", "TableNormal", "NoList")
    for style in list(root.iterchildren(qn("w:style"))):
        if style.get(qn("w:styleId")) not in kept:
            root.remove(style)
    defaults = root.find(qn("w:docDefaults"))
    for properties in (*defaults.iter(qn("w:pPr")), *defaults.iter(qn("w:rPr"))):
        for child in list(properties):
            properties.remove(child)
    for style in STYLES:
        root.append(parse_xml(paragraph_style(style)))
    root.append(
        parse_xml(character("Hyperlink", f'<w:color w:val="{LINK}"/><w:u w:val="single"/>'))
    )
    shaded = f'<w:color w:val="{INK}"/><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/>'
    root.append(parse_xml(character("Code", shaded)))
    root.append(parse_xml(character("Placeholder Text", f'<w:color w:val="{GREY}"/>')))
    root.append(parse_xml(table_style()))
    root.append(parse_xml(figures_style()))


def paragraph_style(style: Style) -> str:
    kind = ' w:customStyle="1"' if style.is_ours else ""
    kind += ' w:default="1"' if style.name == "Normal" else ""
    based = f'<w:basedOn w:val="{"".join(style.based_on.split())}"/>' if style.based_on else ""
    follows = (
        "" if style.name.startswith(("List", "Table", "Normal")) else '<w:next w:val="Normal"/>'
    )
    return (
        f'<w:style {W} w:type="paragraph" w:styleId="{style.id}"{kind}>'
        f'<w:name w:val="{style.name}"/>{based}{follows}<w:qFormat/>'
        f"<w:pPr>{form(style)}</w:pPr><w:rPr>{type_of(style)}</w:rPr></w:style>"
    )


def form(style: Style) -> str:
    """Return what a paragraph in a style is like, in the order that the schema wants."""
    made = "<w:keepNext/>" * style.keep + "<w:keepLines/>" * (style.keep or style.whole)
    made += "<w:widowControl/>"
    if style.number:
        made += f'<w:numPr><w:numId w:val="{style.number}"/></w:numPr>'
    if style.border:
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="6" w:color="{style.border}"/>'
            for side in ("top", "left", "bottom", "right")
        )
        made += f"<w:pBdr>{edges}</w:pBdr>"
    if style.fill:
        made += f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>'
    if style.tabs:
        made += f"<w:tabs>{style.tabs}</w:tabs>"
    size = style.size or 12
    line = (
        f' w:line="{round(240 * style.line / size / LINE)}" w:lineRule="auto"' if style.line else ""
    )
    made += f'<w:spacing w:before="{style.before * 20:g}" w:after="{style.after * 20:g}"{line}/>'
    hanging = f' w:hanging="{style.hanging}"' if style.hanging else ""
    right = "" if style.right is None else f' w:right="{style.right}"'
    if style.left or hanging or right:
        made += f'<w:ind w:left="{style.left}"{right}{hanging}/>'
    if style.align:
        made += f'<w:jc w:val="{style.align}"/>'
    if style.name.startswith("heading"):
        made += f'<w:outlineLvl w:val="{int(style.name[-1]) - 1}"/>'
    return made


def type_of(style: Style) -> str:
    made = ""
    if style.name == "Normal":
        made += f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    if style.bold:
        made += "<w:b/><w:bCs/>"
    if style.colour:
        made += f'<w:color w:val="{style.colour}"/>'
    if style.size:
        made += f'<w:sz w:val="{style.size * 2:g}"/><w:szCs w:val="{style.size * 2:g}"/>'
    return made


def character(name: str, looks: str) -> str:
    kind = ' w:customStyle="1"' if name == "Code" else ""
    return (
        f'<w:style {W} w:type="character"{kind} w:styleId="{"".join(name.split())}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f"<w:rPr>{looks}</w:rPr></w:style>"
    )


def table_style() -> str:
    return f"""<w:style {W} w:type="table" w:customStyle="1" w:styleId="TopTipsTable">
        <w:name w:val="Top Tips Table"/><w:basedOn w:val="TableNormal"/>
        <w:uiPriority w:val="59"/>
        <w:tblPr><w:tblBorders>
        <w:top w:val="single" w:sz="6" w:space="0" w:color="{LINES}"/>
        <w:bottom w:val="single" w:sz="6" w:space="0" w:color="{LINES}"/>
        <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINES}"/>
        </w:tblBorders>
        <w:tblCellMar><w:left w:w="100" w:type="dxa"/>
        <w:right w:w="100" w:type="dxa"/></w:tblCellMar>
        </w:tblPr>
        <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>
        <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr>
        </w:style>"""


def figures_style() -> str:
    return f"""<w:style {W} w:type="table" w:customStyle="1" w:styleId="FiguresTable">
        <w:name w:val="Figures Table"/><w:basedOn w:val="TableNormal"/>
        <w:uiPriority w:val="59"/>
        <w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/>
        <w:right w:w="200" w:type="dxa"/></w:tblCellMar></w:tblPr>
        </w:style>"""


def numbering(document) -> None:
    """Six ways to number lists: bullets and numbers, three levels deep each."""
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    signs = (("bullet", "•"), ("bullet", "–"), ("bullet", "•"),
             ("decimal", "%1."), ("lowerLetter", "%1."), ("lowerRoman", "%1."))  # fmt: skip
    for number, (kind, sign) in enumerate(signs, 1):
        indent = 360 * ((number - 1) % 3 + 1)
        root.append(
            parse_xml(
                f'<w:abstractNum {W} w:abstractNumId="{number}"><w:multiLevelType'
                f' w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt'
                f' w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr>'
                f'<w:ind w:left="{indent}" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
            )
        )
    for number in range(1, len(signs) + 1):
        root.append(
            parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )


def settings(document) -> None:
    """Have Word lay the document out as it does new ones, not as it did in 2010."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def header_and_footers(document) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    logos = section.first_page_header.paragraphs[0]
    logos.style = document.styles["Header"]
    logos.add_run("[logos]")
    for footer in (section.first_page_footer, section.footer):
        footer.is_linked_to_previous = False
        first, second = footer.paragraphs[0], footer.add_paragraph()
        first.style = second.style = document.styles["Footer"]
        first.add_run("[short title]\tPage ")
        field(first, "PAGE")
        first.add_run(" of ")
        field(first, "NUMPAGES")
        second.add_run("[status]").bold = True
        second.add_run("[, date]")


def field(paragraph, name) -> None:
    simple = element("w:fldSimple", instr=name)
    run = paragraph.add_run("1")._r
    simple.append(run)
    paragraph._p.append(simple)


if __name__ == "__main__":
    main()
