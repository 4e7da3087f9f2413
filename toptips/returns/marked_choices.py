"""Which of several choices is meant, where people tick, ring or name more than one.

Forms on paper print all choices, with boxes or without. Who fills in such a list ticks a box,
puts an X in it or beside it, puts brackets round a number, or strikes the others out.

An X of its own in front of the first box, or of a line's only one, is that box's; one behind the
last words, or a line's only ones, is theirs. Between two choices on one line it may be either's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

# Where a mark stands: before its box, or behind its choice's words; "" where that is unknown.
Side = Literal["before", "behind", ""]

_TICKED = "☒☑✓✔✗✘🗹🗷🗵■●◉⦿🔘✅❎"
_UNTICKED = "☐□○◯⬜▢❏❑❒"
_BOX = re.compile(
    rf"(?P<on>[{_TICKED}]|[\[(]\s*[xXvV{_TICKED}]\s*[\])])|(?P<off>[{_UNTICKED}]|\[\s*\]|\(\s*\))"
)
_ON = rf"(?:[{_TICKED}xXvV/*]|[\[(]\s*[xXvV{_TICKED}]?\s*[\])])"
# What stands before a choice that is printed with a box: the box, a tick instead of it, just before
# it or behind it, or nothing, where somebody took the box away.
_MARK = rf"(?:[{_UNTICKED}]\s*)?{_ON}|{_ON}?[{_UNTICKED}]|"
# A mark of its own, apart from its box; no word begins or ends so.
_APART = "[xX✗✘✓✔]"
_BESIDE_ONE_BOX = re.compile(
    rf"{_APART}?[^\S\n]*[{_UNTICKED}]\s*(.*?\S)(?:[^\S\n]+|(?<=\d)|(?=[✗✘✓✔])){_APART}"
    rf"|{_APART}[^\S\n]*[{_UNTICKED}]\s*(.*\S)"
)
_RINGED = re.compile(r"[\[({<*_>]+\s*(\d{1,2})\s*[\])}>*_<]+")
_NUMBER = re.compile(r"\d{1,6}")
_DECIMAL = re.compile(r"^(\D{0,12}\d{1,2})[.,]0{1,6}(?!\d)")
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
NUMBER_WORDS = {word: str(number) for number, word in enumerate(_WORDS)}


def without_invisible(text: str) -> str:
    """Return a text without characters that nobody sees, and with plain blanks."""
    if text.isascii():
        return text.strip()
    seen = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in seen).strip()


def what_is_marked(text: str) -> tuple[str, list[str] | None]:
    """Return which words of a list of choices are marked; the whole text where none is.

    The second value is None unless the text is a list in which none, or several, are marked: it
    holds the words of those.
    """
    boxes = list(_BOX.finditer(text))
    if len(boxes) == 1 and (beside := _BESIDE_ONE_BOX.fullmatch(text)):
        return beside[1] or beside[2], None
    if any(box["off"] for box in boxes) or len(boxes) > 1:
        marked = _beside_ticks(text, boxes)
        return (marked[0], None) if len(marked) == 1 else (text, marked)
    if boxes:
        return (_BOX.sub(" ", text).strip() or text), None
    ringed = _RINGED.findall(text) + [sign for sign in text if _is_ringed(sign)]
    numbers = _NUMBER.findall(_RINGED.sub(" ", text))
    if len(ringed) == 1 and (len(numbers) > 1 or text.strip() == ringed[0]):
        number = unicodedata.numeric(ringed[0]) if len(ringed[0]) == 1 else int(ringed[0])
        return str(int(number)), None
    return _DECIMAL.sub(r"\1", text), None


def ticked_among(choices: Sequence[str], text: str, side: Side = "") -> list[int] | None:
    """Return the places of the choices that are ticked in a text that is all of them, in order.

    `choices` are the words behind the boxes. A mark between two of them is of the one on the
    `side` of it; where that is unknown, both are returned. None is returned for any other text, and
    where a box is gone but none is ticked.
    """
    marks = _marks_in(choices, text)
    if marks is None:
        return None
    ticked = {place for place, mark in enumerate(marks.boxes) if _is_ticked(mark)}
    for place, beside in marks.apart:
        # Before the box of `place`, or behind the words of the choice before it.
        beside = beside or side
        ticked |= {place} if beside != "behind" else set()
        ticked |= {place - 1} if beside != "before" else set()
    return sorted(ticked) if ticked or all(marks.boxes) else None


def between_two(choices: Sequence[str], text: str) -> tuple[int, int] | None:
    """Return the places of the two choices of which either may be meant, by the only mark."""
    before, behind = (ticked_among(choices, text, side) for side in ("before", "behind"))
    if before and behind and len(before) == len(behind) == 1 and before != behind:
        return behind[0], before[0]
    return None


def sides_of_marks(choices: Sequence[str], text: str) -> set[str]:
    """Return where the marks in a list of choices stand, as far as that is plain.

    "in" stands for those that are in their box, or in the place of it.
    """
    marks = _marks_in(choices, text)
    if marks is None:
        return set()
    sides: set[str] = {beside for _, beside in marks.apart if beside}
    for mark in filter(_is_ticked, marks.boxes):
        sides.add("before" if mark[0] in _APART[1:-1] and mark[-1] in _UNTICKED else "in")
    return sides


@dataclass(frozen=True)
class _Marks:
    """What stands where a list of choices has its boxes, and the marks that stand apart.

    `apart` holds of each the place of the choice behind it, and which side of its choice it is on,
    or "" where it may be of either.
    """

    boxes: list[str]
    apart: list[tuple[int, Side]]


def _marks_in(choices: Sequence[str], text: str) -> _Marks | None:
    """Return the marks in a text that is all the choices in order; None for any other text."""
    match = _printed(tuple(choices)).fullmatch(text) if choices else None
    if match is None:
        return None
    apart: list[tuple[int, Side]] = []
    for place in range(len(choices) + 1):
        if (mark := match[f"apart{place}"]) is None:
            continue
        if place in (0, len(choices)):
            apart.append((place, "behind" if place else "before"))
        else:
            apart.append((place, _side_of(mark, match[f"blank{place}"])))
    return _Marks([match[f"box{place}"].strip() for place in range(len(choices))], apart)


def _side_of(mark: str, blank: str) -> Side:
    """Say of which choice a mark between two is, by the white space before and behind it."""
    before = mark[:-1]
    if not before or ("\n" in blank and "\n" not in before):
        return "behind"
    return "before" if "\n" in before and "\n" not in blank else ""


@lru_cache(maxsize=64)
def _printed(choices: tuple[str, ...]) -> re.Pattern[str]:
    """Return what a line of choices with their boxes looks like, whatever is ticked in it."""
    pieces = [rf"\s*(?:(?P<apart0>{_APART})[^\S\n]+)??"]
    for place, choice in enumerate(choices):
        if place:
            pieces.append(rf"(?P<apart{place}>\s*{_APART})??(?P<blank{place}>\s+)")
        words = r"\s+".join(map(re.escape, choice.split()))
        pieces.append(rf"(?P<box{place}>{_MARK})\s*{words}")
    return re.compile("".join(pieces) + rf"(?P<apart{len(choices)}>[^\S\n]*{_APART})?\s*")


def _is_ticked(mark: str) -> bool:
    return bool(mark.strip(_UNTICKED + " \t\r\n[]()"))


def _is_ringed(sign: str) -> bool:
    """Say whether a sign is a number in a ring."""
    return not sign.isascii() and "CIRCLED" in unicodedata.name(sign, "") and sign.isnumeric()


def _beside_ticks(text: str, boxes: list[re.Match[str]]) -> list[str]:
    """Return what stands beside each ticked box, which may stand before or behind its words."""
    before = not text[: boxes[0].start()].strip()
    marked = []
    for place, box in enumerate(boxes):
        if not box["on"]:
            continue
        if before:
            end = boxes[place + 1].start() if place + 1 < len(boxes) else len(text)
            marked.append(text[box.end() : end])
        else:
            start = boxes[place - 1].end() if place else 0
            marked.append(text[start : box.start()])
    return [words.strip(" \t\r\n,;/|") for words in marked]
