"""Reads what came back: opening it without harm, reading it, and finding out whose it is.

To read another format, write a module with these two functions and put it into READERS:

    recognises(file: File) -> bool
    read(file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]

`questionnaires` are those that were sent, by the first eight hex digits of their hash. A reader
raises Unreadable, in words for the sender, for a file that is its own but no use. A zip is no
format: `archive` opens it, and its members are read as files are.

A file opens its zip and finds out its kind once, whoever asks (`file.parts`, `file.kind`,
`file.workbook`), so that a reader may look at what it needs to recognise its own.

The first reader that recognises a file reads it. Each has kinds of its own, so that their order
says nothing, but for the two that take Excel workbooks: an export of Microsoft Forms is a workbook
too, and so is asked about before `entry_workbook`, which takes every other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from toptips.model.questionnaire import Questionnaire
from toptips.returns import entry_workbook, forms_export, odt, responses_file, word
from toptips.returns.form import Return
from toptips.unsafe.opening import File


class Reader(Protocol):
    """What each module in READERS does."""

    def recognises(self, file: File) -> bool:
        """Say whether this file is in its format, by its content."""

    def read(self, file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]:
        """Read the returns in this file."""


READERS: tuple[Reader, ...] = (word, odt, forms_export, entry_workbook, responses_file)
