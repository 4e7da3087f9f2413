"""What a template may use up, so that one that never ends is stopped within a second or two.

A step is about one tag, name or operator of a template that is carried out. Each loop, macro and
template pays for what stands in it, each time before it is carried out; whatever could take longer
the larger its values are pays for their size.
"""

from __future__ import annotations

from collections.abc import Iterable

from toptips.errors import TemplateError

# The report of the example takes 39,000 steps and 70,000 characters.
MOST_STEPS = 400_000
MOST_TEXT = 4_000_000  # characters, in all that is made on the way to a document
LONGEST_TEXT = 1_000_000  # characters
MOST_LINES = 12_000  # of a document; a hundred items take a third
STEPS_A_NODE = 30  # to make code of a tag, a name or an operator, once
LARGEST_NUMBER = 10**12
LONGEST_RANGE = 10_000
DEEPEST_CALLS = 40  # macros within macros
DEEPEST_TEMPLATES = 8  # templates within templates
LARGEST_TEMPLATE = 64 * 1024  # bytes; ours are a tenth of it
CHARACTERS_A_STEP = 64


class Budget:
    """What one document may still use up. Each method raises TemplateError past a bound."""

    def __init__(self) -> None:
        self._steps = MOST_STEPS
        self._text = MOST_TEXT
        self._depth = 0

    def take_steps(self, number: int) -> None:
        """Take steps off."""
        self._steps -= number
        if self._steps < 0:
            raise TemplateError("this never ends, or does far more than any document needs.")

    def take_text(self, length: int) -> None:
        """Take off the characters of a text that is about to be made."""
        self._text -= length
        if length > LONGEST_TEXT or self._text < 0:
            raise TemplateError("this makes far more text than a document holds.")

    def weigh(self, *values: object) -> None:
        """Take off steps for all that is in these values.

        A list may hold another many times, so that what takes no room takes for ever to compare.
        """
        left = list(values)
        while left:
            value = left.pop()
            if isinstance(value, str):
                self.take_steps(1 + len(value) // CHARACTERS_A_STEP)
                continue
            self.take_steps(1)
            if isinstance(value, list | tuple):
                self.take_steps(len(value))
                left.extend(part for part in value if type(part) is not int)
            elif isinstance(value, dict):
                self.take_steps(len(value))
                left.extend(value)
                left.extend(value.values())

    def joined(self, pieces: Iterable[str]) -> str:
        """Return the pieces as one text, stopping as soon as they are too many."""
        kept, length = [], 0
        for piece in pieces:
            kept.append(piece)
            length += len(piece)
            if length > LONGEST_TEXT:
                break
        self.take_text(length)
        return "".join(kept)

    def go_deeper(self) -> None:
        """Enter a macro."""
        self._depth += 1
        if self._depth > DEEPEST_CALLS:
            raise TemplateError("its macros call each other in a circle, or too deeply.")

    def come_back(self) -> None:
        """Leave a macro."""
        self._depth -= 1


def bounded_number(number: float) -> float:
    """Return a number, as long as no text or list of its size is beyond bounds."""
    if not abs(number) <= LARGEST_NUMBER:
        raise TemplateError("numbers as large as that can't be worked with.")
    return number
