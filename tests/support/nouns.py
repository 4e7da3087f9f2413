"""Looks for the word "tip" in what people read of a framework that calls its items otherwise."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from tests.support.word_files import W, open_word

# The product's name, and the noun itself in a file's name that the workshop chose.
NAMES = re.compile(r"top ?tips|harbour-tips|discharge-and-integration", re.IGNORECASE)
TIP = re.compile(r".{0,60}\btips?\b.{0,60}", re.IGNORECASE)


def speaks_of_tips(text: str) -> list[str]:
    """Return where a text holds the word."""
    return TIP.findall(NAMES.sub("", text))


def texts_of_word(path: Path) -> str:
    """All that a reader of a document, or of what a screen reader says of it, comes across."""
    word = open_word(path)
    found = [word.text, word.property("title"), word.property("subject")]
    for name, data in word.parts.items():
        if re.fullmatch(r"word/(header|footer|footnotes)\d*\.xml", name):
            found += etree.fromstring(data).itertext()
    for element in word.body.iter(f"{W}alias", f"{W}listItem"):
        found += [element.get(f"{W}val", ""), element.get(f"{W}displayText", "")]
    return "\n".join([*found, *word.alternative_texts])
