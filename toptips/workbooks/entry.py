"""The data-entry workbook: one row a form, for what came back on paper or by telephone.

Each sheet of answers belongs to one questionnaire. Its header row begins each column with the
question's code, and ends with the questionnaire's reference, so that the row alone says what
was asked. Everything in it is text: "=1+1" and "3/4" stay what somebody wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toptips.model.dates import written
from toptips.model.framework import Framework
from toptips.model.questionnaire import Question, Questionnaire
from toptips.model.questions import PARTNER_CODE
from toptips.model.workshop import Workshop
from toptips.workbooks.package import clean, finish

EXPLAINS, LISTS = "How to use", "Lists"
# The place of the partner in the reference: here each row says whose it is.
FOR_ALL = "data-entry"
LAST_ROW = 5_000
FONT = "Arial"
LINE_HEIGHT = 16
TEXT_FORMAT = "@"
WIDTHS = {"choice": 24, "line": 24, "text": 44, "date": 16, "number": 16}
HOW_TO_ANSWER = {
    "choice": "Choose one",
    "line": "A few words",
    "text": "Text; Alt and Enter begin a new line",
    "date": "A date, such as 30 November 2026",
    "number": "A number",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet of answers: its name, what was asked, and whose answers a row may be.

    `whose` are partners' names, or the tables ("table-1") for what tables agreed; nobody where no
    row is anybody's in particular, as with people who use services.
    """

    name: str
    questionnaire: Questionnaire
    whose: tuple[str, ...]

    @property
    def whose_header(self) -> str:
        """The header of the first column."""
        of_tables = self.questionnaire.form == "conversation"
        return f"{PARTNER_CODE} {'Table' if of_tables else 'Organisation'}"

    @property
    def reference(self) -> str:
        """The reference of its questionnaire, with nobody as the partner."""
        return str(self.questionnaire.reference(FOR_ALL))


def write_entry(entries: Sequence[Entry], workshop: Workshop, framework: Framework) -> bytes:
    """Return the data-entry workbook: a sheet that explains, and one for each entry.

    Of the framework stand in it what it calls its items, and who wrote their words.
    """
    workbook = Workbook()
    explains = workbook.active
    assert isinstance(explains, Worksheet)  # a new workbook has one
    explains.title = EXPLAINS
    _explain(explains, entries, workshop, framework)
    lists = _Lists(workbook.create_sheet(LISTS))
    for entry in entries:
        _write_sheet(workbook.create_sheet(entry.name), entry, lists)
    # What people choose from stays out of their way, but can be looked at.
    workbook.move_sheet(LISTS, len(entries))
    lists.sheet.sheet_state = "hidden"
    workbook.properties.title = clean(f"{workshop.title}: answers to type in")
    workbook.properties.keywords = entries[0].reference if entries else ""
    return finish(workbook)


def _put(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False) -> None:
    cell = sheet.cell(row, column)
    cell.value = clean(text)
    # openpyxl takes what begins with = for a formula.
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    cell.font = Font(name=FONT, size=12, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _put_header(sheet: Worksheet, row: int, column: int, text: str) -> None:
    _put(sheet, row, column, text, bold=True)
    cell = sheet.cell(row, column)
    cell.fill = PatternFill("solid", start_color="FFE8EDF2")
    cell.border = Border(bottom=Side("medium", color="FF1F3A56"))


def _make_room(sheet: Worksheet, row: int) -> None:
    """Make a row as high as its texts need: not every program does it by itself."""
    lines = 1
    for cell in sheet[row]:
        # A column's width is in characters, more or less.
        across = max(1, int(sheet.column_dimensions[get_column_letter(cell.column or 1)].width))
        text = str(cell.value or "")
        lines = max(lines, sum(-(-len(line) // across) or 1 for line in text.split("\n")))
    sheet.row_dimensions[row].height = LINE_HEIGHT * lines


class _Lists:
    """The sheet of what can be chosen: one column for each different list."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._places: dict[tuple[str, ...], str] = {}

    def place_of(self, title: str, values: tuple[str, ...]) -> str:
        """Write a list, once, and return where it stands, as a formula."""
        if values not in self._places:
            column = len(self._places) + 1
            _put_header(self.sheet, 1, column, title)
            for number, value in enumerate(values, 2):
                _put(self.sheet, number, column, value)
            letter = get_column_letter(column)
            self.sheet.column_dimensions[letter].width = 40
            self._places[values] = (
                f"{quote_sheetname(self.sheet.title)}!${letter}$2:${letter}${len(values) + 1}"
            )
        return self._places[values]


def _write_sheet(sheet: Worksheet, entry: Entry, lists: _Lists) -> None:
    columns = list(_columns(entry))
    for number, (header, width, values, strict, hint) in enumerate(columns, 1):
        letter = get_column_letter(number)
        whole = sheet.column_dimensions[letter]
        whole.width = width
        whole.number_format = TEXT_FORMAT
        whole.font = Font(name=FONT, size=12)
        whole.alignment = Alignment(wrap_text=True, vertical="top")
        _put_header(sheet, 1, number, header)
        if values:
            place = lists.place_of(_without_code(header), values)
            choices = DataValidation(type="list", formula1=place, allow_blank=True)
            # On paper people write "4 - mostly"; what is typed so is understood when it is read.
            choices.showErrorMessage = strict
            choices.errorStyle = "warning"
            choices.errorTitle = "Not on the list"
            choices.error = "This is not on the list. Keep it only if the form says so."
            choices.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(choices)
        if hint:
            shown = DataValidation(allow_blank=True, showInputMessage=True, prompt=hint)
            shown.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(shown)
    _make_room(sheet, 1)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _columns(entry: Entry) -> Iterator[tuple[str, float, tuple[str, ...], bool, str]]:
    """Yield each column's header, width, choices, and whether another answer is warned of.

    Last comes a hint that shows beside a cell: how to write a date.
    """
    if entry.whose:
        yield entry.whose_header, 30, entry.whose, True, ""
    tips = {tip.id: tip for tip in entry.questionnaire.tips}
    for question in entry.questionnaire.questions:
        tip = tips.get(question.tip)
        about = f"{question.code} {question.answer}" + (f"\n{tip.title}" if tip else "")
        labels = tuple(choice.label for choice in question.choices)
        numbered = any(choice.number is not None for choice in question.choices)
        hint = HOW_TO_ANSWER["date"] if question.kind == "date" else ""
        yield about, WIDTHS[question.kind], labels, not numbered, hint
    yield entry.reference, 36, (), False, ""


def _without_code(header: str) -> str:
    """Return what a list is called: with its code, the lists would look like answers."""
    return header.partition(" ")[2].partition("\n")[0]


def _explain(
    sheet: Worksheet, entries: Sequence[Entry], workshop: Workshop, framework: Framework
) -> None:
    for letter, width in zip("ABCD", (16, 44, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    _put(sheet, 1, 1, f"{workshop.title}: answers to type in", bold=True)
    sheet["A1"].alignment = Alignment(wrap_text=False)
    sheet["A1"].font = Font(name=FONT, size=16, bold=True)
    row = 3
    for line in (*_instructions(entries, workshop), framework.wording):
        _put(sheet, row, 1, line)
        sheet.cell(row, 1).alignment = Alignment(wrap_text=False)
        row += 1
    row = _table(sheet, row + 1, _scale(entries))
    for entry in entries:
        _put(sheet, row, 1, f"Sheet {entry.name}: {entry.reference}", bold=True)
        sheet.cell(row, 1).alignment = Alignment(wrap_text=False)
        row = _table(sheet, row + 1, _questions(entry, framework.item.singular))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _instructions(entries: Sequence[Entry], workshop: Workshop) -> Iterator[str]:
    names = " or ".join(f"'{entry.name}'" for entry in entries)
    yield "For forms that came back on paper or by telephone. Type nothing on this sheet."
    yield f"1. Go to the sheet {names}. Each row is one form: type one under another."
    yield "2. In the first column choose the organisation, or the table, whose form it is."
    for entry in entries:
        if not entry.whose:
            yield f"     The sheet '{entry.name}' asks for nobody, and no name belongs there."
    yield "3. Under each code, such as 3a, type what the form says there. Leave blanks blank."
    yield (
        "4. Under 0a type the label that the form gives. If it gives none, write a word of your"
        " own, such as paper-1, on the form and here:"
    )
    yield "     a row that you correct later then takes the place of the first one."
    yield "5. Leave the header row as it is. Do not name or describe any patient or relative."
    yield (
        "6. Save this workbook under another name and run 'toptips collect' with its name. You may"
        " add rows and collect it again."
    )
    yield f"Delete it by {written(workshop.privacy.delete_by)}, with the forms."


def _scale(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    yield "Score", "Its name", "What it means"
    for level in entries[0].questionnaire.scale if entries else ():
        yield str(level.value), level.label, level.means or ""


def _questions(entry: Entry, noun: str) -> Iterator[tuple[str, ...]]:
    asked = entry.questionnaire.tips
    tips = {tip.id: f"{noun.capitalize()} {tip.number}: {tip.title}" for tip in asked}
    yield "Code", "About", "Question", "What to type"
    for question in entry.questionnaire.questions:
        yield question.code, tips.get(question.tip, ""), question.text, _how(question)


def _how(question: Question) -> str:
    how = HOW_TO_ANSWER[question.kind]
    if any(choice.number is not None for choice in question.choices):
        how += ", or type its number"
    return "; ".join([how, *(choice.label for choice in question.choices)])


def _table(sheet: Worksheet, row: int, lines: Iterator[tuple[str, ...]]) -> int:
    """Write a table with its header; return the row where what follows may begin."""
    for number, line in enumerate(lines):
        for column, text in enumerate(line, 1):
            if number:
                _put(sheet, row, column, text)
            else:
                _put_header(sheet, row, column, text)
        _make_room(sheet, row)
        row += 1
    return row + 1
