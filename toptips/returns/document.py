"""A form's tables, and the answers that stand in them, whatever program saved the form.

Four things mark the place of an answer, and the first that matches wins: the tag of its
content control, a hidden marker in its row, the name of its bookmark, and the code that its
row's label begins with. The answer is the text of the whole cell, never that of the control
alone: LibreOffice keeps a control around its first paragraph only.

The elements are Word's; those of other formats are turned into them first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from toptips.model.questionnaire import Question, Questionnaire
from toptips.model.reference import Reference, find_reference
from toptips.returns.form import (
    Gathered,
    Origin,
    QuestionsByMark,
    Return,
    code_at_start,
    made_from,
    markers_in,
    without_markers,
    written_after,
)
from toptips.returns.no_form import COPY_ACROSS, FILL_IN
from toptips.returns.word_xml import STRICT, TRANSITIONAL, Element, names_in, text_in
from toptips.unsafe.zips import Unreadable


@dataclass(slots=True)
class _Row:
    """A row that may hold an answer: its label's cell, and the cells that the answer is in.

    The other three marks are looked for only where there is no tag: None is not looked for yet.
    """

    label: Element | None
    answer: list[Element]
    tag: str
    marker: str | None = None
    bookmark: str | None = None
    code: str | None = None


class FilledForm:
    """What stands in a form: its tables with the answers, and the text around them."""

    def __init__(self, root: Element) -> None:
        namespace = etree.QName(root).namespace
        if namespace not in (TRANSITIONAL, STRICT):
            raise Unreadable(f"This is not a Word form. {FILL_IN}")
        self.root = root
        self.names = names_in(namespace)
        self._pictures = False
        self._accept_changes()
        self._nested = self._has_nested_tables()
        self._tagged = next(root.iter(self.names.tag), None) is not None
        self.rows = self._find_rows()

    def _accept_changes(self) -> None:
        """Take out what was deleted, and whatever else a person does not see."""
        names = self.names
        unseen = []
        for element in self.root.iter(*names.unseen, *names.pictures):
            if element.tag in names.pictures:
                self._pictures = True
            else:
                unseen.append(element)
        # From the end, so that a chain of deleted paragraph marks folds up into its first.
        for element in reversed(unseen):
            self._take_out(element)

    def _has_nested_tables(self) -> bool:
        names = self.names
        tables = self.root.iter(names.table)
        return any(next(table.iterancestors(names.cell), None) is not None for table in tables)

    def _take_out(self, element: Element) -> None:
        names = self.names
        parent = element.getparent()
        if parent is None:
            return
        parent.remove(element)
        properties = parent.getparent()
        if parent.tag != names.run_properties or properties is None:
            return
        paragraph = properties.getparent() if properties.tag == names.properties else None
        after = paragraph.getnext() if paragraph is not None else None
        # The mark at a paragraph's end was deleted: what follows goes on in the same line.
        if paragraph is not None and after is not None and after.tag == names.paragraph:
            paragraph.extend([child for child in after if child.tag != names.properties])
            after_parent = after.getparent()
            if after_parent is not None:
                after_parent.remove(after)

    def _find_rows(self) -> list[_Row]:
        """Find the rows that may hold answers; a table inside an answer is part of it."""
        names = self.names
        rows: list[_Row] = []
        answers: set[Element] = set()
        inside: dict[Element | None, bool] = {}
        for element in self.root.iter(names.row):
            if self._nested:
                table = element.getparent()
                if table not in inside:
                    around = element.iterancestors(names.cell)
                    inside[table] = any(cell in answers for cell in around)
                if inside[table]:
                    continue
            row = self._row(self._cells(element))
            if row is not None:
                rows.append(row)
                if self._nested:
                    answers.update(row.answer)
        return rows

    def _row(self, cells: list[Element]) -> _Row | None:
        """Return a row that may hold an answer, or None if nothing marks it."""
        if len(cells) > 1:
            row = _Row(cells[0], cells[1:], self._tag(cells[1:]))
            if row.tag or self._marker(row) or self._bookmark(row) or self._code(row):
                return row
        # Somebody may have moved the answer's place to the front.
        row = _Row(None, cells[:1], self._tag(cells[:1]))
        return row if row.tag or self._bookmark(row) else None

    def _tag(self, cells: list[Element]) -> str:
        """Return the first tag of a control in the cells of an answer, or around one."""
        names = self.names
        for cell in cells if self._tagged else ():
            content = cell.getparent()
            if content is not None and content.tag == names.control_content:
                around = next(content.itersiblings(names.control_properties, preceding=True), None)
                outer = None if around is None else around.find(names.tag)
                if outer is not None:
                    return outer.get(names.value) or ""
            element = next(cell.iter(names.tag), None)
            if element is not None and self._directly_in(cell, element):
                return element.get(names.value) or ""
        return ""

    def _marker(self, row: _Row) -> str:
        """Return the first hidden marker in a row's label."""
        if row.marker is None:
            row.marker = ""
            label = row.label
            for element in () if label is None else label.iter(self.names.text):
                # What is in a table in this cell is looked at with that table's rows, once.
                if not self._directly_in(label, element):
                    break
                if (text := element.text) and "[[" in text:
                    row.marker = next(iter(markers_in(text)), "")
                    break
        return row.marker

    def _bookmark(self, row: _Row) -> str:
        """Return the name of the first bookmark of ours in the cells of an answer."""
        if row.bookmark is None:
            row.bookmark = ""
            for cell in row.answer:
                for element in cell.iter(self.names.bookmark):
                    if row.bookmark or not self._directly_in(cell, element):
                        break
                    name = element.get(self.names.name) or ""
                    row.bookmark = name if name.startswith("tt_") else ""
        return row.bookmark

    def _code(self, row: _Row) -> str:
        """Return the code that a row's label begins with."""
        if row.code is None:
            row.code = ""
            # A label that holds a table is a layout of tables.
            if row.label is not None and not (
                self._nested and next(row.label.iter(self.names.table), None) is not None
            ):
                text = self.text_of(row.label)
                # Word may have split a marker into several runs.
                row.marker = row.marker or next(iter(markers_in(text)), "")
                row.code = code_at_start(without_markers(text))
        return row.code or row.marker or ""

    def _directly_in(self, cell: Element | None, element: Element) -> bool:
        """Say whether an element is in this cell, and not in a table inside it."""
        return not self._nested or next(element.iterancestors(self.names.cell), None) is cell

    def _cells(self, row: Element) -> list[Element]:
        names = self.names
        cells = []
        for child in row:
            kind = child.tag
            if kind == names.cell:
                cells.append(child)
            elif kind == names.control:
                cells += child.iterfind(f"{names.control_content}/{names.cell}")
        return cells

    def _question_of(self, row: _Row, marks: QuestionsByMark) -> tuple[int, Question] | None:
        """Return which question a row answers, and by which of the four layers (0 to 3)."""
        if (question := marks.by_field.get(row.tag)) is not None:
            return 0, question
        if (question := marks.by_field.get(self._marker(row))) is not None:
            return 1, question
        if (question := marks.by_bookmark.get(self._bookmark(row))) is not None:
            return 2, question
        if (question := marks.by_code.get(self._code(row))) is not None:
            return 3, question
        question = marks.by_field.get(row.marker or "")
        return None if question is None else (1, question)

    def read(
        self,
        origin: Origin,
        called: str,
        questionnaires: Mapping[str, Questionnaire],
        reference: Reference | None,
        modified: datetime | None,
        notes: Sequence[str],
    ) -> Return:
        """Read it as a form. `called` is what its format is called, with `reference` from its
        properties; the printed one counts where there is none.

        Raises Unreadable for another document than one of the workshop's forms.
        """
        reference = reference or find_reference(self.text_of(self.root))
        if reference is not None and reference.hash not in questionnaires:
            return Gathered().as_return(origin, reference, {}, "", modified, notes)
        asked = made_from(reference, questionnaires, self.fit)
        if not asked:
            article = "an" if called[0] in "AEIOU" else "a"
            raise Unreadable(
                f"This is {article} {called}, but not one of this workshop's. {FILL_IN}"
            )
        gathered = self.gather(questionnaires[asked])
        if gathered is None:
            raise Unreadable(
                f"This {called} bears the form's reference, but the form's tables are gone, so"
                f" that its answers can't be told apart. {COPY_ACROSS}"
            )
        return gathered.as_return(origin, reference, questionnaires, asked, modified, notes)

    def fit(self, questionnaire: Questionnaire) -> tuple[int, int]:
        """Return how many of its questions have a place here, and how many places are foreign."""
        marks = QuestionsByMark(questionnaire)
        found = [self._question_of(row, marks) for row in self.rows]
        return len({answered[1].field for answered in found if answered}), found.count(None)

    def gather(self, questionnaire: Questionnaire) -> Gathered | None:
        """Gather the texts of the answers, each from the row that is marked most surely.

        Returns None if no question of the questionnaire has a place here.
        """
        marks = QuestionsByMark(questionnaire)
        found = [(row, self._question_of(row, marks)) for row in self.rows]
        surest: dict[str, int] = {}
        for _, answered in found:
            if answered is not None:
                layer, question = answered
                surest[question.field] = min(layer, surest.get(question.field, layer))
        gathered = Gathered()
        for row, answered in found:
            if answered is None or answered[0] > surest[answered[1].field]:
                continue
            question = answered[1]
            texts = [text for cell in row.answer if (text := self.text_of(cell))]
            gathered.add(question, without_markers("\n".join(texts)))
            if self._pictures and self._has_picture(row):
                gathered.notes.append(f"A picture in {question.code} is not read.")
        for row, answered in found:
            if answered is not None and answered[1].field not in gathered.texts:
                self._look_beside_the_question(gathered, answered[1], row.label)
        return gathered if surest else None

    def _look_beside_the_question(
        self, gathered: Gathered, question: Question, label: Element | None
    ) -> None:
        """Take for the answer what was written into the question's own cell."""
        if label is None:
            return
        written = written_after(question, without_markers(self.text_of(label)))
        if written:
            gathered.add(question, written)
            gathered.notes.append(f"{question.code} was written beside the question.")

    def _has_picture(self, row: _Row) -> bool:
        pictures = self.names.pictures
        return any(next(cell.iter(*pictures), None) is not None for cell in row.answer)

    def text_of(self, element: Element) -> str:
        """Return the text that a person sees in an element, with its line breaks and tabs."""
        return text_in(element.iter(*self.names.textual), self.names)
