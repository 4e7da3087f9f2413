"""`toptips prepare`: the pack, and what was sent."""

from __future__ import annotations

from pathlib import Path

from toptips.model.codebook import load_codebook
from toptips.model.framework import load_framework
from toptips.model.questionnaire import load_wordings
from toptips.model.workshop import load_workshop, unsettled
from toptips.model.yaml_file import parse_mapping
from toptips.pack import Pack, Packing
from toptips.places import Folder
from toptips.workflow.beginning import example_of_workshop
from toptips.workflow.opened import Progress, templates_of
from toptips.writing import Outputs, only_one, write_safely


def prepare(folder: Path, *, progress: Progress | None = None) -> Pack:
    """Write the pack: every document of `templates/pack/`, and the questionnaires as sent."""
    workshop = load_workshop(folder)
    place = Folder(folder)
    framework = load_framework(workshop.framework, folder)
    if framework.codebook:
        load_codebook(framework.codebook, folder)  # better now than when the forms are back
    wordings = load_wordings([place.templates])
    packing = Packing(workshop, framework, wordings, templates_of(place))
    documents = list(packing.documents())
    made = []
    # All are made before any is written, so that a mistake in a template leaves the pack whole.
    for number, document in enumerate(documents):
        if progress:
            progress(number, len(documents), document.path)
        made.append(document.make())
    if progress:
        progress(len(documents), len(documents), "")
    with only_one(place):
        for questionnaire in packing.questionnaires():
            sent = place.sent / f"{questionnaire.hash}.json"
            if not sent.exists():
                write_safely(sent, questionnaire.to_json())
        outputs = Outputs(place)
        for document, data in zip(documents, made, strict=True):
            outputs.write(place.pack / document.path, data)
        outputs.clear(place.pack)
    return Pack(
        folder=place.pack,
        documents=tuple(place.pack / document.path for document in documents),
        forms=len(workshop.partners),
        agenda=packing.agenda,
        notes=tuple(unsettled(workshop, parse_mapping(example_of_workshop(), "workshop.yaml"))),
        kept_aside=tuple(outputs.kept_aside),
    )
