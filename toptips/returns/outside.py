"""Words that stand in no answer's place: what a form holds that neither it prints nor an answer is.

They are kept, so that nothing that was said is lost: rows that were added, paragraphs between the
tables, text boxes, comments in the margin, notes at the foot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from toptips.model.questionnaire import Question
from toptips.returns.body import Body
from toptips.returns.form import Gathered, after_printed, without_markers
from toptips.returns.form_rows import Marked, Row
from toptips.returns.left_over import Aside
from toptips.returns.printed import Printed, folded, without_numbers
from toptips.returns.word_xml import Element, plain_text

ROW = "a row that answers no question"
OUTSIDE = "writing outside the tables"
BESIDE = "writing beside a question"
TEXT_BOX = "a text box"
COMMENT = "a comment in the margin"
FOOTNOTE = "a footnote or endnote"
MARGIN = "a header or footer"
DRAWING = "a drawing or picture that is not read"
CHUNK = "a passage from another program"


def words_outside(
    form: Body,
    found: Sequence[tuple[Row, Marked | None]],
    printed: Printed,
    gathered: Gathered,
) -> list[Aside]:
    """Return all that stands in no answer's place, in the form's order.

    `found` are the form's rows with the questions that they answer.
    """
    marked: dict[Element, list[tuple[Row, Marked]]] = defaultdict(list)
    for row, of_row in found:
        if of_row and gathered.passed_over.isdisjoint(row.answer):
            marked[row.element].append((row, of_row))
    return _Outside(form, marked, printed, gathered).find()


class _Outside:
    """Walks through a form, past its answers."""

    def __init__(
        self,
        form: Body,
        marked: Mapping[Element, Sequence[tuple[Row, Marked]]],
        printed: Printed,
        gathered: Gathered,
    ) -> None:
        self._form = form
        self._names = form.names
        self._printed = printed
        self._gathered = gathered
        self._marked = marked
        self._left = len(self._marked)
        # Without the form's own words, only what follows a table of answers can't be ours.
        self._after_answers = False

    def find(self) -> list[Aside]:
        """Return all that is found, in the form's order, then what stands in other parts."""
        boxes = list(self._text_boxes())
        walk = self._in if self._printed.is_whole or self._form.rows.nested else self._by_tables
        found = [*walk(self._form.root), *boxes]
        for aside in self._form.asides:
            if aside.place == MARGIN:
                found += self._in_margin(aside)
            else:
                found.append(aside)
        return found

    def _in_margin(self, aside: Aside) -> Iterator[Aside]:
        """Yield what was typed into a header or footer, where it is known what those print."""
        line = without_numbers(folded(aside.text))
        if self._printed.is_whole and not self._printed.holds(line):
            yield Aside(MARGIN, aside.text.strip())

    def _text_boxes(self) -> Iterator[Aside]:
        """Take the text boxes out that lie over no answer, and yield what stands in them."""
        names = self._names
        if not self._form.met.pictures:
            return
        answers = {cell for rows in self._marked.values() for row, _ in rows for cell in row.answer}
        boxes = []
        for element in self._form.root.iter(*names.pictures, names.text_box):
            if any(cell in answers for cell in element.iterancestors(names.cell)):
                continue
            if element.tag == names.text_box:
                if text := self._form.text_of(element):
                    yield Aside(TEXT_BOX, text)
                boxes.append(element)
            elif self._is_drawn(element):
                yield Aside(DRAWING, "")
        for box in boxes:
            box.clear()

    def _is_drawn(self, picture: Element) -> bool:
        """Say whether a person drew a picture, in which no text stands, into the form."""
        names = self._names
        inner = next(picture.iter(names.text_box), None)
        outer = next(picture.iterancestors(*names.pictures, names.text_box), None)
        return inner is None and outer is None and not self._printed.has_pictures

    def _by_tables(self, root: Element) -> Iterator[Aside]:
        """Look at the tables alone, and at what follows those with answers.

        Without the form's own words nothing else can be told from them.
        """
        names = self._names
        for table in root.iter(names.table):
            yield from self._table(table)
            for following in table.itersiblings():
                if not self._after_answers or following.tag == names.table:
                    break
                if following.tag == names.paragraph and self._left:
                    yield from self._paragraph(following)
        for aside in root.iterchildren(names.comment, names.footnote):
            yield from self._aside(aside)

    def _in(self, element: Element) -> Iterator[Aside]:
        names = self._names
        for child in element:
            kind = child.tag
            if kind == names.paragraph:
                if self._after_answers or self._printed.is_whole:
                    yield from self._paragraph(child)
            elif kind == names.table:
                yield from self._table(child)
            elif kind in (names.comment, names.footnote):
                yield from self._aside(child)
            elif kind == names.control or kind in names.wrappers or kind == names.body:
                yield from self._in(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Aside]:
        whole = self._printed.is_whole
        if not whole and self._begins_anew(paragraph):
            self._after_answers = False
        if self._is_printed(paragraph):
            return
        text = without_markers(self._form.text_of(paragraph))
        if whole and (beside := self._printed.beside(text)):
            yield Aside(OUTSIDE, text if folded(text) == beside else beside)
        elif not whole and self._may_be_added(text):
            yield Aside(OUTSIDE, text)

    def _may_be_added(self, text: str) -> bool:
        """Say whether a text between two tables of answers is not known to be the form's."""
        between = self._after_answers and self._left > 0
        return between and bool(text) and not self._printed.holds(folded(text))

    def _is_printed(self, element: Element) -> bool:
        """Say whether all the text in an element is at first sight the form's own."""
        return self._printed.holds(folded(without_markers(plain_text(element))))

    def _begins_anew(self, paragraph: Element) -> bool:
        """Say whether a paragraph is a heading, after which the form's own words stand again."""
        style = paragraph.find(f"{self._names.properties}/{self._names.style}")
        if style is not None and (style.get(self._names.value) or "").startswith("Heading"):
            return True
        line = folded(self._form.text_of(paragraph))
        return any(title in line for title in self._printed.titles)

    def _table(self, table: Element) -> Iterator[Aside]:
        answered = begun = False
        for row in self._form.rows.laid_in(table, self._names.row):
            if found := self._marked.get(row):
                answered = begun = True
                self._left -= 1
                if any(of_row.column for of_row, _ in found):
                    yield from self._beside_in_grid(row, found)
                    continue
                label, question = found[0][0].label, found[0][1].question
                printed = f"{question.code} {question.text}[[{question.field}]]"
                if label is not None and plain_text(label) != printed:
                    yield from self._beside(label, question)
            elif begun or self._printed.is_whole:
                yield from self._row(row, begun)
        self._after_answers = answered

    def _row(self, row: Element, begun: bool) -> Iterator[Aside]:
        """Yield what stands in a row that answers no question."""
        names = self._names
        if any(inner in self._marked for inner in row.iter(names.row)):
            # A table in which tables are laid out.
            for cell in self._form.rows.cells(row):
                yield from self._in(cell)
            return
        texts = []
        for paragraph in row.iter(names.paragraph):
            text = without_markers(self._form.text_of(paragraph))
            if text and (beside := self._printed.beside(text)):
                texts.append(text if folded(text) == beside else beside)
        if texts:
            yield Aside(ROW if begun else OUTSIDE, "\n".join(texts))

    def _beside(self, label: Element, question: Question) -> Iterator[Aside]:
        """Yield what was written beside a question that is answered in its own place."""
        if question.field in self._gathered.beside or self._is_printed(label):
            return
        text = without_markers(self._form.text_of(label))
        written = after_printed(question, text)
        written = self._printed.beside(text) if written is None else written
        if written:
            yield Aside(BESIDE, f"{question.code}: {written}")

    def _beside_in_grid(
        self, element: Element, found: Sequence[tuple[Row, Marked]]
    ) -> Iterator[Aside]:
        """Yield what was written into the cells of a grid's row that hold no answer's place."""
        answers = {place for row, _ in found for place in row.answer}
        label = found[0][0].label
        number = found[0][1].question.code[:-1]
        for cell in self._form.rows.cells(element):
            # What a grid says of its items, its questionnaire does not hold.
            known = cell is not label or self._printed.is_whole
            if known and answers.isdisjoint(cell.iter()) and not self._is_printed(cell):
                text = without_markers(self._form.text_of(cell))
                if beside := self._printed.beside(text):
                    yield Aside(BESIDE, f"{number}: {beside}")

    def _aside(self, element: Element) -> Iterator[Aside]:
        text = self._form.text_of(element)
        if text:
            yield Aside(COMMENT if element.tag == self._names.comment else FOOTNOTE, text)
