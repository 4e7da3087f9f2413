"""Makes of a document what its reader sees: changes accepted, placeholders off, signs as signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from toptips.returns.placeholders import LONGEST, is_words_own
from toptips.returns.word_xml import Element, Names, plain_text, text_in

# The attribute that is left on a run whose words were struck out.
STRUCK = "struck"
TICKED, UNTICKED = "☒", "☐"
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Seen:
    """What was met: pictures, words struck out, passages kept in other parts, merged cells."""

    pictures: bool = False
    struck: bool = False
    chunks: bool = False
    merged: bool = False


def make_as_seen(root: Element, names: Names, placeholders: Mapping[str, str]) -> Seen:
    """Change a document into what a person sees of it; say what was met.

    Taken out are tracked deletions, how to pronounce words, words that are struck out, and what
    Word itself shows in an empty control. `placeholders` holds the texts that the document keeps
    for its empty controls, by name. Choices in Word's old form fields become text.
    """
    met = Seen()
    unseen: list[Element] = []
    for element in root.iter(*names.odd):
        kind = element.tag
        if kind in names.pictures or kind == names.text_box:
            met.pictures = True
        elif kind in names.strikes:
            met.struck = _strike(element, names) or met.struck
        elif kind == names.shows_placeholder:
            _clear_placeholder(element, names, placeholders)
        elif kind in names.legacy:
            _write_choice(element, names)
        elif kind == names.chunk:
            met.chunks = True
        elif kind == names.merged_down:
            met.merged = True
        elif kind == names.fallback:
            unseen.append(_less_readable(element, names))
        else:
            unseen.append(element)
    # From the end, so that a chain of deleted paragraph marks folds up into its first.
    for element in reversed(unseen):
        _take_out(element, names)
    return met


def _strike(mark: Element, names: Names) -> bool:
    """Empty the run of a mark that strikes it out; say whether there was anything in it."""
    properties = mark.getparent()
    run = None if properties is None else properties.getparent()
    if run is None or run.tag != names.run or (mark.get(names.value) or "").lower() in _OFF:
        return False
    struck = bool(text_in(run.iter(*names.textual), names))
    for child in [child for child in run if child.tag in names.textual]:
        run.remove(child)
    if struck:
        run.set(STRUCK, "1")
    return struck


def _clear_placeholder(mark: Element, names: Names, kept: Mapping[str, str]) -> None:
    """Take Word's own placeholder, or one that is `kept`, out of a control that shows it."""
    properties = mark.getparent()
    content = None if properties is None else properties.getnext()
    if content is None or properties is None or content.tag != names.control_content:
        return
    text = plain_text(content)
    if len(text) > LONGEST or (mark.get(names.value) or "").lower() in _OFF:
        return
    if not is_words_own(text):
        part = properties.find(f"{names.placeholder}/{names.placeholder_part}") if kept else None
        if part is None or " ".join(text.split()) != kept.get(part.get(names.value) or ""):
            return
    for element in list(content.iter(names.text)):
        element.text = ""


def _write_choice(field: Element, names: Names) -> None:
    """Write what is chosen in an old form field, which keeps it as a number, into its run."""
    data = field.getparent()
    character = None if data is None else data.getparent()
    run = None if character is None else character.getparent()
    if run is None:
        return
    result, preset = field.find(names.result), field.find(names.preset)
    said = result if result is not None else preset
    number = "" if said is None else said.get(names.value) or ""
    if field.tag == names.legacy[0]:
        entries = [entry.get(names.value) or "" for entry in field.iterfind(names.entry)]
        known = number.isdecimal() and len(number) < 4 and int(number) < len(entries)
        text = entries[int(number)] if known else ""
    else:
        checked = field.find(names.checked)
        said = checked if checked is not None else preset
        on = said is not None and (said.get(names.value) or "1").lower() not in _OFF
        text = TICKED if on else UNTICKED
    if text:
        etree.SubElement(run, names.text).text = text


def _less_readable(fallback: Element, names: Names) -> Element:
    """Return which of two ways to show the same is left out: the older, if the newer is read."""
    newer = next(fallback.itersiblings(names.choice, preceding=True), None)
    if newer is None or next(newer.iter(*names.textual, *names.pictures), None) is not None:
        return fallback
    readable = next(fallback.iter(names.text), None) is not None
    return newer if readable else fallback


def _take_out(element: Element, names: Names) -> None:
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    properties = parent.getparent()
    if parent.tag != names.run_properties or properties is None:
        return
    paragraph = properties.getparent() if properties.tag == names.properties else None
    after = paragraph.getnext() if paragraph is not None else None
    # The mark at a paragraph's end was deleted: what follows goes on in the same line.
    if paragraph is not None and after is not None and after.tag == names.paragraph:
        paragraph.extend([child for child in after if child.tag != names.properties])
        after_parent = after.getparent()
        if after_parent is not None:
            after_parent.remove(after)
