"""Turns the rows of a sheet into returns: one row is what one respondent, or table, answered.

The header row says what each column answers: by the code that its text begins with ("3a How
well ..."), or as workshop.yaml says under `returns: columns:`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from toptips.model.questionnaire import Question, Questionnaire
from toptips.model.questions import PARTNER_CODE
from toptips.model.reference import Reference, find_reference
from toptips.model.returned import LEFT_OUT
from toptips.model.yaml_file import folded
from toptips.returns.form import (
    FEWEST_SHARED,
    LONGEST_NAME,
    Gathered,
    Origin,
    QuestionsByMark,
    Return,
    code_at_start,
    forms_among,
    made_from,
    reference_to,
)
from toptips.returns.tables import FORMATS, Sheet
from toptips.unsafe.merged import Filling
from toptips.unsafe.opening import File
from toptips.unsafe.workbook_xml import SheetRow

# How far down a header row is looked for.
LAST_HEADER_ROW = 30
# How the keys of the questions begin that ask for one of the tips that matter most.
VOTE = "top_"
# Of what is odd about a row, as many are named.
MOST_SAID = 20
_CODE = r"\d{1,2}[A-Za-z](?![0-9A-Za-z])"
# "12. 3a How well ...", and LimeSurvey's "Q3a. 3a How well ...", "G01Q02. 3a ..." and "Q3a".
_NUMBERED = re.compile(
    rf"\s*(?:(?:\d{{1,3}}\s*[.)]|[A-Za-z]\w{{0,11}}\s*[.:])\s+|G\d{{1,3}}Q\d{{1,3}}\s+|Q)(?={_CODE})"
)
# A grid has its question first: "How well does each work? [3a Transport]".
_IN_BRACKETS = re.compile(rf"\[\s*({_CODE})[^\]]*\]\s*$")
# What survey tools write into a second row of headers.
_SECOND_HEADERS = (
    "response",
    "open-ended response",
    "other (please specify)",
    "openended response",
)
_IMPORT = re.compile(r"\s*\{\s*[\"']ImportId[\"']")
MOST_HEADER_ROWS = 3
_TABLE = re.compile(r"(?:table)?[\s-]*(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """The header row of a sheet of answers: the row's number, and its texts by column.

    `codes` are the codes of the columns' questions, `reference` the one that stands in it.
    """

    number: int
    texts: Mapping[int, str]
    codes: Mapping[int, str]
    reference: Reference | None

    def fit(self, questionnaire: Questionnaire) -> tuple[int, int]:
        """Return how many of its questions have a column here, and how many columns are foreign."""
        known = QuestionsByMark(questionnaire).by_code
        codes = {code for code in self.codes.values() if code != PARTNER_CODE}
        return len(codes & known.keys()), len(codes - known.keys())


@dataclass(frozen=True)
class Columns:
    """What a kind of export says about its rows beside the answers, by column.

    `aside` are columns that hold no answers. `modified` returns a row's time of last change;
    `label` the label of a respondent who gave none.
    """

    aside: frozenset[int] = frozenset()
    modified: Callable[[SheetRow], datetime | None] = lambda row: None
    label: Callable[[SheetRow], str] = lambda row: ""
    identity: Callable[[SheetRow], Sequence[str]] = field(default=lambda row: ())


def code_of(text: str) -> str:
    """Return the code that a column's header begins with, or nothing.

    A number or name that a program put before it ("12. 3a How well ...") is passed over.
    """
    found = code_at_start(_NUMBERED.sub("", text, count=1))
    bracketed = None if found else _IN_BRACKETS.search(text)
    return code_at_start(bracketed[1]) if bracketed else found


def find_header(
    sheet: Sheet, by_hand: Mapping[str, str], *, fewest: int = FEWEST_SHARED
) -> Header | None:
    """Find the row in which at least `fewest` columns have a code, or return None.

    `by_hand` holds the codes of columns by their headers, from workshop.yaml.
    """
    mapped = {folded(header): code for header, code in by_hand.items()}
    for row in sheet.rows():
        if row.number > LAST_HEADER_ROW:
            return None
        codes = {
            column: code
            for column, text in row.texts.items()
            if (code := mapped.get(folded(text)) or code_of(text))
        }
        if len(set(codes.values())) >= fewest:
            found = (find_reference(text) for text in row.texts.values())
            reference = next((reference for reference in found if reference is not None), None)
            return Header(row.number, row.texts, codes, reference)
    return None


def returns_in(
    file: File,
    sheet: Sheet,
    header: Header,
    questionnaires: Mapping[str, Questionnaire],
    columns: Columns = Columns(),
) -> Iterator[Return]:
    """Yield a return for each row under a header.

    A row's content is its identity: the same row in a later copy of the workbook is the same
    return, and a second one like it in one sheet is another person's.
    """
    # A focus group's sheet is always a document, and its codes are those of other questions.
    questionnaires = forms_among(questionnaires)
    asked = made_from(header.reference, questionnaires, header.fit)
    reference = header.reference or reference_to(questionnaires, asked)
    rows = _Rows(header, columns, questionnaires.get(asked))
    filling = Filling(sheet.merged, below=header.number)
    seen: Counter[str] = Counter()
    # All are read before any is taken: a sheet that is refused is refused as a whole.
    for row in tuple(sheet.rows()):
        filled = filling.filled(row)
        if row.number <= header.number or not rows.is_answered(row):
            continue
        if row.number <= header.number + MOST_HEADER_ROWS and _is_header_too(row, header):
            continue
        whose, gathered = rows.gather(filled)
        if reference and reference.hash not in questionnaires:
            gathered.notes.append("The workbook for typing forms in is pack/data-entry.xlsx.")
        if row.hidden or sheet.hidden:
            what = "row" if row.hidden else "sheet"
            gathered.notes.append(
                f"The {what} is hidden in the workbook, and is read all the same."
            )
        texts = (f"{name}={text}" for name, text in sorted(gathered.texts.items()))
        content = [reference.hash if reference else "", whose, *columns.identity(row), *texts]
        canonical = json.dumps(content, ensure_ascii=False)
        seen[canonical] += 1
        yield gathered.as_return(
            Origin.of_row(
                file,
                FORMATS.get(file.kind, file.kind),
                f"{sheet.name}!row {row.number}" if sheet.name else f"row {row.number}",
                f"{canonical}{seen[canonical]}",
            ),
            replace(reference, partner=whose) if reference else None,
            questionnaires,
            asked,
            columns.modified(row),
        )


def _is_header_too(row: SheetRow, header: Header) -> bool:
    """Say whether a row under the header is a second one, as survey tools write them."""
    of_header = 0
    for column, text in row.texts.items():
        code = header.codes.get(column)
        again = code is not None and (code_of(text) == code or text == header.texts[column])
        if again or folded(text) in _SECOND_HEADERS or _IMPORT.match(text):
            of_header += 1
    # A person may write one such word.
    return of_header > 1 and of_header * 2 >= len(row.texts)


class _Rows:
    """The rows under one header."""

    def __init__(
        self, header: Header, columns: Columns, questionnaire: Questionnaire | None
    ) -> None:
        self._header = header
        self._columns = columns
        self._by_code = QuestionsByMark(questionnaire).by_code if questionnaire else {}
        self._of_tables = questionnaire is not None and questionnaire.form == "conversation"
        self._aside = set(columns.aside)
        self._aside |= {place for place, text in header.texts.items() if find_reference(text)}

    def is_answered(self, row: SheetRow) -> bool:
        """Say whether a row holds anything where answers stand."""
        return any(column not in self._aside for column in (*row.texts, *row.doubts))

    def gather(self, row: SheetRow) -> tuple[str, Gathered]:
        """Gather a row's answers. Returns whose they are, as it stands there, and the answers."""
        whose = ""
        gathered = Gathered()
        unread = []
        for column, text in sorted(row.texts.items()):
            code = self._header.codes.get(column, "")
            question = self._by_code.get(code)
            if code == PARTNER_CODE:
                whose = whose or self._whose(text)
            elif question is not None:
                parts = _parts(question, text.strip(), self._by_code.values())
                for answered, part in parts:
                    gathered.add(answered, part)
                if not parts:
                    gathered.notes.append(
                        f"{code}: more are chosen than were asked for, so {LEFT_OUT}"
                    )
            elif column not in self._aside:
                unread.append(self._name_of(column))
        label = self._columns.label(row)
        if label and "0.label" not in gathered.texts and "0a" in self._by_code:
            gathered.add(self._by_code["0a"], label)
        doubts = sorted(row.doubts.items())
        for column, doubt in doubts[:MOST_SAID]:
            name = self._header.codes.get(column) or self._name_of(column)
            gathered.notes.append(f"{name}: {doubt}.")
        if len(doubts) > MOST_SAID:
            gathered.notes.append(f"So it is with {len(doubts) - MOST_SAID} more cells.")
        if unread:
            more = len(unread) - MOST_SAID
            named = ", ".join(unread[:MOST_SAID]) + (f" and {more} more" if more > 0 else "")
            gathered.notes.append(
                f"Not read, as they answer none of the form's questions: {named}. If"
                " they do, say so in workshop.yaml, under 'returns: columns:'."
            )
        return whose, gathered

    def _whose(self, text: str) -> str:
        whose = " ".join(text.split()).removesuffix(";")[:LONGEST_NAME]
        table = _TABLE.fullmatch(whose) if self._of_tables else None
        return f"table-{int(table[1])}" if table else whose

    def _name_of(self, column: int) -> str:
        line = " ".join(self._header.texts.get(column, "").split())
        if not line:
            return f"column {column}"
        return f"'{line}'" if len(line) <= 40 else f"'{line[:39]}…'"


def _parts(
    question: Question, text: str, questions: Iterable[Question]
) -> list[tuple[Question, str]]:
    """Return what was chosen without the semicolon that exports put after each of several.

    Who asks for several tips in one question asks for all the votes at once. Nothing is
    returned where several were chosen of which one was asked for.
    """
    whole = text.removesuffix(";")
    if question.kind != "choice" or whole == text:
        return [(question, text)]
    parts = [part for part in whole.split(";") if part.strip()]
    if len(parts) < 2 or any(whole == choice.label for choice in question.choices):
        return [(question, whole)]
    votes = [asked for asked in questions if asked.key.startswith(VOTE)]
    places = votes if question in votes else []
    return list(zip(places, parts, strict=False)) if len(parts) <= len(places) else []
