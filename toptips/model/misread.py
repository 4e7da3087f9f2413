"""What YAML reads otherwise than a person meant it, as it stands in texts and lines of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from toptips.model.plain_text import lines_of

# A line, counted from one, and a sentence about it.
Mistake = tuple[int, str]

# Spaces that Word and web pages bring along, seen or not; YAML takes them for letters.
COPIED = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
COPIED_SPACE = "a space copied from Word or a web page stands {}; type an ordinary space instead."

_NOTE = re.compile(r"[ \t]+(#[^\s#]\S*(?: \S+)*)")
_CURLY = re.compile(r"[“”„]([^“”„]*)[“”]?|‘([^‘’]*)|‘([^‘]*)’")
_ITEM_WITHIN = re.compile(r"[\r\n][ \t]*- ")
_COPIED_AT_BEGIN = re.compile(rf" *(?:- +)*-?[{COPIED}]")
_DASH = re.compile(r" *([–—•·▪])\s")
_HYPHEN_ALONE = re.compile(r" *-(?![\s\d.-])")
_TIGHT_COLON = re.compile(rf"([\w.-]+):(?!//)([{COPIED}]|\S)")


def shown(text: object, longest: int = 60) -> str:
    """Return what a file holds as a message shows it: on one line, and not too long."""
    words = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+ *", " ", str(text))
    return words if len(words) <= longest else words[:longest].rstrip() + " ..."


def misread(scalar: yaml.ScalarToken | yaml.ScalarNode, text: str) -> Iterator[Mistake]:
    """Say how a value, or a key, that has no quotes is read otherwise than it looks.

    `text` is the whole file's.
    """
    if scalar.style:
        return
    start, end = scalar.start_mark, scalar.end_mark
    written = text[start.index : end.index]
    if _COPIED_AT_BEGIN.match(written) and not text[start.index - start.column : start.index].strip(
        " "
    ):
        yield start.line + 1, COPIED_SPACE.format("at the beginning of the line")
    if curly := _CURLY.fullmatch(written):
        inner = shown("".join(filter(None, curly.groups())).strip(), 30)
        yield (
            start.line + 1,
            f'the quotation marks are curly, as Word makes them; type straight ones: "{inner}".',
        )
    if item := _ITEM_WITHIN.search(written):
        yield (
            start.line + len(lines_of(written[: item.end()])),
            "this '- ' goes on the text above it; if it begins an item of a list, put it right"
            " below the '- ' of the other items.",
        )
    if note := _NOTE.match(text, end.index):
        yield (
            end.line + 1,
            f"'{shown(note[1], 30)}' is read as a comment; put the text in quotes if it belongs"
            " to it, or a space after # if it is a note.",
        )


def odd_beginning(line: str) -> str | None:
    """Say what is odd about the beginning of a line; None if nothing is."""
    if _COPIED_AT_BEGIN.match(line):
        return COPIED_SPACE.format("at the beginning of the line")
    if dash := _DASH.match(line):
        return f"'{dash[1]}' is not a hyphen; begin each item of a list with '- '."
    if _HYPHEN_ALONE.match(line):
        return "put a space after the hyphen."
    return None


def tight_colon(text: str) -> str | None:
    """Say that the colon after a key has no ordinary space after it; None if that is not so."""
    if match := _TIGHT_COLON.match(text):
        if re.match(f"[{COPIED}]", match[2]):
            return COPIED_SPACE.format(f"after '{match[1]}:'")
        return f"put a space after the colon of '{match[1]}'."
    return None


def without_colon(line: str) -> str:
    """Say what is missing in a line that stands where a key and a colon belong."""
    content = line.lstrip(" -")
    if said := tight_colon(content):
        return said
    if content[:1] in ("{", "["):
        return "put '- ' before the bracket if an item of a list begins here."
    word = shown(content.split()[0].strip("'\""), 30) if content.split() else ""
    return (
        f"'{word}' needs a colon and a space after it, as in '{word}: ...'; if the line goes on"
        " the text above, put more spaces before it."
    )
