"""How documents look, in ten sentences that are measured page by page.

Each measure yields what breaks its sentence, in words, of a workshop whose documents are printed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from lxml import etree

from tests.support.chart_figures import Area, areas, lines
from tests.support.pages import KEPT_WHOLE, Piece, Printed, blocks_of, print_all
from tests.support.word_files import W, open_word, words
from toptips.charts import Chart
from toptips.documents.checks import problems
from toptips.model.colours import contrast
from toptips.model.reference import find_reference
from toptips.model.sendings import load_sent

MOST_BLANK = 1 / 3
# Where names are long or forms few, what is kept whole may leave more of a page.
MOST_BLANK_OF_EXTREMES = 0.62
# Bodies of reports, and whole documents of the examples, in pages.
BODY, OF_FOUR = 24, 6
PAGES = {"self-assessment": 8, "facilitators-guide": 10, "briefing": 5, "focus-group": 4}
# In letters: longer ones take more than a page.
LONGEST_TABLE = 2000
FULL_LINE, PART_OF_LINES = range(58, 83), 0.9
TWIPS_A_CM = 567
PENS = {"conversation-sheet-table-1": 3.0, "people": 3.0, "self-assessment-on-paper": 1.5}
# Of these a page may end where its table or its sheet does.
FLOWING = ("report", "facilitators-guide", "briefing", "before-the-board", "people",
           "self-assessment", "microsoft-forms-people", "microsoft-forms-questions", "you-said",
           "invitation", "checklist")  # fmt: skip
FAMILIES = {"Arial", "LiberationSans"}
# Where the family has no box to tick, another font lends it.
BOX, HAS_BOXES = "☐", {"DejaVuSans", "OpenSymbol", "SegoeUISymbol"}
# It parts this heading in one example, though it is kept with its text, as Word does.
LIBREOFFICES_OWN = ("Welcome",)
SVG_TEXT = "{http://www.w3.org/2000/svg}text"


@dataclass(frozen=True)
class Looked:
    """A workshop's folder, and its documents as they are printed, by name."""

    name: str
    folder: Path
    printed: Mapping[str, Printed]
    example: bool = False

    @property
    def report(self) -> Printed:
        return self.printed["report"]

    def charts(self) -> Iterator[Chart]:
        """Yield every picture of the report's folder as far as an SVG tells of it."""
        for path in sorted((self.folder / "report" / "charts").glob("*.svg")):
            svg = path.read_bytes()
            title = str(etree.fromstring(svg)[0].text)
            yield Chart(path.stem, path.stem.split(".")[0], title, "", "", b"", svg)


def look_at(name: str, folder: Path, scratch: Path, *, example: bool, pack: bool = True) -> Looked:
    """Print a workshop's documents, one of each kind."""
    report = [folder / "report" / "report.docx", folder / "report" / "you-said.docx"]
    asks = filter(Path.exists, [folder / "report" / "focus-group.docx"])
    made = [*report, *asks, *(_of_each_kind(folder / "pack") if pack else ())]
    printed = {document.name: document for document in print_all(made, scratch)}
    return Looked(name, folder, printed, example)


def _of_each_kind(pack: Path) -> Iterator[Path]:
    yield from sorted(pack.glob("*.docx"))
    yield pack / "forms" / "people.docx"
    yield pack / "forms" / "self-assessment-on-paper.docx"
    yield next(iter(sorted((pack / "forms").glob("self-assessment-[!o]*.docx"))))
    yield next(iter(sorted((pack / "invitations").glob("*.docx"))))
    yield pack / "tables" / "conversation-sheet-table-1.docx"


def page_one(looked: Looked) -> Iterator[str]:
    """1: page 1 holds finding, asks, priorities, how sure, and the date."""
    pieces = looked.report.pieces
    end = next((at for at, piece in enumerate(pieces) if "Report made on" in piece.text), None)
    if end is None:
        yield "no date"
        return
    headings = [piece.text for piece in pieces[:end] if piece.kind == "heading"]
    for wanted in ("What the board is asked to do", "How sure can we be?"):
        if wanted not in headings:
            yield f"'{wanted}' does not come before the date"
    dated = re.search(r"Report made on ([^.]+)\.", pieces[end].text)
    if dated and dated[1] not in looked.report.texts[0]:
        yield "the date is not on page 1"
    late = [piece.text for piece in pieces[:end] if max(piece.first, piece.last) > 1]
    yield from (f"'{text[:60]}' is not on page 1" for text in late)


def numbers_in_words(looked: Looked) -> Iterator[str]:
    """2: each number in a picture stands in a table or sentence about the same item as well."""
    said = _said_of_items(looked)
    for chart in looked.charts():
        if chart.of not in ("ownership", "local", "priorities") and chart.of[:4] != "tip-":
            continue
        for item, drawn in _drawn_of_items(chart, looked.folder):
            for number in sorted(drawn - said[item]):
                yield f"{number} of item {item} stands in {chart.name} alone"


def _items(folder: Path) -> list[dict[str, Any]]:
    tips: list[dict[str, Any]] = json.loads((folder / "report" / "analysis.json").read_text())[
        "tips"
    ]
    return tips


def _rows(looked: Looked) -> Iterator[list[str]]:
    """Yield the rows of every table of the report."""
    for table in open_word(looked.report.document).tables:
        yield from table


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def _said_of_items(looked: Looked) -> dict[int, set[str]]:
    """Return the numbers that stand in rows or in the part about each item."""
    items = {item["number"]: " ".join(item["title"].split()) for item in _items(looked.folder)}
    found: dict[int, set[str]] = {number: set() for number in items}
    for number, title in items.items():
        for row in _rows(looked):
            named = any(re.fullmatch(rf"\D*{number}( {re.escape(title)})?", cell) for cell in row)
            if named or any(cell.startswith(f"{number} {title}") for cell in row):
                found[number] |= _numbers(" ".join(row))
    item = 0
    for block in blocks_of(looked.report.document):
        style = block.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val").startswith("Heading"):
            heading = re.match(r"\D+ (\d+): (.*)", words(block))
            is_item = heading and heading[2] == items.get(int(heading[1]))
            item = int(heading[1]) if heading and is_item else 0
        elif item:
            found[item] |= _numbers(words(block))
    return found


def _drawn_of_items(chart: Chart, folder: Path) -> Iterator[tuple[int, set[str]]]:
    """Yield for each row of a chart its item and the numbers drawn in it."""
    texts = [str(text.text or "") for text in etree.fromstring(chart.svg).iter(SVG_TEXT)]
    items = _items(folder)
    if chart.of.startswith("tip-"):
        number = next(item["number"] for item in items if f"tip-{item['id']}" == chart.of)
        yield number, _numbers(" ".join(_below_axis(texts)))
        return
    item, numbers = 0, set[str]()
    for text in texts:
        begins = next((i for i in items if _begins(text, i)), None)
        if begins:
            if item:
                yield item, numbers
            item, numbers = begins["number"], set()
        elif item and not text.endswith("."):
            numbers |= _numbers(text)
    if item:
        yield item, numbers


def _below_axis(texts: list[str]) -> list[str]:
    """Return what stands below a scale's own numbers, with what was counted above them."""
    at = texts.index("Mean") if "Mean" in texts else len(texts)
    above = [text for text in texts[:at] if re.fullmatch(r"[<>]?\d+", text)]
    below = texts[at + 1 :]
    while below and below[0].isdigit():
        below.pop(0)
    return above + below


def _begins(text: str, item: Mapping[str, Any]) -> bool:
    title = f"{item['number']} {item['title']}"
    begins = title.startswith(text.replace("\u00a0", " "))
    return begins and re.search("[A-Za-z]", text) is not None


def told_apart_in_grey(looked: Looked) -> Iterator[str]:
    """3: two parts beside each other have an outline or 3:1; each shaded cell has its number."""
    for chart in looked.charts():
        for left, right in _neighbours(areas(chart)):
            outlined = left.outline and right.outline
            if not outlined and contrast(left.colour, right.colour) < 3:
                yield f"{left.colour} and {right.colour} in {chart.name}"
    for cell in open_word(looked.report.document).body.iter(f"{W}tc"):
        shade = cell.find(f"{W}tcPr/{W}shd")
        if shade is not None and not words(cell).strip():
            yield f"a shaded cell without a number ({shade.get(f'{W}fill')})"


def _neighbours(found: list[Area]) -> Iterator[tuple[Area, Area]]:
    bars = [area for area in found if area.bottom - area.top > 15 and area.right - area.left > 1]
    for left, right in combinations(bars, 2):
        if left.top == right.top and 0 <= right.left - left.right < 4:
            yield left, right


def filled(looked: Looked) -> Iterator[str]:
    """4: no page but the last is more than a third blank."""
    most = MOST_BLANK if looked.example else MOST_BLANK_OF_EXTREMES
    for printed in _flowing(looked):
        for number, blank in enumerate(printed.blank[:-1], 1):
            if blank > most:
                yield f"{printed.name}: page {number} of {len(printed.blank)} is {blank:.0%} blank"


def _flowing(looked: Looked) -> Iterator[Printed]:
    yield from (printed for name, printed in looked.printed.items() if name.startswith(FLOWING))


def kept_together(looked: Looked) -> Iterator[str]:
    """5: no short table, caption, heading or quote is parted from what it belongs to."""
    for printed in _flowing(looked):
        for piece, after in pairwise([*printed.pieces, Piece("", "", 0, 0)]):
            where = f"{printed.name}, page {piece.first}: '{piece.text[:40]}'"
            if len(piece.text) > 3 and not piece.first and piece.text.isascii():
                yield f"{where} is not to be found"
            elif piece.first < piece.last and _is_whole(piece):
                yield f"{where}, {piece.kind}, is parted"
            elif piece.first and after.first > piece.last and _stays(piece, after):
                yield f"{where} is parted from the {after.kind} after it"


def _is_whole(piece: Piece) -> bool:
    fits = piece.last == piece.first + 1 and len(piece.text) < LONGEST_TABLE
    short = piece.kind == "table" and piece.size <= KEPT_WHOLE and fits
    return short or piece.kind in ("heading", "caption", "quote", "source")


def _stays(piece: Piece, after: Piece) -> bool:
    if piece.text in LIBREOFFICES_OWN:
        return False
    return piece.kind in ("heading", "caption") or after.kind == "source"


def as_short_as_said(looked: Looked) -> Iterator[str]:
    """6: the pages of the example, and of a report on four people."""
    body = {"essex-2018": BODY, "four-people": OF_FOUR}.get(looked.name)
    if body and (pages := _pages_of_body(looked.report)) > body:
        yield f"the body of the report has {pages} pages, not {body} at most"
    if not looked.example:
        return
    for name, printed in looked.printed.items():
        most = next((pages for kind, pages in PAGES.items() if name.startswith(kind)), None)
        if most and len(printed.texts) > most:
            yield f"{name} has {len(printed.texts)} pages, not {most} at most"


def _pages_of_body(report: Printed) -> int:
    """Return on how many pages something stands that is no appendix."""
    headings = [place for place, piece in enumerate(report.pieces) if piece.kind == "heading"]
    appendix = next(place for place in headings if report.pieces[place].text.startswith("Appendix"))
    return max(piece.last for piece in report.pieces[:appendix])


def easy_to_read(looked: Looked) -> Iterator[str]:
    """7: 60 to 80 letters a line, one family, nothing too small."""
    for printed in _flowing(looked):
        full = printed.full_lines
        fit = sum(letters in FULL_LINE for letters in full)
        if printed.name == "report" and fit < PART_OF_LINES * len(full):
            yield f"{printed.name}: {fit} of {len(full)} full lines have 58 to 82 letters"
    for printed in looked.printed.values():
        yield from (f"{printed.name}: {said}" for said in problems(printed.document))
        strange = printed.fonts - FAMILIES
        if BOX in open_word(printed.document).text:
            strange -= HAS_BOXES
        if strange and not looked.name.startswith("other-scripts"):
            yield f"{printed.name}: letters of {', '.join(sorted(strange))}"


def titled(looked: Looked) -> Iterator[str]:
    """8: every title has 15 words or fewer, and stands above figure number, unit, n and source."""
    text = open_word(looked.report.document).alternative_texts
    if any(not said.strip() for said in text):
        yield "a picture without words"
    for chart in looked.charts():
        if len(chart.title.split()) > 15:
            yield f"{chart.name}: '{chart.title}' has {len(chart.title.split())} words"
        drawn = " ".join(line.text for line in lines(chart)).replace("\u00a0", " ")
        numbered = chart.of not in ("overview", "sectors") and not chart.of.startswith("by-")
        figure = r"Figure \d+(, part \d of \d)?\. " if numbered else ""
        if not re.search(rf"{figure}.*n = [\d,]+.*Source: ", drawn):
            yield f"{chart.name} does not say its figure, n and source"


def for_pens(looked: Looked) -> Iterator[str]:
    """9: a box for every choice, never a list; room for every text."""
    sent = load_sent(looked.folder)
    for name, room in PENS.items():
        if name not in looked.printed:
            continue
        document = open_word(looked.printed[name].document)
        if "Choose an answer" in document.text:
            yield f"{name}: 'Choose an answer'"
        reference = find_reference(document.text)
        questions = sent[reference.hash].questions if reference else ()
        text = " ".join(document.text.split())
        for question in questions:
            boxes = [" ".join(f"{BOX} {choice}".split()) for choice in question.boxes]
            if question.choices and not all(box in text for box in boxes):
                yield f"{name}: {question.code} has not a box for every choice"
        texts = {question.field for question in questions if question.kind == "text"}
        yield from _too_low(name, document.body, texts, room)


def _too_low(name: str, body: Any, texts: set[str], room: float) -> Iterator[str]:
    for row in body.iter(f"{W}tr"):
        fields = {tag.get(f"{W}val") for tag in row.iter(f"{W}tag")} & texts
        high = [int(mark.get(f"{W}val")) / TWIPS_A_CM for mark in row.iter(f"{W}trHeight")]
        if fields and min(high, default=0) < room - 0.01:
            yield f"{name}: {min(high, default=0):.1f} cm for {', '.join(sorted(fields))}"


def nothing_twice(looked: Looked) -> Iterator[str]:
    """10: no quote stands twice, and what is hidden is never printed as 0."""
    quotes = [piece.text for piece in looked.report.pieces if piece.kind == "quote"]
    said = Counter(re.sub(r"\s*\([^)]*\)$", "", quote) for quote in quotes)
    yield from (f"{quote[:60]} stands {many} times" for quote, many in said.items() if many > 1)
    hidden = [item for item in _items(looked.folder) if item["n"] is None]
    for row in _rows(looked):
        for item in hidden:
            if row[0].startswith(f"{item['number']} {item['title']}") and "0" in row[1:2]:
                yield f"what is hidden of item {item['number']} is printed as 0: {row}"


SENTENCES: Mapping[int, Callable[[Looked], Iterator[str]]] = {
    1: page_one,
    2: numbers_in_words,
    3: told_apart_in_grey,
    4: filled,
    5: kept_together,
    6: as_short_as_said,
    7: easy_to_read,
    8: titled,
    9: for_pens,
    10: nothing_twice,
}
