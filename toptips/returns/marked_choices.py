"""Which of several choices is meant, where people tick, ring or name more than one.

Forms on paper print all choices, with boxes or without. Who fills in such a list ticks a box,
puts brackets round a number, or strikes the others out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_TICKED = "☒☑✓✔✗✘🗹🗷🗵■●◉⦿🔘✅❎"
_UNTICKED = "☐□○◯⬜▢❏❑❒"
_BOX = re.compile(
    rf"(?P<on>[{_TICKED}]|[\[(]\s*[xXvV{_TICKED}]\s*[\])])|(?P<off>[{_UNTICKED}]|\[\s*\]|\(\s*\))"
)
_ON = rf"(?:[{_TICKED}xXvV/*]|[\[(]\s*[xXvV{_TICKED}]?\s*[\])])"
# What stands before a choice that is printed with a box: the box, a tick instead of it, just before
# it or behind it, or nothing, where somebody took the box away.
_MARK = rf"((?:[{_UNTICKED}]\s*)?{_ON}|{_ON}?[{_UNTICKED}]|)"
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


def what_is_marked(text: str) -> tuple[str, bool]:
    """Return which words of a list of choices are marked; the whole text where none is.

    The second value says whether the text is such a list in which none, or several, are marked.
    """
    boxes = list(_BOX.finditer(text))
    if any(box["off"] for box in boxes) or len(boxes) > 1:
        marked = _beside_ticks(text, boxes)
        return (marked[0], False) if len(marked) == 1 else (text, True)
    if boxes:
        return (_BOX.sub(" ", text).strip() or text), False
    ringed = _RINGED.findall(text) + [sign for sign in text if _is_ringed(sign)]
    numbers = _NUMBER.findall(_RINGED.sub(" ", text))
    if len(ringed) == 1 and (len(numbers) > 1 or text.strip() == ringed[0]):
        number = unicodedata.numeric(ringed[0]) if len(ringed[0]) == 1 else int(ringed[0])
        return str(int(number)), False
    return _DECIMAL.sub(r"\1", text), False


def ticked_among(choices: Sequence[str], text: str) -> list[int] | None:
    """Return the places of the choices that are ticked in a text that is all of them, in order.

    `choices` are the words behind the boxes. None is returned for any other text, and where a box
    is gone but none is ticked.
    """
    match = _printed(tuple(choices)).fullmatch(text) if choices else None
    if match is None:
        return None
    marks = [mark.strip() for mark in match.groups()]
    ticked = [place for place, mark in enumerate(marks) if _is_ticked(mark)]
    return ticked if ticked or all(marks) else None


@lru_cache(maxsize=64)
def _printed(choices: tuple[str, ...]) -> re.Pattern[str]:
    """Return what a line of choices with their boxes looks like, whatever is ticked in it."""
    words = (r"\s+".join(map(re.escape, choice.split())) for choice in choices)
    return re.compile(r"\s*" + r"\s+".join(rf"{_MARK}\s*{each}" for each in words) + r"\s*")


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
