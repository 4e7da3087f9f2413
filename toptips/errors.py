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
    """A template of the pack or of the report can't be used as it stands."""
