"""The rows of a form's tables, and which question each of them answers.

Four things mark the place of an answer, and the first that matches wins: the tag of its
content control, a hidden marker in its row, the name of its bookmark, and the code that its
row's label begins with. A control that was copied brings its tag along: where that and the
printed code disagree, the row's code wins.

In a grid one row holds several answers: its label begins with the item's number, and the header of
each column with the letter, which together are the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from toptips.model.questionnaire import Question
from toptips.returns.form import (
    QuestionsByMark,
    code_at_start,
    letter_at_start,
    markers_in,
    number_at_start,
    without_markers,
)
from toptips.returns.word_xml import Element, Names, plain_text, text_in


@dataclass(slots=True, eq=False)
class Row:
    """A row that may hold an answer: its label's cell, and the cells that the answer is in.

    `label` is None where the question's cell is gone, or is one with the answer's. The other three
    marks are looked for only where there is no tag: None is not looked for yet. `column` is that of
    an answer in a grid, whose row is several of these.
    """

    element: Element
    label: Element | None
    answer: list[Element]
    tags: list[str]
    marker: str | None = None
    bookmark: str | None = None
    code: str | None = None
    column: int = 0


class Marked(NamedTuple):
    """Which question a row answers, and how surely: by which of the four layers (0 to 3).

    `copied` is the question whose control stands in this row, where that is another one's.
    """

    layer: int
    question: Question
    copied: Question | None = None


class FormRows:
    """The rows of a form that may hold answers."""

    def __init__(self, root: Element, names: Names) -> None:
        self.root = root
        self.names = names
        self.nested = self._has_nested_tables()
        self._tagged = next(root.iter(names.tag), None) is not None
        # By table, the letters of a grid's columns.
        self._letters: dict[Element | None, dict[int, str]] = {}
        self.found = self._find()

    def _has_nested_tables(self) -> bool:
        names = self.names
        tables = self.root.iter(names.table)
        return any(next(table.iterancestors(names.cell), None) is not None for table in tables)

    def _find(self) -> list[Row]:
        """Find the rows that may hold answers; a table inside an answer is part of it."""
        names = self.names
        rows: list[Row] = []
        answers: set[Element] = set()
        inside: dict[Element | None, bool] = {}
        for element in self.root.iter(names.row):
            if self.nested:
                table = element.getparent()
                if table not in inside:
                    around = element.iterancestors(names.cell)
                    inside[table] = any(cell in answers for cell in around)
                if inside[table]:
                    continue
            for row in self._rows(element, self.cells(element)):
                rows.append(row)
                if self.nested:
                    answers.update(row.answer)
        return rows

    def _rows(self, element: Element, cells: list[Element]) -> list[Row]:
        """Return what may hold an answer in a row: in a grid, each of its columns."""
        table = next(element.iterancestors(self.names.table), None)
        letters = self._letters.get(table, {})
        if letters or len(cells) > 2:
            in_grid = self._in_grid(element, cells, letters)
            if in_grid:
                return in_grid
        row = self._row(element, cells)
        if row is not None:
            return [row]
        letters = {
            column: letter
            for column, cell in enumerate(cells)
            if column and (letter := letter_at_start(self._said_in(cell)))
        }
        if letters:
            self._letters[table] = letters
        return []

    def _in_grid(
        self, element: Element, cells: list[Element], letters: dict[int, str]
    ) -> list[Row]:
        """Return the answers of a grid's row; nothing for any other row."""
        # The first cell is the label's, unless somebody took the labels away.
        label = None if self._tags(cells[:1]) else cells[0]
        said = "" if label is None else self._said_in(label)
        markers, said = markers_in(said), without_markers(said)
        if code_at_start(said):
            return []
        number, answers = number_at_start(said), cells if label is None else cells[1:]
        found = []
        for column, cell in enumerate(answers, len(cells) - len(answers)):
            code = number + letters[column] if number and column in letters else ""
            marker = markers[column - 1] if len(markers) == len(cells) - 1 else ""
            controls = self._controls_in(cell)
            if controls:
                # Cells that were merged: each control tells what it answers.
                found += [
                    Row(element, label, [c], [tag], "", "", "", column) for c, tag in controls
                ]
                continue
            row = Row(element, label, [cell], self._tags([cell]), marker, None, code, column)
            if row.tags or marker or code or self._bookmark(row):
                found.append(row)
        return found if letters or len(found) > 1 else []

    def _controls_in(self, cell: Element) -> list[tuple[Element, str]]:
        """Return what the controls in a cell hold, with their tags, where they answer several."""
        names, found = self.names, []
        for control in cell.iter(names.control) if len(set(self._tags([cell]))) > 1 else ():
            tag = control.find(f"{names.control_properties}/{names.tag}")
            content = control.find(names.control_content)
            if tag is not None and content is not None:
                found.append((content, tag.get(names.value) or ""))
        return found

    def _said_in(self, cell: Element) -> str:
        """Return the text of a cell; nothing where a table lies in it."""
        if self.nested and next(cell.iter(self.names.table), None) is not None:
            return ""
        return self.text_of(cell)

    def _row(self, element: Element, cells: list[Element]) -> Row | None:
        """Return a row that may hold an answer, or None if nothing marks it."""
        if len(cells) > 1:
            row = Row(element, cells[0], cells[1:], self._tags(cells[1:]))
            if row.tags or self._marker(row) or self._bookmark(row) or self._code(row):
                return row
        # Somebody may have moved the answer's place to the front, or merged the two cells.
        row = Row(element, None, cells[:1], self._tags(cells[:1]))
        if row.tags or self._bookmark(row):
            return row
        return row if len(cells) == 1 and self._code_in(row, cells[0]) else None

    def _tags(self, cells: list[Element]) -> list[str]:
        """Return the tags of the controls around and in the cells of an answer."""
        names = self.names
        found = []
        for cell in cells if self._tagged else ():
            for around in cell.iterancestors(names.control_content, names.row):
                if around.tag == names.row:
                    break
                properties = next(
                    around.itersiblings(names.control_properties, preceding=True), None
                )
                outer = None if properties is None else properties.find(names.tag)
                if outer is not None:
                    found.append(outer.get(names.value) or "")
            for element in cell.iter(names.tag):
                if self._directly_in(cell, element):
                    found.append(element.get(names.value) or "")
        return found

    def _marker(self, row: Row) -> str:
        """Return the first hidden marker in a row's label."""
        if row.marker is None:
            text = "" if row.label is None else self._plain_text(row.label)
            row.marker = next(iter(markers_in(text)), "") if "[[" in text else ""
        return row.marker

    def _plain_text(self, label: Element) -> str:
        """Return the characters in a label, without those of tables in it."""
        if not self.nested:
            return plain_text(label)
        # What is in a table in this cell is looked at with that table's rows, once.
        texts = takewhile(
            lambda element: self._directly_in(label, element), label.iter(self.names.text)
        )
        return "".join(element.text or "" for element in texts)

    def _bookmark(self, row: Row) -> str:
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

    def _code(self, row: Row) -> str:
        """Return the code that a row's label begins with."""
        if row.code is None:
            row.code = ""
            if row.label is not None:
                self._code_in(row, row.label)
        return row.code or row.marker or ""

    def _code_in(self, row: Row, cell: Element) -> str:
        """Keep the code and the marker that a cell holds; return the code."""
        # A label that holds a table is a layout of tables.
        if text := self._said_in(cell):
            # Word may have split a marker into several runs.
            row.marker = row.marker or next(iter(markers_in(text)), "")
            row.code = code_at_start(without_markers(text))
        return row.code or ""

    def _directly_in(self, cell: Element | None, element: Element) -> bool:
        """Say whether an element is in this cell, and not in a table inside it."""
        return not self.nested or next(element.iterancestors(self.names.cell), None) is cell

    def cells(self, row: Element) -> list[Element]:
        """Return the cells of a row, also those that a control or other wrappers lie round."""
        return self.laid_in(row, self.names.cell)

    def laid_in(self, around: Element, wanted: str) -> list[Element]:
        """Return what of one kind lies in an element, directly or within wrappers."""
        names = self.names
        found = []
        for child in around:
            kind = child.tag
            if kind == wanted:
                found.append(child)
            elif kind == names.control or kind in names.wrappers:
                found += self.laid_in(child, wanted)
        return found

    def question_of(self, row: Row, marks: QuestionsByMark) -> Marked | None:
        """Return which question a row answers, or None."""
        tagged = next((found for tag in row.tags if (found := marks.by_field.get(tag))), None)
        if tagged is not None:
            printed = marks.by_code.get(self._code(row))
            if printed is not None and printed is not tagged:
                return Marked(0, printed, copied=tagged)
            return Marked(0, tagged)
        if (question := marks.by_field.get(self._marker(row))) is not None:
            return Marked(1, question)
        if (question := marks.by_bookmark.get(self._bookmark(row))) is not None:
            return Marked(2, question)
        if (question := marks.by_code.get(self._code(row))) is not None:
            return Marked(3, question)
        question = marks.by_field.get(row.marker or "")
        return None if question is None else Marked(1, question)

    def covered_by(self, row: Row) -> list[Row]:
        """Return the rows below whose answers' cells are merged into this one's."""
        if self._merged_down(row) != "restart":
            return []
        rows = []
        following = self.found[self.found.index(row) + 1 :]
        for below in following:
            if below.column != row.column or below.element is row.element:
                continue
            if self._merged_down(below) != "continue":
                break
            rows.append(below)
        return rows

    def _merged_down(self, row: Row) -> str:
        """Return what an answer's cell says of being merged downwards, or nothing."""
        names = self.names
        for cell in row.answer:
            mark = cell.find(f"{names.cell_properties}/{names.merged_down}")
            if mark is not None:
                return mark.get(names.value) or "continue"
        return ""

    def text_of(self, element: Element) -> str:
        """Return the text that a person sees in an element, with its line breaks and tabs."""
        return text_in(element.iter(*self.names.textual), self.names)
