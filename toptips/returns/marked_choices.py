"""Which of several choices is meant, where people tick, ring or name more than one.

Forms on paper print all choices, with boxes or without. Who fills in such a list ticks a box,
puts brackets round a number, or strikes the others out.
"""

from __future__ import annotations

import re
import unicodedata

_TICKED = "☒☑✓✔✗✘🗹🗷🗵■●◉⦿🔘✅❎"
_UNTICKED = "☐□○◯⬜▢❏❑❒"
_BOX = re.compile(
    rf"(?P<on>[{_TICKED}]|[\[(]\s*[xXvV{_TICKED}]\s*[\])])|(?P<off>[{_UNTICKED}]|\[\s*\]|\(\s*\))"
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
