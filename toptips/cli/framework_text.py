"""A framework as text to read in a terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toptips.model.framework import Framework, Tip

WIDEST = 96
NOT_A_TERMINAL = 80


def width_of_text() -> int:
    """Return how many columns a text should take on standard output."""
    if not sys.stdout.isatty():
        return NOT_A_TERMINAL
    return max(40, min(shutil.get_terminal_size().columns, WIDEST))


def framework_lines(framework: Framework, width: int) -> Iterator[str]:
    """Yield the lines of a framework, none longer than `width` but for a word that is."""
    yield from _wrapped(f"{framework.title}, version {framework.version}", width)
    yield from _wrapped(f"{framework.publisher}. {framework.wording}", width)
    yield from _origin(framework, width)
    yield ""
    yield from _wrapped(framework.about, width)
    yield from _scale(framework, width)
    section = ""
    for tip in framework.tips:
        if (title := framework.section_of(tip)) != section:
            section = title
            yield ""
            yield from _wrapped(section or f"Other {framework.item.plural}", width)
        yield ""
        yield from _item(framework, tip, width)


def _origin(framework: Framework, width: int) -> Iterator[str]:
    source = framework.source
    said = [text for text in (source.title, source.date, source.link) if text]
    yield from _wrapped(f"Source: {', '.join(said)}", width)
    if framework.licence:
        yield from _wrapped(f"Licence: {framework.licence}", width)
    if framework.as_of:
        yield from _wrapped(f"Last held against its source: {framework.as_of}", width)


def _scale(framework: Framework, width: int) -> Iterator[str]:
    yield ""
    if framework.question:
        yield from _wrapped(f"Asked of each {framework.item.singular}: {framework.question}", width)
    yield "The scale:"
    for level in framework.scale:
        means = f": {level.means}" if level.means else ""
        yield from _wrapped(f"{level.value} {level.label}{means}", width, "  ", "    ")
    yield from _wrapped(_bands(framework), width)


def _bands(framework: Framework) -> str:
    """Say what the bands are called, and from which mean on."""
    words, lowest = framework.bands.words, framework.scale[0].value
    strength, discuss = (
        f"{lowest + share * (framework.scale[-1].value - lowest):.3g}"
        for share in (framework.bands.strength, framework.bands.discuss)
    )
    said = f"With a mean of {strength} or more, the {framework.item.singular} is {words.strength}; "
    if not framework.bands.discuss:
        return f"{said}below that it is {words.discuss}."
    return f"{said}with {discuss} or more, {words.discuss}; below that, {words.concern}."


def _item(framework: Framework, tip: Tip, width: int) -> Iterator[str]:
    noun = framework.item.singular
    yield from _wrapped(f"{noun[:1].upper()}{noun[1:]} {tip.number}: {tip.title}", width)
    yield from _wrapped(tip.summary, width, "  ")
    yield from _list("What good looks like:", tip.looks_like, width)
    yield from _list("To talk about:", tip.prompts, width)
    levels = {level.value: level.label for level in framework.scale}
    meanings = [f"{value} {levels[value]}: {text}" for value, text in sorted(tip.levels.items())]
    yield from _list("What the scale means here:", meanings, width)
    yield from _wrapped(f"In plain English: {tip.plain}", width, "  ")
    if tip.duty:
        yield from _wrapped("This is a duty by law.", width, "  ")
    if tip.note:
        yield from _wrapped(f"Note: {tip.note}", width, "  ")
    yield from _list("Find out more:", [f"{link.title}, {link.link}" for link in tip.links], width)


def _list(heading: str, texts: Iterable[str], width: int) -> Iterator[str]:
    lines = [line for text in texts for line in _wrapped(text, width, "  - ", "    ")]
    if lines:
        yield f"  {heading}"
        yield from lines


def _wrapped(text: str, width: int, first: str = "", following: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first if following is None else following,
        break_long_words=False,
        break_on_hyphens=False,
    )
