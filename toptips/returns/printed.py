"""What the forms of a questionnaire print outside of the answers' places.

`prepare` keeps it in `sent/`, one paragraph a line. Of forms that were sent before it did, only
what the questionnaire says is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from toptips.model.questionnaire import Questionnaire

PARTNER, PICTURE = "\ufffc", "[picture]"
# Part of a printed line, where somebody broke it in two; what is shorter may be anybody's words.
SHORTEST_PART, SHORTEST_LINE = 25, 10
_REFERENCE = re.compile(r"toptips:?\s*(?:[0-9A-Za-z.-]{1,48}\s*/\s*){5}[0-9a-f]{8}")
_BULLETS = "•·▪◦‣⁃–—-*o\uf0b7"
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
_NUMBERS = re.compile(r"\d+")


@dataclass
class Printed:
    """The lines that the forms of one questionnaire print, as `folded` makes them.

    `is_whole` says whether those are all. `names` are the partners' names, any of which may stand
    in a line. `raw` holds what the short way has found to be printed, as it stands in a file.
    """

    lines: set[str]
    is_whole: bool
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    raw: set[bytes] = field(default_factory=set)
    learned: set[str] = field(default_factory=set)

    @property
    def has_pictures(self) -> bool:
        """Whether the forms show pictures of their own."""
        return PICTURE in self.lines

    def learn(self, lines: Iterable[str]) -> None:
        """Take lines for printed that a form without anything left over holds."""
        self.learned |= {self._without_names(line) for line in lines if not self.holds(line)}
        self.__dict__.pop("_with_names", None)

    def _without_names(self, line: str) -> str:
        names = self._by_first_word
        for word in line.split():
            for name in names.get(word, ()):
                line = line.replace(name, PARTNER)
        return line

    @cached_property
    def _by_first_word(self) -> dict[str, list[str]]:
        """The partners' names by the words they begin with, the longest first."""
        names: dict[str, list[str]] = {}
        for name in sorted(self.names, key=len, reverse=True):
            if words := name.split():
                names.setdefault(words[0], []).append(name)
        return names

    def holds(self, line: str) -> bool:
        """Say whether a line, folded, is the form's own."""
        if not line or line in self.lines or line in self.learned:
            return True
        for before, after in self._with_names:
            name = line[len(before) : len(line) - len(after)]
            if name in self._partners and line == before + name + after:
                return True
        return False

    @cached_property
    def _with_names(self) -> list[tuple[str, str]]:
        """What stands before and after a partner's name, of the lines that hold one."""
        lines = (line for line in (*self.lines, *self.learned) if line.count(PARTNER) == 1)
        return [(before, after) for before, _, after in (line.partition(PARTNER) for line in lines)]

    @cached_property
    def _partners(self) -> frozenset[str]:
        return frozenset(self.names)

    def beside(self, line: str) -> str:
        """Return what is in a line beside all that the form prints; nothing if it is the form's."""
        line = folded(line)
        if self.holds(line) or self._without_names(line) in self.lines:
            return ""
        if len(line) >= SHORTEST_PART and any(line in printed for printed in self.lines):
            return ""
        parts = _sentences(self._without_names(line))
        beside = " ".join([part for part in parts if part not in self._parts])
        for printed in self._parts:
            if len(printed) >= SHORTEST_LINE:
                beside = beside.removeprefix(printed + " ").removesuffix(" " + printed)
        return " ".join(beside.replace(PARTNER, " ").split())

    @cached_property
    def _parts(self) -> frozenset[str]:
        """The lines and their sentences."""
        sentences = (part for line in self.lines for part in _sentences(line))
        return frozenset((*self.lines, *sentences))


def _sentences(line: str) -> list[str]:
    return _SENTENCE_END.split(line)


def folded(line: str) -> str:
    """Return a line as it is compared: without its bullet, its reference and doubled spaces."""
    line = " ".join(line.split())
    if "toptips" in line:
        line = _REFERENCE.sub("toptips:", line)
    first, _, rest = line.partition(" ")
    return rest if rest and first in _BULLETS else line


def without_numbers(line: str) -> str:
    """Return a line of a header or footer without its page numbers."""
    return _NUMBERS.sub("#", line)


def knows_margins(questionnaires: Mapping[str, Questionnaire]) -> bool:
    """Say whether it is known of any form what its headers and footers print."""
    known: dict[str, Printed] = getattr(questionnaires, "printed", {})
    return any(printed.is_whole for printed in known.values())


def printed_in(questionnaires: Mapping[str, Questionnaire], asked: str) -> Printed:
    """Return what the forms of a questionnaire print, by the first eight digits of its hash."""
    known: dict[str, Printed] = getattr(questionnaires, "printed", {})
    if asked not in known:
        questionnaire = questionnaires[asked]
        known[asked] = Printed(
            set(map(folded, of_questionnaire(questionnaire))),
            is_whole=False,
            names=getattr(questionnaires, "partners", ()),
            titles=tuple(folded(tip.title) for tip in questionnaire.tips),
        )
    return known[asked]


def of_questionnaire(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield the lines that are known to be printed for a questionnaire, whoever made the form."""
    for question in questionnaire.questions:
        yield f"{question.code} {question.text}"
        yield f"{question.code} {question.answer}"
        yield question.placeholder
        yield question.answer
        for choice in question.choices:
            yield choice.label
    for tip in questionnaire.tips:
        yield tip.title
    for level in questionnaire.scale:
        yield f"{level.value} {level.label}"
        yield level.means or ""
