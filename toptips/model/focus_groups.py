"""What focus groups say of the report's priorities: their sheet's questions, and focus-groups.csv.

The file holds a row for each priority of each sheet, answered or not, so that what a group was
shown is known whatever the report says by now.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.model.answered import Comment
from toptips.model.focus_topics import MAY_NOT_PRINT, MAY_PRINT, TOPICS
from toptips.model.framework import Framework, Tip
from toptips.model.non_answers import is_no_comment
from toptips.model.questionnaire import AskedTip, Making, Question, Questionnaire
from toptips.model.questions import FOCUS_GROUP
from toptips.model.responses import (
    AGAIN,
    LONGEST_CELL,
    Response,
    guarded,
    quoting_writer,
    unguarded,
)
from toptips.model.saved_again import as_saved
from toptips.model.wordings import Wordings
from toptips.model.workshop import Workshop
from toptips.places import Folder, read_bytes, refuse_links

# Whose a sheet is, in its reference: it is one for all groups.
ANY_GROUP = "group"
NAME = "focus-groups.csv"
COLUMNS = (
    "response_id", "group", "met_on", "how_many", "writer", "may_print", "edition",
    "smallest_group",
    "place", "tip", "title", "question", "value", "source",
)  # fmt: skip
# Of no group are there more people, and of no report more editions, than so many digits say.
MOST_DIGITS = 4
# What is asked once, in words.
ASKED_ONCE = ("missing", "change")


@dataclass(frozen=True, slots=True)
class OfPriority:
    """What a group says of one priority: `right` is yes, partly, no or nothing; `why` its words."""

    tip: str
    title: str
    right: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class GroupSheet:
    """One focus group's sheet. `priorities` are those that it was shown, the first one first.

    `edition` is that of the report they were taken from, 0 for a draft. `how_many` took part, None
    where nobody wrote it down. `group`, `met_on` (ISO) and `writer` are printed nowhere.
    `smallest_group` is the fewest people of whom it says that anything is printed, 0 if unknown.
    """

    id: str
    priorities: tuple[OfPriority, ...]
    edition: int = 0
    smallest_group: int = 0
    group: str = ""
    met_on: str = ""
    how_many: int | None = None
    writer: str = ""
    may_print: bool = False
    missing: str = ""
    change: str = ""
    source: str = ""

    @property
    def tips(self) -> tuple[str, ...]:
        """The ids of the priorities that it was shown, in their order."""
        return tuple(said.tip for said in self.priorities)

    def may_be_shown(self, smallest: int) -> bool:
        """Say whether so many people took part that what they agreed is no single person's view.

        What the sheet itself promised holds too, whatever the limit is by now.
        """
        return self.how_many is not None and self.how_many >= max(smallest, self.smallest_group)

    def comments(self) -> Iterator[Comment]:
        """Yield its texts as a person confirms them; what only says that there is nothing is none.

        They are no comments of a form: no themes are read in them, and nothing is counted.
        """
        consent = MAY_PRINT if self.may_print else MAY_NOT_PRINT
        sheet = Response(
            id=self.id,
            form=FOCUS_GROUP,
            respondent=self.group,
            quote=consent,
            source=self.source,
        )
        for tip, key, text in self.texts():
            if (text := text.strip()) and not is_no_comment(text):
                yield Comment(sheet, tip, key, text)

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """Yield everything that the group wrote: the priority's id or nothing, question, words."""
        yield from ((said.tip, "why", said.why) for said in self.priorities if said.why)
        yield from (("", key, text) for key in ASKED_ONCE if (text := getattr(self, key)))


def make_sheet_questionnaire(
    framework: Framework,
    workshop: Workshop,
    wordings: Wordings,
    priorities: Sequence[Tip],
    edition: int = 0,
    smallest_group: int = 0,
) -> Questionnaire:
    """Return what the sheet asks about these priorities, in their order.

    A priority is asked about by its number in the framework: where everything else that marks a
    place is lost, its code still tells which it is.
    """
    making = Making(framework, workshop, FOCUS_GROUP, wordings, tuple(priorities))

    def asked(per: str, tip: Tip | None = None) -> Iterator[Question]:
        for topic in TOPICS:
            if topic.per == per:
                wording = wordings.of(topic)
                yield making.question(topic, wording, wording.text, tip)

    return Questionnaire(
        workshop=workshop.id,
        form=FOCUS_GROUP,
        edition=edition,
        smallest_group=smallest_group,
        framework=framework.id,
        version=framework.version,
        scale=(),
        tips=tuple(AskedTip(id=tip.id, number=tip.number, title=tip.title) for tip in priorities),
        questions=(*asked("form"), *(made for tip in priorities for made in asked("item", tip))),
    )


def sheet_of(response: Response, asked: Questionnaire) -> GroupSheet:
    """Return a response that counts as a sheet, with the priorities that it was shown."""
    many = response.get("", "how_many")
    return GroupSheet(
        id=response.id,
        priorities=tuple(
            OfPriority(
                tip.id, tip.title, response.get(tip.id, "right"), response.get(tip.id, "why")
            )
            for tip in asked.tips
        ),
        edition=asked.edition,
        smallest_group=asked.smallest_group,
        group=response.respondent,
        met_on=response.get("", "met_on"),
        how_many=int(many) if _is_number(many) else None,
        writer=response.get("", "writer"),
        may_print=response.quote == MAY_PRINT,
        missing=response.get("", "missing"),
        change=response.get("", "change"),
        source=response.source,
    )


def write_sheets(sheets: Iterable[GroupSheet]) -> bytes:
    """Return the bytes of focus-groups.csv: UTF-8 with a byte-order mark, every cell quoted."""
    text = io.StringIO(newline="")
    writer = quoting_writer(text)
    writer.writerow(COLUMNS)
    for sheet in sheets:
        for row in _rows(sheet):
            writer.writerow(map(guarded, row))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _rows(sheet: GroupSheet) -> Iterator[tuple[str, ...]]:
    many = "" if sheet.how_many is None else str(sheet.how_many)
    leave = "yes" if sheet.may_print else "no"
    edition = str(sheet.edition or "draft")
    fewest = str(sheet.smallest_group or "")
    who = (sheet.id, sheet.group, sheet.met_on, many, sheet.writer, leave, edition, fewest)
    for place, said in enumerate(sheet.priorities, 1):
        about = (str(place), said.tip, said.title)
        yield (*who, *about, "right", said.right, sheet.source)
        if said.why:
            yield (*who, *about, "why", said.why, sheet.source)
    for key in ASKED_ONCE:
        if text := getattr(sheet, key):
            yield (*who, "", "", "", key, text, sheet.source)


def load_sheets(folder: Path) -> tuple[GroupSheet, ...]:
    """Read focus-groups.csv of a workshop's folder; nothing where there is none.

    Raises TopTipsError, with the line, for a file that is not in its shape.
    """
    path = Folder(folder).focus_groups_csv
    refuse_links(folder, path)
    return read_sheets(read_bytes(path)) if path.is_file() else ()


def read_sheets(raw: bytes) -> tuple[GroupSheet, ...]:
    """Read the bytes of focus-groups.csv, also as a spreadsheet saved it again."""
    csv.field_size_limit(LONGEST_CELL)
    saved = as_saved(raw, COLUMNS, NAME)
    try:
        text = io.StringIO(raw.decode(saved.encoding), newline="")
    except UnicodeDecodeError:
        raise _not_in_shape(1, "its text cannot be read") from None
    rows = csv.reader(text, strict=True, delimiter=saved.separator)
    found: dict[str, GroupSheet] = {}
    try:
        header = [cell.strip() for cell in next(rows, [])]
        if sorted(header) != sorted(COLUMNS):
            raise _not_in_shape(1, "the header is not the usual one")
        for cells in rows:
            if not any(cells):
                continue  # an empty line, as spreadsheets leave at the end
            if len(cells) != len(header):
                raise _not_in_shape(rows.line_num, f"{len(cells)} columns, not {len(header)}")
            _take(found, dict(zip(header, map(unguarded, cells), strict=True)), rows.line_num)
    except csv.Error as error:
        raise _not_in_shape(rows.line_num, str(error)) from None
    return tuple(found.values())


def _take(found: dict[str, GroupSheet], row: Mapping[str, str], line: int) -> None:
    """Add one row to the sheet that it belongs to, which begins with its first row."""
    sheet = found.get(row["response_id"]) or _begun(row, line)
    key, value, tip = row["question"], row["value"], row["tip"]
    if key == "missing":
        sheet = replace(sheet, missing=value)
    elif key == "change":
        sheet = replace(sheet, change=value)
    elif key in ("right", "why") and tip:
        by_tip = {said.tip: said for said in sheet.priorities}
        said = by_tip.get(tip, OfPriority(tip, row["title"]))
        by_tip[tip] = replace(said, right=value) if key == "right" else replace(said, why=value)
        sheet = replace(sheet, priorities=tuple(by_tip.values()))
    else:
        raise _not_in_shape(line, f"'{key[:40]}' is no question of the sheet")
    found[sheet.id] = sheet


def _begun(row: Mapping[str, str], line: int) -> GroupSheet:
    many, edition, fewest = (row[key].strip() for key in ("how_many", "edition", "smallest_group"))
    if not row["response_id"].strip():
        raise _not_in_shape(line, "response_id is empty")
    if many and not _is_number(many):
        raise _not_in_shape(line, "how_many is not a number of at most four digits")
    if edition.isdecimal() and not _is_number(edition):
        raise _not_in_shape(line, "edition is not a number of at most four digits")
    if fewest and not _is_number(fewest):
        raise _not_in_shape(line, "smallest_group is not a number of at most four digits")
    return GroupSheet(
        id=row["response_id"],
        priorities=(),
        edition=int(edition) if edition.isdecimal() else 0,
        smallest_group=int(fewest or 0),
        group=row["group"],
        met_on=row["met_on"],
        how_many=int(many) if many else None,
        writer=row["writer"],
        may_print=row["may_print"].strip() == "yes",
        source=row["source"],
    )


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= MOST_DIGITS


def _not_in_shape(line: int, what: str) -> TopTipsError:
    return TopTipsError(f"{NAME}, line {line}: {what}. {AGAIN}")
