"""A form's tables, and the answers that stand in them, whatever program saved the form.

Which row answers which question, `form_rows` finds. The answer is the text of the whole cell,
never that of the control alone: LibreOffice keeps a control around its first paragraph only.
What stands in no answer's place, `outside` finds.

The elements are Word's; those of other formats are turned into them first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from toptips.model.paper_parts import PARTS
from toptips.model.questionnaire import Question, Questionnaire
from toptips.model.questions import PARTNER_CODE
from toptips.model.reference import ON_PAPER, Reference, find_reference
from toptips.returns.as_seen import STRUCK
from toptips.returns.body import Body
from toptips.returns.form import (
    FEWEST_SHARED,
    LONGEST_NAME,
    Gathered,
    Origin,
    QuestionsByMark,
    Return,
    after_printed,
    forms_among,
    made_from,
    reference_to,
    without_markers,
)
from toptips.returns.form_rows import Marked, Row
from toptips.returns.no_form import COPY_ACROSS, FILL_IN, OF_THE_LEAD
from toptips.returns.outside import words_outside
from toptips.returns.picked import shown_or_picked
from toptips.returns.printed import printed_in
from toptips.returns.word_xml import Element
from toptips.unsafe.zips import Unreadable

# How surely a row is marked that has the question's code alone.
_BY_CODE = 3


class FilledForm(Body):
    """A form as it came back, and the answers in it."""

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
        asked = self._made_from(reference, questionnaires)
        if not asked:
            if self._is_of_lead():
                raise Unreadable(OF_THE_LEAD)
            article = "an" if called[0] in "AEIOU" else "a"
            raise Unreadable(
                f"This is {article} {called}, but not one of this workshop's. {FILL_IN}"
            )
        marked = self._marked(questionnaires[asked])
        gathered = self._gather(marked)
        if gathered is None:
            raise Unreadable(
                f"This {called} bears the form's reference, but the form's tables are gone, so"
                f" that its answers can't be told apart. {COPY_ACROSS}"
            )
        if whose := self._whose(reference):
            reference = reference_to(questionnaires, asked, whose)
        printed = printed_in(questionnaires, asked)
        gathered.left_over = words_outside(self, marked, printed, gathered)
        return gathered.as_return(origin, reference, questionnaires, asked, modified, notes)

    def _whose(self, reference: Reference | None) -> str:
        """Take out whose a form is that was printed for all; nothing where it does not say."""
        if reference is not None and reference.partner != ON_PAPER:
            return ""
        for row in self.rows.found:
            if row.code == PARTNER_CODE and row.label is not None:
                texts = [" ".join(self.text_of(cell).split()) for cell in row.answer]
                for cell in row.answer:
                    cell.clear()
                return " ".join(texts).strip()[:LONGEST_NAME]
        return ""

    def _made_from(
        self, reference: Reference | None, questionnaires: Mapping[str, Questionnaire]
    ) -> str:
        """Return the hash of what it was made from; without its reference, of what fits best.

        The codes of a focus group's sheet are those of other questions too, so that codes alone
        make no sheet of what may be a form.
        """
        forms = forms_among(questionnaires)
        if reference is not None or self._is_of_group(questionnaires, forms):
            return made_from(reference, questionnaires, self.fit)
        return made_from(None, forms, self.fit) or made_from(None, questionnaires, self.fit)

    def _is_of_group(
        self, questionnaires: Mapping[str, Questionnaire], forms: Mapping[str, Questionnaire]
    ) -> bool:
        """Say whether a mark or a question is here that focus groups' sheets alone have."""
        of_forms = [question for form in forms.values() for question in form.questions]
        fields = {question.field for question in of_forms}
        printed = {(question.code, question.text) for question in of_forms}
        for sent_hash in questionnaires.keys() - forms.keys():
            for row, marked in self._marked(questionnaires[sent_hash]):
                if marked is None:
                    continue
                question = marked.question
                if marked.layer < _BY_CODE and question.field not in fields:
                    return True
                if row.label is not None and (question.code, question.text) not in printed:
                    label = without_markers(self.text_of(row.label))
                    if after_printed(question, label) is not None:
                        return True
        return False

    def fit(self, questionnaire: Questionnaire) -> tuple[int, int]:
        """Return how many of its questions have a place here, and how many places are foreign."""
        marks = QuestionsByMark(questionnaire)
        found = [self.rows.question_of(row, marks) for row in self.rows.found]
        return len({marked.question.field for marked in found if marked}), found.count(None)

    def _is_of_lead(self) -> bool:
        """Say whether this is the paper, though its reference is gone."""
        marks = (mark for row in self.rows.found for mark in (*row.tags, row.marker))
        return len({f"0.{part.key}" for part in PARTS}.intersection(marks)) >= FEWEST_SHARED

    def _marked(self, questionnaire: Questionnaire) -> list[tuple[Row, Marked | None]]:
        """Return the rows, each with the question that it answers."""
        marks = QuestionsByMark(questionnaire)
        return [(row, self.rows.question_of(row, marks)) for row in self.rows.found]

    def _gather(self, found: Sequence[tuple[Row, Marked | None]]) -> Gathered | None:
        """Gather the texts of the answers, each from the row that is marked most surely.

        Returns None if no question of the questionnaire has a place here.
        """
        surest: dict[str, int] = {}
        for _, marked in found:
            if marked is not None:
                field = marked.question.field
                surest[field] = min(marked.layer, surest.get(field, marked.layer))
        gathered = Gathered()
        for row, marked in found:
            if marked is None:
                continue
            if marked.layer > surest[marked.question.field]:
                gathered.passed_over.update(row.answer)
                continue
            if self.met.merged:
                self._share_out(row, marked.question, found, gathered)
            self._add(row, marked, gathered)
        for row, marked in found:
            if marked is not None and marked.question.field not in gathered.texts:
                self._look_beside_the_question(gathered, marked.question, row.label)
        return gathered if surest else None

    def _add(self, row: Row, marked: Marked, gathered: Gathered) -> None:
        """Add what stands in one row's answer, with what is to be said of it."""
        question = marked.question
        texts = [text for cell in row.answer if (text := self.text_of(cell))]
        text = without_markers("\n".join(texts))
        if row.label is None:
            written = after_printed(question, text)
            text = text if written is None else written
        if question.kind == "date":
            text = shown_or_picked(text, self._picked(row))
        gathered.add(question, text)
        met = self.met
        if not text or marked.copied or met.pictures or met.struck or met.chunks:
            gathered.notes += self._notes(row, marked, blank=not text)

    def _notes(self, row: Row, marked: Marked, *, blank: bool) -> list[str]:
        """Say what is odd about a row's answer."""
        code, names, notes = marked.question.code, self.names, []
        if marked.copied is not None:
            notes.append(
                f"The place of {marked.copied.code} was copied into the row of {code}; what stands"
                f" there is read as {code}."
            )
        if self.met.pictures and self._holds(row, *names.pictures):
            notes.append(f"A picture in {code} is not read.")
        if self.met.struck and any(
            run.get(STRUCK) for cell in row.answer for run in cell.iter(names.run)
        ):
            notes.append(f"{code}: words that were struck out are left out.")
        if self.met.chunks and self._holds(row, names.chunk):
            notes.append(f"{code}: what another program put into it stands outside the answer.")
        if blank and self._holds(row, names.numbered):
            notes.append(
                f"{code}: there is only a number that Word made for a list, which is not read."
            )
        return notes

    def _share_out(
        self,
        row: Row,
        question: Question,
        found: Sequence[tuple[Row, Marked | None]],
        gathered: Gathered,
    ) -> None:
        """Give each question its own of an answer's cell that was merged with those below."""
        covered = self.rows.covered_by(row)
        others = {
            marked.question.field: marked.question
            for below, marked in found
            if marked and below in covered
        }
        others.pop(question.field, None)
        if not others:
            return
        shared = False
        for cell in row.answer:
            for control in list(cell.iter(self.names.control)):
                tag = control.find(f"{self.names.control_properties}/{self.names.tag}")
                other = others.get(tag.get(self.names.value) or "") if tag is not None else None
                content = control.find(self.names.control_content)
                if other is not None and content is not None:
                    gathered.add(other, without_markers(self.text_of(content)))
                    content.clear()
                    shared = True
        if not shared and any(self.text_of(cell) for cell in row.answer):
            codes = ", ".join(other.code for other in others.values())
            gathered.notes.append(
                f"The answers' cells of {question.code} and {codes} are merged; all that stands in"
                f" them is read as {question.code}."
            )

    def _picked(self, row: Row) -> str:
        """Return the day that was picked from the calendar of an answer's control, or nothing."""
        dates = (date for cell in row.answer for date in cell.iter(self.names.date))
        return next((date.get(self.names.full_date) or "" for date in dates), "")

    def _look_beside_the_question(
        self, gathered: Gathered, question: Question, label: Element | None
    ) -> None:
        """Take for the answer what was written into the question's own cell."""
        if label is None:
            return
        written = after_printed(question, without_markers(self.text_of(label)))
        if written:
            gathered.add(question, written)
            gathered.beside.add(question.field)
            gathered.notes.append(f"{question.code} was written beside the question.")

    def _holds(self, row: Row, *names: str) -> bool:
        return any(next(cell.iter(*names), None) is not None for cell in row.answer)
