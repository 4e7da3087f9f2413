"""What can go wrong, in words for the person at the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, where in it, and what to do about it."""

    source: str
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.source}, {self.where}" if self.where else self.source
        return f"{place}: {self.message}"


class TopTipsError(Exception):
    """The command can't be done. Its text says why, and what to do, in one line."""


class FileProblems(TopTipsError):
    """A file of ours can't be used. ``problems`` holds everything found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class TemplateError(TopTipsError):
    """A template of the pack or of the report can't be used as it stands.

    `said` is what is wrong, `template` the name of which (as pack/letter.md.j2) and `line` where in
    it; nothing and 0 where that is not known. Its text says all three.
    """

    def __init__(self, said: str, template: str = "", line: int = 0) -> None:
        self.said, self.template, self.line = said, template, line
        where = f"{template.rpartition('/')[2]}, line {line}" if line else template
        super().__init__(f"{where}: {said}" if where else said)
