"""`toptips prepare`: the pack, and what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from toptips import HowFar
from toptips.analysis.rules import FEWEST_FOR_SECTORS
from toptips.model.codebook import load_codebook
from toptips.model.questionnaire import Questionnaire
from toptips.model.sendings import Sending
from toptips.model.wordings import load_wordings
from toptips.model.workshop import Workshop, unsettled
from toptips.model.yaml_file import parse_mapping
from toptips.pack import Document, Pack, Packing
from toptips.pack.paper import write_paper
from toptips.pack.told_day import scores_so_far
from toptips.returns.printed_lines import keep_printed
from toptips.workflow.actions import ask_again
from toptips.workflow.beginning import example_of_workshop
from toptips.workflow.opened import Opened, open_workshop
from toptips.workflow.paper import asked_of_lead, place_paper
from toptips.writing import Outputs, only_one, write_safely


def prepare(folder: Path, *, today: date | None = None, progress: HowFar | None = None) -> Pack:
    """Write the pack: every document of `templates/pack/`, and what is sent with it.

    `today` is the day on which promises are looked at; left out, the computer's.
    """
    opened = open_workshop(folder)
    place, workshop, framework = opened.folder, opened.workshop, opened.framework
    if framework.codebook:
        load_codebook(framework.codebook, folder)  # better now than when the forms are back
    wordings = load_wordings([place.templates])
    agreed = ask_again(opened)
    scores = scores_so_far(place.report / "analysis.json", workshop.id)
    packing = Packing(workshop, framework, wordings, opened.templates, agreed.asking, scores)
    documents = list(packing.documents())
    # All are made before any is written, so that a mistake in a template leaves the pack whole.
    made = _made(documents, progress)
    of_lead = asked_of_lead(opened, wordings)
    empty = write_paper(workshop, framework, opened.templates, of_lead)
    questionnaires = packing.questionnaires()
    with only_one(place):
        _write_sent(opened, questionnaires)
        sending = Sending.of(workshop, framework, wordings, questionnaires, agreed.places)
        _write_sending(opened, sending)
        outputs = Outputs(place)
        for document, data in zip(documents, made, strict=True):
            outputs.write(place.pack / document.path, data)
        outputs.clear(place.pack)
        forms = _differing(documents, made, [partner.id for partner in workshop.partners])
        names = [partner.name for partner in workshop.partners]
        keep_printed(folder, questionnaires, forms, names)
        paper, of_paper = place_paper(opened, of_lead, empty)
    return Pack(
        folder=place.pack,
        documents=tuple(place.pack / document.path for document in documents),
        forms=len(workshop.partners),
        agenda=packing.agenda,
        notes=(
            *unsettled(workshop, parse_mapping(example_of_workshop(), "workshop.yaml")),
            *agreed.notes,
            *packing.advice(today or date.today(), sent=place.returns_csv.exists()),
            *_too_few_expected(workshop),
            *outputs.notes,
            *of_paper,
        ),
        kept_aside=tuple(outputs.kept_aside),
        item=framework.item.singular,
        items=framework.item.plural,
        paper=paper,
    )


def _too_few_expected(workshop: Workshop) -> Iterator[str]:
    """Warn where the report will compare less than is asked for, even if every form comes back."""
    expected = sum(partner.people for partner in workshop.partners)
    sectors = not (workshop.families or workshop.internal)
    hidden = [name for name, asked in (("sectors", sectors), ("groups", workshop.groups)) if asked]
    if expected < FEWEST_FOR_SECTORS and hidden:
        forms = "1 form is" if expected == 1 else f"{expected} forms are"
        or_else = ", or name two families of sectors, under 'families'" if sectors else ""
        yield (
            f"{forms} expected, and under {FEWEST_FOR_SECTORS} the report compares no"
            f" {' and no '.join(hidden)}, since it might show who said what. Ask more people of"
            f" each partner, under 'people' in workshop.yaml{or_else}."
        )


def _made(documents: Sequence[Document], progress: HowFar | None) -> list[bytes]:
    made = []
    for number, document in enumerate(documents):
        if progress:
            progress(number, len(documents), document.path)
        made.append(document.make())
    if progress:
        progress(len(documents), len(documents), "")
    return made


def _differing(
    documents: Sequence[Document], made: Sequence[bytes], partners: Sequence[str]
) -> Iterator[bytes]:
    """Yield the Word documents that differ by more than the partner they are for."""
    seen = set()
    for document, data in zip(documents, made, strict=True):
        stem, ending = document.path.rpartition(".")[::2]
        whose = max((end for end in partners if stem.endswith(f"-{end}")), key=len, default="")
        kind = stem.removesuffix(f"-{whose}") if whose else stem
        if ending == "docx" and kind not in seen:
            seen.add(kind)
            yield data


def _write_sent(opened: Opened, questionnaires: Sequence[Questionnaire]) -> None:
    for questionnaire in questionnaires:
        path = opened.folder.sent / f"{questionnaire.hash}.json"
        if not path.exists():
            write_safely(path, questionnaire.to_json())


def _write_sending(opened: Opened, sending: Sending) -> None:
    """Write down what is sent, unless it is what was sent last."""
    last = max(opened.sendings, default=0)
    if last and opened.sendings[last].to_json() == sending.to_json():
        return
    write_safely(opened.folder.sent / f"asked-{last + 1:03}.json", sending.to_json())
