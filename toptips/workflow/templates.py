"""`toptips templates`: one's own wording and looks, copied here, and what a changed one breaks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toptips.charts.fonts import missing_fonts
from toptips.documents.brand import open_brand
from toptips.documents.checks import of_wording
from toptips.documents.looks import NEEDED, Document, colours_of, fonts_of, style_names
from toptips.documents.template import Rendered, Templates
from toptips.documents.wording import skipped_headings, wrong_fields
from toptips.errors import FileProblems, Problem, TemplateError, TopTipsError
from toptips.model.actions import Asking
from toptips.model.colours import READABLE, contrast
from toptips.model.questionnaire import Questionnaire
from toptips.model.wordings import NAME, load_wordings
from toptips.model.yaml_file import nearest
from toptips.pack import Packing
from toptips.places import Folder, read_bytes, refuse_links, shipped
from toptips.workflow.actions import ask_again
from toptips.workflow.opened import Opened, open_workshop
from toptips.writing import only_one, write_safely

BRAND = "brand.docx"
# The rooms in which templates lie; what `new` begins with is no template.
ROOMS = (
    "pack", "paper", "report", "slides", "progress", "combined", "localise", "next", "remind",
    "anonymise",
)  # fmt: skip
# A part of a template, which others take in.
_PART = re.compile(r"\"(\w+/_[\w-]+\.md\.j2)\"")


@dataclass(frozen=True)
class ExportedTemplates:
    """What was copied into a workshop's `templates/`, and what was there already."""

    folder: Path
    copied: tuple[str, ...]
    kept: tuple[str, ...]


def export_templates(folder: Path, names: Sequence[str] = ()) -> ExportedTemplates:
    """Copy the wording and looks that ship into a workshop's `templates/`, all or some by name.

    A file that is there is never written over. Raises TopTipsError for a name that is none.
    """
    place = open_workshop(folder).folder
    refuse_links(place.path, place.templates)
    known = _shipped()
    chosen = list(dict.fromkeys(names)) or known
    for name in chosen:
        if name not in known:
            raise TopTipsError(f"No template is called '{name}'.{nearest(name, known)}")
    copied, kept = [], []
    with only_one(place):
        for name in chosen:
            target = place.templates / name
            refuse_links(place.path, target)
            if target.exists():
                kept.append(name)
                continue
            write_safely(target, read_bytes(shipped("templates") / name))
            copied.append(name)
    return ExportedTemplates(place.templates, tuple(copied), tuple(kept))


def check_templates(folder: Path) -> list[Problem]:
    """Return all that is wrong with a workshop's own wording and looks, file by file."""
    place = Folder(folder)
    opened = open_workshop(folder)
    refuse_links(place.path, place.templates)
    found = list(_misplaced(place.templates))
    try:
        wordings = load_wordings([place.templates])
    except FileProblems as error:
        return [*found, *error.problems]
    templates = Templates([place.templates, shipped("templates")])
    found += _in_brand(place.templates / BRAND)
    if found:
        return found
    documents = _Documents(templates)
    packing = Packing(
        opened.workshop,
        opened.framework,
        wordings,
        templates,
        _asking(opened),
        seen=documents.look_at,
    )
    names = templates.names("pack")
    problems = [problem for name in names for problem in documents.of(packing, name)]
    # A part that several documents take in is wrong once.
    return list(dict.fromkeys(problems))


def _asking(opened: Opened) -> Asking:
    """Return what forms ask of last time, as actions.csv has it; nothing is begun here."""
    return ask_again(opened).asking if os.path.lexists(opened.folder.actions) else {}


def _shipped() -> list[str]:
    ours = shipped("templates")
    paths = [path for room in ROOMS for path in (ours / room).glob("*.j2")]
    return sorted(path.relative_to(ours).as_posix() for path in [*paths, ours / NAME, ours / BRAND])


def _misplaced(own: Path) -> Iterator[Problem]:
    """Find the files and folders in a workshop's `templates/` that nothing would look at."""
    known = _shipped()
    for path in sorted(own.rglob("*")) if own.is_dir() else ():
        name = path.relative_to(own).as_posix()
        if path.name.startswith((".", "~$")) or name in known:
            continue
        room = name.partition("/")[0]
        if path.is_dir():
            if name not in ROOMS and path.parent == own:
                hint = nearest(name, list(ROOMS))
                yield Problem(f"templates/{name}/", "", f"there is no such folder.{hint}")
        elif room in ROOMS and (own / room).is_dir() and not _may_be_new(name):
            yield Problem(
                f"templates/{name}", "", f"this is no name of a template.{nearest(name, known)}"
            )
        elif path.parent == own:
            yield Problem(
                f"templates/{name}", "", f"nothing looks for it here.{_nearest_by_end(name, known)}"
            )


def _may_be_new(name: str) -> bool:
    """Say whether a file may be a document or a part of one's own."""
    room, _, file = name.partition("/")
    return room == "pack" and "/" not in file and file.endswith(".md.j2")


def _nearest_by_end(name: str, known: Sequence[str]) -> str:
    same = [template for template in known if template.rpartition("/")[2] == name]
    return f" Did you mean '{same[0]}'?" if same else nearest(name, list(known))


def _in_brand(brand: Path) -> Iterator[Problem]:
    """Find what a brand.docx of one's own does to those who read."""
    if not brand.is_file():
        return
    source = f"templates/{BRAND}"
    try:
        document = open_brand(brand)
    except TemplateError as error:
        yield Problem(source, "", str(error))
        return
    ours = open_brand(shipped("templates") / BRAND)
    for name in sorted(NEEDED & style_names(ours) - style_names(document)):
        yield Problem(source, f"style '{name}'", "it is missing. Take it over from ours.")
    # Word brings along styles of its own that no document uses; ours are as pale.
    pale = _pale(document)
    for name in (name for name in pale if name not in _pale(ours)):
        colour, ground, ratio = pale[name]
        yield Problem(
            source,
            f"style '{name}'",
            f"its colour {colour} on {ground} has a contrast of {ratio:.1f}:1, and 4.5:1 is the"
            " least. Make it darker, or what is behind it lighter.",
        )
    known = fonts_of(ours)
    theirs = {font: styles for font, styles in fonts_of(document).items() if font not in known}
    for font, styles in missing_fonts(theirs).items():
        yield Problem(
            source,
            f"style '{styles[0]}'",
            f"its font '{font}' is not on this computer, which puts another in its place. Install"
            " it, or choose one that every computer has, such as Arial.",
        )


def _pale(document: Document) -> dict[str, tuple[str, str, float]]:
    """Return the styles whose letters are hard to see: their colour, what is behind, contrast."""
    found: dict[str, tuple[str, str, float]] = {}
    for style, colour, ground in colours_of(document):
        ratio = contrast(f"#{colour}", f"#{ground}")
        if ratio < READABLE:
            found.setdefault(style, (colour, ground, ratio))
    return found


class _Documents:
    """Looks at the documents of a pack while they are made."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._found: list[Problem] = []

    def look_at(self, rendered: Rendered, questionnaire: Questionnaire | None) -> None:
        """Note what is wrong with the wording of a document before it is written."""
        sources = self._with_parts(rendered.name)
        for (name, line), message in (
            *wrong_fields(rendered, sources, questionnaire),
            *skipped_headings(rendered, sources),
        ):
            where = f"line {line}" if line else ""
            self._found.append(Problem(f"templates/{name}", where, message))

    def _with_parts(self, name: str) -> dict[str, str]:
        """Return the text of a template, and of the parts that it takes in, by their names."""
        sources = {name: self._templates.split(name)[1]}
        for part in _PART.findall(sources[name]):
            if part not in sources:
                sources |= self._with_parts(part)
        return sources

    def of(self, packing: Packing, name: str) -> list[Problem]:
        """Return what is wrong with a document; of those for many, with the first."""
        self._found = []
        try:
            made = packing.first_of(name).make()
        except TemplateError as error:
            if not self._found:
                self._found.append(_problem(name, error))
        else:
            # Headings were looked at with their lines, and colours in the brand.
            self._found += [
                Problem(f"templates/{name}", "", f"In the document made from it: {said}.")
                for said in of_wording(made)
            ]
        return self._found


def _problem(name: str, error: TemplateError) -> Problem:
    """Return what is wrong with a template: with this one, or with a part that it takes in."""
    where = f"line {error.line}" if error.line else ""
    return Problem(f"templates/{error.template or name}", where, error.said)
